/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_READ_DOCX_BODY_PRIVATE_H
#define REPLIEK_READ_DOCX_BODY_PRIVATE_H

#include "read/docx-trace-private.h"

typedef struct DocxProperties {
    char *style; /* id */
    int outline, list, level;
    bool mark_deleted; /* the paragraph's end is a tracked deletion */
} DocxProperties;

typedef struct DocxRun {
    char *style;
    int bold, italic;
    bool hidden, in_symbols; /* in_symbols: set in the font Symbol */
    guint custom_note;       /* index plus 1 of the note whose mark is the text that follows */
} DocxRun;

/* The body, or a text box in it. */
typedef struct DocxFrame {
    DraftParagraph *paragraph; /* open; NULL between paragraphs */
    DocxProperties properties;
    DocxRun run;
    GPtrArray *after;  /* DraftParagraph of text boxes, for behind the open paragraph */
    guint table_base;  /* tables open outside the frame */
    bool in_paragraph; /* between w:p and its end: properties and runs belong to it */
} DocxFrame;

typedef struct DocxTable {
    int number, row, column, next;
} DocxTable;

typedef struct DocxBody {
    DocxPackage *package;
    GHashTable *elements; /* name → Element */
    Flow *flow;           /* where paragraphs go: the body, or a note's */
    GPtrArray *frames;    /* DocxFrame; the last is open */
    GArray *tables;       /* DocxTable; the last is the innermost */
    DocxFields *fields;
    GArray *choices; /* bool: was an alternative taken in this mc:AlternateContent? */
    DocxNotes *notes;
    DocxTrace *trace; /* NULL */
    int table_count;
    guint page;
    bool pages_known;
    int skip; /* depth inside an element that is left out; 0 outside */
    int text; /* depth of elements whose text counts */
    bool in_properties, in_run_properties, in_row_properties, in_instruction;
    char note_kind; /* 'f' or 'e' inside w:footnotePr or w:endnotePr, else 0 */
} DocxBody;

/* The frame that is open; there always is one. */
DocxFrame *docx_frame_top(const DocxBody *body);
void docx_frame_push(DocxBody *body);
/* Ends what is open in the frame, too. */
void docx_frame_pop(DocxBody *body);
void docx_frame_free(gpointer data);

void docx_properties_reset(DocxProperties *properties);
void docx_run_reset(DocxRun *run);

/* The open paragraph, opened if need be. */
DraftParagraph *docx_paragraph_open(DocxBody *body);
/* Ends the open paragraph, if there is one, and lets go what waited for it. */
void docx_paragraph_finish(DocxBody *body);
/* Its style, or the document's default. */
const DocxStyle *docx_paragraph_style(const DocxBody *body, const DocxFrame *frame);

#endif
