/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/table.h"

#include <glib/gi18n-lib.h>

/*
 * Tables to boxes: caption, head between rules, rows. A row is a box for each of its lines, so that rows higher than a
 * page can be divided like any text; that is forbidden only in low rows. Every box below the first row says how high
 * the head is that a page repeats which begins with it; painting repeats it, as an artifact.
 *
 * All heights are whole lines of the table's style: the white between caption and rule comes from the line that the
 * caption stands on. Where that is the grid, as in the letter, a table is on it on each page without filling.
 *
 * A table that is too wide at its smallest becomes pairs of head and value, one below the other: nothing is lost or
 * overprinted, and its author is told.
 */

enum {
    LOW_ROW = 6,     /* lines: a row of no more isn't divided */
    SMALL_TABLE = 9, /* rows: a table of no more is divided only where that saves much */
    COST_ROW = 4,    /* of a page end between two rows */
    COST_SMALL = 300,
    SMALLEST = 85, /* hundredths of the style's size */
    ROW_RULE = PANGO_SCALE / 4
};

TextStyle *
table_keep_style(Flow *flow, const TextStyle *base, int hundredths, bool bold)
{
    TextStyle *style = g_new(TextStyle, 1);
    *style = *base;
    style->size = (int)((gint64)base->size * hundredths / 100);
    style->bold = base->bold || bold;
    style->hyphenate = false;
    g_ptr_array_add(flow->made_styles, style);
    return style;
}

static TableLook
table_look(Flow *flow, int hundredths, bool wide)
{
    const Style *style = flow->style;
    const TextStyle *cells = &style->text[STYLE_TABLE];
    TableLook look = { .left = wide ? style->table_x : flow->left,
                       .width = wide ? style->table_width : flow->measure,
                       .column_gap = cells->size * 6 / 5,
                       .number_minimum = 51 * PANGO_SCALE - cells->size * 6 / 5,
                       .outer = style->table_rule,
                       .inner = style->table_head_rule,
                       .caption_gap = style->text[STYLE_CAPTION].after };
    look.style = table_keep_style(flow, cells, hundredths, false);
    look.head = table_keep_style(flow, cells, hundredths, true);
    return look;
}

void
row_cells_clear(RowCells *cells)
{
    g_ptr_array_unref(cells->lines);
    g_ptr_array_unref(cells->elements);
    g_array_unref(cells->marks);
    g_string_free(cells->margin, TRUE);
}

void
row_cells_init(RowCells *cells)
{
    cells->lines = g_ptr_array_new();
    cells->elements = g_ptr_array_new();
    cells->marks = g_array_new(FALSE, TRUE, sizeof(LineMarks));
    cells->margin = g_string_new(NULL);
    cells->count = 1;
}

static void
row_cells_add(RowCells *cells, TextLines *lines, StructureElement *element)
{
    LineMarks marks = { cells->margin, 0 };
    g_ptr_array_add(cells->lines, lines);
    g_ptr_array_add(cells->elements, element);
    g_array_append_val(cells->marks, marks);
    if (lines != NULL)
        cells->count = MAX(cells->count, lines->lines->len);
}

static void
add_rule(Table *table, int y, int thickness)
{
    Part *rule = flow_part(table->flow, PART_RULE, table->look.left, y);
    rule->width = table->look.width;
    rule->height = thickness;
}

/* Where a line of a cell begins. Whatever is alone in a column of numbers stands to the right too. */
static int
cell_x(const TableColumn *column, const TextLines *lines, guint index)
{
    int room = column->width - text_line(lines, index)->width;

    if (column->numeric && lines->lines->len == 1 && column->tail > 0) {
        int tail = number_tail(lines);
        return column->x + room - (tail > 0 || index > 0 ? column->tail - tail : column->tail);
    }
    if (column->numeric || column->alignment == CELL_RIGHT || column->alignment == CELL_DECIMAL)
        return column->x + room;
    return column->x + (column->alignment == CELL_CENTRE ? room / 2 : 0);
}

