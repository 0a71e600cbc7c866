/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_MARKUP_WRITE_MARKUP_H
#define REPLIEK_MARKUP_WRITE_MARKUP_H

#include "markup/block.h"

/*
 * Brings blocks into the form that Markdown can hold, and that parse_markup() gives: white space at the ends of
 * paragraphs and of what is emphasised goes, runs that look alike are joined, numbers in tables are lined up, empty
 * paragraphs go. Two texts that are set alike have the same normal form.
 */
void blocks_normalise(GPtrArray *blocks);
void markup_normalise(Markup *markup);

/*
 * Writes blocks [from, to) in normal form as Markdown, without a line end behind the last, so that parse_markup() reads
 * the same blocks. `target`s of figures are written as they stand.
 */
char *write_blocks(const GPtrArray *blocks, guint from, guint to);

/* "[^label]: …", likewise. */
char *write_foot_note(const FootNote *note);

/* All of it, with a line end behind the last line; "" for nothing. */
char *write_markup(const Markup *markup);

#endif
