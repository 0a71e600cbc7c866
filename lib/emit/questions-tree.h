/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_EMIT_QUESTIONS_TREE_H
#define REPLIEK_EMIT_QUESTIONS_TREE_H

#include <jansson.h>

#include "questions/questions.h"

/* `questions --format json` of interface.md as a tree, its keys in that order. A new reference. */
json_t *questions_tree(const Questions *questions);

#endif
