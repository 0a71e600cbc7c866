/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_EMIT_JPEG_H
#define REPLIEK_EMIT_JPEG_H

#include <cairo.h>
#include <glib.h>

#include "base/image-info.h"

/* The image's pixels; NULL where they can't be read. The file itself goes into a PDF as it is: this is for pictures. */
cairo_surface_t *jpeg_decode(GBytes *bytes);

/*
 * The file without remarks: what a camera or program wrote beside the pixels, the place where a photo was taken among
 * it, and how it was held, which whoever shows the image must say now. What follows the first scan holds none that
 * readers look at.
 */
GByteArray *jpeg_strip(const guint8 *data, gsize length);

/* The bytes of an image as they may leave the house: a JPEG stripped, a PNG as it is. */
GBytes *image_public(GBytes *bytes, ImageKind kind);

/* The same for a browser, which turns a photo by what the file says of how it was held: that alone stays. */
GBytes *image_for_web(GBytes *bytes, const ImageInfo *info);

#endif
