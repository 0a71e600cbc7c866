/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_QUESTIONS_FRACTIONS_H
#define REPLIEK_QUESTIONS_FRACTIONS_H

#include "questions/questions.h"

/* The name under which the questions of nobody in particular stand. */
#define NOBODY "commissie"

/*
 * The fractions that a phrase names, as written: "de leden van de CDA- en ChristenUnie-fractie" →
 * CDA, ChristenUnie; "het lid De Wit" → lid De Wit; "de groep De Wit" → groep De Wit. Empty where
 * it names none.
 */
GPtrArray *parse_fraction_names(const char *phrase);

/*
 * Who asks by the title of members' questions: the parties in brackets, "het lid De Wit (Delta)" →
 * Delta, "de leden A en B (beiden Duin)" → Duin; where there are none the members themselves.
 */
GPtrArray *parse_member_names(const char *phrase);

/* Puts the name by which the document first called a fraction for another way of writing it: another dash, capital or
 * space, its abbreviation or what that stands for. */
void use_known_names(Questions *questions, GPtrArray *names);

/* The fraction of these names (char *), made where it is not there yet. NOBODY for an empty list.
 * `heading` may be NULL; the first one given is kept. */
Fraction *fraction_get(Questions *questions, const GPtrArray *names, const char *heading);

void fraction_free(gpointer fraction);

/* The names joined as ids and lists show them: "CDA+ChristenUnie". */
char *join_names(const GPtrArray *names, const char *separator);

#endif
