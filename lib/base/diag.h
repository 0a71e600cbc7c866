/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_BASE_DIAG_H
#define REPLIEK_BASE_DIAG_H

#include "base/source.h"

/* In order of gravity: the exit status follows from the highest found (0, 0, 1, 2). */
typedef enum DiagLevel { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR, DIAG_FATAL } DiagLevel;

typedef enum DiagCode {
#define DIAG(name, level, slug, meaning, remedy) DIAG_##name,
#include "base/diag-codes.def"
#undef DIAG
    DIAG_CODE_COUNT
} DiagCode;

typedef struct DiagPlace {
    char *file;         /* as the user spelled it; NULL when the finding has no place at all */
    int line;           /* from 1; 0 when it is about the whole file */
    int column;         /* from 1, in characters; 0 as above */
    int end_column;     /* one past the last character on the same line; 0 when unknown */
    size_t start, end;  /* bytes of the file as read, end exclusive; both 0 when unknown */
    char *excerpt;      /* what stands around the place, for the caret; NULL when there is none */
    int excerpt_column; /* column of the excerpt's first character */
    char *message;      /* of a related place: what stands there; else NULL */
} DiagPlace;

typedef struct Diag {
    DiagCode code;
    DiagLevel level;
    DiagPlace place;
    char *question;     /* "PVV-3", or NULL */
    char *message;      /* one sentence, translated, no full stop */
    GPtrArray *related; /* DiagPlace, or NULL */
    guint further;      /* it stands for so many more of its code, which are not listed */
} Diag;

/*
 * So many findings of one code are listed: of those about a question as many as there can be questions, of all others
 * as many as anyone will read. What comes behind them is one finding, at the first of their places, that counts them.
 */
enum { DIAGS_ABOUT_QUESTIONS_MAX = 100000, DIAGS_OTHER_MAX = 1000 };

/* The findings about the user's documents. All strings are copied: it outlives every Source. */
typedef struct Diags {
    GPtrArray *items; /* Diag */
    guint counts[DIAG_CODE_COUNT];
    Diag *surplus[DIAG_CODE_COUNT]; /* borrowed from `items`: what stands for the unlisted; NULL */
} Diags;

Diags *diags_new(void);
void diags_free(Diags *diags);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Diags, diags_free)

/*
 * Adds a finding at the code's own level. `span` may be unset, `question` may be NULL. Returns it,
 * owned by `diags`, so that a second place can be added (to one that stands for many, none is).
 */
Diag *diags_add(Diags *diags, DiagCode code, Span span, const char *question, const char *format,
                ...) G_GNUC_PRINTF(5, 6);

/* The same for a place that no Source holds: file, line and column of `place` are copied; each may be missing. */
Diag *diags_add_at(Diags *diags, DiagCode code, const DiagPlace *place, const char *message);

/* Adds a second place, printed below the finding as a note. */
void diag_relate(Diag *diag, Span span, const char *format, ...) G_GNUC_PRINTF(3, 4);

/*
 * Is it worth looking for what was meant? Not any more once there are many of the code: they are no slips, and the
 * search would take time in proportion to their number times that of the words to compare with.
 */
bool diags_may_suggest(const Diags *diags, DiagCode code);

/* Takes back all findings. */
void diags_clear(Diags *diags);

/* Takes back all findings but those of one code. */
void diags_keep(Diags *diags, DiagCode code);

/* Moves all findings of `from` behind those of `diags`. */
void diags_take(Diags *diags, Diags *from);

/* The highest level found; DIAG_NOTE where there is none. */
DiagLevel diags_highest(const Diags *diags);

/*
 * Sorts by file in the order of `files` (strings, as given on the command line; others behind them), then line, column,
 * code and question. What two stages found alike is one finding from then on, and `surplus` is not to be used any more.
 */
void diags_sort(Diags *diags, const GPtrArray *files);

/* "unanswered", "error": the untranslated words of the contract. */
const char *diag_code_slug(DiagCode code);
const char *diag_level_slug(DiagLevel level);
DiagLevel diag_code_level(DiagCode code);

/* What the finding means and what to do about it, untranslated (pass through gettext). */
const char *diag_code_meaning(DiagCode code);
const char *diag_code_remedy(DiagCode code);

/* The code with this slug; false where there is none. */
bool diag_code_find(const char *slug, DiagCode *ret_code);

#endif
