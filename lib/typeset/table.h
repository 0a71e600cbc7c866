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
    int row_gap;        /* white in each row, above and below its lines together */
    int outer, inner;   /* thickness of the rules */
    int caption_gap;    /* from the caption to the upper rule */
} TableLook;

/* The first `heads` are the head. */
typedef struct TableRows {
    GPtrArray *rows; /* Block; borrowed */
    guint heads;
} TableRows;

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