/* The n-th lines of all cells, in a box. */
static void
add_line_box(Table *table, RowCells *cells, guint index, const GArray *columns, bool head)
{
    Flow *flow = table->flow;
    const TextStyle *style = table->look.style;
    int above = index == 0 ? table->look.above : 0;
    int below = index + 1 == cells->count ? table->look.below : 0;
    StructureElement *parent = flow->parent;
    int left = flow->left;
    guint box = flow_box(flow, style->leading + above + below, style_ascent(style) + above);
    Box *made = &g_array_index(flow->list->boxes, Box, box);

    made->table = table->place;
    made->row = index == 0 ? box + 1 : made[-1].row;
    if (table->rule > 0)
        add_rule(table, 0, table->rule);
    table->rule = 0;
    if (index == 0 && table->add_mark != NULL)
        table->add_mark(table, style_ascent(style) + above);
    for (guint c = 0; c < cells->lines->len; c++) {
        TextLines *lines = g_ptr_array_index(cells->lines, c);
        if (lines == NULL || index >= lines->lines->len)
            continue;
        const TableColumn *column = &g_array_index(columns, TableColumn, c);
        TableColumn plain = *column;
        if (head)
            plain.tail = 0;
        Part *part =
            flow_part(flow, PART_LINE, cell_x(&plain, lines, index), style_ascent(style) + above);
        part->lines = lines;
        part->line = index;
        part->cell = c;
        flow->parent = g_ptr_array_index(cells->elements, c);
        flow->left = column->x;
        mark_line(flow, lines, index, &g_array_index(cells->marks, LineMarks, c), box);
    }
    flow->parent = parent;
    flow->left = left;
    /* Beside a table that is wider than the text the numbers stand as far to its left. */
    int wider = MAX(flow->style->text_next.x - table->look.left, 0);
    add_margin(flow, cells->margin->str, flow->style->margin_right - wider, box);
    g_string_truncate(cells->margin, 0);
}

/* Rules for page ends in and above a row. */
static void
keep_row(Table *table, guint first)
{
    Flow *flow = table->flow;
    guint count = flow_count(flow);
    bool small = table->rows.rows->len <= SMALL_TABLE;

    for (guint i = first; i < count; i++) {
        PageItem *item = flow_item(flow, i);
        item->cost = small ? COST_SMALL : COST_ROW;
        if (i > first && count - first <= LOW_ROW)
            item->rule = MAX(item->rule, RULE_ROW);
        else if (i > first && (i == first + 1 || i + 1 == count))
            item->rule = MAX(item->rule, RULE_WIDOW);
    }
}

void
table_add_boxes(Table *table, RowCells *cells, const GArray *columns, bool head)
{
    guint first = flow_count(table->flow);

    for (guint i = 0; i < cells->count; i++)
        add_line_box(table, cells, i, columns, head);
    keep_row(table, first);
}

StructureElement *
table_add_cell_element(Table *table, StructureElement *row, bool head)
{
    StructureElement *element = element_add(table->flow->pages, row, head ? STRUCT_TH : STRUCT_TD);
    element->scope = head ? SCOPE_COLUMN : SCOPE_NONE;
    return element;
}

void
table_add_cell(Table *table, RowCells *cells, const GPtrArray *runs, StructureElement *element,
               const ParagraphShape *shape)
{
    TextLines *lines = runs != NULL ? break_runs(table->flow, runs, NULL, shape, element) : NULL;
    row_cells_add(cells, lines, element);
}

/* A row whose cells are all bold sums up those above it. */
static bool
is_total(const Block *row)
{
    bool words = false;

    for (guint c = 0; row->children != NULL && c < row->children->len; c++) {
        const GPtrArray *runs = cell_runs(g_ptr_array_index(row->children, c));
        for (guint i = 0; runs != NULL && i < runs->len; i++) {
            const Run *run = g_ptr_array_index(runs, i);
            if (run->kind == RUN_TEXT && !(run->style & RUN_STRONG))
                return false;
            words = words || run->kind == RUN_TEXT;
        }
    }
    return words;
}

