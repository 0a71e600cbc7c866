/* SPDX-License-Identifier: EUPL-1.2 */
#include "read/furniture.h"

/* Bytes: no running head is longer. */
enum { LONGEST_FURNITURE = 200 };

static const FurnitureRule rules[] = {
#define FURNITURE(name, pattern, example, counter) { #name, pattern, example, counter },
#include "read/furniture.def"
#undef FURNITURE
};

struct FurnitureLines {
    GRegex *rules[G_N_ELEMENTS(rules)];
};

const FurnitureRule *
furniture_rules(guint *ret_count)
{
    *ret_count = G_N_ELEMENTS(rules);
    return rules;
}

FurnitureLines *
furniture_lines_new(void)
{
    FurnitureLines *lines = g_new0(FurnitureLines, 1);

    for (guint i = 0; i < G_N_ELEMENTS(rules); i++) {
        lines->rules[i] =
            g_regex_new(rules[i].pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
        g_assert(lines->rules[i] != NULL);
    }
    return lines;
}

void
furniture_lines_free(FurnitureLines *lines)
{
    if (lines == NULL)
        return;

    for (guint i = 0; i < G_N_ELEMENTS(rules); i++)
        g_regex_unref(lines->rules[i]);
    g_free(lines);
}

bool
furniture_matches(const FurnitureLines *lines, const char *line, size_t length)
{
    if (length == 0 || length > LONGEST_FURNITURE)
        return false;

    for (guint i = 0; i < G_N_ELEMENTS(rules); i++) {
        if (g_regex_match_full(lines->rules[i], line, (gssize)length, 0, 0, NULL, NULL))
            return true;
    }
    return false;
}
