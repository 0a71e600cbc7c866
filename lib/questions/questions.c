/* SPDX-License-Identifier: EUPL-1.2 */
#include "questions/questions.h"

#include <string.h>

#include "questions/fractions.h"
#include "questions/questions-private.h"

/* The page that the question itself names ("Blz. 9: …", "… (blz. 3)"), else the one above it. */
static char *
page_mark_of(const char *text, const Passage *passage)
{
    static const char *const words[] = { "blz. ", "bladzijde ", "pag. ", "pagina ", "(p. " };
    g_autofree char *lower = g_ascii_strdown(text, -1);

    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        const char *at = strstr(lower, words[i]);
        const char *digits = at != NULL ? at + strlen(words[i]) : "";
        size_t count = strspn(digits, "0123456789");
        bool apart = at == lower || (at != NULL && (at[0] == '(' || at[-1] == '('));
        if (count > 0 && apart)
            return g_strndup(digits, count);
    }
    return g_strdup(passage->page_mark);
}

Question *
question_new(const Passage *passage, Sentence sentence, QuestionKind kind)
{
    const TextMap *text = passage->paragraph->text;
    Question *question = g_new0(Question, 1);

    question->passage = passage;
    question->text = g_strndup(text->text->str + sentence.start, sentence.end - sentence.start);
    question->start = sentence.start;
    question->end = sentence.end;
    question->span = text_map_span(text, sentence.start, sentence.end);
    question->kind = kind;
    question->page_mark = page_mark_of(question->text, passage);
    question->askers = g_ptr_array_new_with_free_func(g_free);
    question->joined = g_ptr_array_new_with_free_func(g_free);
    return question;
}

void
question_set_asker(Question *question, Fraction *fraction, const char *number)
{
    question->fraction = fraction;
    question->number = g_strdup(number);
    if (fraction->askers->len == 0)
        g_ptr_array_add(question->askers, g_strdup(fraction->name));
    for (guint i = 0; i < fraction->askers->len; i++)
        g_ptr_array_add(question->askers, g_strdup(g_ptr_array_index(fraction->askers, i)));
}

char *
passage_own_number(const Passage *passage)
{
    bool counts = passage->role == PASSAGE_SUBHEADING || passage->role == PASSAGE_BODY;
    return counts ? g_strdup(passage->number) : NULL;
}

GArray *
passage_sentences(const Passage *passage)
{
    const GString *text = passage->paragraph->text->text;
    GArray *sentences = split_sentences(text->str, text->len);
    bool bare = passage->role == PASSAGE_BODY && passage->number != NULL &&
                passage->paragraph->label == NULL && g_str_has_prefix(text->str, passage->number);

    if (bare && sentences->len > 0) {
        Sentence *first = &g_array_index(sentences, Sentence, 0);
        size_t start = strlen(passage->number);
        while (start < first->end && text->str[start] == ' ')
            start++;
        first->start = start < first->end ? start : first->start;
    }
    return sentences;
}

void
question_free(gpointer data)
{
    Question *question = data;

    g_free(question->id);
    g_free(question->text);
    g_ptr_array_unref(question->askers);
    g_ptr_array_unref(question->joined);
    g_free(question->number);
    g_free(question->page_mark);
    g_free(question->doubt);
    g_clear_pointer(&question->answer, g_ref_string_release);
    g_free(question);
}

void
questions_free(Questions *questions)
{
    if (questions == NULL)
        return;

    g_free(questions->family);
    g_ptr_array_unref(questions->passages);
    g_ptr_array_unref(questions->fractions);
    g_ptr_array_unref(questions->items);
    g_ptr_array_unref(questions->doubtful);
    g_hash_table_unref(questions->by_name);
    g_ptr_array_unref(questions->known_names);
    g_hash_table_unref(questions->spellings);
    g_hash_table_unref(questions->by_id);
    g_hash_table_unref(questions->unused_ids);
    g_free(questions);
}

const Question *
questions_find(const Questions *questions, const char *id)
{
    return g_hash_table_lookup(questions->by_id, id);
}

/* Is the question one of several under this number of a numbered list: "2-1" under "2"? */
static bool
is_under(const Question *question, const char *number)
{
    size_t length = strlen(number);
    const char *rest = question->id + length;

    return question->fraction->slug[0] == '\0' && strncmp(question->id, number, length) == 0 &&
           rest[0] == '-';
}

