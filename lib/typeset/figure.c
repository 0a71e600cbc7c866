/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/files.h"
#include "base/image-info.h"
#include "typeset/flow.h"

/*
 * Figures: the image in its physical size, smaller where the measure or the page is, with its caption below; undivided.
 * The image stands at the foot of whole grid lines, so that the caption is close and what follows is on the grid.
 */

enum { DEFAULT_RESOLUTION = 150 }; /* pixels an inch, where the file doesn't say */

static PageImage *
read_image(const char *path, GError **error)
{
    ImageInfo info;
    GBytes *bytes = file_read(path, (size_t)IMAGE_MIB_MAX << 20, error);
    if (bytes == NULL)
        return NULL;
    if (!image_info_read(path, bytes, &info, error) ||
        !image_pixels_check(path, bytes, &info, error)) {
        g_bytes_unref(bytes);
        return NULL;
    }
    PageImage *image = g_new0(PageImage, 1);
    image->path = g_strdup(path);
    image->bytes = bytes;
    image->info = info;
    return image;
}

guint
find_image(Flow *flow, const char *path, Span span)
{
    g_autoptr(GError) error = NULL;
    const GPtrArray *images = flow->pages->images;
    if (path == NULL)
        return G_MAXUINT;

    for (guint i = 0; i < images->len; i++)
        if (strcmp(((const PageImage *)g_ptr_array_index(images, i))->path, path) == 0)
            return i;
    PageImage *image = read_image(path, &error);
    if (image == NULL) {
        diags_add(flow->diags, DIAG_MISSING_IMAGE, span, NULL, _("image \"%s\": %s"), path,
                  error->message);
        return G_MAXUINT;
    }
    g_ptr_array_add(flow->pages->images, image);
    return images->len - 1;
}

/* Width and height on the page, with room for this many caption lines below. */
static void
figure_size(const Flow *flow, const PageImage *image, int caption, int *ret_width, int *ret_height)
{
    const ImageInfo shown = image_info_shown(&image->info), *info = &shown;
    bool known = info->dpi_x >= 10 && info->dpi_y >= 10; /* less is no resolution */
    double width = info->width / (known ? info->dpi_x : DEFAULT_RESOLUTION) * 72 * PANGO_SCALE;
    double height = info->height / (known ? info->dpi_y : DEFAULT_RESOLUTION) * 72 * PANGO_SCALE;
    double room = MAX(flow->style->text_next.height - caption, flow->style->grid);
    double scale = MIN(1, MIN(flow->measure / width, room / height));

    *ret_width = MAX((int)(width * scale), 1);
    *ret_height = MAX((int)(height * scale), 1);
}

static int
caption_height(Flow *flow, const Block *block)
{
    const TextStyle *style = &flow->style->text[STYLE_CAPTION];
    const Block *caption = find_caption(block);
    g_autofree char *words = caption != NULL ? block_text(caption) : g_strdup("");
    g_autofree char *text =
        g_strdup_printf("%s %s", block->number != NULL ? block->number : "", words);
    TextPiece piece = { .text = text, .style = style };
    TextShape shape = { .measure = flow->measure, .align = ALIGN_RAGGED };
    g_autoptr(TextLines) lines = break_text(flow->typesetter, &piece, 1, &shape);
    return (int)(lines->lines->len + 1) * style->leading;
}

static void
add_image(Flow *flow, guint index, int caption, StructureElement *figure)
{
    int width, height, grid = flow->style->grid;

    figure_size(flow, g_ptr_array_index(flow->pages->images, index), caption, &width, &height);
    int filled = (height + grid - 1) / grid * grid;
    flow_box(flow, filled, filled);
    Part *part = flow_part(flow, PART_IMAGE, flow->left, filled - height);
    part->width = width;
    part->height = height;
    part->image = index;
    part->element = figure;
    part->artifact = ARTIFACT_NONE;
}

void
layout_figure(Flow *flow, const Block *block)
{
    guint image = flow->in_note ? G_MAXUINT : find_image(flow, block->target, block->span);

    if (image == G_MAXUINT) { /* who can't see it reads what it shows */
        begin_block(flow, flow->text_style->before);
        flow_paragraph(flow, NULL, block->alternative, STRUCT_P);
        if (find_caption(block) != NULL)
            flow_paragraph(flow, find_caption(block)->runs, NULL, STRUCT_P);
        flow_white(flow, flow->in_note ? 0 : flow->text_style->after);
        return;
    }
    begin_float(flow, flow->style->text[STYLE_TABLE].before);
    StructureElement *figure = element_add(flow->pages, flow->parent, STRUCT_FIGURE);
    figure->alternative = g_strdup(block->alternative != NULL ? block->alternative : "");
    guint first = flow_count(flow);
    add_image(flow, image, caption_height(flow, block), figure);
    layout_caption(flow, block, figure, false);
    for (guint i = first + 1; i < flow_count(flow); i++)
        flow_item(flow, i)->rule = RULE_UNDIVIDED;
    fill_block(flow, first);
    flow_white(flow, flow->style->text[STYLE_TABLE].after);
}
