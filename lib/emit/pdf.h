/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_EMIT_PDF_H
#define REPLIEK_EMIT_PDF_H

#include <gio/gio.h>

#include "typeset/pages.h"

/* The PDF of the pages, as bytes: the same for the same pages. `not-written` where cairo fails. */
GBytes *write_pdf(const Pages *pages, GError **error);

#endif
