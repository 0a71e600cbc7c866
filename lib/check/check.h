/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_CHECK_CHECK_H
#define REPLIEK_CHECK_CHECK_H

#include "answers/answers.h"
#include "base/name-search.h"

/* How one question is answered. */
typedef enum CoverageState {
    COVERAGE_MISSING, /* no entry names it */
    COVERAGE_EMPTY,   /* an entry names it, without text */
    COVERAGE_TEXT,    /* an entry with text (and perhaps a reference) */
    COVERAGE_SEE,     /* an entry that only refers */
    COVERAGE_DEFERRED,
} CoverageState;

typedef struct CoverageItem {
    const Question *question; /* borrowed */
    const Entry *entry;   /* borrowed: the first that names it and says something, else the first
                               * that names it; NULL where none does */
    const Target *target; /* borrowed: the id by which that entry names it; NULL */
    bool named_twice;
    CoverageState state;
    bool in_circle; /* its references come back to it */
    bool answered;  /* as interface.md defines it: for COVERAGE_SEE, its reference leads to text */
    const Question
        *see; /* where the entry's `see` leads; NULL where it has none or leads nowhere */
} CoverageItem;

/* One question that an entry names, or an id that names none. */
typedef struct Naming {
    const Question *question; /* borrowed; NULL where there is none with this id */
    const Target *target;     /* borrowed */
} Naming;

/* Questions against answers: what check, status and build all read. Borrows both, which must
 * outlive it. */
typedef struct Coverage {
    const Questions *questions;
    const Answers *answers;
    CoverageItem *items; /* one a question, in the order of Questions.items */
    guint count;
    GPtrArray *entry_questions; /* GPtrArray of Question (borrowed) per entry, in document order */
    GPtrArray *namings;         /* GArray of Naming per entry, in the order of `to` */
    GHashTable *by_entry;       /* Entry → its GPtrArray in `entry_questions`, borrowed */
    guint answered, approved, deferred; /* counts of questions */
} Coverage;

/*
 * Holds the answers against the questions. With `diags` every finding of interface.md's table is
 * given, one per question and mistake.
 */
Coverage *check_letter(const Questions *questions, const Answers *answers, Diags *diags);
void coverage_free(Coverage *coverage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Coverage, coverage_free)

/* The owners and reviewers of all entries, added to those to look for. */
void collect_people(const Answers *answers, NameSearch *names);

/* A file that goes out with the letter. */
typedef struct PublicFile {
    const char *name;
    GBytes *bytes;
} PublicFile;

/*
 * What would go out with the letter and should not: names of people that neither the document nor the letter's head has, paths,
 * remarks, and what the document and the pictures tell of who made them. `document` is the question document. Names that are
 * found in it are taken out of `names`.
 */
void check_public(const Coverage *coverage, PublicFile document, const char *text,
                  NameSearch *names, Diags *diags);

const CoverageItem *coverage_item(const Coverage *coverage, const Question *question);
/* The entry's questions (Question *), in document order. */
const GPtrArray *coverage_questions(const Coverage *coverage, const Entry *entry);

/*
 * The set of questions that a list of ids and ranges names, "PVV-1..PVV-8,VVD-3" (Question, borrowed). `usage` where an
 * id names none.
 */
GHashTable *parse_part(const Questions *questions, const char *text, GError **error);

void coverage_dump(const Coverage *coverage, GString *out);

#endif
