/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Is the hyphen at a line's end the word's own, or did the line end put it there?
 *
 * The rules, first match wins; they are general, and each stands for lines seen in texts out of
 * PDFs (questions.md 5):
 *   1. the line ends in a slash, or in the middle of an address: it goes on without a space;
 *   2. no hyphen, or a dash that stands apart: a space;
 *   3. the next word is "en", "of", "tot" …: a suspended hyphen, kept with a space behind it;
 *   4. the word stands inside a line elsewhere in the text, with the hyphen or without: as it
 *      stands there, and without where both do ("Groen-" "Links-PvdA");
 *   5. the next part begins with a capital or digit: kept ("Noord-Korea");
 *   6. the part before it is an abbreviation, a number or one letter: kept ("PvdA-fractie");
 *   7. the part before it always has one in Dutch ("niet-"), or the next word comes back to the
 *      first part ("een-op-een"): kept;
 *   8. else it goes.
 * "zo-" and "even-" before "als" are halves of one word, not suspended (rule 3).
 * A dictionary of compounds was not tried: the document itself knows its words best.
 */
#include "read/read-private.h"

#include <string.h>

#include "base/utf8.h"

struct HyphenWords {
    GHashTable *words; /* case-folded words that stand whole inside a line */
};

/* Words behind a suspended hyphen. */
static const char *const conjunctions[] = { "en", "of", "tot", "noch", "en/of", "dan", "als" };

/* First parts that make one word with "als". */
static const char *const parts_before_als[] = { "zo", "even" };

/* First parts that keep their hyphen in any compound. */
static const char *const hyphenated_parts[] = { "niet" };

size_t
hyphen_length(const char *text, size_t start, size_t end)
{
    if (end <= start)
        return 0;

    const char *last = g_utf8_prev_char(text + end);
    gunichar c = g_utf8_get_char(last);
    bool is_hyphen = c == '-' || c == 0x2010 || c == 0x2011 || c == 0x00AD;
    return is_hyphen ? (size_t)(text + end - last) : 0;
}

static bool
is_ascii(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if ((guchar)text[i] >= 0x80)
            return false;
    }
    return true;
}

/* The word of [start, end) without the punctuation around it, folded for comparison. */
static char *
fold_word(const char *text, size_t start, size_t end)
{
    while (start < end && !g_unichar_isalnum(g_utf8_get_char(text + start)))
        start = (size_t)(g_utf8_next_char(text + start) - text);
    while (end > start && !g_unichar_isalnum(g_utf8_get_char(g_utf8_prev_char(text + end))))
        end = (size_t)(g_utf8_prev_char(text + end) - text);
    if (is_ascii(text + start, end - start)) /* Nearly every word, and much faster. */
        return g_ascii_strdown(text + start, (gssize)(end - start));
    return g_utf8_casefold(text + start, (gssize)(end - start));
}

/* Where the word ends that begins at `at`; words are what stands between ASCII blanks. */
static size_t
word_end(const char *text, size_t at, size_t end)
{
    while (at < end && !g_ascii_isspace(text[at]))
        at++;
    return at;
}

static size_t
last_word_start(const char *text, size_t start, size_t end)
{
    while (end > start && !g_ascii_isspace(text[end - 1]))
        end--;
    return end;
}

/* A compound also counts as its first part: "GroenLinks-fractie" shows how "GroenLinks" is written. */
static void
add_word(HyphenWords *words, const char *text, size_t start, size_t end)
{
    char *word = fold_word(text, start, end);
    const char *hyphen = strchr(word, '-');

    if (hyphen != NULL)
        g_hash_table_add(words->words, g_strndup(word, (gsize)(hyphen - word)));
    g_hash_table_add(words->words, word);
}

static void
collect_words(HyphenWords *words, const char *text, const TextLine *line)
{
    for (size_t at = line->start; at < line->end;) {
        size_t end = word_end(text, at, line->end);
        bool inside = end < line->end || hyphen_length(text, at, end) == 0;
        if (inside && end > at)
            add_word(words, text, at, end);
        at = end + 1;
    }
}

static bool
is_broken(const char *text, const TextLine *line)
{
    return hyphen_length(text, line->start, line->end) > 0;
}

HyphenWords *
hyphen_words_new(const Source *source, const GArray *lines)
{
    HyphenWords *words = g_new(HyphenWords, 1);
    words->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    bool broken = false;
    for (guint i = 0; i < lines->len && !broken; i++)
        broken = is_broken(source->text, &g_array_index(lines, TextLine, i));
    for (guint i = 0; broken && i < lines->len; i++)
        collect_words(words, source->text, &g_array_index(lines, TextLine, i));
    return words;
}

void
hyphen_words_free(HyphenWords *words)
{
    if (words == NULL)
        return;

    g_hash_table_unref(words->words);
    g_free(words);
}

static bool
is_one_of(const char *word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(word, list[i]) == 0)
            return true;
    }
    return false;
}

