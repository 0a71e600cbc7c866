/* SPDX-License-Identifier: EUPL-1.2 */
/* Tables of a Word document: where each of their paragraphs stands. */
#include "read/word-private.h"

static WordTable *
innermost_table(const WordReader *reader)
{
    guint count = reader->tables->len;

    return count > word_frame(reader)->table_base
               ? &g_array_index(reader->tables, WordTable, count - 1)
               : NULL;
}

/* A table in a cell is no table in Markdown: its cells are paragraphs of the cell around it. */
static void
start_table(WordReader *reader, const char **attributes)
{
    (void)attributes;
    word_paragraph_end(reader);
    const WordTable *around = innermost_table(reader);
    WordTable table = { .row = -1, .column = -1 };

    if (around != NULL) {
        table = *around;
        table.nested = true;
    } else {
        table.number = ++reader->table_count;
    }
    g_array_append_val(reader->tables, table);
}

static void
end_table(WordReader *reader)
{
    word_paragraph_end(reader);
    if (innermost_table(reader) != NULL)
        g_array_set_size(reader->tables, reader->tables->len - 1);
}

static void
set_table_indent(WordReader *reader, const char **attributes)
{
    WordTable *table = innermost_table(reader);
    if (table != NULL && !table->nested)
        table->indent = word_indent(attributes, "w:w", 0);
}

static void
start_row(WordReader *reader, const char **attributes)
{
    (void)attributes;
    WordTable *table = innermost_table(reader);
    if (table == NULL || table->nested)
        return;

    table->row++;
    table->column = -1;
    table->next = 0;
    table->head = false;
    table->change = TRACK_NONE;
}

static void
start_row_properties(WordReader *reader, const char **attributes)
{
    (void)attributes;
    reader->in_row_properties = true;
}

static void
end_row_properties(WordReader *reader)
{
    reader->in_row_properties = false;
}

static void
set_head(WordReader *reader, const char **attributes)
{
    WordTable *table = innermost_table(reader);
    if (table != NULL && !table->nested && docx_is_on(attributes))
        table->head = true;
}

static void
start_cell(WordReader *reader, const char **attributes)
{
    (void)attributes;
    WordTable *table = innermost_table(reader);
    if (table != NULL && !table->nested)
        table->column = table->next++;
}

static void
end_cell(WordReader *reader)
{
    word_paragraph_end(reader);
}

static void
merge_columns(WordReader *reader, const char **attributes)
{
    WordTable *table = innermost_table(reader);
    int span = xml_number(word_value(attributes), 1, 1000, 1);
    if (table == NULL || table->nested || span < 2)
        return;

    table->next += span - 1;
    word_lose(reader, LOSS_MERGED_CELLS);
}

/* A row that begins further to the right. */
static void
skip_columns(WordReader *reader, const char **attributes)
{
    WordTable *table = innermost_table(reader);
    if (table != NULL && !table->nested)
        table->next += xml_number(word_value(attributes), 0, 1000, 0);
}

static void
merge_rows(WordReader *reader, const char **attributes)
{
    (void)attributes;
    if (innermost_table(reader) != NULL)
        word_lose(reader, LOSS_MERGED_CELLS);
}

const WordElement word_table_elements[] = {
    { "w:tbl", start_table, end_table },
    { "w:tblInd", set_table_indent, NULL },
    { "w:tr", start_row, NULL },
    { "w:trPr", start_row_properties, end_row_properties },
    { "w:tblHeader", set_head, NULL },
    { "w:tc", start_cell, end_cell },
    { "w:gridBefore", skip_columns, NULL },
    { "w:gridSpan", merge_columns, NULL },
    { "w:vMerge", merge_rows, NULL },
    { NULL, NULL, NULL },
};
