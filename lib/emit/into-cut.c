/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Where in document.xml what is put in goes, and how a paragraph is divided for it.
 *
 * Every change is an edit of bytes: something is put in at an offset, and hardly ever something taken out, so that all
 * else stays as it was. A paragraph is divided by ending what is open at the place (text, run, link, tracked insertion,
 * paragraph), and opening it again behind the answer with the same start tags and the same properties. Both halves
 * together have the same text. Where something is open that can't be ended and begun again (a field, a content
 * control), and in tables and text boxes, the answer stands behind the whole.
 *
 * The last of the pieces keeps the paragraph's own end: its mark, which a tracked deletion may have, and the end of a
 * section. So it is with a tracked insertion, too: a mark that is put in belongs to the piece before it (ECMA-376 part
 * 1, 17.13.5.19), and when all is rejected the last piece has the whole text and the old properties. Where the answer
 * would come behind such a mark, the last piece is an empty one.
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "emit/into-private.h"

/* Where one insertion goes. */
typedef struct Cut {
    const Insertion *insertion;
    guint32 at;
    guint32 paragraph; /* w:p, of the words before */
    DocxPlace place;
    bool divide;
    bool last; /* divides, and no other cut of the paragraph comes behind */
} Cut;

void
into_add_edit(Into *into, guint32 at, guint32 remove, GString *text)
{
    Edit edit = { at, remove, text };

    g_array_append_val(into->edits, edit);
}

static bool
is_named(const Into *into, guint32 node, const char *name)
{
    return node != DOCX_NO_NODE && strcmp(into_node(into, node)->name, name) == 0;
}

static guint32
child_of_properties(const Into *into, guint32 paragraph, const char *name)
{
    guint32 properties = into_properties(into, paragraph);

    return properties != DOCX_NO_NODE ? docx_trace_child(into->trace, properties, name)
                                      : DOCX_NO_NODE;
}

/* The outermost table or paragraph around a paragraph: itself, where it stands in the text. */
static guint32
find_outermost(const Into *into, guint32 paragraph)
{
    guint32 found = paragraph;

    for (guint32 node = paragraph; node != DOCX_NO_NODE; node = into_node(into, node)->parent) {
        if (is_named(into, node, "w:p") || is_named(into, node, "w:tbl"))
            found = node;
    }
    return found;
}

/* May all that is open between the place and its paragraph be ended here, and begun again? */
static bool
can_divide(const Into *into, const DocxPlace *place, guint32 paragraph)
{
    static const char *const names[] = { "w:t", "w:r", "w:ins", "w:hyperlink", "w:moveTo" };
    bool can = place->fields == 0;

    for (guint32 node = place->node; can && node != paragraph;
         node = into_node(into, node)->parent) {
        can = false;
        for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
            can |= is_named(into, node, names[i]);
    }
    return can;
}

/* Is the paragraph's end a tracked change of one of two kinds: a deletion, or an insertion? */
static bool
has_tracked_mark(const Into *into, guint32 paragraph, const char *change, const char *move)
{
    guint32 mark = child_of_properties(into, paragraph, "w:rPr");

    return mark != DOCX_NO_NODE && (docx_trace_child(into->trace, mark, change) != DOCX_NO_NODE ||
                                    docx_trace_child(into->trace, mark, move) != DOCX_NO_NODE);
}

static bool
has_deleted_mark(const Into *into, guint32 paragraph)
{
    return has_tracked_mark(into, paragraph, "w:del", "w:moveFrom");
}

/* Does what comes behind the paragraph's words still belong in front of its mark? */
static bool
needs_rest(const Into *into, guint32 paragraph)
{
    guint32 next = docx_trace_next(into->trace, paragraph);
    bool is_end = next == DOCX_NO_NODE || is_named(into, next, "w:sectPr");

    return has_deleted_mark(into, paragraph) || (into->track && is_end) ||
           child_of_properties(into, paragraph, "w:sectPr") != DOCX_NO_NODE;
}

static void
report_whole(const Into *into, const Insertion *insertion)
{
    const Source *source = g_ptr_array_index(into->letter->sources, 0);

    diags_add(into->diags, DIAG_NOT_DIVIDED, span_new(source, insertion->at, insertion->at), NULL,
              _("the paragraph can't be divided inside a field or a content control; what answers "
                "it stands below it"));
}

