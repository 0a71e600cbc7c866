/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n.h>

#include "layout.h"

/* The whole document with every sentence marked, to be ticked off on paper. */
static bool
write_proof(Session *session, const Inputs *inputs, const char *path, GError **error)
{
    const Questions *questions = inputs->questions;
    g_autofree char *name = g_path_get_basename(questions->document->source->name);
    g_autofree char *title = g_strdup_printf(_("%s: questions %u, to be decided %u"), name,
                                             questions->items->len, questions->doubtful->len);
    g_autoptr(Layout) layout = layout_proof(session, inputs, title, error);
    if (layout == NULL)
        return false;

    g_autoptr(GBytes) bytes = write_pdf(layout->pages, NULL, error);
    return bytes != NULL && layout_write(session, path, bytes, error);
}

bool
run_questions(Session *session, const Command *self, int argc, char **argv, GError **error)
{
    static const char *const formats[] = { "text", "json", "yaml", "csv", NULL };
    static void (*const emitters[])(const Questions *,
                                    GString *) = { emit_questions_text, emit_questions_json,
                                                   emit_questions_yaml, emit_questions_csv };
    g_autofree char *format = NULL;
    g_autofree char *proof = NULL;
    gboolean explain = FALSE;
    const GOptionEntry entries[] = {
        { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("How to print it"),
          "text|json|yaml|csv" },
        { "explain", 0, 0, G_OPTION_ARG_NONE, &explain,
          N_("Say of each sentence which rules spoke"), NULL },
        { "proof", 0, 0, G_OPTION_ARG_FILENAME, &proof,
          N_("Set the document as a PDF, with every question and doubt marked"), N_("FILE") },
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

    if (proof != NULL)
        return write_proof(session, inputs, proof, error);
    g_autoptr(GString) out = g_string_new(NULL);
    if (explain)
        questions_explain(inputs->questions, out);
    else
        emitters[chosen](inputs->questions, out);
    return session_print(out->str, out->len, error);
}
