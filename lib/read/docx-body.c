/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The text of a Word document: document.xml and the notes, one pass each.
 *
 * Elements with a meaning of their own stand in one table; all others are containers, whose text
 * counts, so that nothing is lost to an element that came later. Text stands in w:t only.
 *
 * Text boxes hang inside a paragraph of the body but read behind it: each opens a frame, and its
 * paragraphs wait until the outer one ends. A paragraph whose end was deleted as a tracked change
 * runs on in the next.
 */
#include <string.h>

#include "read/docx-private.h"
#include "read/numbers.h"

typedef struct Properties {
    char *style; /* id */
    int outline, list, level;
    bool mark_deleted; /* the paragraph's end is a tracked deletion */
} Properties;

typedef struct Run {
    char *style;
    int bold, italic;
    bool hidden;
    guint custom_note; /* index plus 1 of the note whose mark is the text that follows */
} Run;

/* The body, or a text box in it. */
typedef struct Frame {
    DraftParagraph *paragraph; /* open; NULL between paragraphs */
    Properties properties;
    Run run;
    GPtrArray *after;  /* DraftParagraph of text boxes, for behind the open paragraph */
    guint table_base;  /* tables open outside the frame */
    bool in_paragraph; /* between w:p and its end: properties and runs belong to it */
} Frame;

typedef struct Table {
    int number, row, column, next;
} Table;

typedef struct Body {
    DocxPackage *package;
    GHashTable *elements; /* name → Element */
    Flow *flow;           /* where paragraphs go: the body, or a note's */
    GPtrArray *frames;    /* Frame; the last is open */
    GArray *tables;       /* Table; the last is the innermost */
    DocxFields *fields;
    GArray *choices; /* bool: was an alternative taken in this mc:AlternateContent? */
    DocxNotes *notes;
    int table_count;
    guint page;
    bool pages_known;
    int skip; /* depth inside an element that is left out; 0 outside */
    int text; /* depth of elements whose text counts */
    bool in_properties, in_run_properties, in_row_properties, in_instruction;
    char note_kind; /* 'f' or 'e' inside w:footnotePr or w:endnotePr, else 0 */
} Body;

typedef struct Element {
    const char *name;
    void (*start)(Body *body, const char **attributes);
    void (*end)(Body *body);
} Element;

static Frame *
top(const Body *body)
{
    return g_ptr_array_index(body->frames, body->frames->len - 1);
}

static void
properties_reset(Properties *properties)
{
    g_free(properties->style);
    *properties = (Properties){ .outline = DOCX_UNSET, .list = DOCX_UNSET, .level = DOCX_UNSET };
}

static void
run_reset(Run *run)
{
    g_free(run->style);
    *run = (Run){ .bold = DOCX_UNSET, .italic = DOCX_UNSET };
}

static void
paragraph_destroy(gpointer data)
{
    draft_paragraph_free(data);
}

static void
frame_free(gpointer data)
{
    Frame *frame = data;

    draft_paragraph_free(frame->paragraph);
    g_free(frame->properties.style);
    g_free(frame->run.style);
    g_ptr_array_unref(frame->after);
    g_free(frame);
}

static void
push_frame(Body *body)
{
    Frame *frame = g_new0(Frame, 1);
    frame->after = g_ptr_array_new_with_free_func(paragraph_destroy);
    frame->table_base = body->tables->len;
    properties_reset(&frame->properties);
    run_reset(&frame->run);
    g_ptr_array_add(body->frames, frame);
}

/* Paragraphs of the outermost frame go to the flow, those of a text box wait in the frame around
 * it. */
static void
emit(Body *body, DraftParagraph *paragraph)
{
    if (body->frames->len == 1) {
        flow_add(body->flow, paragraph);
        return;
    }
    const Frame *outer = g_ptr_array_index(body->frames, body->frames->len - 2);
    g_ptr_array_add(outer->after, paragraph);
}

