/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_QUESTIONS_STRUCTURE_H
#define REPLIEK_QUESTIONS_STRUCTURE_H

#include "questions/classify.h"

/* What kind of order a document has; it decides who asks and what the ids count. */
typedef enum Skeleton {
    SKELETON_FRACTIONS, /* a heading for every fraction */
    SKELETON_NUMBERS,   /* no such heading, but numbered questions */
    SKELETON_SPEAKERS,  /* neither: the text itself says who speaks */
} Skeleton;

/*
 * Gives every paragraph of the document its role, heading and place: fills `passages`, `family`
 * and, where headings name them, `fractions`. Body passages get `n` and `order` where their
 * fraction is known; in SKELETON_SPEAKERS that is left to who reads the sentences.
 * A short line that asks something is no heading: the classifier says so. `family` is the one that
 * the user named, or NULL.
 */
Skeleton read_structure(Questions *questions, const Classifier *classifier, const char *family);

/* Puts a body passage at the end of a fraction. */
void fraction_add_passage(Fraction *fraction, Passage *passage);

#endif
