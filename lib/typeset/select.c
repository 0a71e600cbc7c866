/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/structure.h"

/*
 * Takes out of the structure tree what holds nothing: a paragraph without a word, a contents list without an item. Who
 * listens would hear them as pauses, or as "list, no items". Cells stay where their row has content: a table is read by
 * rows and columns, and an empty cell is one of them. With it, a choice of pages keeps what those pages show.
 */

static bool *
mark_used(const Pages *pages)
{
    bool *used = g_new0(bool, pages->elements->len);
    for (guint i = 0; i < pages->pages->len; i++) {
        const Page *page = g_ptr_array_index(pages->pages, i);
        for (guint k = 0; k < page->paints->len; k++) {
            const Paint *paint = g_ptr_array_index(page->paints, k);
            if (paint->element != NULL)
                used[paint->element->id] = true;
        }
        for (guint k = 0; k < page->links->len; k++)
            used[((const PageLink *)g_ptr_array_index(page->links, k))->element->id] = true;
    }
    return used;
}

static bool
is_cell(const StructureElement *element)
{
    return element->kind == STRUCT_TH || element->kind == STRUCT_TD;
}

/* What has something used below it, and cells in a row that has. A parent's id is lower than its children's. */
static void
spread_use(const Pages *pages, bool *used)
{
    used[pages->root->id] = true;
    for (guint id = pages->elements->len; id-- > 0;) {
        const StructureElement *element = g_ptr_array_index(pages->elements, id);
        if (used[id] && element->parent != NULL)
            used[element->parent->id] = true;
    }
    for (guint id = 0; id < pages->elements->len; id++) {
        const StructureElement *element = g_ptr_array_index(pages->elements, id);
        if (is_cell(element) && used[element->parent->id])
            used[id] = true;
    }
}

/* Frees what is unused, a whole branch at a time, and numbers the rest anew. */
static void
drop_unused(Pages *pages, const bool *used)
{
    guint kept = 0;
    for (guint id = pages->elements->len; id-- > 0;) {
        StructureElement *element = g_ptr_array_index(pages->elements, id);
        for (guint i = element->children->len; used[id] && i-- > 0;) {
            const StructureElement *child = g_ptr_array_index(element->children, i);
            if (!used[child->id])
                g_ptr_array_remove_index(element->children, i);
        }
    }
    for (guint id = 0; id < pages->elements->len; id++)
        if (used[id])
            pages->elements->pdata[kept++] = g_ptr_array_index(pages->elements, id);
    g_ptr_array_set_size(pages->elements, (int)kept);
    for (guint id = 0; id < kept; id++)
        ((StructureElement *)g_ptr_array_index(pages->elements, id))->id = id;
}

void
pages_prune(Pages *pages)
{
    g_autofree bool *used = mark_used(pages);
    spread_use(pages, used);
    drop_unused(pages, used);
}

/* Links to what is on other pages lead nowhere any more: their words stay. */
static void
drop_links(Pages *pages)
{
    for (guint i = 0; i < pages->pages->len; i++) {
        Page *page = g_ptr_array_index(pages->pages, i);
        for (guint k = page->links->len; k-- > 0;) {
            const PageLink *link = g_ptr_array_index(page->links, k);
            if (link->target != NULL && !g_hash_table_contains(pages->destinations, link->target))
                g_ptr_array_remove_index(page->links, k);
        }
    }
}

static void
move_destinations(Pages *pages, guint first, guint count)
{
    GHashTableIter iterator;
    gpointer value;
    g_hash_table_iter_init(&iterator, pages->destinations);
    while (g_hash_table_iter_next(&iterator, NULL, &value)) {
        Destination *destination = value;
        if (destination->page < first || destination->page >= first + count)
            g_hash_table_iter_remove(&iterator);
        else
            destination->page -= first;
    }
}

/* A part may begin with a heading below the first level: each becomes as high as those above it allow. */
static void
close_levels(Pages *pages)
{
    int levels[STRUCT_H6 - STRUCT_H1 + 1], depth = 0;
    g_autoptr(GPtrArray) stack = g_ptr_array_new();
    g_ptr_array_add(stack, pages->root);
    while (stack->len > 0) {
        StructureElement *element = g_ptr_array_steal_index(stack, stack->len - 1);
        for (guint i = element->children->len; i-- > 0;)
            g_ptr_array_add(stack, g_ptr_array_index(element->children, i));
        if (element->kind < STRUCT_H1 || element->kind > STRUCT_H6)
            continue;
        int level = (int)(element->kind - STRUCT_H1);
        while (depth > 0 && levels[depth - 1] >= level)
            depth--;
        levels[depth++] = level;
        element->kind = STRUCT_H1 + (StructureKind)(depth - 1);
    }
}

void
pages_keep(Pages *pages, guint first, guint count)
{
    g_assert(count > 0 && first + count <= pages->pages->len);
    g_ptr_array_remove_range(pages->pages, first + count, pages->pages->len - first - count);
    if (first > 0)
        g_ptr_array_remove_range(pages->pages, 0, first);
    move_destinations(pages, first, count);
    drop_links(pages);
    pages_prune(pages);
    close_levels(pages);
}
