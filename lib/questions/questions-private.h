/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_QUESTIONS_QUESTIONS_PRIVATE_H
#define REPLIEK_QUESTIONS_QUESTIONS_PRIVATE_H

#include "questions/classify.h"
#include "questions/questions.h"
#include "questions/sentences.h"
#include "questions/structure.h"

/* A limit of interface.md. */
enum { QUESTION_LIMIT = 100000 };

/* One sentence of a body passage and what became of it. */
typedef struct Finding {
    Sentence place;
    const Rule *rule;   /* NULL where it asks nothing */
    Question *question; /* NULL where it is none */
    bool is_label;      /* "Vraag 2" or "Antwoord 2" in the line */
    bool is_answer;     /* of a label: the government speaks behind it */
} Finding;

/* A question of the passage, owned by nobody yet. */
Question *question_new(const Passage *passage, Sentence sentence, QuestionKind kind);
void question_free(gpointer question);

/* Sets `followup` and `follows` of the passage's questions, from its sentences (Finding). */
void find_followups(const Classifier *classifier, const Passage *passage, const GArray *findings);

/* The names of fractions that are the subject of a sentence; NULL where it names none. */
typedef struct Speakers Speakers;
Speakers *speakers_new(void);
void speakers_free(Speakers *speakers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Speakers, speakers_free)
GPtrArray *speakers_named(const Speakers *speakers, const char *sentence, size_t length);
/* Does the sentence end whoever spoke before: "Vele leden", "de leden van de commissie"? */
bool speakers_nobody(const Speakers *speakers, const char *sentence, size_t length);

/* The subject of a sentence, without those whom it only says that others join; as speakers_named(). */
GPtrArray *speakers_asking(const Speakers *speakers, const char *sentence, size_t length);
/* Fractions that a sentence says join in the asking of others, without those they join; empty where
 * it only points at them ("zij sluiten zich aan"), NULL where nobody joins. */
GPtrArray *speakers_joining(const Speakers *speakers, const char *sentence, size_t length);

/* Numbers the questions from 1 in each fraction, or by the document's own numbers. */
void assign_ordinals(Questions *questions);
/* Gives every question its id, from its fraction, ordinal and number; fills `by_id`. */
void assign_ids(Questions *questions);
/* The id of a question that a decision added: the number before it, with the next free letter. */
void assign_added_id(Questions *questions, Question *question);

/* The document's own number that begins at this passage, newly allocated; NULL where none does. */
char *passage_own_number(const Passage *passage);

/* The sentences of the passage (Sentence), without the document's own number before the first. */
GArray *passage_sentences(const Passage *passage);

/* Says who asks the question: `number` may be NULL. */
void question_set_asker(Question *question, Fraction *fraction, const char *number);

#endif
