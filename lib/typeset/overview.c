/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/head-private.h"
#include "typeset/table.h"

/*
 * An overview: the table of all questions, and the legend at the foot of its pages. Its columns have the widths that
 * the template gives them, so that every page of every overview looks alike; a row of its own names each fraction, and
 * is the first of a table body and an entry of the outline.
 */

#define TENTHS(n) ((n)*PANGO_SCALE / 10)

enum { STATUS_COLUMN = 3, COLUMN_COUNT = 6 };

static GArray *
overview_columns(const Style *style)
{
    const OverviewLook *look = &style->overview;
    const int widths[COLUMN_COUNT] = { look->id, look->question, look->owner, look->status,
                                       look->due };
    GArray *columns = g_array_new(FALSE, TRUE, sizeof(TableColumn));
    int x = style->text_next.x, end = x + style->text_next.width;

    for (int i = 0; i < COLUMN_COUNT; i++) {
        bool last = i + 1 == COLUMN_COUNT;
        TableColumn column = { .x = x, .width = last ? end - x : widths[i] - look->gap };
        g_array_append_val(columns, column);
        x += widths[i];
    }
    return columns;
}

static StructureElement *
begin_row(Table *table)
{
    return element_add(table->flow->pages, table->group, STRUCT_TR);
}

/* One of the two parts of a fraction's row: its first run, or all others. */
static TextLines *
add_group_part(Table *table, RowCells *cells, const Block *row, StructureElement *element, int x)
{
    const GPtrArray *runs = cell_runs(g_ptr_array_index(row->children, 0));
    bool name = cells->lines->len == 0;
    g_autoptr(GPtrArray) part = g_ptr_array_new();
    const ParagraphShape shape = { name ? table->look.head : table->look.style, x,
                                   table->look.left + table->look.width - x, RULE_UNDIVIDED, 0 };

    for (guint i = name ? 0 : 1; i < (name ? MIN(runs->len, 1) : runs->len); i++)
        g_ptr_array_add(part, g_ptr_array_index(runs, i));
    table_add_cell(table, cells, part, element, &shape);
    return g_ptr_array_index(cells->lines, cells->lines->len - 1);
}

/* The name of a fraction, and beside it how far it is: one cell over all columns. */
static void
add_group(Table *table, const Block *row)
{
    Flow *flow = table->flow;
    g_autoptr(GArray) columns = g_array_new(FALSE, TRUE, sizeof(TableColumn));
    TableColumn column = { .x = table->look.left, .width = table->look.width };
    int above = table->look.above;
    g_auto(RowCells) cells;

    table->group = element_add(flow->pages, table->element, STRUCT_TBODY);
    StructureElement *cell = table_add_cell_element(table, begin_row(table), true);
    StructureElement *heading = element_add(flow->pages, cell, STRUCT_H2);
    StructureElement *counts = element_add(flow->pages, cell, STRUCT_SPAN);
    cell->column_span = COLUMN_COUNT;
    row_cells_init(&cells);
    g_array_append_val(columns, column);
    TextLines *name = add_group_part(table, &cells, row, heading, column.x);
    heading->title = g_strdup(name->text->str);
    end_words(name);
    column.x += text_line(name, name->lines->len - 1)->width + 2 * table->look.style->size;
    g_array_append_val(columns, column);
    add_group_part(table, &cells, row, counts, column.x);

    table->look.above = flow->style->overview.group_above;
    table_add_boxes(table, &cells, columns, false);
    table->look.above = above;
    table->rule = flow->style->overview.group_rule;
    flow_keep(flow, RULE_HEADING, 1);
}

static void
add_mark(Table *table, int baseline)
{
    if (table->status == NULL)
        return;

    const TableColumn *column = &g_array_index(table->columns, TableColumn, STATUS_COLUMN);
    Part *mark = flow_part(table->flow, PART_MARK, column->x, baseline - TENTHS(MARK_SIDE));
    mark->width = mark->height = TENTHS(MARK_SIDE);
    mark->mark = table->status->mark;
    mark->cell = STATUS_COLUMN;
}

/* Tables have no hyphens, but a long word in a narrow column would be cut anywhere: there they come back. */
static void
add_cell(Table *table, RowCells *cells, const GPtrArray *runs, StructureElement *element,
         ParagraphShape shape)
{
    Flow *flow = table->flow;
    guint at = cells->lines->len, found = flow->diags->items->len;

    table_add_cell(table, cells, runs, element, &shape);
    const TextLines *first = g_ptr_array_index(cells->lines, at);
    if (first == NULL || !first->cut)
        return;
    TextStyle *style = table_keep_style(flow, shape.style, 100, false);
    style->hyphenate = true;
    shape.style = style;
    g_ptr_array_set_size(flow->diags->items, (gint)found); /* setting it again finds the same */
    TextLines *lines = break_runs(flow, runs, NULL, &shape, element);
    g_ptr_array_index(cells->lines, at) = lines;
    cells->count = 1;
    for (guint i = 0; i < cells->lines->len; i++) {
        const TextLines *other = g_ptr_array_index(cells->lines, i);
        cells->count = MAX(cells->count, other != NULL ? other->lines->len : 1);
    }
}

