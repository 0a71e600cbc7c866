/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/utf8.h"
#include "driver.h"
#include "markup/block.h"

/* Any bytes as the Markdown of one answer, as blocks that hold together. */

/* Answers files, of which the indentation is taken off below: most of what is in them is Markdown. */
const char *const fuzz_suffixes[] = { ".yaml", ".md", NULL };

const char *const fuzz_words[] = { "\n",
                                   "\n\n",
                                   "\r",
                                   "| ",
                                   "|",
                                   "\\|",
                                   "|---|",
                                   "\n|-|-:|\n",
                                   "\n| a | b |\n|---|--:|\n| 1 | 2,5 |\n",
                                   ":-:",
                                   "Tabel: ",
                                   "<br>",
                                   "![",
                                   "![a](b.png \"c\")",
                                   "](",
                                   "[](VVD-1)",
                                   "[^1]",
                                   "\n[^1]: ",
                                   "**",
                                   "_",
                                   "`",
                                   "```\n",
                                   "> ",
                                   "\n- ",
                                   "\n1. ",
                                   "\n26. ",
                                   "    ",
                                   "\t",
                                   "# ",
                                   "\n---\n",
                                   "\\",
                                   "&amp;",
                                   "<https://a.nl>",
                                   "<!--",
                                   "[a]: b\n",
                                   "\xc2\xa0",
                                   "\xe2\x80\xae",
                                   "\xc3",
                                   "1.234,5",
                                   NULL };

static char *
take_off_indentation(const char *bytes, gsize length)
{
    GString *text = g_string_new(NULL);

    for (gsize i = 0; i < length;) {
        for (int spaces = 0; spaces < 6 && i < length && bytes[i] == ' '; spaces++)
            i++;
        const char *end = memchr(bytes + i, '\n', length - i);
        gsize next = end != NULL ? (gsize)(end - bytes) + 1 : length;
        g_string_append_len(text, bytes + i, (gssize)(next - i));
        i = next;
    }
    return g_string_free(text, FALSE);
}

static void
check_table(const Block *table)
{
    guint cells = 0;

    for (guint i = 0; i < table->children->len; i++) {
        const Block *row = g_ptr_array_index(table->children, i);
        if (row->kind == BLOCK_CAPTION) {
            g_assert_cmpuint(i, ==, 0);
            continue;
        }
        g_assert_cmpint(row->kind, ==, BLOCK_ROW);
        g_assert_cmpuint(row->children->len, >, 0);
        g_assert_true(cells == 0 || cells == row->children->len);
        cells = row->children->len;
    }
    g_assert_cmpuint(cells, >, 0);
}

static void
check_blocks(const GPtrArray *blocks)
{
    for (guint i = 0; blocks != NULL && i < blocks->len; i++) {
        const Block *block = g_ptr_array_index(blocks, i);
        if (block->kind == BLOCK_TABLE)
            check_table(block);
        if (block->kind == BLOCK_FIGURE)
            g_assert_true(block->target != NULL && block->alternative != NULL);
        g_assert_cmpuint(block->span.start, <=, block->span.end);
        g_assert_true(block->span.source == NULL || block->span.end <= block->span.source->length);
        check_blocks(block->children);
    }
}

void
fuzz_run(const char *bytes, gsize length)
{
    g_autofree char *plain = take_off_indentation(bytes, length);
    g_autoptr(GBytes) input = g_bytes_new_static(plain, strlen(plain));
    size_t text_length;
    char *text = text_decode("antwoorden.yaml", input, &text_length, NULL);
    if (text == NULL)
        return;

    g_autoptr(Source) source = source_new("map/antwoorden.yaml", text, text_length);
    g_autoptr(TextMap) map = text_map_new(source);
    text_map_append(map, text, text_length, 0);
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(Markup) markup = parse_markup(map, "VVD-1", diags);
    g_autoptr(GString) out = g_string_new(NULL);

    check_blocks(markup->blocks);
    markup_dump(markup, out);
}
