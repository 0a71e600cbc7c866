/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/image-info.h"
#include "base/xml-text.h"
#include "emit/into-private.h"

/* Tables and figures. */

enum { EMU_PER_INCH = 914400, EMU_PER_TWIP = 635, DEFAULT_RESOLUTION = 150 };

/* Some way between it and what comes behind: an empty line, half as high. It also keeps two tables apart, which Word
 * would make one. */
static void
append_space(Into *into)
{
    static const Property none[] = { { "w:spacing", "<w:spacing w:before=\"0\" w:after=\"0\" "
                                                    "w:line=\"120\" w:lineRule=\"exact\"/>" },
                                     { NULL, NULL } };

    if (into->blanks) {
        into_append_blank(into);
        return;
    }
    into_open_paragraph(into, none);
    into_close_paragraph(into);
}

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
append_cell(Into *into, const Block *cell, bool head, int width)
{
    static const char *const alignments[] = { [CELL_LEFT] = "left",
                                              [CELL_RIGHT] = "right",
                                              [CELL_CENTRE] = "center",
                                              [CELL_DECIMAL] = "right" };
    g_autofree char *alignment =
        g_strdup_printf("<w:jc w:val=\"%s\"/>", alignments[cell->alignment]);
    const Property own[] = { { "w:jc", alignment },
                             { "w:spacing", "<w:spacing w:before=\"0\" w:after=\"0\"/>" },
                             { "w:keepNext", head ? "<w:keepNext/>" : "" },
                             { NULL, NULL } };
    guint count = cell->children != NULL ? cell->children->len : 0;

    g_string_append_printf(into->out, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr>",
                           width);
    for (guint i = 0; i < MAX(count, 1); i++) {
        const Block *words = i < count ? g_ptr_array_index(cell->children, i) : NULL;
        into_open_paragraph(into, own);
        if (words != NULL)
            into_append_runs(into, words->runs, head ? RUN_STRONG : 0);
        into_close_paragraph(into);
    }
    g_string_append(into->out, "</w:tc>");
}

static void
append_row(Into *into, const Block *row, bool head, int width)
{
    g_string_append(into->out, "<w:tr><w:trPr><w:cantSplit/>");
    g_string_append(into->out, head ? "<w:tblHeader/>" : "");
    into_append_mark(into, into->out);
    g_string_append(into->out, "</w:trPr>");
    for (guint i = 0; row->children != NULL && i < row->children->len; i++)
        append_cell(into, g_ptr_array_index(row->children, i), head, width);
    g_string_append(into->out, "</w:tr>");
}

/* The file's grid where it has one; else plain lines. */
static void
open_table(Into *into, guint columns, int width)
{
    const char *style = docx_trace_style(into->trace, "table grid");
    static const char *const sides[] = { "top", "left", "bottom", "right", "insideH", "insideV" };

    g_string_append_printf(into->out, "<w:tbl%s><w:tblPr>", into->declare);
    if (style != NULL) {
        g_string_append(into->out, "<w:tblStyle");
        xml_append_attribute(into->out, "w:val", style);
        g_string_append(into->out, "/>");
    }
    g_string_append_printf(into->out, "<w:tblW w:w=\"%d\" w:type=\"dxa\"/>", width * (int)columns);
    if (into->table_left > 0)
        g_string_append_printf(into->out, "<w:tblInd w:w=\"%d\" w:type=\"dxa\"/>",
                               into->table_left);
    g_string_append(into->out, style == NULL ? "<w:tblBorders>" : "");
    for (size_t i = 0; style == NULL && i < G_N_ELEMENTS(sides); i++)
        g_string_append_printf(into->out,
                               "<w:%s w:val=\"single\" w:sz=\"4\" w:space=\"0\" "
                               "w:color=\"auto\"/>",
                               sides[i]);
    g_string_append(into->out, style == NULL ? "</w:tblBorders>" : "");
    if (style == NULL)
        g_string_append(into->out, "<w:tblCellMar><w:left w:w=\"108\" w:type=\"dxa\"/>"
                                   "<w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar>");
    g_string_append(into->out,
                    "<w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" "
                    "w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/>"
                    "</w:tblPr><w:tblGrid>");
    for (guint i = 0; i < columns; i++)
        g_string_append_printf(into->out, "<w:gridCol w:w=\"%d\"/>", width);
    g_string_append(into->out, "</w:tblGrid>");
}

