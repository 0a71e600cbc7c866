/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * PNG: ISO/IEC 15948. Chunks of length, name, data and checksum; IHDR first, IEND last.
 * JPEG: ITU-T T.81. Segments of marker and length up to the scan; JFIF gives the resolution.
 */
#include "base/image-info.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/failure.h"

typedef struct ImageBytes {
    const guint8 *data;
    gsize length;
} ImageBytes;

static guint32
read_big_endian(const guint8 *data, int bytes)
{
    guint32 value = 0;

    for (int i = 0; i < bytes; i++)
        value = value << 8 | data[i];
    return value;
}

/* Larger than any image that is let through, yet an int. */
static int
clamp_size(guint32 size)
{
    return (int)MIN(size, (guint32)G_MAXINT);
}

/* One chunk's data into the info. */
static void
read_png_chunk(const guint8 *name, const guint8 *data, guint32 length, ImageInfo *info)
{
    static const double metres_per_inch = 0.0254;

    if (memcmp(name, "IHDR", 4) == 0 && length >= 13) {
        info->width = clamp_size(read_big_endian(data, 4));
        info->height = clamp_size(read_big_endian(data + 4, 4));
    } else if (memcmp(name, "pHYs", 4) == 0 && length == 9 && data[8] == 1) {
        info->dpi_x = read_big_endian(data, 4) * metres_per_inch;
        info->dpi_y = read_big_endian(data + 4, 4) * metres_per_inch;
    }
}

/* Walks over the chunks; false where the file ends before IEND does. */
static bool
read_png(ImageBytes image, ImageInfo *info)
{
    enum { HEAD = 8, CHECKSUM = 4 };

    info->kind = IMAGE_PNG;
    for (gsize at = HEAD; image.length - at >= HEAD + CHECKSUM;) {
        guint32 length = read_big_endian(image.data + at, 4);
        const guint8 *name = image.data + at + 4;
        if (length > image.length - at - HEAD - CHECKSUM)
            return false;
        read_png_chunk(name, name + 4, length, info);
        if (memcmp(name, "IEND", 4) == 0)
            return true;
        at += HEAD + length + CHECKSUM;
    }
    return false;
}

static void
read_jfif(const guint8 *data, gsize length, ImageInfo *info)
{
    static const double centimetres_per_inch = 2.54;
    if (length < 12 || memcmp(data, "JFIF", 5) != 0 || (data[7] != 1 && data[7] != 2))
        return;

    double unit = data[7] == 2 ? centimetres_per_inch : 1;
    info->dpi_x = read_big_endian(data + 8, 2) * unit;
    info->dpi_y = read_big_endian(data + 10, 2) * unit;
}

/* A number of a TIFF structure, in the order of bytes that it says it has. */
static guint32
read_tiff(const guint8 *data, gsize count, bool little)
{
    guint32 value = 0;

    for (gsize i = 0; i < count; i++)
        value = value << 8 | data[little ? count - 1 - i : i];
    return value;
}

/* How the camera was held stands in the first directory of the TIFF structure behind "Exif". */
static void
read_exif(const guint8 *data, gsize length, ImageInfo *info)
{
    enum { NAME = 6, HEAD = 8, ENTRY = 12, TAG_ORIENTATION = 274, TURN_MOST = 8 };
    if (length < NAME + HEAD + 2 || memcmp(data, "Exif\0", NAME) != 0)
        return;

    data += NAME;
    length -= NAME;
    bool little = data[0] == 'I';
    gsize at = read_tiff(data + 4, 4, little);
    if (at > length - 2)
        return;
    guint count = read_tiff(data + at, 2, little);
    for (at += 2; count > 0 && at + ENTRY <= length; count--, at += ENTRY) {
        guint32 value = read_tiff(data + at + 8, 2, little);
        if (read_tiff(data + at, 2, little) == TAG_ORIENTATION && value >= 1 && value <= TURN_MOST)
            info->turn = (int)value;
    }
}

