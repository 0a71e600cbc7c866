/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_LETTER_COMPOSE_PRIVATE_H
#define REPLIEK_LETTER_COMPOSE_PRIVATE_H

#include "letter/house-style.h"
#include "letter/letter.h"

/*
 * Questions of one entry with neither a heading nor another entry's question between them (interface.md, "How questions
 * and answers are interleaved", 2): what stands under them stands under the last. Borrows all but its own lists.
 */
typedef struct AnswerRun {
    const Entry *entry; /* NULL: a question that no entry names, by itself */
    CoverageState state;
    GPtrArray *questions;    /* Question, in document order */
    struct AnswerRun *first; /* the entry's first run, where the answer stands; may be itself */
    struct AnswerRun *see;   /* where the entry's reference leads in the end; NULL */
    const Question *seen;    /* the question that the reference names; NULL */
    bool followed;           /* `see` and `seen` are final */
    GPtrArray *referrers;    /* AnswerRun whose cross-reference leads here, in document order */
    char *anchor;            /* of its BLOCK_ANSWER */
} AnswerRun;

/* What composing knows while it works. */
typedef struct Composer {
    const Coverage *coverage;
    const Questions *questions;
    const LetterData *data;
    const Template *template;
    Diags *diags;
    Letter *letter;
    Interleave interleave; /* letter.interleave, or the template's */
    bool ids;              /* printed */
    bool in_place;         /* as ComposeOptions has it */
    bool screen;           /* no pages, and links can be followed */
    GPtrArray *runs;       /* AnswerRun, in document order */
    GHashTable *run_of;    /* Question → AnswerRun */
    GHashTable *positions; /* Question → its place among those of its fraction, from 1 */
    GHashTable *
        left_out; /* anchors of the runs that a part of the letter does not hold; NULL: all of it */
    const Coverage *since;  /* older answers to compare with; NULL */
    GHashTable *note_marks; /* Note or FootNote → the number it was given first */
    GPtrArray *contents;    /* ContentsEntry */
    char *minister;         /* "de minister" */
    int tables, figures;    /* numbered so far: those of answers, with a caption */
} Composer;

/* answer-runs.c */
void answer_runs_find(Composer *composer);
void answer_run_free(AnswerRun *run);
/* Is this where the entry's own text stands, or only a reference to it? */
bool answer_run_is_first(const AnswerRun *run);

/* compose-part.c */

/* Leaves out all runs but those with a question of the part (a set of Question; NULL: leaves out nothing). */
void answer_runs_choose(Composer *composer, GHashTable *part);
bool answer_run_is_left_out(const Composer *composer, const AnswerRun *run);
/* Marks the answer, and those of its blocks, that say something else than in the older version (NULL: there is none). */
void mark_changes(const Coverage *since, const AnswerRun *run, Block *answer);

/* compose-spoken.c: gives every passage its words for who does not see the bracket. */
void compose_spoken(const Composer *composer);

/* labels.c: the wording of ids. */

/* "4" of PVV-4, "3a" of PVV-3a; ids that are the document's own numbers whole. Points into the id. */
const char *question_number(const char *id);
void label_positions_find(Composer *composer);
/* "PVV-1 t/m PVV-3 en VVD-2". */
char *label_ids(const Composer *composer, const GPtrArray *questions);
/* "vraag PVV-4", "de vragen PVV-4 en PVV-5"; without ids "de vragen van de leden van de PVV-fractie". */
char *label_question(const Composer *composer, const GPtrArray *questions, bool ids);
/* "Antwoord op vraag PVV-4", "Antwoord". */
char *label_answer(const Composer *composer, const GPtrArray *questions, bool ids);
/* "PVV-fractie", or only the name where the document doesn't call it so. */
char *label_fraction(const Composer *composer, const Fraction *fraction, const char *suffixed_key,
                     const char *plain_key);
/* "a, b en c" of strings. */
char *label_list(const Composer *composer, const GPtrArray *strings);

/* references.c */

/* Adds the template's text to the runs, {question} and {page} as one link to the target. */
void reference_add(const Composer *composer, GPtrArray *runs, const char *key, const char *question,
                   const char *target);
/* Makes words of the RUN_REFERENCEs: "vraag VVD-4, pagina 12". */
void references_resolve(const Composer *composer, Block *block);
/* Adds "Zie het antwoord op …" as a paragraph. */
void reference_paragraph(const Composer *composer, Block *answer, const AnswerRun *to,
                         const Question *named);
/* "ook antwoord op vraag VVD-1, pagina 21", where anything refers to this run. */
void reference_asides(const Composer *composer, Block *label, const AnswerRun *run);

