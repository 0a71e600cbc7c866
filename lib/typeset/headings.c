/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/flow.h"

/*
 * Headings and labels. A heading is undivided and keeps with the two lines after it; its block is filled up to whole
 * grid lines, so that what follows is back on the grid whatever the heading's leading.
 */

enum { KEEP_LINES = 2 };

typedef struct HeadingLook {
    TextStyleName style;
    StructureKind kind;
    const char *number; /* in a column of its own; NULL */
    bool rule;          /* over the measure, above */
} HeadingLook;

/*
 * Levels in the tree go down one at a time (ISO 14289-1, 7.4.2), whatever an answer's author wrote: a
 * heading that skips some is set as it was meant and tagged as the next below.
 */
static StructureKind
tagged_heading(Flow *flow, int level)
{
    flow->tagged_level = MIN(level, flow->tagged_level + 1);
    return structure_heading(flow->tagged_level);
}

static HeadingLook
heading_look(Flow *flow, const Block *block)
{
    HeadingLook look = { STYLE_SUBHEADING, STRUCT_H1, block->number, false };
    int above = flow->answer != NULL ? flow->heading_level + 1 : 0;

    look.kind = tagged_heading(flow, above + block->level);
    if (flow->answer != NULL) {
        look.style = STYLE_HEADING;
    } else if (block->level == 1) {
        look.style = STYLE_TITLE;
        look.number = NULL;
    } else if (flow->section != NULL && flow->last == NULL) {
        look.rule = flow->section->fraction != NULL && flow->style->fraction_rule.thickness > 0;
        look.style = flow->section->fraction != NULL ? STYLE_FRACTION : STYLE_SECTION;
        if (look.number == NULL)
            look.number = flow->section->number;
    }
    return look;
}

/* The number in its column, on the heading's first line. */
static void
add_number(Flow *flow, const HeadingLook *look, StructureElement *element)
{
    if (look->number == NULL)
        return;
    TextLines *lines = break_plain(flow, look->number, &flow->style->text[look->style],
                                   flow->measure, flow_tag(flow, element));
    end_words(lines);
    flow->marker = lines;
    flow->marker_x = flow->left;
}

/* Moves the text of a box down and draws a rule at its top. */
static void
add_rule(Flow *flow, guint first, guint count, const TextStyle *style)
{
    int grid = flow->style->grid, text = (int)count * style->leading;
    int surplus = grid - (text + grid / 2) % grid;
    surplus = (surplus == grid ? 0 : surplus) + grid / 2;
    Box *box = &g_array_index(flow->list->boxes, Box, first);

    flow_item(flow, first)->height += surplus;
    box->baseline += surplus;
    for (guint i = 0; i < box->part_count; i++)
        g_array_index(box->parts, Part, box->part_start + i).y += surplus;
    Part rule = { .kind = PART_RULE,
                  .x = flow->left,
                  .width = flow->measure,
                  .height = flow->style->fraction_rule.thickness,
                  .artifact = ARTIFACT_LAYOUT };
    g_array_insert_val(box->parts, box->part_start, rule);
    box->part_count++;
    for (guint i = first + 1; i < flow->list->boxes->len; i++)
        g_array_index(flow->list->boxes, Box, i).part_start++;
}

/* "Bijlage" above the title. */
static void
add_kicker(Flow *flow, const Block *block)
{
    const TextStyle *style = &flow->style->text[STYLE_KICKER];
    ParagraphShape shape = { style, flow->left, flow->measure, RULE_UNDIVIDED, 0 };

    begin_block(flow, style->before);
    StructureElement *element = element_add(flow->pages, flow->parent, STRUCT_P);
    flow_lines(flow, break_runs(flow, NULL, block->number, &shape, element), &shape);
    flow_white(flow, style->after);
    flow_keep(flow, RULE_HEADING, KEEP_LINES);
    flow->after_heading = true;
}

/* "Vastgesteld 15 mei 2025", right under the title. */
static void
add_adopted(Flow *flow)
{
    const char *adopted = flow->letter->head.adopted;
    if (adopted == NULL)
        return;
    flow_keep(flow, RULE_UNDIVIDED, 1);
    flow_paragraph(flow, NULL, adopted, STRUCT_P);
}

void
layout_heading(Flow *flow, const Block *block)
{
    HeadingLook look = heading_look(flow, block);
    const TextStyle *style = &flow->style->text[look.style];

    if (look.style == STYLE_TITLE && block->number != NULL)
        add_kicker(flow, block);
    StructureElement *element = element_add(flow->pages, flow->parent, look.kind);
    int column = look.number != NULL && !look.rule ? flow->style->contents_number : 0;
    ParagraphShape shape = { style, flow->left + column, flow->measure - column, RULE_UNDIVIDED,
                             0 };

    element->title = block_text(block);
    element->anchor = g_strdup(block->anchor);
    if (flow->after_answer) { /* a heading parts by itself: no more white than above any other */
        flow_white(flow, flow->style->answer_after);
        flow->after_answer = false;
    }
    begin_block(flow, style->before);
    if (column > 0)
        add_number(flow, &look, element);
    TextLines *lines = break_runs(flow, block->runs, NULL, &shape, element);
    guint first = flow_lines(flow, lines, &shape);
    if (look.rule)
        add_rule(flow, first, lines->lines->len, style);
    if (look.style == STYLE_TITLE)
        add_adopted(flow);
    fill_block(flow, first);
    flow_white(flow, style->after);
    flow_keep(flow, RULE_HEADING, KEEP_LINES);
    flow->after_heading = true;
    if (flow->answer == NULL)
        flow->heading_level = block->level;
}

