/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_EMIT_PNG_H
#define REPLIEK_EMIT_PNG_H

#include <cairo.h>
#include <glib.h>

/*
 * An image surface (CAIRO_FORMAT_RGB24, flushed) as a PNG file (ISO/IEC 15948): in 16 greys where it has no
 * colour, which text needs no more of, else in full colour. The same bytes for the same pixels.
 */
GBytes *png_encode(cairo_surface_t *surface);

/* The pixels of a PNG file as an image surface, ARGB32 or RGB24; NULL where it is damaged. */
cairo_surface_t *png_decode(GBytes *bytes);

#endif
