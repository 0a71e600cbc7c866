/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_H
#define REPLIEK_H

/*
 * The pipeline on one page: a letter is made top to bottom, and each stage reads only what those above it made.
 *
 *   bytes ──read_document──▶ Document ──find_questions──▶ Questions ◀──questions_decide── decisions
 *                                                            │                              ▲
 *   YAML ───read_answers──────────────────────────────▶ Answers ───────────────────────────┘
 *                                                            │
 *                            Questions + Answers ──check_letter──▶ Coverage + findings
 *                    revised Questions + Answers ──update_new────▶ Update: changes, edits to the YAML
 *   template ──read_template──▶ Template + Coverage ──compose_letter──▶ Letter
 *                                              Letter ──typeset_letter──▶ Pages ──write_pdf──▶ bytes
 *
 *   Document  *read_document (name, bytes, diags, error)           paragraphs, headings, notes; no politics
 *   Questions *find_questions(document, diags, error)              fractions, passages, questions, ids, doubts
 *   Answers   *read_answers  (sources, diags, error)               letter data, entries, Markdown as Blocks
 *   Coverage  *check_letter  (questions, answers, diags)           which entry answers which question
 *   Letter    *compose_letter(coverage, template, options, diags)  every word in reading order
 *   Pages     *typeset_letter(letter, style, fonts, …)             every glyph at its place, structure tree
 *   GBytes    *write_pdf     (pages, options, error)               the file
 *
 * Findings about the user's documents go to `diags` and the work goes on; what can't be done at all comes
 * back as NULL with a FAILURE. No stage prints, keeps state or looks at a clock.
 */

#include "answers/answers-edit.h"
#include "answers/answers.h"
#include "base/diag.h"
#include "base/failure.h"
#include "base/files.h"
#include "base/nearest.h"
#include "base/source.h"
#include "base/utf8.h"
#include "check/check.h"
#include "emit/emit.h"
#include "emit/pdf.h"
#include "emit/picture.h"
#include "inspect/inspect.h"
#include "letter/letter.h"
#include "letter/template.h"
#include "questions/questions.h"
#include "read/document.h"
#include "typeset/fonts.h"
#include "typeset/pages.h"
#include "update/update.h"

#endif
