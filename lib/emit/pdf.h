/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_EMIT_PDF_H
#define REPLIEK_EMIT_PDF_H

#include <gio/gio.h>

#include "typeset/pages.h"

/*
 * The finished PDF of the pages: PDF/UA-1 and PDF/A-2a, the same bytes for the same pages. Where a draft has no
 * title, or a character no glyph, it is written all the same and claims neither. `not-written` where the pages are
 * not what those standards ask for in other ways, or a font can't be embedded.
 */
GBytes *write_pdf(const Pages *pages, GError **error);

#endif