static StructureElement *
begin_row(Table *table, guint row)
{
    guint heads = table->rows.heads;

    if (row == 0 || row == heads)
        table->group = element_add(table->flow->pages, table->element,
                                   row < heads ? STRUCT_THEAD : STRUCT_TBODY);
    return element_add(table->flow->pages, table->group, STRUCT_TR);
}

/* Rows of several lines run into each other: then a fine rule parts all rows. */
static int
row_rule(Table *table)
{
    for (guint r = table->rows.heads; r < table->rows.rows->len; r++) {
        const Block *row = g_ptr_array_index(table->rows.rows, r);
        for (guint c = 0; row->children != NULL && c < row->children->len; c++) {
            const GPtrArray *runs = cell_runs(g_ptr_array_index(row->children, c));
            if (runs == NULL)
                continue;
            g_autoptr(TextLines) lines = measure_runs(table->flow, runs, table->look.style);
            if (lines->lines->len > 1 ||
                text_line(lines, 0)->width > g_array_index(table->columns, TableColumn, c).width)
                return ROW_RULE;
        }
    }
    return 0;
}

static void
add_row(Table *table, guint row)
{
    const Block *block = g_ptr_array_index(table->rows.rows, row);
    bool head = row < table->rows.heads, last = row + 1 == table->rows.rows->len;
    StructureElement *element = begin_row(table, row);
    g_auto(RowCells) cells;

    row_cells_init(&cells);
    for (guint c = 0; block->children != NULL && c < block->children->len; c++) {
        const Block *cell = g_ptr_array_index(block->children, c);
        const TableColumn *column = &g_array_index(table->columns, TableColumn, c);
        ParagraphShape shape = { head ? table->look.head : table->look.style, column->x,
                                 column->width, RULE_UNDIVIDED, 0 };
        table_add_cell(table, &cells, cell_runs(cell), table_add_cell_element(table, element, head),
                       &shape);
    }
    if (!head && row > table->rows.heads)
        table->rule = table->look.between;
    if (last && row > 0 && !head && is_total(block))
        table->rule = table->look.inner;
    table_add_boxes(table, &cells, table->columns, head);
}

/* Numbers line up at their comma: how much stands behind it, in each column. */
static void
find_tails(Table *table)
{
    for (guint c = 0; c < table->columns->len; c++) {
        TableColumn *column = &g_array_index(table->columns, TableColumn, c);
        for (guint r = table->rows.heads; r < table->rows.rows->len; r++) {
            const Block *row = g_ptr_array_index(table->rows.rows, r);
            if (!column->numeric || row->children == NULL || c >= row->children->len)
                continue;
            const GPtrArray *runs = cell_runs(g_ptr_array_index(row->children, c));
            if (runs == NULL)
                continue;
            g_autoptr(TextLines) lines = measure_runs(table->flow, runs, table->look.style);
            column->tail = MAX(column->tail, number_tail(lines));
        }
    }
}

static void
end_rule(Table *table, int thickness)
{
    add_rule(table, flow_item(table->flow, flow_count(table->flow) - 1)->height, thickness);
}

static void
add_rows(Table *table)
{
    Flow *flow = table->flow;
    guint heads = table->rows.heads;
    TablePlace place = { .first = flow_count(flow),
                         .left = table->look.left,
                         .width = table->look.width,
                         .thickness = table->look.inner };

    find_tails(table);
    table->look.between = table->add_row == NULL ? row_rule(table) : 0;
    for (guint r = 0; r < table->rows.rows->len; r++) {
        if (r == 0)
            table->rule = table->look.outer;
        if (r >= heads && table->add_row != NULL)
            table->add_row(table, g_ptr_array_index(table->rows.rows, r));
        else
            add_row(table, r);
        if (r + 1 == heads) {
            end_rule(table, table->look.inner);
            place.body = flow_count(flow);
        }
    }
    end_rule(table, table->look.outer);
    g_array_index(flow->chapter->tables, TablePlace, table->place - 1) = place;
}

