/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/failure.h"
#include "read/pdf-private.h"
#include "read/readers-private.h"

/* The columns of the table. */
enum { LEVEL, PAGE, PARAGRAPH, BLOCK, LINE, WORD, LEFT, TOP, WIDTH, HEIGHT, CONFIDENCE, TEXT };
enum { FIELD_COUNT = 12 };

/* What a row is about. */
enum { LEVEL_PAGE = 1, LEVEL_LINE = 4, LEVEL_WORD = 5 };

/* Words closer than this share of their height touch: a mark behind a word, a change of font in
 * one. A space is twice as wide in the narrowest type. */
static const double touching = 0.1;

/* A raised word is smaller than this share of its line's height, and ends as much higher. */
static const double raised_height = 0.8, raised_by = 0.15;

/* Sizes and distances are counted in tenths of a point, up to a hundred points. */
enum { TENTHS = 1000 };

/* Fewer words than this on each page, on average: only pictures of text. */
enum { SCANNED_WORDS = 5 };

static PdfText *
text_new(void)
{
    PdfText *text = g_new0(PdfText, 1);
    text->text = g_string_new(NULL);
    text->words = g_array_new(FALSE, FALSE, sizeof(PdfWord));
    text->lines = g_array_new(FALSE, FALSE, sizeof(PdfLine));
    text->pages = g_array_new(FALSE, FALSE, sizeof(PdfPage));
    return text;
}

void
pdf_text_free(PdfText *text)
{
    if (text == NULL)
        return;

    g_string_free(text->text, TRUE);
    g_array_unref(text->words);
    g_array_unref(text->lines);
    g_array_unref(text->pages);
    g_free(text);
}

typedef struct Row {
    int level;
    double left, top, width, height;
    const char *text;
    size_t length;
} Row;

/* Measures that a page can have; anything else is 0. */
static double
measure(const char *field)
{
    double value = g_ascii_strtod(field, NULL);
    return isfinite(value) && fabs(value) < 20000 ? value : 0;
}

static bool
read_row(const char *line, size_t length, Row *row)
{
    const char *fields[FIELD_COUNT], *end = line + length;
    int count = 0;

    for (const char *p = line; p != NULL && count < FIELD_COUNT;) {
        fields[count++] = p;
        p = memchr(p, '\t', (size_t)(end - p));
        p = p != NULL ? p + 1 : NULL;
    }
    if (count < FIELD_COUNT || !g_ascii_isdigit(*line))
        return false;
    *row = (Row){ .level = *line - '0',
                  .left = measure(fields[LEFT]),
                  .top = measure(fields[TOP]),
                  .width = measure(fields[WIDTH]),
                  .height = measure(fields[HEIGHT]),
                  .text = fields[TEXT],
                  .length = (size_t)(end - fields[TEXT]) };
    return true;
}

static bool
add_page(PdfText *text, const Row *row, GError **error)
{
    PdfPage page = { .width = row->width, .height = row->height, .first_line = text->lines->len };

    if (text->pages->len >= PDF_PAGE_LIMIT) {
        failure_set(error, DIAG_OVER_LIMIT, NULL, 0, 0,
                    _("the PDF has more pages than the limit of %d; split it"), PDF_PAGE_LIMIT);
        return false;
    }
    g_array_append_val(text->pages, page);
    return true;
}

static void
add_line(PdfText *text)
{
    PdfLine line = { .page = text->pages->len, .first_word = text->words->len };
    g_array_append_val(text->lines, line);
    g_array_index(text->pages, PdfPage, text->pages->len - 1).line_count++;
}

static void
add_word(PdfText *text, const Row *row)
{
    PdfLine *line = pdf_line(text, text->lines->len - 1);
    PdfWord word = { .left = row->left,
                     .right = row->left + row->width,
                     .top = row->top,
                     .bottom = row->top + row->height,
                     .start = text->text->len };

    if (line->word_count > 0) {
        const PdfWord *last = pdf_word(text, text->words->len - 1);
        if (word.left - last->right > touching * (last->bottom - last->top))
            g_string_append_c(text->text, ' ');
        word.start = text->text->len;
    } else {
        line->start = word.start;
    }
    g_string_append_len(text->text, row->text, (gssize)row->length);
    word.end = text->text->len;
    g_array_append_val(text->words, word);
    line->word_count++;
}

