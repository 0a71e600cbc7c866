/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Answers that can be written in. In: an answer of a letter for review, its blocks as the Markdown says them. Out: a label,
 * and a content control around what review-key.h describes, so that `import` can make the same Markdown of it.
 *
 * Word processors lose things. What LibreOffice 7.4 does to a file that it saves was tried before this was written: it
 * drops a control around more than one paragraph, and the tag of any other; it keeps styles by their names, bookmarks (but
 * begins one over several paragraphs again in its last), drawings with name and description, and custom XML. So each thing is said
 * twice, and by what all keep: names of styles, bookmarks, indentation.
 */
#include <string.h>

#include "answers/review-key.h"
#include "base/xml-text.h"
#include "emit/docx-private.h"

bool
docx_is_written(const Docx *docx)
{
    return docx->field != NULL || (docx->letter->review != NULL && docx->in_notes);
}

char *
docx_indent(const Docx *docx, int more)
{
    if (docx->list_depth + docx->quote_depth == 0)
        return g_strdup("");
    return g_strdup_printf("<w:ind w:left=\"%d\"/>",
                           review_indent(docx->list_depth + more, docx->quote_depth));
}

static void
append_paragraph(Docx *docx, const Block *block)
{
    g_autofree char *indent = docx_indent(docx, 0);

    docx_open_paragraph(docx, NULL, indent);
    docx_append_runs(docx, block->runs);
    docx_close_paragraph(docx);
}

static void
append_heading(Docx *docx, const Block *block)
{
    g_autofree char *indent = docx_indent(docx, 0);
    g_autofree char *style = g_strdup_printf("Heading%d", block->level + REVIEW_HEADING_OFFSET);

    docx_open_paragraph(docx, docx->in_notes ? NULL : style, indent);
    docx_append_runs(docx, block->runs);
    docx_close_paragraph(docx);
}

static void
append_quote(Docx *docx, const Block *block)
{
    const char *outside = docx->plain;

    docx->plain = docx->in_notes ? outside : "Quote";
    docx->quote_depth++;
    docx_append_blocks(docx, block->children);
    docx->quote_depth--;
    docx->plain = outside;
}

/* Every blank and line end counts. */
static void
append_code(Docx *docx, const Block *block)
{
    g_autofree char *indent = docx_indent(docx, 1);
    const Run *code = block->runs->len > 0 ? g_ptr_array_index(block->runs, 0) : NULL;

    docx_open_paragraph(docx, REVIEW_STYLE_CODE_BLOCK, indent);
    if (code != NULL)
        docx_append_text(docx, code->text);
    docx_close_paragraph(docx);
}

static void
append_rule(Docx *docx, const Block *block)
{
    g_autofree char *indent = docx_indent(docx, 0);

    (void)block;
    docx_open_paragraph(docx, REVIEW_STYLE_RULE, indent);
    docx_close_paragraph(docx);
}

/* What is of no kind that Markdown has can't be in an answer. */
void
docx_append_written(Docx *docx, const Block *block)
{
    static void (*const writers[])(Docx *, const Block *) = {
        [BLOCK_PARAGRAPH] = append_paragraph, [BLOCK_HEADING] = append_heading,
        [BLOCK_LIST] = docx_append_list,      [BLOCK_QUOTE] = append_quote,
        [BLOCK_CODE] = append_code,           [BLOCK_RULE] = append_rule,
        [BLOCK_TABLE] = docx_append_table,    [BLOCK_FIGURE] = docx_append_figure,
    };

    g_assert(block->kind < G_N_ELEMENTS(writers) && writers[block->kind] != NULL);
    writers[block->kind](docx, block);
}

/* "Antwoord op vraag VVD-4", in a bookmark where a field follows, and below it who is to write it until when. */
static void
append_label(Docx *docx, const Block *answer, const ReviewField *field)
{
    const Block *label = g_ptr_array_index(answer->children, 0);
    g_autofree char *name =
        field != NULL ? review_bookmark(REVIEW_LABEL, field->key, field->hash) : NULL;

    docx_open_paragraph(docx, REVIEW_STYLE_LABEL, "");
    docx_append_bookmark(docx, answer->anchor);
    if (name != NULL)
        docx_open_bookmark(docx, name);
    docx_append_runs(docx, label->runs);
    if (name != NULL)
        docx_close_bookmark(docx, name);
    docx_close_paragraph(docx);

    if (field != NULL)
        docx_append_line(docx, REVIEW_STYLE_STATUS, field->state);
    if (label->aside_runs != NULL) {
        docx_open_paragraph(docx, REVIEW_STYLE_STATUS, "");
        docx_append_runs(docx, label->aside_runs);
        docx_close_paragraph(docx);
        return;
    }
    docx_append_line(docx, REVIEW_STYLE_STATUS, label->aside);
}

