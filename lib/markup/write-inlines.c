/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Runs to Markdown. A sign is written with a backslash only where it would mean something, so that what comes back
 * from Word reads as people write.
 *
 * Emphasis: `_` where its ends stand between words, `*` inside one. CommonMark lets a mark open or close by the
 * characters on both sides of it (section 6.2); where these are of the wrong kind, the one outside is written as an
 * entity, which is punctuation to that rule and the same character to the reader.
 */
#include <string.h>

#include "markup/markup-private.h"
#include "markup/write-private.h"

typedef struct InlineWriter {
    GString *out;
    const GPtrArray *runs;
    WritePlace place;
    bool line_start;
    size_t last; /* where the last character of the words begins in `out`; G_MAXSIZE: none */
    const char *link, *target;
    char marks[2]; /* what opened emphasis and strong: '*', '_' or 0 */
} InlineWriter;

/* Symbols ("€") are punctuation to CommonMark since 0.31, and to libcmark of before not. */
static bool
is_punctuation(gunichar c)
{
    return c < 0x80 ? g_ascii_ispunct((char)c)
                    : g_unichar_ispunct(c) && g_unichar_type(c) >= G_UNICODE_CONNECT_PUNCTUATION &&
                          g_unichar_type(c) <= G_UNICODE_OPEN_PUNCTUATION;
}

static bool
may_be_punctuation(gunichar c)
{
    return g_unichar_ispunct(c) || (c < 0x80 && g_ascii_ispunct((char)c));
}

static bool
is_blank(gunichar c)
{
    return c == 0 || g_unichar_isspace(c);
}

static gunichar
last_character(const InlineWriter *writer)
{
    const GString *out = writer->out;
    const char *last = out->len > 0 ? g_utf8_find_prev_char(out->str, out->str + out->len) : NULL;

    return last != NULL ? g_utf8_get_char(last) : 0;
}

static void
append_entity(GString *out, gunichar c)
{
    g_string_append_printf(out, "&#%u;", c);
}

/* A mark of a list, heading, quotation, rule or fence at the start of a line. */
static bool
means_at_start(const char *p)
{
    if (strchr("#>=~", *p) != NULL)
        return true;
    return (*p == '-' || *p == '+') && (p[1] == ' ' || p[1] == '\0' || p[1] == '-');
}

/* Behind the digits of "3." or "3)"; NULL where none begin. */
static const char *
number_end(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    char behind = text[digits];
    bool ends = digits > 0 && (behind == '.' || behind == ')') &&
                (text[digits + 1] == ' ' || text[digits + 1] == '\0');

    return ends ? text + digits : NULL;
}

/* May this bracket be the beginning of a link or a note's mark? */
static bool
opens_link(const char *p)
{
    const char *close = strchr(p, ']');

    return p[1] == '^' || close == NULL || close[1] == '\0' || strchr("([:", close[1]) != NULL;
}

static bool
needs_backslash(const InlineWriter *writer, const char *text, const char *p)
{
    bool in_link = writer->link != NULL || writer->target != NULL;
    char before = p > text ? p[-1] : ' ';

    switch (*p) {
    case '\\':
    case '`':
    case '*':
        return true;
    case '|':
        return true;
    case '_':
        return !(g_ascii_isalnum(before) && g_ascii_isalnum(p[1]));
    case '[':
        return in_link || opens_link(p);
    case ']':
        return in_link;
    case '!':
        return p[1] == '[';
    case '<':
        return p[1] == '\0' || g_ascii_isalpha(p[1]) || strchr("/!?", p[1]) != NULL;
    case '&':
        return p[1] == '\0' || p[1] == '#' || g_ascii_isalnum(p[1]);
    case '#':
        return writer->place == WRITE_HEADING && p[strspn(p, "# ")] == '\0';
    default:
        return false;
    }
}

