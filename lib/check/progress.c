/* SPDX-License-Identifier: EUPL-1.2 */
#include "check/progress.h"

#include <string.h>

static void
row_free(gpointer data)
{
    ProgressRow *row = data;

    g_free(row->name);
    g_free(row->due);
    g_free(row);
}

static void
late_free(gpointer data)
{
    LateAnswer *late = data;

    g_ptr_array_unref(late->questions);
    g_free(late->owner);
    g_free(late->due);
    g_free(late);
}

static ProgressRow *
row_new(const char *name)
{
    ProgressRow *row = g_new0(ProgressRow, 1);
    row->name = g_strdup(name);
    return row;
}

static bool
is_approved(const CoverageItem *item)
{
    return item->answered && item->entry->state == STATUS_APPROVED;
}

/* The deadline of what is still to be done; NULL where there is none, or nothing to do. */
static const char *
open_deadline(const CoverageItem *item)
{
    const char *due = item->entry != NULL ? item->entry->due.text : NULL;
    return due != NULL && iso_date_is_valid(due) && !is_approved(item) ? due : NULL;
}

/* ISO dates are in the order of their characters. */
bool
coverage_item_is_late(const CoverageItem *item, const char *date)
{
    const char *due = open_deadline(item);
    return due != NULL && date != NULL && strcmp(due, date) < 0;
}

void
progress_count(ProgressRow *row, const CoverageItem *item, const char *date)
{
    const char *due = open_deadline(item);

    row->questions++;
    row->late += coverage_item_is_late(item, date);
    if (due != NULL && (row->due == NULL || strcmp(due, row->due) < 0)) {
        g_free(row->due);
        row->due = g_strdup(due);
    }
    if (!item->answered)
        return;

    row->answered++;
    row->deferred += item->state == COVERAGE_DEFERRED;
    switch (item->entry->state) {
    case STATUS_DRAFT:
        row->draft++;
        break;
    case STATUS_REVIEW:
        row->review++;
        break;
    case STATUS_APPROVED:
        row->approved++;
        break;
    }
}

static const char *
owner_of(const CoverageItem *item)
{
    const char *owner = item->entry != NULL ? item->entry->owner.text : NULL;
    return owner != NULL && *owner != '\0' ? owner : NULL;
}

static void
count_fractions(Progress *progress, const Coverage *coverage)
{
    g_autoptr(GHashTable) rows = g_hash_table_new(NULL, NULL);
    const GPtrArray *fractions = coverage->questions->fractions;

    for (guint i = 0; i < fractions->len; i++) {
        const Fraction *fraction = g_ptr_array_index(fractions, i);
        ProgressRow *row = row_new(fraction->name);
        g_ptr_array_add(progress->fractions, row);
        g_hash_table_insert(rows, (gpointer)fraction, row);
    }
    for (guint i = 0; i < coverage->count; i++) {
        const CoverageItem *item = &coverage->items[i];
        ProgressRow *row = g_hash_table_lookup(rows, item->question->fraction);
        if (row != NULL)
            progress_count(row, item, progress->date);
    }
}

static void
count_owners(Progress *progress, const Coverage *coverage)
{
    g_autoptr(GHashTable) rows = g_hash_table_new(g_str_hash, g_str_equal);
    ProgressRow *nobody = row_new(NULL);

    for (guint i = 0; i < coverage->count; i++) {
        const CoverageItem *item = &coverage->items[i];
        const char *owner = owner_of(item);
        ProgressRow *row = owner != NULL ? g_hash_table_lookup(rows, owner) : nobody;
        if (row == NULL) {
            row = row_new(owner);
            g_ptr_array_add(progress->owners, row);
            g_hash_table_insert(rows, row->name, row);
        }
        progress_count(row, item, progress->date);
    }
    if (nobody->questions > 0)
        g_ptr_array_add(progress->owners, nobody);
    else
        row_free(nobody);
}

static int
compare_due(gconstpointer a, gconstpointer b)
{
    const LateAnswer *first = *(LateAnswer *const *)a, *second = *(LateAnswer *const *)b;
    int order = strcmp(first->due, second->due);
    if (order != 0)
        return order;

    const Question *first_question = g_ptr_array_index(first->questions, 0);
    const Question *second_question = g_ptr_array_index(second->questions, 0);
    return strcmp(first_question->id, second_question->id);
}

static void
find_late(Progress *progress, const Coverage *coverage)
{
    g_autoptr(GHashTable) by_entry = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < coverage->count; i++) {
        const CoverageItem *item = &coverage->items[i];
        if (!coverage_item_is_late(item, progress->date))
            continue;
        LateAnswer *late = g_hash_table_lookup(by_entry, item->entry);
        if (late == NULL) {
            late = g_new0(LateAnswer, 1);
            late->questions = g_ptr_array_new();
            late->owner = g_strdup(owner_of(item));
            late->due = g_strdup(item->entry->due.text);
            g_hash_table_insert(by_entry, (gpointer)item->entry, late);
            g_ptr_array_add(progress->late, late);
        }
        g_ptr_array_add(late->questions, (gpointer)item->question);
    }
    g_ptr_array_sort(progress->late, compare_due);
}

Progress *
progress_new(const Coverage *coverage, const char *date)
{
    Progress *progress = g_new0(Progress, 1);
    progress->date = g_strdup(date);
    progress->total = row_new(NULL);
    progress->fractions = g_ptr_array_new_with_free_func(row_free);
    progress->owners = g_ptr_array_new_with_free_func(row_free);
    progress->late = g_ptr_array_new_with_free_func(late_free);

    for (guint i = 0; i < coverage->count; i++)
        progress_count(progress->total, &coverage->items[i], date);
    count_fractions(progress, coverage);
    count_owners(progress, coverage);
    find_late(progress, coverage);
    return progress;
}

void
progress_free(Progress *progress)
{
    if (progress == NULL)
        return;

    g_free(progress->date);
    row_free(progress->total);
    g_ptr_array_unref(progress->fractions);
    g_ptr_array_unref(progress->owners);
    g_ptr_array_unref(progress->late);
    g_free(progress);
}
