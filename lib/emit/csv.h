/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_EMIT_CSV_H
#define REPLIEK_EMIT_CSV_H

#include <glib.h>
#include <stddef.h>

/*
 * One line as RFC 4180 has it: CRLF, quotation marks doubled; a NULL is an empty cell. Spreadsheets run a cell that begins
 * with "=", "+", "-" or "@" as a formula; a document that nobody has vetted must not do that on the reader's machine, so
 * such a cell gets an apostrophe, which spreadsheets hide.
 */
void csv_append_row(GString *out, const char *const *cells, size_t count);

#endif
