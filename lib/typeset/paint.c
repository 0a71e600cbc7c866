/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/flow.h"

/*
 * Boxes in their places to paints: glyph runs with their element, underlines and link areas, rules and dots, and the
 * committee's bracket, which follows from where its first and last box came to stand.
 */

void
paint_rule(Page *page, const Frame *area, PaintKind kind, const Part *look)
{
    Paint *paint = paint_add(page, kind, look->element, look->artifact);
    paint->x = area->x;
    paint->y = area->y;
    paint->width = area->width;
    paint->height = area->height;
    paint->thickness = look->thickness;
    paint->grey = look->grey;
    paint->mark = look->mark;
}

/* A stretch of one line that is one link. */
typedef struct LinkStretch {
    guint link;
    bool underline;
    int start, end;
} LinkStretch;

static void
end_stretch(Flow *flow, Page *page, LinkStretch *stretch, int y)
{
    if (stretch->link == 0)
        return;
    const LinkInfo *info = g_ptr_array_index(flow->links, stretch->link - 1);
    const TextStyle *body = &flow->style->text[STYLE_BODY];
    PageLink *link = g_new0(PageLink, 1);
    link->area =
        (Frame){ stretch->start, y - body->baseline, stretch->end - stretch->start, body->leading };
    link->address = g_strdup(info->address);
    link->target = g_strdup(info->target);
    link->contents = g_strdup(info->spoken != NULL ? info->spoken : info->contents->str);
    link->element = info->element;
    g_ptr_array_add(page->links, link);
    if (stretch->underline && flow->style->underline.thickness > 0) {
        Frame area = { stretch->start, y + flow->style->underline_offset,
                       stretch->end - stretch->start, flow->style->underline.thickness };
        Part look = { .artifact = ARTIFACT_LAYOUT };
        paint_rule(page, &area, PAINT_RULE, &look);
    }
    stretch->link = 0;
}

static void
paint_line(Flow *flow, Page *page, const Part *part, int y)
{
    const Line *line = text_line(part->lines, part->line);
    int x = part->right ? part->x - line->width : part->x;
    LinkStretch stretch = { 0 };

    for (guint i = 0; i < line->run_count; i++) {
        guint index = line->run_start + i;
        const GlyphRun *run = &g_array_index(part->lines->runs, GlyphRun, index);
        const Tag *tag = flow_get_tag(flow, run->tag);
        bool again = flow->repeating;
        Paint *paint = paint_add(page, PAINT_GLYPHS, again ? NULL : tag->element,
                                 again ? ARTIFACT_LAYOUT : tag->artifact);
        paint->x = x + run->x;
        paint->y = y - run->rise;
        paint->width = run->width;
        paint->lines = part->lines;
        paint->run = index;
        if (tag->link != stretch.link)
            end_stretch(flow, page, &stretch, y);
        if (tag->link > 0 && stretch.link == 0 && !again)
            stretch = (LinkStretch){ tag->link, tag->underline, paint->x, paint->x };
        stretch.start = MIN(stretch.start, paint->x);
        stretch.end = MAX(stretch.end, x + MIN(run->x + run->width, line->width));
    }
    end_stretch(flow, page, &stretch, y);
    const PlacedLine placed = { part->lines, part->line, x, y };
    paint_problems(flow, page, &placed);
}

static void
paint_image(const Flow *flow, Page *page, const Part *part, int y)
{
    Paint *paint = paint_add(page, PAINT_IMAGE, part->element,
                             part->element == NULL ? part->artifact : ARTIFACT_NONE);
    paint->x = part->x;
    paint->y = y;
    paint->width = part->width;
    paint->height = part->height;
    paint->image = part->image;
    paint->turn =
        ((const PageImage *)g_ptr_array_index(flow->pages->images, part->image))->info.turn;
}

