/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n.h>

#include "inputs.h"

bool
run_diff(Session *session, const Command *self, int argc, char **argv, GError **error)
{
    static const char *const formats[] = { "text", "json", NULL };
    static void (*const emitters[])(const Changes *, GString *) = { emit_changes_text,
                                                                    emit_changes_json };
    g_autofree char *format = NULL;
    const GOptionEntry entries[] = {
        { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("How to print it"), "text|json" },
        FAMILY_OPTION(session),
        { 0 },
    };
    g_auto(GStrv) arguments = NULL;
    int chosen;

    (void)argc;
    if (!session_parse(session, self, entries, argv, &arguments, error) ||
        !session_count(self, arguments, 2, 2, error) ||
        !session_choose("--format", format, formats, &chosen, error))
        return false;

    g_autoptr(Inputs) old = inputs_read(session, arguments[0], NULL, error);
    g_autoptr(Inputs) new = old != NULL ? inputs_read(session, arguments[1], NULL, error) : NULL;
    if (new == NULL)
        return false;

    g_autoptr(Changes) changes = compare_questions(old->questions, new->questions);
    g_autoptr(GString) out = g_string_new(NULL);
    emitters[chosen](changes, out);
    return session_print(out->str, out->len, error);
}
