/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "answers/review-key.h"
#include "base/xml-text.h"
#include "emit/docx-private.h"

#define KEEP_NEXT "<w:keepNext/>"

void
docx_open_paragraph(Docx *docx, const char *style, const char *properties)
{
    const char *name = style != NULL ? style : docx->plain;
    bool keep_next = g_str_has_prefix(properties, KEEP_NEXT);

    g_string_truncate(docx->words, 0);
    g_string_append(docx->out, "<w:p><w:pPr>");
    if (name != NULL)
        g_string_append_printf(docx->out, "<w:pStyle w:val=\"%s\"/>", name);
    if (docx->new_page) /* behind w:keepNext, as the schema has it */
        g_string_append_printf(docx->out, "%s<w:pageBreakBefore/>%s</w:pPr>",
                               keep_next ? KEEP_NEXT : "",
                               properties + (keep_next ? strlen(KEEP_NEXT) : 0));
    else
        g_string_append_printf(docx->out, "%s</w:pPr>", properties);
    if (docx->mark_note)
        g_string_append(docx->out, "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>"
                                   "<w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> </w:t>"
                                   "</w:r>");
    docx->new_page = docx->mark_note = false;
    for (guint i = 0; i < docx->expected->len; i++)
        docx_append_bookmark(docx, g_ptr_array_index(docx->expected, i));
    g_ptr_array_set_size(docx->expected, 0);
    g_string_append(docx->out, docx->opening->str);
    g_string_truncate(docx->opening, 0);
}

void
docx_close_paragraph(Docx *docx)
{
    if (docx->field == NULL)
        g_hash_table_add(docx->around, review_words_hash(docx->words->str));
    g_string_append(docx->out, "</w:p>\n");
}

/* A line end or tab in a text is an element of its own. */
static void
append_words(Docx *docx, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    g_string_append(docx->words, text);
    for (guint i = 0; lines[i] != NULL; i++) {
        g_string_append(docx->out, i > 0 ? "<w:br/>" : "");
        g_auto(GStrv) cells = g_strsplit(lines[i], "\t", -1);
        for (guint j = 0; cells[j] != NULL; j++) {
            g_string_append(docx->out, j > 0 ? "<w:tab/>" : "");
            g_string_append(docx->out, "<w:t xml:space=\"preserve\">");
            xml_append_text(docx->out, cells[j]);
            g_string_append(docx->out, "</w:t>");
        }
    }
}

void
docx_append_text(Docx *docx, const char *text)
{
    g_string_append(docx->out, "<w:r>");
    append_words(docx, text);
    g_string_append(docx->out, "</w:r>");
}

void
docx_append_line(Docx *docx, const char *style, const char *text)
{
    if (text == NULL)
        return;

    docx_open_paragraph(docx, style, "");
    docx_append_text(docx, text);
    docx_close_paragraph(docx);
}

/* Word allows forty characters, and of those no hyphen: anchors are numbered. */
static guint
bookmark_number(Docx *docx, const char *anchor)
{
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(docx->names, anchor));

    if (number == 0) {
        number = g_hash_table_size(docx->names) + 1;
        g_hash_table_insert(docx->names, g_strdup(anchor), GUINT_TO_POINTER(number));
    }
    return number;
}

void
docx_open_bookmark(Docx *docx, const char *name)
{
    g_string_append_printf(docx->out, "<w:bookmarkStart w:id=\"%u\" w:name=\"%s\"/>",
                           bookmark_number(docx, name), name);
}

void
docx_close_bookmark(Docx *docx, const char *name)
{
    g_string_append_printf(docx->out, "<w:bookmarkEnd w:id=\"%u\"/>", bookmark_number(docx, name));
}

/* "repliek_vraag_KEY" */
static char *
question_bookmark(const char *id)
{
    g_autofree char *key = review_key(id);
    return g_strconcat(REVIEW_QUESTION, key, NULL);
}

/* For review a question has its label before it, and can be referred to. */
static void
append_question_mark(Docx *docx, const Run *run)
{
    g_autofree char *name = run->anchor != NULL ? question_bookmark(run->anchor) : NULL;
    if (docx->letter->review == NULL || run->margin == NULL)
        return;

    if (name != NULL)
        docx_open_bookmark(docx, name);
    g_string_append(docx->out, "<w:r><w:rPr><w:rStyle w:val=\"RepliekVraag\"/></w:rPr>");
    append_words(docx, run->margin);
    g_string_append(docx->out, "</w:r>");
    if (name != NULL)
        docx_close_bookmark(docx, name);
    docx_append_text(docx, " ");
}

void
docx_append_bookmark(Docx *docx, const char *anchor)
{
    if (anchor == NULL)
        return;

    guint number = bookmark_number(docx, anchor);
    g_string_append_printf(docx->out,
                           "<w:bookmarkStart w:id=\"%u\" w:name=\"repliek_%u\"/>"
                           "<w:bookmarkEnd w:id=\"%u\"/>",
                           number, number, number);
}

void
docx_expect_bookmark(Docx *docx, const char *anchor)
{
    if (anchor != NULL)
        g_ptr_array_add(docx->expected, (gpointer)anchor);
}

