/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_READ_DOCUMENT_H
#define REPLIEK_READ_DOCUMENT_H

#include "base/diag.h"
#include "base/text-map.h"

typedef enum ParagraphKind {
    PARAGRAPH_TEXT,    /* running text; also headings of formats that don't mark them (txt, pdf) */
    PARAGRAPH_HEADING, /* marked as a heading by the format; `level` is known */
    PARAGRAPH_ITEM,    /* a list item; `label` is its number or mark */
    PARAGRAPH_CELL,    /* a table cell; `table`, `row`, `column` say which */
    PARAGRAPH_FURNITURE, /* running heads and feet, navigation: kept, never read as content */
} ParagraphKind;

/* A footnote mark: where in the clean text, and which note. */
typedef struct NoteMark {
    size_t at;  /* byte offset in the paragraph's text, between two characters */
    guint note; /* index in Document.notes */
} NoteMark;

/*
 * One paragraph, clean: white space single, line-end hyphens resolved, note marks taken out;
 * otherwise character for character as the source has it.
 */
typedef struct Paragraph {
    ParagraphKind kind;
    TextMap *text;
    char *label;       /* a list mark or number as printed, "1.", "-", "2a"; NULL */
    int level;         /* heading level or list depth from 1; 0 unknown */
    GArray *marks;     /* NoteMark, ascending by `at` */
    GArray *emphasis;  /* Emphasis, ascending; empty where the format has none */
    char *style;       /* the format's own style name, as a hint; NULL */
    int page;          /* from 1; 0 unknown */
    int table;         /* from 1, in document order; 0 outside tables */
    int row, column;   /* from 0, inside a table */
    bool blank_before; /* an empty line or paragraph stood before it */
} Paragraph;

typedef enum EmphasisKind { EMPHASIS_ITALIC = 1, EMPHASIS_BOLD = 2 } EmphasisKind;

typedef struct Emphasis {
    size_t start, end; /* bytes of the clean text */
    unsigned kinds;    /* EmphasisKind, or-ed */
} Emphasis;

typedef struct Note {
    char *label;           /* as in the source: "2", "*" */
    GPtrArray *paragraphs; /* Paragraph */
} Note;

/* What the user is told about the whole file: how it was read, and what of it was left out. */
typedef enum DocumentRemark {
    REMARK_TRACKED_CHANGES = 1, /* tracked changes, read as accepted */
    REMARK_HIDDEN_TEXT = 2,
    REMARK_HEADS = 4, /* words in the heads and feet of pages that the format keeps apart */
    REMARK_COMMENTS = 8,
    REMARK_PICTURES = 16,
    REMARK_EMBEDDED = 32, /* another document inside this one */
    REMARK_ALL = 63,
} DocumentRemark;

/*
 * What was read, in one form for every format and without parliamentary knowledge. Nothing of the
 * text is lost: each source character that is no white space, hyphen or mark stands in exactly one
 * paragraph.
 */
typedef struct Document {
    Source *source;        /* referenced */
    GPtrArray *paragraphs; /* Paragraph, in reading order */
    GPtrArray *notes;      /* Note, in the order of their first mark */
    unsigned remarks;      /* DocumentRemark, or-ed */
} Document;

Document *document_new(Source *source);
void document_free(Document *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Document, document_free)

/* An empty paragraph at the end of `list`, owned by it. */
Paragraph *paragraph_add(GPtrArray *list, ParagraphKind kind, const Source *source);
/* An array that frees its Paragraphs. */
GPtrArray *paragraph_list_new(void);
Note *document_add_note(Document *document, const char *label);

/* One line a paragraph: kind, place, label, text; notes behind them. */
void document_dump(const Document *document, GString *out);

/*
 * Bytes to paragraphs, whatever the format; content decides it. `name` is what messages call the
 * file. NULL with a FAILURE where it can't be read.
 */
Document *read_document(const char *name, GBytes *bytes, Diags *diags, GError **error);

/* The MIME type of a document, by its content. */
const char *document_type(GBytes *bytes);

/* The path of the program that reads PDFs (pdftotext); NULL where it is not installed. */
const char *pdf_program(void);

#endif
