/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Markdown: what answers are written in is read by the same parser (markup/block.h), and its blocks become
 * paragraphs. Only the name of a file tells Markdown from plain text.
 *
 * What stands in the source as it does in the words is mapped byte for byte; words that Markdown writes otherwise
 * (escapes, entities) lead to the place where their run begins. Findings of the parser are about answers, and nobody's
 * concern here: what can't be set stays as text.
 */
#include <string.h>

#include "base/failure.h"
#include "markup/block.h"
#include "read/read-private.h"

#include <glib/gi18n-lib.h>

/* libcmark takes quadratic time over signs of emphasis that close nothing. */
enum { MOST_SIGNS = 200000 };

typedef struct Reading {
    Document *document;
    GPtrArray *paragraphs; /* of the document, or of the note being read */
    GHashTable *labels;    /* label → index in Document.notes plus 1 */
    const char *label;     /* of the item whose first paragraph is to come; NULL */
    int depth;             /* of lists */
    int tables;
} Reading;

static void read_blocks(Reading *reading, const GPtrArray *blocks);

/* Does the source say the same, but for the ends of lines? */
static bool
is_verbatim(const Source *source, const Run *run)
{
    size_t length = strlen(run->text), start = run->span.start;
    if (!span_is_set(run->span) || start + length > source->length)
        return false;

    for (size_t i = 0; i < length; i++) {
        char there = source->text[start + i];
        if (there != run->text[i] && !(there == '\n' && run->text[i] == ' '))
            return false;
    }
    return true;
}

static void
append_run(Reading *reading, Paragraph *paragraph, const Run *run, size_t *pending)
{
    const Source *source = reading->document->source;
    size_t before = paragraph->text->text->len;
    unsigned kinds = (run->style & RUN_EMPHASIS ? EMPHASIS_ITALIC : 0) |
                     (run->style & RUN_STRONG ? EMPHASIS_BOLD : 0);

    if (is_verbatim(source, run)) {
        clean_append(paragraph->text, run->span.start, run->span.start + strlen(run->text),
                     pending);
    } else {
        if (*pending != SIZE_MAX && before > 0)
            text_map_append_fixed(paragraph->text, " ", 1, *pending);
        *pending = SIZE_MAX;
        text_map_append_fixed(paragraph->text, run->text, strlen(run->text), run->span.start);
    }
    if (kinds == 0 || paragraph->text->text->len == before)
        return;
    if (paragraph->emphasis == NULL)
        paragraph->emphasis = g_array_new(FALSE, FALSE, sizeof(Emphasis));
    Emphasis emphasis = { before, paragraph->text->text->len, kinds };
    g_array_append_val(paragraph->emphasis, emphasis);
}

static void
append_note_mark(Reading *reading, Paragraph *paragraph, const Run *run)
{
    guint index = GPOINTER_TO_UINT(g_hash_table_lookup(reading->labels, run->note));
    if (index == 0)
        return;

    NoteMark mark = { .at = paragraph->text->text->len, .note = index - 1 };
    g_array_append_val(paragraph->marks, mark);
}

static void
append_runs(Reading *reading, Paragraph *paragraph, const GPtrArray *runs)
{
    size_t pending = SIZE_MAX;

    for (guint i = 0; runs != NULL && i < runs->len; i++) {
        const Run *run = g_ptr_array_index(runs, i);
        if (run->kind == RUN_TEXT)
            append_run(reading, paragraph, run, &pending);
        else if (run->kind == RUN_NOTE)
            append_note_mark(reading, paragraph, run);
        else if (run->kind == RUN_BREAK && span_is_set(run->span))
            pending = run->span.start;
        else if (run->kind == RUN_REFERENCE && run->target != NULL)
            text_map_append_fixed(paragraph->text, run->target, strlen(run->target),
                                  run->span.start);
    }
}

static Paragraph *
add_paragraph(Reading *reading, ParagraphKind kind, const GPtrArray *runs)
{
    Paragraph *paragraph = paragraph_add(reading->paragraphs, kind, reading->document->source);
    paragraph->blank_before = kind != PARAGRAPH_ITEM && kind != PARAGRAPH_CELL;
    append_runs(reading, paragraph, runs);
    return paragraph;
}

/* Words in a list item: the first of them carry its mark. */
static void
read_words(Reading *reading, const GPtrArray *runs)
{
    if (reading->label == NULL) {
        add_paragraph(reading, PARAGRAPH_TEXT, runs);
        return;
    }
    Paragraph *paragraph = add_paragraph(reading, PARAGRAPH_ITEM, runs);
    paragraph->label = g_strdup(reading->label);
    paragraph->level = reading->depth;
    reading->label = NULL;
}

