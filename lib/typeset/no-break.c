/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/no-break-private.h"

#include <glib.h>
#include <string.h>

#include "base/utf8.h"

/*
 * In: two neighbouring words. Out: whether a line may end between them. The rules are rows of
 * no-break.def; here is only what reads them. Each word is held against each side of each row by
 * itself, so that the outcome can be kept with the shaped word and a space costs one "and".
 */

typedef enum TokenClass {
    CLASS_ANY = 1 << 0,
    CLASS_NUMBER = 1 << 1,
    CLASS_DIGITS = 1 << 2,
    CLASS_THOUSAND = 1 << 3,
    CLASS_DAY = 1 << 4,
    CLASS_ID = 1 << 5,
    CLASS_INITIALS = 1 << 6,
    CLASS_NAME = 1 << 7,
    CLASS_LETTER = 1 << 8,
    CLASS_DASH = 1 << 9,
    CLASS_CLOSING = 1 << 10,
} TokenClass;

static const struct {
    const char *name;
    TokenClass class;
} class_names[] = {
    { "<any>", CLASS_ANY },           { "<number>", CLASS_NUMBER },   { "<digits>", CLASS_DIGITS },
    { "<thousand>", CLASS_THOUSAND }, { "<day>", CLASS_DAY },         { "<id>", CLASS_ID },
    { "<initials>", CLASS_INITIALS }, { "<name>", CLASS_NAME },       { "<letter>", CLASS_LETTER },
    { "<dash>", CLASS_DASH },         { "<closing>", CLASS_CLOSING },
};

#define NO_BREAK(left, right, reason, example) { left, right, reason, example },
#define NO_BREAK_INSIDE(words, reason, example)
const NoBreakRule no_break_rules[] = {
#include "typeset/no-break.def"
};
#undef NO_BREAK
#undef NO_BREAK_INSIDE
const size_t no_break_rule_count = G_N_ELEMENTS(no_break_rules);

#define NO_BREAK(left, right, reason, example)
#define NO_BREAK_INSIDE(words, reason, example) { words, NULL, reason, example },
const NoBreakRule no_break_inside_rules[] = {
#include "typeset/no-break.def"
};
#undef NO_BREAK
#undef NO_BREAK_INSIDE
const size_t no_break_inside_count = G_N_ELEMENTS(no_break_inside_rules);

/* A word without the marks around it. */
typedef struct Token {
    const char *start, *end;
    unsigned classes;
} Token;

static bool
is_opening(gunichar c)
{
    return c == '(' || c == '[' || c == '"' || c == '\'' || c == 0x201E || c == 0x201C ||
           c == 0x201A || c == 0x2018 || c == 0xAB;
}

static bool
is_closing(gunichar c)
{
    return c == ')' || c == ']' || c == '"' || c == '\'' || c == '.' || c == ',' || c == ';' ||
           c == ':' || c == '!' || c == '?' || c == 0x201D || c == 0x2019 || c == 0xBB ||
           c == 0x2026;
}

static bool
is_number(const char *start, const char *end)
{
    for (const char *p = start; p < end; p++)
        if (!g_ascii_isdigit(*p) && *p != '.' && *p != ',')
            return false;
    return start < end && g_ascii_isdigit(*start) && g_ascii_isdigit(end[-1]);
}

static unsigned
number_classes(const char *start, const char *end)
{
    if (!is_number(start, end))
        return 0;

    unsigned classes = CLASS_NUMBER;
    int value = 0;
    for (const char *p = start; p < end; p++) {
        if (!g_ascii_isdigit(*p) || end - start > 3)
            return classes;
        value = value * 10 + (*p - '0');
    }
    classes |= CLASS_DIGITS;
    if (end - start == 3)
        classes |= CLASS_THOUSAND;
    if (end - start < 3 && value >= 1 && value <= 31)
        classes |= CLASS_DAY;
    return classes;
}

/* Two numbers in groups that share a slash, "26 643/30 821": the middle belongs to both sides. */
static unsigned
shared_classes(const char *start, const char *end)
{
    const char *first = memchr(start, '/', (size_t)(end - start));
    const char *last = g_strrstr_len(start, end - start, "/");
    if (first == NULL)
        return 0;

    unsigned before = number_classes(start, first), behind = number_classes(last + 1, end);
    return (before & CLASS_THOUSAND) | (behind & CLASS_DIGITS);
}

/* "PVV-3", "D66-12", "T1234". */
static bool
is_id(const char *start, const char *end)
{
    const char *p = start;

    if (p == end || !g_ascii_isupper(*p) || !g_ascii_isdigit(end[-1]))
        return false;
    while (p < end && (g_ascii_isalnum(*p) || *p == '-'))
        p++;
    return p == end;
}

