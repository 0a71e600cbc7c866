/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Text with one paragraph a line, as word processors save it.
 *
 * Lines of three or more columns with tabs between them, as copied out of a sheet, are a table.
 * Typed footnotes are marks "[1]" or "1)", and lines that begin so (plain-notes.h). A line that goes on in the next in lower case, without the end of a sentence
 * and without a blank line, is a broken list item: the two are one paragraph.
 */
#include "read/plain-notes.h"

#include <string.h>

/* Characters: a shorter line that is no list item is taken for a heading, which ends there. */
enum { LONGEST_HEADING_LINE = 80 };

/* Lines and tabs at least that make a table: one tab stands behind a number as well. */
enum { LEAST_TABLE_LINES = 3, LEAST_TABLE_TABS = 2 };

/* A line of nothing but tabs and letters would make more paragraphs than a document can have lines. */
enum { MOST_CELLS = 200000 };

typedef struct Flow {
    Document *document;
    const char *text;
    PlainNotes *plain;
    int tables;
    guint cells; /* of all tables, as far as their heads tell */
} Flow;

static void
add_note_text(Flow *flow, guint index, size_t start, size_t end)
{
    const Note *note = g_ptr_array_index(flow->document->notes, index);
    Paragraph *paragraph = paragraph_add(note->paragraphs, PARAGRAPH_TEXT, flow->document->source);
    size_t pending = SIZE_MAX;

    clean_append(paragraph->text, start, end, &pending);
}

/* Text with its marks; no space is left before the stop or comma behind a mark. */
static void
append_text(Flow *flow, Paragraph *paragraph, size_t at, size_t stop, size_t *pending)
{
    PlainMark mark;

    while (plain_notes_mark(flow->plain, at, stop, &mark)) {
        clean_append(paragraph->text, at, mark.start, pending);
        NoteMark made = { .at = paragraph->text->text->len, .note = mark.note };
        g_array_append_val(paragraph->marks, made);
        at = mark.end;
        if (at < stop && strchr(".,;:?!)", flow->text[at]) != NULL)
            *pending = SIZE_MAX;
    }
    clean_append(paragraph->text, at, stop, pending);
}

/* "(ingezonden 5 november" and "2024)." */
static bool
closes_bracket(const char *text, const TextLine *line, const TextLine *next)
{
    const char *open = memrchr(text + line->start, '(', line->end - line->start);
    const char *end = text + line->end,
               *close = memchr(text + next->start, ')', next->end - next->start);

    return open != NULL && memchr(open, ')', (size_t)(end - open)) == NULL && close != NULL &&
           memchr(text + next->start, '(', (size_t)(close - text) - next->start) == NULL;
}

static bool
continues(const Flow *flow, const Paragraph *paragraph, const TextLine *line)
{
    const TextLine *next = line + 1;
    bool may = paragraph->kind == PARAGRAPH_ITEM || line->length >= LONGEST_HEADING_LINE;

    bool goes_on = begins_lower(flow->text, next->start, next->end) ||
                   ends_in_leading_word(flow->text, line->start, line->end) ||
                   closes_bracket(flow->text, line, next);
    return may && next->start < next->end && goes_on &&
           !ends_sentence(flow->text, line->start, line->end) && !next->furniture &&
           list_mark_end(flow->text, next->start, next->end) == next->start;
}

/* Adds the paragraph that begins at line `i`. Returns the last line that belongs to it. */
static guint
add_paragraph(Flow *flow, const GArray *lines, guint i)
{
    const TextLine *line = &g_array_index(lines, TextLine, i);
    size_t start = list_mark_end(flow->text, line->start, line->end), pending = SIZE_MAX;
    Paragraph *paragraph =
        paragraph_add(flow->document->paragraphs, PARAGRAPH_TEXT, flow->document->source);

    if (start > line->start) {
        paragraph->kind = PARAGRAPH_ITEM;
        paragraph->label = g_strndup(flow->text + line->start, start - line->start);
    }
    append_text(flow, paragraph, start, line->end, &pending);
    for (; i + 1 < lines->len && continues(flow, paragraph, line); i++, line++) {
        if (pending == SIZE_MAX)
            pending = line->end;
        append_text(flow, paragraph, line[1].start, line[1].end, &pending);
    }
    return i;
}

static guint
count_tabs(const Flow *flow, const GArray *lines, guint i)
{
    const TextLine *line = &g_array_index(lines, TextLine, i);
    guint tabs = 0;

    for (size_t at = line->start; at < line->end && !line->furniture; at++)
        tabs += flow->text[at] == '\t';
    return tabs;
}

/* How many lines from `i` on are rows of a table; 0 where none begins there. Cells at the end may be empty. */
static guint
table_length(const Flow *flow, const GArray *lines, guint i)
{
    guint head = count_tabs(flow, lines, i), end = i, full = 0;
    if (head < LEAST_TABLE_TABS)
        return 0;

    for (; end < lines->len; end++) {
        guint tabs = count_tabs(flow, lines, end);
        if (tabs == 0 || tabs > head || flow->cells + (end - i + 1) * (head + 1) > MOST_CELLS)
            break;
        full += tabs >= LEAST_TABLE_TABS;
    }
    return full >= LEAST_TABLE_LINES ? end - i : 0;
}

static void
add_row(Flow *flow, const TextLine *line, int row)
{
    size_t start = line->start;

    for (int column = 0; start <= line->end; column++) {
        const char *tab = memchr(flow->text + start, '\t', line->end - start);
        size_t end = tab != NULL ? (size_t)(tab - flow->text) : line->end, pending = SIZE_MAX;
        if (end > start) {
            Paragraph *cell =
                paragraph_add(flow->document->paragraphs, PARAGRAPH_CELL, flow->document->source);
            cell->table = flow->tables;
            cell->row = row;
            cell->column = column;
            append_text(flow, cell, start, end, &pending);
        }
        start = end + 1;
    }
}

/* Adds the table that begins at line `i`. Returns its number of lines; 0 where none begins there. */
static guint
add_table(Flow *flow, const GArray *lines, guint i)
{
    guint length = table_length(flow, lines, i);

    flow->tables += length > 0;
    flow->cells += length > 0 ? length * (count_tabs(flow, lines, i) + 1) : 0;
    for (guint row = 0; row < length; row++)
        add_row(flow, &g_array_index(lines, TextLine, i + row), (int)row);
    return length;
}

void
read_flowing(Document *document, const GArray *lines)
{
    g_autoptr(PlainNotes) plain = plain_notes_new(document, lines);
    Flow flow = { .document = document, .text = document->source->text, .plain = plain };
    bool blank = false;

    for (guint i = 0; i < lines->len; i++) {
        const TextLine *line = &g_array_index(lines, TextLine, i);
        if (line->start == line->end) {
            blank = true;
            continue;
        }
        if (line->furniture) {
            add_furniture(document, line);
            continue;
        }
        size_t start = 0;
        guint note = 0;
        if (plain_notes_body(plain, i, &start, &note)) {
            add_note_text(&flow, note, start, line->end);
            continue;
        }
        guint table = add_table(&flow, lines, i);
        if (table > 0) {
            i += table - 1;
            continue;
        }
        i = add_paragraph(&flow, lines, i);
        Paragraph *added = g_ptr_array_index(document->paragraphs, document->paragraphs->len - 1);
        added->blank_before = blank;
        blank = false;
    }
}
