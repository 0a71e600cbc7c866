/* SPDX-License-Identifier: EUPL-1.2 */
#include "letter/compose-private.h"

ContentsEntry *
contents_add(Composer *composer, int level, const char *number, char *text, const char *target)
{
    ContentsEntry *entry = g_new0(ContentsEntry, 1);
    entry->level = level;
    entry->number = g_strdup(number);
    entry->text = text;
    entry->target = g_strdup(target);
    entry->questions = g_ptr_array_new();
    g_ptr_array_add(composer->contents, entry);
    return entry;
}

void
contents_entry_free(ContentsEntry *entry)
{
    g_free(entry->number);
    g_free(entry->text);
    g_free(entry->target);
    g_ptr_array_unref(entry->questions);
    g_free(entry);
}

/* "1 t/m 10": the fraction stands beside it, so the numbers alone will do. */
static char *
question_numbers(const Composer *composer, const ContentsEntry *entry)
{
    if (!composer->ids || entry->questions->len == 0)
        return NULL;

    const Question *first = g_ptr_array_index(entry->questions, 0);
    const Question *last = g_ptr_array_index(entry->questions, entry->questions->len - 1);
    if (first == last)
        return g_strdup(question_number(first->id));
    const char *wording = entry->questions->len == 2 ? "ids_two" : "ids_range";
    return template_fill(composer->template, wording, "first", question_number(first->id), "last",
                         question_number(last->id), NULL);
}

/* A section whose fractions are listed under it leaves the numbers to them. */
static bool
has_fractions(const Composer *composer, guint index)
{
    if (index + 1 >= composer->contents->len)
        return false;

    const ContentsEntry *next = g_ptr_array_index(composer->contents, index + 1);
    return next->level == 2;
}

void
compose_contents(const Composer *composer, Block *contents)
{
    for (guint i = 0; i < composer->contents->len; i++) {
        const ContentsEntry *entry = g_ptr_array_index(composer->contents, i);
        Block *block = block_add(contents, BLOCK_PARAGRAPH);
        block->level = entry->level;
        block->number = g_strdup(entry->number);
        block->target = g_strdup(entry->target);
        run_add(block, RUN_TEXT, entry->text);
        if (entry->level == 2 || !has_fractions(composer, i))
            block->aside = question_numbers(composer, entry);
    }
}
