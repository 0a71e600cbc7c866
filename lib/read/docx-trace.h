/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_READ_DOCX_TRACE_H
#define REPLIEK_READ_DOCX_TRACE_H

#include "read/document.h"
#include "read/zip.h"

/*
 * Where in the bytes of a Word document stands what was read from it: for whoever puts something between, and leaves
 * every other byte alone. It is made by reading the document once more, by the same rules, so that its lines are those
 * of the Document's source. Offsets are bytes of the part with the text (document.xml).
 */

enum { DOCX_NO_NODE = G_MAXUINT32 };

/* An element. `start` to `inside` is its start tag, `close` to `end` its end tag; an element that is one tag has all of
 * it in front of `inside`. */
typedef struct DocxNode {
    const char *name; /* "w:p", whatever the file calls it; interned */
    guint32 parent;   /* index, DOCX_NO_NODE for the root */
    guint32 start, inside, close, end;
} DocxNode;

typedef enum DocxPieceKind {
    DOCX_TEXT,  /* characters: [start, end), in `node` */
    DOCX_GLYPH, /* an element that reads as characters: a tab, a line break */
    DOCX_MARK,  /* the mark of a note */
    DOCX_CLOSE, /* the end of a range, or the mark of a comment: goes with what is before it */
    DOCX_STOP,  /* a picture, a formula: something to see that is no text */
} DocxPieceKind;

typedef struct DocxPiece {
    DocxPieceKind kind;
    guint32 node;       /* what holds the text; of all others the element itself */
    guint32 start, end; /* DOCX_TEXT: its bytes */
    guint32 at, length; /* bytes of the flow's text */
    guint fields;       /* how many fields are open behind it */
} DocxPiece;

/* A paragraph before it is divided at its line breaks. */
typedef struct DocxFlow {
    GString *text;
    GArray *pieces; /* DocxPiece, in order */
    guint marks;
    int list, level; /* w:numId, 0: none; w:ilvl */
} DocxFlow;

/* A line of the source: a paragraph as read. */
typedef struct DocxLine {
    guint flow; /* index */
    size_t at;  /* the byte of the flow's text that it begins at */
    size_t
        label; /* bytes of the list's mark and the blank behind it, which stand in front in the source */
    ParagraphKind kind;
    bool blank_before; /* an empty paragraph stands before it */
} DocxLine;

/* The parts that the document names; NULL where it has none of a kind. */
typedef struct DocxNames {
    char *document, *relations, *styles, *numbering, *footnotes, *settings;
} DocxNames;

typedef struct DocxTrace {
    DocxNames names;
    GBytes *document;
    GArray *nodes;                /* DocxNode, in the order of their start */
    GPtrArray *flows;             /* DocxFlow */
    GArray *lines;                /* DocxLine */
    guint32 last_id, last_figure; /* the highest w:id, and id of a drawing, in use */
    GHashTable *styles;           /* name in lower case → id, of all kinds */
    char *default_style;          /* id of that of paragraphs; NULL */
    GArray *open;                 /* guint32: nodes without an end yet */
    size_t place, place_length;   /* where the parser is */
    guint fields;
} DocxTrace;

/* Reads the document of a package and remembers its places. Not sandboxed: for a worker. */
DocxTrace *docx_trace_read(Archive *archive, GError **error);
void docx_trace_free(DocxTrace *trace);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DocxTrace, docx_trace_free)

/* A place in document.xml: between two bytes, inside this node. */
typedef struct DocxPlace {
    guint32 at, node;
    guint32 text; /* the element that holds the last of the text */
    guint line;   /* as asked for */
    guint fields; /* open here */
    bool last;    /* nothing to see follows in the paragraph */
} DocxPlace;

/*
 * The place behind the text that ends at this offset of the source (a byte of line `line`, from 0, `column` bytes from
 * its start), and behind the blanks, marks of notes and ends of ranges that follow. False where there is no such place.
 */
bool docx_trace_find(const DocxTrace *trace, guint line, size_t column, DocxPlace *ret_place);

/* The nearest element with this name around `node`, itself included; DOCX_NO_NODE: none. */
guint32 docx_trace_around(const DocxTrace *trace, guint32 node, const char *name);

/* The first child of `node` with this name; DOCX_NO_NODE: none. */
guint32 docx_trace_child(const DocxTrace *trace, guint32 node, const char *name);

/* The child that begins behind `child`, of the same parent; DOCX_NO_NODE: none. */
guint32 docx_trace_next(const DocxTrace *trace, guint32 child);

/* The id of a style by its name, in lower case ("footnote text"); NULL. */
const char *docx_trace_style(const DocxTrace *trace, const char *name);

#endif
