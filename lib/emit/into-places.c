/* SPDX-License-Identifier: EUPL-1.2 */
#include "emit/into-private.h"

/*
 * Which blocks of a composed letter go into the document, and behind which of its words. The letter has the document's
 * words once and in order, each with its place; what is ours between them belongs behind the last of them.
 */

typedef struct Search {
    const Source *source;
    Insertions *found;
    size_t at;
    bool begun;  /* some of the document's words have come */
    bool inside; /* among the blocks of a section */
} Search;

static void
insertion_free(gpointer data)
{
    Insertion *insertion = data;

    g_ptr_array_unref(insertion->blocks);
    g_free(insertion);
}

static void
pass_words(Search *search, const Block *block)
{
    for (guint i = 0; block->runs != NULL && i < block->runs->len; i++) {
        const Run *run = g_ptr_array_index(block->runs, i);
        if (run->span.source != search->source)
            continue;
        search->at = run->span.end;
        search->begun = true;
        if (run->anchor != NULL && search->inside && search->found->body_at == 0 &&
            block->kind == BLOCK_PASSAGE)
            search->found->body_at = run->span.end;
    }
    for (guint i = 0; block->children != NULL && i < block->children->len; i++)
        pass_words(search, g_ptr_array_index(block->children, i));
}

static void
insert(Search *search, Block *block)
{
    GPtrArray *list = search->found->list;
    Insertion *last = list->len > 0 ? g_ptr_array_index(list, list->len - 1) : NULL;
    if (!search->begun)
        return;
    if (last == NULL || last->at != search->at) {
        last = g_new0(Insertion, 1);
        last->at = search->at;
        last->blocks = g_ptr_array_new();
        g_ptr_array_add(list, last);
    }
    g_ptr_array_add(last->blocks, block);
    if (block->anchor != NULL)
        g_hash_table_add(search->found->anchors, block->anchor);
}

static bool
is_ours(const Search *search, const Block *block)
{
    if (block->restated || block->kind == BLOCK_ANSWER)
        return true;
    if (block->kind != BLOCK_HEADING)
        return false;
    for (guint i = 0; i < block->runs->len; i++) {
        const Run *run = g_ptr_array_index(block->runs, i);
        if (run->span.source == search->source)
            return false;
    }
    return search->inside;
}

/* Sections nest two deep. */
static void
search_blocks(Search *search, const GPtrArray *blocks)
{
    for (guint i = 0; i < blocks->len; i++) {
        Block *block = g_ptr_array_index(blocks, i);
        if (is_ours(search, block)) {
            insert(search, block);
        } else if (block->kind == BLOCK_SECTION) {
            search->inside = true;
            search_blocks(search, block->children);
        } else if (block->kind == BLOCK_PASSAGE || block->kind == BLOCK_HEADING) {
            pass_words(search, block);
            if (block->kind == BLOCK_HEADING && search->inside && search->found->section_at == 0)
                search->found->section_at = search->at;
        }
    }
}

Insertions *
find_insertions(const Letter *letter)
{
    Insertions *found = g_new0(Insertions, 1);
    Search search = { .source = g_ptr_array_index(letter->sources, 0), .found = found };

    found->list = g_ptr_array_new_with_free_func(insertion_free);
    found->anchors = g_hash_table_new(g_str_hash, g_str_equal);
    search_blocks(&search, letter->body);
    return found;
}

void
insertions_free(Insertions *insertions)
{
    if (insertions == NULL)
        return;

    g_ptr_array_unref(insertions->list);
    g_hash_table_unref(insertions->anchors);
    g_free(insertions);
}
