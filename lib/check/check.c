/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Is every question answered, and is the draft fit to send?
 *
 * In: the questions, after the user's decisions, and the answers. Out: Coverage, which says for
 * each question how it is answered and for each entry which questions it answers; and findings, at
 * the places that interface.md's table gives.
 *
 * coverage.c pairs the two without judging; each family of findings is then a function over what
 * it found, in a file of its own. A finding about a question is given for each question that it
 * holds for, even where one entry answers several, so that a list of findings filtered by question
 * tells all about it. One mistake gives one finding: a reference to an unanswered question is not
 * also an empty answer, and what is empty is not also unapproved.
 *
 * What can be said of an answer alone (its Markdown, a date that is none) was said when it was read.
 */
#include "check/check.h"

#include "check/check-private.h"

typedef void (*CheckFunction)(const Coverage *coverage, Diags *diags);

static const CheckFunction checks[] = {
    check_unanswered, check_targets,      check_answered_twice, check_sentences,
    check_see,        check_references,   check_progress,       check_leftovers,
    check_doubts,     check_placeholders, check_metadata,       check_images,
};

Coverage *
check_letter(const Questions *questions, const Answers *answers, Diags *diags)
{
    Coverage *coverage = coverage_new(questions, answers);

    for (size_t i = 0; diags != NULL && i < G_N_ELEMENTS(checks); i++)
        checks[i](coverage, diags);
    return coverage;
}
