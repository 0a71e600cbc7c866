/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/break-private.h"

#include "base/array.h"

/*
 * In: a paragraph's possible line ends. Out: the ones that cost least together.
 *
 * Total fit (Knuth and Plass, "Breaking paragraphs into lines", 1981), with one difference: a state is a whole
 * line (its beginning and its end), not its end alone. So the line before is known exactly, not by fitness class,
 * and the jump of the white from line to line, and hyphens on three lines in a row, are weighed as they are. The
 * price is 0.9 million instructions a page, of the nine that it takes in all.
 *
 * Every line of running text gives a little, its letters scaled as one (break-private.h). Ragged lines cost by the
 * white that is left, by its square and by itself, for it rather goes into the last line; by what goes beyond
 * 7.8 % of the measure; and by its jump. Justified lines cost by the sixth power of how much they give of what they
 * may: little up to there, and soon more than a hyphen beyond; and by the difference with the line before, so that no
 * wide line stands on a tight one. Hyphens cost by their kind, and so does a last line that is a stub; one that is
 * short costs the more the shorter it is, so that a paragraph rather ends in two words than in "op.". Three rounds
 * allow more and more white; in the second a justified paragraph may end in the rest of a word rather than begin with
 * a hole, in the third a line may be too full, where nothing shorter ends in time.
 *
 * The costs were set on the letter of demo/ in both official measures; docs/bench.md has the curves, and what they do
 * to texts that they were not set on. Tried and dropped, at 133 mm: lines that don't give (ragged a mean of 4.0 % with
 * 10.2 hyphens in 100 lines, not 2.6 with 7.3; justified a 95th percentile of 1.54 with 14.5, not 1.28 with 3.8); justified
 * lines by the cube of how much they give (the largest gap 1.66, not 1.43, at as many hyphens) and without regard to the line
 * before (3.1 pairs in 100 differ by half a space, not 1.8). One round that allows any white makes the same lines in seven
 * times as many instructions. One cost for any last line under 12 % (a mean of 2.51 %, not 2.57, but five more of one
 * short word in 300 paragraphs).
 */

enum {
    WINDOW_MAX = 200,   /* line ends looked back: more are no words of one line */
    STRETCH_MAX = 2000, /* where the sixth power ends */
    NO_WHITE = G_MININT /* of a line that is as wide as it is: the last one */
};

/* What a round allows; the later ones are for the few paragraphs that find no way in the first. */
typedef struct Round {
    int white;   /* ragged: at most, in thousandths of the measure */
    int stretch; /* justified: at most, in hundredths of what the line gives */
    bool stub;   /* justified: the rest of a word may be the last line */
    bool overfull;
} Round;

static const Round rounds[] = { { 150, 140, false, false },
                                { 400, 1000, true, false },
                                { 1000, STRETCH_MAX, true, true } };

#define COST_NONE G_MAXINT64
#define COST_OVERFULL (G_GINT64_CONSTANT(1) << 44)
#define COST_STUB (G_GINT64_CONSTANT(1) << 36) /* ragged, in the last round only */

static const BreakCosts break_costs = {
    .white = 10,
    .any_white = 2400,
    .much_white = 400,
    .white_limit = 78,
    .jump = 20,
    .stretch = 140000,
    .uneven = 2,
    .kind = { [BREAK_HYPHEN] = 350000,
              [BREAK_HARD] = 200000,
              [BREAK_SLASH] = 50000,
              [BREAK_URL] = 20000 },
    .two_hyphens = 100000,
    .stub = 700000,
    .short_last = 600000,
    .short_limit = 150,
};

static gint64
scale_cost(gint64 cost, int percent)
{
    return percent > 0 ? cost * percent / 100 : cost;
}

BreakCosts
break_costs_of(const Style *style)
{
    const LineCosts *own = &style->line_costs;
    BreakCosts costs = break_costs;

    costs.white = scale_cost(costs.white, own->white);
    costs.any_white = scale_cost(costs.any_white, own->white);
    costs.much_white = scale_cost(costs.much_white, own->white);
    costs.stretch = scale_cost(costs.stretch, own->white);
    costs.jump = scale_cost(costs.jump, own->jump);
    costs.uneven = scale_cost(costs.uneven, own->jump);
    costs.two_hyphens = scale_cost(costs.two_hyphens, own->hyphen);
    costs.kind[BREAK_HYPHEN] = scale_cost(costs.kind[BREAK_HYPHEN], own->hyphen);
    costs.kind[BREAK_HARD] = scale_cost(costs.kind[BREAK_HARD], own->hyphen);
    return costs;
}

