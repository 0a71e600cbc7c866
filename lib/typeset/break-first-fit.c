/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/break-private.h"

/*
 * In: a paragraph. Out: its lines, each as full as can be, as the printer of the parliamentary papers
 * sets them (`linebreak: first-fit`). The one look ahead: never three hyphenated lines in a row.
 */

static bool
is_hyphen(BreakKind kind)
{
    return kind == BREAK_HYPHEN || kind == BREAK_HARD;
}

/* The last break that the line from `from` can reach; the next one where none fits. */
static guint
fill_line(const Paragraph *paragraph, const TextShape *shape, guint from, bool hyphens)
{
    const LineBreak *breaks = (const LineBreak *)(void *)paragraph->breaks->data;
    guint count = paragraph->breaks->len, best = 0;

    for (guint to = from + 1; to < count; to++) {
        bool fits = breaks[to].end - breaks[from].start <= line_room(paragraph, shape, from, to);

        if (!fits && best != 0)
            break;
        if (best == 0 || hyphens || !is_hyphen(breaks[to].kind))
            best = to;
        if (!fits || breaks[to].kind == BREAK_FORCED)
            break;
    }
    return best;
}

void
break_first_fit(const Paragraph *paragraph, const TextShape *shape, GArray *lines)
{
    const LineBreak *breaks = (const LineBreak *)(void *)paragraph->breaks->data;
    guint hyphens = 0;

    for (guint from = 0; from + 1 < paragraph->breaks->len;) {
        guint to = fill_line(paragraph, shape, from, hyphens < 2);
        BrokenLine line = { .from = from,
                            .to = to,
                            .limit = line_room(paragraph, shape, from, to),
                            .width = breaks[to].end - breaks[from].start };

        line.overfull = line.width > line.limit;
        hyphens = is_hyphen(breaks[to].kind) ? hyphens + 1 : 0;
        g_array_append_val(lines, line);
        from = to;
    }
}
