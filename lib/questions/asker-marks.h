/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_QUESTIONS_ASKER_MARKS_H
#define REPLIEK_QUESTIONS_ASKER_MARKS_H

#include "read/document.h"

/*
 * Who asks by a mark beside the question: the column of fractions in a table, or a bracket behind each
 * question. One phrase a paragraph, NULL where there is none; `ret_any` says whether there is one at all.
 */
char **read_asker_marks(const GPtrArray *paragraphs, bool *ret_any);
void asker_marks_free(char **marks, guint count);

#endif
