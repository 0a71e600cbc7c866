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
 * How far the letters and the spaces of a line give way before it costs as much as it may, in thousandths of their
 * widths. Letters are scaled, all of a line alike (Hàn Thế Thành, "Micro-typographic extensions to the TeX typesetting
 * system", 2000): by 1 % in ragged lines, which nobody sees, and by 2.7 % in justified ones, where the spaces would give
 * way the more. Spaces shrink until 0.165 em are left: in less than that readers of PDF see no space (typesetting.md 5).
 */
enum {
    GIVE_RAGGED = 10,
    GIVE_LETTERS = 27,
    SPACE_STRETCH = 330,
    SPACE_SHRINK = 400,
    SPACE_LEAST = 165 /* of the type size */
};

/* The advance of the line's spaces. */
int line_spaces(const Paragraph *paragraph, guint from, guint to);

/* How much the line gives way, of its natural width. */
int line_give(const Paragraph *paragraph, int width, int spaces, bool shrink);

/* How wide the line may be, with what hangs over the edges. */
int line_room(const Paragraph *paragraph, const TextShape *shape, guint from, guint to);

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
    gint64
        stretch; /* justified: of a line that gives way as far as it may (the sixth power of that) */
    gint64
        uneven; /* … and times the square of the difference with the line before, in hundredths of that */
    gint64 kind[BREAK_FORCED + 1]; /* of ending a line this way */
    gint64 two_hyphens;            /* two hyphenated lines in a row; three never come */
    gint64 stub;                   /* justified: the last line is the rest of a broken word */
    gint64 short_last;             /* the last line has no width; less, up to `short_limit` */
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
