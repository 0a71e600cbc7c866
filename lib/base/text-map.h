/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_BASE_TEXT_MAP_H
#define REPLIEK_BASE_TEXT_MAP_H

#include "base/source.h"

/*
 * Clean text, and where in a Source each byte of it came from. Appended to while the text is built,
 * read when a message is made. All offsets are bytes.
 */
typedef struct TextMap {
    const Source *source; /* borrowed; NULL for text that came from nowhere */
    GString *text;
    GArray *runs; /* TextMapRun, ascending and without gaps in `out` */
} TextMap;

typedef struct TextMapRun {
    size_t out;    /* offset in the clean text */
    size_t in;     /* offset in the source */
    size_t length; /* bytes; in both, unless `fixed` */
    bool fixed;    /* every byte of the run stands for the one place `in` (replaced text) */
} TextMapRun;

TextMap *text_map_new(const Source *source);
void text_map_free(TextMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TextMap, text_map_free)

/* Appends bytes that stand in the source from `offset` on, unchanged. */
void text_map_append(TextMap *map, const char *text, size_t length, size_t offset);

/* Appends text that stands in for something else at `offset`: a space for a line end, say. */
void text_map_append_fixed(TextMap *map, const char *text, size_t length, size_t offset);

/* Cuts the clean text off at `length` bytes. */
void text_map_truncate(TextMap *map, size_t length);

/* Appends a piece of another map, keeping its origins. */
void text_map_append_map(TextMap *map, const TextMap *piece, size_t start, size_t end);

/* Source offset of a byte of the clean text; at its end, just behind the last byte's origin. */
size_t text_map_origin(const TextMap *map, size_t offset);

/* Where [start, end) of the clean text stands in the source. */
Span text_map_span(const TextMap *map, size_t start, size_t end);

#endif
