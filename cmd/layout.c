/* SPDX-License-Identifier: EUPL-1.2 */
#include "layout.h"

#include <glib/gi18n.h>
#include <string.h>

static const size_t TEMPLATE_LIMIT = (size_t)1 << 20;

/* A name is looked up among the shipped templates; anything with a slash or .yaml is a file of the user's. */
static char *
template_path(const Session *session, const char *name)
{
    if (strchr(name, '/') != NULL || g_str_has_suffix(name, ".yaml"))
        return g_strdup(name);

    g_autofree char *file = g_strconcat(name, ".yaml", NULL);
    return session_data(session, "templates", file);
}

static Template *
load_template(Session *session, const char *name, GError **error)
{
    g_autofree char *path = template_path(session, name);
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        failure_set(error, DIAG_USAGE, NULL, 0, 0, _("there is no layout %s"), name);
        return NULL;
    }

    g_autoptr(GBytes) bytes = file_read(path, TEMPLATE_LIMIT, error);
    size_t length;
    char *text = bytes != NULL ? text_decode(path, bytes, &length, error) : NULL;
    if (text == NULL)
        return NULL;

    g_autoptr(Source) source = source_new(path, text, length);
    return read_template(source, session->diags, error);
}

Layout *
layout_compose(Session *session, const Inputs *inputs, const char *name, bool draft, GError **error)
{
    g_autoptr(Layout) layout = g_new0(Layout, 1);
    ComposeOptions options = { .draft = draft };

    layout->template = load_template(session, name, error);
    if (layout->template == NULL)
        return NULL;
    layout->letter = compose_letter(inputs->coverage, layout->template, &options, session->diags);
    return g_steal_pointer(&layout);
}

Layout *
layout_make(Session *session, const Inputs *inputs, const char *name, bool draft, GError **error)
{
    g_autoptr(Layout) layout = layout_compose(session, inputs, name, draft, error);
    if (layout == NULL || (!draft && diags_highest(session->diags) >= DIAG_ERROR))
        return g_steal_pointer(&layout);

    g_autofree char *font_folder = session_data(session, "fonts", NULL);
    g_autofree char *patterns = session_data(session, "templates/hyphenation", "hyph_nl.dic");
    layout->fonts = font_set_new(font_folder, error);
    if (layout->fonts == NULL)
        return NULL;
    layout->pages = typeset_letter(layout->letter, &layout->template->style, layout->fonts,
                                   patterns, session->diags, error);
    return layout->pages != NULL ? g_steal_pointer(&layout) : NULL;
}

void
layout_free(Layout *layout)
{
    if (layout == NULL)
        return;

    g_clear_pointer(&layout->pages, pages_free);
    g_clear_pointer(&layout->letter, letter_free);
    g_clear_pointer(&layout->fonts, font_set_free);
    g_clear_pointer(&layout->template, template_free);
    g_free(layout);
}
