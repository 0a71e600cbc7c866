/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_READ_MANUSCRIPT_H
#define REPLIEK_READ_MANUSCRIPT_H

#include "base/diag.h"
#include "markup/block.h"

/*
 * All that a Word file holds of an author's work: words with their look, tables, notes, images, comments and tracked
 * changes, and the marks by which its places are known. Flat, as the file is; what it means is for others to say. A
 * Document (document.h) is the plainer reading, of the questions of a committee.
 */
typedef enum ManuscriptRunKind {
    MANUSCRIPT_TEXT,
    MANUSCRIPT_BREAK, /* a line end inside the paragraph */
    MANUSCRIPT_TAB,
    MANUSCRIPT_NOTE,  /* a mark; `index` in Manuscript.notes */
    MANUSCRIPT_IMAGE, /* `index` in Manuscript.images; `text` is its description, `name` its name */
    MANUSCRIPT_OPEN,  /* a bookmark begins, `text` is its name */
    MANUSCRIPT_CLOSE, /* it ends */
    MANUSCRIPT_COMMENT, /* `index` in Manuscript.comments, behind the words that it is about */
    MANUSCRIPT_RUN_KINDS
} ManuscriptRunKind;

/* A tracked change, not yet decided. Moving is deleting here and inserting there. */
typedef enum ManuscriptChange {
    TRACK_NONE,
    TRACK_INSERTED,
    TRACK_DELETED,
    TRACK_BOTH, /* inserted by one author, deleted by another */
} ManuscriptChange;

/* What Markdown has no words for. */
typedef enum ManuscriptLoss {
    LOSS_UNDERLINE = 1 << 0,
    LOSS_STRIKE = 1 << 1,
    LOSS_COLOUR = 1 << 2,
    LOSS_HIGHLIGHT = 1 << 3,
    LOSS_RAISED = 1 << 4, /* superscript and subscript */
    LOSS_CAPITALS = 1 << 5,
    LOSS_HIDDEN = 1 << 6,
    LOSS_EQUATION = 1 << 7,
    LOSS_CHART = 1 << 8,
    LOSS_DRAWING = 1 << 9, /* shapes, SmartArt */
    LOSS_OBJECT = 1 << 10, /* OLE */
    LOSS_TEXT_BOX = 1 << 11,
    LOSS_MERGED_CELLS = 1 << 12,
    LOSS_NESTED_TABLE = 1 << 13,
    LOSS_SYMBOL = 1 << 14,
    LOSS_IMAGE = 1 << 15, /* one that isn't in the file, or no PNG or JPEG */
    LOSS_ALL = (1 << 16) - 1,
} ManuscriptLoss;

typedef struct ManuscriptRun {
    ManuscriptRunKind kind;
    unsigned style; /* RUN_EMPHASIS, RUN_STRONG: what differs from the paragraph's style */
    ManuscriptChange change;
    unsigned losses; /* ManuscriptLoss, or-ed */
    char *text;
    char *name;
    char *look; /* name of its character style; NULL */
    char *link; /* address, or "#" and a bookmark; NULL */
    guint index;
} ManuscriptRun;

typedef struct ManuscriptParagraph {
    guint place;      /* from 1 in the running text; 0 in notes and comments */
    GPtrArray *runs;  /* ManuscriptRun */
    char *style;      /* name of its style; NULL */
    GPtrArray *tags;  /* char *: of the content controls around it, from the outside in; NULL */
    bool placeholder; /* a content control around it shows its hint */
    int heading;      /* level from 1; 0 */
    bool item;        /* `ordered`, `number`, `level` from 1, `label` as printed */
    bool ordered;
    int number, level;
    int list;    /* which of the file's lists */
    char *label; /* NULL */
    bool spaced; /* contextualSpacing is off in the paragraph's own properties */
    int indent;  /* from the left, of its own, in twentieths of a point; of its table inside one */
    ManuscriptChange end; /* was its end inserted, deleted? */
    unsigned losses;
    int table;       /* from 1 in the order of the file; 0 outside */
    int row, column; /* from 0 */
    bool head;       /* its row is repeated as a head */
    bool aligned;    /* its own properties say how */
    CellAlignment alignment;
    ManuscriptChange row_change;
} ManuscriptParagraph;

typedef struct ManuscriptNote {
    char *id;              /* the file's own: "f2", "e2" */
    GPtrArray *paragraphs; /* ManuscriptParagraph */
} ManuscriptNote;

typedef struct ManuscriptComment {
    char *id;
    char *author;          /* "" where nobody says */
    char *about;           /* the words that it is about, "" where none */
    GPtrArray *paragraphs; /* ManuscriptParagraph */
} ManuscriptComment;

typedef struct ManuscriptImage {
    char *name;    /* of its file in the package */
    GBytes *bytes; /* NULL where the package lacks it */
} ManuscriptImage;

/* An element of the custom XML that was asked for. */
typedef struct ManuscriptDatum {
    int depth;             /* 0: the root */
    char *name;            /* without prefix */
    GPtrArray *attributes; /* char *: name and value by turns */
    char *text;            /* its own text, line ends and all */
} ManuscriptDatum;

typedef struct Manuscript {
    char *name;            /* as messages call the file */
    GPtrArray *paragraphs; /* ManuscriptParagraph */
    GPtrArray *notes;      /* ManuscriptNote, in the order of their first mark */
    GPtrArray *comments;   /* ManuscriptComment */
    GPtrArray *images;     /* ManuscriptImage */
    GPtrArray *data;       /* ManuscriptDatum, in order */
    GPtrArray *
        margins; /* ManuscriptNote: the headers and footers, without the numbers of pages and images */
} Manuscript;

/*
 * Reads a Word file in a sandboxed worker, with its custom XML in one namespace. NULL with a FAILURE where it is no
 * Word file or can't be read.
 */
Manuscript *read_manuscript(const char *name, GBytes *bytes, const char *data_namespace,
                            GError **error);
void manuscript_free(Manuscript *manuscript);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Manuscript, manuscript_free)

/* The value of an attribute; NULL. */
const char *manuscript_datum_get(const ManuscriptDatum *datum, const char *name);

/* The words of a paragraph with the changes made; newly allocated. */
char *manuscript_paragraph_text(const ManuscriptParagraph *paragraph);

/* "underline": as `--accept-loss` names it. `loss` is one of them. */
const char *manuscript_loss_slug(ManuscriptLoss loss);

/* One line a paragraph, its runs below. */
void manuscript_dump(const Manuscript *manuscript, GString *out);

#endif
