/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Lines of a PDF to paragraphs and notes.
 *
 * A paragraph ends where the next line stands further off than lines do, begins further in, is of
 * another size, or where its first word would still have fitted: geometry says exactly what plain
 * text only lets guess. A page's end, a note or a running head ends nothing. Line-end hyphens follow
 * the rules of text (hyphens.c). A raised number is a note's mark where a note with that number
 * stands on its page or the next; else it is text.
 */
#include <math.h>
#include <string.h>

#include "read/pdf-private.h"
#include "read/read-private.h"

/* Lines further apart than this times the leading are paragraphs; blank lines, than that. */
static const double apart = 1.25, blank_apart = 1.6;

/* Of the body's size: how far a first line goes in, and how much sizes in a paragraph differ. */
static const double indent = 0.6, other_size = 0.12;

/* Lines and words that begin within so many points of each other begin at one place. */
static const double same_place = 1.5;

/* A space, of the size. */
static const double space_width = 0.25;

enum { LABEL_LIMIT = 3 };

/* Digits of a question's number. */
enum { NUMBER_DIGITS = 5 };

/* Words are divided at every tenth line end or so where they are at all; where a line in so many
 * ends in a hyphen, it is a compound's. */
enum { WHOLE_WORD_LINES = 50 };

/* A footnote as it stands on its page. */
typedef struct PageNote {
    guint page;
    char *label;
    GArray *lines;           /* guint: its lines; the first begins with the label */
    double label_left, left; /* where the label begins, and the words behind it */
    guint note;              /* index in the draft plus 1, once a mark is found */
} PageNote;

typedef struct Building {
    const PdfText *text;
    Draft *draft;
    Source *source; /* the text, for the hyphens' sake */
    HyphenWords *words;
    bool divides_words; /* at line ends */
    GPtrArray *notes;   /* PageNote, in order */
    GHashTable *by_key; /* "page label" → PageNote, borrowed */
    DraftParagraph *paragraph;
    const PdfLine *last; /* of the open paragraph */
    bool numbered;       /* a number alone is all that it holds */
} Building;

static void
page_note_free(gpointer data)
{
    PageNote *note = data;

    g_free(note->label);
    g_array_unref(note->lines);
    g_free(note);
}

static TextLine
text_line(const PdfLine *line)
{
    return (TextLine){ .start = line->start, .end = line->end };
}

/* Bytes of the number or star that a note begins with; 0 where it begins with something else. */
static size_t
note_label_length(const PdfText *text, const PdfLine *line)
{
    const char *start = text->text->str + line->start;
    size_t digits = strspn(start, "0123456789"), stars = strspn(start, "*");
    size_t length = digits > 0 ? digits : stars;
    bool glued = line->role == LINE_NOTE && digits > 0 && g_ascii_isupper(start[length]) &&
                 g_ascii_islower(start[length + 1]); /* "1Brief", but not "3D" */
    bool ends = line->start + length < line->end &&
                (start[length] == ' ' || glued || pdf_word(text, line->first_word)->raised);
    const PdfWord *first = pdf_word(text, line->first_word);

    return length <= LABEL_LIMIT && ends && first->start + length <= first->end ? length : 0;
}

/* The label in front of a line, as a line of its own; NULL where there is none. */
static const PdfLine *
label_line(const PdfText *text, const PdfLine *line)
{
    return line->label > 0 ? pdf_line(text, line->label - 1) : NULL;
}

/* The number that a note's first line begins with; "" where it goes on with another. */
static char *
note_label(const PdfText *text, const PdfLine *line)
{
    const PdfLine *apart_label = label_line(text, line);
    size_t length = note_label_length(text, line);

    if (apart_label == NULL)
        return g_strndup(text->text->str + line->start, length);
    return g_strndup(text->text->str + apart_label->start, apart_label->end - apart_label->start);
}

static char *
note_key(guint page, const char *label)
{
    return g_strdup_printf("%u %s", page, label);
}

/* A number that begins a note's second line, behind a hanging label, is one of its words; and so is
 * one that counts back, where no label stands. */
static bool
is_next_label(const Building *building, const PdfLine *line, const char *label)
{
    const PageNote *open = building->notes->len > 0
                               ? g_ptr_array_index(building->notes, building->notes->len - 1)
                               : NULL;
    if (*label == '\0' || open == NULL || open->page != line->page || line->label > 0)
        return *label != '\0';

    guint64 number = g_ascii_strtoull(label, NULL, 10);
    bool hangs = fabs(line->left - open->left) < same_place;
    bool counts_on = number > g_ascii_strtoull(open->label, NULL, 10);
    return !hangs && (counts_on || fabs(line->left - open->label_left) < same_place);
}

