/* SPDX-License-Identifier: EUPL-1.2 */
#include "emit/jpeg.h"

/* Markers of a JPEG (ITU-T T.81, table B.1). */
enum {
    MARKER = 0xff,
    START = 0xd8,
    SCAN = 0xda,
    APP0 = 0xe0,
    APP14 = 0xee,
    APP15 = 0xef,
    COM = 0xfe
};

static bool
is_remark(guint8 marker)
{
    return marker == COM || (marker > APP0 && marker <= APP15 && marker != APP14);
}

GByteArray *
jpeg_strip(const guint8 *data, gsize length)
{
    GByteArray *out = g_byte_array_sized_new((guint)length);
    gsize at = 2;

    g_byte_array_append(out, data, (guint)MIN(length, at));
    while (at + 4 <= length && data[at] == MARKER && data[at + 1] != SCAN) {
        gsize segment = 2 + ((gsize)data[at + 2] << 8 | data[at + 3]);
        if (segment > length - at)
            break;
        if (!is_remark(data[at + 1]))
            g_byte_array_append(out, data + at, (guint)segment);
        at += segment;
    }
    if (at < length)
        g_byte_array_append(out, data + at, (guint)(length - at));
    return out;
}

GBytes *
image_public(GBytes *bytes, ImageKind kind)
{
    gsize length;
    const guint8 *data = g_bytes_get_data(bytes, &length);

    return kind == IMAGE_JPEG ? g_byte_array_free_to_bytes(jpeg_strip(data, length))
                              : g_bytes_ref(bytes);
}

GBytes *
image_for_web(GBytes *bytes, const ImageInfo *info)
{
    /* APP1 of 34 bytes, big-endian, with one entry: tag 274, a SHORT, its value (EXIF 2.3, 4.6). */
    const guint8 held[] = { MARKER, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0,
                            'M',    'M',  0, 42, 0,   0,   0,   8,   0, 1,
                            0x01,   0x12, 0, 3,  0,   0,   0,   1,   0, (guint8)info->turn,
                            0,      0,    0, 0,  0,   0 };
    gsize length;
    const guint8 *data = g_bytes_get_data(bytes, &length);
    if (info->kind != IMAGE_JPEG)
        return g_bytes_ref(bytes);

    GByteArray *out = jpeg_strip(data, length);
    if (info->turn > 1) {
        g_autoptr(GByteArray) pixels = out;
        out = g_byte_array_sized_new(pixels->len + (guint)sizeof held);
        g_byte_array_append(out, pixels->data, 2);
        g_byte_array_append(out, held, (guint)sizeof held);
        g_byte_array_append(out, pixels->data + 2, pixels->len - 2);
    }
    return g_byte_array_free_to_bytes(out);
}
