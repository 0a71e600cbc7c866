/* SPDX-License-Identifier: EUPL-1.2 */
#include "read/furniture.h"

#include <string.h>

static void
test_rows(void)
{
    g_autoptr(FurnitureLines) lines = furniture_lines_new();
    guint count;
    const FurnitureRule *rules = furniture_rules(&count);

    for (guint i = 0; i < count; i++) {
        g_test_message("%s", rules[i].name);
        g_assert_true(furniture_matches(lines, rules[i].example, strlen(rules[i].example)));
        g_assert_false(furniture_matches(lines, rules[i].counter, strlen(rules[i].counter)));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/furniture/rows", test_rows);
    return g_test_run();
}
