/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_EMIT_PICTURE_H
#define REPLIEK_EMIT_PICTURE_H

#include <cairo.h>

#include "typeset/pages.h"

/* Paints page `index` (from 0) of the letter, in points from the page's upper left. */
void paint_page(const Pages *pages, guint index, cairo_t *cairo);

/*
 * Page `index` (from 0) as a PNG file of `resolution` pixels an inch. `usage` where there is no such page,
 * `over-limit` where the picture would be larger than cairo can paint.
 */
GBytes *write_picture(const Pages *pages, guint index, int resolution, GError **error);

#endif
