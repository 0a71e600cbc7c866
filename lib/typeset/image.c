/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/image.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/failure.h"

/*
 * Heads of pictures: PNG (ISO/IEC 15948, 11.2.2 IHDR and 11.3.5.3 pHYs) and JPEG (ITU-T T.81, B.2; resolution as JFIF
 * has it). Every length is checked against what is there; nothing is decoded.
 */

static const double default_resolution = 150;
static const double inches_a_metre = 39.3700787401575;

typedef struct Bytes {
    const guint8 *data;
    size_t length;
} Bytes;

static guint32
read_number(const guint8 *data, guint size)
{
    guint32 number = 0;
    for (guint i = 0; i < size; i++)
        number = number << 8 | data[i];
    return number;
}

/* A resolution that no printer or camera has is none. */
static void
set_resolution(PageImage *image, double across, double down)
{
    if (across < 10 || down < 10 || across > 10000 || down > 10000)
        return;
    image->across = across;
    image->down = down;
}

static bool
read_png(PageImage *image, const Bytes *bytes)
{
    static const guint8 signature[] = { 137, 'P', 'N', 'G', 13, 10, 26, 10 };
    size_t at = sizeof signature;

    if (bytes->length < 33 || memcmp(bytes->data, signature, sizeof signature) != 0 ||
        memcmp(bytes->data + 12, "IHDR", 4) != 0)
        return false;
    image->kind = IMAGE_PNG;
    image->columns = (int)MIN(read_number(bytes->data + 16, 4), G_MAXINT);
    image->rows = (int)MIN(read_number(bytes->data + 20, 4), G_MAXINT);
    while (at + 12 <= bytes->length) {
        const guint8 *chunk = bytes->data + at;
        size_t length = read_number(chunk, 4);
        if (memcmp(chunk + 4, "IDAT", 4) == 0 || length > bytes->length - at - 12)
            break;
        if (memcmp(chunk + 4, "pHYs", 4) == 0 && length == 9 && chunk[16] == 1)
            set_resolution(image, read_number(chunk + 8, 4) / inches_a_metre,
                           read_number(chunk + 12, 4) / inches_a_metre);
        at += 12 + length;
    }
    return true;
}

/* A frame header: SOF0 … SOF15 but for the tables among them. */
static bool
is_frame(guint8 marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

static void
read_jfif(PageImage *image, const guint8 *segment, size_t length)
{
    if (length < 14 || memcmp(segment + 2, "JFIF", 5) != 0 || segment[9] == 0)
        return;
    double unit = segment[9] == 2 ? 2.54 : 1;
    set_resolution(image, read_number(segment + 10, 2) * unit, read_number(segment + 12, 2) * unit);
}

static bool
read_jpeg(PageImage *image, const Bytes *bytes)
{
    size_t at = 2;

    if (bytes->length < 4 || bytes->data[0] != 0xFF || bytes->data[1] != 0xD8)
        return false;
    image->kind = IMAGE_JPEG;
    while (at + 4 <= bytes->length && bytes->data[at] == 0xFF) {
        guint8 marker = bytes->data[at + 1];
        const guint8 *segment = bytes->data + at + 2;
        size_t length = read_number(segment, 2);
        if (marker == 0xFF) { /* padding */
            at++;
            continue;
        }
        if (length < 2 || length > bytes->length - at - 2)
            return false;
        if (marker == 0xE0)
            read_jfif(image, segment, length);
        if (is_frame(marker) && length >= 8) {
            image->rows = (int)read_number(segment + 3, 2);
            image->columns = (int)read_number(segment + 5, 2);
            return true;
        }
        at += 2 + length;
    }
    return false;
}

void
page_image_free(PageImage *image)
{
    if (image == NULL)
        return;
    g_free(image->path);
    g_bytes_unref(image->bytes);
    g_free(image);
}

PageImage *
image_read(const char *path, GBytes *bytes, GError **error)
{
    g_autoptr(PageImage) image = g_new0(PageImage, 1);
    Bytes all;

    all.data = g_bytes_get_data(bytes, &all.length);
    image->path = g_strdup(path);
    image->bytes = g_bytes_ref(bytes);
    image->across = image->down = default_resolution;
    if ((!read_png(image, &all) && !read_jpeg(image, &all)) || image->columns <= 0 ||
        image->rows <= 0) {
        failure_set(error, DIAG_MISSING_IMAGE, path, 0, 0,
                    _("\"%s\" is no PNG or JPEG image, or it is damaged; save it again"), path);
        return NULL;
    }
    if ((gint64)image->columns * image->rows > IMAGE_PIXELS_MAX) {
        failure_set(error, DIAG_OVER_LIMIT, path, 0, 0,
                    _("the image \"%s\" has more than 40 megapixels; save it smaller"), path);
        return NULL;
    }
    return g_steal_pointer(&image);
}