/* The order of the elements is that of the schema. */
static void
append_run(Docx *docx, const Run *run, bool link)
{
    g_string_append(docx->out, "<w:r><w:rPr>");
    if (run->style & RUN_CODE)
        g_string_append(docx->out, docx_is_written(docx) ? "<w:rStyle w:val=\"" REVIEW_STYLE_CODE
                                                           "\"/>"
                                                         : "<w:rStyle w:val=\"Code\"/>");
    else if (link)
        g_string_append(docx->out, "<w:rStyle w:val=\"Hyperlink\"/>");
    g_string_append(docx->out, run->style & RUN_STRONG ? "<w:b/>" : "");
    g_string_append(docx->out, run->style & RUN_EMPHASIS ? "<w:i/>" : "");
    if (run->style & RUN_SUPERSCRIPT)
        g_string_append(docx->out, "<w:vertAlign w:val=\"superscript\"/>");
    if (run->language != NULL) {
        g_string_append(docx->out, "<w:lang");
        xml_append_attribute(docx->out, "w:val", run->language);
        g_string_append(docx->out, "/>");
    }
    g_string_append(docx->out, "</w:rPr>");
    append_words(docx, run->text);
    g_string_append(docx->out, "</w:r>");
}

static bool
leads_to_same(const Run *a, const Run *b)
{
    return b->kind == RUN_TEXT && g_strcmp0(a->link, b->link) == 0 &&
           g_strcmp0(a->target, b->target) == 0;
}

static void
open_link(Docx *docx, const Run *run)
{
    if (run->target != NULL && docx_is_written(docx)) {
        g_autofree char *name = question_bookmark(run->target);
        g_string_append_printf(docx->out, "<w:hyperlink w:anchor=\"%s\" w:history=\"1\">", name);
        return;
    }
    if (run->target != NULL) {
        g_string_append_printf(docx->out, "<w:hyperlink w:anchor=\"repliek_%u\" w:history=\"1\">",
                               bookmark_number(docx, run->target));
        return;
    }
    guint number = docx->in_notes
                       ? docx_package_relate_notes(docx->package, "hyperlink", run->link, true)
                       : docx_package_relate(docx->package, "hyperlink", run->link, true);
    g_string_append_printf(docx->out, "<w:hyperlink r:id=\"rId%u\" w:history=\"1\">", number);
}

/* Runs that follow each other to one place are one link. */
static guint
append_link(Docx *docx, const GPtrArray *runs, guint first)
{
    const Run *run = g_ptr_array_index(runs, first);
    guint i = first;

    open_link(docx, run);
    for (; i < runs->len && leads_to_same(run, g_ptr_array_index(runs, i)); i++)
        append_run(docx, g_ptr_array_index(runs, i), true);
    g_string_append(docx->out, "</w:hyperlink>");
    return i;
}

static void
append_note_mark(Docx *docx, const Run *run)
{
    g_string_append_printf(docx->out,
                           "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>"
                           "<w:footnoteReference w:id=\"%d\"/></w:r>",
                           run->number);
}

/* Word has one mark to a note; a further one is a link to the first. */
static void
append_written_mark(Docx *docx, const Run *run)
{
    g_autofree char *label = review_hash(run->note);
    g_autofree char *name = review_bookmark(REVIEW_NOTE, docx->field->key, label);

    if (g_hash_table_add(docx->noted, GINT_TO_POINTER(run->number))) {
        docx_open_bookmark(docx, name);
        append_note_mark(docx, run);
        docx_close_bookmark(docx, name);
        return;
    }
    g_string_append_printf(docx->out,
                           "<w:hyperlink w:anchor=\"%s\" w:history=\"1\"><w:r><w:rPr>"
                           "<w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>%d</w:t></w:r>"
                           "</w:hyperlink>",
                           name, run->number);
}

/* "[VVD-4]", which leads to the question. */
static void
append_reference(Docx *docx, const Run *run)
{
    g_autofree char *text = g_strdup_printf("[%s]", run->target);
    g_autoptr(Block) holder = block_new(BLOCK_PARAGRAPH);
    Run *words = run_add(holder, RUN_TEXT, text);

    words->target = g_strdup(run->target);
    words->style = run->style;
    docx_append_runs(docx, holder->runs);
}

static void
append_one_run(Docx *docx, const Run *run)
{
    switch (run->kind) {
    case RUN_TEXT:
        append_question_mark(docx, run);
        if (docx->letter->review == NULL)
            docx_append_bookmark(docx, run->anchor);
        append_run(docx, run, false);
        return;
    case RUN_BREAK:
        g_string_append(docx->out, "<w:r><w:br/></w:r>");
        g_string_append_c(docx->words, ' ');
        return;
    case RUN_NOTE:
        if (docx->field != NULL && run->note != NULL)
            append_written_mark(docx, run);
        else
            append_note_mark(docx, run);
        return;
    case RUN_REFERENCE:
        append_reference(docx, run);
        return;
    case RUN_PAGE:
        return;
    }
}

void
docx_append_runs(Docx *docx, const GPtrArray *runs)
{
    for (guint i = 0; runs != NULL && i < runs->len;) {
        const Run *run = g_ptr_array_index(runs, i);
        if (run->kind == RUN_TEXT && (run->link != NULL || run->target != NULL)) {
            i = append_link(docx, runs, i);
            continue;
        }
        append_one_run(docx, run);
        i++;
    }
}