/* Note lines before any number go on with the last note of the page before. */
static void
collect_notes(Building *building)
{
    for (guint i = 0; i < building->text->lines->len; i++) {
        const PdfLine *line = pdf_line(building->text, i);
        if (line->role != LINE_NOTE)
            continue;
        g_autofree char *label = note_label(building->text, line);
        if (is_next_label(building, line, label) || building->notes->len == 0) {
            PageNote *note = g_new0(PageNote, 1);
            note->page = line->page;
            note->label = g_steal_pointer(&label);
            note->label_left = line->left;
            note->left = line->label > 0 || line->word_count < 2
                             ? line->left
                             : pdf_word(building->text, line->first_word + 1)->left;
            note->lines = g_array_new(FALSE, FALSE, sizeof(guint));
            g_ptr_array_add(building->notes, note);
            if (*note->label != '\0')
                g_hash_table_replace(building->by_key, note_key(note->page, note->label), note);
        }
        PageNote *open = g_ptr_array_index(building->notes, building->notes->len - 1);
        g_array_append_val(open->lines, i);
    }
}

/* The note that a raised word on this page marks; NULL where it marks none. */
static PageNote *
find_note(const Building *building, const PdfWord *word, guint page)
{
    g_autofree char *label =
        g_strndup(building->text->text->str + word->start, word->end - word->start);
    g_autofree char *here = note_key(page, label), *next = note_key(page + 1, label);
    PageNote *note = g_hash_table_lookup(building->by_key, here);

    return note != NULL ? note : g_hash_table_lookup(building->by_key, next);
}

static void
append_mark(Building *building, DraftParagraph *paragraph, PageNote *note)
{
    if (note->note == 0) {
        draft_add_note(building->draft, note->label);
        note->note = building->draft->notes->len;
    }
    draft_append_mark(paragraph, note->note - 1);
}

/* Appends [start, end) of a line, with its marks as marks. */
static void
append_words(Building *building, DraftParagraph *paragraph, const PdfLine *line, size_t start,
             size_t end)
{
    const char *text = building->text->text->str;

    for (guint i = 0; i < line->word_count; i++) {
        const PdfWord *word = pdf_word(building->text, line->first_word + i);
        if (!word->raised || word->start < start || word->end > end)
            continue;
        PageNote *note = find_note(building, word, line->page);
        if (note == NULL)
            continue;
        size_t stop = word->start;
        while (stop > start && text[stop - 1] == ' ')
            stop--;
        draft_append(paragraph, text + start, stop - start, 0);
        append_mark(building, paragraph, note);
        start = word->end;
    }
    draft_append(paragraph, text + start, end - start, 0);
}

/* Appends a line behind another, or as the first. `skip` bytes of its front are left out. */
static void
append_line(Building *building, DraftParagraph *paragraph, const PdfLine *line, size_t skip)
{
    append_words(building, paragraph, line, line->start + skip, line->end);
}

/* Takes the hyphen at the end of the text back, where there is one. */
static void
drop_hyphen(DraftParagraph *paragraph)
{
    size_t length = hyphen_length(paragraph->text->str, 0, paragraph->text->len);
    draft_truncate(paragraph, paragraph->text->len - length);
}

/* What stands between two lines of a paragraph; may take the hyphen at its end back. A document that
 * hardly ever divides a word divides none: its hyphens are the words' own. */
static void
join_lines(Building *building, DraftParagraph *paragraph, const PdfLine *line, const PdfLine *next)
{
    TextLine left = text_line(line), right = text_line(next);

    switch (hyphen_join(building->words, building->source->text, &left, &right)) {
    case JOIN_SPACE:
    case JOIN_KEEP_SPACE:
        draft_append(paragraph, " ", 1, 0);
        return;
    case JOIN_DROP:
        if (building->divides_words)
            drop_hyphen(paragraph);
        return;
    case JOIN_NOTHING:
    case JOIN_KEEP:
        return;
    }
}

static bool
divides_words(const Building *building)
{
    guint divided = 0;

    for (guint i = 1; i < building->text->lines->len; i++) {
        TextLine left = text_line(pdf_line(building->text, i - 1));
        TextLine right = text_line(pdf_line(building->text, i));
        LineJoin join = hyphen_join(building->words, building->source->text, &left, &right);
        divided += join == JOIN_DROP;
    }
    return divided * WHOLE_WORD_LINES >= building->text->lines->len;
}

static double
size_of(const PdfLine *line)
{
    return line->bottom - line->top;
}

