/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_READ_PLAIN_NOTES_H
#define REPLIEK_READ_PLAIN_NOTES_H

#include "read/read-private.h"

/*
 * Notes of typed text: a mark "[1]" or "1)" in a line, and further down a line that begins with the same.
 * Each needs the other, so that neither a numbered question nor a stray bracket is taken for one.
 */
typedef struct PlainNotes PlainNotes;

/* Adds the notes to the document, yet without their text. */
PlainNotes *plain_notes_new(Document *document, const GArray *lines);
void plain_notes_free(PlainNotes *notes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PlainNotes, plain_notes_free)

/* A mark in the source, and which note of the document it is for. */
typedef struct PlainMark {
    size_t start, end;
    guint note;
} PlainMark;

/* The first mark in [at, end) of the source; false where there is none. */
bool plain_notes_mark(const PlainNotes *notes, size_t at, size_t end, PlainMark *ret_mark);

/* Where the text of the note begins that line `i` holds; false where it is no note. */
bool plain_notes_body(const PlainNotes *notes, guint i, size_t *ret_start, guint *ret_note);

#endif
