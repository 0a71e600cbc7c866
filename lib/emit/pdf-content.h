/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_EMIT_PDF_CONTENT_H
#define REPLIEK_EMIT_PDF_CONTENT_H

#include "emit/pdf-fonts.h"
#include "typeset/pages.h"

/* First round: which glyphs of which fonts the pages use. False where a character has none. */
bool pdf_content_collect(const Pages *pages, PdfFonts *fonts);

/* How a page is written, and where to. */
typedef struct PdfContent {
    PdfFonts *fonts;
    int ink; /* what a grey of 0 is: 0xRRGGBB; 0: black, as DeviceGray, which a press prints in black alone */
    GArray *
        marks; /* guint: each mark's element id is appended, so that the n-th added has MCID n - 1 */
    GString *out;
} PdfContent;

/* Second round: the content stream of one page. */
void pdf_content_page(const Pages *pages, const Page *page, const PdfContent *content);

#endif
