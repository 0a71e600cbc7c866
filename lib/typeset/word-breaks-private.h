/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_TYPESET_WORD_BREAKS_PRIVATE_H
#define REPLIEK_TYPESET_WORD_BREAKS_PRIVATE_H

#include "typeset/shape-private.h"

/*
 * Fills in the word's `breaks` (offset and kind, ascending). `hyphenator` NULL: only where a hyphen,
 * a slash or a soft hyphen stands.
 */
void find_word_breaks(const Hyphenator *hyphenator, Word *word);

#endif
