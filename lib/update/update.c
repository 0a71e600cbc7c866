/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A revised question document, and the answers to the former one.
 *
 * In: the questions as they are now, after the decisions, and the answers, each with the sentences that it was
 * written against. Out: what changed, the edits that bring the answers files up to date, and what a
 * person has to look at.
 *
 * The former document isn't needed: what was asked stands in the answers, under `question`. What an answer
 * belongs to is told by those words alone (match.c). Its old id only says in which order the questions stood
 * and from which party they came, which tells apart what has the same words. An entry without sentences
 * can't be followed; it is left as it is and said to be so (`no-anchor`), since any guess would put an
 * answer under a question that nobody compared it with.
 *
 * No answer is ever taken out. One whose question is gone stays where it stands, as `unplaced`, and comes back into
 * its place where a later version asks the question again.
 *
 * Nothing is changed here: edits are asked for (answers-edit.h), and whoever has them writes the files.
 */
#include "update/update.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "update/update-private.h"

static void
remark_free(gpointer data)
{
    Remark *remark = data;

    g_free(remark->id);
    g_free(remark);
}

Remark *
remark_add(Update *update, RemarkKind kind, int entry, guint place)
{
    Remark *remark = g_new0(Remark, 1);

    remark->kind = kind;
    remark->entry = entry;
    remark->place = place;
    g_ptr_array_add(update->remarks, remark);
    return remark;
}

void
update_free(Update *update)
{
    if (update == NULL)
        return;

    changes_free(update->changes);
    answers_edit_free(update->edit);
    g_ptr_array_unref(update->remarks);
    g_array_unref(update->shifts);
    g_free(update);
}

bool
update_is_empty(const Update *update)
{
    return answers_edit_is_empty(update->edit);
}

static GArray *
new_wordings(const Questions *questions)
{
    GArray *wordings = g_array_new(FALSE, FALSE, sizeof(Wording));

    for (guint i = 0; i < questions->items->len; i++) {
        const Question *question = g_ptr_array_index(questions->items, i);
        Wording wording = { question->text, question->fraction->slug, false };
        g_array_append_val(wordings, wording);
    }
    return wordings;
}

/* Finds for each anchor its question. `groups` keeps the names of fractions. */
static GArray *
match_anchors(GArray *anchors, const Questions *questions, GPtrArray *groups)
{
    g_autoptr(GArray) olds = g_array_new(FALSE, FALSE, sizeof(Wording));
    g_autoptr(GArray) news = new_wordings(questions);

    for (guint i = 0; i < anchors->len; i++) {
        const Anchor *anchor = &g_array_index(anchors, Anchor, i);
        char *group = anchor->id != NULL ? id_fraction(anchor->id) : NULL;
        Wording wording = { anchor->text, group, anchor->unplaced };
        g_ptr_array_add(groups, group);
        g_array_append_val(olds, wording);
    }
    GArray *matches = match_wordings(olds, news);
    for (guint i = 0; i < anchors->len; i++)
        g_array_index(anchors, Anchor, i).match = g_array_index(matches, Match, i);
    return matches;
}

static Changes *
tell_changes(const GArray *anchors, const GArray *matches, const Questions *questions)
{
    g_autoptr(GArray) olds = g_array_new(FALSE, FALSE, sizeof(OldQuestion));

    for (guint i = 0; i < anchors->len; i++) {
        const Anchor *anchor = &g_array_index(anchors, Anchor, i);
        OldQuestion old = { anchor->id, anchor->text, anchor->unplaced };
        g_array_append_val(olds, old);
    }
    return changes_new(olds, matches, questions);
}

/* Of each question the next of its fraction and run of numbers, as ranges go. */
static GHashTable *
find_successors(const Questions *questions)
{
    GHashTable *successors = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) last = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < questions->items->len; i++) {
        Question *question = g_ptr_array_index(questions->items, i);
        Question *before = g_hash_table_lookup(last, question->fraction);
        if (before != NULL && before->run == question->run)
            g_hash_table_insert(successors, before, question);
        g_hash_table_insert(last, question->fraction, question);
    }
    return successors;
}

/* The number alone, "2" of "2-1", leads where the first question under it went. */
static void
map_number(GHashTable *ids, const Anchor *anchor, const Question *question)
{
    g_autofree char *fraction = id_fraction(anchor->id);
    if (*fraction != '\0' || !g_str_has_suffix(anchor->id, "-1"))
        return;

    char *number = g_strndup(anchor->id, strlen(anchor->id) - 2);
    const char *dash = question != NULL ? strrchr(question->id, '-') : NULL;
    bool numbered = question != NULL && question->number != NULL && dash != NULL;
    char *now = question == NULL ? g_strdup("")
                : numbered       ? g_strndup(question->id, (gsize)(dash - question->id))
                                 : g_strdup(question->id);
    g_hash_table_insert(ids, number, now);
}

