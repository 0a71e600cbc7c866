/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_ANSWERS_LETTER_HINTS_H
#define REPLIEK_ANSWERS_LETTER_HINTS_H

#include "questions/questions.h"

/* What the document itself says about the letter that answers it. NULL where it doesn't. */
typedef struct LetterHints {
    char *chamber;       /* "Tweede Kamer" */
    char *ministry;      /* "Ministerie van Buitenlandse Zaken" */
    char *subject;       /* what the committee asked about: "de uitvoering van …" */
    char *reference;     /* the papers it names: "26 643/30 821, nr. 1252" */
    char *dispatched;    /* when the questions were sent: "26 maart 2025" */
    GPtrArray *dossiers; /* char *: "26 643" */
    GPtrArray *roles;    /* char *: "De minister van Buitenlandse Zaken" */
} LetterHints;

LetterHints *letter_hints_new(const Questions *questions);
void letter_hints_free(LetterHints *hints);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LetterHints, letter_hints_free)

#endif
