/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/utf8.h"
#include "check/check-private.h"

/*
 * Questions that nobody answers, and answers without words. A question that two entries name is
 * answered twice, even where one of them is empty: that is then its finding.
 */
void
check_unanswered(const Coverage *coverage, Diags *diags)
{
    for (guint i = 0; i < coverage->count; i++) {
        const CoverageItem *item = &coverage->items[i];
        const char *id = item->question->id;

        if (item->state == COVERAGE_MISSING)
            diags_add(diags, DIAG_UNANSWERED, item->question->span, id,
                      _("question %s has no answer; add an entry for it"), id);
        else if (item->state == COVERAGE_EMPTY && !item->named_twice)
            diags_add(diags, DIAG_EMPTY_ANSWER,
                      span_is_set(item->entry->text_key) ? item->entry->text_key
                                                         : item->entry->to_span,
                      id, _("the answer to %s is empty; write its text"), id);
    }
}

/* The second entry's id, whichever of the two the coverage counts. */
static void
check_naming(const Naming *naming, GHashTable *first, Diags *diags)
{
    const Target *before = g_hash_table_lookup(first, naming->question);
    if (before == NULL) {
        g_hash_table_insert(first, (gpointer)naming->question, (gpointer)naming->target);
        return;
    }

    const char *id = naming->question->id;
    Diag *diag = diags_add(diags, DIAG_ANSWERED_TWICE, naming->target->span, id,
                           _("question %s is answered twice; take it out of one entry, or join "
                             "them"),
                           id);
    diag_relate(diag, before->span, _("the first answer to it stands here"));
}

void
check_answered_twice(const Coverage *coverage, Diags *diags)
{
    g_autoptr(GHashTable) first = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < coverage->namings->len; i++) {
        const GArray *namings = coverage_namings(coverage, i);
        for (guint j = 0; j < namings->len; j++)
            if (g_array_index(namings, Naming, j).question != NULL)
                check_naming(&g_array_index(namings, Naming, j), first, diags);
    }
}

static void
check_sentence(const Field *written, const Question *question, Diags *diags)
{
    g_autofree char *was = utf8_comparable(written->text);
    g_autofree char *is = utf8_comparable(question->text);
    if (strcmp(was, is) == 0)
        return;

    Diag *diag = diags_add(diags, DIAG_QUESTION_CHANGED, written->span, question->id,
                           _("question %s now has other words than the answer was written against; "
                             "read it again and bring \"question\" up to date"),
                           question->id);
    diag_relate(diag, question->span, _("the question as it stands in the document"));
}

/* Only where sentences and ids go together; a wrong number of them is check_targets()'s finding. */
void
check_sentences(const Coverage *coverage, Diags *diags)
{
    for (guint i = 0; i < coverage->namings->len; i++) {
        const Entry *entry = g_ptr_array_index(coverage->answers->entries, i);
        const GArray *namings = coverage_namings(coverage, i);
        if (namings->len != entry->questions->len)
            continue;
        for (guint j = 0; j < namings->len; j++) {
            const Question *question = g_array_index(namings, Naming, j).question;
            if (question != NULL)
                check_sentence(g_ptr_array_index(entry->questions, j), question, diags);
        }
    }
}

void
check_doubts(const Coverage *coverage, Diags *diags)
{
    const GPtrArray *doubtful = coverage->questions->doubtful;

    for (guint i = 0; i < doubtful->len; i++) {
        const Doubt *doubt = g_ptr_array_index(doubtful, i);
        if (!doubt->settled)
            diags_add(diags, DIAG_UNSETTLED_DOUBT, doubt->span, NULL,
                      _("this may be a question (%s); put the sentence under \"decisions\", as "
                        "\"question\" or \"not-a-question\""),
                      doubt->reason);
    }
}
