/* SPDX-License-Identifier: EUPL-1.2 */
#include "emit/picture.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <pango/pangocairo.h>

#include "base/failure.h"
#include "emit/jpeg.h"
#include "emit/png.h"

/*
 * In: pages whose geometry is final. Out: one of them painted with cairo, for previews and documentation.
 *
 * Nothing is decided here: every paint goes where it says, as in the PDF (pdf-content.c, pdf-shapes.c), so the
 * picture is the printed page to a fraction of a pixel. Fonts are not hinted, so a picture does not depend on what
 * the machine sets for its screen.
 *
 * Tried and dropped: rendering our own PDF through poppler, which the previews of issue 3 did: a second
 * program, and three times as slow.
 */

#define POINTS(units) ((units) / (double)PANGO_SCALE)

enum { SIDE_MAX = 16000 }; /* pixels; cairo's own limit is 32767 */

/* The run's font, as wide as the run wants it. */
static cairo_scaled_font_t *
scale_font(const GlyphRun *run)
{
    cairo_scaled_font_t *font = pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(run->font));
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_matrix_t matrix, ctm;

    cairo_scaled_font_get_font_matrix(font, &matrix);
    cairo_scaled_font_get_ctm(font, &ctm);
    cairo_scaled_font_get_font_options(font, options);
    matrix.xx *= 1 + run->widen / 10000.0;
    font = cairo_scaled_font_create(cairo_scaled_font_get_font_face(font), &matrix, &ctm, options);
    cairo_font_options_destroy(options);
    return font;
}

static void
paint_glyphs(cairo_t *cairo, const Paint *paint)
{
    const GlyphRun *run = &g_array_index(paint->lines->runs, GlyphRun, paint->run);
    cairo_scaled_font_t *font = scale_font(run);
    g_autofree cairo_glyph_t *glyphs = g_new(cairo_glyph_t, run->glyph_count + 1);

    for (guint i = 0; i < run->glyph_count; i++) {
        const Glyph *glyph = &paint->lines->glyphs[run->glyph_start + i];
        glyphs[i].index = glyph->id;
        glyphs[i].x = POINTS(paint->x + glyph->x);
        glyphs[i].y = POINTS(paint->y + glyph->y);
    }
    /* As outlines: cairo 1.16 would move each glyph to a whole pixel. */
    cairo_set_scaled_font(cairo, font);
    cairo_scaled_font_destroy(font);
    cairo_glyph_path(cairo, glyphs, (int)run->glyph_count);
    cairo_fill(cairo);
}

/* A line drawn inside the box's edges, or the whole box. */
static void
paint_box(cairo_t *cairo, const Paint *paint)
{
    double line = POINTS(paint->thickness);

    cairo_rectangle(cairo, POINTS(paint->x) + line / 2, POINTS(paint->y) + line / 2,
                    POINTS(paint->width) - line, POINTS(paint->height) - line);
    if (paint->thickness == 0) {
        cairo_fill(cairo);
        return;
    }
    cairo_set_line_width(cairo, line);
    cairo_stroke(cairo);
}

static void
paint_rule(cairo_t *cairo, const Paint *paint)
{
    cairo_rectangle(cairo, POINTS(paint->x), POINTS(paint->y), POINTS(paint->width),
                    POINTS(paint->height));
    cairo_fill(cairo);
}

/* As paint_dots() of pdf-shapes.c: counted from the right. */
static void
paint_dots(cairo_t *cairo, const Paint *paint)
{
    double dot = POINTS(paint->thickness), y = POINTS(paint->y) - dot / 2;
    double dashes[] = { dot, paint->height > 0 ? POINTS(paint->height) - dot : 4 * dot };

    cairo_set_line_width(cairo, dot);
    cairo_set_dash(cairo, dashes, G_N_ELEMENTS(dashes), 0);
    cairo_move_to(cairo, POINTS(paint->x + paint->width), y);
    cairo_line_to(cairo, POINTS(paint->x), y);
    cairo_stroke(cairo);
    cairo_set_dash(cairo, NULL, 0, 0);
}

