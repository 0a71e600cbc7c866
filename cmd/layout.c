/* SPDX-License-Identifier: EUPL-1.2 */
#include "layout.h"

#include <glib/gi18n.h>
#include <string.h>

static const size_t TEMPLATE_LIMIT = (size_t)1 << 20;

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

GPtrArray *
layout_names(const Session *session)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *folder = session_data(session, "templates", NULL);
    g_autoptr(GDir) directory = g_dir_open(folder, 0, NULL);
    const char *name;

    while (directory != NULL && (name = g_dir_read_name(directory)) != NULL) {
        if (g_str_has_suffix(name, ".yaml"))
            g_ptr_array_add(names, g_strndup(name, strlen(name) - strlen(".yaml")));
    }
    g_ptr_array_sort(names, compare_names);
    return names;
}

/* Says which layouts there are, and which of them was probably meant. */
static void
refuse_name(const Session *session, const char *name, GError **error)
{
    g_autoptr(GPtrArray) names = layout_names(session);
    g_ptr_array_add(names, NULL);
    g_autofree char *list = g_strjoinv(", ", (char **)names->pdata);
    const char *near = nearest_word(name, (const char *const *)names->pdata);

    if (near != NULL)
        failure_set(error, DIAG_USAGE, NULL, 0, 0,
                    _("there is no layout %s; did you mean %s? Known are: %s"), name, near, list);
    else
        failure_set(error, DIAG_USAGE, NULL, 0, 0,
                    _("there is no layout %s; choose from %s, or name a file that ends in .yaml"),
                    name, list);
}

static bool
is_path(const char *name)
{
    return strchr(name, '/') != NULL || g_str_has_suffix(name, ".yaml");
}

/*
 * A name is looked up among the shipped templates, and then beside the one that names it; anything with a slash or
 * .yaml is a file of the user's.
 */
static char *
find_file(const Session *session, const char *name, const char *beside)
{
    g_autofree char *folder = beside != NULL ? g_path_get_dirname(beside) : g_strdup(".");
    g_autofree char *file = is_path(name) ? g_strdup(name) : g_strconcat(name, ".yaml", NULL);
    g_autofree char *neighbour = strcmp(folder, ".") == 0 || g_path_is_absolute(file)
                                     ? g_strdup(file)
                                     : g_build_filename(folder, file, NULL);
    if (is_path(name))
        return g_steal_pointer(&neighbour);

    g_autofree char *shipped = session_data(session, "templates", file);
    bool own = beside != NULL && !g_file_test(shipped, G_FILE_TEST_EXISTS);
    return own ? g_steal_pointer(&neighbour) : g_steal_pointer(&shipped);
}

static Source *
load_source(const Session *session, const char *name, const char *beside, GError **error)
{
    g_autofree char *path = find_file(session, name, beside);
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        refuse_name(session, name, error);
        return NULL;
    }

    g_autoptr(GBytes) bytes = file_read(path, TEMPLATE_LIMIT, error);
    size_t length;
    char *text = bytes != NULL ? text_decode(path, bytes, &length, error) : NULL;
    g_ptr_array_add(session->files, g_strdup(path));
    return text != NULL ? source_new(path, text, length) : NULL;
}

Source *
layout_source(const Session *session, const char *name, GError **error)
{
    return load_source(session, name, NULL, error);
}

typedef struct Loading {
    const Session *session;
    GPtrArray *sources; /* what was read; NULL */
} Loading;

static void
note_source(const Loading *loading, Source *source)
{
    if (loading->sources != NULL && source != NULL)
        g_ptr_array_add(loading->sources, source_ref(source));
}

static Source *
load_base(gpointer data, const char *name, const Source *from, GError **error)
{
    const Loading *loading = data;
    Source *source = load_source(loading->session, name, from->name, error);

    note_source(loading, source);
    return source;
}

Template *
layout_template(Session *session, const char *name, GPtrArray *sources, GError **error)
{
    Loading loading = { session, sources };
    const TemplateLoader loader = { .load = load_base, .data = &loading };
    g_autoptr(Source) source = layout_source(session, name, error);

    note_source(&loading, source);
    return source != NULL ? read_template(source, &loader, session->diags, error) : NULL;
}

const char *
layout_choose(const char *wanted, const Project *project, const Inputs *inputs)
{
    if (wanted != NULL)
        return wanted;
    if (inputs->answers->letter->layout.text != NULL)
        return inputs->answers->letter->layout.text;
    return project->layout != NULL ? project->layout : "letter";
}

Layout *
layout_compose(Session *session, const Inputs *inputs, const char *name,
               const ComposeOptions *options, GError **error)
{
    g_autoptr(Layout) layout = g_new0(Layout, 1);

    layout->sources = g_ptr_array_new_with_free_func((GDestroyNotify)source_unref);
    layout->template = layout_template(session, name, layout->sources, error);
    if (layout->template == NULL)
        return NULL;
    template_choose_language(layout->template, inputs->answers->letter->language.text);
    layout->letter = compose_letter(inputs->coverage, layout->template, options, session->diags);
    return g_steal_pointer(&layout);
}