/* The line's box is that of its longest word, so that a mark or an accent does not move it. */
static void
finish_line(PdfText *text)
{
    if (text->lines->len == 0)
        return;
    PdfLine *line = pdf_line(text, text->lines->len - 1);
    if (line->word_count == 0 || line->end > 0)
        return;

    size_t longest = 0;
    line->left = pdf_word(text, line->first_word)->left;
    line->right = pdf_word(text, line->first_word + line->word_count - 1)->right;
    line->end = text->text->len;
    g_string_append_c(text->text, '\n');
    for (guint i = 0; i < line->word_count; i++) {
        const PdfWord *word = pdf_word(text, line->first_word + i);
        if (word->end - word->start <= longest)
            continue;
        longest = word->end - word->start;
        line->top = word->top;
        line->bottom = word->bottom;
    }
    for (guint i = 0; i < line->word_count; i++) {
        PdfWord *word = pdf_word(text, line->first_word + i);
        double height = line->bottom - line->top;
        word->raised = word->bottom - word->top < raised_height * height &&
                       word->bottom < line->bottom - raised_by * height;
    }
}

static bool
take_row(PdfText *text, const Row *row, GError **error)
{
    switch (row->level) {
    case LEVEL_PAGE:
        finish_line(text);
        return add_page(text, row, error);
    case LEVEL_LINE:
        if (text->pages->len == 0)
            return true;
        finish_line(text);
        add_line(text);
        return true;
    case LEVEL_WORD:
        if (text->lines->len > 0 && row->length > 0 &&
            pdf_line(text, text->lines->len - 1)->page == text->pages->len)
            add_word(text, row);
        return true;
    default:
        return true;
    }
}

static guint
most_frequent(const guint counts[TENTHS])
{
    guint best = 0;
    for (guint i = 1; i < TENTHS; i++) {
        if (counts[i] > counts[best])
            best = i;
    }
    return best;
}

/* The size and leading of most of the text. */
static void
measure_body(PdfText *text)
{
    guint sizes[TENTHS] = { 0 }, distances[TENTHS] = { 0 };

    for (guint i = 0; i < text->lines->len; i++) {
        const PdfLine *line = pdf_line(text, i);
        double size = (line->bottom - line->top) * 10;
        if (size > 0 && size < TENTHS)
            sizes[(guint)size] += (guint)MIN(line->end - line->start, 1000);
    }
    text->size = (most_frequent(sizes) + 0.5) / 10;

    for (guint i = 1; i < text->lines->len; i++) {
        const PdfLine *line = pdf_line(text, i), *above = line - 1;
        double distance = (line->top - above->top) * 10;
        bool body = fabs(line->bottom - line->top - text->size) < 0.5;
        if (body && line->page == above->page && distance > 0 && distance < TENTHS)
            distances[(guint)distance]++;
    }
    text->leading = (most_frequent(distances) + 0.5) / 10;
}

static void
drop_empty_lines(PdfText *text)
{
    guint kept = 0;

    for (guint p = 0; p < text->pages->len; p++) {
        PdfPage *page = &g_array_index(text->pages, PdfPage, p);
        guint first = kept;
        for (guint i = page->first_line; i < page->first_line + page->line_count; i++) {
            if (pdf_line(text, i)->word_count > 0)
                *pdf_line(text, kept++) = *pdf_line(text, i);
        }
        page->first_line = first;
        page->line_count = kept - first;
    }
    g_array_set_size(text->lines, kept);
}

static bool
has_text(const PdfText *text, GError **error)
{
    if (text->pages->len > 0 && text->words->len >= text->pages->len * SCANNED_WORDS)
        return true;

    failure_set(error, DIAG_UNREADABLE, NULL, 0, 0,
                _("the PDF holds pictures instead of text; have its text recognised (OCR), or ask "
                  "for the document that it was made from"));
    return false;
}

PdfText *
pdf_text_read(GBytes *bytes, GError **error)
{
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length), *end = data + length;
    g_autoptr(PdfText) text = text_new();

    if (length > 0 && !g_utf8_validate_len(data, length, NULL)) {
        failure_set(error, DIAG_UNREADABLE, NULL, 0, 0,
                    _("the text of the PDF is not valid; save it again from where it was made"));
        return NULL;
    }
    for (const char *at = data; at < end;) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        Row row;
        stop = stop != NULL ? stop : end;
        if (read_row(at, (size_t)(stop - at), &row) && !take_row(text, &row, error))
            return NULL;
        at = stop + 1;
    }
    finish_line(text);
    drop_empty_lines(text);
    measure_body(text);
    return has_text(text, error) ? g_steal_pointer(&text) : NULL;
}

static guint
first_empty_page(const PdfText *text)
{
    for (guint i = 0; i < text->pages->len; i++) {
        if (g_array_index(text->pages, PdfPage, i).line_count == 0)
            return i + 1;
    }
    return 0;
}

Draft *
draft_pdf_words(GBytes *bytes, GError **error)
{
    g_autoptr(PdfText) text = pdf_text_read(bytes, error);
    if (text == NULL)
        return NULL;

    pdf_layout(text);
    Draft *draft = pdf_draft(text);
    draft->empty_page = first_empty_page(text);
    return draft;
}
