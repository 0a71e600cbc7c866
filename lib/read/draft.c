/* SPDX-License-Identifier: EUPL-1.2 */
#include "read/draft.h"
#include "read/numbers.h"

#include <string.h>

#include "base/utf8.h"
#include "read/read-private.h"

DraftParagraph *
draft_paragraph_new(ParagraphKind kind)
{
    DraftParagraph *paragraph = g_new0(DraftParagraph, 1);
    paragraph->kind = kind;
    paragraph->text = g_string_new(NULL);
    paragraph->marks = g_array_new(FALSE, FALSE, sizeof(NoteMark));
    paragraph->emphasis = g_array_new(FALSE, FALSE, sizeof(Emphasis));
    paragraph->pages = g_array_new(FALSE, FALSE, sizeof(PageStart));
    return paragraph;
}

void
draft_paragraph_free(DraftParagraph *paragraph)
{
    if (paragraph == NULL)
        return;

    g_string_free(paragraph->text, TRUE);
    g_free(paragraph->label);
    g_free(paragraph->style);
    g_array_unref(paragraph->marks);
    g_array_unref(paragraph->emphasis);
    g_array_unref(paragraph->pages);
    g_free(paragraph);
}

static void
paragraph_destroy(gpointer data)
{
    draft_paragraph_free(data);
}

void
flow_init(Flow *flow)
{
    flow->paragraphs = g_ptr_array_new_with_free_func(paragraph_destroy);
    flow->blank = false;
}

void
flow_clear(Flow *flow)
{
    g_clear_pointer(&flow->paragraphs, g_ptr_array_unref);
}

static void
note_free(gpointer data)
{
    DraftNote *note = data;

    g_free(note->label);
    flow_clear(&note->flow);
    g_free(note);
}

Draft *
draft_new(void)
{
    Draft *draft = g_new0(Draft, 1);
    flow_init(&draft->body);
    draft->notes = g_ptr_array_new_with_free_func(note_free);
    return draft;
}

void
draft_free(Draft *draft)
{
    if (draft == NULL)
        return;

    flow_clear(&draft->body);
    g_ptr_array_unref(draft->notes);
    g_free(draft);
}

DraftNote *
draft_add_note(Draft *draft, const char *label)
{
    DraftNote *note = g_new0(DraftNote, 1);
    note->label = g_strdup(label);
    flow_init(&note->flow);
    g_ptr_array_add(draft->notes, note);
    return note;
}

static void
add_emphasis(DraftParagraph *paragraph, size_t start, size_t end, unsigned kinds)
{
    if (kinds == 0 || start == end)
        return;

    guint count = paragraph->emphasis->len;
    Emphasis *last = count > 0 ? &g_array_index(paragraph->emphasis, Emphasis, count - 1) : NULL;
    if (last != NULL && last->end == start && last->kinds == kinds) {
        last->end = end;
        return;
    }
    Emphasis added = { start, end, kinds };
    g_array_append_val(paragraph->emphasis, added);
}

void
draft_append(DraftParagraph *paragraph, const char *text, size_t length, unsigned emphasis)
{
    size_t start = paragraph->text->len;
    const char *end = text + length;

    for (const char *p = text; p < end; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == 0x2028 || c == 0x2029)
            g_string_append_c(paragraph->text, '\n');
        else if (c == 0x2011)
            g_string_append_c(paragraph->text, '-');
        else if (c < 0x20)
            g_string_append_c(paragraph->text, ' ');
        else if (c >= 0xE000 && c <= 0xF8FF)
            g_string_append_unichar(paragraph->text, bullet_character(c));
        else
            g_string_append_len(paragraph->text, p, g_utf8_next_char(p) - p);
    }
    add_emphasis(paragraph, start, paragraph->text->len, emphasis);
}

void
draft_append_break(DraftParagraph *paragraph)
{
    g_string_append_c(paragraph->text, '\n');
}

void
draft_append_mark(DraftParagraph *paragraph, guint note)
{
    NoteMark mark = { paragraph->text->len, note };
    g_array_append_val(paragraph->marks, mark);
}

