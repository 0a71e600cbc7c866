/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_EMIT_PDF_SHAPES_H
#define REPLIEK_EMIT_PDF_SHAPES_H

#include "emit/pdf-objects.h"
#include "typeset/pages.h"

/* The operators that paint what is no text: rules, boxes, dots, a draft's marks. `height` is the page's. */
void pdf_shape(GString *out, const Paint *paint, int height);

#endif
