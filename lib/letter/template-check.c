/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n-lib.h>

#include "letter/template-private.h"

/* Measures that are lengths, each for itself, and yet can't be those of a page together. */

/* Type below 3 pt can't be read, above 200 pt it is no letter's. */
static const int least_size = 3 * UNITS_PER_POINT, most_size = 200 * UNITS_PER_POINT;

static Span
place_in(const YamlNode *root, const char *group, const char *key)
{
    const YamlPair *outer = yaml_pair(root, group);
    if (outer == NULL || outer->value == NULL || outer->value->kind != YAML_MAPPING)
        return (Span){ 0 };

    const YamlPair *pair = yaml_pair(outer->value, key);
    return pair != NULL ? yaml_value_span(pair) : outer->key_span;
}

/*
 * Where a value stands: the keys from the top, "frames", "subject". One that the base of a chain gives was right there,
 * so what is amiss about it comes from the last file as a whole: the place is its `extends`.
 */
static Span
place_of(const GPtrArray *files, const char *group, const char *key)
{
    const TemplateFile *last = g_ptr_array_index(files, files->len - 1);
    if (files->len == 1)
        return place_in(last->root, group, key);

    for (guint i = files->len; i > 1; i--) {
        const TemplateFile *file = g_ptr_array_index(files, i - 1);
        const YamlNode *node = yaml_get(file->root, group);
        if (node != NULL && node->kind == YAML_MAPPING && yaml_pair(node, key) != NULL)
            return place_in(file->root, group, key);
    }
    return yaml_value_span(yaml_pair(last->root, "extends"));
}

static bool
check_frame(const Style *style, const TemplateKey *key, const GPtrArray *files, Diags *diags)
{
    const Frame *frame = (const Frame *)((const char *)style + key->offset);
    if (frame->x <= style->page_width - frame->width &&
        frame->y <= style->page_height - frame->height)
        return true;

    diags_add(diags, DIAG_BAD_VALUE, place_of(files, "frames", key->key), NULL,
              _("the frame \"%s\" reaches outside the page; make it smaller or move it"), key->key);
    return false;
}

static bool
check_text_frame(const Style *style, const Frame *frame, const char *key, const GPtrArray *files,
                 Diags *diags)
{
    if (frame->height >= style->grid && frame->width > 2 * style->passage_indent)
        return true;

    diags_add(diags, DIAG_BAD_VALUE, place_of(files, "frames", key), NULL,
              _("the frame \"%s\" leaves no room for text; make it larger"), key);
    return false;
}

/* What a style leaves out is that of `body`. The baseline goes with the leading: one without the other means nothing. */
static void
inherit(TextStyle *style, const TextStyle *body)
{
    if (style->family == NULL)
        style->family = g_strdup(body->family);
    if (style->size == 0)
        style->size = body->size;
    if (style->leading == 0 && style->baseline == 0) {
        style->leading = body->leading;
        style->baseline = body->baseline;
    }
}

static bool
check_style(const TextStyle *style, const char *key, const GPtrArray *files, Diags *diags)
{
    const char *message = NULL;

    if (style->family == NULL)
        message = _("this style has no `family`; name a font");
    else if (style->size < least_size || style->size > most_size)
        message = _("this style has a size that can't be set; give one from 3pt to 200pt");
    else if (style->leading == 0 || style->baseline == 0)
        message = _("this style needs `leading` and `baseline` together; add the other one");
    else if (style->baseline > style->leading)
        message = _("this style has its baseline below its line; make `baseline` smaller than "
                    "`leading`");
    if (message == NULL)
        return true;

    diags_add(diags, DIAG_BAD_VALUE, place_of(files, "styles", key), NULL, "%s", message);
    return false;
}

static const TemplateKey *
group_members(const char *name)
{
    for (const TemplateKey *key = template_keys; key->key != NULL; key++) {
        if (g_str_equal(key->key, name))
            return key->members;
    }
    g_assert_not_reached();
}

static bool
check_contents(const Style *style, const GPtrArray *files, Diags *diags)
{
    int columns = style->contents_number + style->contents_ids + style->contents_pages;
    if (columns < style->text_next.width)
        return true;

    diags_add(diags, DIAG_BAD_VALUE, place_of(files, "contents", "number"), NULL,
              _("the columns of the contents leave no room for its text; make them narrower"));
    return false;
}

/* The frames that this head has: a Kamerstuk places its lines by baselines. */
static bool
is_used(const Style *style, const TemplateKey *frame)
{
    static const char *const kamerstuk[] = { "text_first", "text_next", "draft_mark",
                                             "reference_column", NULL };
    static const char *const overview[] = { "text_first",          "text_next",
                                            "page_number",         "reference_column",
                                            "classification_foot", NULL };
    switch (style->head) {
    case HEAD_LETTER:
        return true;
    case HEAD_KAMERSTUK:
        return g_strv_contains(kamerstuk, frame->key);
    case HEAD_OVERVIEW:
        return g_strv_contains(overview, frame->key);
    }
    g_assert_not_reached();
}

/* Every column holds something, the answers' too. */
static bool
check_overview(const Style *style, const GPtrArray *files, Diags *diags)
{
    const OverviewLook *look = &style->overview;
    const int widths[] = { look->id, look->question, look->owner, look->status, look->due };
    gint64 room = style->text_next.width;
    bool wide = true;

    if (style->head != HEAD_OVERVIEW)
        return true;
    for (size_t i = 0; i < G_N_ELEMENTS(widths); i++) {
        wide = wide && widths[i] > look->gap;
        room -= widths[i];
    }
    if (wide && room > look->gap)
        return true;

    diags_add(diags, DIAG_BAD_VALUE, place_of(files, "overview", "question"), NULL,
              _("the columns of the overview don't fit beside each other; give each a width above "
                "`gap`, and leave room for the answers"));
    return false;
}

static bool
check_kamerstuk(const Style *style, const GPtrArray *files, Diags *diags)
{
    if (style->head != HEAD_KAMERSTUK || style->kamerstuk.dossier_lines > 0)
        return true;

    const TemplateFile *last = g_ptr_array_index(files, files->len - 1);
    diags_add(diags, DIAG_BAD_VALUE, span_new(last->source, 0, 0), NULL,
              _("the head of a Kamerstuk needs its lines; add the group \"kamerstuk\", as "
                "templates/kamerstuk.yaml does"));
    return false;
}

bool
template_check(Template *template, const GPtrArray *files, Diags *diags)
{
    Style *style = &template->style;
    bool fine = true;

    for (const TemplateKey *key = group_members("styles"); key->key != NULL; key++) {
        TextStyle *text = (TextStyle *)((char *)style + key->offset);
        inherit(text, &style->text[STYLE_BODY]);
        fine &= check_style(text, key->key, files, diags);
    }
    for (const TemplateKey *key = group_members("frames"); key->key != NULL; key++)
        fine &= !is_used(style, key) || check_frame(style, key, files, diags);
    fine &= check_kamerstuk(style, files, diags);
    fine &= check_overview(style, files, diags);
    fine &= check_text_frame(style, &style->text_first, "text_first", files, diags);
    fine &= check_text_frame(style, &style->text_next, "text_next", files, diags);
    return check_contents(style, files, diags) && fine;
}
