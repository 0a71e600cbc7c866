/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A pass over the finished document, so that every format has it: a text with such marks is opened in Word, saved as PDF
 * or mailed as a web page, and the marks are in its words still. The number is the converter's own, not the
 * printed one. A bracket whose number no mark has is a bracket.
 */
#include "read/typed-notes.h"

#include <string.h>

/* Bytes: a bracket that closes later than this opens no note. */
enum { LONGEST_NOTE = 16384 };

static const char mark_opening[] = "[footnoteRef:";

/* What is taken out of a paragraph's text, in bytes. */
typedef struct Cut {
    size_t start, end;
    size_t body, body_end; /* the note's words; equal for a mark */
    guint note;            /* index in Document.notes */
} Cut;

/* A number and what follows it: "2]" of a mark, "2:" of a note. Returns the offset behind the
 * closing character, 0 where this is something else. */
static size_t
scan_number(const GString *text, size_t start, char closing, char **ret_label)
{
    size_t at = start;
    while (at < text->len && at - start < 6 && g_ascii_isdigit(text->str[at]))
        at++;
    if (at == start || at >= text->len || text->str[at] != closing)
        return 0;

    *ret_label = g_strndup(text->str + start, at - start);
    return at + 1;
}

/* The bracket that closes the note opened just before `start`; 0 where there is none. */
static size_t
find_closing(const GString *text, size_t start)
{
    int depth = 1;
    size_t stop = MIN(text->len, start + LONGEST_NOTE);

    for (size_t at = start; at < stop; at++) {
        if (text->str[at] == '[')
            depth++;
        if (text->str[at] == ']' && --depth == 0)
            return at;
    }
    return 0;
}

/* `labels`: label → index in Document.notes plus 1, of the notes that have a mark. */
static void
find_marks(Document *document, const GString *text, GHashTable *labels)
{
    size_t opening = strlen(mark_opening);

    for (const char *at = text->str; (at = strstr(at, mark_opening)) != NULL;) {
        g_autofree char *label = NULL;
        at += opening;
        if (scan_number(text, (size_t)(at - text->str), ']', &label) == 0 ||
            g_hash_table_contains(labels, label))
            continue;
        document_add_note(document, label);
        g_hash_table_insert(labels, g_steal_pointer(&label),
                            GUINT_TO_POINTER(document->notes->len));
    }
}

/* The mark or note at an opening bracket; false for plain text. */
static bool
find_cut(const GString *text, size_t at, GHashTable *labels, Cut *ret_cut)
{
    g_autofree char *label = NULL;
    size_t opening = strlen(mark_opening);
    bool is_mark = strncmp(text->str + at, mark_opening, opening) == 0;
    size_t behind = is_mark ? scan_number(text, at + opening, ']', &label)
                            : scan_number(text, at + 1, ':', &label);
    guint note = behind != 0 ? GPOINTER_TO_UINT(g_hash_table_lookup(labels, label)) : 0;
    if (note == 0)
        return false;

    *ret_cut = (Cut){ at, behind, behind, behind, note - 1 };
    if (is_mark)
        return true;
    ret_cut->body_end = find_closing(text, behind);
    ret_cut->end = ret_cut->body_end + 1;
    return ret_cut->body_end != 0;
}

/* Where a space stands before and behind what is taken out, or nothing, one goes along. */
static void
take_space(const GString *text, Cut *cut)
{
    bool before = cut->start == 0 || text->str[cut->start - 1] == ' ';
    bool behind = cut->end == text->len || text->str[cut->end] == ' ';

    if (before && behind && cut->start > 0)
        cut->start--;
    else if (before && behind && cut->end < text->len)
        cut->end++;
}

static GArray *
find_cuts(const GString *text, GHashTable *labels)
{
    GArray *cuts = g_array_new(FALSE, FALSE, sizeof(Cut));
    size_t done = 0;

    for (const char *bracket = text->str; (bracket = strchr(bracket, '[')) != NULL;) {
        Cut cut;
        if (!find_cut(text, (size_t)(bracket - text->str), labels, &cut)) {
            bracket++;
            continue;
        }
        take_space(text, &cut);
        cut.start = MAX(cut.start, done);
        done = cut.end;
        bracket = text->str + cut.end;
        g_array_append_val(cuts, cut);
    }
    return cuts;
}

