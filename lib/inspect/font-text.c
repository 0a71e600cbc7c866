/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * In: a font dictionary. Out: text and widths of its codes (ISO 32000-1, 9.6 to 9.10).
 *
 * The ToUnicode map decides; without one, the encoding and the names of glyphs in its differences. Composite fonts
 * have codes of two bytes here: Identity and the encodings of Unicode, which is what is met in practice.
 */
#include "inspect/font-text-private.h"

#include <string.h>

#include "inspect/tokens-private.h"

struct FontText {
    bool is_wide; /* codes of two bytes */
    bool is_known;
    GHashTable *texts;   /* code → UTF-8, of ToUnicode and Differences */
    GHashTable *widths;  /* code → thousandths, of W */
    double *simple;      /* widths of 256 codes; NULL */
    double usual;        /* where neither says */
    const gunichar *top; /* the upper half of a simple encoding */
};

enum { MAP_MAX = 200000 }; /* codes that a map may tell of */

/* Annex D: the codes from 0x80 on of WinAnsiEncoding, the lower part of which is not Latin 1 … */
static const gunichar win_ansi[128] = {
    0x20AC, 0x2022, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x2022, 0x017D, 0x2022, 0x2022, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x2022, 0x017E, 0x0178,
};

/* … and of MacRomanEncoding. */
static const gunichar mac_roman[128] = {
    0xC4,   0xC5,   0xC7,   0xC9,   0xD1,   0xD6,  0xDC,   0xE1,   0xE0,   0xE2,   0xE4,   0xE3,
    0xE5,   0xE7,   0xE9,   0xE8,   0xEA,   0xEB,  0xED,   0xEC,   0xEE,   0xEF,   0xF1,   0xF3,
    0xF2,   0xF4,   0xF6,   0xF5,   0xFA,   0xF9,  0xFB,   0xFC,   0x2020, 0xB0,   0xA2,   0xA3,
    0xA7,   0x2022, 0xB6,   0xDF,   0xAE,   0xA9,  0x2122, 0xB4,   0xA8,   0x2260, 0xC6,   0xD8,
    0x221E, 0xB1,   0x2264, 0x2265, 0xA5,   0xB5,  0x2202, 0x2211, 0x220F, 0x3C0,  0x222B, 0xAA,
    0xBA,   0x3A9,  0xE6,   0xF8,   0xBF,   0xA1,  0xAC,   0x221A, 0x192,  0x2248, 0x2206, 0xAB,
    0xBB,   0x2026, 0xA0,   0xC0,   0xC3,   0xD5,  0x152,  0x153,  0x2013, 0x2014, 0x201C, 0x201D,
    0x2018, 0x2019, 0xF7,   0x25CA, 0xFF,   0x178, 0x2044, 0x20AC, 0x2039, 0x203A, 0xFB01, 0xFB02,
    0x2021, 0xB7,   0x201A, 0x201E, 0x2030, 0xC2,  0xCA,   0xC1,   0xCB,   0xC8,   0xCD,   0xCE,
    0xCF,   0xCC,   0xD3,   0xD4,   0xF8FF, 0xD2,  0xDA,   0xDB,   0xD9,   0x131,  0x2C6,  0x2DC,
    0xAF,   0x2D8,  0x2D9,  0x2DA,  0xB8,   0x2DD, 0x2DB,  0x2C7,
};

