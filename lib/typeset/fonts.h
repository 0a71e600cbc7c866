/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_TYPESET_FONTS_H
#define REPLIEK_TYPESET_FONTS_H

#include <glib.h>
#include <pango/pango.h>

#include "letter/style.h"

/*
 * The fonts that may be used: the files of one folder and no others, through a font map of its own, so that every
 * machine sets the same. Not a global: make one, use it for any number of letters, free it.
 */
typedef struct FontSet FontSet;

/* `unreadable` where the folder holds no font or fontconfig refuses it. */
FontSet *font_set_new(const char *folder, GError **error);
/* Adds the files of another folder, before anything is set; `unreadable` as above. */
bool font_set_add(FontSet *fonts, const char *folder, GError **error);
/* The faces that a family has, or-ed; 0: there is no such family. */
typedef enum FontFace {
    FACE_REGULAR = 1,
    FACE_BOLD = 2,
    FACE_ITALIC = 4,
    FACE_BOLD_ITALIC = 8,
} FontFace;

unsigned font_set_faces(const FontSet *fonts, const char *family);
void font_set_free(FontSet *fonts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FontSet, font_set_free)

/*
 * Does every shipped text font have all characters of the text, as far as that is known without a font being read:
 * Latin, Greek, Cyrillic, the marks of ordinary prose? A character of them that YAML or Markdown writes in another way
 * (\u6E2F, &rarr;) counts as one that isn't known.
 */
bool text_is_ordinary(const char *text, size_t length);

/* The versions of what shapes the text, as they run. Static strings. */
typedef struct FontLibraries {
    const char *pango, *cairo, *harfbuzz;
} FontLibraries;

FontLibraries font_libraries(void);

#endif
