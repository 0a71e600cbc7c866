/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Text with hard line ends, as it comes out of a PDF.
 *
 * A blank line ends a paragraph, and so does a line that stops well before the page's width though
 * the next word would have fitted. A page break ends nothing, nor does a footnote at a page's
 * bottom: the sentence that it interrupts goes on behind it. A note begins with a number for which
 * a mark was seen glued behind a word before ("surveillance.1 Hoe"); each needs the other, so that
 * neither a numbered paragraph nor a stray digit is taken for one.
 */
#include "read/read-private.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "read/plain-notes.h"

/* A line is short where it and the next word fit in this share (of 100) of the width: PDFs are set
 * in proportional type, so that characters only tell roughly what would have fitted. */
enum { SHORT_LINE = 80 };

/* Of 100 of the width: what a label ("Vraag 12") takes at most. */
enum { LABEL_LINE = 30 };

/* Of 100 of the width: a longer line was never broken, as saved pages leave their titles among lines that were. */
enum { UNBROKEN_LINE = 135 };

enum { LONGEST_NOTE_NUMBER = 3 };

/* Spaces or dots before the page number of a contents line. */
enum { CONTENTS_GAP = 3 };

typedef struct Wrap {
    Document *document;
    const char *text;
    const GArray *lines; /* TextLine */
    size_t width;
    HyphenWords *words;
    GHashTable *marks;       /* offset of a mark's digits → index in Document.notes plus 1 */
    GHashTable *openings;    /* line that begins a note → index in Document.notes plus 1 */
    const PlainNotes *plain; /* typed notes: "[1]" */

    Paragraph *paragraph; /* that being read; NULL before the first */
    const TextLine *last; /* its last line */
    size_t pending;       /* see clean_append() */
    bool gap;             /* a blank line stood since `last` */
    bool interrupted;     /* a page break or note stood since `last` */
} Wrap;

static const TextLine *
line_at(const Wrap *wrap, guint i)
{
    return &g_array_index(wrap->lines, TextLine, i);
}

static bool
is_blank(const TextLine *line)
{
    return line->start == line->end;
}

static size_t
digits_end(const char *text, size_t at, size_t end)
{
    size_t start = at;
    while (at < end && at - start < LONGEST_NOTE_NUMBER && g_ascii_isdigit(text[at]))
        at++;
    return at;
}

/* Is there a number at `at`, glued behind a word or the mark that ends it, and nothing glued behind
 * the number? Returns its end, `at` where it is none. */
static size_t
glued_mark_end(const Wrap *wrap, const TextLine *line, size_t at)
{
    size_t end = digits_end(wrap->text, at, line->end);
    bool ends = end == line->end || g_ascii_isspace(wrap->text[end]);
    if (at == line->start && end == line->end)
        return end; /* nothing but the number, as a raised mark may come out */
    if (end == at || !ends || at <= line->start)
        return at;

    const char *before = g_utf8_prev_char(wrap->text + at);
    gunichar c = g_utf8_get_char(before);
    if (g_unichar_islower(c))
        return end;
    if (c == '?' || c == '!')
        return end;
    if (!g_unichar_ispunct(c) || c == '/' || c == '-' || c == '(' || before <= wrap->text)
        return at;
    c = g_utf8_get_char(g_utf8_prev_char(before));
    return g_unichar_isdigit(c) || g_unichar_isspace(c) ? at : end;
}

/* The next glued mark in the line from `at` on; the line's end where there is none. */
static size_t
next_mark(const Wrap *wrap, const TextLine *line, size_t at, size_t *ret_end)
{
    for (; at < line->end; at++) {
        bool begins = g_ascii_isdigit(wrap->text[at]) &&
                      (at == line->start || !g_ascii_isdigit(wrap->text[at - 1]));
        *ret_end = begins ? glued_mark_end(wrap, line, at) : at;
        if (*ret_end > at)
            return at;
    }
    return line->end;
}