void
draft_prepend(DraftParagraph *paragraph, const char *text)
{
    size_t length = strlen(text);

    g_string_prepend(paragraph->text, text);
    for (guint i = 0; i < paragraph->marks->len; i++)
        g_array_index(paragraph->marks, NoteMark, i).at += length;
    for (guint i = 0; i < paragraph->emphasis->len; i++) {
        g_array_index(paragraph->emphasis, Emphasis, i).start += length;
        g_array_index(paragraph->emphasis, Emphasis, i).end += length;
    }
    for (guint i = 0; i < paragraph->pages->len; i++) {
        PageStart *page = &g_array_index(paragraph->pages, PageStart, i);
        page->at += page->at > 0 ? length : 0;
    }
}

void
draft_truncate(DraftParagraph *paragraph, size_t length)
{
    g_string_truncate(paragraph->text, length);
    for (guint i = paragraph->marks->len; i > 0; i--) {
        NoteMark *mark = &g_array_index(paragraph->marks, NoteMark, i - 1);
        if (mark->at <= length)
            break;
        mark->at = length;
    }
    for (guint i = paragraph->emphasis->len; i > 0; i--) {
        Emphasis *span = &g_array_index(paragraph->emphasis, Emphasis, i - 1);
        if (span->end <= length)
            break;
        span->start = MIN(span->start, length);
        span->end = length;
    }
    for (guint i = paragraph->pages->len; i > 0; i--) {
        PageStart *page = &g_array_index(paragraph->pages, PageStart, i - 1);
        if (page->at <= length)
            break;
        page->at = length;
    }
}

void
draft_set_page(DraftParagraph *paragraph, guint page)
{
    guint count = paragraph->pages->len;
    PageStart *last = count > 0 ? &g_array_index(paragraph->pages, PageStart, count - 1) : NULL;

    if (last != NULL && last->at == paragraph->text->len) {
        last->page = page;
        return;
    }
    PageStart start = { paragraph->text->len, page };
    g_array_append_val(paragraph->pages, start);
}

static void
forget_pages(const Flow *flow)
{
    for (guint i = 0; i < flow->paragraphs->len; i++) {
        const DraftParagraph *paragraph = g_ptr_array_index(flow->paragraphs, i);
        g_array_set_size(paragraph->pages, 0);
    }
}

void
draft_forget_pages(Draft *draft)
{
    forget_pages(&draft->body);
    for (guint i = 0; i < draft->notes->len; i++)
        forget_pages(&((DraftNote *)g_ptr_array_index(draft->notes, i))->flow);
}

static bool
is_blank(const char *text, size_t length)
{
    for (const char *p = text; p < text + length; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!utf8_is_space(c) && c != 0x00AD && c != 0x200B)
            return false;
    }
    return true;
}

bool
draft_paragraph_is_blank(const DraftParagraph *paragraph)
{
    return paragraph->marks->len == 0 && is_blank(paragraph->text->str, paragraph->text->len);
}

/* Words behind which no sentence and no heading stops. */
static const char *const leading_words[] = { "de",   "het", "een",  "van",  "en",   "of", "in",
                                             "op",   "aan", "met",  "voor", "bij",  "te", "tot",
                                             "over", "om",  "door", "uit",  "naar", "der" };

bool
ends_in_leading_word(const char *text, size_t start, size_t end)
{
    size_t at = end;
    while (at > start && g_ascii_isalpha(text[at - 1]))
        at--;

    for (size_t i = 0; i < G_N_ELEMENTS(leading_words); i++) {
        size_t length = strlen(leading_words[i]);
        if (length == end - at && g_ascii_strncasecmp(text + at, leading_words[i], length) == 0)
            return true;
    }
    return false;
}

/* Does the text go on behind the break at `at`? The rule of flowing text, so that a break reads the
 * same whether a word processor or its text export wrote it. */
static bool
break_goes_on(const DraftParagraph *paragraph, size_t start, size_t at)
{
    const char *text = paragraph->text->str;
    size_t end = at, next = at + 1, length = paragraph->text->len;

    while (end > start && g_ascii_isspace(text[end - 1]))
        end--;
    while (next < length && text[next] == ' ')
        next++;
    if (next >= length || text[next] == '\n')
        return false;
    if (paragraph->kind == PARAGRAPH_HEADING)
        return true;
    if (ends_in_leading_word(text, start, end) || (end > start && text[end - 1] == ','))
        return true;
    return begins_lower(text, next, length) && !ends_sentence(text, start, end) &&
           list_mark_end(text, next, length) == next;
}

