/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_EMIT_INTO_PRIVATE_H
#define REPLIEK_EMIT_INTO_PRIVATE_H

#include "letter/letter.h"
#include "read/docx-trace.h"

/* What is put in at one place: blocks of the letter that are not the document's own. */
typedef struct Insertion {
    size_t at;         /* in the document's source, behind the words before */
    GPtrArray *blocks; /* Block, borrowed */
} Insertion;

/* How text at a place looks, as XML: what a paragraph and a run written there by hand would take over. */
typedef struct Look {
    guint32 paragraph; /* whose properties it has; DOCX_NO_NODE */
    char *run;         /* inside of w:rPr: typeface, size, language */
    int left;          /* indent, in twentieths of a point; -1: that of the properties */
} Look;

/* One change of the bytes. */
typedef struct Edit {
    guint32 at, remove;
    GString *text;
} Edit;

/* A part of the package, new or in the place of the old. */
typedef struct IntoPart {
    char *name;
    GBytes *bytes;
} IntoPart;

/* A document that is filled in. */
typedef struct Into {
    const Letter *letter;
    Archive *archive;
    DocxTrace *trace;
    const char *xml;     /* of document.xml; borrowed from the trace */
    bool track;          /* all that is put in is a tracked insertion */
    const char *declare; /* " xmlns:w=…" for elements put in, where the file has other prefixes */
    GArray *edits;       /* Edit, of document.xml */
    GPtrArray *parts;    /* IntoPart */
    GString *out;        /* what is being put in */
    Look look;
    guint32 body,
        body_text;     /* a paragraph whose look is taken where the place has none, and its words */
    guint32 preserved; /* the last w:t that was told to keep its blanks */
    guint32 next_id;   /* for bookmarks and tracked changes */
    Diags *diags;
} Into;

/* A property to have in the place of the file's own: "" for none. */
typedef struct Property {
    const char *name, *xml;
} Property;

/* into-places.c */
/* `ret_body_at`: behind some words of a plain paragraph in which something is asked; 0: there is none. */
GPtrArray *find_insertions(const Letter *letter, size_t *ret_body_at);

/* into-cut.c: puts everything in its place, as edits. */
void into_insert(Into *into, const GPtrArray *insertions, size_t body_at);

/* into-words.c */

/* Begins and ends what is a tracked insertion; nothing without `track`. */
void into_open_insertion(Into *into);
void into_close_insertion(Into *into);
/* What makes a paragraph mark, or a table's row, one: an element in its properties. */
void into_append_mark(Into *into, GString *out);
/* The attributes of a tracked change: id, author, date. */
void into_append_author(Into *into, GString *out);
/* The start tag of a tracked change once more, with an id of its own. */
void into_append_renumbered(Into *into, guint32 node);
/* `own` as into_append_properties() has it. */
void into_open_paragraph(Into *into, const Property *own);
void into_close_paragraph(Into *into);
void into_append_runs(Into *into, const GPtrArray *runs, unsigned style);
void into_append_text(Into *into, const char *text, unsigned style);

/* into-properties.c */

/* Of which paragraph the properties are to be: one put in, the first or another piece of a divided one. */
typedef enum PropertyUse { USE_ANSWER, USE_FIRST, USE_REST } PropertyUse;

/* `<w:pPr>…</w:pPr>` with the properties of a paragraph of the file (DOCX_NO_NODE: none), as far as `use` takes them over,
 * and those of `own`, which ends with a NULL name. */
void into_append_properties(const Into *into, GString *out, guint32 paragraph, PropertyUse use,
                            const Property *own);
Look into_look(const Into *into, guint32 paragraph, guint32 text);
void look_clear(Look *look);

/* into.c */
void into_put_part(Into *into, const char *name, GBytes *bytes);

/* into-zip.c: the file with other parts. `not-written` where it can't be zipped. */
GBytes *into_zip(GBytes *file, const GPtrArray *parts, GError **error);

/* into-blocks.c */
void into_append_blocks(Into *into, const GPtrArray *blocks);

/* w:pPr of a paragraph, w:rPr of a run; DOCX_NO_NODE. */
guint32 into_properties(const Into *into, guint32 node);
/* What a paragraph was, as a tracked change of its properties. */
void into_append_property_change(Into *into, GString *out, guint32 paragraph);
/* How far the text of a list's item is indented, in twentieths of a point. */
int into_list_indent(const Into *into, guint32 paragraph, const DocxFlow *flow);

const DocxNode *into_node(const Into *into, guint32 node);
/* "w:p", as the file calls it. */
char *into_name(const Into *into, guint32 node);

#endif
