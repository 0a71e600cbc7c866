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

/* A line of a Kamerstuk's dossiers: "26 643" in the left column, the title beside it (it may take several lines). */
typedef struct DossierLine {
    char *number, *title;
} DossierLine;

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
    char *running_range;        /* "{first} t/m {last}": see letter_running() */
    char *running_two;          /* "{first} en {last}", where there are no more than these two */
    char *contents_label;       /* "Inhoud" */
    char *contents_ids_label; /* "vragen", above the column of question numbers; NULL without ids */
    char *contents_page_label; /* "pagina", above the column of pages */
    char *this_page; /* "deze pagina", of what stands on the page where that is said; NULL */
    char *note_link,
        *note_back; /* "noot {number}": what the links of its mark and its number say; NULL */
    char *
        contents_ids_aloud; /* "vraag {ids}": what a number in the contents is, to who listens; NULL */
    char *contents_page_aloud; /* "pagina {page}", likewise; NULL */
    char *note_from, *note_on; /* "Vervolg van noot {number}": above notes that run on; NULL */
    char *classification;      /* capitals; on every page */
    char *page_text;           /* "Pagina {page} van {pages}" */
    char *draft_mark;          /* "CONCEPT"; NULL in a final letter */
    char *draft_count;         /* "158 vragen: 140 beantwoord …" */
    char *draft_problems; /* "Andere fouten: 2 …", that no page shows; NULL where there are none */
    char *
        draft_more; /* "en nog {count} …": below the notes of a margin that has no room for all; NULL */

    /* An overview (HEAD_OVERVIEW): a word for each of MARK_APPROVED … MARK_MISSING, then what else to say. */
    GPtrArray *legend; /* char * */

    /*
     * A Kamerstuk (HEAD_KAMERSTUK); all NULL in a letter. The document's title is no part of it: that is the first
     * block of `body`, set on the line of `document_number`, in the text column.
     */
    char *chamber;         /* "Tweede Kamer der Staten-Generaal", left */
    char *chamber_digit;   /* "2", ends at the right */
    char *session;         /* "Vergaderjaar 2024–2025", between the rules */
    GPtrArray *dossiers;   /* DossierLine, under the lower rule */
    char *document_number; /* "Nr. 1301", or open: "Nr. …"; left */
    char *
        adopted; /* "Vastgesteld 15 mei 2025", or open; the line under the title, in the text column */
    GPtrArray *imprint; /* char *: lines at the foot of the left column, first page only */
    char *
        footer; /* "Tweede Kamer, vergaderjaar 2024–2025, 26 643, nr. …"; every page, at the text's x */
} LetterHead;

/* What is wrong, or doubtful, with some words: what a draft prints beside them. */
typedef struct Problem {
    DraftMark mark; /* MARK_ERROR or MARK_DOUBT */
    char *word;     /* "Fout:" */
    char *text;     /* "voorlopige tekst ‘PM’" */
} Problem;

/* How far the answer under one BLOCK_ANSWER is: what a draft prints beside its label. */
typedef struct AnswerStatus {
    char *anchor; /* of the BLOCK_ANSWER */
    char *ids;    /* "PVV-7 en PVV-8" */
    DraftMark mark;
    char *word;  /* "in beoordeling" */
    char *owner; /* NULL where nobody is named */
    char *due;   /* "5 mei", or "5 mei 2024" in another year than the letter's; NULL */
    char *late;  /* "verstreken": due before the letter's date, and not approved; NULL */
    GArray *
        problems; /* guint: of the answer as a whole, from 1 in Letter.problems; NULL in an overview */
} AnswerStatus;

/* A question as an answer's field names it. */
typedef struct ReviewQuestion {
    char *id, *text;
} ReviewQuestion;

/* An answer that can be written in, in a document for review. */
typedef struct ReviewField {
    char *anchor;               /* of the BLOCK_ANSWER that holds it */
    char *key, *hash;           /* see answers/review-key.h */
    char *text;                 /* the entry's Markdown as it stands in the answers file, or "" */
    char *owner, *status, *due; /* as they stand there; NULL */
    GPtrArray *questions;       /* ReviewQuestion, in document order */
    char *state;                /* "DVB/CI · concept · uiterlijk 5 mei 2025"; NULL */
    bool is_empty;              /* nothing is written yet */
} ReviewField;

/* What a document for review says around the questions and answers. "" where the layout has no such text. */
typedef struct Review {
    char *title;       /* "Concept-antwoorden: …" */
    char *part;        /* "De vragen voor DVB/CI"; NULL: it holds all */
    char *how;         /* the heading above `steps` */
    GPtrArray *steps;  /* char *: what to do with it, a sentence or two each */
    char *body;        /* the heading above questions and answers */
    char *empty;       /* "Typ hier het antwoord" */
    GPtrArray *fields; /* ReviewField, in reading order */
} Review;

