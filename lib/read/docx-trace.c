/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Places of a Word document: what docx-body.c reads, with the bytes it stood in.
 *
 * The reader tells of every element that opens and closes, and after each event what the open paragraph gained. So there
 * is one set of rules for what counts as text (fields, tracked changes, hidden runs, alternatives), and no second reader
 * that could differ from it.
 *
 * Tried and dropped: an offset beside every character of a Draft. It would have to survive each operation on drafts, in
 * every format, for one command.
 */
#include "read/docx-trace-private.h"

#include <string.h>

#include "base/utf8.h"
#include "read/docx-private.h"

static void
flow_free(gpointer data)
{
    DocxFlow *flow = data;

    g_string_free(flow->text, TRUE);
    g_array_unref(flow->pieces);
    g_free(flow);
}

DocxTrace *
docx_trace_new(void)
{
    DocxTrace *trace = g_new0(DocxTrace, 1);
    trace->nodes = g_array_new(FALSE, FALSE, sizeof(DocxNode));
    trace->flows = g_ptr_array_new_with_free_func(flow_free);
    trace->lines = g_array_new(FALSE, FALSE, sizeof(DocxLine));
    trace->styles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    trace->open = g_array_new(FALSE, FALSE, sizeof(guint32));
    return trace;
}

void
docx_trace_free(DocxTrace *trace)
{
    if (trace == NULL)
        return;

    DocxNames *names = &trace->names;
    char *const owned[] = { names->document,  names->relations, names->styles,
                            names->numbering, names->footnotes, names->settings };
    for (size_t i = 0; i < G_N_ELEMENTS(owned); i++)
        g_free(owned[i]);
    g_clear_pointer(&trace->document, g_bytes_unref);
    g_array_unref(trace->nodes);
    g_ptr_array_unref(trace->flows);
    g_array_unref(trace->lines);
    g_hash_table_unref(trace->styles);
    g_free(trace->default_style);
    g_array_unref(trace->open);
    g_free(trace);
}

void
docx_trace_place(DocxTrace *trace, size_t start, size_t length)
{
    trace->place = start;
    trace->place_length = length;
}

static guint32
innermost(const DocxTrace *trace)
{
    return trace->open->len > 0 ? g_array_index(trace->open, guint32, trace->open->len - 1)
                                : DOCX_NO_NODE;
}

static void
raise_to(guint32 *last, const char *value)
{
    *last = MAX(*last, (guint32)xml_number(value, 0, G_MAXINT / 2, 0));
}

void
docx_trace_open(DocxTrace *trace, const char *name, const char **attributes)
{
    DocxNode node = { .name = g_intern_string(name),
                      .parent = innermost(trace),
                      .start = (guint32)trace->place,
                      .inside = (guint32)(trace->place + trace->place_length) };
    guint32 index = trace->nodes->len;

    g_array_append_val(trace->nodes, node);
    g_array_append_val(trace->open, index);
    raise_to(&trace->last_id, xml_attribute(attributes, "w:id"));
    if (strcmp(name, "?:docPr") == 0)
        raise_to(&trace->last_figure, xml_attribute(attributes, "id"));
}

void
docx_trace_close(DocxTrace *trace)
{
    DocxNode *node = &g_array_index(trace->nodes, DocxNode, innermost(trace));
    node->close = (guint32)trace->place;
    node->end = (guint32)(trace->place + trace->place_length);
    g_array_set_size(trace->open, trace->open->len - 1);
}

guint
docx_trace_flow(DocxTrace *trace)
{
    DocxFlow *flow = g_new0(DocxFlow, 1);
    flow->text = g_string_new(NULL);
    flow->pieces = g_array_new(FALSE, FALSE, sizeof(DocxPiece));
    g_ptr_array_add(trace->flows, flow);
    return trace->flows->len;
}

static DocxFlow *
flow_of(const DocxTrace *trace, guint origin)
{
    return g_ptr_array_index(trace->flows, origin - 1);
}

void
docx_trace_list(DocxTrace *trace, guint origin, int list, int level)
{
    if (origin == 0)
        return;

    DocxFlow *flow = flow_of(trace, origin);
    flow->list = list;
    flow->level = level;
}

