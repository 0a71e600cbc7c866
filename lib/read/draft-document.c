/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A draft gets its places: one line of the Source for each paragraph, the notes' behind the body's,
 * so that "line 12" is the twelfth paragraph that a reader of the document counts.
 *
 * A number in front of a paragraph is a label only where plain text would read it as one, too:
 * every other ("I.", "2.1", "Artikel 3") is part of the words, as it is for a reader, and so the
 * same document gives the same paragraphs in every format.
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "read/draft.h"
#include "read/read-private.h"

/* Where a paragraph's parts stand in the source. */
typedef struct Placed {
    const DraftParagraph *draft;
    size_t label, text; /* bytes; equal where there is no label */
} Placed;

/* Labels of lists that plain text can't know, but every reader: "(a)", "ii.", "b)", "•". */
static bool
is_list_label(const char *label)
{
    size_t length = strlen(label);
    const char *p = label + (label[0] == '(');
    size_t letters = strspn(p, "abcdefghijklmnopqrstuvwxyz"), digits = strspn(p, "0123456789");
    size_t body = MAX(letters, digits);

    if (g_utf8_strlen(label, -1) == 1 && !g_unichar_isupper(g_utf8_get_char(label)))
        return true;
    if (body == 0)
        return false;
    size_t tail = strlen(p + body);
    bool closed = tail == 0 || (tail == 1 && (p[body] == '.' || p[body] == ')'));
    return closed && body <= 5 && length <= 8;
}

static Placed
write_line(GString *text, const DraftParagraph *paragraph)
{
    Placed placed = { paragraph, text->len, text->len };

    if (paragraph->label != NULL && *paragraph->label != '\0') {
        g_string_append(text, paragraph->label);
        g_string_append_c(text, ' ');
        placed.text = text->len;
    }
    g_string_append_len(text, paragraph->text->str, (gssize)paragraph->text->len);
    g_string_append_c(text, '\n');
    return placed;
}

static void
write_flow(GString *text, const Flow *flow, GArray *placed)
{
    for (guint i = 0; i < flow->paragraphs->len; i++) {
        Placed line = write_line(text, g_ptr_array_index(flow->paragraphs, i));
        g_array_append_val(placed, line);
    }
}

/* Every page up to the last gets a start, also one that no paragraph begins on. */
static GArray *
find_page_starts(const GArray *placed, size_t length)
{
    GArray *starts = g_array_new(FALSE, FALSE, sizeof(size_t));

    for (guint i = 0; i < placed->len; i++) {
        const Placed *line = &g_array_index(placed, Placed, i);
        const GArray *pages = line->draft->pages;
        for (guint j = 0; j < pages->len; j++) {
            const PageStart *page = &g_array_index(pages, PageStart, j);
            size_t at = page->at == 0 ? line->label : MIN(line->text + page->at, length);
            if (starts->len == 0)
                at = 0;
            while (starts->len < page->page)
                g_array_append_val(starts, at);
        }
    }
    if (starts->len > 0)
        return starts;
    g_array_unref(starts);
    return NULL;
}

/* Cleans a paragraph's text piece by piece, so that marks and emphasis keep their place. */
typedef struct Clean {
    Paragraph *paragraph;
    const Placed *placed;
    size_t done, skipped; /* bytes of the draft's text */
    size_t pending;
} Clean;

static size_t
clean_to(Clean *clean, size_t at)
{
    size_t end = CLAMP(at, clean->done, clean->placed->draft->text->len);

    if (end > clean->done)
        clean_append(clean->paragraph->text, clean->placed->text + clean->done,
                     clean->placed->text + end, &clean->pending);
    clean->done = end;
    return clean->paragraph->text->text->len;
}

static void
clean_marks_to(Clean *clean, guint *mark, size_t at)
{
    const GArray *marks = clean->placed->draft->marks;

    for (; *mark < marks->len; (*mark)++) {
        NoteMark placed = g_array_index(marks, NoteMark, *mark);
        if (placed.at > at)
            return;
        placed.at = clean_to(clean, placed.at);
        g_array_append_val(clean->paragraph->marks, placed);
    }
}

