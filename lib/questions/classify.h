/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_QUESTIONS_CLASSIFY_H
#define REPLIEK_QUESTIONS_CLASSIFY_H

#include "questions/questions.h"

/* What a rule says of a sentence. */
typedef enum Verdict {
    VERDICT_NOTHING,
    VERDICT_DIRECT,
    VERDICT_INDIRECT,
    VERDICT_REQUEST,
    VERDICT_INDIRECT_TOPIC, /* perhaps an announcement of the questions behind it */
    VERDICT_REQUEST_TOPIC,
    VERDICT_DOUBTFUL, /* less likely a question than not */
} Verdict;

typedef enum MarkCondition { MARK_EITHER, MARK_WITH_MARK, MARK_WITHOUT_MARK } MarkCondition;

/* One row of rules.def. */
typedef struct Rule {
    const char *name;
    MarkCondition mark;
    Verdict verdict;
    const char *reason; /* untranslated; NULL */
    const char *stems;  /* "a|b": the sentence has one of them, or the row can't match */
    const char *pattern, *example, *counter;
} Rule;

/* How a follow-up hangs on what is before it. */
typedef enum FollowupKind { FOLLOWUP_NONE, FOLLOWUP_ON_FIRST, FOLLOWUP_ON_PREVIOUS } FollowupKind;

/* One row of followups.def. */
typedef struct FollowupRule {
    const char *name;
    FollowupKind kind;
    const char *stems; /* as of a Rule */
    const char *pattern, *example, *counter;
} FollowupRule;

/* The rules, compiled: made once for a document. */
typedef struct Classifier Classifier;
Classifier *classifier_new(void);
void classifier_free(Classifier *classifier);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Classifier, classifier_free)

/* The rule that decides about a sentence; NULL where none does, and it asks nothing. */
const Rule *classify_sentence(const Classifier *classifier, const char *text, size_t length);

/* All rules that match a sentence (Rule *, borrowed), in the order of the table: the first decides. */
GPtrArray *classify_all(const Classifier *classifier, const char *text, size_t length);

/* How the sentence hangs on one before it. `ret_thing` is the word that a demonstrative takes up
 * ("deze aanpak"), newly allocated, or NULL. */
FollowupKind classify_followup(const Classifier *classifier, const char *text, size_t length,
                               char **ret_thing);

/* The text without the hyphens that line ends left in words ("le-den"), and with the letters that a reading machine
 * took for digits ("wil1en"); newly allocated. NULL where there are none. */
char *mend_words(const char *text, size_t length);

/* Does it begin as a question clause does: "of", "hoeveel", "op welke"? */
bool begins_clause(const Classifier *classifier, const char *text, size_t length);

/* Does the sentence end in a question mark, closing quotation marks and brackets apart? */
bool has_question_mark(const char *text, size_t length);

/* Is the sentence listed as a question, and of which kind? */
bool verdict_is_listed(Verdict verdict, QuestionKind *ret_kind);

/* The tables themselves, for the unit tests. */
const Rule *classifier_rules(guint *ret_count);
const FollowupRule *classifier_followup_rules(guint *ret_count);

#endif
