/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_TYPESET_BREAK_PRIVATE_H
#define REPLIEK_TYPESET_BREAK_PRIVATE_H

#include "typeset/paragraph-private.h"

/* A line from one LineBreak to the next. */
typedef struct BrokenLine {
    guint from, to; /* in Paragraph.breaks */
    int limit;      /* how wide it may be, with what hangs over the edges */
    int width;      /* natural */
    bool overfull;
} BrokenLine;

/*
 * How far a justified line gives way, in thousandths, before it costs as much as it may. Spaces shrink by a fifth
 * at most: down to there readers of PDF see a gap (typesetting.md 5). The letters give a little too, in the white
 * between them: 0.1 pt at 9.5 pt, less than the eye sees and than the 2 % that microtype widens them by itself.
 */
enum { SPACE_SHRINK = 200, SPACE_STRETCH = 200, LETTER_SHRINK = 15, LETTER_STRETCH = 20 };

/* How wide the line may be, and how much of the room the letters take; `extra` is negative in a full line. */
int line_room(const Paragraph *paragraph, const TextShape *shape, guint from, guint to);
int letter_room(const Paragraph *paragraph, int letters, int spaces, int extra);

/*
 * What a line costs, in one unit: the square of one thousandth of the measure. A line with 5 % white costs
 * 2500 by its white alone. Set by measuring (see break-lines.c).
 */
typedef struct BreakCosts {
    gint64 white;       /* ragged: times the square of the white */
    gint64 any_white;   /* … and times the white: it rather goes into the last line */
    gint64 much_white;  /* … besides, times the square of what goes beyond `white_limit` */
    gint64 white_limit; /* in thousandths of the measure */
    gint64 jump;        /* times the square of the difference with the line before */
    gint64 stretch;     /* justified: times the cube of the stretch, in hundredths of the allowed */
    gint64 kind[BREAK_FORCED + 1]; /* of ending a line this way */
    gint64 two_hyphens;            /* two hyphenated lines in a row; three never come */
    gint64 short_last;             /* the last line is shorter than `short_limit` */
    gint64 short_limit;            /* in thousandths of the measure */
} BreakCosts;

/* The costs that were set by measuring, times the style's own factors. */
BreakCosts break_costs_of(const Style *style);

/*
 * Breaks the paragraph: appends to `lines`. A line is wider than its limit only where no place allows
 * less.
 */
void break_total_fit(const Paragraph *paragraph, const TextShape *shape, const BreakCosts *costs,
                     GArray *lines);
void break_first_fit(const Paragraph *paragraph, const TextShape *shape, GArray *lines);

/* Breaks a heading into few lines of even length. False, and nothing done, where it is too long for one. */
bool break_balanced(const Paragraph *paragraph, const TextShape *shape, GArray *lines);

#endif
