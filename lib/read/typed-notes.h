/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_READ_TYPED_NOTES_H
#define REPLIEK_READ_TYPED_NOTES_H

#include "read/read-private.h"

/*
 * Footnotes that stand in the text as converters from Word leave them: a mark "[footnoteRef:2]" where it was, the note
 * "[2:  text]" further down, in the same paragraph or another. They become notes of the document, whatever format they
 * came in since.
 */
void document_take_typed_notes(Document *document);

#endif