static void
read_content(Reading *reading, const Block *block)
{
    if (block->runs != NULL && block->runs->len > 0)
        read_words(reading, block->runs);
    if (block->children != NULL)
        read_blocks(reading, block->children);
}

static void
read_heading(Reading *reading, const Block *block)
{
    add_paragraph(reading, PARAGRAPH_HEADING, block->runs)->level = block->level;
}

static void
read_list(Reading *reading, const Block *list)
{
    reading->depth++;
    for (guint i = 0; list->children != NULL && i < list->children->len; i++) {
        g_autofree char *label =
            list->ordered ? g_strdup_printf("%d.", list->start + (int)i) : g_strdup("-");
        reading->label = label;
        read_content(reading, g_ptr_array_index(list->children, i));
        reading->label = NULL;
    }
    reading->depth--;
}

static void
read_row(Reading *reading, const Block *row, int number)
{
    for (guint i = 0; row->children != NULL && i < row->children->len; i++) {
        const Block *cell = g_ptr_array_index(row->children, i);
        const Block *words = cell->children != NULL && cell->children->len > 0
                                 ? g_ptr_array_index(cell->children, 0)
                                 : cell;
        Paragraph *paragraph = add_paragraph(reading, PARAGRAPH_CELL, words->runs);
        paragraph->table = reading->tables;
        paragraph->row = number;
        paragraph->column = (int)i;
    }
}

static void
read_table(Reading *reading, const Block *table)
{
    int row = 0;

    reading->tables++;
    for (guint i = 0; table->children != NULL && i < table->children->len; i++) {
        const Block *child = g_ptr_array_index(table->children, i);
        if (child->kind == BLOCK_ROW)
            read_row(reading, child, row++);
        else
            read_content(reading, child);
    }
}

/* Of an image the words that stand for it. */
static void
read_figure(Reading *reading, const Block *figure)
{
    Paragraph *paragraph = add_paragraph(reading, PARAGRAPH_TEXT, NULL);

    if (figure->alternative != NULL)
        text_map_append_fixed(paragraph->text, figure->alternative, strlen(figure->alternative),
                              figure->span.start);
    read_content(reading, figure);
}

/* Recursion is bounded by the nesting that parse_markup() lets through. */
static void
read_blocks(Reading *reading, const GPtrArray *blocks)
{
    for (guint i = 0; i < blocks->len; i++) {
        const Block *block = g_ptr_array_index(blocks, i);
        if (block->kind == BLOCK_HEADING)
            read_heading(reading, block);
        else if (block->kind == BLOCK_LIST)
            read_list(reading, block);
        else if (block->kind == BLOCK_TABLE)
            read_table(reading, block);
        else if (block->kind == BLOCK_FIGURE)
            read_figure(reading, block);
        else
            read_content(reading, block);
    }
}

static bool
within_signs(const Source *source, GError **error)
{
    guint count = 0;

    for (size_t i = 0; i < source->length; i++)
        count += source->text[i] == '*' || source->text[i] == '_';
    if (count <= MOST_SIGNS)
        return true;

    failure_set(error, DIAG_OVER_LIMIT, source->name, 0, 0,
                _("the text holds more than %d signs of emphasis (* and _); split it"), MOST_SIGNS);
    return false;
}

Document *
read_markdown(Source *source, GError **error)
{
    if (!within_signs(source, error))
        return NULL;

    g_autoptr(TextMap) text = text_map_new(source);
    g_autoptr(Diags) ignored = diags_new();
    g_autoptr(GHashTable) labels = g_hash_table_new(g_str_hash, g_str_equal);
    text_map_append(text, source->text, source->length, 0);
    g_autoptr(Markup) markup = parse_markup(text, NULL, ignored);
    Document *document = document_new(source);
    Reading reading = { .document = document,
                        .paragraphs = document->paragraphs,
                        .labels = labels };

    for (guint i = 0; i < markup->notes->len; i++) {
        const FootNote *note = g_ptr_array_index(markup->notes, i);
        document_add_note(document, note->label);
        g_hash_table_insert(labels, note->label, GUINT_TO_POINTER(i + 1));
    }
    read_blocks(&reading, markup->blocks);
    for (guint i = 0; i < markup->notes->len; i++) {
        reading.paragraphs = ((Note *)g_ptr_array_index(document->notes, i))->paragraphs;
        read_blocks(&reading, ((const FootNote *)g_ptr_array_index(markup->notes, i))->blocks);
    }
    return document;
}
