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
    guint
        answers_heading; /* `apart`: index of the document's own heading for the answers; G_MAXUINT */
    guint
        answers_before; /* `apart`: index of the passage before which they stand; G_MAXUINT otherwise */
    guint own_answers; /* passages in which the document itself answers */
    GHashTable *kept;  /* Passage: those that a part of the letter holds; NULL: all */
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
/* A part of the letter, within the section where it is a fraction's; it has no heading yet. */
Block *walk_open_section(Walk *walk, bool is_fraction);
/* A heading of the document in the innermost section, without the number that is set beside it. */
Block *walk_add_heading(Walk *walk, const Passage *passage, bool restated);
/* "… en reactie van de minister". */
void walk_lengthen(const Walk *walk, Block *heading);
/* Takes over the text. What is counted from here on is of this section. */
void walk_list_contents(Walk *walk, int level, const Block *section, char *text);
/* Is this heading that of the room which the committee left for the answers? */
bool walk_is_for_answers(const Passage *passage);

/* compose-text.c: paragraphs, items and cells, divided where answers stand. */
void walk_add_text(Walk *walk, const Passage *passage);
void walk_add_cell(Walk *walk, const Passage *passage);
bool walk_in_table(const Walk *walk, const Passage *passage);
/* For the contents: this question belongs to what is listed now. */
void walk_count_question(Walk *walk, const Question *question);
/* Closes the table, if one is open, and answers its questions. */
void walk_end_table(Walk *walk);

/* compose-apart.c: where all answers stand in a part of their own. */
void walk_find_apart(Walk *walk);
void walk_add_apart(Walk *walk);

/* compose-part.c: which passages a part of the letter holds; needs walk_find_apart() before. */
void walk_find_part(Walk *walk);
bool walk_leaves_out(const Walk *walk, const Passage *passage);

#endif
