/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The XML of officielebekendmakingen.nl: kamerstukken and kamervragen (domain.md 1.6).
 *
 * The schema is public in name only, and older dialects differ, so nothing here depends on knowing
 * an element: those with a meaning of their own stand in one table; any other one is part of a
 * paragraph where one is open, and a container elsewhere, whose loose text is a paragraph. So a
 * word can end up in the wrong kind of paragraph, but never get lost.
 */
#include <string.h>

#include "read/readers-private.h"
#include "read/xml.h"

enum { DEPTH = 256, LABEL_LIMIT = 32 };

typedef struct Frame {
    Flow *flow;
    DraftParagraph *paragraph; /* open; NULL between paragraphs */
    unsigned emphasis;
    int depth; /* elements open when the frame began */
} Frame;

typedef struct List {
    const char *mark; /* of items without a number of their own; NULL */
    int item;         /* numbers given so far */
    char style;       /* '1' or 'a': items are numbered so; 0: by `mark` */
    bool waits;       /* the open item's label has not been used yet */
    char *label;      /* of the open item */
} List;

typedef struct Body {
    Draft *draft;
    GHashTable *elements;
    GArray *frames;     /* Frame; the last is open: a note in a paragraph is a frame of its own */
    GArray *lists;      /* List */
    GHashTable *notes;  /* id → index plus 1, of notes that stand apart from their mark */
    GPtrArray *columns; /* names of the open table's columns */
    GString *capture;   /* takes the text of a number or label instead of a paragraph */
    int table_count, table, row, column;
    int division; /* depth of divisions */
    bool in_entry, in_group, in_furniture, group_started;
    char *voice;                   /* "Vraag" or "Antwoord" until its number is known */
    unsigned inherited[DEPTH + 1]; /* emphasis outside each open element */
    bool inside[DEPTH + 1];        /* is the open element part of a paragraph? */
    int depth;
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
    return &g_array_index(body->frames, Frame, body->frames->len - 1);
}

static void
push_frame(Body *body, Flow *flow)
{
    Frame frame = { .flow = flow, .depth = body->depth };
    g_array_append_val(body->frames, frame);
}

static void
finish_paragraph(Body *body)
{
    Frame *frame = top(body);

    if (frame->paragraph != NULL)
        flow_add(frame->flow, g_steal_pointer(&frame->paragraph));
}

static void
pop_frame(Body *body)
{
    finish_paragraph(body);
    if (body->frames->len > 1)
        g_array_set_size(body->frames, body->frames->len - 1);
}

static List *
innermost_list(const Body *body)
{
    guint count = body->lists->len;
    return count > 0 ? &g_array_index(body->lists, List, count - 1) : NULL;
}

/* The first paragraph of an item carries its label. */
static void
label_item(Body *body, DraftParagraph *paragraph)
{
    List *list = innermost_list(body);
    if (list == NULL || !list->waits || body->frames->len > 1)
        return;

    list->waits = false;
    list->item++;
    if (list->label != NULL)
        paragraph->label = g_steal_pointer(&list->label);
    else if (list->style == '1')
        paragraph->label = g_strdup_printf("%d.", list->item);
    else if (list->style == 'a' && list->item <= 26)
        paragraph->label = g_strdup_printf("%c.", 'a' + list->item - 1);
    else
        paragraph->label = g_strdup(list->mark);
    if (paragraph->label != NULL && paragraph->kind == PARAGRAPH_TEXT) {
        paragraph->kind = PARAGRAPH_ITEM;
        paragraph->level = (int)body->lists->len;
    }
}

static DraftParagraph *
open_paragraph(Body *body)
{
    finish_paragraph(body);
    DraftParagraph *paragraph = draft_paragraph_new(PARAGRAPH_TEXT);

    top(body)->paragraph = paragraph;
    if (body->frames->len == 1 && body->in_furniture)
        paragraph->kind = PARAGRAPH_FURNITURE;
    if (body->frames->len == 1 && body->in_entry) {
        paragraph->kind = PARAGRAPH_CELL;
        paragraph->table = body->table;
        paragraph->row = MAX(body->row, 0);
        paragraph->column = MAX(body->column, 0);
    }
    label_item(body, paragraph);
    return paragraph;
}

