/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Plain text: which of its two shapes is it?
 *
 * Flowing text has one paragraph a line; wrapped text has hard line ends, so that most lines go on
 * in the next one. Both are measured, never assumed: text whose characters stand mostly in lines
 * longer than any page is wide is flowing; else the share of line ends behind which the sentence
 * goes on in lower case decides. Where a text is so short that neither tells, it makes no
 * difference.
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/failure.h"
#include "base/utf8.h"
#include "read/furniture.h"
#include "read/read-private.h"

/* Characters: no page sets longer lines. Web pages wrap near 90, PDFs near 75. */
enum { LONGEST_WRAPPED_LINE = 160 };

/* Of 100 line ends between two lines of text, as many must fall inside a sentence in wrapped text.
 * Measured: 60 to 80 in PDFs, 0 to 5 in text out of word processors. */
enum { WRAPPED_JOINS = 25 };

/* Text of which only some lines end hard, as copying out of a PDF leaves it: so many of 100 line ends
 * fall where no paragraph can end. Text out of word processors has none. */
enum { MIXED_JOINS = 4, MIXED_LEAST = 2 };

/* Characters of a hard line: two columns are set no narrower, and a web page no wider. */
enum { NARROWEST_PAGE = 40, WIDEST_PAGE = 100 };

/* A line that is filled takes this share (of 100) of the width at least. */
enum { FULL_LINE = 60 };

/* The width of a page is the length that 90 of 100 lines do not exceed. */
enum { WIDTH_PERCENTILE = 90 };

/* Digits of a list's number at most, and of a year. */
enum { MARK_DIGITS = 5, YEAR_DIGITS = 4 };

/* Bytes above a line in which the number before its own stands. */
enum { NUMBER_REACH = 4000 };

static bool
is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

static bool
is_space_at(const char *text, size_t at)
{
    return utf8_is_space(g_utf8_get_char(text + at));
}

static size_t
trim_end(const char *text, size_t start, size_t end)
{
    while (end > start) {
        const char *last = g_utf8_prev_char(text + end);
        if (!utf8_is_space(g_utf8_get_char(last)))
            break;
        end = (size_t)(last - text);
    }
    return end;
}

static TextLine
line_new(const char *text, size_t start, size_t end)
{
    TextLine line = { .start = start, .end = trim_end(text, start, end) };

    while (line.start < line.end && is_space_at(text, line.start))
        line.start = (size_t)(g_utf8_next_char(text + line.start) - text);
    size_t margin = line.start - start;
    bool single_space = margin == 1 && text[start] == ' ' && line.start < line.end;
    line.new_page = single_space || memchr(text + start, '\f', end - start) != NULL;
    line.length = utf8_count(text + line.start, line.end - line.start);
    return line;
}

static bool
check_length(const Source *source, size_t line, size_t length, int filled, GError **error)
{
    if (length <= LINE_SIZE_LIMIT && filled <= PARAGRAPHS_LIMIT)
        return true;
    if (length > LINE_SIZE_LIMIT)
        failure_set(error, DIAG_OVER_LIMIT, source->name, (int)line + 1, 1,
                    _("the line is longer than the limit of %zu MiB; break it up"),
                    LINE_SIZE_LIMIT >> 20);
    else
        failure_set(error, DIAG_OVER_LIMIT, source->name, (int)line + 1, 1,
                    _("up to here the document has more than %d lines with text, the limit; split "
                      "it"),
                    PARAGRAPHS_LIMIT);
    return false;
}

GArray *
text_lines(const Source *source, GError **error)
{
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(TextLine));
    g_autoptr(FurnitureLines) furniture = furniture_lines_new();
    int filled = 0;

    for (guint i = 0; i < source->line_starts->len; i++) {
        size_t start = g_array_index(source->line_starts, size_t, i);
        bool last = i + 1 == source->line_starts->len;
        size_t end = last ? source->length : g_array_index(source->line_starts, size_t, i + 1);
        while (end > start && is_line_end(source->text[end - 1]))
            end--;
        if (!check_length(source, i, end - start, filled, error))
            return NULL;
        TextLine line = line_new(source->text, start, end);
        filled += line.length > 0;
        line.furniture =
            furniture_matches(furniture, source->text + line.start, line.end - line.start);
        g_array_append_val(lines, line);
    }
    return check_length(source, lines->len - 1, 0, filled, error) ? g_steal_pointer(&lines) : NULL;
}