/* SOF0 to SOF15, without the three markers among them that begin no frame (T.81, table B.1). */
static bool
begins_frame(guint8 marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

static void
read_jpeg_segment(guint8 marker, const guint8 *data, gsize length, ImageInfo *info)
{
    if (marker == 0xE0)
        read_jfif(data, length, info);
    if (marker == 0xE1)
        read_exif(data, length, info);
    if (!begins_frame(marker) || length < 6)
        return;

    info->height = (int)read_big_endian(data + 1, 2);
    info->width = (int)read_big_endian(data + 3, 2);
    info->components = data[5];
    info->embeddable = marker <= 0xC2 && data[0] == 8;
}

/* The end of the image, behind its scan. Thumbnails stand in segments before it. */
static bool
has_jpeg_end(ImageBytes image, gsize from)
{
    for (gsize at = image.length; at >= from + 2; at--)
        if (image.data[at - 2] == 0xFF && image.data[at - 1] == 0xD9)
            return true;
    return false;
}

/* Walks over the segments up to the first scan; false where the file is cut off. */
static bool
read_jpeg(ImageBytes image, ImageInfo *info)
{
    info->kind = IMAGE_JPEG;
    for (gsize at = 2; at + 4 <= image.length;) {
        guint8 marker = image.data[at + 1];
        if (image.data[at] != 0xFF)
            return false;
        if (marker == 0xFF) {
            at++;
            continue;
        }
        gsize length = read_big_endian(image.data + at + 2, 2);
        if (length < 2 || at + 2 + length > image.length)
            return false;
        read_jpeg_segment(marker, image.data + at + 4, length - 2, info);
        at += 2 + length;
        if (marker == 0xDA)
            return has_jpeg_end(image, at);
    }
    return false;
}

static bool
fail(const char *name, const char *message, GError **error)
{
    failure_set(error, DIAG_UNREADABLE, name, 0, 0, "%s", message);
    return false;
}

const ImageTurn *
image_turn(int turn)
{
    static const ImageTurn turns[] = {
        { 1, 0, 0, 1, 0, 0 },  { -1, 0, 0, 1, 1, 0 },  { -1, 0, 0, -1, 1, 1 },
        { 1, 0, 0, -1, 0, 1 }, { 0, -1, -1, 0, 1, 1 }, { 0, -1, 1, 0, 0, 1 },
        { 0, 1, 1, 0, 0, 0 },  { 0, 1, -1, 0, 1, 0 },
    };
    return &turns[turn >= 1 && turn <= (int)G_N_ELEMENTS(turns) ? turn - 1 : 0];
}

ImageInfo
image_info_shown(const ImageInfo *info)
{
    enum { FIRST_ON_SIDE = 5 };
    ImageInfo shown = *info;

    if (info->turn < FIRST_ON_SIDE)
        return shown;
    shown.width = info->height;
    shown.height = info->width;
    shown.dpi_x = info->dpi_y;
    shown.dpi_y = info->dpi_x;
    return shown;
}

bool
image_info_read(const char *name, GBytes *bytes, ImageInfo *ret_info, GError **error)
{
    static const guint8 png[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n' };
    static const guint8 jpeg[] = { 0xFF, 0xD8, 0xFF };
    ImageBytes image = { 0 };
    ImageInfo info = { .turn = 1 };

    image.data = g_bytes_get_data(bytes, &image.length);
    bool is_png = image.length >= sizeof png && memcmp(image.data, png, sizeof png) == 0;
    bool is_jpeg = image.length >= sizeof jpeg && memcmp(image.data, jpeg, sizeof jpeg) == 0;
    if (!is_png && !is_jpeg)
        return fail(name, _("it is no PNG or JPEG; convert it, a new name alone does not"), error);
    if (!(is_png ? read_png : read_jpeg)(image, &info))
        return fail(name, _("the image is cut off; copy the file again"), error);
    if (info.width < 1 || info.height < 1)
        return fail(name, _("the image doesn't say how large it is; save it again"), error);
    if (is_jpeg && info.components != 1 && info.components != 3)
        return fail(name, _("the image has the four colours of a printing press; save it as RGB"),
                    error);
    if ((gint64)info.width * info.height > (gint64)IMAGE_MEGAPIXELS_MAX * 1000000) {
        failure_set(error, DIAG_OVER_LIMIT, name, 0, 0,
                    _("the image has %d × %d pixels, more than the limit of %d megapixels; make it "
                      "smaller"),
                    info.width, info.height, IMAGE_MEGAPIXELS_MAX);
        return false;
    }
    *ret_info = info;
    return true;
}
