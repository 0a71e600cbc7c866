/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_EMIT_PDF_IMAGES_H
#define REPLIEK_EMIT_PDF_IMAGES_H

#include <stdbool.h>

#include "emit/pdf-objects.h"
#include "typeset/pages.h"

/*
 * Every image of the pages as an XObject (ISO 32000-1, 8.9.5), and "/XObject<</I0 7 0 R>>" for the pages' resources
 * into `resources`. `not-written` where one can't be: a JPEG in four colours, a PNG that is damaged inside.
 */
bool pdf_images_write(const Pages *pages, PdfFile *file, GString *resources, GError **error);

#endif
