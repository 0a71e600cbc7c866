/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What still stands open, by the list in placeholders.def. Looked for in the words of answers and
 * letter; the markup has taken code and block quotations out. Between quotation marks they are
 * somebody else's words: “[…]” there is an omission, not a gap.
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/utf8.h"
#include "check/check-private.h"

typedef struct Placeholder {
    const char *text;
    bool word;
} Placeholder;

static const Placeholder placeholders[] = {
#define PLACEHOLDER(text, word) { text, word },
#include "check/placeholders.def"
#undef PLACEHOLDER
};

/* A quotation is no longer than this; a mark without its fellow must not hide half a letter. */
enum { QUOTATION_MAX = 2000 };

/* Quotation marks in pairs; a straight one closes what a straight one opened. */
static const struct {
    const char *open, *close;
} quotations[] = {
    { "“", "”" }, { "„", "”" }, { "«", "»" }, { "\"", "\"" }, { "‘", "’" },
};

static bool
is_word_character(const char *text)
{
    return g_unichar_isalnum(g_utf8_get_char(text));
}

/* Length of the placeholder at `at`, 0 where there is none. */
static size_t
placeholder_length(const char *text, size_t at)
{
    bool starts = at == 0 || !is_word_character(g_utf8_prev_char(text + at));

    for (size_t i = 0; i < G_N_ELEMENTS(placeholders); i++) {
        const Placeholder *row = &placeholders[i];
        size_t length = strlen(row->text);
        if (strncmp(text + at, row->text, length) != 0)
            continue;
        if (!row->word)
            return length;
        char last = row->text[length - 1];
        while (row->text[0] == last && text[at + length] == last)
            length++;
        if (starts && !is_word_character(text + at + length))
            return length;
    }
    return 0;
}

/* What a placeholder or a quotation may begin with: all else, of millions of characters, is passed over by its byte. */
typedef struct Beginnings {
    bool bytes[256];
} Beginnings;

static Beginnings
find_beginnings(void)
{
    Beginnings beginnings = { 0 };

    for (size_t i = 0; i < G_N_ELEMENTS(placeholders); i++)
        beginnings.bytes[(guint8)placeholders[i].text[0]] = true;
    for (size_t i = 0; i < G_N_ELEMENTS(quotations); i++)
        beginnings.bytes[(guint8)quotations[i].open[0]] = true;
    return beginnings;
}

/* Up to where no closing mark of each kind stands, so that no stretch is searched twice. */
typedef size_t Searched[G_N_ELEMENTS(quotations)];

/* Length of a quotation that opens at `at`, its marks included; 0 where none opens or closes. */
static size_t
quotation_length(const TextMap *map, size_t at, Searched searched)
{
    const char *text = map->text->str;

    for (size_t i = 0; i < G_N_ELEMENTS(quotations); i++) {
        size_t open = strlen(quotations[i].open);
        if (strncmp(text + at, quotations[i].open, open) != 0)
            continue;
        size_t from = MAX(at + open, searched[i]);
        size_t to = MIN(at + open + QUOTATION_MAX, map->text->len);
        const char *close =
            from < to ? g_strstr_len(text + from, (gssize)(to - from), quotations[i].close) : NULL;
        if (close != NULL)
            return (size_t)(close - (text + at)) + strlen(quotations[i].close);
        /* A mark that the end cut in two is looked at again. */
        searched[i] = MAX(from, to - MIN(to, strlen(quotations[i].close)));
    }
    return 0;
}

static void
report(const TextMap *map, size_t start, size_t end, const char *question, Diags *diags)
{
    diags_add(diags, DIAG_PLACEHOLDER, text_map_span(map, start, end), question,
              _("\"%.*s\" still stands open; fill it in, or take it out"), (int)(end - start),
              map->text->str + start);
}

static void
scan(const TextMap *map, const char *question, Diags *diags)
{
    const Beginnings beginnings = find_beginnings();
    const char *text = map->text->str;
    Searched searched = { 0 };

    for (size_t at = 0; text[at] != '\0';) {
        if (!beginnings.bytes[(guint8)text[at]]) {
            at++;
            continue;
        }
        size_t length = quotation_length(map, at, searched);
        if (length == 0) {
            length = placeholder_length(text, at);
            if (length > 0)
                report(map, at, at + length, question, diags);
        }
        at += length > 0 ? length : (size_t)(g_utf8_next_char(text + at) - (text + at));
    }
}

/* A value that is only … or ...: nobody has filled it in. */
static bool
scan_dots(const TextMap *map, const char *question, Diags *diags)
{
    static const char *const dots[] = { "…", "...", NULL };
    g_autofree char *text = utf8_collapse(map->text->str);
    if (!g_strv_contains(dots, text))
        return false;

    size_t start = (size_t)(strstr(map->text->str, text) - map->text->str);
    report(map, start, start + strlen(text), question, diags);
    return true;
}

static void
scan_field(const Field *field, const char *question, Diags *diags)
{
    if (field->map != NULL && !scan_dots(field->map, question, diags))
        scan(field->map, question, diags);
}

static void
scan_markup(const Markup *markup, const char *question, Diags *diags)
{
    if (markup == NULL)
        return;

    const GPtrArray *prose = markup->prose;
    if (prose->len == 1 && scan_dots(g_ptr_array_index(prose, 0), question, diags))
        return;
    for (guint i = 0; i < prose->len; i++)
        scan(g_ptr_array_index(prose, i), question, diags);
}

void
check_placeholders(const Coverage *coverage, Diags *diags)
{
    const LetterData *letter = coverage->answers->letter;
    g_autoptr(GPtrArray) fields = letter_data_fields(letter);

    for (guint i = 0; i < fields->len; i++)
        scan_field(g_ptr_array_index(fields, i), NULL, diags);
    scan_markup(letter->opening, NULL, diags);
    scan_markup(letter->closing, NULL, diags);
    for (guint i = 0; i < coverage->answers->entries->len; i++) {
        const Entry *entry = g_ptr_array_index(coverage->answers->entries, i);
        scan_markup(entry->markup, entry_id(entry), diags);
        scan_field(&entry->deferred_reason, entry_id(entry), diags);
    }
}
