/* SPDX-License-Identifier: EUPL-1.2 */
#include "read/plain-notes.h"

#include <string.h>

enum { LONGEST_NUMBER = 3 };

/* One "[1]", "1)" or, at a line's edge, "1" in the source. */
typedef struct Mark {
    size_t start, end;
    guint line;
    bool begins; /* the line begins with it */
    bool spaced; /* a space stands behind it */
    guint note;  /* index in Document.notes plus 1; 0: belongs to none */
} Mark;

struct PlainNotes {
    GArray *marks;      /* Mark, ascending */
    GHashTable *bodies; /* line → index in `marks` plus 1 */
};

/* The end of "[1]" or "1)" at `at`; `at` for neither. */
static size_t
mark_end(const char *text, size_t at, size_t end)
{
    bool bracket = text[at] == '[';
    size_t digits = at + bracket, stop = digits;

    while (stop < end && stop - digits < LONGEST_NUMBER && g_ascii_isdigit(text[stop]))
        stop++;
    bool closed = stop > digits && stop < end && text[stop] == (bracket ? ']' : ')');
    bool apart = closed && (stop + 1 == end || !g_ascii_isalnum(text[stop + 1]));
    return apart ? stop + 1 : at;
}

/* Does the text before `at` end a sentence or quotation, with at most a space behind it? */
static bool
follows_end(const char *text, const TextLine *line, size_t at)
{
    while (at > line->start && text[at - 1] == ' ')
        at--;
    if (at <= line->start)
        return false;
    gunichar c = g_utf8_get_char(g_utf8_prev_char(text + at));
    return c == '?' || c == '!' || c == 0x201D || c == 0x00BB;
}

/* The end of a bare number at `at` that ends its line behind a sentence ("… bericht? 1"), or begins the line of a note
 * ("1 Krant, 2 mei"); `at` for any other. */
static size_t
bare_end(const char *text, const TextLine *line, size_t at)
{
    size_t stop = at;
    while (stop < line->end && stop - at < LONGEST_NUMBER && g_ascii_isdigit(text[stop]))
        stop++;
    if (stop == at || (at > line->start && g_ascii_isdigit(text[at - 1])))
        return at;

    if (at > line->start)
        return stop == line->end && follows_end(text, line, at) ? stop : at;
    size_t word = stop < line->end && text[stop] == ' ' ? stop + 1 : stop;
    return word < line->end && g_unichar_isupper(g_utf8_get_char(text + word)) ? stop : at;
}

/* May a mark stand here? "1)" behind a space or the end of a sentence, and in no brackets. */
static bool
may_stand(const char *text, const TextLine *line, size_t at, int depth)
{
    if (at == line->start || text[at] == '[')
        return true;
    return depth == 0 && !g_ascii_isalnum(text[at - 1]) && text[at - 1] != '(';
}

static void
collect_marks(PlainNotes *notes, const char *text, const TextLine *line, guint i)
{
    int depth = 0;

    for (size_t at = line->start; at < line->end; at++) {
        bool opens = text[at] == '[' || g_ascii_isdigit(text[at]);
        size_t end = opens && may_stand(text, line, at, depth) ? mark_end(text, at, line->end) : at;
        if (end == at && opens)
            end = bare_end(text, line, at);
        if (end > at) {
            bool spaced = end < line->end && text[end] == ' ';
            Mark mark = { at, end, i, at == line->start, spaced, 0 };
            g_array_append_val(notes->marks, mark);
            at = end - 1;
        } else {
            depth += text[at] == '(' ? 1 : text[at] == ')' && depth > 0 ? -1 : 0;
        }
    }
}

/* A line "1) …" is a note where it asks nothing: questions are numbered so as well, though not "[1] …". */
static bool
may_be_body(const char *text, const GArray *lines, const Mark *mark)
{
    const TextLine *line = &g_array_index(lines, TextLine, mark->line);
    bool bare = g_ascii_isdigit(text[mark->end - 1]);
    bool space = mark->end < line->end && (bare || text[mark->end] == ' ');
    bool bracket = text[mark->start] == '[';

    return mark->begins && space && (bracket || text[line->end - 1] != '?') &&
           !(bracket && line->end - mark->end < 2);
}

