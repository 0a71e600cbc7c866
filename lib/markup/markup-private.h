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
    bool in_cell;        /* of a table: `<br>` is a line end */
    bool in_piece;       /* lines between tables, where no more are */
    bool too_deep;       /* reported once */
    bool lists_too_deep; /* likewise */
} MarkupReader;

/* Byte offset in the body of a line and column as cmark gives them: from 1, columns in bytes. */
size_t markup_offset(const MarkupReader *reader, int line, int column);
/* Where bytes of the body stand in the answers file. */
Span markup_span(const MarkupReader *reader, size_t start, size_t end);

/* Bytes [start, end) of MarkupReader.body. */
typedef struct ByteRange {
    size_t start, end;
} ByteRange;

/* Reads the inlines below a paragraph or heading, whose Markdown is `bytes`, into the block's runs. */
void read_inlines(MarkupReader *reader, cmark_node *node, Block *block, ByteRange bytes);

/* Parses Markdown and adds its blocks. What was being read goes on behind it. */
void read_body(MarkupReader *reader, const TextMap *body, GPtrArray *blocks);

/* pipe-table.c: where a table, its rows and its cells stand in the Markdown. */
typedef struct PipeColumn {
    CellAlignment alignment;
    bool is_chosen; /* by `:--` or `:-:`: numbers stay so too */
} PipeColumn;

typedef struct PipeTable {
    size_t line, end; /* from the beginning of the head's line to behind the last row's */
    GArray *rows;     /* ByteRange: the head and the rows below the dashes */
    GArray *columns;  /* PipeColumn */
    guint head_cells; /* as many as there are columns, or it can't be set */
} PipeTable;

/* The first table among lines of a paragraph; NULL where there is none. */
PipeTable *pipe_table_find(const char *text, ByteRange bytes);
void pipe_table_free(PipeTable *table);
/* ByteRange of each cell of a row, without the blanks around it; at least one. */
GArray *pipe_row_cells(const char *text, ByteRange row);

/* number-column.c: are these cells (Block) numbers, as far as they hold anything? */
bool column_holds_numbers(const GPtrArray *cells, bool is_first);
/* A number as Dutch writes it, with signs and units around it. */
bool is_number(const char *text);

/* tables.c: reads a paragraph that holds tables, and what stands between them. False, and nothing
 * done, where it holds none. */
bool read_tables(MarkupReader *reader, ByteRange bytes, GPtrArray *blocks);
/* Gives tables the "Tabel: …" paragraph above or below them, from a place in the list on. */
void find_captions(GPtrArray *blocks, guint from);

/* figures.c: the image, where a paragraph holds one in a file and nothing else; NULL. */
cmark_node *lone_image(const MarkupReader *reader, cmark_node *paragraph);
void read_figure(MarkupReader *reader, cmark_node *image, ByteRange bytes, Block *figure);
/* What is wrong with an image among words, or from elsewhere. */
void report_inline_image(const MarkupReader *reader, const char *url, Span span);
void report_missing_alternative(const MarkupReader *reader, const char *alternative, Span span);

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
