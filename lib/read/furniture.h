/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_READ_FURNITURE_H
#define REPLIEK_READ_FURNITURE_H

#include <glib.h>
#include <stdbool.h>

typedef struct FurnitureRule {
    const char *name, *pattern, *example, *counter;
} FurnitureRule;

/* furniture.def, compiled: made once for a text. */
typedef struct FurnitureLines FurnitureLines;
FurnitureLines *furniture_lines_new(void);
void furniture_lines_free(FurnitureLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FurnitureLines, furniture_lines_free)

/* Is the line page furniture? It is without white space around it. */
bool furniture_matches(const FurnitureLines *lines, const char *line, size_t length);

/* The table itself, for the unit tests. */
const FurnitureRule *furniture_rules(guint *ret_count);

#endif
