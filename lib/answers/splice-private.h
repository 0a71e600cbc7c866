/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_ANSWERS_SPLICE_PRIVATE_H
#define REPLIEK_ANSWERS_SPLICE_PRIVATE_H

#include "answers/splice.h"

/* A replaced stretch of a scalar's value. */
typedef struct Patch {
    size_t start, end; /* in the value */
    char *word;
} Patch;

/* A pair or item that is new. */
typedef struct NewChild {
    char *key; /* NULL in a list */
    YamlNode *value;
} NewChild;

/* What happens to one node of the file, and beside it. */
typedef struct Edit {
    YamlNode *value; /* stands in its place; NULL */
    char *key;       /* its pair's new key; NULL */
    bool removed;
    GArray *patches;   /* Patch, NULL */
    GPtrArray *before; /* NewChild; NULL */
    GPtrArray *behind; /* NewChild; NULL */
} Edit;

struct Splice {
    Source *source;
    const YamlNode *root; /* borrowed */
    GHashTable *edits;    /* YamlNode (borrowed) → Edit */
};

/* NULL where nothing happens to the node. */
const Edit *splice_edit(const Splice *splice, const YamlNode *node);

/* A collection of the file and one of its children, by index. */
typedef struct Child {
    const YamlNode *parent;
    guint index;
    const YamlPair *pair; /* NULL in a list */
    const YamlNode *node;
} Child;

guint yaml_child_count(const YamlNode *collection);
Child yaml_child(const YamlNode *collection, guint index);

/* splice-places.c: where things stand. All are byte offsets of the source. */

/* The lines of a block scalar. */
typedef struct BlockLines {
    size_t header; /* where its first line ends, before the line end */
    size_t end;    /* where its last line with content ends, likewise */
    size_t whole;  /* the same; with `+`, blank lines that belong to the value included */
    bool keeps;    /* it is one with `+` */
    int indent;    /* column of its text; at least that of blank lines where there is none */
} BlockLines;

BlockLines block_lines(const YamlNode *scalar);
bool is_block_scalar(const YamlNode *node);
/* "[a: b]" holds a mapping without braces of its own. */
bool is_bracketed(const YamlNode *collection);
/* Is it an unquoted nothing, without even a `~`? */
bool is_missing(const YamlNode *node);

size_t break_length(const char *text);
size_t line_start(const Source *source, size_t at);
size_t line_end(const Source *source, size_t at);
int column_of(const Source *source, size_t at);
/* Where blanks, line ends and comments end. */
size_t skip_gap(const Source *source, size_t at);

/* Where a child begins: its key, or the dash of a list by indentation. */
size_t child_start(Child child);
/* Behind its last character; `whole` with the blank lines that belong to a value. */
size_t child_end(Child child, bool whole);
/* Where a value goes that isn't there: behind the colon or dash. */
size_t empty_place(Child child);
/* The last scalar below a child, which ends where it ends. */
const YamlNode *last_leaf(const YamlNode *node);
/* The line end in use around a place. */
const char *eol_at(const Source *source, size_t at);

/* splice-forms.c: how a value is written. */

typedef struct Form {
    bool in_flow;        /* inside brackets: everything on one line */
    int parent;          /* column of the collection that will hold the value */
    int step;            /* columns by which text stands further in than what holds it */
    int least;           /* the least column for text of a block, as the lines behind it want it */
    bool no_block;       /* what stands behind it would be taken for a part of it */
    const YamlNode *old; /* what stood there, for its style; NULL */
    const char *eol;
} Form;

/*
 * Appends the value. What is returned is where its first line ends in `out`: the rest of that line in the file,
 * a comment say, comes between.
 */
size_t write_value(GString *out, const YamlNode *value, const Form *form);
/* The same for a pair or item, all together; `column` is where its key or dash stands. */
void write_child(GString *out, const NewChild *child, int column, const Form *form);
/* Does it end in a text whose last line must have an end? */
bool needs_line_end(const YamlNode *value, const Form *form);

/* splice-bytes.c: edits as stretches of bytes. */

/* The file with the edits made; not yet looked at. `careful`: every text on one line, whatever it was
 * before. NULL where two edits are about the same bytes. */
char *splice_bytes(const Splice *splice, bool careful);

#endif
