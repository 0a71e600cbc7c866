/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_BASE_UTF8_H
#define REPLIEK_BASE_UTF8_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Number of characters (code points) in `length` bytes of valid UTF-8. */
size_t utf8_count(const char *text, size_t length);

/* Byte offset of the n-th character (from 0), at most `length`. */
size_t utf8_offset(const char *text, size_t length, size_t characters);

/* Lines of one file, blank ones too: answers to 100,000 questions, as `init` begins them, are 600,000. */
enum { TEXT_LINES_MAX = 1000000 };

/*
 * Turns the bytes of a text file into UTF-8: strips a byte order mark, reads UTF-16 where the mark
 * says so. Returns a newly allocated, NUL-terminated string and its length, or NULL with a FAILURE
 * (`unreadable`, with line and column) where the bytes are no UTF-8, hold a NUL or look binary, `over-limit` where
 * there are more than TEXT_LINES_MAX lines.
 * `name` is for the message only.
 */
char *text_decode(const char *name, GBytes *bytes, size_t *ret_length, GError **error);

/* The bytes of a text in the encoding of the file that `like` holds: text_decode() the other way round. */
GBytes *text_encode(GBytes *like, const char *text);

/* Is it white space of any kind: ASCII blanks, no-break and typographic spaces? */
bool utf8_is_space(gunichar c);

/* Text with every run of white space made one space, none at the ends. Newly allocated. */
char *utf8_collapse(const char *text);

/*
 * The form in which two texts are compared: NFC, white space collapsed, all quotation marks alike
 * (interface.md, `question`: "white space, quotation marks and Unicode composition do not count").
 * Newly allocated.
 */
char *utf8_comparable(const char *text);

#endif
