/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/structure.h"

static const char *const kind_slugs[] = {
    [STRUCT_DOCUMENT] = "Document",
    [STRUCT_PART] = "Part",
    [STRUCT_SECT] = "Sect",
    [STRUCT_DIV] = "Div",
    [STRUCT_H1] = "H1",
    [STRUCT_H2] = "H2",
    [STRUCT_H3] = "H3",
    [STRUCT_H4] = "H4",
    [STRUCT_H5] = "H5",
    [STRUCT_H6] = "H6",
    [STRUCT_P] = "P",
    [STRUCT_L] = "L",
    [STRUCT_LI] = "LI",
    [STRUCT_LBL] = "Lbl",
    [STRUCT_LBODY] = "LBody",
    [STRUCT_TABLE] = "Table",
    [STRUCT_THEAD] = "THead",
    [STRUCT_TBODY] = "TBody",
    [STRUCT_TR] = "TR",
    [STRUCT_TH] = "TH",
    [STRUCT_TD] = "TD",
    [STRUCT_NOTE] = "Note",
    [STRUCT_REFERENCE] = "Reference",
    [STRUCT_LINK] = "Link",
    [STRUCT_BLOCKQUOTE] = "BlockQuote",
    [STRUCT_CODE] = "Code",
    [STRUCT_FIGURE] = "Figure",
    [STRUCT_CAPTION] = "Caption",
    [STRUCT_TOC] = "TOC",
    [STRUCT_TOCI] = "TOCI",
    [STRUCT_SPAN] = "Span",
    [STRUCT_QUESTION] = "Question",
    [STRUCT_ANSWER] = "Answer",
};

const char *
structure_kind_slug(StructureKind kind)
{
    return kind_slugs[kind];
}

StructureKind
structure_heading(int level)
{
    return (StructureKind)(STRUCT_H1 + CLAMP(level, 1, 6) - 1);
}

static void
element_free(gpointer data)
{
    StructureElement *element = data;
    g_ptr_array_unref(element->children);
    g_free(element->alternative);
    g_free(element->actual);
    g_free(element->expansion);
    g_free(element->language);
    g_free(element->anchor);
    g_free(element->title);
    g_free(element);
}

StructureElement *
element_add(Pages *pages, StructureElement *parent, StructureKind kind)
{
    StructureElement *element = g_new0(StructureElement, 1);
    element->kind = kind;
    element->parent = parent;
    element->children = g_ptr_array_new_with_free_func(element_free);
    element->id = pages->elements->len;
    g_ptr_array_add(pages->elements, element);
    if (parent != NULL)
        g_ptr_array_add(parent->children, element);
    return element;
}

static void
page_link_free(gpointer data)
{
    PageLink *link = data;
    g_free(link->address);
    g_free(link->target);
    g_free(link->contents);
    g_free(link);
}

static void
page_free(gpointer data)
{
    Page *page = data;
    g_ptr_array_unref(page->paints);
    g_ptr_array_unref(page->links);
    g_free(page->label);
    g_free(page);
}

static void
text_lines_destroy(gpointer data)
{
    text_lines_free(data);
}

static void
page_image_free(gpointer data)
{
    PageImage *image = data;
    g_free(image->path);
    g_bytes_unref(image->bytes);
    g_free(image);
}

/* A PDF's page is so many hundredths of a point high; a part of one more would shift every baseline by it. */
static int
whole_hundredths(int length)
{
    gint64 hundredths = ((gint64)length * 100 + PANGO_SCALE / 2) / PANGO_SCALE;
    return (int)((hundredths * PANGO_SCALE + 50) / 100);
}

Pages *
pages_new(const Letter *letter, const Style *style)
{
    Pages *pages = g_new0(Pages, 1);
    pages->width = style->page_width;
    pages->height = whole_hundredths(style->page_height);
    pages->ink = style->ink;
    pages->pages = g_ptr_array_new_with_free_func(page_free);
    pages->elements = g_ptr_array_new();
    pages->destinations = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    pages->texts = g_ptr_array_new_with_free_func(text_lines_destroy);
    pages->images = g_ptr_array_new_with_free_func(page_image_free);
    pages->title = g_strdup(letter->title);
    pages->author = g_strdup(letter->author);
    pages->subject = g_strdup(letter->subject);
    pages->language = g_strdup(letter->language);
    pages->date = g_strdup(letter->date);
    pages->root = element_add(pages, NULL, STRUCT_DOCUMENT);
    return pages;
}

void
pages_free(Pages *pages)
{
    if (pages == NULL)
        return;
    g_ptr_array_unref(pages->pages);
    element_free(pages->root);
    g_ptr_array_unref(pages->elements);
    g_hash_table_unref(pages->destinations);
    g_ptr_array_unref(pages->texts);
    g_ptr_array_unref(pages->images);
    g_free(pages->title);
    g_free(pages->author);
    g_free(pages->subject);
    g_free(pages->language);
    g_free(pages->date);
    g_free(pages);
}

Page *
page_add(Pages *pages)
{
    Page *page = g_new0(Page, 1);
    page->paints = g_ptr_array_new_with_free_func(g_free);
    page->links = g_ptr_array_new_with_free_func(page_link_free);
    page->label = g_strdup_printf("%u", pages->pages->len + 1);
    g_ptr_array_add(pages->pages, page);
    return page;
}

Paint *
paint_add(Page *page, PaintKind kind, const StructureElement *element, ArtifactKind artifact)
{
    g_assert((element == NULL) == (artifact != ARTIFACT_NONE));
    Paint *paint = g_new0(Paint, 1);
    paint->kind = kind;
    paint->element = element;
    paint->artifact = artifact;
    g_ptr_array_add(page->paints, paint);
    return paint;
}
