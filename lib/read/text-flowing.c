/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Text with one paragraph a line, as word processors save it.
 *
 * Footnotes stand inline as the converters leave them: a mark "[footnoteRef:2]" where it was, the
 * note "[2:  text]" at the end of the paragraph (or of another one). The number is the file's own,
 * not the printed one. Typed text has "[1]" or "1)" instead, and a line that begins so
 * (plain-notes.h). A line that goes on in the next in lower case, without the end of a sentence
 * and without a blank line, is a broken list item: the two are one paragraph.
 */
#include "read/plain-notes.h"

#include <stdlib.h>
#include <string.h>

/* Bytes: a bracket that closes later than this opens no note. */
enum { LONGEST_NOTE = 16384 };

/* Characters: a shorter line that is no list item is taken for a heading, which ends there. */
enum { LONGEST_HEADING_LINE = 80 };

static const char mark_opening[] = "[footnoteRef:";

typedef struct Flow {
    Document *document;
    const char *text;
    PlainNotes *plain;
    GHashTable *labels; /* label → index in Document.notes plus 1: the notes that have a mark */
} Flow;

/* A number and what follows it: "2]" of a mark, "2:" of a note. Returns the offset behind the
 * closing character, 0 where this is something else. */
static size_t
scan_number(const char *text, size_t start, size_t end, char closing, char **ret_label)
{
    size_t at = start;
    while (at < end && at - start < 6 && g_ascii_isdigit(text[at]))
        at++;
    if (at == start || at >= end || text[at] != closing)
        return 0;

    *ret_label = g_strndup(text + start, at - start);
    return at + 1;
}

/* The bracket that closes the note opened just before `start`; `end` where there is none. */
static size_t
find_closing(const char *text, size_t start, size_t end)
{
    int depth = 1;
    size_t stop = end - start > LONGEST_NOTE ? start + LONGEST_NOTE : end;

    for (size_t at = start; at < stop; at++) {
        if (text[at] == '[')
            depth++;
        if (text[at] == ']' && --depth == 0)
            return at;
    }
    return end;
}

static void
find_marks(Flow *flow, const TextLine *line)
{
    const char *at = flow->text + line->start, *end = flow->text + line->end;
    size_t opening = strlen(mark_opening);

    while ((at = memmem(at, (size_t)(end - at), mark_opening, opening)) != NULL) {
        g_autofree char *label = NULL;
        size_t start = (size_t)(at - flow->text) + opening;
        at += opening;
        if (scan_number(flow->text, start, line->end, ']', &label) == 0)
            continue;
        if (g_hash_table_contains(flow->labels, label))
            continue;
        document_add_note(flow->document, label);
        g_hash_table_insert(flow->labels, g_steal_pointer(&label),
                            GUINT_TO_POINTER(flow->document->notes->len));
    }
}

static void
add_note_text(Flow *flow, guint index, size_t start, size_t end)
{
    const Note *note = g_ptr_array_index(flow->document->notes, index);
    Paragraph *paragraph = paragraph_add(note->paragraphs, PARAGRAPH_TEXT, flow->document->source);
    size_t pending = SIZE_MAX;

    clean_append(paragraph->text, start, end, &pending);
}

/* Reads a mark or note at an opening bracket. Returns the offset behind it, 0 for plain text. */
static size_t
take_bracket(Flow *flow, Paragraph *paragraph, size_t at, size_t end)
{
    g_autofree char *label = NULL;
    size_t opening = strlen(mark_opening);
    bool is_mark = end - at > opening && strncmp(flow->text + at, mark_opening, opening) == 0;
    size_t behind = is_mark ? scan_number(flow->text, at + opening, end, ']', &label)
                            : scan_number(flow->text, at + 1, end, ':', &label);
    if (behind == 0)
        return 0;
    guint note = GPOINTER_TO_UINT(g_hash_table_lookup(flow->labels, label));
    if (note == 0)
        return 0;

    if (is_mark) {
        NoteMark mark = { .at = paragraph->text->text->len, .note = note - 1 };
        g_array_append_val(paragraph->marks, mark);
        return behind;
    }
    size_t closing = find_closing(flow->text, behind, end);
    if (closing == end)
        return 0;
    add_note_text(flow, note - 1, behind, closing);
    return closing + 1;
}

