/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/flow.h"

/*
 * The table of contents: number | title, leader dots | questions' numbers | page, the last one on the right edge. The
 * entries come composed; only their pages are the typesetter's. Heads stand on the line of the word "Inhoud".
 */

typedef struct Columns {
    int number, title, ids, right; /* x; `right` is the right edge of the pages */
    int leader;                    /* where dots end */
} Columns;

static Columns
find_columns(const Flow *flow)
{
    const Style *style = flow->style;
    int right = flow->left + flow->measure;
    bool has_ids = flow->letter->head.contents_ids_label != NULL;
    int ids = right - style->contents_pages - (has_ids ? style->contents_ids : 0);
    return (Columns){ flow->left, flow->left + style->contents_number, ids, right,
                      ids - style->list_indent / 2 };
}

static Part *
add_cell(Flow *flow, TextLines *lines, int x, int baseline)
{
    Part *part = flow_part(flow, PART_LINE, x, baseline);
    part->lines = lines;
    return part;
}

/* The words of one cell, apart from the next one's. */
static TextLines *
break_words(Flow *flow, const char *text, TextStyleName style, StructureElement *element)
{
    TextLines *lines =
        break_plain(flow, text, &flow->style->text[style], flow->measure, flow_tag(flow, element));
    end_words(lines);
    return lines;
}

static TextLines *
break_cell(Flow *flow, const char *text, TextStyleName style, StructureElement *parent)
{
    return break_words(flow, text, style, element_add(flow->pages, parent, STRUCT_SPAN));
}

static void
add_head(Flow *flow, const Columns *columns, StructureElement *parent)
{
    const LetterHead *head = &flow->letter->head;
    const TextStyle *style = &flow->style->text[STYLE_CONTENTS_HEAD];
    StructureElement *row = element_add(flow->pages, parent, STRUCT_P);

    flow_box(flow, flow->style->grid, style_ascent(style));
    if (head->contents_label != NULL)
        add_cell(flow, break_cell(flow, head->contents_label, STYLE_CONTENTS_HEAD, row),
                 columns->number, style_ascent(style));
    if (head->contents_ids_label != NULL)
        add_cell(flow, break_cell(flow, head->contents_ids_label, STYLE_CONTENTS_LABEL, row),
                 columns->ids, style_ascent(style));
    if (head->contents_page_label != NULL)
        add_cell(flow, break_cell(flow, head->contents_page_label, STYLE_CONTENTS_LABEL, row),
                 columns->right, style_ascent(style))
            ->right = true;
    flow_keep(flow, RULE_HEADING, 3);
    if (flow->style->contents_rule.thickness == 0) {
        flow_white(flow, style->after);
        return;
    }
    flow_box(flow, flow->style->grid, 0);
    Part *rule = flow_part(flow, PART_RULE, flow->left, flow->style->grid / 3);
    rule->width = flow->measure;
    rule->height = flow->style->contents_rule.thickness;
}

static void
add_leader(Flow *flow, const TextLines *title, const Columns *columns, int baseline)
{
    int gap = flow->style->list_indent / 2;
    int start = columns->title + text_line(title, title->lines->len - 1)->width + gap;
    if (start + gap > columns->leader)
        return;
    Part *dots = flow_part(flow, PART_DOTS, start, baseline);
    dots->width = columns->leader - start;
    dots->thickness = PANGO_SCALE * 7 / 10;
}

/* An entry: every cell of it is part of one link. */
typedef struct Row {
    const Block *block;
    TextStyleName style;
    StructureElement *element; /* Link */
    guint link;                /* 0: it leads nowhere */
} Row;

static void
link_cell(Flow *flow, const TextLines *lines, guint link)
{
    for (guint i = 0; i < lines->runs->len; i++)
        flow_get_tag(flow, g_array_index(lines->runs, GlyphRun, i).tag)->link = link;
}

/* Says to who listens what kind of number it is: in the element, and in the words of the link, of which it is part. */
static void
say_aloud(const Flow *flow, StructureElement *element, guint link, const char *words)
{
    element->expansion = g_strdup(words);
    if (link > 0) {
        const LinkInfo *info = g_ptr_array_index(flow->links, link - 1);
        g_string_append_printf(info->contents, ", %s", words);
    }
}

static void
add_ids(Flow *flow, const Row *entry, int x, int baseline)
{
    const char *aloud = flow->letter->head.contents_ids_aloud, *ids = entry->block->aside;
    StructureElement *element = element_add(flow->pages, entry->element, STRUCT_SPAN);
    TextLines *lines = break_words(flow, ids, entry->style, element);

    link_cell(flow, lines, entry->link);
    add_cell(flow, lines, x, baseline);
    if (aloud == NULL)
        return;
    g_autofree char *words = fill_place(aloud, "{ids}", ids);
    say_aloud(flow, element, entry->link, words);
}

