/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n.h>

#include "inputs.h"

enum { FORMAT_TEXT, FORMAT_JSON };

/* Findings have the places of the files as they are when the command ends. */
static bool
finish(Session *session, const Inputs *inputs, const Update *update, bool dry_run, GError **error)
{
    if (dry_run || update_is_empty(update)) {
        update_report(update, NULL, session->diags);
        return true;
    }
    if (!answers_edit_save(update->edit, error))
        return false;

    g_autoptr(Answers) written = inputs_reread(session, inputs, error);
    if (written == NULL)
        return false;
    update_report(update, written, session->diags);
    return true;
}

bool
run_update(Session *session, const Command *self, int argc, char **argv, GError **error)
{
    static const char *const formats[] = { "text", "json", NULL };
    g_autofree char *format = NULL;
    gboolean dry_run = FALSE;
    const GOptionEntry entries[] = {
        { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &dry_run,
          N_("Say what would change, and write nothing"), NULL },
        { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("How to print it"), "text|json" },
        FAMILY_OPTION(session),
        { 0 },
    };
    g_auto(GStrv) arguments = NULL;
    int chosen;

    (void)argc;
    if (!session_parse(session, self, entries, argv, &arguments, error) ||
        !session_choose("--format", format, formats, &chosen, error))
        return false;
    g_autoptr(Project) project = project_find(session, self, arguments, 1, error);
    if (project == NULL)
        return false;
    g_autoptr(Inputs) inputs = inputs_read(session, project->questions, project->answers, error);
    if (inputs == NULL)
        return false;

    g_autoptr(Update) update = update_new(inputs->questions, inputs->answers);
    g_autoptr(GString) out = g_string_new(NULL);
    (chosen == FORMAT_JSON ? emit_changes_json : emit_changes_text)(update->changes, out);
    /* Printed first: a command that can't print has failed, and leaves every file as it was. */
    return session_print(out->str, out->len, error) &&
           finish(session, inputs, update, dry_run, error);
}
