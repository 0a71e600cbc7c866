/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_EMIT_INTO_PRIVATE_H
#define REPLIEK_EMIT_INTO_PRIVATE_H

#include "base/image-info.h"
#include "letter/letter.h"
#include "read/docx-trace.h"

/* What is put in at one place: blocks of the letter that are not the document's own. */
typedef struct Insertion {
    size_t at;         /* in the document's source, behind the words before */
    GPtrArray *blocks; /* Block, borrowed */
} Insertion;

/* How text at a place looks, as XML: what a paragraph and a run written there by hand would take over. */
typedef struct Look {
    guint32 paragraph;                     /* whose properties it has; DOCX_NO_NODE */
    char *fonts, *color, *size, *language; /* of runs; "" where their style says it */
    char *style;                           /* w:pStyle, in the place of the paragraph's; NULL */
    int left; /* indent, in twentieths of a point; -1: that of the properties */
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

/* What a part holds, as far as what is added to it has to know. Offsets are bytes. */
typedef struct IntoEntry {
    guint32 id, start, inside; /* its w:id; its start tag */
} IntoEntry;

typedef struct IntoScan {
    guint32 last, last_abstract; /* the highest numbers of its entries */
    size_t inside, close;        /* behind the root's start tag, before its end tag */
    size_t lists_start,
        lists_end;          /* numbering: the first w:num; what has to stand behind the last; 0 */
    GArray *entries;        /* IntoEntry, those with an id */
    GHashTable *extensions; /* of content types */
} IntoScan;

/* A part whose entries all stay, with some more. */
typedef struct GrowingPart {
    char *name;
    bool fresh; /* the file has none */
    GBytes *old;
    IntoScan scan;
    GString *added, *lists; /* `lists` stand behind `added`: w:num behind w:abstractNum */
    GArray *changes;        /* IntoChange, of the old part, ascending */
} GrowingPart;

/* A byte range of an old part that becomes something else. */
typedef struct IntoChange {
    guint32 at, length;
    char *text;
} IntoChange;

/* An image of the answers, read before the work in the sandbox begins. */
typedef struct IntoImage {
    GBytes *bytes;
    ImageInfo info;
} IntoImage;

/* A document that is filled in. */
typedef struct Into {
    const Letter *letter;
    GHashTable *images; /* target → IntoImage */
    bool track;         /* all that is put in is a tracked insertion */
    Diags *diags;

    /* The file. */
    Archive *archive;
    DocxTrace *trace;
    const char *xml;                            /* of document.xml; borrowed from the trace */
    char *folder;                               /* "word/": where its parts are */
    const char *word, *relations_uri, *drawing; /* namespaces, in the file's dialect */
    char *declaration;                          /* " xmlns:w=…", and of r */
    const char *declare,
        *declare_relations;      /* what elements put into document.xml have to declare */
    int text_width, text_height; /* of a page, in twentieths of a point */
    bool blanks;                 /* empty paragraphs part its own */
    int white;                   /* to put below paragraphs, as nothing else parts them; 0 */
    guint32 body,
        body_text;     /* a paragraph whose look is taken where the place has none, and its words */
    size_t section_at; /* behind a section's heading, in the source; 0 */

    /* What is put in. */
    GArray *edits;    /* Edit, of document.xml */
    GPtrArray *parts; /* IntoPart */
    GrowingPart types, relations, notes, note_relations, numbering;
    GHashTable *indents;   /* of the file's own lists: into_read_indents() */
    GHashTable *related;   /* "type target" → number */
    GHashTable *bookmarks; /* anchor of an answer that something leads to → number */
    GArray *own_marks;     /* guint32: nodes of the file's own marks of footnotes, in order */
    guint passed_marks;    /* how many of them stand before what is put in now */
    GHashTable *note_ids;  /* w:id of an own note → its new one */
    guint32 place;         /* where in document.xml it is put in */
    guint32 next_id;       /* for bookmarks and tracked changes */
    guint image_count, plain_list, ordered_list;
    guint32 preserved; /* the last w:t that was told to keep its blanks */

    /* Where the writer is. */
    GString *out;
    Look look;
    const char *expected; /* anchor whose bookmark the next paragraph holds; NULL */
    int list_depth, table_left;
    bool below_label;         /* what comes next belongs to the label above */
    bool list_goes_on;        /* items come behind this one, in its list or one around it */
    bool parted;              /* nothing has to part what comes next from what is above */
    bool in_notes, mark_note; /* the next paragraph begins with the note's number */
} Into;

/* A property to have in the place of the file's own: "" for none. */
typedef struct Property {
    const char *name, *xml;
} Property;

/* into-places.c */
typedef struct Insertions {
    GPtrArray *list;     /* Insertion, in the order of reading */
    size_t body_at;      /* behind some words of a plain paragraph that asks; 0: none */
    size_t section_at;   /* behind a section's heading; 0 */
    GHashTable *anchors; /* char *: of answers that are put in; borrowed */
} Insertions;
Insertions *find_insertions(const Letter *letter);
void insertions_free(Insertions *insertions);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Insertions, insertions_free)

