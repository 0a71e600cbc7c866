/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The answers file that `init` starts.
 *
 * In: the questions. Out: YAML to fill in, which reads back to the same sentences: the letter's
 * metadata as far as the document tells, an entry for each group of questions under a comment that
 * names the fraction, and the doubtful sentences as decisions to make, commented out.
 *
 * What the document doesn't tell is left empty, never invented: `check` asks for it. The comments
 * are Dutch whatever the locale, as the letter is: the file is worked on by many.
 */
#include <string.h>

#include "answers/answers.h"
#include "answers/letter-hints.h"
#include "answers/write-markdown.h"
#include "answers/write-yaml.h"

static void
write_field(GString *out, const char *key, const char *value)
{
    g_string_append_printf(out, "  %s:", key);
    if (value != NULL) {
        g_string_append_c(out, ' ');
        yaml_write_text(out, value, 4);
    }
    g_string_append_c(out, '\n');
}

static void
write_signatories(GString *out, const LetterHints *hints)
{
    g_string_append(out, "  signatories:\n");
    if (hints->roles->len == 0)
        g_string_append(out, "    - role:\n      name:\n");

    for (guint i = 0; i < hints->roles->len; i++) {
        g_string_append(out, "    - role: ");
        yaml_write_text(out, g_ptr_array_index(hints->roles, i), 8);
        g_string_append(out, "\n      name:\n");
    }
}

static void
write_dossiers(GString *out, const LetterHints *hints)
{
    if (hints->dossiers->len == 0)
        return;

    g_string_append(out, "  dossier:\n");
    for (guint i = 0; i < hints->dossiers->len; i++) {
        g_string_append(out, "    - number: ");
        yaml_write_word(out, g_ptr_array_index(hints->dossiers, i));
        g_string_append(out, "\n      title:\n");
    }
}

static void
write_letter(GString *out, const Questions *questions)
{
    g_autoptr(LetterHints) hints = letter_hints_new(questions);
    g_autofree char *to =
        g_strdup_printf("Aan de Voorzitter van de %s der Staten-Generaal", hints->chamber);
    g_autofree char *subject =
        hints->subject != NULL
            ? g_strconcat("Beantwoording vragen schriftelijk overleg over ", hints->subject, NULL)
            : NULL;

    g_string_append(out, "letter:\n");
    write_field(out, "ministry", hints->ministry);
    write_field(out, "to", to);
    if (hints->dispatched != NULL)
        g_string_append_printf(out, "  # De vragen zijn toegezonden op %s.\n", hints->dispatched);
    write_field(out, "date", NULL);
    write_field(out, "subject", subject);
    write_field(out, "reference", NULL);
    write_field(out, "your_reference", hints->reference);
    write_dossiers(out, hints);
    write_signatories(out, hints);
}

/* A comment is one line, whatever the document holds. */
static void
write_comment(GString *out, const char *indent, const char *text)
{
    g_autofree char *line = g_strdelimit(g_strdup(text), "\r\n\v\f", ' ');

    g_string_append_printf(out, "%s# %s\n", indent, line);
}

static guint
count_fraction(const Questions *questions, const Fraction *fraction)
{
    guint count = 0;

    for (guint i = 0; i < questions->items->len; i++)
        count += ((const Question *)g_ptr_array_index(questions->items, i))->fraction == fraction;
    return count;
}

static void
write_fraction(GString *out, const Questions *questions, const Fraction *fraction)
{
    guint count = count_fraction(questions, fraction);
    const char *heading = fraction->heading != NULL ? fraction->heading : fraction->name;
    g_autofree char *line =
        g_strdup_printf("--- %s (%u %s) ---", heading, count, count == 1 ? "vraag" : "vragen");

    g_string_append_c(out, '\n');
    write_comment(out, "  ", line);
}

