/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_UPDATE_PRIVATE_H
#define REPLIEK_UPDATE_PRIVATE_H

#include "check/check.h"
#include "update/update.h"

/* A sentence that an entry was written against, and what became of it. */
typedef struct Anchor {
    guint entry; /* index in Answers.entries */
    guint index; /* of the sentence in the entry */
    char *id;    /* the question's id when the answer was written; NULL where it can't be told */
    const char *text;
    bool unplaced;
    Match match; /* index of Questions.items */
} Anchor;

/*
 * The anchors of all entries, in the order of the document that they were written against as far as their ids tell;
 * those of unplaced entries last. `ret_loose` gets for each entry whether nothing can be told of it, for want of
 * sentences or of as many as it names.
 */
GArray *anchors_new(const Answers *answers, bool *ret_loose);

/* The fraction's part of an id, its slug; "" where the document's own numbers are the ids. Newly allocated. */
char *id_fraction(const char *id);

/* Where each entry's anchors are: GArray of guint (indices of the anchors, in the order of its sentences). */
GPtrArray *anchors_by_entry(const GArray *anchors, guint entries);

typedef enum RemarkKind {
    REMARK_REWORDED,
    REMARK_ADRIFT,
    REMARK_PARTLY_GONE,
    REMARK_UNPLACED,
    REMARK_LOOSE,
    REMARK_LOST_REFERENCE,
} RemarkKind;

/* Something to look at in an entry. */
typedef struct Remark {
    RemarkKind kind;
    int entry;   /* index in Answers.entries; -1: the letter */
    guint place; /* which sentence; which reference of the text */
    bool in_see;
    char *id;                 /* the old id; NULL */
    const Question *question; /* the new one; NULL */
} Remark;

Remark *remark_add(Update *update, RemarkKind kind, int entry, guint place);

/* What the id of a question that is gone gets before it in references, so that it names no other by chance. Dutch, as what `init`
 * writes in the file is. */
#define GONE_PREFIX "vervallen-"

/* What rewriting works from. */
typedef struct Rewriter {
    Update *update;
    const Questions *questions;
    const Answers *answers;
    GArray *anchors;
    GPtrArray *by_entry;
    const Coverage *coverage; /* the old ids, read as if they were of the new document */
    GHashTable *successors;   /* Question → the next of its fraction and run, borrowed */
    GHashTable *ids;          /* old id → new id; "" where the question is gone; borrowed keys */
} Rewriter;

/* rewrite.c: `to`, `question`, `status` and `unplaced` of one entry. */
void rewrite_entry(Rewriter *rewriter, guint index);
/* references.c: `see` and references in texts. */
void rewrite_references(Rewriter *rewriter);

/*
 * add-entries.c: asks for entries for the questions that have none, at their place among the others. `owner` has for each
 * of Questions.items the entry that answers it, or NULL. `shifts` gets for each entry how many new ones will
 * stand before it; NULL where nobody wants to know. What is returned is the number of new entries.
 */
guint add_entries(AnswersEdit *edit, const Questions *questions, const Answers *answers,
                  const Entry *const *owner, guint *shifts);

#endif
