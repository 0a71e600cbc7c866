/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_LETTER_WALK_PRIVATE_H
#define REPLIEK_LETTER_WALK_PRIVATE_H

#include "letter/compose-private.h"

/* The letter as far as it is composed. */
typedef struct Walk {
    Composer *composer;
    Block *section;  /* of the document's I, II, III; NULL */
    Block *fraction; /* inside it, or by itself; NULL */
    Block *contents; /* NULL as long as the preamble lasts */
    int level;       /* of the innermost heading above */
    GPtrArray
        *listed;  /* the contents entries that questions belong to now: of section and fraction */
    Block *table; /* the passage with the table being gathered; NULL */
    int table_number;
    GPtrArray *waiting; /* AnswerRun under that table */
    Block *signature;   /* one whose name has not come yet; NULL */
    PassageRole signature_role;
} Walk;

/* compose-passages.c */

/* The innermost section that is open; NULL before the first. */
Block *walk_innermost(const Walk *walk);
/* A block at the end of the letter so far. */
Block *walk_add(Walk *walk, BlockKind kind);
Block *walk_add_passage(Walk *walk, bool opens, bool closes);
/* A passage that is no plain paragraph: what it is of stands in its children. */
Block *walk_add_holder(Walk *walk, bool opens, bool closes);
void walk_add_answer(Walk *walk, AnswerRun *run, bool ids);
/* All of the passage's words. */
Stretch stretch_whole(const Passage *passage);

/* compose-headings.c: `index` is the passage's place in Questions.passages. */
void walk_add_section(Walk *walk, const Passage *passage, guint index);
void walk_add_fraction(Walk *walk, const Passage *passage, guint index);
void walk_add_subheading(Walk *walk, const Passage *passage);

/* compose-text.c: paragraphs, items and cells, divided where answers stand. */
void walk_add_text(Walk *walk, const Passage *passage);
void walk_add_cell(Walk *walk, const Passage *passage);
bool walk_in_table(const Walk *walk, const Passage *passage);
/* Closes the table, if one is open, and answers its questions. */
void walk_end_table(Walk *walk);

#endif