static bool
is_white(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (!g_ascii_isspace(text[i]))
            return false;
    }
    return true;
}

static void
on_text(void *data, const char *text, size_t length)
{
    Body *body = data;
    if (body->skip > 0)
        return;

    if (body->capture != NULL) {
        if (body->capture->len + length <= LABEL_LIMIT)
            g_string_append_len(body->capture, text, (gssize)length);
        return;
    }
    if (top(body)->paragraph == NULL) {
        if (is_white(text, length))
            return;
        open_paragraph(body);
    }
    draft_append(top(body)->paragraph, text, length, top(body)->emphasis);
}

static void
start_paragraph(Body *body, const char **attributes)
{
    (void)attributes;
    bool apart =
        body->frames->len == 1 && !body->in_entry && (!body->in_group || !body->group_started);

    open_paragraph(body);
    body->group_started = true;
    if (apart)
        top(body)->flow->blank = true;
}

static void
end_paragraph(Body *body)
{
    finish_paragraph(body);
}

static void
start_heading_of(Body *body, int level)
{
    DraftParagraph *paragraph = open_paragraph(body);

    if (paragraph->kind == PARAGRAPH_TEXT) {
        paragraph->kind = PARAGRAPH_HEADING;
        paragraph->level = CLAMP(level, 1, 9);
    }
}

static void
start_heading(Body *body, const char **attributes)
{
    (void)attributes;
    start_heading_of(body, body->division);
}

/* Headings that open no division: their weight is all that tells their level. */
static void
start_subheading(Body *body, const char **attributes)
{
    const char *look = xml_attribute(attributes, "kopopmaak");
    bool bold = look != NULL && strcmp(look, "vet") == 0;

    start_heading_of(body, body->division + (bold ? 1 : 2));
}

/* The title of a piece or dossier is a line; inside a `kop` it is a part of that. */
static void
start_title(Body *body, const char **attributes)
{
    if (top(body)->paragraph != NULL && body->inside[body->depth - 1])
        draft_append(top(body)->paragraph, " ", 1, 0);
    else
        start_paragraph(body, attributes);
}

static void
end_title(Body *body)
{
    if (!body->inside[body->depth - 1])
        finish_paragraph(body);
}

/* Parts of one line that stand without white space between them. */
static void
start_part(Body *body, const char **attributes)
{
    (void)attributes;
    if (top(body)->paragraph != NULL)
        draft_append(top(body)->paragraph, " ", 1, 0);
}

/* A line of its own, but a part of one where it stands in a paragraph. */
static void
start_line(Body *body, const char **attributes)
{
    if (top(body)->paragraph != NULL)
        start_part(body, attributes);
    else
        start_paragraph(body, attributes);
}

static void
start_division(Body *body, const char **attributes)
{
    (void)attributes;
    finish_paragraph(body);
    body->division++;
}

static void
end_division(Body *body)
{
    finish_paragraph(body);
    body->division--;
}

static void
start_group(Body *body, const char **attributes)
{
    (void)attributes;
    finish_paragraph(body);
    body->in_group = true;
    body->group_started = false;
}

static void
end_group(Body *body)
{
    finish_paragraph(body);
    body->in_group = false;
}

static void
start_furniture(Body *body, const char **attributes)
{
    (void)attributes;
    finish_paragraph(body);
    body->in_furniture = true;
}

static void
end_furniture(Body *body)
{
    finish_paragraph(body);
    body->in_furniture = false;
}

static void
picture(Body *body, const char **attributes)
{
    (void)attributes;
    body->draft->remarks |= REMARK_PICTURES;
}

static void
skip(Body *body, const char **attributes)
{
    (void)attributes;
    body->skip = 1;
}

static void
line_break(Body *body, const char **attributes)
{
    (void)attributes;
    if (top(body)->paragraph != NULL)
        draft_append_break(top(body)->paragraph);
}

static void
start_emphasis(Body *body, const char **attributes)
{
    const char *type = xml_attribute(attributes, "type");
    Frame *frame = top(body);
    if (type == NULL)
        return;

    if (strstr(type, "vet") != NULL)
        frame->emphasis |= EMPHASIS_BOLD;
    if (strstr(type, "cur") != NULL)
        frame->emphasis |= EMPHASIS_ITALIC;
}

