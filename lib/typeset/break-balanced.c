/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/break-private.h"

/*
 * In: a heading, a title, a caption. Out: as few lines as it needs, of lengths as even as can be: the sum of the
 * squares of the white is smallest, the last line's counted too, so that none ends in a single short word.
 *
 * A heading rather has one more line than a broken word: a hyphen comes only where a word is wider than the line.
 */

/* Most lines that are balanced; a longer text is no heading, and is broken as a paragraph. */
enum { LINES_MAX = 12, WINDOW_MAX = 200 };

#define COST_OVERFULL (G_GINT64_CONSTANT(1) << 52)
#define COST_HYPHEN (G_GINT64_CONSTANT(1) << 44) /* dearer than any number of lines */
#define COST_LINE (G_GINT64_CONSTANT(1) << 32)   /* dearer than any white of all lines */
#define COST_HARD 60000 /* of a hyphen or slash that is there: 24 % white */

typedef struct Best {
    gint64 cost;
    guint from, line;
} Best;

static gint64
end_cost(BreakKind kind)
{
    switch (kind) {
    case BREAK_HYPHEN:
        return COST_HYPHEN;
    case BREAK_HARD:
    case BREAK_SLASH:
        return COST_HARD;
    case BREAK_SPACE:
    case BREAK_URL:
    case BREAK_FORCED:
        return 0;
    }
    return 0;
}

static BrokenLine
make_line(const LineBreak *breaks, const TextShape *shape, guint from, guint to)
{
    BrokenLine line = { .from = from, .to = to };

    line.limit = shape->measure - (from == 0 ? shape->first_indent : 0);
    line.width = breaks[to].end - breaks[from].start;
    line.overfull = line.width > line.limit;
    return line;
}

static gint64
line_cost(const LineBreak *breaks, const BrokenLine *line)
{
    gint64 white = (gint64)(line->limit - line->width) * 1000 / MAX(line->limit, 1);

    if (line->overfull)
        return COST_OVERFULL + COST_LINE;
    return COST_LINE + white * white + end_cost(breaks[line->to].kind);
}

/* The best last line of a text that ends at `to`: the nearest beginnings first, until one is too far. */
static Best
find_best(const Paragraph *paragraph, const TextShape *shape, const Best *best, guint to)
{
    const LineBreak *breaks = (const LineBreak *)(void *)paragraph->breaks->data;
    Best found = { .cost = G_MAXINT64 };

    for (guint from = to; from-- > 0 && to - from <= WINDOW_MAX;) {
        BrokenLine line = make_line(breaks, shape, from, to);
        if (line.overfull && found.cost != G_MAXINT64)
            break;
        gint64 cost = best[from].cost + line_cost(breaks, &line);
        if (cost < found.cost)
            found = (Best){ .cost = cost, .from = from, .line = best[from].line + 1 };
        if (from > 0 && breaks[from].kind == BREAK_FORCED)
            break;
    }
    return found;
}

bool
break_balanced(const Paragraph *paragraph, const TextShape *shape, GArray *lines)
{
    const LineBreak *breaks = (const LineBreak *)(void *)paragraph->breaks->data;
    guint count = paragraph->breaks->len;
    g_autofree Best *best = g_new0(Best, count);

    for (guint to = 1; to < count; to++)
        best[to] = find_best(paragraph, shape, best, to);
    if (best[count - 1].line > LINES_MAX)
        return false;

    guint start = lines->len;
    g_array_set_size(lines, start + best[count - 1].line);
    for (guint to = count - 1; to > 0; to = best[to].from)
        g_array_index(lines, BrokenLine, start + best[to].line - 1) =
            make_line(breaks, shape, best[to].from, to);
    return true;
}