/* The names of glyphs that European texts need and that don't name themselves (Adobe Glyph List). */
static const struct {
    const char *name;
    gunichar character;
} glyph_names[] = {
    { "space", ' ' },
    { "exclam", '!' },
    { "quotedbl", '"' },
    { "numbersign", '#' },
    { "dollar", '$' },
    { "percent", '%' },
    { "ampersand", '&' },
    { "quotesingle", '\'' },
    { "parenleft", '(' },
    { "parenright", ')' },
    { "asterisk", '*' },
    { "plus", '+' },
    { "comma", ',' },
    { "hyphen", '-' },
    { "period", '.' },
    { "slash", '/' },
    { "zero", '0' },
    { "one", '1' },
    { "two", '2' },
    { "three", '3' },
    { "four", '4' },
    { "five", '5' },
    { "six", '6' },
    { "seven", '7' },
    { "eight", '8' },
    { "nine", '9' },
    { "colon", ':' },
    { "semicolon", ';' },
    { "less", '<' },
    { "equal", '=' },
    { "greater", '>' },
    { "question", '?' },
    { "at", '@' },
    { "bracketleft", '[' },
    { "backslash", '\\' },
    { "bracketright", ']' },
    { "underscore", '_' },
    { "grave", '`' },
    { "braceleft", '{' },
    { "bar", '|' },
    { "braceright", '}' },
    { "asciitilde", '~' },
    { "quoteleft", 0x2018 },
    { "quoteright", 0x2019 },
    { "quotedblleft", 0x201C },
    { "quotedblright", 0x201D },
    { "quotesinglbase", 0x201A },
    { "quotedblbase", 0x201E },
    { "endash", 0x2013 },
    { "emdash", 0x2014 },
    { "bullet", 0x2022 },
    { "ellipsis", 0x2026 },
    { "Euro", 0x20AC },
    { "degree", 0xB0 },
    { "section", 0xA7 },
    { "fi", 0xFB01 },
    { "fl", 0xFB02 },
    { "ff", 0xFB00 },
    { "ffi", 0xFB03 },
    { "ffl", 0xFB04 },
    { "eacute", 0xE9 },
    { "egrave", 0xE8 },
    { "ecircumflex", 0xEA },
    { "edieresis", 0xEB },
    { "aacute", 0xE1 },
    { "agrave", 0xE0 },
    { "acircumflex", 0xE2 },
    { "adieresis", 0xE4 },
    { "iacute", 0xED },
    { "igrave", 0xEC },
    { "icircumflex", 0xEE },
    { "idieresis", 0xEF },
    { "oacute", 0xF3 },
    { "ograve", 0xF2 },
    { "ocircumflex", 0xF4 },
    { "odieresis", 0xF6 },
    { "uacute", 0xFA },
    { "ugrave", 0xF9 },
    { "ucircumflex", 0xFB },
    { "udieresis", 0xFC },
    { "ccedilla", 0xE7 },
    { "ntilde", 0xF1 },
    { "germandbls", 0xDF },
    { "Eacute", 0xC9 },
    { "Adieresis", 0xC4 },
    { "Odieresis", 0xD6 },
    { "Udieresis", 0xDC },
    { "guillemotleft", 0xAB },
    { "guillemotright", 0xBB },
    { "minus", 0x2212 },
    { "multiply", 0xD7 },
    { "nbspace", 0xA0 },
    { "uni00A0", 0xA0 },
    { "copyright", 0xA9 },
    { "periodcentered", 0xB7 },
};

/* 0 where the name tells nothing. */
static gunichar
glyph_character(const char *name)
{
    if (g_ascii_isalpha(name[0]) && name[1] == '\0')
        return (gunichar)name[0];
    for (gsize i = 0; i < G_N_ELEMENTS(glyph_names); i++)
        if (strcmp(glyph_names[i].name, name) == 0)
            return glyph_names[i].character;

    const char *digits = g_str_has_prefix(name, "uni") ? name + 3 : name[0] == 'u' ? name + 1 : "";
    guint64 value = 0;
    if (strlen(digits) >= 4 && g_ascii_string_to_unsigned(digits, 16, 1, 0x10FFFF, &value, NULL) &&
        g_unichar_validate((gunichar)value))
        return (gunichar)value;
    return 0;
}

static void
set_text(FontText *font, guint code, char *text)
{
    if (g_hash_table_size(font->texts) < MAP_MAX)
        g_hash_table_replace(font->texts, GUINT_TO_POINTER(code + 1), text);
    else
        g_free(text);
}

static void
set_character(FontText *font, guint code, gunichar character)
{
    char text[8] = "";
    if (character == 0 || !g_unichar_validate(character))
        return;
    text[g_unichar_to_utf8(character, text)] = '\0';
    set_text(font, code, g_strdup(text));
}

/* ToUnicode (9.10.3). */

static guint
token_code(const Tokens *tokens, const Token *token)
{
    const guint8 *bytes = (const guint8 *)token_bytes(tokens, token);
    guint code = 0;
    for (gsize i = 0; i < MIN(token->length, 4); i++)
        code = code << 8 | bytes[i];
    return code;
}

