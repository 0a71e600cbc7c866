/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_TYPESET_WORD_BREAKS_PRIVATE_H
#define REPLIEK_TYPESET_WORD_BREAKS_PRIVATE_H

#include "typeset/shape-private.h"

/*
 * Fills in the word's `breaks` (offset and kind, ascending). `hyphenator` NULL: only where a hyphen,
 * a slash or a soft hyphen stands.
 */
void find_word_breaks(const Hyphenator *hyphenator, Word *word);

/*
 * Dutch drops the trema behind a hyphen: "financi-ele". The bytes of the letter with a trema that the text begins
 * with, and the letter without it; 0 where it begins otherwise.
 */
size_t trema_length(const char *text, size_t length, char *ret_plain);

#endif
