/* SPDX-License-Identifier: EUPL-1.2 */
#include <pango/pango.h>

#include "answers/review-key.h"
#include "base/files.h"
#include "base/image-info.h"
#include "base/xml-text.h"
#include "emit/docx-private.h"

enum { EMU_PER_INCH = 914400, EMU_PER_POINT = 12700, DEFAULT_RESOLUTION = 150 };

/* In English Metric Units: the physical size, smaller where the text is narrower. */
static void
figure_size(const Docx *docx, const ImageInfo *info, gint64 *ret_width, gint64 *ret_height)
{
    double dpi_x = info->dpi_x > 0 ? info->dpi_x : DEFAULT_RESOLUTION;
    double dpi_y = info->dpi_y > 0 ? info->dpi_y : DEFAULT_RESOLUTION;
    double width = info->width / dpi_x * EMU_PER_INCH, height = info->height / dpi_y * EMU_PER_INCH;
    double most_wide = (double)docx->style->text_next.width / PANGO_SCALE * EMU_PER_POINT;
    double most_high = (double)docx->style->text_next.height / PANGO_SCALE * EMU_PER_POINT;
    double scale = MIN(1, MIN(most_wide / width, most_high / height));

    *ret_width = MAX((gint64)(width * scale), 1);
    *ret_height = MAX((gint64)(height * scale), 1);
}

static guint
add_image(Docx *docx, const Block *block, ImageInfo *ret_info)
{
    g_autoptr(GBytes) bytes = file_read(block->target, (size_t)IMAGE_MIB_MAX << 20, docx->error);
    if (bytes == NULL || !image_info_read(block->target, bytes, ret_info, docx->error)) {
        docx->failed = true;
        return 0;
    }

    g_autofree char *name = g_strdup_printf("media/image%u.%s", ++docx->images,
                                            ret_info->kind == IMAGE_PNG ? "png" : "jpg");
    g_autofree char *part = g_strconcat("word/", name, NULL);
    docx_package_add(docx->package, part, NULL, bytes);
    return docx_package_relate(docx->package, "image", name, false);
}

static void
append_drawing(Docx *docx, const Block *block, guint relation, const ImageInfo *info)
{
    gint64 width, height;

    g_autofree char *name = docx->field != NULL ? g_path_get_basename(block->target)
                                                : g_strdup_printf("Figuur %u", docx->images);

    figure_size(docx, info, &width, &height);
    g_string_append_printf(docx->out,
                           "<w:r><w:drawing><wp:inline><wp:extent cx=\"%" G_GINT64_FORMAT
                           "\" cy=\"%" G_GINT64_FORMAT "\"/><wp:docPr id=\"%u\"",
                           width, height, docx->images);
    xml_append_attribute(docx->out, "name", name);
    xml_append_attribute(docx->out, "descr", block->alternative != NULL ? block->alternative : "");
    g_string_append_printf(
        docx->out,
        "/><a:graphic><a:graphicData "
        "uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr>"
        "<pic:cNvPr id=\"%u\" name=\"Figuur %u\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
        "<a:blip r:embed=\"rId%u\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>"
        "<a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"%" G_GINT64_FORMAT "\" cy=\"%" G_GINT64_FORMAT
        "\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
        docx->images, docx->images, relation, width, height);
}

/* By the name of its file, which `import` finds among the images of the answer. NULL for one that stood there before. */
static char *
image_bookmark(const Docx *docx, const Block *block)
{
    g_autofree char *file = g_path_get_basename(block->target), *hash = review_hash(file);

    g_autofree char *name = review_bookmark(REVIEW_IMAGE, docx->field->key, hash);

    return g_hash_table_contains(docx->names, name) ? NULL : g_steal_pointer(&name);
}

void
docx_append_figure(Docx *docx, const Block *block)
{
    ImageInfo info;
    guint count = block->children != NULL ? block->children->len : 0;
    guint relation = docx->failed ? 0 : add_image(docx, block, &info);
    if (relation == 0)
        return;

    g_autofree char *indent = docx_is_written(docx) ? docx_indent(docx, 0) : g_strdup("");
    g_autofree char *properties = g_strconcat(count > 0 ? "<w:keepNext/>" : "", indent, NULL);
    g_autofree char *bookmark = docx->field != NULL ? image_bookmark(docx, block) : NULL;
    docx_open_paragraph(docx, NULL, properties);
    docx_append_bookmark(docx, block->anchor);
    if (bookmark != NULL)
        docx_open_bookmark(docx, bookmark);
    append_drawing(docx, block, relation, &info);
    if (bookmark != NULL)
        docx_close_bookmark(docx, bookmark);
    docx_close_paragraph(docx);
    for (guint i = 0; i < count; i++) {
        const Block *caption = g_ptr_array_index(block->children, i);
        docx_open_paragraph(docx, "Caption", "");
        docx_append_runs(docx, caption->runs);
        docx_close_paragraph(docx);
    }
}
