/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_LETTER_LETTER_H
#define REPLIEK_LETTER_LETTER_H

#include "check/check.h"
#include "letter/template.h"

/* An item of the reference column: a bold label over plain lines; either may be missing. */
typedef struct ReferenceItem {
    char *label;
    GPtrArray *lines; /* char * */
    bool italic;
} ReferenceItem;

/* What stands beside an answer in a draft. */
typedef enum DraftMark {
    MARK_APPROVED,
    MARK_REVIEW,
    MARK_DRAFT,
    MARK_MISSING,
    MARK_ERROR,
    MARK_DOUBT
} DraftMark;

/* Everything around the answers, in words ready to set. NULL where there is none. */
typedef struct LetterHead {
    char *ministry;
    char *return_address;    /* "> Retouradres Postbus …" */
    GPtrArray *addressee;    /* char *: lines */
    char *date_label, *date; /* "Datum", "12 mei 2025" */
    char *subject_label, *subject;
    GPtrArray *reference_first; /* ReferenceItem, page 1 */
    GPtrArray *reference_next;  /* ReferenceItem, all other pages */
    char *running_label;        /* "Antwoorden op deze pagina" */
    char *classification;       /* capitals; on every page */
    char *page_text;            /* "Pagina {page} van {pages}" */
    char *draft_mark;           /* "CONCEPT"; NULL in a final letter */
    char *draft_count;          /* "158 vragen: 140 beantwoord …" */
} LetterHead;

/*
 * The composed letter: every word of it in reading order, nothing about where it stands. Owns copies, so
 * that it outlives questions and answers; every exporter reads it.
 *
 * `cover` is the covering letter: salutation, opening, signatures (BLOCK_SIGNATURE). `body` is its appendix: kicker
 * and title as BLOCK_HEADING level 1, preamble passages, BLOCK_CONTENTS, then BLOCK_SECTIONs. Sections nest: section I
 * holds a BLOCK_SECTION per fraction, each with a BLOCK_HEADING first (level 2, 3), subheadings (level 4), passages
 * and answers. Heading levels have no gaps.
 */
typedef struct Letter {
    char *title;  /* of the document: metadata, PDF title */
    char *author; /* the ministry */
    char *subject;
    char *language;
    char *date; /* ISO: the only date of all metadata */
    LetterHead head;
    GPtrArray *cover; /* Block */
    GPtrArray *body;  /* Block */
    GPtrArray *notes; /* FootNote, numbered from 1 in reading order */
    bool draft;
} Letter;

typedef struct ComposeOptions {
    bool draft;
} ComposeOptions;

/* Interleaves as interface.md says ("How questions and answers are interleaved"). */
Letter *compose_letter(const Coverage *coverage, const Template *template,
                       const ComposeOptions *options, Diags *diags);
void letter_free(Letter *letter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Letter, letter_free)

void letter_dump(const Letter *letter, GString *out);

#endif
