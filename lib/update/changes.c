/* SPDX-License-Identifier: EUPL-1.2 */
#include "update/changes.h"

#include <string.h>

#include "base/utf8.h"

/* A change and where it is told: behind the question with this index, as the n-th that went there. */
typedef struct Placed {
    Change *change;
    int behind;
    guint rank;
} Placed;

static void
change_free(gpointer data)
{
    Change *change = data;

    g_free(change->old_id);
    g_free(change->new_id);
    g_free(change->old_text);
    g_free(change->new_text);
    g_free(change);
}

void
changes_free(Changes *changes)
{
    if (changes == NULL)
        return;

    g_ptr_array_unref(changes->items);
    g_free(changes);
}

static bool
is_same_text(const char *a, const char *b)
{
    g_autofree char *one = utf8_comparable(a), *other = utf8_comparable(b);

    return strcmp(one, other) == 0;
}

static ChangeKind
kind_of(const OldQuestion *old, const Question *question, MatchKind match)
{
    if (match == MATCH_SIMILAR)
        return CHANGE_REWORDED;
    if (match == MATCH_NORMALISED && !is_same_text(old->text, question->text))
        return CHANGE_RESPELT;
    return g_strcmp0(old->id, question->id) == 0 ? CHANGE_SAME : CHANGE_MOVED;
}

static Change *
change_new(const OldQuestion *old, const Question *question, const Match *match)
{
    Change *change = g_new0(Change, 1);

    if (old == NULL)
        change->kind = CHANGE_NEW;
    else if (question == NULL)
        change->kind = CHANGE_GONE;
    else
        change->kind = kind_of(old, question, match->kind);
    change->old_id = old != NULL ? g_strdup(old->id) : NULL;
    change->old_text = old != NULL ? g_strdup(old->text) : NULL;
    change->new_id = question != NULL ? g_strdup(question->id) : NULL;
    change->new_text = question != NULL ? g_strdup(question->text) : NULL;
    change->adrift = match != NULL && match->adrift;
    change->returned = old != NULL && question != NULL && old->unplaced;
    return change;
}

static int
compare_placed(gconstpointer a, gconstpointer b)
{
    const Placed *one = a, *other = b;

    if (one->behind != other->behind)
        return one->behind < other->behind ? -1 : 1;
    return one->rank < other->rank ? -1 : one->rank > other->rank;
}

static void
place_old(const GArray *olds, const GArray *matches, const Questions *questions, GArray *placed,
          bool *met)
{
    int behind = -1;

    for (guint i = 0; i < olds->len; i++) {
        const OldQuestion *old = &g_array_index(olds, OldQuestion, i);
        const Match *match = &g_array_index(matches, Match, i);
        if (match->other < 0 && old->unplaced)
            continue;
        const Question *question =
            match->other >= 0 ? g_ptr_array_index(questions->items, (guint)match->other) : NULL;
        if (question != NULL) {
            behind = match->other;
            met[match->other] = true;
        }
        Placed one = { change_new(old, question, match), behind, question != NULL ? 0 : i + 1 };
        g_array_append_val(placed, one);
    }
}

Changes *
changes_new(const GArray *olds, const GArray *matches, const Questions *questions)
{
    Changes *changes = g_new0(Changes, 1);
    g_autoptr(GArray) placed = g_array_new(FALSE, FALSE, sizeof(Placed));
    g_autofree bool *met = g_new0(bool, questions->items->len + 1);

    changes->items = g_ptr_array_new_with_free_func(change_free);
    place_old(olds, matches, questions, placed, met);
    for (guint i = 0; i < questions->items->len; i++) {
        const Question *question = g_ptr_array_index(questions->items, i);
        if (met[i])
            continue;
        Placed one = { change_new(NULL, question, NULL), (int)i, 0 };
        g_array_append_val(placed, one);
    }
    g_array_sort(placed, compare_placed);
    for (guint i = 0; i < placed->len; i++) {
        Change *change = g_array_index(placed, Placed, i).change;
        changes->counts[change->kind]++;
        g_ptr_array_add(changes->items, change);
    }
    return changes;
}

static GArray *
wordings_of(const Questions *questions)
{
    GArray *wordings = g_array_new(FALSE, FALSE, sizeof(Wording));

    for (guint i = 0; i < questions->items->len; i++) {
        const Question *question = g_ptr_array_index(questions->items, i);
        Wording wording = { question->text, question->fraction->slug, false };
        g_array_append_val(wordings, wording);
    }
    return wordings;
}

Changes *
compare_questions(const Questions *old, const Questions *new)
{
    g_autoptr(GArray) old_wordings = wordings_of(old), new_wordings = wordings_of(new);
    g_autoptr(GArray) matches = match_wordings(old_wordings, new_wordings);
    g_autoptr(GArray) olds = g_array_new(FALSE, FALSE, sizeof(OldQuestion));

    for (guint i = 0; i < old->items->len; i++) {
        const Question *question = g_ptr_array_index(old->items, i);
        OldQuestion one = { question->id, question->text, false };
        g_array_append_val(olds, one);
    }
    return changes_new(olds, matches, new);
}

const char *
change_kind_slug(ChangeKind kind)
{
    static const char *const slugs[] = {
        [CHANGE_SAME] = "same",         [CHANGE_MOVED] = "moved", [CHANGE_RESPELT] = "respelt",
        [CHANGE_REWORDED] = "reworded", [CHANGE_NEW] = "new",     [CHANGE_GONE] = "gone",
    };

    return slugs[kind];
}