void
into_append_table(Into *into, const Block *block)
{
    guint columns = count_columns(block), row = 0;
    int left = into->look.left, inside = into_look_left(into);
    int width = (into->text_width - inside) / (int)MAX(columns, 1);
    bool opened = false;

    for (guint i = 0; block->children != NULL && i < block->children->len; i++) {
        const Block *child = g_ptr_array_index(block->children, i);
        if (child->kind == BLOCK_CAPTION) {
            into_append_caption(into, block->number, child, true);
            continue;
        }
        if (!opened) {
            into->table_left = inside;
            open_table(into, columns, width);
            into->look.left = 0;
            opened = true;
        }
        append_row(into, child, row++ < block->header_rows, width);
    }
    into->look.left = left;
    if (!opened)
        return;
    g_string_append(into->out, "</w:tbl>");
    append_space(into);
}

/* In English Metric Units: the physical size, smaller where the text is narrower. */
static void
figure_size(const Into *into, const ImageInfo *info, gint64 *ret_width, gint64 *ret_height)
{
    double dpi_x = info->dpi_x > 0 ? info->dpi_x : DEFAULT_RESOLUTION;
    double dpi_y = info->dpi_y > 0 ? info->dpi_y : DEFAULT_RESOLUTION;
    double width = info->width / dpi_x * EMU_PER_INCH, height = info->height / dpi_y * EMU_PER_INCH;
    double most_wide = (double)(into->text_width - into_look_left(into)) * EMU_PER_TWIP;
    double most_high = (double)into->text_height * EMU_PER_TWIP;
    double scale = MIN(1, MIN(most_wide / width, most_high / height));

    *ret_width = MAX((gint64)(width * scale), 1);
    *ret_height = MAX((gint64)(height * scale), 1);
}

static void
append_drawing(Into *into, const Block *block, guint relation, const ImageInfo *info)
{
    g_autoptr(GString) xml = g_string_new(NULL);
    guint id = ++into->trace->last_figure;
    gint64 width, height;

    figure_size(into, info, &width, &height);
    g_string_append_printf(xml,
                           "<w:drawing><wp:inline xmlns:wp=\"%swordprocessingDrawing\" distT=\"0\" "
                           "distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"%" G_GINT64_FORMAT
                           "\" cy=\"%" G_GINT64_FORMAT "\"/><wp:docPr id=\"%u\" name=\"Figuur %u\"",
                           into->drawing, width, height, id, id);
    xml_append_attribute(xml, "descr", block->alternative != NULL ? block->alternative : "");
    g_string_append_printf(
        xml,
        "/><a:graphic xmlns:a=\"%smain\"><a:graphicData uri=\"%spicture\">"
        "<pic:pic xmlns:pic=\"%spicture\"><pic:nvPicPr><pic:cNvPr id=\"%u\" "
        "name=\"Figuur %u\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip%s "
        "r:embed=\"rId%u\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        "<a:off x=\"0\" y=\"0\"/><a:ext cx=\"%" G_GINT64_FORMAT "\" cy=\"%" G_GINT64_FORMAT
        "\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing>",
        into->drawing, into->drawing, into->drawing, id, id, into->declare_relations, relation,
        width, height);
    into_append_element(into, xml->str);
}

void
into_append_figure(Into *into, const Block *block)
{
    const IntoImage *image = g_hash_table_lookup(into->images, block->target);
    guint count = block->children != NULL ? block->children->len : 0;
    if (image == NULL)
        return;

    static const Property keep[] = { { "w:keepNext", "<w:keepNext/>" }, { NULL, NULL } };
    guint relation = into_add_image(into, image);
    into_open_paragraph(into, count > 0 ? keep : NULL);
    append_drawing(into, block, relation, &image->info);
    into_close_paragraph(into);
    for (guint i = 0; i < count; i++)
        into_append_caption(into, block->number, g_ptr_array_index(block->children, i), false);
}
