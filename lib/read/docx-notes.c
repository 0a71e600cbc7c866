/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Footnotes and endnotes of Word: a mark in the text names a note by kind and id, the notes stand
 * in parts of their own, and their numbers nowhere, as they follow from the order of the marks.
 */
#include <string.h>

#include "read/docx-private.h"
#include "read/numbers.h"

struct DocxNotes {
    Draft *draft;
    GHashTable *by_key;    /* "f2", "e2" → index in draft->notes plus 1 */
    GHashTable *bookmarks; /* name → index plus 1 of the note inside */
    GPtrArray *open;       /* names of bookmarks whose note is not known yet */
    GArray *pages;         /* guint per note: the page of its mark */
    NumberFormat footnotes, endnotes;
};

DocxNotes *
docx_notes_new(Draft *draft)
{
    DocxNotes *notes = g_new0(DocxNotes, 1);
    notes->draft = draft;
    notes->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    notes->bookmarks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    notes->open = g_ptr_array_new_with_free_func(g_free);
    notes->pages = g_array_new(FALSE, FALSE, sizeof(guint));
    notes->endnotes = NUMBER_LOWER_ROMAN;
    return notes;
}

void
docx_notes_free(DocxNotes *notes)
{
    if (notes == NULL)
        return;

    g_hash_table_unref(notes->by_key);
    g_hash_table_unref(notes->bookmarks);
    g_ptr_array_unref(notes->open);
    g_array_unref(notes->pages);
    g_free(notes);
}

static void
settle_bookmarks(DocxNotes *notes, guint note)
{
    for (guint i = 0; i < notes->open->len; i++)
        g_hash_table_insert(notes->bookmarks, g_strdup(g_ptr_array_index(notes->open, i)),
                            GUINT_TO_POINTER(note));
    g_ptr_array_set_size(notes->open, 0);
}

guint
docx_notes_refer(DocxNotes *notes, char kind, const char *id, guint page)
{
    g_autofree char *key = g_strdup_printf("%c%s", kind, id);
    guint note = GPOINTER_TO_UINT(g_hash_table_lookup(notes->by_key, key));

    if (note == 0) {
        draft_add_note(notes->draft, "");
        note = notes->draft->notes->len;
        g_array_append_val(notes->pages, page);
        g_hash_table_insert(notes->by_key, g_steal_pointer(&key), GUINT_TO_POINTER(note));
    }
    settle_bookmarks(notes, note);
    return note - 1;
}

Flow *
docx_notes_find(const DocxNotes *notes, char kind, const char *id, guint *ret_page)
{
    g_autofree char *key = g_strdup_printf("%c%s", kind, id != NULL ? id : "");
    guint note = GPOINTER_TO_UINT(g_hash_table_lookup(notes->by_key, key));
    if (note == 0)
        return NULL;

    *ret_page = g_array_index(notes->pages, guint, note - 1);
    return &((DraftNote *)g_ptr_array_index(notes->draft->notes, note - 1))->flow;
}

void
docx_notes_open_bookmark(DocxNotes *notes, const char *name)
{
    g_ptr_array_add(notes->open, g_strdup(name));
}

void
docx_notes_close_bookmark(DocxNotes *notes)
{
    if (notes->open->len > 0)
        g_ptr_array_set_size(notes->open, (int)notes->open->len - 1);
}

bool
docx_notes_bookmarked(const DocxNotes *notes, const char *name, guint *ret_note)
{
    guint note = GPOINTER_TO_UINT(g_hash_table_lookup(notes->bookmarks, name));
    if (note == 0)
        return false;

    *ret_note = note - 1;
    return true;
}

void
docx_notes_set_format(DocxNotes *notes, char kind, const char *value)
{
    NumberFormat format = (NumberFormat)docx_number_format(value);

    if (kind == 'f')
        notes->footnotes = format;
    else
        notes->endnotes = format;
}

void
docx_notes_number(DocxNotes *notes)
{
    GHashTableIter iter;
    gpointer key, value;
    g_autofree char *kinds = g_malloc0(notes->draft->notes->len + 1);
    int footnote = 0, endnote = 0;

    g_hash_table_iter_init(&iter, notes->by_key);
    while (g_hash_table_iter_next(&iter, &key, &value))
        kinds[GPOINTER_TO_UINT(value) - 1] = *(const char *)key;
    for (guint i = 0; i < notes->draft->notes->len; i++) {
        DraftNote *note = g_ptr_array_index(notes->draft->notes, i);
        if (*note->label != '\0')
            continue;
        GString *label = g_string_new(NULL);
        if (kinds[i] == 'f')
            number_append(label, notes->footnotes, ++footnote);
        else
            number_append(label, notes->endnotes, ++endnote);
        g_free(note->label);
        note->label = g_string_free(label, FALSE);
    }
}
