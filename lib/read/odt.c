/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * OpenDocument text (ISO/IEC 26300, .odt): content.xml, with the styles that it leans on.
 *
 * Elements with a meaning of their own stand in one table; all others are containers. Text counts
 * inside a paragraph only. Notes and text boxes stand inside the paragraph that holds them: each
 * opens a frame; a note's paragraphs go to the note, a box's wait until the outer paragraph ends.
 * Deleted text stands apart, in text:changed-region, and is left out; inserted text is in place.
 */
#include <string.h>

#include "read/odt-private.h"
#include "read/readers-private.h"
#include "read/zip.h"

enum { LABEL_LIMIT = 32 };

typedef enum FrameKind { FRAME_BODY, FRAME_BOX, FRAME_NOTE } FrameKind;

typedef struct Frame {
    FrameKind kind;
    Flow *flow; /* where paragraphs go; NULL: behind the paragraph around the frame */
    DraftParagraph *paragraph;
    GPtrArray *after; /* DraftParagraph that wait for the open one to end */
    guint table_base, list_base, span_base;
    bool page_after;
    bool implicit; /* opened by a paragraph inside a paragraph, and ends with it */
} Frame;

typedef struct Table {
    int number, row, column, next;
} Table;

/* An open text:list; a list inside a list is one level deeper of the same. */
typedef struct List {
    const OdtListStyle *style; /* NULL: none known */
    OdtCount *count;           /* shared with the lists that it continues */
    int start;                 /* of the open item; ODT_UNSET */
    bool waits;                /* the open item's number is still to be written */
} List;

enum { SPAN_HIDDEN = 4 }; /* beside EmphasisKind */

