/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "check/check-private.h"

static CoverageItem *
item_of(const Coverage *coverage, const Question *question)
{
    return &coverage->items[questions_index(coverage->questions, question)];
}

const CoverageItem *
coverage_item(const Coverage *coverage, const Question *question)
{
    return item_of(coverage, question);
}

const GPtrArray *
coverage_questions(const Coverage *coverage, const Entry *entry)
{
    return g_hash_table_lookup(coverage->by_entry, entry);
}

const GArray *
coverage_namings(const Coverage *coverage, guint index)
{
    return g_ptr_array_index(coverage->namings, index);
}

const char *
entry_id(const Entry *entry)
{
    if (entry->to->len == 0)
        return NULL;
    return ((const Target *)g_ptr_array_index(entry->to, 0))->first;
}

const Question *
entry_see(const Questions *questions, const Entry *entry)
{
    if (entry->see.text == NULL)
        return NULL;

    g_autoptr(GPtrArray) named = questions_named(questions, entry->see.text);
    return named->len > 0 ? g_ptr_array_index(named, 0) : NULL;
}

static CoverageState
entry_state(const Entry *entry)
{
    if (entry_has_text(entry))
        return COVERAGE_TEXT;
    if (entry->is_deferred)
        return COVERAGE_DEFERRED;
    return entry->see.text != NULL ? COVERAGE_SEE : COVERAGE_EMPTY;
}

/* Of two entries that name one question, the first that says something counts. */
static void
cover(Coverage *coverage, const Entry *entry, const Naming *naming)
{
    CoverageItem *item = item_of(coverage, naming->question);

    item->named_twice = item->entry != NULL;
    if (item->entry != NULL &&
        (item->state != COVERAGE_EMPTY || entry_state(entry) == COVERAGE_EMPTY))
        return;
    item->entry = entry;
    item->target = naming->target;
    item->state = entry_state(entry);
    item->see = entry_see(coverage->questions, entry);
}

static int
compare_places(gconstpointer left, gconstpointer right, gpointer questions)
{
    guint a = questions_index(questions, *(Question *const *)left);
    guint b = questions_index(questions, *(Question *const *)right);

    return a < b ? -1 : a > b;
}

static void
add_entry(Coverage *coverage, const Entry *entry, guint *steps)
{
    bool complete;
    GArray *namings = resolve_targets(coverage->questions, entry, NULL, steps, &complete);
    GPtrArray *questions = g_ptr_array_new();

    for (guint i = 0; i < namings->len; i++) {
        const Naming *naming = &g_array_index(namings, Naming, i);
        if (naming->question == NULL)
            continue;
        cover(coverage, entry, naming);
        g_ptr_array_add(questions, (gpointer)naming->question);
    }
    g_ptr_array_sort_with_data(questions, compare_places, (gpointer)coverage->questions);
    g_ptr_array_add(coverage->namings, namings);
    g_ptr_array_add(coverage->entry_questions, questions);
    g_hash_table_insert(coverage->by_entry, (gpointer)entry, questions);
}

static void
mark_circle(Coverage *coverage, CoverageItem *start)
{
    CoverageItem *item = start;

    do {
        item->in_circle = true;
        item = item_of(coverage, item->see);
    } while (item != start);
}

/*
 * Follows the references of one question to an answer; all on the way are as answered as its end.
 * `visited` tells which walk, from 1, came by first, so that each reference is followed once, and a
 * walk that meets itself is known to be a circle.
 */
static void
follow(Coverage *coverage, guint index, guint *visited)
{
    g_autoptr(GPtrArray) way = g_ptr_array_new();
    CoverageItem *item = &coverage->items[index];

    while (item->state == COVERAGE_SEE && item->see != NULL &&
           visited[item - coverage->items] == 0) {
        visited[item - coverage->items] = index + 1;
        g_ptr_array_add(way, item);
        item = item_of(coverage, item->see);
    }
    if (way->len > 0 && visited[item - coverage->items] == index + 1)
        mark_circle(coverage, item);
    for (guint i = 0; i < way->len; i++)
        ((CoverageItem *)g_ptr_array_index(way, i))->answered = item->answered;
}

static void
find_answered(Coverage *coverage)
{
    g_autofree guint *visited = g_new0(guint, coverage->count + 1);

    for (guint i = 0; i < coverage->count; i++) {
        CoverageState state = coverage->items[i].state;
        coverage->items[i].answered = state == COVERAGE_TEXT || state == COVERAGE_DEFERRED;
    }
    for (guint i = 0; i < coverage->count; i++)
        follow(coverage, i, visited);
}

static void
count_answers(Coverage *coverage)
{
    for (guint i = 0; i < coverage->count; i++) {
        const CoverageItem *item = &coverage->items[i];
        if (!item->answered)
            continue;
        coverage->answered++;
        coverage->approved += item->entry->state == STATUS_APPROVED;
        coverage->deferred += item->state == COVERAGE_DEFERRED;
    }
}

static void
questions_release(gpointer questions)
{
    g_ptr_array_unref(questions);
}

static void
namings_release(gpointer namings)
{
    g_array_unref(namings);
}

Coverage *
coverage_new(const Questions *questions, const Answers *answers)
{
    Coverage *coverage = g_new0(Coverage, 1);
    guint steps = RESOLVE_STEPS_MAX;
    coverage->questions = questions;
    coverage->answers = answers;
    coverage->count = questions->items->len;
    coverage->items = g_new0(CoverageItem, coverage->count + 1);
    coverage->entry_questions = g_ptr_array_new_with_free_func(questions_release);
    coverage->namings = g_ptr_array_new_with_free_func(namings_release);
    coverage->by_entry = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < coverage->count; i++)
        coverage->items[i].question = g_ptr_array_index(questions->items, i);
    for (guint i = 0; i < answers->entries->len; i++)
        add_entry(coverage, g_ptr_array_index(answers->entries, i), &steps);
    find_answered(coverage);
    count_answers(coverage);
    return coverage;
}

void
coverage_free(Coverage *coverage)
{
    if (coverage == NULL)
        return;

    g_hash_table_unref(coverage->by_entry);
    g_ptr_array_unref(coverage->namings);
    g_ptr_array_unref(coverage->entry_questions);
    g_free(coverage->items);
    g_free(coverage);
}

void
coverage_dump(const Coverage *coverage, GString *out)
{
    static const char *const states[] = { [COVERAGE_MISSING] = "missing",
                                          [COVERAGE_EMPTY] = "empty",
                                          [COVERAGE_TEXT] = "text",
                                          [COVERAGE_SEE] = "see",
                                          [COVERAGE_DEFERRED] = "deferred" };

    for (guint i = 0; i < coverage->count; i++) {
        const CoverageItem *item = &coverage->items[i];
        g_string_append_printf(out, "%s %s", item->question->id, states[item->state]);
        if (item->see != NULL)
            g_string_append_printf(out, " %s", item->see->id);
        g_string_append(out, item->answered ? " answered\n" : "\n");
    }
    g_string_append_printf(out, "%u questions, %u answered, %u approved, %u deferred\n",
                           coverage->count, coverage->answered, coverage->approved,
                           coverage->deferred);
}
