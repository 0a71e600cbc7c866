/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_MARKUP_WRITE_PRIVATE_H
#define REPLIEK_MARKUP_WRITE_PRIVATE_H

#include "markup/block.h"

/* Where words stand: what means something there, and what a line end is. */
typedef enum WritePlace { WRITE_PARAGRAPH, WRITE_HEADING, WRITE_CELL } WritePlace;

/* Runs in normal form as Markdown. A line end inside is "\\\n", "<br>" in a cell. */
void write_inlines(GString *out, const GPtrArray *runs, WritePlace place);

/* Words with a backslash before each of these signs. */
void write_plain(GString *out, const char *text, const char *signs);

/* "(address)", between angle brackets where it must be. */
void write_destination(GString *out, const char *address);

#endif
