/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * parse_markup(write_markup(x)) is x, for blocks of every kind made at random, with the signs that mean something to
 * Markdown in every place.
 */
#include "markup/write-markup.h"

#include <locale.h>
#include <string.h>

static const char *const words[] = {
    "dijk",
    "sluis",
    "1.",
    "12)",
    "-",
    "+",
    "*",
    "_",
    "**",
    "#",
    "##",
    ">",
    "`",
    "``",
    "~~~",
    "|",
    "[",
    "]",
    "(",
    ")",
    "](",
    "[^1]",
    "[^x]:",
    "[dijk]:",
    "!",
    "![",
    "<b>",
    "<",
    "&amp;",
    "&",
    "&#65;",
    "\\",
    "\\*",
    "http://example.org",
    "<https://example.org>",
    "=",
    "===",
    "---",
    "Tabel:",
    "a_b_c",
    "snake_case",
    "2*3*4",
    "één",
    "“dijk”",
    "…",
    "€ 5",
    "3,5",
    ".",
    ",",
    ":",
    "a*",
    "*b",
    "'",
    "\"",
    "\xC2\xA0",
    ":--",
    "26.",
    "(1)",
    "{",
    "}",
    "~",
    "\\|",
    "<br>",
    "-----",
    "0",
};

static const char *
any_word(GRand *rand)
{
    return words[g_rand_int_range(rand, 0, (gint32)G_N_ELEMENTS(words))];
}

static char *
any_text(GRand *rand, int most)
{
    GString *text = g_string_new(NULL);
    int count = g_rand_int_range(rand, 1, most + 1);

    for (int i = 0; i < count; i++) {
        if (i > 0 && g_rand_int_range(rand, 0, 3) > 0)
            g_string_append_c(text, ' ');
        g_string_append(text, any_word(rand));
    }
    return g_string_free(text, FALSE);
}

typedef struct Maker {
    GRand *rand;
    Markup *markup;
    bool in_note;
} Maker;

static int
below(const Maker *maker, int end)
{
    return g_rand_int_range(maker->rand, 0, end);
}

static void
add_run(const Maker *maker, Block *block, bool breaks)
{
    static const unsigned styles[] = { 0,          0,
                                       0,          RUN_EMPHASIS,
                                       RUN_STRONG, RUN_EMPHASIS | RUN_STRONG,
                                       RUN_CODE,   RUN_CODE | RUN_STRONG };
    static const char *const links[] = { "https://example.org/a", "mailto:a@example.org",
                                         "https://example.org/a_(b)?c=d&e=*f*" };
    g_autofree char *text = any_text(maker->rand, 4);
    int kind = below(maker, 12);

    if (kind == 0 && breaks) {
        run_add(block, RUN_BREAK, NULL);
        return;
    }
    if (kind == 1 && !maker->in_note) {
        g_autofree char *label = g_strdup_printf("n%d", below(maker, 3));
        run_add(block, RUN_NOTE, NULL)->note = g_strdup(label);
        return;
    }
    if (kind == 2) {
        run_add(block, RUN_REFERENCE, NULL)->target = g_strdup("VVD-4");
        return;
    }
    Run *run = run_add(block, RUN_TEXT, text);
    run->style = styles[below(maker, G_N_ELEMENTS(styles))];
    if (kind == 3)
        run->link = g_strdup(links[below(maker, G_N_ELEMENTS(links))]);
    if (kind == 5) {
        run->link = g_strdup("https://example.org/autolink");
        g_free(run->text);
        run->text = g_strdup(run->link);
    }
    if (kind == 4)
        run->target = g_strdup("PVV-1");
}

static void
add_runs(const Maker *maker, Block *block, bool breaks)
{
    int count = 1 + below(maker, 5);

    for (int i = 0; i < count; i++)
        add_run(maker, block, breaks);
}

static void add_blocks(const Maker *maker, GPtrArray *blocks, int depth);

static void
fill_list(const Maker *maker, Block *list, int depth)
{
    /* parse_markup() takes a lone "3." below a list for the beginning of a paragraph. */
    int count = 2 + below(maker, 2);

    list->ordered = below(maker, 2) == 0;
    list->start = list->ordered ? below(maker, 4) : 0;
    list->tight = below(maker, 2) == 0;
    for (int i = 0; i < count; i++) {
        Block *item = block_add(list, BLOCK_ITEM);
        add_runs(maker, block_add(item, BLOCK_PARAGRAPH), true);
        if (below(maker, 3) == 0)
            add_blocks(maker, item->children, depth + 1);
    }
}