static bool
is_initials(const char *start, const char *end)
{
    if (start == end || end[-1] != '.')
        return false;
    for (const char *p = start; p < end;) {
        if (!g_unichar_isupper(g_utf8_get_char(p)))
            return false;
        p = g_utf8_next_char(p);
        if (p >= end || *p != '.')
            return false;
        p++;
    }
    return true;
}

static unsigned
letter_classes(const char *start, const char *end)
{
    gunichar c = g_utf8_get_char(start);
    bool alone = g_utf8_next_char(start) == end;

    if (alone && g_unichar_isalpha(c))
        return CLASS_LETTER;
    if (alone && (c == '-' || (c >= 0x2010 && c <= 0x2015)))
        return CLASS_DASH;
    if (g_unichar_isupper(c) && !alone &&
        g_unichar_isalpha(g_utf8_get_char(g_utf8_next_char(start))))
        return CLASS_NAME;
    return 0;
}

static unsigned
classify(const char *start, const char *end)
{
    if (start >= end)
        return CLASS_ANY | CLASS_CLOSING;

    unsigned classes = CLASS_ANY | letter_classes(start, end) | number_classes(start, end);
    classes |= shared_classes(start, end);
    if (is_id(start, end))
        classes |= CLASS_ID;
    if (is_initials(start, end))
        classes |= CLASS_INITIALS;
    return classes;
}

static Token
left_token(const char *text, size_t end)
{
    Token token = { .start = text + end, .end = text + end };

    while (token.start > text) {
        const char *previous = g_utf8_prev_char(token.start);
        if (utf8_is_space(g_utf8_get_char(previous)))
            break;
        token.start = previous;
    }
    while (token.start < token.end && is_opening(g_utf8_get_char(token.start)))
        token.start = g_utf8_next_char(token.start);
    token.classes = token.start < token.end ? classify(token.start, token.end) : CLASS_ANY;
    return token;
}

static Token
right_token(const char *text, size_t length, size_t start)
{
    Token token = { .start = text + start, .end = text + start };
    const char *end = text + length;

    while (token.end < end && !utf8_is_space(g_utf8_get_char(token.end)))
        token.end = g_utf8_next_char(token.end);

    /* With its points it may be initials or "jl."; the closing marks behind the sentence go. */
    unsigned full = is_initials(token.start, token.end) ? CLASS_INITIALS : 0;
    const char *kept = token.end;
    while (kept > token.start && is_closing(g_utf8_get_char(g_utf8_prev_char(kept))))
        kept = g_utf8_prev_char(kept);
    token.classes = classify(token.start, kept) | full;
    if (full != 0)
        token.classes &= ~(unsigned)CLASS_LETTER;
    return token;
}

/* A literal of one side, or all the classes of it. */
typedef struct SidePart {
    const char *literal; /* in the row's text */
    guint32 length;
    unsigned classes; /* where it is no literal */
    guint32 rule;     /* its bit */
} SidePart;

enum { FIRST_COUNT = 256 };

/* The parts of all left or of all right sides. */
typedef struct Side {
    GArray *literals;             /* SidePart, by first byte */
    guint first[FIRST_COUNT + 1]; /* where a first byte's literals begin */
    GArray *classes;              /* SidePart: one a row that has any */
} Side;

struct NoBreakTable {
    Side left, right;
};

/* Capital and small letters differ in this bit; bytes that only differ in it are told apart later. */
static guint8
fold(char byte)
{
    return (guint8)byte | 0x20;
}

static unsigned
class_of_name(const char *name, size_t length)
{
    for (size_t i = 0; i < G_N_ELEMENTS(class_names); i++)
        if (strncmp(class_names[i].name, name, length) == 0)
            return class_names[i].class;
    return 0;
}

static void
add_pattern(Side *side, const char *pattern, guint32 rule)
{
    SidePart classes = { .rule = rule };

    for (const char *p = pattern; *p != '\0';) {
        const char *bar = strchrnul(p, '|');
        SidePart part = { .literal = p, .length = (guint32)(bar - p), .rule = rule };

        if (*p == '<')
            classes.classes |= class_of_name(p, part.length);
        else
            g_array_append_val(side->literals, part);
        p = *bar != '\0' ? bar + 1 : bar;
    }
    if (classes.classes != 0)
        g_array_append_val(side->classes, classes);
}

static int
compare_first(gconstpointer a, gconstpointer b)
{
    const SidePart *x = a, *y = b;

    return (int)fold(*x->literal) - (int)fold(*y->literal);
}

static void
side_begin(Side *side)
{
    side->literals = g_array_new(FALSE, FALSE, sizeof(SidePart));
    side->classes = g_array_new(FALSE, FALSE, sizeof(SidePart));
}

