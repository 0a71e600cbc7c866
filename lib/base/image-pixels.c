/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * In: an image whose header was read. Out: can its pixels be set? Without this, a damaged image would be found only when
 * the PDF is written, where all that is left to say is that there will be none.
 *
 * A PNG is decoded by libpng a row at a time and thrown away: 40 megapixels would be 320 MB at once. A JPEG goes into the
 * PDF as it is, so only its kind counts: PDF takes no lossless, arithmetic or four-coloured one (ISO 32000-1, 7.4.8).
 */
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <png.h>
#include <string.h>

#include "base/failure.h"
#include "base/image-info.h"

typedef struct Reading {
    const guint8 *data;
    gsize length, at;
} Reading;

static void
read_bytes(png_structp png, png_bytep out, size_t count)
{
    Reading *reading = png_get_io_ptr(png);

    if (count > reading->length - reading->at)
        png_error(png, "cut off");
    memcpy(out, reading->data + reading->at, count);
    reading->at += count;
}

/* libpng gives up by jumping to where the rows are read. */
static void
give_up(png_structp png, png_const_charp message)
{
    (void)message;
    png_longjmp(png, 1);
}

static void
ignore_warning(png_structp png, png_const_charp message)
{
    (void)png;
    (void)message;
}

/* An interlaced image comes in seven passes; none of their pixels is kept. `row` takes the longest of them. */
static bool
read_rows(png_structp png, png_infop info, guint8 **row)
{
    if (setjmp(png_jmpbuf(png)) != 0)
        return false;

    png_read_info(png, info);
    int passes = png_set_interlace_handling(png);
    png_read_update_info(png, info);
    *row = g_malloc(png_get_rowbytes(png, info));
    guint32 height = png_get_image_height(png, info);
    for (int pass = 0; pass < passes; pass++) {
        for (guint32 y = 0; y < height; y++)
            png_read_row(png, *row, NULL);
    }
    png_read_end(png, NULL);
    return true;
}

static bool
png_is_whole(GBytes *bytes)
{
    Reading reading = { 0 };
    reading.data = g_bytes_get_data(bytes, &reading.length);
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, give_up, ignore_warning);
    png_infop info = png != NULL ? png_create_info_struct(png) : NULL;
    g_autofree guint8 *row = NULL;
    bool whole = false;

    if (info != NULL) {
        png_set_read_fn(png, &reading, read_bytes);
        whole = read_rows(png, info, &row);
    }
    png_destroy_read_struct(&png, &info, NULL);
    return whole;
}

bool
image_pixels_check(const char *name, GBytes *bytes, const ImageInfo *info, GError **error)
{
    enum { SIDE_MAX = 32767 }; /* cairo's */
    const char *fault = NULL;

    if (info->kind == IMAGE_JPEG && !info->embeddable)
        fault = _("it is a kind of JPEG that a PDF can't hold; save it again");
    else if (info->kind == IMAGE_PNG && MAX(info->width, info->height) > SIDE_MAX)
        fault = _("the image is wider or higher than 32,767 pixels; make it smaller");
    else if (info->kind == IMAGE_PNG && !png_is_whole(bytes))
        fault = _("the image is damaged; save it again");
    if (fault == NULL)
        return true;

    failure_set(error, DIAG_UNREADABLE, name, 0, 0, "%s", fault);
    return false;
}
