/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "typeset/flow.h"

/*
 * Blocks to boxes: one function per kind of block, in a table. Each adds its element to the structure tree, sets its
 * text and leaves the white that should follow it.
 */

enum {
    MAX_DEPTH = 32,   /* of blocks in blocks; deeper ones are set as plain text */
    SHORT_ANSWER = 5, /* lines: an answer of no more isn't divided */
    LIST_PART = 4,    /* lines: less of a list looks lost on its page */
    COST_ITEM = 6,    /* of a page end between two items … */
    COST_PART = 60,   /* … that leaves such a part */
};

static int
minimum_measure(const Flow *flow)
{
    return 10 * flow->style->text[STYLE_BODY].size;
}

/* Moves the left edge in, as long as there is room for a few words. */
static void
indent(Flow *flow, int left, int right)
{
    if (flow->measure - left - right < minimum_measure(flow))
        return;
    flow->left += left;
    flow->measure -= left + right;
}

/* Is an answer on the grid, or half a line off it under its question? */
static bool
answers_on_grid(const Style *style)
{
    return style->label_before % style->grid == 0;
}

void
begin_block(Flow *flow, int before)
{
    bool first = flow->last == NULL;

    if (flow->in_note)
        return;
    flow->snap = flow->answer == NULL || answers_on_grid(flow->style);
    if (flow->after_heading ||
        (flow->answer != NULL && flow->last != NULL && flow->last->kind == BLOCK_LABEL))
        return;
    if (flow->after_answer)
        flow_white(flow, flow->goes_on ? flow->style->answer_after : flow->style->answer_after_new);
    if (!first || flow->list_depth == 0)
        flow_white(flow, before);
}

void
fill_block(Flow *flow, guint first)
{
    int height = 0;
    guint count = flow_count(flow);

    for (guint i = first; i < count; i++)
        height += flow_item(flow, i)->height + (i > first ? flow_item(flow, i)->white : 0);
    int over = height % flow->style->grid;
    if (count > first && over != 0)
        flow_item(flow, count - 1)->height += flow->style->grid - over;
}

void
set_marker(Flow *flow, const char *text, StructureElement *label, int x)
{
    if (flow->marker != NULL) /* an item that begins with a list: its own mark stands above */
        flow_paragraph(flow, NULL, NULL, STRUCT_P);
    flow->marker = break_plain(flow, text, flow->text_style, flow->measure, flow_tag(flow, label));
    flow->marker_x = x;
}

/* The reading guide is the one paragraph that stands in the appendix outside passages and answers. */
static void
layout_guide(Flow *flow, const Block *block)
{
    const TextStyle *style = &flow->style->text[STYLE_GUIDE];
    ParagraphShape shape = { style, flow->left, flow->measure, RULE_NONE, 0 };
    StructureElement *element = element_add(flow->pages, flow->parent, STRUCT_P);

    begin_block(flow, style->before);
    flow_lines(flow, break_runs(flow, block->runs, NULL, &shape, element), &shape);
    flow_white(flow, style->after);
}

/* "Het gaat om:", with or without a note's mark behind it. */
static bool
ends_in_colon(const Block *block)
{
    for (guint i = block->runs != NULL ? block->runs->len : 0; i > 0; i--) {
        const Run *run = g_ptr_array_index(block->runs, i - 1);
        size_t length = run->kind == RUN_TEXT && run->text != NULL ? strlen(run->text) : 0;
        while (length > 0 && g_ascii_isspace(run->text[length - 1]))
            length--;
        if (length > 0)
            return run->text[length - 1] == ':';
    }
    return false;
}

/* Blanks written to push what follows down: white is the template's to give. */
static bool
is_blank(const Block *block)
{
    for (guint i = 0; block->runs != NULL && i < block->runs->len; i++) {
        const Run *run = g_ptr_array_index(block->runs, i);
        if (run->kind != RUN_TEXT && run->kind != RUN_BREAK)
            return false;
        for (const char *p = run->text; p != NULL && *p != '\0'; p = g_utf8_next_char(p))
            if (!g_unichar_isspace(g_utf8_get_char(p)))
                return false;
    }
    return true;
}

static void
set_paragraph(Flow *flow, const Block *block)
{
    if (is_blank(block) && !flow->in_note)
        return;
    begin_block(flow, flow->text_style->before);
    flow_paragraph(flow, block->runs, NULL, STRUCT_P);
    if (flow->in_note)
        return;
    flow_white(flow, flow->text_style->after);
    if (ends_in_colon(block))
        flow_keep(flow, RULE_LEAD, 2);
}

