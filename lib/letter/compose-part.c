/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A part of the letter, for whoever works on a few answers: the paragraphs whose questions are asked for, with the
 * headings above them and their answers, and nothing of what stands around. An answer to several questions brings all of
 * them. References to what the part leaves out say where it stands, without a page.
 *
 * And what is new since an older version of the answers.
 */
#include "letter/walk-private.h"

static bool
holds_any(const AnswerRun *run, GHashTable *part)
{
    for (guint i = 0; i < run->questions->len; i++) {
        if (g_hash_table_contains(part, g_ptr_array_index(run->questions, i)))
            return true;
    }
    return false;
}

void
answer_runs_choose(Composer *composer, GHashTable *part)
{
    if (part == NULL)
        return;

    composer->left_out = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < composer->runs->len; i++) {
        const AnswerRun *run = g_ptr_array_index(composer->runs, i);
        if (!holds_any(run, part))
            g_hash_table_add(composer->left_out, run->anchor);
    }
}

bool
answer_run_is_left_out(const Composer *composer, const AnswerRun *run)
{
    return composer->left_out != NULL && g_hash_table_contains(composer->left_out, run->anchor);
}

static bool
has_chosen_question(const Composer *composer, const Passage *passage)
{
    for (guint i = 0; passage->questions != NULL && i < passage->questions->len; i++) {
        const AnswerRun *run =
            g_hash_table_lookup(composer->run_of, g_ptr_array_index(passage->questions, i));
        if (run != NULL && !answer_run_is_left_out(composer, run))
            return true;
    }
    return false;
}

/* Which kinds of heading still miss the first of what they stand above, going upwards. */
typedef struct Wanted {
    bool section, fraction, subheading;
} Wanted;

static bool
is_kept(const Composer *composer, const Passage *passage, Wanted *wanted)
{
    bool kept = false;

    switch (passage->role) {
    case PASSAGE_SECTION:
        kept = wanted->section;
        *wanted = (Wanted){ 0 };
        return kept;
    case PASSAGE_FRACTION:
        kept = wanted->fraction;
        wanted->fraction = wanted->subheading = false;
        return kept;
    case PASSAGE_SUBHEADING:
        kept = wanted->subheading;
        wanted->subheading = false;
        return kept;
    case PASSAGE_TITLE:
    case PASSAGE_COMMITTEE:
    case PASSAGE_DISPATCH:
    case PASSAGE_PREAMBLE:
    case PASSAGE_CHAIR:
    case PASSAGE_CLERK:
    case PASSAGE_CONTENTS:
    case PASSAGE_BODY:
    case PASSAGE_ANSWER:
    case PASSAGE_AGENDA:
    case PASSAGE_CHROME:
        break;
    }
    kept = has_chosen_question(composer, passage);
    if (kept)
        *wanted = (Wanted){ true, true, true };
    return kept;
}

/* A table is one piece: of single cells nobody could tell what they are about. */
static void
keep_whole_tables(const Walk *walk)
{
    const GPtrArray *passages = walk->composer->questions->passages;
    g_autoptr(GHashTable) tables = g_hash_table_new(NULL, NULL);

    for (int pass = 0; pass < 2; pass++) {
        for (guint i = 0; i < passages->len; i++) {
            Passage *passage = g_ptr_array_index(passages, i);
            gpointer table = GINT_TO_POINTER(passage->paragraph->table);
            if (passage->paragraph->kind != PARAGRAPH_CELL)
                continue;
            if (pass == 0 && g_hash_table_contains(walk->kept, passage))
                g_hash_table_add(tables, table);
            if (pass == 1 && g_hash_table_contains(tables, table))
                g_hash_table_add(walk->kept, passage);
        }
    }
}

void
walk_find_part(Walk *walk)
{
    const Composer *composer = walk->composer;
    const GPtrArray *passages = composer->questions->passages;
    Wanted wanted = { 0 };
    if (composer->left_out == NULL)
        return;

    walk->kept = g_hash_table_new(NULL, NULL);
    for (guint i = passages->len; i > 0; i--) {
        const Passage *passage = g_ptr_array_index(passages, i - 1);
        if (is_kept(composer, passage, &wanted) || i - 1 == walk->answers_heading)
            g_hash_table_add(walk->kept, (gpointer)passage);
    }
    keep_whole_tables(walk);
}

bool
walk_leaves_out(const Walk *walk, const Passage *passage)
{
    return walk->kept != NULL && !g_hash_table_contains(walk->kept, passage);
}

static bool
same_field(const Field *a, const Field *b)
{
    return g_strcmp0(field_text(a), field_text(b)) == 0;
}

/* The older entry of a question whose answer says something else now; NULL where none does. */
static bool
find_change(const Coverage *since, const AnswerRun *run, const Entry **ret_was)
{
    for (guint i = 0; i < run->questions->len; i++) {
        const CoverageItem *item = coverage_item(since, g_ptr_array_index(run->questions, i));
        const Entry *was = item->entry, *is = run->entry;
        *ret_was = was;
        if (was == NULL || !same_field(&was->text, &is->text) || !same_field(&was->see, &is->see) ||
            !same_field(&was->deferred_until, &is->deferred_until) ||
            !same_field(&was->deferred_reason, &is->deferred_reason))
            return true;
    }
    return false;
}

/* Words and marks of a block as one string. */
static char *
block_words(const Block *block)
{
    GString *words = g_string_new(NULL);
    block_dump(block, 0, words);
    return g_string_free(words, FALSE);
}

/*
 * A paragraph that stood in the older text, at whatever place, has not changed. Where all of them did, something was
 * taken out or moved, which is a change of the answer as a whole.
 */
void
mark_changes(const Coverage *since, const AnswerRun *run, Block *answer)
{
    const Entry *was = NULL;
    if (since == NULL || run->entry == NULL || !find_change(since, run, &was))
        return;

    const Markup *old = was != NULL ? was->markup : NULL, *new = run->entry->markup;
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    guint count = answer->children->len - 1, changes = 0; /* the label has no words of the answer */
    for (guint i = 0; old != NULL && i < old->blocks->len; i++)
        g_hash_table_add(known, block_words(g_ptr_array_index(old->blocks, i)));

    answer->changed = true;
    for (guint i = 0; i < count; i++) {
        Block *block = g_ptr_array_index(answer->children, i + 1);
        g_autofree char *words = new != NULL &&i < new->blocks->len
                                     ? block_words(g_ptr_array_index(new->blocks, i))
                                     : NULL;
        block->changed = words == NULL || !g_hash_table_contains(known, words);
        changes += block->changed;
    }
    for (guint i = 0; changes == 0 && i < count; i++)
        ((Block *)g_ptr_array_index(answer->children, i + 1))->changed = true;
}
