/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_EMIT_PDF_H
#define REPLIEK_EMIT_PDF_H

#include <gio/gio.h>

#include "typeset/pages.h"

/* What an attached file is to the letter (ISO 19005-3, annex E). */
typedef enum PdfRelation {
    PDF_RELATION_SOURCE,    /* the letter was made from it */
    PDF_RELATION_DATA,      /* what a figure shows */
    PDF_RELATION_SUPPLEMENT /* goes with it */
} PdfRelation;

/* A file to embed. */
typedef struct PdfAttachment {
    char *name;        /* folders with slashes */
    char *type;        /* its MIME type */
    char *description; /* one line, for who reads the letter; NULL */
    PdfRelation relation;
    GBytes *bytes;
} PdfAttachment;

/* Copies the strings, takes a reference. */
PdfAttachment *pdf_attachment_new(const char *name, const char *type, PdfRelation relation,
                                  GBytes *bytes);
void pdf_attachment_free(gpointer attachment);

typedef struct PdfOptions {
    GPtrArray *attachments; /* PdfAttachment, their names all different; NULL for none */
    bool print;             /* boxes and marks for the printer's knife */
} PdfOptions;

/*
 * The finished PDF of the pages: PDF/UA-1 and PDF/A-2a, with attachments PDF/A-3a; the same bytes for the same pages
 * and options (NULL: none). Where a draft has no title, or a character no glyph, it is written all the same and claims
 * neither. `not-written` where the pages are not what those standards ask for in other ways, or a font can't be
 * embedded.
 */
GBytes *write_pdf(const Pages *pages, const PdfOptions *options, GError **error);

#endif
