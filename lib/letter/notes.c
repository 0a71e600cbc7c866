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

/* Does the link's text say the address itself, with or without what it begins with? */
static bool
says_address(const char *text, const char *link)
{
    static const char *const starts[] = { "", "https://", "http://", "https://www.", "mailto:" };

    for (size_t i = 0; i < G_N_ELEMENTS(starts); i++) {
        g_autofree char *whole = g_strconcat(starts[i], text, NULL);
        g_autofree char *with_slash = g_strconcat(whole, "/", NULL);
        if (strcmp(whole, link) == 0 || strcmp(with_slash, link) == 0)
            return true;
    }
    return false;
}

/* All of a link's words, which emphasis may have parted; it ends before `end`. */
static char *
link_words(const Block *block, guint end)
{
    const Run *last = g_ptr_array_index(block->runs, end - 1);
    guint start = end;
    GString *words = g_string_new(NULL);

    while (start > 0 && g_strcmp0(((const Run *)g_ptr_array_index(block->runs, start - 1))->link,
                                  last->link) == 0)
        start--;
    for (guint i = start; i < end; i++) {
        const Run *run = g_ptr_array_index(block->runs, i);
        g_string_append(words, run->text != NULL ? run->text : "");
    }
    return g_string_free(words, FALSE);
}

/* Does a link end with the run before `end`, whose address has to be printed? Paper can't be clicked. */
static bool
needs_address(const Composer *composer, const Block *block, guint end)
{
    const Run *run = g_ptr_array_index(block->runs, end - 1);
    const Run *next = end < block->runs->len ? g_ptr_array_index(block->runs, end) : NULL;
    if (composer->screen || !composer->template->link_notes || run->kind != RUN_TEXT ||
        run->link == NULL || (next != NULL && g_strcmp0(next->link, run->link) == 0))
        return false;

    g_autofree char *words = link_words(block, end);
    return !says_address(words, run->link);
}

/* In a note the address follows the link's words: a note has no notes. */
static void
spell_links(const Composer *composer, Block *block)
{
    for (guint i = 0; block->runs != NULL && i < block->runs->len; i++) {
        const Run *run = g_ptr_array_index(block->runs, i);
        if (!needs_address(composer, block, i + 1))
            continue;
        g_autofree char *words = g_strdup_printf(" (%s)", run->link);
        Run *address = run_new(RUN_TEXT, words);
        address->link = g_strdup(run->link);
        g_ptr_array_insert(block->runs, (int)++i, address);
    }
    for (guint i = 0; block->children != NULL && i < block->children->len; i++)
        spell_links(composer, g_ptr_array_index(block->children, i));
}

static void
copy_note(Composer *composer, const FootNote *from, FootNote *note)
{
    note->span = from->span;
    for (guint i = 0; i < from->blocks->len; i++) {
        Block *block = block_copy(g_ptr_array_index(from->blocks, i));
        spell_marks(block);
        spell_links(composer, block);
        house_style_block(composer->template, block);
        references_resolve(composer, block);
        g_ptr_array_add(note->blocks, block);
    }
}

static void
keep_mark(Composer *composer, Run *run, const Markup *markup)
{
    const FootNote *from = find_note(markup, run->note);
    if (from == NULL) {
        spell_mark(run);
        return;
    }

    run->number = GPOINTER_TO_INT(g_hash_table_lookup(composer->note_marks, from));
    if (run->number != 0)
        return;
    FootNote *note = mark_first(composer, from);
    note->span = from->span;
    for (guint i = 0; i < from->blocks->len; i++) {
        Block *block = block_copy(g_ptr_array_index(from->blocks, i));
        spell_marks(block);
        g_ptr_array_add(note->blocks, block);
    }
    run->number = note->number;
}

/* Recursion is bounded by the nesting that parse_markup() lets through. */
void
notes_keep(Composer *composer, Block *block, const Markup *markup)
{
    for (guint i = 0; block->runs != NULL && i < block->runs->len; i++) {
        Run *run = g_ptr_array_index(block->runs, i);
        if (run->kind == RUN_NOTE)
            keep_mark(composer, run, markup);
    }
    for (guint i = 0; block->children != NULL && i < block->children->len; i++)
        notes_keep(composer, g_ptr_array_index(block->children, i), markup);
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

/* A note with the address, that of a second link to it as well: whoever reads on paper looks at one foot only. */
static Run *
add_address(Composer *composer, const char *link)
{
    FootNote *note = add_note(composer);
    const char *shown = g_str_has_prefix(link, "mailto:") ? link + strlen("mailto:") : link;
    Block *paragraph = block_new(BLOCK_PARAGRAPH);
    Run *address = run_add(paragraph, RUN_TEXT, shown);
    address->link = g_strdup(link);
    g_ptr_array_add(note->blocks, paragraph);

    Run *mark = run_new(RUN_NOTE, NULL);
    mark->number = note->number;
    return mark;
}

/*
 * Where the mark behind a link's last run goes: behind the stops and closing marks that touch the link, as the mark of
 * a note does. They become a run of their own where more follows.
 */
static guint
place_mark(Block *block, guint at)
{
    Run *next = at < block->runs->len ? g_ptr_array_index(block->runs, at) : NULL;
    if (next == NULL || next->kind != RUN_TEXT || next->link != NULL || next->target != NULL ||
        (next->style & RUN_CODE) != 0)
        return at;

    const char *rest = words_skip_closing(next->text);
    if (rest == next->text)
        return at;
    if (*rest != '\0') {
        Run *closing = run_copy(next);
        closing->text[rest - next->text] = '\0';
        char *words = g_strdup(rest);
        g_free(next->text);
        next->text = words;
        g_ptr_array_insert(block->runs, (int)at, closing);
    }
    return at + 1;
}

void
notes_number(Composer *composer, Block *block, const Markup *markup)
{
    for (guint i = 0; block->runs != NULL && i < block->runs->len; i++) {
        Run *run = g_ptr_array_index(block->runs, i);
        if (run->kind == RUN_NOTE && run->number == 0)
            number_mark(composer, run, markup);
        else if (needs_address(composer, block, i + 1)) {
            i = place_mark(block, i + 1);
            g_ptr_array_insert(block->runs, (int)i, add_address(composer, run->link));
        }
    }
    for (guint i = 0; block->children != NULL && i < block->children->len; i++)
        notes_number(composer, g_ptr_array_index(block->children, i), markup);
}
