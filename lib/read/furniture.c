/* SPDX-License-Identifier: EUPL-1.2 */
#include "read/furniture.h"

#include "base/pattern.h"

/* Bytes: no running head is longer. */
enum { LONGEST_FURNITURE = 200 };

static const FurnitureRule rules[] = {
#define FURNITURE(name, pattern, example, counter) { #name, pattern, example, counter },
#include "read/furniture.def"
#undef FURNITURE
};

struct FurnitureLines {
    Pattern *rules[G_N_ELEMENTS(rules)];
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

    for (guint i = 0; i < G_N_ELEMENTS(rules); i++)
        lines->rules[i] = pattern_new(rules[i].pattern, G_REGEX_CASELESS);
    return lines;
}

void
furniture_lines_free(FurnitureLines *lines)
{
    if (lines == NULL)
        return;

    for (guint i = 0; i < G_N_ELEMENTS(rules); i++)
        pattern_free(lines->rules[i]);
    g_free(lines);
}

bool
furniture_matches(const FurnitureLines *lines, const char *line, size_t length)
{
    if (length == 0 || length > LONGEST_FURNITURE)
        return false;

    for (guint i = 0; i < G_N_ELEMENTS(rules); i++) {
        if (pattern_matches(lines->rules[i], line, length))
            return true;
    }
    return false;
}