static int
aside_width(Flow *flow, const GPtrArray *runs, const TextStyle *style)
{
    int width = 0;

    for (guint i = 0; i < runs->len; i++) {
        const Run *run = g_ptr_array_index(runs, i);
        const Run *after = i + 1 < runs->len ? g_ptr_array_index(runs, i + 1) : NULL;
        g_autofree char *made = page_run_text(flow, run, after);
        const char *text = made != NULL ? made : run->text != NULL ? run->text : "";
        const TextPiece piece = { .text = text, .style = style };
        width += text_width(flow->typesetter, &piece);
    }
    return width;
}

/* The runs with a line end behind what stands between two of their links: each reference has a line of its own. */
static GPtrArray *
part_links(Flow *flow, const GPtrArray *runs)
{
    GPtrArray *parted = g_ptr_array_new();

    for (guint i = 0; i < runs->len; i++) {
        Run *run = g_ptr_array_index(runs, i);
        g_ptr_array_add(parted, run);
        if (i == 0 || i + 1 == runs->len || run->target != NULL)
            continue;
        Run *end = run_new(RUN_BREAK, NULL);
        g_ptr_array_add(flow->made_runs, end);
        g_ptr_array_add(parted, end);
    }
    return parted;
}

/* The aside at the right end of the label's last line; what has no room there stands below, a line a reference. */
static void
add_aside(Flow *flow, const Block *block, const TextLines *label)
{
    const TextStyle *style = &flow->style->text[STYLE_ASIDE];
    ParagraphShape shape = { style, flow->left, flow->measure, RULE_NONE, 0 };
    const GPtrArray *runs = block->aside_runs;
    g_autoptr(GPtrArray) parted = NULL;

    if (block->aside == NULL && (runs == NULL || runs->len == 0))
        return;
    int room = flow->measure - text_line(label, label->lines->len - 1)->width - style->size;
    if (runs != NULL && aside_width(flow, runs, style) > room)
        runs = parted = part_links(flow, runs);
    StructureElement *element = element_add(flow->pages, flow->parent, STRUCT_P);
    TextLines *lines = break_runs(flow, runs, block->aside, &shape, element);
    int ascent = style_ascent(&flow->style->text[STYLE_LABEL]);
    bool fits = text_line(lines, 0)->width <= room;
    g_autoptr(GString) margin = g_string_new(NULL);
    LineMarks marks = { margin, 0 };

    for (guint i = 0; i < lines->lines->len; i++) {
        if (i > 0 || !fits) {
            flow_box(flow, flow->style->grid, ascent);
            PageItem *item = flow_item(flow, flow_count(flow) - 1);
            item->rule = RULE_LABEL;
        }
        Part *part = flow_part(flow, PART_LINE, flow->left + flow->measure, ascent);
        part->lines = lines;
        part->line = i;
        part->right = true;
        mark_line(flow, lines, i, &marks, flow_count(flow) - 1);
    }
}

/*
 * The last two lines above a label stay with it. Where they are two short questions that share the answer, nothing else
 * keeps them together.
 */
static void
keep_lines_above(Flow *flow)
{
    guint count = flow_count(flow);
    if (count < KEEP_LINES)
        return;

    const Box *boxes = &g_array_index(flow->list->boxes, Box, count - KEEP_LINES);
    PageItem *last = flow_item(flow, count - 1);
    if (boxes[0].answer == NULL && boxes[1].answer == NULL)
        last->rule = MAX(last->rule, RULE_LABEL);
}

void
layout_label(Flow *flow, const Block *block)
{
    const TextStyle *style = &flow->style->text[STYLE_LABEL];
    ParagraphShape shape = { style, flow->left, flow->measure, RULE_LABEL, 0 };
    StructureElement *element =
        element_add(flow->pages, flow->parent, tagged_heading(flow, flow->heading_level + 1));
    bool under_answer = flow->after_answer;

    flow->white = under_answer          ? flow->style->answer_next
                  : flow->after_heading ? flow->white
                                        : flow->style->label_before;
    flow->snap = false;
    if (!under_answer && !flow->after_heading) {
        flow_keep(flow, RULE_LABEL, 1);
        keep_lines_above(flow);
    }
    element->title = block_text(block);
    element->anchor = g_strdup(block->anchor);
    TextLines *lines = break_runs(flow, block->runs, NULL, &shape, element);
    flow_lines(flow, lines, &shape);
    add_aside(flow, block, lines);
    flow->answer_start = flow_count(flow);
    flow_keep(flow, RULE_LABEL, KEEP_LINES);
}
