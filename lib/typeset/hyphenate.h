/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_TYPESET_HYPHENATE_H
#define REPLIEK_TYPESET_HYPHENATE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Hyphenation patterns of one language (Liang 1983), read from a libhyphen dictionary. */
typedef struct Hyphenator Hyphenator;

/*
 * Reads a pattern file: ISO-8859-1, one pattern a line, without non-standard hyphenation. `left` and
 * `right` are the fewest letters before and after a hyphen. `unreadable` where it is no such file.
 */
Hyphenator *hyphenator_new(const char *path, int left, int right, GError **error);
void hyphenator_free(Hyphenator *hyphenator);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Hyphenator, hyphenator_free)

/*
 * A word of the template's own, which counts before the patterns: letters with "-" wherever it may be broken ("Benelux":
 * nowhere), or a compound with "=" between its parts ("Rijks=recherche"). In a compound, and in any word that begins
 * with it, a hyphen may come at the seams, and in each part where it might in the part by itself.
 */
void hyphenator_add(Hyphenator *hyphenator, const char *entry);

/*
 * Marks where the word, letters only, may be broken: ret_points[i] is set for a byte offset i before
 * which a hyphen may come. `ret_points` has `length` places, all written. False where there is none:
 * also for words with capitals inside, or letters outside the patterns' alphabet, unless hyphenator_add() said
 * otherwise. A letter and its accent may be one character or two.
 */
bool hyphenate_word(const Hyphenator *hyphenator, const char *word, size_t length,
                    bool *ret_points);

#endif
