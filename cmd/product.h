/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_CMD_PRODUCT_H
#define REPLIEK_CMD_PRODUCT_H

#include "layout.h"

/* What `build` makes of the pages that are set; part of its options. */
typedef struct ProductOptions {
    int page, resolution; /* of a picture; NOT_GIVEN */
    PdfOptions pdf;       /* borrowed by product_make() */
    char *pages;          /* "4-9": only these; NULL */
    gboolean print, even;
} ProductOptions;

/* No number that anyone means: 0 is one that must be refused. */
enum { NOT_GIVEN = G_MININT };

/*
 * Leaves of the layout's pages what is wanted of them, and makes them ready for print; findings about that go to the
 * session. `usage` where there are no such pages.
 */
bool product_prepare(Session *session, ProductOptions *options, Layout *layout, GError **error);

/* The bytes for `output`: a PDF, or a picture of one page where its name ends in .png. */
GBytes *product_make(const ProductOptions *options, const Layout *layout, const char *output,
                     GError **error);

/* Makes it again and compares with the file: `not-reproduced` where one byte differs. */
bool product_verify(Session *session, const ProductOptions *options, const Layout *layout,
                    const char *path, GError **error);

#endif
