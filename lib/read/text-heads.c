/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Running heads in plain text, where nothing but the words tells them.
 *
 * A line or two, apart and without the end of a sentence, that comes again and again may be a
 * heading as well ("Overige vragen"). But no heading stands in mid-sentence: what does so once, with
 * a line above that does not end and lower case below, is the head of a page wherever it comes.
 * Scans misread a letter here and there, mostly far in, so that only the first letters are compared.
 */
#include "read/read-private.h"

/* Letters of a head that are compared, and so many at least; times that it comes; lines. */
enum { COMPARED_LETTERS = 40, LEAST_LETTERS = 25, LEAST_HEADS = 3, MOST_LINES = 2 };

/* Of 100 paragraphs, as a page has several. */
enum { MOST_HEADS = 30 };

/* Characters: a line that breaks off in mid-sentence is no shorter. */
enum { LEAST_BROKEN_LINE = 30 };

typedef struct Head {
    guint count;
    bool cuts; /* stands in mid-sentence somewhere */
} Head;

typedef struct Block {
    guint first, end; /* lines */
} Block;

static const TextLine *
line_at(const GArray *lines, guint i)
{
    return &g_array_index(lines, TextLine, i);
}

static bool
is_text(const GArray *lines, guint i)
{
    const TextLine *line = line_at(lines, i);
    return line->start < line->end && !line->furniture;
}

/* The first letters of the block, folded; NULL where it is none that a head could be. Newly allocated. */
static char *
head_key(const char *text, const GArray *lines, const Block *block)
{
    const TextLine *first = line_at(lines, block->first), *last = line_at(lines, block->end - 1);
    if (block->end - block->first > MOST_LINES || ends_sentence(text, last->start, last->end) ||
        list_mark_end(text, first->start, first->end) > first->start)
        return NULL;

    g_autoptr(GString) key = g_string_new(NULL);
    guint letters = 0;
    for (const char *p = text + first->start; p < text + first->end && letters < COMPARED_LETTERS;
         p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!g_unichar_isalpha(c))
            continue;
        g_string_append_unichar(key, g_unichar_tolower(c));
        letters++;
    }
    return letters >= LEAST_LETTERS ? g_string_free(g_steal_pointer(&key), FALSE) : NULL;
}

/* The next block of text from line `i` on; empty behind the last. */
static Block
next_block(const GArray *lines, guint i)
{
    Block block = { 0 };
    while (i < lines->len && !is_text(lines, i))
        i++;
    block.first = i;
    while (i < lines->len && is_text(lines, i))
        i++;
    block.end = i;
    return block;
}

/* Does the sentence above go on below the block? */
static bool
cuts_sentence(const char *text, const GArray *lines, const Block *above, const Block *block)
{
    Block below = next_block(lines, block->end);
    if (above->end == above->first || below.first == below.end)
        return false;

    const TextLine *last = line_at(lines, above->end - 1), *next = line_at(lines, below.first);
    return last->length >= LEAST_BROKEN_LINE && !ends_sentence(text, last->start, last->end) &&
           begins_lower(text, next->start, next->end);
}

/* The heads by their keys, and how many blocks there are. */
static GHashTable *
count_heads(const char *text, const GArray *lines, guint *ret_blocks)
{
    GHashTable *heads = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    Block above = { 0 };
    *ret_blocks = 0;

    for (Block block = next_block(lines, 0); block.first < block.end;
         above = block, block = next_block(lines, block.end)) {
        g_autofree char *key = head_key(text, lines, &block);
        ++*ret_blocks;
        if (key == NULL)
            continue;
        Head *head = g_hash_table_lookup(heads, key);
        if (head == NULL) {
            head = g_new0(Head, 1);
            g_hash_table_insert(heads, g_steal_pointer(&key), head);
        }
        head->count++;
        head->cuts = head->cuts || cuts_sentence(text, lines, &above, &block);
    }
    return heads;
}

void
find_running_heads(const char *text, GArray *lines)
{
    guint blocks = 0;
    g_autoptr(GHashTable) heads = count_heads(text, lines, &blocks);

    for (Block block = next_block(lines, 0); block.first < block.end;
         block = next_block(lines, block.end)) {
        g_autofree char *key = head_key(text, lines, &block);
        const Head *head = key != NULL ? g_hash_table_lookup(heads, key) : NULL;
        bool found = head != NULL && head->cuts && head->count >= LEAST_HEADS &&
                     head->count * 100 <= blocks * MOST_HEADS;
        for (guint i = block.first; found && i < block.end; i++)
            g_array_index(lines, TextLine, i).furniture = true;
    }
}