/* A question: its id heads the row. The status stands behind its mark. */
static void
add_question(Table *table, const Block *row)
{
    StructureElement *element = begin_row(table);
    g_autoptr(GArray) columns = g_array_copy(table->columns);
    TableColumn *status = &g_array_index(columns, TableColumn, STATUS_COLUMN);
    g_auto(RowCells) cells;

    status->x += TENTHS(MARK_SIDE + MARK_GAP);
    status->width -= TENTHS(MARK_SIDE + MARK_GAP);
    row_cells_init(&cells);
    for (guint c = 0; c < row->children->len; c++) {
        const TableColumn *column = &g_array_index(columns, TableColumn, c);
        ParagraphShape shape = { c == 0 ? table->look.head : table->look.style, column->x,
                                 column->width, RULE_UNDIVIDED, 0 };
        StructureElement *cell = table_add_cell_element(table, element, c == 0);
        if (c == 0)
            cell->scope = SCOPE_ROW;
        add_cell(table, &cells, cell_runs(g_ptr_array_index(row->children, c)), cell, shape);
    }
    table->status =
        row->anchor != NULL ? g_hash_table_lookup(table->flow->statuses, row->anchor) : NULL;
    flow_anchor(table->flow, row->anchor, flow_count(table->flow));
    table_add_boxes(table, &cells, columns, false);
    table->status = NULL;
    table->rule = table->flow->style->overview.row_rule;
}

static void
add_row(Table *table, const Block *row)
{
    if (row->children->len == 1)
        add_group(table, row);
    else
        add_question(table, row);
}

void
layout_overview(Flow *flow, const Block *block)
{
    const Style *style = flow->style;
    const TextStyle *cells = &style->text[STYLE_TABLE];
    g_autoptr(GPtrArray) rows = table_rows_new(block);
    Table table = { .flow = flow,
                    .rows = { rows, MIN(block->header_rows, rows->len) },
                    .look = { .style = table_keep_style(flow, cells, 100, false),
                              .head = table_keep_style(flow, cells, 100, true),
                              .left = style->text_next.x,
                              .width = style->text_next.width,
                              .above = style->overview.above,
                              .below = style->overview.below,
                              .outer = style->table_rule,
                              .inner = style->table_head_rule },
                    .columns = overview_columns(style),
                    .add_row = add_row,
                    .add_mark = add_mark };

    table_set(&table, block);
}

/* A mark with its word for each status, then the other words; all in one line. */
void
overview_add(Furniture *furniture)
{
    Flow *flow = furniture->flow;
    const LetterHead *head = &flow->letter->head;
    const TextStyle *small = &flow->style->text[STYLE_SMALL];
    const Side foot = { furniture->every, NULL, ARTIFACT_FOOTER };
    Frame area = flow->style->reference_column;

    for (guint i = 0; head->legend != NULL && i < head->legend->len; i++) {
        bool has_mark = i <= MARK_MISSING;
        if (has_mark) {
            Part mark = { .kind = PART_MARK,
                          .x = area.x,
                          .y = area.y + style_ascent(small) - TENTHS(MARK_SIDE),
                          .width = TENTHS(MARK_SIDE),
                          .height = TENTHS(MARK_SIDE),
                          .mark = (DraftMark)i,
                          .artifact = ARTIFACT_FOOTER };
            g_array_append_val(furniture->every, mark);
            area.x += TENTHS(MARK_SIDE + MARK_GAP);
        }
        guint first = furniture->every->len;
        add_text(furniture, &foot, g_ptr_array_index(head->legend, i), STYLE_SMALL, &area);
        for (; first < furniture->every->len; first++) {
            const Part *words = &g_array_index(furniture->every, Part, first);
            area.x = MAX(area.x, words->x + text_line(words->lines, words->line)->width);
        }
        area.x += 2 * small->size;
    }
    add_text(furniture, &foot, head->classification, STYLE_SMALL_LABEL,
             &flow->style->classification_foot);
}

void
overview_paint_number(Furniture *furniture, Page *page, guint number)
{
    g_autoptr(GArray) parts = parts_new();
    const Frame *frame = &furniture->flow->style->page_number;
    const Side side = { parts, NULL, ARTIFACT_FOOTER };
    g_autofree char *words = page_words(furniture, number);

    add_text(furniture, &side, words, STYLE_SMALL, frame);
    for (guint i = 0; i < parts->len; i++) {
        Part *part = &g_array_index(parts, Part, i);
        part->x = frame->x + frame->width;
        part->right = true;
    }
    paint_parts(furniture, page, parts);
}
