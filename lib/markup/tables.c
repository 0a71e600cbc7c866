/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Pipe tables to Blocks. Each cell is Markdown of its own, read as the words of a heading: cmark
 * then looks for emphasis, code and links in them, but for no lists or quotations, and `- ` or `1.`
 * in a cell stays what it is.
 *
 * Rows that are too short are filled up. Of a row that is too long all that is too much stays in
 * its last cell, and that is said.
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "markup/markup-private.h"

/*
 * Room for 1,000 columns, or for 10,000 rows, but not for both: a head of a thousand cells over a
 * thousand rows of one letter would otherwise be a million cells out of 64 KiB.
 */
enum { CELLS_MAX = 60000 };

/* The cell's Markdown as a heading's; a pipe that was escaped is a pipe. */
static TextMap *
cell_text(const MarkupReader *reader, ByteRange cell)
{
    const TextMap *body = reader->body;
    TextMap *text = text_map_new(body->source);
    size_t origin = text_map_origin(body, cell.start);

    text_map_append_fixed(text, "# ", 2, origin);
    while (cell.start < cell.end) {
        const char *escape = memmem(body->text->str + cell.start, cell.end - cell.start, "\\|", 2);
        size_t end = escape != NULL ? (size_t)(escape - body->text->str) : cell.end;
        text_map_append_map(text, body, cell.start, end);
        cell.start = end + (escape != NULL ? 1 : 0);
        if (escape == NULL)
            break;
        text_map_append_map(text, body, cell.start, cell.start + 1);
        cell.start++;
    }
    text_map_append_fixed(text, " #", 2, text_map_origin(body, cell.end));
    return text;
}

static void
read_cell(MarkupReader *reader, ByteRange bytes, Block *cell)
{
    cell->span = markup_span(reader, bytes.start, bytes.end);
    if (bytes.start >= bytes.end)
        return;

    g_autoptr(TextMap) text = cell_text(reader, bytes);
    cmark_node *document =
        cmark_parse_document(text->text->str, text->text->len, CMARK_OPT_DEFAULT);
    cmark_node *heading = cmark_node_first_child(document);
    const TextMap *body = reader->body;
    Block *paragraph = block_add(cell, BLOCK_PARAGRAPH);
    paragraph->span = cell->span;

    reader->body = text;
    reader->in_cell = true;
    if (heading != NULL)
        read_inlines(reader, heading, paragraph, (ByteRange){ 2, text->text->len - 2 });
    reader->in_cell = false;
    reader->body = body;
    cmark_node_free(document);
}

static void
report_surplus(MarkupReader *reader, ByteRange cell, guint count)
{
    diags_add(reader->diags, DIAG_BAD_TABLE, markup_span(reader, cell.start, cell.end),
              reader->question,
              _("the row has more cells than the head of the table (%u), keeping the rest in the "
                "last; write \\| for a pipe that is no edge of a cell"),
              count);
}

static void
read_row(MarkupReader *reader, ByteRange bytes, const GArray *columns, Block *table)
{
    g_autoptr(GArray) cells = pipe_row_cells(reader->body->text->str, bytes);
    Block *row = block_add(table, BLOCK_ROW);
    row->span = markup_span(reader, bytes.start, bytes.end);

    if (cells->len > columns->len) {
        report_surplus(reader, g_array_index(cells, ByteRange, columns->len), columns->len);
        g_array_index(cells, ByteRange, columns->len - 1).end =
            g_array_index(cells, ByteRange, cells->len - 1).end;
    }
    for (guint i = 0; i < columns->len; i++) {
        Block *cell = block_add(row, BLOCK_CELL);
        cell->alignment = g_array_index(columns, PipeColumn, i).alignment;
        if (i < cells->len)
            read_cell(reader, g_array_index(cells, ByteRange, i), cell);
        else
            cell->span = row->span;
    }
}

static Block *
table_cell(const Block *table, guint row, guint column)
{
    const Block *cells = g_ptr_array_index(table->children, row);

    return g_ptr_array_index(cells->children, column);
}

/* Numbers are lined up unless `:--` or `:-:` asked for something else. */
static void
align_numbers(const Block *table, const GArray *columns)
{
    for (guint column = 0; column < columns->len; column++) {
        g_autoptr(GPtrArray) cells = g_ptr_array_new();
        for (guint row = table->header_rows; row < table->children->len; row++)
            g_ptr_array_add(cells, table_cell(table, row, column));
        if (g_array_index(columns, PipeColumn, column).is_chosen ||
            !column_holds_numbers(cells, column == 0))
            continue;
        for (guint row = 0; row < table->children->len; row++)
            table_cell(table, row, column)->alignment = CELL_DECIMAL;
    }
}

static void
read_table(MarkupReader *reader, const PipeTable *pipe, GPtrArray *blocks)
{
    Block *table = block_new(BLOCK_TABLE);
    ByteRange head = g_array_index(pipe->rows, ByteRange, 0);
    table->span = markup_span(reader, head.start, pipe->end);
    table->header_rows = 1;
    g_ptr_array_add(blocks, table);

    for (guint i = 0; i < pipe->rows->len; i++)
        read_row(reader, g_array_index(pipe->rows, ByteRange, i), pipe->columns, table);
    align_numbers(table, pipe->columns);
}