/* Lists. */

static void
start_list(Body *body, const char **attributes)
{
    const char *type = xml_attribute(attributes, "type");
    List list = { .mark = "\xE2\x80\x93" };

    finish_paragraph(body);
    if (type != NULL && (strcmp(type, "bullet") == 0 || strcmp(type, "bol") == 0))
        list.mark = "\xE2\x80\xA2";
    else if (type != NULL && strcmp(type, "expliciet") == 0)
        list.mark = NULL;
    else if (type != NULL && (strcmp(type, "1") == 0 || strcmp(type, "a") == 0))
        list.style = *type;
    g_array_append_val(body->lists, list);
}

static void
end_list(Body *body)
{
    finish_paragraph(body);
    if (body->lists->len > 0)
        g_array_set_size(body->lists, body->lists->len - 1);
}

static void
list_clear(gpointer data)
{
    List *list = data;
    g_free(list->label);
}

static void
start_item(Body *body, const char **attributes)
{
    (void)attributes;
    List *list = innermost_list(body);

    finish_paragraph(body);
    if (list == NULL)
        return;
    list->waits = true;
    g_clear_pointer(&list->label, g_free);
}

static void
start_capture(Body *body, const char **attributes)
{
    (void)attributes;
    if (body->capture == NULL)
        body->capture = g_string_new(NULL);
}

static char *
take_capture(Body *body)
{
    if (body->capture == NULL)
        return g_strdup("");
    return g_strstrip(g_string_free(g_steal_pointer(&body->capture), FALSE));
}

static void
end_item_number(Body *body)
{
    g_autofree char *label = take_capture(body);
    List *list = innermost_list(body);
    if (list == NULL || *label == '\0')
        return;

    g_free(list->label);
    list->label = g_steal_pointer(&label);
}

/* Questions and answers: "Vraag 1" and "Antwoord 1", as they are printed above the text. */

static void
start_question(Body *body, const char **attributes)
{
    (void)attributes;
    finish_paragraph(body);
    g_free(body->voice);
    body->voice = g_strdup("Vraag");
}

static void
start_answer(Body *body, const char **attributes)
{
    (void)attributes;
    finish_paragraph(body);
    g_free(body->voice);
    body->voice = g_strdup("Antwoord");
}

static void
start_number(Body *body, const char **attributes)
{
    if (top(body)->paragraph != NULL) {
        start_part(body, attributes);
        return;
    }
    DraftParagraph *paragraph = open_paragraph(body);
    if (body->voice != NULL && paragraph->kind == PARAGRAPH_TEXT) {
        paragraph->kind = PARAGRAPH_HEADING;
        paragraph->level = CLAMP(body->division + 2, 1, 9);
    }
}

/* A bare number gets its word. */
static void
end_number(Body *body)
{
    DraftParagraph *paragraph = top(body)->paragraph;
    if (body->inside[body->depth - 1] || paragraph == NULL || body->voice == NULL)
        return;

    if (g_ascii_isdigit(paragraph->text->str[strspn(paragraph->text->str, " ")])) {
        draft_prepend(paragraph, " ");
        draft_prepend(paragraph, body->voice);
    }
    g_clear_pointer(&body->voice, g_free);
    finish_paragraph(body);
}

/* Tables, by the CALS model. */

static void
start_table(Body *body, const char **attributes)
{
    (void)attributes;
    finish_paragraph(body);
    body->table = ++body->table_count;
    body->row = -1;
    g_ptr_array_set_size(body->columns, 0);
}

static void
end_table(Body *body)
{
    finish_paragraph(body);
    body->in_entry = false;
}

static void
add_column(Body *body, const char **attributes)
{
    const char *name = xml_attribute(attributes, "colname");
    if (body->columns->len < DEPTH)
        g_ptr_array_add(body->columns, g_strdup(name != NULL ? name : ""));
}

static void
start_row(Body *body, const char **attributes)
{
    (void)attributes;
    finish_paragraph(body);
    body->row++;
    body->column = -1;
}

