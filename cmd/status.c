/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n.h>

#include "inputs.h"

enum { FORMAT_TEXT, FORMAT_JSON, FORMAT_CSV };

/* The day of SOURCE_DATE_EPOCH where it is set (reproducible-builds.org), in UTC as that is; else today. */
static char *
find_date(void)
{
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
    gint64 seconds = 0;
    bool fixed =
        epoch != NULL && g_ascii_string_to_signed(epoch, 10, 0, G_MAXINT32, &seconds, NULL);
    g_autoptr(GDateTime) day =
        fixed ? g_date_time_new_from_unix_utc(seconds) : g_date_time_new_now_local();

    return g_date_time_format(day, "%Y-%m-%d");
}

static char *
choose_date(const char *given, GError **error)
{
    if (given == NULL)
        return find_date();
    if (iso_date_is_valid(given))
        return g_strdup(given);

    failure_set(error, DIAG_USAGE, NULL, 0, 0, _("--date can't be %s; give a day as 2025-05-12"),
                given);
    return NULL;
}

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
    g_autofree char *date = choose_date(given, error);
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
