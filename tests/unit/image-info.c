/* SPDX-License-Identifier: EUPL-1.2 */
/* Headers of images: read when whole, refused wherever they are cut off, never read past their end. */
#include <glib.h>
#include <libdeflate.h>
#include <string.h>

#include "base/image-info.h"
#include "emit/png.h"

#define CHECKSUM "\0\0\0\0"

static const char png[] = "\x89PNG\r\n\x1a\n"
                          "\0\0\0\x0dIHDR\0\0\x02\x80\0\0\x01\xe0\x08\2\0\0\0" CHECKSUM
                          "\0\0\0\x09pHYs\0\0\x2e\x23\0\0\x17\x12\1" CHECKSUM
                          "\0\0\0\x03IDATabc" CHECKSUM "\0\0\0\0IEND" CHECKSUM;

static const char jpeg[] = "\xff\xd8"
                           "\xff\xe0\0\x10JFIF\0\1\1\2\0\x76\0\x3b\0\0"
                           "\xff\xff\xfe\0\5eh?"
                           "\xff\xc2\0\x0b\x08\x01\xe0\x02\x80\1\1\x11\0"
                           "\xff\xda\0\x08\1\1\0\0\x3f\0\x12\x34\xff\0\x56\xff\xd9";

static bool
read_copy(const char *data, gsize length, ImageInfo *info)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, length);
    g_autoptr(GError) error = NULL;
    bool read = image_info_read("beeld", bytes, info, &error);

    g_assert_true(read == (error == NULL));
    return read;
}

static void
check_image(const char *data, gsize length, ImageKind kind)
{
    ImageInfo info;

    g_assert_true(read_copy(data, length, &info));
    g_assert_cmpint(info.kind, ==, kind);
    g_assert_cmpint(info.width, ==, 640);
    g_assert_cmpint(info.height, ==, 480);
    g_assert_cmpfloat_with_epsilon(info.dpi_x, 300, .5);
    g_assert_cmpfloat_with_epsilon(info.dpi_y, 150, .5);
    for (gsize cut = 0; cut < length; cut++)
        if (read_copy(data, cut, &info))
            g_error("an image is read that is cut off at %" G_GSIZE_FORMAT, cut);
}

static void
test_whole(void)
{
    check_image(png, sizeof png - 1, IMAGE_PNG);
    check_image(jpeg, sizeof jpeg - 1, IMAGE_JPEG);
}

/* Every byte as every other: under ASan this finds whatever reads past the end. */
static void
test_changed(void)
{
    static const struct {
        const char *data;
        gsize length;
    } images[] = { { png, sizeof png - 1 }, { jpeg, sizeof jpeg - 1 } };
    ImageInfo info;

    for (gsize i = 0; i < G_N_ELEMENTS(images); i++) {
        g_autofree char *copy = g_memdup2(images[i].data, images[i].length);
        for (gsize at = 0; at < images[i].length; at++) {
            for (int byte = 0; byte < 256; byte++) {
                copy[at] = (char)byte;
                if (read_copy(copy, images[i].length, &info))
                    g_assert_true((gint64)info.width * info.height <= 40000000);
            }
            copy[at] = images[i].data[at];
        }
    }
}

static void
png_chunk(GByteArray *out, const char *name, const guint8 *data, gsize length)
{
    guint32 size = GUINT32_TO_BE((guint32)length), start = out->len + 4;

    g_byte_array_append(out, (const guint8 *)&size, 4);
    g_byte_array_append(out, (const guint8 *)name, 4);
    g_byte_array_append(out, data, (guint)length);
    guint32 sum = GUINT32_TO_BE(libdeflate_crc32(0, out->data + start, length + 4));
    g_byte_array_append(out, (const guint8 *)&sum, 4);
}

static void
png_chunk_packed(GByteArray *out, const guint8 *data, gsize length)
{
    guint8 packed[1024];
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(1);
    gsize size = libdeflate_zlib_compress(compressor, data, length, packed, sizeof packed);

    libdeflate_free_compressor(compressor);
    g_assert_cmpuint(size, >, 0);
    png_chunk(out, "IDAT", packed, size);
}

