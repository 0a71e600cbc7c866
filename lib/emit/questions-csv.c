/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One question a line, as RFC 4180 has it: CRLF, quotation marks doubled. Spreadsheets run a cell
 * that begins with "=", "+", "-" or "@" as a formula; a document that nobody has vetted must not do
 * that on the reader's machine, so such a cell gets an apostrophe, which spreadsheets hide.
 */
#include <string.h>

#include "emit/emit.h"

static void
append_cell(GString *out, const char *text)
{
    bool is_formula = text[0] != '\0' && strchr("=+-@\t", text[0]) != NULL;

    g_string_append(out, is_formula ? "\"'" : "\"");
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *p);
    }
    g_string_append_c(out, '"');
}

static void
append_row(GString *out, const char *const *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            g_string_append_c(out, ',');
        append_cell(out, cells[i] != NULL ? cells[i] : "");
    }
    g_string_append(out, "\r\n");
}

static char *
askers_of(const Question *question)
{
    GString *names = g_string_new(NULL);

    for (guint i = 0; i < question->askers->len; i++)
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "",
                               (const char *)g_ptr_array_index(question->askers, i));
    return g_string_free(names, FALSE);
}

static void
append_question(GString *out, const Question *question)
{
    int line = 0, column = 0;
    source_position(question->span.source, question->span.start, &line, &column);
    g_autofree char *askers = askers_of(question);
    g_autofree char *line_text = g_strdup_printf("%d", line);
    g_autofree char *column_text = g_strdup_printf("%d", column);
    g_autofree char *paragraph = g_strdup_printf("%d", question->passage->n);
    const char *cells[] = {
        question->id,
        askers,
        question->passage->subheading,
        paragraph,
        question_kind_slug(question->kind),
        question->follows != NULL ? question->follows->id : "",
        question->doubt,
        line_text,
        column_text,
        question->text,
    };

    append_row(out, cells, G_N_ELEMENTS(cells));
}

static void
append_doubt(GString *out, const Doubt *doubt)
{
    int line = 0, column = 0;
    source_position(doubt->span.source, doubt->span.start, &line, &column);
    g_autofree char *line_text = g_strdup_printf("%d", line);
    g_autofree char *column_text = g_strdup_printf("%d", column);
    g_autofree char *paragraph = g_strdup_printf("%d", doubt->passage->n);
    const char *cells[] = {
        "",
        doubt->passage->fraction->name,
        doubt->passage->subheading,
        paragraph,
        "doubtful",
        "",
        doubt->reason,
        line_text,
        column_text,
        doubt->text,
    };

    append_row(out, cells, G_N_ELEMENTS(cells));
}

void
emit_questions_csv(const Questions *questions, GString *out)
{
    static const char *const header[] = { "id",      "askers", "subheading", "paragraph", "kind",
                                          "follows", "doubt",  "line",       "column",    "text" };

    append_row(out, header, G_N_ELEMENTS(header));
    for (guint i = 0; i < questions->items->len; i++)
        append_question(out, g_ptr_array_index(questions->items, i));
    for (guint i = 0; i < questions->doubtful->len; i++) {
        const Doubt *doubt = g_ptr_array_index(questions->doubtful, i);
        if (!doubt->settled)
            append_doubt(out, doubt);
    }
}
