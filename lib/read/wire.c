/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "read/wire-private.h"

enum { NO_STRING = 0xFFFFFFFF };

void
wire_put(GByteArray *out, size_t value)
{
    guint32 number = GUINT32_TO_LE((guint32)MIN(value, G_MAXUINT32));
    g_byte_array_append(out, (const guint8 *)&number, sizeof number);
}

void
wire_put_string(GByteArray *out, const char *text)
{
    if (text == NULL) {
        wire_put(out, (guint32)NO_STRING);
        return;
    }
    size_t length = strlen(text);
    guint start = out->len + 4;
    wire_put_bytes(out, text, length);
    for (guint i = start; i < out->len; i++) {
        if (out->data[i] < 0x20)
            out->data[i] = ' ';
    }
}

void
wire_put_bytes(GByteArray *out, const void *data, size_t length)
{
    wire_put(out, length);
    g_byte_array_append(out, data, (guint)length);
}

guint32
wire_take(Wire *wire, guint32 limit)
{
    guint32 number = 0;
    wire->bad = wire->bad || (size_t)(wire->end - wire->at) < sizeof number;
    if (wire->bad)
        return 0;

    memcpy(&number, wire->at, sizeof number);
    wire->at += sizeof number;
    number = GUINT32_FROM_LE(number);
    wire->bad = number > limit;
    return wire->bad ? 0 : number;
}

guint32
wire_take_count(Wire *wire, size_t size)
{
    guint32 count = wire_take(wire, WIRE_NUMBER_LIMIT);

    wire->bad = wire->bad || count > (size_t)(wire->end - wire->at) / size;
    return wire->bad ? 0 : count;
}

static bool
is_clean(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)text[i] < 0x20)
            return false;
    }
    return g_utf8_validate_len(text, length, NULL);
}

char *
wire_take_string(Wire *wire)
{
    guint32 length = wire_take(wire, G_MAXUINT32);
    if (wire->bad || length == (guint32)NO_STRING)
        return NULL;

    const char *text = (const char *)wire->at;
    if (length > (size_t)(wire->end - wire->at) || !is_clean(text, length)) {
        wire->bad = true;
        return NULL;
    }
    wire->at += length;
    return g_strndup(text, length);
}

GBytes *
wire_take_bytes(Wire *wire)
{
    guint32 length = wire_take_count(wire, 1);
    if (wire->bad)
        return NULL;

    GBytes *bytes = g_bytes_new(wire->at, length);
    wire->at += length;
    return bytes;
}
