/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Web pages, parsed by gumbo as browsers do: those of officielebekendmakingen.nl, tweedekamer.nl and
 * their mirrors, and what word processors save as HTML. html-tree.c says where the content is and
 * which links are note marks; here the text is read.
 *
 * Text outside the content (menus, headers, what else there is) is furniture: kept, but not read as
 * the document. A note's text goes to the note, wherever it stands.
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/failure.h"
#include "read/html-private.h"
#include "read/numbers.h"
#include "read/read-private.h"
#include "read/readers-private.h"

enum { START_LIMIT = 1000000 };

typedef struct Table {
    int number, row, column;
    bool single; /* one cell only: a frame, no table */
} Table;

typedef struct List {
    bool ordered;
    int next;
    char type; /* '1', 'a', 'A', 'i' or 'I' */
} List;

/* The body, or a note. */
typedef struct Output {
    Flow *flow;
    DraftParagraph *paragraph; /* open; NULL between paragraphs */
    const HtmlNote *note;      /* NULL for the body */
} Output;

typedef struct Reader {
    Draft *draft;
    const HtmlTree *tree;
    Output output;
    GArray *tables, *lists; /* Table; List */
    unsigned emphasis;
    bool in_content, in_preformatted;
    int heading;     /* level of the open heading; 0 */
    bool item_waits; /* a list item began, and its label is still to be written */
    int table_count;
} Reader;

static void
finish_paragraph(Reader *reader)
{
    DraftParagraph *paragraph = g_steal_pointer(&reader->output.paragraph);
    if (paragraph == NULL)
        return;

    /* The mark of an unordered list is left out where the text brings its own. */
    const GString *text = paragraph->text;
    if (paragraph->label != NULL && !g_ascii_isalnum(*paragraph->label) &&
        list_mark_end(text->str, 0, text->len) > 0) {
        g_clear_pointer(&paragraph->label, g_free);
        paragraph->kind = PARAGRAPH_TEXT;
    }
    flow_add(reader->output.flow, paragraph);
}

static void
append_label(GString *label, const List *list)
{
    NumberFormat format = list->type == 'a'   ? NUMBER_LOWER_LETTER
                          : list->type == 'A' ? NUMBER_UPPER_LETTER
                          : list->type == 'i' ? NUMBER_LOWER_ROMAN
                          : list->type == 'I' ? NUMBER_UPPER_ROMAN
                                              : NUMBER_DECIMAL;

    number_append(label, format, list->next);
    g_string_append_c(label, '.');
}

static void
label_item(Reader *reader, DraftParagraph *paragraph)
{
    if (!reader->item_waits || reader->lists->len == 0 || reader->output.note != NULL)
        return;

    List *list = &g_array_index(reader->lists, List, reader->lists->len - 1);
    GString *label = g_string_new(NULL);
    reader->item_waits = false;
    if (list->ordered)
        append_label(label, list);
    else
        g_string_append(label, "\xE2\x80\xA2");
    paragraph->label = g_string_free(label, FALSE);
    paragraph->level = (int)reader->lists->len;
    if (paragraph->kind == PARAGRAPH_TEXT)
        paragraph->kind = PARAGRAPH_ITEM;
    list->next++;
}

static void
set_kind(const Reader *reader, DraftParagraph *paragraph)
{
    const Table *table = reader->tables->len > 0
                             ? &g_array_index(reader->tables, Table, reader->tables->len - 1)
                             : NULL;
    if (reader->output.note != NULL)
        return;

    if (!reader->in_content) {
        paragraph->kind = PARAGRAPH_FURNITURE;
    } else if (reader->heading > 0) {
        paragraph->kind = PARAGRAPH_HEADING;
        paragraph->level = reader->heading;
    } else if (table != NULL && !table->single) {
        paragraph->kind = PARAGRAPH_CELL;
        paragraph->table = table->number;
        paragraph->row = MAX(table->row, 0);
        paragraph->column = MAX(table->column, 0);
    }
}

