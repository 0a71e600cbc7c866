/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_TYPESET_TEXT_H
#define REPLIEK_TYPESET_TEXT_H

#include "base/diag.h"
#include "typeset/fonts.h"

/*
 * Paragraphs to lines. Pango chooses the fonts; words are shaped once by HarfBuzz and cached; lines are broken by
 * total fit (Knuth and Plass 1981), ragged or justified. All lengths in Pango units.
 */

/* A stretch of text in one look: the input. */
typedef struct TextPiece {
    const char *text;        /* UTF-8; "\n" is a forced line end; borrowed */
    const TextStyle *style;  /* borrowed */
    bool bold, italic, code; /* besides what the style says */
    int size;                /* 0: the style's own */
    int rise;                /* of the baseline, upwards */
    bool keep;               /* no line end inside, no hyphenation: a reference, an id */
    const char *language;    /* NULL: that of the typesetter */
    guint tag;               /* the caller's own: comes back with every glyph run */
    Span span;               /* for findings (missing-glyph, overfull); may be unset */
} TextPiece;

/* Glyphs of one font and one piece on one line: painted at once. */
typedef struct GlyphRun {
    PangoFont *font; /* owned by the FontSet */
    guint tag;
    int x; /* of its first glyph, from the left edge of the measure */
    int rise;
    int width;
    int widen; /* ten-thousandths by which its glyphs are wider than the font's: their places count that in */
    guint glyph_start, glyph_count; /* in TextLines.glyphs */
    size_t text_start, text_length; /* in TextLines.text: what the run says, for extraction */
    guint piece;                    /* index of the TextPiece it comes from */
    bool hyphen;                    /* a hyphen that the breaker put in: not in the text */
    bool rtl;                       /* its clusters run from right to left */
} GlyphRun;

typedef struct Glyph {
    guint32 id;      /* in the run's font */
    int x, y;        /* of its origin, from the run's x and the baseline; y downwards */
    guint32 cluster; /* byte offset in TextLines.text at which its cluster begins */
} Glyph;

typedef struct Line {
    guint run_start, run_count; /* in TextLines.runs */
    int width;                  /* from the left edge of the measure to the end of its last glyph,
                                   hyphen included; a space glyph may follow behind it */
    int hang;                   /* justified: how far its last mark may stand beyond the measure */
    bool hyphenated;            /* ends in a hyphen, put in or there already */
    bool forced;                /* ends by a forced line end or with the paragraph */
} Line;

/* A broken paragraph. */
typedef struct TextLines {
    GArray *lines; /* Line */
    GArray *runs;  /* GlyphRun, left to right on each line */
    Glyph *glyphs;
    guint glyph_count;
    GString *text; /* all text, in logical order; word spaces at line ends included */
    bool cut;      /* a word was wider than the measure */
} TextLines;

typedef struct TextShape {
    int measure;
    int first_indent; /* of the first line; may be negative for a hanging mark */
    Alignment align;  /* justified text needs hyphens: a style without is ragged all the same */
    bool hyphenate;
    bool cut_wide; /* a word wider than the measure may be cut anywhere, without a hyphen */
} TextShape;

/* Fonts, patterns and the word cache. */
typedef struct Typesetter Typesetter;

/* `hyphenation` is the pattern file (hyph_nl.dic); NULL sets without hyphens. Borrows fonts and style. */
Typesetter *typesetter_new(FontSet *fonts, const Style *style, const char *hyphenation,
                           const char *language, Diags *diags, GError **error);
/* Findings go there from now on; returns where they went, both borrowed. */
Diags *typesetter_report_to(Typesetter *typesetter, Diags *diags);
/* Where words may have come from (Source, borrowed): what has no place is looked for there when it is reported. */
void typesetter_look_in(Typesetter *typesetter, const GPtrArray *sources);
void typesetter_free(Typesetter *typesetter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Typesetter, typesetter_free)

/*
 * Breaks a paragraph. No pieces or only white space gives one empty line. A word wider than the measure is cut
 * anywhere and is a finding; a character without a glyph is `missing-glyph`.
 */
TextLines *break_text(Typesetter *typesetter, const TextPiece *pieces, guint count,
                      const TextShape *shape);
void text_lines_free(TextLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TextLines, text_lines_free)

/* Width of one line of text, unbroken. */
int text_width(Typesetter *typesetter, const TextPiece *piece);

#endif