static void
fill_table(const Maker *maker, Block *table)
{
    int rows = 1 + below(maker, 3), columns = 1 + below(maker, 3);
    CellAlignment alignments[3];

    for (int i = 0; i < columns; i++)
        alignments[i] = (CellAlignment)below(maker, 3);
    table->header_rows = 1;
    if (below(maker, 3) == 0)
        add_runs(maker, block_add(table, BLOCK_CAPTION), false);
    for (int i = 0; i < rows; i++) {
        Block *row = block_add(table, BLOCK_ROW);
        for (int j = 0; j < columns; j++) {
            Block *cell = block_add(row, BLOCK_CELL);
            cell->alignment = alignments[j];
            if (below(maker, 5) > 0)
                add_runs(maker, block_add(cell, BLOCK_PARAGRAPH), true);
        }
    }
}

static void
fill_block(const Maker *maker, Block *block, int depth)
{
    switch ((int)block->kind) {
    case BLOCK_HEADING:
        block->level = 1 + below(maker, 4);
        add_runs(maker, block, false);
        return;
    case BLOCK_LIST:
        fill_list(maker, block, depth);
        return;
    case BLOCK_QUOTE:
        add_blocks(maker, block->children, depth + 1);
        return;
    case BLOCK_TABLE:
        fill_table(maker, block);
        return;
    case BLOCK_CODE: {
        g_autofree char *first = any_text(maker->rand, 4), *second = any_text(maker->rand, 2);
        g_autofree char *code = g_strdup_printf("%s\n  %s", first, second);
        run_add(block, RUN_TEXT, code)->style = RUN_CODE;
        return;
    }
    case BLOCK_FIGURE:
        block->target = g_strdup("kaart 1%.png");
        block->alternative = any_text(maker->rand, 3);
        return;
    case BLOCK_RULE:
        return;
    default:
        add_runs(maker, block, true);
    }
}

static void
add_blocks(const Maker *maker, GPtrArray *blocks, int depth)
{
    static const BlockKind kinds[] = { BLOCK_PARAGRAPH, BLOCK_PARAGRAPH, BLOCK_PARAGRAPH,
                                       BLOCK_HEADING,   BLOCK_CODE,      BLOCK_RULE,
                                       BLOCK_TABLE,     BLOCK_FIGURE,    BLOCK_LIST,
                                       BLOCK_QUOTE };
    int count = 1 + below(maker, 3);

    for (int i = 0; i < count; i++) {
        BlockKind kind = kinds[below(maker, (int)G_N_ELEMENTS(kinds) - (depth > 2 ? 2 : 0))];
        if (maker->in_note && kind == BLOCK_FIGURE)
            kind = BLOCK_PARAGRAPH;
        Block *block = block_new(kind);
        g_ptr_array_add(blocks, block);
        fill_block(maker, block, depth);
    }
}

static void
gather_marks(const GPtrArray *blocks, GPtrArray *labels)
{
    for (guint i = 0; i < blocks->len; i++) {
        const Block *block = g_ptr_array_index(blocks, i);
        for (guint j = 0; block->runs != NULL && j < block->runs->len; j++) {
            Run *run = g_ptr_array_index(block->runs, j);
            if (run->kind == RUN_NOTE &&
                !g_ptr_array_find_with_equal_func(labels, run->note, g_str_equal, NULL))
                g_ptr_array_add(labels, run->note);
        }
        if (block->children != NULL)
            gather_marks(block->children, labels);
    }
}

/* A note for each mark, in the order of the marks. */
static void
add_notes(Maker *maker)
{
    g_autoptr(GPtrArray) labels = g_ptr_array_new();

    gather_marks(maker->markup->blocks, labels);
    maker->in_note = true;
    for (guint i = 0; i < labels->len; i++) {
        FootNote *note = foot_note_new(g_ptr_array_index(labels, i));
        g_ptr_array_add(maker->markup->notes, note);
        add_runs(maker,
                 g_ptr_array_index(
                     (g_ptr_array_add(note->blocks, block_new(BLOCK_PARAGRAPH)), note->blocks), 0),
                 true);
    }
}