/* A part with a capital behind its first letter (PvdA, EU, iPad), a number, or a single letter. */
static bool
is_abbreviation(const char *text, size_t start, size_t end)
{
    bool upper_inside = false, digits = true;

    for (const char *p = text + start; p < text + end; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        upper_inside = upper_inside || (p > text + start && g_unichar_isupper(c));
        digits = digits && g_unichar_isdigit(c);
    }
    return upper_inside || digits || utf8_count(text + start, end - start) == 1;
}

/* The last part of a word that itself holds hyphens, without opening quotes and brackets. */
static size_t
last_part_start(const char *text, size_t start, size_t end)
{
    size_t at = end;
    while (at > start) {
        const char *last = g_utf8_prev_char(text + at);
        if (!g_unichar_isalnum(g_utf8_get_char(last)))
            break;
        at = (size_t)(last - text);
    }
    return at;
}

/* Does the text have the left part, `between` and the right part as a word inside a line? */
static bool
stands_elsewhere(const HyphenWords *words, const char *left, const char *between, const char *right)
{
    g_autofree char *joined = g_strconcat(left, between, right, NULL);
    g_autofree char *word = fold_word(joined, 0, strlen(joined));

    return g_hash_table_contains(words->words, word);
}

/* Rule 4, for a left part and the next word; JOIN_SPACE where the text does not show it. */
static LineJoin
join_as_elsewhere(const HyphenWords *words, const char *left, const char *right)
{
    const char *hyphen = strchr(right, '-');
    g_autofree char *first = hyphen != NULL ? g_strndup(right, (gsize)(hyphen - right)) : NULL;

    if (stands_elsewhere(words, left, "", right) ||
        (first != NULL && stands_elsewhere(words, left, "", first)))
        return JOIN_DROP;
    return stands_elsewhere(words, left, "-", right) ? JOIN_KEEP : JOIN_SPACE;
}

static bool
is_address(const char *text, size_t start, size_t end)
{
    return memmem(text + start, end - start, "://", 3) != NULL ||
           memmem(text + start, end - start, "www.", 4) != NULL;
}

/* Rule 3. */
static bool
is_suspended(const char *part, const char *right)
{
    if (strcmp(right, "als") == 0 &&
        is_one_of(part, parts_before_als, G_N_ELEMENTS(parts_before_als)))
        return false;
    return is_one_of(right, conjunctions, G_N_ELEMENTS(conjunctions));
}

/* "stap-voor-" and "stap": the first of several parts comes again. */
static bool
comes_back(const char *whole, const char *right)
{
    const char *hyphen = strchr(whole, '-');
    size_t length = hyphen != NULL ? (size_t)(hyphen - whole) : 0;

    return length > 1 && strncmp(right, whole, length) == 0;
}

/* Rules 3 to 8, for the part [left, end) of the last word before its hyphen. */
static LineJoin
join_parts(const HyphenWords *words, const char *text, size_t left, size_t end,
           const TextLine *next)
{
    size_t part = last_part_start(text, left, end);
    size_t right_end = word_end(text, next->start, next->end);
    g_autofree char *part_word = g_utf8_casefold(text + part, (gssize)(end - part));
    g_autofree char *whole = g_strndup(text + left, end - left);
    g_autofree char *right = g_strndup(text + next->start, right_end - next->start);
    gunichar first = g_utf8_get_char(text + next->start);

    if (is_suspended(part_word, right))
        return JOIN_KEEP_SPACE;
    LineJoin elsewhere = join_as_elsewhere(words, whole, right);
    if (elsewhere != JOIN_SPACE)
        return elsewhere;
    if (g_unichar_isupper(first) || !g_unichar_isalpha(first))
        return JOIN_KEEP;
    if (is_abbreviation(text, part, end) || comes_back(whole, right))
        return JOIN_KEEP;
    return is_one_of(part_word, hyphenated_parts, G_N_ELEMENTS(hyphenated_parts)) ? JOIN_KEEP
                                                                                  : JOIN_DROP;
}

LineJoin
hyphen_join(const HyphenWords *words, const char *text, const TextLine *line, const TextLine *next)
{
    size_t word = last_word_start(text, line->start, line->end);
    size_t hyphen = hyphen_length(text, word, line->end);
    bool in_address = is_address(text, word, line->end);

    if (text[line->end - 1] == '/' && line->end - word > 1)
        return JOIN_NOTHING;
    if (hyphen == 0 || line->end - word == hyphen)
        return JOIN_SPACE;
    if (in_address)
        return JOIN_NOTHING;
    if (g_utf8_get_char(text + line->end - hyphen) == 0x00AD)
        return JOIN_DROP;
    if (g_utf8_get_char(text + line->end - hyphen) == 0x2011)
        return JOIN_KEEP;
    return join_parts(words, text, word, line->end - hyphen, next);
}
