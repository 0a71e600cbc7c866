/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_QUESTIONS_SENTENCES_H
#define REPLIEK_QUESTIONS_SENTENCES_H

#include <glib.h>
#include <stddef.h>

/* Bytes [start, end) of the text, without the white space around them. */
typedef struct Sentence {
    size_t start, end;
} Sentence;

/* The sentences of clean text (Sentence): together all of it but the white space between them. */
GArray *split_sentences(const char *text, size_t length);

#endif