/* Heads of columns beside values, where columns have no room: two columns that always have. */
static GArray *
pair_columns(const TableLook *look)
{
    GArray *columns = g_array_new(FALSE, TRUE, sizeof(TableColumn));
    int head = (look->width - look->column_gap) * 2 / 5;
    const TableColumn pair[] = {
        { .x = look->left, .width = head },
        { .x = look->left + head + look->column_gap,
          .width = look->width - head - look->column_gap },
    };
    g_array_append_vals(columns, pair, G_N_ELEMENTS(pair));
    return columns;
}

/* One cell, named by the head of its column; NULL where there is none. Only the first time with the head's notes. */
static void
add_pair(Table *table, const Block *head, const Block *cell, bool first)
{
    Flow *flow = table->flow;
    const TableColumn *columns = &g_array_index(table->columns, TableColumn, 0);
    StructureElement *row = element_add(flow->pages, table->group, STRUCT_TR);
    StructureElement *name = table_add_cell_element(table, row, true);
    const ParagraphShape left = { table->look.head, columns[0].x, columns[0].width, RULE_UNDIVIDED,
                                  0 };
    const ParagraphShape right = { table->look.style, columns[1].x, columns[1].width,
                                   RULE_UNDIVIDED, 0 };
    g_auto(RowCells) cells;

    row_cells_init(&cells);
    name->scope = SCOPE_ROW;
    if (first && head != NULL) {
        table_add_cell(table, &cells, cell_runs(head), name, &left);
    } else {
        g_autofree char *words = head != NULL ? block_text(head) : g_strdup("");
        row_cells_add(&cells, break_runs(flow, NULL, words, &left, name), name);
    }
    if (cell != NULL)
        table_add_cell(table, &cells, cell_runs(cell), table_add_cell_element(table, row, false),
                       &right);
    table_add_boxes(table, &cells, table->columns, true);
}

static const Block *
row_cell(const Block *row, guint index)
{
    return row != NULL && row->children != NULL && index < row->children->len
               ? g_ptr_array_index(row->children, index)
               : NULL;
}

static void
add_pairs(Table *table)
{
    const GPtrArray *rows = table->rows.rows;
    const Block *head = table->rows.heads > 0 ? g_ptr_array_index(rows, 0) : NULL;
    guint start = head != NULL && rows->len > 1 ? 1 : 0;

    table->columns = pair_columns(&table->look);
    table->group = element_add(table->flow->pages, table->element, STRUCT_TBODY);
    for (guint r = start; r < rows->len; r++) {
        const Block *row = g_ptr_array_index(rows, r);
        guint count = row->children != NULL ? row->children->len : 0;
        table->rule = r > start ? table->look.inner : table->look.outer;
        for (guint c = 0; c < count; c++)
            add_pair(table, row_cell(head, c), row == head ? NULL : row_cell(row, c), r == start);
    }
    end_rule(table, table->look.outer);
}

const Block *
find_caption(const Block *block)
{
    const Block *first = block->children != NULL && block->children->len > 0
                             ? g_ptr_array_index(block->children, 0)
                             : NULL;
    return first != NULL && first->kind == BLOCK_CAPTION ? first : NULL;
}

/* "Tabel 1. " in bold, then the caption's own words. */
static GPtrArray *
caption_runs(Flow *flow, const Block *block)
{
    const Block *caption = find_caption(block);
    GPtrArray *runs = g_ptr_array_new();

    if (block->number != NULL) {
        g_autofree char *text = g_strconcat(block->number, caption != NULL ? " " : "", NULL);
        Run *number = run_new(RUN_TEXT, text);
        number->style = RUN_STRONG;
        g_ptr_array_add(flow->made_runs, number);
        g_ptr_array_add(runs, number);
    }
    for (guint i = 0; caption != NULL && caption->runs != NULL && i < caption->runs->len; i++)
        g_ptr_array_add(runs, g_ptr_array_index(caption->runs, i));
    return runs;
}

