/* SPDX-License-Identifier: EUPL-1.2 */
#include "emit/csv.h"

#include <stdbool.h>
#include <string.h>

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

void
csv_append_row(GString *out, const char *const *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            g_string_append_c(out, ',');
        append_cell(out, cells[i] != NULL ? cells[i] : "");
    }
    g_string_append(out, "\r\n");
}