/* How far a paragraph's marks, emphasis and pages are dealt out over its pieces. */
typedef struct Cut {
    const DraftParagraph *from;
    guint mark, emphasis, page;
    guint page_number; /* of the last page start passed; 0 unknown */
} Cut;

static void
cut_emphasis(Cut *cut, DraftParagraph *piece, size_t start, size_t end)
{
    for (; cut->emphasis < cut->from->emphasis->len; cut->emphasis++) {
        const Emphasis *span = &g_array_index(cut->from->emphasis, Emphasis, cut->emphasis);
        size_t left = MAX(span->start, start), right = MIN(span->end, end);
        if (left < right)
            add_emphasis(piece, left - start, right - start, span->kinds);
        if (span->end > end)
            return;
    }
}

static void
cut_pages(Cut *cut, DraftParagraph *piece, size_t start, size_t end)
{
    PageStart first = { 0, cut->page_number };

    for (; cut->page < cut->from->pages->len; cut->page++) {
        PageStart page = g_array_index(cut->from->pages, PageStart, cut->page);
        if (page.at > start)
            break;
        first.page = page.page;
    }
    if (first.page > 0)
        g_array_append_val(piece->pages, first);
    cut->page_number = first.page;
    for (; cut->page < cut->from->pages->len; cut->page++) {
        PageStart page = g_array_index(cut->from->pages, PageStart, cut->page);
        if (page.at >= end)
            break;
        cut->page_number = page.page;
        page.at -= start;
        g_array_append_val(piece->pages, page);
    }
}

/* [start, end) of a paragraph as one of its own. A mark at a break belongs to what is before it. */
static DraftParagraph *
cut_piece(Cut *cut, size_t start, size_t end)
{
    const DraftParagraph *from = cut->from;
    DraftParagraph *piece = draft_paragraph_new(from->kind);

    g_string_append_len(piece->text, from->text->str + start, (gssize)(end - start));
    g_strdelimit(piece->text->str, "\n", ' ');
    piece->style = g_strdup(from->style);
    piece->level = from->level;
    piece->table = from->table;
    piece->row = from->row;
    piece->column = from->column;
    piece->origin = from->origin;
    piece->origin_at = from->origin_at + start;
    cut_emphasis(cut, piece, start, end);
    cut_pages(cut, piece, start, end);
    for (; cut->mark < from->marks->len; cut->mark++) {
        NoteMark mark = g_array_index(from->marks, NoteMark, cut->mark);
        if (mark.at > end)
            break;
        mark.at -= start;
        g_array_append_val(piece->marks, mark);
    }
    return piece;
}

static void
add_piece(Flow *flow, DraftParagraph *piece)
{
    if (draft_paragraph_is_blank(piece)) {
        flow->blank = true;
        draft_paragraph_free(piece);
        return;
    }
    piece->blank_before = piece->blank_before || flow->blank;
    flow->blank = false;
    g_ptr_array_add(flow->paragraphs, piece);
}

static void
add_pieces(Flow *flow, const DraftParagraph *paragraph)
{
    Cut cut = { .from = paragraph };
    size_t start = 0, length = paragraph->text->len;
    bool first = true;

    for (size_t at = 0; at <= length; at++) {
        bool stop = at == length ||
                    (paragraph->text->str[at] == '\n' && !break_goes_on(paragraph, start, at));
        if (!stop)
            continue;
        DraftParagraph *piece = cut_piece(&cut, start, at);
        if (first && !draft_paragraph_is_blank(piece)) {
            piece->label = g_strdup(paragraph->label);
            first = false;
        } else if (piece->kind == PARAGRAPH_ITEM) {
            piece->kind = PARAGRAPH_TEXT;
        }
        add_piece(flow, piece);
        start = at + 1;
    }
}

void
flow_add(Flow *flow, DraftParagraph *paragraph)
{
    if (memchr(paragraph->text->str, '\n', paragraph->text->len) == NULL) {
        add_piece(flow, paragraph);
        return;
    }
    add_pieces(flow, paragraph);
    draft_paragraph_free(paragraph);
}
