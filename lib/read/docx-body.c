/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The text of a Word document: document.xml and the notes, one pass each.
 *
 * Elements with a meaning of their own stand in one table; all others are containers, whose text
 * counts, so that nothing is lost to an element that came later. Text stands in w:t only.
 *
 * A paragraph whose end was deleted as a tracked change runs on in the next. Paragraphs are put
 * together in docx-paragraphs.c.
 */
#include <string.h>

#include "read/docx-body-private.h"
#include "read/numbers.h"

typedef struct Element {
    const char *name;
    void (*start)(DocxBody *body, const char **attributes);
    void (*end)(DocxBody *body);
} Element;

/* Fields. */

static void
separate_field(DocxBody *body)
{
    g_autofree char *bookmark = docx_fields_separate(body->fields);
    guint note;

    if (bookmark == NULL || !docx_notes_bookmarked(body->notes, bookmark, &note))
        return;
    draft_append_mark(docx_paragraph_open(body), note);
    docx_fields_replace(body->fields);
}

static void
field_character(DocxBody *body, const char **attributes)
{
    const char *type = xml_attribute(attributes, "w:fldCharType");
    if (type == NULL)
        return;

    if (strcmp(type, "begin") == 0)
        docx_fields_begin(body->fields);
    else if (strcmp(type, "separate") == 0)
        separate_field(body);
    else if (strcmp(type, "end") == 0)
        docx_fields_end(body->fields);
}

static void
start_instruction(DocxBody *body, const char **attributes)
{
    (void)attributes;
    body->in_instruction = true;
}

static void
end_instruction(DocxBody *body)
{
    body->in_instruction = false;
}

/* Text. */

static int
either(int first, int second)
{
    return first != DOCX_UNSET ? first : second;
}

static unsigned
emphasis_of(const DocxBody *body, const DocxFrame *frame)
{
    const DocxStyle *paragraph = docx_paragraph_style(body, frame);
    const DocxStyle *character = docx_style_find(body->package->styles, frame->run.style);
    int bold = either(frame->run.bold, either(character->bold, paragraph->bold));
    int italic = either(frame->run.italic, either(character->italic, paragraph->italic));

    return (bold == 1 ? EMPHASIS_BOLD : 0u) | (italic == 1 ? EMPHASIS_ITALIC : 0u);
}

/* What the paragraph gained goes to the trace, with the place that the parser is at. */
static void
trace_text(const DocxBody *body)
{
    const DraftParagraph *paragraph = docx_frame_top(body)->paragraph;

    if (body->trace != NULL && paragraph != NULL)
        docx_trace_text(body->trace, paragraph);
}

static void
trace_element(const DocxBody *body, const char *name, const char **attributes)
{
    const DraftParagraph *paragraph = docx_frame_top(body)->paragraph;

    if (body->trace != NULL && paragraph != NULL)
        docx_trace_element(body->trace, paragraph, name, attributes);
}

static void
append_text(DocxBody *body, const char *text, size_t length)
{
    DocxFrame *frame = docx_frame_top(body);

    if (docx_fields_hide(body->fields))
        return;
    if (frame->run.hidden) {
        body->package->draft->remarks |= REMARK_HIDDEN_TEXT;
        return;
    }
    if (frame->run.custom_note > 0) {
        DraftNote *note =
            g_ptr_array_index(body->package->draft->notes, frame->run.custom_note - 1);
        char *label = g_strdup_printf("%s%.*s", note->label, (int)MIN(length, 32), text);
        g_free(note->label);
        note->label = g_utf8_make_valid(label, -1);
        g_free(label);
        return;
    }
    draft_append(docx_paragraph_open(body), text, length, emphasis_of(body, frame));
}

/* Text in the font Symbol: Greek letters and signs of mathematics. */
static void
append_symbols(DocxBody *body, const char *text, size_t length)
{
    g_autoptr(GString) words = g_string_new(NULL);

    for (const char *p = text; p < text + length; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        g_string_append_unichar(words, c >= 0xF000 && c <= 0xF0FF ? symbol_character(c) : c);
    }
    append_text(body, words->str, words->len);
}

static void
on_text(void *data, const char *text, size_t length)
{
    DocxBody *body = data;

    if (body->skip > 0)
        return;
    if (body->in_instruction) {
        docx_fields_instruct(body->fields, text, length);
        return;
    }
    if (body->text == 0)
        return;
    if (docx_frame_top(body)->run.in_symbols)
        append_symbols(body, text, length);
    else
        append_text(body, text, length);
    trace_text(body);
}

