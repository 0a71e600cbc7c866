/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/xml-text.h"
#include "emit/into-private.h"

/*
 * Footnotes. A mark names its note by a number (w:id) that says nothing about their order; but LibreOffice deals the
 * notes out to the marks in the order of these numbers (7.4, and the sources of 2025: DomainMapper_Impl.cxx,
 * lcl_convertToNoteIndices), and shows the wrong note below the page where they don't ascend. So those of the file's own
 * notes that come behind one of ours get new numbers, at their mark and in their entry, and keep every other byte.
 */

/* The place of the value of w:id in a tag. */
static bool
find_id(const char *xml, guint32 start, guint32 inside, guint32 *ret_at, guint32 *ret_length)
{
    const char *tag = xml + start;
    const char *id = memmem(tag, inside - start, ":id=", 4);
    const char *end = id != NULL ? memchr(id + 5, id[4], (size_t)(xml + inside - id - 5)) : NULL;
    if (end == NULL)
        return false;

    *ret_at = (guint32)(id + 5 - xml);
    *ret_length = (guint32)(end - id - 5);
    return true;
}

void
into_find_notes(Into *into)
{
    for (guint32 i = 0; i < into->trace->nodes->len; i++) {
        if (strcmp(into_node(into, i)->name, "w:footnoteReference") == 0)
            g_array_append_val(into->own_marks, i);
    }
}

static void
change_entry(Into *into, guint32 old, guint32 new)
{
    const char *xml = g_bytes_get_data(into->notes.old, NULL);
    const GArray *entries = into->notes.scan.entries;

    for (guint i = 0; i < entries->len; i++) {
        const IntoEntry *entry = &g_array_index(entries, IntoEntry, i);
        IntoChange change = { 0 };
        if (entry->id != old ||
            !find_id(xml, entry->start, entry->inside, &change.at, &change.length))
            continue;
        change.text = g_strdup_printf("%u", new);
        g_array_append_val(into->notes.changes, change);
        return;
    }
}

/* A note with two marks keeps one number: that of its first, where it stands before all of ours. */
static void
renumber(Into *into, const DocxNode *mark, bool ours)
{
    guint32 at, length;
    if (!find_id(into->xml, mark->start, mark->inside, &at, &length))
        return;

    g_autofree char *text = g_strndup(into->xml + at, length);
    guint32 old = (guint32)atoi(text);
    guint32 new = GPOINTER_TO_UINT(g_hash_table_lookup(into->note_ids, GUINT_TO_POINTER(old)));
    if (new == 0) {
        new = ours ? ++into->notes.scan.last : old;
        g_hash_table_insert(into->note_ids, GUINT_TO_POINTER(old), GUINT_TO_POINTER(new));
        if (ours)
            change_entry(into, old, new);
    }
    if (new == old)
        return;
    GString *now = g_string_new(NULL);
    g_string_printf(now, "%u", new);
    into_add_edit(into, at, length, now);
}

/* Own marks up to the place: those behind a note of ours come behind it in numbers as well. */
static void
pass_own_marks(Into *into, guint32 place)
{
    bool ours = into->notes.added->len > 0;

    for (; into->passed_marks < into->own_marks->len; into->passed_marks++) {
        guint32 index = g_array_index(into->own_marks, guint32, into->passed_marks);
        const DocxNode *mark = into_node(into, index);
        if (mark->start >= place)
            return;
        renumber(into, mark, ours);
    }
}

static gint
compare_changes(gconstpointer a, gconstpointer b)
{
    const IntoChange *first = a, *second = b;
    return first->at < second->at ? -1 : first->at > second->at;
}

void
into_finish_notes(Into *into)
{
    pass_own_marks(into, G_MAXUINT32);
    g_array_sort(into->notes.changes, compare_changes);
}

static Look
look_of_note(const Into *into)
{
    const char *style = docx_trace_style(into->trace, "footnote text");
    Look look = into_look(into, DOCX_NO_NODE, DOCX_NO_NODE);

    if (style == NULL) {
        g_free(look.fonts);
        g_free(look.size);
        look.fonts = g_strdup(into->look.fonts);
        look.size = g_strdup("<w:sz w:val=\"16\"/><w:szCs w:val=\"16\"/>");
        return look;
    }
    GString *xml = g_string_new("<w:pStyle");
    xml_append_attribute(xml, "w:val", style);
    g_string_append(xml, "/>");
    look.style = g_string_free(xml, FALSE);
    return look;
}

guint
into_add_note(Into *into, int number)
{
    const FootNote *note =
        number > 0 ? g_ptr_array_index(into->letter->notes, (guint)number - 1) : NULL;
    pass_own_marks(into, into->place);
    guint id = ++into->notes.scan.last;
    GString *outside = into->out;
    Look look = into->look;
    const char *expected = into->expected;

    into->out = into->notes.added;
    into->look = look_of_note(into);
    into->in_notes = into->mark_note = true;
    into->expected = NULL;
    g_string_append_printf(into->out, "<w:footnote%s w:id=\"%u\">",
                           into_declare_in(into, &into->notes), id);
    if (note != NULL)
        into_append_blocks(into, note->blocks);
    g_string_append(into->out, "</w:footnote>");
    look_clear(&into->look);
    into->look = look;
    into->out = outside;
    into->in_notes = into->mark_note = false;
    into->expected = expected;
    return id;
}
