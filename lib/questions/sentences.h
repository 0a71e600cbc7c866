/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_QUESTIONS_SENTENCES_H
#define REPLIEK_QUESTIONS_SENTENCES_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Bytes [start, end) of the text, without the white space around them. */
typedef struct Sentence {
    size_t start, end;
} Sentence;

/*
 * Text out of a PDF may hold the labels of questions and answers in the line: "Vraag 2 Klopt het?
 * Antwoord 2 Ja." The end of the label that begins at `at`, note marks before it included; 0 where
 * none does. split_sentences() makes each a sentence of its own.
 */
size_t sentence_label_end(const char *text, size_t at, size_t length, bool *ret_is_answer);

/* The first number in a label: "2a" of "Vraag 2a". Newly allocated. */
char *sentence_label_number(const char *label, size_t length);

/* The sentences of clean text (Sentence): together all of it but the white space and the
 * note marks ("[1]") between them. */
GArray *split_sentences(const char *text, size_t length);

#endif