/* A reference that lost its question (references.c) finds it again where that came back. */
static void
map_returned(GHashTable *ids, const Entry *entry, const Question *question)
{
    const char *was = entry->unplaced_was.text;

    if (question != NULL && was != NULL && entry->questions->len == 1)
        g_hash_table_insert(ids, g_strconcat(GONE_PREFIX, was, NULL), g_strdup(question->id));
}

static GHashTable *
map_ids(const GArray *anchors, const Answers *answers, const Questions *questions)
{
    GHashTable *ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

    for (guint i = 0; i < anchors->len; i++) {
        const Anchor *anchor = &g_array_index(anchors, Anchor, i);
        const Question *question =
            anchor->match.other >= 0
                ? g_ptr_array_index(questions->items, (guint)anchor->match.other)
                : NULL;
        if (anchor->unplaced)
            map_returned(ids, g_ptr_array_index(answers->entries, anchor->entry), question);
        if (anchor->id == NULL || g_hash_table_contains(ids, anchor->id))
            continue;
        g_hash_table_insert(ids, g_strdup(anchor->id),
                            g_strdup(question != NULL ? question->id : ""));
        map_number(ids, anchor, question);
    }
    return ids;
}

/* Loose entries keep their ids, and with them the questions that have these now. */
static void
settle_loose(Rewriter *rewriter, const bool *loose, const Entry **owner)
{
    for (guint i = 0; i < rewriter->answers->entries->len; i++) {
        const Entry *entry = g_ptr_array_index(rewriter->answers->entries, i);
        const GArray *namings = g_ptr_array_index(rewriter->coverage->namings, i);
        if (!loose[i] || entry->is_unplaced)
            continue;
        remark_add(rewriter->update, REMARK_LOOSE, (int)i, 0);
        for (guint j = 0; j < namings->len; j++) {
            const Question *question = g_array_index(namings, Naming, j).question;
            guint at = question != NULL ? questions_index(rewriter->questions, question) : 0;
            if (question != NULL && owner[at] == NULL)
                owner[at] = entry;
        }
    }
}

static void
rewrite_all(Rewriter *rewriter, const bool *loose)
{
    guint entries = rewriter->answers->entries->len;
    g_autofree const Entry **owner = g_new0(const Entry *, rewriter->questions->items->len + 1);

    for (guint i = 0; i < rewriter->anchors->len; i++) {
        const Anchor *anchor = &g_array_index(rewriter->anchors, Anchor, i);
        if (anchor->match.other >= 0)
            owner[anchor->match.other] =
                g_ptr_array_index(rewriter->answers->entries, anchor->entry);
    }
    for (guint i = 0; i < entries; i++)
        rewrite_entry(rewriter, i);
    settle_loose(rewriter, loose, owner);
    rewrite_references(rewriter);
    add_entries(rewriter->update->edit, rewriter->questions, rewriter->answers, owner,
                (guint *)(void *)rewriter->update->shifts->data);
}

Update *
update_new(const Questions *questions, const Answers *answers)
{
    guint entries = answers->entries->len;
    Update *update = g_new0(Update, 1);
    update->questions = questions;
    update->answers = answers;
    update->edit = answers_edit_new(answers);
    update->remarks = g_ptr_array_new_with_free_func(remark_free);
    update->shifts = g_array_sized_new(FALSE, TRUE, sizeof(guint), entries + 1);
    g_array_set_size(update->shifts, entries + 1);

    g_autofree bool *loose = g_new0(bool, entries + 1);
    g_autoptr(GPtrArray) groups = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) anchors = anchors_new(answers, loose);
    g_autoptr(GArray) matches = match_anchors(anchors, questions, groups);
    g_autoptr(GPtrArray) by_entry = anchors_by_entry(anchors, entries);
    g_autoptr(Coverage) coverage = check_letter(questions, answers, NULL);
    g_autoptr(GHashTable) successors = find_successors(questions);
    g_autoptr(GHashTable) ids = map_ids(anchors, answers, questions);
    Rewriter rewriter = { .update = update,
                          .questions = questions,
                          .answers = answers,
                          .anchors = anchors,
                          .by_entry = by_entry,
                          .coverage = coverage,
                          .successors = successors,
                          .ids = ids };

    update->changes = tell_changes(anchors, matches, questions);
    rewrite_all(&rewriter, loose);
    return update;
}
