/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_READ_MANUSCRIPT_PRIVATE_H
#define REPLIEK_READ_MANUSCRIPT_PRIVATE_H

#include "read/manuscript.h"

Manuscript *manuscript_new(void);
ManuscriptRun *manuscript_add_run(ManuscriptParagraph *paragraph, ManuscriptRunKind kind);
/* Adds an empty paragraph to a list of them. */
ManuscriptParagraph *manuscript_add_paragraph(GPtrArray *paragraphs);
ManuscriptNote *manuscript_add_note(GPtrArray *notes, const char *id);
ManuscriptComment *manuscript_add_comment(Manuscript *manuscript, const char *id);
ManuscriptImage *manuscript_add_image(Manuscript *manuscript, const char *name, GBytes *bytes);
ManuscriptDatum *manuscript_add_datum(Manuscript *manuscript, int depth, const char *name);

/* As bytes, for the pipe between worker and parent. */
#define MANUSCRIPT_WIRE_LIMIT ((size_t)128 << 20)
GByteArray *manuscript_write(const Manuscript *manuscript);
/* NULL where the bytes are no whole and valid manuscript. */
Manuscript *manuscript_read(GBytes *bytes);

/* What a fuzzer and the worker call. */
Manuscript *manuscript_docx(GBytes *bytes, const char *data_namespace, GError **error);

#endif
