/* SPDX-License-Identifier: EUPL-1.2 */
#include "emit/pdf.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <hb.h>
#include <math.h>
#include <pango/pangocairo.h>

#include "base/failure.h"

/*
 * Pages to PDF, through cairo.
 *
 * Geometry is final when it comes in: each paint is put where it says. Glyph runs that follow each other in one font
 * and one structure element go out in one call of cairo_show_text_glyphs(), with the text that they stand for, so that
 * it can be taken out of the file again; an element's call never holds another's glyphs, so that marks can be put
 * around it. A space at a line's end has its glyph, because a cluster without glyphs would be written as an empty
 * ActualText, which readers of structure stumble over. The breaker's hyphen is painted as a hyphen: readers that join
 * lines take it for one.
 *
 * cairo writes widths cut off to thousandths of an em (typesetting.md 6); the shipped fonts have 1000 units to the
 * em, so nothing is lost. Link areas are written in whole points, because cairo reads them by the locale's number
 * format, and addresses are escaped, because it writes them as they are. The only date is the letter's.
 */

/*
 * cairo 1.16 forgets the structure elements of links at the top of its tree and refers to them all the same, so they are
 * put in an element that means nothing.
 */
#define LINKS_PARENT "NonStruct"
#define POINTS(units) ((units) / (double)PANGO_SCALE)

/* Glyphs of one font and element on their way out; the arrays are used again. */
typedef struct Batch {
    cairo_t *cairo;
    GArray *glyphs;   /* cairo_glyph_t */
    GArray *clusters; /* cairo_text_cluster_t */
    GString *text;
    PangoFont *font;
    const StructureElement *element;
    ArtifactKind artifact;
} Batch;

static void
flush_batch(Batch *batch)
{
    if (batch->glyphs->len > 0) {
        cairo_set_scaled_font(batch->cairo,
                              pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(batch->font)));
        cairo_show_text_glyphs(batch->cairo, batch->text->str, (int)batch->text->len,
                               (const cairo_glyph_t *)(const void *)batch->glyphs->data,
                               (int)batch->glyphs->len,
                               (const cairo_text_cluster_t *)(const void *)batch->clusters->data,
                               (int)batch->clusters->len, 0);
    }
    g_array_set_size(batch->glyphs, 0);
    g_array_set_size(batch->clusters, 0);
    g_string_truncate(batch->text, 0);
}

/* Goes on with the batch where font and element are the same, else begins another. */
static void
begin_batch(Batch *batch, const Paint *paint, const GlyphRun *run)
{
    if (run->font == batch->font && paint->element == batch->element &&
        paint->artifact == batch->artifact)
        return;
    flush_batch(batch);
    batch->font = run->font;
    batch->element = paint->element;
    batch->artifact = paint->artifact;
}

static const Glyph *
run_glyph(const Paint *paint, const GlyphRun *run, guint index)
{
    return &g_array_index(paint->lines->glyphs, Glyph, run->glyph_start + index);
}

static void
add_cluster(Batch *batch, const char *text, size_t length, guint glyphs)
{
    cairo_text_cluster_t cluster = { (int)length, (int)glyphs };
    g_array_append_val(batch->clusters, cluster);
    g_string_append_len(batch->text, text, (gssize)length);
}

/* A run whose clusters go backwards, right to left, is one cluster: its text stays in reading order. */
static bool
clusters_ascend(const Paint *paint, const GlyphRun *run)
{
    for (guint i = 1; i < run->glyph_count; i++)
        if (run_glyph(paint, run, i)->cluster < run_glyph(paint, run, i - 1)->cluster)
            return false;
    return true;
}

