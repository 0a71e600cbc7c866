/* SPDX-License-Identifier: EUPL-1.2 */
#include "read/numbers.h"

/* Above this no list counts; Roman numerals have no more signs, letters would be lines long. */
enum { LONG_NUMBER = 3999, LONG_LETTERS = 780 };

static void
append_roman(GString *out, int number, gboolean upper)
{
    static const struct {
        int value;
        const char *upper, *lower;
    } digits[] = {
        { 1000, "M", "m" }, { 900, "CM", "cm" }, { 500, "D", "d" }, { 400, "CD", "cd" },
        { 100, "C", "c" },  { 90, "XC", "xc" },  { 50, "L", "l" },  { 40, "XL", "xl" },
        { 10, "X", "x" },   { 9, "IX", "ix" },   { 5, "V", "v" },   { 4, "IV", "iv" },
        { 1, "I", "i" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(digits); i++) {
        for (; number >= digits[i].value; number -= digits[i].value)
            g_string_append(out, upper ? digits[i].upper : digits[i].lower);
    }
}

/* Word's and LibreOffice's way alike: behind z comes aa, then bb. */
static void
append_letters(GString *out, int number, char first)
{
    for (int i = 0; i <= (number - 1) / 26; i++)
        g_string_append_c(out, (char)(first + (number - 1) % 26));
}

void
number_append(GString *out, NumberFormat format, int number)
{
    gboolean letters = format == NUMBER_LOWER_LETTER || format == NUMBER_UPPER_LETTER;
    gboolean roman = format == NUMBER_LOWER_ROMAN || format == NUMBER_UPPER_ROMAN;
    gboolean too_long = (roman && number > LONG_NUMBER) || (letters && number > LONG_LETTERS);

    if ((letters || roman) && (number < 1 || too_long))
        format = NUMBER_DECIMAL;
    switch (format) {
    case NUMBER_DECIMAL:
        g_string_append_printf(out, "%d", number);
        return;
    case NUMBER_DECIMAL_ZERO:
        g_string_append_printf(out, "%02d", number);
        return;
    case NUMBER_LOWER_LETTER:
        append_letters(out, number, 'a');
        return;
    case NUMBER_UPPER_LETTER:
        append_letters(out, number, 'A');
        return;
    case NUMBER_LOWER_ROMAN:
    case NUMBER_UPPER_ROMAN:
        append_roman(out, number, format == NUMBER_UPPER_ROMAN);
        return;
    case NUMBER_ORDINAL:
        g_string_append_printf(out, "%de", number);
        return;
    case NUMBER_BULLET:
    case NUMBER_NONE:
        return;
    }
}

gunichar
bullet_character(gunichar c)
{
    static const struct {
        gunichar from, to;
    } symbols[] = {
        { 0xF0B7, 0x2022 }, { 0xF0A7, 0x25AA }, { 0xF0A8, 0x25AB }, { 0xF06E, 0x25A0 },
        { 0xF071, 0x2751 }, { 0xF0D8, 0x27A2 }, { 0xF0E0, 0x2192 }, { 0xF0E8, 0x2794 },
        { 0xF0FC, 0x2713 }, { 0xF0FB, 0x2717 }, { 0xF06F, 0x25A1 }, { 0xF02D, 0x2013 },
        { 0xE00C, 0x25A0 }, { 0xE00A, 0x2022 }, { 0xF06C, 0x25CF }, { 0xF076, 0x2756 },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(symbols); i++) {
        if (symbols[i].from == c)
            return symbols[i].to;
    }
    return c >= 0xE000 && c <= 0xF8FF ? 0x2022 : c;
}
