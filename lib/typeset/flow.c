/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/flow.h"

/*
 * The vertical list: who adds a box says how high it is and what stands in it; the white above it and the rules that
 * keep it with its neighbours wait in the Flow until then. White never adds up: between two blocks the larger counts.
 */

static void
tag_clear(gpointer data)
{
    g_free(((Tag *)data)->page_of);
}

static void
link_free(gpointer data)
{
    LinkInfo *link = data;
    g_free(link->address);
    g_free(link->target);
    g_string_free(link->contents, TRUE);
    g_free(link->spoken);
    g_free(link);
}

static void
anchor_free(gpointer data)
{
    Anchor *anchor = data;
    g_free(anchor->name);
    g_free(anchor);
}

static void
made_run_free(gpointer run)
{
    run_free(run);
}

static void
page_number_clear(gpointer data)
{
    PageNumber *number = data;
    g_free(number->printed);
    g_free(number->word);
}

Flow *
flow_new(const Letter *letter, const Style *style, Typesetter *typesetter, Diags *diags)
{
    Flow *flow = g_new0(Flow, 1);
    flow->letter = letter;
    flow->style = style;
    flow->typesetter = typesetter;
    flow->diags = diags;
    flow->pages = pages_new(letter, style);
    flow->tags = g_array_new(FALSE, TRUE, sizeof(Tag));
    g_array_set_clear_func(flow->tags, tag_clear);
    flow->links = g_ptr_array_new_with_free_func(link_free);
    flow->anchors = g_ptr_array_new_with_free_func(anchor_free);
    flow->page_numbers = g_array_new(FALSE, TRUE, sizeof(PageNumber));
    g_array_set_clear_func(flow->page_numbers, page_number_clear);
    flow->page_places = g_array_new(FALSE, FALSE, sizeof(PagePlace));
    flow->statuses = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; letter->statuses != NULL && i < letter->statuses->len; i++) {
        AnswerStatus *status = g_ptr_array_index(letter->statuses, i);
        g_hash_table_insert(flow->statuses, status->anchor, status);
    }
    flow->problem_places = g_array_new(FALSE, FALSE, sizeof(ProblemPlace));
    flow->made_styles = g_ptr_array_new_with_free_func(g_free);
    flow->made_runs = g_ptr_array_new_with_free_func(made_run_free);
    flow->made_anchor = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    flow->parent = flow->pages->root;
    flow->text_style = &style->text[STYLE_BODY];
    flow_artifact(flow, ARTIFACT_LAYOUT);
    return flow;
}

void
flow_free(Flow *flow)
{
    if (flow == NULL)
        return;
    pages_free(flow->pages);
    g_array_unref(flow->tags);
    g_ptr_array_unref(flow->links);
    g_ptr_array_unref(flow->anchors);
    g_array_unref(flow->page_numbers);
    g_array_unref(flow->page_places);
    g_hash_table_unref(flow->statuses);
    g_array_unref(flow->problem_places);
    g_ptr_array_unref(flow->made_styles);
    g_ptr_array_unref(flow->made_runs);
    g_hash_table_unref(flow->made_anchor);
    g_free(flow);
}

static void
box_list_init(BoxList *list)
{
    list->items = g_array_new(FALSE, TRUE, sizeof(PageItem));
    list->boxes = g_array_new(FALSE, TRUE, sizeof(Box));
    list->parts = g_array_new(FALSE, TRUE, sizeof(Part));
}

static void
box_list_clear(BoxList *list)
{
    g_array_unref(list->items);
    g_array_unref(list->boxes);
    g_array_unref(list->parts);
}

Chapter *
chapter_new(bool is_cover)
{
    Chapter *chapter = g_new0(Chapter, 1);
    box_list_init(&chapter->text);
    box_list_init(&chapter->notes);
    chapter->brackets = g_array_new(FALSE, TRUE, sizeof(Bracket));
    chapter->tables = g_array_new(FALSE, TRUE, sizeof(TablePlace));
    chapter->note_starts = g_array_new(FALSE, TRUE, sizeof(NoteStart));
    chapter->cuts = g_array_new(FALSE, TRUE, sizeof(PageCut));
    chapter->is_cover = is_cover;
    return chapter;
}

void
chapter_free(Chapter *chapter)
{
    if (chapter == NULL)
        return;
    box_list_clear(&chapter->text);
    box_list_clear(&chapter->notes);
    g_array_unref(chapter->brackets);
    g_array_unref(chapter->tables);
    g_array_unref(chapter->note_starts);
    g_array_unref(chapter->cuts);
    g_free(chapter);
}

