/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_ANSWERS_WRITE_MARKDOWN_H
#define REPLIEK_ANSWERS_WRITE_MARKDOWN_H

#include <glib.h>

/*
 * Appends the text of an answer (questions.h, ANSWER_ITEM) as the lines of a YAML block scalar, each indented by `indent`, so that its
 * Markdown reads back to the same words. Paragraphs are two line ends apart; items become lists.
 */
void markdown_write_block(GString *out, const char *text, int indent);

#endif
