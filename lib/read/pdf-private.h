/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_READ_PDF_PRIVATE_H
#define REPLIEK_READ_PDF_PRIVATE_H

#include "read/draft.h"

/* Limits of interface.md. */
#define PDF_LIMIT ((size_t)50 << 20)
enum { PDF_PAGE_LIMIT = 2000 };

/* All measures are points, from the page's top left corner down. */

typedef struct PdfWord {
    double left, right, top, bottom;
    size_t start, end; /* bytes of PdfText.text */
    bool raised;       /* smaller and higher than its line: a note mark, or an exponent */
} PdfWord;

typedef enum LineRole {
    LINE_TEXT,
    LINE_NOTE,      /* of a footnote at the page's bottom */
    LINE_FURNITURE, /* a running head or foot, a page number, the margin's small print */
    LINE_LABEL,     /* a number or list mark that stands in front of another line */
} LineRole;

typedef struct PdfLine {
    guint page; /* from 1 */
    double left, right, top, bottom;
    guint first_word, word_count;
    size_t start, end; /* bytes of PdfText.text */
    LineRole role;
    guint label;                      /* index plus 1 of the LINE_LABEL in front of it; 0: none */
    int table, row, column;           /* table from 1; 0 outside tables */
    double column_left, column_right; /* how far lines of its column reach */
} PdfLine;

typedef struct PdfPage {
    double width, height;
    guint first_line, line_count;
    guint top_line, bottom_line; /* the outermost lines, once pdf_layout() has looked */
} PdfPage;

/* The words of a PDF, in lines and pages, in reading order. */
typedef struct PdfText {
    GString *text; /* the lines, each ended by '\n'; words that touch stand together */
    GArray *words, *lines, *pages;
    double size;    /* height of the body's letters, as most of the text has */
    double leading; /* from line to line of the body; 0 unknown */
} PdfText;

/* What `pdftotext -tsv` wrote. NULL with a FAILURE where it is something else. */
PdfText *pdf_text_read(GBytes *bytes, GError **error);
void pdf_text_free(PdfText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfText, pdf_text_free)

static inline PdfLine *
pdf_line(const PdfText *text, guint i)
{
    return &g_array_index(text->lines, PdfLine, i);
}

static inline PdfWord *
pdf_word(const PdfText *text, guint i)
{
    return &g_array_index(text->words, PdfWord, i);
}

/* Finds what each line is, and how wide its column. */
void pdf_layout(PdfText *text);

/* Finds the lines that are cells, when it is known what else they could be. */
void pdf_find_tables(PdfText *text);

/* Lines to paragraphs and notes. */
Draft *pdf_draft(const PdfText *text);

#endif
