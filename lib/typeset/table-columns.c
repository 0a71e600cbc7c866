/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/table.h"

/*
 * How wide the columns of a table are. Each column has a least width, of its longest word, and a greatest, of its
 * longest line unbroken. If all greatest widths fit, columns of words share what remains and columns of numbers stay
 * narrow, so that rows are read without a ruler. If not, each column gets its least width and a part of the rest in
 * proportion to what it lacks, which is where CSS 2.1 (17.5.2.2) leaves the choice: it gives long cells the fewest
 * lines. Cells are set once to be measured and again in their column; a table is small enough for that.
 */

enum { UNBROKEN = G_MAXINT / 4, SLACK = PANGO_SCALE / 4 };

const GPtrArray *
cell_runs(const Block *cell)
{
    if (cell->runs != NULL && cell->runs->len > 0)
        return cell->runs;
    if (cell->children == NULL || cell->children->len == 0)
        return NULL;
    const GPtrArray *runs = ((const Block *)g_ptr_array_index(cell->children, 0))->runs;
    return runs != NULL && runs->len > 0 ? runs : NULL;
}

static TextPiece
plain_piece(const Flow *flow, const Run *run, const TextStyle *style)
{
    TextPiece piece = { .text = run->text != NULL ? run->text : "",
                        .style = style,
                        .bold = run->style & RUN_STRONG,
                        .italic = run->style & RUN_EMPHASIS,
                        .code = run->style & RUN_CODE,
                        .keep = run->kind == RUN_REFERENCE,
                        .language = run->language };
    if (run->kind == RUN_BREAK)
        piece.text = "\n";
    if (run->kind == RUN_NOTE || run->kind == RUN_PAGE)
        piece.text = "000";
    if (run->kind == RUN_NOTE || run->style & RUN_SUPERSCRIPT)
        piece.size = (int)((gint64)style->size * flow->style->mark_size / 1000);
    return piece;
}

static int
widest_line(const TextLines *lines)
{
    int width = 0;
    for (guint i = 0; i < lines->lines->len; i++)
        width = MAX(width, text_line(lines, i)->width);
    return width;
}

TextLines *
measure_runs(Flow *flow, const GPtrArray *runs, const TextStyle *style)
{
    g_autoptr(GArray) pieces = g_array_new(FALSE, TRUE, sizeof(TextPiece));
    TextShape shape = { .measure = UNBROKEN, .align = ALIGN_RAGGED };

    for (guint i = 0; i < runs->len; i++) {
        TextPiece piece = plain_piece(flow, g_ptr_array_index(runs, i), style);
        g_array_append_val(pieces, piece);
    }
    return break_text(flow->typesetter, (const TextPiece *)(const void *)pieces->data, pieces->len,
                      &shape);
}

static int
greatest_width(Flow *flow, const GPtrArray *runs, const TextStyle *style)
{
    g_autoptr(TextLines) lines = measure_runs(flow, runs, style);
    return widest_line(lines) + SLACK;
}

/* A word may be made of several runs: "**12**%". It ends where one holds a space. */
static int
least_width(Flow *flow, const GPtrArray *runs, const TextStyle *style)
{
    int width = 0, word = 0;

    for (guint i = 0; i < runs->len; i++) {
        TextPiece piece = plain_piece(flow, g_ptr_array_index(runs, i), style);
        g_auto(GStrv) parts = g_strsplit_set(piece.text, " \n", -1);
        for (guint p = 0; parts[p] != NULL; p++) {
            if (p > 0)
                word = 0;
            piece.text = parts[p];
            word += parts[p][0] != '\0' ? text_width(flow->typesetter, &piece) : 0;
            width = MAX(width, word);
        }
    }
    return width + SLACK;
}

int
number_tail(const TextLines *lines)
{
    if (lines->lines->len != 1)
        return 0;
    const Line *line = text_line(lines, 0);

    for (guint i = line->run_start; i < line->run_start + line->run_count; i++) {
        const GlyphRun *run = &g_array_index(lines->runs, GlyphRun, i);
        for (guint g = run->glyph_start; g < run->glyph_start + run->glyph_count; g++) {
            const Glyph *glyph = &lines->glyphs[g];
            if (glyph->cluster < lines->text->len && lines->text->str[glyph->cluster] == ',')
                return line->width - run->x - glyph->x;
        }
    }
    return 0;
}

