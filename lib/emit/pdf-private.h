/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_EMIT_PDF_PRIVATE_H
#define REPLIEK_EMIT_PDF_PRIVATE_H

#include "emit/pdf-fonts.h"
#include "emit/pdf-objects.h"
#include "emit/pdf.h"
#include "typeset/pages.h"

/* A marked-content sequence of a page. */
typedef struct PdfMark {
    guint element, page;
    guint number; /* its MCID: from 0 on each page */
} PdfMark;

/* A link on a page. */
typedef struct PdfAnnotation {
    const PageLink *link;
    guint page;
    guint object;
} PdfAnnotation;

/* The file in the making. */
typedef struct PdfDocument {
    const Pages *pages;
    const PdfOptions *options;
    PdfFile *file;
    bool conforms;          /* to PDF/UA and PDF/A: it has a title, and every character a glyph */
    GArray *marks;          /* PdfMark, in painting order */
    GArray *mark_starts;    /* guint: the first of each page, and the end */
    GArray *annotations;    /* PdfAnnotation, page by page */
    GPtrArray *fonts;       /* char *: what each is, for the metadata */
    guint first_page;       /* object number; the others follow */
    guint first_element;    /* the same, by element id */
    guint first_attachment; /* its specification; its file and the others follow */
} PdfDocument;

static inline guint
pdf_page_object(const PdfDocument *document, guint page)
{
    return document->first_page + page;
}

static inline guint
pdf_element_object(const PdfDocument *document, guint id)
{
    return document->first_element + id;
}

/* The structure tree root with all below it (14.7); its object number. */
guint pdf_structure_write(PdfDocument *document);

/* Annotations (12.5.6.5). An annotation's key in the parent tree is the number of pages and its index. */
void pdf_annotations_write(PdfDocument *document);
/* The name tree of all destinations (12.3.2.3); its object number, 0 where there are none. */
guint pdf_destinations_write(PdfDocument *document);

/* The outline, of the elements with a title (12.3.3); its object number, 0 where there are none. */
guint pdf_outline_write(PdfDocument *document);
/* "/PageLabels<<…>>" (12.4.2) */
void pdf_page_labels(const Pages *pages, GString *out);

/* XMP (ISO 19005-2, 6.6.2), and the document information that says the same; object numbers. */
guint pdf_metadata_write(PdfDocument *document);
guint pdf_information_write(PdfDocument *document);
/* The letter's date as PDF has it, "D:20250512000000Z"; NULL where it has none. Newly allocated. */
char *pdf_date(const Pages *pages);

static inline bool
pdf_has_attachments(const PdfDocument *document)
{
    return document->options->attachments != NULL && document->options->attachments->len > 0;
}

/* "/MediaBox[…]" of all pages; a page's other boxes, and marks at its corners, with PdfOptions.print. */
void pdf_media_box(const PdfDocument *document, GString *out);
void pdf_print_boxes(const PdfDocument *document, GString *out);
void pdf_print_marks(const PdfDocument *document, GString *out);

/* The name tree of all attachments (7.11.4); its object number, 0 where there are none. */
guint pdf_attachments_write(PdfDocument *document);
/* "/AF[…]", once they are written */
void pdf_attachments_associate(const PdfDocument *document, GString *out);

/* sRGB as output intent (ISO 19005-2, 6.2.3); the object number of its dictionary. */
guint pdf_intent_write(PdfFile *file);

#endif