/* "Tabel: …" */
static size_t
caption_mark_length(const char *text)
{
    static const char *const marks[] = { "Tabel:", "Table:" };

    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        if (g_str_has_prefix(text, marks[i]))
            return strlen(marks[i]);
    return 0;
}

/* Adds lines of the body, without what stands before them in quotations and lists. */
static void
add_lines(const MarkupReader *reader, ByteRange bytes, TextMap *piece)
{
    const char *text = reader->body->text->str;

    while (bytes.start < bytes.end) {
        const char *newline = memchr(text + bytes.start, '\n', bytes.end - bytes.start);
        size_t next = newline != NULL ? (size_t)(newline - text) + 1 : bytes.end;
        size_t words = MIN(bytes.start + strspn(text + bytes.start, " \t>"), next);
        /* A caption begins a paragraph of its own. */
        if (piece->text->len > 0 && caption_mark_length(text + words) > 0)
            text_map_append_fixed(piece, "\n", 1, text_map_origin(reader->body, words));
        text_map_append_map(piece, reader->body, words, next);
        bytes.start = next;
    }
}

/* Lines of the paragraph that belong to no table. */
static void
read_between(MarkupReader *reader, ByteRange bytes, GPtrArray *blocks)
{
    g_autoptr(TextMap) piece = text_map_new(reader->body->source);

    add_lines(reader, bytes, piece);
    reader->in_piece = true;
    read_body(reader, piece, blocks);
    reader->in_piece = false;
}

/* What looks like a table but isn't one stays as text, which nobody meant. */
static bool
is_settable(MarkupReader *reader, const PipeTable *pipe)
{
    ByteRange head = g_array_index(pipe->rows, ByteRange, 0);
    Span span = markup_span(reader, head.start, head.end);

    if (pipe->head_cells != pipe->columns->len) {
        diags_add(reader->diags, DIAG_BAD_TABLE, span, reader->question,
                  _("the head of the table and the line of dashes below it differ in cells (%u and "
                    "%u), keeping it as text; give both as many"),
                  pipe->head_cells, pipe->columns->len);
        return false;
    }
    if ((guint64)pipe->rows->len * pipe->columns->len <= CELLS_MAX)
        return true;
    diags_add(reader->diags, DIAG_BAD_TABLE, span, reader->question,
              _("the table of %u rows and %u columns is larger than the limit of %d cells, keeping "
                "it as text; divide it"),
              pipe->rows->len, pipe->columns->len, CELLS_MAX);
    return false;
}

static bool
is_caption(const GPtrArray *blocks, guint index)
{
    const Block *block = index < blocks->len ? g_ptr_array_index(blocks, index) : NULL;
    if (block == NULL || block->kind != BLOCK_PARAGRAPH || block->runs->len == 0)
        return false;

    const Run *first = g_ptr_array_index(block->runs, 0);
    return first->kind == RUN_TEXT && first->style == 0 && first->link == NULL &&
           caption_mark_length(first->text) > 0;
}

/* Takes the paragraph out of the list and makes it the table's first child. */
static void
take_caption(GPtrArray *blocks, guint index, Block *table)
{
    Block *caption = g_ptr_array_steal_index(blocks, index);
    Run *first = g_ptr_array_index(caption->runs, 0);
    size_t mark = caption_mark_length(first->text);
    char *words = g_strdup(first->text + mark + strspn(first->text + mark, " "));

    g_free(first->text);
    first->text = words;
    if (*words == '\0' && caption->runs->len > 1)
        g_ptr_array_remove_index(caption->runs, 0);
    caption->kind = BLOCK_CAPTION;
    g_ptr_array_insert(table->children, 0, caption);
}

static bool
lacks_caption(const Block *table)
{
    if (table->kind != BLOCK_TABLE)
        return false;

    const Block *first = g_ptr_array_index(table->children, 0);
    return first->kind != BLOCK_CAPTION;
}

void
find_captions(GPtrArray *blocks, guint from)
{
    for (guint i = from; i < blocks->len; i++) {
        Block *table = g_ptr_array_index(blocks, i);
        if (!lacks_caption(table))
            continue;
        if (i > from && is_caption(blocks, i - 1))
            take_caption(blocks, --i, table);
        else if (is_caption(blocks, i + 1))
            take_caption(blocks, i + 1, table);
    }
}

bool
read_tables(MarkupReader *reader, ByteRange bytes, GPtrArray *blocks)
{
    guint first = blocks->len;
    bool found = false;

    while (bytes.start < bytes.end) {
        PipeTable *pipe = pipe_table_find(reader->body->text->str, bytes);
        if (pipe == NULL)
            break;
        bool fits = is_settable(reader, pipe);
        read_between(reader, (ByteRange){ bytes.start, fits ? pipe->line : pipe->end }, blocks);
        if (fits)
            read_table(reader, pipe, blocks);
        bytes.start = pipe->end;
        found = true;
        pipe_table_free(pipe);
    }
    if (!found)
        return false;

    read_between(reader, bytes, blocks);
    find_captions(blocks, first);
    return true;
}
