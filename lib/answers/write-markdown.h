/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_ANSWERS_WRITE_MARKDOWN_H
#define REPLIEK_ANSWERS_WRITE_MARKDOWN_H

#include <glib.h>

/*
 * Appends plain text as the lines of a YAML block scalar, each indented by `indent`, so that its
 * Markdown reads back to the same words. Paragraphs are two line ends apart.
 */
void markdown_write_block(GString *out, const char *text, int indent);

#endif
