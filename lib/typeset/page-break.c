/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/page-break.h"

/*
 * Page breaking by total fit.
 *
 * In comes a vertical list of boxes with white between them; each says what a page end above it would part. Out come
 * the pages. A page may end above every box: nothing is forbidden outright, so there is always a way, but each rule
 * above the lowest costs more than all that lower rules and unfilled depth can add up to between two choices. So the rules hold
 * wherever they can be had, and where they can't they give way in the order of BreakRule; the caller reports it.
 *
 * The best way to reach a page that begins with item b is kept per b (dynamic programming, as Knuth and Plass do for
 * lines and Plass, 1981, for pages). From each b the list is walked forward until the page overflows, so the work is
 * (number of items) × (items on a page). Walking, instead of subtracting running sums, lets white depend on where the
 * page began: an answer stands half a line off the grid under its question (6 + 18 points), and the white after it
 * grows by half a line if the answer itself went over a page.
 *
 * Notes are one sequence of lines over the whole letter. A page sets as many of the lines that are due as there is
 * room for; what remains runs on. Where that happens is part of the state, so a place may be reached in two ways:
 * with all notes set or with some to come. Only the cheaper one of each sort is kept; among ways that owe lines it is
 * not sure that the cheapest so far stays so, but a note that runs on is rare and this bounds the work.
 *
 * Tried and dropped: forbidding breaks outright (a chain of headings longer than a page has then no solution at
 * all, and what to give up becomes a second algorithm); first fit with looking back (it leaves pages of half a
 * dozen empty lines where moving one earlier page end by two lines would fill both).
 */

#define UNREACHED G_MAXINT64

enum { SETTLED, OWING, STATE_COUNT }; /* all notes set that are due, or some to come */

/* The cheapest way to a page that begins with an item. */
typedef struct Node {
    gint64 cost; /* of all pages before; UNREACHED */
    guint from;  /* the item with which the page before begins */
    int from_state;
    guint notes; /* note lines set by then */
    BreakRule broken;
} Node;

typedef struct Search {
    const PageItem *items;
    guint count;
    const PageFrame *frame;
    Node (*nodes)[STATE_COUNT];
    gint64 *partings; /* per item: what it costs at least that a page ends above it */
} Search;

/*
 * What each rule costs; an unfilled page of fifty lines costs 28000. A note that runs on costs 30 unfilled lines. The
 * lowest is a wish, and worth six unfilled lines: a list in two parts reads better than a page with a hole.
 */
static const gint64 rule_costs[RULE_COUNT] = {
    [RULE_NONE] = 0,
    [RULE_LIST] = 100,
    [RULE_HYPHEN] = 180000,
    [RULE_SHORT_ANSWER] = 1800000,
    [RULE_ROW] = 18000000,
    [RULE_LEAD] = 36000000,
    [RULE_WIDOW] = 60000000,
    [RULE_ORPHAN] = 180000000,
    [RULE_LABEL] = 1800000000,
    [RULE_HEADING] = 18000000000,
    [RULE_UNDIVIDED] = 180000000000,
    [RULE_NOTE] = 1800000000000,
    [RULE_TOO_HIGH] = 18000000000000,
};
static const gint64 page_cost = 40;
static const gint64 owing_cost = 9000;
static const gint64 lone_note_line_cost = 300; /* one line of a note that runs on */
static const int ragged_bottom = 4;            /* unfilled lines; one with more looks broken off */
static const int hole_cost = 12; /* … so much that two lists in two parts are better */
static const int short_last_page =
    5; /* less than one line in so many looks lost on the last page */

int
page_item_white(const PageItem *item, int used, int grid)
{
    if (used == 0)
        return item->repeat;
    int white = item->white;
    if (item->snap) {
        int over = (used + white) % grid;
        white += over == 0 ? 0 : grid - over;
    }
    return white;
}

/* The note lines that a page sets whose text takes `used`: all that is due, or what there is room for. */
static guint
notes_fitting(const Search *search, int room, guint set, guint due)
{
    if (due <= set)
        return set;
    int lines = (room - search->frame->note_overhead) / search->frame->note_line;
    if (lines <= 0)
        return set;
    return MIN(due, set + (guint)lines);
}

/* Note lines on a page without text. */
static guint
note_room(const PageFrame *frame)
{
    return (guint)MAX(1, (frame->next - frame->note_overhead) / frame->note_line);
}

static gint64
depth_cost(const Search *search, int unfilled, bool last)
{
    gint64 lines = MAX(0, unfilled) / search->frame->grid;
    gint64 hole = MAX(0, lines - ragged_bottom);
    if (!last)
        return lines * lines + hole_cost * hole * hole;
    gint64 full = search->frame->next / search->frame->grid;
    gint64 missing = full / short_last_page - (full - lines);
    return missing > 0 ? 3 * missing * missing : 0;
}

/* A page as far as it was walked. */
typedef struct Candidate {
    guint start, end;
    int state;
    int height, used;
    bool marks_note;    /* a note is marked on it … */
    guint note_started; /* … the last of them begins with this line */
} Candidate;

static BreakRule
candidate_rule(const Search *search, const Candidate *page, guint notes)
{
    BreakRule broken = page->end < search->count ? search->items[page->end].rule : RULE_NONE;

    if (page->marks_note && notes <= page->note_started)
        broken = MAX(broken, RULE_NOTE);
    if (page->used > page->height)
        broken = MAX(broken, RULE_TOO_HIGH);
    return broken;
}

