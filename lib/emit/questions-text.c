/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The list of questions for a person at a desk: under each fraction's heading the id, the kind where
 * it is not direct, and the sentence; then what the program was unsure of, with the lines to paste
 * into the answers file; then the counts.
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "emit/emit.h"

static const char *
kind_word(QuestionKind kind)
{
    static const char *const words[] = { N_("direct"), N_("indirect"), N_("request") };
    return _(words[kind]);
}

static void
append_question(GString *out, const Question *question)
{
    g_string_append_printf(out, "  %s  ", question->id);
    if (question->kind != QUESTION_DIRECT)
        g_string_append_printf(out, "[%s] ", kind_word(question->kind));
    g_string_append_printf(out, "%s\n", question->text);
    if (question->doubt != NULL)
        /* Translators: a question that is listed though the program has a doubt; %s is which. */
        g_string_append_printf(out, _("      doubtful: %s\n"), question->doubt);
}

static void
append_passage(GString *out, const Passage *passage, const Fraction *fraction,
               const char **subheading)
{
    for (guint i = 0; i < passage->questions->len; i++) {
        const Question *question = g_ptr_array_index(passage->questions, i);
        if (question->fraction != fraction)
            continue;
        bool is_new = passage->subheading != NULL && g_strcmp0(*subheading, passage->subheading);
        if (is_new)
            g_string_append_printf(out, "\n  %s\n", passage->subheading);
        *subheading = passage->subheading;
        append_question(out, question);
    }
}

/* Those added by decision count in no number. */
static bool
asks(const Fraction *fraction)
{
    for (guint i = 0; i < fraction->passages->len; i++) {
        const Passage *passage = g_ptr_array_index(fraction->passages, i);
        for (guint j = 0; j < passage->questions->len; j++)
            if (((const Question *)g_ptr_array_index(passage->questions, j))->fraction == fraction)
                return true;
    }
    return false;
}

static void
append_fraction(GString *out, const Fraction *fraction)
{
    const char *subheading = NULL;

    g_string_append_printf(out, "%s\n",
                           fraction->heading != NULL ? fraction->heading : fraction->name);
    if (!asks(fraction))
        g_string_append_printf(out, "  %s\n", _("no questions"));
    for (guint i = 0; i < fraction->passages->len; i++)
        append_passage(out, g_ptr_array_index(fraction->passages, i), fraction, &subheading);
    g_string_append_c(out, '\n');
}

/* A scalar of YAML in single quotes, in which only that quote needs doubling. */
static char *
yaml_quoted(const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, "'", -1);
    g_autofree char *doubled = g_strjoinv("''", parts);
    return g_strdup_printf("'%s'", doubled);
}

static void
append_doubt(GString *out, const Doubt *doubt)
{
    int line = 0, column = 0;
    g_autofree char *quoted = yaml_quoted(doubt->text);

    source_position(doubt->span.source, doubt->span.start, &line, &column);
    g_string_append_printf(out, "  %s:%d:%d (%s): %s\n", doubt->span.source->name, line, column,
                           doubt->passage->fraction->name, doubt->reason);
    g_string_append_printf(out, "    - question: %s\n    - not-a-question: %s\n\n", quoted, quoted);
}

static guint
count_open_doubts(const Questions *questions)
{
    guint count = 0;

    for (guint i = 0; i < questions->doubtful->len; i++) {
        const Doubt *doubt = g_ptr_array_index(questions->doubtful, i);
        count += !doubt->settled;
    }
    return count;
}

static void
append_doubts(GString *out, const Questions *questions)
{
    if (count_open_doubts(questions) == 0)
        return;

    g_string_append_printf(out, "%s\n",
                           _("Do these sentences ask something? Put one of the two lines under "
                             "`decisions` in the answers"));
    for (guint i = 0; i < questions->doubtful->len; i++) {
        const Doubt *doubt = g_ptr_array_index(questions->doubtful, i);
        if (!doubt->settled)
            append_doubt(out, doubt);
    }
}

static guint
count_paragraphs(const Questions *questions)
{
    guint count = 0;

    for (guint i = 0; i < questions->passages->len; i++) {
        const Passage *passage = g_ptr_array_index(questions->passages, i);
        count += passage->role == PASSAGE_BODY;
    }
    return count;
}

/* Those that ask under their own name: the committee is none. */
static guint
count_fractions(const Questions *questions)
{
    guint count = 0;

    for (guint i = 0; i < questions->fractions->len; i++) {
        const Fraction *fraction = g_ptr_array_index(questions->fractions, i);
        count += fraction->askers->len > 0;
    }
    return count;
}

static bool
has_role(const Questions *questions, PassageRole role)
{
    for (guint i = 0; i < questions->passages->len; i++) {
        const Passage *passage = g_ptr_array_index(questions->passages, i);
        bool replies = role == PASSAGE_ANSWER && passage->replies != NULL;
        if (passage->role == role || replies)
            return true;
    }
    return false;
}

/* What was looked at and asks nothing for that reason, or was not read at all. */
static void
append_left_out(GString *out, const Questions *questions)
{
    unsigned remarks = questions->document->remarks;
    bool heads = (remarks & REMARK_HEADS) != 0 || has_role(questions, PASSAGE_CHROME);
    const struct {
        bool there;
        const char *name;
    } parts[] = {
        { has_role(questions, PASSAGE_CONTENTS), _("table of contents") },
        { has_role(questions, PASSAGE_AGENDA), _("agenda") },
        { has_role(questions, PASSAGE_ANSWER), _("answers of its own") },
        { heads, _("heads and feet of pages") },
        { (remarks & REMARK_COMMENTS) != 0, _("comments") },
        { (remarks & REMARK_HIDDEN_TEXT) != 0, _("hidden text") },
        { (remarks & REMARK_PICTURES) != 0, _("pictures") },
        { (remarks & REMARK_EMBEDDED) != 0, _("another document inside it") },
    };
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (parts[i].there)
            g_ptr_array_add(names, (gpointer)parts[i].name);
    }
    if (names->len == 0)
        return;
    g_ptr_array_add(names, NULL);
    g_autofree char *list = g_strjoinv(", ", (char **)names->pdata);
    /* Translators: the end of the summary line; %s is a list, "agenda, comments". */
    g_string_append_printf(out, _("; left out: %s"), list);
}

static void
append_summary(GString *out, const Questions *questions)
{
    guint fractions = count_fractions(questions), paragraphs = count_paragraphs(questions);
    guint count = questions->items->len, doubts = count_open_doubts(questions);

    g_string_append_printf(out, ngettext("%u fraction", "%u fractions", fractions), fractions);
    g_string_append(out, ", ");
    g_string_append_printf(out, ngettext("%u paragraph", "%u paragraphs", paragraphs), paragraphs);
    g_string_append(out, ", ");
    g_string_append_printf(out, ngettext("%u question", "%u questions", count), count);
    g_string_append(out, ", ");
    g_string_append_printf(out, ngettext("%u doubtful sentence", "%u doubtful sentences", doubts),
                           doubts);
    append_left_out(out, questions);
    g_string_append_c(out, '\n');
}

void
emit_questions_text(const Questions *questions, GString *out)
{
    for (guint i = 0; i < questions->fractions->len; i++)
        append_fraction(out, g_ptr_array_index(questions->fractions, i));
    append_doubts(out, questions);
    append_summary(out, questions);
}
