/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_EMIT_PDF_FONTS_H
#define REPLIEK_EMIT_PDF_FONTS_H

#include <hb.h>
#include <pango/pango.h>
#include <stdbool.h>

#include "emit/pdf-objects.h"

/* What the writer knows of a glyph. */
typedef struct PdfGlyph {
    guint32 text; /* where what it says begins in PdfFont.texts; 0: unknown */
    gint16 width; /* in thousandths of the type size, as the file gives it */
    bool used;
    guint8 byte_count;
    char bytes[4]; /* its code in a string of the content, escaped; once fonts are written */
} PdfGlyph;

/* A font file; a letter uses a handful, each at several sizes. */
typedef struct PdfFont {
    hb_face_t *face;
    guint glyph_count;
    PdfGlyph *glyphs;
    GString *texts;
    guint32 space, hyphen; /* glyphs */
    guint index;           /* its name in the content is F and this */
    guint object;
} PdfFont;

/* A font at a size. */
typedef struct PdfFontSize {
    PdfFont *font;
    int size;     /* Pango units */
    double scale; /* thousandths of the size in a Pango unit */
} PdfFontSize;

typedef struct PdfFonts PdfFonts;

PdfFonts *pdf_fonts_new(void);
void pdf_fonts_free(PdfFonts *fonts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfFonts, pdf_fonts_free)

/* Owned by `fonts`. */
const PdfFontSize *pdf_fonts_find(PdfFonts *fonts, PangoFont *font);

/* What the glyph says: the first text stays. */
void pdf_font_note(PdfFont *font, guint32 glyph, const char *text, gsize length);
bool pdf_font_compare(const PdfFont *font, guint32 glyph, const char *text, gsize length);

/* "" where nothing is known. */
static inline const char *
pdf_font_text(const PdfFont *font, guint32 glyph)
{
    return font->texts->str + font->glyphs[glyph].text;
}

/* First round: this glyph is painted and, unless `text` is NULL, says that. */
static inline void
pdf_font_use(PdfFont *font, guint32 glyph, const char *text, gsize length)
{
    font->glyphs[glyph].used = true;
    if (font->glyphs[glyph].text == 0 && text != NULL && length > 0)
        pdf_font_note(font, glyph, text, length);
}

/* Would a reader take that from the glyph? Kinds of white space, and of hyphens, count as one. */
static inline bool
pdf_font_says(const PdfFont *font, guint32 glyph, const char *text, gsize length)
{
    const char *said = pdf_font_text(font, glyph);
    return (length == 1 && said[0] == text[0] && said[1] == '\0') ||
           pdf_font_compare(font, glyph, text, length);
}

/* Embeds what is used of every font; from then on glyphs have their codes. `not-written` where a font can't be. */
bool pdf_fonts_write(PdfFonts *fonts, PdfFile *file, GError **error);

/* "/Font<</F1 7 0 R>>" */
void pdf_fonts_resources(const PdfFonts *fonts, GString *out);

/* Of each font file its name, version and CRC-32 (char *): against mix-ups, not forgery. */
GPtrArray *pdf_fonts_describe(const PdfFonts *fonts);

/* Does the face have this glyph? */
static inline bool
pdf_font_has(const PdfFont *font, guint32 glyph)
{
    return glyph < font->glyph_count;
}

#endif