static void
start_text(DocxBody *body, const char **attributes)
{
    (void)attributes;
    body->text++;
}

static void
end_text(DocxBody *body)
{
    body->text--;
}

static void
tab(DocxBody *body, const char **attributes)
{
    (void)attributes;
    if (!body->in_properties)
        append_text(body, " ", 1);
}

static void
line_break(DocxBody *body, const char **attributes)
{
    (void)attributes;
    if (!docx_fields_hide(body->fields) && !docx_frame_top(body)->run.hidden)
        draft_append_break(docx_paragraph_open(body));
}

static void
no_break_hyphen(DocxBody *body, const char **attributes)
{
    (void)attributes;
    append_text(body, "-", 1);
}

/* A character of a symbol font: those that letters use have a Unicode character, others print as a
 * box, so that it is seen that something stood there. */
static void
symbol(DocxBody *body, const char **attributes)
{
    const char *code = xml_attribute(attributes, "w:char");
    guint64 value = code != NULL ? g_ascii_strtoull(code, NULL, 16) : 0;
    const char *font = xml_attribute(attributes, "w:font");
    gunichar c = value >= 0xE000 && value <= 0xF8FF ? bullet_character((gunichar)value) : 0;
    char text[6];

    if (value <= 0xF0FF && g_strcmp0(font, "Symbol") == 0)
        c = symbol_character((gunichar)value);
    else if (c == 0)
        c = value >= 0x20 && g_unichar_validate((gunichar)value) ? (gunichar)value : 0x25A1;
    append_text(body, text, (size_t)g_unichar_to_utf8(c, text));
}

static void
page_break(DocxBody *body, const char **attributes)
{
    (void)attributes;
    body->pages_known = true;
    if (body->page < G_MAXUINT16)
        body->page++;
    draft_set_page(docx_paragraph_open(body), body->page);
}

/* Paragraphs and their properties. */

static void
start_paragraph(DocxBody *body, const char **attributes)
{
    (void)attributes;
    DocxFrame *frame = docx_frame_top(body);

    docx_properties_reset(&frame->properties);
    docx_run_reset(&frame->run);
    frame->in_paragraph = true;
    docx_paragraph_open(body);
}

static void
end_paragraph(DocxBody *body)
{
    DocxFrame *frame = docx_frame_top(body);

    frame->in_paragraph = false;
    docx_fields_drop_broken(body->fields);
    if (!frame->properties.mark_deleted)
        docx_paragraph_finish(body);
}

static void
start_properties(DocxBody *body, const char **attributes)
{
    (void)attributes;
    body->in_properties = true;
}

static void
end_properties(DocxBody *body)
{
    body->in_properties = false;
}

static void
start_run_properties(DocxBody *body, const char **attributes)
{
    (void)attributes;
    body->in_run_properties = !body->in_properties;
}

static void
end_run_properties(DocxBody *body)
{
    body->in_run_properties = false;
}

static void
start_run(DocxBody *body, const char **attributes)
{
    (void)attributes;
    docx_run_reset(&docx_frame_top(body)->run);
}

static void
set_style(DocxBody *body, const char **attributes)
{
    DocxProperties *properties = &docx_frame_top(body)->properties;

    g_free(properties->style);
    properties->style = g_strdup(xml_attribute(attributes, "w:val"));
}

static void
set_run_style(DocxBody *body, const char **attributes)
{
    DocxRun *run = &docx_frame_top(body)->run;
    if (!body->in_run_properties)
        return;

    g_free(run->style);
    run->style = g_strdup(xml_attribute(attributes, "w:val"));
}

static void
set_outline(DocxBody *body, const char **attributes)
{
    const char *value = xml_attribute(attributes, "w:val");
    docx_frame_top(body)->properties.outline = xml_number(value, 0, 9, DOCX_UNSET);
}

static void
set_list(DocxBody *body, const char **attributes)
{
    const char *value = xml_attribute(attributes, "w:val");
    docx_frame_top(body)->properties.list = xml_number(value, 0, G_MAXINT, DOCX_UNSET);
}

static void
set_list_level(DocxBody *body, const char **attributes)
{
    const char *value = xml_attribute(attributes, "w:val");
    docx_frame_top(body)->properties.level = xml_number(value, 0, DOCX_LEVELS - 1, DOCX_UNSET);
}

static void
set_bold(DocxBody *body, const char **attributes)
{
    if (body->in_run_properties)
        docx_frame_top(body)->run.bold = docx_is_on(attributes);
}

