/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/flow.h"

/* Notes: set when their mark is met, into a list of their own; the page breaker shares them out. */

static const FootNote *
find_note(const Letter *letter, int number)
{
    if (letter->notes == NULL || number < 1 || (guint)number > letter->notes->len)
        return NULL;
    return g_ptr_array_index(letter->notes, number - 1);
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
    g_string_append(((LinkInfo *)g_ptr_array_index(flow->links, link - 1))->contents, text);
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
    set_number(flow, number, flow->parent);
    flow->left += flow->style->note_indent;
    flow->measure -= flow->style->note_indent;
    layout_blocks(flow, note->blocks);
    if (flow->marker != NULL)
        flow_paragraph(flow, NULL, NULL, STRUCT_P);
    *flow = above;
}
