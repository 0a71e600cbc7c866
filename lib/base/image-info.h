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
    int components;      /* of a JPEG: 1 grey, 3 colour, other JPEGs are refused; 0 for a PNG */
    int turn; /* how it must be turned to stand upright (EXIF 2.3, tag 274): 1 not at all … 8 */
    bool embeddable; /* a JPEG of the kinds that a PDF takes: baseline, extended, progressive */
} ImageInfo;

/* What turns the unit square, from the lower left corner, so that an image stored in it stands upright: x = a·u + c·v + e. */
typedef struct ImageTurn {
    int a, b, c, d, e, f;
} ImageTurn;

const ImageTurn *image_turn(int turn);

/* Width, height and resolution of the image as it is seen: the other way round where it was stored on its side. */
ImageInfo image_info_shown(const ImageInfo *info);

/*
 * Reads the header of a PNG or JPEG, by content, and sees that the file is whole; pixels aren't
 * decoded. `unreadable` where it is something else or cut off, `over-limit` above 40 megapixels;
 * `name` is for the message.
 */
bool image_info_read(const char *name, GBytes *bytes, ImageInfo *ret_info, GError **error);

/* Can the pixels be decoded, and set in a PDF? `unreadable` where not. Linear in the pixels, in constant memory. */
bool image_pixels_check(const char *name, GBytes *bytes, const ImageInfo *info, GError **error);

#endif