/* Four by four pixels of each kind of PNG, interlaced and not; made by hand, the pixels all 0. */
static GByteArray *
make_png(guint8 colour, guint8 depth, bool interlaced)
{
    enum { SIDE = 4 };
    static const guint channels[] = { 1, 0, 3, 1, 2, 0, 4 };
    guint8 header[] = { 0, 0, 0, SIDE, 0, 0, 0, SIDE, depth, colour, 0, 0, interlaced };
    static const guint8 palette[] = { 1, 2, 3, 4, 5, 6 };
    static const guint8 passes[][2] = { { 1, 1 }, { 1, 1 }, { 2, 1 }, { 2, 2 }, { 4, 2 } };
    g_autoptr(GByteArray) rows = g_byte_array_new();

    for (guint pass = 0; pass < (interlaced ? G_N_ELEMENTS(passes) : 1); pass++) {
        guint width = interlaced ? passes[pass][0] : SIDE,
              height = interlaced ? passes[pass][1] : SIDE;
        guint length = height * (1 + (width * channels[colour] * depth + 7) / 8);
        g_byte_array_set_size(rows, rows->len + length);
        memset(rows->data + rows->len - length, 0, length);
    }
    GByteArray *out = g_byte_array_new();
    g_byte_array_append(out, (const guint8 *)png, 8);
    png_chunk(out, "IHDR", header, sizeof header);
    if (colour == 3)
        png_chunk(out, "PLTE", palette, sizeof palette);
    png_chunk_packed(out, rows->data, rows->len);
    png_chunk(out, "IEND", NULL, 0);
    return out;
}

/* Is the image let through? If so, it can be decoded: nothing that checks says yes to fails when the PDF is written. */
static bool
is_sound(const guint8 *data, gsize length)
{
    ImageInfo info;
    g_autoptr(GBytes) bytes = g_bytes_new(data, length);
    if (!image_info_read("beeld", bytes, &info, NULL) ||
        !image_pixels_check("beeld", bytes, &info, NULL))
        return false;

    cairo_surface_t *surface = png_decode(bytes);
    g_assert_nonnull(surface);
    cairo_surface_destroy(surface);
    return true;
}

/* Puts the checksums right again, so that what is changed is not found by them alone. */
static void
mend_checksums(guint8 *data, gsize length)
{
    for (gsize at = 8; at + 12 <= length;) {
        guint32 size;
        memcpy(&size, data + at, sizeof size);
        size = GUINT32_FROM_BE(size);
        if (size > length - at - 12)
            return;
        guint32 sum = GUINT32_TO_BE(libdeflate_crc32(0, data + at + 4, size + 4));
        memcpy(data + at + 8 + size, &sum, 4);
        at += 12 + size;
    }
}

static void
change_everywhere(const GByteArray *image, bool mended)
{
    guint refused = 0;

    for (gsize at = 8; at < image->len; at++) {
        for (int bit = 0; bit < 8; bit++) {
            g_autofree guint8 *copy = g_memdup2(image->data, image->len);
            copy[at] ^= (guint8)(1 << bit);
            if (mended)
                mend_checksums(copy, image->len);
            refused += !is_sound(copy, image->len);
        }
    }
    g_assert_cmpuint(refused, >, image->len);
}

static void
test_pixels(void)
{
    static const guint8 kinds[][2] = {
        { 0, 1 }, { 0, 4 }, { 0, 8 }, { 0, 16 }, { 2, 8 }, { 2, 16 },
        { 3, 1 }, { 3, 2 }, { 3, 8 }, { 4, 8 },  { 6, 8 }, { 6, 16 }
    };

    for (gsize i = 0; i < G_N_ELEMENTS(kinds) * 2; i++) {
        const guint8 *kind = kinds[i / 2];
        g_autoptr(GByteArray) image = make_png(kind[0], kind[1], i % 2 == 1);
        g_assert_true(is_sound(image->data, image->len));
        change_everywhere(image, false);
        change_everywhere(image, true);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/image-info/whole", test_whole);
    g_test_add_func("/image-info/changed", test_changed);
    g_test_add_func("/image-info/pixels", test_pixels);
    return g_test_run();
}
