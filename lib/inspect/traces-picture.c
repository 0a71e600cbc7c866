/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "inspect/traces-private.h"

/*
 * What cameras and programs write beside the pixels: EXIF 2.3 (a TIFF structure, in JPEG and PNG), XMP, comments, and the texts
 * of PNG (ISO/IEC 15948, 11.3.4). What is compressed there (zTXt) stays closed: hardly anything writes it.
 */

typedef struct Tiff {
    Traces *traces;
    const guint8 *data;
    gsize length;
    bool little;
} Tiff;

static guint32
number(const Tiff *tiff, gsize at, gsize bytes)
{
    guint32 value = 0;
    if (at > tiff->length || bytes > tiff->length - at)
        return 0;
    for (gsize i = 0; i < bytes; i++)
        value = value << 8 | tiff->data[at + (tiff->little ? bytes - 1 - i : i)];
    return value;
}

enum {
    ENTRY = 12,
    TAG_ARTIST = 0x013b,
    TAG_EXIF = 0x8769,
    TAG_GPS = 0x8825,
    TAG_WINDOWS_COMMENT = 0x9c9c,
    TAG_WINDOWS_AUTHOR = 0x9c9d,
    TAG_CAMERA_OWNER = 0xa430,
    TAG_DESCRIPTION = 0x010e
};

/* A text of the entry; those of Windows are UTF-16, whatever the order of the file's numbers. */
static char *
entry_text(const Tiff *tiff, gsize entry, bool is_wide)
{
    gsize count = number(tiff, entry + 4, 4);
    gsize at = count > 4 ? number(tiff, entry + 8, 4) : entry + 8;
    if (at > tiff->length || count > tiff->length - at)
        return g_strdup("");
    const char *bytes = (const char *)tiff->data + at;
    if (!is_wide)
        return g_strndup(bytes, count);
    char *text = g_convert(bytes, (gssize)count, "UTF-8", "UTF-16LE", NULL, NULL, NULL);
    return text != NULL ? text : g_strdup("");
}

/* "52° 4′ N": to the minute, which is enough to be told. */
static char *
coordinate(const Tiff *tiff, gsize entry, const char *sign)
{
    gsize at = number(tiff, entry + 8, 4);
    guint32 degrees = number(tiff, at, 4) / MAX(number(tiff, at + 4, 4), 1);
    guint32 minutes = number(tiff, at + 8, 4) / MAX(number(tiff, at + 12, 4), 1);
    return g_strdup_printf("%u° %u′ %s", degrees, minutes, sign);
}

static void
read_gps(const Tiff *tiff, gsize at)
{
    g_autofree char *latitude = NULL, *longitude = NULL;
    char signs[2][2] = { "", "" };
    gsize count = number(tiff, at, 2);

    for (gsize entry = at + 2; count > 0 && entry + ENTRY <= tiff->length;
         count--, entry += ENTRY) {
        guint32 tag = number(tiff, entry, 2);
        if ((tag == 1 || tag == 3) && g_ascii_isalpha((char)tiff->data[entry + 8]))
            signs[tag / 2][0] = (char)tiff->data[entry + 8];
        if (tag == 2 && latitude == NULL)
            latitude = coordinate(tiff, entry, signs[0]);
        if (tag == 4 && longitude == NULL)
            longitude = coordinate(tiff, entry, signs[1]);
    }
    if (latitude == NULL || longitude == NULL)
        return;
    g_autofree char *both = g_strdup_printf("%s, %s", latitude, longitude);
    trace_add(tiff->traces, TRACE_PLACE, "EXIF", both);
}

static void
read_entry(const Tiff *tiff, gsize entry)
{
    guint32 tag = number(tiff, entry, 2);
    bool is_wide = tag == TAG_WINDOWS_AUTHOR || tag == TAG_WINDOWS_COMMENT;
    bool is_person = tag == TAG_ARTIST || tag == TAG_WINDOWS_AUTHOR || tag == TAG_CAMERA_OWNER;
    if (tag == TAG_GPS)
        read_gps(tiff, number(tiff, entry + 8, 4));
    if (!is_person && tag != TAG_WINDOWS_COMMENT && tag != TAG_DESCRIPTION)
        return;

    g_autofree char *text = entry_text(tiff, entry, is_wide);
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    if (is_person)
        trace_person(tiff->traces, "EXIF", valid);
    else if (is_wide)
        trace_add(tiff->traces, TRACE_CAPTION, "EXIF", valid);
    else
        trace_text(tiff->traces, "EXIF", valid);
}