static DraftParagraph *
ensure_paragraph(Reader *reader)
{
    if (reader->output.paragraph == NULL) {
        reader->output.paragraph = draft_paragraph_new(PARAGRAPH_TEXT);
        set_kind(reader, reader->output.paragraph);
        label_item(reader, reader->output.paragraph);
    }
    return reader->output.paragraph;
}

static void
append_preformatted(Reader *reader, const char *text)
{
    for (const char *line = text; line != NULL;) {
        const char *end = strchr(line, '\n');
        size_t length = end != NULL ? (size_t)(end - line) : strlen(line);
        draft_append(ensure_paragraph(reader), line, length, reader->emphasis);
        if (end != NULL)
            draft_append_break(ensure_paragraph(reader));
        line = end != NULL ? end + 1 : NULL;
    }
}

static void
read_text_node(Reader *reader, const GumboNode *node)
{
    const char *text = node->v.text.text;
    bool white = node->type == GUMBO_NODE_WHITESPACE || text[strspn(text, " \t\r\n\f")] == '\0';

    if (white && reader->output.paragraph == NULL)
        return;
    if (reader->in_preformatted)
        append_preformatted(reader, text);
    else
        draft_append(ensure_paragraph(reader), text, strlen(text), reader->emphasis);
}

static void read_node(Reader *reader, const GumboNode *node);

static void
read_children(Reader *reader, const GumboNode *node)
{
    for (unsigned i = 0; i < node->v.element.children.length; i++)
        read_node(reader, node->v.element.children.data[i]);
}

/* A note's paragraphs go to the note; its own number in front is the label, not text. */
static void
strip_label(Flow *flow, const char *label)
{
    if (flow->paragraphs->len == 0)
        return;

    DraftParagraph *first = g_ptr_array_index(flow->paragraphs, 0);
    const char *text = first->text->str + strspn(first->text->str, " [(");
    size_t length = strlen(label);
    if (strncmp(text, label, length) != 0)
        return;
    text += length;
    bool closed = strspn(text, "]).:") > 0;
    text += strspn(text, "]).:");
    gunichar next = g_utf8_get_char(text);
    if (!closed && next != ' ' && next != 0xA0 && !g_unichar_isupper(next))
        return;
    text += strspn(text, " ");
    size_t cut = (size_t)(text - first->text->str);
    if (first->marks->len > 0 || cut == 0)
        return;
    g_array_set_size(first->emphasis, 0);
    g_string_erase(first->text, 0, (gssize)cut);
}

static void
read_note(Reader *reader, HtmlNote *note)
{
    Output outer = reader->output;
    if (note->index == 0) {
        read_children(reader, note->body);
        return;
    }

    DraftNote *added = g_ptr_array_index(reader->draft->notes, note->index - 1);
    reader->output = (Output){ .flow = &added->flow, .note = note };
    read_children(reader, note->body);
    finish_paragraph(reader);
    strip_label(&added->flow, note->label);
    reader->output = outer;
}

static void
read_mark(Reader *reader, HtmlNote *note)
{
    if (note->index == 0) {
        draft_add_note(reader->draft, note->label);
        note->index = reader->draft->notes->len;
    }
    draft_append_mark(ensure_paragraph(reader), note->index - 1);
}

static void
read_list(Reader *reader, const GumboNode *node)
{
    const char *start = html_attribute(node, "start"), *type = html_attribute(node, "type");
    List list = { .ordered = html_is(node, GUMBO_TAG_OL), .next = 1, .type = '1' };

    if (start != NULL)
        list.next = (int)CLAMP(g_ascii_strtoll(start, NULL, 10), 0, START_LIMIT);
    if (type != NULL && strlen(type) == 1 && strchr("1aAiI", *type) != NULL)
        list.type = *type;
    g_array_append_val(reader->lists, list);
    read_children(reader, node);
    g_array_set_size(reader->lists, reader->lists->len - 1);
    reader->item_waits = false;
}