static void
write_words(InlineWriter *writer, const char *text)
{
    const char *number = writer->line_start ? number_end(text) : NULL;

    /* "[^1]:" would begin a note. */
    if (*text == ':' && g_str_has_suffix(writer->out->str, "]"))
        g_string_append_c(writer->out, '\\');

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        bool escaped = needs_backslash(writer, text, p) || p == number ||
                       (p == text && writer->line_start && means_at_start(p));
        if (escaped)
            g_string_append_c(writer->out, '\\');
        writer->last = escaped ? G_MAXSIZE : writer->out->len;
        g_string_append_len(writer->out, p, g_utf8_next_char(p) - p);
    }
    writer->line_start = false;
}

/* Code holds its backticks between longer rows of them. */
static void
write_code(InlineWriter *writer, const char *text)
{
    size_t longest = 0, run = 0, length = strlen(text);
    for (const char *p = text; *p != '\0'; p++) {
        run = *p == '`' ? run + 1 : 0;
        longest = MAX(longest, run);
    }

    bool padded =
        text[0] == '`' || text[length - 1] == '`' || (text[0] == ' ' && text[length - 1] == ' ');
    g_autofree char *fence = g_strnfill(longest + 1, '`');
    g_string_append_printf(writer->out, "%s%s", fence, padded ? " " : "");
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '|' && writer->place == WRITE_CELL)
            g_string_append_c(writer->out, '\\');
        g_string_append_c(writer->out, *p);
    }
    g_string_append_printf(writer->out, "%s%s", padded ? " " : "", fence);
    writer->last = G_MAXSIZE;
    writer->line_start = false;
}

/* The first character that a run is written with, 0 where it is none of words. */
static gunichar
first_character(const Run *run)
{
    if (run == NULL || run->kind == RUN_BREAK)
        return 0;
    if (run->kind != RUN_TEXT || run->link != NULL || run->target != NULL)
        return '[';
    if ((run->style & RUN_CODE) != 0)
        return '`';
    return g_utf8_get_char(run->text);
}

/* Makes the character before the mark punctuation, where it must be for the mark to open. */
static void
open_mark(InlineWriter *writer, gunichar next, int index)
{
    gunichar before = last_character(writer);
    bool inside = !is_blank(before) && !is_punctuation(before);
    char mark = index == 0 && !inside ? '_' : '*';

    if (inside && may_be_punctuation(next) && writer->last != G_MAXSIZE &&
        writer->last < writer->out->len) {
        g_string_truncate(writer->out, writer->last);
        append_entity(writer->out, before);
        mark = index == 0 ? '_' : '*';
    }
    writer->marks[index] = mark;
    g_string_append_printf(writer->out, "%c%.*s", mark, index, "**");
    writer->last = G_MAXSIZE;
}

static void
close_mark(InlineWriter *writer, int index)
{
    char mark = writer->marks[index];

    g_string_append_printf(writer->out, "%c%.*s", mark, index, "**");
    writer->marks[index] = 0;
    writer->last = G_MAXSIZE;
}

static unsigned
open_styles(const InlineWriter *writer)
{
    return (writer->marks[0] != 0 ? RUN_EMPHASIS : 0u) | (writer->marks[1] != 0 ? RUN_STRONG : 0u);
}

/* Does `_` close before this character? Else the emphasis must have been opened with `*`. */
static bool
closes_inside_word(gunichar next)
{
    return !is_blank(next) && !is_punctuation(next);
}

/* The character that is written behind the stretch of emphasised runs that begins at `at`. */
static gunichar
character_behind(const InlineWriter *writer, guint at)
{
    const Run *first = g_ptr_array_index(writer->runs, at);

    for (guint i = at + 1; i < writer->runs->len; i++) {
        const Run *run = g_ptr_array_index(writer->runs, i);
        bool same_link =
            g_strcmp0(run->link, first->link) == 0 && g_strcmp0(run->target, first->target) == 0;
        if (run->kind == RUN_TEXT && !same_link)
            return first->link != NULL || first->target != NULL ? ']' : '[';
        if (run->kind == RUN_TEXT && ((run->style ^ first->style) & RUN_STRONG) != 0)
            return '*';
        if (run->kind != RUN_TEXT)
            return first_character(run);
        if ((run->style & RUN_EMPHASIS) == 0)
            return (run->style & RUN_CODE) != 0 ? '`' : g_utf8_get_char(run->text);
    }
    return first->link != NULL || first->target != NULL ? ']' : 0;
}

