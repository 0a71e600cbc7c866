/* SPDX-License-Identifier: EUPL-1.2 */
/* What a revised document changes in one entry: nothing is written that says the same. */
#include <string.h>

#include "base/utf8.h"
#include "update/update-private.h"

/* What became of the sentences of an entry. */
typedef struct Outcome {
    guint index;
    const Entry *entry;
    GPtrArray *anchors;   /* Anchor, borrowed, in the order of the sentences */
    GPtrArray *questions; /* Question, borrowed: what they became, those that went left out */
    bool changed;         /* the answer has to be looked at again */
} Outcome;

static const Question *
successor(const Rewriter *rewriter, const Anchor *anchor)
{
    return anchor->match.other < 0
               ? NULL
               : g_ptr_array_index(rewriter->questions->items, (guint)anchor->match.other);
}

static bool
same_text(const char *a, const char *b)
{
    g_autofree char *one = utf8_comparable(a), *other = utf8_comparable(b);

    return strcmp(one, other) == 0;
}

/* Is this what `to` says already, read against the new document? */
static bool
names_already(const Rewriter *rewriter, const Outcome *outcome)
{
    const GArray *namings = g_ptr_array_index(rewriter->coverage->namings, outcome->index);
    if (namings->len != outcome->questions->len)
        return false;

    for (guint i = 0; i < namings->len; i++) {
        if (g_array_index(namings, Naming, i).question != g_ptr_array_index(outcome->questions, i))
            return false;
    }
    return true;
}

/* How many questions from a place on follow each other in their fraction. */
static guint
run_length(const Rewriter *rewriter, const GPtrArray *questions, guint from)
{
    guint at = from;

    while (at + 1 < questions->len &&
           g_hash_table_lookup(rewriter->successors, g_ptr_array_index(questions, at)) ==
               g_ptr_array_index(questions, at + 1))
        at++;
    return at - from + 1;
}

/* "2" where 2-1 and 2-2, from a place on, are all questions under it; NULL. */
static char *
common_number(const Rewriter *rewriter, const GPtrArray *questions, guint from, guint *ret_count)
{
    const Question *first = g_ptr_array_index(questions, from);
    const char *dash = strrchr(first->id, '-');
    if (first->number == NULL || dash == NULL)
        return NULL;

    g_autofree char *number = g_strndup(first->id, (gsize)(dash - first->id));
    g_autoptr(GPtrArray) named = questions_named(rewriter->questions, number);
    if (named->len < 2 || named->len > questions->len - from)
        return NULL;
    for (guint i = 0; i < named->len; i++) {
        if (g_ptr_array_index(named, i) != g_ptr_array_index(questions, from + i))
            return NULL;
    }
    *ret_count = named->len;
    return g_steal_pointer(&number);
}

/* What `to` says: single ids, and ranges or numbers for several where it had such. */
static GPtrArray *
name_questions(const Rewriter *rewriter, const Outcome *outcome)
{
    const GPtrArray *questions = outcome->questions;
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    bool ranges = false, numbers = outcome->entry->to->len < outcome->anchors->len;

    for (guint i = 0; i < outcome->entry->to->len; i++)
        ranges |= ((const Target *)g_ptr_array_index(outcome->entry->to, i))->last != NULL;
    for (guint i = 0; i < questions->len;) {
        const Question *first = g_ptr_array_index(questions, i);
        guint count = 1;
        char *name = numbers ? common_number(rewriter, questions, i, &count) : NULL;
        if (name == NULL && ranges)
            count = run_length(rewriter, questions, i);
        if (name == NULL && count > 1)
            name = g_strdup_printf(
                "%s..%s", first->id,
                ((const Question *)g_ptr_array_index(questions, i + count - 1))->id);
        g_ptr_array_add(names, name != NULL ? name : g_strdup(first->id));
        i += count;
    }
    return names;
}

/* An item for each sentence? Then each can be changed alone, with what stands beside it left as it is. */
static bool
is_itemised(const YamlNode *list, const Outcome *outcome)
{
    if (list == NULL || list->kind != YAML_SEQUENCE || list->items->len != outcome->anchors->len ||
        outcome->questions->len == 0)
        return false;

    for (guint i = 0; i < list->items->len; i++) {
        if (((const YamlNode *)g_ptr_array_index(list->items, i))->kind != YAML_SCALAR)
            return false;
    }
    return true;
}

static void
rewrite_items(const Rewriter *rewriter, const Outcome *outcome, const YamlNode *list, bool ids)
{
    Splice *splice = answers_edit_splice(rewriter->update->edit, outcome->entry->file);

    for (guint i = 0; i < list->items->len; i++) {
        const YamlNode *item = g_ptr_array_index(list->items, i);
        const Question *question = successor(rewriter, g_ptr_array_index(outcome->anchors, i));
        if (question == NULL) {
            splice_remove(splice, item);
            continue;
        }
        bool same =
            ids ? strcmp(item->scalar, question->id) == 0 : same_text(item->scalar, question->text);
        if (!same)
            splice_replace(splice, item, yaml_text_new(ids ? question->id : question->text));
    }
}