void
say_page_aloud(const Flow *flow, const PageNumber *number, const char *digits)
{
    const Tag *tag = flow_get_tag(flow, number->tag);
    if (number->aloud == NULL || tag->element == NULL)
        return;

    g_autofree char *words = fill_place(number->aloud, "{page}", digits);
    say_aloud(flow, tag->element, tag->link, words);
}

/* Questions and page, to the right of an entry's title: behind its dots, else beside its first line. */
static void
add_numbers(Flow *flow, const Row *entry, const Columns *columns, const TextLines *title)
{
    const Block *block = entry->block;
    const TextStyle *style = &flow->style->text[entry->style];
    int up = flow->style->contents_dots ? 0 : (int)(title->lines->len - 1) * style->leading;
    int baseline = style_ascent(style) - up;

    if (block->aside != NULL && block->level > 1)
        add_ids(flow, entry, columns->ids, baseline);
    if (entry->link == 0)
        return;
    StructureElement *element = element_add(flow->pages, entry->element, STRUCT_SPAN);
    TextLines *page = break_page_number(flow, block->target, style, element);
    g_array_index(flow->page_numbers, PageNumber, flow->page_numbers->len - 1).aloud =
        flow->letter->head.contents_page_aloud;
    link_cell(flow, page, entry->link);
    add_cell(flow, page, columns->right, baseline)->right = true;
}

static Row
begin_entry(Flow *flow, const Block *block, StructureElement *item)
{
    StructureElement *reference = element_add(flow->pages, item, STRUCT_REFERENCE);
    Row entry = { .block = block,
                  .style = block->level <= 1 ? STYLE_CONTENTS_SECTION : STYLE_CONTENTS,
                  .element = element_add(flow->pages, reference, STRUCT_LINK) };

    if (block->target != NULL) {
        g_autofree char *text = block_text(block);
        entry.link = flow_link(flow, NULL, block->target, entry.element);
        const LinkInfo *link = g_ptr_array_index(flow->links, entry.link - 1);
        g_string_append(link->contents, text);
    }
    return entry;
}

static void
add_entry(Flow *flow, const Block *block, const Columns *columns, StructureElement *toc)
{
    bool section = block->level <= 1;
    int right = section ? columns->right - flow->style->contents_pages : columns->leader;
    StructureElement *item = element_add(flow->pages, toc, STRUCT_TOCI);
    StructureElement *label =
        block->number != NULL ? element_add(flow->pages, item, STRUCT_LBL) : NULL;
    Row entry = begin_entry(flow, block, item);
    const TextStyle *style = &flow->style->text[entry.style];
    ParagraphShape shape = { style, columns->title, right - columns->title, RULE_UNDIVIDED, 0 };

    if (label != NULL)
        flow->marker = break_words(flow, block->number, entry.style, label);
    flow->marker_x = columns->number;
    TextLines *title = break_runs(flow, block->runs, NULL, &shape, entry.element);
    end_words(title);
    link_cell(flow, title, entry.link);
    flow_lines(flow, title, &shape);
    if (!section && flow->style->contents_dots)
        add_leader(flow, title, columns, style_ascent(style));
    add_numbers(flow, &entry, columns, title);
}

enum {
    UNDIVIDED_ENTRIES = 20, /* what fits on a page is looked through at a glance … */
    LEAST_ENTRIES =
        4 /* … and a few by themselves are lost, but a section of many may begin a page */
};

static bool
may_begin_page(const Block *contents, guint index)
{
    const Block *entry = g_ptr_array_index(contents->children, index);
    return entry->level <= 1 && index >= LEAST_ENTRIES &&
           contents->children->len - index >= LEAST_ENTRIES;
}

void
layout_contents(Flow *flow, const Block *block)
{
    Columns columns = find_columns(flow);
    StructureElement *parent = flow->parent;
    bool short_table = block->children != NULL && block->children->len <= UNDIVIDED_ENTRIES;

    begin_block(flow, 2 * flow->style->grid);
    add_head(flow, &columns, parent);
    StructureElement *toc = element_add(flow->pages, parent, STRUCT_TOC);
    for (guint i = 0; block->children != NULL && i < block->children->len; i++) {
        const Block *entry = g_ptr_array_index(block->children, i);
        if (entry->level <= 1 && i > 0)
            flow_white(flow, flow->style->text[STYLE_CONTENTS_SECTION].before);
        if (may_begin_page(block, i))
            flow->keep_lines = 0;
        add_entry(flow, entry, &columns, toc);
        if (entry->level <= 1 || short_table)
            flow_keep(flow, entry->level <= 1 ? RULE_HEADING : RULE_ROW, 1);
    }
    flow->keep_lines = 0;
    flow_white(flow, 2 * flow->style->grid);
}
