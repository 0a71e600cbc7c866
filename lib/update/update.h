/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_UPDATE_UPDATE_H
#define REPLIEK_UPDATE_UPDATE_H

#include "answers/answers-edit.h"
#include "update/changes.h"

/* What a revised document does to the answers. Borrows both, which must outlive it. */
typedef struct Update {
    const Questions *questions;
    const Answers *answers;
    Changes *changes;
    AnswersEdit *edit;  /* what is to be changed in the files; nothing is written yet */
    GPtrArray *remarks; /* what a person has to look at (update-private.h) */
    GArray *shifts;     /* guint, one an entry: how many new ones will stand before it */
    guint references;   /* references that get another id */
} Update;

/*
 * Finds for every answer the question that it was written against, in the revised document, and asks for
 * the edits that follow: ids in `to`, `see` and references, the words of questions, approved answers back to
 * review, entries for new questions, `unplaced` where a question is gone.
 */
Update *update_new(const Questions *questions, const Answers *answers);
void update_free(Update *update);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Update, update_free)

/* Does everything fit as it stands? */
bool update_is_empty(const Update *update);

/*
 * Findings about what a person has to look at: `question-changed`, `unplaced`, `no-anchor`, `bad-reference`. Their
 * places are those of `written`, the answers as they were read again after the edits; NULL where nothing was
 * written: then of the answers as they stand.
 */
void update_report(const Update *update, const Answers *written, Diags *diags);

/* Asks for an entry for every question that no entry names, at its place among the others. What is returned
 * is their number. */
guint add_missing_entries(const Questions *questions, const Answers *answers, AnswersEdit *edit);

#endif