/* UTF-16BE, `more` added to its last unit. NULL where it is none. */
static char *
token_unicode(const Tokens *tokens, const Token *token, guint more)
{
    const guint8 *bytes = (const guint8 *)token_bytes(tokens, token);
    gsize count = token->length / 2;
    g_autofree gunichar2 *units = g_new0(gunichar2, count + 1);

    for (gsize i = 0; i < count; i++)
        units[i] = (gunichar2)(bytes[2 * i] << 8 | bytes[2 * i + 1]);
    if (count > 0)
        units[count - 1] = (gunichar2)(units[count - 1] + more);
    return g_utf16_to_utf8(units, (glong)count, NULL, NULL, NULL);
}

static void
map_code(FontText *font, const Tokens *tokens, guint code, const Token *target, guint more)
{
    char *text = token_unicode(tokens, target, more);
    if (text != NULL)
        set_text(font, code, text);
}

/* <0041> <0043> [<0061> <0062> <0063>], or <0041> <0043> <0061>. */
static void
read_range(FontText *font, Tokens *tokens, const Token *first)
{
    Token last = tokens_next(tokens), target = tokens_next(tokens);
    guint from = token_code(tokens, first);
    guint to = MIN(token_code(tokens, &last), from + 0xFFFF);

    if (target.kind == TOKEN_STRING) {
        for (guint code = from; code <= to && g_hash_table_size(font->texts) < MAP_MAX; code++)
            map_code(font, tokens, code, &target, code - from);
        return;
    }
    for (guint code = from; target.kind == TOKEN_OPEN || target.kind == TOKEN_STRING; code++) {
        target = tokens_next(tokens);
        if (target.kind == TOKEN_STRING && code <= to)
            map_code(font, tokens, code, &target, 0);
    }
}

static void
read_to_unicode(FontText *font, GBytes *map)
{
    g_auto(Tokens) tokens;
    tokens_init(&tokens, map);
    bool characters = false, ranges = false;

    for (Token token = tokens_next(&tokens); token.kind != TOKEN_END;
         token = tokens_next(&tokens)) {
        if (token.kind == TOKEN_WORD) {
            characters = token_is(&tokens, &token, "beginbfchar");
            ranges = token_is(&tokens, &token, "beginbfrange");
        } else if (token.kind == TOKEN_STRING && ranges) {
            read_range(font, &tokens, &token);
        } else if (token.kind == TOKEN_STRING && characters) {
            Token target = tokens_next(&tokens);
            map_code(font, &tokens, token_code(&tokens, &token), &target, 0);
        }
        if (tokens.bytes->len > 65536)
            tokens_forget(&tokens);
    }
}

/* Encodings of simple fonts (9.6.6). */

static bool
read_differences(FontText *font, const Object *differences)
{
    bool known = true;
    guint code = 0;
    for (int i = 0; i < object_count(differences) && i < 1024; i++) {
        g_auto(Object) item = object_at(differences, i);
        g_autofree char *name = object_name(&item);
        if (name == NULL) {
            code = (guint)CLAMP(object_value(&item, 0), 0, 255);
            continue;
        }
        gunichar character = glyph_character(name);
        known = known && (character != 0 || strcmp(name, ".notdef") == 0);
        set_character(font, code++, character);
    }
    return known;
}

/* Is it a font whose own encoding says nothing about characters? */
static bool
is_symbolic(const Object *font)
{
    enum { SYMBOLIC = 4 };
    g_auto(Object) descriptor = object_get(font, "/FontDescriptor");
    return (object_get_integer(&descriptor, "/Flags", 0) & SYMBOLIC) != 0;
}

static bool
read_encoding(FontText *font, const Object *dictionary)
{
    g_auto(Object) encoding = object_get(dictionary, "/Encoding");
    g_autofree char *name = object_name(&encoding);
    if (object_is_dictionary(&encoding))
        name = object_get_name(&encoding, "/BaseEncoding");

    font->top = g_strcmp0(name, "MacRomanEncoding") == 0 ? mac_roman : win_ansi;
    g_auto(Object) differences = object_get(&encoding, "/Differences");
    bool known = read_differences(font, &differences);
    return known && (name != NULL || !is_symbolic(dictionary));
}

/* Widths. */

