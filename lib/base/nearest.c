/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/nearest.h"

#include <glib.h>
#include <string.h>

/* Longer words are no slip of the finger, and the table below stays small. */
enum { WORD_MAX = 64 };

/*
 * Number of letters to add, drop, change or swap with their neighbour: the "optimal string
 * alignment" distance. Swaps count as one because that is how fingers slip.
 */
static size_t
edit_distance(const char *left, const char *right)
{
    size_t rows[3][WORD_MAX + 1];
    size_t *before = rows[0], *last = rows[1], *now = rows[2];
    size_t width = strlen(right);

    for (size_t j = 0; j <= width; j++)
        last[j] = j;
    for (size_t i = 1; left[i - 1] != '\0'; i++) {
        now[0] = i;
        for (size_t j = 1; j <= width; j++) {
            size_t change = last[j - 1] + (left[i - 1] != right[j - 1]);
            now[j] = MIN(change, MIN(last[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                now[j] = MIN(now[j], before[j - 2] + 1);
        }
        size_t *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return last[width];
}

const char *
nearest_word(const char *word, const char *const *candidates, size_t count)
{
    const char *nearest = NULL;
    size_t best = strlen(word) / 3 + 1;
    if (strlen(word) > WORD_MAX)
        return NULL;

    g_autofree char *folded = g_ascii_strdown(word, -1);
    for (size_t i = 0; i < count; i++) {
        if (strlen(candidates[i]) > WORD_MAX)
            continue;
        g_autofree char *candidate = g_ascii_strdown(candidates[i], -1);
        size_t distance = edit_distance(folded, candidate);
        if (distance < best) {
            best = distance;
            nearest = candidates[i];
        }
    }
    return nearest;
}