static bool
locate(const Into *into, const Insertion *insertion, Cut *ret_cut)
{
    const Source *source = g_ptr_array_index(into->letter->sources, 0);
    int line, column;
    source_position(source, insertion->at, &line, &column);
    size_t start = g_array_index(source->line_starts, size_t, (guint)line - 1);
    Cut cut = { .insertion = insertion };

    if (!docx_trace_find(into->trace, (guint)line - 1, insertion->at - start, &cut.place))
        return false;
    cut.paragraph = docx_trace_around(into->trace, cut.place.node, "w:p");
    *ret_cut = cut;
    return cut.paragraph != DOCX_NO_NODE;
}

static bool
find_cut(const Into *into, const Insertion *insertion, Cut *ret_cut)
{
    Cut cut;
    if (!locate(into, insertion, &cut))
        return false;

    guint32 outermost = find_outermost(into, cut.paragraph);
    bool inside = outermost == cut.paragraph, rest = inside && needs_rest(into, cut.paragraph);
    bool wanted = inside && (!cut.place.last || rest);
    cut.divide = wanted && can_divide(into, &cut.place, cut.paragraph);
    if (wanted && !cut.divide && !cut.place.last)
        report_whole(into, insertion);
    if (rest && !cut.divide) {
        cut.place.at = into_node(into, cut.paragraph)->close;
        cut.place.node = cut.paragraph;
        cut.place.last = cut.divide = true;
    }
    cut.at = cut.divide ? cut.place.at : into_node(into, outermost)->end;
    *ret_cut = cut;
    return true;
}

static void
join(const Cut *before, const Insertion *insertion)
{
    for (guint i = 0; i < insertion->blocks->len; i++)
        g_ptr_array_add(before->insertion->blocks, g_ptr_array_index(insertion->blocks, i));
}

/* Insertions come in the order of reading; what falls on an earlier one's place, or before it, goes with that. */
static GArray *
find_cuts(const Into *into, const GPtrArray *insertions)
{
    GArray *cuts = g_array_new(FALSE, FALSE, sizeof(Cut));

    for (guint i = 0; i < insertions->len; i++) {
        const Insertion *insertion = g_ptr_array_index(insertions, i);
        Cut cut, *before = cuts->len > 0 ? &g_array_index(cuts, Cut, cuts->len - 1) : NULL;
        if (!find_cut(into, insertion, &cut))
            continue;
        if (before != NULL && cut.at <= before->at) {
            join(before, insertion);
            continue;
        }
        cut.last = cut.divide;
        if (before != NULL && cut.divide && before->divide && before->paragraph == cut.paragraph)
            before->last = false;
        g_array_append_val(cuts, cut);
    }
    return cuts;
}

/* ---- The halves of a divided paragraph ---- */

/* The insides of the mark's w:rPr, without what says that it was put in or taken out. */
static void
append_mark_properties(const Into *into, GString *out, guint32 mark)
{
    static const char *const tracked[] = { "w:ins", "w:del", "w:moveFrom", "w:moveTo" };
    const DocxNode *node = into_node(into, mark);
    guint32 at = node->inside;

    for (size_t i = 0; i < G_N_ELEMENTS(tracked); i++) {
        guint32 child = docx_trace_child(into->trace, mark, tracked[i]);
        if (child != DOCX_NO_NODE)
            at = MAX(at, into_node(into, child)->end);
    }
    if (node->close > at)
        g_string_append_len(out, into->xml + at, (gssize)(node->close - at));
}

/* `<w:rPr>` of a mark that ends a piece which is not the last. */
static char *
make_mark(Into *into, guint32 paragraph)
{
    guint32 mark = child_of_properties(into, paragraph, "w:rPr");
    g_autoptr(GString) inside = g_string_new(NULL);

    into_append_mark(into, inside);
    if (mark != DOCX_NO_NODE)
        append_mark_properties(into, inside, mark);
    return inside->len > 0 ? g_strdup_printf("<w:rPr>%s</w:rPr>", inside->str) : g_strdup("");
}