/* Takes the line for a note's beginning where its number has an open mark. */
static bool
open_note(Wrap *wrap, guint i, GHashTable *open)
{
    const TextLine *line = line_at(wrap, i);
    size_t end = digits_end(wrap->text, line->start, line->end);
    if (end == line->start || end == line->end || g_ascii_ispunct(wrap->text[end]))
        return false;

    g_autofree char *label = g_strndup(wrap->text + line->start, end - line->start);
    gpointer offset = g_hash_table_lookup(open, label);
    if (offset == NULL)
        return false;

    document_add_note(wrap->document, label);
    gpointer note = GUINT_TO_POINTER(wrap->document->notes->len);
    g_hash_table_insert(wrap->marks, offset, note);
    g_hash_table_insert(wrap->openings, GUINT_TO_POINTER(i), note);
    g_hash_table_remove(open, label);
    return true;
}

static void
collect_marks(Wrap *wrap, const TextLine *line, GHashTable *open)
{
    size_t end = line->start;

    for (size_t at = next_mark(wrap, line, end, &end); at < line->end;
         at = next_mark(wrap, line, end, &end)) {
        char *label = g_strndup(wrap->text + at, end - at);
        g_hash_table_replace(open, label, GSIZE_TO_POINTER(at));
    }
}

/* "1Krant, 2 mei": a number glued before a word begins a note without a blank line before it. */
static bool
begins_glued_note(const Wrap *wrap, const TextLine *line)
{
    size_t end = digits_end(wrap->text, line->start, line->end);
    return end > line->start && end < line->end &&
           g_unichar_isalpha(g_utf8_get_char(wrap->text + end));
}

/* Pairs marks with notes, before anything is built: whether a digit is a mark shows only later. */
static void
find_notes(Wrap *wrap)
{
    g_autoptr(GHashTable) open = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    bool may_open = false;

    for (guint i = 0; i < wrap->lines->len; i++) {
        const TextLine *line = line_at(wrap, i);
        if (is_blank(line) || line->furniture) {
            may_open = true;
            continue;
        }
        may_open = (may_open || begins_glued_note(wrap, line)) && open_note(wrap, i, open);
        if (!may_open)
            collect_marks(wrap, line, open);
        else /* The lines of one note; the next note may follow without a blank line. */
            while (i + 1 < wrap->lines->len && !is_blank(line + 1) && !line[1].new_page &&
                   !line[1].furniture && !open_note(wrap, i + 1, open))
                line = line_at(wrap, ++i);
    }
}

static void
append_part(Wrap *wrap, Paragraph *paragraph, const TextLine *line, size_t start)
{
    size_t at = start, end = start;

    while (at < line->end) {
        size_t mark = next_mark(wrap, line, end, &end);
        gpointer note = g_hash_table_lookup(wrap->marks, GSIZE_TO_POINTER(mark));
        if (mark < line->end && note == NULL)
            continue;
        clean_append(paragraph->text, at, mark, &wrap->pending);
        if (mark < line->end) {
            NoteMark made = { paragraph->text->text->len, GPOINTER_TO_UINT(note) - 1 };
            g_array_append_val(paragraph->marks, made);
        }
        at = mark < line->end ? end : line->end;
    }
}

static void
append_line(Wrap *wrap, Paragraph *paragraph, const TextLine *line, size_t start)
{
    PlainMark mark;

    while (plain_notes_mark(wrap->plain, start, line->end, &mark)) {
        TextLine part = *line;
        part.end = mark.start;
        while (part.end > start && g_ascii_isspace(wrap->text[part.end - 1]))
            part.end--;
        append_part(wrap, paragraph, &part, start);
        NoteMark made = { paragraph->text->text->len, mark.note };
        g_array_append_val(paragraph->marks, made);
        start = mark.end;
    }
    append_part(wrap, paragraph, line, start);
}

/* Takes the line end, and the hyphen before it where it is only that. */
static void
join_line(Wrap *wrap, TextMap *map, const TextLine *last, const TextLine *next)
{
    LineJoin join = hyphen_join(wrap->words, wrap->text, last, next);
    bool space = join == JOIN_SPACE || join == JOIN_KEEP_SPACE;
    wrap->pending = space ? last->end : SIZE_MAX;
    if (join != JOIN_DROP)
        return;

    /* A soft hyphen never came into the clean text. */
    size_t length = map->text->len;
    bool soft = g_utf8_get_char(g_utf8_prev_char(wrap->text + last->end)) == 0x00AD;
    if (!soft)
        text_map_truncate(map, length - hyphen_length(map->text->str, 0, length));
}

