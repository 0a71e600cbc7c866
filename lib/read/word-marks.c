/* SPDX-License-Identifier: EUPL-1.2 */
/* What a Word document marks in its text: bookmarks, notes and comments. */
#include "read/word-private.h"

static void
start_bookmark(WordReader *reader, const char **attributes)
{
    const char *id = xml_attribute(attributes, "w:id"), *name = xml_attribute(attributes, "w:name");
    if (id == NULL || name == NULL)
        return;

    g_hash_table_replace(reader->bookmarks, g_strdup(id), g_strdup(name));
    if (word_frame(reader)->paragraph == NULL)
        g_ptr_array_add(reader->bookmarks_before, g_strdup(name));
    else
        word_add_run(reader, MANUSCRIPT_OPEN)->text = g_strdup(name);
}

static void
end_bookmark(WordReader *reader, const char **attributes)
{
    const char *id = xml_attribute(attributes, "w:id");
    const char *name = id != NULL ? g_hash_table_lookup(reader->bookmarks, id) : NULL;

    guint count = reader->flow->len;
    ManuscriptParagraph *paragraph = word_frame(reader)->paragraph;
    if (name == NULL || (paragraph == NULL && count == 0))
        return;

    /* One that ends between paragraphs ends with the one before. */
    if (paragraph == NULL)
        paragraph = g_ptr_array_index(reader->flow, count - 1);
    manuscript_add_run(paragraph, MANUSCRIPT_CLOSE)->text = g_strdup(name);
}

static void
refer_to_note(WordReader *reader, char kind, const char **attributes)
{
    const char *id = xml_attribute(attributes, "w:id");
    if (id == NULL || docx_fields_hide(reader->fields))
        return;

    g_autofree char *key = g_strdup_printf("%c%s", kind, id);
    guint note = GPOINTER_TO_UINT(g_hash_table_lookup(reader->notes, key));
    if (note == 0) {
        manuscript_add_note(reader->manuscript->notes, key);
        note = reader->manuscript->notes->len;
        g_hash_table_insert(reader->notes, g_strdup(key), GUINT_TO_POINTER(note));
    }
    word_add_run(reader, MANUSCRIPT_NOTE)->index = note - 1;
}

static void
refer_to_footnote(WordReader *reader, const char **attributes)
{
    refer_to_note(reader, 'f', attributes);
}

static void
refer_to_endnote(WordReader *reader, const char **attributes)
{
    refer_to_note(reader, 'e', attributes);
}

/* The separators, and notes without a mark, are left out. */
static void
start_note(WordReader *reader, char kind, const char **attributes)
{
    const char *id = xml_attribute(attributes, "w:id");
    g_autofree char *key = g_strdup_printf("%c%s", kind, id != NULL ? id : "");
    guint note = GPOINTER_TO_UINT(g_hash_table_lookup(reader->notes, key));

    if (note == 0)
        reader->skip = 1;
    else
        reader->flow =
            ((ManuscriptNote *)g_ptr_array_index(reader->manuscript->notes, note - 1))->paragraphs;
}

static void
start_footnote(WordReader *reader, const char **attributes)
{
    start_note(reader, 'f', attributes);
}

static void
start_endnote(WordReader *reader, const char **attributes)
{
    start_note(reader, 'e', attributes);
}

static void
end_aside(WordReader *reader)
{
    word_paragraph_end(reader);
    g_array_set_size(reader->tables, 0);
}

static guint
find_comment(WordReader *reader, const char **attributes)
{
    const char *id = xml_attribute(attributes, "w:id");
    guint comment = id != NULL ? GPOINTER_TO_UINT(g_hash_table_lookup(reader->comments, id)) : 0;
    if (comment > 0 || id == NULL)
        return comment;

    manuscript_add_comment(reader->manuscript, id);
    g_ptr_array_add(reader->commented, NULL);
    comment = reader->manuscript->comments->len;
    g_hash_table_insert(reader->comments, g_strdup(id), GUINT_TO_POINTER(comment));
    return comment;
}

static void
start_comment_range(WordReader *reader, const char **attributes)
{
    guint comment = find_comment(reader, attributes);
    if (comment > 0 && g_ptr_array_index(reader->commented, comment - 1) == NULL)
        g_ptr_array_index(reader->commented, comment - 1) = g_string_new(NULL);
}

static void
end_comment_range(WordReader *reader, const char **attributes)
{
    guint comment = find_comment(reader, attributes);
    if (comment == 0)
        return;

    ManuscriptComment *about = g_ptr_array_index(reader->manuscript->comments, comment - 1);
    GString *words = g_ptr_array_index(reader->commented, comment - 1);
    if (words != NULL && about->about == NULL)
        about->about = g_string_free(words, FALSE);
    else if (words != NULL)
        g_string_free(words, TRUE);
    g_ptr_array_index(reader->commented, comment - 1) = NULL;
}

static void
refer_to_comment(WordReader *reader, const char **attributes)
{
    guint comment = find_comment(reader, attributes);
    if (comment > 0)
        word_add_run(reader, MANUSCRIPT_COMMENT)->index = comment - 1;
}

/* In comments.xml. */
static void
start_comment(WordReader *reader, const char **attributes)
{
    guint comment = find_comment(reader, attributes);
    if (comment == 0) {
        reader->skip = 1;
        return;
    }
    ManuscriptComment *made = g_ptr_array_index(reader->manuscript->comments, comment - 1);
    if (made->author == NULL)
        made->author = g_strdup(xml_attribute(attributes, "w:author"));
    reader->flow = made->paragraphs;
}

const WordElement word_mark_elements[] = {
    { "w:bookmarkStart", start_bookmark, NULL },
    { "w:bookmarkEnd", end_bookmark, NULL },
    { "w:footnoteReference", refer_to_footnote, NULL },
    { "w:endnoteReference", refer_to_endnote, NULL },
    { "w:footnote", start_footnote, end_aside },
    { "w:endnote", start_endnote, end_aside },
    { "w:commentRangeStart", start_comment_range, NULL },
    { "w:commentRangeEnd", end_comment_range, NULL },
    { "w:commentReference", refer_to_comment, NULL },
    { "w:comment", start_comment, end_aside },
    { NULL, NULL, NULL },
};
