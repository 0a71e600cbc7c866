/* SPDX-License-Identifier: EUPL-1.2 */
#include "emit/jpeg.h"

#include <setjmp.h>
#include <stdbool.h>
#include <stdio.h> /* jpeglib.h needs it and does not say so */

#include <jpeglib.h>

/* libjpeg reports what it can't read by a function that must not return. Nothing of ours is held across the jump. */
typedef struct Failure {
    struct jpeg_error_mgr manager;
    jmp_buf back;
} Failure;

G_NORETURN static void
fail(j_common_ptr codec)
{
    longjmp(((Failure *)(void *)codec->err)->back, 1);
}

/* A damaged image is shown as far as it goes, as viewers of the PDF show it. */
static void
say_nothing(j_common_ptr codec)
{
    (void)codec;
}

/* cairo's pixels are numbers, 0xXXRRGGBB, of the machine's own order of bytes. */
static const J_COLOR_SPACE pixel_space =
    G_BYTE_ORDER == G_LITTLE_ENDIAN ? JCS_EXT_BGRX : JCS_EXT_XRGB;

static bool
begin(struct jpeg_decompress_struct *codec, GBytes *bytes)
{
    gsize length;
    const guint8 *data = g_bytes_get_data(bytes, &length);

    jpeg_mem_src(codec, data, length);
    if (jpeg_read_header(codec, TRUE) != JPEG_HEADER_OK)
        return false;
    codec->out_color_space = pixel_space;
    return jpeg_start_decompress(codec);
}

static void
read_rows(struct jpeg_decompress_struct *codec, cairo_surface_t *surface)
{
    guint8 *pixels = cairo_image_surface_get_data(surface);
    gsize stride = (gsize)cairo_image_surface_get_stride(surface);

    while (codec->output_scanline < codec->output_height) {
        JSAMPROW row = pixels + codec->output_scanline * stride;
        jpeg_read_scanlines(codec, &row, 1);
    }
    cairo_surface_mark_dirty(surface);
}

cairo_surface_t *
jpeg_decode(GBytes *bytes)
{
    struct jpeg_decompress_struct codec = { 0 };
    Failure failure = { 0 };
    cairo_surface_t *volatile surface = NULL;

    codec.err = jpeg_std_error(&failure.manager);
    failure.manager.error_exit = fail;
    failure.manager.output_message = say_nothing;
    if (setjmp(failure.back) == 0) {
        jpeg_create_decompress(&codec);
        if (begin(&codec, bytes)) {
            surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)codec.output_width,
                                                 (int)codec.output_height);
            if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS)
                read_rows(&codec, surface);
        }
    }
    jpeg_destroy_decompress(&codec);
    return surface;
}