static char *
mark_label(const char *text, const Mark *mark)
{
    return g_strndup(text + mark->start, mark->end - mark->start);
}

/* Label → index plus 1 of the last mark that a line begins with, which is its note. */
static GHashTable *
find_bodies(const PlainNotes *notes, const char *text, const GArray *lines)
{
    GHashTable *bodies = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < notes->marks->len; i++) {
        const Mark *mark = &g_array_index(notes->marks, Mark, i);
        if (may_be_body(text, lines, mark))
            g_hash_table_replace(bodies, mark_label(text, mark), GUINT_TO_POINTER(i + 1));
    }
    return bodies;
}

/* Adds the note to which the line that begins with `body` belongs. */
static void
add_note(PlainNotes *notes, Document *document, const char *label, guint body)
{
    const char *digits = label + (label[0] == '[');
    g_autofree char *number = g_strndup(digits, strspn(digits, "0123456789"));
    Mark *mark = &g_array_index(notes->marks, Mark, body - 1);

    document_add_note(document, number);
    mark->note = document->notes->len;
    g_hash_table_insert(notes->bodies, GUINT_TO_POINTER(mark->line), GUINT_TO_POINTER(body));
}

/* The marks above a note, in mid-line, are its own. */
static void
pair_notes(PlainNotes *notes, Document *document, const GArray *lines)
{
    const char *text = document->source->text;
    g_autoptr(GHashTable) bodies = find_bodies(notes, text, lines);

    for (guint i = 0; i < notes->marks->len; i++) {
        Mark *mark = &g_array_index(notes->marks, Mark, i);
        g_autofree char *label = mark_label(text, mark);
        guint body = GPOINTER_TO_UINT(g_hash_table_lookup(bodies, label));
        if (mark->begins || body <= i + 1)
            continue;
        if (g_array_index(notes->marks, Mark, body - 1).note == 0)
            add_note(notes, document, label, body);
        mark->note = g_array_index(notes->marks, Mark, body - 1).note;
    }
}

PlainNotes *
plain_notes_new(Document *document, const GArray *lines)
{
    PlainNotes *notes = g_new0(PlainNotes, 1);
    notes->marks = g_array_new(FALSE, FALSE, sizeof(Mark));
    notes->bodies = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < lines->len; i++) {
        const TextLine *line = &g_array_index(lines, TextLine, i);
        if (!line->furniture)
            collect_marks(notes, document->source->text, line, i);
    }
    pair_notes(notes, document, lines);
    return notes;
}

void
plain_notes_free(PlainNotes *notes)
{
    if (notes == NULL)
        return;

    g_array_unref(notes->marks);
    g_hash_table_unref(notes->bodies);
    g_free(notes);
}

/* The first mark that begins at `at` or behind it. */
static guint
find_mark(const PlainNotes *notes, size_t at)
{
    guint low = 0, high = notes->marks->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(notes->marks, Mark, middle).start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool
plain_notes_mark(const PlainNotes *notes, size_t at, size_t end, PlainMark *ret_mark)
{
    for (guint i = find_mark(notes, at); i < notes->marks->len; i++) {
        const Mark *mark = &g_array_index(notes->marks, Mark, i);
        if (mark->start >= end)
            return false;
        if (mark->note == 0 || mark->begins)
            continue;
        *ret_mark = (PlainMark){ mark->start, mark->end, mark->note - 1 };
        return true;
    }
    return false;
}

bool
plain_notes_body(const PlainNotes *notes, guint i, size_t *ret_start, guint *ret_note)
{
    guint found = GPOINTER_TO_UINT(g_hash_table_lookup(notes->bodies, GUINT_TO_POINTER(i)));
    if (found == 0)
        return false;

    const Mark *mark = &g_array_index(notes->marks, Mark, found - 1);
    *ret_start = mark->end + (mark->spaced ? 1 : 0);
    *ret_note = mark->note - 1;
    return true;
}
