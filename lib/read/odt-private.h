/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_READ_ODT_PRIVATE_H
#define REPLIEK_READ_ODT_PRIVATE_H

#include "read/draft.h"
#include "read/numbers.h"
#include "read/xml.h"

extern const XmlNamespace odt_namespaces[];

enum { ODT_LEVELS = 10, ODT_UNSET = -1 };

/* What a style says about text; ODT_UNSET where it doesn't. */
typedef struct OdtStyle {
    char *name, *parent;
    int bold, italic, hidden, outline;
    bool page_before, page_after;
} OdtStyle;

/* One level of a list. */
typedef struct OdtLevel {
    NumberFormat format;
    char *prefix, *suffix, *bullet;
    int start, display; /* `display`: how many levels' numbers are printed */
    bool joined;        /* with nothing between them, "2a": LibreOffice's own "%1%%2%." says so */
} OdtLevel;

typedef struct OdtListStyle {
    OdtLevel levels[ODT_LEVELS];
} OdtListStyle;

/* The styles of styles.xml and, over them, the automatic ones of content.xml. */
typedef struct OdtStyles {
    GHashTable *paragraph, *text; /* name → OdtStyle */
    GHashTable *lists;            /* name → OdtListStyle; "" is the outline's */
    bool heads;                   /* there are words in the heads or feet of pages */
    int in_head;                  /* depth; 0 outside */
    OdtStyle *open;               /* while parsing; borrowed, as the next */
    OdtListStyle *open_list;
    OdtLevel *open_level;
} OdtStyles;

OdtStyles *odt_styles_new(void);
void odt_styles_free(OdtStyles *styles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OdtStyles, odt_styles_free)

/* The handlers for style elements; all others pass through unharmed. */
void odt_styles_start(OdtStyles *styles, const char *name, const char **attributes);
void odt_styles_end(OdtStyles *styles, const char *name);
bool odt_styles_read(OdtStyles *styles, GBytes *part, GError **error);

/* The style of this name in a family's table, with what it inherits; never NULL. */
const OdtStyle *odt_style_find(GHashTable *family, const char *name);

/* How far a list has counted; ODT_UNSET where a level has not been used. */
typedef struct OdtCount {
    int counts[ODT_LEVELS];
} OdtCount;

void odt_count_reset(OdtCount *count);
/* Counts one paragraph on a level (from 0) and gives its number or mark; NULL where it has none.
 * `start` overrides where the count goes on; ODT_UNSET. */
char *odt_count_next(OdtCount *count, const OdtListStyle *style, int level, int start);

#endif
