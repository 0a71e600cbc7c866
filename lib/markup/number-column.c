/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which columns of a table hold numbers, to be lined up at the decimal comma. Numbers are written
 * as in Dutch: points or spaces between thousands, a comma before decimals, with €, % and a sign
 * around them. A column of years names its rows: it stays at the left.
 */
#include <string.h>

#include "markup/markup-private.h"

/* Stands in a column of numbers for one that isn't there. */
static const char *const nothing[] = {
    "", "-", "–", "—", "−", ".", "n.v.t.", "nvt", "nihil", NULL
};

static const char *const signs[] = { "-", "−", "–", "+", "±", "€",   "£", "$",
                                     "<", ">", "≤", "≥", "≈", "ca.", NULL };
static const char *const units[] = { "%", "‰", "€", NULL };
static const char *const spaces[] = { " ", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89", NULL };

/* Length of the one of `words` that `text` begins with; 0 where none. */
static size_t
word_length(const char *text, const char *const *words)
{
    for (; *words != NULL; words++)
        if (g_str_has_prefix(text, *words))
            return strlen(*words);
    return 0;
}

/* Passes over any of `words`, with spaces between them. */
static const char *
skip_words(const char *text, const char *const *words)
{
    for (size_t length; *text != '\0'; text += length) {
        length = word_length(text, spaces);
        if (length == 0)
            length = word_length(text, words);
        if (length == 0)
            break;
    }
    return text;
}

static size_t
digits(const char *text)
{
    return strspn(text, "0123456789");
}

/* Behind what separates thousands, where three digits follow; NULL where none does. */
static const char *
next_thousands(const char *text)
{
    size_t length = *text == '.' ? 1 : word_length(text, spaces);

    return length > 0 && digits(text + length) == 3 ? text + length : NULL;
}

/* Behind the number; NULL where none begins. */
static const char *
skip_number(const char *text)
{
    size_t first = digits(text);
    if (first == 0)
        return NULL;

    text += first;
    for (const char *next; first <= 3 && (next = next_thousands(text)) != NULL;)
        text = next + 3;
    if (*text != ',')
        return text;
    if (digits(text + 1) > 0)
        return text + 1 + digits(text + 1);

    /* "€ 5,-" */
    static const char *const dashes[] = { "-", "–", "—", NULL };
    size_t dash = word_length(text + 1, dashes);
    return dash > 0 ? text + 1 + dash : NULL;
}

bool
is_number(const char *text)
{
    const char *end = skip_number(skip_words(text, signs));

    return end != NULL && *skip_words(end, units) == '\0';
}

static bool
is_year(const char *text)
{
    return strlen(text) == 4 && digits(text) == 4 && (text[0] == '1' || text[0] == '2');
}

bool
column_holds_numbers(const GPtrArray *cells, bool is_first)
{
    guint numbers = 0, years = 0;

    for (guint i = 0; i < cells->len; i++) {
        g_autofree char *text = block_text(g_ptr_array_index(cells, i));
        g_strstrip(text);
        if (g_strv_contains(nothing, text))
            continue;
        if (!is_number(text))
            return false;
        numbers++;
        years += is_year(text);
    }
    return numbers > 0 && !(is_first && years == numbers);
}