/* Would the next line's first word have fitted behind this line? A sign of one character ("€") stays with the
 * word behind it. */
static bool
is_short(const PdfText *text, const PdfLine *line, const PdfLine *next)
{
    const PdfWord *word = pdf_word(text, next->first_word), *end = word;
    const char *first = text->text->str + word->start;
    bool is_sign = g_utf8_strlen(first, (gssize)(word->end - word->start)) == 1 &&
                   !g_unichar_isalnum(g_utf8_get_char(first));
    if (is_sign && next->word_count > 1)
        end++;
    double width = end->right - word->left + space_width * size_of(line);

    return line->right + width < line->column_right - 1;
}

static bool
begins_item(const PdfText *text, const PdfLine *line)
{
    if (line->label > 0)
        return true;
    return list_mark_end(text->text->str, line->start, line->end) > line->start;
}

/* The next line of text; NULL behind the last. */
static const PdfLine *
next_text_line(const PdfText *text, const PdfLine *line)
{
    const PdfLine *end = pdf_line(text, 0) + text->lines->len;

    for (line++; line < end; line++) {
        if (line->role == LINE_TEXT)
            return line;
    }
    return NULL;
}

/* At the top of a page or column, behind a full line that ends a sentence: a line that is short and
 * ends none is a heading. */
static bool
is_heading_on_top(const PdfText *text, const PdfLine *line)
{
    const PdfLine *next = next_text_line(text, line);

    return next != NULL && is_short(text, line, next) &&
           !ends_sentence(text->text->str, line->start, line->end);
}

/*
 * Is a short line in mid-sentence all the same? Who breaks whole paragraphs at once, or a heading evenly, leaves lines
 * shorter than they could be.
 */
static bool
goes_on(const PdfText *text, const PdfLine *last, const PdfLine *line)
{
    const char *words = text->text->str;

    if (line->label > 0 || ends_sentence(words, last->start, last->end))
        return false;
    return begins_lower(words, line->start, line->end) ||
           ends_in_leading_word(words, last->start, last->end);
}

/* "12", "12." or "2a" alone: the number of the question below. */
static bool
is_number_alone(const PdfText *text, const PdfLine *line)
{
    const char *start = text->text->str + line->start, *end = text->text->str + line->end;
    const char *p = start + strspn(start, "0123456789");
    bool digits = p > start && p - start <= NUMBER_DIGITS;

    p += p < end && g_ascii_islower(*p);
    p += p < end && strchr(".):", *p) != NULL;
    return digits && p == end;
}

/* How many lines back a list shows whether its items hang. */
enum { LIST_REACH = 40 };

static bool
starts_at_second_word(const PdfText *text, const PdfLine *item, const PdfLine *line)
{
    return item->word_count > 1 &&
           fabs(pdf_word(text, item->first_word + 1)->left - line->left) < same_place;
}

/* Where the words of an item begin: behind its number, where the items before it show that they hang. */
static double
text_left(const PdfText *text, const PdfLine *line)
{
    const PdfLine *first = pdf_line(text, 0);
    if (line->label > 0 || line->word_count < 2 || !begins_item(text, line))
        return line->left;

    first = line - first > LIST_REACH ? line - LIST_REACH : first;
    for (const PdfLine *item = line - 1; item >= first; item--) {
        if (begins_item(text, item) && !begins_item(text, item + 1))
            return starts_at_second_word(text, item, item + 1)
                       ? pdf_word(text, line->first_word + 1)->left
                       : line->left;
    }
    return line->left;
}

static bool
begins_with_dash(const PdfText *text, const PdfLine *line)
{
    return line->start < line->end &&
           g_unichar_type(g_utf8_get_char(text->text->str + line->start)) ==
               G_UNICODE_DASH_PUNCTUATION;
}

/* A dash in mid-sentence that came to stand first on its line – as here – and where there is no list of them. */
static bool
is_aside(const PdfText *text, const PdfLine *last, const PdfLine *line)
{
    const PdfLine *first = pdf_line(text, 0);
    if (!begins_with_dash(text, line) || line->label > 0 ||
        fabs(line->left - last->left) > same_place)
        return false;

    first = last - first > LIST_REACH ? last - LIST_REACH : first;
    for (const PdfLine *item = last; item >= first; item--) {
        if (begins_with_dash(text, item) && begins_item(text, item))
            return false;
    }
    return true;
}

/* A word that a hyphen divides goes on in any case: a heading's lines stand further apart. */
static bool
divides_word(const PdfText *text, const PdfLine *last, const PdfLine *line)
{
    const char *words = text->text->str;

    return line->label == 0 && hyphen_length(words, last->start, last->end) > 0 &&
           begins_lower(words, line->start, line->end) &&
           fabs(line->left - last->left) < same_place;
}

