/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_TYPESET_NO_BREAK_PRIVATE_H
#define REPLIEK_TYPESET_NO_BREAK_PRIVATE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* One row of no-break.def. */
typedef struct NoBreakRule {
    const char *left, *right, *reason, *example;
} NoBreakRule;

extern const NoBreakRule no_break_rules[];
extern const size_t no_break_rule_count;

/* The rows for single words: `left` has the words, `right` is NULL. */
extern const NoBreakRule no_break_inside_rules[];
extern const size_t no_break_inside_count;

/* The rules, laid out for looking up. */
typedef struct NoBreakTable NoBreakTable;

NoBreakTable *no_break_table_new(void);
void no_break_table_free(NoBreakTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NoBreakTable, no_break_table_free)

/*
 * The rules (bit i: row i) whose left side is the word that ends at `end`, and whose right side is the word
 * that begins at `start`: words reach to the next white space. Where the two share a bit, no line ends at the
 * white space between.
 */
guint32 no_break_left(const NoBreakTable *table, const char *text, size_t end);
guint32 no_break_right(const NoBreakTable *table, const char *text, size_t length, size_t start);

/*
 * From which byte on a rule for single words keeps this one together, marks around it or not; `length` where none
 * does. Before that byte a line may end behind a hyphen, and nowhere else: "Een-" and "Twee-fractie".
 */
size_t no_break_inside(const char *word, size_t length);

#endif
