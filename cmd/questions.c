/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n.h>

#include "inputs.h"

bool
run_questions(Session *session, const Command *self, int argc, char **argv, GError **error)
{
    static const char *const formats[] = { "text", "json", "yaml", "csv", NULL };
    static void (*const emitters[])(const Questions *,
                                    GString *) = { emit_questions_text, emit_questions_json,
                                                   emit_questions_yaml, emit_questions_csv };
    g_autofree char *format = NULL;
    gboolean explain = FALSE;
    const GOptionEntry entries[] = {
        { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("How to print it"),
          "text|json|yaml|csv" },
        { "explain", 0, 0, G_OPTION_ARG_NONE, &explain,
          N_("Say of each sentence which rules spoke"), NULL },
        FAMILY_OPTION(session),
        { 0 },
    };
    g_auto(GStrv) arguments = NULL;
    int chosen;

    (void)argc;
    if (!session_parse(session, self, entries, argv, &arguments, error) ||
        !session_choose("--format", format, formats, &chosen, error))
        return false;

    g_autoptr(Project) project = project_find(session, self, arguments, 0, error);
    if (project == NULL)
        return false;
    g_autoptr(Inputs) inputs = inputs_read(session, project->questions, project->answers, error);
    if (inputs == NULL)
        return false;

    g_autoptr(GString) out = g_string_new(NULL);
    if (explain)
        questions_explain(inputs->questions, out);
    else
        emitters[chosen](inputs->questions, out);
    return session_print(out->str, out->len, error);
}
