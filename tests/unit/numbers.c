/* SPDX-License-Identifier: EUPL-1.2 */
/* What counts as a number in a table's column. */
#include <glib.h>

#include "markup/markup-private.h"

static const char *const numbers[] = {
    "1",
    "12,5",
    "1.234",
    "1.234.567,89",
    "1 234",
    "12 345 678",
    "€ 5,-",
    "€ 1.000",
    "-€ 3,50",
    "€ -3,50",
    "−3.400",
    "+2",
    "± 4",
    "12 %",
    "12,5%",
    "3‰",
    "12 €",
    "< 5",
    "ca. 40",
    "20250512",
    "123456789012345678901234567890",
    "0,0",
};

static const char *const words[] = {
    "",       "a",    "1a", "12,", ",5", "1.5",    "12.5",  "1.2345", "1,2,3",   "1-2", "2024/25",
    "12 mei", "5 km", "€",  "-",   "%",  "1.234.", "12 34", "1 2345", "vraag 1", "1e",
};

static void
test_numbers(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        if (!is_number(numbers[i]))
            g_error("\"%s\" is a number", numbers[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (is_number(words[i]))
            g_error("\"%s\" is no number", words[i]);
}

/* Cells of a column, parted by "/", and whether they are lined up: in the first column, elsewhere. */
static const struct {
    const char *cells;
    bool first, other;
} columns[] = {
    { "1/2,5/-/n.v.t.", true, true }, { "2023/2024/", false, true }, { "2023/12", true, true },
    { "1/twee", false, false },       { "-//–", false, false },      { "", false, false },
};

static void
test_columns(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(columns); i++) {
        g_autoptr(GPtrArray) cells = block_list_new();
        g_auto(GStrv) texts = g_strsplit(columns[i].cells, "/", -1);
        for (char **text = texts; *text != NULL; text++)
            g_ptr_array_add(cells, block_paragraph(*text));
        g_assert_cmpint(column_holds_numbers(cells, true), ==, columns[i].first);
        g_assert_cmpint(column_holds_numbers(cells, false), ==, columns[i].other);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/numbers/words", test_numbers);
    g_test_add_func("/numbers/columns", test_columns);
    return g_test_run();
}
