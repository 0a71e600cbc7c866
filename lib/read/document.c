/* SPDX-License-Identifier: EUPL-1.2 */
#include "read/document.h"

#include <string.h>

static void
paragraph_free(gpointer data)
{
    Paragraph *paragraph = data;

    text_map_free(paragraph->text);
    g_free(paragraph->label);
    g_free(paragraph->style);
    g_array_unref(paragraph->marks);
    g_array_unref(paragraph->emphasis);
    g_free(paragraph);
}

static void
note_free(gpointer data)
{
    Note *note = data;

    g_free(note->label);
    g_ptr_array_unref(note->paragraphs);
    g_free(note);
}

GPtrArray *
paragraph_list_new(void)
{
    return g_ptr_array_new_with_free_func(paragraph_free);
}

Paragraph *
paragraph_add(GPtrArray *list, ParagraphKind kind, const Source *source)
{
    Paragraph *paragraph = g_new0(Paragraph, 1);
    paragraph->kind = kind;
    paragraph->text = text_map_new(source);
    paragraph->marks = g_array_new(FALSE, FALSE, sizeof(NoteMark));
    paragraph->emphasis = g_array_new(FALSE, FALSE, sizeof(Emphasis));
    g_ptr_array_add(list, paragraph);
    return paragraph;
}

Document *
document_new(Source *source)
{
    Document *document = g_new0(Document, 1);
    document->source = source_ref(source);
    document->paragraphs = paragraph_list_new();
    document->notes = g_ptr_array_new_with_free_func(note_free);
    return document;
}

void
document_free(Document *document)
{
    if (document == NULL)
        return;

    g_ptr_array_unref(document->paragraphs);
    g_ptr_array_unref(document->notes);
    source_unref(document->source);
    g_free(document);
}

Note *
document_add_note(Document *document, const char *label)
{
    Note *note = g_new0(Note, 1);
    note->label = g_strdup(label);
    note->paragraphs = paragraph_list_new();
    g_ptr_array_add(document->notes, note);
    return note;
}

static const char *
paragraph_kind_slug(ParagraphKind kind)
{
    static const char *const slugs[] = { "text", "heading", "item", "cell", "furniture" };
    return slugs[kind];
}

/* The text with its note marks shown as [^label], which no clean text of a mark's place can hold. */
static void
dump_text(const Document *document, const Paragraph *paragraph, GString *out)
{
    const GString *text = paragraph->text->text;
    size_t done = 0;

    for (guint i = 0; i < paragraph->marks->len; i++) {
        const NoteMark *mark = &g_array_index(paragraph->marks, NoteMark, i);
        const Note *note = g_ptr_array_index(document->notes, mark->note);
        g_string_append_len(out, text->str + done, (gssize)(mark->at - done));
        g_string_append_printf(out, "[^%s]", note->label);
        done = mark->at;
    }
    g_string_append(out, text->str + done);
    g_string_append_c(out, '\n');
}

static void
dump_paragraph(const Document *document, const Paragraph *paragraph, GString *out)
{
    int line = 0, column = 0;
    source_position(document->source, text_map_origin(paragraph->text, 0), &line, &column);

    g_string_append_printf(out, "%s %d:%d", paragraph_kind_slug(paragraph->kind), line, column);
    if (paragraph->page > 0)
        g_string_append_printf(out, " page=%d", paragraph->page);
    if (paragraph->level > 0)
        g_string_append_printf(out, " level=%d", paragraph->level);
    if (paragraph->label != NULL)
        g_string_append_printf(out, " label=%s", paragraph->label);
    g_string_append(out, " | ");
    dump_text(document, paragraph, out);
}

void
document_dump(const Document *document, GString *out)
{
    for (guint i = 0; i < document->paragraphs->len; i++)
        dump_paragraph(document, g_ptr_array_index(document->paragraphs, i), out);

    for (guint i = 0; i < document->notes->len; i++) {
        const Note *note = g_ptr_array_index(document->notes, i);
        g_string_append_printf(out, "note %s\n", note->label);
        for (guint j = 0; j < note->paragraphs->len; j++) {
            g_string_append(out, "  ");
            dump_paragraph(document, g_ptr_array_index(note->paragraphs, j), out);
        }
    }
}
