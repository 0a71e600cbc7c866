/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/page-break.h"

#include <string.h>

/*
 * The page breaker on lists that are drawn as text: a line of 12 a letter. "." an ordinary line, "o" the second line
 * of a paragraph, "w" its last, "h" a line that keeps with a heading above, "l" one that keeps with a label, "s" a
 * line inside a short answer, "i" a list's first line, "u" an undivided one, "-" a line behind a hyphen; a blank is 12
 * of white above the next, "'" 6 and "," 18 that goes back to the grid. A digit is a line that marks a note of so many
 * lines.
 */

enum { LINE = 12, NOTE = 10 };

typedef struct Case {
    const char *name;
    const char *list;
    int lines;          /* that a page holds */
    const char *pages;  /* the number of boxes on each */
    const char *notes;  /* the number of note lines on each; NULL: none anywhere */
    const char *broken; /* the rule that each page's end breaks; NULL: none anywhere */
} Case;

static const Case cases[] = {
    { "empty", "", 5, "0", NULL, NULL },
    { "one page", "....", 5, "4", NULL, NULL },
    { "exactly full", ".....", 5, "5", NULL, NULL },
    { "the last page not too short", "....................................................", 50,
      "45 7", NULL, NULL },
    { "orphan", "... ...o..w", 7, "5 5", NULL, NULL },
    { "widow", ".o..w.....", 4, "3 4 3", NULL, NULL },
    { "white falls away at the top", "..... .....", 5, "5 5", NULL, NULL },
    { "heading not at the foot", "... .hh...", 6, "3 6", NULL, NULL },
    { "heading with a heading below", "... .hhhhhh...", 8, "3 8 2", NULL, NULL },
    { "label keeps with its question", "......w'lll......", 8, "5 7 4", NULL, NULL },
    { "short answer undivided", "......'lllss....", 9, "5 8 2", NULL, NULL },
    { "list with its announcement", "......i..", 6, "5 4", NULL, NULL },
    { "hyphen not at the foot", "......-......", 6, "5 6 2", NULL, NULL },
    { "hyphen at all ends but one", "....-----", 6, "3 6", NULL, NULL },
    { "hyphen that can't be helped", "---------", 6, "6 3", NULL, "2 0" },
    { "chain longer than a page", ".hhhhhhhhh", 5, "5 5", NULL, "9 0" },
    { "a lower rule gives way", ".ssssuuuuuuuss", 8, "4 8 2", NULL, "3 3 0" },
    { "a short answer leaves a hole", "....................'lllss....", 24, "19 10", NULL, NULL },
    { "a list gives way to a hole", ".uuuuuuuuuuui.....", 12, "12 6", NULL, "1 0" },
    { "a deep hole is dearer than its lines", "..uuuuuuui.........", 9, "9 9 1", NULL, "1 0 0" },
    { "note on the page of its mark", "....1.....", 6, "4 4 2", "0 1 0", NULL },
    { "note fits", "..1...", 6, "4 2", "1 0", NULL },
    { "note longer than the room", "9.......", 6, "2 3 1 2", "3 2 4 0", NULL },
    { "note longer than a page", "..9", 3, "2 1 0 0 0 0", "0 1 2 2 2 2", NULL },
    { "half lines in pairs", "..'lll,.", 8, "6", NULL, NULL },
};

static PageItem
line_item(char kind)
{
    PageItem item = { .height = LINE };
    switch (kind) {
    case 'o':
        item.rule = RULE_ORPHAN;
        break;
    case 'w':
        item.rule = RULE_WIDOW;
        break;
    case 'h':
        item.rule = RULE_HEADING;
        break;
    case 'l':
        item.rule = RULE_LABEL;
        break;
    case 's':
        item.rule = RULE_SHORT_ANSWER;
        break;
    case 'i':
        item.rule = RULE_LIST;
        break;
    case 'u':
        item.rule = RULE_UNDIVIDED;
        break;
    case '-':
        item.rule = RULE_HYPHEN;
        break;
    }
    return item;
}

/* The list as drawn; `ret_notes` is the number of note lines. */
static GArray *
read_list(const char *list, guint *ret_notes)
{
    GArray *items = g_array_new(FALSE, TRUE, sizeof(PageItem));
    int white = 0;
    bool snap = false;
    guint notes = 0;

    for (const char *p = list; *p != '\0'; p++) {
        if (strchr(" ',", *p) != NULL) {
            white += *p == ' ' ? 12 : *p == ',' ? 18 : 6;
            snap = *p == ',';
            continue;
        }
        PageItem item = line_item(*p);
        item.white = white;
        item.snap = snap;
        if (g_ascii_isdigit(*p)) {
            item.marks_note = true;
            item.note_started = notes;
            notes += (guint)(*p - '0');
        }
        item.notes_due = notes;
        white = 0;
        snap = false;
        g_array_append_val(items, item);
    }
    *ret_notes = notes;
    return items;
}

static GArray *
cut_list(const char *list, int lines, GArray **ret_items)
{
    guint notes;
    g_autoptr(GArray) items = read_list(list, &notes);
    PageFrame frame = { .first = lines * LINE,
                        .next = lines * LINE,
                        .grid = LINE,
                        .note_line = NOTE,
                        .note_overhead = 13,
                        .note_lines = notes };
    GArray *cuts = break_pages((const PageItem *)(const void *)items->data, items->len, &frame);
    if (ret_items != NULL)
        *ret_items = g_steal_pointer(&items);
    return cuts;
}

typedef enum Figure { FIGURE_BOXES, FIGURE_NOTES, FIGURE_RULES } Figure;