static Paragraph *
begin_paragraph(Wrap *wrap, GPtrArray *list, const TextLine *line, size_t text_start)
{
    Paragraph *paragraph = paragraph_add(list, PARAGRAPH_TEXT, wrap->document->source);

    wrap->pending = SIZE_MAX;
    if (text_start > line->start) {
        paragraph->kind = PARAGRAPH_ITEM;
        paragraph->label = g_strndup(wrap->text + line->start, text_start - line->start);
    }
    return paragraph;
}

/* Does a note begin at line `i`? Sets where its words do. */
static const Note *
note_at(const Wrap *wrap, guint i, size_t *ret_start)
{
    gpointer index = g_hash_table_lookup(wrap->openings, GUINT_TO_POINTER(i));
    const TextLine *line = line_at(wrap, i);
    guint typed = 0;

    if (plain_notes_body(wrap->plain, i, ret_start, &typed))
        return g_ptr_array_index(wrap->document->notes, typed);
    if (index == NULL)
        return NULL;
    *ret_start = digits_end(wrap->text, line->start, line->end);
    while (*ret_start < line->end && g_ascii_isspace(wrap->text[*ret_start]))
        (*ret_start)++;
    return g_ptr_array_index(wrap->document->notes, GPOINTER_TO_UINT(index) - 1);
}

/* Adds the note that begins at line `i`. Returns the last line that belongs to it. */
static guint
add_note(Wrap *wrap, guint i)
{
    size_t start = 0, next = 0;
    const Note *note = note_at(wrap, i, &start);
    const TextLine *line = line_at(wrap, i);
    size_t saved = wrap->pending;
    Paragraph *paragraph = begin_paragraph(wrap, note->paragraphs, line, line->start);
    append_line(wrap, paragraph, line, start);
    while (i + 1 < wrap->lines->len && !is_blank(line + 1) && !line[1].new_page &&
           !line[1].furniture && note_at(wrap, i + 1, &next) == NULL) {
        join_line(wrap, paragraph->text, line, line + 1);
        line = line_at(wrap, ++i);
        append_line(wrap, paragraph, line, line->start);
    }
    wrap->pending = saved;
    return i;
}

static bool
is_short(const Wrap *wrap, const TextLine *line, const TextLine *next)
{
    size_t word = next->start;
    while (word < next->end && !g_ascii_isspace(wrap->text[word]))
        word++;
    size_t needed = line->length + 1 + utf8_count(wrap->text + next->start, word - next->start);

    return needed * 100 <= wrap->width * SHORT_LINE &&
           hyphen_length(wrap->text, line->start, line->end) == 0;
}

/* A short line that says less than a sentence, behind one that ended: a label or a heading. */
static bool
is_apart(const Wrap *wrap, const TextLine *line)
{
    return line->length * 100 <= wrap->width * LABEL_LINE &&
           g_unichar_isupper(g_utf8_get_char(wrap->text + line->start)) &&
           !ends_sentence(wrap->text, line->start, line->end);
}

/* "Antwoord 2" and nothing else: a label even where what stands above has no end mark. */
static bool
is_numbered_label(const Wrap *wrap, const TextLine *line)
{
    size_t at = line->start;
    if (line->length * 100 > wrap->width * LABEL_LINE ||
        !g_unichar_isupper(g_utf8_get_char(wrap->text + at)))
        return false;

    while (at < line->end && g_ascii_isalpha(wrap->text[at]))
        at++;
    size_t word = at;
    while (at < line->end && wrap->text[at] == ' ')
        at++;
    size_t number = at;
    at = digits_end(wrap->text, at, line->end);
    return word > line->start + 1 && number > word && at > number && at == line->end;
}

/* A number alone, behind a sentence that ended: a question's, where it is not a note's mark. */
static bool
is_lone_number(const Wrap *wrap, const TextLine *line)
{
    size_t end = digits_end(wrap->text, line->start, line->end);

    return end == line->end && !g_hash_table_contains(wrap->marks, GSIZE_TO_POINTER(line->start));
}

