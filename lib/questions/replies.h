/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_QUESTIONS_REPLIES_H
#define REPLIEK_QUESTIONS_REPLIES_H

#include "questions/questions.h"

/*
 * Which answer of an answered document belongs to which question, told in one walk from top to
 * bottom: questions and the government's words are given as they come.
 */
typedef struct Replies Replies;
Replies *replies_new(void);
void replies_free(Replies *replies);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Replies, replies_free)

/* A question, borrowed: answered by what follows, or by the label that names its number. */
void replies_add_question(Replies *replies, Question *question);

/* The label of an answer: "Antwoord op vragen 3 en 4", "Antwoord". */
void replies_add_label(Replies *replies, const char *label, size_t length);

/* Words of the government. `begun` is the paragraph that they begin; NULL where they go on in one. */
void replies_add_text(Replies *replies, const char *text, size_t length, const Paragraph *begun);

/* Gives the answer read last to its questions. */
void replies_finish(Replies *replies);

/* The same; what was asked so far waits for no answer any more. */
void replies_close(Replies *replies);

#endif
