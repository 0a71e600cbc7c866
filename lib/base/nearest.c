/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/nearest.h"

#include <stdbool.h>
#include <string.h>

/* Long input is no typing error, and the table below grows with the product of the lengths. */
enum { LONGEST_WORD = 64 };

static guint
cheapest(guint a, guint b, guint c)
{
    return MIN(a, MIN(b, c));
}

typedef struct Folded {
    gunichar text[LONGEST_WORD];
    guint length; /* more than LONGEST_WORD: too long */
} Folded;

/* Without regard to case. Plain words, of which there are many, take no memory. */
static void
fold(const char *word, Folded *ret_folded)
{
    guint length = 0;
    const char *at = word;

    for (; *at != '\0' && (guchar)*at < 0x80 && length < LONGEST_WORD; at++)
        ret_folded->text[length++] = (gunichar)g_ascii_tolower(*at);
    ret_folded->length = *at == '\0' ? length : LONGEST_WORD + 1;
    if ((guchar)*at < 0x80)
        return;

    glong count;
    g_autofree char *folded = g_utf8_casefold(word, -1);
    g_autofree gunichar *text = g_utf8_to_ucs4_fast(folded, -1, &count);
    if (count > LONGEST_WORD)
        return;
    memcpy(ret_folded->text, text, (gsize)count * sizeof *text);
    ret_folded->length = (guint)count;
}

/*
 * Damerau's distance with one swap at a time (optimal string alignment), on three rows of the usual table.
 */
static guint
distance_of(const Folded *a, const Folded *b)
{
    guint rows[3][LONGEST_WORD + 1];

    for (guint j = 0; j <= b->length; j++)
        rows[0][j] = j;
    for (guint i = 1; i <= a->length; i++) {
        guint *row = rows[i % 3], *above = rows[(i + 2) % 3], *higher = rows[(i + 1) % 3];
        row[0] = i;
        for (guint j = 1; j <= b->length; j++) {
            guint differs = a->text[i - 1] != b->text[j - 1];
            row[j] = cheapest(above[j] + 1, row[j - 1] + 1, above[j - 1] + differs);
            if (i > 1 && j > 1 && a->text[i - 1] == b->text[j - 2] &&
                a->text[i - 2] == b->text[j - 1])
                row[j] = MIN(row[j], higher[j - 2] + 1);
        }
    }
    return rows[a->length % 3][b->length];
}

static bool
are_near(const Folded *a, const Folded *b, guint most)
{
    bool short_enough = a->length <= LONGEST_WORD && b->length <= LONGEST_WORD;

    return short_enough && MAX(a->length, b->length) - MIN(a->length, b->length) <= most;
}

guint
edit_distance(const char *a, const char *b)
{
    Folded folded_a, folded_b;

    fold(a, &folded_a);
    fold(b, &folded_b);
    return are_near(&folded_a, &folded_b, LONGEST_WORD) ? distance_of(&folded_a, &folded_b)
                                                        : G_MAXUINT;
}

const char *
nearest_word(const char *word, const char *const *candidates)
{
    guint most = MAX((guint)g_utf8_strlen(word, -1) / 3, 1);
    const char *nearest = NULL;
    Folded folded, candidate;

    fold(word, &folded);
    for (gsize i = 0; candidates[i] != NULL; i++) {
        fold(candidates[i], &candidate);
        if (!are_near(&folded, &candidate, most))
            continue;
        guint distance = distance_of(&folded, &candidate);
        if (distance > most || (distance == most && nearest != NULL))
            continue;
        nearest = candidates[i];
        most = distance;
    }
    return nearest;
}
