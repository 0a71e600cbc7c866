/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_IMPORT_PRIVATE_H
#define REPLIEK_IMPORT_PRIVATE_H

#include "import/import.h"

/* An answer as an export for review gave it out: an element of the custom XML. */
typedef struct Given {
    const char *key, *hash; /* borrowed, as all of it */
    const char *to;         /* ids with blanks between them; NULL */
    const char *text;
    GPtrArray *questions; /* const char * */
    GPtrArray *ids;       /* const char *: of the questions; NULL for those without */
} Given;

/* GPtrArray of Given. */
GPtrArray *given_read(const Manuscript *manuscript);
const Given *given_find(const GPtrArray *givens, const char *key, const char *hash);

/* An answer field of a Word file: which of its paragraphs are the answer's. */
typedef struct WordField {
    char *key, *hash;
    GPtrArray *paragraphs; /* ManuscriptParagraph, borrowed */
    guint first;           /* index of its first paragraph in the file */
    bool placeholder;      /* it shows its hint */
} WordField;

/*
 * The fields of a file in its order (WordField), and the paragraphs that are in none (`ret_outside`, guint:
 * indices), but for labels and the like.
 */
GPtrArray *word_fields_find(const Manuscript *manuscript, GArray *ret_outside);

/* word-markup.c: paragraphs as an answer's Markdown. */
typedef struct WordMarkup {
    Markup
        *markup; /* in normal form; figures' targets are "image:N" of the manuscript until named */
    unsigned losses;     /* ManuscriptLoss, or-ed */
    guint changes;       /* tracked ones */
    GPtrArray *comments; /* ManuscriptComment, borrowed */
    GPtrArray *images;   /* ManuscriptRun, borrowed: in the order of the figures */
} WordMarkup;

typedef struct WordMarkupOptions {
    const Manuscript *manuscript;
    const Markup *base;         /* for the labels of notes and the names of images; NULL */
    const GPtrArray *questions; /* char *: ids that references may lead to */
    const char *key;            /* of the field; NULL for other files */
    TrackedChanges tracked;
    int heading_offset;
} WordMarkupOptions;

WordMarkup *word_markup_new(const GPtrArray *paragraphs, const WordMarkupOptions *options);
void word_markup_free(WordMarkup *markup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WordMarkup, word_markup_free)

/* merge.c */

/* Parses an answer's Markdown by itself and brings it into normal form. The source keeps its spans alive. */
typedef struct Base {
    Source *source;
    Markup *parsed; /* as written */
    Markup *normal;
} Base;
Base *base_new(const char *text);
void base_free(Base *base);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Base, base_free)

/* Do both say the same, as far as Word can tell? */
bool markup_same(const Markup *a, const Markup *b);

/* The Markdown of `edited`, in which what is as in `base` keeps the bytes that it has there. */
char *merge_markup(const Base *base, const Markup *edited);

#endif