/* A span that begins at white space, not yet written, begins at the word behind it. */
static void
trim_emphasis(const Paragraph *paragraph, Emphasis *span)
{
    const char *text = paragraph->text->text->str;

    while (span->start < span->end && text[span->start] == ' ')
        span->start++;
}

static void
clean_text(Clean *clean)
{
    const DraftParagraph *draft = clean->placed->draft;
    guint mark = 0;

    for (guint i = 0; i < draft->emphasis->len; i++) {
        const Emphasis *span = &g_array_index(draft->emphasis, Emphasis, i);
        clean_marks_to(clean, &mark, span->start);
        Emphasis placed = { .start = clean_to(clean, span->start), .kinds = span->kinds };
        clean_marks_to(clean, &mark, span->end);
        placed.end = clean_to(clean, span->end);
        trim_emphasis(clean->paragraph, &placed);
        if (placed.start < placed.end)
            g_array_append_val(clean->paragraph->emphasis, placed);
    }
    clean_marks_to(clean, &mark, draft->text->len);
    clean_to(clean, draft->text->len);
}

/*
 * Where the clean text begins: behind a label, but in front of a number that is part of the words.
 * Sets label and kind.
 */
static size_t
text_start(Paragraph *paragraph, const Source *source, const Placed *placed)
{
    const DraftParagraph *draft = placed->draft;
    size_t end = placed->text + draft->text->len;
    size_t mark = list_mark_end(source->text, placed->label, end);
    bool labelled = placed->text > placed->label;

    if (labelled && (mark == placed->text - 1 || is_list_label(draft->label))) {
        paragraph->label = g_strdup(draft->label);
        return placed->text;
    }
    if (paragraph->kind == PARAGRAPH_ITEM)
        paragraph->kind = PARAGRAPH_TEXT;
    bool typed = paragraph->kind == PARAGRAPH_TEXT || paragraph->kind == PARAGRAPH_HEADING;
    if (labelled || !typed || mark == placed->label)
        return placed->label;

    if (paragraph->kind == PARAGRAPH_TEXT)
        paragraph->kind = PARAGRAPH_ITEM;
    paragraph->label = g_strndup(source->text + placed->label, mark - placed->label);
    return mark;
}

static void
place_paragraph(GPtrArray *list, const Source *source, const Placed *placed)
{
    const DraftParagraph *draft = placed->draft;
    Paragraph *paragraph = paragraph_add(list, draft->kind, source);
    Clean clean = { .paragraph = paragraph, .placed = placed, .pending = SIZE_MAX };
    size_t start = text_start(paragraph, source, placed);

    /* A number among the words is cleaned first; a mark among the text's own is passed over. */
    if (start < placed->text)
        clean_append(paragraph->text, start, placed->text, &clean.pending);
    clean.done = start > placed->text ? start - placed->text : 0;
    clean_text(&clean);

    paragraph->level = draft->level;
    paragraph->style = g_strdup(draft->style);
    paragraph->table = draft->table;
    paragraph->row = draft->row;
    paragraph->column = draft->column;
    paragraph->blank_before = draft->blank_before;
    if (draft->pages->len > 0)
        paragraph->page = (int)g_array_index(draft->pages, PageStart, 0).page;
}

static void
report_remarks(const Draft *draft, const char *name, Diags *diags)
{
    DiagPlace place = { .file = (char *)name };

    if ((draft->remarks & REMARK_TRACKED_CHANGES) != 0)
        diags_add_at(diags, DIAG_TRACKED_CHANGES, &place,
                     _("the document has tracked changes, which are read as accepted; accept or "
                       "reject them in the document if that is not meant"));
    if ((draft->remarks & REMARK_HIDDEN_TEXT) != 0)
        diags_add_at(diags, DIAG_HIDDEN_TEXT, &place,
                     _("the document has hidden text, which is left out; make it visible if it "
                       "should be read"));
    if ((draft->remarks & REMARK_EMBEDDED) != 0)
        diags_add_at(diags, DIAG_EMBEDDED_TEXT, &place,
                     _("the document holds another document, whose text is not read; open it in "
                       "the program that made it, paste that text into it, and save it again"));
    if (draft->empty_page == 0)
        return;
    g_autofree char *message =
        g_strdup_printf(_("page %u holds no text that can be read, perhaps a picture of it; look "
                          "what stands there"),
                        draft->empty_page);
    diags_add_at(diags, DIAG_EMPTY_PAGE, &place, message);
}