/* The first piece's own properties: without the section's end, and with a mark of its own. */
static void
change_first_piece(Into *into, guint32 paragraph)
{
    guint32 properties = into_properties(into, paragraph);
    bool plain = child_of_properties(into, paragraph, "w:sectPr") == DOCX_NO_NODE &&
                 !has_deleted_mark(into, paragraph) &&
                 !has_tracked_mark(into, paragraph, "w:ins", "w:moveTo");
    if (plain && !into->track)
        return;

    g_autofree char *mark = make_mark(into, paragraph);
    const Property own[] = { { "w:rPr", mark }, { "w:sectPr", "" }, { NULL, NULL } };
    GString *text = g_string_new(NULL);
    into_append_properties(into, text, paragraph, USE_FIRST, own);
    if (properties == DOCX_NO_NODE) {
        into_add_edit(into, into_node(into, paragraph)->inside, 0, text);
        return;
    }
    const DocxNode *node = into_node(into, properties);
    into_add_edit(into, node->start, node->end - node->start, text);
}

/*
 * The rest goes on in the item, without a number of its own, and begins no page. What the paragraph was stands beside
 * that as a tracked change.
 */
static void
append_rest_properties(Into *into, guint32 paragraph, const Cut *cut)
{
    const DocxLine *line = &g_array_index(into->trace->lines, DocxLine, cut->place.line);
    const DocxFlow *flow = g_ptr_array_index(into->trace->flows, line->flow);
    bool changed =
        flow->list > 0 || child_of_properties(into, paragraph, "w:pageBreakBefore") != DOCX_NO_NODE;
    g_autofree char *mark = cut->last ? NULL : make_mark(into, paragraph);
    g_autofree char *indent = NULL;
    g_autoptr(GString) change = g_string_new(NULL);
    Property own[6] = { { NULL, NULL } };
    guint count = 0;

    if (!cut->last) {
        own[count++] = (Property){ "w:rPr", mark };
        own[count++] = (Property){ "w:sectPr", "" };
        own[count++] = (Property){ "w:pPrChange", "" };
    }
    if (flow->list > 0) {
        indent = g_strdup_printf("<w:ind w:left=\"%d\" w:firstLine=\"0\"/>",
                                 into_list_indent(into, paragraph, flow));
        own[count++] = (Property){ "w:numPr", "<w:numPr><w:numId w:val=\"0\"/></w:numPr>" };
        own[count++] = (Property){ "w:ind", indent };
    }
    if (changed && cut->last && into->track) {
        into_append_property_change(into, change, paragraph);
        own[count++] = (Property){ "w:pPrChange", change->str };
    }
    own[count] = (Property){ NULL, NULL };
    into_append_properties(into, into->out, paragraph, USE_REST, own);
}

/* Every start tag between paragraph and place once more, outermost first. */
static void
append_reopened(Into *into, guint32 node, guint32 paragraph)
{
    if (node == paragraph)
        return;
    append_reopened(into, into_node(into, node)->parent, paragraph);

    const DocxNode *open = into_node(into, node);
    if (is_named(into, node, "w:ins") || is_named(into, node, "w:moveTo"))
        into_append_renumbered(into, node);
    else
        g_string_append_len(into->out, into->xml + open->start,
                            (gssize)(open->inside - open->start));
    guint32 properties = is_named(into, node, "w:r") ? into_properties(into, node) : DOCX_NO_NODE;
    if (properties == DOCX_NO_NODE)
        return;
    const DocxNode *looks = into_node(into, properties);
    g_string_append_len(into->out, into->xml + looks->start, (gssize)(looks->end - looks->start));
}

/* A blank at the end of the first half counts, as it did in the middle: Word drops it where the text doesn't say so. One
 * at its start that was dropped so far stays dropped. */
static void
preserve_space(Into *into, const DocxPlace *place)
{
    if (!is_named(into, place->node, "w:t") || into->preserved == place->node)
        return;
    into->preserved = place->node;

    const DocxNode *text = into_node(into, place->node);
    bool said = memmem(into->xml + text->start, text->inside - text->start, "xml:space", 9) != NULL;
    bool ends = place->at > text->inside && g_ascii_isspace(into->xml[place->at - 1]);
    if (!said && ends && !g_ascii_isspace(into->xml[text->inside]))
        into_add_edit(into, text->inside - 1, 0, g_string_new(" xml:space=\"preserve\""));
}

