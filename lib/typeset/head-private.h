/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_TYPESET_HEAD_PRIVATE_H
#define REPLIEK_TYPESET_HEAD_PRIVATE_H

#include "typeset/flow.h"

/* What surrounds the text: shared by head.c, which has the letter's, and head-kamerstuk.c. */
struct Furniture {
    Flow *flow;
    GArray *first, *next, *every; /* Part: y from the top of the page */
    int column_end;               /* of the reference column on pages 2 ff. */
    int first_column_end;         /* likewise on the first page, where statuses stand there too */
    int subject_end;              /* lowest baseline of date and subject */
};

/* Where text goes: to these parts, as content of `parent`; as an artifact where that is NULL. */
typedef struct Side {
    GArray *parts;
    StructureElement *parent;
    ArtifactKind artifact;
} Side;

/* A paragraph. Returns the bottom of its last line. */
int add_text(Furniture *furniture, const Side *side, const char *text, TextStyleName name,
             const Frame *area);
GArray *parts_new(void);
void paint_parts(Furniture *furniture, Page *page, const GArray *parts);
/* The page's number in its words, newly allocated; NULL without. */
char *page_words(const Furniture *furniture, guint number);

/* A Kamerstuk's, all of it but the page's own number. */
void kamerstuk_add(Furniture *furniture, StructureElement *part);
/* The baseline of the line with the document's number: the first of the text. */
int kamerstuk_number_line(const Furniture *furniture);
void kamerstuk_paint_footer(Furniture *furniture, Page *page, guint number);

/* An overview's legend and mark, at the foot of every page; the page's own number ends at the right of its frame. */
void overview_add(Furniture *furniture);
void overview_paint_number(Furniture *furniture, Page *page, guint number);

#endif