/*
 * The composed letter: every word of it in reading order, nothing about where it stands. Owns copies, so
 * that it outlives questions and answers; every exporter reads it.
 *
 * `cover` is the covering letter (empty where the layout has none, and `body` begins on the first page): salutation, opening, closing, "Mede namens …", signatures. A BLOCK_SIGNATURE holds
 * one or two paragraphs: the role, and the name below the white for the signature; the name may be missing.
 *
 * `body` is its appendix:
 * - BLOCK_HEADING level 1: the title; `number` is the kicker above it ("Bijlage").
 * - BLOCK_PASSAGE: the preamble. A passage that is a plain paragraph has `runs`; any other has `children`: one
 *   BLOCK_SIGNATURE, or BLOCK_LISTs, or one BLOCK_TABLE. An item's `number` is the document's own mark; it is "" where
 *   the item goes on after an answer.
 * - BLOCK_CONTENTS: a BLOCK_PARAGRAPH an entry, `level` 1 (section) or 2 (fraction), `number` "I", `runs` its text,
 *   `target` where it leads, `aside` "1 t/m 10".
 * - BLOCK_PARAGRAPH directly in `body`: the reading guide.
 * - BLOCK_SECTION: sections nest; section I holds one per fraction, each with a BLOCK_HEADING first (level 2, 3), then
 *   subheadings (level 4), passages and answers. Heading levels have no gaps; labels count as headings.
 *
 * With HEAD_OVERVIEW `body` is a BLOCK_HEADING, a BLOCK_PARAGRAPH and a BLOCK_OVERVIEW, and no more.
 *
 * For review (`review`) there are no cover, title and contents. Headings have level 2, subheadings and labels 3. Answers are as
 * written: their headings count from 1, RUN_REFERENCEs and the labels of their notes stand, and a second mark to a
 * note has the number of the first. The `margin` of a question's first run is "Vraag VVD-4".
 *
 * A BLOCK_ANSWER holds a BLOCK_LABEL and what stands below it; its `anchor` is "antwoord-" and the id of the first of
 * its questions, `running` those ids with spaces between. The label's `aside_runs`, where there are any, say all that
 * its `aside` says and more. A text run with a `target` is part of a link there. No RUN_REFERENCE is left.
 */
typedef struct Letter {
    char *title;  /* of the document: metadata, PDF title */
    char *author; /* the ministry */
    char *subject;
    char *language;
    char *date; /* ISO: the only date of all metadata */
    LetterHead head;
    GPtrArray *cover;    /* Block */
    GPtrArray *body;     /* Block */
    GPtrArray *notes;    /* FootNote, numbered from 1 in reading order */
    GPtrArray *sources;  /* Source, referenced: the spans lead there */
    GPtrArray *statuses; /* AnswerStatus, in reading order; empty in a final letter */
    GPtrArray *problems; /* Problem, as Run.problem counts them; empty in a final letter */
    guint shapeless;     /* the problem of a character without a glyph, which setting finds; 0 */
    Review *review;      /* NULL unless it is for review */
    bool draft;
    bool part; /* some of the answers, for whoever works on them: a paper without letterhead */
} Letter;

/* A document to write answers in, with Word: of all questions, of those of one owner, or of those of nobody. */
typedef enum ReviewKind { REVIEW_NONE, REVIEW_WHOLE, REVIEW_OWNER, REVIEW_UNOWNED } ReviewKind;

typedef struct ComposeOptions {
    bool draft;
    ReviewKind review;
    const char *owner; /* REVIEW_OWNER: whose; the questions are those of `part` */
    GHashTable
        *part; /* set of Question: only these, without cover, preamble and contents; NULL: all */
    const Coverage *since; /* the same questions with older answers: sets Block.changed; NULL */
    bool in_place;   /* the document itself is filled in: nothing of it is left out, and it has no
                            * ids unless the user wants them */
    bool screen;     /* no paper: references name no page, and addresses of links no note */
    const char *day; /* ISO: an overview says what was due before it; NULL: of no day */
} ComposeOptions;

/* Interleaves as interface.md says ("How questions and answers are interleaved"). */
Letter *compose_letter(const Coverage *coverage, const Template *template,
                       const ComposeOptions *options, Diags *diags);

/*
 * The document itself, each sentence marked as a question, a doubt or neither: no covering letter, no answers. The
 * page's words come from the template; `title` stands above all, and below it `legend`, which says how to read the marks.
 */
Letter *compose_proof(const Questions *questions, const char *title, const char *legend,
                      const Template *template);
void letter_free(Letter *letter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Letter, letter_free)

/*
 * What the running head says of answers that stand on one page (Block *, in reading order): "PVV-5 t/m 10", a line a
 * fraction. NULL where nothing is to be said. Newly allocated.
 */
char *letter_running(const Letter *letter, const GPtrArray *answers);

void letter_dump(const Letter *letter, GString *out);

#endif