/* Closes what the next run hasn't got, and opens what it has. Strong stands outside emphasis. */
static void
change_style(InlineWriter *writer, unsigned style, guint at)
{
    const Run *run = at < writer->runs->len ? g_ptr_array_index(writer->runs, at) : NULL;
    unsigned open = open_styles(writer);
    bool strong_changes = ((open ^ style) & RUN_STRONG) != 0;

    if ((open & RUN_EMPHASIS) != 0 && ((style & RUN_EMPHASIS) == 0 || strong_changes))
        close_mark(writer, 0);
    if ((open & RUN_STRONG) != 0 && (style & RUN_STRONG) == 0)
        close_mark(writer, 1);
    open = open_styles(writer);
    if ((style & RUN_STRONG) != 0 && (open & RUN_STRONG) == 0)
        open_mark(writer, (style & RUN_EMPHASIS) != 0 ? '*' : first_character(run), 1);
    if ((style & RUN_EMPHASIS) != 0 && (open & RUN_EMPHASIS) == 0) {
        size_t before = writer->out->len;
        open_mark(writer, first_character(run), 0);
        /* A word that goes on behind it: `_` would not close there. */
        if (closes_inside_word(character_behind(writer, at)) && writer->marks[0] == '_') {
            writer->marks[0] = '*';
            writer->out->str[writer->out->len - 1] = '*';
        }
        (void)before;
    }
}

static void
write_address(GString *out, const char *address)
{
    bool plain = *address != '\0' && strpbrk(address, " \t<>()\\\"'&*_|`") == NULL;

    g_string_append(out, plain ? "(" : "(<");
    for (const char *p = address; *p != '\0'; p++) {
        if (strchr("<>\\&|", *p) != NULL)
            g_string_append_c(out, '\\');
        g_string_append_c(out, *p == '\n' ? ' ' : *p);
    }
    g_string_append(out, plain ? ")" : ">)");
}

static void
leave_link(InlineWriter *writer)
{
    const char *address = writer->link != NULL ? writer->link : writer->target;
    if (address == NULL)
        return;

    g_string_append_c(writer->out, ']');
    write_address(writer->out, address);
    writer->link = writer->target = NULL;
    writer->last = G_MAXSIZE;
}

/* "![" would begin an image. */
static void
part_from_exclamation(const InlineWriter *writer)
{
    if (writer->last != G_MAXSIZE && writer->last < writer->out->len &&
        writer->out->str[writer->out->len - 1] == '!')
        g_string_insert_c(writer->out, (gssize)writer->last, '\\');
}

static void
enter_link(InlineWriter *writer, const Run *run)
{
    writer->link = run->link;
    writer->target = run->link == NULL ? run->target : NULL;
    if (writer->link == NULL && writer->target == NULL)
        return;

    part_from_exclamation(writer);
    g_string_append_c(writer->out, '[');
    writer->last = G_MAXSIZE;
    writer->line_start = false;
}

/* A word of the paragraph behind a closing mark that would make it open instead. */
static bool
begins_inside_word(const InlineWriter *writer, const Run *run)
{
    const GString *out = writer->out;
    size_t at = out->len;
    if (!closes_inside_word(g_utf8_get_char(run->text)))
        return false;

    char mark = at > 0 ? out->str[at - 1] : 0;
    while (at > 0 && (mark == '*' || mark == '_') && out->str[at - 1] == mark)
        at--;
    const char *before = at > 0 ? g_utf8_find_prev_char(out->str, out->str + at) : NULL;
    return at < out->len && before != NULL && may_be_punctuation(g_utf8_get_char(before));
}

static void
write_text_run(InlineWriter *writer, const Run *run, bool closed)
{
    if ((run->style & RUN_CODE) != 0) {
        write_code(writer, run->text);
        return;
    }
    const char *text = run->text;
    if (closed && begins_inside_word(writer, run)) {
        append_entity(writer->out, g_utf8_get_char(text));
        text = g_utf8_next_char(text);
        writer->last = G_MAXSIZE;
        writer->line_start = false;
    }
    write_words(writer, text);
}

