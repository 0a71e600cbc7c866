/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_EMIT_DOCX_PRIVATE_H
#define REPLIEK_EMIT_DOCX_PRIVATE_H

#include "emit/docx-package.h"
#include "letter/letter.h"

/* A letter on its way to WordprocessingML (ECMA-376 part 1, chapter 17). */
typedef struct Docx {
    const Letter *letter;
    const Style *style;
    DocxPackage *package;
    GString *out;              /* of the part being written */
    GString *levels, *numbers; /* w:abstractNum and w:num elements: every list counts for itself */
    GHashTable *names;         /* anchor → number of its bookmark, from 1 */
    GPtrArray *expected; /* char *: anchors of blocks whose first paragraph is still to come */
    GHashTable *noted;   /* numbers of the notes marked so far, in answers of a review */
    GString *words;      /* of the paragraph that is open, for who asks what went out */
    GHashTable *around;  /* review_words_hash() of the paragraphs that are in no answer field */
    GString *opening;    /* what stands in the next paragraph before its words */
    const ReviewField *field; /* the answer that is written as it was typed; NULL outside */
    guint lists, images, controls;
    bool in_notes;
    bool mark_note;    /* the next paragraph begins with the note's number */
    bool new_page;     /* the next paragraph begins a page */
    int list_depth;    /* of the lists around, from 0 */
    int quote_depth;   /* of the quotations around, in answers of a review */
    const char *plain; /* style of paragraphs here: "FootnoteText" */
    GError **error;
    bool failed;
} Docx;

/* docx-parts.c: everything but the text. */

/* styles.xml, settings.xml, header1.xml, footer1.xml, docProps/core.xml. */
void docx_add_parts(Docx *docx);
/* numbering.xml, once all lists are known. */
void docx_add_numbering(Docx *docx);
/* w:sectPr: the page of the layout, with its head and foot. Lengths in twentieths of a point. */
void docx_append_section(Docx *docx);
/* Of the text on that page, in the same. */
int docx_text_width(const Docx *docx);

/* docx-words.c: what stands in paragraphs. */

/* `properties` goes into w:pPr behind the style; "" for none. `style` NULL: as paragraphs here are. */
void docx_open_paragraph(Docx *docx, const char *style, const char *properties);
void docx_close_paragraph(Docx *docx);
void docx_append_runs(Docx *docx, const GPtrArray *runs);
void docx_append_text(Docx *docx, const char *text);
/* A paragraph of one text; nothing where it is NULL. */
void docx_append_line(Docx *docx, const char *style, const char *text);
/* Where links to the anchor lead; nothing where it is NULL. */
void docx_append_bookmark(Docx *docx, const char *anchor);

/* Both ends of a bookmark with a name of its own, around what is written between. */
void docx_open_bookmark(Docx *docx, const char *name);
void docx_close_bookmark(Docx *docx, const char *name);

/* The same, in the paragraph that is opened next. The anchor must live until then. */
void docx_expect_bookmark(Docx *docx, const char *anchor);

/* docx-figures.c: an image with its caption below. */
void docx_append_figure(Docx *docx, const Block *block);

/* docx-tables.c */
void docx_append_table(Docx *docx, const Block *table);

/* docx-lists.c */
void docx_append_list(Docx *docx, const Block *list);

/* docx-answer.c: blocks of an answer as it was written, so that import can make the same Markdown of them. */

/* Are words here as they were typed, in a field or in one of its notes? */
bool docx_is_written(const Docx *docx);
/* w:ind of what stands here, by review_indent() with so many lists `more`; "" where nothing is around. Newly allocated. */
char *docx_indent(const Docx *docx, int more);
void docx_append_written(Docx *docx, const Block *block);
/* The field with its label above and what refers below; `answer` is a BLOCK_ANSWER of a letter for review. */
void docx_append_answer_field(Docx *docx, const Block *answer);

/* review-docx.c */
void docx_add_review_part(Docx *docx);
/* The first page. */
void docx_append_how_to(Docx *docx);

/* letter-docx.c */
void docx_append_blocks(Docx *docx, const GPtrArray *blocks);

#endif
