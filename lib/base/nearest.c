/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/nearest.h"

#include <string.h>

/* Long input is no typing error, and the table below grows with the product of the lengths. */
enum { LONGEST_WORD = 64 };

static guint
cheapest(guint a, guint b, guint c)
{
    return MIN(a, MIN(b, c));
}

/*
 * Damerau's distance with one swap at a time (optimal string alignment), on three rows of the usual table.
 */
guint
edit_distance(const char *a, const char *b)
{
    g_autofree char *folded_a = g_utf8_casefold(a, -1), *folded_b = g_utf8_casefold(b, -1);
    glong length_a, length_b;
    g_autofree gunichar *text_a = g_utf8_to_ucs4_fast(folded_a, -1, &length_a);
    g_autofree gunichar *text_b = g_utf8_to_ucs4_fast(folded_b, -1, &length_b);

    if (length_a > LONGEST_WORD || length_b > LONGEST_WORD)
        return G_MAXUINT;

    guint rows[3][LONGEST_WORD + 1];
    for (glong j = 0; j <= length_b; j++)
        rows[0][j] = (guint)j;
    for (glong i = 1; i <= length_a; i++) {
        guint *row = rows[i % 3], *above = rows[(i + 2) % 3], *higher = rows[(i + 1) % 3];
        row[0] = (guint)i;
        for (glong j = 1; j <= length_b; j++) {
            guint differs = text_a[i - 1] != text_b[j - 1];
            row[j] = cheapest(above[j] + 1, row[j - 1] + 1, above[j - 1] + differs);
            if (i > 1 && j > 1 && text_a[i - 1] == text_b[j - 2] && text_a[i - 2] == text_b[j - 1])
                row[j] = MIN(row[j], higher[j - 2] + 1);
        }
    }
    return rows[length_a % 3][length_b];
}

const char *
nearest_word(const char *word, const char *const *candidates)
{
    guint most = MAX((guint)g_utf8_strlen(word, -1) / 3, 1);
    const char *nearest = NULL;

    for (gsize i = 0; candidates[i] != NULL; i++) {
        guint distance = edit_distance(word, candidates[i]);
        if (distance > most || (distance == most && nearest != NULL))
            continue;
        nearest = candidates[i];
        most = distance;
    }
    return nearest;
}
