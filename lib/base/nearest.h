/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_BASE_NEAREST_H
#define REPLIEK_BASE_NEAREST_H

#include <stddef.h>

/*
 * The candidate that looks most like `word`, for "did you mean": at most a third of its characters
 * are other ones, capitals aside. The first of equals; NULL where none is near. Borrowed from
 * `candidates`, an array of `count` words.
 */
const char *nearest_word(const char *word, const char *const *candidates, size_t count);

#endif