/* Does a new paragraph begin with `line`, where `last` is the one before it? */
static bool
begins_paragraph(const PdfText *text, const PdfLine *last, const PdfLine *line)
{
    double size = size_of(last), down = line->top - last->top;
    bool beside = line->page != last->page || down <= 0;
    bool sized = fabs(size_of(line) - size) > other_size * size;
    bool ends = ends_sentence(text->text->str, last->start, last->end);

    if (sized || (is_short(text, last, line) && !goes_on(text, last, line)))
        return true;
    bool may_be_words = g_ascii_isdigit(text->text->str[line->start]) || is_aside(text, last, line);
    if (begins_item(text, line) && (ends || line->label > 0 || !may_be_words))
        return true;
    double in = line->left - line->column_left, last_in = text_left(text, last) - last->column_left;
    if (beside)
        return ends && (is_heading_on_top(text, line) || in < last_in - indent * size);
    double leading = text->leading * MAX(1, size / MAX(text->size, 1));
    if (divides_word(text, last, line) && down < 2 * size)
        return false;
    bool apart_enough = down > apart * MAX(leading, size * 0.8);
    bool goes_in = line->left > last->left + indent * size && ends;
    return apart_enough || goes_in;
}

static void
finish_paragraph(Building *building)
{
    if (building->paragraph != NULL)
        flow_add(&building->draft->body, g_steal_pointer(&building->paragraph));
    building->last = NULL;
}

static void
write_furniture(Building *building, const PdfLine *line)
{
    DraftParagraph *paragraph = draft_paragraph_new(PARAGRAPH_FURNITURE);

    draft_set_page(paragraph, line->page);
    draft_append(paragraph, building->text->text->str + line->start, line->end - line->start, 0);
    flow_add(&building->draft->body, paragraph);
}

static void
set_label(Building *building, const PdfLine *line)
{
    const PdfLine *label = label_line(building->text, line);
    if (label == NULL)
        return;

    building->paragraph->kind = PARAGRAPH_ITEM;
    building->paragraph->level = 1;
    building->paragraph->label =
        g_strndup(building->text->text->str + label->start, label->end - label->start);
}

static bool
is_same_cell(const PdfLine *last, const PdfLine *line)
{
    return last->table == line->table && last->row == line->row && last->column == line->column;
}

static void
add_text(Building *building, const PdfLine *line)
{
    const PdfLine *last = building->last;
    bool alone = line->table == 0 && is_number_alone(building->text, line);
    bool begins = last == NULL || building->numbered || !is_same_cell(last, line) ||
                  begins_paragraph(building->text, last, line) ||
                  (alone && ends_sentence(building->text->text->str, last->start, last->end));

    if (begins) {
        bool blank = last != NULL && line->page == last->page &&
                     line->top - last->top > blank_apart * building->text->leading;
        finish_paragraph(building);
        building->paragraph =
            draft_paragraph_new(line->table > 0 ? PARAGRAPH_CELL : PARAGRAPH_TEXT);
        building->paragraph->blank_before = blank;
        building->paragraph->table = line->table;
        building->paragraph->row = line->row;
        building->paragraph->column = line->column;
        set_label(building, line);
        draft_set_page(building->paragraph, line->page);
    } else {
        join_lines(building, building->paragraph, last, line);
        if (line->page != last->page)
            draft_set_page(building->paragraph, line->page);
    }
    append_line(building, building->paragraph, line, 0);
    building->last = line;
    building->numbered = begins && alone;
}

static void
write_note(Building *building, const PageNote *note, Flow *flow)
{
    bool in_body = flow == &building->draft->body;
    const PdfLine *first = pdf_line(building->text, g_array_index(note->lines, guint, 0));
    size_t skip = in_body || first->label > 0 ? 0 : strlen(note->label);
    DraftParagraph *paragraph = draft_paragraph_new(PARAGRAPH_TEXT);
    const PdfLine *last = NULL;

    draft_set_page(paragraph, note->page);
    if (in_body && first->label > 0)
        paragraph->label = g_strdup(note->label);
    for (guint i = 0; i < note->lines->len; i++) {
        const PdfLine *line = pdf_line(building->text, g_array_index(note->lines, guint, i));
        if (last != NULL)
            join_lines(building, paragraph, last, line);
        append_line(building, paragraph, line, last == NULL ? skip : 0);
        last = line;
    }
    flow_add(flow, paragraph);
}

