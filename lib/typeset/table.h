/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_TYPESET_TABLE_H
#define REPLIEK_TYPESET_TABLE_H

#include "typeset/flow.h"

/* Tables on their way to boxes: private to table.c and table-columns.c. All lengths in Pango units. */

typedef struct TableColumn {
    int x, width;         /* from the left of the page */
    int minimum, maximum; /* of its content: the longest word, the longest line */
    bool numeric;         /* lined up at the decimal comma */
    CellAlignment alignment;
    int tail; /* widest part of a number behind its comma, the comma included */
} TableColumn;

/* How the table is set, whatever its content. */
typedef struct TableLook {
    const TextStyle *style, *head; /* of its cells, of the bold ones in its head */
    int left, width;               /* of the whole table, from the left of the page */
    int column_gap;
    int number_minimum; /* width of a column of numbers */
    int above, below;   /* white in each row */
    int outer, inner;   /* thickness of the rules */
    int between;        /* likewise, between rows; 0: none */
    int caption_gap;    /* from the caption to the upper rule */
} TableLook;

/* The first `heads` are the head. */
typedef struct TableRows {
    GPtrArray *rows; /* Block; borrowed */
    guint heads;
} TableRows;

typedef struct Table Table;
struct Table {
    Flow *flow;
    TableRows rows;
    TableLook look;
    GArray *columns;           /* TableColumn; NULL: they don't fit beside each other */
    StructureElement *element; /* Table */
    StructureElement *group;   /* THead, TBody */
    guint place;               /* from 1, in Chapter.tables */
    int rule;                  /* thickness of that above the next box; 0: none */

    /* Of an overview; NULL in any other table. */
    void (*add_row)(Table *table, const Block *row); /* one below the head */
    void (*add_mark)(Table *table, int baseline);    /* in the first box of a row */
    const AnswerStatus *status;                      /* whose mark that is; NULL */
};

/* The cells of one row: the lines of each, and what they belong to. */
typedef struct RowCells {
    GPtrArray *lines;    /* TextLines, one a cell; borrowed */
    GPtrArray *elements; /* StructureElement, likewise */
    GArray *marks;       /* LineMarks */
    GString *margin;     /* of the line at hand, from all cells */
    guint count;         /* of lines of the highest */
} RowCells;

void row_cells_init(RowCells *cells);
void row_cells_clear(RowCells *cells);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RowCells, row_cells_clear)

/* The rows of a table's block, without its caption. Borrowed; the array is newly allocated. */
GPtrArray *table_rows_new(const Block *block);
/* Sets caption, head and rows; frees the columns. */
void table_set(Table *table, const Block *block);
/* Breaks a cell and adds it to the row; its element is a TH or TD. */
void table_add_cell(Table *table, RowCells *cells, const GPtrArray *runs, StructureElement *element,
                    const ParagraphShape *shape);
StructureElement *table_add_cell_element(Table *table, StructureElement *row, bool head);
/* A box for each line of the row's highest cell. `columns`: TableColumn, one a cell. */
void table_add_boxes(Table *table, RowCells *cells, const GArray *columns, bool head);
/* The style in hundredths of its size, without hyphens; kept as long as the flow. */
TextStyle *table_keep_style(Flow *flow, const TextStyle *base, int hundredths, bool bold);

/* The runs of a cell; NULL where it is empty. */
const GPtrArray *cell_runs(const Block *cell);

/*
 * The columns (TableColumn), as wide as their content wants where that fits, else narrower, down to the longest word of
 * each. NULL where not even that fits. `ret_single`: every cell has its line for itself.
 */
GArray *find_columns(Flow *flow, const TableRows *rows, const TableLook *look, bool *ret_single);

/* A cell on lines as long as they come, apart from the letter: for measuring. */
TextLines *measure_runs(Flow *flow, const GPtrArray *runs, const TextStyle *style);

/* From the comma of the line's only number to its end; 0 without one. */
int number_tail(const TextLines *lines);

#endif
