/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n-lib.h>

#include "check/check-private.h"

static bool
names(const Coverage *coverage, const Entry *entry, const Question *question)
{
    return coverage_item(coverage, question)->entry == entry;
}

static void
report_unknown(const Coverage *coverage, const char *id, Span span, const char *question,
               Diags *diags)
{
    const char *nearest = diags_may_suggest(diags, DIAG_BAD_REFERENCE)
                              ? questions_nearest(coverage->questions, id)
                              : NULL;

    if (nearest != NULL)
        diags_add(diags, DIAG_BAD_REFERENCE, span, question,
                  _("there is no question %s to refer to; did you mean %s?"), id, nearest);
    else
        diags_add(
            diags, DIAG_BAD_REFERENCE, span, question,
            _("there is no question \"%s\" to refer to; `repliek questions` lists the ids, and "
              "an address begins with https://"),
            id);
}

/* A `see` of an entry, for one of its questions. */
static void
check_see_of(const Coverage *coverage, const Entry *entry, const Question *question, Diags *diags)
{
    const Question *seen = entry_see(coverage->questions, entry);
    if (seen == NULL) {
        report_unknown(coverage, entry->see.text, entry->see.span, question->id, diags);
        return;
    }

    const CoverageItem *target = coverage_item(coverage, seen);
    if (names(coverage, entry, seen) || target->in_circle)
        diags_add(diags, DIAG_BAD_REFERENCE, entry->see.span, question->id,
                  _("the reference to %s leads in a circle; refer to a question with an answer of "
                    "its own"),
                  seen->id);
    else if (!target->answered)
        diags_add(
            diags, DIAG_BAD_REFERENCE, entry->see.span, question->id,
            _("the reference leads to %s, which has no answer; answer that first, or refer to "
              "another"),
            seen->id);
    else if (target->state == COVERAGE_SEE)
        diags_add(diags, DIAG_REFERENCE_TO_REFERENCE, entry->see.span, question->id,
                  _("the reference leads to %s, which only refers to %s; refer to where the text "
                    "stands"),
                  seen->id, target->see->id);
}

void
check_see(const Coverage *coverage, Diags *diags)
{
    for (guint i = 0; i < coverage->entry_questions->len; i++) {
        const Entry *entry = g_ptr_array_index(coverage->answers->entries, i);
        const GPtrArray *questions = g_ptr_array_index(coverage->entry_questions, i);
        for (guint j = 0; entry->see.text != NULL && j < questions->len; j++)
            check_see_of(coverage, entry, g_ptr_array_index(questions, j), diags);
    }
}

/* `[](id)` in a text; `entry` NULL for the letter's own. */
static void
check_reference(const Coverage *coverage, const Reference *reference, const Entry *entry,
                Diags *diags)
{
    const char *question = entry != NULL ? entry_id(entry) : NULL;
    g_autoptr(GPtrArray) named = questions_named(coverage->questions, reference->id);
    if (named->len == 0) {
        report_unknown(coverage, reference->id, reference->span, question, diags);
        return;
    }

    const CoverageItem *target = coverage_item(coverage, g_ptr_array_index(named, 0));
    if (entry != NULL && target->entry == entry)
        diags_add(diags, DIAG_BAD_REFERENCE, reference->span, question,
                  _("the text refers to itself; refer to another answer"));
    else if (!target->answered)
        diags_add(
            diags, DIAG_BAD_REFERENCE, reference->span, question,
            _("the reference leads to %s, which has no answer; answer that first, or refer to "
              "another"),
            target->question->id);
}

static void
check_markup(const Coverage *coverage, const Markup *markup, const Entry *entry, Diags *diags)
{
    for (guint i = 0; markup != NULL && i < markup->references->len; i++)
        check_reference(coverage, g_ptr_array_index(markup->references, i), entry, diags);
}

void
check_references(const Coverage *coverage, Diags *diags)
{
    const Answers *answers = coverage->answers;

    check_markup(coverage, answers->letter->opening, NULL, diags);
    check_markup(coverage, answers->letter->closing, NULL, diags);
    for (guint i = 0; i < answers->entries->len; i++) {
        const Entry *entry = g_ptr_array_index(answers->entries, i);
        check_markup(coverage, entry->markup, entry, diags);
    }
}
