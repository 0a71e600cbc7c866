/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "markup/markup-private.h"
#include "markup/write-markup.h"

static bool
is_word_run(const Run *run)
{
    return run->kind == RUN_TEXT && (run->style & RUN_CODE) == 0;
}

static bool
is_blank(const char *text)
{
    return text[strspn(text, " \t\n")] == '\0';
}

static bool
looks_alike(const Run *a, const Run *b)
{
    return a->kind == RUN_TEXT && b->kind == RUN_TEXT && a->style == b->style &&
           g_strcmp0(a->link, b->link) == 0 && g_strcmp0(a->target, b->target) == 0 &&
           g_strcmp0(a->language, b->language) == 0;
}

/* Joins neighbours that look alike and takes out what is empty. */
static void
join_runs(GPtrArray *runs)
{
    for (guint i = 0; i < runs->len;) {
        Run *run = g_ptr_array_index(runs, i);
        Run *before = i > 0 ? g_ptr_array_index(runs, i - 1) : NULL;
        if (run->kind == RUN_TEXT && *run->text == '\0') {
            g_ptr_array_remove_index(runs, i);
            continue;
        }
        if (before == NULL || !looks_alike(before, run)) {
            i++;
            continue;
        }
        char *joined = g_strconcat(before->text, run->text, NULL);
        g_free(before->text);
        before->text = joined;
        g_ptr_array_remove_index(runs, i);
    }
}

static Run *
piece_of(const Run *run, const char *start, size_t length)
{
    Run *piece = run_copy(run);

    g_free(piece->text);
    piece->text = g_strndup(start, length);
    return piece;
}

/* Bytes of white space of any kind at the beginning, and at the end behind that. */
static void
measure_blanks(const char *text, size_t *ret_before, size_t *ret_after)
{
    const char *start = text, *end = text + strlen(text);

    while (start < end && g_unichar_isspace(g_utf8_get_char(start)))
        start = g_utf8_next_char(start);
    for (const char *p = end; p > start; end = p) {
        p = g_utf8_prev_char(p);
        if (!g_unichar_isspace(g_utf8_get_char(p)))
            break;
    }
    *ret_before = (size_t)(start - text);
    *ret_after = strlen(end);
}

/* White space at the ends of emphasis isn't emphasised: Markdown has no way to say so. */
static void
free_blanks(GPtrArray *runs)
{
    for (guint i = 0; i < runs->len; i++) {
        Run *run = g_ptr_array_index(runs, i);
        size_t before, after, length = run->kind == RUN_TEXT ? strlen(run->text) : 0;
        if (!is_word_run(run) || run->style == 0)
            continue;
        measure_blanks(run->text, &before, &after);
        if (before == length)
            run->style = 0;
        if (before == length || before + after == 0)
            continue;

        Run *words = piece_of(run, run->text + before, length - before - after);
        Run *front = piece_of(run, run->text, before);
        Run *back = piece_of(run, run->text + length - after, after);
        front->style = back->style = 0;
        run_free(g_ptr_array_steal_index(runs, i));
        g_ptr_array_insert(runs, (int)i, front);
        g_ptr_array_insert(runs, (int)i + 1, words);
        g_ptr_array_insert(runs, (int)i + 2, back);
        i += 2;
    }
}

static void
trim_start(GPtrArray *runs, guint at)
{
    Run *run = at < runs->len ? g_ptr_array_index(runs, at) : NULL;
    if (run != NULL && is_word_run(run))
        memmove(run->text, run->text + strspn(run->text, " "),
                strlen(run->text + strspn(run->text, " ")) + 1);
}

static void
trim_end(GPtrArray *runs, guint end)
{
    Run *run = end > 0 && end <= runs->len ? g_ptr_array_index(runs, end - 1) : NULL;
    if (run != NULL && is_word_run(run)) {
        size_t length = strlen(run->text);
        while (length > 0 && run->text[length - 1] == ' ')
            run->text[--length] = '\0';
    }
}