static void
layout_paragraph(Flow *flow, const Block *block)
{
    if (flow->depth == 1 && !flow->chapter->is_cover && !flow->in_note)
        layout_guide(flow, block);
    else
        set_paragraph(flow, block);
}

/* The mark of a list's n-th item: its own, its number, or • and – by turns. */
static char *
item_mark(const Flow *flow, const Block *list, const Block *item, guint index)
{

    if (item->number != NULL)
        return g_strdup(item->number);
    if (list->ordered)
        return g_strdup_printf("%d.", list->start + (int)index);
    bool dash = flow->style->list_mark == LIST_DASH || flow->bullet_depth % 2 == 0;
    return g_strdup(dash ? "–" : "•");
}

/* Does white follow the item, though list items have none between them? It does where it has white inside. */
static bool
ends_apart(const Block *item)
{
    guint paragraphs = item->runs != NULL && item->runs->len > 0 ? 1 : 0;
    if (item->children == NULL || item->children->len == 0)
        return false;
    for (guint i = 0; i < item->children->len; i++)
        paragraphs +=
            ((const Block *)g_ptr_array_index(item->children, i))->kind == BLOCK_PARAGRAPH;
    if (paragraphs > 1)
        return true;
    const Block *last = g_ptr_array_index(item->children, item->children->len - 1);
    return last->kind == BLOCK_TABLE || last->kind == BLOCK_FIGURE || last->kind == BLOCK_QUOTE;
}

/* Where the items' words begin: at the indent of the style, or behind the widest mark, "100.". */
static int
list_indent(const Flow *flow, const Block *list)
{
    const TextStyle *style = flow->text_style;
    int indent = flow->style->list_indent;

    for (guint i = 0; list->children != NULL && i < list->children->len; i++) {
        g_autofree char *mark = item_mark(flow, list, g_ptr_array_index(list->children, i), i);
        const TextPiece piece = { .text = mark, .style = style };
        indent = MAX(indent, text_width(flow->typesetter, &piece) + style->size * 2 / 5);
    }
    return indent;
}

static void
layout_list_item(Flow *flow, const Block *list, guint index, int width)
{
    const Block *item = g_ptr_array_index(list->children, index);
    StructureElement *parent = flow->parent;
    int left = flow->left, measure = flow->measure;
    StructureElement *element = element_add(flow->pages, parent, STRUCT_LI);
    g_autofree char *mark = item_mark(flow, list, item, index);

    if (mark[0] != '\0')
        set_marker(flow, mark, element_add(flow->pages, element, STRUCT_LBL), flow->left);
    flow->parent = element_add(flow->pages, element, STRUCT_LBODY);
    indent(flow, width, 0);
    if (flow->left == left &&
        flow->marker != NULL) /* too narrow: the words begin behind the mark */
        flow->first_indent = width;
    if (item->anchor != NULL)
        flow_anchor(flow, item->anchor, flow_count(flow));
    if (item->runs != NULL && item->runs->len > 0)
        set_paragraph(flow, item);
    if (item->children != NULL)
        layout_blocks(flow, item->children);
    if (flow->marker != NULL)
        flow_paragraph(flow, NULL, NULL, STRUCT_P);
    if (!flow->after_answer && !ends_apart(item))
        flow->white = 0;
    flow->first_indent = 0;
    flow->parent = parent;
    flow->left = left;
    flow->measure = measure;
}

/* `starts` are the first boxes of the items. */
static void
keep_items(Flow *flow, const GArray *starts)
{
    guint first = g_array_index(starts, guint, 0), end = flow_count(flow);

    for (guint i = 1; i < starts->len; i++) {
        guint start = g_array_index(starts, guint, i);
        if (start == end)
            break;
        bool lost = start - first < LIST_PART || end - start < LIST_PART;
        flow_item(flow, start)->cost = lost ? COST_PART : COST_ITEM;
    }
}

