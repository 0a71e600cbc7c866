/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Blocks to Markdown: the way back from parse_markup(), for answers that were edited as something else.
 *
 * In: blocks in normal form. Out: CommonMark with pipe tables and footnotes, one line a paragraph, which reads back as
 * the same blocks. Each block is written by itself and then indented, or marked as a quotation, line by line; so what
 * stands in an item or a quotation needs no other care than what stands outside.
 *
 * Two lists that follow each other differ in their marks ("-" and "*", "1." and "1)"), or they would be one.
 */
#include "markup/write-markup.h"

#include <string.h>

#include "markup/markup-private.h"
#include "markup/write-private.h"

/* Appends lines with something before each; blank ones get no blanks at their end. */
static void
append_lines(GString *out, const char *text, const char *first, const char *other)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    if (*text == '\0') {
        g_autofree char *mark = g_strdup(first);
        g_string_append(out, g_strchomp(mark));
    }
    for (guint i = 0; lines[i] != NULL; i++) {
        g_autofree char *line = g_strconcat(i == 0 ? first : other, lines[i], NULL);
        if (i > 0)
            g_string_append_c(out, '\n');
        g_string_append(out, *lines[i] == '\0' ? g_strchomp(line) : line);
    }
}

static char *write_list_of_blocks(const GPtrArray *blocks, guint from, guint to, bool tight);

static void
write_heading(GString *out, const Block *block)
{
    g_autofree char *marks = g_strnfill((gsize)block->level, '#');

    g_string_append(out, marks);
    if (block->runs->len > 0)
        g_string_append_c(out, ' ');
    write_inlines(out, block->runs, WRITE_HEADING);
}

static void
write_list(GString *out, const Block *list, bool other)
{
    for (guint i = 0; i < list->children->len; i++) {
        const Block *item = g_ptr_array_index(list->children, i);
        g_autofree char *body =
            write_list_of_blocks(item->children, 0, item->children->len, list->tight);
        g_autofree char *mark =
            list->ordered ? g_strdup_printf("%d%c ", list->start + (int)i, other ? ')' : '.')
                          : g_strdup(other ? "* " : "- ");
        g_autofree char *indent = g_strnfill(strlen(mark), ' ');

        if (i > 0)
            g_string_append(out, list->tight ? "\n" : "\n\n");
        append_lines(out, body, mark, indent);
    }
}

static void
write_code(GString *out, const Block *block)
{
    const Run *run = block->runs->len > 0 ? g_ptr_array_index(block->runs, 0) : NULL;
    const char *text = run != NULL ? run->text : "";
    size_t longest = 2, ticks = 0;

    for (const char *p = text; *p != '\0'; p++) {
        ticks = *p == '`' ? ticks + 1 : 0;
        longest = MAX(longest, ticks);
    }
    g_autofree char *fence = g_strnfill(longest + 1, '`');
    g_string_append_printf(out, "%s\n%s%s%s", fence, text, *text == '\0' ? "" : "\n", fence);
}

static void
write_row(GString *out, const Block *row)
{
    g_string_append_c(out, '|');
    for (guint i = 0; i < row->children->len; i++) {
        const Block *cell = g_ptr_array_index(row->children, i);
        const Block *words = cell->children->len > 0 ? g_ptr_array_index(cell->children, 0) : NULL;
        g_string_append_c(out, ' ');
        if (words != NULL) {
            write_inlines(out, words->runs, WRITE_CELL);
            g_string_append_c(out, ' ');
        }
        g_string_append_c(out, '|');
    }
}

static bool
has_caption(const Block *table)
{
    const Block *first = g_ptr_array_index(table->children, 0);

    return first->kind == BLOCK_CAPTION;
}

static void
write_caption(GString *out, const Block *table)
{
    const Block *caption = g_ptr_array_index(table->children, 0);

    g_string_append(out, "Tabel: ");
    write_inlines(out, caption->runs, WRITE_HEADING);
}

/* Numbers are lined up of themselves; ":--" keeps them at the left. */
static const char *
column_dashes(const Block *table, guint head, guint column)
{
    static const char *const dashes[] = { [CELL_LEFT] = " --- |",
                                          [CELL_RIGHT] = " --: |",
                                          [CELL_CENTRE] = " :-: |",
                                          [CELL_DECIMAL] = " --- |" };
    const Block *row = g_ptr_array_index(table->children, head);
    CellAlignment alignment = ((Block *)g_ptr_array_index(row->children, column))->alignment;
    g_autoptr(GPtrArray) cells = g_ptr_array_new();

    for (guint i = head + 1; i < table->children->len; i++) {
        row = g_ptr_array_index(table->children, i);
        g_ptr_array_add(cells, g_ptr_array_index(row->children, column));
    }
    if (alignment == CELL_LEFT && column_holds_numbers(cells, column == 0))
        return " :-- |";
    return dashes[alignment];
}

