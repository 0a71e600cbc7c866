/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n-lib.h>

#include "import/import.h"

static const char *
describe(ImportKind kind)
{
    static const char *const words[] = {
        [IMPORT_TEXT] = N_("text changed"),
        [IMPORT_CONFLICT] = N_("changed on both sides, both kept"),
        [IMPORT_DEFERRED] = N_("answered, but deferred here, both kept"),
        [IMPORT_NEW] = N_("new answer"),
        [IMPORT_UNPLACED] = N_("no place for this answer, kept without one"),
        [IMPORT_SEE] = N_("answered with another, referred to"),
        [IMPORT_COMMENT] = N_("comment, kept as note"),
        [IMPORT_CHANGE] = N_("tracked change"),
        [IMPORT_IMAGE] = N_("image, written as"),
        [IMPORT_RETYPED] = N_("question in other words"),
        [IMPORT_OUTSIDE] = N_("in no answer, not taken over"),
        [IMPORT_MARGIN] = N_("in a header or footer, not taken over"),
        [IMPORT_HIDDEN] = N_("hidden text, left out"),
    };
    return _(words[kind]);
}

void
import_print(const Import *import, GString *out)
{
    for (guint i = 0; i < import->items->len; i++) {
        const ImportItem *item = g_ptr_array_index(import->items, i);
        g_string_append(out, item->file);
        if (item->paragraph > 0)
            g_string_append_printf(out, ":%u", item->paragraph);
        g_string_append_printf(out, ": %s%s%s", item->question != NULL ? item->question : "",
                               item->question != NULL ? " " : "", describe(item->kind));
        if (*item->text != '\0')
            g_string_append_printf(out, ": %s", item->text);
        g_string_append_c(out, '\n');
    }
    g_string_append_printf(
        out, ngettext("%u answer is as it was\n", "%u answers are as they were\n", import->same),
        import->same);
}