static bool
is_white(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

/* A space behind the run that has no glyph of its own: at a forced line end, before the next cell. */
static void
add_space(Batch *batch, const Paint *paint, const GlyphRun *run)
{
    hb_codepoint_t space;
    if (!hb_font_get_nominal_glyph(pango_font_get_hb_font(run->font), ' ', &space))
        return;
    cairo_glyph_t glyph = { space, POINTS(paint->x + run->width), POINTS(paint->y) };
    g_array_append_val(batch->glyphs, glyph);
    add_cluster(batch, " ", 1, 1);
}

static void
add_clusters(Batch *batch, const Paint *paint, const GlyphRun *run)
{
    const char *text = paint->lines->text->str;
    size_t start = run->text_start, end = run->text_start + run->text_length;

    if (!clusters_ascend(paint, run)) {
        add_cluster(batch, text + start, end - start, run->glyph_count);
        return;
    }
    for (guint i = 0, next; i < run->glyph_count; i = next) {
        guint32 cluster = run_glyph(paint, run, i)->cluster;
        next = i + 1;
        while (next < run->glyph_count && run_glyph(paint, run, next)->cluster == cluster)
            next++;
        size_t stop = next < run->glyph_count ? run_glyph(paint, run, next)->cluster : end;
        if (next == run->glyph_count && stop - start > 1 && is_white(text[stop - 1])) {
            add_cluster(batch, text + start, stop - start - 1, next - i);
            add_space(batch, paint, run);
            return;
        }
        add_cluster(batch, text + start, stop - start, next - i);
        start = stop;
    }
}

static void
paint_glyphs(Batch *batch, const Paint *paint)
{
    const GlyphRun *run = &g_array_index(paint->lines->runs, GlyphRun, paint->run);
    if (run->glyph_count == 0)
        return;
    begin_batch(batch, paint, run);
    for (guint i = 0; i < run->glyph_count; i++) {
        const Glyph *glyph = run_glyph(paint, run, i);
        cairo_glyph_t out = { glyph->id, POINTS(paint->x + glyph->x), POINTS(paint->y + glyph->y) };
        g_array_append_val(batch->glyphs, out);
    }
    if (run->hyphen)
        add_cluster(batch, "-", 1, run->glyph_count);
    else
        add_clusters(batch, paint, run);
}

static void
set_grey(cairo_t *cairo, int grey)
{
    cairo_set_source_rgb(cairo, grey / 1000.0, grey / 1000.0, grey / 1000.0);
}

static void
paint_area(cairo_t *cairo, const Paint *paint)
{
    double half = POINTS(paint->thickness) / 2;

    set_grey(cairo, paint->grey);
    cairo_rectangle(cairo, POINTS(paint->x) + half, POINTS(paint->y) + half,
                    POINTS(paint->width) - 2 * half, POINTS(paint->height) - 2 * half);
    if (paint->thickness > 0) {
        cairo_set_line_width(cairo, POINTS(paint->thickness));
        cairo_stroke(cairo);
    } else {
        cairo_fill(cairo);
    }
    set_grey(cairo, 0);
}

/* A rule is a stroke, which viewers keep thin at every size; a filled area they'd thicken. */
static void
paint_rule(cairo_t *cairo, const Paint *paint)
{
    double x = POINTS(paint->x), y = POINTS(paint->y);
    double width = POINTS(paint->width), height = POINTS(paint->height);

    set_grey(cairo, paint->grey);
    cairo_set_line_width(cairo, MIN(width, height));
    if (width >= height) {
        cairo_move_to(cairo, x, y + height / 2);
        cairo_rel_line_to(cairo, width, 0);
    } else {
        cairo_move_to(cairo, x + width / 2, y);
        cairo_rel_line_to(cairo, 0, height);
    }
    cairo_stroke(cairo);
    set_grey(cairo, 0);
}

/* Square dots at a fifth of their distance, counted from the right, so that those of all rows stand below each other. */
static void
paint_dots(cairo_t *cairo, const Paint *paint)
{
    double dot = POINTS(paint->thickness), y = POINTS(paint->y) - dot / 2;
    double dashes[] = { dot, 4 * dot };

    cairo_set_line_width(cairo, dot);
    cairo_set_dash(cairo, dashes, G_N_ELEMENTS(dashes), 0);
    cairo_move_to(cairo, POINTS(paint->x + paint->width), y);
    cairo_line_to(cairo, POINTS(paint->x), y);
    cairo_stroke(cairo);
    cairo_set_dash(cairo, NULL, 0, 0);
}

/* A circle; the part of it that lies `from` one angle to another is filled. */
static void
paint_circle(cairo_t *cairo, const Paint *paint, double from, double to)
{
    double radius = POINTS(paint->width) / 2, line = radius / 4;
    double x = POINTS(paint->x) + radius, y = POINTS(paint->y) + radius;

    cairo_set_line_width(cairo, line);
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, x, y, radius - line / 2, 0, 2 * G_PI);
    cairo_stroke(cairo);
    cairo_arc(cairo, x, y, radius - line / 2, from, to);
    cairo_fill(cairo);
}

