/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Ids (interface.md, "Question ids"): PVV-1, PVV-2 … by fraction, or the document's own numbers
 * where there are no fraction headings. They follow from the document and the decisions alone.
 */
#include <stdlib.h>
#include <string.h>

#include "questions/questions-private.h"

static bool
has_own_numbers(const Question *question)
{
    return question->fraction->slug[0] == '\0' && question->number != NULL;
}

/* Tells the runs of numbers apart where they start again; leaves 0 where there is one run only. */
static void
find_runs(Questions *questions)
{
    int run = 1, last = 0;

    for (guint i = 0; i < questions->items->len; i++) {
        Question *question = g_ptr_array_index(questions->items, i);
        int number = has_own_numbers(question) ? atoi(question->number) : last;
        run += number < last;
        last = number;
        question->run = run;
    }
    for (guint i = 0; run == 1 && i < questions->items->len; i++) {
        Question *question = g_ptr_array_index(questions->items, i);
        question->run = 0;
    }
}

/* In a numbered list the ordinal counts under one number, elsewhere in the whole fraction. */
void
assign_ordinals(Questions *questions)
{
    const Question *previous = NULL;

    find_runs(questions);
    for (guint i = 0; i < questions->items->len; i++) {
        Question *question = g_ptr_array_index(questions->items, i);
        question->ordinal = (int)++question->fraction->question_count;
        if (!has_own_numbers(question))
            continue;
        bool same = previous != NULL && previous->run == question->run &&
                    strcmp(previous->number, question->number) == 0;
        question->ordinal = same ? previous->ordinal + 1 : 1;
        previous = question;
    }
}

/* The document's own number, with its section where numbers start again: "2a", "II.1". */
static char *
own_number(const Question *question)
{
    static const char *const romans[] = { "I",  "II",  "III",  "IV", "V",
                                          "VI", "VII", "VIII", "IX", "X" };
    if (question->run == 0)
        return g_strdup(question->number);
    if (question->run <= (int)G_N_ELEMENTS(romans))
        return g_strdup_printf("%s.%s", romans[question->run - 1], question->number);
    return g_strdup_printf("%d.%s", question->run, question->number);
}

/* "a" … "z", "aa" …: the letter of the n-th added question, n from 0. */
static char *
letters(guint n)
{
    GString *text = g_string_new(NULL);

    for (n++; n > 0; n = (n - 1) / 26)
        g_string_prepend_c(text, (char)('a' + (n - 1) % 26));
    return g_string_free(text, FALSE);
}

/* How many questions stand under each of the document's own numbers. */
static GHashTable *
count_numbers(const Questions *questions)
{
    GHashTable *counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < questions->items->len; i++) {
        const Question *question = g_ptr_array_index(questions->items, i);
        if (has_own_numbers(question))
            g_hash_table_replace(counts, own_number(question), GINT_TO_POINTER(question->ordinal));
    }
    return counts;
}

/* A question without a number among numbered ones takes no other's: it is called by who asks. */
static char *
unnumbered_id(const Question *question)
{
    g_autofree char *name = g_strdup(question->fraction->name);
    return g_strdup_printf("%s-%d", g_strdelimit(name, " ", '-'), question->ordinal);
}

void
assign_ids(Questions *questions)
{
    g_autoptr(GHashTable) counts = count_numbers(questions);

    for (guint i = 0; i < questions->items->len; i++) {
        Question *question = g_ptr_array_index(questions->items, i);
        const char *slug = question->fraction->slug;
        g_autofree char *number = has_own_numbers(question) ? own_number(question) : NULL;
        bool alone = number != NULL && GPOINTER_TO_INT(g_hash_table_lookup(counts, number)) == 1;
        if (number == NULL && slug[0] == '\0' && g_hash_table_size(counts) > 0)
            question->id = unnumbered_id(question);
        else if (alone)
            question->id = g_steal_pointer(&number);
        else
            question->id =
                g_strdup_printf("%s%s%d", number != NULL ? number : slug,
                                number != NULL || slug[0] != '\0' ? "-" : "", question->ordinal);
        g_hash_table_insert(questions->by_id, question->id, question);
    }
}

/* "PVV-3" gives "PVV-3a"; in a numbered list "2" gives "2-a". */
void
assign_added_id(Questions *questions, Question *question)
{
    g_autofree char *number = has_own_numbers(question) ? own_number(question) : NULL;
    const char *slug = question->fraction->slug;

    for (guint n = 0;; n++) {
        g_autofree char *letter = letters(n);
        g_autofree char *id = number != NULL
                                  ? g_strdup_printf("%s-%s", number, letter)
                                  : g_strdup_printf("%s%s%d%s", slug, slug[0] != '\0' ? "-" : "",
                                                    question->ordinal, letter);
        if (g_hash_table_contains(questions->by_id, id))
            continue;
        question->id = g_steal_pointer(&id);
        g_hash_table_insert(questions->by_id, question->id, question);
        return;
    }
}