static void
read_item(Reader *reader, const GumboNode *node)
{
    const char *value = html_attribute(node, "value");

    if (reader->lists->len > 0 && value != NULL)
        g_array_index(reader->lists, List, reader->lists->len - 1).next =
            (int)CLAMP(g_ascii_strtoll(value, NULL, 10), 0, START_LIMIT);
    reader->item_waits = reader->lists->len > 0;
    read_children(reader, node);
    finish_paragraph(reader);
    reader->item_waits = false;
}

static guint
count_cells(const GumboNode *node, guint limit)
{
    guint count = 0;

    for (unsigned i = 0; i < node->v.element.children.length && count < limit; i++) {
        const GumboNode *child = node->v.element.children.data[i];
        bool cell = html_is(child, GUMBO_TAG_TD) || html_is(child, GUMBO_TAG_TH);
        bool part = html_is(child, GUMBO_TAG_TR) || html_is(child, GUMBO_TAG_TBODY) ||
                    html_is(child, GUMBO_TAG_THEAD) || html_is(child, GUMBO_TAG_TFOOT);
        count += cell ? 1 : part ? count_cells(child, limit) : 0;
    }
    return count;
}

static void
read_table(Reader *reader, const GumboNode *node)
{
    Table table = { .row = -1, .column = -1, .single = count_cells(node, 2) < 2 };

    if (!table.single)
        table.number = ++reader->table_count;
    g_array_append_val(reader->tables, table);
    read_children(reader, node);
    finish_paragraph(reader);
    g_array_set_size(reader->tables, reader->tables->len - 1);
}

static void
read_row(Reader *reader, const GumboNode *node)
{
    if (reader->tables->len > 0) {
        Table *table = &g_array_index(reader->tables, Table, reader->tables->len - 1);
        table->row++;
        table->column = -1;
    }
    read_children(reader, node);
}

static void
read_cell(Reader *reader, const GumboNode *node)
{
    const char *span = html_attribute(node, "colspan");
    int columns = span != NULL ? (int)CLAMP(g_ascii_strtoll(span, NULL, 10), 1, 1000) : 1;
    guint depth = reader->tables->len;

    if (depth > 0)
        g_array_index(reader->tables, Table, depth - 1).column++;
    read_children(reader, node);
    finish_paragraph(reader);
    if (depth > 0)
        g_array_index(reader->tables, Table, depth - 1).column += columns - 1;
}

static void
read_heading(Reader *reader, const GumboNode *node)
{
    int outer = reader->heading;

    reader->heading = (int)(node->v.element.tag - GUMBO_TAG_H1) + 1;
    read_children(reader, node);
    finish_paragraph(reader);
    reader->heading = outer;
}

static void
read_preformatted(Reader *reader, const GumboNode *node)
{
    bool outer = reader->in_preformatted;

    reader->in_preformatted = true;
    read_children(reader, node);
    finish_paragraph(reader);
    reader->in_preformatted = outer;
}

static void
read_break(Reader *reader, const GumboNode *node)
{
    (void)node;
    if (reader->output.paragraph != NULL)
        draft_append_break(reader->output.paragraph);
}

/* What was deleted, in a page that shows its changes. */
static void
read_deleted(Reader *reader, const GumboNode *node)
{
    (void)node;
    reader->draft->remarks |= REMARK_TRACKED_CHANGES;
}

static void
read_bold(Reader *reader, const GumboNode *node)
{
    unsigned outer = reader->emphasis;

    reader->emphasis |= EMPHASIS_BOLD;
    read_children(reader, node);
    reader->emphasis = outer;
}

static void
read_italic(Reader *reader, const GumboNode *node)
{
    unsigned outer = reader->emphasis;

    reader->emphasis |= EMPHASIS_ITALIC;
    read_children(reader, node);
    reader->emphasis = outer;
}

typedef struct Element {
    GumboTag tag;
    void (*read)(Reader *reader, const GumboNode *node);
} Element;

