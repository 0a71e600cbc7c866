/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "inspect/font-text-private.h"
#include "inspect/survey-private.h"

/* Pages: boxes (ISO 32000-1, 14.11.2), labels (12.4.2), fonts (9.5 ff.), pictures; and what is painted on them. */

/* What a page may have from those above it in the tree of pages (7.7.3.4). */
static Object
inherited(const Object *page, const char *key)
{
    enum { DEPTH_MAX = 64 };
    Object node = object_copy(page);
    for (int depth = 0; depth < DEPTH_MAX; depth++) {
        Object value = object_get(&node, key);
        if (object_is_there(&value)) {
            object_clear(&node);
            return value;
        }
        object_clear(&value);
        Object parent = object_get(&node, "/Parent");
        object_clear(&node);
        node = parent;
    }
    object_clear(&node);
    return (Object){ 0 };
}

static void
set_box(json_t *boxes, const char *name, const Object *page, const char *key)
{
    g_auto(Object) box = inherited(page, key);
    json_t *numbers = json_array();
    for (int i = 0; i < 4 && object_count(&box) == 4; i++) {
        g_auto(Object) value = object_at(&box, i);
        json_array_append_new(numbers, json_real(object_value(&value, 0)));
    }
    if (json_array_size(numbers) == 4)
        json_object_set(boxes, name, numbers);
    json_decref(numbers);
}

static json_t *
page_boxes(const Object *page)
{
    json_t *boxes = json_object();
    set_box(boxes, "media", page, "/MediaBox");
    set_box(boxes, "crop", page, "/CropBox");
    set_box(boxes, "bleed", page, "/BleedBox");
    set_box(boxes, "trim", page, "/TrimBox");
    set_box(boxes, "art", page, "/ArtBox");
    return boxes;
}

/* Labels: the ranges as they come, worked out page by page. */

typedef struct LabelRange {
    int from;
    char *prefix, *style;
    gint64 start;
} LabelRange;

static void
label_range_clear(gpointer data)
{
    LabelRange *range = data;
    g_free(range->prefix);
    g_free(range->style);
}

static bool
add_range(const Object *key, const Object *value, gpointer data)
{
    LabelRange range = { .from = (int)object_value(key, 0),
                         .prefix = object_get_text(value, "/P"),
                         .style = object_get_name(value, "/S"),
                         .start = object_get_integer(value, "/St", 1) };
    g_array_append_val((GArray *)data, range);
    return ((GArray *)data)->len < 10000;
}

static void
append_roman(GString *out, gint64 number, bool upper)
{
    static const struct {
        int value;
        const char *digits;
    } numerals[] = { { 1000, "m" }, { 900, "cm" }, { 500, "d" }, { 400, "cd" }, { 100, "c" },
                     { 90, "xc" },  { 50, "l" },   { 40, "xl" }, { 10, "x" },   { 9, "ix" },
                     { 5, "v" },    { 4, "iv" },   { 1, "i" } };
    gsize start = out->len;
    for (gsize i = 0; i < G_N_ELEMENTS(numerals); i++)
        for (; number >= numerals[i].value && out->len < start + 64; number -= numerals[i].value)
            g_string_append(out, numerals[i].digits);
    for (gsize i = start; upper && i < out->len; i++)
        out->str[i] = g_ascii_toupper(out->str[i]);
}

static char *
page_label(const GArray *ranges, int index)
{
    const LabelRange *range = NULL;
    GString *label = g_string_new(NULL);
    for (guint i = 0; i < ranges->len; i++) {
        const LabelRange *candidate = &g_array_index(ranges, LabelRange, i);
        if (candidate->from <= index && (range == NULL || candidate->from >= range->from))
            range = candidate;
    }
    if (range == NULL)
        return g_string_free(label, FALSE);

    gint64 number = range->start + index - range->from;
    const char *style = range->style != NULL ? range->style : "";
    g_string_append(label, range->prefix != NULL ? range->prefix : "");
    if (strcmp(style, "D") == 0)
        g_string_append_printf(label, "%" G_GINT64_FORMAT, number);
    else if (g_ascii_strcasecmp(style, "R") == 0)
        append_roman(label, number, *style == 'R');
    else if (g_ascii_strcasecmp(style, "A") == 0 && number > 0)
        g_string_append_c(label, (char)(*style + (number - 1) % 26));
    return g_string_free(label, FALSE);
}

/* Fonts. */

typedef struct FontList {
    Survey *survey;
    GHashTable *seen; /* object numbers */
    json_t *fonts;
} FontList;

/* The dictionary that says what the glyphs are: the font's own, or of its descendant. */
static Object
glyph_font(const Object *font)
{
    g_auto(Object) descendants = object_get(font, "/DescendantFonts");
    return object_is_array(&descendants) ? object_at(&descendants, 0) : object_copy(font);
}

