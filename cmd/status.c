/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n.h>

#include "inputs.h"

enum { FORMAT_TEXT, FORMAT_JSON, FORMAT_CSV };

static void
append_status(const Progress *progress, int format, GString *out)
{
    switch (format) {
    case FORMAT_JSON:
        emit_status_json(progress, out);
        return;
    case FORMAT_CSV:
        emit_status_csv(progress, out);
        return;
    default:
        emit_status_text(progress, out);
    }
}

bool
run_status(Session *session, const Command *self, int argc, char **argv, GError **error)
{
    static const char *const formats[] = { "text", "json", "csv", NULL };
    g_autofree char *format = NULL, *given = NULL;
    const GOptionEntry entries[] = {
        { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("How to print it"), "text|json|csv" },
        { "date", 0, 0, G_OPTION_ARG_STRING, &given, N_("What is due before this day is late"),
          N_("DAY") },
        FAMILY_OPTION(session),
        { 0 },
    };
    g_auto(GStrv) arguments = NULL;
    int chosen;

    (void)argc;
    if (!session_parse(session, self, entries, argv, &arguments, error) ||
        !session_choose("--format", format, formats, &chosen, error))
        return false;
    g_autofree char *date = session_date(given, error);
    g_autoptr(Project) project =
        date != NULL ? project_find(session, self, arguments, 1, error) : NULL;
    if (project == NULL)
        return false;
    g_autoptr(Inputs) inputs = inputs_read(session, project->questions, project->answers, error);
    if (inputs == NULL)
        return false;

    /* What is amiss is for `check` to say: this only counts. */
    inputs->coverage = check_letter(inputs->questions, inputs->answers, NULL);
    g_autoptr(Progress) progress = progress_new(inputs->coverage, date);
    g_autoptr(GString) out = g_string_new(NULL);
    append_status(progress, chosen, out);
    return session_print(out->str, out->len, error);
}
