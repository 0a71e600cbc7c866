/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/fonts.h"

#include <fontconfig/fontconfig.h>
#include <glib/gi18n-lib.h>
#include <hb.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <string.h>

#include "base/failure.h"
#include "typeset/fonts-private.h"

/*
 * In: the path of a folder. Out: a font map that knows the folder's files and nothing else, and another one
 * for the folder `fallback` in it, made when a character is missing from the first: reading six more fonts is a
 * third of the cold start, and most letters need none of them.
 *
 * fontconfig's own rules (aliases, synthetic bold and oblique, hinting per family) live in its system
 * configuration, so a configuration that is built here by hand has none of them, and what is set
 * depends on the files alone. Pango has fontconfig read the system's all the same, in a thread, unless
 * there is a current one (measured: 22 M instructions, a quarter of a short letter): so the one built
 * here is made that first. It is no part of what decides the outcome.
 *
 * Tried and dropped: FcConfigAppFontAddDir(), which follows what else lies in the folder and reads
 * in the directory's order; the files are sorted by name instead. One PangoFontMap for the process:
 * it would be a global.
 */

enum { FILES_MAX = 200 };

/* Fonts that are read together. */
typedef struct Shelf {
    FcConfig *config; /* NULL: not read */
    PangoFontMap *map;
    PangoContext *context;
} Shelf;

struct FontSet {
    char *folder;
    Shelf shelves[SHELF_COUNT];
    bool sought;     /* the fallback shelf was read, or can't be */
    GPtrArray *kept; /* PangoFont, PangoFontset: referenced */
};

static bool
is_font_file(const char *name)
{
    return g_str_has_suffix(name, ".ttf") || g_str_has_suffix(name, ".otf");
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Paths of the folder's font files, sorted. NULL where the folder can't be read. */
static GPtrArray *
list_files(const char *folder)
{
    g_autoptr(GDir) directory = g_dir_open(folder, 0, NULL);
    if (directory == NULL)
        return NULL;

    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    const char *name;
    while (files->len < FILES_MAX && (name = g_dir_read_name(directory)) != NULL)
        if (is_font_file(name))
            g_ptr_array_add(files, g_build_filename(folder, name, NULL));
    g_ptr_array_sort(files, compare_names);
    return files;
}

static bool
add_files(FcConfig *config, const char *folder, GError **error)
{
    g_autoptr(GPtrArray) files = list_files(folder);
    if (files == NULL || files->len == 0) {
        failure_set(error, DIAG_UNREADABLE, folder, 0, 0,
                    _("there are no fonts in this folder; put .ttf or .otf files in it, or install "
                      "repliek again"));
        return false;
    }

    for (guint i = 0; i < files->len; i++) {
        const char *path = g_ptr_array_index(files, i);
        if (FcConfigAppFontAddFile(config, (const FcChar8 *)path))
            continue;
        failure_set(
            error, DIAG_UNREADABLE, path, 0, 0,
            _("this font can't be read; take another copy of it, or install repliek again"));
        return false;
    }
    return true;
}

static FcConfig *
load_files(const char *folder, GError **error)
{
    FcConfig *config = FcConfigCreate();

    if (add_files(config, folder, error))
        return config;
    FcConfigDestroy(config);
    return NULL;
}

/* Outlines as drawn and advances as designed: the same at every resolution, on screen and in print. */
static PangoContext *
make_context(PangoFontMap *map)
{
    PangoContext *context = pango_font_map_create_context(map);
    cairo_font_options_t *options = cairo_font_options_create();

    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_cairo_context_set_resolution(context, 72);
    pango_context_set_round_glyph_positions(context, FALSE);
    return context;
}

static bool
shelf_load(Shelf *shelf, const char *folder, GError **error)
{
    FcConfig *config = load_files(folder, error);
    if (config == NULL)
        return false;

    shelf->config = config;
    FcConfigSetCurrent(config);
    shelf->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(shelf->map), config);
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(shelf->map), 72);
    shelf->context = make_context(shelf->map);
    return true;
}

static void
shelf_clear(Shelf *shelf)
{
    if (shelf->config == NULL)
        return;
    g_object_unref(shelf->context);
    /* The map keeps a reference that its end does not give back. */
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(shelf->map), NULL);
    g_object_unref(shelf->map);
    FcConfigDestroy(shelf->config);
}

