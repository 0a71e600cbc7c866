/* SPDX-License-Identifier: EUPL-1.2 */
#include "emit/pdf-shapes.h"

/* Paths (ISO 32000-1, 8.5). Paints measure from the page's upper left, the file from its lower left. */

/* A path on its way out. */
typedef struct Path {
    GString *out;
    int height; /* of the page */
} Path;

/* "x y " */
static void
append_place(const Path *path, gint64 x, gint64 y)
{
    pdf_length(path->out, x);
    g_string_append_c(path->out, ' ');
    pdf_length(path->out, path->height - y);
    g_string_append_c(path->out, ' ');
}

static void
append_width(const Path *path, gint64 width)
{
    pdf_length(path->out, width);
    g_string_append(path->out, " w ");
}

static void
append_box(const Path *path, gint64 x, gint64 bottom, gint64 width, gint64 height)
{
    append_place(path, x, bottom);
    pdf_length(path->out, width);
    g_string_append_c(path->out, ' ');
    pdf_length(path->out, height);
    g_string_append(path->out, " re ");
}

/* A line drawn inside the box's edges, or the whole box. */
static void
paint_box(const Path *path, const Paint *paint)
{
    gint64 line = paint->thickness;
    if (line > 0)
        append_width(path, line);
    append_box(path, paint->x + line / 2, (gint64)paint->y + paint->height - line / 2,
               paint->width - line, paint->height - line);
    g_string_append(path->out, line > 0 ? "S\n" : "f\n");
}

/*
 * A rule is a stroke, which viewers keep thin at every size; a filled area they thicken. One of no width is a place that
 * is not painted, where the words of its element are said: a stroke of no width would be one dot wide (8.4.3.2).
 */
static void
paint_rule(const Path *path, const Paint *paint)
{
    if (paint->width == 0) {
        append_place(path, paint->x, paint->y);
        g_string_append(path->out, "m n\n");
        return;
    }
    bool is_level = paint->width >= paint->height;
    gint64 x = is_level ? paint->x : paint->x + paint->width / 2;
    gint64 y = is_level ? paint->y + paint->height / 2 : paint->y;

    append_width(path, MIN(paint->width, paint->height));
    append_place(path, x, y);
    g_string_append(path->out, "m ");
    append_place(path, is_level ? x + paint->width : x, is_level ? y : y + paint->height);
    g_string_append(path->out, "l S\n");
}

/*
 * Square dots at a fifth of their distance, or `height` apart, standing on `y`; counted from the right, so that those
 * of all rows stand below each other.
 */
static void
paint_dots(const Path *path, const Paint *paint)
{
    gint64 dot = paint->thickness, middle = paint->y - dot / 2;

    g_string_append(path->out, "q ");
    append_width(path, dot);
    g_string_append_c(path->out, '[');
    pdf_length(path->out, dot);
    g_string_append_c(path->out, ' ');
    pdf_length(path->out, paint->height > 0 ? paint->height - dot : 4 * dot);
    g_string_append(path->out, "] 0 d ");
    append_place(path, (gint64)paint->x + paint->width, middle);
    g_string_append(path->out, "m ");
    append_place(path, paint->x, middle);
    g_string_append(path->out, "l S Q\n");
}

/* Where a circle is at its quarters, from its foot to the left. */
static const struct {
    int x, y;
} quarters[] = { { 0, 1 }, { -1, 0 }, { 0, -1 }, { 1, 0 }, { 0, 1 } };

/* The first so many quarters of a circle, as Bézier curves. */
static void
append_arc(const Path *path, const Paint *paint, gint64 radius, int count)
{
    gint64 x = (gint64)paint->x + paint->width / 2, y = (gint64)paint->y + paint->width / 2;
    gint64 handle = radius * 5523 / 10000; /* 4/3 (√2 − 1): a quarter's best handle */

    append_place(path, x, y + radius);
    g_string_append(path->out, "m ");
    for (int i = 0; i < count; i++) {
        int ax = quarters[i].x, ay = quarters[i].y, bx = quarters[i + 1].x, by = quarters[i + 1].y;
        append_place(path, x + ax * radius + bx * handle, y + ay * radius + by * handle);
        append_place(path, x + bx * radius + ax * handle, y + by * radius + ay * handle);
        append_place(path, x + bx * radius, y + by * radius);
        g_string_append(path->out, "c ");
    }
}

/* A ring; so many of its quarters are filled. */
static void
paint_circle(const Path *path, const Paint *paint, int filled)
{
    gint64 radius = paint->width / 2, line = radius / 4;

    append_width(path, line);
    append_arc(path, paint, radius - line / 2, 4);
    g_string_append(path->out, "s\n");
    if (filled == 0)
        return;
    append_arc(path, paint, radius - line / 2, filled);
    g_string_append(path->out, "f\n");
}

static void
paint_triangle(const Path *path, const Paint *paint, bool filled)
{
    gint64 x = paint->x, y = paint->y, side = paint->width;

    append_width(path, side / 8);
    append_place(path, x + side / 2, y);
    g_string_append(path->out, "m ");
    append_place(path, x + side, y + side);
    g_string_append(path->out, "l ");
    append_place(path, x, y + side);
    g_string_append(path->out, filled ? "l f\n" : "l s\n");
}

/* Shapes that differ without colour: ● approved, ◐ in review, ○ draft, ■ missing, ▲ error, △ doubt. */
static void
paint_mark(const Path *path, const Paint *paint)
{
    switch (paint->mark) {
    case MARK_APPROVED:
        paint_circle(path, paint, 4);
        return;
    case MARK_REVIEW:
        paint_circle(path, paint, 2);
        return;
    case MARK_DRAFT:
        paint_circle(path, paint, 0);
        return;
    case MARK_MISSING:
        append_box(path, paint->x, (gint64)paint->y + paint->width, paint->width, paint->width);
        g_string_append(path->out, "f\n");
        return;
    case MARK_ERROR:
        paint_triangle(path, paint, true);
        return;
    case MARK_DOUBT:
        paint_triangle(path, paint, false);
        return;
    }
}

static void
paint_image(const Path *path, const Paint *paint)
{
    const ImageTurn *turn = image_turn(paint->turn);
    gint64 width = paint->width, height = paint->height;
    const gint64 sides[] = { turn->a * width, turn->b * height, turn->c * width, turn->d * height };

    g_string_append(path->out, "q ");
    for (size_t i = 0; i < G_N_ELEMENTS(sides); i++) {
        pdf_length(path->out, sides[i]);
        g_string_append_c(path->out, ' ');
    }
    append_place(path, paint->x + turn->e * width, paint->y + height - turn->f * height);
    g_string_append_printf(path->out, "cm /I%u Do Q\n", paint->image);
}

void
pdf_shape(GString *out, const Paint *paint, int height)
{
    Path path = { .out = out, .height = height };
    switch (paint->kind) {
    case PAINT_GLYPHS:
        return;
    case PAINT_IMAGE:
        paint_image(&path, paint);
        return;
    case PAINT_RULE:
        paint_rule(&path, paint);
        return;
    case PAINT_BOX:
        paint_box(&path, paint);
        return;
    case PAINT_DOTS:
        paint_dots(&path, paint);
        return;
    case PAINT_POLYGON:
        paint_mark(&path, paint);
        return;
    }
}