static void
paint_triangle(cairo_t *cairo, const Paint *paint, bool filled)
{
    double x = POINTS(paint->x), y = POINTS(paint->y), side = POINTS(paint->width);

    cairo_set_line_width(cairo, side / 8);
    cairo_move_to(cairo, x + side / 2, y);
    cairo_line_to(cairo, x + side, y + side);
    cairo_line_to(cairo, x, y + side);
    cairo_close_path(cairo);
    if (filled)
        cairo_fill(cairo);
    else
        cairo_stroke(cairo);
}

/* Shapes that differ without colour: ● approved, ◐ in review, ○ draft, ■ missing, ▲ error, △ doubt. */
static void
paint_mark(cairo_t *cairo, const Paint *paint)
{
    switch (paint->mark) {
    case MARK_APPROVED:
        paint_circle(cairo, paint, 0, 2 * G_PI);
        break;
    case MARK_REVIEW:
        paint_circle(cairo, paint, G_PI / 2, 3 * G_PI / 2);
        break;
    case MARK_DRAFT:
        paint_circle(cairo, paint, 0, 0);
        break;
    case MARK_MISSING:
        cairo_rectangle(cairo, POINTS(paint->x), POINTS(paint->y), POINTS(paint->width),
                        POINTS(paint->width));
        cairo_fill(cairo);
        break;
    case MARK_ERROR:
        paint_triangle(cairo, paint, true);
        break;
    case MARK_DOUBT:
        paint_triangle(cairo, paint, false);
        break;
    }
}

static void
paint_one(Batch *batch, const Paint *paint)
{
    g_assert((paint->element == NULL) == (paint->artifact != ARTIFACT_NONE));
    if (paint->kind != PAINT_GLYPHS)
        flush_batch(batch);
    switch (paint->kind) {
    case PAINT_GLYPHS:
        paint_glyphs(batch, paint);
        break;
    case PAINT_RULE:
        paint_rule(batch->cairo, paint);
        break;
    case PAINT_BOX:
        paint_area(batch->cairo, paint);
        break;
    case PAINT_DOTS:
        paint_dots(batch->cairo, paint);
        break;
    case PAINT_POLYGON:
        paint_mark(batch->cairo, paint);
        break;
    case PAINT_IMAGE:
        break;
    }
}

/* The attribute string of a link; NULL where its target isn't in the letter. */
static char *
link_attributes(const Pages *pages, const PageLink *link)
{
    int x = (int)floor(POINTS(link->area.x)), y = (int)floor(POINTS(link->area.y));
    int width = (int)ceil(POINTS(link->area.width)), height = (int)ceil(POINTS(link->area.height));

    if (link->address != NULL) {
        g_autofree char *address =
            g_uri_escape_string(link->address, ":/?#[]@!$&*+,;=%~-._", FALSE);
        return g_strdup_printf("rect=[%d %d %d %d] uri='%s'", x, y, width, height, address);
    }
    const Destination *to = g_hash_table_lookup(pages->destinations, link->target);
    if (to == NULL)
        return NULL;
    return g_strdup_printf("rect=[%d %d %d %d] page=%u pos=[%d %d]", x, y, width, height,
                           to->page + 1, (int)floor(POINTS(to->x)), (int)floor(POINTS(to->y)));
}

static void
add_links(cairo_t *cairo, const Pages *pages, const Page *page)
{
    for (guint i = 0; i < page->links->len; i++) {
        g_autofree char *attributes = link_attributes(pages, g_ptr_array_index(page->links, i));
        if (attributes == NULL)
            continue;
        cairo_tag_begin(cairo, CAIRO_TAG_LINK, attributes);
        cairo_tag_end(cairo, CAIRO_TAG_LINK);
    }
}

static void
paint_pages(cairo_t *cairo, const Pages *pages)
{
    g_autoptr(GArray) glyphs = g_array_new(FALSE, FALSE, sizeof(cairo_glyph_t));
    g_autoptr(GArray) clusters = g_array_new(FALSE, FALSE, sizeof(cairo_text_cluster_t));
    g_autoptr(GString) text = g_string_new(NULL);
    Batch batch = { .cairo = cairo, .glyphs = glyphs, .clusters = clusters, .text = text };

    cairo_tag_begin(cairo, LINKS_PARENT, NULL);
    for (guint p = 0; p < pages->pages->len; p++) {
        const Page *page = g_ptr_array_index(pages->pages, p);
        set_grey(cairo, 0);
        for (guint i = 0; i < page->paints->len; i++)
            paint_one(&batch, g_ptr_array_index(page->paints, i));
        flush_batch(&batch);
        batch.font = NULL;
        add_links(cairo, pages, page);
        if (p + 1 == pages->pages->len)
            cairo_tag_end(cairo, LINKS_PARENT);
        cairo_show_page(cairo);
    }
}