static void
layout_list(Flow *flow, const Block *block)
{
    StructureElement *parent = flow->parent;
    bool nested = flow->list_depth > 0;
    g_autoptr(GArray) starts = g_array_new(FALSE, TRUE, sizeof(guint));

    begin_block(flow, flow->text_style->before);
    if (flow->last != NULL && flow->last->kind == BLOCK_PARAGRAPH) {
        flow->white = 0;
        if (flow->keep_lines == 0)
            flow_keep(flow, RULE_LIST, 1);
    }
    flow->parent = element_add(flow->pages, parent, STRUCT_L);
    flow->list_depth++;
    flow->bullet_depth += block->ordered ? 0 : 1;
    int width = list_indent(flow, block);
    for (guint i = 0; block->children != NULL && i < block->children->len; i++) {
        guint start = flow_count(flow);
        g_array_append_val(starts, start);
        layout_list_item(flow, block, i, width);
    }
    if (starts->len > 0 && !nested && !flow->in_note)
        keep_items(flow, starts);
    flow->bullet_depth -= block->ordered ? 0 : 1;
    flow->list_depth--;
    flow->parent = parent;
    if (!nested && !flow->in_note && !flow->after_answer)
        flow_white(flow, flow->text_style->after);
}

static void
layout_quote(Flow *flow, const Block *block)
{
    StructureElement *parent = flow->parent;
    int left = flow->left, measure = flow->measure;

    begin_block(flow, flow->style->grid);
    indent(flow, flow->style->quote_indent, flow->style->quote_indent);
    flow->parent = element_add(flow->pages, parent, STRUCT_BLOCKQUOTE);
    if (block->runs != NULL && block->runs->len > 0)
        set_paragraph(flow, block);
    if (block->children != NULL)
        layout_blocks(flow, block->children);
    flow->parent = parent;
    flow->left = left;
    flow->measure = measure;
    if (!flow->in_note)
        flow_white(flow, flow->style->grid);
}

/* A tab goes on to the next fourth column. */
static char *
expand_tabs(const char *text)
{
    enum { TAB = 4 };
    GString *out = g_string_new(NULL);
    guint column = 0;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        if (*p == '\t') {
            guint wide = TAB - column % TAB;
            g_string_append_printf(out, "%*s", (int)wide, "");
            column += wide;
            continue;
        }
        g_string_append_len(out, p, g_utf8_next_char(p) - p);
        column = *p == '\n' ? 0 : column + 1;
    }
    return g_string_free(out, FALSE);
}

static void
layout_code(Flow *flow, const Block *block)
{
    const TextStyle *style = flow->in_note ? flow->text_style : &flow->style->text[STYLE_CODE];
    ParagraphShape shape = { style, flow->left, flow->measure, RULE_NONE, 0 };
    StructureElement *element = element_add(flow->pages, flow->parent, STRUCT_P);
    g_autofree char *words = block_text(block), *text = expand_tabs(words);

    begin_block(flow, MAX(style->before, flow->style->grid));
    element = element_add(flow->pages, element, STRUCT_CODE);
    guint first =
        flow_lines(flow, break_runs(flow, NULL, g_strchomp(text), &shape, element), &shape);
    if (flow->in_note)
        return;
    fill_block(flow, first);
    flow_white(flow, MAX(style->after, flow->style->grid));
}

static void
layout_rule(Flow *flow, const Block *block)
{
    (void)block;
    begin_block(flow, flow->text_style->before);
    flow_box(flow, flow->text_style->leading, style_ascent(flow->text_style));
    Part *part = flow_part(flow, PART_RULE, flow->left, flow->text_style->leading / 2);
    part->width = flow->style->note_rule.length;
    part->height = flow->style->note_rule.thickness;
    if (!flow->in_note)
        flow_white(flow, flow->text_style->after);
}

static void
layout_children(Flow *flow, const Block *block)
{
    if (block->runs != NULL && block->runs->len > 0)
        set_paragraph(flow, block);
    if (block->children != NULL)
        layout_blocks(flow, block->children);
}

/* A paragraph of its own for the words that a bracket stands for; NULL where there are none. */
static StructureElement *
speak(Flow *flow, const Block *block)
{
    if (block->spoken == NULL)
        return NULL;
    StructureElement *element = element_add(flow->pages, flow->parent, STRUCT_P);
    element->actual = g_strdup(block->spoken);
    return element;
}

/* Begins a bracket, or goes on with the one before: the same paragraph, or another of the preamble. */
static void
begin_bracket(Flow *flow, const Block *block)
{
    GArray *brackets = flow->chapter->brackets;
    Bracket *before =
        brackets->len > 0 ? &g_array_index(brackets, Bracket, brackets->len - 1) : NULL;
    bool follows = flow->last != NULL && flow->last->kind == BLOCK_PASSAGE && before != NULL;
    bool goes_on = follows && (flow->section == NULL || (!block->opens && !before->closes));

    if (!goes_on) {
        Bracket bracket = { flow_count(flow), flow_count(flow), block->opens,
                            block->closes,    flow->left,       speak(flow, block) };
        g_array_append_val(brackets, bracket);
    } else {
        before->closes = block->closes;
    }
    flow->bracket = brackets->len;
}

