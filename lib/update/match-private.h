/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_UPDATE_MATCH_PRIVATE_H
#define REPLIEK_UPDATE_MATCH_PRIVATE_H

#include "update/match.h"

/* Of sentences with the same words, how many free ones are looked at before one is given up. */
enum { MOST_ALIKE = 64 };

typedef struct Matcher {
    const GArray *olds, *news; /* Wording */
    GArray *matches;           /* Match, one for each old question */
    int *back;                 /* for each new question the old one that became it; -1 */
    GHashTable *groups;        /* old group → new group, borrowed */
} Matcher;

void matcher_join(Matcher *matcher, guint old, guint new, MatchKind kind);
bool matcher_is_free(const Matcher *matcher, guint old);
/* How many of the two neighbours of one became those of the other. */
guint matcher_context(const Matcher *matcher, guint old, guint new);
bool matcher_same_group(const Matcher *matcher, guint old, guint new);

/* match-similar.c: joins what is left by the words that they share. */
void match_similar(Matcher *matcher);

/* assign.c: for each row of `count` × `columns` scores (0: not at all) the column that it gets, -1 for none; no column
 * twice; the sum is the highest there is. Cubic in the sides. */
int *assign_columns(const double *scores, guint rows, guint columns);

#endif