static void
add_piece(DocxTrace *trace, DocxFlow *flow, DocxPieceKind kind, const DraftParagraph *paragraph)
{
    size_t at = flow->text->len;
    DocxPiece piece = { .kind = kind,
                        .node = innermost(trace),
                        .start = (guint32)trace->place,
                        .end = (guint32)(trace->place + trace->place_length),
                        .at = (guint32)at,
                        .length = (guint32)(paragraph->text->len - at),
                        .fields = trace->fields };

    g_string_append_len(flow->text, paragraph->text->str + at, (gssize)piece.length);
    flow->marks = paragraph->marks->len;
    g_array_append_val(flow->pieces, piece);
}

void
docx_trace_text(DocxTrace *trace, const DraftParagraph *paragraph)
{
    DocxFlow *flow = paragraph->origin > 0 ? flow_of(trace, paragraph->origin) : NULL;
    if (flow != NULL && paragraph->text->len > flow->text->len)
        add_piece(trace, flow, DOCX_TEXT, paragraph);
}

static void
count_fields(DocxTrace *trace, const char **attributes)
{
    const char *type = xml_attribute(attributes, "w:fldCharType");

    if (g_strcmp0(type, "begin") == 0)
        trace->fields++;
    else if (g_strcmp0(type, "end") == 0 && trace->fields > 0)
        trace->fields--;
}

static bool
is_among(const char *name, const char *const *names)
{
    for (; *names != NULL; names++) {
        if (strcmp(name, *names) == 0)
            return true;
    }
    return false;
}

void
docx_trace_element(DocxTrace *trace, const DraftParagraph *paragraph, const char *name,
                   const char **attributes)
{
    static const char *const closing[] = { "w:bookmarkEnd",
                                           "w:commentRangeEnd",
                                           "w:commentReference",
                                           "w:permEnd",
                                           "w:moveFromRangeEnd",
                                           "w:moveToRangeEnd",
                                           NULL };
    static const char *const seen[] = { "w:drawing", "w:pict", "w:object", "m:oMath", NULL };
    DocxFlow *flow = paragraph->origin > 0 ? flow_of(trace, paragraph->origin) : NULL;
    bool field = strcmp(name, "w:fldChar") == 0;

    if (field)
        count_fields(trace, attributes);
    if (flow == NULL)
        return;
    if (paragraph->text->len > flow->text->len)
        add_piece(trace, flow, DOCX_GLYPH, paragraph);
    else if (paragraph->marks->len > flow->marks)
        add_piece(trace, flow, DOCX_MARK, paragraph);
    else if (is_among(name, closing) ||
             (field && g_strcmp0(xml_attribute(attributes, "w:fldCharType"), "end") == 0))
        add_piece(trace, flow, DOCX_CLOSE, paragraph);
    else if (is_among(name, seen))
        add_piece(trace, flow, DOCX_STOP, paragraph);
}

void
docx_trace_lines(DocxTrace *trace, const Draft *draft)
{
    const GPtrArray *paragraphs = draft->body.paragraphs;

    for (guint i = 0; i < paragraphs->len; i++) {
        const DraftParagraph *paragraph = g_ptr_array_index(paragraphs, i);
        bool labelled = paragraph->label != NULL && *paragraph->label != '\0';
        DocxLine line = { .flow = paragraph->origin - 1,
                          .at = paragraph->origin_at,
                          .label = labelled ? strlen(paragraph->label) + 1 : 0,
                          .kind = paragraph->kind,
                          .blank_before = paragraph->blank_before };
        g_array_append_val(trace->lines, line);
    }
}

void
docx_trace_styles(DocxTrace *trace, const DocxStyles *styles)
{
    GHashTableIter iter;
    gpointer key, value;

    trace->default_style = g_strdup(styles->paragraph);
    g_hash_table_iter_init(&iter, styles->by_id);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        const DocxStyle *style = value;
        if (style->name != NULL)
            g_hash_table_insert(trace->styles, g_ascii_strdown(style->name, -1),
                                g_strdup(style->id));
    }
}

/* ---- Asking ---- */

static const DocxNode *
node_at(const DocxTrace *trace, guint32 index)
{
    return &g_array_index(trace->nodes, DocxNode, index);
}

guint32
docx_trace_around(const DocxTrace *trace, guint32 node, const char *name)
{
    while (node != DOCX_NO_NODE && strcmp(node_at(trace, node)->name, name) != 0)
        node = node_at(trace, node)->parent;
    return node;
}

guint32
docx_trace_next(const DocxTrace *trace, guint32 child)
{
    const DocxNode *node = node_at(trace, child);

    for (guint32 i = child + 1; i < trace->nodes->len; i++) {
        const DocxNode *other = node_at(trace, i);
        if (other->parent == node->parent)
            return i;
        if (other->start >= node->end &&
            (node->parent == DOCX_NO_NODE || other->start >= node_at(trace, node->parent)->close))
            break;
    }
    return DOCX_NO_NODE;
}