/* What it costs that a page leaves note lines to those that follow; at the end they need pages of their own. */
static gint64
owing_costs(const Search *search, guint set, guint owed, bool last)
{
    if (owed == 0)
        return 0;
    gint64 cost = owing_cost + owed + (owed == 1 || set == 1 ? lone_note_line_cost : 0);
    if (last)
        cost += (owed / note_room(search->frame) + 1) * (page_cost + owing_cost);
    return cost;
}

/* Ends a page and keeps that way where it is the cheapest yet to what follows. */
static void
end_page(Search *search, const Candidate *page)
{
    const PageFrame *frame = search->frame;
    const Node *from = &search->nodes[page->start][page->state];
    const Node *ends = search->nodes[page->end];
    guint due = search->items[page->end - 1].notes_due;
    bool last = page->end == search->count;
    gint64 dearest = ends[SETTLED].cost;

    if (due > from->notes)
        dearest = MAX(dearest, ends[OWING].cost);
    if (from->cost + search->partings[page->end] >= dearest)
        return;
    guint notes = notes_fitting(search, page->height - page->used, from->notes, due);
    int unfilled = page->height - page->used;
    if (notes > from->notes)
        unfilled -= frame->note_overhead + (int)(notes - from->notes) * frame->note_line;
    BreakRule broken = candidate_rule(search, page, notes);
    gint64 cost = from->cost + page_cost + rule_costs[broken] + depth_cost(search, unfilled, last) +
                  (last ? 0 : search->items[page->end].cost) +
                  owing_costs(search, notes - from->notes, due - notes, last);

    Node *to = &search->nodes[page->end][notes < due ? OWING : SETTLED];
    if (cost < to->cost)
        *to = (Node){ cost, page->start, page->state, notes, broken };
}

/* Walks from the page's first item until no more fit, ending a page after each. */
static void
walk_page(Search *search, guint start, int state)
{
    const PageFrame *frame = search->frame;
    Candidate page = { .start = start,
                       .state = state,
                       .height = start == 0 ? frame->first : frame->next };

    for (guint i = start; i < search->count; i++) {
        const PageItem *item = &search->items[i];
        page.used += page_item_white(item, page.used, frame->grid) + item->height;
        if (page.used > page.height && i > start)
            return;
        if (item->marks_note) {
            page.marks_note = true;
            page.note_started = item->note_started;
        }
        page.end = i + 1;
        end_page(search, &page);
    }
}

/* Note lines that still run on when the text has ended: pages of their own. */
static void
append_note_pages(const Search *search, GArray *cuts)
{
    const PageFrame *frame = search->frame;
    const PageCut *last = &g_array_index(cuts, PageCut, cuts->len - 1);
    guint set = last->note_end;
    guint due = search->count > 0 ? search->items[search->count - 1].notes_due : 0;
    guint room = note_room(frame);

    while (set < due) {
        guint end = MIN(due, set + room);
        PageCut cut = { search->count, search->count, set, end, RULE_NONE };
        g_array_append_val(cuts, cut);
        set = end;
    }
}

static void
reverse_cuts(GArray *cuts)
{
    PageCut *all = (PageCut *)(void *)cuts->data;
    for (guint i = 0, j = cuts->len - 1; i < j; i++, j--) {
        PageCut cut = all[i];
        all[i] = all[j];
        all[j] = cut;
    }
}

static GArray *
trace_back(const Search *search)
{
    GArray *cuts = g_array_new(FALSE, TRUE, sizeof(PageCut));
    const Node *ends = search->nodes[search->count];
    guint at = search->count;
    int state = ends[SETTLED].cost <= ends[OWING].cost ? SETTLED : OWING;

    while (at > 0) {
        const Node *node = &search->nodes[at][state];
        guint before = search->nodes[node->from][node->from_state].notes;
        PageCut cut = { node->from, at, before, node->notes, node->broken };
        g_array_append_val(cuts, cut);
        at = node->from;
        state = node->from_state;
    }
    if (cuts->len == 0)
        g_array_set_size(cuts, 1);
    reverse_cuts(cuts);
    return cuts;
}

GArray *
break_pages(const PageItem *items, guint count, const PageFrame *frame)
{
    g_assert(frame->grid > 0 && frame->note_line > 0);
    g_autofree Node(*nodes)[STATE_COUNT] = g_malloc_n(count + 1, sizeof *nodes);
    g_autofree gint64 *partings = g_malloc_n(count + 1, sizeof *partings);
    Search search = { items, count, frame, nodes, partings };

    for (guint i = 0; i <= count; i++) {
        partings[i] = page_cost + (i < count ? rule_costs[items[i].rule] + items[i].cost : 0);
        nodes[i][SETTLED] = (Node){ .cost = UNREACHED };
        nodes[i][OWING] = (Node){ .cost = UNREACHED };
    }
    nodes[0][SETTLED].cost = 0;
    for (guint i = 0; i < count; i++)
        for (int state = SETTLED; state < STATE_COUNT; state++)
            if (nodes[i][state].cost != UNREACHED)
                walk_page(&search, i, state);

    GArray *cuts = trace_back(&search);
    append_note_pages(&search, cuts);
    return cuts;
}