static DraftParagraph *
ensure_paragraph(Body *body)
{
    Frame *frame = top(body);

    if (frame->paragraph == NULL) {
        frame->paragraph = draft_paragraph_new(PARAGRAPH_TEXT);
        draft_set_page(frame->paragraph, body->page);
    }
    return frame->paragraph;
}

static const DocxStyle *
paragraph_style(const Body *body, const Frame *frame)
{
    const DocxStyles *styles = body->package->styles;
    const char *id = frame->properties.style != NULL ? frame->properties.style : styles->paragraph;

    return docx_style_find(styles, id);
}

/* The list and level of the open paragraph, from itself or its style; list 0: none. */
static int
find_list(const Body *body, const Frame *frame, const DocxStyle *style, int *ret_level)
{
    const Properties *own = &frame->properties;
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
set_kind(Body *body, Frame *frame, DraftParagraph *paragraph)
{
    const DocxStyle *style = paragraph_style(body, frame);
    int outline =
        frame->properties.outline != DOCX_UNSET ? frame->properties.outline : style->outline;
    int level = 0, list = find_list(body, frame, style, &level);

    paragraph->style = g_strdup(style->name);
    if (list > 0)
        paragraph->label = docx_numbering_next(body->package->numbering, list, level);
    if (body->tables->len > frame->table_base) {
        const Table *table = &g_array_index(body->tables, Table, body->tables->len - 1);
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
static void
finish_paragraph(Body *body)
{
    Frame *frame = top(body);

    if (frame->paragraph != NULL) {
        DraftParagraph *paragraph = g_steal_pointer(&frame->paragraph);
        set_kind(body, frame, paragraph);
        emit(body, paragraph);
    }
    g_autoptr(GPtrArray) after = g_steal_pointer(&frame->after);
    frame->after = g_ptr_array_new_with_free_func(paragraph_destroy);
    for (guint i = 0; i < after->len; i++)
        emit(body, g_steal_pointer(&after->pdata[i]));
    properties_reset(&frame->properties);
}

static void
pop_frame(Body *body)
{
    finish_paragraph(body);
    g_ptr_array_set_size(body->frames, (int)body->frames->len - 1);
}

/* Fields. */

static void
separate_field(Body *body)
{
    g_autofree char *bookmark = docx_fields_separate(body->fields);
    guint note;

    if (bookmark == NULL || !docx_notes_bookmarked(body->notes, bookmark, &note))
        return;
    draft_append_mark(ensure_paragraph(body), note);
    docx_fields_replace(body->fields);
}

static void
field_character(Body *body, const char **attributes)
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
start_instruction(Body *body, const char **attributes)
{
    (void)attributes;
    body->in_instruction = true;
}

static void
end_instruction(Body *body)
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
emphasis_of(const Body *body, const Frame *frame)
{
    const DocxStyle *paragraph = paragraph_style(body, frame);
    const DocxStyle *character = docx_style_find(body->package->styles, frame->run.style);
    int bold = either(frame->run.bold, either(character->bold, paragraph->bold));
    int italic = either(frame->run.italic, either(character->italic, paragraph->italic));

    return (bold == 1 ? EMPHASIS_BOLD : 0u) | (italic == 1 ? EMPHASIS_ITALIC : 0u);
}

static void
append_text(Body *body, const char *text, size_t length)
{
    Frame *frame = top(body);

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
    draft_append(ensure_paragraph(body), text, length, emphasis_of(body, frame));
}

static void
on_text(void *data, const char *text, size_t length)
{
    Body *body = data;

    if (body->skip > 0)
        return;
    if (body->in_instruction) {
        docx_fields_instruct(body->fields, text, length);
        return;
    }
    if (body->text > 0)
        append_text(body, text, length);
}

static void
start_text(Body *body, const char **attributes)
{
    (void)attributes;
    body->text++;
}

static void
end_text(Body *body)
{
    body->text--;
}

static void
tab(Body *body, const char **attributes)
{
    (void)attributes;
    if (!body->in_properties)
        append_text(body, " ", 1);
}

static void
line_break(Body *body, const char **attributes)
{
    (void)attributes;
    if (!docx_fields_hide(body->fields) && !top(body)->run.hidden)
        draft_append_break(ensure_paragraph(body));
}

static void
no_break_hyphen(Body *body, const char **attributes)
{
    (void)attributes;
    append_text(body, "-", 1);
}

/* A character of a symbol font: those that letters use have a Unicode character, others print as a
 * box, so that it is seen that something stood there. */
static void
symbol(Body *body, const char **attributes)
{
    const char *code = xml_attribute(attributes, "w:char");
    guint64 value = code != NULL ? g_ascii_strtoull(code, NULL, 16) : 0;
    gunichar c = value >= 0xE000 && value <= 0xF8FF ? bullet_character((gunichar)value) : 0;
    char text[6];

    if (c == 0)
        c = value >= 0x20 && g_unichar_validate((gunichar)value) ? (gunichar)value : 0x25A1;
    append_text(body, text, (size_t)g_unichar_to_utf8(c, text));
}

static void
page_break(Body *body, const char **attributes)
{
    (void)attributes;
    body->pages_known = true;
    if (body->page < G_MAXUINT16)
        body->page++;
    draft_set_page(ensure_paragraph(body), body->page);
}

/* Paragraphs and their properties. */

static void
start_paragraph(Body *body, const char **attributes)
{
    (void)attributes;
    Frame *frame = top(body);

    properties_reset(&frame->properties);
    run_reset(&frame->run);
    frame->in_paragraph = true;
    ensure_paragraph(body);
}

static void
end_paragraph(Body *body)
{
    Frame *frame = top(body);

    frame->in_paragraph = false;
    docx_fields_drop_broken(body->fields);
    if (!frame->properties.mark_deleted)
        finish_paragraph(body);
}

static void
start_properties(Body *body, const char **attributes)
{
    (void)attributes;
    body->in_properties = true;
}

static void
end_properties(Body *body)
{
    body->in_properties = false;
}

static void
start_run_properties(Body *body, const char **attributes)
{
    (void)attributes;
    body->in_run_properties = !body->in_properties;
}

static void
end_run_properties(Body *body)
{
    body->in_run_properties = false;
}

static void
start_run(Body *body, const char **attributes)
{
    (void)attributes;
    run_reset(&top(body)->run);
}

static void
set_style(Body *body, const char **attributes)
{
    Properties *properties = &top(body)->properties;

    g_free(properties->style);
    properties->style = g_strdup(xml_attribute(attributes, "w:val"));
}

static void
set_run_style(Body *body, const char **attributes)
{
    Run *run = &top(body)->run;
    if (!body->in_run_properties)
        return;

    g_free(run->style);
    run->style = g_strdup(xml_attribute(attributes, "w:val"));
}

static void
set_outline(Body *body, const char **attributes)
{
    const char *value = xml_attribute(attributes, "w:val");
    top(body)->properties.outline = xml_number(value, 0, 9, DOCX_UNSET);
}

static void
set_list(Body *body, const char **attributes)
{
    const char *value = xml_attribute(attributes, "w:val");
    top(body)->properties.list = xml_number(value, 0, G_MAXINT, DOCX_UNSET);
}

static void
set_list_level(Body *body, const char **attributes)
{
    const char *value = xml_attribute(attributes, "w:val");
    top(body)->properties.level = xml_number(value, 0, DOCX_LEVELS - 1, DOCX_UNSET);
}

static void
set_bold(Body *body, const char **attributes)
{
    if (body->in_run_properties)
        top(body)->run.bold = docx_is_on(attributes);
}

static void
set_italic(Body *body, const char **attributes)
{
    if (body->in_run_properties)
        top(body)->run.italic = docx_is_on(attributes);
}

static void
set_hidden(Body *body, const char **attributes)
{
    if (body->in_run_properties)
        top(body)->run.hidden = docx_is_on(attributes);
}

/* Tracked changes, read as accepted: what was deleted or moved away is left out, and so is its
 * paragraph mark or table row (ECMA-376 part 1, 17.13.5). */

static void
skip(Body *body, const char **attributes)
{
    (void)attributes;
    body->skip = 1;
}

/* In the properties of a row or cell the change is about the whole of it, two elements up; what is
 * left of that is skipped. */
static void
cell_deletion(Body *body, const char **attributes)
{
    (void)attributes;
    body->package->draft->remarks |= REMARK_TRACKED_CHANGES;
    body->in_row_properties = false;
    body->skip = 3;
}

static void
deletion(Body *body, const char **attributes)
{
    if (body->in_row_properties) {
        cell_deletion(body, attributes);
        return;
    }
    body->package->draft->remarks |= REMARK_TRACKED_CHANGES;
    if (body->in_properties)
        top(body)->properties.mark_deleted = true;
    else
        body->skip = 1;
}

static void
start_row_properties(Body *body, const char **attributes)
{
    (void)attributes;
    body->in_row_properties = true;
}

static void
end_row_properties(Body *body)
{
    body->in_row_properties = false;
}

static void
insertion(Body *body, const char **attributes)
{
    (void)attributes;
    body->package->draft->remarks |= REMARK_TRACKED_CHANGES;
}

/* Tables. */

static Table *
innermost_table(const Body *body)
{
    guint count = body->tables->len;
    return count > top(body)->table_base ? &g_array_index(body->tables, Table, count - 1) : NULL;
}

static void
start_table(Body *body, const char **attributes)
{
    (void)attributes;
    Table table = { .number = ++body->table_count, .row = -1, .column = -1 };

    finish_paragraph(body);
    g_array_append_val(body->tables, table);
}

static void
end_table(Body *body)
{
    finish_paragraph(body);
    if (innermost_table(body) != NULL)
        g_array_set_size(body->tables, body->tables->len - 1);
}

static void
start_row(Body *body, const char **attributes)
{
    (void)attributes;
    Table *table = innermost_table(body);
    if (table == NULL)
        return;

    table->row++;
    table->column = -1;
    table->next = 0;
}

static void
start_cell(Body *body, const char **attributes)
{
    (void)attributes;
    Table *table = innermost_table(body);
    if (table != NULL)
        table->column = table->next++;
}

static void
end_cell(Body *body)
{
    finish_paragraph(body);
}

static void
span_columns(Body *body, const char **attributes)
{
    Table *table = innermost_table(body);
    if (table != NULL)
        table->next += xml_number(xml_attribute(attributes, "w:val"), 1, 1000, 1) - 1;
}

/* Text boxes, and the twin of each for programs that can't draw it. */

static void
start_text_box(Body *body, const char **attributes)
{
    (void)attributes;
    push_frame(body);
}

static void
start_alternatives(Body *body, const char **attributes)
{
    (void)attributes;
    bool taken = false;
    g_array_append_val(body->choices, taken);
}

static void
end_alternatives(Body *body)
{
    g_array_set_size(body->choices, body->choices->len - 1);
}

static void
take_alternative(Body *body, const char **attributes)
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
reference_note(Body *body, char kind, const char **attributes)
{
    const char *id = xml_attribute(attributes, "w:id");
    const char *custom = xml_attribute(attributes, "w:customMarkFollows");
    if (id == NULL || docx_fields_hide(body->fields))
        return;

    guint note = docx_notes_refer(body->notes, kind, id, body->page);
    draft_append_mark(ensure_paragraph(body), note);
    if (custom != NULL && (*custom == '1' || *custom == 't'))
        top(body)->run.custom_note = note + 1;
}

static void
reference_footnote(Body *body, const char **attributes)
{
    reference_note(body, 'f', attributes);
}

static void
reference_endnote(Body *body, const char **attributes)
{
    reference_note(body, 'e', attributes);
}

static void
start_bookmark(Body *body, const char **attributes)
{
    const char *name = xml_attribute(attributes, "w:name");
    if (name != NULL)
        docx_notes_open_bookmark(body->notes, name);
}

static void
end_bookmark(Body *body, const char **attributes)
{
    (void)attributes;
    docx_notes_close_bookmark(body->notes);
}

static void
start_footnote_properties(Body *body, const char **attributes)
{
    (void)attributes;
    body->note_kind = 'f';
}

static void
start_endnote_properties(Body *body, const char **attributes)
{
    (void)attributes;
    body->note_kind = 'e';
}

static void
end_note_properties(Body *body)
{
    body->note_kind = 0;
}

static void
set_note_format(Body *body, const char **attributes)
{
    if (body->note_kind != 0)
        docx_notes_set_format(body->notes, body->note_kind, xml_attribute(attributes, "w:val"));
}

/* A note in footnotes.xml or endnotes.xml. */
static void
start_note(Body *body, char kind, const char **attributes)
{
    Flow *flow = docx_notes_find(body->notes, kind, xml_attribute(attributes, "w:id"), &body->page);

    if (flow == NULL)
        body->skip = 1;
    else
        body->flow = flow;
}

static void
start_footnote(Body *body, const char **attributes)
{
    start_note(body, 'f', attributes);
}

static void
start_endnote(Body *body, const char **attributes)
{
    start_note(body, 'e', attributes);
}

static void
end_note(Body *body)
{
    finish_paragraph(body);
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
    { "w:txbxContent", start_text_box, pop_frame },
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
    { "w:footnote", start_footnote, end_note },
    { "w:endnote", start_endnote, end_note },
};

static void
on_start(void *data, const char *name, const char **attributes)
{
    Body *body = data;
    if (body->skip > 0) {
        body->skip++;
        return;
    }

    const Element *element = g_hash_table_lookup(body->elements, name);
    if (element != NULL && element->start != NULL)
        element->start(body, attributes);
}

static void
on_end(void *data, const char *name)
{
    Body *body = data;
    if (body->skip > 0) {
        body->skip--;
        return;
    }

    const Element *element = g_hash_table_lookup(body->elements, name);
    if (element != NULL && element->end != NULL)
        element->end(body);
}

static void
body_init(Body *body, DocxPackage *package)
{
    *body = (Body){ .package = package, .flow = &package->draft->body, .page = 1 };
    body->elements = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < G_N_ELEMENTS(elements); i++)
        g_hash_table_insert(body->elements, (gpointer)elements[i].name, (gpointer)&elements[i]);
    body->frames = g_ptr_array_new_with_free_func(frame_free);
    body->tables = g_array_new(FALSE, FALSE, sizeof(Table));
    body->fields = docx_fields_new();
    body->notes = docx_notes_new(package->draft);
    body->choices = g_array_new(FALSE, FALSE, sizeof(bool));
    push_frame(body);
}

static void
body_clear(Body *body)
{
    g_hash_table_unref(body->elements);
    g_ptr_array_unref(body->frames);
    g_array_unref(body->tables);
    docx_fields_free(body->fields);
    docx_notes_free(body->notes);
    g_array_unref(body->choices);
}

/* Parses one part from a clean start; what a cut-off part left open is closed. */
static bool
parse_part(Body *body, GBytes *part, GError **error)
{
    static const XmlHandler handler = { docx_namespaces, on_start, on_end, on_text };
    if (part == NULL)
        return true;

    bool parsed = xml_parse(part, &handler, body, false, error);
    while (body->frames->len > 1)
        pop_frame(body);
    finish_paragraph(body);
    docx_fields_clear(body->fields);
    return parsed;
}

bool
docx_body_read(DocxPackage *package, const DocxParts *parts, GError **error)
{
    Body body;
    body_init(&body, package);

    bool parsed = parse_part(&body, parts->document, error) &&
                  parse_part(&body, parts->footnotes, error) &&
                  parse_part(&body, parts->endnotes, error);
    if (parsed) {
        docx_notes_number(body.notes);
        if (!body.pages_known) /* Word saves where its pages broke; others may not. */
            draft_forget_pages(package->draft);
    }
    body_clear(&body);
    return parsed;
}
