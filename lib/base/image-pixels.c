/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * In: an image whose header was read. Out: can its pixels be set? Without this, a damaged image would be found only when
 * the PDF is written, where all that is left to say is that there will be none.
 *
 * A PNG (ISO/IEC 15948) is unpacked a piece at a time and thrown away: 40 megapixels would be 320 MB at once. Held
 * against the standard are what decoders stop at: checksums and order of the critical chunks, the header's values, the
 * palette, the length of the pixels, each row's filter. A JPEG goes into the PDF as it is, so only its kind counts:
 * PDF takes no lossless, arithmetic or four-coloured one (ISO 32000-1, 7.4.8).
 */
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <libdeflate.h>
#include <string.h>

#include "base/failure.h"
#include "base/image-info.h"

enum {
    HEAD = 8,
    CHECKSUM = 4,
    PASSES = 7,
    GREY = 0,
    RGB = 2,
    PALETTE = 3,
    GREY_ALPHA = 4,
    RGBA = 6
};

/* The pixels as they come out of the stream: rows of bytes, each with its filter first, in one pass or seven. */
typedef struct Rows {
    guint32 width, height;
    guint bits; /* a pixel */
    bool interlaced;
    guint pass;
    guint64 length; /* of a row of this pass, its filter included */
    guint64 at;     /* in the row */
    guint32 left;   /* rows of this pass, the one under way included */
    guint64 surplus;
} Rows;

typedef struct PngCheck {
    const guint8 *data;
    gsize length, at;
    Rows rows;
    guint8 colour, depth;
    bool has_palette;
    GConverter *inflater;
    bool stream_ended;
} PngCheck;

static guint32
big_endian(const guint8 *data)
{
    return (guint32)data[0] << 24 | (guint32)data[1] << 16 | (guint32)data[2] << 8 | data[3];
}

/* The size of the pass; false beyond the last one. Passes without pixels are left out. */
static bool
begin_pass(Rows *rows)
{
    static const struct {
        guint8 x, y, step_x, step_y;
    } passes[PASSES] = { { 0, 0, 8, 8 }, { 4, 0, 8, 8 }, { 0, 4, 4, 8 }, { 2, 0, 4, 4 },
                         { 0, 2, 2, 4 }, { 1, 0, 2, 2 }, { 0, 1, 1, 2 } };

    rows->at = 0;
    for (; rows->pass < (rows->interlaced ? PASSES : 1); rows->pass++) {
        guint32 width = rows->width, height = rows->height;
        if (rows->interlaced) {
            guint32 x = passes[rows->pass].x, y = passes[rows->pass].y;
            guint32 step_x = passes[rows->pass].step_x, step_y = passes[rows->pass].step_y;
            width = width > x ? (width - x + step_x - 1) / step_x : 0;
            height = height > y ? (height - y + step_y - 1) / step_y : 0;
        }
        rows->length = 1 + ((guint64)width * rows->bits + 7) / 8;
        rows->left = height;
        if (width > 0 && height > 0)
            return true;
    }
    rows->left = 0;
    return false;
}

/* Takes unpacked bytes in; false where a row's filter is none. What is too much is let be, up to a bomb. */
static bool
take_bytes(Rows *rows, const guint8 *bytes, gsize length)
{
    enum { FILTERS = 5, SURPLUS_MAX = 1 << 20 };

    while (length > 0 && rows->left > 0) {
        if (rows->at == 0 && *bytes >= FILTERS)
            return false;
        gsize step = (gsize)MIN((guint64)length, rows->length - rows->at);
        rows->at += step;
        bytes += step;
        length -= step;
        if (rows->at < rows->length)
            continue;
        rows->at = 0;
        if (--rows->left == 0) {
            rows->pass++;
            begin_pass(rows);
        }
    }
    rows->surplus += length;
    return rows->surplus <= SURPLUS_MAX;
}

static bool
is_depth_of(guint8 colour, guint8 depth)
{
    switch (colour) {
    case GREY:
        return depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
    case PALETTE:
        return depth == 1 || depth == 2 || depth == 4 || depth == 8;
    case RGB:
    case GREY_ALPHA:
    case RGBA:
        return depth == 8 || depth == 16;
    default:
        return false;
    }
}

