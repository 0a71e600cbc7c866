/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_TYPESET_LINES_PRIVATE_H
#define REPLIEK_TYPESET_LINES_PRIVATE_H

#include "typeset/break-private.h"

/* Glyphs of the broken paragraph; `broken` holds BrokenLines. */
TextLines *set_lines(Typesetter *typesetter, const TextShape *shape, const GArray *broken);

#endif
