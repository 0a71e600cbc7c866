/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_LETTER_STYLE_H
#define REPLIEK_LETTER_STYLE_H

#include <glib.h>
#include <stdbool.h>

/*
 * The look of a layout, as its template gives it. All lengths are in Pango units (1024 to the point,
 * 72 points to the inch); x from the left edge of the page, y from its top. Templates write mm or pt.
 */

/* Pango's unit, spelled out so that only typesetting needs Pango. */
enum { UNITS_PER_POINT = 1024 };

/* What a text is, and so how it is set. The names are the keys under `styles` in a template. */
typedef enum TextStyleName {
    STYLE_BODY,
    STYLE_TITLE,      /* of the appendix */
    STYLE_KICKER,     /* "Bijlage" above it */
    STYLE_SECTION,    /* "I  Vragen en opmerkingen …" */
    STYLE_FRACTION,   /* heading of a fraction */
    STYLE_SUBHEADING, /* heading within a fraction */
    STYLE_HEADING,    /* heading inside an answer */
    STYLE_LABEL,      /* "Antwoord op vraag PVV-4" */
    STYLE_ASIDE,      /* at the right end of a label's line */
    STYLE_MARGIN,     /* question numbers beside the text */
    STYLE_NOTE,       /* footnotes */
    STYLE_TABLE,
    STYLE_CAPTION,
    STYLE_CODE,
    STYLE_CONTENTS,      /* a line of the table of contents */
    STYLE_CONTENTS_HEAD, /* "Inhoud" */
    STYLE_CONTENTS_SECTION,
    STYLE_CONTENTS_LABEL, /* "vragen", "pagina" above its columns */
    STYLE_GUIDE,          /* Leeswijzer */
    STYLE_SMALL,          /* return address, reference column, page number */
    STYLE_SMALL_LABEL,    /* labels in the reference column */
    STYLE_MINISTRY,       /* word mark beside the ribbon */
    STYLE_DRAFT,          /* CONCEPT */
    STYLE_CHAMBER,        /* a Kamerstuk's first page: "Tweede Kamer der Staten-Generaal" */
    STYLE_CHAMBER_DIGIT,  /* "2" */
    STYLE_SESSION,        /* "Vergaderjaar 2024–2025" */
    STYLE_DOSSIER,        /* numbers and titles of the dossiers */
    STYLE_IMPRINT,
    STYLE_FOOTER, /* "Tweede Kamer, vergaderjaar …" and the page number */
    STYLE_COUNT
} TextStyleName;

typedef struct TextStyle {
    char *family;
    int size;    /* of the type */
    int leading; /* baseline to baseline */
    int baseline; /* from the top of its line to the baseline: where the first line of a frame stands */
    bool bold, italic;
    int before,
        after; /* white above and below a block of it, not added to its neighbour's: the larger counts */
    int indent; /* of the whole block, from the left edge of the measure */
    bool hyphenate;
    bool balance; /* lines of even length: a heading, never justified */
    int tracking; /* added to each advance */
} TextStyle;

/* A rectangle of the page in which something stands. */
typedef struct Frame {
    int x, y, width, height;
} Frame;

/* A rule: 0.4 pt over 30 mm, say. A length of 0 is the whole measure. */
typedef struct RuleStyle {
    int thickness, length;
} RuleStyle;

typedef enum Alignment { ALIGN_RAGGED, ALIGN_JUSTIFIED } Alignment;
typedef enum LineBreaking { BREAK_TOTAL_FIT, BREAK_FIRST_FIT } LineBreaking;

/*
 * What the letter is made into, and so what stands around the text: the frames of a minister's letter, the lines of a
 * printed Kamerstuk, or the legend under a table of all questions.
 */
typedef enum HeadLayout { HEAD_LETTER, HEAD_KAMERSTUK, HEAD_OVERVIEW } HeadLayout;

typedef enum ListMark { LIST_BULLET, LIST_DASH } ListMark;

