/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_MARKUP_PRIVATE_H
#define REPLIEK_MARKUP_PRIVATE_H

#include <cmark.h>

#include "markup/block.h"

/* A note as it stands in the Markdown: taken out before cmark sees it. */
typedef struct NoteSource {
    char *label;
    Span span;      /* of `[^label]` */
    TextMap *text;  /* its Markdown, indentation taken off */
    FootNote *note; /* borrowed from Markup.notes once a mark names it; NULL */
    bool repeated;  /* another note before it has the same label */
} NoteSource;

/*
 * Takes the notes out of the Markdown: plain cmark would make `[^1]: https://…` a link definition,
 * in silence. Returns what is left, with its map, and adds a NoteSource for each.
 */
TextMap *foot_notes_take(const TextMap *text, GPtrArray *notes);
void note_source_free(gpointer note);

/* Length of a footnote mark `[^label]` at the start of `text`, 0 where there is none. */
size_t foot_note_mark_length(const char *text);

/* What one parse_markup() carries along. */
typedef struct MarkupReader {
    Markup *markup;
    GPtrArray *note_sources; /* NoteSource, in the order of the text */
    const char *question;    /* for findings; NULL */
    Diags *diags;
    const TextMap *body; /* the Markdown that cmark was given, mapped to the answers file */
    GArray *line_starts; /* size_t: where its lines start, as cmark counts them */
    int quote_depth;     /* block quotations around the current block */
    int list_depth;      /* lists around it */
    bool in_note;
    bool too_deep; /* reported once */
} MarkupReader;

/* Byte offset in the body of a line and column as cmark gives them: from 1, columns in bytes. */
size_t markup_offset(const MarkupReader *reader, int line, int column);
/* Where bytes of the body stand in the answers file. */
Span markup_span(const MarkupReader *reader, size_t start, size_t end);

/* Does a pipe table begin among the lines of body bytes [start, end)? Says at which byte. */
bool find_pipe_table(const char *text, size_t start, size_t end, size_t *ret_at);

/* Bytes [start, end) of MarkupReader.body. */
typedef struct ByteRange {
    size_t start, end;
} ByteRange;

/* Reads the inlines below a paragraph or heading, whose Markdown is `bytes`, into the block's runs.
 * `keep_lines`: line ends stay line ends. */
void read_inlines(MarkupReader *reader, cmark_node *node, Block *block, ByteRange bytes,
                  bool keep_lines);

/* inline-walk.c: the place in the Markdown that goes with the node that is being read. */
typedef struct InlineWalk {
    const TextMap *body;
    const char *text; /* of the body */
    size_t at, end;
    int quote_depth;
} InlineWalk;

/* Walks over a text node's words and maps them to the answers file. What a backslash or entity
 * stands for has its origin at the backslash or ampersand. */
TextMap *walk_text(InlineWalk *walk, const char *words);
/* Walks over a code span; its content, mapped. */
TextMap *walk_code(InlineWalk *walk, const char *words);
/* Walks over raw HTML; where it stands. */
ByteRange walk_html(InlineWalk *walk, const char *html);
/* Walks to the next line, over the marks of quotations. */
void walk_line_end(InlineWalk *walk);
/* Walks over "[", "![" or "<"; where it stands. */
size_t walk_bracket(InlineWalk *walk, const char *bracket);
/* Walks over "](…)", "][…]" or "]"; where the address stands, its brackets if it is empty. */
ByteRange walk_address(InlineWalk *walk);

#endif