static void
start_entry(Body *body, const char **attributes)
{
    const char *name = xml_attribute(attributes, "namest");
    guint index;

    finish_paragraph(body);
    if (name == NULL)
        name = xml_attribute(attributes, "colname");
    body->in_entry = true;
    body->column++;
    if (name != NULL && g_ptr_array_find_with_equal_func(body->columns, name, g_str_equal, &index))
        body->column = (int)index;
}

static void
end_entry(Body *body)
{
    finish_paragraph(body);
    body->in_entry = false;
}

/* Notes: in place (noot), or by reference (voetref, voetnoot) in older files. */

static guint
new_note(Body *body, const char *label)
{
    draft_add_note(body->draft, label);
    return body->draft->notes->len - 1;
}

static void
mark_note(Body *body, guint note)
{
    DraftParagraph *paragraph =
        top(body)->paragraph != NULL ? top(body)->paragraph : open_paragraph(body);
    draft_append_mark(paragraph, note);
}

static void
start_note(Body *body, const char **attributes)
{
    (void)attributes;
    guint note = new_note(body, "");
    DraftNote *added = g_ptr_array_index(body->draft->notes, note);

    mark_note(body, note);
    push_frame(body, &added->flow);
}

static void
end_note(Body *body)
{
    if (body->frames->len > 1)
        pop_frame(body);
}

static void
end_note_number(Body *body)
{
    g_autofree char *label = take_capture(body);
    const Frame *frame = top(body);

    for (guint i = body->draft->notes->len; i > 0; i--) {
        DraftNote *note = g_ptr_array_index(body->draft->notes, i - 1);
        if (&note->flow != frame->flow)
            continue;
        g_free(note->label);
        note->label = g_steal_pointer(&label);
        return;
    }
}

static void
reference_note(Body *body, const char **attributes)
{
    const char *id = xml_attribute(attributes, "refid");
    guint note = id != NULL ? GPOINTER_TO_UINT(g_hash_table_lookup(body->notes, id)) : 0;
    if (id == NULL)
        return;

    if (note == 0) {
        g_autofree char *label = g_strdup_printf("%u", body->draft->notes->len + 1);
        note = new_note(body, label) + 1;
        g_hash_table_insert(body->notes, g_strdup(id), GUINT_TO_POINTER(note));
    }
    mark_note(body, note - 1);
}

static void
start_referenced_note(Body *body, const char **attributes)
{
    const char *id = xml_attribute(attributes, "id");
    guint note = id != NULL ? GPOINTER_TO_UINT(g_hash_table_lookup(body->notes, id)) : 0;

    if (note == 0) {
        finish_paragraph(body);
        push_frame(body, &body->draft->body);
        return;
    }
    DraftNote *found = g_ptr_array_index(body->draft->notes, note - 1);
    push_frame(body, &found->flow);
}

static const Element elements[] = {
    { "metadata", skip, NULL },
    { "plaatje", picture, NULL },
    { "illustratie", picture, NULL },
    { "kamerstukkop", start_furniture, end_furniture },
    { "al", start_paragraph, end_paragraph },
    { "noot.al", start_paragraph, end_paragraph },
    { "tekstregel", start_paragraph, end_paragraph },
    { "stuknr", start_paragraph, end_paragraph },
    { "datumtekst", start_paragraph, end_paragraph },
    { "dossiernummer", start_line, end_title },
    { "functie", start_line, end_title },
    { "naam", start_line, end_title },
    { "kamervraagnummer", start_paragraph, end_paragraph },
    { "kamervraagomschrijving", start_paragraph, end_paragraph },
    { "kamervraagonderwerp", start_paragraph, end_paragraph },
    { "kop", start_heading, end_paragraph },
    { "tussenkop", start_subheading, end_paragraph },
    { "tuskop", start_subheading, end_paragraph },
    { "titel", start_title, end_title },
    { "subtitel", start_title, end_title },
    { "label", start_part, NULL },
    { "dossiernr", start_part, NULL },
    { "begrotingshoofdstuk", start_part, NULL },
    { "voornaam", start_part, NULL },
    { "achternaam", start_part, NULL },
    { "nr", start_number, end_number },
    { "divisie", start_division, end_division },
    { "al-groep", start_group, end_group },
    { "br", line_break, NULL },
    { "nadruk", start_emphasis, NULL },
    { "lijst", start_list, end_list },
    { "li", start_item, end_paragraph },
    { "li.nr", start_capture, end_item_number },
    { "vraag", start_question, end_paragraph },
    { "antwoord", start_answer, end_paragraph },
    { "table", start_table, end_table },
    { "colspec", add_column, NULL },
    { "row", start_row, end_paragraph },
    { "entry", start_entry, end_entry },
    { "noot", start_note, end_note },
    { "noot.nr", start_capture, end_note_number },
    { "voetref", reference_note, NULL },
    { "voetnoot", start_referenced_note, end_note },
};

