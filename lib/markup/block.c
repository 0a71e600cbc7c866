/* SPDX-License-Identifier: EUPL-1.2 */
#include "markup/block.h"

static void
block_release(gpointer block)
{
    block_free(block);
}

static void
run_release(gpointer run)
{
    run_free(run);
}

GPtrArray *
block_list_new(void)
{
    return g_ptr_array_new_with_free_func(block_release);
}

static GPtrArray *
run_list_new(void)
{
    return g_ptr_array_new_with_free_func(run_release);
}

/* What kinds of block hold: other blocks, words, or neither. */
typedef enum Content { CONTENT_BLOCKS, CONTENT_RUNS, CONTENT_NOTHING } Content;

static const Content kind_content[] = {
    [BLOCK_PARAGRAPH] = CONTENT_RUNS,   [BLOCK_HEADING] = CONTENT_RUNS,
    [BLOCK_LIST] = CONTENT_BLOCKS,      [BLOCK_ITEM] = CONTENT_BLOCKS,
    [BLOCK_QUOTE] = CONTENT_BLOCKS,     [BLOCK_CODE] = CONTENT_RUNS,
    [BLOCK_RULE] = CONTENT_NOTHING,     [BLOCK_TABLE] = CONTENT_BLOCKS,
    [BLOCK_ROW] = CONTENT_BLOCKS,       [BLOCK_CELL] = CONTENT_BLOCKS,
    [BLOCK_FIGURE] = CONTENT_BLOCKS,    [BLOCK_CAPTION] = CONTENT_RUNS,
    [BLOCK_SECTION] = CONTENT_BLOCKS,   [BLOCK_PASSAGE] = CONTENT_RUNS,
    [BLOCK_ANSWER] = CONTENT_BLOCKS,    [BLOCK_LABEL] = CONTENT_RUNS,
    [BLOCK_UNANSWERED] = CONTENT_RUNS,  [BLOCK_CONTENTS] = CONTENT_NOTHING,
    [BLOCK_SIGNATURE] = CONTENT_BLOCKS, [BLOCK_OVERVIEW] = CONTENT_BLOCKS,
};

Block *
block_new(BlockKind kind)
{
    Block *block = g_new0(Block, 1);
    block->kind = kind;
    if (kind_content[kind] == CONTENT_BLOCKS)
        block->children = block_list_new();
    if (kind_content[kind] == CONTENT_RUNS)
        block->runs = run_list_new();
    return block;
}

/* Recursion is bounded by the nesting that parse_markup() and composing let through. */
void
block_free(Block *block)
{
    if (block == NULL)
        return;

    g_clear_pointer(&block->children, g_ptr_array_unref);
    g_clear_pointer(&block->runs, g_ptr_array_unref);
    g_clear_pointer(&block->aside_runs, g_ptr_array_unref);
    char *const strings[] = { block->number, block->anchor,  block->target,   block->alternative,
                              block->aside,  block->running, block->fraction, block->spoken };
    for (size_t i = 0; i < G_N_ELEMENTS(strings); i++)
        g_free(strings[i]);
    g_free(block);
}

Block *
block_add(Block *parent, BlockKind kind)
{
    Block *block = block_new(kind);

    if (parent->children == NULL)
        parent->children = block_list_new();
    g_ptr_array_add(parent->children, block);
    return block;
}

GPtrArray *
block_list_copy(const GPtrArray *blocks)
{
    GPtrArray *copy = block_list_new();

    for (guint i = 0; i < blocks->len; i++)
        g_ptr_array_add(copy, block_copy(g_ptr_array_index(blocks, i)));
    return copy;
}

static GPtrArray *
run_list_copy(const GPtrArray *runs)
{
    if (runs == NULL)
        return NULL;

    GPtrArray *copy = run_list_new();
    for (guint i = 0; i < runs->len; i++)
        g_ptr_array_add(copy, run_copy(g_ptr_array_index(runs, i)));
    return copy;
}

Block *
block_copy(const Block *block)
{
    Block *copy = g_memdup2(block, sizeof *block);

    copy->children = block->children != NULL ? block_list_copy(block->children) : NULL;
    copy->runs = run_list_copy(block->runs);
    copy->aside_runs = run_list_copy(block->aside_runs);
    char **const strings[] = { &copy->number, &copy->anchor,  &copy->target,   &copy->alternative,
                               &copy->aside,  &copy->running, &copy->fraction, &copy->spoken };
    for (size_t i = 0; i < G_N_ELEMENTS(strings); i++)
        *strings[i] = g_strdup(*strings[i]);
    return copy;
}

Run *
run_new(RunKind kind, const char *text)
{
    Run *run = g_new0(Run, 1);
    run->kind = kind;
    run->text = g_strdup(text);
    return run;
}

Run *
run_add(Block *block, RunKind kind, const char *text)
{
    Run *run = run_new(kind, text);

    if (block->runs == NULL)
        block->runs = run_list_new();
    g_ptr_array_add(block->runs, run);
    return run;
}

Run *
run_copy(const Run *run)
{
    Run *copy = g_memdup2(run, sizeof *run);
    char **const strings[] = { &copy->text,     &copy->link,   &copy->target, &copy->note,
                               &copy->language, &copy->anchor, &copy->margin };

    for (size_t i = 0; i < G_N_ELEMENTS(strings); i++)
        *strings[i] = g_strdup(*strings[i]);
    return copy;
}

void
run_free(Run *run)
{
    if (run == NULL)
        return;

    char *const strings[] = { run->text,     run->link,   run->target, run->note,
                              run->language, run->anchor, run->margin };
    for (size_t i = 0; i < G_N_ELEMENTS(strings); i++)
        g_free(strings[i]);
    g_free(run);
}

FootNote *
foot_note_new(const char *label)
{
    FootNote *note = g_new0(FootNote, 1);
    note->label = g_strdup(label);
    note->blocks = block_list_new();
    return note;
}

void
foot_note_free(FootNote *note)
{
    if (note == NULL)
        return;

    g_free(note->label);
    g_ptr_array_unref(note->blocks);
    g_free(note);
}

Block *
block_paragraph(const char *text)
{
    Block *block = block_new(BLOCK_PARAGRAPH);

    run_add(block, RUN_TEXT, text);
    return block;
}

static void
append_text(const Block *block, GString *text)
{
    for (guint i = 0; block->runs != NULL && i < block->runs->len; i++) {
        const Run *run = g_ptr_array_index(block->runs, i);
        if (run->kind == RUN_TEXT)
            g_string_append(text, run->text);
        else if (run->kind == RUN_BREAK)
            g_string_append_c(text, ' ');
    }
    for (guint i = 0; block->children != NULL && i < block->children->len; i++) {
        if (text->len > 0)
            g_string_append_c(text, ' ');
        append_text(g_ptr_array_index(block->children, i), text);
    }
}

char *
block_text(const Block *block)
{
    GString *text = g_string_new(NULL);

    append_text(block, text);
    return g_string_free(text, FALSE);
}