guint
layout_caption(Flow *flow, const Block *block, StructureElement *parent, bool above)
{
    const TextStyle *style = &flow->style->text[STYLE_CAPTION];
    g_autoptr(GPtrArray) runs = caption_runs(flow, block);
    ParagraphShape shape = { style, flow->left, flow->measure, RULE_UNDIVIDED, 0 };
    if (runs->len == 0)
        return flow_count(flow);

    StructureElement *element = element_add(flow->pages, parent, STRUCT_CAPTION);
    guint first = flow_lines(flow, break_runs(flow, runs, NULL, &shape, element), &shape);
    for (guint i = first; above && i < flow_count(flow); i++) {
        Box *box = &g_array_index(flow->list->boxes, Box, i);
        for (guint p = 0; p < box->part_count; p++)
            g_array_index(box->parts, Part, box->part_start + p).y -= style->after;
        box->baseline -= style->after;
    }
    /* At the top of a page it stands no higher than other lines do. */
    int rise = style->size * CAP_HEIGHT / 1000 + style->after - style_ascent(style);
    if (above)
        flow_item(flow, first)->repeat = MAX(rise, 0);
    return first;
}

/* Caption, head and the first row stay together; so do the first two rows and the last two, if that can be had. */
static void
keep_table(Flow *flow, guint first, const TablePlace *place)
{
    guint count = flow_count(flow);
    guint body = MIN(place->body > 0 ? place->body : place->first, count - 1);
    int head = 0;

    for (guint i = first + 1; i <= body; i++)
        flow_item(flow, i)->rule = MAX(flow_item(flow, i)->rule, RULE_HEADING);
    for (guint i = place->first; place->body > 0 && i < place->body; i++)
        head += flow_item(flow, i)->height;
    if (head > flow->style->text_next.height / 4)
        return; /* repeated on every page it would leave little room */
    for (guint i = body; i < count && place->body > 0; i++)
        flow_item(flow, i)->repeat = head;
}

/* Notes are lines of one height: there a table is its rows, one after the other. */
static void
layout_rows_as_text(Flow *flow, const TableRows *rows)
{
    for (guint r = 0; r < rows->rows->len; r++) {
        const Block *row = g_ptr_array_index(rows->rows, r);
        g_autoptr(GPtrArray) runs = g_ptr_array_new();
        for (guint c = 0; row->children != NULL && c < row->children->len; c++) {
            const GPtrArray *cell = cell_runs(g_ptr_array_index(row->children, c));
            Run *between = run_new(RUN_TEXT, "; ");
            g_ptr_array_add(flow->made_runs, between);
            if (c > 0)
                g_ptr_array_add(runs, between);
            for (guint i = 0; cell != NULL && i < cell->len; i++)
                g_ptr_array_add(runs, g_ptr_array_index(cell, i));
        }
        flow_paragraph(flow, runs, NULL, STRUCT_P);
    }
}

/* Outside lists and quotations a table may be wider than the text, where the style has it so. */
static bool
may_be_wide(const Flow *flow)
{
    const Style *style = flow->style;
    return flow->left == style->text_next.x && flow->measure == style->text_next.width &&
           style->table_width > flow->measure;
}