/*
 * Where the lines of a Kamerstuk stand (domain.md 1.1): every y is a baseline. `left` is the edge of the left column and
 * of the rules, `right` where rules end and the digit and page number end. Titles begin at the x of the text frames.
 *
 * The line with Nr. and the document's title stands `number_below` under the last line of the dossiers, which count
 * as at least `dossier_lines` lines; the date of adoption is on the next grid line, the text goes on after a blank one.
 * So the first page's grid hangs from Nr.; `text_first` in Style is right for no more than `dossier_lines` of them, and
 * moves down (its height shrinks by whole grid lines) by the leading of STYLE_DOSSIER for each line above that.
 */
typedef struct KamerstukLines {
    int left, right;
    int rule; /* thickness of both rules */
    int chamber, digit, rule_upper, session, rule_lower, dossier;
    int dossier_lines;
    int number_below;
    int imprint; /* of its last line */
    int footer_first, footer_next;
} KamerstukLines;

/* The table of all questions (HEAD_OVERVIEW). The answers' column takes what the others leave. */
typedef struct OverviewLook {
    int id, question, owner, status, due; /* widths of columns, the gap to the next included */
    int gap;
    int above, below; /* white in each row … */
    int group_above;  /* … and above the name of a fraction */
    int group_rule, row_rule;
} OverviewLook;

/* What the line breaker weighs, in percent of what it does by itself; 0: as by itself. */
typedef struct LineCosts {
    int white;  /* at the right edge; justified: stretch of the spaces */
    int jump;   /* of the white from line to line */
    int hyphen; /* a line that ends in one */
} LineCosts;

typedef struct Style {
    HeadLayout head;
    KamerstukLines
        kamerstuk; /* HEAD_KAMERSTUK alone; the frames but those of text and CONCEPT mean nothing then */
    OverviewLook overview; /* HEAD_OVERVIEW alone */
    int ink;               /* 0xRRGGBB of text and rules */
    char *
        ribbon_image; /* file with the ministry's ribbon, set in the frame of that name; NULL: a plain one */
    int page_width, page_height;
    int grid;         /* distance of the baselines */
    Frame text_first; /* the text of the covering letter's first page; y is its first baseline */
    Frame
        text_next; /* of all other pages; y is the first baseline, height the last one's distance */
    Frame ribbon, ministry, return_address, address, subject, reference_column, page_number,
        classification_top, classification_foot, draft_mark;
    int subject_tab;   /* from the left of `subject` to its values */
    int reference_gap; /* white between the items of the reference column */
    Alignment align;
    LineBreaking breaking;
    LineCosts line_costs;
    int hyphen_minimum_left, hyphen_minimum_right; /* characters */
    /* "minis-ter": broken there alone; "Rijks=recherche": a compound; as hyphenator_add() has it. NULL: none */
    char **hyphenation;
    TextStyle text[STYLE_COUNT];

    bool bracket;           /* committee's words carry a bracket at the left */
    RuleStyle bracket_rule; /* thickness; length of its ticks */
    int passage_indent;     /* of the committee's words */
    bool margin_numbers;    /* question numbers beside the text */
    int margin_right;       /* right edge of those numbers, from the page's left */
    bool reading_guide;
    /* A thickness of 0: there is no such rule, and no room for it. */
    RuleStyle fraction_rule, note_rule, contents_rule, underline;
    int underline_offset;       /* below the baseline */
    int note_above, note_below; /* white above the note rule, and from it to the notes */
    int note_indent;            /* width of the note's number column */
    bool
        note_number_raised; /* set as a mark before the note's first word, with a space, instead of in a column */
    int table_x, table_width; /* how far a table may go where the column is too narrow for it */
    int table_rule;           /* thickness above and under a table */
    int table_head_rule;      /* under its head */
    int mark_size, mark_rise; /* of a note mark, in thousandths of the type size */
    int list_indent;          /* a level */
    ListMark list_mark;       /* of the first level; the others have dashes */
    int quote_indent;         /* left and right */
    int label_before;         /* white from a question to its label */
    int answer_after;         /* white from an answer to a paragraph that goes on (not `opens`) */
    int answer_after_new;     /* white from an answer to a new paragraph of the document */
    int answer_next;     /* white from an answer to the label of the next, with nothing between */
    int signature_space; /* white for the signature */
    int contents_number, contents_pages; /* widths of its first column and of its last */
    int contents_ids;                    /* width of the column with the questions' numbers */
    bool contents_dots;                  /* dots between an entry and its page */
} Style;

#endif
