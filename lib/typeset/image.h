/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_TYPESET_IMAGE_H
#define REPLIEK_TYPESET_IMAGE_H

#include "typeset/pages.h"

enum { IMAGE_BYTES_MAX = 32 * 1024 * 1024, IMAGE_PIXELS_MAX = 40 * 1000 * 1000 };

/*
 * Reads kind, pixels and resolution from the head of a PNG or JPEG file; without a resolution of its own it has 150
 * pixels an inch. NULL with a FAILURE (`missing-image`) where it is neither or is cut off in its head, `over-limit`
 * beyond 40 megapixels. Keeps a reference to `bytes`.
 */
PageImage *image_read(const char *path, GBytes *bytes, GError **error);
void page_image_free(PageImage *image);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PageImage, page_image_free)

#endif
