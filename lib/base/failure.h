/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_BASE_FAILURE_H
#define REPLIEK_BASE_FAILURE_H

#include "base/diag.h"

/*
 * The second error channel (architecture.md 3.4): the work can't be done. A GError of this domain
 * has a DiagCode as its code and carries its place, so that cmd/main.c can turn it into one fatal
 * finding.
 */
#define FAILURE (failure_quark())

GQuark failure_quark(void);

/* `file` may be NULL, line and column 0, where there is no place. The message is a translated
 * sentence without full stop that says what to do. */
void failure_set(GError **error, DiagCode code, const char *file, int line, int column,
                 const char *format, ...) G_GNUC_PRINTF(6, 7);

/* The same with the place of a span's start. */
void failure_set_span(GError **error, DiagCode code, Span span, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* Turns any GError into a fatal finding; one of another domain is `unreadable`. */
void failure_report(const GError *error, Diags *diags);

#endif
