/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_EMIT_EMIT_H
#define REPLIEK_EMIT_EMIT_H

#include "check/progress.h"
#include "letter/letter.h"
#include "update/changes.h"

/* The formats of interface.md. Each appends to `out`; JSON ends with a newline. */

void emit_questions_text(const Questions *questions, GString *out);
void emit_questions_json(const Questions *questions, GString *out);
void emit_questions_csv(const Questions *questions, GString *out);
void emit_questions_yaml(const Questions *questions, GString *out);

/* `coverage` may be NULL when a fatal finding stopped the work before it. */
void emit_check_json(const Coverage *coverage, const Diags *diags, GString *out);
void emit_check_sarif(const Coverage *coverage, const Diags *diags, GString *out);
void emit_check_junit(const Coverage *coverage, const Diags *diags, GString *out);

void emit_status_text(const Progress *progress, GString *out);
void emit_status_json(const Progress *progress, GString *out);
void emit_status_csv(const Progress *progress, GString *out);

/* What `update` and `diff` tell: every question on a line, but for those that are the same; all of them as JSON. */
void emit_changes_text(const Changes *changes, GString *out);
void emit_changes_json(const Changes *changes, GString *out);

/*
 * The composed letter in other formats. `unreadable` or `over-limit` where an image can't be put into it (false then).
 * HTML wants a letter composed for the screen.
 */
bool emit_letter_html(const Letter *letter, GString *out, GError **error);
void emit_letter_json(const Letter *letter, GString *out);
void emit_letter_xml(const Letter *letter, GString *out);
/* `style` gives the page and its margins. `not-written` where it can't be zipped. */
GBytes *emit_letter_docx(const Letter *letter, const Style *style, GError **error);

/*
 * The Word file that the letter was composed from (in place), with the answers put in and no other byte changed; `track`:
 * as tracked insertions. `name` is what messages call the file. What can't be put where it belongs is a finding.
 */
GBytes *emit_letter_into(const Letter *letter, GBytes *file, const char *name, bool track,
                         Diags *diags, GError **error);

#endif