/* After an answer inside a bracket a new one goes on, without its upper tick. */
static void
resume_bracket(Flow *flow, guint bracket)
{
    if (bracket == 0)
        return;
    Bracket *old = &g_array_index(flow->chapter->brackets, Bracket, bracket - 1);
    Bracket next = { flow_count(flow), flow_count(flow), false, old->closes, old->x, NULL };
    old->closes = false;
    g_array_append_val(flow->chapter->brackets, next);
    flow->bracket = flow->chapter->brackets->len;
}

static bool
asks(const Block *block)
{
    for (guint i = 0; block->runs != NULL && i < block->runs->len; i++)
        if (((const Run *)g_ptr_array_index(block->runs, i))->anchor != NULL)
            return true;
    for (guint i = 0; block->children != NULL && i < block->children->len; i++) {
        const Block *child = g_ptr_array_index(block->children, i);
        if (child->kind != BLOCK_ANSWER && asks(child))
            return true;
    }
    return false;
}

static void
layout_passage(Flow *flow, const Block *block)
{
    StructureElement *parent = flow->parent;
    int left = flow->left, measure = flow->measure;

    if (asks(block))
        flow->parent = element_add(flow->pages, parent, STRUCT_QUESTION);
    if (flow->style->bracket)
        begin_bracket(flow, block);
    else if (flow->after_answer)
        flow->spoken = speak(flow, block);
    indent(flow, flow->style->passage_indent, 0);
    flow->goes_on = !block->opens;
    layout_children(flow, block);
    flow->bracket = 0;
    flow->spoken = NULL;
    flow->goes_on = false;
    flow->parent = parent;
    flow->left = left;
    flow->measure = measure;
}

/* An answer of few lines, the first of them below its label, stays in one piece. */
static void
keep_short_answer(Flow *flow, guint first)
{
    guint count = flow_count(flow);

    if (count > first + SHORT_ANSWER)
        return;
    for (guint i = first + 1; i < count; i++)
        flow_item(flow, i)->rule = MAX(flow_item(flow, i)->rule, RULE_SHORT_ANSWER);
}

static void
layout_answer(Flow *flow, const Block *block)
{
    StructureElement *parent = flow->parent;
    const Block *answer = flow->answer;
    int left = flow->left, measure = flow->measure, list_depth = flow->list_depth;
    int bullet_depth = flow->bullet_depth;
    guint bracket = flow->bracket;

    flow->parent = element_add(flow->pages, parent, STRUCT_ANSWER);
    flow->answer = block;
    flow->bracket = 0;
    flow->list_depth = flow->bullet_depth = 0;
    flow->left = flow->style->text_next.x;
    flow->measure = flow->style->text_next.width;
    flow->answer_start = flow_count(flow);
    layout_children(flow, block);
    keep_short_answer(flow, flow->answer_start);
    flow->white = flow->keep_lines = 0; /* an answer of one line keeps nothing of what follows */
    flow->after_heading = false;
    flow->after_answer = true;
    flow->parent = parent;
    flow->answer = answer;
    flow->left = left;
    flow->measure = measure;
    flow->list_depth = list_depth;
    flow->bullet_depth = bullet_depth;
    resume_bracket(flow, bracket);
}

static void
layout_unanswered(Flow *flow, const Block *block)
{
    const Style *style = flow->style;
    TextStyle bold = *flow->text_style;
    StructureElement *element = element_add(flow->pages, flow->parent, STRUCT_P);
    int height = 2 * style->grid, gap = style->grid / 6, indent = style->quote_indent;

    begin_block(flow, bold.before);
    bold.bold = true;
    ParagraphShape shape = { &bold, flow->left + indent, flow->measure - indent, RULE_UNDIVIDED,
                             0 };
    TextLines *lines = break_runs(flow, block->runs, NULL, &shape, element);
    flow_box(flow, height, height / 2 + bold.size / 3);
    Part *box = flow_part(flow, PART_OUTLINE, flow->left, gap);
    box->width = flow->measure;
    box->height = height - 2 * gap;
    box->thickness = PANGO_SCALE * 9 / 10;
    flow_part(flow, PART_LINE, shape.left, height / 2 + bold.size / 3)->lines = lines;
    flow_white(flow, bold.after);
}

