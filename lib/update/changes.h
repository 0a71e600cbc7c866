/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_UPDATE_CHANGES_H
#define REPLIEK_UPDATE_CHANGES_H

#include "questions/questions.h"
#include "update/match.h"

/* What became of a question between two versions of a document. */
typedef enum ChangeKind {
    CHANGE_SAME,
    CHANGE_MOVED,    /* the same words under another id */
    CHANGE_RESPELT,  /* the same words with other capitals or punctuation */
    CHANGE_REWORDED, /* other words */
    CHANGE_NEW,
    CHANGE_GONE,
    CHANGE_KIND_COUNT
} ChangeKind;

typedef struct Change {
    ChangeKind kind;
    char *old_id, *new_id;     /* NULL where there is none, or the old one isn't known */
    char *old_text, *new_text; /* NULL where there is none */
    bool
        adrift; /* the same few words ("Waarom niet?"), but its neighbours are others than before */
    bool returned; /* its answer had lost its question in an earlier version */
} Change;

typedef struct Changes {
    GPtrArray *
        items; /* Change, in the order of the new document; what went stands behind what it stood behind */
    guint counts[CHANGE_KIND_COUNT];
} Changes;

/* An old question and its id, as far as they are known. */
typedef struct OldQuestion {
    const char *id; /* NULL */
    const char *text;
    bool unplaced; /* it had gone before; not told again where it stays away */
} OldQuestion;

/* Tells them from the matches (one for each OldQuestion, indices of Questions.items). */
Changes *changes_new(const GArray *olds, const GArray *matches, const Questions *questions);
void changes_free(Changes *changes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Changes, changes_free)

/* Two versions of a document, question by question. */
Changes *compare_questions(const Questions *old, const Questions *new);

const char *change_kind_slug(ChangeKind kind);

/* A stretch of words that both have, or only one. */
typedef enum WordSide { WORDS_BOTH, WORDS_OLD, WORDS_NEW } WordSide;
typedef struct WordRun {
    WordSide side;
    char *text; /* words, one space between them */
} WordRun;

/* How one sentence became the other, word by word (GArray of WordRun). Sentences of more than a thousand words are
 * taken whole. */
GArray *diff_words(const char *old, const char *new);

#endif
