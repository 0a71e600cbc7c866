/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n.h>
#include <string.h>

#include "layout.h"

/* One line a layout: its name and what it says of itself. */
static bool
list_templates(Session *session, GError **error)
{
    g_autoptr(GPtrArray) names = layout_names(session);
    g_autoptr(GString) out = g_string_new(NULL);

    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_autoptr(Template) template = layout_template(session, name, NULL, error);
        if (template == NULL)
            return false;
        const char *summary = template->summary != NULL ? template->summary : "";
        g_string_append_printf(out, "%-12s %s\n", name, summary);
    }
    return session_print(out->str, out->len, error);
}

static bool
show_template(const Session *session, const char *name, GError **error)
{
    g_autoptr(Source) source = layout_source(session, name, error);

    return source != NULL && session_print(source->text, source->length, error);
}

static bool
copy_template(const Session *session, char **arguments, bool force, GError **error)
{
    g_autoptr(Source) source = layout_source(session, arguments[1], error);
    if (source == NULL)
        return false;

    g_autoptr(GBytes) bytes = g_bytes_new(source->text, source->length);
    return session_write_new(
        arguments[2], bytes, force,
        _("the file exists already; --force overwrites it, and what is in it is gone then"), error);
}

bool
run_templates(Session *session, const Command *self, int argc, char **argv, GError **error)
{
    static const char *const actions[] = { "list", "show", "copy", NULL };
    gboolean force = FALSE;
    const GOptionEntry entries[] = {
        { "force", 0, 0, G_OPTION_ARG_NONE, &force, N_("Overwrite an existing file"), NULL },
        { 0 },
    };
    g_auto(GStrv) arguments = NULL;
    int action;

    (void)argc;
    if (!session_parse(session, self, entries, argv, &arguments, error) ||
        !session_choose("templates", arguments[0], actions, &action, error))
        return false;
    int count = arguments[0] != NULL ? action + 1 : 0;
    if (!session_count(self, arguments, count, count, error))
        return false;

    if (action == 1)
        return show_template(session, arguments[1], error);
    if (action == 2)
        return copy_template(session, arguments, force, error);
    return list_templates(session, error);
}