/* Nothing stands at the ends of a paragraph, or of its lines, but words. */
static void
trim_lines(GPtrArray *runs)
{
    trim_start(runs, 0);
    trim_end(runs, runs->len);
    for (guint i = 0; i < runs->len; i++) {
        const Run *run = g_ptr_array_index(runs, i);
        if (run->kind != RUN_BREAK)
            continue;
        trim_end(runs, i);
        trim_start(runs, i + 1);
    }
    join_runs(runs);
    while (runs->len > 0 && ((Run *)g_ptr_array_index(runs, 0))->kind == RUN_BREAK)
        g_ptr_array_remove_index(runs, 0);
    while (runs->len > 0 && ((Run *)g_ptr_array_index(runs, runs->len - 1))->kind == RUN_BREAK)
        g_ptr_array_set_size(runs, (int)runs->len - 1);
    for (guint i = 1; i < runs->len;) {
        const Run *run = g_ptr_array_index(runs, i), *before = g_ptr_array_index(runs, i - 1);
        if (run->kind == RUN_BREAK && before->kind == RUN_BREAK)
            g_ptr_array_remove_index(runs, i);
        else
            i++;
    }
}

static void
plain_run(Run *run, bool one_line)
{
    if (run->kind == RUN_BREAK && one_line) {
        run->kind = RUN_TEXT;
        run->text = g_strdup(" ");
    }
    if (run->kind != RUN_TEXT) {
        run->style = 0;
        return;
    }
    run->style &= RUN_EMPHASIS | RUN_STRONG | RUN_CODE;
    g_strdelimit(run->text, "\n\t\r", ' ');
    if ((run->style & RUN_CODE) != 0 && is_blank(run->text))
        run->style &= ~(unsigned)RUN_CODE;
}

static void
normalise_runs(GPtrArray *runs, bool one_line)
{
    guint before = 0;

    for (guint i = 0; i < runs->len; i++)
        plain_run(g_ptr_array_index(runs, i), one_line);
    join_runs(runs);
    free_blanks(runs);
    join_runs(runs);
    /* Trimming may bring another line end to the front. */
    do {
        before = runs->len;
        trim_lines(runs);
    } while (runs->len < before);
}

static void
normalise_cell(Block *cell)
{
    GPtrArray *blocks = cell->children;
    GPtrArray *runs = NULL;

    /* A cell holds one paragraph; what else stood in it has become one line below the other. */
    for (guint i = 0; i < blocks->len; i++) {
        Block *block = g_ptr_array_index(blocks, i);
        if (runs == NULL) {
            runs = block->runs;
            continue;
        }
        if (runs->len > 0)
            g_ptr_array_add(runs, run_new(RUN_BREAK, NULL));
        while (block->runs != NULL && block->runs->len > 0)
            g_ptr_array_add(runs, g_ptr_array_steal_index(block->runs, 0));
    }
    if (runs == NULL)
        return;
    g_ptr_array_set_size(blocks, 1);
    for (guint i = 0; i < runs->len; i++) {
        Run *run = g_ptr_array_index(runs, i);
        /* In code of a cell there is no way to write a backslash before a pipe. */
        if (run->kind == RUN_TEXT && (run->style & RUN_CODE) != 0 && strstr(run->text, "\\|"))
            run->style &= ~(unsigned)RUN_CODE;
    }
    normalise_runs(runs, false);
    if (runs->len == 0)
        g_ptr_array_set_size(blocks, 0);
}

