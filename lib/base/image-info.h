/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_BASE_IMAGE_INFO_H
#define REPLIEK_BASE_IMAGE_INFO_H

#include <glib.h>
#include <stdbool.h>

/* The largest image that is read (interface.md, "Limits"). */
/* Pixels an inch below which print shows them. */
enum { IMAGE_DPI_MIN = 200 };

enum { IMAGE_MIB_MAX = 32, IMAGE_MEGAPIXELS_MAX = 40 };

typedef enum ImageKind { IMAGE_PNG, IMAGE_JPEG } ImageKind;

/* What the header of an image says. */
typedef struct ImageInfo {
    ImageKind kind;
    int width, height;   /* pixels, from 1 */
    double dpi_x, dpi_y; /* pixels per inch; 0 where the file doesn't say */
    int components;      /* of a JPEG: 1 grey, 3 colour, 4 CMYK; 0 for a PNG */
} ImageInfo;

/*
 * Reads the header of a PNG or JPEG, by content, and sees that the file is whole; pixels aren't
 * decoded. `unreadable` where it is something else or cut off, `over-limit` above 40 megapixels;
 * `name` is for the message.
 */
bool image_info_read(const char *name, GBytes *bytes, ImageInfo *ret_info, GError **error);

#endif