/* A line that may be, with the cheapest way to it. */
typedef struct Node {
    guint from;  /* LineBreak */
    gint before; /* Node; -1 at the beginning */
    gint64 cost; /* of all lines up to this one */
    int white; /* thousandths of the measure; justified: hundredths of what it gives; or NO_WHITE */
} Node;

typedef struct Fit {
    const Paragraph *paragraph;
    const LineBreak *breaks;
    guint count;
    const TextShape *shape;
    const BreakCosts *costs;
    const Round *round;
    bool justified;
    int least, most; /* how wide a line may be in this round, roughly */
    GArray *nodes;   /* Node, by their line's end */
    guint *first;    /* per break, and one more: where its nodes begin */
    int *starts;     /* per break: the least `start` from it on */
    guint forced;    /* the last forced line end before the one at hand; 0: none */
} Fit;

/* One candidate, before its way is chosen. */
typedef struct Candidate {
    guint from, to;
    int white;
    gint64 cost; /* of the line by itself */
} Candidate;

static bool
is_hyphen(BreakKind kind)
{
    return kind == BREAK_HYPHEN || kind == BREAK_HARD;
}

int
line_room(const Paragraph *paragraph, const TextShape *shape, guint from, guint to)
{
    const LineBreak *breaks = (const LineBreak *)(void *)paragraph->breaks->data;

    return shape->measure - (from == 0 ? shape->first_indent : 0) + breaks[from].hang_start +
           breaks[to].hang_end;
}

int
line_spaces(const Paragraph *paragraph, guint from, guint to)
{
    const LineBreak *breaks = (const LineBreak *)(void *)paragraph->breaks->data;

    return breaks[to].spaces_end - breaks[from].spaces_start;
}

int
line_give(const Paragraph *paragraph, int width, int spaces, bool shrink)
{
    const LineGive *give = shrink ? &paragraph->shrink : &paragraph->stretch;

    return (int)(((gint64)(width - spaces) * give->letters + (gint64)spaces * give->spaces) / 1000);
}

static gint64
square(gint64 value)
{
    return value * value;
}

/* Only the tail of a broken word, or a very short line: neither ends a paragraph well; the shorter, the worse. */
static gint64
last_line_cost(const Fit *fit, guint from, guint to, int width)
{
    const LineBreak *start = &fit->breaks[from], *end = &fit->breaks[to];

    if (from == 0)
        return 0;
    if (is_hyphen(start->kind) && end->spaces_end == start->spaces_start)
        return fit->justified && fit->round->stub ? fit->costs->stub : COST_STUB;
    gint64 missing = fit->costs->short_limit - (gint64)width * 1000 / MAX(fit->shape->measure, 1);
    return missing > 0 ? fit->costs->short_last * missing / fit->costs->short_limit : 0;
}

/* The last line is as wide as it is. */
static bool
rate_last(const Fit *fit, Candidate *line, int width)
{
    line->white = NO_WHITE;
    line->cost = last_line_cost(fit, line->from, line->to, width);
    return line->cost < COST_STUB || fit->round->overfull;
}

/* False where the line is no candidate: too much white in the first round. */
static bool
rate_ragged(const Fit *fit, Candidate *line, int white)
{
    const BreakCosts *costs = fit->costs;

    line->white = (int)((gint64)MAX(white, 0) * 1000 / MAX(fit->shape->measure, 1));
    if (line->white > fit->round->white)
        return false;
    line->cost = costs->white * square(line->white) + costs->any_white * line->white;
    if (line->white > costs->white_limit)
        line->cost += costs->much_white * square(line->white - costs->white_limit);
    line->cost += costs->kind[fit->breaks[line->to].kind];
    return true;
}

/* `give`: what the line gives of `room` before it costs as much as it may. */
static bool
rate_justified(const Fit *fit, Candidate *line, int room, int give)
{
    gint64 share = room == 0 ? 0 : STRETCH_MAX;

    if (room != 0 && give > 0)
        share = MIN((gint64)ABS(room) * 100 / give, STRETCH_MAX);
    if (share > fit->round->stretch)
        return false;
    line->white = (int)(room < 0 ? -share : share);
    line->cost = fit->costs->stretch * square(share) / 10000 * square(share) / 10000 *
                     square(share) / 10000 +
                 fit->costs->kind[fit->breaks[line->to].kind];
    return true;
}