void
add_furniture(Document *document, const TextLine *line)
{
    Paragraph *paragraph =
        paragraph_add(document->paragraphs, PARAGRAPH_FURNITURE, document->source);
    size_t pending = SIZE_MAX;

    clean_append(paragraph->text, line->start, line->end, &pending);
}

bool
begins_lower(const char *text, size_t start, size_t end)
{
    return start < end && g_unichar_islower(g_utf8_get_char(text + start));
}

bool
ends_sentence(const char *text, size_t start, size_t end)
{
    while (end > start) {
        const char *last = g_utf8_prev_char(text + end);
        gunichar c = g_utf8_get_char(last);
        bool closes = c == ')' || c == ']' || c == '"' || c == '\'' || c == 0x201D || c == 0x2019 ||
                      c == 0x00BB;
        if (!closes)
            return c < 0x80 ? strchr(".?!:;", (int)c) != NULL : c == 0x2026;
        end = (size_t)(last - text);
    }
    return false;
}

/* "-", "*" and the bullets and dashes of word processors. */
static bool
is_bullet(gunichar c)
{
    return c == '-' || c == '*' || c == 0x2013 || c == 0x2014 || c == 0x00B7 ||
           (c >= 0x2022 && c <= 0x2023) || (c >= 0x25A0 && c <= 0x25FF) || c == 0x2713 ||
           c == 0x27A2 || c == 0x2756 || (c >= 0xF020 && c <= 0xF0FF);
}

/* "De", "Één": a word as sentences begin with. */
static bool
begins_capital(const char *text, size_t start, size_t end)
{
    if (start >= end || !g_unichar_isupper(g_utf8_get_char(text + start)))
        return false;
    return begins_lower(text, (size_t)(g_utf8_next_char(text + start) - text), end);
}

/* Does a line just above begin with the number before this one? */
static bool
follows_number(const char *text, size_t start, int number)
{
    g_autofree char *before = g_strdup_printf("\n%d.", number - 1);
    size_t from = start > NUMBER_REACH ? start - NUMBER_REACH : 0;

    return memmem(text + from, start - from, before, strlen(before)) != NULL;
}

/*
 * May the number be a list's? A large one where a sentence begins behind it ("1000. Hoeveel"), and one that is a year
 * as well where it counts on.
 */
static bool
is_list_number(const char *text, size_t start, size_t digits, bool begins)
{
    int number = atoi(text + start);
    bool year = digits == YEAR_DIGITS && number >= 1800 && number < 2200;

    return digits < YEAR_DIGITS || (begins && (!year || follows_number(text, start, number)));
}

/* "1.", "12)", "3.)", "2a.", "a)", and "10.Hoeveel" where a tab was lost. */
static size_t
number_mark_end(const char *text, size_t start, size_t end)
{
    size_t at = start;
    while (at < end && at - start < MARK_DIGITS && g_ascii_isdigit(text[at]))
        at++;
    size_t digits = at - start;
    if (at < end && g_ascii_islower(text[at]))
        at++;
    if (at == start || at >= end)
        return start;

    bool pointed = text[at] == '.' || text[at] == ')';
    if (!pointed)
        return text[at] == '\t' && digits < YEAR_DIGITS ? at : start;
    at += text[at] == '.' && at + 1 < end && text[at + 1] == ')' ? 2 : 1;
    size_t next = at;
    while (next < end && text[next] == ' ')
        next++;
    bool apart = at < end && is_space_at(text, at);
    bool begins = digits > 0 && begins_capital(text, next, end);
    return (apart || begins) && is_list_number(text, start, digits, begins) ? at : start;
}

size_t
list_mark_end(const char *text, size_t start, size_t end)
{
    if (start >= end)
        return start;

    gunichar first = g_utf8_get_char(text + start);
    if (!is_bullet(first))
        return number_mark_end(text, start, end);
    size_t at = (size_t)(g_utf8_next_char(text + start) - text);
    return at < end && is_space_at(text, at) ? at : start;
}

/* Counting sort would do as well; lengths are small numbers, and this runs once. */
static size_t
page_width(const GArray *lines, size_t longest)
{
    guint counts[LONGEST_WRAPPED_LINE + 1] = { 0 }, total = 0, seen = 0;

    for (guint i = 0; i < lines->len; i++) {
        const TextLine *line = &g_array_index(lines, TextLine, i);
        if (line->start == line->end || line->length > longest)
            continue;
        counts[MIN(line->length, LONGEST_WRAPPED_LINE)]++;
        total++;
    }
    for (size_t width = 0; width <= LONGEST_WRAPPED_LINE; width++) {
        seen += counts[width];
        if (seen * 100 >= total * (guint)WIDTH_PERCENTILE)
            return width;
    }
    return LONGEST_WRAPPED_LINE;
}

