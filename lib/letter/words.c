/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The document's words as runs, character for character: what is added to them is only what runs carry (emphasis, the
 * margin's number and the anchor where a question begins) and the note marks that reading took out.
 */
#include <string.h>

#include "base/utf8.h"
#include "letter/compose-private.h"

/* Where words_add() is: indices of what comes next in the paragraph's lists. They only move on, so it is linear. */
typedef struct Cursor {
    const Stretch *stretch;
    size_t at;
    guint question, emphasis, mark;
} Cursor;

/* The first of a list ordered by the offset at `field` whose offset is above `limit`. */
static guint
first_above(const GArray *list, size_t size, size_t field, size_t limit)
{
    guint low = 0, high = list->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;
        const char *element = list->data + middle * size;
        if (*(const size_t *)(gconstpointer)(element + field) > limit)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* A mark at the very start belongs to what was there before, if anything was. */
static Cursor
cursor_at_start(const Stretch *stretch)
{
    const Paragraph *paragraph = stretch->paragraph;
    Cursor cursor = { .stretch = stretch, .at = stretch->start };

    cursor.emphasis =
        first_above(paragraph->emphasis, sizeof(Emphasis), offsetof(Emphasis, end), stretch->start);
    if (stretch->start > 0)
        cursor.mark =
            first_above(paragraph->marks, sizeof(NoteMark), offsetof(NoteMark, at), stretch->start);
    return cursor;
}

static const Question *
next_question(const Cursor *cursor)
{
    const GPtrArray *questions = cursor->stretch->questions;
    return questions != NULL && cursor->question < questions->len
               ? g_ptr_array_index(questions, cursor->question)
               : NULL;
}

static const Emphasis *
next_emphasis(const Cursor *cursor)
{
    const GArray *list = cursor->stretch->paragraph->emphasis;
    return cursor->emphasis < list->len ? &g_array_index(list, Emphasis, cursor->emphasis) : NULL;
}

static const NoteMark *
next_mark(const Cursor *cursor)
{
    const GArray *list = cursor->stretch->paragraph->marks;
    return cursor->mark < list->len ? &g_array_index(list, NoteMark, cursor->mark) : NULL;
}

static size_t
nearer(size_t edge, size_t candidate, size_t at)
{
    return candidate > at && candidate < edge ? candidate : edge;
}

/* Where the run that begins here ends: at the next thing that changes. */
static size_t
run_end(const Cursor *cursor)
{
    size_t edge = cursor->stretch->end;
    const Question *question = next_question(cursor);
    const Emphasis *emphasis = next_emphasis(cursor);
    const NoteMark *mark = next_mark(cursor);

    if (question != NULL) {
        edge = nearer(edge, question->start, cursor->at);
        edge = nearer(edge, question->end, cursor->at);
    }
    if (emphasis != NULL) {
        edge = nearer(edge, emphasis->start, cursor->at);
        edge = nearer(edge, emphasis->end, cursor->at);
    }
    return mark != NULL ? nearer(edge, mark->at, cursor->at) : edge;
}

static unsigned
style_here(const Cursor *cursor)
{
    const Emphasis *emphasis = next_emphasis(cursor);
    if (emphasis == NULL || cursor->at < emphasis->start)
        return 0;

    return ((emphasis->kinds & EMPHASIS_ITALIC) != 0 ? RUN_EMPHASIS : 0u) |
           ((emphasis->kinds & EMPHASIS_BOLD) != 0 ? RUN_STRONG : 0u);
}

static void
add_words(const Composer *composer, Block *block, const Cursor *cursor, size_t end)
{
    const TextMap *text = cursor->stretch->paragraph->text;
    g_autofree char *words = g_strndup(text->text->str + cursor->at, end - cursor->at);
    Run *run = run_add(block, RUN_TEXT, words);
    run->style = style_here(cursor);
    run->span = text_map_span(text, cursor->at, end);

    const Question *question = next_question(cursor);
    if (question == NULL || question->start != cursor->at)
        return;
    run->anchor = cursor->stretch->restated ? NULL : g_strdup(question->id);
    if (composer->letter->review != NULL)
        run->margin = review_question_label(composer, question);
    else if (composer->ids || composer->letter->draft)
        run->margin = g_strdup(question_number(question->id));
}

static void
add_marks(Composer *composer, Block *block, Cursor *cursor, size_t end)
{
    const GPtrArray *notes = composer->questions->document->notes;
    if (cursor->stretch->restated)
        return;

    for (const NoteMark *mark; (mark = next_mark(cursor)) != NULL && mark->at <= end;
         cursor->mark++) {
        if (mark->note >= notes->len)
            continue;
        Run *run = run_add(block, RUN_NOTE, NULL);
        run->number = note_mark_document(composer, g_ptr_array_index(notes, mark->note));
    }
}

static void
move_on(Cursor *cursor, size_t to)
{
    cursor->at = to;
    for (const Question *q; (q = next_question(cursor)) != NULL && q->end <= to;)
        cursor->question++;
    for (const Emphasis *e; (e = next_emphasis(cursor)) != NULL && e->end <= to;)
        cursor->emphasis++;
}

void
words_add(Composer *composer, Block *block, const Stretch *stretch)
{
    Cursor cursor = cursor_at_start(stretch);

    move_on(&cursor, stretch->start);
    while (cursor.at < stretch->end) {
        add_marks(composer, block, &cursor, cursor.at);
        size_t end = run_end(&cursor);
        add_words(composer, block, &cursor, end);
        move_on(&cursor, end);
    }
    add_marks(composer, block, &cursor, MAX(stretch->marks_end, stretch->end));
}

/*
 * What closes: brackets and quotation marks of all kinds that Dutch texts use, straight ones too, as an opening one
 * never touches the end of a sentence; and the stops of the sentence around them ("… (is dat zo?).").
 */
static bool
closes(gunichar c)
{
    static const gunichar closing[] = { ')',    ']',    '}',    '"',    '\'',   0x2019,
                                        0x201D, 0x00BB, 0x203A, 0x201C, 0x2018, '.',
                                        ',',    ';',    ':',    '!',    '?',    0x2026 };

    for (size_t i = 0; i < G_N_ELEMENTS(closing); i++) {
        if (closing[i] == c)
            return true;
    }
    return false;
}

size_t
words_cut(const Paragraph *paragraph, size_t end)
{
    const GString *text = paragraph->text->text;

    while (end < text->len && closes(g_utf8_get_char(text->str + end)))
        end = (size_t)(g_utf8_next_char(text->str + end) - text->str);
    return end;
}

const char *
words_skip_closing(const char *text)
{
    const char *end = text;

    while (*end != '\0' && closes(g_utf8_get_char(end)))
        end = g_utf8_next_char(end);
    return g_unichar_isalnum(g_utf8_get_char(end)) ? text : end;
}

size_t
words_skip_space(const Paragraph *paragraph, size_t at)
{
    const GString *text = paragraph->text->text;

    while (at < text->len && utf8_is_space(g_utf8_get_char(text->str + at)))
        at = (size_t)(g_utf8_next_char(text->str + at) - text->str);
    return at;
}
