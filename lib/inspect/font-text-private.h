/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_INSPECT_FONT_TEXT_PRIVATE_H
#define REPLIEK_INSPECT_FONT_TEXT_PRIVATE_H

#include "inspect/object-private.h"

/* How a font's codes are read: what they say and how wide they are. */
typedef struct FontText FontText;

FontText *font_text_new(const Object *font);
void font_text_free(gpointer font);

/* Does every code say what it stands for, as far as the font tells (9.10.2)? */
bool font_text_is_known(const FontText *font);

/*
 * The next code of a string: appends what it says to `out`, and moves `at` on. `ret_width` is in text space, of a size
 * of 1. False at the end.
 */
bool font_text_next(const FontText *font, GBytes *string, gsize *at, GString *out,
                    double *ret_width);

#endif