/* Does the sentence go on behind the line's end, and does that end come near the page's width? */
static bool
is_hard_end(const char *text, const TextLine *line, size_t width)
{
    const TextLine *next = line + 1;

    return begins_lower(text, next->start, next->end) &&
           !ends_sentence(text, line->start, line->end) && line->length * 100 >= width * FULL_LINE;
}

static bool
is_wrapped(const char *text, const GArray *lines, size_t width)
{
    size_t in_long = 0, in_all = 0;
    guint pairs = 0, hard = 0;

    for (guint i = 0; i < lines->len; i++) {
        const TextLine *line = &g_array_index(lines, TextLine, i);
        in_all += line->length;
        if (line->length > LONGEST_WRAPPED_LINE)
            in_long += line->length;
        if (i + 1 == lines->len || line->length == 0 || line[1].length == 0)
            continue;
        pairs++;
        hard += is_hard_end(text, line, width);
    }
    return in_long * 2 < in_all && hard * 100 >= MAX(pairs, 1) * WRAPPED_JOINS;
}

/*
 * Are some of the lines wrapped, though most are whole paragraphs or several lines glued together?
 * Two signs count: a sentence that goes on in lower case, and a line that ends in an article or
 * preposition.
 */
static bool
is_mixed(const char *text, const GArray *lines)
{
    guint pairs = 0, hard = 0;

    for (guint i = 0; i + 1 < lines->len; i++) {
        const TextLine *line = &g_array_index(lines, TextLine, i), *next = line + 1;
        if (line->length == 0 || next->length == 0 || next->furniture)
            continue;
        pairs++;
        if (line->length < NARROWEST_PAGE || line->length > WIDEST_PAGE ||
            list_mark_end(text, next->start, next->end) > next->start)
            continue;
        bool goes_on = begins_lower(text, next->start, next->end) &&
                       !ends_sentence(text, line->start, line->end);
        hard += goes_on || ends_in_leading_word(text, line->start, line->end);
    }
    return hard >= MIXED_LEAST && hard * 100 >= pairs * MIXED_JOINS;
}

/* Only form feeds count: the single space that also marks a page may be a slip of the typist. */
static void
find_pages(Source *source)
{
    if (memchr(source->text, '\f', source->length) == NULL)
        return;

    size_t start = 0;
    source->page_starts = g_array_new(FALSE, FALSE, sizeof(size_t));
    g_array_append_val(source->page_starts, start);
    for (size_t i = 0; i < source->length; i++) {
        start = i + 1;
        if (source->text[i] == '\f')
            g_array_append_val(source->page_starts, start);
    }
}

static void
set_pages(Document *document)
{
    for (guint i = 0; i < document->paragraphs->len; i++) {
        Paragraph *paragraph = g_ptr_array_index(document->paragraphs, i);
        paragraph->page = source_page(document->source, text_map_origin(paragraph->text, 0));
    }
}

static Source *
decode_source(const char *name, GBytes *bytes, GError **error)
{
    if (g_bytes_get_size(bytes) > TEXT_SIZE_LIMIT) {
        failure_set(error, DIAG_OVER_LIMIT, name, 0, 0,
                    _("the text is larger than the limit of %zu MiB; split it"),
                    TEXT_SIZE_LIMIT >> 20);
        return NULL;
    }

    size_t length = 0;
    char *text = text_decode(name, bytes, &length, error);
    return text != NULL ? source_new(name, text, length) : NULL;
}

static bool
is_markdown(const char *name)
{
    g_autofree char *lower = g_ascii_strdown(name, -1);

    return g_str_has_suffix(lower, ".md") || g_str_has_suffix(lower, ".markdown");
}

Document *
read_plain_text(const char *name, GBytes *bytes, GError **error)
{
    g_autoptr(Source) source = decode_source(name, bytes, error);
    if (source == NULL)
        return NULL;

    g_autoptr(GArray) lines = text_lines(source, error);
    if (lines == NULL)
        return NULL;

    if (is_markdown(name))
        return read_markdown(source, error);

    find_pages(source);
    find_running_heads(source->text, lines);
    Document *document = document_new(source);
    size_t width = page_width(lines, SIZE_MAX);
    if (is_wrapped(source->text, lines, width))
        read_wrapped(document, lines, width);
    else if (is_mixed(source->text, lines))
        read_wrapped(document, lines, page_width(lines, WIDEST_PAGE));
    else
        read_flowing(document, lines);
    set_pages(document);
    return document;
}