static void
measure_column(Flow *flow, const TableRows *rows, guint index, const TableLook *look,
               TableColumn *column)
{
    for (guint r = 0; r < rows->rows->len; r++) {
        const Block *row = g_ptr_array_index(rows->rows, r);
        if (row->children == NULL || index >= row->children->len)
            continue;
        const Block *cell = g_ptr_array_index(row->children, index);
        const GPtrArray *runs = cell_runs(cell);
        const TextStyle *style = r < rows->heads ? look->head : look->style;
        column->alignment = cell->alignment;
        if (runs == NULL)
            continue;
        column->maximum = MAX(column->maximum, greatest_width(flow, runs, style));
        column->minimum = MAX(column->minimum, least_width(flow, runs, style));
    }
    column->numeric = column->alignment == CELL_DECIMAL;
}

static guint
count_columns(const TableRows *rows)
{
    guint count = 0;
    for (guint r = 0; r < rows->rows->len; r++) {
        const Block *row = g_ptr_array_index(rows->rows, r);
        count = MAX(count, row->children != NULL ? row->children->len : 0);
    }
    return count;
}

static TableColumn *
column_at(const GArray *columns, guint index)
{
    return &g_array_index(columns, TableColumn, index);
}

/* All content fits on one line each: what remains goes to the columns of words. */
static void
spread_columns(GArray *columns, int room)
{
    gint64 wanted = 0, words = 0;

    for (guint i = 0; i < columns->len; i++) {
        const TableColumn *column = column_at(columns, i);
        wanted += column->maximum;
        words += column->numeric ? 0 : column->maximum;
    }
    for (guint i = 0; i < columns->len; i++) {
        TableColumn *column = column_at(columns, i);
        gint64 surplus = room - wanted;
        column->width = column->maximum;
        if (words > 0 && !column->numeric)
            column->width += (int)(surplus * column->maximum / words);
        else if (words == 0 && i > 0)
            column->width += (int)(surplus / columns->len);
    }
}

/*
 * A column of numbers that asks for no more than an even share gets all it asks for, as long as the others keep their
 * longest words: a head that breaks over narrow figures, beside a column that is half empty, looks like a mistake.
 */
static void
spare_numbers(GArray *columns, gint64 room)
{
    gint64 least = 0;

    for (guint i = 0; i < columns->len; i++)
        least += column_at(columns, i)->minimum;
    for (guint i = 0; i < columns->len; i++) {
        TableColumn *column = column_at(columns, i);
        gint64 more = column->maximum - column->minimum;
        if (!column->numeric || column->maximum > room / columns->len || least + more > room)
            continue;
        column->minimum = column->maximum;
        least += more;
    }
}

/* Some cells take several lines. */
static void
squeeze_columns(GArray *columns, int room)
{
    gint64 least = 0, lacking = 0;

    spare_numbers(columns, room);
    for (guint i = 0; i < columns->len; i++) {
        const TableColumn *column = column_at(columns, i);
        least += column->minimum;
        lacking += column->maximum - column->minimum;
    }
    for (guint i = 0; i < columns->len; i++) {
        TableColumn *column = column_at(columns, i);
        gint64 lacks = column->maximum - column->minimum;
        column->width = column->minimum + (int)(lacking > 0 ? (room - least) * lacks / lacking : 0);
    }
}

static void
place_columns(GArray *columns, const TableLook *look)
{
    int x = look->left;

    for (guint i = 0; i < columns->len; i++) {
        TableColumn *column = column_at(columns, i);
        bool last = i + 1 == columns->len;
        column->x = x;
        if (last) /* what rounding left */
            column->width = look->left + look->width - x;
        x += column->width + look->column_gap;
    }
}

GArray *
find_columns(Flow *flow, const TableRows *rows, const TableLook *look, bool *ret_single)
{
    g_autoptr(GArray) columns = g_array_new(FALSE, TRUE, sizeof(TableColumn));
    gint64 least = 0, greatest = 0;

    g_array_set_size(columns, count_columns(rows));
    if (columns->len == 0)
        return NULL;
    gint64 room = look->width - (gint64)(columns->len - 1) * look->column_gap;
    for (guint i = 0; i < columns->len && least <= room; i++) {
        TableColumn *column = column_at(columns, i);
        measure_column(flow, rows, i, look, column);
        if (column->numeric && columns->len > 1)
            column->maximum = MAX(column->maximum, look->number_minimum);
        least += column->minimum;
        greatest += column->maximum;
    }
    if (least > room)
        return NULL;
    *ret_single = greatest <= room;
    if (*ret_single)
        spread_columns(columns, (int)room);
    else
        squeeze_columns(columns, (int)room);
    place_columns(columns, look);
    return g_steal_pointer(&columns);
}