GPtrArray *
questions_named(const Questions *questions, const char *id)
{
    GPtrArray *named = g_ptr_array_new();
    Question *question = g_hash_table_lookup(questions->by_id, id);

    if (question != NULL) {
        g_ptr_array_add(named, question);
        return named;
    }
    for (guint i = 0; i < questions->items->len; i++) {
        question = g_ptr_array_index(questions->items, i);
        if (is_under(question, id))
            g_ptr_array_add(named, question);
    }
    return named;
}

/* Questions are in document order, so their places are too. */
guint
questions_index(const Questions *questions, const Question *question)
{
    guint low = 0, high = questions->items->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;
        const Question *other = g_ptr_array_index(questions->items, middle);
        bool before = other->passage->index < question->passage->index ||
                      (other->passage == question->passage && other->start < question->start);
        if (before)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const char *
question_kind_slug(QuestionKind kind)
{
    static const char *const slugs[] = { "direct", "indirect", "request" };
    return slugs[kind];
}

const char *
passage_role_slug(PassageRole role)
{
    static const char *const slugs[] = {
        [PASSAGE_TITLE] = "title",       [PASSAGE_COMMITTEE] = "committee",
        [PASSAGE_DISPATCH] = "dispatch", [PASSAGE_PREAMBLE] = "preamble",
        [PASSAGE_CHAIR] = "chair",       [PASSAGE_CLERK] = "clerk",
        [PASSAGE_CONTENTS] = "contents", [PASSAGE_SECTION] = "section",
        [PASSAGE_FRACTION] = "fraction", [PASSAGE_SUBHEADING] = "subheading",
        [PASSAGE_BODY] = "body",         [PASSAGE_ANSWER] = "answer",
        [PASSAGE_AGENDA] = "agenda",     [PASSAGE_CHROME] = "chrome",
    };
    return slugs[role];
}

static void
dump_passage(const Passage *passage, GString *out)
{
    g_string_append_printf(out, "%s", passage_role_slug(passage->role));
    if (passage->section > 0)
        g_string_append_printf(out, " section=%d", passage->section);
    if (passage->fraction != NULL)
        g_string_append_printf(out, " fraction=%s", passage->fraction->name);
    if (passage->role == PASSAGE_BODY)
        g_string_append_printf(out, " n=%d order=%d", passage->n, passage->order);
    if (passage->number != NULL)
        g_string_append_printf(out, " number=%s", passage->number);
    if (passage->label != NULL)
        g_string_append_printf(out, " label=%s", passage->label);
    if (passage->name != NULL)
        g_string_append_printf(out, " name=%s", passage->name);
    if (passage->subheading != NULL)
        g_string_append_printf(out, " under=%s", passage->subheading);
    g_string_append_printf(out, " | %s\n", passage->paragraph->text->text->str);
}

static void
dump_question(const Question *question, GString *out)
{
    g_autofree char *askers = join_names(question->askers, "+");
    g_autofree char *joined = join_names(question->joined, "+");

    g_string_append_printf(out, "  %s %s askers=%s %zu..%zu", question->id,
                           question_kind_slug(question->kind), askers, question->start,
                           question->end);
    if (question->followup)
        g_string_append_printf(out, " follows=%s",
                               question->follows != NULL ? question->follows->id : "?");
    if (question->page_mark != NULL)
        g_string_append_printf(out, " page=%s", question->page_mark);
    if (joined[0] != '\0')
        g_string_append_printf(out, " joined=%s", joined);
    if (question->doubt != NULL)
        g_string_append_printf(out, " doubt=\"%s\"", question->doubt);
    g_string_append_printf(out, " | %s\n", question->text);
    if (question->answer != NULL) {
        g_autofree char *plain = answer_plain(question->answer);
        g_auto(GStrv) paragraphs = g_strsplit(plain, "\n\n", -1);
        g_autofree char *answer = g_strdelimit(g_strjoinv(" / ", paragraphs), "\n", ' ');
        g_string_append_printf(out, "    answer | %s\n", answer);
    }
}

void
questions_dump(const Questions *questions, GString *out)
{
    g_string_append_printf(out, "family %s\n", questions->family);
    for (guint i = 0; i < questions->passages->len; i++) {
        const Passage *passage = g_ptr_array_index(questions->passages, i);
        dump_passage(passage, out);
        for (guint j = 0; j < passage->questions->len; j++)
            dump_question(g_ptr_array_index(passage->questions, j), out);
        for (guint j = 0; j < passage->doubts->len; j++) {
            const Doubt *doubt = g_ptr_array_index(passage->doubts, j);
            g_string_append_printf(out, "  %s reason=\"%s\" | %s\n",
                                   doubt->settled ? "settled" : "doubtful", doubt->reason,
                                   doubt->text);
        }
    }
}
