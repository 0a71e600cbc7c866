/* SPDX-License-Identifier: EUPL-1.2 */
#include "questions/restated.h"

#include <stdbool.h>
#include <string.h>

/* Characters: shorter words say little of what a sentence is about. */
enum { LEAST_LETTERS = 4 };

/* Questions: a word that more of them have tells none apart, and would make the search slow. */
enum { MOST_SHARING = 40 };

/* Words in common: at least so many, and so many of 100 of the shorter sentence's. */
enum { LEAST_COMMON = 2, LEAST_SHARE = 50 };

struct Restated {
    GHashTable *by_word; /* word → GPtrArray of Question, borrowed */
    GHashTable *counts;  /* Question → number of its words */
};

/* The different long words of a sentence, folded: a set of char *. */
static GHashTable *
words_of(const char *text, size_t length)
{
    GHashTable *words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *copy = g_strndup(text, length);
    g_autofree char *folded = g_utf8_casefold(copy, -1);
    const char *start = folded;

    for (const char *p = folded;; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c != 0 && g_unichar_isalnum(c))
            continue;
        if (g_utf8_strlen(start, p - start) >= LEAST_LETTERS)
            g_hash_table_add(words, g_strndup(start, (gsize)(p - start)));
        if (c == 0)
            return words;
        start = g_utf8_next_char(p);
    }
}

static void
add_question(Restated *restated, Question *question)
{
    g_autoptr(GHashTable) words = words_of(question->text, strlen(question->text));
    GHashTableIter iter;
    gpointer word;

    g_hash_table_insert(restated->counts, question, GUINT_TO_POINTER(g_hash_table_size(words)));
    g_hash_table_iter_init(&iter, words);
    while (g_hash_table_iter_next(&iter, &word, NULL)) {
        GPtrArray *sharing = g_hash_table_lookup(restated->by_word, word);
        if (sharing == NULL) {
            sharing = g_ptr_array_new();
            g_hash_table_insert(restated->by_word, g_strdup(word), sharing);
        }
        if (sharing->len <= MOST_SHARING)
            g_ptr_array_add(sharing, question);
    }
}

Restated *
restated_new(const Questions *questions)
{
    Restated *restated = g_new0(Restated, 1);
    restated->by_word =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    restated->counts = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < questions->items->len; i++)
        add_question(restated, g_ptr_array_index(questions->items, i));
    return restated;
}

void
restated_free(Restated *restated)
{
    if (restated == NULL)
        return;

    g_hash_table_unref(restated->by_word);
    g_hash_table_unref(restated->counts);
    g_free(restated);
}

/* How many words each question has in common with these. */
static GHashTable *
count_common(const Restated *restated, GHashTable *words)
{
    GHashTable *common = g_hash_table_new(NULL, NULL);
    GHashTableIter iter;
    gpointer word;

    g_hash_table_iter_init(&iter, words);
    while (g_hash_table_iter_next(&iter, &word, NULL)) {
        const GPtrArray *sharing = g_hash_table_lookup(restated->by_word, word);
        for (guint i = 0; sharing != NULL && sharing->len <= MOST_SHARING && i < sharing->len;
             i++) {
            gpointer question = g_ptr_array_index(sharing, i);
            guint count = GPOINTER_TO_UINT(g_hash_table_lookup(common, question));
            g_hash_table_insert(common, question, GUINT_TO_POINTER(count + 1));
        }
    }
    return common;
}

/* Of equals the first in the document, so that the outcome never depends on a hash. */
static bool
is_better(const Question *question, guint count, const Question *best, guint best_count)
{
    if (best == NULL || count != best_count)
        return best == NULL || count > best_count;
    return question->passage->index < best->passage->index ||
           (question->passage == best->passage && question->start < best->start);
}

Question *
restated_find(Restated *restated, const char *sentence, size_t length)
{
    g_autoptr(GHashTable) words = words_of(sentence, length);
    g_autoptr(GHashTable) common = count_common(restated, words);
    GHashTableIter iter;
    gpointer key, value;
    Question *best = NULL;
    guint best_count = 0;

    g_hash_table_iter_init(&iter, common);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        guint count = GPOINTER_TO_UINT(value);
        guint own = GPOINTER_TO_UINT(g_hash_table_lookup(restated->counts, key));
        guint shorter = MIN(own, g_hash_table_size(words));
        bool near = count >= LEAST_COMMON && count * 100 >= shorter * LEAST_SHARE;
        if (!near || !is_better(key, count, best, best_count))
            continue;
        best = key;
        best_count = count;
    }
    return best;
}