typedef struct Body {
    Draft *draft;
    OdtStyles *styles;
    GHashTable *elements;
    GPtrArray *frames;
    GArray *tables, *lists; /* Table; List */
    GArray *spans;          /* unsigned: what holds for the text inside */
    GHashTable *counts;     /* xml:id of a list → OdtCount, borrowed */
    GPtrArray *all_counts;  /* owns every OdtCount */
    OdtCount *last_count, *outline;
    GString *label; /* of the open text:note-citation; NULL outside */
    DraftNote *note;
    int table_count;
    guint page;
    bool pages_known;
    int skip;
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
paragraph_destroy(gpointer data)
{
    draft_paragraph_free(data);
}

static void
frame_free(gpointer data)
{
    Frame *frame = data;

    draft_paragraph_free(frame->paragraph);
    g_ptr_array_unref(frame->after);
    g_free(frame);
}

static void
push_frame(Body *body, FrameKind kind, Flow *flow)
{
    Frame *frame = g_new0(Frame, 1);
    frame->kind = kind;
    frame->flow = flow;
    frame->after = g_ptr_array_new_with_free_func(paragraph_destroy);
    frame->table_base = body->tables->len;
    frame->list_base = body->lists->len;
    frame->span_base = body->spans->len;
    g_ptr_array_add(body->frames, frame);
}

static void
emit(Body *body, DraftParagraph *paragraph)
{
    const Frame *frame = top(body);

    if (frame->flow != NULL) {
        flow_add(frame->flow, paragraph);
        return;
    }
    const Frame *outer = g_ptr_array_index(body->frames, body->frames->len - 2);
    g_ptr_array_add(outer->after, paragraph);
}

static void
finish_paragraph(Body *body)
{
    Frame *frame = top(body);

    if (frame->paragraph != NULL)
        emit(body, g_steal_pointer(&frame->paragraph));
    g_autoptr(GPtrArray) after = g_steal_pointer(&frame->after);
    frame->after = g_ptr_array_new_with_free_func(paragraph_destroy);
    for (guint i = 0; i < after->len; i++)
        emit(body, g_steal_pointer(&after->pdata[i]));
    g_array_set_size(body->spans, frame->span_base);
    if (frame->page_after && body->page < G_MAXUINT16)
        body->page++;
    frame->page_after = false;
}

static void
pop_frame(Body *body)
{
    const Frame *frame = top(body);

    finish_paragraph(body);
    g_array_set_size(body->tables, frame->table_base);
    g_array_set_size(body->lists, frame->list_base);
    g_ptr_array_set_size(body->frames, (int)body->frames->len - 1);
}

/* Lists. */

static List *
innermost_list(const Body *body)
{
    guint count = body->lists->len;
    return count > top(body)->list_base ? &g_array_index(body->lists, List, count - 1) : NULL;
}

static OdtCount *
new_count(Body *body)
{
    OdtCount *count = g_new(OdtCount, 1);
    odt_count_reset(count);
    g_ptr_array_add(body->all_counts, count);
    return count;
}

static OdtCount *
find_count(Body *body, const char **attributes)
{
    const char *continued = xml_attribute(attributes, "text:continue-list");
    const char *numbering = xml_attribute(attributes, "text:continue-numbering");
    OdtCount *count = continued != NULL ? g_hash_table_lookup(body->counts, continued) : NULL;

    if (count == NULL && numbering != NULL && strcmp(numbering, "true") == 0)
        count = body->last_count;
    return count != NULL ? count : new_count(body);
}

static void
start_list(Body *body, const char **attributes)
{
    const List *outer = innermost_list(body);
    const char *style = xml_attribute(attributes, "text:style-name");
    const char *id = xml_attribute(attributes, "xml:id");
    List list = { .start = ODT_UNSET };

    list.style = style != NULL ? g_hash_table_lookup(body->styles->lists, style) : NULL;
    if (list.style == NULL && outer != NULL)
        list.style = outer->style;
    list.count = outer != NULL ? outer->count : find_count(body, attributes);
    body->last_count = list.count;
    if (id != NULL)
        g_hash_table_replace(body->counts, g_strdup(id), list.count);
    g_array_append_val(body->lists, list);
}

static void
end_list(Body *body)
{
    if (innermost_list(body) != NULL)
        g_array_set_size(body->lists, body->lists->len - 1);
}

static void
start_item(Body *body, const char **attributes)
{
    List *list = innermost_list(body);
    if (list == NULL)
        return;

    list->waits = true;
    list->start = xml_number(xml_attribute(attributes, "text:start-value"), 0, 1000000, ODT_UNSET);
}

static void
start_list_header(Body *body, const char **attributes)
{
    (void)attributes;
    List *list = innermost_list(body);
    if (list != NULL)
        list->waits = false;
}

/* An item counts with its first paragraph: one that only holds a deeper list has no number. */
static void
number_item(Body *body, DraftParagraph *paragraph)
{
    List *list = innermost_list(body);
    if (list == NULL || !list->waits)
        return;

    int level = (int)(body->lists->len - top(body)->list_base) - 1;
    list->waits = false;
    if (list->style != NULL && level < ODT_LEVELS)
        paragraph->label = odt_count_next(list->count, list->style, level, list->start);
    if (paragraph->label != NULL && paragraph->kind == PARAGRAPH_TEXT) {
        paragraph->kind = PARAGRAPH_ITEM;
        paragraph->level = level + 1;
    }
}

/* Paragraphs. */

static void
turn_page(Body *body)
{
    if (body->page < G_MAXUINT16)
        body->page++;
}

static unsigned
with_style(unsigned kinds, const OdtStyle *style)
{
    if (style->bold != ODT_UNSET)
        kinds = style->bold == 1 ? kinds | EMPHASIS_BOLD : kinds & ~(unsigned)EMPHASIS_BOLD;
    if (style->italic != ODT_UNSET)
        kinds = style->italic == 1 ? kinds | EMPHASIS_ITALIC : kinds & ~(unsigned)EMPHASIS_ITALIC;
    if (style->hidden != ODT_UNSET)
        kinds = style->hidden == 1 ? kinds | SPAN_HIDDEN : kinds & ~(unsigned)SPAN_HIDDEN;
    return kinds;
}

static void
set_cell(const Body *body, DraftParagraph *paragraph)
{
    if (body->tables->len == top(body)->table_base)
        return;

    const Table *table = &g_array_index(body->tables, Table, body->tables->len - 1);
    paragraph->kind = PARAGRAPH_CELL;
    paragraph->table = table->number;
    paragraph->row = MAX(table->row, 0);
    paragraph->column = MAX(table->column, 0);
}

static DraftParagraph *
open_paragraph(Body *body, const char **attributes)
{
    const OdtStyle *style =
        odt_style_find(body->styles->paragraph, xml_attribute(attributes, "text:style-name"));
    if (top(body)->paragraph != NULL) {
        push_frame(body, FRAME_BOX, NULL);
        top(body)->implicit = true;
    }

    Frame *frame = top(body);
    if (style->page_before && body->draft->body.paragraphs->len > 0)
        turn_page(body);
    frame->page_after = style->page_after;
    frame->paragraph = draft_paragraph_new(PARAGRAPH_TEXT);
    frame->paragraph->style = g_strdup(style->name);
    draft_set_page(frame->paragraph, body->page);
    unsigned kinds = with_style(0, style);
    g_array_append_val(body->spans, kinds);
    set_cell(body, frame->paragraph);
    return frame->paragraph;
}

static void
start_paragraph(Body *body, const char **attributes)
{
    number_item(body, open_paragraph(body, attributes));
}

static void
start_heading(Body *body, const char **attributes)
{
    DraftParagraph *paragraph = open_paragraph(body, attributes);
    int level = xml_number(xml_attribute(attributes, "text:outline-level"), 1, ODT_LEVELS, 1);
    const char *unnumbered = xml_attribute(attributes, "text:is-list-header");
    const OdtListStyle *outline = g_hash_table_lookup(body->styles->lists, "");

    if (paragraph->kind == PARAGRAPH_TEXT) {
        paragraph->kind = PARAGRAPH_HEADING;
        paragraph->level = level;
    }
    if (innermost_list(body) != NULL)
        number_item(body, paragraph);
    else if (outline != NULL && (unnumbered == NULL || strcmp(unnumbered, "true") != 0))
        paragraph->label = odt_count_next(body->outline, outline, level - 1, ODT_UNSET);
}

static void
end_paragraph(Body *body)
{
    if (top(body)->implicit)
        pop_frame(body);
    else
        finish_paragraph(body);
}

static unsigned
span_kinds(const Body *body)
{
    guint count = body->spans->len;
    return count > 0 ? g_array_index(body->spans, unsigned, count - 1) : 0;
}

static void
append_text(Body *body, const char *text, size_t length)
{
    DraftParagraph *paragraph = top(body)->paragraph;
    unsigned kinds = span_kinds(body);
    if (paragraph == NULL)
        return;

    if ((kinds & SPAN_HIDDEN) != 0)
        body->draft->remarks |= REMARK_HIDDEN_TEXT;
    else
        draft_append(paragraph, text, length, kinds & (EMPHASIS_BOLD | EMPHASIS_ITALIC));
}

static void
on_text(void *data, const char *text, size_t length)
{
    Body *body = data;

    if (body->skip > 0)
        return;
    if (body->label != NULL) {
        if (body->label->len + length <= LABEL_LIMIT)
            g_string_append_len(body->label, text, (gssize)length);
        return;
    }
    append_text(body, text, length);
}

static void
start_span(Body *body, const char **attributes)
{
    const OdtStyle *style =
        odt_style_find(body->styles->text, xml_attribute(attributes, "text:style-name"));
    unsigned kinds = with_style(span_kinds(body), style);

    g_array_append_val(body->spans, kinds);
}

static void
end_span(Body *body)
{
    if (body->spans->len > top(body)->span_base)
        g_array_set_size(body->spans, body->spans->len - 1);
}

static void
space(Body *body, const char **attributes)
{
    (void)attributes;
    append_text(body, " ", 1);
}

static void
line_break(Body *body, const char **attributes)
{
    (void)attributes;
    if (top(body)->paragraph != NULL && (span_kinds(body) & SPAN_HIDDEN) == 0)
        draft_append_break(top(body)->paragraph);
}

static void
page_break(Body *body, const char **attributes)
{
    (void)attributes;
    turn_page(body);
    if (top(body)->paragraph != NULL)
        draft_set_page(top(body)->paragraph, body->page);
}

static void
start_document(Body *body, const char **attributes)
{
    const char *pages = xml_attribute(attributes, "text:use-soft-page-breaks");
    body->pages_known = pages != NULL && strcmp(pages, "true") == 0;
}

static void
skip(Body *body, const char **attributes)
{
    (void)attributes;
    body->skip = 1;
}

static void
tracked_change(Body *body, const char **attributes)
{
    (void)attributes;
    body->draft->remarks |= REMARK_TRACKED_CHANGES;
    body->skip = 1;
}

static void
comment(Body *body, const char **attributes)
{
    (void)attributes;
    body->draft->remarks |= REMARK_COMMENTS;
    body->skip = 1;
}

static void
picture(Body *body, const char **attributes)
{
    (void)attributes;
    body->draft->remarks |= REMARK_PICTURES;
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
    g_array_append_val(body->tables, table);
}

static void
end_table(Body *body)
{
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
    table->next = 0;
}

static void
start_cell(Body *body, const char **attributes)
{
    Table *table = innermost_table(body);
    const char *repeated = xml_attribute(attributes, "table:number-columns-repeated");
    if (table == NULL)
        return;

    table->column = table->next;
    table->next += xml_number(repeated, 1, 1000, 1);
}

/* The part of a wider or higher cell: what it holds is not printed. */
static void
start_covered_cell(Body *body, const char **attributes)
{
    start_cell(body, attributes);
    body->skip = 1;
}

/* Notes and boxes. */

static void
start_note(Body *body, const char **attributes)
{
    (void)attributes;
    DraftParagraph *paragraph = top(body)->paragraph;
    body->note = draft_add_note(body->draft, "");
    if (paragraph != NULL)
        draft_append_mark(paragraph, body->draft->notes->len - 1);
}

static void
start_citation(Body *body, const char **attributes)
{
    (void)attributes;
    if (body->label == NULL)
        body->label = g_string_new(NULL);
}

static void
end_citation(Body *body)
{
    if (body->label == NULL)
        return;

    g_autofree char *label = g_string_free(g_steal_pointer(&body->label), FALSE);
    if (body->note == NULL)
        return;
    g_free(body->note->label);
    body->note->label = g_strdup(g_strstrip(label));
}

static void
start_note_body(Body *body, const char **attributes)
{
    (void)attributes;
    push_frame(body, FRAME_NOTE, body->note != NULL ? &body->note->flow : NULL);
}

static void
start_box(Body *body, const char **attributes)
{
    (void)attributes;
    push_frame(body, FRAME_BOX, NULL);
}

static void
end_frame(Body *body)
{
    if (body->frames->len == 1)
        return;

    bool outside =
        ((Frame *)g_ptr_array_index(body->frames, body->frames->len - 2))->paragraph == NULL;
    pop_frame(body);
    if (outside)
        finish_paragraph(body);
}

static const Element elements[] = {
    { "office:text", start_document, NULL },
    { "text:p", start_paragraph, end_paragraph },
    { "text:h", start_heading, end_paragraph },
    { "text:span", start_span, end_span },
    { "text:s", space, NULL },
    { "text:tab", space, NULL },
    { "text:line-break", line_break, NULL },
    { "text:soft-page-break", page_break, NULL },
    { "text:list", start_list, end_list },
    { "text:list-item", start_item, NULL },
    { "text:list-header", start_list_header, NULL },
    { "table:table", start_table, end_table },
    { "table:table-row", start_row, NULL },
    { "table:table-cell", start_cell, NULL },
    { "table:covered-table-cell", start_covered_cell, NULL },
    { "text:note", start_note, NULL },
    { "text:note-citation", start_citation, end_citation },
    { "text:note-body", start_note_body, end_frame },
    { "draw:text-box", start_box, end_frame },
    { "draw:custom-shape", start_box, end_frame },
    { "text:changed-region", tracked_change, NULL },
    { "text:number", skip, NULL },
    { "text:ruby-text", skip, NULL },
    { "text:script", skip, NULL },
    { "text:index-title-template", skip, NULL },
    { "office:annotation", comment, NULL },
    { "draw:image", picture, NULL },
    { "draw:object", picture, NULL },
    { "draw:object-ole", picture, NULL },
    { "office:forms", skip, NULL },
    { "office:binary-data", skip, NULL },
    { "svg:title", skip, NULL },
    { "svg:desc", skip, NULL },
};

static void
on_start(void *data, const char *name, const char **attributes)
{
    Body *body = data;
    if (body->skip > 0) {
        body->skip++;
        return;
    }

    odt_styles_start(body->styles, name, attributes);
    const Element *element = g_hash_table_lookup(body->elements, name);
    if (element != NULL)
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

    odt_styles_end(body->styles, name);
    const Element *element = g_hash_table_lookup(body->elements, name);
    if (element != NULL && element->end != NULL)
        element->end(body);
}

static void
body_init(Body *body, Draft *draft, OdtStyles *styles)
{
    *body = (Body){ .draft = draft, .styles = styles, .page = 1 };
    body->elements = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < G_N_ELEMENTS(elements); i++)
        g_hash_table_insert(body->elements, (gpointer)elements[i].name, (gpointer)&elements[i]);
    body->frames = g_ptr_array_new_with_free_func(frame_free);
    body->tables = g_array_new(FALSE, FALSE, sizeof(Table));
    body->lists = g_array_new(FALSE, FALSE, sizeof(List));
    body->spans = g_array_new(FALSE, FALSE, sizeof(unsigned));
    body->counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    body->all_counts = g_ptr_array_new_with_free_func(g_free);
    body->outline = new_count(body);
    push_frame(body, FRAME_BODY, &draft->body);
}