static const Element elements[] = {
    { GUMBO_TAG_UL, read_list },     { GUMBO_TAG_OL, read_list },
    { GUMBO_TAG_LI, read_item },     { GUMBO_TAG_TABLE, read_table },
    { GUMBO_TAG_TR, read_row },      { GUMBO_TAG_TD, read_cell },
    { GUMBO_TAG_TH, read_cell },     { GUMBO_TAG_H1, read_heading },
    { GUMBO_TAG_H2, read_heading },  { GUMBO_TAG_H3, read_heading },
    { GUMBO_TAG_H4, read_heading },  { GUMBO_TAG_H5, read_heading },
    { GUMBO_TAG_H6, read_heading },  { GUMBO_TAG_PRE, read_preformatted },
    { GUMBO_TAG_BR, read_break },    { GUMBO_TAG_B, read_bold },
    { GUMBO_TAG_STRONG, read_bold }, { GUMBO_TAG_I, read_italic },
    { GUMBO_TAG_EM, read_italic },   { GUMBO_TAG_DEL, read_deleted },
};

static void
read_inside(Reader *reader, const GumboNode *node)
{
    for (size_t i = 0; i < G_N_ELEMENTS(elements); i++) {
        if (!html_is(node, elements[i].tag))
            continue;
        elements[i].read(reader, node);
        return;
    }
    read_children(reader, node);
}

/* Marks are notes' marks, links back from a note are not text. */
static bool
read_reference(Reader *reader, const GumboNode *node)
{
    HtmlNote *note = g_hash_table_lookup(reader->tree->marks, node);
    if (note != NULL && note != reader->output.note) {
        read_mark(reader, note);
        return true;
    }
    return reader->output.note != NULL && html_leads_back(reader->tree, node);
}

static void
read_element(Reader *reader, const GumboNode *node)
{
    const HtmlNode *own = html_node(reader->tree, node);
    bool block = html_is_block(node), outer = reader->in_content;
    if (own->hidden || read_reference(reader, node))
        return;

    if (block)
        finish_paragraph(reader);
    HtmlNote *body = g_hash_table_lookup(reader->tree->bodies, node);
    if (node == reader->tree->content || node == reader->tree->title)
        reader->in_content = true;
    if (own->aside)
        reader->in_content = false;
    if (body != NULL && body != reader->output.note)
        read_note(reader, body);
    else
        read_inside(reader, node);
    if (block)
        finish_paragraph(reader);
    reader->in_content = outer;
}

static void
read_node(Reader *reader, const GumboNode *node)
{
    switch (node->type) {
    case GUMBO_NODE_ELEMENT:
        read_element(reader, node);
        return;
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_CDATA:
    case GUMBO_NODE_WHITESPACE:
        read_text_node(reader, node);
        return;
    case GUMBO_NODE_DOCUMENT:
    case GUMBO_NODE_COMMENT:
    case GUMBO_NODE_TEMPLATE:
        return;
    }
}

static Draft *
read_tree(const HtmlTree *tree, const GumboNode *root)
{
    Draft *draft = draft_new();
    Reader reader = { .draft = draft, .tree = tree, .output = { .flow = &draft->body } };

    reader.tables = g_array_new(FALSE, FALSE, sizeof(Table));
    reader.lists = g_array_new(FALSE, FALSE, sizeof(List));
    read_node(&reader, root);
    finish_paragraph(&reader);
    g_array_unref(reader.tables);
    g_array_unref(reader.lists);
    return draft;
}

Draft *
draft_html(GBytes *bytes, GError **error)
{
    size_t length = 0;
    g_autofree char *text = html_decode(bytes, &length);
    GumboOutput *output = gumbo_parse_with_options(&kGumboDefaultOptions, text, length);
    g_autoptr(HtmlTree) tree = html_tree_new(output->root);

    /* Gumbo frees its tree by recursion, which so deep a one would end badly: the worker's end
     * frees it. */
    if (tree->too_deep) {
        failure_set(error, DIAG_OVER_LIMIT, NULL, 0, 0,
                    _("the page nests deeper than the limit of %d; save its text alone"),
                    HTML_DEPTH_LIMIT);
        return NULL;
    }
    Draft *draft = read_tree(tree, output->root);
    gumbo_destroy_output(&kGumboDefaultOptions, output);
    return draft;
}
