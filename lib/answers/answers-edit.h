/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_ANSWERS_ANSWERS_EDIT_H
#define REPLIEK_ANSWERS_ANSWERS_EDIT_H

#include "answers/answers.h"
#include "answers/splice.h"

/*
 * Edits to answers files, in their own bytes (splice.h): asked for in any order, then made in all files
 * or in none. What stays as it was isn't written.
 */
typedef struct AnswersEdit AnswersEdit;

/* Borrows the answers. */
AnswersEdit *answers_edit_new(const Answers *answers);
void answers_edit_free(AnswersEdit *edit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AnswersEdit, answers_edit_free)

/* Has nothing been asked for? */
bool answers_edit_is_empty(const AnswersEdit *edit);

/* The edits to one file (an index of Answers.sources), for what the calls below don't know. */
Splice *answers_edit_splice(AnswersEdit *edit, int file);

/* Sets a key of an entry, `text` or `status` say; one that it hasn't got goes to the place where
 * `init` writes it. Takes over the value. */
void answers_edit_set(AnswersEdit *edit, const Entry *entry, const char *key, YamlNode *value);

/* `unplaced: {was: …}` in the place of `to`, and the other way round. Takes over the value. */
void answers_edit_unplace(AnswersEdit *edit, const Entry *entry, const char *was);
void answers_edit_place(AnswersEdit *edit, const Entry *entry, YamlNode *to);

/* Adds an entry beside another, or (`near` NULL) at the end of a file's list. Takes it over. */
void answers_edit_add(AnswersEdit *edit, const Entry *near, SpliceSide side, int file,
                      YamlNode *entry);

/* Adds a decision about a sentence at the end of a file's list; `in` may be NULL. */
void answers_edit_decide(AnswersEdit *edit, int file, const Decision *decision);

/* A value for `to` or `question`: the text alone, or a list where there are several. */
YamlNode *yaml_texts_new(const GPtrArray *texts, YamlStyle style);

/* An entry for questions (Question *), ready to fill in, as `init` writes it. */
YamlNode *entry_for_questions(const GPtrArray *questions);

/* The new text of a file; NULL where nothing was asked for, or with `not-written` where it can't be
 * made. */
char *answers_edit_text(const AnswersEdit *edit, int file, GError **error);

/*
 * Adds the files that change (char *, borrowed; GBytes *, owned) to those that files_replace() is to write with them.
 * False as below.
 */
bool answers_edit_gather(const AnswersEdit *edit, GPtrArray *paths, GPtrArray *contents,
                         GError **error);

/*
 * Writes all files that change. Nothing is written, with `not-written`, where one of them can't be, or
 * isn't any more what was read. A byte order mark and UTF-16 stay.
 */
bool answers_edit_save(const AnswersEdit *edit, GError **error);

#endif
