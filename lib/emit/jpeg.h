/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_EMIT_JPEG_H
#define REPLIEK_EMIT_JPEG_H

#include <cairo.h>
#include <glib.h>

/* The image's pixels; NULL where they can't be read. The file itself goes into a PDF as it is: this is for pictures. */
cairo_surface_t *jpeg_decode(GBytes *bytes);

#endif