/* An answer without a number still needs its word: it says whose voice the text is. */
static void
announce_voice(Body *body, const char *name)
{
    static const char word[] = "Antwoord";
    if (body->voice == NULL || strcmp(name, "nr") == 0 || strcmp(name, "antwoord") == 0)
        return;

    if (strcmp(body->voice, word) == 0) {
        start_heading_of(body, body->division + 2);
        draft_append(top(body)->paragraph, word, strlen(word), 0);
        finish_paragraph(body);
    }
    g_clear_pointer(&body->voice, g_free);
}

static void
on_start(void *data, const char *name, const char **attributes)
{
    Body *body = data;
    if (body->skip > 0) {
        body->skip++;
        return;
    }

    const Element *element = g_hash_table_lookup(body->elements, name);
    if (top(body)->paragraph == NULL && body->capture == NULL)
        announce_voice(body, name);
    body->inherited[body->depth] = top(body)->emphasis;
    body->inside[body->depth] = top(body)->paragraph != NULL;
    body->depth++;
    if (element != NULL)
        element->start(body, attributes);
}

/* The end of an unknown container ends its loose text, so that it can't run into what follows. */
static void
on_end(void *data, const char *name)
{
    Body *body = data;
    if (body->skip > 0) {
        body->skip--;
        body->depth -= body->skip == 0;
        return;
    }

    const Element *element = g_hash_table_lookup(body->elements, name);
    if (element != NULL && element->end != NULL)
        element->end(body);
    body->depth--;
    if (element == NULL && !body->inside[body->depth])
        finish_paragraph(body);
    if (body->depth > top(body)->depth || body->frames->len == 1)
        top(body)->emphasis = body->inherited[body->depth];
}

static void
body_clear(Body *body)
{
    g_hash_table_unref(body->elements);
    for (guint i = 0; i < body->frames->len; i++)
        draft_paragraph_free(g_array_index(body->frames, Frame, i).paragraph);
    g_array_unref(body->frames);
    g_array_unref(body->lists);
    g_hash_table_unref(body->notes);
    g_ptr_array_unref(body->columns);
    if (body->capture != NULL)
        g_string_free(body->capture, TRUE);
    g_free(body->voice);
}

static void
number_unlabelled_notes(const Draft *draft)
{
    for (guint i = 0; i < draft->notes->len; i++) {
        DraftNote *note = g_ptr_array_index(draft->notes, i);
        if (*note->label != '\0')
            continue;
        g_free(note->label);
        note->label = g_strdup_printf("%u", i + 1);
    }
}

Draft *
draft_op_xml(GBytes *bytes, GError **error)
{
    static const XmlHandler handler = { NULL, on_start, on_end, on_text };
    g_autoptr(Draft) draft = draft_new();
    Body body = { .draft = draft };

    body.elements = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < G_N_ELEMENTS(elements); i++)
        g_hash_table_insert(body.elements, (gpointer)elements[i].name, (gpointer)&elements[i]);
    body.frames = g_array_new(FALSE, FALSE, sizeof(Frame));
    body.lists = g_array_new(FALSE, FALSE, sizeof(List));
    g_array_set_clear_func(body.lists, list_clear);
    body.notes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    body.columns = g_ptr_array_new_with_free_func(g_free);
    push_frame(&body, &draft->body);

    bool parsed = xml_parse(bytes, &handler, &body, true, error);
    if (parsed) {
        finish_paragraph(&body);
        number_unlabelled_notes(draft);
    }
    body_clear(&body);
    return parsed ? g_steal_pointer(&draft) : NULL;
}
