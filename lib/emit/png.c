/* SPDX-License-Identifier: EUPL-1.2 */
#include "emit/png.h"

#include <libdeflate.h>
#include <stdbool.h>
#include <string.h>

/*
 * cairo writes PNG itself, but never fewer than 24 bits a pixel for what was painted in colour formats: a page of
 * text takes 180 kB so, and 50 kB in 16 greys.
 */

enum { HEADER_LENGTH = 13, COLOUR_GREY = 0, COLOUR_RGB = 2 };

static const guint8 signature[8] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

typedef struct Pixels {
    const guint8 *data;
    int width, height, stride;
} Pixels;

static inline guint32
pixel_at(const Pixels *pixels, int x, int y)
{
    guint32 value;
    memcpy(&value, pixels->data + (gsize)y * (gsize)pixels->stride + (gsize)x * 4, sizeof value);
    return value & 0xffffff;
}

static bool
has_colour(const Pixels *pixels)
{
    for (int y = 0; y < pixels->height; y++)
        for (int x = 0; x < pixels->width; x++) {
            guint32 value = pixel_at(pixels, x, y);
            if ((value >> 16) != (value & 0xff) || ((value >> 8) & 0xff) != (value & 0xff))
                return true;
        }
    return false;
}

/* Rows begin with the number of their filter: 0, none; text has few gradients. */
static GByteArray *
pack_rows(const Pixels *pixels, bool colour)
{
    GByteArray *rows = g_byte_array_new();
    for (int y = 0; y < pixels->height; y++) {
        g_byte_array_append(rows, (const guint8 *)"", 1);
        for (int x = 0; x < pixels->width; x++) {
            guint32 value = pixel_at(pixels, x, y);
            guint8 rgb[3] = { (guint8)(value >> 16), (guint8)(value >> 8), (guint8)value };
            guint8 grey = (guint8)((rgb[0] + 8) / 17);
            if (colour)
                g_byte_array_append(rows, rgb, sizeof rgb);
            else if (x % 2 == 0)
                grey = (guint8)(grey << 4), g_byte_array_append(rows, &grey, 1);
            else
                rows->data[rows->len - 1] |= grey;
        }
    }
    return rows;
}

static void
append_number(GByteArray *out, guint32 number)
{
    guint32 bytes = GUINT32_TO_BE(number);
    g_byte_array_append(out, (const guint8 *)&bytes, sizeof bytes);
}

static void
append_chunk(GByteArray *out, const char *type, const guint8 *data, gsize length)
{
    append_number(out, (guint32)length);
    guint start = out->len;
    g_byte_array_append(out, (const guint8 *)type, 4);
    g_byte_array_append(out, data, (guint)length);
    append_number(out, libdeflate_crc32(0, out->data + start, out->len - start));
}

static void
append_header(GByteArray *out, const Pixels *pixels, bool colour)
{
    g_autoptr(GByteArray) header = g_byte_array_sized_new(HEADER_LENGTH);
    append_number(header, (guint32)pixels->width);
    append_number(header, (guint32)pixels->height);
    guint8 rest[] = { colour ? 8 : 4, colour ? COLOUR_RGB : COLOUR_GREY, 0, 0, 0 };
    g_byte_array_append(header, rest, sizeof rest);
    append_chunk(out, "IHDR", header->data, header->len);
}

GBytes *
png_encode(cairo_surface_t *surface)
{
    enum { LEVEL = 9 };
    Pixels pixels = { .data = cairo_image_surface_get_data(surface),
                      .width = cairo_image_surface_get_width(surface),
                      .height = cairo_image_surface_get_height(surface),
                      .stride = cairo_image_surface_get_stride(surface) };
    bool colour = has_colour(&pixels);
    g_autoptr(GByteArray) rows = pack_rows(&pixels, colour);
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(LEVEL);
    gsize bound = libdeflate_zlib_compress_bound(compressor, rows->len);
    g_autofree guint8 *packed = g_malloc(bound);
    gsize length = libdeflate_zlib_compress(compressor, rows->data, rows->len, packed, bound);
    libdeflate_free_compressor(compressor);

    GByteArray *out = g_byte_array_new();
    g_byte_array_append(out, signature, sizeof signature);
    append_header(out, &pixels, colour);
    append_chunk(out, "IDAT", packed, length);
    append_chunk(out, "IEND", NULL, 0);
    return g_byte_array_free_to_bytes(out);
}

/* A file on its way into cairo. */
typedef struct Reading {
    const guint8 *data;
    gsize left;
} Reading;

static cairo_status_t
read_bytes(void *closure, unsigned char *out, unsigned int length)
{
    Reading *reading = closure;
    if (length > reading->left)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(out, reading->data, length);
    reading->data += length;
    reading->left -= length;
    return CAIRO_STATUS_SUCCESS;
}

cairo_surface_t *
png_decode(GBytes *bytes)
{
    Reading reading = { 0 };
    reading.data = g_bytes_get_data(bytes, &reading.left);
    cairo_surface_t *surface = cairo_image_surface_create_from_png_stream(read_bytes, &reading);
    cairo_format_t format = cairo_image_surface_get_format(surface);

    if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS &&
        (format == CAIRO_FORMAT_ARGB32 || format == CAIRO_FORMAT_RGB24))
        return surface;
    cairo_surface_destroy(surface);
    return NULL;
}