/* The alignment that parse_markup() gives a column. */
static CellAlignment
column_alignment(const Block *table, guint first, guint column)
{
    const Block *head = g_ptr_array_index(table->children, first);
    const Block *cell = g_ptr_array_index(head->children, column);
    g_autoptr(GPtrArray) cells = g_ptr_array_new();

    for (guint i = first + 1; i < table->children->len; i++) {
        const Block *row = g_ptr_array_index(table->children, i);
        g_ptr_array_add(cells, g_ptr_array_index(row->children, column));
    }
    bool numbers = column_holds_numbers(cells, column == 0);
    if (numbers && cell->alignment == CELL_RIGHT)
        return CELL_DECIMAL;
    return cell->alignment == CELL_DECIMAL && !numbers ? CELL_LEFT : cell->alignment;
}

static void
normalise_table(Block *table)
{
    guint first = 0, columns = 0;
    if (table->children->len > 0) {
        Block *caption = g_ptr_array_index(table->children, 0);
        first = caption->kind == BLOCK_CAPTION ? 1 : 0;
        if (first > 0)
            normalise_runs(caption->runs, true);
    }

    for (guint i = first; i < table->children->len; i++) {
        const Block *row = g_ptr_array_index(table->children, i);
        columns = MAX(columns, row->children->len);
    }
    for (guint i = first; i < table->children->len; i++) {
        Block *row = g_ptr_array_index(table->children, i);
        while (row->children->len < columns)
            block_add(row, BLOCK_CELL);
        for (guint j = 0; j < columns; j++)
            normalise_cell(g_ptr_array_index(row->children, j));
    }
    table->header_rows = table->children->len > first ? 1 : 0;
    for (guint column = 0; table->header_rows > 0 && column < columns; column++) {
        CellAlignment alignment = column_alignment(table, first, column);
        for (guint i = first; i < table->children->len; i++) {
            const Block *row = g_ptr_array_index(table->children, i);
            ((Block *)g_ptr_array_index(row->children, column))->alignment = alignment;
        }
    }
}

/* A list whose first mark stands alone: below words that would be the line of a heading, or a word (CommonMark 0.30, 5.2). */
static bool
begins_empty(const Block *list)
{
    const Block *item = list->children->len > 0 ? g_ptr_array_index(list->children, 0) : NULL;

    return item != NULL && item->children->len == 0;
}

/* Can these stand in an item without a blank line between them? */
static bool
may_touch(const Block *above, const Block *below)
{
    if (above->kind == BLOCK_PARAGRAPH && below->kind == BLOCK_LIST && begins_empty(below))
        return false;

    return (above->kind == BLOCK_PARAGRAPH || above->kind == BLOCK_CODE) &&
           (below->kind == BLOCK_LIST || below->kind == BLOCK_CODE) &&
           !(below->kind == BLOCK_LIST && below->ordered && below->start != 1);
}

/* A table's caption is a paragraph above it. */
static bool
holds_titled_table(const Block *item)
{
    for (guint i = 0; i < item->children->len; i++) {
        const Block *block = g_ptr_array_index(item->children, i);
        if (block->kind == BLOCK_TABLE && block->children->len > 0 &&
            ((const Block *)g_ptr_array_index(block->children, 0))->kind == BLOCK_CAPTION)
            return true;
    }
    return false;
}

static bool
can_be_tight(const Block *list)
{
    for (guint i = 0; i < list->children->len; i++) {
        const Block *item = g_ptr_array_index(list->children, i);
        if (holds_titled_table(item))
            return false;
        for (guint j = 1; j < item->children->len; j++)
            if (!may_touch(g_ptr_array_index(item->children, j - 1),
                           g_ptr_array_index(item->children, j)))
                return false;
    }
    return true;
}

/* A list of one item of one block has no place for a blank line. */
static bool
must_be_tight(const Block *list)
{
    const Block *item = list->children->len > 0 ? g_ptr_array_index(list->children, 0) : NULL;

    return list->children->len == 0 ||
           (list->children->len == 1 && item->children->len < 2 && !holds_titled_table(item));
}

static void normalise_depth(GPtrArray *blocks, int lists);

