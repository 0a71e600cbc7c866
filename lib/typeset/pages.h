/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_TYPESET_PAGES_H
#define REPLIEK_TYPESET_PAGES_H

#include "base/image-info.h"
#include "letter/letter.h"
#include "typeset/text.h"

/* Structure elements of the PDF (ISO 32000-1, 14.8.4), as far as letters use them. */
typedef enum StructureKind {
    STRUCT_DOCUMENT,
    STRUCT_PART,
    STRUCT_SECT,
    STRUCT_DIV,
    STRUCT_H1,
    STRUCT_H2,
    STRUCT_H3,
    STRUCT_H4,
    STRUCT_H5,
    STRUCT_H6,
    STRUCT_P,
    STRUCT_L,
    STRUCT_LI,
    STRUCT_LBL,
    STRUCT_LBODY,
    STRUCT_TABLE,
    STRUCT_THEAD,
    STRUCT_TBODY,
    STRUCT_TR,
    STRUCT_TH,
    STRUCT_TD,
    STRUCT_NOTE,
    STRUCT_REFERENCE,
    STRUCT_LINK,
    STRUCT_BLOCKQUOTE,
    STRUCT_CODE,
    STRUCT_FIGURE,
    STRUCT_CAPTION,
    STRUCT_TOC,
    STRUCT_TOCI,
    STRUCT_SPAN,
    STRUCT_QUESTION,
    STRUCT_ANSWER, /* role-mapped to Div */
} StructureKind;

/* What is painted but is no content: read aloud by nobody (ISO 32000-1, 14.8.2.2). */
typedef enum ArtifactKind {
    ARTIFACT_NONE,
    ARTIFACT_HEADER,
    ARTIFACT_FOOTER,
    ARTIFACT_LAYOUT,
    ARTIFACT_BACKGROUND
} ArtifactKind;

/* What a TH is the head of (/Scope). */
typedef enum TableScope { SCOPE_NONE, SCOPE_COLUMN, SCOPE_ROW } TableScope;

/* A node of the logical tree, in reading order whatever the pages. Owned by its parent. */
typedef struct StructureElement {
    StructureKind kind;
    struct StructureElement *parent;
    GPtrArray *children; /* StructureElement */
    char *alternative;   /* /Alt; NULL */
    char *actual;        /* /ActualText, spoken in the place of what is painted; NULL */
    char *expansion;     /* /E: what its words are short for, to be read aloud; NULL */
    char *language;      /* /Lang where it differs; NULL */
    char *anchor;        /* destination of references; NULL */
    char *title;         /* for the outline; NULL */
    TableScope scope;    /* STRUCT_TH */
    guint column_span;   /* STRUCT_TH, STRUCT_TD: how many columns it goes over; 0: one */
    guint id;            /* its place in Pages.elements */
} StructureElement;

typedef enum PaintKind {
    PAINT_GLYPHS,
    PAINT_RULE,
    PAINT_BOX,
    PAINT_DOTS,
    PAINT_IMAGE,
    PAINT_POLYGON
} PaintKind;

/* One thing on a page: glyphs, a rule, a box; final in every measure. */
typedef struct Paint {
    PaintKind kind;
    ArtifactKind artifact;           /* ARTIFACT_NONE: it belongs to `element` */
    const StructureElement *element; /* borrowed; NULL for artifacts */
    int x, y;                        /* glyphs: start of the baseline; else the top left corner */
    int width, height;
    int thickness;          /* of a box's line; 0: filled; of dots, which stand `height` apart */
    int grey;               /* 0 the pages' ink … 1000 white */
    const TextLines *lines; /* glyphs: borrowed from Pages.texts */
    guint run;              /* index in lines->runs */
    DraftMark mark;         /* PAINT_POLYGON: its shape, in the square of `width` */
    guint image;            /* PAINT_IMAGE: index in Pages.images; fills the rectangle */
    int turn;               /* PAINT_IMAGE: as ImageInfo has it */
} Paint;

/* A picture as its file holds it: the header was read, pixels are for whoever emits it to decode. */
typedef struct PageImage {
    char *path; /* as it was opened */
    GBytes *bytes;
    ImageInfo info;
} PageImage;

/* A rectangle that leads somewhere. */
typedef struct PageLink {
    Frame area;
    char *address;  /* outside; NULL */
    char *target;   /* anchor inside; NULL */
    char *contents; /* what it is, in words */
    const StructureElement *element;
} PageLink;

typedef struct Page {
    GPtrArray *paints; /* Paint, in painting order */
    GPtrArray *links;  /* PageLink */
    char *label;       /* "1" */
} Page;

typedef struct Destination {
    guint page; /* from 0 */
    int x, y;   /* top left corner of what is meant */
} Destination;

/* Geometry is final: emitting decides nothing. */
typedef struct Pages {
    int width, height;
    int ink;          /* 0xRRGGBB of text and rules */
    GPtrArray *pages; /* Page */
    StructureElement *root;
    GPtrArray *elements;      /* StructureElement, borrowed, by id */
    GHashTable *destinations; /* anchor → Destination */
    GPtrArray *texts;         /* TextLines: what the paints' glyphs borrow */
    GPtrArray *images;        /* PageImage, each file once */
    char *title, *author, *subject, *language, *date;
} Pages;

/* `unreadable` where the patterns can't be read, `over-limit` beyond 20,000 pages. */
Pages *typeset_letter(const Letter *letter, const Style *style, FontSet *fonts,
                      const char *hyphenation, Diags *diags, GError **error);
void pages_free(Pages *pages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pages, pages_free)

/* Takes elements out of the tree that hold nothing; their ids, and those of others, are new then. */
void pages_prune(Pages *pages);
/* Takes away all pages but `count` from `first` (from 0) on, with what only those had: elements, places, links. */
void pages_keep(Pages *pages, guint first, guint count);

/* What touches the edge of the page and is filled goes on over it by this, for print. */
enum { PAGE_BLEED = 3 * 2902 }; /* Pango units: 3 mm */
void pages_bleed(Pages *pages);
/* A blank page behind an odd number of pages. */
void pages_make_even(Pages *pages);
/* A finding, `low-resolution`, for every image that is too coarse for print where it stands. */
void report_resolution(const Pages *pages, Diags *diags);

const char *structure_kind_slug(StructureKind kind); /* "P", "LBody" */

/* Every paint with its page, place (pt, to 0.1) and text; then the structure tree. */
void pages_dump(const Pages *pages, GString *out);

#endif