static void
set_italic(DocxBody *body, const char **attributes)
{
    if (body->in_run_properties)
        docx_frame_top(body)->run.italic = docx_is_on(attributes);
}

static void
set_font(DocxBody *body, const char **attributes)
{
    const char *font = xml_attribute(attributes, "w:ascii");
    if (body->in_run_properties)
        docx_frame_top(body)->run.in_symbols = g_strcmp0(font, "Symbol") == 0;
}

static void
set_hidden(DocxBody *body, const char **attributes)
{
    if (body->in_run_properties)
        docx_frame_top(body)->run.hidden = docx_is_on(attributes);
}

/* What is left out, and said. */

static void
picture(DocxBody *body, const char **attributes)
{
    (void)attributes;
    body->package->draft->remarks |= REMARK_PICTURES;
}

static void
comment(DocxBody *body, const char **attributes)
{
    (void)attributes;
    body->package->draft->remarks |= REMARK_COMMENTS;
}

static void
embedded(DocxBody *body, const char **attributes)
{
    (void)attributes;
    body->package->draft->remarks |= REMARK_EMBEDDED;
}

/* Tracked changes, read as accepted: what was deleted or moved away is left out, and so is its
 * paragraph mark or table row (ECMA-376 part 1, 17.13.5). */

static void
skip(DocxBody *body, const char **attributes)
{
    (void)attributes;
    body->skip = 1;
}

/* In the properties of a row or cell the change is about the whole of it, two elements up; what is
 * left of that is skipped. */
static void
cell_deletion(DocxBody *body, const char **attributes)
{
    (void)attributes;
    body->package->draft->remarks |= REMARK_TRACKED_CHANGES;
    body->in_row_properties = false;
    body->skip = 3;
}

static void
deletion(DocxBody *body, const char **attributes)
{
    if (body->in_row_properties) {
        cell_deletion(body, attributes);
        return;
    }
    body->package->draft->remarks |= REMARK_TRACKED_CHANGES;
    if (body->in_properties)
        docx_frame_top(body)->properties.mark_deleted = true;
    else
        body->skip = 1;
}

static void
start_row_properties(DocxBody *body, const char **attributes)
{
    (void)attributes;
    body->in_row_properties = true;
}

static void
end_row_properties(DocxBody *body)
{
    body->in_row_properties = false;
}

static void
insertion(DocxBody *body, const char **attributes)
{
    (void)attributes;
    body->package->draft->remarks |= REMARK_TRACKED_CHANGES;
}

/* Tables. */

static DocxTable *
innermost_table(const DocxBody *body)
{
    guint count = body->tables->len;
    return count > docx_frame_top(body)->table_base
               ? &g_array_index(body->tables, DocxTable, count - 1)
               : NULL;
}

static void
start_table(DocxBody *body, const char **attributes)
{
    (void)attributes;
    DocxTable table = { .number = ++body->table_count, .row = -1, .column = -1 };

    docx_paragraph_finish(body);
    g_array_append_val(body->tables, table);
}

static void
end_table(DocxBody *body)
{
    docx_paragraph_finish(body);
    if (innermost_table(body) != NULL)
        g_array_set_size(body->tables, body->tables->len - 1);
}

static void
start_row(DocxBody *body, const char **attributes)
{
    (void)attributes;
    DocxTable *table = innermost_table(body);
    if (table == NULL)
        return;

    table->row++;
    table->column = -1;
    table->next = 0;
}

static void
start_cell(DocxBody *body, const char **attributes)
{
    (void)attributes;
    DocxTable *table = innermost_table(body);
    if (table != NULL)
        table->column = table->next++;
}

static void
end_cell(DocxBody *body)
{
    docx_paragraph_finish(body);
}

static void
span_columns(DocxBody *body, const char **attributes)
{
    DocxTable *table = innermost_table(body);
    if (table != NULL)
        table->next += xml_number(xml_attribute(attributes, "w:val"), 1, 1000, 1) - 1;
}

/* Text boxes, and the twin of each for programs that can't draw it. */

static void
start_text_box(DocxBody *body, const char **attributes)
{
    (void)attributes;
    docx_frame_push(body);
}

static void
start_alternatives(DocxBody *body, const char **attributes)
{
    (void)attributes;
    bool taken = false;
    g_array_append_val(body->choices, taken);
}

static void
end_alternatives(DocxBody *body)
{
    g_array_set_size(body->choices, body->choices->len - 1);
}

static void
take_alternative(DocxBody *body, const char **attributes)
{
    (void)attributes;
    if (body->choices->len == 0)
        return;

    bool *taken = &g_array_index(body->choices, bool, body->choices->len - 1);
    if (*taken)
        body->skip = 1;
    *taken = true;
}