/* notes.c */

/* Numbers a mark to a note of the document. */
int note_mark_document(Composer *composer, const Note *note);
/* Numbers the marks in blocks that come from Markdown; the notes' own blocks are copied. */
void notes_number(Composer *composer, Block *block, const Markup *markup);
/* The same for an answer that stays as written: notes keep their labels, a further mark has the first one's number. */
void notes_keep(Composer *composer, Block *block, const Markup *markup);

/* words.c: the document's words as runs. */

/* A stretch of a paragraph. Marks stand in it up to `marks_end`, which may lie behind `end` where blanks are cut. */
typedef struct Stretch {
    const Paragraph *paragraph;
    const GPtrArray *questions; /* Question, those that begin in it, ascending; NULL */
    size_t start, end, marks_end;
    bool restated; /* the words alone: anchors and note marks stand where they came first */
} Stretch;

void words_add(Composer *composer, Block *block, const Stretch *stretch);

/* Where a paragraph is divided after a sentence that ends at `end`: behind all that touches it. */
size_t words_cut(const Paragraph *paragraph, size_t end);
/* Behind what closes at the start of a text: ".)", say. The text itself where a word goes on there. */
const char *words_skip_closing(const char *text);
/* The first byte from `at` on that is no white space. */
size_t words_skip_space(const Paragraph *paragraph, size_t at);

/* compose-answers.c: what stands under a run, at the end of `parent` (NULL: of the body). */
void compose_answer(Composer *composer, Block *parent, AnswerRun *run, int level, bool ids);
/* The Markdown's blocks, noted and resolved, at the end of `list`. Headings begin at `level`. */
void compose_markup(Composer *composer, GPtrArray *list, const Markup *markup, int level);

/* compose-passages.c: the document, interleaved. */
void compose_passages(Composer *composer);

/* compose-contents.c */
typedef struct ContentsEntry {
    int level;
    char *number, *text, *target;
    GPtrArray *questions; /* Question, borrowed */
} ContentsEntry;

ContentsEntry *contents_add(Composer *composer, int level, const char *number, char *text,
                            const char *target);
void contents_entry_free(ContentsEntry *entry);
void compose_contents(const Composer *composer, Block *contents);

/* compose-title.c: what document and letter tell about themselves. */
typedef struct LetterSubject {
    char *committee; /* "de vaste commissie voor …"; NULL where the document doesn't say */
    char *matter;    /* what the letter under discussion is about; NULL */
} LetterSubject;

LetterSubject find_subject(const Questions *questions);
void letter_subject_clear(LetterSubject *subject);
/* "de minister van Buitenlandse Zaken"; several joined. `full` false: without what they are of. NULL: nobody known. */
char *signatory_names(const Composer *composer, bool full);
/* "de minister van Financiën en de staatssecretaris van Financiën"; NULL. */
char *on_behalf_names(const Composer *composer);
void compose_title(Composer *composer);

/* compose-head.c */
void compose_head(Composer *composer, const ComposeOptions *options);
/* Every line of the text that is not blank. */
void head_add_lines(GPtrArray *lines, const char *text);

/* compose-kamerstuk.c */
void compose_kamerstuk(const Composer *composer);
/* "VERSLAG VAN EEN SCHRIFTELIJK OVERLEG". */
char *kamerstuk_title(const Composer *composer);
/* Does the first page say what this paragraph of the document's title block says? It is left out then. */
bool kamerstuk_head_says(const Composer *composer, const Passage *passage);
/* "2024–2025" of a date; NULL of what is none. */
char *session_of_date(const char *iso);

/* compose-overview.c: a table of the questions in the place of the letter. */
void compose_overview(Composer *composer, const ComposeOptions *options);

/* compose-review.c: the words around, and the answers as they were written. */
void compose_review(Composer *composer, const ComposeOptions *options);
void compose_field(Composer *composer, Block *answer, const AnswerRun *run);
/* "Vraag VVD-4". */
char *review_question_label(const Composer *composer, const Question *question);
void review_free(Review *review);

/* compose-cover.c */
void compose_cover(Composer *composer);

/* compose-problems.c: a draft's findings, in their place in the letter. */
void compose_problems(Composer *composer);

/* compose-answers.c: the word for a status, "status_draft" in the template. */
const char *status_word(const Template *template, DraftMark mark);

/* letter.c */
void answer_status_free(AnswerStatus *status);
void problem_free(Problem *problem);

/* A Field's text; NULL where it is missing or blank. */
const char *field_text(const Field *field);

#endif
