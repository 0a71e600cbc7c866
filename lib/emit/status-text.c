/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n-lib.h>

#include "emit/emit.h"

/* A table for people: a column is as wide as its widest cell, and numbers end below each other. */
enum { COLUMNS = 10 };

typedef struct Line {
    char *cells[COLUMNS];
} Line;

static void
line_free(gpointer data)
{
    Line *line = data;

    for (int i = 0; i < COLUMNS; i++)
        g_free(line->cells[i]);
    g_free(line);
}

static void
add_header(GPtrArray *lines, const char *first)
{
    const char *const heads[COLUMNS] = { first,          _("questions"), _("answered"), _("draft"),
                                         _("in review"), _("approved"),  _("deferred"), _("open"),
                                         _("late"),      _("due") };
    Line *line = g_new0(Line, 1);

    for (int i = 0; i < COLUMNS; i++)
        line->cells[i] = g_strdup(heads[i]);
    g_ptr_array_add(lines, line);
}

static void
add_line(GPtrArray *lines, const char *name, const ProgressRow *row)
{
    const guint counts[] = { row->questions,
                             row->answered,
                             row->draft,
                             row->review,
                             row->approved,
                             row->deferred,
                             row->questions - row->answered,
                             row->late };
    Line *line = g_new0(Line, 1);

    line->cells[0] = g_strdup(name);
    for (size_t i = 0; i < G_N_ELEMENTS(counts); i++)
        line->cells[i + 1] = g_strdup_printf("%u", counts[i]);
    line->cells[COLUMNS - 1] = g_strdup(row->due != NULL ? row->due : "");
    g_ptr_array_add(lines, line);
}

static void
append_cell(GString *out, const char *text, glong width, bool right)
{
    int fill = (int)(width - g_utf8_strlen(text, -1));

    g_string_append_printf(out, "%*s%s%*s", right ? fill : 0, "", text, right ? 0 : fill, "");
}

static void
append_table(const GPtrArray *lines, GString *out)
{
    glong widths[COLUMNS] = { 0 };

    for (guint i = 0; i < lines->len; i++) {
        const Line *line = g_ptr_array_index(lines, i);
        for (int c = 0; c < COLUMNS; c++)
            widths[c] = MAX(widths[c], g_utf8_strlen(line->cells[c], -1));
    }
    for (guint i = 0; i < lines->len; i++) {
        const Line *line = g_ptr_array_index(lines, i);
        for (int c = 0; c < COLUMNS; c++) {
            if (c > 0)
                g_string_append(out, "  ");
            append_cell(out, line->cells[c], widths[c], c > 0 && c < COLUMNS - 1);
        }
        while (out->len > 0 && out->str[out->len - 1] == ' ')
            g_string_truncate(out, out->len - 1);
        g_string_append_c(out, '\n');
    }
}

static void
append_rows(const char *head, const GPtrArray *rows, const ProgressRow *total, GString *out)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(line_free);

    add_header(lines, head);
    for (guint i = 0; i < rows->len; i++) {
        const ProgressRow *row = g_ptr_array_index(rows, i);
        add_line(lines, row->name != NULL ? row->name : _("(nobody)"), row);
    }
    add_line(lines, _("all"), total);
    append_table(lines, out);
}

static void
append_late(const LateAnswer *late, GString *out)
{
    g_string_append_printf(out, "  %s  ", late->due);
    for (guint i = 0; i < late->questions->len; i++) {
        const Question *question = g_ptr_array_index(late->questions, i);
        g_string_append_printf(out, "%s%s", i > 0 ? ", " : "", question->id);
    }
    if (late->owner != NULL)
        g_string_append_printf(out, "  %s", late->owner);
    g_string_append_c(out, '\n');
}

void
emit_status_text(const Progress *progress, GString *out)
{
    append_rows(_("party"), progress->fractions, progress->total, out);
    g_string_append_c(out, '\n');
    append_rows(_("owner"), progress->owners, progress->total, out);
    if (progress->late->len == 0)
        return;

    g_string_append_c(out, '\n');
    g_string_append_printf(out, _("late on %s:"), progress->date);
    g_string_append_c(out, '\n');
    for (guint i = 0; i < progress->late->len; i++)
        append_late(g_ptr_array_index(progress->late, i), out);
}