/* A ring; so many of its quarters, from its foot to the left, are filled. */
static void
paint_circle(cairo_t *cairo, const Paint *paint, int filled)
{
    double radius = POINTS(paint->width) / 2, line = radius / 4;
    double x = POINTS(paint->x) + radius, y = POINTS(paint->y) + radius;

    cairo_set_line_width(cairo, line);
    cairo_arc(cairo, x, y, radius - line / 2, 0, 2 * G_PI);
    cairo_stroke(cairo);
    if (filled == 0)
        return;
    cairo_arc(cairo, x, y, radius - line / 2, G_PI_2, G_PI_2 + filled * G_PI_2);
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

/* The shapes of paint_mark() of pdf-shapes.c. */
static void
paint_mark(cairo_t *cairo, const Paint *paint)
{
    double side = POINTS(paint->width);

    switch (paint->mark) {
    case MARK_APPROVED:
        paint_circle(cairo, paint, 4);
        return;
    case MARK_REVIEW:
        paint_circle(cairo, paint, 2);
        return;
    case MARK_DRAFT:
        paint_circle(cairo, paint, 0);
        return;
    case MARK_MISSING:
        cairo_rectangle(cairo, POINTS(paint->x), POINTS(paint->y), side, side);
        cairo_fill(cairo);
        return;
    case MARK_ERROR:
        paint_triangle(cairo, paint, true);
        return;
    case MARK_DOUBT:
        paint_triangle(cairo, paint, false);
        return;
    }
}

/* What can't be decoded has a frame in its place. */
static void
paint_image(cairo_t *cairo, const Paint *paint, const PageImage *image)
{
    cairo_surface_t *surface =
        image->info.kind == IMAGE_PNG ? png_decode(image->bytes) : jpeg_decode(image->bytes);
    if (surface == NULL) {
        cairo_rectangle(cairo, POINTS(paint->x), POINTS(paint->y), POINTS(paint->width),
                        POINTS(paint->height));
        cairo_set_line_width(cairo, 1);
        cairo_stroke(cairo);
        return;
    }
    const ImageTurn *turn = image_turn(paint->turn);
    double width = POINTS(paint->width), height = POINTS(paint->height);
    double columns = cairo_image_surface_get_width(surface);
    double rows = cairo_image_surface_get_height(surface);
    const cairo_matrix_t matrix = { .xx = turn->a * width / columns,
                                    .yx = -turn->b * height / columns,
                                    .xy = -turn->c * width / rows,
                                    .yy = turn->d * height / rows,
                                    .x0 = POINTS(paint->x) + (turn->c + turn->e) * width,
                                    .y0 = POINTS(paint->y) + (1 - turn->d - turn->f) * height };
    cairo_save(cairo);
    cairo_transform(cairo, &matrix);
    cairo_set_source_surface(cairo, surface, 0, 0);
    cairo_paint(cairo);
    cairo_restore(cairo);
    cairo_surface_destroy(surface);
}

static void
paint_one(cairo_t *cairo, const Pages *pages, const Paint *paint)
{
    double grey = paint->grey / 1000.0;
    int ink = paint->grey == 0 ? pages->ink : 0;

    if (ink != 0)
        cairo_set_source_rgb(cairo, (ink >> 16) / 255.0, ((ink >> 8) & 0xFF) / 255.0,
                             (ink & 0xFF) / 255.0);
    else
        cairo_set_source_rgb(cairo, grey, grey, grey);
    cairo_new_path(cairo);
    switch (paint->kind) {
    case PAINT_GLYPHS:
        paint_glyphs(cairo, paint);
        return;
    case PAINT_RULE:
        paint_rule(cairo, paint);
        return;
    case PAINT_BOX:
        paint_box(cairo, paint);
        return;
    case PAINT_DOTS:
        paint_dots(cairo, paint);
        return;
    case PAINT_POLYGON:
        paint_mark(cairo, paint);
        return;
    case PAINT_IMAGE:
        paint_image(cairo, paint, g_ptr_array_index(pages->images, paint->image));
        return;
    }
}

void
paint_page(const Pages *pages, guint index, cairo_t *cairo)
{
    const Page *page = g_ptr_array_index(pages->pages, index);

    for (guint i = 0; i < page->paints->len; i++)
        paint_one(cairo, pages, g_ptr_array_index(page->paints, i));
}

static bool
check_size(const Pages *pages, guint index, double scale, GError **error)
{
    double side = MAX(POINTS(pages->width), POINTS(pages->height)) * scale;

    if (index >= pages->pages->len) {
        failure_set(error, DIAG_USAGE, NULL, 0, 0,
                    _("there is no page %u; the letter has %u pages"), index + 1,
                    pages->pages->len);
        return false;
    }
    if (side < 1 || side > SIDE_MAX) {
        failure_set(error, DIAG_OVER_LIMIT, NULL, 0, 0,
                    _("a picture may be %d pixels high; choose another --resolution"), SIDE_MAX);
        return false;
    }
    return true;
}

GBytes *
write_picture(const Pages *pages, guint index, int resolution, GError **error)
{
    double scale = resolution / 72.0;
    if (!check_size(pages, index, scale, error))
        return NULL;

    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)ceil(POINTS(pages->width) * scale),
                                   (int)ceil(POINTS(pages->height) * scale));
    cairo_t *cairo = cairo_create(surface);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_scale(cairo, scale, scale);
    paint_page(pages, index, cairo);
    cairo_status_t status = cairo_status(cairo);
    cairo_destroy(cairo);
    cairo_surface_flush(surface);

    GBytes *bytes = status == CAIRO_STATUS_SUCCESS ? png_encode(surface) : NULL;
    cairo_surface_destroy(surface);
    if (bytes == NULL)
        failure_set(error, DIAG_NOT_WRITTEN, NULL, 0, 0,
                    _("the page can't be painted: %s; choose a lower --resolution"),
                    cairo_status_to_string(status));
    return bytes;
}