/* Characters of a line that was broken for its page, at least. Such ends as make a document suspect, and of 100 between
 * two paragraphs without space between them. */
enum { BROKEN_LINE = 40, LEAST_BROKEN = 3, BROKEN_SHARE = 25 };

/*
 * Text pasted into a word processor from a PDF or a page: each of its lines is a paragraph. They stay what they are, as
 * the document's own places must hold; but a sentence is cut at each, and a question may be lost.
 */
static void
report_broken_lines(const Draft *draft, const char *name, Diags *diags)
{
    const GPtrArray *paragraphs = draft->body.paragraphs;
    guint pairs = 0, broken = 0, first = 0;

    for (guint i = 0; i + 1 < paragraphs->len; i++) {
        const DraftParagraph *line = g_ptr_array_index(paragraphs, i);
        const DraftParagraph *next = g_ptr_array_index(paragraphs, i + 1);
        const GString *text = line->text;
        bool plain = line->kind == PARAGRAPH_TEXT && next->kind == PARAGRAPH_TEXT &&
                     next->label == NULL && !next->blank_before;
        if (!plain)
            continue;
        pairs++;
        if (g_utf8_strlen(text->str, (gssize)text->len) < BROKEN_LINE ||
            !begins_lower(next->text->str, 0, next->text->len) ||
            ends_sentence(text->str, 0, text->len))
            continue;
        first = broken++ == 0 ? i + 1 : first;
    }
    if (broken < LEAST_BROKEN || broken * 100 < pairs * BROKEN_SHARE)
        return;
    DiagPlace place = { .file = (char *)name, .line = (int)first, .column = 1 };
    diags_add_at(
        diags, DIAG_BROKEN_LINES, &place,
        _("each line is a paragraph of its own, so that sentences are cut and questions may "
          "be missed; save the document as plain text (.txt), of which lines are joined"));
}

static void
place_all(Document *document, const Draft *draft, const GArray *placed)
{
    guint next = 0;

    for (guint i = 0; i < draft->body.paragraphs->len; i++, next++)
        place_paragraph(document->paragraphs, document->source,
                        &g_array_index(placed, Placed, next));
    for (guint i = 0; i < draft->notes->len; i++) {
        const DraftNote *from = g_ptr_array_index(draft->notes, i);
        Note *note = document_add_note(document, from->label);
        for (guint j = 0; j < from->flow.paragraphs->len; j++, next++)
            place_paragraph(note->paragraphs, document->source,
                            &g_array_index(placed, Placed, next));
    }
}

Document *
draft_to_document(const Draft *draft, const char *name, Diags *diags)
{
    g_autoptr(GArray) placed = g_array_new(FALSE, FALSE, sizeof(Placed));
    GString *text = g_string_new(NULL);

    write_flow(text, &draft->body, placed);
    size_t body = text->len;
    guint body_lines = placed->len;
    for (guint i = 0; i < draft->notes->len; i++) {
        const DraftNote *note = g_ptr_array_index(draft->notes, i);
        write_flow(text, &note->flow, placed);
    }

    size_t length = text->len;
    g_autoptr(Source) source = source_new(name, g_string_free(text, FALSE), length);
    guint lines = placed->len;
    g_array_set_size(placed, body_lines);
    source->page_starts = find_page_starts(placed, body);
    g_array_set_size(placed, lines);

    Document *document = document_new(source);
    place_all(document, draft, placed);
    document->remarks = draft->remarks;
    report_remarks(draft, name, diags);
    report_broken_lines(draft, name, diags);
    return document;
}
