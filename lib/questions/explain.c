/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Why each sentence is a question or none: the row of rules.def that decided, and those behind it
 * that would have decided otherwise. For people who miss a question, or wonder at one.
 */
#include <glib/gi18n-lib.h>

#include "questions/questions-private.h"

/* One word a verdict; untranslated, as the names of the rows are. */
static const char *
verdict_word(Verdict verdict)
{
    static const char *const words[] = {
        [VERDICT_NOTHING] = "no-question",  [VERDICT_DIRECT] = "direct",
        [VERDICT_INDIRECT] = "indirect",    [VERDICT_REQUEST] = "request",
        [VERDICT_INDIRECT_TOPIC] = "topic", [VERDICT_REQUEST_TOPIC] = "topic",
        [VERDICT_DOUBTFUL] = "doubtful",
    };
    return words[verdict];
}

static void
explain_rules(const Classifier *classifier, const char *sentence, size_t length, GString *out)
{
    g_autoptr(GPtrArray) rules = classify_all(classifier, sentence, length);

    if (rules->len == 0)
        g_string_append_printf(out, "    %s\n", _("no rule speaks for a question"));
    for (guint i = 0; i < rules->len; i++) {
        const Rule *rule = g_ptr_array_index(rules, i);
        g_string_append_printf(out, i == 0 ? _("    decided by %s: %s") : _("    also %s: %s"),
                               rule->name, verdict_word(rule->verdict));
        if (rule->reason != NULL)
            g_string_append_printf(out, " (%s)", _(rule->reason));
        g_string_append_c(out, '\n');
    }
}

static const char *
mark_of(const Passage *passage, Sentence sentence)
{
    for (guint i = 0; i < passage->questions->len; i++) {
        const Question *question = g_ptr_array_index(passage->questions, i);
        if (question->start == sentence.start)
            return question->id;
    }
    for (guint i = 0; i < passage->doubts->len; i++) {
        const Doubt *doubt = g_ptr_array_index(passage->doubts, i);
        if (doubt->start == sentence.start && !doubt->settled)
            return "?";
    }
    return "-";
}

static void
explain_passage(const Classifier *classifier, const Passage *passage, GString *out)
{
    const GString *text = passage->paragraph->text->text;
    g_autoptr(GArray) sentences = passage_sentences(passage);
    int line = 0, column = 0;

    source_position(passage->paragraph->text->source, text_map_origin(passage->paragraph->text, 0),
                    &line, &column);
    g_string_append_printf(out, "%d:%d %s\n", line, column, passage_role_slug(passage->role));
    for (guint i = 0; i < sentences->len; i++) {
        Sentence place = g_array_index(sentences, Sentence, i);
        int length = (int)(place.end - place.start);
        g_string_append_printf(out, "  %s  %.*s\n", mark_of(passage, place), length,
                               text->str + place.start);
        if (passage->role == PASSAGE_BODY)
            explain_rules(classifier, text->str + place.start, place.end - place.start, out);
    }
}

void
questions_explain(const Questions *questions, GString *out)
{
    g_autoptr(Classifier) classifier = classifier_new();

    g_string_append_printf(out, "%s\n", questions->family);
    for (guint i = 0; i < questions->passages->len; i++)
        explain_passage(classifier, g_ptr_array_index(questions->passages, i), out);
}