static void
divide(Into *into, const Cut *cut, bool first)
{
    g_autofree char *paragraph = into_name(into, cut->paragraph);
    GString *text = into->out;
    g_autoptr(GString) before = g_string_new(NULL);

    if (first)
        change_first_piece(into, cut->paragraph);
    preserve_space(into, &cut->place);
    for (guint32 node = cut->place.node; node != cut->paragraph;
         node = into_node(into, node)->parent) {
        g_autofree char *name = into_name(into, node);
        g_string_append_printf(before, "</%s>", name);
    }
    g_string_append_printf(before, "</%s>", paragraph);
    g_string_prepend(text, before->str);
    g_string_append_printf(text, "<%s>", paragraph);
    append_rest_properties(into, cut->paragraph, cut);
    append_reopened(into, cut->place.node, cut->paragraph);
}

/* In an item the running text's look, as far to the right as the item's own words: its own has a number. */
static void
choose_look(Into *into, const Cut *cut)
{
    const DocxLine *line = &g_array_index(into->trace->lines, DocxLine, cut->place.line);
    const DocxFlow *flow = g_ptr_array_index(into->trace->flows, line->flow);
    bool inside = find_outermost(into, cut->paragraph) == cut->paragraph;
    bool listed = inside && flow->list > 0 && line->kind != PARAGRAPH_HEADING;
    bool own = inside && !listed && line->kind != PARAGRAPH_HEADING;

    look_clear(&into->look);
    into->look = into_look(into, own ? cut->paragraph : into->body,
                           own || listed ? cut->place.text : into->body_text);
    if (listed)
        into->look.left = into_list_indent(into, cut->paragraph, flow);
}

/* Is there an empty paragraph behind the place, or nothing to part from? */
static bool
ends_apart(const Into *into, const Cut *cut)
{
    if (cut->divide)
        return cut->place.last;

    guint32 next = docx_trace_next(into->trace, find_outermost(into, cut->paragraph));
    if (next == DOCX_NO_NODE || !is_named(into, next, "w:p"))
        return next == DOCX_NO_NODE || is_named(into, next, "w:sectPr");
    for (guint32 i = next + 1;
         i < into->trace->nodes->len && into_node(into, i)->start < into_node(into, next)->close;
         i++) {
        if (is_named(into, i, "w:t") || is_named(into, i, "w:drawing"))
            return false;
    }
    return true;
}

static void
insert_at(Into *into, const Cut *cut, bool first)
{
    into->out = g_string_new(NULL);
    into->place = cut->at;
    choose_look(into, cut);
    into_append_blocks(into, cut->insertion->blocks);
    if (!into->parted && !ends_apart(into, cut))
        into_append_blank(into);
    into->parted = false;
    if (cut->divide)
        divide(into, cut, first);
    into_add_edit(into, cut->at, 0, g_steal_pointer(&into->out));
}

/* A paragraph of the running text in which something is asked: its look is taken where the place itself has none. */
static void
find_body(Into *into, size_t at)
{
    const Insertion asked = { .at = at };
    Cut cut;

    into->body = into->body_text = DOCX_NO_NODE;
    if (at == 0 || !locate(into, &asked, &cut))
        return;
    into->body = cut.paragraph;
    into->body_text = cut.place.text;
}

bool
into_find_heading(const Into *into, const Block *heading, Look *ret_look)
{
    const Source *source = g_ptr_array_index(into->letter->sources, 0);
    Insertion said = { .at = heading->restated ? 0 : into->section_at };
    Cut cut;

    for (guint i = 0; heading->restated && i < heading->runs->len; i++) {
        const Run *run = g_ptr_array_index(heading->runs, i);
        if (run->span.source == source)
            said.at = run->span.end;
    }
    bool own = !heading->restated && heading->span.source != NULL;
    if (own || said.at == 0 || !locate(into, &said, &cut))
        return false;
    *ret_look = into_look(into, cut.paragraph, cut.place.text);
    return true;
}

void
into_insert(Into *into, const Insertions *insertions)
{
    g_autoptr(GArray) cuts = find_cuts(into, insertions->list);

    find_body(into, insertions->body_at);
    into_find_gaps(into);
    into->section_at = insertions->section_at;
    for (guint i = 0; i < cuts->len; i++) {
        const Cut *cut = &g_array_index(cuts, Cut, i);
        const Cut *before = i > 0 ? &g_array_index(cuts, Cut, i - 1) : NULL;
        bool first = before == NULL || !before->divide || before->paragraph != cut->paragraph;
        insert_at(into, cut, first);
    }
}