/* Notes. */

static void
reference_note(DocxBody *body, char kind, const char **attributes)
{
    const char *id = xml_attribute(attributes, "w:id");
    const char *custom = xml_attribute(attributes, "w:customMarkFollows");
    if (id == NULL || docx_fields_hide(body->fields))
        return;

    guint note = docx_notes_refer(body->notes, kind, id, body->page);
    draft_append_mark(docx_paragraph_open(body), note);
    if (custom != NULL && (*custom == '1' || *custom == 't'))
        docx_frame_top(body)->run.custom_note = note + 1;
}

static void
reference_footnote(DocxBody *body, const char **attributes)
{
    reference_note(body, 'f', attributes);
}

static void
reference_endnote(DocxBody *body, const char **attributes)
{
    reference_note(body, 'e', attributes);
}

static void
start_bookmark(DocxBody *body, const char **attributes)
{
    const char *name = xml_attribute(attributes, "w:name");
    if (name != NULL)
        docx_notes_open_bookmark(body->notes, name);
}

static void
end_bookmark(DocxBody *body, const char **attributes)
{
    (void)attributes;
    docx_notes_close_bookmark(body->notes);
}

static void
start_footnote_properties(DocxBody *body, const char **attributes)
{
    (void)attributes;
    body->note_kind = 'f';
}

static void
start_endnote_properties(DocxBody *body, const char **attributes)
{
    (void)attributes;
    body->note_kind = 'e';
}

static void
end_note_properties(DocxBody *body)
{
    body->note_kind = 0;
}

static void
set_note_format(DocxBody *body, const char **attributes)
{
    if (body->note_kind != 0)
        docx_notes_set_format(body->notes, body->note_kind, xml_attribute(attributes, "w:val"));
}

/* A note in footnotes.xml or endnotes.xml. */
static void
start_note(DocxBody *body, char kind, const char **attributes)
{
    Flow *flow = docx_notes_find(body->notes, kind, xml_attribute(attributes, "w:id"), &body->page);

    if (flow == NULL)
        body->skip = 1;
    else
        body->flow = flow;
}

static void
start_footnote(DocxBody *body, const char **attributes)
{
    start_note(body, 'f', attributes);
}

static void
start_endnote(DocxBody *body, const char **attributes)
{
    start_note(body, 'e', attributes);
}

static void
end_note(DocxBody *body)
{
    docx_paragraph_finish(body);
    g_array_set_size(body->tables, 0);
}

static const Element elements[] = {
    { "w:p", start_paragraph, end_paragraph },
    { "w:pPr", start_properties, end_properties },
    { "w:pStyle", set_style, NULL },
    { "w:outlineLvl", set_outline, NULL },
    { "w:numId", set_list, NULL },
    { "w:ilvl", set_list_level, NULL },
    { "w:r", start_run, NULL },
    { "w:rPr", start_run_properties, end_run_properties },
    { "w:rStyle", set_run_style, NULL },
    { "w:b", set_bold, NULL },
    { "w:i", set_italic, NULL },
    { "w:vanish", set_hidden, NULL },
    { "w:rFonts", set_font, NULL },
    { "w:t", start_text, end_text },
    { "m:t", start_text, end_text },
    { "w:tab", tab, NULL },
    { "w:ptab", tab, NULL },
    { "w:br", line_break, NULL },
    { "w:cr", line_break, NULL },
    { "w:noBreakHyphen", no_break_hyphen, NULL },
    { "w:sym", symbol, NULL },
    { "w:lastRenderedPageBreak", page_break, NULL },
    { "w:fldChar", field_character, NULL },
    { "w:instrText", start_instruction, end_instruction },
    { "w:ins", insertion, NULL },
    { "w:moveTo", insertion, NULL },
    { "w:del", deletion, NULL },
    { "w:moveFrom", deletion, NULL },
    { "w:cellDel", cell_deletion, NULL },
    { "w:pPrChange", skip, NULL },
    { "w:rPrChange", skip, NULL },
    { "w:tblPrChange", skip, NULL },
    { "w:trPrChange", skip, NULL },
    { "w:tcPrChange", skip, NULL },
    { "w:sectPrChange", skip, NULL },
    { "w:numberingChange", skip, NULL },
    { "w:sdtPr", skip, NULL },
    { "w:sdtEndPr", skip, NULL },
    { "w:rt", skip, NULL },
    { "w:tbl", start_table, end_table },
    { "w:tr", start_row, NULL },
    { "w:trPr", start_row_properties, end_row_properties },
    { "w:tc", start_cell, end_cell },
    { "w:gridSpan", span_columns, NULL },
    { "w:txbxContent", start_text_box, docx_frame_pop },
    { "mc:AlternateContent", start_alternatives, end_alternatives },
    { "mc:Choice", take_alternative, NULL },
    { "mc:Fallback", take_alternative, NULL },
    { "w:footnoteReference", reference_footnote, NULL },
    { "w:endnoteReference", reference_endnote, NULL },
    { "w:bookmarkStart", start_bookmark, NULL },
    { "w:bookmarkEnd", end_bookmark, NULL },
    { "w:footnotePr", start_footnote_properties, end_note_properties },
    { "w:endnotePr", start_endnote_properties, end_note_properties },
    { "w:numFmt", set_note_format, NULL },
    { "w:commentReference", comment, NULL },
    { "w:altChunk", embedded, NULL },
    { "w:subDoc", embedded, NULL },
    { "?:OLEObject", embedded, NULL },
    { "?:blip", picture, NULL },
    { "?:imagedata", picture, NULL },
    { "?:chart", picture, NULL },
    { "?:relIds", picture, NULL },
    { "w:footnote", start_footnote, end_note },
    { "w:endnote", start_endnote, end_note },
};