static char *
figures(const GArray *cuts, Figure figure)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < cuts->len; i++) {
        const PageCut *cut = &g_array_index(cuts, PageCut, i);
        guint values[] = { cut->end - cut->start, cut->note_end - cut->note_start, cut->broken };
        g_string_append_printf(out, "%s%u", i > 0 ? " " : "", values[figure]);
    }
    return g_string_free(out, FALSE);
}

static void
assert_figures(const GArray *cuts, Figure figure, const char *expected)
{
    g_autofree char *got = figures(cuts, figure);
    if (expected != NULL) {
        g_assert_cmpstr(got, ==, expected);
        return;
    }
    for (const char *p = got; *p != '\0'; p++)
        g_assert_true(*p == '0' || *p == ' ');
}

static void
test_case(gconstpointer data)
{
    const Case *test = data;
    g_autoptr(GArray) cuts = cut_list(test->list, test->lines, NULL);

    assert_figures(cuts, FIGURE_BOXES, test->pages);
    assert_figures(cuts, FIGURE_NOTES, test->notes);
    assert_figures(cuts, FIGURE_RULES, test->broken);
}

/* White above an answer's end and what follows: 18 from half a line, or more where the answer went over a page. */
static void
test_white(void)
{
    static const struct {
        int used, white;
        bool snap;
        int expected;
    } rows[] = { { 0, 24, true, 0 },    { 66, 18, true, 18 }, { 60, 18, true, 24 },
                 { 60, 18, false, 18 }, { 60, 6, false, 6 },  { 61, 12, true, 23 } };
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        PageItem item = { .white = rows[i].white, .snap = rows[i].snap };
        g_assert_cmpint(page_item_white(&item, rows[i].used, LINE), ==, rows[i].expected);
    }
}

static char *
random_list(GRand *random)
{
    static const char kinds[] = "............oowwhlsi-- '',,1137";
    GString *list = g_string_new(".");
    int length = g_rand_int_range(random, 0, 300);
    for (int i = 0; i < length; i++)
        g_string_append_c(list, kinds[g_rand_int_range(random, 0, sizeof kinds - 1)]);
    return g_string_free(list, FALSE);
}

/* Every box stands on one page and every note line too, in order; no page is higher than it may be. */
static void
assert_whole(const GArray *items, const GArray *cuts, int lines)
{
    guint box = 0, note = 0;
    for (guint i = 0; i < cuts->len; i++) {
        const PageCut *cut = &g_array_index(cuts, PageCut, i);
        int used = 0;
        g_assert_cmpuint(cut->start, ==, box);
        g_assert_cmpuint(cut->note_start, ==, note);
        for (box = cut->start; box < cut->end; box++) {
            const PageItem *item = &g_array_index(items, PageItem, box);
            used += page_item_white(item, used, LINE) + item->height;
        }
        note = cut->note_end;
        if (note > cut->note_start)
            used += 13 + (int)(note - cut->note_start) * NOTE;
        g_assert_cmpint(used, <=, lines * LINE);
    }
    g_assert_cmpuint(box, ==, items->len);
    g_assert_cmpuint(note, ==, g_array_index(items, PageItem, items->len - 1).notes_due);
}

static void
test_random(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(1);
    for (int i = 0; i < 500; i++) {
        g_autofree char *list = random_list(random);
        g_autoptr(GArray) items = NULL;
        int lines = g_rand_int_range(random, 4, 40);
        g_autoptr(GArray) cuts = cut_list(list, lines, &items);
        assert_whole(items, cuts, lines);
    }
}

/*
 * The lowest that the highest rule broken can be, of all ways to divide the list: from the end, whatever they cost
 * beside that.
 */
static guint
lowest_rule(const GArray *items, int lines)
{
    g_autofree guint *lowest = g_new0(guint, items->len + 1);

    for (guint start = items->len; start-- > 0;) {
        int used = 0;
        lowest[start] = RULE_COUNT;
        for (guint i = start; i < items->len; i++) {
            const PageItem *item = &g_array_index(items, PageItem, i);
            used += page_item_white(item, used, LINE) + item->height;
            if (used > lines * LINE)
                break;
            bool last = i + 1 == items->len;
            guint end = last ? RULE_NONE : g_array_index(items, PageItem, i + 1).rule;
            lowest[start] = MIN(lowest[start], MAX(end, lowest[i + 1]));
        }
    }
    return lowest[0];
}

/* No rule is broken where any way of dividing keeps it. A list is but a wish. */
static void
test_best(void)
{
    static const char kinds[] = "......owhlsu-- ',";
    g_autoptr(GRand) random = g_rand_new_with_seed(2);

    for (int i = 0; i < 2000; i++) {
        g_autoptr(GString) list = g_string_new(".");
        while (list->len < 40)
            g_string_append_c(list, kinds[g_rand_int_range(random, 0, sizeof kinds - 1)]);
        g_autoptr(GArray) items = NULL;
        int lines = g_rand_int_range(random, 3, 9);
        g_autoptr(GArray) cuts = cut_list(list->str, lines, &items);
        guint broken = 0;
        for (guint c = 0; c < cuts->len; c++)
            broken = MAX(broken, g_array_index(cuts, PageCut, c).broken);
        g_assert_cmpuint(broken, ==, lowest_rule(items, lines));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path =
            g_strdelimit(g_strdup_printf("/page-break/%s", cases[i].name), " ", '-');
        g_test_add_data_func(path, &cases[i], test_case);
    }
    g_test_add_func("/page-break/white", test_white);
    g_test_add_func("/page-break/random", test_random);
    g_test_add_func("/page-break/best", test_best);
    return g_test_run();
}