static bool
rate_line(const Fit *fit, Candidate *line)
{
    int width = fit->breaks[line->to].end - fit->breaks[line->from].start;
    int room = line_room(fit->paragraph, fit->shape, line->from, line->to) - width;
    int spaces = line_spaces(fit->paragraph, line->from, line->to);
    int give = line_give(fit->paragraph, width, spaces, room < 0);

    if (room < -give) {
        line->white = 0;
        line->cost = COST_OVERFULL - room;
        return fit->round->overfull;
    }
    if (fit->breaks[line->to].kind == BREAK_FORCED && (room >= 0 || !fit->justified))
        return rate_last(fit, line, width);
    return fit->justified ? rate_justified(fit, line, room, give)
                          : rate_ragged(fit, line, room - give);
}

/* What the line costs besides because of the line before it; COST_NONE where the two can't be. */
static gint64
pair_cost(const Fit *fit, const Candidate *line, const Node *before)
{
    bool hyphen = is_hyphen(fit->breaks[line->to].kind);
    bool hyphen_before = is_hyphen(fit->breaks[line->from].kind);
    gint64 cost = 0;

    if (hyphen && hyphen_before) {
        if (before->from != 0 && is_hyphen(fit->breaks[before->from].kind))
            return fit->round->overfull ? COST_OVERFULL / 4 : COST_NONE;
        cost += fit->costs->two_hyphens;
    }
    if (line->white != NO_WHITE && before->white != NO_WHITE)
        cost += (fit->justified ? fit->costs->uneven : fit->costs->jump) *
                square(line->white - before->white);
    return cost;
}

/* The nodes of one line end stand by their cost, so that who looks for a way may stop early. */
static void
insert_node(Fit *fit, guint to, const Node *node)
{
    guint at = fit->nodes->len;

    array_add(fit->nodes, Node, *node);
    Node *nodes = (Node *)(void *)fit->nodes->data;
    for (; at > fit->first[to] && nodes[at - 1].cost > node->cost; at--)
        nodes[at] = nodes[at - 1];
    nodes[at] = *node;
}

/* Adds the line with the cheapest way to it. */
static void
add_line(Fit *fit, const Candidate *line)
{
    const Node *nodes = (const Node *)(void *)fit->nodes->data;
    Node best = { .from = line->from, .before = -1, .cost = COST_NONE, .white = line->white };

    if (line->from == 0)
        best.cost = line->cost;
    for (guint i = fit->first[line->from]; i < fit->first[line->from + 1]; i++) {
        if (nodes[i].cost + line->cost >= best.cost)
            break;
        gint64 pair = pair_cost(fit, line, &nodes[i]);
        if (pair == COST_NONE || nodes[i].cost + line->cost + pair >= best.cost)
            continue;
        best.cost = nodes[i].cost + line->cost + pair;
        best.before = (gint)i;
    }
    if (best.cost != COST_NONE)
        insert_node(fit, line->to, &best);
}

static bool
is_alive(const Fit *fit, guint from)
{
    return from == 0 || fit->first[from] < fit->first[from + 1];
}

/*
 * The last beginning from which a line to `to` is long enough for the round: what rate_ragged() and rate_justified()
 * would find of each, at less cost. `near` is what it was for the line end before.
 */
static guint
nearest_start(const Fit *fit, guint to, guint near)
{
    gint64 latest = (gint64)fit->breaks[to].end - fit->least;

    while (near > 0 && fit->starts[near] > latest)
        near--;
    while (near + 1 < to && fit->starts[near + 1] <= latest)
        near++;
    return near;
}

/* All lines that end at `to`, the shortest first, until one is wider than any may be. */
static void
add_lines_to(Fit *fit, guint to, guint near)
{
    bool found = false;

    if (fit->breaks[to].kind == BREAK_FORCED)
        near = to - 1;
    if (near < fit->forced)
        return;
    for (guint from = near + 1; from-- > 0 && to - from <= WINDOW_MAX;) {
        int width = fit->breaks[to].end - fit->breaks[from].start;
        bool wide = width > fit->most;

        if (is_alive(fit, from) && !(found && wide)) {
            Candidate line = { .from = from, .to = to };
            guint count = fit->nodes->len;
            bool overfull = fit->round->overfull && found;
            if (rate_line(fit, &line) && !(overfull && line.cost >= COST_OVERFULL))
                add_line(fit, &line);
            found = found || fit->nodes->len > count;
        }
        if ((wide && (found || !fit->round->overfull)) ||
            (from > 0 && fit->breaks[from].kind == BREAK_FORCED))
            return;
    }
}