static void
rewrite_targets(const Rewriter *rewriter, const Outcome *outcome)
{
    const YamlNode *to = yaml_get(outcome->entry->node, "to");
    AnswersEdit *edit = rewriter->update->edit;
    if (!outcome->entry->is_unplaced && names_already(rewriter, outcome))
        return;

    if (!outcome->entry->is_unplaced && outcome->entry->to->len == outcome->anchors->len &&
        is_itemised(to, outcome)) {
        rewrite_items(rewriter, outcome, to, true);
        return;
    }
    g_autoptr(GPtrArray) names = name_questions(rewriter, outcome);
    YamlNode *value = NULL;
    if (to != NULL && to->kind == YAML_SEQUENCE) {
        value = yaml_collection_new(YAML_SEQUENCE, YAML_FLOW);
        for (guint i = 0; i < names->len; i++)
            yaml_add(value, NULL, yaml_text_new(g_ptr_array_index(names, i)));
    } else {
        value = yaml_texts_new(names, YAML_FLOW);
    }
    if (outcome->entry->is_unplaced)
        answers_edit_place(edit, outcome->entry, value);
    else
        answers_edit_set(edit, outcome->entry, "to", value);
}

static void
rewrite_sentences(const Rewriter *rewriter, const Outcome *outcome)
{
    const YamlNode *node = yaml_get(outcome->entry->node, "question");

    if (is_itemised(node, outcome)) {
        rewrite_items(rewriter, outcome, node, false);
        return;
    }
    const Question *question = g_ptr_array_index(outcome->questions, 0);
    if (node->kind == YAML_SCALAR && !same_text(node->scalar, question->text))
        answers_edit_set(rewriter->update->edit, outcome->entry, "question",
                         yaml_text_new(question->text));
}

/* "VVD-7, VVD-8..VVD-9": the ids as they stood there. */
static char *
old_ids(const Entry *entry)
{
    GString *ids = g_string_new(NULL);

    for (guint i = 0; i < entry->to->len; i++) {
        const Target *target = g_ptr_array_index(entry->to, i);
        g_string_append_printf(ids, "%s%s", i > 0 ? ", " : "", target->first);
        if (target->last != NULL)
            g_string_append_printf(ids, "..%s", target->last);
    }
    return g_string_free(ids, FALSE);
}

static void
unplace(const Rewriter *rewriter, const Outcome *outcome)
{
    g_autofree char *was = old_ids(outcome->entry);
    Remark *remark = remark_add(rewriter->update, REMARK_UNPLACED, (int)outcome->index, 0);

    remark->id = g_strdup(was);
    answers_edit_unplace(rewriter->update->edit, outcome->entry, was);
}

/* What has to be looked at, sentence by sentence; `place` counts those that stay. */
static void
remark_changes(const Rewriter *rewriter, Outcome *outcome)
{
    guint place = 0;

    for (guint i = 0; i < outcome->anchors->len; i++) {
        const Anchor *anchor = g_ptr_array_index(outcome->anchors, i);
        const Question *question = successor(rewriter, anchor);
        RemarkKind kind = question == NULL       ? REMARK_PARTLY_GONE
                          : anchor->match.adrift ? REMARK_ADRIFT
                                                 : REMARK_REWORDED;
        bool worth =
            question == NULL || anchor->match.adrift || anchor->match.kind == MATCH_SIMILAR;
        if (worth) {
            Remark *remark = remark_add(rewriter->update, kind, (int)outcome->index, place);
            remark->id = g_strdup(anchor->id);
            remark->question = question;
            outcome->changed = true;
        }
        place += question != NULL;
    }
}

static void
rewrite_outcome(const Rewriter *rewriter, Outcome *outcome)
{
    const Entry *entry = outcome->entry;

    if (outcome->questions->len == 0) {
        if (!entry->is_unplaced)
            unplace(rewriter, outcome);
        return;
    }
    rewrite_targets(rewriter, outcome);
    rewrite_sentences(rewriter, outcome);
    remark_changes(rewriter, outcome);
    if (outcome->changed && entry->state == STATUS_APPROVED)
        answers_edit_set(rewriter->update->edit, entry, "status", yaml_text_new("review"));
}

void
rewrite_entry(Rewriter *rewriter, guint index)
{
    const GArray *indices = g_ptr_array_index(rewriter->by_entry, index);
    g_autoptr(GPtrArray) anchors = g_ptr_array_new(), questions = g_ptr_array_new();
    Outcome outcome = { .index = index,
                        .entry = g_ptr_array_index(rewriter->answers->entries, index),
                        .anchors = anchors,
                        .questions = questions };
    if (indices->len == 0)
        return;

    for (guint i = 0; i < indices->len; i++) {
        Anchor *anchor =
            &g_array_index(rewriter->anchors, Anchor, g_array_index(indices, guint, i));
        const Question *question = successor(rewriter, anchor);
        g_ptr_array_add(anchors, anchor);
        if (question != NULL)
            g_ptr_array_add(questions, (gpointer)question);
    }
    rewrite_outcome(rewriter, &outcome);
}
