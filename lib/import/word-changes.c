/* SPDX-License-Identifier: EUPL-1.2 */
#include "import/word-changes.h"

static ManuscriptRun *
run_duplicate(const ManuscriptRun *run)
{
    ManuscriptRun *copy = g_memdup2(run, sizeof *run);

    copy->text = g_strdup(run->text);
    copy->name = g_strdup(run->name);
    copy->look = g_strdup(run->look);
    copy->link = g_strdup(run->link);
    return copy;
}

static void
run_release(gpointer data)
{
    ManuscriptRun *run = data;

    g_free(run->text);
    g_free(run->name);
    g_free(run->look);
    g_free(run->link);
    g_free(run);
}

static void
paragraph_release(gpointer data)
{
    ManuscriptParagraph *paragraph = data;

    g_ptr_array_unref(paragraph->runs);
    g_free(paragraph->style);
    g_free(paragraph->label);
    g_free(paragraph);
}

/* All but the runs and tags. */
static ManuscriptParagraph *
paragraph_like(const ManuscriptParagraph *paragraph)
{
    ManuscriptParagraph *copy = g_memdup2(paragraph, sizeof *paragraph);

    copy->style = g_strdup(paragraph->style);
    copy->label = g_strdup(paragraph->label);
    copy->tags = NULL;
    copy->runs = g_ptr_array_new_with_free_func(run_release);
    return copy;
}

static bool
goes(ManuscriptChange change, TrackedChanges tracked)
{
    ManuscriptChange out = tracked == TRACKED_REJECT ? TRACK_INSERTED : TRACK_DELETED;

    return change == TRACK_BOTH || change == out;
}

static void
copy_runs(const ManuscriptParagraph *from, GPtrArray *runs, TrackedChanges tracked, guint *changes)
{
    ManuscriptChange before = TRACK_NONE;

    for (guint i = 0; i < from->runs->len; i++) {
        const ManuscriptRun *run = g_ptr_array_index(from->runs, i);
        bool mark = run->kind == MANUSCRIPT_OPEN || run->kind == MANUSCRIPT_CLOSE ||
                    run->kind == MANUSCRIPT_COMMENT;
        if (mark || !goes(run->change, tracked))
            g_ptr_array_add(runs, run_duplicate(run));
        if (mark)
            continue;
        *changes += run->change != TRACK_NONE && run->change != before;
        before = run->change;
    }
}

GPtrArray *
word_changes_settle(const GPtrArray *paragraphs, TrackedChanges tracked, guint *ret_changes)
{
    GPtrArray *settled = g_ptr_array_new_with_free_func(paragraph_release);
    g_autoptr(GPtrArray) waiting = g_ptr_array_new_with_free_func(run_release);

    for (guint i = 0; i < paragraphs->len; i++) {
        const ManuscriptParagraph *paragraph = g_ptr_array_index(paragraphs, i);
        *ret_changes += (paragraph->end != TRACK_NONE) + (paragraph->row_change != TRACK_NONE);
        if (goes(paragraph->row_change, tracked))
            continue;
        copy_runs(paragraph, waiting, tracked, ret_changes);
        /* In a cell the last end can't go; nor can that of the last paragraph. */
        const ManuscriptParagraph *next =
            i + 1 < paragraphs->len ? g_ptr_array_index(paragraphs, i + 1) : NULL;
        bool joins = next != NULL && next->table == paragraph->table &&
                     next->row == paragraph->row && next->column == paragraph->column;
        if (goes(paragraph->end, tracked) && joins)
            continue;
        ManuscriptParagraph *made = paragraph_like(paragraph);
        while (waiting->len > 0)
            g_ptr_array_add(made->runs, g_ptr_array_steal_index(waiting, 0));
        g_ptr_array_add(settled, made);
    }
    return settled;
}