static char *
dump(const Markup *markup)
{
    GString *out = g_string_new(NULL);

    markup_dump(markup, out);
    return g_string_free(out, FALSE);
}

static Markup *
read_back(Source *source)
{
    g_autoptr(TextMap) map = text_map_new(source);
    g_autoptr(Diags) diags = diags_new();

    text_map_append(map, source->text, source->length, 0);
    Markup *markup = parse_markup(map, NULL, diags);
    markup_normalise(markup);
    return markup;
}

/* What is wrong with this text as it is written and read again; NULL where nothing is. `name` is what it came from. */
static char *
find_difference(const Markup *markup, const char *name)
{
    char *text = write_markup(markup);
    g_autoptr(Source) source = source_new("a.yaml", text, strlen(text));
    g_autoptr(Markup) back = read_back(source);
    g_autofree char *before = dump(markup), *after = dump(back);

    if (strcmp(before, after) == 0)
        return NULL;
    return g_strdup_printf("%s\n%s--- made\n%s--- read\n%s", name, text, before, after);
}

static char *
find_fault(guint32 seed)
{
    g_autofree char *name = g_strdup_printf("seed %u", seed);
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
    g_autoptr(Markup) markup = markup_new();
    Maker maker = { .rand = rand, .markup = markup };

    add_blocks(&maker, markup->blocks, 0);
    markup_normalise(markup);
    add_notes(&maker);
    markup_normalise(markup);
    return find_difference(markup, name);
}

/* Of all faults the smallest is shown. The last seeds had lists that can't be tight, found among 60,000. */
static void
test_random(void)
{
    static const guint32 found[] = { 6084, 26345, 33366, 35709 };
    enum { RANDOM = 3000 };
    g_autofree char *smallest = NULL;
    guint faults = 0;

    for (guint32 i = 0; i < RANDOM + G_N_ELEMENTS(found); i++) {
        char *fault = find_fault(i < RANDOM ? i + 1 : found[i - RANDOM]);
        faults += fault != NULL;
        if (fault != NULL && (smallest == NULL || strlen(fault) < strlen(smallest)))
            g_free(g_steal_pointer(&smallest)), smallest = g_steal_pointer(&fault);
        g_free(fault);
    }
    if (smallest != NULL)
        g_test_message("%u of 3000; the smallest: %s", faults, smallest);
    g_assert_null(smallest);
}

/* The runs that a number stands for: text and style of each. */
static char *
find_emphasis_fault(guint number, guint length)
{
    static const char *const texts[] = { "a", "b c", ".", "(", " d", "e ", "*", "_" };
    g_autofree char *name = g_strdup_printf("%u", number);
    g_autoptr(Markup) markup = markup_new();
    Block *block = block_new(BLOCK_PARAGRAPH);

    g_ptr_array_add(markup->blocks, block);
    for (guint i = 0; i < length; i++) {
        run_add(block, RUN_TEXT, texts[number % G_N_ELEMENTS(texts)])->style =
            number / G_N_ELEMENTS(texts) % 4;
        number /= 4 * G_N_ELEMENTS(texts);
    }
    markup_normalise(markup);
    return find_difference(markup, name);
}

/* Emphasis and strong side by side, in words and between them: some of all rows of three and four. */
static void
test_emphasis(void)
{
    g_autofree char *smallest = NULL;
    guint faults = 0;

    for (guint length = 3; length <= 4; length++)
        for (guint number = 0; number < 1u << (5 * length); number += length == 4 ? 53 : 5) {
            char *fault = find_emphasis_fault(number, length);
            faults += fault != NULL;
            if (fault != NULL && (smallest == NULL || strlen(fault) < strlen(smallest)))
                g_free(g_steal_pointer(&smallest)), smallest = g_steal_pointer(&fault);
            g_free(fault);
        }
    if (smallest != NULL)
        g_test_message("%u; the smallest: %s", faults, smallest);
    g_assert_null(smallest);
}

int
main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/write-markup/random", test_random);
    g_test_add_func("/write-markup/emphasis", test_emphasis);
    return g_test_run();
}
