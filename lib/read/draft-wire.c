/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A draft as bytes, for the pipe between a sandboxed reader and its parent.
 *
 * The parent believes nothing: every count is checked against the bytes that are left, every string
 * is valid UTF-8 without control characters, every offset lies inside its text and between two
 * characters (wire.c).
 */
#include <string.h>

#include "read/draft.h"
#include "read/wire-private.h"

enum { MAGIC = 0x32445052 }; /* "RPD2" */

static void
put_places(GByteArray *out, const DraftParagraph *paragraph)
{
    wire_put(out, paragraph->marks->len);
    for (guint i = 0; i < paragraph->marks->len; i++) {
        const NoteMark *mark = &g_array_index(paragraph->marks, NoteMark, i);
        wire_put(out, mark->at);
        wire_put(out, mark->note);
    }
    wire_put(out, paragraph->emphasis->len);
    for (guint i = 0; i < paragraph->emphasis->len; i++) {
        const Emphasis *span = &g_array_index(paragraph->emphasis, Emphasis, i);
        wire_put(out, span->start);
        wire_put(out, span->end);
        wire_put(out, span->kinds);
    }
    wire_put(out, paragraph->pages->len);
    for (guint i = 0; i < paragraph->pages->len; i++) {
        const PageStart *page = &g_array_index(paragraph->pages, PageStart, i);
        wire_put(out, page->at);
        wire_put(out, page->page);
    }
}

static void
put_flow(GByteArray *out, const Flow *flow)
{
    wire_put(out, flow->paragraphs->len);
    for (guint i = 0; i < flow->paragraphs->len; i++) {
        const DraftParagraph *paragraph = g_ptr_array_index(flow->paragraphs, i);
        wire_put(out, paragraph->kind);
        wire_put(out, (guint32)paragraph->level);
        wire_put(out, (guint32)paragraph->table);
        wire_put(out, (guint32)paragraph->row);
        wire_put(out, (guint32)paragraph->column);
        wire_put(out, paragraph->blank_before);
        wire_put_string(out, paragraph->text->str);
        wire_put_string(out, paragraph->label);
        wire_put_string(out, paragraph->style);
        put_places(out, paragraph);
    }
}

GByteArray *
draft_write(const Draft *draft)
{
    GByteArray *out = g_byte_array_new();

    wire_put(out, MAGIC);
    wire_put(out, draft->remarks);
    wire_put(out, draft->empty_page);
    wire_put(out, draft->notes->len);
    put_flow(out, &draft->body);
    for (guint i = 0; i < draft->notes->len; i++) {
        const DraftNote *note = g_ptr_array_index(draft->notes, i);
        wire_put_string(out, note->label);
        put_flow(out, &note->flow);
    }
    return out;
}

/* An offset into the text, not before `low`, and between two characters. */
static size_t
take_offset(Wire *wire, const GString *text, size_t low)
{
    size_t at = wire_take(wire, WIRE_NUMBER_LIMIT);
    bool between = at <= text->len && ((unsigned char)text->str[at] & 0xC0) != 0x80;

    wire->bad = wire->bad || !between || at < low;
    return wire->bad ? 0 : at;
}

static void
take_places(Wire *wire, guint32 notes, DraftParagraph *paragraph)
{
    size_t low = 0;
    for (guint32 left = wire_take_count(wire, 8); left > 0 && !wire->bad; left--) {
        NoteMark mark = { .at = low = take_offset(wire, paragraph->text, low) };
        mark.note = wire_take(wire, WIRE_NUMBER_LIMIT);
        wire->bad = wire->bad || mark.note >= notes;
        g_array_append_val(paragraph->marks, mark);
    }
    low = 0;
    for (guint32 left = wire_take_count(wire, 12); left > 0 && !wire->bad; left--) {
        Emphasis span = { .start = take_offset(wire, paragraph->text, low) };
        span.end = low = take_offset(wire, paragraph->text, span.start);
        span.kinds = wire_take(wire, EMPHASIS_ITALIC | EMPHASIS_BOLD);
        g_array_append_val(paragraph->emphasis, span);
    }
    low = 0;
    for (guint32 left = wire_take_count(wire, 8); left > 0 && !wire->bad; left--) {
        PageStart page = { .at = low = take_offset(wire, paragraph->text, low) };
        page.page = wire_take(wire, 100000);
        g_array_append_val(paragraph->pages, page);
    }
}

static void
take_flow(Wire *wire, guint32 notes, Flow *flow)
{
    for (guint32 left = wire_take_count(wire, 48); left > 0 && !wire->bad; left--) {
        DraftParagraph *paragraph = draft_paragraph_new(PARAGRAPH_TEXT);
        paragraph->kind = (ParagraphKind)wire_take(wire, PARAGRAPH_FURNITURE);
        paragraph->level = (int)wire_take(wire, 256);
        paragraph->table = (int)wire_take(wire, WIRE_NUMBER_LIMIT);
        paragraph->row = (int)wire_take(wire, WIRE_NUMBER_LIMIT);
        paragraph->column = (int)wire_take(wire, WIRE_NUMBER_LIMIT);
        paragraph->blank_before = wire_take(wire, 1) != 0;
        g_autofree char *text = wire_take_string(wire);
        if (text != NULL)
            g_string_assign(paragraph->text, text);
        paragraph->label = wire_take_string(wire);
        paragraph->style = wire_take_string(wire);
        take_places(wire, notes, paragraph);
        g_ptr_array_add(flow->paragraphs, paragraph);
    }
}

Draft *
draft_read(const guint8 *bytes, size_t length)
{
    g_autoptr(Draft) draft = draft_new();
    Wire wire = { .at = bytes, .end = bytes + length };

    wire.bad = length > DRAFT_WIRE_LIMIT || wire_take(&wire, G_MAXUINT32) != MAGIC;
    draft->remarks = wire_take(&wire, REMARK_ALL);
    draft->empty_page = wire_take(&wire, 100000);
    guint32 notes = wire_take_count(&wire, 8);
    take_flow(&wire, notes, &draft->body);
    for (guint32 i = 0; i < notes && !wire.bad; i++) {
        g_autofree char *label = wire_take_string(&wire);
        DraftNote *note = draft_add_note(draft, label != NULL ? label : "");
        take_flow(&wire, notes, &note->flow);
    }
    return wire.bad || wire.at != wire.end ? NULL : g_steal_pointer(&draft);
}
