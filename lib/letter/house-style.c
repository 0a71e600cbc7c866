/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The two passes over words of the ministry itself: straight quotation marks become those of the language, and, for a
 * Kamerstuk, its spelling becomes the printer's (house-style.def). The document's words never come here.
 *
 * The rules work on what stands outside quotation marks: a quotation is somebody else's spelling. Its marks change, its
 * words don't. A quotation may run over several runs (one with emphasis, say), so a block's runs share one state.
 */
#include "letter/house-style.h"

#include <string.h>

#define HOUSE_RULE(pattern, replacement, before, after) { pattern, replacement, before, after },
const HouseRule house_rules[] = {
#include "letter/house-style.def"
    { 0 },
};
#undef HOUSE_RULE

/* Where a pass is in the text of one block. */
typedef struct Pass {
    const Template *template;
    gunichar before;  /* the last character; 0 at the start */
    int quoted;       /* depth of double quotation marks */
    GPtrArray *rules; /* GRegex */
} Pass;

static char *
apply_rules(const GPtrArray *rules, const char *text, size_t length)
{
    char *result = g_strndup(text, length);

    for (guint i = 0; i < rules->len; i++) {
        char *next = g_regex_replace(g_ptr_array_index(rules, i), result, -1, 0,
                                     house_rules[i].replacement, 0, NULL);
        if (next == NULL)
            continue;
        g_free(result);
        result = next;
    }
    return result;
}

GPtrArray *
house_rules_compile(void)
{
    GPtrArray *rules = g_ptr_array_new_with_free_func((GDestroyNotify)g_regex_unref);

    for (const HouseRule *rule = house_rules; rule->pattern != NULL; rule++) {
        GRegex *regex = g_regex_new(rule->pattern, 0, 0, NULL);
        g_assert(regex != NULL);
        g_ptr_array_add(rules, regex);
    }
    return rules;
}

static bool
opens_quote(gunichar c)
{
    return c == 0x201C || c == 0x201E || c == 0x00AB;
}

static bool
closes_quote(gunichar c)
{
    return c == 0x201D || c == 0x00BB;
}

/* Stretches outside quotations by the rules, those inside as they are, the marks between them as guillemets. */
static char *
spell(Pass *pass, const char *text)
{
    GString *result = g_string_new(NULL);
    const char *start = text;

    for (const char *p = text;; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c != 0 && !opens_quote(c) && !closes_quote(c))
            continue;
        g_autofree char *piece = pass->quoted > 0
                                     ? g_strndup(start, (gsize)(p - start))
                                     : apply_rules(pass->rules, start, (size_t)(p - start));
        g_string_append(result, piece);
        if (c == 0)
            break;
        pass->quoted = opens_quote(c) ? pass->quoted + 1 : MAX(pass->quoted - 1, 0);
        g_string_append(result, opens_quote(c) ? "«" : "»");
        start = g_utf8_next_char(p);
    }
    return g_string_free(result, FALSE);
}

char *
house_style_apply(const Template *template, const char *text)
{
    if (template->house_rules == NULL)
        return g_strdup(text);

    Pass pass = { .rules = template->house_rules };
    return spell(&pass, text);
}

/* Opening and closing double marks, opening single one: what closes that one can't be told from an apostrophe. */
static const struct {
    const char *language;
    const char *marks[3];
} quote_rows[] = {
    { "de", { "„", "“", "‚" } },
    { "fr", { "«", "»", "‹" } },
    { "", { "“", "”", "‘" } }, /* Dutch, English and most others here */
};

static const char *const *
language_marks(const char *language)
{
    size_t row = 0;

    while (!g_str_has_prefix(language, quote_rows[row].language))
        row++;
    return quote_rows[row].marks;
}

static bool
is_before_word(gunichar before)
{
    static const gunichar openers[] = { '(',    '[',    '{',    '/',  0x2013,
                                        0x2014, 0x201C, 0x2018, 0xAB, '"' };

    for (size_t i = 0; i < G_N_ELEMENTS(openers); i++) {
        if (before == openers[i])
            return true;
    }
    return before == 0 || g_unichar_isspace(before);
}

/* "'s avonds", "'t", "'90": an apostrophe though a word begins. */
static bool
is_short_word(const char *after)
{
    gunichar first = g_utf8_get_char(after);
    if (g_ascii_isdigit(*after))
        return true;
    if (first == 0 || strchr("stnkm", (int)MIN(first, 127)) == NULL)
        return false;
    return !g_unichar_isalpha(g_utf8_get_char(g_utf8_next_char(after)));
}

static char *
curl(Pass *pass, const char *text)
{
    const char *const *marks = language_marks(pass->template->language);
    GString *result = g_string_new(NULL);

    for (const char *p = text;; p++) {
        size_t words = strcspn(p, "\"'");
        g_string_append_len(result, p, (gssize)words);
        p += words;
        if (words > 0)
            pass->before = g_utf8_get_char(g_utf8_prev_char(p));
        if (*p == '\0')
            break;
        bool opens = is_before_word(pass->before);
        if (*p == '"')
            g_string_append(result, marks[opens ? 0 : 1]);
        else if (!opens || is_short_word(p + 1))
            g_string_append(result, "’");
        else
            g_string_append(result, marks[2]);
        pass->before = (gunichar)*p;
    }
    return g_string_free(result, FALSE);
}