/* A directory, and from the first the one with what the camera says. */
static void
read_directory(const Tiff *tiff, gsize at, bool is_first)
{
    gsize count = number(tiff, at, 2);
    for (gsize entry = at + 2; count > 0 && entry + ENTRY <= tiff->length;
         count--, entry += ENTRY) {
        read_entry(tiff, entry);
        if (!is_first || number(tiff, entry, 2) != TAG_EXIF)
            continue;
        read_directory(tiff, number(tiff, entry + 8, 4), false);
        is_first = false; /* one is enough for any camera */
    }
}

static void
read_tiff(Traces *traces, const guint8 *data, gsize length)
{
    Tiff tiff = { traces, data, length, length > 0 && data[0] == 'I' };
    if (length > 8)
        read_directory(&tiff, number(&tiff, 4, 4), true);
}

static void
read_packet(Traces *traces, const guint8 *data, gsize length)
{
    g_autoptr(GBytes) packet = g_bytes_new(data, length);
    trace_xml(traces, "XMP", packet);
}

static void
read_segment(Traces *traces, guint8 marker, const guint8 *data, gsize length)
{
    static const char exif[] = "Exif\0", xmp[] = "http://ns.adobe.com/xap/1.0/";
    if (marker == 0xe1 && length > sizeof exif && memcmp(data, exif, sizeof exif) == 0)
        read_tiff(traces, data + sizeof exif, length - sizeof exif);
    if (marker == 0xe1 && length > sizeof xmp && memcmp(data, xmp, sizeof xmp) == 0)
        read_packet(traces, data + sizeof xmp, length - sizeof xmp);
    if (marker == 0xfe) {
        g_autofree char *text = g_utf8_make_valid((const char *)data, (gssize)length);
        trace_add(traces, TRACE_CAPTION, "JPEG", text);
    }
}

/* Up to the scan (ITU-T T.81, B.1.1). */
static void
read_jpeg(Traces *traces, const guint8 *data, gsize length)
{
    for (gsize at = 2; at + 4 <= length && data[at] == 0xff && data[at + 1] != 0xda;) {
        gsize size = (gsize)data[at + 2] << 8 | data[at + 3];
        if (size < 2 || size > length - at - 2)
            return;
        read_segment(traces, data[at + 1], data + at + 4, size - 2);
        at += 2 + size;
    }
}

/* A keyword, and behind it the text; of the international kind three more fields stand between them. */
static void
read_png_text(Traces *traces, const guint8 *data, gsize length, bool is_international)
{
    g_autofree char *all = g_strndup((const char *)data, length); /* ends at the keyword's NUL */
    gsize at = strlen(all) + 1;
    for (int fields = is_international ? 2 : 0; fields > 0 && at < length; fields--) {
        at += fields == 2 ? 2 : 0; /* compressed, and how */
        const guint8 *end = at < length ? memchr(data + at, 0, length - at) : NULL;
        at = end != NULL ? (gsize)(end - data) + 1 : length;
    }
    if (at >= length)
        return;

    g_autofree char *text = g_utf8_make_valid((const char *)data + at, (gssize)(length - at));
    if (strcmp(all, "XML:com.adobe.xmp") == 0)
        read_packet(traces, data + at, length - at);
    else if (strcmp(all, "Author") == 0)
        trace_person(traces, "PNG: Author", text);
    else if (strcmp(all, "Comment") == 0)
        trace_add(traces, TRACE_CAPTION, "PNG: Comment", text);
    else
        trace_text(traces, "PNG", text);
}

static void
read_png(Traces *traces, const guint8 *data, gsize length)
{
    enum { SIGNATURE = 8, HEAD = 8, CHECKSUM = 4 };
    const Tiff whole = { traces, data, length, false };
    for (gsize at = SIGNATURE; at + HEAD + CHECKSUM <= length;) {
        gsize size = number(&whole, at, 4);
        const guint8 *name = data + at + 4;
        if (size > length - at - HEAD - CHECKSUM)
            return;
        if (memcmp(name, "tEXt", 4) == 0 || memcmp(name, "iTXt", 4) == 0)
            read_png_text(traces, name + 4, size, *name == 'i');
        if (memcmp(name, "eXIf", 4) == 0)
            read_tiff(traces, name + 4, size);
        at += HEAD + size + CHECKSUM;
    }
}

void
trace_picture(Traces *traces, GBytes *bytes)
{
    gsize length;
    const guint8 *data = g_bytes_get_data(bytes, &length);
    if (data[0] == 0xff)
        read_jpeg(traces, data, length);
    else
        read_png(traces, data, length);
}