static void
on_start(void *data, const char *name, const char **attributes)
{
    DocxBody *body = data;
    if (body->trace != NULL)
        docx_trace_open(body->trace, name, attributes);
    if (body->skip > 0) {
        body->skip++;
        return;
    }

    const Element *element = g_hash_table_lookup(body->elements, name);
    if (element != NULL && element->start != NULL)
        element->start(body, attributes);
    trace_element(body, name, attributes);
}

static void
on_end(void *data, const char *name)
{
    DocxBody *body = data;
    if (body->trace != NULL)
        docx_trace_close(body->trace);
    if (body->skip > 0) {
        body->skip--;
        return;
    }

    const Element *element = g_hash_table_lookup(body->elements, name);
    if (element != NULL && element->end != NULL)
        element->end(body);
}

static void
body_init(DocxBody *body, DocxPackage *package)
{
    *body = (DocxBody){ .package = package, .flow = &package->draft->body, .page = 1 };
    body->elements = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < G_N_ELEMENTS(elements); i++)
        g_hash_table_insert(body->elements, (gpointer)elements[i].name, (gpointer)&elements[i]);
    body->frames = g_ptr_array_new_with_free_func(docx_frame_free);
    body->tables = g_array_new(FALSE, FALSE, sizeof(DocxTable));
    body->fields = docx_fields_new();
    body->notes = docx_notes_new(package->draft);
    body->choices = g_array_new(FALSE, FALSE, sizeof(bool));
    docx_frame_push(body);
}

static void
body_clear(DocxBody *body)
{
    g_hash_table_unref(body->elements);
    g_ptr_array_unref(body->frames);
    g_array_unref(body->tables);
    docx_fields_free(body->fields);
    docx_notes_free(body->notes);
    g_array_unref(body->choices);
}

static void
on_place(void *data, size_t start, size_t length)
{
    const DocxBody *body = data;

    docx_trace_place(body->trace, start, length);
}

/* Parses one part from a clean start; what a cut-off part left open is closed. */
static bool
parse_part(DocxBody *body, GBytes *part, GError **error)
{
    static const XmlHandler handler = { docx_namespaces, on_start, on_end, on_text };
    if (part == NULL)
        return true;

    bool parsed = body->trace != NULL ? xml_parse_placed(part, &handler, on_place, body, error)
                                      : xml_parse(part, &handler, body, false, error);
    while (body->frames->len > 1)
        docx_frame_pop(body);
    docx_paragraph_finish(body);
    docx_fields_clear(body->fields);
    return parsed;
}

bool
docx_body_read(DocxPackage *package, const DocxParts *parts, GError **error)
{
    DocxBody body;
    body_init(&body, package);

    body.trace = package->trace;
    bool parsed = parse_part(&body, parts->document, error);
    body.trace = NULL; /* of the body alone: nothing is put into a note */
    parsed = parsed && parse_part(&body, parts->footnotes, error) &&
             parse_part(&body, parts->endnotes, error);
    if (parsed) {
        docx_notes_number(body.notes);
        if (!body.pages_known) /* Word saves where its pages broke; others may not. */
            draft_forget_pages(package->draft);
    }
    body_clear(&body);
    return parsed;
}
