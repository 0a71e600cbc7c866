/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_TYPESET_PAGE_BREAK_H
#define REPLIEK_TYPESET_PAGE_BREAK_H

#include <glib.h>
#include <stdbool.h>

/*
 * What the end of a page would part, from what is given up first to what is given up last. A rule is broken only
 * where every other way breaks a higher one.
 */
typedef enum BreakRule {
    RULE_NONE,
    RULE_LIST,         /* a list from the line that announces it, or a single line of it */
    RULE_HYPHEN,       /* a word */
    RULE_SHORT_ANSWER, /* an answer of up to five lines */
    RULE_ROW,          /* a low row of a table */
    RULE_LEAD,         /* a paragraph that ends in a colon and the two lines that it announces */
    RULE_WIDOW,        /* the last line of a paragraph, alone at the top of a page */
    RULE_ORPHAN,       /* the first line of a paragraph, alone at the foot of a page */
    RULE_LABEL,        /* a question, the label of its answer and the answer's first two lines */
    RULE_HEADING,      /* a heading and the two lines that follow it */
    RULE_UNDIVIDED,    /* a heading of several lines, a signature */
    RULE_NOTE,         /* a note's mark and the note's first line */
    RULE_TOO_HIGH,     /* something higher than a page */
    RULE_COUNT
} BreakRule;

/* One box of the vertical list: a line, mostly. All lengths in the same unit, whichever. */
typedef struct PageItem {
    int white;       /* above it; falls away at the top of a page */
    bool snap;       /* the white grows until the box stands on the grid */
    int repeat;      /* white above it at the top of a page: a table's head is set again there */
    int height;      /* of the box */
    BreakRule rule;  /* what a page end above it would part */
    int cost;        /* of a page end above it, beside the rule; an unfilled line costs 1, two 4 */
    guint notes_due; /* note lines whose marks stand in this box or above it */
    guint note_started; /* the first line of the last note marked in this box … */
    bool marks_note;    /* … where there is one */
} PageItem;

typedef struct PageFrame {
    int first, next; /* height of the first page's text, and of all others' */
    int grid;
    int note_line;     /* height of one line of a note */
    int note_overhead; /* room that notes take on a page beside their lines: white, rule */
    guint note_lines;  /* lines of notes in all */
} PageFrame;

/* One page: items [start, end) and note lines [note_start, note_end). */
typedef struct PageCut {
    guint start, end;
    guint note_start, note_end;
    BreakRule broken; /* the highest rule that this page's end, or its notes, break */
} PageCut;

/*
 * Cuts a vertical list into pages by total fit: the way whose sum of costs is least over all pages. A pure function;
 * time is linear in the number of items, for a given height of the page. Returns PageCut; at least one page.
 */
GArray *break_pages(const PageItem *items, guint count, const PageFrame *frame);

/* White above an item that stands `used` below the top of the page's text; at the top what it repeats there. */
int page_item_white(const PageItem *item, int used, int grid);

#endif
