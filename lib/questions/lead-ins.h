/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_QUESTIONS_LEAD_INS_H
#define REPLIEK_QUESTIONS_LEAD_INS_H

#include "questions/questions-private.h"

/*
 * "Kan de minister aangeven:" with list items below it is one question in pieces. Where the items are
 * clauses that ask ("a. hoeveel dit kost;") each is a question and the words above them only begin
 * it; where they are things ("de kosten;") the words above them are the question.
 */
typedef struct LeadIn {
    bool open;         /* the passage read last ended in such words, or was an item under them */
    bool names;        /* such words asked about the things that the items name */
    QuestionKind kind; /* of its items */
    guint last;        /* index of that passage */
} LeadIn;

/* Corrects the rules of a passage's sentences (Finding) for the lead-in above or in it. */
void read_lead_in(LeadIn *lead_in, const Classifier *classifier, const Questions *questions,
                  const Passage *passage, GArray *findings);

#endif
