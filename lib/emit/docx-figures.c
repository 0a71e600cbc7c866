/* SPDX-License-Identifier: EUPL-1.2 */
#include <pango/pango.h>

#include "answers/review-key.h"
#include "base/files.h"
#include "base/image-info.h"
#include "base/xml-text.h"
#include "emit/docx-private.h"
#include "emit/jpeg.h"

enum { EMU_PER_INCH = 914400, EMU_PER_POINT = 12700, DEFAULT_RESOLUTION = 150 };

static bool
is_on_side(const ImageInfo *info)
{
    return info->turn >= 5; /* EXIF's numbers 5 to 8 */
}

/* In English Metric Units: the physical size, smaller where the text is narrower; of the image as it is seen. */
static void
figure_size(const Docx *docx, const ImageInfo *stored, gint64 *ret_width, gint64 *ret_height)
{
    ImageInfo shown = image_info_shown(stored), *info = &shown;
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
    g_autoptr(GBytes) public = image_public(bytes, ret_info->kind);
    docx_package_add(docx->package, part, NULL, public);
    return docx_package_relate(docx->package, "image", name, false);
}

/*
 * How a photo is turned upright, by EXIF's number: Word mirrors first, then turns clockwise. Word itself writes this
 * when such a photo is put in; the number in the file no reader of Word files looks at.
 */
static const char *
turn_attributes(int turn)
{
    static const char *const turns[] = {
        "",
        " flipH=\"1\"",
        " rot=\"10800000\"",
        " flipV=\"1\"",
        " rot=\"16200000\" flipH=\"1\"",
        " rot=\"5400000\"",
        " rot=\"5400000\" flipH=\"1\"",
        " rot=\"16200000\"",
    };
    return turns[turn >= 1 && turn <= (int)G_N_ELEMENTS(turns) ? turn - 1 : 0];
}

/*
 * The size of a picture on its side is that before it is turned. What stands out of that then, above and below or left
 * and right, is its effect.
 */
static void
append_extent(Docx *docx, gint64 across, gint64 down)
{
    gint64 beside = MAX(down - across, 0) / 2, above = MAX(across - down, 0) / 2;

    g_string_append_printf(docx->out,
                           "<wp:extent cx=\"%" G_GINT64_FORMAT "\" cy=\"%" G_GINT64_FORMAT
                           "\"/><wp:effectExtent l=\"%" G_GINT64_FORMAT "\" t=\"%" G_GINT64_FORMAT
                           "\" r=\"%" G_GINT64_FORMAT "\" b=\"%" G_GINT64_FORMAT "\"/>",
                           across, down, beside, above, beside, above);
}

static void
append_drawing(Docx *docx, const Block *block, guint relation, const ImageInfo *info)
{
    g_autofree char *name = docx->field != NULL ? g_path_get_basename(block->target)
                                                : g_strdup_printf("Figuur %u", docx->images);

    gint64 width, height;
    figure_size(docx, info, &width, &height);
    bool on_side = is_on_side(info);
    gint64 across = on_side ? height : width, down = on_side ? width : height;
    g_string_append(docx->out, "<w:r><w:drawing><wp:inline>");
    if (on_side)
        append_extent(docx, across, down);
    else
        g_string_append_printf(
            docx->out, "<wp:extent cx=\"%" G_GINT64_FORMAT "\" cy=\"%" G_GINT64_FORMAT "\"/>",
            width, height);
    g_string_append_printf(docx->out, "<wp:docPr id=\"%u\"", docx->images);
    xml_append_attribute(docx->out, "name", name);
    xml_append_attribute(docx->out, "descr", block->alternative != NULL ? block->alternative : "");
    g_string_append_printf(
        docx->out,
        "/><a:graphic><a:graphicData "
        "uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr>"
        "<pic:cNvPr id=\"%u\" name=\"Figuur %u\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
        "<a:blip r:embed=\"rId%u\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>",
        docx->images, docx->images, relation);
    g_string_append_printf(docx->out,
                           "<a:xfrm%s><a:off x=\"0\" y=\"0\"/><a:ext cx=\"%" G_GINT64_FORMAT
                           "\" cy=\"%" G_GINT64_FORMAT
                           "\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>",
                           turn_attributes(info->turn), across, down);
    g_string_append(docx->out, "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>"
                               "</w:drawing></w:r>");
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