/* A note whose mark was not found is text: better in the way than lost. */
static void
write_notes(Building *building)
{
    for (guint i = 0; i < building->notes->len; i++) {
        const PageNote *note = g_ptr_array_index(building->notes, i);
        Flow *flow = &building->draft->body;
        if (note->note > 0)
            flow = &((DraftNote *)g_ptr_array_index(building->draft->notes, note->note - 1))->flow;
        write_note(building, note, flow);
    }
}

static int
compare_cells(gconstpointer left, gconstpointer right)
{
    const PdfLine *a = *(PdfLine *const *)left, *b = *(PdfLine *const *)right;

    if (a->table != b->table)
        return a->table - b->table;
    if (a->row != b->row)
        return a->row - b->row;
    if (a->column != b->column)
        return a->column - b->column;
    if (a->page != b->page)
        return a->page < b->page ? -1 : 1;
    if (a->top != b->top)
        return a->top < b->top ? -1 : 1;
    return a < b ? -1 : 1;
}

/* Adds the lines of a table, of which `first` is the first among the cells. */
static void
add_table(GPtrArray *order, const GPtrArray *cells, guint first)
{
    const PdfLine *begin = g_ptr_array_index(cells, first);

    for (guint i = first; i < cells->len; i++) {
        PdfLine *line = g_ptr_array_index(cells, i);
        if (line->table != begin->table)
            return;
        g_ptr_array_add(order, line);
    }
}

/* The lines as they are read: page by page, a table row by row over all its pages. */
static GPtrArray *
reading_order(const PdfText *text)
{
    GPtrArray *order = g_ptr_array_new();
    g_autoptr(GPtrArray) cells = g_ptr_array_new();
    g_autoptr(GHashTable) firsts = g_hash_table_new(NULL, NULL); /* table → its first cell plus 1 */

    for (guint i = 0; i < text->lines->len; i++) {
        if (pdf_line(text, i)->table > 0)
            g_ptr_array_add(cells, pdf_line(text, i));
    }
    g_ptr_array_sort(cells, compare_cells);
    for (guint i = cells->len; i > 0; i--) {
        const PdfLine *cell = g_ptr_array_index(cells, i - 1);
        g_hash_table_insert(firsts, GINT_TO_POINTER(cell->table), GUINT_TO_POINTER(i));
    }
    for (guint i = 0; i < text->lines->len; i++) {
        PdfLine *line = pdf_line(text, i);
        gpointer table = GINT_TO_POINTER(line->table);
        if (line->table == 0)
            g_ptr_array_add(order, line);
        else if (g_hash_table_contains(firsts, table))
            add_table(order, cells, GPOINTER_TO_UINT(g_hash_table_lookup(firsts, table)) - 1);
        g_hash_table_remove(firsts, table);
    }
    return order;
}

/* Furniture of a page is written where it stands, but never into an open paragraph: behind it. */
static void
write_body(Building *building)
{
    g_autoptr(GPtrArray) waiting = g_ptr_array_new();
    g_autoptr(GPtrArray) order = reading_order(building->text);

    for (guint i = 0; i < order->len; i++) {
        PdfLine *line = g_ptr_array_index(order, i);
        if (line->role == LINE_FURNITURE)
            g_ptr_array_add(waiting, line);
        if (line->role != LINE_TEXT)
            continue;
        guint before = building->draft->body.paragraphs->len;
        add_text(building, line);
        if (building->draft->body.paragraphs->len == before && before > 0)
            continue;
        for (guint j = 0; j < waiting->len; j++)
            write_furniture(building, g_ptr_array_index(waiting, j));
        g_ptr_array_set_size(waiting, 0);
    }
    finish_paragraph(building);
    for (guint j = 0; j < waiting->len; j++)
        write_furniture(building, g_ptr_array_index(waiting, j));
}

Draft *
pdf_draft(const PdfText *text)
{
    g_autoptr(Draft) draft = draft_new();
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(TextLine));
    g_autoptr(Source) source =
        source_new("", g_strndup(text->text->str, text->text->len), text->text->len);

    for (guint i = 0; i < text->lines->len; i++) {
        TextLine line = text_line(pdf_line(text, i));
        g_array_append_val(lines, line);
    }
    g_autoptr(HyphenWords) words = hyphen_words_new(source, lines);
    g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(page_note_free);
    g_autoptr(GHashTable) by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Building building = { .text = text,
                          .draft = draft,
                          .source = source,
                          .words = words,
                          .notes = notes,
                          .by_key = by_key };

    building.divides_words = divides_words(&building);
    collect_notes(&building);
    write_body(&building);
    write_notes(&building);
    return g_steal_pointer(&draft);
}
