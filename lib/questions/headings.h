/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_QUESTIONS_HEADINGS_H
#define REPLIEK_QUESTIONS_HEADINGS_H

#include <glib.h>

/* The kinds of line that headings.def knows; HEADING_NONE is running text. */
typedef enum HeadingKind {
#define HEADING(name, pattern, example, counter) HEADING_##name,
#include "questions/headings.def"
#undef HEADING
    HEADING_NONE,
} HeadingKind;

typedef struct HeadingRule {
    const char *name, *pattern, *example, *counter;
} HeadingRule;

/* Which order a family's documents have, and who speaks in them (families.def). */
typedef enum FamilySkeleton { FAMILY_HEADINGS, FAMILY_NUMBERS, FAMILY_SPEAKERS } FamilySkeleton;
typedef enum FamilyVoice {
    FAMILY_VOICE_MEMBERS,
    FAMILY_VOICE_BOTH,
    FAMILY_VOICE_GOVERNMENT,
} FamilyVoice;

/* One row of families.def. */
typedef struct Family {
    const char *slug;
    FamilySkeleton skeleton;
    FamilyVoice voice;
    const char *pattern, *example, *counter;
} Family;

/* headings.def and families.def, compiled: made once for a document. */
typedef struct Headings Headings;
Headings *headings_new(void);
void headings_free(Headings *headings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Headings, headings_free)

/* What a line is. */
HeadingKind headings_match(const Headings *headings, const char *line);

/* A part of a line of that kind ("number", "text", "who", "label", "name"), newly allocated; NULL
 * where the line does not have it. */
char *headings_part(const Headings *headings, HeadingKind kind, const char *line, const char *part);

/* The family that a title line gives away; NULL for none. Of two the one that stands first in the
 * table is the narrower. */
const Family *headings_family(const Headings *headings, const char *line);

/* The families, for messages and unit tests. */
const Family *family_rows(guint *ret_count);

/* The table itself, for the unit tests; in the order of HeadingKind. */
const HeadingRule *heading_rules(void);

#endif