FontSet *
font_set_new(const char *folder, GError **error)
{
    g_autoptr(FontSet) fonts = g_new0(FontSet, 1);

    fonts->folder = g_strdup(folder);
    fonts->kept = g_ptr_array_new_with_free_func(g_object_unref);
    if (!shelf_load(&fonts->shelves[SHELF_TEXT], folder, error))
        return NULL;
    return g_steal_pointer(&fonts);
}

bool
font_set_add(FontSet *fonts, const char *folder, GError **error)
{
    const Shelf *shelf = &fonts->shelves[SHELF_TEXT];

    if (!add_files(shelf->config, folder, error))
        return false;
    pango_fc_font_map_config_changed(PANGO_FC_FONT_MAP(shelf->map));
    return true;
}

/* A variable font has every weight: its own is no number but a range. */
static unsigned
pattern_faces(FcPattern *pattern)
{
    int slant = FC_SLANT_ROMAN, weight = FC_WEIGHT_REGULAR;

    FcPatternGetInteger(pattern, FC_SLANT, 0, &slant);
    bool any = FcPatternGetInteger(pattern, FC_WEIGHT, 0, &weight) == FcResultTypeMismatch;
    bool bold = any || weight >= FC_WEIGHT_DEMIBOLD, plain = any || !bold;
    if (slant != FC_SLANT_ROMAN)
        return (bold ? FACE_BOLD_ITALIC : 0) | (plain ? FACE_ITALIC : 0);
    return (bold ? FACE_BOLD : 0) | (plain ? FACE_REGULAR : 0);
}

unsigned
font_set_faces(const FontSet *fonts, const char *family)
{
    FcPattern *pattern = FcPatternCreate();
    FcObjectSet *objects = FcObjectSetBuild(FC_FAMILY, FC_SLANT, FC_WEIGHT, NULL);
    unsigned faces = 0;

    FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)family);
    FcFontSet *found = FcFontList(fonts->shelves[SHELF_TEXT].config, pattern, objects);
    for (int i = 0; found != NULL && i < found->nfont; i++)
        faces |= pattern_faces(found->fonts[i]);
    if (found != NULL)
        FcFontSetDestroy(found);
    FcObjectSetDestroy(objects);
    FcPatternDestroy(pattern);
    return faces;
}

void
font_set_free(FontSet *fonts)
{
    if (fonts == NULL)
        return;
    g_ptr_array_unref(fonts->kept);
    for (int i = 0; i < SHELF_COUNT; i++)
        shelf_clear(&fonts->shelves[i]);
    g_free(fonts->folder);
    g_free(fonts);
}

PangoContext *
font_set_context(const FontSet *fonts)
{
    return fonts->shelves[SHELF_TEXT].context;
}

/* A missing fallback folder is no failure: the character is a finding then. */
static void
seek_fallback(FontSet *fonts)
{
    g_autofree char *folder = g_build_filename(fonts->folder, "fallback", NULL);

    if (!fonts->sought)
        shelf_load(&fonts->shelves[SHELF_FALLBACK], folder, NULL);
    fonts->sought = true;
}

PangoFontset *
font_set_find(FontSet *fonts, FontShelf shelf, const PangoFontDescription *description,
              const char *language)
{
    if (shelf == SHELF_FALLBACK)
        seek_fallback(fonts);

    const Shelf *from = &fonts->shelves[shelf];
    if (from->config == NULL)
        return NULL;
    PangoFontset *found = pango_font_map_load_fontset(from->map, from->context, description,
                                                      pango_language_from_string(language));
    g_ptr_array_add(fonts->kept, found);
    return found;
}

PangoFont *
font_set_keep(FontSet *fonts, PangoFont *font)
{
    for (guint i = 0; i < fonts->kept->len; i++)
        if (g_ptr_array_index(fonts->kept, i) == (gpointer)font)
            return font;
    g_ptr_array_add(fonts->kept, g_object_ref(font));
    return font;
}

FontLibraries
font_libraries(void)
{
    return (FontLibraries){ .pango = pango_version_string(),
                            .cairo = cairo_version_string(),
                            .harfbuzz = hb_version_string() };
}
