/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A draft as bytes, for the pipe between a sandboxed reader and its parent.
 *
 * All numbers are 32 bits, least byte first; a string is its length and its bytes. The parent
 * believes nothing: every count is checked against the bytes that are left, every string is valid
 * UTF-8 without control characters, every offset lies inside its text and between two characters.
 */
#include <string.h>

#include "read/draft.h"

enum { MAGIC = 0x32445052 }; /* "RPD2" */
enum { NO_STRING = 0xFFFFFFFF };
#define NUMBER_LIMIT ((guint32)1 << 30)

static void
put(GByteArray *out, size_t value)
{
    guint32 number = GUINT32_TO_LE((guint32)MIN(value, G_MAXUINT32));
    g_byte_array_append(out, (const guint8 *)&number, sizeof number);
}

static void
put_string(GByteArray *out, const char *text)
{
    if (text == NULL) {
        put(out, (guint32)NO_STRING);
        return;
    }
    size_t length = strlen(text);
    guint start = out->len + 4;
    put(out, length);
    g_byte_array_append(out, (const guint8 *)text, (guint)length);
    for (guint i = start; i < out->len; i++) {
        if (out->data[i] < 0x20)
            out->data[i] = ' ';
    }
}

static void
put_places(GByteArray *out, const DraftParagraph *paragraph)
{
    put(out, paragraph->marks->len);
    for (guint i = 0; i < paragraph->marks->len; i++) {
        const NoteMark *mark = &g_array_index(paragraph->marks, NoteMark, i);
        put(out, mark->at);
        put(out, mark->note);
    }
    put(out, paragraph->emphasis->len);
    for (guint i = 0; i < paragraph->emphasis->len; i++) {
        const Emphasis *span = &g_array_index(paragraph->emphasis, Emphasis, i);
        put(out, span->start);
        put(out, span->end);
        put(out, span->kinds);
    }
    put(out, paragraph->pages->len);
    for (guint i = 0; i < paragraph->pages->len; i++) {
        const PageStart *page = &g_array_index(paragraph->pages, PageStart, i);
        put(out, page->at);
        put(out, page->page);
    }
}

static void
put_flow(GByteArray *out, const Flow *flow)
{
    put(out, flow->paragraphs->len);
    for (guint i = 0; i < flow->paragraphs->len; i++) {
        const DraftParagraph *paragraph = g_ptr_array_index(flow->paragraphs, i);
        put(out, paragraph->kind);
        put(out, (guint32)paragraph->level);
        put(out, (guint32)paragraph->table);
        put(out, (guint32)paragraph->row);
        put(out, (guint32)paragraph->column);
        put(out, paragraph->blank_before);
        put_string(out, paragraph->text->str);
        put_string(out, paragraph->label);
        put_string(out, paragraph->style);
        put_places(out, paragraph);
    }
}

GByteArray *
draft_write(const Draft *draft)
{
    GByteArray *out = g_byte_array_new();

    put(out, MAGIC);
    put(out, draft->remarks);
    put(out, draft->empty_page);
    put(out, draft->notes->len);
    put_flow(out, &draft->body);
    for (guint i = 0; i < draft->notes->len; i++) {
        const DraftNote *note = g_ptr_array_index(draft->notes, i);
        put_string(out, note->label);
        put_flow(out, &note->flow);
    }
    return out;
}

/* Reads on from `at`; `bad` once anything was wrong, and then everything reads as 0. */
typedef struct Wire {
    const guint8 *at, *end;
    guint32 notes;
    bool bad;
} Wire;

static guint32
take(Wire *wire, guint32 limit)
{
    guint32 number = 0;
    wire->bad = wire->bad || (size_t)(wire->end - wire->at) < sizeof number;
    if (wire->bad)
        return 0;

    memcpy(&number, wire->at, sizeof number);
    wire->at += sizeof number;
    number = GUINT32_FROM_LE(number);
    wire->bad = number > limit;
    return wire->bad ? 0 : number;
}

/* A count of things that take at least `size` bytes each. */
static guint32
take_count(Wire *wire, size_t size)
{
    guint32 count = take(wire, NUMBER_LIMIT);

    wire->bad = wire->bad || count > (size_t)(wire->end - wire->at) / size;
    return wire->bad ? 0 : count;
}