static bool
take_header(PngCheck *check, const guint8 *data, guint32 length)
{
    static const guint channels[] = {
        [GREY] = 1, [RGB] = 3, [PALETTE] = 1, [GREY_ALPHA] = 2, [RGBA] = 4
    };
    if (length != 13 || check->rows.width != 0)
        return false;

    check->depth = data[8];
    check->colour = data[9];
    if (!is_depth_of(check->colour, check->depth) || data[10] != 0 || data[11] != 0 || data[12] > 1)
        return false;
    check->rows = (Rows){ .width = big_endian(data),
                          .height = big_endian(data + 4),
                          .bits = channels[check->colour] * check->depth,
                          .interlaced = data[12] == 1 };
    return begin_pass(&check->rows);
}

static bool
take_palette(PngCheck *check, guint32 length)
{
    check->has_palette = true;
    return check->colour != PALETTE ||
           (length > 0 && length % 3 == 0 && length / 3 <= 1u << check->depth);
}

static bool
take_pixels(PngCheck *check, const guint8 *data, gsize length)
{
    guint8 out[16384];

    if (check->colour == PALETTE && !check->has_palette)
        return false;
    while (length > 0 && !check->stream_ended) {
        gsize read = 0, written = 0;
        GConverterResult result =
            g_converter_convert(check->inflater, data, length, out, sizeof out,
                                G_CONVERTER_NO_FLAGS, &read, &written, NULL);
        if (result == G_CONVERTER_ERROR)
            return false;
        if (!take_bytes(&check->rows, out, written))
            return false;
        check->stream_ended = result == G_CONVERTER_FINISHED;
        data += read;
        length -= read;
    }
    return true;
}

/* What the pixels' stream still holds back, once all of it was read. */
static bool
drain(PngCheck *check)
{
    while (!check->stream_ended) {
        guint8 out[16384];
        gsize read, written = 0;
        GConverterResult result =
            g_converter_convert(check->inflater, "", 0, out, sizeof out, G_CONVERTER_INPUT_AT_END,
                                &read, &written, NULL);
        if (result == G_CONVERTER_ERROR || !take_bytes(&check->rows, out, written))
            return false;
        check->stream_ended = result == G_CONVERTER_FINISHED;
    }
    return check->rows.left == 0;
}

/* A chunk whose name begins with a capital must be understood (5.4); any other may be left out. */
static bool
take_chunk(PngCheck *check, const guint8 *name, guint32 length)
{
    const guint8 *data = name + 4;
    bool is_first = check->at == HEAD, is_critical = (name[0] & 0x20) == 0;

    if (is_first != (memcmp(name, "IHDR", 4) == 0))
        return false;
    if (is_critical && libdeflate_crc32(0, name, length + 4) != big_endian(data + length))
        return false;
    if (is_first)
        return take_header(check, data, length);
    if (memcmp(name, "PLTE", 4) == 0)
        return take_palette(check, length);
    if (memcmp(name, "IDAT", 4) == 0)
        return take_pixels(check, data, length);
    return !is_critical || memcmp(name, "IEND", 4) == 0;
}

/* Walks over the chunks; image_info_read() has seen that IEND ends them. */
static bool
png_is_sound(GBytes *bytes)
{
    PngCheck check = { .at = HEAD };
    check.data = g_bytes_get_data(bytes, &check.length);
    g_autoptr(GConverter) inflater =
        G_CONVERTER(g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
    check.inflater = inflater;

    while (check.length - check.at >= HEAD + CHECKSUM) {
        const guint8 *name = check.data + check.at + 4;
        guint32 length = big_endian(check.data + check.at);
        if (length > check.length - check.at - HEAD - CHECKSUM || !take_chunk(&check, name, length))
            return false;
        if (memcmp(name, "IEND", 4) == 0)
            return drain(&check);
        check.at += HEAD + length + CHECKSUM;
    }
    return false;
}

static bool
fail(const char *name, const char *message, GError **error)
{
    failure_set(error, DIAG_UNREADABLE, name, 0, 0, "%s", message);
    return false;
}

bool
image_pixels_check(const char *name, GBytes *bytes, const ImageInfo *info, GError **error)
{
    enum { SIDE_MAX = 32767 }; /* cairo's */

    if (info->kind == IMAGE_JPEG && info->components != 1 && info->components != 3)
        return fail(name, _("the image has the four colours of a printing press; save it as RGB"),
                    error);
    if (info->kind == IMAGE_JPEG && !info->embeddable)
        return fail(name, _("it is a kind of JPEG that a PDF can't hold; save it again"), error);
    if (info->kind == IMAGE_PNG && MAX(info->width, info->height) > SIDE_MAX)
        return fail(name, _("the image is wider or higher than 32,767 pixels; make it smaller"),
                    error);
    if (info->kind == IMAGE_PNG && !png_is_sound(bytes))
        return fail(name, _("the image is damaged; save it again"), error);
    return true;
}
