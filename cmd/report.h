/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_CMD_REPORT_H
#define REPLIEK_CMD_REPORT_H

#include "session.h"

/*
 * A finding as FILE:LINE:COLUMN: level: text [code], its second places below it as notes. With `colour`, for a
 * terminal, the level is coloured and the source line follows with a caret under the place.
 */
void report_finding(const Diag *diag, bool colour, bool remedy, GString *out);

/* Should output to this stream be coloured? A terminal, not dumb, without NO_COLOR. */
bool report_wants_colour(int fd);

/* All findings of a level at or above `least` and below `most`. */
void report_findings(const Session *session, DiagLevel least, DiagLevel most, bool colour,
                     GString *out);

#endif
