/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/word-breaks-private.h"

#include <string.h>

/*
 * In: a word as it stands between two spaces. Out: where a line may end inside it.
 *
 * A word is an address (broken before ".", "?", "&" and after "/", without adding a hyphen), or it consists
 * of parts between hyphens, slashes and dashes. Between two parts a line may end when both are long
 * enough to be read by themselves; inside a part, at the hyphenation points of its letters. A part
 * with a digit, or with a capital behind its first letter, is a name or an abbreviation, and stays
 * whole; and so do the words that no-break.def names. Soft hyphens are the writer's own choice and leave no other hyphen in their part.
 */

enum {
    PART_LEFT = 2,  /* fewest letters before a hyphen that is there: "EU-lidstaten" */
    PART_RIGHT = 3, /* … and after one: "PVV-3" and "T-20" stay whole */
    SLASH_SIDE = 3, /* fewest letters on both sides of a slash: not "t/m", "en/of" */
    NAME_LONG = 30  /* bytes of a part of an address that is cut at its hyphens */
};

static const char address_marks[] = ".?&#=_@";

static void
add_break(GArray *breaks, const Word *word, size_t offset, BreakKind kind)
{
    if (offset == 0 || offset >= word->length)
        return;
    WordBreak cut = { .offset = (guint32)offset, .kind = kind };
    g_array_append_val(breaks, cut);
}

static bool
contains(const char *text, size_t length, const char *needle)
{
    return g_strstr_len(text, (gssize)length, needle) != NULL;
}

/* "kst.nl/dossier": a host name with a dot, then a slash. */
static bool
starts_with_host(const char *text, size_t length)
{
    const char *slash = memchr(text, '/', length);
    if (slash == NULL)
        return false;

    const char *dot = g_strrstr_len(text, (gssize)(slash - text), ".");
    if (dot == NULL || dot == text || slash - dot < 3)
        return false;
    for (const char *p = text; p < slash; p++)
        if (!g_ascii_isalnum(*p) && *p != '.' && *p != '-' && *p != '(')
            return false;
    return g_ascii_isalpha(slash[-1]);
}

static bool
is_address(const char *text, size_t length)
{
    return contains(text, length, "://") || contains(text, MIN(length, 5), "www.") ||
           (memchr(text, '@', length) != NULL && memchr(text, '.', length) != NULL) ||
           starts_with_host(text, length);
}

/* Up to the next slash or mark. */
static size_t
name_length(const Word *word, size_t start)
{
    size_t end = start;

    while (end < word->length && word->text[end] != '/' &&
           strchr(address_marks, word->text[end]) == NULL)
        end++;
    return end - start;
}

/*
 * After a single slash; before a mark that is followed by more. In a long name behind a slash also before a hyphen: a line
 * that ended with it would seem to have put it in.
 */
static void
break_address(const Word *word, GArray *breaks)
{
    const char *text = word->text;
    bool named = false;

    for (size_t i = 1; i + 1 < word->length; i++) {
        bool slash = i > 1 && text[i - 1] == '/' && text[i] != '/' && text[i - 2] != '/';

        if (slash) {
            named = name_length(word, i) >= NAME_LONG;
            add_break(breaks, word, i, BREAK_URL);
        } else if (named && text[i] == '-' && g_ascii_isalnum(text[i - 1]) &&
                   g_ascii_isalnum(text[i + 1])) {
            add_break(breaks, word, i, BREAK_SLASH);
        } else if (strchr(address_marks, text[i]) != NULL && text[i - 1] != '/' &&
                   (g_ascii_isalnum(text[i + 1]) || (guint8)text[i + 1] >= 0x80)) {
            add_break(breaks, word, i, BREAK_URL);
        }
    }
}

static bool
is_letter(gunichar c)
{
    return g_unichar_isalpha(c) || g_unichar_ismark(c);
}

/* Letters at the end of text[start, end), digits counted as none. */
static int
letters_before(const char *text, size_t start, size_t end)
{
    int count = 0;

    for (const char *p = text + end; p > text + start; count++) {
        p = g_utf8_prev_char(p);
        if (!is_letter(g_utf8_get_char(p)))
            break;
    }
    return count;
}

static int
letters_after(const char *text, size_t start, size_t end)
{
    int count = 0;

    for (const char *p = text + start; p < text + end; p = g_utf8_next_char(p), count++)
        if (!is_letter(g_utf8_get_char(p)))
            break;
    return count;
}

static void
break_at_mark(const Word *word, const char *mark, gunichar c, GArray *breaks)
{
    size_t at = (size_t)(mark - word->text);
    size_t behind = (size_t)(g_utf8_next_char(mark) - word->text);
    int before = letters_before(word->text, 0, at);
    int after = letters_after(word->text, behind, word->length);

    switch (c) {
    case '-':
    case 0x2010:
        if (before >= PART_LEFT && after >= PART_RIGHT)
            add_break(breaks, word, behind, BREAK_HARD);
        return;
    case '/':
        if (before >= SLASH_SIDE && after >= SLASH_SIDE)
            add_break(breaks, word, behind, BREAK_SLASH);
        return;
    case 0x2013: /* en dash: between places, "Rotterdam–Antwerpen"; a range of numbers has no letters */
    case 0x2014:
        if (before >= PART_LEFT && after >= PART_LEFT)
            add_break(breaks, word, behind, BREAK_SLASH);
        return;
    case 0x200B: /* zero width space: the writer allows a break */
        add_break(breaks, word, behind, BREAK_SLASH);
        return;
    default:
        return;
    }
}