/* One change of document.xml; takes over the text. */
void into_add_edit(Into *into, guint32 at, guint32 remove, GString *text);
/* into-cut.c: puts everything in its place, as edits. */
void into_insert(Into *into, const Insertions *insertions);
/* The look of the document's heading that this block says once more, or of its sections; false: it has none. */
bool into_find_heading(const Into *into, const Block *heading, Look *ret_look);

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
/* A run that holds something else than text. */
void into_append_element(Into *into, const char *xml);
/* The number that a note begins with. */
void into_append_note_number(Into *into);

/* into-properties.c */

/* Of which paragraph the properties are to be: one put in, the first or another piece of a divided one. */
typedef enum PropertyUse { USE_ANSWER, USE_FIRST, USE_REST } PropertyUse;

/* `<w:pPr>…</w:pPr>` with the properties of a paragraph of the file (DOCX_NO_NODE: none), as far as `use` takes them over,
 * and those of `own`, which ends with a NULL name. */
void into_append_properties(const Into *into, GString *out, guint32 paragraph, PropertyUse use,
                            const Property *own);
Look into_look(const Into *into, guint32 paragraph, guint32 text);
/* Its indent, also where that is the properties' own. */
int into_look_left(const Into *into);
void look_clear(Look *look);

/* into.c */
void into_put_part(Into *into, const char *name, GBytes *bytes);

/* into-guards.c: macros, signatures and protection are findings. */
void into_report_guards(Into *into);

/* into-zip.c: the file with other parts. `not-written` where it can't be zipped. */
GBytes *into_zip(GBytes *file, const GPtrArray *parts, GError **error);

/* into-parts.c */
bool into_parts_open(Into *into, GError **error);
/* Hands those that grew to into_put_part(). */
void into_parts_close(Into *into);
void into_parts_clear(Into *into);
bool into_part_open(Into *into, GrowingPart *part, const char *name, const char *root,
                    GError **error);
void into_part_clear(GrowingPart *part);
const char *into_declare_in(const Into *into, const GrowingPart *part);
bool into_binds(const char *tag, size_t length, const char *prefix, const char *uri);
/* Relates the part that is being written to a target; the n of "rId<n>". */
guint into_relate(Into *into, const char *type, const char *target, bool external);
guint into_add_image(Into *into, const IntoImage *image);
/* A list that counts for itself; gives its w:numId. */
guint into_add_list(Into *into, bool ordered, int level, int start);

/* into-notes.c */
/* Puts in the note with this number in the letter; gives its w:id. */
guint into_add_note(Into *into, int number);
/* The marks of the file's own notes, before anything is put in; and once everything is. */
void into_find_notes(Into *into);
void into_finish_notes(Into *into);

/* into-gaps.c */
void into_find_gaps(Into *into);
/* w:spacing of the look's paragraph, with other white; -1 leaves it as it is. Newly allocated. */
char *into_spacing(const Into *into, int before, int after);
/* An empty paragraph, where the committee parts its own by those. */
void into_append_blank(Into *into);

/* into-lists.c: "list level" → left indent plus 1, of the numbering part. */
GHashTable *into_read_indents(GBytes *part);

/* into-blocks.c */
void into_append_blocks(Into *into, const GPtrArray *blocks);
void into_append_caption(Into *into, const char *number, const Block *caption, bool keep);

/* into-tables.c */
void into_append_table(Into *into, const Block *block);
void into_append_figure(Into *into, const Block *block);

/* w:pPr of a paragraph, w:rPr of a run; DOCX_NO_NODE. */
guint32 into_properties(const Into *into, guint32 node);
/* What a paragraph was, as a tracked change of its properties. */
void into_append_property_change(Into *into, GString *out, guint32 paragraph);
/* The number in an attribute of a start tag, by its local name ("left"). */
int into_number_in_tag(const Into *into, guint32 node, const char *name, int fallback);
/* How far the text of a list's item is indented, in twentieths of a point. */
int into_list_indent(const Into *into, guint32 paragraph, const DocxFlow *flow);

const DocxNode *into_node(const Into *into, guint32 node);
/* "w:p", as the file calls it. */
char *into_name(const Into *into, guint32 node);

#endif
