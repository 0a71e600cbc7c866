/* SPDX-License-Identifier: EUPL-1.2 */
#include "emit/into-private.h"

/*
 * Which blocks of a composed letter go into the document, and behind which of its words. The letter has the document's
 * words once and in order, each with its place; what is ours between them belongs behind the last of them.
 */

typedef struct Search {
    const Source *source;
    GPtrArray *found; /* Insertion */
    size_t at;
    size_t body_at;
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
        if (run->anchor != NULL && search->inside && search->body_at == 0 &&
            block->kind == BLOCK_PASSAGE)
            search->body_at = run->span.end;
    }
    for (guint i = 0; block->children != NULL && i < block->children->len; i++)
        pass_words(search, g_ptr_array_index(block->children, i));
}

static void
insert(Search *search, Block *block)
{
    Insertion *last =
        search->found->len > 0 ? g_ptr_array_index(search->found, search->found->len - 1) : NULL;
    if (!search->begun)
        return;
    if (last == NULL || last->at != search->at) {
        last = g_new0(Insertion, 1);
        last->at = search->at;
        last->blocks = g_ptr_array_new();
        g_ptr_array_add(search->found, last);
    }
    g_ptr_array_add(last->blocks, block);
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
        }
    }
}

GPtrArray *
find_insertions(const Letter *letter, size_t *ret_body_at)
{
    Search search = { .source = g_ptr_array_index(letter->sources, 0),
                      .found = g_ptr_array_new_with_free_func(insertion_free) };

    search_blocks(&search, letter->body);
    *ret_body_at = search.body_at;
    return search.found;
}
