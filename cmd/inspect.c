/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n.h>

#include "inputs.h"

enum { FORMAT_TEXT, FORMAT_JSON };

static const size_t PDF_LIMIT = (size_t)512 << 20;

/* Those to look for: who runs this, and the owners and reviewers in the answers files behind the PDF. */
static Inspection *
inspect_public(Session *session, char **arguments, GBytes *bytes, GError **error)
{
    g_autoptr(NameSearch) names = session_names();
    g_autoptr(Diags) unheard = diags_new();
    if (arguments[1] != NULL) {
        g_autoptr(Answers) answers = inputs_answers(session, arguments + 1, unheard, error);
        if (answers == NULL)
            return NULL;
        collect_people(answers, names);
    }
    return inspect_traces(arguments[0], bytes, names, error);
}

bool
run_inspect(Session *session, const Command *self, int argc, char **argv, GError **error)
{
    static const char *const formats[] = { "text", "json", NULL };
    g_autofree char *format = NULL;
    gboolean is_public = FALSE;
    const GOptionEntry entries[] = {
        { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("How to print it"), "text|json" },
        { "public", 0, 0, G_OPTION_ARG_NONE, &is_public,
          N_("Say what should not go out: authors, comments, paths, names of owners in ANSWERS"),
          NULL },
        { 0 },
    };
    g_auto(GStrv) arguments = NULL;
    int chosen;

    (void)argc;
    if (!session_parse(session, self, entries, argv, &arguments, error) ||
        !session_choose("--format", format, formats, &chosen, error) ||
        !session_count(self, arguments, 1, is_public ? -1 : 1, error))
        return false;

    g_autoptr(GBytes) bytes = file_read(arguments[0], PDF_LIMIT, error);
    if (bytes == NULL)
        return false;
    g_autoptr(Inspection) inspection = is_public ? inspect_public(session, arguments, bytes, error)
                                                 : inspect_pdf(arguments[0], bytes, error);
    if (inspection == NULL)
        return false;
    (is_public ? inspection_judge_public : inspection_judge)(inspection, session->diags);
    diags_sort(session->diags, session->files);

    g_autoptr(GString) out = g_string_new(NULL);
    if (chosen == FORMAT_JSON)
        inspection_json(inspection, session->diags, out);
    else
        (is_public ? inspection_public_text : inspection_text)(inspection, out);
    return session_print(out->str, out->len, error);
}