/* Where the element's first words stand. */
static const Destination *
element_place(const Pages *pages, GHashTable *places, const StructureElement *element)
{
    const Destination *place = g_hash_table_lookup(places, element);
    if (place == NULL && element->anchor != NULL)
        place = g_hash_table_lookup(pages->destinations, element->anchor);
    return place;
}

/* First glyphs of each element that has a title; the outline leads there. */
static GHashTable *
find_places(const Pages *pages)
{
    GHashTable *places = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    for (guint p = 0; p < pages->pages->len; p++) {
        const Page *page = g_ptr_array_index(pages->pages, p);
        for (guint i = 0; i < page->paints->len; i++) {
            const Paint *paint = g_ptr_array_index(page->paints, i);
            if (paint->element == NULL || paint->element->title == NULL ||
                g_hash_table_contains(places, paint->element))
                continue;
            Destination *place = g_new(Destination, 1);
            *place = (Destination){ p, paint->x, paint->y - 20 * PANGO_SCALE };
            g_hash_table_insert(places, (gpointer)paint->element, place);
        }
    }
    return places;
}

/* The outline follows heading levels: an entry hangs below the last one of a higher level. */
static void
add_outline(cairo_surface_t *surface, const Pages *pages)
{
    g_autoptr(GHashTable) places = find_places(pages);
    int parents[STRUCT_H6 - STRUCT_H1 + 2] = { CAIRO_PDF_OUTLINE_ROOT };

    for (guint i = 0; i < pages->elements->len; i++) {
        const StructureElement *element = g_ptr_array_index(pages->elements, i);
        const Destination *place = element_place(pages, places, element);
        if (element->title == NULL || place == NULL || element->kind < STRUCT_H1 ||
            element->kind > STRUCT_H6)
            continue;
        int level = (int)element->kind - STRUCT_H1;
        g_autofree char *attributes = g_strdup_printf("page=%u pos=[%d %d]", place->page + 1,
                                                      MAX(0, (int)floor(POINTS(place->x))),
                                                      MAX(0, (int)floor(POINTS(place->y))));
        int entry = cairo_pdf_surface_add_outline(surface, parents[level], element->title,
                                                  attributes, (cairo_pdf_outline_flags_t)0);
        for (guint below = (guint)level + 1; below < G_N_ELEMENTS(parents); below++)
            parents[below] = entry;
    }
}

static void
set_metadata(cairo_surface_t *surface, const Pages *pages)
{
    g_autofree char *date = g_strdup_printf("%sT00:00:00Z", pages->date != NULL ? pages->date : "");

    if (pages->title != NULL)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, pages->title);
    if (pages->author != NULL)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, pages->author);
    if (pages->subject != NULL)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, pages->subject);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "repliek");
    cairo_pdf_surface_set_metadata(
        surface, CAIRO_PDF_METADATA_CREATE_DATE,
        pages->date != NULL && pages->date[0] != '\0' ? date : "1970-01-01T00:00:00Z");
}

static cairo_status_t
append_bytes(void *closure, const unsigned char *data, unsigned int length)
{
    g_byte_array_append(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

GBytes *
write_pdf(const Pages *pages, GError **error)
{
    GByteArray *bytes = g_byte_array_new();
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
        append_bytes, bytes, POINTS(pages->width), POINTS(pages->height));
    cairo_t *cairo = cairo_create(surface);

    set_metadata(surface, pages);
    add_outline(surface, pages);
    paint_pages(cairo, pages);
    cairo_status_t painted = cairo_status(cairo);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    cairo_status_t status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);

    g_autoptr(GBytes) result = g_byte_array_free_to_bytes(bytes);
    if (status == CAIRO_STATUS_SUCCESS)
        status = painted;
    if (status != CAIRO_STATUS_SUCCESS) {
        failure_set(error, DIAG_NOT_WRITTEN, NULL, 0, 0,
                    _("the PDF could not be made (%s); please report this"),
                    cairo_status_to_string(status));
        return NULL;
    }
    return g_steal_pointer(&result);
}
