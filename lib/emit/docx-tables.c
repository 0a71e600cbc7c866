/* SPDX-License-Identifier: EUPL-1.2 */
#include "answers/review-key.h"
#include "emit/docx-private.h"

static guint
count_columns(const Block *table)
{
    for (guint i = 0; table->children != NULL && i < table->children->len; i++) {
        const Block *row = g_ptr_array_index(table->children, i);
        if (row->kind == BLOCK_ROW && row->children != NULL)
            return row->children->len;
    }
    return 0;
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
append_row(Docx *docx, const Block *row, bool head)
{
    g_string_append(docx->out, "<w:tr><w:trPr><w:cantSplit/>");
    g_string_append(docx->out, head ? "<w:tblHeader/></w:trPr>" : "</w:trPr>");
    for (guint i = 0; row->children != NULL && i < row->children->len; i++)
        append_cell(docx, g_ptr_array_index(row->children, i), head);
    g_string_append(docx->out, "</w:tr>\n");
}

static void
append_caption(Docx *docx, const Block *caption)
{
    docx_open_paragraph(docx, "Caption", "<w:keepNext/>");
    docx_append_runs(docx, caption->runs);
    docx_close_paragraph(docx);
}

static void
open_table(Docx *docx, guint columns)
{
    int indent = (docx->list_depth + 2 * docx->quote_depth) * REVIEW_INDENT;

    g_string_append(docx->out, "<w:tbl><w:tblPr><w:tblStyle w:val=\"Antwoordtabel\"/>"
                               "<w:tblW w:w=\"0\" w:type=\"auto\"/>");
    if (docx_is_written(docx) && indent > 0)
        g_string_append_printf(docx->out, "<w:tblInd w:w=\"%d\" w:type=\"dxa\"/>", indent);
    g_string_append(docx->out, "<w:tblLook w:val=\"0020\" w:firstRow=\"1\"/></w:tblPr><w:tblGrid>");
    for (guint i = 0; i < columns; i++)
        g_string_append(docx->out, "<w:gridCol/>");
    g_string_append(docx->out, "</w:tblGrid>\n");
}

/* A paragraph behind it keeps two tables apart, which Word would make one. */
void
docx_append_table(Docx *docx, const Block *table)
{
    guint row = 0;
    bool opened = false;

    for (guint i = 0; table->children != NULL && i < table->children->len; i++) {
        const Block *child = g_ptr_array_index(table->children, i);
        if (child->kind == BLOCK_CAPTION) {
            append_caption(docx, child);
            continue;
        }
        if (!opened)
            open_table(docx, count_columns(table));
        opened = true;
        append_row(docx, child, row++ < table->header_rows);
    }
    if (opened)
        g_string_append(docx->out, "</w:tbl>\n");
    docx_open_paragraph(docx, "TableEnd", "");
    docx_close_paragraph(docx);
}
