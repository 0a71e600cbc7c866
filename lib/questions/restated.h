/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_QUESTIONS_RESTATED_H
#define REPLIEK_QUESTIONS_RESTATED_H

#include "questions/questions.h"

/*
 * Finds the question that the government restates in its own words, where the answers stand apart:
 * that with which the sentence has most words in common. Built once, from the questions found; time
 * and memory are linear in their words.
 */
typedef struct Restated Restated;
Restated *restated_new(const Questions *questions);
void restated_free(Restated *restated);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Restated, restated_free)

/* Borrowed; NULL where none is near enough. */
Question *restated_find(Restated *restated, const char *sentence, size_t length);

#endif
