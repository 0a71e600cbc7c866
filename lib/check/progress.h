/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_CHECK_PROGRESS_H
#define REPLIEK_CHECK_PROGRESS_H

#include "check/check.h"

/* How far the answers to some questions are. */
typedef struct ProgressRow {
    char *name; /* of the fraction or the owner; NULL: of all, or of those without an owner */
    guint questions, answered;
    guint draft, review, approved; /* of the answered ones, by status */
    guint deferred;                /* of the answered ones */
    guint late;                    /* not approved, though due before the date */
    char *due;                     /* ISO: the first deadline of those not approved; NULL */
} ProgressRow;

/* An answer that is late; its questions all are. */
typedef struct LateAnswer {
    GPtrArray *questions; /* Question, borrowed, in document order */
    char *owner;          /* NULL */
    char *due;            /* ISO */
} LateAnswer;

/* What `status` tells, as of a date. Borrows questions from the coverage. */
typedef struct Progress {
    char *date; /* ISO */
    ProgressRow *total;
    GPtrArray *fractions; /* ProgressRow, in order of appearance; those without a question too */
    GPtrArray *owners;    /* ProgressRow, by first question; those of nobody last */
    GPtrArray *late;      /* LateAnswer, the earliest deadline first */
} Progress;

/* Counts one question. `date`: ISO; NULL: nothing is late. */
void progress_count(ProgressRow *row, const CoverageItem *item, const char *date);
/* Is it not approved though due before the date? */
bool coverage_item_is_late(const CoverageItem *item, const char *date);

/* `date` is a valid ISO date, given by whoever knows which day it is. */
Progress *progress_new(const Coverage *coverage, const char *date);
void progress_free(Progress *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Progress, progress_free)

#endif
