/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n-lib.h>

#include "check/check-private.h"

/* What keeps an answered question from being sent. One without an answer has its own finding. */
void
check_progress(const Coverage *coverage, Diags *diags)
{
    for (guint i = 0; i < coverage->count; i++) {
        const CoverageItem *item = &coverage->items[i];
        const char *id = item->question->id;
        if (!item->answered)
            continue;

        const Entry *entry = item->entry;
        if (entry->state != STATUS_APPROVED && !entry->bad_status)
            diags_add(diags, DIAG_NOT_APPROVED,
                      span_is_set(entry->status.span) ? entry->status.span : entry->to_value, id,
                      _("the answer to %s isn't approved yet; set \"status: approved\" once it is"),
                      id);
        if (item->state == COVERAGE_DEFERRED && entry->deferred_until.text != NULL)
            diags_add(diags, DIAG_DEFERRED, entry->deferred_key, id,
                      _("the answer to %s is put off until %s"), id, entry->deferred_until.text);
    }
}

static void
check_unplaced(const Entry *entry, Diags *diags)
{
    if (entry->unplaced_was.text != NULL)
        diags_add(diags, DIAG_UNPLACED, entry->unplaced_span, NULL,
                  _("the question %s of this answer is gone; give the entry a \"to\", or take it "
                    "out"),
                  entry->unplaced_was.text);
    else
        diags_add(
            diags, DIAG_UNPLACED, entry->unplaced_span, NULL,
            _("the question of this answer is gone; give the entry a \"to\", or take it out"));
}

static void
check_conflict(const Entry *entry, Diags *diags)
{
    if (entry->is_deferred)
        diags_add(
            diags, DIAG_CONFLICT, entry->theirs.key, entry_id(entry),
            _("this was answered elsewhere and is deferred here; make \"theirs\" the \"text\" "
              "and take \"deferred\" out, or take \"theirs\" out"));
    else
        diags_add(diags, DIAG_CONFLICT, entry->theirs.key, entry_id(entry),
                  _("this answer was changed on both sides; join \"text\" and \"theirs\", and "
                    "take \"theirs\" out"));
}

/* What update and import leave for a human to settle. */
void
check_leftovers(const Coverage *coverage, Diags *diags)
{
    for (guint i = 0; i < coverage->answers->entries->len; i++) {
        const Entry *entry = g_ptr_array_index(coverage->answers->entries, i);
        if (entry->is_unplaced)
            check_unplaced(entry, diags);
        if (entry->theirs.text != NULL)
            check_conflict(entry, diags);
    }
}
