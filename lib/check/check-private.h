/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_CHECK_PRIVATE_H
#define REPLIEK_CHECK_PRIVATE_H

#include "check/check.h"

/*
 * The questions that an entry's `to` names, as Naming, in its order and each once. An id that names
 * none has a Naming without question; of a bad range only its ends count. With `diags` that is reported
 * (`unknown-question`, `bad-value`). `ret_complete`: could every id be counted?
 */
GArray *resolve_targets(const Questions *questions, const Entry *entry, Diags *diags, guint *steps,
                        bool *ret_complete);

/*
 * What resolving all entries may take, so that ranges that name all questions again and again end: a million namings,
 * or as much work. `steps` begins with it, and is 0 once it is used up: nothing more is resolved then.
 */
enum { RESOLVE_STEPS_MAX = 50000000 };

/* coverage.c: the pairs and counts, without findings. */
Coverage *coverage_new(const Questions *questions, const Answers *answers);
/* The namings of the n-th entry. */
const GArray *coverage_namings(const Coverage *coverage, guint index);
/* Where an entry's `see` leads; NULL where it has none, or it names no question. */
const Question *entry_see(const Questions *questions, const Entry *entry);
/* The id that findings about the whole entry name: its first; NULL where it has none. */
const char *entry_id(const Entry *entry);

/* The families of findings, one function each; check.c has the table. */
void check_unanswered(const Coverage *coverage, Diags *diags);
void check_answered_twice(const Coverage *coverage, Diags *diags);
void check_targets(const Coverage *coverage, Diags *diags);
void check_sentences(const Coverage *coverage, Diags *diags);
void check_see(const Coverage *coverage, Diags *diags);
void check_references(const Coverage *coverage, Diags *diags);
void check_progress(const Coverage *coverage, Diags *diags);
void check_leftovers(const Coverage *coverage, Diags *diags);
void check_doubts(const Coverage *coverage, Diags *diags);
void check_placeholders(const Coverage *coverage, Diags *diags);
void check_metadata(const Coverage *coverage, Diags *diags);
void check_images(const Coverage *coverage, Diags *diags);

#endif
