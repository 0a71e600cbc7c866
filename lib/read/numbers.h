/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_READ_NUMBERS_H
#define REPLIEK_READ_NUMBERS_H

#include <glib.h>

/* How word processors write the numbers of lists and notes. */
typedef enum NumberFormat {
    NUMBER_DECIMAL,
    NUMBER_DECIMAL_ZERO, /* 01, 02 … */
    NUMBER_LOWER_LETTER, /* a … z, aa, bb … */
    NUMBER_UPPER_LETTER,
    NUMBER_LOWER_ROMAN,
    NUMBER_UPPER_ROMAN,
    NUMBER_ORDINAL, /* 1e, 2e … */
    NUMBER_BULLET,  /* no number: the mark is given */
    NUMBER_NONE,
} NumberFormat;

/* Appends the number; nothing for bullets, none, and numbers that the format can't write. */
void number_append(GString *out, NumberFormat format, int number);

/*
 * The mark of a bulleted list as a Unicode character: symbol fonts give theirs in the private use
 * area (Symbol and Wingdings of Word, OpenSymbol of LibreOffice).
 */
gunichar bullet_character(gunichar c);

/* The same for a character of the font Symbol, with or without the private use area in front. */
gunichar symbol_character(gunichar c);

#endif