static bool
is_clean(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)text[i] < 0x20)
            return false;
    }
    return g_utf8_validate_len(text, length, NULL);
}

static char *
take_string(Wire *wire)
{
    guint32 length = take(wire, G_MAXUINT32);
    if (wire->bad || length == (guint32)NO_STRING)
        return NULL;

    const char *text = (const char *)wire->at;
    if (length > (size_t)(wire->end - wire->at) || !is_clean(text, length)) {
        wire->bad = true;
        return NULL;
    }
    wire->at += length;
    return g_strndup(text, length);
}

/* An offset into the text, not before `low`, and between two characters. */
static size_t
take_offset(Wire *wire, const GString *text, size_t low)
{
    size_t at = take(wire, NUMBER_LIMIT);
    bool between = at <= text->len && ((unsigned char)text->str[at] & 0xC0) != 0x80;

    wire->bad = wire->bad || !between || at < low;
    return wire->bad ? 0 : at;
}

static void
take_places(Wire *wire, DraftParagraph *paragraph)
{
    size_t low = 0;
    for (guint32 left = take_count(wire, 8); left > 0 && !wire->bad; left--) {
        NoteMark mark = { .at = low = take_offset(wire, paragraph->text, low) };
        mark.note = take(wire, NUMBER_LIMIT);
        wire->bad = wire->bad || mark.note >= wire->notes;
        g_array_append_val(paragraph->marks, mark);
    }
    low = 0;
    for (guint32 left = take_count(wire, 12); left > 0 && !wire->bad; left--) {
        Emphasis span = { .start = take_offset(wire, paragraph->text, low) };
        span.end = low = take_offset(wire, paragraph->text, span.start);
        span.kinds = take(wire, EMPHASIS_ITALIC | EMPHASIS_BOLD);
        g_array_append_val(paragraph->emphasis, span);
    }
    low = 0;
    for (guint32 left = take_count(wire, 8); left > 0 && !wire->bad; left--) {
        PageStart page = { .at = low = take_offset(wire, paragraph->text, low) };
        page.page = take(wire, 100000);
        g_array_append_val(paragraph->pages, page);
    }
}

static void
take_flow(Wire *wire, Flow *flow)
{
    for (guint32 left = take_count(wire, 48); left > 0 && !wire->bad; left--) {
        DraftParagraph *paragraph = draft_paragraph_new(PARAGRAPH_TEXT);
        paragraph->kind = (ParagraphKind)take(wire, PARAGRAPH_FURNITURE);
        paragraph->level = (int)take(wire, 256);
        paragraph->table = (int)take(wire, NUMBER_LIMIT);
        paragraph->row = (int)take(wire, NUMBER_LIMIT);
        paragraph->column = (int)take(wire, NUMBER_LIMIT);
        paragraph->blank_before = take(wire, 1) != 0;
        g_autofree char *text = take_string(wire);
        if (text != NULL)
            g_string_assign(paragraph->text, text);
        paragraph->label = take_string(wire);
        paragraph->style = take_string(wire);
        take_places(wire, paragraph);
        g_ptr_array_add(flow->paragraphs, paragraph);
    }
}

Draft *
draft_read(const guint8 *bytes, size_t length)
{
    g_autoptr(Draft) draft = draft_new();
    Wire wire = { .at = bytes, .end = bytes + length };

    wire.bad = length > DRAFT_WIRE_LIMIT || take(&wire, G_MAXUINT32) != MAGIC;
    draft->remarks = take(&wire, REMARK_ALL);
    draft->empty_page = take(&wire, 100000);
    wire.notes = take_count(&wire, 8);
    take_flow(&wire, &draft->body);
    for (guint32 i = 0; i < wire.notes && !wire.bad; i++) {
        g_autofree char *label = take_string(&wire);
        DraftNote *note = draft_add_note(draft, label != NULL ? label : "");
        take_flow(&wire, &note->flow);
    }
    return wire.bad || wire.at != wire.end ? NULL : g_steal_pointer(&draft);
}
