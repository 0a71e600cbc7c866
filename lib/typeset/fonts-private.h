/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_TYPESET_FONTS_PRIVATE_H
#define REPLIEK_TYPESET_FONTS_PRIVATE_H

#include "typeset/fonts.h"

/* The context in which Pango chooses fonts; borrowed. */
PangoContext *font_set_context(const FontSet *fonts);

/* The first are for all text; the others are read when a character is missing from them. */
typedef enum FontShelf { SHELF_TEXT, SHELF_FALLBACK, SHELF_COUNT } FontShelf;

/*
 * The shelf's fonts for this description, best first; NULL where it has none. Never synthesised: without a
 * matching file the family's upright or regular one stands in. Owned by the set.
 */
PangoFontset *font_set_find(FontSet *fonts, FontShelf shelf,
                            const PangoFontDescription *description, const char *language);

/* Keeps the font alive as long as the set. Returns it. */
PangoFont *font_set_keep(FontSet *fonts, PangoFont *font);

#endif
