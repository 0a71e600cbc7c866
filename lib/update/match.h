/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_UPDATE_MATCH_H
#define REPLIEK_UPDATE_MATCH_H

#include <glib.h>
#include <stdbool.h>

/* A question's words on one of two sides, and where it stands among the others. */
typedef struct Wording {
    const char *text;
    const char *group; /* its fraction, as that side names it; NULL where nothing is known */
    bool apart;        /* it stands beside no other: its neighbours tell nothing */
} Wording;

typedef enum MatchKind {
    MATCH_NONE,
    MATCH_EXACT,      /* but for white space, quotation marks and Unicode composition */
    MATCH_NORMALISED, /* the same words in other spelling: capitals, punctuation, hyphens */
    MATCH_SIMILAR,    /* other words */
} MatchKind;

typedef struct Match {
    int other; /* index on the other side; -1 */
    MatchKind kind;
    bool
        adrift; /* a sentence of few words, which stood beside others before: may mean something else now */
} Match;

/*
 * Finds for each old question (Wording, in the order of their document) the new one that it became: one to one
 * over the whole document, whatever moved. A Match for each old one. Time is about linear in the
 * words; see match.c.
 */
GArray *match_wordings(const GArray *olds, const GArray *news);

#endif
