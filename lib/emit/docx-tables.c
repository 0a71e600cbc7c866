/* SPDX-License-Identifier: EUPL-1.2 */
#include "answers/review-key.h"
#include "emit/docx-private.h"

enum { LEAST_WIDTH = 1000 }; /* twentieths of a point */

/* Of the widest row: in a document rows may differ. */
static guint
count_columns(const Block *table)
{
    guint columns = 0;

    for (guint i = 0; table->children != NULL && i < table->children->len; i++) {
        const Block *row = g_ptr_array_index(table->children, i);
        if (row->kind == BLOCK_ROW && row->children != NULL)
            columns = MAX(columns, row->children->len);
    }
    return columns;
}

static void
append_cell(Docx *docx, const Block *cell, bool head)
{
    static const char *const alignments[] = { [CELL_LEFT] = "left",
                                              [CELL_RIGHT] = "right",
                                              [CELL_CENTRE] = "center",
                                              [CELL_DECIMAL] = "right" };
    g_autofree char *properties =
        g_strdup_printf("<w:jc w:val=\"%s\"/>", alignments[cell->alignment]);
    guint count = cell->children != NULL ? cell->children->len : 0;
    /* So that numbers which were lined up of themselves differ from those that were sent to the right. */
    bool number = cell->alignment == CELL_DECIMAL && docx_is_written(docx);

    g_string_append(docx->out, "<w:tc><w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/></w:tcPr>");
    for (guint i = 0; i < MAX(count, 1); i++) {
        const Block *words = i < count ? g_ptr_array_index(cell->children, i) : NULL;
        docx_open_paragraph(docx,
                            head     ? "TableHead"
                            : number ? "TableNumber"
                                     : "TableText",
                            properties);
        if (words != NULL)
            docx_append_runs(docx, words->runs);
        docx_close_paragraph(docx);
    }
    g_string_append(docx->out, "</w:tc>");
}

static void
append_row(Docx *docx, const Block *row, guint columns, bool head)
{
    g_autoptr(Block) empty = block_new(BLOCK_CELL);
    guint count = row->children != NULL ? row->children->len : 0;

    g_string_append(docx->out, "<w:tr><w:trPr><w:cantSplit/>");
    g_string_append(docx->out, head ? "<w:tblHeader/></w:trPr>" : "</w:trPr>");
    for (guint i = 0; i < columns; i++)
        append_cell(docx, i < count ? g_ptr_array_index(row->children, i) : empty, head);
    g_string_append(docx->out, "</w:tr>\n");
}

static void
append_caption(Docx *docx, const Block *caption)
{
    docx_open_paragraph(docx, docx_is_written(docx) ? REVIEW_STYLE_TITLE : "Caption",
                        "<w:keepNext/>");
    docx_append_runs(docx, caption->runs);
    docx_close_paragraph(docx);
}

static void
open_table(Docx *docx, guint columns)
{
    int width = docx_text_width(docx);
    int indent = review_indent(docx->list_depth, docx->quote_depth);

    g_string_append(docx->out, "<w:tbl><w:tblPr><w:tblStyle w:val=\"Antwoordtabel\"/>"
                               "<w:tblW w:w=\"0\" w:type=\"auto\"/>");
    if (docx_is_written(docx) && indent > 0)
        g_string_append_printf(docx->out, "<w:tblInd w:w=\"%d\" w:type=\"dxa\"/>", indent);
    g_string_append(docx->out, "<w:tblLook w:val=\"0020\" w:firstRow=\"1\"/></w:tblPr><w:tblGrid>");
    for (guint i = 0; i < columns;
         i++) /* readers such as pandoc pass over a table without widths */
        g_string_append_printf(docx->out, "<w:gridCol w:w=\"%d\"/>",
                               MAX(width - indent, LEAST_WIDTH) / (int)columns);
    g_string_append(docx->out, "</w:tblGrid>\n");
}

/* A paragraph behind it keeps two tables apart, which Word would make one. */
void
docx_append_table(Docx *docx, const Block *table)
{
    guint columns = count_columns(table), row = 0;
    bool opened = false;

    for (guint i = 0; table->children != NULL && i < table->children->len; i++) {
        const Block *child = g_ptr_array_index(table->children, i);
        if (child->kind == BLOCK_CAPTION) {
            append_caption(docx, child);
            continue;
        }
        if (!opened)
            open_table(docx, columns);
        opened = true;
        append_row(docx, child, columns, row++ < table->header_rows);
    }
    if (opened)
        g_string_append(docx->out, "</w:tbl>\n");
    docx_open_paragraph(docx, "TableEnd", "");
    docx_close_paragraph(docx);
}
