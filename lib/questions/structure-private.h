/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_QUESTIONS_STRUCTURE_PRIVATE_H
#define REPLIEK_QUESTIONS_STRUCTURE_PRIVATE_H

#include "questions/classify.h"
#include "questions/headings.h"
#include "questions/structure.h"
#include "questions/voices.h"

typedef enum Region { REGION_PREAMBLE, REGION_QUESTIONS, REGION_ANSWERS, REGION_AGENDA } Region;

/* Where a walk over the document from top to bottom is. */
typedef struct Structure {
    Questions *questions;
    const GPtrArray *paragraphs;
    Headings *headings;
    Voices *voices;
    const Classifier *classifier;
    HeadingKind *kinds;   /* of each paragraph */
    bool *above_answer;   /* of each paragraph: a label "Antwoord" follows it */
    const Family *family; /* NULL where no title line told it */
    Skeleton skeleton;
    bool word_labels; /* the document writes "Vraag 3", so that a bare "3" is no label */
    bool by_members;  /* members' own questions: the title names who asks */
    Region region;
    bool introduced;    /* the preamble said who asks whom */
    bool government;    /* the government speaks */
    bool labelled;      /* an answer's label said so */
    bool asked;         /* something was asked since the last label, answer or heading */
    bool interleaved;   /* the fraction's heading announces answers */
    guint contents_end; /* paragraphs before this one belong to the table of contents */
    int section;
    Fraction *fraction;
    char *number;            /* the document's own number in force; NULL */
    GPtrArray *theme;        /* char *: the headings above, outermost first */
    Passage *unsigned_label; /* a signature's label that waits for its name */
    int order;
} Structure;

/* The paragraph as printed: its list mark and its text. Newly allocated. */
char *paragraph_line(const Paragraph *paragraph);

/* An item "3." counts as a question's number where there are no fraction headings. */
bool paragraph_is_numbered(const Paragraph *paragraph);

/* "3 Hoeveel …?": in a list a number without a stop before a question is its own as well. The bytes
 * of that number; 0 for none. */
size_t bare_number_length(const char *text);

/* Do members speak, by the first words of the line? */
bool members_speak(const char *line);

/* Fills `kinds`, `family` and `skeleton`. `slug` is the family that the user named, or NULL. False
 * where neither the user nor a title line told it. */
bool read_skeleton(Structure *structure, const char *slug);

/* Who speaks in a paragraph of an answered document, as far as its words tell. */
Voice paragraph_voice(const Structure *structure, const GString *text, bool *ret_asks);

#endif
