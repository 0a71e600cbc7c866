/* SPDX-License-Identifier: EUPL-1.2 */
#include "report.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

bool
report_wants_colour(int fd)
{
    const char *none = g_getenv("NO_COLOR"), *terminal = g_getenv("TERM");

    if (none != NULL && *none != '\0')
        return false;
    return isatty(fd) && g_strcmp0(terminal, "dumb") != 0;
}

static const char *
level_colour(DiagLevel level)
{
    switch (level) {
    case DIAG_NOTE:
        return "\033[36m";
    case DIAG_WARNING:
        return "\033[35m";
    case DIAG_ERROR:
    case DIAG_FATAL:
        return "\033[31m";
    }
    return "";
}

static void
append_place(const DiagPlace *place, GString *out)
{
    g_string_append(out, place->file != NULL ? place->file : "repliek");
    if (place->line > 0)
        g_string_append_printf(out, ":%d:%d", place->line, MAX(place->column, 1));
    g_string_append(out, ": ");
}

/* Tabs become spaces, so that the caret stands where it should. */
static void
append_excerpt(const DiagPlace *place, GString *out)
{
    g_autofree char *shown = g_strdup(place->excerpt);
    glong length = g_utf8_strlen(shown, -1), before = place->column - place->excerpt_column;
    glong marked = CLAMP(place->end_column - place->column, 1, MAX(length - before, 1));

    g_strdelimit(shown, "\t\r", ' ');
    g_string_append_printf(out, "  %s\n  %*s^", shown, (int)before, "");
    for (glong i = 1; i < marked; i++)
        g_string_append_c(out, '~');
    g_string_append_c(out, '\n');
}

static void
append_related(const Diag *diag, bool colour, GString *out)
{
    for (guint i = 0; diag->related != NULL && i < diag->related->len; i++) {
        const DiagPlace *place = g_ptr_array_index(diag->related, i);
        append_place(place, out);
        g_string_append_printf(out, "note: %s\n", place->message);
        if (colour && place->excerpt != NULL)
            append_excerpt(place, out);
    }
}

void
report_finding(const Diag *diag, bool colour, bool remedy, GString *out)
{
    append_place(&diag->place, out);
    g_string_append_printf(out, "%s%s:%s %s [%s]\n", colour ? level_colour(diag->level) : "",
                           diag_level_slug(diag->level), colour ? "\033[0m" : "", diag->message,
                           diag_code_slug(diag->code));
    if (colour && diag->place.excerpt != NULL)
        append_excerpt(&diag->place, out);
    if (remedy)
        g_string_append_printf(out, "  %s\n", _(diag_code_remedy(diag->code)));
    append_related(diag, colour, out);
}

void
report_findings(const Session *session, DiagLevel least, DiagLevel most, bool colour, GString *out)
{
    for (guint i = 0; i < session->diags->items->len; i++) {
        const Diag *diag = g_ptr_array_index(session->diags->items, i);
        if (diag->level >= least && diag->level <= most)
            report_finding(diag, colour, session->verbose, out);
    }
}
