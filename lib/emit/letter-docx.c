/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The letter as a Word document (ECMA-376, transitional), for who goes on working with it there.
 *
 * In: a Letter composed for the screen, since Word's pages are its own, and the style it is set in, for page and margins. Out: a
 * docx with what makes such a file accessible: heading styles with their levels, real lists, table heads that are marked and
 * repeated, texts for images, footnotes that are footnotes, a language, a title. The typeface is Verdana, as in the
 * ministries' own templates; the PDF's fonts need not be on the reader's machine.
 *
 * The committee's words carry a rule at their left, in place of the bracket. Lists count by themselves; an item of the
 * document, whose mark is part of its words, is written out. Bookmarks stand for the letter's anchors.
 *
 * In a document for review the answers are fields (docx-answer.c), and a first page says what to do (review-docx.c).
 *
 * One function per kind of block, in a table. Recursion is bounded by the nesting that parse_markup() lets through.
 */
#include <string.h>

#include "base/xml-text.h"
#include "emit/docx-private.h"
#include "emit/emit.h"

#define DOCUMENT_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define NAMESPACES                                                                                 \
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""                    \
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""             \
    " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\""         \
    " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""                           \
    " xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\""                      \
    " xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\""                          \
    " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""                    \
    " mc:Ignorable=\"w15\""

enum { LIST_INDENT = 284 }; /* twentieths of a point */

static const char declaration[] = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/* What goes on in an item stands below its words. */
static void
docx_paragraph(Docx *docx, const Block *block)
{
    g_autofree char *indent = docx->list_depth > 0 ? g_strdup_printf("<w:ind w:left=\"%d\"/>",
                                                                     docx->list_depth * LIST_INDENT)
                                                   : g_strdup("");

    docx_open_paragraph(docx, NULL, indent);
    docx_append_bookmark(docx, block->anchor);
    docx_append_runs(docx, block->runs);
    docx_close_paragraph(docx);
}

static void
docx_content(Docx *docx, const Block *block)
{
    if (block->runs != NULL && block->runs->len > 0)
        docx_paragraph(docx, block);
    if (block->children != NULL)
        docx_append_blocks(docx, block->children);
}

static void
docx_heading(Docx *docx, const Block *block)
{
    g_autofree char *style = g_strdup_printf("Heading%d", CLAMP(block->level, 1, 6));

    docx_open_paragraph(docx, style, "");
    docx_append_bookmark(docx, block->anchor);
    if (block->number != NULL) {
        docx_append_text(docx, block->number);
        docx_append_text(docx, " ");
    }
    docx_append_runs(docx, block->runs);
    docx_close_paragraph(docx);
    if (block->aside == NULL && block->aside_runs == NULL)
        return;
    docx_open_paragraph(docx, "Ook", "");
    if (block->aside_runs != NULL)
        docx_append_runs(docx, block->aside_runs);
    else
        docx_append_text(docx, block->aside);
    docx_close_paragraph(docx);
}

/* Everything inside has this style, and begins at the margin. */
static void
append_in_style(Docx *docx, const Block *block, const char *style)
{
    const char *outside = docx->plain;
    int depth = docx->list_depth;

    docx->plain = docx->in_notes ? outside : style;
    docx->list_depth = 0;
    docx_content(docx, block);
    docx->plain = outside;
    docx->list_depth = depth;
}

static void
docx_quote(Docx *docx, const Block *block)
{
    append_in_style(docx, block, "Quote");
}

static void
docx_code(Docx *docx, const Block *block)
{
    g_autofree char *text = block_text(block);

    docx_append_line(docx, "CodeBlock", g_strchomp(text));
}

static void
docx_rule(Docx *docx, const Block *block)
{
    (void)block;
    docx_open_paragraph(docx, NULL,
                        "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"1\"/></w:pBdr>");
    docx_close_paragraph(docx);
}

static void
docx_passage(Docx *docx, const Block *block)
{
    append_in_style(docx, block, "Stuk");
}

/* An answer in the document's list is no part of the list. */
static void
docx_answer(Docx *docx, const Block *block)
{
    if (docx->letter->review != NULL) {
        docx_append_answer_field(docx, block);
        return;
    }
    docx_expect_bookmark(docx, block->anchor);
    append_in_style(docx, block, NULL);
}

static void
docx_unanswered(Docx *docx, const Block *block)
{
    docx_open_paragraph(docx, "Onbeantwoord", "");
    docx_append_runs(docx, block->runs);
    docx_close_paragraph(docx);
}