static bool
is_embedded(const Object *glyphs)
{
    static const char *const files[] = { "/FontFile", "/FontFile2", "/FontFile3" };
    g_auto(Object) descriptor = object_get(glyphs, "/FontDescriptor");
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
        g_auto(Object) file = object_get(&descriptor, files[i]);
        if (object_is_stream(&file))
            return true;
    }
    return object_has_name(glyphs, "/Subtype", "Type3");
}

/* "ABCDEF+Name" (9.6.4). */
static bool
is_subset(const char *name)
{
    return name != NULL && strlen(name) > 7 && name[6] == '+' &&
           strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 6;
}

static void
add_font(FontList *list, const Object *font, int page)
{
    int number = object_number(font);
    if (!object_is_dictionary(font) || json_array_size(list->fonts) > 10000 ||
        (number != 0 && !g_hash_table_add(list->seen, GINT_TO_POINTER(number))))
        return;

    g_auto(Object) glyphs = glyph_font(font);
    g_autofree char *name = object_get_name(font, "/BaseFont");
    json_t *object = json_object();
    const struct FontText *text = contents_font(list->survey->contents, font);
    json_object_set_new(object, "subset", json_boolean(is_subset(name)));
    set_text(object, "name", g_strdup(is_subset(name) ? name + 7 : name));
    set_text(object, "type", object_get_name(&glyphs, "/Subtype"));
    json_object_set_new(object, "embedded", json_boolean(is_embedded(&glyphs)));
    json_object_set_new(object, "unicode", json_boolean(text != NULL && font_text_is_known(text)));
    json_object_set_new(object, "page", json_integer(page));
    json_array_append_new(list->fonts, object);
}

static void add_resources(FontList *list, const Object *resources, int page, int depth);

/* Forms have fonts of their own. The recursion is bounded. */
static void
add_forms(FontList *list, const Object *resources, int page, int depth)
{
    g_auto(Object) objects = object_get(resources, "/XObject");
    g_autoptr(GPtrArray) keys = object_keys(&objects);
    for (guint i = 0; i < keys->len && depth < 8; i++) {
        g_auto(Object) object = object_get(&objects, g_ptr_array_index(keys, i));
        int number = object_number(&object);
        if (!object_has_name(&object, "/Subtype", "Form") || number == 0 ||
            !g_hash_table_add(list->seen, GINT_TO_POINTER(number)))
            continue;
        g_auto(Object) own = object_get(&object, "/Resources");
        add_resources(list, &own, page, depth + 1);
    }
}

static void
add_resources(FontList *list, const Object *resources, int page, int depth)
{
    g_auto(Object) fonts = object_get(resources, "/Font");
    int number = object_number(resources);
    if (number != 0 && !g_hash_table_add(list->seen, GINT_TO_POINTER(number)))
        return;

    g_autoptr(GPtrArray) keys = object_keys(&fonts);
    for (guint i = 0; i < keys->len; i++) {
        g_auto(Object) font = object_get(&fonts, g_ptr_array_index(keys, i));
        add_font(list, &font, page);
    }
    add_forms(list, resources, page, depth);
}

static json_t *
page_json(Survey *survey, FontList *fonts, const GArray *labels, int index)
{
    g_auto(Object) page = pdf_page(survey->pdf, index);
    g_auto(Object) resources = inherited(&page, "/Resources");
    g_auto(Object) rotate = inherited(&page, "/Rotate");
    json_t *object = json_object();

    contents_read_page(survey->contents, &page, &resources);
    add_resources(fonts, &resources, index + 1, 0);
    set_text(object, "label", page_label(labels, index));
    set_count(object, "rotate", (gint64)object_value(&rotate, 0));
    json_object_set_new(object, "boxes", page_boxes(&page));
    set_count(object, "unmarked", g_array_index(survey->contents->unmarked, guint, index));
    return object;
}

static json_t *
pictures_json(const Contents *contents)
{
    json_t *list = json_array();
    for (guint i = 0; i < contents->pictures->len; i++) {
        const Picture *picture = &g_array_index(contents->pictures, Picture, i);
        json_array_append_new(list,
                              json_pack("{s:i, s:i, s:i, s:i}", "page", picture->page + 1, "width",
                                        picture->width, "height", picture->height, "resolution",
                                        (int)CLAMP(picture->resolution, 0, 1e6)));
    }
    return list;
}

void
survey_pages(Survey *survey)
{
    g_auto(Object) root = pdf_root(survey->pdf);
    g_auto(Object) tree = object_get(&root, "/PageLabels");
    g_autoptr(GArray) labels = g_array_new(FALSE, FALSE, sizeof(LabelRange));
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    FontList fonts = { survey, seen, json_array() };
    json_t *pages = json_array();

    g_array_set_clear_func(labels, label_range_clear);
    tree_visit(&tree, "/Nums", add_range, labels);
    for (int i = 0; i < survey->page_count; i++)
        json_array_append_new(pages, page_json(survey, &fonts, labels, i));
    json_object_set_new(survey->report, "pages", pages);
    json_object_set_new(survey->report, "fonts", fonts.fonts);
    json_object_set_new(survey->report, "pictures", pictures_json(survey->contents));
}