static void
add_note_text(Document *document, const TextMap *text, const Cut *cut)
{
    const Note *note = g_ptr_array_index(document->notes, cut->note);
    size_t start = cut->body, end = cut->body_end;

    while (start < end && text->text->str[start] == ' ')
        start++;
    while (end > start && text->text->str[end - 1] == ' ')
        end--;
    Paragraph *paragraph = paragraph_add(note->paragraphs, PARAGRAPH_TEXT, document->source);
    text_map_append_map(paragraph->text, text, start, end);
}

/* Tells where bytes of the old text stand in the new one; asked in ascending order. */
typedef struct Shift {
    const GArray *cuts;
    guint next;
    size_t gone; /* bytes of the cuts before `next` */
} Shift;

static size_t
shifted(Shift *shift, size_t at)
{
    for (; shift->next < shift->cuts->len; shift->next++) {
        const Cut *cut = &g_array_index(shift->cuts, Cut, shift->next);
        if (cut->end > at)
            return (cut->start < at ? cut->start : at) - shift->gone;
        shift->gone += cut->end - cut->start;
    }
    return at - shift->gone;
}

static int
mark_order(const void *a, const void *b)
{
    const NoteMark *one = a, *other = b;
    return (one->at > other->at) - (one->at < other->at);
}

static void
shift_places(Paragraph *paragraph, const GArray *cuts)
{
    Shift marks = { cuts, 0, 0 }, spans = { cuts, 0, 0 };
    guint kept = 0;

    for (guint i = 0; i < paragraph->marks->len; i++) {
        NoteMark *mark = &g_array_index(paragraph->marks, NoteMark, i);
        mark->at = shifted(&marks, mark->at);
    }
    for (guint i = 0; i < paragraph->emphasis->len; i++) {
        Emphasis span = g_array_index(paragraph->emphasis, Emphasis, i);
        span.start = shifted(&spans, span.start);
        span.end = shifted(&spans, span.end);
        if (span.start < span.end)
            g_array_index(paragraph->emphasis, Emphasis, kept++) = span;
    }
    g_array_set_size(paragraph->emphasis, kept);
}

static void
take_cuts(Document *document, Paragraph *paragraph, const GArray *cuts)
{
    g_autoptr(TextMap) old = g_steal_pointer(&paragraph->text);
    size_t done = 0;

    shift_places(paragraph, cuts);
    paragraph->text = text_map_new(old->source);
    for (guint i = 0; i < cuts->len; i++) {
        const Cut *cut = &g_array_index(cuts, Cut, i);
        text_map_append_map(paragraph->text, old, done, cut->start);
        done = cut->end;
        if (cut->body < cut->body_end) {
            add_note_text(document, old, cut);
            continue;
        }
        NoteMark mark = { .at = paragraph->text->text->len, .note = cut->note };
        g_array_append_val(paragraph->marks, mark);
    }
    text_map_append_map(paragraph->text, old, done, old->text->len);
    g_array_sort(paragraph->marks, mark_order);
}

/* A paragraph that was nothing but notes isn't there any more. */
static bool
take_notes(Document *document, Paragraph *paragraph, GHashTable *labels)
{
    g_autoptr(GArray) cuts = find_cuts(paragraph->text->text, labels);

    if (cuts->len > 0)
        take_cuts(document, paragraph, cuts);
    return cuts->len == 0 || paragraph->text->text->len > 0 || paragraph->marks->len > 0;
}

static void
take_all(Document *document, GHashTable *labels)
{
    GPtrArray *list = document->paragraphs;
    guint kept = 0;

    for (guint i = 0; i < list->len; i++) {
        Paragraph *paragraph = g_ptr_array_index(list, i);
        if (!take_notes(document, paragraph, labels))
            continue;
        list->pdata[i] = list->pdata[kept];
        list->pdata[kept++] = paragraph;
    }
    g_ptr_array_set_size(list, (int)kept);
}

void
document_take_typed_notes(Document *document)
{
    g_autoptr(GHashTable) labels = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < document->paragraphs->len; i++) {
        const Paragraph *paragraph = g_ptr_array_index(document->paragraphs, i);
        find_marks(document, paragraph->text->text, labels);
    }
    if (g_hash_table_size(labels) > 0)
        take_all(document, labels);
}