/* Does a question share the entry of the one just before it? */
static bool
shares_entry(const Question *before, const Question *question, EntryGrouping grouping)
{
    if (before->fraction != question->fraction)
        return false;

    switch (grouping) {
    case GROUP_QUESTION:
        return false;
    case GROUP_PARAGRAPH:
        return before->passage == question->passage;
    case GROUP_ANSWERS:
        if (before->answer != NULL || question->answer != NULL)
            return before->answer == question->answer; /* shared, so one and the same string */
        return question->followup && before->passage == question->passage;
    case GROUP_FOLLOWUPS:
        return question->followup && before->passage == question->passage;
    }
    g_assert_not_reached();
}

static void
write_ids(GString *out, const GPtrArray *group)
{
    for (guint i = 0; i < group->len; i++) {
        g_string_append(out, i > 0 ? ", " : group->len > 1 ? "[" : "");
        yaml_write_word(out, ((const Question *)g_ptr_array_index(group, i))->id);
    }
    g_string_append(out, group->len > 1 ? "]\n" : "\n");
}

static void
write_sentences(GString *out, const GPtrArray *group)
{
    for (guint i = 0; i < group->len; i++) {
        const Question *question = g_ptr_array_index(group, i);
        g_string_append(out, group->len > 1 ? "\n      - " : " ");
        yaml_write_text(out, question->text, group->len > 1 ? 8 : 6);
    }
    g_string_append_c(out, '\n');
}

static void
write_entry(GString *out, const GPtrArray *group, EntryGrouping grouping)
{
    const Question *first = g_ptr_array_index(group, 0);

    g_string_append(out, "\n  - to: ");
    write_ids(out, group);
    g_string_append(out, "    question:");
    write_sentences(out, group);
    g_string_append(out, "    owner:\n    status: draft\n    text: |\n");
    if (grouping == GROUP_ANSWERS && first->answer != NULL)
        markdown_write_block(out, first->answer, 6);
}

static void
write_entries(GString *out, const Questions *questions, EntryGrouping grouping)
{
    const Fraction *fraction = NULL;

    g_string_append(out, "\nanswers:\n");
    for (guint i = 0; i < questions->items->len;) {
        g_autoptr(GPtrArray) group = g_ptr_array_new();
        const Question *question = g_ptr_array_index(questions->items, i);
        if (question->fraction != fraction)
            write_fraction(out, questions, question->fraction);
        fraction = question->fraction;
        do {
            g_ptr_array_add(group, (gpointer)question);
            if (++i == questions->items->len)
                break;
            question = g_ptr_array_index(questions->items, i);
        } while (shares_entry(g_ptr_array_index(group, group->len - 1), question, grouping));
        write_entry(out, group, grouping);
    }
}

/* Commented out: choosing one of the two lines is the decision. */
static void
write_doubt(GString *out, const Doubt *doubt)
{
    g_autoptr(GString) sentence = g_string_new(NULL);
    g_autofree char *reason = g_strdup_printf("Twijfel: %s", doubt->reason);

    yaml_write_word(sentence, doubt->text);
    write_comment(out, "", reason);
    g_string_append_printf(out, "#  - not-a-question: %s\n", sentence->str);
    g_string_append_printf(out, "#  - question: %s\n", sentence->str);
}

static void
write_decisions(GString *out, const Questions *questions)
{
    bool first = true;

    for (guint i = 0; i < questions->doubtful->len; i++) {
        const Doubt *doubt = g_ptr_array_index(questions->doubtful, i);
        if (doubt->settled)
            continue;
        if (first)
            g_string_append(out, "\n# Vragen deze zinnen iets? Haal bij elke zin het # weg voor de "
                                 "regel die geldt, en bij de eerste voor \"decisions\".\n"
                                 "#decisions:\n");
        first = false;
        write_doubt(out, doubt);
    }
}

char *
write_answers(const Questions *questions, EntryGrouping grouping, const char *schema)
{
    GString *out = g_string_new(NULL);

    if (schema != NULL)
        g_string_append_printf(out, "# yaml-language-server: $schema=%s\n", schema);
    write_letter(out, questions);
    write_entries(out, questions, grouping);
    write_decisions(out, questions);
    return g_string_free(out, FALSE);
}