int
style_ascent(const TextStyle *style)
{
    return style->baseline;
}

guint
flow_count(const Flow *flow)
{
    return flow->list->items->len;
}

PageItem *
flow_item(Flow *flow, guint index)
{
    return &g_array_index(flow->list->items, PageItem, index);
}

/* A frame runs from baseline to baseline; the page's text has a whole line more. */
static int
page_depth(const Style *style)
{
    return style->text_next.height + style->grid;
}

/*
 * A page holds no more than its height, and the white above its first box falls away. A box higher than a page counts as
 * one. The first page may be higher than all others, and is one of them.
 */
bool
flow_is_full(const Flow *flow)
{
    gint64 page = (gint64)page_depth(flow->style) + flow->most_white;
    return flow->depth_set > (PAGES_MAX + 1) * page;
}

guint
flow_box(Flow *flow, int height, int baseline)
{
    BoxList *list = flow->list;
    guint index = list->items->len;
    PageItem item = { .white = flow->white, .snap = flow->snap, .height = height };
    Box box = { .parts = list->parts,
                .part_start = list->parts->len,
                .baseline = baseline,
                .bracket = flow->bracket,
                .answer = flow->answer,
                .changed = flow->changed > 0 };

    if (flow->keep_lines > 0) {
        item.rule = flow->keep;
        flow->keep_lines--;
    }
    if (list == &flow->chapter->text)
        item.notes_due = flow->chapter->notes.items->len;
    g_array_append_val(list->items, item);
    g_array_append_val(list->boxes, box);
    flow->depth_set += item.white + MIN(height, page_depth(flow->style));
    flow->most_white = MAX(flow->most_white, item.white);
    flow->white = 0;
    flow->snap = false;
    flow->after_heading = flow->after_answer = false;
    if (flow->bracket > 0)
        g_array_index(flow->chapter->brackets, Bracket, flow->bracket - 1).last = index;
    return index;
}

Part *
flow_part(Flow *flow, PartKind kind, int x, int y)
{
    BoxList *list = flow->list;
    Part part = { .kind = kind, .x = x, .y = y };
    if (kind != PART_LINE)
        part.artifact = ARTIFACT_LAYOUT;
    g_array_append_val(list->parts, part);
    g_array_index(list->boxes, Box, list->boxes->len - 1).part_count++;
    return &g_array_index(list->parts, Part, list->parts->len - 1);
}

void
flow_white(Flow *flow, int white)
{
    flow->white = MAX(flow->white, white);
}

void
flow_keep(Flow *flow, BreakRule rule, int lines)
{
    flow->keep = rule;
    flow->keep_lines = lines;
}

void
flow_anchor(Flow *flow, const char *name, guint box)
{
    if (name == NULL)
        return;
    Anchor *anchor = g_new0(Anchor, 1);
    anchor->name = g_strdup(name);
    anchor->list = flow->list;
    anchor->box = box;
    anchor->x = flow->left;
    g_ptr_array_add(flow->anchors, anchor);
}

guint
flow_tag(Flow *flow, StructureElement *element)
{
    Tag tag = { .element = element };
    g_array_append_val(flow->tags, tag);
    return flow->tags->len - 1;
}

guint
flow_artifact(Flow *flow, ArtifactKind artifact)
{
    guint tag = flow_tag(flow, NULL);
    flow_get_tag(flow, tag)->artifact = artifact;
    return tag;
}

Tag *
flow_get_tag(const Flow *flow, guint tag)
{
    return &g_array_index(flow->tags, Tag, tag);
}

guint
flow_link(Flow *flow, const char *address, const char *target, StructureElement *element)
{
    LinkInfo *link = g_new0(LinkInfo, 1);
    link->address = g_strdup(address);
    link->target = g_strdup(target);
    link->contents = g_string_new(NULL);
    link->element = element;
    g_ptr_array_add(flow->links, link);
    return flow->links->len;
}

const char *
flow_block_anchor(Flow *flow, const Block *block)
{
    if (block->anchor != NULL)
        return block->anchor;
    char *made = g_hash_table_lookup(flow->made_anchor, block);
    if (made == NULL) {
        made = g_strdup_printf("kop-%u", g_hash_table_size(flow->made_anchor) + 1);
        g_hash_table_insert(flow->made_anchor, (gpointer)block, made);
    }
    return made;
}

char *
fill_place(const char *text, const char *place, const char *words)
{
    g_auto(GStrv) pieces = g_strsplit(text, place, -1);

    return g_strjoinv(words, pieces);
}
