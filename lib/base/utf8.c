/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/utf8.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/failure.h"

size_t
utf8_count(const char *text, size_t length)
{
    size_t count = 0;

    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

size_t
utf8_offset(const char *text, size_t length, size_t characters)
{
    size_t at = 0;

    while (characters > 0 && at < length) {
        at += (size_t)(g_utf8_next_char(text + at) - (text + at));
        characters--;
    }
    return MIN(at, length);
}

bool
utf8_is_space(gunichar c)
{
    /* g_unichar_isspace() leaves the zero-width no-break space out; Word files carry it as filler.
     */
    return g_unichar_isspace(c) || c == 0x00A0 || c == 0x202F || c == 0xFEFF;
}

typedef gunichar (*CharacterMap)(gunichar c);

/* Single spaces, none at the ends; other characters as `map` has them. Most of any text is ASCII, and goes quickly. */
static char *
collapse(const char *text, CharacterMap map)
{
    GString *result = g_string_sized_new(strlen(text));
    bool pending = false;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = (unsigned char)*p < 0x80 ? (gunichar)*p : g_utf8_get_char(p);
        if (c < 0x80 ? g_ascii_isspace((char)c) || c == '\v' : utf8_is_space(c)) {
            pending = result->len > 0;
            continue;
        }
        if (pending)
            g_string_append_c(result, ' ');
        pending = false;
        if (map != NULL)
            c = map(c);
        if (c < 0x80)
            g_string_append_c(result, (char)c);
        else
            g_string_append_unichar(result, c);
    }
    return g_string_free(result, FALSE);
}

char *
utf8_collapse(const char *text)
{
    return collapse(text, NULL);
}

static gunichar
plain_quote(gunichar c)
{
    if (c < 0x80)
        return c == '`' ? '\'' : c;
    if (c == 0x00AB || c == 0x00BB || (c >= 0x201C && c <= 0x201F))
        return '"';
    if (c == 0x2039 || c == 0x203A || (c >= 0x2018 && c <= 0x201B) || c == 0x00B4)
        return '\'';
    return c;
}

/* Latin letters as keyboards make them, punctuation and signs are composed already. */
static bool
is_composed(const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        if ((unsigned char)*p < 0xCC)
            continue; /* below U+0300 */
        gunichar c = g_utf8_get_char(p);
        if (c < 0x2000 || c > 0x20CF)
            return false;
    }
    return true;
}

char *
utf8_comparable(const char *text)
{
    if (is_composed(text))
        return collapse(text, plain_quote);

    g_autofree char *composed = g_utf8_normalize(text, -1, G_NORMALIZE_NFC);
    return collapse(composed != NULL ? composed : text, plain_quote);
}

static void
fail_at(GError **error, const char *name, const char *text, size_t offset, const char *message)
{
    int line = 1;
    size_t start = 0;

    for (size_t i = 0; i < offset; i++) {
        if (text[i] != '\n')
            continue;
        line++;
        start = i + 1;
    }
    failure_set(error, DIAG_UNREADABLE, name, line,
                (int)utf8_count(text + start, offset - start) + 1, "%s", message);
}

static bool
check_lines(const char *name, const char *text, size_t length, GError **error)
{
    int lines = 1;

    for (size_t i = 0; i < length && lines <= TEXT_LINES_MAX; i++)
        lines += text[i] == '\n' || (text[i] == '\r' && (i + 1 == length || text[i + 1] != '\n'));
    if (lines <= TEXT_LINES_MAX)
        return true;
    failure_set(error, DIAG_OVER_LIMIT, name, lines, 1,
                _("the file has more than %d lines, the limit; split it"), TEXT_LINES_MAX);
    return false;
}

static char *
decode_utf16(const char *name, const char *bytes, size_t length, const char *charset,
             size_t *ret_length, GError **error)
{
    g_autoptr(GError) cause = NULL;
    gsize written = 0;
    g_autofree char *text =
        g_convert(bytes, (gssize)length, "UTF-8", charset, NULL, &written, &cause);

    if (text == NULL) {
        failure_set(error, DIAG_UNREADABLE, name, 0, 0,
                    _("the file says it is UTF-16 but is not; save it again as UTF-8"));
        return NULL;
    }
    const char *nul = memchr(text, '\0', written);
    if (nul != NULL) {
        fail_at(error, name, text, (size_t)(nul - text),
                _("there is a NUL character here, so this is no text; save the file as text"));
        return NULL;
    }
    if (!check_lines(name, text, written, error))
        return NULL;
    *ret_length = written;
    return g_steal_pointer(&text);
}

char *
text_decode(const char *name, GBytes *bytes, size_t *ret_length, GError **error)
{
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);

    if (length >= 2 && memcmp(data, "\xFF\xFE", 2) == 0)
        return decode_utf16(name, data + 2, length - 2, "UTF-16LE", ret_length, error);
    if (length >= 2 && memcmp(data, "\xFE\xFF", 2) == 0)
        return decode_utf16(name, data + 2, length - 2, "UTF-16BE", ret_length, error);
    if (length >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0) {
        data += 3;
        length -= 3;
    }

    const char *bad = NULL;
    if (length > 0 && !g_utf8_validate_len(data, length, &bad)) {
        const char *message =
            *bad == '\0' ? _("there is a NUL byte here, so this is no text; save the file as text")
                         : _("the text is not valid UTF-8 from here; save the file as UTF-8");
        fail_at(error, name, data, (size_t)(bad - data), message);
        return NULL;
    }

    if (!check_lines(name, data, length, error))
        return NULL;
    *ret_length = length;
    return g_strndup(length > 0 ? data : "", length);
}

static GBytes *
encode_utf16(const char *text, const char *charset, const char *mark)
{
    gsize length = 0;
    g_autofree char *converted = g_convert(text, -1, charset, "UTF-8", NULL, &length, NULL);
    GByteArray *bytes = g_byte_array_new();

    /* All of Unicode has a place in UTF-16. */
    g_assert(converted != NULL);
    g_byte_array_append(bytes, (const guint8 *)mark, 2);
    g_byte_array_append(bytes, (const guint8 *)converted, (guint)length);
    return g_byte_array_free_to_bytes(bytes);
}

GBytes *
text_encode(GBytes *like, const char *text)
{
    static const char mark[] = "\xEF\xBB\xBF";
    gsize length;
    const char *data = g_bytes_get_data(like, &length);

    if (length >= 2 && memcmp(data, "\xFF\xFE", 2) == 0)
        return encode_utf16(text, "UTF-16LE", "\xFF\xFE");
    if (length >= 2 && memcmp(data, "\xFE\xFF", 2) == 0)
        return encode_utf16(text, "UTF-16BE", "\xFE\xFF");
    if (length < 3 || memcmp(data, mark, 3) != 0)
        return g_bytes_new(text, strlen(text));

    char *marked = g_strconcat(mark, text, NULL);
    return g_bytes_new_take(marked, strlen(marked));
}