void
paint_part(Flow *flow, Page *page, const Part *part, int y)
{
    Frame area = { part->x, y + part->y, part->width, part->height };

    switch (part->kind) {
    case PART_LINE:
        paint_line(flow, page, part, y + part->y);
        break;
    case PART_RULE:
        paint_rule(page, &area, PAINT_RULE, part);
        break;
    case PART_DOTS:
        paint_rule(page, &area, PAINT_DOTS, part);
        break;
    case PART_MARK:
        paint_rule(page, &area, PAINT_POLYGON, part);
        break;
    case PART_IMAGE:
        paint_image(flow, page, part, y + part->y);
        break;
    case PART_OUTLINE:
    case PART_FILL:
        paint_rule(page, &area, PAINT_BOX, part);
        break;
    }
}

static void
paint_box(Flow *flow, Page *page, const Box *box)
{
    for (guint i = 0; i < box->part_count; i++)
        paint_part(flow, page, &g_array_index(box->parts, Part, box->part_start + i), box->y);
}

/* The boxes of a row, cell by cell: who reads along hears one cell after the other. Rules and numbers are in cell 0. */
static void
paint_row(Flow *flow, const Chapter *chapter, Page *page, guint first, guint end)
{
    guint cells = 1;

    for (guint cell = 0; cell < cells; cell++)
        for (guint b = first; b < end; b++) {
            const Box *box = &g_array_index(chapter->text.boxes, Box, b);
            for (guint i = 0; i < box->part_count; i++) {
                const Part *part = &g_array_index(box->parts, Part, box->part_start + i);
                cells = MAX(cells, part->cell + 1);
                if (part->cell == cell)
                    paint_part(flow, page, part, box->y);
            }
        }
}

static void
paint_boxes(Flow *flow, const Chapter *chapter, Page *page, const PageCut *cut)
{
    for (guint i = cut->start, end; i < cut->end; i = end) {
        const Box *box = &g_array_index(chapter->text.boxes, Box, i);
        end = i + 1;
        if (box->row == 0) {
            paint_box(flow, page, box);
            continue;
        }
        while (end < cut->end && g_array_index(chapter->text.boxes, Box, end).row == box->row)
            end++;
        paint_row(flow, chapter, page, i, end);
    }
}

/* The head of a table that goes on at the top of a page. */
static void
paint_repeated_head(Flow *flow, const Chapter *chapter, Page *page, guint start)
{
    int height = g_array_index(chapter->text.items, PageItem, start).repeat;
    const Box *box = &g_array_index(chapter->text.boxes, Box, start);
    if (height == 0 || box->table == 0)
        return;
    const TablePlace *table = &g_array_index(chapter->tables, TablePlace, box->table - 1);
    int y = box->y - height;

    flow->repeating = true;
    for (guint i = table->first; i < table->body; i++) {
        Box head = g_array_index(chapter->text.boxes, Box, i);
        head.y = y;
        paint_box(flow, page, &head);
        y += g_array_index(chapter->text.items, PageItem, i).height;
    }
    flow->repeating = false;
}

/* The rule under that part of a table with which a page ends. */
static void
paint_table_end(const Chapter *chapter, Page *page, guint end)
{
    if (end == 0 || end >= chapter->text.items->len)
        return;
    const Box *next = &g_array_index(chapter->text.boxes, Box, end);
    const Box *last = next - 1;
    if (next->table == 0 || next->table != last->table)
        return;
    const TablePlace *table = &g_array_index(chapter->tables, TablePlace, next->table - 1);
    int height = g_array_index(chapter->text.items, PageItem, end - 1).height;
    Frame area = { table->left, last->y + height, table->width, table->thickness };
    Part look = { .artifact = ARTIFACT_LAYOUT };
    paint_rule(page, &area, PAINT_RULE, &look);
}

