/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "read/html-private.h"

/* How far the declaration of the encoding may stand from the start (HTML standard, 13.2.3.2). */
enum { DECLARATION_LENGTH = 1024 };

/* Windows-1252 from 0x80 to 0x9F; the rest is as in Unicode. The five holes are as the Encoding
 * standard has them: controls. */
static const gunichar windows_1252[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
};

/* By table and not by iconv, which would have to load a module that the sandbox can't open. */
static char *
decode_windows_1252(const char *data, size_t length, size_t *ret_length)
{
    GString *text = g_string_sized_new(length + length / 8);

    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)data[i];
        if (c == 0)
            continue;
        g_string_append_unichar(text, c >= 0x80 && c < 0xA0 ? windows_1252[c - 0x80] : c);
    }
    *ret_length = text->len;
    return g_string_free(text, FALSE);
}

static char *
decode_utf16(const char *data, size_t length, bool big, size_t *ret_length)
{
    GString *text = g_string_sized_new(length);
    gunichar high = 0;

    for (size_t i = 0; i + 1 < length; i += 2) {
        unsigned char first = (unsigned char)data[i], second = (unsigned char)data[i + 1];
        gunichar unit = big ? first * 256u + second : second * 256u + first;
        if (unit >= 0xD800 && unit < 0xDC00) {
            high = unit;
            continue;
        }
        bool low = unit >= 0xDC00 && unit < 0xE000;
        if (low && high != 0)
            g_string_append_unichar(text, 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00));
        else if (!low && unit != 0)
            g_string_append_unichar(text, unit);
        high = 0;
    }
    *ret_length = text->len;
    return g_string_free(text, FALSE);
}

/* Does the page say that it is UTF-8? Any other declared encoding is a relative of Latin-1 in
 * Dutch practice, and the standard itself reads Latin-1 as Windows-1252. */
static bool
declares_utf8(const char *data, size_t length)
{
    g_autofree char *start = g_ascii_strdown(data, (gssize)MIN(length, DECLARATION_LENGTH));
    const char *charset = strstr(start, "charset=");
    if (charset == NULL)
        return false;

    charset += strlen("charset=");
    charset += *charset == '"' || *charset == '\'';
    return g_str_has_prefix(charset, "utf-8") || g_str_has_prefix(charset, "utf8");
}

static char *
decode(GBytes *bytes, size_t *ret_length)
{
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);

    if (length >= 2 && memcmp(data, "\xFF\xFE", 2) == 0)
        return decode_utf16(data + 2, length - 2, false, ret_length);
    if (length >= 2 && memcmp(data, "\xFE\xFF", 2) == 0)
        return decode_utf16(data + 2, length - 2, true, ret_length);
    bool marked = length >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0;
    if (marked) {
        data += 3;
        length -= 3;
    }
    if (length > 0 && !marked && !g_utf8_validate_len(data, length, NULL) &&
        !declares_utf8(data, length))
        return decode_windows_1252(data, length, ret_length);

    char *text = g_utf8_make_valid(length > 0 ? data : "", (gssize)length);
    *ret_length = strlen(text);
    return text;
}

/*
 * Gumbo adds up the digits of "&#x1100008888;" in an int, and what comes of it is no character. Where there are more digits
 * than the largest has, they become those of the replacement character, as the HTML standard has it (13.2.5.84).
 */
static void
tame_reference(char *digits)
{
    bool hexadecimal = *digits == 'x' || *digits == 'X';
    digits += hexadecimal;
    size_t zeros = strspn(digits, "0");
    size_t count = strspn(digits + zeros, hexadecimal ? "0123456789abcdefABCDEF" : "0123456789");
    const char *instead = hexadecimal ? "FFFD" : "65533";

    if (count <= (hexadecimal ? strlen("10FFFF") : strlen("1114111")))
        return;
    memset(digits + zeros, '0', count);
    memcpy(digits + zeros + count - strlen(instead), instead, strlen(instead));
}

char *
html_decode(GBytes *bytes, size_t *ret_length)
{
    char *text = decode(bytes, ret_length);

    for (char *at = strstr(text, "&#"); at != NULL; at = strstr(at + 2, "&#"))
        tame_reference(at + 2);
    return text;
}
