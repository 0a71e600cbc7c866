/* SPDX-License-Identifier: EUPL-1.2 */
#include "letter/compose-private.h"

void
answer_run_free(AnswerRun *run)
{
    g_ptr_array_unref(run->questions);
    g_ptr_array_unref(run->referrers);
    g_free(run->anchor);
    g_free(run);
}

bool
answer_run_is_first(const AnswerRun *run)
{
    return run->first == run;
}

static AnswerRun *
add_run(Composer *composer, const CoverageItem *item)
{
    AnswerRun *run = g_new0(AnswerRun, 1);
    run->entry = item->entry;
    run->state = item->state;
    run->questions = g_ptr_array_new();
    run->referrers = g_ptr_array_new();
    run->anchor = g_strconcat("antwoord-", item->question->id, NULL);
    g_ptr_array_add(composer->runs, run);
    return run;
}

static bool
is_heading(const Passage *passage)
{
    return passage->role == PASSAGE_SECTION || passage->role == PASSAGE_FRACTION ||
           passage->role == PASSAGE_SUBHEADING;
}

/* The number of headings down to each passage: two questions with the same count have none between them. */
static GHashTable *
count_headings(const Questions *questions)
{
    GHashTable *counts = g_hash_table_new(NULL, NULL);
    guint count = 0;

    for (guint i = 0; i < questions->passages->len; i++) {
        const Passage *passage = g_ptr_array_index(questions->passages, i);
        count += is_heading(passage);
        g_hash_table_insert(counts, (gpointer)passage, GUINT_TO_POINTER(count));
    }
    return counts;
}

static void
find_runs(Composer *composer)
{
    g_autoptr(GHashTable) headings = count_headings(composer->questions);
    g_autoptr(GHashTable) first_of = g_hash_table_new(NULL, NULL);
    AnswerRun *run = NULL;
    gpointer heading = NULL;

    for (guint i = 0; i < composer->coverage->count; i++) {
        const CoverageItem *item = &composer->coverage->items[i];
        gpointer above = g_hash_table_lookup(headings, item->question->passage);
        bool goes_on =
            run != NULL && item->entry != NULL && item->entry == run->entry && above == heading;

        if (!goes_on) {
            run = add_run(composer, item);
            AnswerRun *first =
                item->entry != NULL ? g_hash_table_lookup(first_of, item->entry) : NULL;
            run->first = first != NULL ? first : run;
            if (first == NULL && item->entry != NULL)
                g_hash_table_insert(first_of, (gpointer)item->entry, run);
        }
        heading = above;
        g_ptr_array_add(run->questions, (gpointer)item->question);
        g_hash_table_insert(composer->run_of, (gpointer)item->question, run);
    }
}

static const Question *
seen_by(const Composer *composer, const AnswerRun *run)
{
    const CoverageItem *item =
        coverage_item(composer->coverage, g_ptr_array_index(run->questions, 0));
    return item->see;
}

/*
 * Follows references from answer to answer, to where a text stands; each run on the way learns the same end, so that a
 * long chain is walked once. A circle has no end (it is an error of its own, but drafts are built with errors): then
 * the reference leads to where it says.
 */
static void
find_target(const Composer *composer, AnswerRun *start)
{
    g_autoptr(GPtrArray) way = g_ptr_array_new();
    AnswerRun *run = start;
    const Question *seen = NULL;

    while (!run->followed && run->state == COVERAGE_SEE && seen_by(composer, run) != NULL) {
        run->followed = true;
        g_ptr_array_add(way, run);
        seen = seen_by(composer, run);
        run->seen = seen;
        run->see = ((AnswerRun *)g_hash_table_lookup(composer->run_of, seen))->first;
        run = run->see;
    }
    if (run->state == COVERAGE_SEE && run->see != NULL && run->see->state != COVERAGE_SEE)
        seen = run->seen;
    AnswerRun *end = run->state == COVERAGE_SEE ? run->see : run;
    bool circle = end == NULL || end->state == COVERAGE_SEE;

    for (guint i = 0; !circle && i < way->len; i++) {
        AnswerRun *passed = g_ptr_array_index(way, i);
        passed->see = end;
        passed->seen = seen;
    }
}

/* A text with a reference behind it refers, but is not passed through. */
static void
find_plain_target(const Composer *composer, AnswerRun *run)
{
    const Question *seen = run->state == COVERAGE_TEXT ? seen_by(composer, run) : NULL;
    AnswerRun *to = seen != NULL ? g_hash_table_lookup(composer->run_of, seen) : NULL;
    if (to == NULL)
        return;

    if (to->state == COVERAGE_SEE && to->see != NULL)
        seen = to->seen;
    run->seen = seen;
    run->see = to->state == COVERAGE_SEE && to->see != NULL ? to->see : to->first;
}

/* References lead both ways: whoever is referred to says so. */
static void
find_referrers(Composer *composer)
{
    for (guint i = 0; i < composer->runs->len; i++) {
        AnswerRun *run = g_ptr_array_index(composer->runs, i);
        AnswerRun *to = run->see;

        if (!answer_run_is_first(run) && run->state != COVERAGE_SEE)
            to = run->first;
        bool prints = run->state != COVERAGE_MISSING && run->state != COVERAGE_EMPTY;
        if (to != NULL && to != run && prints)
            g_ptr_array_add(to->referrers, run);
    }
}

void
answer_runs_find(Composer *composer)
{
    find_runs(composer);
    for (guint i = 0; i < composer->runs->len; i++)
        find_target(composer, g_ptr_array_index(composer->runs, i));
    for (guint i = 0; i < composer->runs->len; i++)
        find_plain_target(composer, g_ptr_array_index(composer->runs, i));
    find_referrers(composer);
}
