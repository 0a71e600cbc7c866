/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_CMD_REVIEW_H
#define REPLIEK_CMD_REVIEW_H

#include "layout.h"

/* Word files to write answers in: for whom, and where they go. */
typedef struct ReviewOptions {
    char *audience;  /* --for: "review", "owner DVB/CI"; NULL */
    char *split;     /* --split: "owner DIR"; NULL */
    char *output;    /* -o; NULL: standard output. Borrowed */
    char *layout;    /* --layout; NULL. Borrowed */
    char *questions; /* --questions; NULL. Borrowed */
    gboolean force;  /* replace files that are there */
} ReviewOptions;

void review_options_clear(ReviewOptions *options);

/* The command line with "--for owner DVB/CI" as one option and its value. Newly allocated. */
char **review_join_words(char **argv);

/* Are Word files to write in asked for? */
bool review_is_asked(const ReviewOptions *options);

/*
 * Writes them; with --split it says which. `usage` where the options don't go together, or name an owner or question that
 * isn't there; `not-written` where a file would be lost.
 */
bool export_reviews(Session *session, const Project *project, const ReviewOptions *options,
                    GError **error);

#endif
