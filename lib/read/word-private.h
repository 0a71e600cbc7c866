/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_READ_WORD_PRIVATE_H
#define REPLIEK_READ_WORD_PRIVATE_H

#include "read/docx-private.h"
#include "read/manuscript-private.h"

/* What the characters of a font are. */
typedef enum WordFont {
    WORD_FONT_LETTERS,
    WORD_FONT_SYMBOL,   /* those of the font Symbol */
    WORD_FONT_PICTURES, /* those of Wingdings and its kind */
} WordFont;

/* How the words of a run look. */
typedef struct WordLook {
    char *style; /* id of its character style */
    WordFont font;
    int bold, italic;
    unsigned losses;
    bool hidden;
} WordLook;

/* What is open around a place: the body, or a text box in a paragraph. */
typedef struct WordFrame {
    ManuscriptParagraph *paragraph; /* borrowed; NULL between paragraphs */
    char *style_id;                 /* of the paragraph */
    int outline, list, level;       /* of its own properties; DOCX_UNSET */
    WordLook look;
    guint table_base; /* tables open outside the frame */
} WordFrame;

typedef struct WordTable {
    int number, row, column, next;
    bool head;
    ManuscriptChange change;
    bool nested;
    int indent;
} WordTable;

/* A content control that is open; `tag` may be NULL. */
typedef struct WordControl {
    char *tag;
    bool placeholder;
} WordControl;

typedef struct WordReader {
    Manuscript *manuscript;
    const DocxStyles *styles;
    DocxNumbering *numbering;
    const GPtrArray *relations; /* of the part that is read */
    GPtrArray *flow;            /* where paragraphs go */
    GHashTable *elements;       /* name → what to do */
    GHashTable *notes;          /* "f2" → index plus 1 */
    GHashTable *comments;       /* id → index plus 1 */
    GHashTable *images;         /* part → index plus 1 */
    GHashTable *bookmarks;      /* id of an open bookmark → name */
    GPtrArray *commented; /* GString per comment: the words that it is about; NULL when closed */
    GArray *frames;       /* WordFrame; the last is open */
    GArray *tables;       /* WordTable; the last is the innermost */
    GArray *controls;     /* WordControl, from the outside in */
    GArray *choices;      /* bool: was an alternative taken in this mc:AlternateContent? */
    GPtrArray *links;     /* char *: addresses of the hyperlinks that are open; may be NULL */
    DocxFields *fields;
    int table_count;
    int inserted, deleted; /* depth of tracked changes */
    int skip;              /* depth inside an element that is left out; 0 outside */
    int text;              /* depth of elements whose text counts */
    int drawings;          /* depth */
    bool in_margin;        /* in a header or footer */
    bool in_properties, in_run_properties, in_row_properties, in_instruction, in_control_properties;
    /* Of the drawing that is open. */
    char *drawing_name, *drawing_text;
    bool drawn;                  /* something of it was taken over */
    unsigned losses;             /* before the paragraph that they belong to */
    GPtrArray *bookmarks_before; /* char *: names of bookmarks that begin between paragraphs */
} WordReader;

WordFrame *word_frame(const WordReader *reader);
void word_frame_push(WordReader *reader);
void word_frame_pop(WordReader *reader);
/* The open paragraph, opened if need be. */
ManuscriptParagraph *word_paragraph_open(WordReader *reader);
void word_paragraph_end(WordReader *reader);
void word_lose(WordReader *reader, unsigned losses);
/* Adds a run with the look, the link and the changes of this place. */
ManuscriptRun *word_add_run(WordReader *reader, ManuscriptRunKind kind);
void word_append_text(WordReader *reader, const char *text, size_t length);

/* The target of a relation of the part that is read; NULL. */
const DocxRelation *word_relation(const WordReader *reader, const char *id);

WordFont word_font(const char *name);
/* What a character of a font stands for; a box, and LOSS_SYMBOL, where nobody knows. */
gunichar word_symbol(WordReader *reader, gunichar c, WordFont font);

/* w:val */
const char *word_value(const char **attributes);
/* A length in twentieths of a point. */
int word_indent(const char **attributes, const char *name, int fallback);

/* What word-drawings.c, word-tables.c and word-marks.c do; each ends with a NULL name. */
typedef struct WordElement {
    const char *name;
    void (*start)(WordReader *reader, const char **attributes);
    void (*end)(WordReader *reader);
} WordElement;
extern const WordElement word_drawing_elements[], word_table_elements[], word_mark_elements[];

/* word-body.c: parses one part into `flow`; `relations` are those of the part. */
typedef struct WordPart {
    GBytes *bytes; /* NULL: nothing to do */
    const GPtrArray *relations;
    GPtrArray *flow; /* where paragraphs of the part go that are in no note or comment */
    bool is_margin;  /* a header or footer */
} WordPart;
void word_reader_init(WordReader *reader);
void word_reader_clear(WordReader *reader);
bool word_part_read(WordReader *reader, const WordPart *part, GError **error);

extern const XmlNamespace word_namespaces[];

#endif