/* Emphasis that a family can't show is lost, and nobody would be told. Code has none. */
static void
check_faces(Session *session, const char *family, unsigned faces)
{
    static const struct {
        FontFace face;
        const char *name;
    } wanted[] = { { FACE_BOLD, N_("bold") },
                   { FACE_ITALIC, N_("italic") },
                   { FACE_BOLD_ITALIC, N_("bold italic") } };
    g_autoptr(GString) lacking = g_string_new(NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++)
        if (!(faces & wanted[i].face))
            g_string_append_printf(lacking, "%s%s", lacking->len > 0 ? ", " : "",
                                   _(wanted[i].name));
    if (lacking->len > 0)
        diags_add(session->diags, DIAG_LESS_ABLE, (Span){ 0 }, NULL,
                  _("the font %s lacks %s, and another of its faces is set there; put the files in "
                    "the folder that the template names under \"fonts\""),
                  family, lacking->str);
}

/* A family that isn't there would be set in another, and nobody be told. */
static void
check_families(Session *session, const Layout *layout)
{
    const Style *style = &layout->template->style;
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);

    for (int i = 0; i <= STYLE_COUNT; i++) {
        /* Code last: a family that it shares with others needs what they need. */
        int kind = i < STYLE_COUNT ? i : STYLE_CODE;
        char *family = style->text[kind].family;
        if (i == STYLE_CODE || family == NULL || !g_hash_table_add(known, family))
            continue;
        unsigned faces = font_set_faces(layout->fonts, family);
        if (faces != 0) {
            if (kind != STYLE_CODE)
                check_faces(session, family, faces);
            continue;
        }
        diags_add(session->diags, DIAG_BAD_VALUE, (Span){ 0 }, NULL,
                  _("the template asks for the font %s, which isn't there; put its files in the "
                    "folder that the template names under \"fonts\""),
                  family);
    }
}

bool
layout_set(Session *session, Layout *layout, GError **error)
{
    g_autofree char *font_folder = session_data(session, "fonts", NULL);
    g_autofree char *patterns = session_data(session, "templates/hyphenation", "hyph_nl.dic");

    layout->fonts = font_set_new(font_folder, error);
    if (layout->fonts == NULL)
        return false;
    if (layout->template->fonts != NULL &&
        !font_set_add(layout->fonts, layout->template->fonts, error))
        return false;
    check_families(session, layout);
    layout->pages = typeset_letter(layout->letter, &layout->template->style, layout->fonts,
                                   patterns, session->diags, error);
    for (guint i = 0; layout->pages != NULL && i < layout->pages->images->len; i++) {
        const PageImage *image = g_ptr_array_index(layout->pages->images, i);
        g_ptr_array_add(session->files, g_strdup(image->path));
    }
    return layout->pages != NULL;
}

Layout *
layout_make(Session *session, const Inputs *inputs, const char *name, const ComposeOptions *options,
            GError **error)
{
    g_autoptr(Layout) layout = layout_compose(session, inputs, name, options, error);
    if (layout == NULL || (!options->draft && diags_highest(session->diags) >= DIAG_ERROR))
        return g_steal_pointer(&layout);

    return layout_set(session, layout, error) ? g_steal_pointer(&layout) : NULL;
}

static bool
is_ordinary(const Inputs *inputs)
{
    const GPtrArray *sources = inputs->answers->sources;
    bool ordinary =
        text_is_ordinary(inputs->document->source->text, inputs->document->source->length);

    for (guint i = 0; ordinary && i < sources->len; i++) {
        const Source *source = g_ptr_array_index(sources, i);
        ordinary = text_is_ordinary(source->text, source->length);
    }
    return ordinary;
}

void
layout_check_glyphs(Session *session, const Inputs *inputs, const char *name)
{
    if (is_ordinary(inputs))
        return;

    /* Whatever else is wrong with layout, images or tables is for `build` to say. */
    g_autoptr(Diags) unheard = diags_new();
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    Session apart = *session;
    apart.diags = unheard;
    apart.files = files;
    const ComposeOptions options = { 0 };
    g_autoptr(Layout) layout = layout_compose(&apart, inputs, name, &options, NULL);
    if (layout == NULL)
        return;
    layout_set(&apart, layout, NULL);
    diags_keep(unheard, DIAG_MISSING_GLYPH);
    diags_take(session->diags, unheard);
}

/* In lines: a letter's head, which a proof, having none, fills with text; the room of boxes in front of ids. */
enum { EMPTY_HEAD = 10, BOX_ROOM = 4 };

Layout *
layout_proof(Session *session, const Inputs *inputs, const char *title, GError **error)
{
    g_autoptr(Layout) layout = g_new0(Layout, 1);

    layout->template = layout_template(session, "letter", NULL, error);
    if (layout->template == NULL)
        return NULL;
    layout->letter = compose_proof(
        inputs->questions, title,
        _("Bold: a question, with its number in the margin. Italic, with a question mark: to be "
          "decided under \"decisions\". A question mark behind a number: listed, with a doubt."),
        layout->template);
    Style *style = &layout->template->style;
    style->margin_numbers = true;
    style->margin_right += BOX_ROOM * style->grid;
    style->text_first.x += BOX_ROOM * style->grid;
    style->text_next.x = style->text_first.x;
    style->text_next.y -= EMPTY_HEAD * style->grid;
    style->text_next.height += EMPTY_HEAD * style->grid;
    return layout_set(session, layout, error) ? g_steal_pointer(&layout) : NULL;
}

bool
layout_is_refused(Session *session, bool draft)
{
    if (draft || diags_highest(session->diags) < DIAG_ERROR)
        return false;
    session->refusal =
        _("there are errors, so nothing was written; --draft writes what there is so far");
    return true;
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
    g_clear_pointer(&layout->sources, g_ptr_array_unref);
    g_free(layout);
}
