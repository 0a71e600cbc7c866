/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "letter/compose-private.h"

/*
 * The number begins behind the last hyphen, where a name stands before it and a digit behind it. Ids that are the
 * document's own numbers ("2-1", "2-a", "I.1") have no name before it or no digit behind it, and count whole.
 */
const char *
question_number(const char *id)
{
    const char *hyphen = strrchr(id, '-');
    if (hyphen == NULL || !g_ascii_isdigit(hyphen[1]))
        return id;

    for (const char *p = id; p < hyphen; p = g_utf8_next_char(p)) {
        if (g_unichar_isalpha(g_utf8_get_char(p)))
            return hyphen + 1;
    }
    return id;
}

static char *
fraction_part(const char *id)
{
    return g_strndup(id, (gsize)(question_number(id) - id));
}

/* Numbered by fraction in document order, so that questions that follow each other there are known as neighbours. */
void
label_positions_find(Composer *composer)
{
    g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < composer->questions->items->len; i++) {
        const Question *question = g_ptr_array_index(composer->questions->items, i);
        char *fraction = fraction_part(question->id);
        guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, fraction)) + 1;
        g_hash_table_replace(counts, fraction, GUINT_TO_POINTER(count));
        g_hash_table_insert(composer->positions, (gpointer)question, GUINT_TO_POINTER(count));
    }
}

static bool
are_neighbours(const Composer *composer, const Question *a, const Question *b)
{
    g_autofree char *fraction_a = fraction_part(a->id), *fraction_b = fraction_part(b->id);

    return strcmp(fraction_a, fraction_b) == 0 &&
           GPOINTER_TO_UINT(g_hash_table_lookup(composer->positions, a)) + 1 ==
               GPOINTER_TO_UINT(g_hash_table_lookup(composer->positions, b));
}

char *
label_list(const Composer *composer, const GPtrArray *strings)
{
    GString *list = g_string_new(NULL);

    for (guint i = 0; i < strings->len; i++) {
        if (i > 0)
            g_string_append(
                list, template_text(composer->template, i + 1 < strings->len ? "comma" : "and"));
        g_string_append(list, g_ptr_array_index(strings, i));
    }
    return g_string_free(list, FALSE);
}

/* End of the row of neighbours that begins at `start`, exclusive. */
static guint
row_end(const Composer *composer, const GPtrArray *questions, guint start)
{
    guint end = start + 1;

    while (end < questions->len && are_neighbours(composer, g_ptr_array_index(questions, end - 1),
                                                  g_ptr_array_index(questions, end)))
        end++;
    return end;
}

char *
label_ids(const Composer *composer, const GPtrArray *questions)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);

    for (guint start = 0, end; start < questions->len; start = end) {
        end = row_end(composer, questions, start);
        const Question *first = g_ptr_array_index(questions, start);
        const Question *last = g_ptr_array_index(questions, end - 1);
        if (end - start >= 3) {
            g_ptr_array_add(parts, template_fill(composer->template, "ids_range", "first",
                                                 first->id, "last", last->id, NULL));
            continue;
        }
        for (guint i = start; i < end; i++) {
            const Question *question = g_ptr_array_index(questions, i);
            g_ptr_array_add(parts, g_strdup(question->id));
        }
    }
    return label_list(composer, parts);
}

/*
 * "PVV-fractie" where the heading calls it so. Members on their own and groups have headings without that word, and the
 * name alone is right for them. The name is that of the document, so what it says is found and never made up.
 */
char *
label_fraction(const Composer *composer, const Fraction *fraction, const char *suffixed_key,
               const char *plain_key)
{
    g_autofree char *called = g_strconcat(fraction->name, "-fractie", NULL);
    if (fraction->heading != NULL && strstr(fraction->heading, called) != NULL)
        return template_fill(composer->template, suffixed_key, "fraction", fraction->name, NULL);

    g_autofree char *names = fraction->askers->len > 0 ? label_list(composer, fraction->askers)
                                                       : g_strdup(fraction->name);
    if (plain_key == NULL)
        return g_steal_pointer(&names);
    return template_fill(composer->template, plain_key, "fraction", names, NULL);
}

static char *
question_without_id(const Composer *composer, const Question *question)
{
    const Fraction *fraction = question->passage->fraction;

    if (fraction == NULL || fraction->heading == NULL)
        return g_strdup(template_text(composer->template, "questions_of_nobody"));
    return label_fraction(composer, fraction, "questions_of", "questions_of_other");
}

char *
label_question(const Composer *composer, const GPtrArray *questions, bool ids)
{
    const Question *first = g_ptr_array_index(questions, 0);

    if (!ids)
        return question_without_id(composer, first);
    if (questions->len == 1)
        return template_fill(composer->template, "question_one", "id", first->id, NULL);

    g_autofree char *list = label_ids(composer, questions);
    return template_fill(composer->template, "question_many", "ids", list, NULL);
}

char *
label_answer(const Composer *composer, const GPtrArray *questions, bool ids)
{
    if (!ids)
        return g_strdup(template_text(composer->template, "answer_without_id"));

    g_autofree char *question = label_question(composer, questions, true);
    return template_fill(composer->template, "answer", "question", question, NULL);
}
