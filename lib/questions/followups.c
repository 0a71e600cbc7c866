/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which questions make sense only with one before them (questions.md 4).
 *
 * The forms stand in followups.def. "Deze aanpak" takes up a question only where that brought the
 * approach up: where a statement before it did, the question stands alone.
 */
#include "questions/questions-private.h"

#include <string.h>

/* Of a word compared by its beginning, so that "investering" meets "investeringen". */
enum { STEM_LENGTH = 6 };

/* Sentences: nobody points further back, and a paragraph of 100,000 sentences must stay linear. */
enum { REACH = 40 };

static char *
stem_of(const char *word)
{
    g_autofree char *folded = g_utf8_casefold(word, -1);
    glong length = g_utf8_strlen(folded, -1);
    return g_utf8_substring(folded, 0, MIN(length, STEM_LENGTH));
}

/* "deze aanpak", "dit voorstel": what is pointed at like this was brought up before. */
static bool
points_at(const char *sentence, const char *stem)
{
    static const char *const words[] = { "deze ", "dit ", "die ", "dat " };

    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autofree char *pointing = g_strconcat(words[i], stem, NULL);
        if (strstr(sentence, pointing) != NULL)
            return true;
    }
    return false;
}

/* Did anything before finding `i` but a question bring the thing up? */
static bool
is_stated(const Passage *passage, const GArray *findings, guint i, const char *thing)
{
    const char *text = passage->paragraph->text->text->str;
    g_autofree char *stem = stem_of(thing);

    for (guint j = i > REACH ? i - REACH : 0; j < i; j++) {
        const Finding *finding = &g_array_index(findings, Finding, j);
        g_autofree char *sentence = g_utf8_casefold(
            text + finding->place.start, (gssize)(finding->place.end - finding->place.start));
        bool stated =
            finding->question != NULL ? points_at(sentence, stem) : strstr(sentence, stem) != NULL;
        if (stated)
            return true;
    }
    return false;
}

/* The question just before finding `i` that brought up the thing it points at; NULL for none. */
static const Question *
previous_question(const Passage *passage, const GArray *findings, guint i, const char *thing)
{
    const Question *previous = i > 0 ? g_array_index(findings, Finding, i - 1).question : NULL;
    bool stated = previous != NULL && thing != NULL && is_stated(passage, findings, i, thing);

    return stated ? NULL : previous;
}

void
find_followups(const Classifier *classifier, const Passage *passage, const GArray *findings)
{
    const Question *first = NULL; /* the nearest one before that is no ellipsis */

    for (guint i = 0; i < findings->len; i++) {
        Question *question = g_array_index(findings, Finding, i).question;
        if (question == NULL)
            continue;
        g_autofree char *thing = NULL;
        FollowupKind kind =
            classify_followup(classifier, question->text, strlen(question->text), &thing);
        if (kind == FOLLOWUP_ON_FIRST)
            question->follows = first;
        if (kind == FOLLOWUP_ON_PREVIOUS)
            question->follows = previous_question(passage, findings, i, thing);
        question->followup = question->follows != NULL;
        if (kind != FOLLOWUP_ON_FIRST)
            first = question;
    }
}