static void
layout_section(Flow *flow, const Block *block)
{
    StructureElement *parent = flow->parent;
    const Block *section = flow->section;

    flow->parent = element_add(flow->pages, parent, STRUCT_SECT);
    flow->section = block;
    flow_anchor(flow, flow_block_anchor(flow, block), flow_count(flow));
    layout_children(flow, block);
    flow->parent = parent;
    flow->section = section;
}

/* A function, "De griffier van de commissie,", keeps with the name that follows in a block of its own. */
static void
end_signature(Flow *flow, const Block *block)
{
    g_autofree char *text = g_strchomp(block_text(block));

    if (flow->chapter->is_cover || !g_str_has_suffix(text, ","))
        flow_white(flow, flow->text_style->after);
    else
        flow_keep(flow, RULE_UNDIVIDED, 1);
}

/* Undivided: under the text stands the role, room for the hand, the name. In the document's own words: no room. */
static void
layout_signature(Flow *flow, const Block *block)
{
    bool signs = flow->chapter->is_cover;
    guint count = block->children != NULL ? block->children->len : 0, first = flow_count(flow);

    begin_block(flow, signs ? 2 * flow->style->grid : flow->text_style->before);
    for (guint i = 0; i < count; i++) {
        const Block *line = g_ptr_array_index(block->children, i);
        if (signs && i > 0 && i == count - 1)
            flow_white(flow, flow->style->signature_space);
        flow_paragraph(flow, line->runs, NULL, STRUCT_P);
    }
    if (count == 0)
        flow_paragraph(flow, block->runs, NULL, STRUCT_P);
    if (signs && count <= 1 && flow->style->signature_space > 0) /* the name is written, too */
        flow_box(flow, flow->style->signature_space, 0);
    for (guint i = first + 1; i < flow_count(flow); i++)
        flow_item(flow, i)->rule = RULE_UNDIVIDED;
    if (signs)
        flow_item(flow, first)->rule = RULE_LABEL;
    end_signature(flow, block);
}

typedef void (*LayoutBlock)(Flow *flow, const Block *block);

static const LayoutBlock layouts[] = {
    [BLOCK_PARAGRAPH] = layout_paragraph,
    [BLOCK_HEADING] = layout_heading,
    [BLOCK_LIST] = layout_list,
    [BLOCK_ITEM] = layout_children,
    [BLOCK_QUOTE] = layout_quote,
    [BLOCK_CODE] = layout_code,
    [BLOCK_RULE] = layout_rule,
    [BLOCK_TABLE] = layout_table,
    [BLOCK_ROW] = layout_children,
    [BLOCK_CELL] = layout_children,
    [BLOCK_FIGURE] = layout_figure,
    [BLOCK_CAPTION] = layout_paragraph,
    [BLOCK_SECTION] = layout_section,
    [BLOCK_PASSAGE] = layout_passage,
    [BLOCK_ANSWER] = layout_answer,
    [BLOCK_LABEL] = layout_label,
    [BLOCK_UNANSWERED] = layout_unanswered,
    [BLOCK_CONTENTS] = layout_contents,
    [BLOCK_SIGNATURE] = layout_signature,
    [BLOCK_OVERVIEW] = layout_overview,
};

void
layout_block(Flow *flow, const Block *block)
{
    if (flow->depth >= MAX_DEPTH) {
        g_autofree char *text = block_text(block);
        begin_block(flow, flow->text_style->before);
        flow_paragraph(flow, NULL, text, STRUCT_P);
        return;
    }
    bool changed = block->changed && block->kind != BLOCK_ANSWER; /* its label hasn't */
    flow->depth++;
    flow->changed += changed ? 1 : 0;
    if (block->anchor != NULL)
        flow_anchor(flow, block->anchor, flow_count(flow));
    layouts[block->kind](flow, block);
    flow->changed -= changed ? 1 : 0;
    flow->depth--;
}

void
layout_blocks(Flow *flow, const GPtrArray *blocks)
{
    const Block *next = flow->next;

    flow->last = NULL;
    for (guint i = 0; i < blocks->len && !flow_is_full(flow); i++) {
        const Block *block = g_ptr_array_index(blocks, i);
        flow->next = i + 1 < blocks->len ? g_ptr_array_index(blocks, i + 1) : NULL;
        layout_block(flow, block);
        flow->last = block;
    }
    flow->next = next;
}