static void
read_simple_widths(FontText *font, const Object *dictionary)
{
    g_auto(Object) widths = object_get(dictionary, "/Widths");
    g_auto(Object) descriptor = object_get(dictionary, "/FontDescriptor");
    gint64 first = object_get_integer(dictionary, "/FirstChar", 0);

    font->usual = object_get_value(&descriptor, "/MissingWidth", 500);
    font->simple = g_new0(double, 256);
    for (int i = 0; i < 256; i++)
        font->simple[i] = font->usual;
    for (int i = 0; i < object_count(&widths) && first + i < 256; i++) {
        g_auto(Object) width = object_at(&widths, i);
        if (first + i >= 0)
            font->simple[first + i] = object_value(&width, font->usual);
    }
}

static void
set_width(FontText *font, guint code, double width)
{
    if (g_hash_table_size(font->widths) < MAP_MAX)
        g_hash_table_insert(font->widths, GUINT_TO_POINTER(code + 1),
                            GINT_TO_POINTER((int)CLAMP(width, -10000, 10000)));
}

/* "c [w w w]" and "first last w" (9.7.4.3). */
static void
read_wide_widths(FontText *font, const Object *descendant)
{
    g_auto(Object) list = object_get(descendant, "/W");
    font->usual = object_get_value(descendant, "/DW", 1000);

    for (int i = 0; i + 1 < object_count(&list);) {
        g_auto(Object) first = object_at(&list, i);
        g_auto(Object) second = object_at(&list, i + 1);
        guint code = (guint)CLAMP(object_value(&first, 0), 0, 65535);
        for (int k = 0; k < object_count(&second); k++) {
            g_auto(Object) width = object_at(&second, k);
            set_width(font, code + (guint)k, object_value(&width, font->usual));
        }
        if (object_is_array(&second)) {
            i += 2;
            continue;
        }
        g_auto(Object) width = object_at(&list, i + 2);
        guint last = (guint)CLAMP(object_value(&second, 0), 0, 65535);
        for (guint k = code; k <= last; k++)
            set_width(font, k, object_value(&width, font->usual));
        i += 3;
    }
}

FontText *
font_text_new(const Object *dictionary)
{
    FontText *font = g_new0(FontText, 1);
    font->texts = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    font->widths = g_hash_table_new(NULL, NULL);
    font->is_wide = object_has_name(dictionary, "/Subtype", "Type0");

    g_auto(Object) to_unicode = object_get(dictionary, "/ToUnicode");
    g_autoptr(GBytes) map = object_data(&to_unicode);
    if (font->is_wide) {
        g_auto(Object) descendants = object_get(dictionary, "/DescendantFonts");
        g_auto(Object) descendant = object_at(&descendants, 0);
        read_wide_widths(font, &descendant);
    } else {
        font->is_known = read_encoding(font, dictionary);
        read_simple_widths(font, dictionary);
    }
    if (map != NULL) {
        read_to_unicode(font, map);
        font->is_known = true;
    }
    return font;
}

void
font_text_free(gpointer data)
{
    FontText *font = data;
    if (font == NULL)
        return;
    g_hash_table_unref(font->texts);
    g_hash_table_unref(font->widths);
    g_free(font->simple);
    g_free(font);
}

bool
font_text_is_known(const FontText *font)
{
    return font->is_known;
}

static void
append_simple(const FontText *font, guint code, GString *out)
{
    gunichar character = code < 0x80 ? code : font->top[code - 0x80];
    if (character == 0)
        character = code;
    if (character >= 0x20 && character != 0x7F)
        g_string_append_unichar(out, character);
}

bool
font_text_next(const FontText *font, GBytes *string, gsize *at, GString *out, double *ret_width)
{
    gsize length, size = font->is_wide ? 2 : 1;
    const guint8 *bytes = g_bytes_get_data(string, &length);
    if (*at + size > length)
        return false;

    guint code = font->is_wide ? (guint)(bytes[*at] << 8 | bytes[*at + 1]) : bytes[*at];
    const char *text = g_hash_table_lookup(font->texts, GUINT_TO_POINTER(code + 1));
    gpointer width = NULL;
    *at += size;
    if (text != NULL)
        g_string_append(out, text);
    else if (!font->is_wide)
        append_simple(font, code, out);
    if (font->simple != NULL)
        *ret_width = font->simple[code] / 1000;
    else if (g_hash_table_lookup_extended(font->widths, GUINT_TO_POINTER(code + 1), NULL, &width))
        *ret_width = GPOINTER_TO_INT(width) / 1000.0;
    else
        *ret_width = font->usual / 1000;
    return true;
}