static void
normalise_list(Block *list, int lists)
{
    for (guint i = 0; i < list->children->len; i++)
        normalise_depth(((Block *)g_ptr_array_index(list->children, i))->children, lists + 1);
    list->level = lists + 1;
    list->start = list->ordered ? CLAMP(list->start, 0, 999999999) : 0;
    list->tight = must_be_tight(list) || (list->tight && can_be_tight(list));
}

static void
normalise_block(Block *block, int lists)
{
    bool one_line = block->kind == BLOCK_HEADING || block->kind == BLOCK_CAPTION;

    if (block->kind == BLOCK_LIST)
        normalise_list(block, lists);
    else if (block->kind == BLOCK_TABLE)
        normalise_table(block);
    else if (block->kind == BLOCK_QUOTE || block->kind == BLOCK_FIGURE)
        normalise_depth(block->children, lists);
    else if (block->runs != NULL && block->kind != BLOCK_CODE)
        normalise_runs(block->runs, one_line);
    if (block->kind == BLOCK_HEADING)
        block->level = CLAMP(block->level, 1, 6);
}

static bool
is_empty(const Block *block)
{
    switch ((int)block->kind) {
    case BLOCK_PARAGRAPH:
    case BLOCK_CAPTION:
        return block->runs->len == 0;
    case BLOCK_LIST:
    case BLOCK_QUOTE:
    case BLOCK_TABLE:
        return block->children->len == 0;
    default:
        return false;
    }
}

/* Recursion is bounded by the nesting that parse_markup() and the readers let through. */
static void
normalise_depth(GPtrArray *blocks, int lists)
{
    find_captions(blocks, 0);
    for (guint i = 0; i < blocks->len;) {
        normalise_block(g_ptr_array_index(blocks, i), lists);
        if (is_empty(g_ptr_array_index(blocks, i)))
            g_ptr_array_remove_index(blocks, i);
        else
            i++;
    }
}

void
blocks_normalise(GPtrArray *blocks)
{
    normalise_depth(blocks, 0);
}

/* Label → its number in the order of first marks, from 1. */
static void
rank_labels(const GPtrArray *blocks, GHashTable *ranks)
{
    for (guint i = 0; i < blocks->len; i++) {
        const Block *block = g_ptr_array_index(blocks, i);
        for (guint j = 0; block->runs != NULL && j < block->runs->len; j++) {
            const Run *run = g_ptr_array_index(block->runs, j);
            guint next = g_hash_table_size(ranks) + 1;
            if (run->kind == RUN_NOTE && run->note != NULL &&
                !g_hash_table_contains(ranks, run->note))
                g_hash_table_insert(ranks, run->note, GUINT_TO_POINTER(next));
        }
        if (block->children != NULL)
            rank_labels(block->children, ranks);
    }
}

static int
compare_notes(gconstpointer a, gconstpointer b, gpointer ranks)
{
    const FootNote *first = *(FootNote *const *)a, *second = *(FootNote *const *)b;
    /* Without a mark: 0, which one less makes the largest. */
    guint before = GPOINTER_TO_UINT(g_hash_table_lookup(ranks, first->label)) - 1;
    guint behind = GPOINTER_TO_UINT(g_hash_table_lookup(ranks, second->label)) - 1;

    return before < behind ? -1 : before > behind;
}

/* In the order of their marks; a caption that was written below its table has come before it. */
static void
sort_notes(const Markup *markup)
{
    g_autoptr(GHashTable) ranks = g_hash_table_new(g_str_hash, g_str_equal);

    rank_labels(markup->blocks, ranks);
    g_ptr_array_sort_with_data(markup->notes, compare_notes, ranks);
}

void
markup_normalise(Markup *markup)
{
    blocks_normalise(markup->blocks);
    for (guint i = 0; i < markup->notes->len; i++)
        blocks_normalise(((FootNote *)g_ptr_array_index(markup->notes, i))->blocks);
    sort_notes(markup);
}
