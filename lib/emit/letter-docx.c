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
    " xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\""

enum { LIST_INDENT = 284, DEEPEST_LEVEL = 8 }; /* twentieths of a point; Word has nine levels */

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

/* A count of its own for each list, from its first number. */
static guint
add_list(Docx *docx, const Block *list)
{
    guint number = ++docx->lists;
    int level = MIN(docx->list_depth, DEEPEST_LEVEL);

    g_string_append_printf(docx->numbers, "<w:num w:numId=\"%u\"><w:abstractNumId w:val=\"%d\"/>",
                           number, list->ordered ? 1 : 0);
    if (list->ordered)
        g_string_append_printf(docx->numbers,
                               "<w:lvlOverride w:ilvl=\"%d\"><w:startOverride w:val=\"%d\"/>"
                               "</w:lvlOverride>",
                               level, list->start);
    g_string_append(docx->numbers, "</w:num>");
    return number;
}

/* The first paragraph carries the item's mark: its own, or Word's. */
static void
append_item_words(Docx *docx, const Block *item, const GPtrArray *runs, guint list)
{
    int left = (docx->list_depth) * LIST_INDENT;
    g_autofree char *properties =
        item->number != NULL
            ? g_strdup_printf("<w:tabs><w:tab w:val=\"left\" w:pos=\"%d\"/></w:tabs>"
                              "<w:ind w:left=\"%d\" w:hanging=\"%d\"/>",
                              left, left, LIST_INDENT)
            : g_strdup_printf("<w:numPr><w:ilvl w:val=\"%d\"/><w:numId w:val=\"%u\"/></w:numPr>",
                              MIN(docx->list_depth - 1, DEEPEST_LEVEL), list);

    docx_open_paragraph(docx, docx->in_notes ? NULL : "ListParagraph", properties);
    docx_append_bookmark(docx, item->anchor);
    if (item->number != NULL) {
        docx_append_text(docx, item->number);
        docx_append_text(docx, "\t");
    }
    docx_append_runs(docx, runs);
    docx_close_paragraph(docx);
}

static void
docx_item(Docx *docx, const Block *item, guint list)
{
    guint count = item->children != NULL ? item->children->len : 0, first = 0;
    const GPtrArray *words = item->runs;
    const Block *child = count > 0 ? g_ptr_array_index(item->children, 0) : NULL;

    if ((words == NULL || words->len == 0) && child != NULL && child->kind == BLOCK_PARAGRAPH) {
        words = child->runs;
        first = 1;
    }
    append_item_words(docx, item, words, list);
    g_autoptr(GPtrArray) rest = g_ptr_array_new();
    for (guint i = first; i < count; i++)
        g_ptr_array_add(rest, g_ptr_array_index(item->children, i));
    docx_append_blocks(docx, rest);
}

static void
docx_list(Docx *docx, const Block *block)
{
    guint list = add_list(docx, block);

    docx->list_depth++;
    for (guint i = 0; block->children != NULL && i < block->children->len; i++)
        docx_item(docx, g_ptr_array_index(block->children, i), list);
    docx->list_depth--;
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

/* ---- Tables ---- */

static guint
count_columns(const Block *table)
{
    for (guint i = 0; table->children != NULL && i < table->children->len; i++) {
        const Block *row = g_ptr_array_index(table->children, i);
        if (row->kind == BLOCK_ROW && row->children != NULL)
            return row->children->len;
    }
    return 0;
}

static void
append_cell(Docx *docx, const Block *cell, bool head)
{
    static const char *const alignments[] = { [CELL_LEFT] = "left",
                                              [CELL_RIGHT] = "right",
                                              [CELL_CENTRE] = "center",
                                              [CELL_DECIMAL] = "right" };
    g_autofree char *properties =
        g_strdup_printf("<w:jc w:val=\"%s\"/>", alignments[cell->alignment]);
    guint count = cell->children != NULL ? cell->children->len : 0;

    g_string_append(docx->out, "<w:tc><w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/></w:tcPr>");
    for (guint i = 0; i < MAX(count, 1); i++) {
        const Block *words = i < count ? g_ptr_array_index(cell->children, i) : NULL;
        docx_open_paragraph(docx, head ? "TableHead" : "TableText", properties);
        if (words != NULL)
            docx_append_runs(docx, words->runs);
        docx_close_paragraph(docx);
    }
    g_string_append(docx->out, "</w:tc>");
}

static void
append_row(Docx *docx, const Block *row, bool head)
{
    g_string_append(docx->out, "<w:tr><w:trPr><w:cantSplit/>");
    g_string_append(docx->out, head ? "<w:tblHeader/></w:trPr>" : "</w:trPr>");
    for (guint i = 0; row->children != NULL && i < row->children->len; i++)
        append_cell(docx, g_ptr_array_index(row->children, i), head);
    g_string_append(docx->out, "</w:tr>\n");
}

/* A paragraph behind it keeps two tables apart, which Word would make one. */
static void
docx_table(Docx *docx, const Block *block)
{
    guint columns = count_columns(block), row = 0;
    bool opened = false;

    for (guint i = 0; block->children != NULL && i < block->children->len; i++) {
        const Block *child = g_ptr_array_index(block->children, i);
        if (child->kind == BLOCK_CAPTION) {
            docx_open_paragraph(docx, "Caption", "<w:keepNext/>");
            docx_append_runs(docx, child->runs);
            docx_close_paragraph(docx);
            continue;
        }
        if (!opened) {
            g_string_append(docx->out,
                            "<w:tbl><w:tblPr><w:tblStyle w:val=\"Antwoordtabel\"/>"
                            "<w:tblW w:w=\"0\" w:type=\"auto\"/>"
                            "<w:tblLook w:val=\"0020\" w:firstRow=\"1\"/></w:tblPr><w:tblGrid>");
            for (guint c = 0; c < columns; c++)
                g_string_append(docx->out, "<w:gridCol/>");
            g_string_append(docx->out, "</w:tblGrid>\n");
            opened = true;
        }
        append_row(docx, child, row++ < block->header_rows);
    }
    if (opened)
        g_string_append(docx->out, "</w:tbl>\n");
    docx_open_paragraph(docx, "TableEnd", "");
    docx_close_paragraph(docx);
}

/* ---- The letter's own kinds ---- */

static void
docx_passage(Docx *docx, const Block *block)
{
    append_in_style(docx, block, "Stuk");
}

/* An answer in the document's list is no part of the list. */
static void
docx_answer(Docx *docx, const Block *block)
{
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
        [BLOCK_LIST] = docx_list,
        [BLOCK_ITEM] = docx_content,
        [BLOCK_QUOTE] = docx_quote,
        [BLOCK_CODE] = docx_code,
        [BLOCK_RULE] = docx_rule,
        [BLOCK_TABLE] = docx_table,
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
    append_head(docx);
    docx_append_blocks(docx, docx->letter->cover);
    docx->new_page = docx->letter->cover->len > 0;
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
    g_autoptr(GString) out = g_string_new(NULL), numbers = g_string_new(NULL);
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) expected = g_ptr_array_new();
    Docx docx = { .letter = letter,
                  .style = style,
                  .package = package,
                  .out = out,
                  .numbers = numbers,
                  .names = names,
                  .expected = expected,
                  .error = error };

    docx_add_parts(&docx);
    write_document(&docx);
    write_notes(&docx);
    docx_add_numbering(&docx);
    return docx.failed ? NULL : docx_package_write(package, error);
}