static void
collect_lines(const Fit *fit, GArray *lines)
{
    const Node *nodes = (const Node *)(void *)fit->nodes->data;
    gint best = -1; /* the last round finds a way always */
    guint to = fit->count - 1, start = lines->len;

    for (guint i = fit->first[to]; i < fit->nodes->len; i++)
        if (best < 0 || nodes[i].cost < nodes[best].cost)
            best = (gint)i;
    for (gint i = best; i >= 0; to = nodes[i].from, i = nodes[i].before) {
        BrokenLine line = { .from = nodes[i].from,
                            .to = to,
                            .limit = line_room(fit->paragraph, fit->shape, nodes[i].from, to),
                            .width = fit->breaks[to].end - fit->breaks[nodes[i].from].start };
        int spaces = line_spaces(fit->paragraph, line.from, line.to);
        line.overfull =
            line.width - line_give(fit->paragraph, line.width, spaces, true) > line.limit;
        g_array_append_val(lines, line);
    }
    for (guint i = start, k = lines->len; i + 1 < k; i++) {
        BrokenLine *line = &g_array_index(lines, BrokenLine, i);
        BrokenLine *other = &g_array_index(lines, BrokenLine, --k);
        BrokenLine swapped = *line;
        *line = *other;
        *other = swapped;
    }
}

/* How wide the lines of the round are at least: a justified one gives no more than if all of it were spaces. */
static int
least_width(const Fit *fit)
{
    gint64 measure = fit->shape->measure;
    const LineGive *give = &fit->paragraph->stretch;
    gint64 most = MAX(give->letters, give->spaces);

    if (fit->round->overfull)
        return G_MININT;
    if (!fit->justified)
        return (int)(measure * (999 - fit->round->white) / (1000 + give->letters));
    return (int)(measure * 100000 / (100000 + most * (fit->round->stretch + 1))) - 1;
}

/* Lines give less than a half of their width. */
static void
set_bounds(Fit *fit)
{
    int measure = fit->shape->measure;

    fit->least = least_width(fit);
    fit->most = MIN(measure - MIN(fit->shape->first_indent, 0), G_MAXINT / 2) / 2 * 3;
}

/* Beginnings stand in order, but for a hair of kerning here and there: with the least of all that follow, they do. */
static void
set_starts(Fit *fit)
{
    int least = G_MAXINT;

    for (guint i = fit->count; i-- > 0;)
        fit->starts[i] = least = MIN(least, fit->breaks[i].start);
}

static bool
try_fit(Fit *fit)
{
    guint near = 0;

    set_bounds(fit);
    g_array_set_size(fit->nodes, 0);
    fit->first[0] = fit->first[1] = fit->forced = 0;
    for (guint to = 1; to < fit->count; to++) {
        fit->first[to] = fit->nodes->len;
        fit->first[to + 1] = fit->nodes->len;
        near = nearest_start(fit, to, near);
        add_lines_to(fit, to, near);
        fit->first[to + 1] = fit->nodes->len;
        if (fit->breaks[to].kind == BREAK_FORCED)
            fit->forced = to;
    }
    return fit->first[fit->count - 1] < fit->nodes->len;
}

void
break_total_fit(const Paragraph *paragraph, const TextShape *shape, const BreakCosts *costs,
                GArray *lines)
{
    Fit fit = { .paragraph = paragraph,
                .breaks = (const LineBreak *)(void *)paragraph->breaks->data,
                .count = paragraph->breaks->len,
                .shape = shape,
                .costs = costs,
                .justified = shape->align == ALIGN_JUSTIFIED };

    fit.nodes = g_array_sized_new(FALSE, FALSE, sizeof(Node), fit.count);
    fit.first = g_new0(guint, fit.count + 1);
    fit.starts = g_new(int, fit.count);
    set_starts(&fit);
    for (guint i = 0; i < G_N_ELEMENTS(rounds); i++) {
        fit.round = &rounds[i];
        if (try_fit(&fit))
            break;
    }
    collect_lines(&fit, lines);
    g_free(fit.first);
    g_free(fit.starts);
    g_array_unref(fit.nodes);
}
