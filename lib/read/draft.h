/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_READ_DRAFT_H
#define REPLIEK_READ_DRAFT_H

#include "read/document.h"

/*
 * What a reader of a foreign format found, before the text has places: flat, without pointers into
 * anything, so that it can be handed from the sandboxed worker to its parent as bytes and be
 * checked there. The parent makes the Document of it.
 */

/* From this character of the paragraph on, the text stands on this page. */
typedef struct PageStart {
    size_t at;
    guint page; /* from 1 */
} PageStart;

typedef struct DraftParagraph {
    ParagraphKind kind;
    GString *text; /* as extracted; '\n' is a line break until the paragraph is added */
    char *label;   /* number or mark of a list, as printed; NULL */
    char *style;   /* the format's name for it; NULL */
    int level, table, row, column;
    bool blank_before;
    guint origin;     /* docx: the flow of a DocxTrace that it is of, from 1; 0 untraced */
    size_t origin_at; /* and the byte of that where its text begins */
    GArray *marks;    /* NoteMark */
    GArray *emphasis; /* Emphasis */
    GArray *pages;    /* PageStart, ascending */
} DraftParagraph;

/* Paragraphs in a row: the body, or one note. */
typedef struct Flow {
    GPtrArray *paragraphs; /* DraftParagraph */
    bool blank;            /* the last one added was empty, and so left out */
} Flow;

typedef struct DraftNote {
    char *label;
    Flow flow;
} DraftNote;

typedef struct Draft {
    Flow body;
    GPtrArray *notes; /* DraftNote, in the order of their first mark */
    unsigned remarks; /* DocumentRemark, or-ed */
    guint empty_page; /* the first page that holds no text, where others do; 0 for none */
} Draft;

Draft *draft_new(void);
void draft_free(Draft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Draft, draft_free)

DraftParagraph *draft_paragraph_new(ParagraphKind kind);
void draft_paragraph_free(DraftParagraph *paragraph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DraftParagraph, draft_paragraph_free)

void flow_init(Flow *flow);
void flow_clear(Flow *flow);

/* A note without text yet; its index is draft->notes->len - 1. */
DraftNote *draft_add_note(Draft *draft, const char *label);

/*
 * Appends valid UTF-8. Line ends and tabs in it become spaces, a no-break hyphen a hyphen (both
 * only steer how lines break), what is for private use a bullet; `emphasis` is EmphasisKind, or-ed.
 */
void draft_append(DraftParagraph *paragraph, const char *text, size_t length, unsigned emphasis);
void draft_append_break(DraftParagraph *paragraph);
void draft_append_mark(DraftParagraph *paragraph, guint note);

/* Puts text in front; cuts the text off at `length` bytes. Marks and the like move with it. */
void draft_prepend(DraftParagraph *paragraph, const char *text);
void draft_truncate(DraftParagraph *paragraph, size_t length);

/* What follows stands on this page. */
void draft_set_page(DraftParagraph *paragraph, guint page);

/* For a file that does not say where its pages are. */
void draft_forget_pages(Draft *draft);

/* Is there nothing to see in it? */
bool draft_paragraph_is_blank(const DraftParagraph *paragraph);

/*
 * Takes the paragraph over. One without text is left out and makes the next one `blank_before`. One
 * with line breaks becomes several, except where the sentence goes on behind the break.
 */
void flow_add(Flow *flow, DraftParagraph *paragraph);

/* The same as bytes, for the pipe between worker and parent, at most DRAFT_WIRE_LIMIT of them. */
#define DRAFT_WIRE_LIMIT ((size_t)32 << 20)
GByteArray *draft_write(const Draft *draft);
/* NULL where the bytes are no whole and valid draft: a broken worker must not break its parent. */
Draft *draft_read(const guint8 *bytes, size_t length);

/* The last step, in the parent: the text gets its places, and the remarks become findings. */
Document *draft_to_document(const Draft *draft, const char *name, Diags *diags);

#endif
