/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n-lib.h>

#include "typeset/structure.h"

/* What pages need to be printed and bound. */

/* The boxes are final otherwise; only what touches the edge changes. */
void
pages_bleed(Pages *pages)
{
    for (guint i = 0; i < pages->pages->len; i++) {
        const Page *page = g_ptr_array_index(pages->pages, i);
        for (guint k = 0; k < page->paints->len; k++) {
            Paint *paint = g_ptr_array_index(page->paints, k);
            int right = paint->x + paint->width, bottom = paint->y + paint->height;
            if (paint->kind != PAINT_BOX || paint->thickness != 0)
                continue;
            paint->x = paint->x <= 0 ? -PAGE_BLEED : paint->x;
            paint->y = paint->y <= 0 ? -PAGE_BLEED : paint->y;
            right = right >= pages->width ? pages->width + PAGE_BLEED : right;
            bottom = bottom >= pages->height ? pages->height + PAGE_BLEED : bottom;
            paint->width = right - paint->x;
            paint->height = bottom - paint->y;
        }
    }
}

/* Nothing is on it, so that nothing has to be marked as decoration. */
void
pages_make_even(Pages *pages)
{
    if (pages->pages->len % 2 == 0)
        return;

    const Page *last = g_ptr_array_index(pages->pages, pages->pages->len - 1);
    gint64 number = 0;
    bool counts = g_ascii_string_to_signed(last->label, 10, 1, G_MAXINT, &number, NULL);
    Page *blank = page_add(pages);
    if (counts) {
        g_free(blank->label);
        blank->label = g_strdup_printf("%" G_GINT64_FORMAT, number + 1);
    }
}

/* Pixels an inch, in the direction that has fewer. */
static int
resolution(const Paint *paint, const ImageInfo *info)
{
    double across = info->width / (paint->width / (72.0 * PANGO_SCALE));
    double down = info->height / (paint->height / (72.0 * PANGO_SCALE));
    return (int)MIN(across, down);
}

void
report_resolution(const Pages *pages, Diags *diags)
{
    for (guint i = 0; i < pages->pages->len; i++) {
        const Page *page = g_ptr_array_index(pages->pages, i);
        for (guint k = 0; k < page->paints->len; k++) {
            const Paint *paint = g_ptr_array_index(page->paints, k);
            if (paint->kind != PAINT_IMAGE || paint->width <= 0 || paint->height <= 0)
                continue;
            const PageImage *image = g_ptr_array_index(pages->images, paint->image);
            int found = resolution(paint, &image->info);
            DiagPlace place = { .file = image->path };
            g_autofree char *message = g_strdup_printf(_("as it stands on page %s the image has %d "
                                                         "pixels an inch, and print wants %d; use "
                                                         "a larger one"),
                                                       page->label, found, IMAGE_DPI_MIN);
            if (found < IMAGE_DPI_MIN)
                (void)diags_add_at(diags, DIAG_LOW_RESOLUTION, &place, message);
        }
    }
}
