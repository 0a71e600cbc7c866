/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "typeset/fonts.h"

typedef struct CharacterRange {
    gunichar first, last;
} CharacterRange;

/* In order. tests/unit/ordinary-text.c holds them against the shipped fonts. */
static const CharacterRange ranges[] = {
    { 0x09, 0x0A },                     /* tab, line end */
    { 0x0D, 0x0D },     { 0x20, 0x7E }, /* ASCII */
    { 0xA0, 0x377 },    /* Latin, phonetic letters, combining marks, the first of Greek */
    { 0x384, 0x38A },   /* Greek … */
    { 0x38E, 0x3A1 },   /* … */
    { 0x3A3, 0x3E1 },   /* … */
    { 0x3F0, 0x52F },   /* Greek and Cyrillic */
    { 0x1E00, 0x1F15 }, /* Latin and Greek with marks */
    { 0x2000, 0x2064 }, /* spaces, dashes, quotation marks */
    { 0x2070, 0x2071 }, /* superscripts … */
    { 0x2074, 0x208E }, /* … and subscripts */
    { 0x20A0, 0x20BF }, /* currencies */
    { 0xFEFF, 0xFEFF }, /* a byte order mark, which shows nothing */
};

static bool
is_ordinary(gunichar c)
{
    for (size_t i = 0; i < G_N_ELEMENTS(ranges) && c >= ranges[i].first; i++)
        if (c <= ranges[i].last)
            return true;
    return false;
}

/* Does a character by its number or name begin here? Better one too many. */
static bool
is_written_out(const char *p, const char *end)
{
    char next = p + 1 < end ? p[1] : ' ';

    return (p[0] == '\\' && memchr("uUx", next, 3) != NULL) ||
           (p[0] == '&' && (next == '#' || g_ascii_isalpha(next)));
}

bool
text_is_ordinary(const char *text, size_t length)
{
    for (const char *p = text; p < text + length; p = g_utf8_next_char(p))
        if (is_written_out(p, text + length) || !is_ordinary(g_utf8_get_char(p)))
            return false;
    return true;
}