/* Is the end between the two lines one that the text had before it was broken into lines? */
static bool
is_kept_end(const Wrap *wrap, const TextLine *line, const TextLine *next)
{
    size_t longest = wrap->width * UNBROKEN_LINE / 100;
    bool goes_on = ends_in_leading_word(wrap->text, line->start, line->end) ||
                   hyphen_length(wrap->text, line->start, line->end) > 0;

    return !goes_on &&
           (line->length > longest || next->length > longest || is_numbered_label(wrap, next));
}

/* "I   Vragen vanuit de fracties      2": words, a gap or dots, and a page. */
static bool
is_contents_line(const Wrap *wrap, const TextLine *line)
{
    size_t digits = line->end, gap, dots;
    while (digits > line->start && g_ascii_isdigit(wrap->text[digits - 1]))
        digits--;
    for (gap = digits; gap > line->start && g_ascii_isspace(wrap->text[gap - 1]);)
        gap--;
    for (dots = gap; dots > line->start && strchr(". ", wrap->text[dots - 1]) != NULL;)
        dots--;
    gunichar first = g_utf8_get_char(wrap->text + line->start);

    return line->end - digits >= 1 && line->end - digits <= 3 && dots > line->start &&
           (digits - gap >= CONTENTS_GAP || gap - dots >= CONTENTS_GAP) &&
           (g_unichar_isupper(first) || g_unichar_isdigit(first));
}

/* Does the line begin a paragraph, or go on with the one before it? */
static bool
begins_paragraph(const Wrap *wrap, const TextLine *line, bool has_mark)
{
    if (wrap->paragraph == NULL || is_contents_line(wrap, wrap->last))
        return true;

    bool lower = begins_lower(wrap->text, line->start, line->end);
    bool ended = ends_sentence(wrap->text, wrap->last->start, wrap->last->end);
    bool is_break =
        !lower && (is_short(wrap, wrap->last, line) || is_kept_end(wrap, wrap->last, line));
    if (wrap->gap && wrap->interrupted)
        return ended || is_break;
    return wrap->gap || is_break ||
           (ended && (has_mark || is_apart(wrap, line) || is_lone_number(wrap, line)));
}

static void
read_line(Wrap *wrap, const TextLine *line)
{
    size_t text_start = list_mark_end(wrap->text, line->start, line->end);
    bool begins = begins_paragraph(wrap, line, text_start > line->start);

    if (begins) {
        wrap->paragraph = begin_paragraph(wrap, wrap->document->paragraphs, line, text_start);
        wrap->paragraph->blank_before = wrap->gap;
    } else {
        join_line(wrap, wrap->paragraph->text, wrap->last, line);
    }
    append_line(wrap, wrap->paragraph, line, begins ? text_start : line->start);
    wrap->last = line;
    wrap->gap = wrap->interrupted = false;
}

static void
read_lines(Wrap *wrap)
{
    size_t start = 0;

    for (guint i = 0; i < wrap->lines->len; i++) {
        const TextLine *line = line_at(wrap, i);
        wrap->gap = wrap->gap || is_blank(line);
        wrap->interrupted = wrap->interrupted || line->new_page || line->furniture;
        if (is_blank(line))
            continue;
        if (line->furniture) {
            add_furniture(wrap->document, line);
            continue;
        }
        if (note_at(wrap, i, &start) == NULL) {
            read_line(wrap, line);
            continue;
        }
        i = add_note(wrap, i);
        wrap->interrupted = true;
    }
}

void
read_wrapped(Document *document, const GArray *lines, size_t width)
{
    g_autoptr(HyphenWords) words = hyphen_words_new(document->source, lines);
    g_autoptr(PlainNotes) plain = plain_notes_new(document, lines);
    g_autoptr(GHashTable) marks = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) openings = g_hash_table_new(NULL, NULL);
    Wrap wrap = { .document = document,
                  .text = document->source->text,
                  .lines = lines,
                  .width = width,
                  .words = words,
                  .marks = marks,
                  .openings = openings,
                  .plain = plain,
                  .pending = SIZE_MAX };

    find_notes(&wrap);
    read_lines(&wrap);
}
