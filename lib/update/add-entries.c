/* SPDX-License-Identifier: EUPL-1.2 */
#include "update/update-private.h"

/* Which entry a new one goes beside; NULL entry: at the end of the first file. */
typedef struct Place {
    const Entry *near;
    SpliceSide side;
} Place;

/* What is walked over once, in the order of the document. */
typedef struct Adder {
    AnswersEdit *edit;
    const Questions *questions;
    const Answers *answers;
    const Entry *const *owner;
    const Entry **near
        [4]; /* for each question the nearest entries: before and behind it in its fraction, then in the document */
    GHashTable *indices; /* Entry → its index + 1 */
    guint *
        before; /* new entries directly before each, and directly behind; then at the end of each file */
    guint *behind;
    guint *at_end;
} Adder;

static const Question *
question_at(const Questions *questions, guint index)
{
    return g_ptr_array_index(questions->items, index);
}

/* Does a new question share the entry of the new one before it, as `init` has it? */
static bool
joins(const Adder *adder, guint index)
{
    if (index == 0 || adder->owner[index - 1] != NULL)
        return false;

    const Question *before = question_at(adder->questions, index - 1);
    const Question *question = question_at(adder->questions, index);
    return question->followup && before->fraction == question->fraction &&
           before->passage == question->passage;
}

/* Of each question the nearest entry on one side (step -1: before it), of its own fraction or of any. */
static const Entry **
find_near(const Adder *adder, int step, bool own)
{
    guint count = adder->questions->items->len;
    const Entry **near = g_new0(const Entry *, count + 1);
    g_autoptr(GHashTable) last = g_hash_table_new(NULL, NULL);

    for (guint n = 0; n < count; n++) {
        guint i = step < 0 ? n : count - 1 - n;
        gpointer key = own ? question_at(adder->questions, i)->fraction : NULL;
        near[i] = g_hash_table_lookup(last, key);
        if (adder->owner[i] != NULL)
            g_hash_table_insert(last, key, (gpointer)adder->owner[i]);
    }
    return near;
}

/* Behind the answer to the question before it in its fraction, else before that of the one behind it; of a fraction
 * without an entry, among those of the others. */
static Place
find_place(const Adder *adder, guint index)
{
    for (size_t i = 0; i < G_N_ELEMENTS(adder->near); i++) {
        if (adder->near[i][index] != NULL)
            return (Place){ adder->near[i][index], i % 2 == 0 ? SPLICE_BEHIND : SPLICE_BEFORE };
    }
    return (Place){ NULL, SPLICE_BEHIND };
}

static void
add_entry(Adder *adder, const GPtrArray *group, Place place)
{
    answers_edit_add(adder->edit, place.near, place.side, 0, entry_for_questions(group));
    if (place.near == NULL) {
        adder->at_end[0]++;
        return;
    }
    guint index = GPOINTER_TO_UINT(g_hash_table_lookup(adder->indices, place.near)) - 1;
    (place.side == SPLICE_BEFORE ? adder->before : adder->behind)[index]++;
}

static guint
walk_questions(Adder *adder)
{
    guint count = 0, total = adder->questions->items->len;
    Place place = { NULL, SPLICE_BEHIND };

    for (guint i = 0; i < total;) {
        if (adder->owner[i] != NULL) {
            i++;
            continue;
        }
        g_autoptr(GPtrArray) group = g_ptr_array_new();
        bool continues = i > 0 && adder->owner[i - 1] == NULL &&
                         question_at(adder->questions, i - 1)->fraction ==
                             question_at(adder->questions, i)->fraction;
        if (!continues)
            place = find_place(adder, i);
        do
            g_ptr_array_add(group, (gpointer)question_at(adder->questions, i++));
        while (i < total && adder->owner[i] == NULL && joins(adder, i));
        add_entry(adder, group, place);
        count++;
    }
    return count;
}

/* Entries follow each other in the order of the files, new ones beside those that they were put to. */
static void
count_shifts(const Adder *adder, guint *shifts)
{
    guint sum = 0;
    int file = 0;

    for (guint i = 0; i < adder->answers->entries->len; i++) {
        const Entry *entry = g_ptr_array_index(adder->answers->entries, i);
        for (; file < entry->file; file++)
            sum += adder->at_end[file];
        sum += adder->before[i];
        shifts[i] = sum;
        sum += adder->behind[i];
    }
}

guint
add_entries(AnswersEdit *edit, const Questions *questions, const Answers *answers,
            const Entry *const *owner, guint *shifts)
{
    guint entries = answers->entries->len;
    g_autoptr(GHashTable) indices = g_hash_table_new(NULL, NULL);
    g_autofree guint *before = g_new0(guint, entries + 1), *behind = g_new0(guint, entries + 1);
    g_autofree guint *at_end = g_new0(guint, answers->sources->len + 1);
    Adder adder = { .edit = edit,
                    .questions = questions,
                    .answers = answers,
                    .owner = owner,
                    .indices = indices,
                    .before = before,
                    .behind = behind,
                    .at_end = at_end };

    for (guint i = 0; i < entries; i++)
        g_hash_table_insert(indices, g_ptr_array_index(answers->entries, i),
                            GUINT_TO_POINTER(i + 1));
    for (size_t i = 0; i < G_N_ELEMENTS(adder.near); i++)
        adder.near[i] = find_near(&adder, i % 2 == 0 ? -1 : 1, i < 2);
    guint count = walk_questions(&adder);
    for (size_t i = 0; i < G_N_ELEMENTS(adder.near); i++)
        g_free(adder.near[i]);
    if (shifts != NULL)
        count_shifts(&adder, shifts);
    return count;
}

guint
add_missing_entries(const Questions *questions, const Answers *answers, AnswersEdit *edit)
{
    g_autoptr(Coverage) coverage = check_letter(questions, answers, NULL);
    g_autofree const Entry **owner = g_new0(const Entry *, questions->items->len + 1);

    for (guint i = 0; i < coverage->count; i++)
        owner[i] = coverage->items[i].entry;
    return add_entries(edit, questions, answers, owner, NULL);
}