/* What a control is called, where Word has room for 64 characters. */
static char *
control_name(const Block *answer)
{
    enum { NAME_MAX_CHARACTERS = 60 };
    g_autofree char *label = block_text(g_ptr_array_index(answer->children, 0));
    if (g_utf8_strlen(label, -1) <= NAME_MAX_CHARACTERS)
        return g_steal_pointer(&label);

    g_autofree char *start = g_utf8_substring(label, 0, NAME_MAX_CHARACTERS);
    return g_strconcat(start, " …", NULL);
}

/*
 * It can't be deleted, and what is in it can be changed. Of a control with rich text LibreOffice 7.4 makes one inside its
 * first paragraph, and where a note is marked there it moves the words before the mark into the note; one for building
 * blocks it keeps whole, up to a table. Of that it drops the tag, but not the category.
 */
static void
open_control(Docx *docx, const Block *answer, const ReviewField *field)
{
    g_autofree char *name = control_name(answer), *tag = review_tag(field->key, field->hash);

    g_string_append(docx->out, "<w:sdt><w:sdtPr><w:alias");
    xml_append_attribute(docx->out, "w:val", name);
    g_string_append_printf(docx->out,
                           "/><w:tag w:val=\"%s\"/><w:id w:val=\"%u\"/>"
                           "<w:lock w:val=\"sdtLocked\"/>%s"
                           "<w15:appearance w15:val=\"boundingBox\"/><w:docPartObj>"
                           "<w:docPartGallery w:val=\"Quick Parts\"/>"
                           "<w:docPartCategory w:val=\"%s\"/></w:docPartObj></w:sdtPr>"
                           "<w:sdtContent>\n",
                           tag, docx->controls, field->is_empty ? "<w:showingPlcHdr/>" : "", tag);
}

static void
append_placeholder(Docx *docx)
{
    docx_open_paragraph(docx, REVIEW_STYLE_EMPTY, "");
    g_string_append(docx->out, "<w:r><w:rPr><w:rStyle w:val=\"PlaceholderText\"/></w:rPr><w:t>");
    xml_append_text(docx->out, docx->letter->review->empty);
    g_string_append(docx->out, "</w:t></w:r>");
    docx_close_paragraph(docx);
}

/* A table begins with no paragraph of ours: the bookmark begins before it. */
static void
open_text(Docx *docx, const Block *text, const char *bookmark)
{
    const Block *first = text->children->len > 0 ? g_ptr_array_index(text->children, 0) : NULL;
    GString *body = docx->out;

    if (first == NULL || first->kind != BLOCK_TABLE)
        docx->out = docx->opening;
    docx_open_bookmark(docx, bookmark);
    docx->out = body;
}

/* Before the end of the last paragraph, which is not known before all is written. */
static void
close_text(Docx *docx, const char *bookmark)
{
    static const char end[] = "</w:p>";
    const char *last = g_strrstr(docx->out->str, end);
    g_autofree char *tail = g_strdup(last);
    gsize at = (gsize)(last - docx->out->str);

    g_string_truncate(docx->out, at);
    docx_close_bookmark(docx, bookmark);
    g_string_append(docx->out, tail);
}

static void
append_field(Docx *docx, const Block *answer, const ReviewField *field)
{
    const Block *text = g_ptr_array_index(answer->children, 1);
    g_autofree char *bookmark = review_bookmark(REVIEW_FIELD, field->key, field->hash);
    g_autofree char *end = review_bookmark(REVIEW_END, field->key, field->hash);

    open_control(docx, answer, field);
    open_text(docx, text, bookmark);
    docx->field = field;
    if (text->children->len == 0)
        append_placeholder(docx);
    docx_append_blocks(docx, text->children);
    docx->field = NULL;
    close_text(docx, bookmark);
    g_string_append(docx->out, "</w:sdtContent></w:sdt>\n");

    docx_open_paragraph(docx, REVIEW_STYLE_END, "");
    docx_open_bookmark(docx, end);
    docx_close_bookmark(docx, end);
    docx_close_paragraph(docx);
}

/* The fields come in the order of reading, as the answers do. */
static const ReviewField *
next_field(Docx *docx, const Block *answer)
{
    const GPtrArray *fields = docx->letter->review->fields;
    const ReviewField *field =
        docx->controls < fields->len ? g_ptr_array_index(fields, docx->controls) : NULL;
    if (field == NULL || g_strcmp0(field->anchor, answer->anchor) != 0)
        return NULL;

    docx->controls++;
    return field;
}

void
docx_append_answer_field(Docx *docx, const Block *answer)
{
    const ReviewField *field = next_field(docx, answer);
    const char *outside = docx->plain;
    int depth = docx->list_depth;

    docx->plain = NULL;
    docx->list_depth = 0;
    append_label(docx, answer, field);
    if (field != NULL)
        append_field(docx, answer, field);
    for (guint i = field != NULL ? 2 : 1; i < answer->children->len; i++) {
        const Block *reference = g_ptr_array_index(answer->children, i);
        docx_open_paragraph(docx, REVIEW_STYLE_STATUS, "");
        docx_append_runs(docx, reference->runs);
        docx_close_paragraph(docx);
    }
    docx->plain = outside;
    docx->list_depth = depth;
}
