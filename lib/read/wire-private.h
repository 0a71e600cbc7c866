/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_READ_WIRE_PRIVATE_H
#define REPLIEK_READ_WIRE_PRIVATE_H

#include <glib.h>
#include <stdbool.h>

/*
 * Numbers and strings as bytes, for the pipe between a sandboxed reader and its parent. All numbers are 32 bits, least
 * byte first; a string is its length and its bytes.
 */
#define WIRE_NUMBER_LIMIT ((guint32)1 << 30)

void wire_put(GByteArray *out, size_t value);
/* A string that becomes one line: control characters are blanks. May be NULL. */
void wire_put_string(GByteArray *out, const char *text);
void wire_put_bytes(GByteArray *out, const void *data, size_t length);

/* Reads on from `at`; `bad` once anything was wrong, and then everything reads as 0. */
typedef struct Wire {
    const guint8 *at, *end;
    bool bad;
} Wire;

/* A number of at most `limit`. */
guint32 wire_take(Wire *wire, guint32 limit);
/* A count of things that take at least `size` bytes each. */
guint32 wire_take_count(Wire *wire, size_t size);
/* Valid UTF-8 without control characters; newly allocated, NULL where NULL was put. */
char *wire_take_string(Wire *wire);
/* Whatever bytes were put; NULL where the wire is bad. */
GBytes *wire_take_bytes(Wire *wire);

#endif