/* The columns in the text's measure, else in the table's own, else in smaller type; none where nothing helps. */
static void
choose_columns(Table *table)
{
    Flow *flow = table->flow;
    bool wide = may_be_wide(flow), single = false;
    g_autoptr(Diags) unheard = diags_new(); /* setting finds the same again */
    Diags *diags = typesetter_report_to(flow->typesetter, unheard);

    table->look = table_look(flow, 100, false);
    table->columns = find_columns(flow, &table->rows, &table->look, &single);
    if (wide && !single) {
        g_clear_pointer(&table->columns, g_array_unref);
        table->look = table_look(flow, 100, true);
        table->columns = find_columns(flow, &table->rows, &table->look, &single);
    }
    for (int size = 95; size >= SMALLEST && table->columns == NULL; size -= 5) {
        table->look = table_look(flow, size, wide);
        table->columns = find_columns(flow, &table->rows, &table->look, &single);
    }
    typesetter_report_to(flow->typesetter, diags);
}

/* Fills the boxes from `first` on up to whole grid lines, above as much as below. */
static void
centre_block(Flow *flow, guint first)
{
    PageItem *last = flow_item(flow, flow_count(flow) - 1);
    int height = last->height;

    fill_block(flow, first);
    int half = (last->height - height) / 2;
    const Box *box = &g_array_index(flow->list->boxes, Box, first);
    for (guint i = 0; i < box->part_count; i++)
        g_array_index(flow->list->parts, Part, box->part_start + i).y += half;
    g_array_index(flow->list->boxes, Box, first).baseline += half;
    last->height -= half;
    flow_item(flow, first)->height += half;
}

/* Too wide: as pairs, which is told. */
static void
add_content(Table *table, Span span)
{
    Flow *flow = table->flow;

    if (table->columns != NULL) {
        add_rows(table);
        return;
    }
    table->look = table_look(flow, 100, false);
    diags_add(
        flow->diags, DIAG_OVERFULL, span, NULL,
        _("the table is too wide for the page and is set as a list of heads and values; leave "
          "out columns or shorten their longest words"));
    add_pairs(table);
}

GPtrArray *
table_rows_new(const Block *table)
{
    GPtrArray *rows = g_ptr_array_new();
    for (guint i = 0; table->children != NULL && i < table->children->len; i++) {
        Block *row = g_ptr_array_index(table->children, i);
        if (row->kind == BLOCK_ROW)
            g_ptr_array_add(rows, row);
    }
    return rows;
}

void
begin_float(Flow *flow, int before)
{
    if (flow->marker != NULL) /* an item that begins with it: the item's own mark stands above */
        flow_paragraph(flow, NULL, NULL, STRUCT_P);
    begin_block(flow, before);
    if (flow->last == NULL || flow->last->kind == BLOCK_LABEL)
        flow_white(flow, flow->style->grid);
}

void
table_set(Table *table, const Block *block)
{
    Flow *flow = table->flow;
    TablePlace place = { 0 };
    int left = flow->left, measure = flow->measure;

    begin_float(flow, flow->style->text[STYLE_TABLE].before);
    table->element = element_add(flow->pages, flow->parent, STRUCT_TABLE);
    flow->left = table->columns != NULL ? table->look.left : left;
    flow->measure = table->columns != NULL ? table->look.width : measure;
    guint first = layout_caption(flow, block, table->element, true);
    place.first = flow_count(flow);
    g_array_append_val(flow->chapter->tables, place);
    table->place = flow->chapter->tables->len;
    add_content(table, block->span);
    flow->left = left;
    flow->measure = measure;
    if (table->add_row == NULL)
        centre_block(flow, first);
    else
        fill_block(flow, first);
    keep_table(flow, first, &g_array_index(flow->chapter->tables, TablePlace, table->place - 1));
    flow_white(flow, flow->style->text[STYLE_TABLE].after);
    g_clear_pointer(&table->columns, g_array_unref);
}

void
layout_table(Flow *flow, const Block *block)
{
    g_autoptr(GPtrArray) rows = table_rows_new(block);
    Table table = { .flow = flow, .rows = { rows, MIN(block->header_rows, rows->len) } };

    if (rows->len == 0)
        return;
    if (flow->in_note) {
        layout_rows_as_text(flow, &table.rows);
        return;
    }
    choose_columns(&table);
    table_set(&table, block);
}
