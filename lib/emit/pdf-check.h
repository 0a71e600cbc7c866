/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_EMIT_PDF_CHECK_H
#define REPLIEK_EMIT_PDF_CHECK_H

#include <glib.h>
#include <stdbool.h>

#include "typeset/pages.h"

/* Refuses pages from which no PDF/UA and PDF/A file can be made; `not-written` says why. */
bool pdf_check_pages(const Pages *pages, GError **error);

/* Is all there that only the user can give: a title, a language, words for figures? A draft may lack them, and claims less then. */
bool pdf_pages_conform(const Pages *pages);

#endif