static void
docx_contents(Docx *docx, const Block *block)
{
    docx_append_line(docx, "ContentsTitle", docx->letter->head.contents_label);
    for (guint i = 0; block->children != NULL && i < block->children->len; i++) {
        const Block *entry = g_ptr_array_index(block->children, i);
        g_autofree char *style = g_strdup_printf("TOC%d", CLAMP(entry->level, 1, 2));
        g_autoptr(Block) linked = block_new(BLOCK_PARAGRAPH);
        if (entry->number != NULL)
            run_add(linked, RUN_TEXT, entry->number)->target = g_strdup(entry->target);
        if (entry->number != NULL)
            run_add(linked, RUN_TEXT, " ")->target = g_strdup(entry->target);
        for (guint j = 0; j < entry->runs->len; j++) {
            Run *run = run_copy(g_ptr_array_index(entry->runs, j));
            g_free(run->target);
            run->target = g_strdup(entry->target);
            g_ptr_array_add(linked->runs, run);
        }
        docx_open_paragraph(docx, style, "");
        docx_append_runs(docx, linked->runs);
        docx_close_paragraph(docx);
    }
}

/* In the document's own words nobody signs: no room for a hand. */
static void
docx_signature(Docx *docx, const Block *block)
{
    append_in_style(docx, block, docx->plain != NULL ? docx->plain : "Signature");
}

static void
docx_section(Docx *docx, const Block *block)
{
    docx_expect_bookmark(docx, block->anchor);
    docx_content(docx, block);
}

void
docx_append_blocks(Docx *docx, const GPtrArray *blocks)
{
    static void (*const writers[])(Docx *, const Block *) = {
        [BLOCK_PARAGRAPH] = docx_content,
        [BLOCK_HEADING] = docx_heading,
        [BLOCK_LIST] = docx_append_list,
        [BLOCK_ITEM] = docx_content,
        [BLOCK_QUOTE] = docx_quote,
        [BLOCK_CODE] = docx_code,
        [BLOCK_RULE] = docx_rule,
        [BLOCK_TABLE] = docx_append_table,
        [BLOCK_ROW] = docx_content,
        [BLOCK_CELL] = docx_content,
        [BLOCK_FIGURE] = docx_append_figure,
        [BLOCK_CAPTION] = docx_content,
        [BLOCK_SECTION] = docx_section,
        [BLOCK_PASSAGE] = docx_passage,
        [BLOCK_ANSWER] = docx_answer,
        [BLOCK_LABEL] = docx_heading,
        [BLOCK_UNANSWERED] = docx_unanswered,
        [BLOCK_CONTENTS] = docx_contents,
        [BLOCK_SIGNATURE] = docx_signature,
    };

    for (guint i = 0; i < blocks->len; i++) {
        const Block *block = g_ptr_array_index(blocks, i);
        if (docx_is_written(docx))
            docx_append_written(docx, block);
        else
            writers[block->kind](docx, block);
    }
}

/* ---- The file ---- */

/* Word wants two notes of its own before the first: the rule above notes, and that above what goes on. */
static void
write_notes(Docx *docx)
{
    const GPtrArray *notes = docx->letter->notes;
    GString *body = docx->out;

    docx->out = g_string_new(declaration);
    g_string_append(docx->out,
                    "<w:footnotes" NAMESPACES ">"
                    "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r>"
                    "</w:p></w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"0\">"
                    "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>\n");
    docx->in_notes = true;
    docx->plain = "FootnoteText";
    for (guint i = 0; i < notes->len; i++) {
        const FootNote *note = g_ptr_array_index(notes, i);
        g_string_append_printf(docx->out, "<w:footnote w:id=\"%d\">", note->number);
        docx->mark_note = true;
        docx_append_blocks(docx, note->blocks);
        if (docx->mark_note) /* a note of the document without words: it must hold a paragraph all the same */
            docx_append_line(docx, NULL, "");
        g_string_append(docx->out, "</w:footnote>\n");
    }
    g_string_append(docx->out, "</w:footnotes>");
    docx_package_add_text(docx->package, "word/footnotes.xml", DOCUMENT_TYPE "footnotes+xml",
                          docx->out->str);
    docx_package_relate(docx->package, "footnotes", "footnotes.xml", false);
    g_string_free(docx->out, TRUE);
    docx->out = body;
    docx->in_notes = false;
    docx->plain = NULL;
}