guint32
docx_trace_child(const DocxTrace *trace, guint32 node, const char *name)
{
    guint32 child = node + 1;
    if (child >= trace->nodes->len || node_at(trace, child)->parent != node)
        return DOCX_NO_NODE;

    while (child != DOCX_NO_NODE && strcmp(node_at(trace, child)->name, name) != 0)
        child = docx_trace_next(trace, child);
    return child;
}

const char *
docx_trace_style(const DocxTrace *trace, const char *name)
{
    return g_hash_table_lookup(trace->styles, name);
}

/* Behind `length` bytes of the piece's text. Draft and file have the same characters, some of other bytes; a reference
 * ("&amp;") is a piece by itself. */
static guint32
byte_behind(const DocxTrace *trace, const DocxFlow *flow, const DocxPiece *piece, size_t length)
{
    const char *xml = g_bytes_get_data(trace->document, NULL);
    const char *text = flow->text->str + piece->at, *end = text + length;
    const char *raw = xml + piece->start, *raw_end = xml + piece->end;

    if (length >= piece->length)
        return piece->end;
    for (; text < end && raw < raw_end; text = g_utf8_next_char(text))
        raw = g_utf8_next_char(raw);
    return (guint32)(MIN(raw, raw_end) - xml);
}

static bool
is_blank(gunichar c)
{
    return utf8_is_space(c) || c == '\n' || c == 0x00AD || c == 0x200B;
}

/* Bytes of blanks at the front of the piece's text, from `from` on. */
static size_t
blanks_from(const DocxFlow *flow, const DocxPiece *piece, size_t from)
{
    const char *start = flow->text->str + piece->at, *end = start + piece->length;
    const char *at = start + from;

    while (at < end && is_blank(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    return (size_t)(at - start);
}

static DocxPlace
place_behind(const DocxTrace *trace, const DocxFlow *flow, const DocxPiece *piece, size_t length)
{
    DocxPlace place = { .node = piece->node, .fields = piece->fields };

    if (piece->kind == DOCX_TEXT) {
        place.at = byte_behind(trace, flow, piece, length);
        return place;
    }
    place.at = node_at(trace, piece->node)->end;
    place.node = node_at(trace, piece->node)->parent;
    return place;
}

/* Out of elements that end here anyway, up to the paragraph. */
static void
climb(const DocxTrace *trace, DocxPlace *place)
{
    while (strcmp(node_at(trace, place->node)->name, "w:p") != 0 &&
           node_at(trace, place->node)->close == place->at &&
           node_at(trace, place->node)->parent != DOCX_NO_NODE) {
        place->at = node_at(trace, place->node)->end;
        place->node = node_at(trace, place->node)->parent;
    }
}

/* The piece with the byte in front of `at`. */
static guint
find_piece(const DocxFlow *flow, size_t at)
{
    guint low = 0, high = flow->pieces->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;
        const DocxPiece *piece = &g_array_index(flow->pieces, DocxPiece, middle);
        if (piece->at + piece->length < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool
docx_trace_find(const DocxTrace *trace, guint line, size_t column, DocxPlace *ret_place)
{
    if (line >= trace->lines->len)
        return false;
    const DocxLine *found = &g_array_index(trace->lines, DocxLine, line);
    const DocxFlow *flow = g_ptr_array_index(trace->flows, found->flow);
    size_t at = found->at + (column > found->label ? column - found->label : 0);
    guint i = find_piece(flow, at);
    if (i >= flow->pieces->len)
        return false;

    const DocxPiece *piece = &g_array_index(flow->pieces, DocxPiece, i);
    size_t inside = blanks_from(flow, piece, at - piece->at);
    DocxPlace place = place_behind(trace, flow, piece, inside);
    guint32 text = piece->node;
    bool more = inside < piece->length;
    for (i++; !more && i < flow->pieces->len; i++) {
        piece = &g_array_index(flow->pieces, DocxPiece, i);
        inside = blanks_from(flow, piece, 0);
        more = piece->kind == DOCX_STOP || inside < piece->length;
        if (piece->kind != DOCX_STOP && (inside > 0 || piece->length == 0))
            place = place_behind(trace, flow, piece, inside);
    }
    climb(trace, &place);
    place.text = text;
    place.line = line;
    place.last = !more;
    *ret_place = place;
    return true;
}
