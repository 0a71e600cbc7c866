/* SPDX-License-Identifier: EUPL-1.2 */
#include "emit/csv.h"
#include "emit/emit.h"

static void
append_progress(GString *out, const char *kind, const ProgressRow *row)
{
    const guint counts[] = { row->questions,
                             row->answered,
                             row->draft,
                             row->review,
                             row->approved,
                             row->deferred,
                             row->questions - row->answered,
                             row->late };
    char texts[G_N_ELEMENTS(counts)][16];
    const char *cells[G_N_ELEMENTS(counts) + 3] = { kind, row->name };

    for (size_t i = 0; i < G_N_ELEMENTS(counts); i++) {
        g_snprintf(texts[i], sizeof texts[i], "%u", counts[i]);
        cells[i + 2] = texts[i];
    }
    cells[G_N_ELEMENTS(counts) + 2] = row->due;
    csv_append_row(out, cells, G_N_ELEMENTS(cells));
}

/* A line a fraction, a line an owner, and one of all. */
void
emit_status_csv(const Progress *progress, GString *out)
{
    static const char *const header[] = { "kind",  "name",   "questions", "answered",
                                          "draft", "review", "approved",  "deferred",
                                          "open",  "late",   "due" };

    csv_append_row(out, header, G_N_ELEMENTS(header));
    for (guint i = 0; i < progress->fractions->len; i++)
        append_progress(out, "fraction", g_ptr_array_index(progress->fractions, i));
    for (guint i = 0; i < progress->owners->len; i++)
        append_progress(out, "owner", g_ptr_array_index(progress->owners, i));
    append_progress(out, "total", progress->total);
}
