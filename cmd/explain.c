/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n.h>

#include "session.h"

static void
append_list(GString *out)
{
    for (int code = 0; code < DIAG_CODE_COUNT; code++)
        g_string_append_printf(out, "%-24s %-8s %s\n", diag_code_slug((DiagCode)code),
                               diag_level_slug(diag_code_level((DiagCode)code)),
                               _(diag_code_meaning((DiagCode)code)));
}

static bool
append_code(const char *slug, GString *out, GError **error)
{
    DiagCode code;
    if (!diag_code_find(slug, &code)) {
        failure_set(error, DIAG_USAGE, NULL, 0, 0,
                    _("there is no finding %s; `repliek explain` lists them"), slug);
        return false;
    }

    g_string_append_printf(out, "%s (%s)\n\n%s\n%s\n", slug, diag_level_slug(diag_code_level(code)),
                           _(diag_code_meaning(code)), _(diag_code_remedy(code)));
    return true;
}

bool
run_explain(Session *session, const Command *self, int argc, char **argv, GError **error)
{
    g_auto(GStrv) arguments = NULL;
    g_autoptr(GString) out = g_string_new(NULL);

    (void)argc;
    if (!session_parse(session, self, NULL, argv, &arguments, error) ||
        !session_count(self, arguments, 0, 1, error))
        return false;
    if (arguments[0] == NULL)
        append_list(out);
    else if (!append_code(arguments[0], out, error))
        return false;
    return session_print(out->str, out->len, error);
}
