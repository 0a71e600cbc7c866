/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One sequence of footnotes over the whole letter, numbered in the order in which their marks are composed, which is
 * that of reading. No number stands twice in the text: a second mark to one note gets a number of its own, with a note
 * that leads to the first, so that the mark and the note it needs are always on one page.
 */
#include <string.h>

#include "letter/compose-private.h"

static FootNote *
add_note(Composer *composer)
{
    FootNote *note = foot_note_new(NULL);
    g_ptr_array_add(composer->letter->notes, note);
    note->number = (int)composer->letter->notes->len;
    return note;
}

/* The number of a further mark to a note; 0 where this is the first. */
static int
mark_again(Composer *composer, gconstpointer key)
{
    int first = GPOINTER_TO_INT(g_hash_table_lookup(composer->note_marks, key));
    if (first == 0)
        return 0;

    g_autofree char *number = g_strdup_printf("%d", first);
    g_autofree char *text = template_fill(composer->template, "see_note", "number", number, NULL);
    FootNote *note = add_note(composer);
    g_ptr_array_add(note->blocks, block_paragraph(text));
    return note->number;
}

static FootNote *
mark_first(Composer *composer, gconstpointer key)
{
    FootNote *note = add_note(composer);
    g_hash_table_insert(composer->note_marks, (gpointer)key, GINT_TO_POINTER(note->number));
    return note;
}

int
note_mark_document(Composer *composer, const Note *note)
{
    int again = mark_again(composer, note);
    if (again != 0)
        return again;

    FootNote *made = mark_first(composer, note);
    for (guint i = 0; i < note->paragraphs->len; i++) {
        const Paragraph *paragraph = g_ptr_array_index(note->paragraphs, i);
        Block *block = block_new(BLOCK_PARAGRAPH);
        Stretch all = { .paragraph = paragraph, .end = paragraph->text->text->len };
        words_add(composer, block, &all);
        g_ptr_array_add(made->blocks, block);
    }
    return made->number;
}

static const FootNote *
find_note(const Markup *markup, const char *label)
{
    for (guint i = 0; i < markup->notes->len; i++) {
        const FootNote *note = g_ptr_array_index(markup->notes, i);
        if (g_strcmp0(note->label, label) == 0)
            return note;
    }
    return NULL;
}

/* A mark without a note is an error of its own; a draft shows it as it was written. */
static void
spell_mark(Run *run)
{
    run->kind = RUN_TEXT;
    g_free(run->text);
    run->text = g_strdup_printf("[^%s]", run->note != NULL ? run->note : "");
    g_clear_pointer(&run->note, g_free);
}

/* Notes hold no marks of their own: what looks like one stays as written. */
static void
spell_marks(Block *block)
{
    for (guint i = 0; block->runs != NULL && i < block->runs->len; i++) {
        Run *run = g_ptr_array_index(block->runs, i);
        if (run->kind == RUN_NOTE)
            spell_mark(run);
    }
    for (guint i = 0; block->children != NULL && i < block->children->len; i++)
        spell_marks(g_ptr_array_index(block->children, i));
}

static void
copy_note(Composer *composer, const FootNote *from, FootNote *note)
{
    note->span = from->span;
    for (guint i = 0; i < from->blocks->len; i++) {
        Block *block = block_copy(g_ptr_array_index(from->blocks, i));
        spell_marks(block);
        references_resolve(composer, block);
        g_ptr_array_add(note->blocks, block);
    }
}

static void
number_mark(Composer *composer, Run *run, const Markup *markup)
{
    const FootNote *from = find_note(markup, run->note);
    if (from == NULL) {
        spell_mark(run);
        return;
    }

    run->number = mark_again(composer, from);
    if (run->number == 0) {
        FootNote *note = mark_first(composer, from);
        copy_note(composer, from, note);
        run->number = note->number;
    }
    g_clear_pointer(&run->note, g_free);
}

void
notes_number(Composer *composer, Block *block, const Markup *markup)
{
    for (guint i = 0; block->runs != NULL && i < block->runs->len; i++) {
        Run *run = g_ptr_array_index(block->runs, i);
        if (run->kind == RUN_NOTE)
            number_mark(composer, run, markup);
    }
    for (guint i = 0; block->children != NULL && i < block->children->len; i++)
        notes_number(composer, g_ptr_array_index(block->children, i), markup);
}