static void
write_break(InlineWriter *writer)
{
    if (writer->place == WRITE_CELL)
        g_string_append(writer->out, "<br>");
    else if (writer->place == WRITE_HEADING)
        g_string_append_c(writer->out, ' ');
    else
        g_string_append(writer->out, "\\\n");
    writer->line_start = writer->place == WRITE_PARAGRAPH;
    writer->last = G_MAXSIZE;
}

/* "<https://…>": an address that stands for itself. */
static bool
is_autolink(const InlineWriter *writer, guint at)
{
    const Run *run = g_ptr_array_index(writer->runs, at);
    const Run *next = at + 1 < writer->runs->len ? g_ptr_array_index(writer->runs, at + 1) : NULL;
    const Run *before = at > 0 ? g_ptr_array_index(writer->runs, at - 1) : NULL;
    bool alone = (next == NULL || g_strcmp0(next->link, run->link) != 0) &&
                 (before == NULL || g_strcmp0(before->link, run->link) != 0);

    return run->kind == RUN_TEXT && run->link != NULL && (run->style & RUN_CODE) == 0 && alone &&
           strcmp(run->link, run->text) == 0 && g_str_has_prefix(run->link, "http") &&
           strpbrk(run->link, " <>|&\\") == NULL;
}

static void
write_autolink(InlineWriter *writer, const Run *run)
{
    g_string_append_printf(writer->out, "<%s>", run->text);
    writer->last = G_MAXSIZE;
    writer->line_start = false;
}

static void
write_run(InlineWriter *writer, guint at)
{
    const Run *run = g_ptr_array_index(writer->runs, at);
    bool text = run->kind == RUN_TEXT;
    unsigned style = text ? run->style & (RUN_EMPHASIS | RUN_STRONG) : 0;
    bool autolink = is_autolink(writer, at);
    const char *link = text && !autolink ? run->link : NULL;
    const char *target = text && link == NULL && !autolink ? run->target : NULL;
    bool same_link =
        text && g_strcmp0(link, writer->link) == 0 && g_strcmp0(target, writer->target) == 0;
    unsigned open = open_styles(writer);

    if (!same_link) {
        change_style(writer, 0, at);
        leave_link(writer);
        if (text && !autolink)
            enter_link(writer, run);
    }
    change_style(writer, style, at);
    if (autolink)
        write_autolink(writer, run);
    else if (text)
        write_text_run(writer, run, same_link && (open & ~style) != 0 && (style & ~open) == 0);
    else if (run->kind == RUN_BREAK)
        write_break(writer);
    else if (run->kind == RUN_NOTE)
        g_string_append_printf(writer->out, "[^%s]", run->note);
    else if (run->kind == RUN_REFERENCE) {
        part_from_exclamation(writer);
        g_string_append(writer->out, "[]");
        write_address(writer->out, run->target);
    }
    if (run->kind == RUN_NOTE || run->kind == RUN_REFERENCE) {
        writer->last = G_MAXSIZE;
        writer->line_start = false;
    }
}

void
write_inlines(GString *out, const GPtrArray *runs, WritePlace place)
{
    InlineWriter writer = { .out = g_string_new(NULL),
                            .runs = runs,
                            .place = place,
                            .line_start = place == WRITE_PARAGRAPH,
                            .last = G_MAXSIZE };

    for (guint i = 0; i < runs->len; i++)
        write_run(&writer, i);
    change_style(&writer, 0, runs->len);
    leave_link(&writer);
    g_string_append(out, writer.out->str);
    g_string_free(writer.out, TRUE);
}

void
write_plain(GString *out, const char *text, const char *signs)
{
    for (const char *p = text; *p != '\0'; p++) {
        if (*p != '\0' && strchr(signs, *p) != NULL)
            g_string_append_c(out, '\\');
        g_string_append_c(out, *p == '\n' ? ' ' : *p);
    }
}

void
write_destination(GString *out, const char *address)
{
    write_address(out, address);
}
