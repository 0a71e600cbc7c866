/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_BASE_NEAREST_H
#define REPLIEK_BASE_NEAREST_H

#include <glib.h>

/*
 * For "did you mean": the candidate (NULL-terminated list) that takes the fewest edits to become, where that is at most
 * a third of the word's length; the first of equals; NULL where none is near. Case does not count. The result
 * is borrowed from the list.
 */
const char *nearest_word(const char *word, const char *const *candidates);

/* Edits (insert, delete, replace, swap of neighbours) from one word to the other, in characters. */
guint edit_distance(const char *a, const char *b);

#endif