static void
append_lines(Docx *docx, const char *style, const GPtrArray *lines)
{
    for (guint i = 0; lines != NULL && i < lines->len; i++)
        docx_append_line(docx, style, g_ptr_array_index(lines, i));
}

static void
append_labelled(Docx *docx, const char *label, const char *text)
{
    if (text == NULL)
        return;

    docx_open_paragraph(docx, "Kenmerk", "");
    docx_append_text(docx, label != NULL ? label : "");
    docx_append_text(docx, "\t");
    docx_append_text(docx, text);
    docx_close_paragraph(docx);
}

static void
append_reference(Docx *docx, const ReferenceItem *item)
{
    g_autoptr(GString) lines = g_string_new(NULL);

    for (guint i = 0; i < item->lines->len; i++) {
        g_string_append(lines, i > 0 ? "\n\t" : "");
        g_string_append(lines, g_ptr_array_index(item->lines, i));
    }
    if (item->label != NULL && lines->len > 0)
        append_labelled(docx, item->label, lines->str);
}

/* What stands around the letter on paper, in the order in which it is read; of a Kamerstuk its dossiers. */
static void
append_head(Docx *docx)
{
    const LetterHead *head = &docx->letter->head;

    docx_append_line(docx, "Afzender", head->chamber != NULL ? head->chamber : head->ministry);
    docx_append_line(docx, "Rubricering", head->classification);
    docx_append_line(docx, "Kenmerk", head->session);
    for (guint i = 0; head->dossiers != NULL && i < head->dossiers->len; i++) {
        const DossierLine *line = g_ptr_array_index(head->dossiers, i);
        append_labelled(docx, line->number, line->title);
    }
    docx_append_line(docx, "Kenmerk", head->document_number);
    docx_append_line(docx, "Kenmerk", head->adopted);
    append_lines(docx, "Adres", head->addressee);
    append_labelled(docx, head->date_label, head->date);
    append_labelled(docx, head->subject_label, head->subject);
    for (guint i = 0; head->reference_first != NULL && i < head->reference_first->len; i++)
        append_reference(docx, g_ptr_array_index(head->reference_first, i));
}

/* The reading guide explains brackets and numbers in the margin, which Word's pages don't have. */
static void
append_body(Docx *docx)
{
    const GPtrArray *body = docx->letter->body;
    g_autoptr(GPtrArray) blocks = g_ptr_array_new();

    for (guint i = 0; i < body->len; i++) {
        Block *block = g_ptr_array_index(body, i);
        if (block->kind != BLOCK_PARAGRAPH)
            g_ptr_array_add(blocks, block);
    }
    docx_append_blocks(docx, blocks);
}

static void
write_document(Docx *docx)
{
    g_string_append(docx->out, declaration);
    g_string_append(docx->out, "<w:document" NAMESPACES "><w:body>\n");
    if (docx->letter->review != NULL) {
        docx_append_how_to(docx);
    } else {
        append_head(docx);
        docx_append_blocks(docx, docx->letter->cover);
        docx->new_page = docx->letter->cover->len > 0;
    }
    append_body(docx);
    docx_append_section(docx);
    g_string_append(docx->out, "</w:body></w:document>");
    docx_package_add_text(docx->package, "word/document.xml", DOCUMENT_TYPE "document.main+xml",
                          docx->out->str);
}

GBytes *
emit_letter_docx(const Letter *letter, const Style *style, GError **error)
{
    g_autoptr(DocxPackage) package = docx_package_new();
    g_autoptr(GString) out = g_string_new(NULL), levels = g_string_new(NULL),
                       numbers = g_string_new(NULL);
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) noted = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) expected = g_ptr_array_new();
    g_autoptr(GString) opening = g_string_new(NULL), words = g_string_new(NULL);
    g_autoptr(GHashTable) around = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Docx docx = { .letter = letter,
                  .style = style,
                  .package = package,
                  .out = out,
                  .levels = levels,
                  .numbers = numbers,
                  .names = names,
                  .expected = expected,
                  .noted = noted,
                  .opening = opening,
                  .words = words,
                  .around = around,
                  .error = error };

    docx_add_parts(&docx);
    write_document(&docx);
    write_notes(&docx);
    docx_add_numbering(&docx);
    if (letter->review != NULL)
        docx_add_review_part(&docx);
    return docx.failed ? NULL : docx_package_write(package, error);
}