static void
write_table(GString *out, const Block *table, bool below)
{
    guint head = has_caption(table) ? 1 : 0;

    if (head > 0 && !below) {
        write_caption(out, table);
        g_string_append(out, "\n\n");
    }
    for (guint i = head; i < table->children->len; i++) {
        const Block *row = g_ptr_array_index(table->children, i);
        if (i > head)
            g_string_append_c(out, '\n');
        write_row(out, row);
        if (i > head)
            continue;
        g_string_append(out, "\n|");
        for (guint j = 0; j < row->children->len; j++)
            g_string_append(out, column_dashes(table, head, j));
    }
    if (head > 0 && below) {
        g_string_append(out, "\n\n");
        write_caption(out, table);
    }
}

/* In an address "%20" is a blank, and so "%" is "%25". */
static char *
escape_percent(const char *name)
{
    g_auto(GStrv) pieces = g_strsplit(name, "%", -1);

    return g_strjoinv("%25", pieces);
}

static void
write_figure(GString *out, const Block *figure)
{
    const Block *caption =
        figure->children->len > 0 ? g_ptr_array_index(figure->children, 0) : NULL;
    g_autofree char *words = caption != NULL ? block_text(caption) : NULL;
    g_autofree char *address = escape_percent(figure->target);

    g_string_append(out, "![");
    write_plain(out, figure->alternative, "\\[]`*_<&");
    g_string_append_c(out, ']');
    write_destination(out, address);
    if (words == NULL || *words == '\0')
        return;
    g_string_truncate(out, out->len - 1);
    g_string_append(out, " \"");
    write_plain(out, words, "\\\"&");
    g_string_append(out, "\")");
}

/*
 * `other`: the second of two lists that would else be one, or a table behind one without a caption, which would take
 * what stands between them for its own.
 */
static void
write_block(GString *out, const Block *block, bool other)
{
    switch ((int)block->kind) {
    case BLOCK_HEADING:
        write_heading(out, block);
        return;
    case BLOCK_LIST:
        write_list(out, block, other);
        return;
    case BLOCK_QUOTE: {
        g_autofree char *body =
            write_list_of_blocks(block->children, 0, block->children->len, false);
        append_lines(out, body, "> ", "> ");
        return;
    }
    case BLOCK_CODE:
        write_code(out, block);
        return;
    case BLOCK_RULE:
        g_string_append(out, "___"); /* "- ---" would be one rule */
        return;
    case BLOCK_TABLE:
        write_table(out, block, other);
        return;
    case BLOCK_FIGURE:
        write_figure(out, block);
        return;
    default:
        if (block->runs != NULL)
            write_inlines(out, block->runs, WRITE_PARAGRAPH);
    }
}

static char *
write_list_of_blocks(const GPtrArray *blocks, guint from, guint to, bool tight)
{
    GString *out = g_string_new(NULL);
    bool other = false;

    for (guint i = from; i < to; i++) {
        const Block *block = g_ptr_array_index(blocks, i);
        const Block *above = i > 0 ? g_ptr_array_index(blocks, i - 1) : NULL;
        if (above == NULL || above->kind != block->kind)
            other = false;
        else if (block->kind == BLOCK_TABLE)
            other = !has_caption(above);
        else
            other = block->kind == BLOCK_LIST && above->ordered == block->ordered && !other;
        if (i > from)
            g_string_append(out, tight ? "\n" : "\n\n");
        write_block(out, block, other);
    }
    return g_string_free(out, FALSE);
}

char *
write_blocks(const GPtrArray *blocks, guint from, guint to)
{
    return write_list_of_blocks(blocks, from, to, false);
}

char *
write_foot_note(const FootNote *note)
{
    GString *out = g_string_new(NULL);
    g_autofree char *body = write_list_of_blocks(note->blocks, 0, note->blocks->len, false);
    g_autofree char *mark = g_strdup_printf("[^%s]: ", note->label);
    const Block *first = note->blocks->len > 0 ? g_ptr_array_index(note->blocks, 0) : NULL;

    if (first == NULL || first->kind == BLOCK_PARAGRAPH) {
        append_lines(out, body, mark, "    ");
    } else {
        g_string_append(out, g_strchomp(mark));
        g_string_append_c(out, '\n');
        append_lines(out, body, "    ", "    ");
    }
    return g_string_free(out, FALSE);
}

char *
write_markup(const Markup *markup)
{
    g_autofree char *body = write_blocks(markup->blocks, 0, markup->blocks->len);
    GString *out = g_string_new(body);

    for (guint i = 0; i < markup->notes->len; i++) {
        g_autofree char *note = write_foot_note(g_ptr_array_index(markup->notes, i));
        if (out->len > 0)
            g_string_append(out, "\n\n");
        g_string_append(out, note);
    }
    if (out->len > 0)
        g_string_append_c(out, '\n');
    return g_string_free(out, FALSE);
}