static bool
is_address(const Run *run)
{
    return run->link != NULL &&
           (strstr(run->text, "://") != NULL || strchr(run->text, '@') != NULL ||
            g_str_has_prefix(run->text, "www."));
}

static void
change_run(Pass *pass, Run *run)
{
    if (run->kind != RUN_TEXT || run->text == NULL)
        return;
    if ((run->style & RUN_CODE) != 0 || is_address(run)) {
        pass->before = 'x';
        return;
    }

    if (pass->template->smart_quotes) {
        char *curled = curl(pass, run->text);
        g_free(run->text);
        run->text = curled;
    }
    if (pass->rules != NULL) {
        char *spelled = spell(pass, run->text);
        g_free(run->text);
        run->text = spelled;
    }
}

/* The first or last words of a block and its children, and the runs that they stand in; NULL. */
static Run *
outer_words(const Block *block, bool last, GPtrArray **ret_runs)
{
    guint runs = block->runs != NULL ? block->runs->len : 0;
    guint children = block->children != NULL ? block->children->len : 0;

    for (guint i = 0; i < runs; i++) {
        Run *run = g_ptr_array_index(block->runs, last ? runs - 1 - i : i);
        if (run->kind == RUN_TEXT && run->text != NULL && *run->text != '\0') {
            *ret_runs = block->runs;
            return run;
        }
    }
    for (guint i = 0; i < children; i++) {
        Run *run = outer_words(g_ptr_array_index(block->children, last ? children - 1 - i : i),
                               last, ret_runs);
        if (run != NULL)
            return run;
    }
    return NULL;
}

static bool
is_quote(gunichar c)
{
    return opens_quote(c) || closes_quote(c) || c == '"' || c == 0x2018 || c == 0x2019 ||
           c == 0x201A || c == 0x2039 || c == 0x203A;
}

/* A mark before or behind the words. Of a link it is no part: an address with a mark would be none. */
static void
add_quote(Run *run, GPtrArray *runs, const char *mark, bool behind)
{
    guint index = 0;
    g_ptr_array_find(runs, run, &index);
    bool after_note = !behind && index > 0; /* a quotation that begins with a note's mark */
    if (run->link != NULL || run->target != NULL || after_note) {
        guint place = behind ? index + 1 : 0;
        g_ptr_array_insert(runs, (int)place, run_new(RUN_TEXT, mark));
        return;
    }

    char *marked = behind ? g_strconcat(run->text, mark, NULL) : g_strconcat(mark, run->text, NULL);
    g_free(run->text);
    run->text = marked;
}

static guint
count_double_quotes(const Block *block)
{
    g_autofree char *text = block_text(block);
    guint count = 0;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
        count += opens_quote(g_utf8_get_char(p)) || closes_quote(g_utf8_get_char(p));
    return count;
}

/* The marks that a quotation stands between are the printer's, not its own: they go. False where there are others too. */
static bool
take_quotes(const Block *block, Run *first, Run *last)
{
    char *end = g_utf8_prev_char(last->text + strlen(last->text));
    if (!opens_quote(g_utf8_get_char(first->text)) || !closes_quote(g_utf8_get_char(end)) ||
        count_double_quotes(block) != 2)
        return false;

    *end = '\0';
    char *bare = g_strdup(g_utf8_next_char(first->text));
    g_free(first->text);
    first->text = bare;
    return true;
}

/* Marks around a block quotation, the printer's or those of the language; none where its author set one at an end. */
static void
mark_quote(const Template *template, const Block *block)
{
    GPtrArray *first_runs = NULL, *last_runs = NULL;
    Run *first = outer_words(block, false, &first_runs);
    Run *last = outer_words(block, true, &last_runs);
    if (first == NULL)
        return;
    bool printer = template->house_rules != NULL;
    bool marked = is_quote(g_utf8_get_char(first->text)) ||
                  is_quote(g_utf8_get_char(g_utf8_prev_char(last->text + strlen(last->text))));
    if (marked && !(printer && take_quotes(block, first, last)))
        return;

    const char *const *marks = language_marks(printer ? "fr" : template->language);
    add_quote(first, first_runs, marks[0], false);
    add_quote(last, last_runs, marks[1], true);
}

static void
change_block(const Template *template, GPtrArray *rules, Block *block)
{
    Pass pass = { .template = template, .rules = rules };
    if (block->kind == BLOCK_CODE)
        return;
    if (block->kind == BLOCK_QUOTE)
        pass.rules = NULL;

    for (guint i = 0; block->runs != NULL && i < block->runs->len; i++)
        change_run(&pass, g_ptr_array_index(block->runs, i));
    for (guint i = 0; block->children != NULL && i < block->children->len; i++)
        change_block(template, pass.rules, g_ptr_array_index(block->children, i));
    if (block->kind == BLOCK_QUOTE && template->quote_marks)
        mark_quote(template, block);
}

void
house_style_block(const Template *template, Block *block)
{
    change_block(template, template->house_rules, block);
}
