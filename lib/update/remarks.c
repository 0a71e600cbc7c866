/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n-lib.h>

#include "update/update-private.h"

static void
report_changed(const Remark *remark, const Entry *entry, Diags *diags)
{
    const Field *sentence = remark->place < entry->questions->len
                                ? g_ptr_array_index(entry->questions, remark->place)
                                : NULL;
    Span span = sentence != NULL ? sentence->span : entry->questions_span;

    if (remark->kind == REMARK_PARTLY_GONE) {
        diags_add(diags, DIAG_QUESTION_CHANGED, entry->questions_span, NULL,
                  _("one of the questions of this answer is gone (%s); read whether the answer "
                    "still fits"),
                  remark->id != NULL ? remark->id : "?");
        return;
    }
    Diag *diag =
        remark->kind == REMARK_ADRIFT
            ? diags_add(diags, DIAG_QUESTION_CHANGED, span, remark->question->id,
                        _("question %s stands behind another question than before, and may mean "
                          "something else now; read whether the answer still fits"),
                        remark->question->id)
            : diags_add(diags, DIAG_QUESTION_CHANGED, span, remark->question->id,
                        _("question %s has other words now; read whether the answer still fits"),
                        remark->question->id);
    diag_relate(diag, remark->question->span, _("the question as it stands in the document"));
}

static Span
reference_span(const Remark *remark, const Answers *answers, const Entry *entry)
{
    if (entry == NULL)
        return answers->letter->span;
    if (remark->in_see)
        return entry->see.span;
    if (entry->markup == NULL || remark->place >= entry->markup->references->len)
        return entry->text.span;
    return ((const Reference *)g_ptr_array_index(entry->markup->references, remark->place))->span;
}

static void
report_remark(const Remark *remark, const Answers *answers, const Entry *entry, Diags *diags)
{
    switch (remark->kind) {
    case REMARK_REWORDED:
    case REMARK_ADRIFT:
    case REMARK_PARTLY_GONE:
        report_changed(remark, entry, diags);
        return;
    case REMARK_UNPLACED:
        diags_add(diags, DIAG_UNPLACED, entry->is_unplaced ? entry->unplaced_span : entry->to_span,
                  NULL,
                  _("the question %s of this answer is gone; give the entry a \"to\", or take it "
                    "out"),
                  remark->id);
        return;
    case REMARK_LOOSE:
        diags_add(diags, DIAG_NO_ANCHOR, span_is_set(entry->to_span) ? entry->to_span : entry->span,
                  NULL,
                  _("nothing tells which questions this answer was written against, leaving it as "
                    "it is; give their sentences under \"question\", one for each in \"to\""));
        return;
    case REMARK_LOST_REFERENCE:
        diags_add(diags, DIAG_BAD_REFERENCE, reference_span(remark, answers, entry), NULL,
                  _("the question %s to which this refers is gone; refer to another, or take the "
                    "reference out"),
                  remark->id);
        return;
    }
}

void
update_report(const Update *update, const Answers *written, Diags *diags)
{
    const Answers *answers = written != NULL ? written : update->answers;

    for (guint i = 0; i < update->remarks->len; i++) {
        const Remark *remark = g_ptr_array_index(update->remarks, i);
        guint index = remark->entry < 0 ? 0 : (guint)remark->entry;
        if (written != NULL)
            index += g_array_index(update->shifts, guint, index);
        const Entry *entry = remark->entry >= 0 ? g_ptr_array_index(answers->entries, index) : NULL;
        report_remark(remark, answers, entry, diags);
    }
}
