/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_TYPESET_SHAPE_PRIVATE_H
#define REPLIEK_TYPESET_SHAPE_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

#include "typeset/fonts.h"
#include "typeset/hyphenate.h"
#include "typeset/no-break-private.h"

/* One look: a font with its features at a size, and what every word in it needs. */
typedef struct Face {
    const char *family; /* interned */
    int size, tracking;
    bool bold, italic;
    bool tabular; /* figures of one width, for columns */
    PangoFont *font;
    int space, hyphen; /* advances */
    guint32 space_glyph, hyphen_glyph;
    struct FaceFonts *fonts; /* which font has a character: in shape.c */
} Face;

typedef struct ShapedGlyph {
    guint32 id;
    guint32 cluster; /* byte offset in the word */
    int advance, x, y;
    guint16 font; /* index in Shaper.fonts */
    bool unsafe;  /* the word can't be cut before this glyph without shaping both halves anew */
} ShapedGlyph;

typedef enum BreakKind {
    BREAK_SPACE,
    BREAK_HYPHEN, /* we add one */
    BREAK_HARD,   /* behind a hyphen that is there, also where a space follows it */
    BREAK_SLASH,  /* "minister/staatssecretaris", and dashes without spaces */
    BREAK_URL,
    BREAK_FORCED
} BreakKind;

/* Where a word may be cut. */
typedef struct WordBreak {
    guint32 offset; /* bytes of the word that stay before it */
    BreakKind kind;
    int before; /* advance of what stays, without the added hyphen */
    int after;  /* advance of all that follows */
} WordBreak;

/* A shaped stretch without spaces. Owned by the Shaper, and the same object every time. */
typedef struct Word {
    const Face *face;
    const char *text;
    guint32 length;
    bool rtl;
    bool breakable; /* part of the key: may be cut, so that `breaks` is filled */
    bool hyphenate; /* part of the key */
    bool anywhere;  /* part of the key: may be cut before every character that is no mark */
    bool missing;   /* at least one character has no glyph */
    bool plain;     /* of one font, and each character shows something */
    int width;
    guint32 left_rules, right_rules; /* of no-break.def, on either side of a space */
    guint32 glyph_count, break_count;
    ShapedGlyph *glyphs; /* left to right */
    WordBreak *breaks;
} Word;

/* What a word is looked up by. */
typedef struct WordKey {
    const Face *face;
    const char *text;
    guint32 length;
    bool rtl, breakable, hyphenate, anywhere;
} WordKey;

/* Faces and words, each made once. */
typedef struct Shaper {
    FontSet *set;
    const Hyphenator *hyphenator; /* borrowed; NULL: no hyphens */
    char *language;
    GPtrArray *faces; /* Face */
    GPtrArray *fonts; /* PangoFont, borrowed from the set */
    GHashTable *words;
    GStringChunk *texts;
    void *buffer; /* hb_buffer_t */
    NoBreakTable *rules;
} Shaper;

Shaper *shaper_new(FontSet *set, const Hyphenator *hyphenator, const char *language);
void shaper_free(Shaper *shaper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Shaper, shaper_free)

/* The face that looks like `wanted` (its first five fields). */
const Face *shaper_face(Shaper *shaper, const Face *wanted);

const Word *shaper_word(Shaper *shaper, const WordKey *key);

/* The same, as it begins a line behind a hyphen: `*ret_dropped` bytes of a trema are gone from behind its first letter. */
const Word *shaper_tail(Shaper *shaper, const WordKey *key, guint32 *ret_dropped);

/* Where the word is cut before that byte. */
WordBreak shaper_cut(Shaper *shaper, const Word *word, guint32 offset, BreakKind kind);

/* Has the face, or one that stands in for it, a glyph for the character? */
bool face_covers(Shaper *shaper, const Face *face, gunichar c);

#endif