static bool
is_soft_hyphen(const char *p)
{
    return (guint8)p[0] == 0xC2 && (guint8)p[1] == 0xAD;
}

/* The hyphenation points of text[start, end), which holds letters only. */
static void
break_letters(const Hyphenator *hyphenator, const Word *word, size_t start, size_t end,
              GArray *breaks)
{
    bool points[256];
    size_t length = end - start;

    if (length > G_N_ELEMENTS(points) ||
        !hyphenate_word(hyphenator, word->text + start, length, points))
        return;
    for (size_t i = 1; i < length; i++)
        if (points[i])
            add_break(breaks, word, start + i, BREAK_HYPHEN);
}

/*
 * Letters joined to a digit or with a soft hyphen of their own are left alone. So is what follows an
 * apostrophe or another mark inside the word: "foto's", "de(ze)".
 */
static bool
stands_free(const Word *word, size_t start, size_t end)
{
    const char *text = word->text;

    if (start > 0 && (g_ascii_isalnum(text[start - 1]) || strchr("_@.\\", text[start - 1])))
        return false;
    if (end >= word->length)
        return true;
    if (text[end] == '.' && end + 1 < word->length && g_ascii_isalnum(text[end + 1]))
        return false;
    return !g_ascii_isalnum(text[end]) && strchr("_@\\", text[end]) == NULL;
}

/* Walks through the word once, part by part. */
static void
break_parts(const Hyphenator *hyphenator, const Word *word, GArray *breaks)
{
    const char *end = word->text + word->length;
    bool soft = contains(word->text, word->length, "\u00AD");

    for (const char *p = word->text; p < end;) {
        gunichar c = g_utf8_get_char(p);

        if (!is_letter(c)) {
            if (is_soft_hyphen(p) && p + 2 < end)
                add_break(breaks, word, (size_t)(p + 2 - word->text), BREAK_HYPHEN);
            break_at_mark(word, p, c, breaks);
            p = g_utf8_next_char(p);
            continue;
        }
        size_t start = (size_t)(p - word->text);
        while (p < end && is_letter(g_utf8_get_char(p)))
            p = g_utf8_next_char(p);
        size_t stop = (size_t)(p - word->text);
        if (hyphenator != NULL && !soft && stands_free(word, start, stop))
            break_letters(hyphenator, word, start, stop, breaks);
    }
}

/* A mark is no letter by itself, and stays with the one before it. */
static void
break_anywhere(const Word *word, GArray *breaks)
{
    const char *end = word->text + word->length;

    for (const char *p = g_utf8_next_char(word->text); p < end; p = g_utf8_next_char(p))
        if (!g_unichar_ismark(g_utf8_get_char(p)))
            add_break(breaks, word, (size_t)(p - word->text), BREAK_URL);
}

size_t
trema_length(const char *text, size_t length, char *ret_plain)
{
    enum { TREMA = 0x308 };
    gunichar first = length > 0 ? g_utf8_get_char(text) : 0, plain, mark = 0;
    const char *next = length > 0 ? g_utf8_next_char(text) : text;

    if (!g_unichar_decompose(first, &plain, &mark)) {
        plain = first;
        mark = next < text + length ? g_utf8_get_char(next) : 0;
        next = mark == TREMA ? g_utf8_next_char(next) : next;
    }
    if (mark != TREMA || plain >= 0x80)
        return 0;
    *ret_plain = (char)plain;
    return (size_t)(next - text);
}

/* Leaves only the hyphens that are there, up to that byte. */
static void
keep_from(GArray *breaks, size_t kept)
{
    guint count = 0;

    for (guint i = 0; i < breaks->len; i++) {
        WordBreak cut = g_array_index(breaks, WordBreak, i);
        if (cut.kind == BREAK_HARD && cut.offset <= kept)
            g_array_index(breaks, WordBreak, count++) = cut;
    }
    g_array_set_size(breaks, count);
}

void
find_word_breaks(const Hyphenator *hyphenator, Word *word)
{
    size_t kept = word->anywhere ? word->length : no_break_inside(word->text, word->length);

    if (kept == 0)
        return;

    GArray *breaks = g_array_new(FALSE, FALSE, sizeof(WordBreak));
    if (word->anywhere)
        break_anywhere(word, breaks);
    else if (is_address(word->text, word->length))
        break_address(word, breaks);
    else
        break_parts(hyphenator, word, breaks);
    if (kept < word->length)
        keep_from(breaks, kept);
    word->break_count = breaks->len;
    word->breaks = (WordBreak *)(void *)g_array_free(breaks, breaks->len == 0);
}