static void
side_end(Side *side)
{
    guint at = 0;

    g_array_sort(side->literals, compare_first);
    for (guint byte = 0; byte <= FIRST_COUNT; byte++) {
        while (at < side->literals->len &&
               fold(*g_array_index(side->literals, SidePart, at).literal) < byte)
            at++;
        side->first[byte] = at;
    }
}

G_STATIC_ASSERT(G_N_ELEMENTS(no_break_rules) <= 32);

NoBreakTable *
no_break_table_new(void)
{
    NoBreakTable *table = g_new0(NoBreakTable, 1);

    side_begin(&table->left);
    side_begin(&table->right);
    for (guint i = 0; i < G_N_ELEMENTS(no_break_rules); i++) {
        add_pattern(&table->left, no_break_rules[i].left, 1u << i);
        add_pattern(&table->right, no_break_rules[i].right, 1u << i);
    }
    side_end(&table->left);
    side_end(&table->right);
    return table;
}

void
no_break_table_free(NoBreakTable *table)
{
    if (table == NULL)
        return;
    g_array_unref(table->left.literals);
    g_array_unref(table->left.classes);
    g_array_unref(table->right.literals);
    g_array_unref(table->right.classes);
    g_free(table);
}

/* `loose`: closing marks behind the word don't count. */
static bool
equals_literal(const Token *token, const SidePart *part, bool loose)
{
    size_t size = (size_t)(token->end - token->start);

    if (size < part->length || g_ascii_strncasecmp(token->start, part->literal, part->length) != 0)
        return false;
    for (const char *p = token->start + part->length; p < token->end; p = g_utf8_next_char(p))
        if (!loose || !is_closing(g_utf8_get_char(p)))
            return false;
    return true;
}

static guint32
match_side(const Side *side, const Token *token, bool loose)
{
    guint32 found = 0;

    for (guint i = 0; i < side->classes->len; i++) {
        const SidePart *part = &g_array_index(side->classes, SidePart, i);
        if ((part->classes & token->classes) != 0)
            found |= part->rule;
    }
    if (token->start >= token->end)
        return found;
    guint8 first = fold(*token->start);
    for (guint i = side->first[first]; i < side->first[first + 1]; i++) {
        const SidePart *part = &g_array_index(side->literals, SidePart, i);
        if (equals_literal(token, part, loose))
            found |= part->rule;
    }
    return found;
}

guint32
no_break_left(const NoBreakTable *table, const char *text, size_t end)
{
    Token token = left_token(text, end);

    return match_side(&table->left, &token, false);
}

guint32
no_break_right(const NoBreakTable *table, const char *text, size_t length, size_t start)
{
    Token token = right_token(text, length, start);

    return match_side(&table->right, &token, true);
}

/* One of the row's words, an ending ("*-lid") or a class. */
static bool
fits_part(const Token *token, const char *part, size_t length)
{
    size_t size = (size_t)(token->end - token->start);

    if (*part == '<')
        return (token->classes & class_of_name(part, length)) != 0;
    if (*part == '*')
        return size >= length &&
               g_ascii_strncasecmp(token->end - (length - 1), part + 1, length - 1) == 0;
    return size == length && g_ascii_strncasecmp(token->start, part, length) == 0;
}

/*
 * A compound keeps its ending with the part before it, and with parts before that are names too, by their capitals:
 * "Een-Twee-fractie" stays whole, "oud-Een-fractie" may part behind "oud-".
 */
static size_t
kept_from(const Token *token, const char *word, const char *part, size_t length)
{
    const char *start = token->start, *kept = token->start;

    if (*part != '*')
        return 0;
    for (const char *p = start; p < token->end - (length - 1); p++) {
        if (*p != '-')
            continue;
        if (!g_unichar_isupper(g_utf8_get_char(start)))
            kept = p + 1;
        start = p + 1;
    }
    return kept > token->start ? (size_t)(kept - word) : 0;
}

size_t
no_break_inside(const char *word, size_t length)
{
    Token token = { .start = word, .end = word + length };

    while (token.start < token.end && is_opening(g_utf8_get_char(token.start)))
        token.start = g_utf8_next_char(token.start);
    while (token.end > token.start && is_closing(g_utf8_get_char(g_utf8_prev_char(token.end))))
        token.end = g_utf8_prev_char(token.end);
    token.classes = classify(token.start, token.end);
    for (size_t i = 0; i < no_break_inside_count; i++) {
        for (const char *p = no_break_inside_rules[i].left; *p != '\0';) {
            const char *bar = strchrnul(p, '|');
            if (fits_part(&token, p, (size_t)(bar - p)))
                return kept_from(&token, word, p, (size_t)(bar - p));
            p = *bar != '\0' ? bar + 1 : bar;
        }
    }
    return length;
}
