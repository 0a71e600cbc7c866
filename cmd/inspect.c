/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n.h>

#include "session.h"

enum { FORMAT_TEXT, FORMAT_JSON };

static const size_t PDF_LIMIT = (size_t)512 << 20;

bool
run_inspect(Session *session, const Command *self, int argc, char **argv, GError **error)
{
    static const char *const formats[] = { "text", "json", NULL };
    g_autofree char *format = NULL;
    const GOptionEntry entries[] = {
        { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("How to print it"), "text|json" },
        { 0 },
    };
    g_auto(GStrv) arguments = NULL;
    int chosen;

    (void)argc;
    if (!session_parse(session, self, entries, argv, &arguments, error) ||
        !session_choose("--format", format, formats, &chosen, error) ||
        !session_count(self, arguments, 1, 1, error))
        return false;

    g_autoptr(GBytes) bytes = file_read(arguments[0], PDF_LIMIT, error);
    g_autoptr(Inspection) inspection =
        bytes != NULL ? inspect_pdf(arguments[0], bytes, error) : NULL;
    if (inspection == NULL)
        return false;
    inspection_judge(inspection, session->diags);
    diags_sort(session->diags, session->files);

    g_autoptr(GString) out = g_string_new(NULL);
    if (chosen == FORMAT_JSON)
        inspection_json(inspection, session->diags, out);
    else
        inspection_text(inspection, out);
    return session_print(out->str, out->len, error);
}
