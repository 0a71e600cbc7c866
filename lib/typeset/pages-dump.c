/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/pages.h"

/* Pages as text: what tests compare. Places in points, to a tenth, written the same in every locale. */

static const char *const artifact_slugs[] = {
    [ARTIFACT_NONE] = "",
    [ARTIFACT_HEADER] = "header",
    [ARTIFACT_FOOTER] = "footer",
    [ARTIFACT_LAYOUT] = "layout",
    [ARTIFACT_BACKGROUND] = "background",
};

static const char *const paint_slugs[] = {
    [PAINT_GLYPHS] = "text", [PAINT_RULE] = "rule",   [PAINT_BOX] = "box",
    [PAINT_DOTS] = "dots",   [PAINT_IMAGE] = "image", [PAINT_POLYGON] = "mark",
};

static void
append_points(GString *out, int units)
{
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    double points = units / (double)PANGO_SCALE;
    g_ascii_formatd(number, sizeof number, "%.1f", points > -0.05 && points < 0.05 ? 0.0 : points);
    g_string_append(out, number);
}

static void
append_place(GString *out, int x, int y)
{
    append_points(out, x);
    g_string_append_c(out, ' ');
    append_points(out, y);
}

/* What a glyph run says; a hyphen that the breaker put in says so. */
static void
append_run(GString *out, const Paint *paint)
{
    const GlyphRun *run = &g_array_index(paint->lines->runs, GlyphRun, paint->run);
    if (run->hyphen) {
        g_string_append(out, "-");
        return;
    }
    for (size_t i = 0; i < run->text_length; i++) {
        char c = paint->lines->text->str[run->text_start + i];
        g_string_append_c(out, c == '\n' ? ' ' : c);
    }
}

static void
dump_paint(const Paint *paint, GString *out)
{
    append_place(out, paint->x, paint->y);
    g_string_append_printf(out, " %s", paint_slugs[paint->kind]);
    if (paint->element != NULL)
        g_string_append_printf(out, " %s:%u", structure_kind_slug(paint->element->kind),
                               paint->element->id);
    else
        g_string_append_printf(out, " %s", artifact_slugs[paint->artifact]);
    if (paint->kind == PAINT_GLYPHS) {
        g_string_append(out, " \"");
        append_run(out, paint);
        g_string_append_c(out, '"');
    } else {
        g_string_append_c(out, ' ');
        append_place(out, paint->width, paint->height);
    }
    g_string_append_c(out, '\n');
}

static void
dump_link(const PageLink *link, GString *out)
{
    append_place(out, link->area.x, link->area.y);
    g_string_append_printf(out, " link %s%s \"%s\"\n", link->target != NULL ? "#" : "",
                           link->target != NULL ? link->target : link->address, link->contents);
}

/* Text of each element by id: its own paints, in order. */
static GPtrArray *
gather_text(const Pages *pages)
{
    GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) strings = g_ptr_array_new();
    for (guint i = 0; i < pages->elements->len; i++)
        g_ptr_array_add(strings, g_string_new(NULL));

    for (guint p = 0; p < pages->pages->len; p++) {
        const Page *page = g_ptr_array_index(pages->pages, p);
        for (guint i = 0; i < page->paints->len; i++) {
            const Paint *paint = g_ptr_array_index(page->paints, i);
            if (paint->kind != PAINT_GLYPHS || paint->element == NULL)
                continue;
            const GlyphRun *run = &g_array_index(paint->lines->runs, GlyphRun, paint->run);
            if (!run->hyphen)
                append_run(g_ptr_array_index(strings, paint->element->id), paint);
        }
    }
    for (guint i = 0; i < strings->len; i++)
        g_ptr_array_add(texts, g_string_free(g_ptr_array_index(strings, i), FALSE));
    return texts;
}

/* The tree is as deep as the layout lets blocks nest. */
static void
dump_element(const StructureElement *element, int depth, const GPtrArray *texts, GString *out)
{
    const char *text = g_ptr_array_index(texts, element->id);

    g_string_append_printf(out, "%*s%s:%u", 2 * depth, "", structure_kind_slug(element->kind),
                           element->id);
    if (element->anchor != NULL)
        g_string_append_printf(out, " #%s", element->anchor);
    if (element->scope != SCOPE_NONE)
        g_string_append(out, element->scope == SCOPE_ROW ? " (row)" : " (column)");
    if (element->column_span > 1)
        g_string_append_printf(out, " (%u columns)", element->column_span);
    if (element->alternative != NULL)
        g_string_append_printf(out, " {%s}", element->alternative);
    if (element->actual != NULL)
        g_string_append_printf(out, " (%s)", element->actual);
    if (element->expansion != NULL)
        g_string_append_printf(out, " read as \"%s\"", element->expansion);
    if (element->language != NULL)
        g_string_append_printf(out, " [%s]", element->language);
    if (text[0] != '\0')
        g_string_append_printf(out, " \"%s\"", text);
    g_string_append_c(out, '\n');
    for (guint i = 0; i < element->children->len; i++)
        dump_element(g_ptr_array_index(element->children, i), depth + 1, texts, out);
}

void
pages_dump(const Pages *pages, GString *out)
{
    for (guint p = 0; p < pages->pages->len; p++) {
        const Page *page = g_ptr_array_index(pages->pages, p);
        g_string_append_printf(out, "page %s\n", page->label);
        for (guint i = 0; i < page->paints->len; i++)
            dump_paint(g_ptr_array_index(page->paints, i), out);
        for (guint i = 0; i < page->links->len; i++)
            dump_link(g_ptr_array_index(page->links, i), out);
    }
    g_autoptr(GPtrArray) texts = gather_text(pages);
    g_string_append(out, "structure\n");
    dump_element(pages->root, 0, texts, out);
}