/* From cap height of its first line on this page to just below its last; ticks where the paragraph begins and ends. */
static void
paint_bracket(Flow *flow, const Chapter *chapter, Page *page, guint first, guint last)
{
    const Box *top = &g_array_index(chapter->text.boxes, Box, first);
    const Box *bottom = &g_array_index(chapter->text.boxes, Box, last);
    const Bracket *bracket = &g_array_index(chapter->brackets, Bracket, top->bracket - 1);
    const TextStyle *body = &flow->style->text[STYLE_BODY];
    const RuleStyle *rule = &flow->style->bracket_rule;
    int start = top->y + top->baseline - (int)((gint64)body->size * CAP_HEIGHT / 1000);
    int end = bottom->y + bottom->baseline + body->leading - body->baseline + rule->thickness;
    Part look = { .artifact = ARTIFACT_LAYOUT };
    Frame stem = { bracket->x, start, rule->thickness, end - start };
    Frame upper = { bracket->x, start, rule->length, rule->thickness };
    Frame lower = { bracket->x, end - rule->thickness, rule->length, rule->thickness };

    Part spoken = { .element = bracket->element };
    bool speaks = bracket->element != NULL && first == bracket->first;

    paint_rule(page, &stem, PAINT_RULE, speaks ? &spoken : &look);
    if (bracket->opens && first == bracket->first)
        paint_rule(page, &upper, PAINT_RULE, &look);
    if (bracket->closes && last == bracket->last)
        paint_rule(page, &lower, PAINT_RULE, &look);
}

static void
paint_brackets(Flow *flow, const Chapter *chapter, Page *page, const PageCut *cut)
{
    for (guint i = cut->start, end; i < cut->end; i = end) {
        guint bracket = g_array_index(chapter->text.boxes, Box, i).bracket;
        end = i + 1;
        while (end < cut->end && g_array_index(chapter->text.boxes, Box, end).bracket == bracket)
            end++;
        if (bracket > 0)
            paint_bracket(flow, chapter, page, i, end - 1);
    }
}

enum {
    CHANGE_BAR = 14,
    CHANGE_GAP = 51
}; /* tenths of a point: its thickness, and to the text (pages.md) */

/* A bar at the left of answers that aren't what they were, over their lines on this page. */
static void
paint_changes(const Flow *flow, const Chapter *chapter, Page *page, const PageCut *cut)
{
    const Part look = { .artifact = ARTIFACT_LAYOUT };

    for (guint i = cut->start, end; i < cut->end; i = end) {
        const Box *first = &g_array_index(chapter->text.boxes, Box, i);
        end = i + 1;
        if (!first->changed)
            continue;
        while (end < cut->end && g_array_index(chapter->text.boxes, Box, end).changed &&
               g_array_index(chapter->text.boxes, Box, end).answer == first->answer)
            end++;
        const Box *last = &g_array_index(chapter->text.boxes, Box, end - 1);
        int height = g_array_index(chapter->text.items, PageItem, end - 1).height;
        Frame area = { flow->style->text_next.x - CHANGE_GAP * PANGO_SCALE / 10, first->y,
                       CHANGE_BAR * PANGO_SCALE / 10, last->y + height - first->y };
        paint_rule(page, &area, PAINT_RULE, &look);
    }
}

void
paint_chapter(Flow *flow, const Chapter *chapter)
{
    for (guint p = 0; p < chapter->cuts->len; p++) {
        const PageCut *cut = &g_array_index(chapter->cuts, PageCut, p);
        flow->page = chapter->first_page + p;
        Page *page = g_ptr_array_index(flow->pages->pages, flow->page);

        paint_brackets(flow, chapter, page, cut);
        if (cut->start < cut->end)
            paint_repeated_head(flow, chapter, page, cut->start);
        paint_boxes(flow, chapter, page, cut);
        paint_changes(flow, chapter, page, cut);
        paint_table_end(chapter, page, cut->end);
        paint_note_head(flow, chapter, page, cut);
        for (guint i = cut->note_start; i < cut->note_end; i++)
            paint_box(flow, page, &g_array_index(chapter->notes.boxes, Box, i));
    }
}
