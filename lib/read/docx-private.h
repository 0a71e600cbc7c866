/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_READ_DOCX_PRIVATE_H
#define REPLIEK_READ_DOCX_PRIVATE_H

#include "read/docx-trace.h"
#include "read/draft.h"
#include "read/xml.h"
#include "read/zip.h"

/* The namespaces of ECMA-376, transitional and strict, under the prefixes everyone knows. */
extern const XmlNamespace docx_namespaces[];

enum { DOCX_LEVELS = 9, DOCX_UNSET = -1 };

/* A style with what it inherits; DOCX_UNSET where nothing up the chain says. */
typedef struct DocxStyle {
    char *id, *name, *based_on;
    int outline;             /* 0 to 8: a heading; 9: body text */
    int list, level;         /* w:numId and w:ilvl */
    int bold, italic;        /* 0 or 1 */
    const char *numbered_id; /* the style up the chain that gave `list`; borrowed */
    bool resolved;
} DocxStyle;

typedef struct DocxStyles {
    GHashTable *by_id; /* id → DocxStyle */
    char *paragraph;   /* id of the default paragraph style; NULL */
} DocxStyles;

/* `part` NULL: a document without styles. */
DocxStyles *docx_styles_read(GBytes *part, GError **error);
void docx_styles_free(DocxStyles *styles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DocxStyles, docx_styles_free)

/* Never NULL: an unknown or missing id has the empty style. */
const DocxStyle *docx_style_find(const DocxStyles *styles, const char *id);

/* The lists of a document and how far each has counted. */
typedef struct DocxNumbering DocxNumbering;

DocxNumbering *docx_numbering_read(GBytes *part, GError **error);
void docx_numbering_free(DocxNumbering *numbering);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DocxNumbering, docx_numbering_free)

/* The level that a list keeps for a paragraph style (w:pStyle), 0 where it names none. */
int docx_numbering_style_level(const DocxNumbering *numbering, int list, const char *style);

/* Counts one paragraph of a list and gives its number or mark as printed; NULL where it has none.
 * Newly allocated. */
char *docx_numbering_next(DocxNumbering *numbering, int list, int level);

/* Is the level of a list numbered, and by which number did it count last? */
bool docx_numbering_count(const DocxNumbering *numbering, int list, int level, int *ret_number);

/* What w:val of w:numFmt says. */
int docx_number_format(const char *value);

/* Is a property that is on or off (w:b) on? It may stand without a value. */
bool docx_is_on(const char **attributes);

/* The fields open at a place in the text. */
typedef struct DocxFields DocxFields;

DocxFields *docx_fields_new(void);
void docx_fields_free(DocxFields *fields);
void docx_fields_begin(DocxFields *fields);
void docx_fields_instruct(DocxFields *fields, const char *text, size_t length);
/* The instruction ends and the result begins. Where the field repeats the mark of a note that stands
 * elsewhere (NOTEREF), the name of the bookmark around that, newly allocated; else NULL. */
char *docx_fields_separate(DocxFields *fields);
/* Where the innermost field leads as a hyperlink: an address, or "#" and a bookmark; newly allocated,
 * NULL where it is none. */
char *docx_fields_link(const DocxFields *fields);
/* Something stands in place of the innermost field's result. */
void docx_fields_replace(DocxFields *fields);
/* Is what follows the number of this page, or of all? */
bool docx_fields_count_pages(const DocxFields *fields);
void docx_fields_end(DocxFields *fields);
/* Is text at this place not printed, as an instruction or a replaced result? */
bool docx_fields_hide(const DocxFields *fields);
/* An instruction never runs past its paragraph in sound files; where it does, the file is broken,
 * and text must not vanish with it. */
void docx_fields_drop_broken(DocxFields *fields);
void docx_fields_clear(DocxFields *fields);

/* The notes that have a mark; kind is 'f' for footnotes, 'e' for endnotes. */
typedef struct DocxNotes DocxNotes;

DocxNotes *docx_notes_new(Draft *draft);
void docx_notes_free(DocxNotes *notes);
/* The note that a mark on this page names, as its index in the draft. */
guint docx_notes_refer(DocxNotes *notes, char kind, const char *id, guint page);
/* Where a note's text goes; NULL where it has no mark (the separators, and notes whose mark was
 * deleted). */
Flow *docx_notes_find(const DocxNotes *notes, char kind, const char *id, guint *ret_page);
void docx_notes_open_bookmark(DocxNotes *notes, const char *name);
void docx_notes_close_bookmark(DocxNotes *notes);
bool docx_notes_bookmarked(const DocxNotes *notes, const char *name, guint *ret_note);
void docx_notes_set_format(DocxNotes *notes, char kind, const char *value);
/* Marks of the writer's own keep theirs; the others count, footnotes and endnotes apart. */
void docx_notes_number(DocxNotes *notes);

/* Where a part of the package refers to. */
typedef struct DocxRelation {
    char *id; /* NULL where the file forgot it */
    char *
        type; /* a URI; its beginning differs between the two dialects, its end ("/styles") does not */
    char *target; /* the full name of a part, or an address */
    bool external;
} DocxRelation;

/* The relations of a part ("" for those of the package): DocxRelation; empty where it has none. */
GPtrArray *docx_relations_read(Archive *archive, const char *part, GError **error);
/* The part that the first relation of this type leads to; NULL. */
const char *docx_relations_find(const GPtrArray *relations, const char *type);
/* The name of the part with the text. */
char *docx_find_document(Archive *archive, GError **error);
/* The part of this type; NULL, too, where the package names it but lacks it. */
bool docx_read_side(Archive *archive, const GPtrArray *relations, const char *type,
                    GBytes **ret_part, GError **error);

/* Everything of the package that the body and the notes need. */
typedef struct DocxPackage {
    const DocxStyles *styles;
    DocxNumbering *numbering;
    Draft *draft;
    DocxTrace *trace; /* NULL: nobody asks where in document.xml the text stands */
} DocxPackage;

/* Parses document.xml, then (where they are) the parts with the notes, into the draft. */
typedef struct DocxParts {
    GBytes *document, *footnotes, *endnotes; /* the last two may be NULL */
} DocxParts;
bool docx_body_read(DocxPackage *package, const DocxParts *parts, GError **error);

#endif