static void
body_clear(Body *body)
{
    g_hash_table_unref(body->elements);
    g_ptr_array_unref(body->frames);
    g_array_unref(body->tables);
    g_array_unref(body->lists);
    g_array_unref(body->spans);
    g_hash_table_unref(body->counts);
    g_ptr_array_unref(body->all_counts);
    if (body->label != NULL)
        g_string_free(body->label, TRUE);
}

static bool
read_content(GBytes *content, Draft *draft, OdtStyles *styles, GError **error)
{
    static const XmlHandler handler = { odt_namespaces, on_start, on_end, on_text };
    Body body;

    body_init(&body, draft, styles);
    bool parsed = xml_parse(content, &handler, &body, false, error);
    while (parsed && body.frames->len > 1)
        pop_frame(&body);
    if (parsed)
        finish_paragraph(&body);
    if (!body.pages_known)
        draft_forget_pages(draft);
    body_clear(&body);
    return parsed;
}

/* Encrypted parts are no XML; that they are stands in the manifest. */
static bool
is_encrypted(Archive *archive)
{
    static const char part[] = "META-INF/manifest.xml", element[] = ":encryption-data";
    if (!archive_has(archive, part))
        return false;

    g_autoptr(GBytes) manifest = archive_read_part(archive, part, NULL);
    gsize length = 0;
    const char *data = manifest != NULL ? g_bytes_get_data(manifest, &length) : NULL;
    return data != NULL && memmem(data, length, element, strlen(element)) != NULL;
}

Draft *
draft_odt(GBytes *bytes, GError **error)
{
    g_autoptr(Archive) archive = archive_open(bytes, error);
    if (archive == NULL)
        return NULL;
    if (is_encrypted(archive)) {
        archive_fail_encrypted(error);
        return NULL;
    }

    g_autoptr(OdtStyles) styles = odt_styles_new();
    if (archive_has(archive, "styles.xml")) {
        g_autoptr(GBytes) part = archive_read_part(archive, "styles.xml", error);
        if (part == NULL || !odt_styles_read(styles, part, error))
            return NULL;
    }
    g_autoptr(GBytes) content = archive_read_part(archive, "content.xml", error);
    g_autoptr(Draft) draft = draft_new();
    if (content == NULL || !read_content(content, draft, styles, error))
        return NULL;
    if (styles->heads)
        draft->remarks |= REMARK_HEADS;
    return g_steal_pointer(&draft);
}
