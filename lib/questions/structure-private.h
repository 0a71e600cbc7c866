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
    HeadingKind *kinds;     /* of each paragraph */
    bool *above_answer;     /* of each paragraph: a label "Antwoord" follows it */
    char **asker_marks;     /* of each paragraph: see read_asker_marks() */
    const char *label_mark; /* that of the label above; NULL */
    const Family *family;   /* NULL where no title line told it */
    Skeleton skeleton;
    bool answered;    /* statements stand behind the questions of the list */
    bool word_labels; /* the document writes "Vraag 3", so that a bare "3" is no label */
    bool by_members;  /* members' own questions: the title names who asks */
    bool marked;      /* askers are named beside the questions */
    bool titled;      /* and that title stands somewhere in the document */
    Region region;
    bool opens_letter; /* the heading of a letter was read, and none of its text */
    bool introduced;   /* the preamble said who asks whom */
    bool government;   /* the government speaks */
    bool labelled;     /* an answer's label said so */
    bool asked;        /* something was asked since the last label, answer or heading */
    bool first_person; /* "ik" stands in several paragraphs: the government speaks of itself */
    bool interleaved;  /* the fraction's heading announces answers */
    bool interleaved_section; /* that of the section did, or the government speaks of itself */
    GHashTable *
        last_places; /* contents.c: key of a line → the last that has it; NULL before the first use */
    guint contents_end; /* paragraphs before this one belong to the table of contents */
    int section;
    Fraction *fraction;
    char *number;            /* the document's own number in force; NULL */
    char *page_mark;         /* the page that the document last named; NULL */
    GPtrArray *theme;        /* char *: the headings above, outermost first */
    Passage *unsigned_label; /* a signature's label that waits for its name */
    int order;
} Structure;

/* The paragraph as printed: its list mark and its text. Newly allocated. */
char *paragraph_line(const Paragraph *paragraph);

/* Whom the heading of a fraction names, in whichever of its forms. Newly allocated. */
char *heading_names(const Structure *structure, HeadingKind kind, const char *line);

/* The first paragraph behind the table of contents that begins with this heading. */
guint find_contents_end(Structure *structure, guint heading);

/* An item "3." counts as a question's number where there are no fraction headings. */
bool paragraph_is_numbered(const Paragraph *paragraph);

/* "3 Hoeveel …?": in a list a number without a stop before a question is its own as well. The bytes
 * of that number; 0 for none. */
size_t bare_number_length(const char *text);
/* The same in this document; 0 where bare numbers aren't its own. */
size_t bare_number_end(const Structure *structure, const char *text);

/*
 * Is the number alone on a line a question's? Text stands under it, and first of all a question or
 * the next number: page numbers and those of papers stand alone as well.
 */
bool is_bare_label(const Structure *structure, guint i, const char *line);

/* Is the line a heading of a numbered list that holds no answers? */
bool is_list_heading(const Structure *structure, guint i);

void set_number(Structure *structure, const char *number);
/* An item "3." carries the number itself; "b." below it is 3b. */
void place_number(Structure *structure, Passage *passage);

/* Do members speak, by the first words of the line? */
bool members_speak(const char *line);

/* Fills `kinds`, `family` and `skeleton`, and says of the questions whether that was a guess. `slug`
 * is the family that the user named, or NULL. */
void read_skeleton(Structure *structure, const char *slug);

/* Does the paragraph begin with a sentence in which members ask, by name or as "deze leden"? */
bool members_ask_first(const Structure *structure, const GString *text);

/* Who speaks in a paragraph of an answered document, as far as its words tell. */
Voice paragraph_voice(const Structure *structure, const GString *text, bool *ret_asks);

#endif
