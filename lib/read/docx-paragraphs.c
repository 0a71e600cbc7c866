/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The paragraphs of a Word document: each is opened by its first word, gets its kind from its
 * properties, style and list when it ends, and goes to where it is read.
 *
 * Text boxes hang inside a paragraph of the body but read behind it: each opens a frame, and its
 * paragraphs wait until the outer one ends.
 */
#include "read/docx-body-private.h"

DocxFrame *
docx_frame_top(const DocxBody *body)
{
    return g_ptr_array_index(body->frames, body->frames->len - 1);
}

void
docx_properties_reset(DocxProperties *properties)
{
    g_free(properties->style);
    *properties =
        (DocxProperties){ .outline = DOCX_UNSET, .list = DOCX_UNSET, .level = DOCX_UNSET };
}

void
docx_run_reset(DocxRun *run)
{
    g_free(run->style);
    *run = (DocxRun){ .bold = DOCX_UNSET, .italic = DOCX_UNSET };
}

static void
paragraph_destroy(gpointer data)
{
    draft_paragraph_free(data);
}

void
docx_frame_free(gpointer data)
{
    DocxFrame *frame = data;

    draft_paragraph_free(frame->paragraph);
    g_free(frame->properties.style);
    g_free(frame->run.style);
    g_ptr_array_unref(frame->after);
    g_free(frame);
}

void
docx_frame_push(DocxBody *body)
{
    DocxFrame *frame = g_new0(DocxFrame, 1);
    frame->after = g_ptr_array_new_with_free_func(paragraph_destroy);
    frame->table_base = body->tables->len;
    docx_properties_reset(&frame->properties);
    docx_run_reset(&frame->run);
    g_ptr_array_add(body->frames, frame);
}

/* Paragraphs of the outermost frame go to the flow, those of a text box wait in the frame around
 * it. */
static void
emit(DocxBody *body, DraftParagraph *paragraph)
{
    if (body->frames->len == 1) {
        flow_add(body->flow, paragraph);
        return;
    }
    const DocxFrame *outer = g_ptr_array_index(body->frames, body->frames->len - 2);
    g_ptr_array_add(outer->after, paragraph);
}

DraftParagraph *
docx_paragraph_open(DocxBody *body)
{
    DocxFrame *frame = docx_frame_top(body);

    if (frame->paragraph == NULL) {
        frame->paragraph = draft_paragraph_new(PARAGRAPH_TEXT);
        draft_set_page(frame->paragraph, body->page);
        if (body->trace != NULL)
            frame->paragraph->origin = docx_trace_flow(body->trace);
    }
    return frame->paragraph;
}

const DocxStyle *
docx_paragraph_style(const DocxBody *body, const DocxFrame *frame)
{
    const DocxStyles *styles = body->package->styles;
    const char *id = frame->properties.style != NULL ? frame->properties.style : styles->paragraph;

    return docx_style_find(styles, id);
}

/* The list and level of the open paragraph, from itself or its style; list 0: none. */
static int
find_list(const DocxBody *body, const DocxFrame *frame, const DocxStyle *style, int *ret_level)
{
    const DocxProperties *own = &frame->properties;
    bool styled = own->list == DOCX_UNSET;
    int list = styled ? style->list : own->list;
    if (list <= 0)
        return 0;

    int level = own->level != DOCX_UNSET ? own->level : style->level;
    if (level == DOCX_UNSET)
        level = docx_numbering_style_level(body->package->numbering, list,
                                           styled ? style->numbered_id : style->id);
    *ret_level = level;
    return list;
}

static void
set_kind(DocxBody *body, DocxFrame *frame, DraftParagraph *paragraph)
{
    const DocxStyle *style = docx_paragraph_style(body, frame);
    int outline =
        frame->properties.outline != DOCX_UNSET ? frame->properties.outline : style->outline;
    int level = 0, list = find_list(body, frame, style, &level);

    paragraph->style = g_strdup(style->name);
    if (body->trace != NULL)
        docx_trace_list(body->trace, paragraph->origin, list, level);
    if (list > 0)
        paragraph->label = docx_numbering_next(body->package->numbering, list, level);
    if (body->tables->len > frame->table_base) {
        const DocxTable *table = &g_array_index(body->tables, DocxTable, body->tables->len - 1);
        paragraph->kind = PARAGRAPH_CELL;
        paragraph->table = table->number;
        paragraph->row = MAX(table->row, 0);
        paragraph->column = MAX(table->column, 0);
    } else if (outline >= 0 && outline < DOCX_LEVELS) {
        paragraph->kind = PARAGRAPH_HEADING;
        paragraph->level = outline + 1;
    } else if (paragraph->label != NULL) {
        paragraph->kind = PARAGRAPH_ITEM;
        paragraph->level = level + 1;
    }
}

/* Ends the open paragraph, if there is one, and lets go what waited for it. */
void
docx_paragraph_finish(DocxBody *body)
{
    DocxFrame *frame = docx_frame_top(body);

    if (frame->paragraph != NULL) {
        DraftParagraph *paragraph = g_steal_pointer(&frame->paragraph);
        set_kind(body, frame, paragraph);
        emit(body, paragraph);
    }
    g_autoptr(GPtrArray) after = g_steal_pointer(&frame->after);
    frame->after = g_ptr_array_new_with_free_func(paragraph_destroy);
    for (guint i = 0; i < after->len; i++)
        emit(body, g_steal_pointer(&after->pdata[i]));
    docx_properties_reset(&frame->properties);
}

void
docx_frame_pop(DocxBody *body)
{
    docx_paragraph_finish(body);
    g_ptr_array_set_size(body->frames, (int)body->frames->len - 1);
}
