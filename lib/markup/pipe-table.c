/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Pipe tables, which CommonMark has not, in the form of GitHub's: a head row, below it a row of
 * dashes with as many cells, then rows. They are looked for in what cmark took for a paragraph, so
 * that lists and quotations around them are cmark's work, and code is no table.
 *
 * Unlike GitHub's, a table ends at the first line without a pipe: "Bron: …" below it is no row.
 */
#include <string.h>

#include "markup/markup-private.h"

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static ByteRange
trim(const char *text, ByteRange range)
{
    while (range.start < range.end && is_blank(text[range.start]))
        range.start++;
    while (range.end > range.start && is_blank(text[range.end - 1]))
        range.end--;
    return range;
}

/* The words of a line: without blanks, and without the marks of quotations that it stands in. A
 * line of a paragraph can't begin with > otherwise. */
static ByteRange
line_words(const char *text, size_t start, size_t end)
{
    while (start < end && (is_blank(text[start]) || text[start] == '>'))
        start++;
    return trim(text, (ByteRange){ start, end });
}

/* Behind the line that begins at `start`. */
static size_t
line_end(const char *text, size_t start, size_t end)
{
    const char *newline = memchr(text + start, '\n', end - start);

    return newline != NULL ? (size_t)(newline - text) + 1 : end;
}

/* The next pipe that no backslash stands before; range.end where there is none. */
static size_t
find_pipe(const char *text, ByteRange range)
{
    for (size_t at = range.start; at < range.end; at++) {
        if (text[at] == '|')
            return at;
        if (text[at] == '\\')
            at++;
    }
    return range.end;
}

GArray *
pipe_row_cells(const char *text, ByteRange row)
{
    GArray *cells = g_array_new(FALSE, FALSE, sizeof(ByteRange));

    if (row.start < row.end && text[row.start] == '|')
        row.start++;
    do {
        size_t pipe = find_pipe(text, row);
        ByteRange cell = trim(text, (ByteRange){ row.start, MIN(pipe, row.end) });
        /* What follows the last pipe of a row that ends with one is no cell. */
        if (pipe < row.end || cell.start < cell.end || cells->len == 0)
            g_array_append_val(cells, cell);
        row.start = pipe + 1;
    } while (row.start <= row.end);
    return cells;
}

/* ":--", "--:", ":-:" or "--". */
static bool
read_delimiter(const char *text, ByteRange cell, PipeColumn *ret_column)
{
    bool left = cell.start < cell.end && text[cell.start] == ':';
    bool right = cell.end > cell.start + 1 && text[cell.end - 1] == ':';
    size_t start = cell.start + left, end = cell.end - right;

    if (start >= end)
        return false;
    for (size_t at = start; at < end; at++)
        if (text[at] != '-')
            return false;
    ret_column->alignment = right ? (left ? CELL_CENTRE : CELL_RIGHT) : CELL_LEFT;
    ret_column->is_chosen = left;
    return true;
}

/* The columns by the row of dashes; NULL where the line is none. */
static GArray *
read_delimiters(const char *text, ByteRange row)
{
    if (strspn(text + row.start, "|-: \t") < row.end - row.start || find_pipe(text, row) == row.end)
        return NULL;

    g_autoptr(GArray) cells = pipe_row_cells(text, row);
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(PipeColumn));
    for (guint i = 0; i < cells->len; i++) {
        PipeColumn column;
        if (!read_delimiter(text, g_array_index(cells, ByteRange, i), &column))
            return NULL;
        g_array_append_val(columns, column);
    }
    return g_steal_pointer(&columns);
}

static guint
count_cells(const char *text, ByteRange row)
{
    if (row.start == row.end || find_pipe(text, row) == row.end)
        return 0;

    g_autoptr(GArray) cells = pipe_row_cells(text, row);
    return cells->len;
}

static void
read_rows(PipeTable *table, const char *text, size_t start, size_t end)
{
    table->end = start;
    while (start < end && table->head_cells > 0) {
        size_t next = line_end(text, start, end);
        ByteRange row = line_words(text, start, next);
        if (find_pipe(text, row) == row.end)
            return;
        g_array_append_val(table->rows, row);
        table->end = start = next;
    }
}

static PipeTable *
table_new(size_t line, ByteRange head, GArray *columns)
{
    PipeTable *table = g_new0(PipeTable, 1);
    table->line = line;
    table->columns = columns;
    table->rows = g_array_new(FALSE, FALSE, sizeof(ByteRange));
    g_array_append_val(table->rows, head);
    return table;
}

PipeTable *
pipe_table_find(const char *text, ByteRange bytes)
{
    ByteRange above = { bytes.start, bytes.start };
    size_t above_start = bytes.start;

    for (size_t start = bytes.start; start < bytes.end;) {
        size_t next = line_end(text, start, bytes.end);
        ByteRange row = line_words(text, start, next);
        GArray *columns = read_delimiters(text, row);
        if (columns != NULL) {
            PipeTable *table = table_new(above_start, above, columns);
            table->head_cells = count_cells(text, above);
            read_rows(table, text, next, bytes.end);
            if (table->head_cells > 0)
                return table;
            pipe_table_free(table);
        }
        above = row;
        above_start = start;
        start = next;
    }
    return NULL;
}

void
pipe_table_free(PipeTable *table)
{
    g_array_unref(table->rows);
    g_array_unref(table->columns);
    g_free(table);
}
