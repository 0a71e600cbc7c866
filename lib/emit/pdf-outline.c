/* SPDX-License-Identifier: EUPL-1.2 */
#include "emit/pdf-private.h"

#include <string.h>

/* Two ways to find a page: the outline (ISO 32000-1, 12.3.3) and the page labels (12.4.2). */

enum { OPEN_DEPTH = 2 }; /* items above this depth show what is below them: down to the fractions */

typedef struct Item {
    const StructureElement *element;
    guint parent, first, last, next, previous; /* from 1; 0: none */
    int depth;
    guint children;
} Item;

static Item *
get_item(GArray *items, guint number)
{
    return &g_array_index(items, Item, number);
}

enum { LEVELS = STRUCT_H6 - STRUCT_H1 + 1 };

/* Puts the heading below the last one of a higher level. `last` is the last item of each level, 0 the root. */
static void
add_item(GArray *items, const StructureElement *element, guint last[LEVELS + 1])
{
    guint number = items->len;
    guint level = (guint)(element->kind - STRUCT_H1) + 1;
    guint parent = last[level - 1];

    g_array_set_size(items, number + 1);
    Item *item = get_item(items, number), *above = get_item(items, parent);
    *item = (Item){
        .element = element, .parent = parent, .previous = above->last, .depth = above->depth + 1
    };
    if (above->last != 0)
        get_item(items, above->last)->next = number;
    else
        above->first = number;
    above->last = number;
    above->children++;
    for (guint below = level; below <= LEVELS; below++)
        last[below] = number;
}

/* All headings with a title in reading order, as a tree; item 0 is the root. */
static GArray *
collect_items(const Pages *pages)
{
    GArray *items = g_array_new(FALSE, TRUE, sizeof(Item));
    g_autoptr(GPtrArray) stack = g_ptr_array_new();
    guint last[LEVELS + 1] = { 0 };
    g_array_set_size(items, 1);
    get_item(items, 0)->depth = -1;

    g_ptr_array_add(stack, pages->root);
    while (stack->len > 0) {
        const StructureElement *element = g_ptr_array_steal_index(stack, stack->len - 1);
        if (element->title != NULL && element->kind >= STRUCT_H1 && element->kind <= STRUCT_H6)
            add_item(items, element, last);
        for (guint i = element->children->len; i-- > 0;)
            g_ptr_array_add(stack, g_ptr_array_index(element->children, i));
    }
    return items;
}

/* Where the first glyphs of each element with a title stand, by element; `page` is from 1, 0 where there are none. */
static Destination *
find_places(const Pages *pages)
{
    Destination *places = g_new0(Destination, pages->elements->len);
    for (guint i = 0; i < pages->pages->len; i++) {
        const Page *page = g_ptr_array_index(pages->pages, i);
        for (guint k = 0; k < page->paints->len; k++) {
            const Paint *paint = g_ptr_array_index(page->paints, k);
            const StructureElement *element = paint->element;
            if (element != NULL && element->title != NULL && places[element->id].page == 0)
                places[element->id] = (Destination){ i + 1, paint->x, paint->y };
        }
    }
    return places;
}

/* The window's upper edge goes somewhat above the heading's baseline. */
static void
append_destination(const PdfDocument *document, GString *out, const Destination *place)
{
    enum { ABOVE = 20 * PANGO_SCALE };
    guint page = place->page > 0 ? place->page - 1 : 0;
    g_string_append_printf(out, "/Dest[%u 0 R/XYZ ", pdf_page_object(document, page));
    pdf_length(out, place->x);
    g_string_append_c(out, ' ');
    pdf_length(out,
               MIN((gint64)document->pages->height - place->y + ABOVE, document->pages->height));
    g_string_append(out, " null]");
}

static void
append_relation(GString *out, const char *name, guint root, guint number)
{
    if (number != 0)
        g_string_append_printf(out, "/%s %u 0 R", name, root + number);
}

/* How many items show below the item; negative where they show only once it is opened. */
static int
visible_count(GArray *items, const Item *item)
{
    if (item->depth >= OPEN_DEPTH)
        return -(int)item->children;

    int count = 0;
    for (guint child = item->first; child != 0; child = get_item(items, child)->next)
        count += 1 + MAX(visible_count(items, get_item(items, child)), 0);
    return count;
}

static void
write_item(const PdfDocument *document, GArray *items, const Destination *places, guint root,
           guint number)
{
    const Item *item = get_item(items, number);
    GString *out = pdf_object(document->file, root + number);
    g_string_append(out, "<<");
    if (number == 0) {
        g_string_append(out, "/Type/Outlines");
    } else {
        g_string_append(out, "/Title");
        pdf_text(out, item->element->title);
        g_string_append_printf(out, "/Parent %u 0 R", root + item->parent);
        append_destination(document, out, &places[item->element->id]);
    }
    append_relation(out, "First", root, item->first);
    append_relation(out, "Last", root, item->last);
    append_relation(out, "Next", root, item->next);
    append_relation(out, "Prev", root, item->previous);
    int count = visible_count(items, item);
    if (count != 0)
        g_string_append_printf(out, "/Count %d", count);
    g_string_append(out, ">>");
}

guint
pdf_outline_write(PdfDocument *document)
{
    g_autoptr(GArray) items = collect_items(document->pages);
    if (items->len == 1)
        return 0;

    g_autofree Destination *places = find_places(document->pages);
    guint root = pdf_reserve(document->file, items->len);
    for (guint i = 0; i < items->len; i++)
        write_item(document, items, places, root, i);
    return root;
}

/* The number that a label is, if it is nothing else; 0 otherwise. */
static gint64
label_number(const char *label)
{
    gint64 number = 0;
    if (!g_ascii_string_to_signed(label, 10, 1, G_MAXINT, &number, NULL))
        return 0;
    g_autofree char *again = g_strdup_printf("%" G_GINT64_FORMAT, number);
    return strcmp(again, label) == 0 ? number : 0;
}

/* A range for every page whose label does not follow from the page's before it. */
void
pdf_page_labels(const Pages *pages, GString *out)
{
    gint64 before = 0;
    g_string_append(out, "/PageLabels<</Nums[");
    for (guint i = 0; i < pages->pages->len; i++) {
        const Page *page = g_ptr_array_index(pages->pages, i);
        const char *label = page->label != NULL ? page->label : "";
        gint64 number = label_number(label);
        if (number == 0) {
            g_string_append_printf(out, "%u<</P", i);
            pdf_text(out, label);
            g_string_append(out, ">>");
        } else if (i == 0 || number != before + 1) {
            g_string_append_printf(out, "%u<</S/D/St %" G_GINT64_FORMAT ">>", i, number);
        }
        before = number != 0 ? number : -1;
    }
    g_string_append(out, "]>>");
}
