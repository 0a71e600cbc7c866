/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_EMIT_PDF_CONTENT_H
#define REPLIEK_EMIT_PDF_CONTENT_H

#include "emit/pdf-fonts.h"
#include "typeset/pages.h"

/* First round: which glyphs of which fonts the pages use. False where a character has none. */
bool pdf_content_collect(const Pages *pages, PdfFonts *fonts);

/*
 * Second round: the content stream of one page into `out`. Each mark's element id is appended to `marks`, so
 * that the n-th added has MCID n - 1.
 */
void pdf_content_page(const Pages *pages, const Page *page, PdfFonts *fonts, GArray *marks,
                      GString *out);

#endif
