/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/flow.h"

/*
 * Notes: set when their mark is met, into a list of their own; the page breaker shares them out. One that runs on over
 * the end of a page says so at the right, above the notes, where there is white already; the words are an artifact, as
 * the note is read in one piece.
 */

static const FootNote *
find_note(const Letter *letter, int number)
{
    if (letter->notes == NULL || number < 1 || (guint)number > letter->notes->len)
        return NULL;
    return g_ptr_array_index(letter->notes, number - 1);
}

char *
note_phrase(const char *text, int number)
{
    if (text == NULL || number == 0)
        return NULL;
    g_auto(GStrv) pieces = g_strsplit(text, "{number}", -1);
    g_autofree char *digits = g_strdup_printf("%d", number);
    return g_strjoinv(digits, pieces);
}

/* The note's number leads back to its mark. */
static void
set_number(Flow *flow, int number, StructureElement *note)
{
    g_autofree char *text = g_strdup_printf("%d", number);
    g_autofree char *back = g_strdup_printf("nootverwijzing-%d", number);
    StructureElement *label = element_add(flow->pages, note, STRUCT_LBL);
    guint tag = flow_tag(flow, label);
    guint link = flow_link(flow, NULL, back, label);

    flow_get_tag(flow, tag)->link = link;
    LinkInfo *info = g_ptr_array_index(flow->links, link - 1);
    g_string_append(info->contents, text);
    info->spoken = note_phrase(flow->letter->head.note_back, number);
    flow->marker_x = flow->left;
    if (flow->style->note_number_raised) {
        flow->marker = break_mark(flow, text, flow->text_style, tag);
        flow->first_indent = text_line(flow->marker, 0)->width + flow->text_style->size / 4;
    } else {
        flow->marker = break_plain(flow, text, flow->text_style, flow->measure, tag);
    }
}

void
layout_note(Flow *flow, int number)
{
    const FootNote *note = find_note(flow->letter, number);
    if (note == NULL || flow->in_note)
        return;

    Flow above = *flow; /* where the text goes on afterwards */
    g_autofree char *anchor = g_strdup_printf("noot-%d", number);
    flow->list = &flow->chapter->notes;
    flow->in_note = true;
    flow->text_style = &flow->style->text[STYLE_NOTE];
    flow->left = flow->style->text_next.x;
    flow->measure = flow->style->text_next.width;
    flow->white = flow->keep_lines = flow->list_depth = flow->bullet_depth = 0;
    flow->snap = flow->after_heading = flow->after_answer = false;
    flow->bracket = 0;
    flow->last = NULL;
    flow->marker = NULL;
    flow->parent = element_add(flow->pages, above.parent, STRUCT_NOTE);
    flow->parent->anchor = g_strdup(anchor);
    flow_anchor(flow, anchor, flow_count(flow));
    NoteStart start = { flow_count(flow), number };
    g_array_append_val(flow->chapter->note_starts, start);
    set_number(flow, number, flow->parent);
    flow->left += flow->style->note_indent;
    flow->measure -= flow->style->note_indent;
    layout_blocks(flow, note->blocks);
    if (flow->marker != NULL)
        flow_paragraph(flow, NULL, NULL, STRUCT_P);
    above.depth_set = flow->depth_set;
    above.most_white = flow->most_white;
    *flow = above;
}

/* The note that runs over the end of the line before this box; 0 where one begins here, or none goes on. */
static int
note_across(const Chapter *chapter, guint box)
{
    guint low = 0, high = chapter->note_starts->len;

    if (box >= chapter->notes.items->len)
        return 0;
    while (low < high) { /* the first that begins behind it */
        guint middle = low + (high - low) / 2;
        if (g_array_index(chapter->note_starts, NoteStart, middle).box > box)
            high = middle;
        else
            low = middle + 1;
    }
    if (low == 0)
        return 0;
    const NoteStart *start = &g_array_index(chapter->note_starts, NoteStart, low - 1);
    return start->box < box ? start->number : 0;
}

static void
paint_note_words(Flow *flow, Page *page, const char *from, const char *on, int bottom)
{
    const Style *style = flow->style;
    const TextStyle *note = &style->text[STYLE_NOTE];
    g_autofree char *text = g_strjoin(from != NULL && on != NULL ? "; " : "",
                                      from != NULL ? from : "", on != NULL ? on : "", NULL);

    if (text[0] == '\0')
        return;
    Part words = { .kind = PART_LINE,
                   .lines = break_plain(flow, text, note, style->text_next.width,
                                        flow_artifact(flow, ARTIFACT_LAYOUT)),
                   .x = style->text_next.x + style->text_next.width,
                   .right = true };
    paint_part(flow, page, &words, bottom - (note->leading - note->baseline));
}

void
paint_note_head(Flow *flow, const Chapter *chapter, Page *page, const PageCut *cut)
{
    const Style *style = flow->style;
    if (cut->note_start == cut->note_end)
        return;

    const Box *first = &g_array_index(chapter->notes.boxes, Box, cut->note_start);
    int before = note_across(chapter, cut->note_start), y = first->y - style->note_below;
    g_autofree char *from = note_phrase(flow->letter->head.note_from, before);
    g_autofree char *on =
        note_phrase(flow->letter->head.note_on, note_across(chapter, cut->note_end));
    bool whole = before > 0 || style->note_rule.length == 0;
    Frame area = { style->text_next.x, y, whole ? style->text_next.width : style->note_rule.length,
                   style->note_rule.thickness };
    Part look = { .artifact = ARTIFACT_LAYOUT };

    if (style->note_rule.thickness > 0)
        paint_rule(page, &area, PAINT_RULE, &look);
    paint_note_words(flow, page, from, on, y);
}
