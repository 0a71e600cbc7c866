/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n-lib.h>

#include "typeset/flow.h"

/* From the vertical list to places on pages. Which page ends where is break_pages()'s work. */

const Frame *
chapter_frame(const Flow *flow, const Chapter *chapter, guint page)
{
    return page == chapter->first_page ? &chapter->first : &flow->style->text_next;
}

/* A frame's height runs from baseline to baseline; the page's text has a whole line more. */
static PageFrame
page_frame(const Flow *flow, const Chapter *chapter)
{
    const Style *style = flow->style;
    const TextStyle *note = &style->text[STYLE_NOTE];
    return (PageFrame){
        .first = chapter->first.height + style->grid,
        .next = style->text_next.height + style->grid,
        .grid = style->grid,
        .note_line = note->leading,
        .note_overhead = style->note_above + style->note_below,
        .note_lines = chapter->notes.items->len,
    };
}

static void
place_text(const Flow *flow, Chapter *chapter, const PageCut *cut, guint page)
{
    const Frame *frame = chapter_frame(flow, chapter, page);
    int top = frame->y - style_ascent(&flow->style->text[STYLE_BODY]), used = 0;

    for (guint i = cut->start; i < cut->end; i++) {
        const PageItem *item = &g_array_index(chapter->text.items, PageItem, i);
        Box *box = &g_array_index(chapter->text.boxes, Box, i);
        used += page_item_white(item, used, flow->style->grid);
        box->page = page;
        box->y = top + used;
        used += item->height;
    }
}

/* Notes end where the last line of text does, on the first page too, which may end a bit higher. */
static void
place_notes(const Flow *flow, Chapter *chapter, const PageCut *cut, guint page)
{
    const Frame *frame = &flow->style->text_next;
    const TextStyle *note = &flow->style->text[STYLE_NOTE];
    const TextStyle *body = &flow->style->text[STYLE_BODY];
    int bottom = frame->y + frame->height + body->leading - body->baseline;

    for (guint i = cut->note_start; i < cut->note_end; i++) {
        Box *box = &g_array_index(chapter->notes.boxes, Box, i);
        box->page = page;
        box->y = bottom - (int)(cut->note_end - i) * note->leading;
    }
}

void
place_chapter(Flow *flow, Chapter *chapter, const Frame *first)
{
    chapter->first = *first;
    chapter->first_page = flow->pages->pages->len;
    PageFrame frame = page_frame(flow, chapter);
    g_array_unref(chapter->cuts);
    chapter->cuts = break_pages((const PageItem *)(const void *)chapter->text.items->data,
                                chapter->text.items->len, &frame);

    for (guint i = 0; i < chapter->cuts->len; i++) {
        const PageCut *cut = &g_array_index(chapter->cuts, PageCut, i);
        page_add(flow->pages);
        place_text(flow, chapter, cut, chapter->first_page + i);
        place_notes(flow, chapter, cut, chapter->first_page + i);
    }
}

void
place_anchors(Flow *flow)
{
    for (guint i = 0; i < flow->anchors->len; i++) {
        const Anchor *anchor = g_ptr_array_index(flow->anchors, i);
        if (anchor->list->boxes->len == 0)
            continue;
        guint index = MIN(anchor->box, anchor->list->boxes->len - 1);
        const Box *box = &g_array_index(anchor->list->boxes, Box, index);
        Destination *place = g_new(Destination, 1);
        *place = (Destination){ box->page, anchor->x, box->y };
        g_hash_table_replace(flow->pages->destinations, g_strdup(anchor->name), place);
    }
}

static const char *const rule_messages[RULE_COUNT] = {
    [RULE_LIST] =
        N_("page %u ends inside a list, beside a single line of it, as it would be left half "
           "empty otherwise; a few words more or less help"),
    [RULE_HYPHEN] = N_("page %u ends with a hyphen, as any other end near it parts what belongs "
                       "together more closely; a few words more or less help"),
    [RULE_SHORT_ANSWER] =
        N_("page %u divides a short answer, as any other end near it parts what belongs together "
           "more closely; a few words more or less help"),
    [RULE_ROW] = N_("page %u divides a row of a table, as any other end near it parts what belongs "
                    "together more closely; shorten the row"),
    [RULE_LEAD] =
        N_("page %u ends with a line that announces what follows, as any other end near it "
           "parts what belongs together more closely; a few words more or less help"),
    [RULE_WIDOW] =
        N_("page %u leaves the last line of a paragraph to the next page, as any other end near it "
           "parts what belongs together more closely; a few words more or less help"),
    [RULE_ORPHAN] =
        N_("page %u ends with the first line of a paragraph, as any other end near it parts what "
           "belongs together more closely; a few words more or less help"),
    [RULE_LABEL] =
        N_("page %u parts a question from its answer, as what belongs together is longer "
           "than a page; divide the paragraph or shorten it"),
    [RULE_HEADING] =
        N_("page %u ends with a heading, as what belongs together is longer than a page; "
           "put text between the headings"),
    [RULE_UNDIVIDED] =
        N_("page %u divides a heading or signature, as it is longer than what is left "
           "of any page; shorten it"),
    [RULE_NOTE] =
        N_("a note marked on page %u begins on the next, as there is no room left for it; "
           "shorten the notes"),
    [RULE_TOO_HIGH] = N_("something on page %u is higher than the page; divide it"),
};

static const GlyphRun *
line_run(const TextLines *lines, guint line, guint index)
{
    return &g_array_index(lines->runs, GlyphRun, text_line(lines, line)->run_start + index);
}

/* Where the words of a box come from; unset where nothing in it knows. */
static Span
box_span(const Flow *flow, const BoxList *list, guint index)
{
    const Box *box = &g_array_index(list->boxes, Box, index);

    for (guint p = 0; p < box->part_count; p++) {
        const Part *part = &g_array_index(list->parts, Part, box->part_start + p);
        if (part->kind != PART_LINE)
            continue;
        for (guint i = 0; i < text_line(part->lines, part->line)->run_count; i++) {
            guint tag = line_run(part->lines, part->line, i)->tag;
            const Run *run = flow_get_tag(flow, tag)->run;
            if (run != NULL && run->span.source != NULL)
                return run->span;
        }
    }
    return (Span){ 0 };
}

/* The words that stand last on a page, or the nearest above them of which it is known where they come from. */
static Span
cut_span(const Flow *flow, const Chapter *chapter, const PageCut *cut)
{
    for (guint i = cut->end; i > cut->start; i--) {
        Span span = box_span(flow, &chapter->text, i - 1);
        if (span.source != NULL)
            return span;
    }
    return (Span){ 0 };
}

void
report_pages(const Flow *flow, const Chapter *chapter)
{
    for (guint i = 0; i < chapter->cuts->len; i++) {
        const PageCut *cut = &g_array_index(chapter->cuts, PageCut, i);
        if (cut->broken == RULE_NONE)
            continue;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* of the table above, or its translation */
        g_autofree char *message =
            g_strdup_printf(_(rule_messages[cut->broken]), chapter->first_page + i + 1);
#pragma GCC diagnostic pop
        diags_add(flow->diags, DIAG_LOOSE_LINE, cut_span(flow, chapter, cut), NULL, "%s", message);
    }
}
