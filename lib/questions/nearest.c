/* SPDX-License-Identifier: EUPL-1.2 */
#include "questions/questions.h"

#include <string.h>

/* Bytes: an id that is longer was never meant as one of ours. */
enum { LONGEST_ID = 60 };

/* Levenshtein's distance over bytes, row by row. */
static guint
edit_distance(const char *a, const char *b)
{
    guint row[LONGEST_ID + 2];
    size_t width = strlen(b);

    for (size_t j = 0; j <= width; j++)
        row[j] = (guint)j;
    for (size_t i = 0; a[i] != '\0'; i++) {
        guint diagonal = row[0];
        row[0] = (guint)i + 1;
        for (size_t j = 0; j < width; j++) {
            guint substituted = diagonal + (a[i] != b[j]);
            diagonal = row[j + 1];
            row[j + 1] = MIN(substituted, MIN(row[j], row[j + 1]) + 1);
        }
    }
    return row[width];
}

/* Case and the kind of dash are the commonest slips, and cost nothing. */
static char *
fold_id(const char *id)
{
    char *folded = g_ascii_strdown(id, -1);
    return g_strdelimit(folded, "_ .", '-');
}

const char *
questions_nearest(const Questions *questions, const char *id)
{
    if (strlen(id) > LONGEST_ID)
        return NULL;

    g_autofree char *wanted = fold_id(id);
    guint best = MAX((guint)strlen(id) / 3, 1) + 1;
    const char *nearest = NULL;
    for (guint i = 0; i < questions->items->len; i++) {
        const Question *question = g_ptr_array_index(questions->items, i);
        if (strlen(question->id) > LONGEST_ID)
            continue;
        g_autofree char *known = fold_id(question->id);
        guint distance = edit_distance(wanted, known);
        if (distance >= best)
            continue;
        best = distance;
        nearest = question->id;
    }
    return nearest;
}
