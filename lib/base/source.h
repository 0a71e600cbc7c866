/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_BASE_SOURCE_H
#define REPLIEK_BASE_SOURCE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * A text that was read, as valid UTF-8, and where its lines begin. For docx, odt and pdf it is
 * the text as extracted, one paragraph a line, so that "line" means "paragraph as read" there.
 * Immutable once made and reference counted: Spans, and so findings, point into it.
 */
typedef struct Source {
    gint references;
    char *name;          /* as the user spelled it; "-" for standard input */
    char *text;          /* NUL-terminated; holds no NUL inside */
    size_t length;       /* bytes, without the final NUL */
    GArray *line_starts; /* size_t: byte offset of each line's first character */
    GArray *page_starts; /* size_t: byte offset of each page's first character; NULL: no pages */
    GArray *counts;      /* size_t: characters before each block of SOURCE_BLOCK bytes */
} Source;

/* A stretch of a Source in bytes, end exclusive. Borrows the source; source NULL means "no place".
 */
typedef struct Span {
    const Source *source;
    size_t start, end;
} Span;

/* Takes over `text`, which must be valid UTF-8 without NUL bytes (see text_decode()). */
Source *source_new(const char *name, char *text, size_t length);
Source *source_ref(Source *source);
void source_unref(Source *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Source, source_unref)

/* Line and column of a byte offset: both from 1, columns in characters (code points). */
void source_position(const Source *source, size_t offset, int *ret_line, int *ret_column);

/*
 * The part of the offset's line around it, for a person to see: the whole line where it is short, else some words
 * before and after. `ret_column` is the column of its first character. Newly allocated.
 */
char *source_excerpt(const Source *source, size_t offset, int *ret_column);

/* Byte offset of the end of the line that holds the offset, before its line end. */
size_t source_line_end(const Source *source, size_t offset);

/* Page number (from 1) of a byte offset, 0 where the source has no pages. */
int source_page(const Source *source, size_t offset);

Span span_new(const Source *source, size_t start, size_t end);
bool span_is_set(Span span);

#endif
