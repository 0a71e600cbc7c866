/* SPDX-License-Identifier: EUPL-1.2 */
/* One question a line. */
#include "emit/csv.h"
#include "emit/emit.h"

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

    csv_append_row(out, cells, G_N_ELEMENTS(cells));
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

    csv_append_row(out, cells, G_N_ELEMENTS(cells));
}

void
emit_questions_csv(const Questions *questions, GString *out)
{
    static const char *const header[] = { "id",      "askers", "subheading", "paragraph", "kind",
                                          "follows", "doubt",  "line",       "column",    "text" };

    csv_append_row(out, header, G_N_ELEMENTS(header));
    for (guint i = 0; i < questions->items->len; i++)
        append_question(out, g_ptr_array_index(questions->items, i));
    for (guint i = 0; i < questions->doubtful->len; i++) {
        const Doubt *doubt = g_ptr_array_index(questions->doubtful, i);
        if (!doubt->settled)
            append_doubt(out, doubt);
    }
}
