/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_INSPECT_CONTENT_PRIVATE_H
#define REPLIEK_INSPECT_CONTENT_PRIVATE_H

#include "inspect/object-private.h"

/* A marked-content sequence: what it says, and how often the structure tree names it. */
typedef struct Mark {
    GString *text;
    int page;     /* from 0 */
    bool painted; /* something is: an empty mark need not be in the tree */
    guint met;
} Mark;

/* A picture as it is painted. */
typedef struct Picture {
    int page, width, height; /* pixels */
    double resolution;       /* the lower of both, in pixels an inch */
} Picture;

/* What is painted by the pages looked at so far. */
typedef struct Contents {
    GHashTable *marks;    /* gint64 → Mark: see mark_key() */
    GArray *pictures;     /* Picture */
    GPtrArray *pages;     /* GString: the text of each page in the order of painting */
    GArray *unmarked;     /* guint: paints of each page that are neither marked nor artifacts */
    GHashTable *fonts;    /* object number → FontText */
    GPtrArray *own_fonts; /* FontText of fonts that are no object of their own */
    gsize text_length;    /* of all pages and marks; past a limit no more is kept */
    guint forms;          /* drawn so far: each may draw others, and so many times */
} Contents;

/* The stream that counts the mark (page or form), and its number there. */
static inline gint64
mark_key(int owner, int number)
{
    return (gint64)owner << 32 | (gint64)number;
}

Contents *contents_new(void);
void contents_free(Contents *contents);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Contents, contents_free)

/* `resources` is the page's own or inherited dictionary. */
void contents_read_page(Contents *contents, const Object *page, const Object *resources);

/* The font's codes; borrowed. */
const struct FontText *contents_font(Contents *contents, const Object *font);

#endif
