/* SPDX-License-Identifier: EUPL-1.2 */
#include "emit/pdf-check.h"

#include <glib/gi18n-lib.h>

#include "base/failure.h"

/*
 * What no validator sees in the file afterwards, or sees too late: asked of the pages before a byte is
 * written (pdf.md 4, "refuse, not repair"). Whoever uses repliek can do nothing about most of it, so the
 * messages say what is wrong in the terms of the standard.
 */

/* sRGB grey that still has a contrast of 4.5 to 1 on white (WCAG 2.1, 1.4.3), in thousandths. */
enum { GREY_MAX = 465 };

static bool
refuse(GError **error, const char *reason)
{
    failure_set(error, DIAG_NOT_WRITTEN, NULL, 0, 0,
                _("the PDF would not be accessible: %s; change the letter or report this fault"),
                reason);
    return false;
}

static bool
is_empty(const char *text)
{
    return text == NULL || *text == '\0';
}

bool
pdf_pages_conform(const Pages *pages)
{
    for (guint i = 0; i < pages->elements->len; i++) {
        const StructureElement *element = g_ptr_array_index(pages->elements, i);
        if (element->kind == STRUCT_FIGURE && is_empty(element->alternative))
            return false;
    }
    return !is_empty(pages->title) && !is_empty(pages->language);
}

static bool
is_known(const Pages *pages, const StructureElement *element)
{
    return element != NULL && element->id < pages->elements->len &&
           g_ptr_array_index(pages->elements, element->id) == element;
}

/* Headings go down one level at a time (ISO 14289-1, 7.4.2). */
static bool
check_heading(const StructureElement *element, int *level, GError **error)
{
    if (element->kind < STRUCT_H1 || element->kind > STRUCT_H6)
        return true;

    int own = (int)(element->kind - STRUCT_H1) + 1;
    if (own > *level + 1)
        return refuse(error, _("a level of headings is left out"));
    *level = own;
    return true;
}

static bool
check_element(const Pages *pages, const StructureElement *element, GError **error)
{
    if (!is_known(pages, element))
        return refuse(error, _("its structure tree holds an unknown element"));
    for (guint i = 0; i < element->children->len; i++) {
        const StructureElement *child = g_ptr_array_index(element->children, i);
        if (child->parent != element || child->id <= element->id)
            return refuse(error, _("its structure tree is no tree"));
    }
    return true;
}

/* Every element is in the tree once: as many are met as there are, and parents come before children. */
static bool
check_tree(const Pages *pages, GError **error)
{
    g_autoptr(GPtrArray) stack = g_ptr_array_new();
    guint met = 0;
    int level = 0;

    g_ptr_array_add(stack, pages->root);
    while (stack->len > 0) {
        const StructureElement *element = g_ptr_array_steal_index(stack, stack->len - 1);
        if (!check_element(pages, element, error) || !check_heading(element, &level, error))
            return false;
        met++;
        for (guint i = element->children->len; i-- > 0;)
            g_ptr_array_add(stack, g_ptr_array_index(element->children, i));
    }
    return met == pages->elements->len ||
           refuse(error, _("part of it is outside the structure tree"));
}

/* Everything painted is content of an element, or an artifact; never neither or both (14289-1, 7.1). */
static bool
check_paint(const Pages *pages, const Paint *paint, GError **error)
{
    if ((paint->element == NULL) == (paint->artifact == ARTIFACT_NONE))
        return refuse(error, _("something is painted without a mark"));
    if (paint->element != NULL && !is_known(pages, paint->element))
        return refuse(error, _("something is painted outside the structure tree"));
    if (paint->kind == PAINT_IMAGE && (pages->images == NULL || paint->image >= pages->images->len))
        return refuse(error, _("an image is not there"));
    if (paint->kind == PAINT_GLYPHS && paint->element != NULL && paint->grey > GREY_MAX)
        return refuse(error, _("a text is too light to be read"));
    return true;
}

static bool
check_link(const Pages *pages, const PageLink *link, GError **error)
{
    if (!is_known(pages, link->element))
        return refuse(error, _("a link is outside the structure tree"));
    if (is_empty(link->address) && is_empty(link->target))
        return refuse(error, _("a link leads nowhere"));
    if (link->target == NULL)
        return true;
    const Destination *destination = g_hash_table_lookup(pages->destinations, link->target);
    return (destination != NULL && destination->page < pages->pages->len) ||
           refuse(error, _("a link leads to a place that is not there"));
}

static bool
check_page(const Pages *pages, const Page *page, GError **error)
{
    for (guint i = 0; i < page->paints->len; i++)
        if (!check_paint(pages, g_ptr_array_index(page->paints, i), error))
            return false;
    for (guint i = 0; i < page->links->len; i++)
        if (!check_link(pages, g_ptr_array_index(page->links, i), error))
            return false;
    return true;
}

bool
pdf_check_pages(const Pages *pages, GError **error)
{
    if (pages->pages->len == 0)
        return refuse(error, _("it has no page"));
    if (!check_tree(pages, error))
        return false;
    for (guint i = 0; i < pages->pages->len; i++)
        if (!check_page(pages, g_ptr_array_index(pages->pages, i), error))
            return false;
    return true;
}