/* Text between two marks; no space is left before the stop or comma behind a mark. */
static void
append_text(Flow *flow, Paragraph *paragraph, size_t at, size_t stop, size_t *pending)
{
    PlainMark mark;

    while (plain_notes_mark(flow->plain, at, stop, &mark)) {
        clean_append(paragraph->text, at, mark.start, pending);
        NoteMark made = { .at = paragraph->text->text->len, .note = mark.note };
        g_array_append_val(paragraph->marks, made);
        at = mark.end;
        if (at < stop && strchr(".,;:?!)", flow->text[at]) != NULL)
            *pending = SIZE_MAX;
    }
    clean_append(paragraph->text, at, stop, pending);
}

static void
append_line(Flow *flow, Paragraph *paragraph, size_t start, size_t end, size_t *pending)
{
    size_t at = start;
    PlainMark mark;

    while (at < end) {
        const char *bracket = memchr(flow->text + at, '[', end - at);
        size_t stop = bracket != NULL ? (size_t)(bracket - flow->text) : end;
        if (stop < end && plain_notes_mark(flow->plain, stop, stop + 1, &mark)) {
            append_text(flow, paragraph, at, mark.end, pending);
            at = mark.end;
            if (at < end && strchr(".,;:?!)", flow->text[at]) != NULL)
                *pending = SIZE_MAX;
            continue;
        }
        append_text(flow, paragraph, at, stop, pending);
        if (stop == end)
            return;
        size_t behind = take_bracket(flow, paragraph, stop, end);
        if (behind == 0)
            clean_append(paragraph->text, stop, stop + 1, pending);
        at = behind == 0 ? stop + 1 : behind;
    }
}

/* "(ingezonden 5 november" and "2024)." */
static bool
closes_bracket(const char *text, const TextLine *line, const TextLine *next)
{
    const char *open = memrchr(text + line->start, '(', line->end - line->start);
    const char *end = text + line->end,
               *close = memchr(text + next->start, ')', next->end - next->start);

    return open != NULL && memchr(open, ')', (size_t)(end - open)) == NULL && close != NULL &&
           memchr(text + next->start, '(', (size_t)(close - text) - next->start) == NULL;
}

static bool
continues(const Flow *flow, const Paragraph *paragraph, const TextLine *line)
{
    const TextLine *next = line + 1;
    bool may = paragraph->kind == PARAGRAPH_ITEM || line->length >= LONGEST_HEADING_LINE;

    bool goes_on = begins_lower(flow->text, next->start, next->end) ||
                   ends_in_leading_word(flow->text, line->start, line->end) ||
                   closes_bracket(flow->text, line, next);
    return may && next->start < next->end && goes_on &&
           !ends_sentence(flow->text, line->start, line->end) && !next->furniture &&
           list_mark_end(flow->text, next->start, next->end) == next->start;
}

/* Adds the paragraph that begins at line `i`. Returns the last line that belongs to it. */
static guint
add_paragraph(Flow *flow, const GArray *lines, guint i)
{
    const TextLine *line = &g_array_index(lines, TextLine, i);
    size_t start = list_mark_end(flow->text, line->start, line->end), pending = SIZE_MAX;
    Paragraph *paragraph =
        paragraph_add(flow->document->paragraphs, PARAGRAPH_TEXT, flow->document->source);

    if (start > line->start) {
        paragraph->kind = PARAGRAPH_ITEM;
        paragraph->label = g_strndup(flow->text + line->start, start - line->start);
    }
    append_line(flow, paragraph, start, line->end, &pending);
    for (; i + 1 < lines->len && continues(flow, paragraph, line); i++, line++) {
        if (pending == SIZE_MAX)
            pending = line->end;
        append_line(flow, paragraph, line[1].start, line[1].end, &pending);
    }
    return i;
}

void
read_flowing(Document *document, const GArray *lines)
{
    g_autoptr(GHashTable) labels = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    bool blank = false;
    Flow flow = { document, document->source->text, NULL, labels };

    for (guint i = 0; i < lines->len; i++)
        find_marks(&flow, &g_array_index(lines, TextLine, i));
    g_autoptr(PlainNotes) plain = plain_notes_new(document, lines);
    flow.plain = plain;
    for (guint i = 0; i < lines->len; i++) {
        const TextLine *line = &g_array_index(lines, TextLine, i);
        if (line->start == line->end) {
            blank = true;
            continue;
        }
        if (line->furniture) {
            add_furniture(document, line);
            continue;
        }
        size_t start = 0;
        guint note = 0;
        if (plain_notes_body(plain, i, &start, &note)) {
            add_note_text(&flow, note, start, line->end);
            continue;
        }
        i = add_paragraph(&flow, lines, i);
        Paragraph *added = g_ptr_array_index(document->paragraphs, document->paragraphs->len - 1);
        added->blank_before = blank;
        blank = false;
    }
}
