/* SPDX-License-Identifier: EUPL-1.2 */
#include "letter/letter.h"

#include <string.h>

#include "letter/compose-private.h"

static void
head_clear(LetterHead *head)
{
    char *const strings[] = {
        head->ministry,
        head->return_address,
        head->date_label,
        head->date,
        head->subject_label,
        head->subject,
        head->running_label,
        head->running_range,
        head->running_two,
        head->contents_label,
        head->classification,
        head->contents_ids_label,
        head->contents_page_label,
        head->contents_ids_aloud,
        head->contents_page_aloud,
        head->note_from,
        head->note_on,
        head->note_link,
        head->this_page,
        head->note_back,
        head->page_text,
        head->draft_mark,
        head->draft_count,
        head->draft_problems,
        head->draft_more,
        head->chamber,
        head->chamber_digit,
        head->session,
        head->document_number,
        head->adopted,
        head->footer,
    };

    for (size_t i = 0; i < G_N_ELEMENTS(strings); i++)
        g_free(strings[i]);
    g_clear_pointer(&head->addressee, g_ptr_array_unref);
    g_clear_pointer(&head->reference_first, g_ptr_array_unref);
    g_clear_pointer(&head->legend, g_ptr_array_unref);
    g_clear_pointer(&head->dossiers, g_ptr_array_unref);
    g_clear_pointer(&head->imprint, g_ptr_array_unref);
    g_clear_pointer(&head->reference_next, g_ptr_array_unref);
}

void
answer_status_free(AnswerStatus *status)
{
    g_free(status->anchor);
    g_free(status->ids);
    g_free(status->word);
    g_free(status->owner);
    g_free(status->due);
    g_free(status->late);
    g_clear_pointer(&status->problems, g_array_unref);
    g_free(status);
}

void
problem_free(Problem *problem)
{
    g_free(problem->word);
    g_free(problem->text);
    g_free(problem);
}

void
letter_free(Letter *letter)
{
    if (letter == NULL)
        return;

    g_free(letter->title);
    g_free(letter->author);
    g_free(letter->subject);
    g_free(letter->language);
    g_free(letter->date);
    head_clear(&letter->head);
    g_ptr_array_unref(letter->cover);
    g_ptr_array_unref(letter->body);
    g_ptr_array_unref(letter->notes);
    g_clear_pointer(&letter->statuses, g_ptr_array_unref);
    g_clear_pointer(&letter->problems, g_ptr_array_unref);
    g_clear_pointer(&letter->sources, g_ptr_array_unref);
    g_clear_pointer(&letter->review, review_free);
    g_free(letter);
}

/* The range as the template words it, the last id by its number only: the fraction has been named. */
static char *
range_text(const char *wording, const char *first, const char *last)
{
    const char *number = question_number(last);
    if (strcmp(first, last) == 0)
        return g_strdup(first);
    if (wording == NULL)
        return g_strdup_printf("%s %s", first, number);

    g_auto(GStrv) before = g_strsplit(wording, "{first}", 2);
    g_autofree char *with_first = g_strjoinv(first, before);
    g_auto(GStrv) pieces = g_strsplit(with_first, "{last}", 2);
    return g_strjoinv(number, pieces);
}

static bool
same_fraction(const char *a, const char *b)
{
    size_t length_a = (size_t)(question_number(a) - a), length_b = (size_t)(question_number(b) - b);
    return length_a == length_b && strncmp(a, b, length_a) == 0;
}

static char **
split_ids(const GPtrArray *answers)
{
    GString *ids = g_string_new(NULL);

    for (guint i = 0; i < answers->len; i++) {
        const Block *answer = g_ptr_array_index(answers, i);
        if (answer->running != NULL)
            g_string_append_printf(ids, "%s%s", ids->len > 0 ? " " : "", answer->running);
    }
    char **list = g_strsplit(ids->str, " ", -1);
    g_string_free(ids, TRUE);
    return list;
}

char *
letter_running(const Letter *letter, const GPtrArray *answers)
{
    g_auto(GStrv) ids = split_ids(answers);
    GString *lines = g_string_new(NULL);

    for (guint start = 0, end; ids[start] != NULL && *ids[start] != '\0'; start = end) {
        for (end = start + 1; ids[end] != NULL && same_fraction(ids[start], ids[end]);)
            end++;
        g_autofree char *line =
            range_text(end - start == 2 ? letter->head.running_two : letter->head.running_range,
                       ids[start], ids[end - 1]);
        g_string_append_printf(lines, "%s%s", lines->len > 0 ? "\n" : "", line);
    }
    return g_string_free(lines, lines->len == 0);
}
