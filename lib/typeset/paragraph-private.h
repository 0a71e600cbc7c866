/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_TYPESET_PARAGRAPH_PRIVATE_H
#define REPLIEK_TYPESET_PARAGRAPH_PRIVATE_H

#include "typeset/shape-private.h"
#include "typeset/text.h"

typedef enum ItemKind { ITEM_WORD, ITEM_SPACE, ITEM_FORCED } ItemKind;

/* Words, spaces and forced line ends, in logical order. */
typedef struct Item {
    ItemKind kind;
    guint32 piece;
    guint32 start, length; /* in Paragraph.text */
    const Face *face;
    const Word *word; /* ITEM_WORD */
    int width;
    int left;      /* advance of all items before it */
    int spaces;    /* advance of all spaces before it: what may stretch */
    guint8 level;  /* of embedding: odd runs from right to left */
    bool together; /* ITEM_SPACE: no line ends here */
} Item;

/* A place where a line may end and the next begin. */
typedef struct LineBreak {
    BreakKind kind;
    int end;          /* advance up to here, added hyphen included, spaces before it excluded */
    int start;        /* end of what the next line leaves out: it is `x - start` wide at x */
    int spaces_end;   /* advance of the spaces that lie before it … */
    int spaces_start; /* … and of those that the next line leaves out */
    int hang_end; /* justified: how far what stands here reaches beyond the edge, at a line's end … */
    int hang_start;       /* … and at the beginning of the next one */
    guint32 item, offset; /* the line ends before this byte of this item */
    guint32 next_item, next_offset;
} LineBreak;

/* In thousandths of their widths. */
typedef struct LineGive {
    int letters, spaces;
} LineGive;

/* A paragraph ready for breaking. */
typedef struct Paragraph {
    const TextPiece *pieces; /* borrowed */
    guint piece_count;
    GString *text;  /* of all pieces */
    GArray *items;  /* Item */
    GArray *breaks; /* LineBreak; the first is its beginning, the last its end */
    LineGive shrink, stretch;
    guint8 *levels; /* per byte of text; NULL where all is left to right */
} Paragraph;

struct Typesetter {
    FontSet *fonts;           /* borrowed */
    const Style *style;       /* borrowed */
    Diags *diags;             /* borrowed */
    const GPtrArray *sources; /* Source, borrowed; NULL */
    Hyphenator *hyphenator;
    Shaper *shaper;
    char *language;
    Paragraph paragraph; /* of the paragraph at hand: its arrays are used again */
    GArray *lines;       /* BrokenLine, likewise */
    GArray *glyphs;      /* Glyph, likewise */
    GArray *slices;      /* of lines.c, likewise; NULL */
};

/* Makes items and possible line ends of the pieces. Findings: missing glyphs. */
void paragraph_build(Typesetter *typesetter, const TextPiece *pieces, guint count,
                     const TextShape *shape);

void paragraph_clear(Paragraph *paragraph);

#endif
