/* SPDX-License-Identifier: EUPL-1.2 */
/* Headers of images: read when whole, refused wherever they are cut off, never read past their end. */
#include <glib.h>
#include <string.h>

#include "base/image-info.h"

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

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/image-info/whole", test_whole);
    g_test_add_func("/image-info/changed", test_changed);
    return g_test_run();
}
