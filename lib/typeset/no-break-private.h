/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_TYPESET_NO_BREAK_PRIVATE_H
#define REPLIEK_TYPESET_NO_BREAK_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

/* One row of no-break.def. */
typedef struct NoBreakRule {
    const char *left, *right, *reason, *example;
} NoBreakRule;

extern const NoBreakRule no_break_rules[];
extern const size_t no_break_rule_count;

/*
 * The first rule that keeps the word that ends at `left_end` and the one that begins at `right_start` on
 * one line; NULL where the line may end at the white space between them. Offsets in text[0, length).
 */
const NoBreakRule *find_no_break(const char *text, size_t length, size_t left_end,
                                 size_t right_start);

#endif
