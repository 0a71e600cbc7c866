/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_IMPORT_PRIVATE_H
#define REPLIEK_IMPORT_PRIVATE_H

#include "import/import.h"

/* ---- word-fields.c ---- */

/* An answer as an export for review gave it out: an element of the custom XML. All is borrowed. */
typedef struct Given {
    const char *key;
    const char *text;
    bool has_entry;       /* the question had one */
    GPtrArray *questions; /* const char * */
    GPtrArray *ids;       /* const char *: theirs; NULL for those without */
    guint place;          /* in the file's order */
} Given;

/* All of them, to be found by given_find(). */
GHashTable *given_read(const Manuscript *manuscript);
/* The one of this key whose text has this hash; NULL. */
const Given *given_find(GHashTable *givens, const char *key, const char *hash);

/* An answer field of a Word file: which of its paragraphs are the answer's. */
typedef struct WordField {
    char *key, *hash;
    GPtrArray *paragraphs; /* ManuscriptParagraph, borrowed */
    GPtrArray *heads;      /* the same: its label, its status, its hint; none of the answer */
    guint place;           /* of its first paragraph, from 1 */
    bool hinted;           /* it shows its hint */
} WordField;

/* Has it a place for an answer, be it empty? Else only label and end are left of it. */
bool word_field_holds_place(const WordField *field);

/* The hashes (review_words_hash()) of what went out besides answers: paragraphs in no field, and notes. */
GHashTable *around_read(const Manuscript *manuscript);

/*
 * The fields of a file in its order (WordField), and the paragraphs that are no part of an answer (`ret_outside`,
 * ManuscriptParagraph): those in no field, labels and status lines. Takes the hints of empty fields out of the runs; `hint`
 * (NULL: none) is what they say in files that have lost it, `around` what went out in none.
 */
GPtrArray *word_fields_find(const Manuscript *manuscript, const char *hint,
                            const GHashTable *around, GPtrArray *ret_outside);

/* ---- word-markup.c ---- */

/* Something that Markdown can't say, and in which paragraph. */
typedef struct WordLoss {
    unsigned losses; /* ManuscriptLoss, or-ed */
    guint place;
} WordLoss;

/* Bytes of an answer: what is written into the YAML must be read again (interface.md, "Limits"). */
enum { IMPORT_ANSWER_LIMIT = 64 << 10 };

/* Paragraphs as an answer's Markdown. */
typedef struct WordMarkup {
    Markup *markup;      /* in normal form */
    GArray *losses;      /* WordLoss */
    guint changes;       /* tracked ones */
    bool too_long;       /* for any answer: not all of it is in `markup` */
    GPtrArray *comments; /* ManuscriptComment, borrowed */
    GPtrArray *hidden;   /* char *: words that were hidden, and are left out */
} WordMarkup;

typedef struct WordMarkupOptions {
    const Manuscript *manuscript;
    const Markup *base;    /* for the labels of notes; NULL */
    GHashTable *questions; /* review_key() → id: those that references may lead to */
    TrackedChanges tracked;
    int heading_offset;
    /* The name of the file that an image (a run) gets; NULL where it can't be kept. Newly allocated. */
    char *(*name_image)(gpointer data, const ManuscriptRun *run);
    gpointer data;
} WordMarkupOptions;

WordMarkup *word_markup_new(const GPtrArray *paragraphs, const WordMarkupOptions *options);
void word_markup_free(WordMarkup *markup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WordMarkup, word_markup_free)

/* ---- merge.c ---- */

/* Parses an answer's Markdown by itself. The source keeps its spans alive. */
typedef struct Base {
    Source *source;
    Markup *normal; /* in normal form, with places in the source */
} Base;
Base *base_new(const char *text);
void base_free(Base *base);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Base, base_free)

/* What an answer says, as far as Word can tell, as a text to compare. Newly allocated. */
char *markup_sense(const Markup *markup);

/* The Markdown of `edited`, in which what is as in `base` (NULL: nothing) keeps the bytes that it has there. */
char *merge_markup(const Base *base, const Markup *edited);

/* ---- import.c, take.c, foreign.c ---- */

/* What the files want of one entry, before anything is asked for. */
typedef struct EntryEdit {
    const Entry *entry; /* NULL: one that is new */
    char *text;         /* NULL: as it is */
    char *sense;        /* of `text` */
    const char *file;   /* that said so; borrowed */
    guint place;        /* in it */
    GPtrArray *theirs;  /* char *: texts that stand beside it */
    GPtrArray *notes;   /* char *: lines for its note */
    char *see;          /* NULL */
    /* Of a new one. */
    GPtrArray *ids, *questions; /* char * */
    char *was;                  /* it is unplaced; NULL */
    char *key;                  /* of its field; NULL */
    const Entry *near;          /* it stands behind this one; NULL */
} EntryEdit;

typedef struct Importer {
    const Answers *answers;
    const ImportOptions *options;
    Import *import;
    Diags *diags;
    GHashTable *by_key; /* key → Entry */
    GHashTable *ids;    /* review_key() → id: all that entries and files name */
    GHashTable *
        by_words; /* utf8_comparable() of a question → index of the first entry that asks it, from 1 */
    GHashTable *new_by_key; /* key of a field → EntryEdit without an entry, borrowed */
    GPtrArray *edits;       /* EntryEdit */
    GHashTable *by_entry;   /* Entry → EntryEdit, borrowed */
    GHashTable *new_names;  /* path → bytes (GBytes) of the images that will be written */
    GHashTable *told; /* ManuscriptComment: in a note, in the list, or in an answer left as it is */
} Importer;

ImportItem *import_add(Import *import, ImportKind kind, const char *file, guint place,
                       const char *question);
/* A finding in a Word file: `place` is the paragraph. */
void importer_report(const Importer *importer, DiagCode code, const char *file, guint place,
                     const char *message);

/* The first id that an entry names, or that it had; NULL. */
const char *entry_name(const Entry *entry);

EntryEdit *importer_edit(Importer *importer, const Entry *entry);
EntryEdit *importer_new_entry(Importer *importer);

/* An answer out of a Word file, and what it is held against. */
typedef struct Answered {
    const Manuscript *manuscript;
    const GPtrArray *paragraphs; /* ManuscriptParagraph, borrowed */
    guint place;
    const char *name; /* the question's id, for lists; NULL */
    const Base *base; /* what went out; NULL where nobody knows */
    int folder_file;  /* index of the answers file beside which images go */
    int heading_offset;
} Answered;

/* Reads the answer's words and reports what they lose. NULL where they are left as they are (`--track list`). */
WordMarkup *importer_read(Importer *importer, const Answered *answered);
/* "Author: what it says (to the words …)". Newly allocated. Who asks for it tells it. */
char *comment_line(const Importer *importer, const ManuscriptComment *comment);
/* These stay in the file with the answers that are left as they are. */
void importer_pass_comments(const Importer *importer, const Manuscript *manuscript,
                            const GPtrArray *paragraphs);
/* What a comment says goes to the entry's note. */
void importer_note_comments(Importer *importer, const Answered *answered, const WordMarkup *made,
                            EntryEdit *edit);
/* Gives the entry the text that the file has, or puts it beside the one it has. Takes `made` as it is. */
void importer_put(Importer *importer, const Answered *answered, const WordMarkup *made,
                  EntryEdit *edit);

/* take.c: a file that went out for review. */
void import_review(Importer *importer, const Manuscript *manuscript, GHashTable *givens,
                   const GPtrArray *fields);
/* foreign.c: any other. */
void import_foreign(Importer *importer, const Manuscript *manuscript);

/* ---- outside.c ---- */

/* What stands in no answer of a file that went out for review, and didn't go out so: listed, and a finding each. */
void report_outside(const Importer *importer, const Manuscript *manuscript,
                    const GHashTable *around, const GPtrArray *outside);
/* The words of headers and footers that didn't go out so (`around`; of another file all), and the comments that nothing has told
 * yet, as nothing refers to them: listed; a finding each where the file went out for review. */
void report_margins(const Importer *importer, const Manuscript *manuscript,
                    const GHashTable *around, bool is_review);
/* The answers that went out with the file (`givens`) and are no longer in it: a finding. */
void report_missing(const Importer *importer, const Manuscript *manuscript, GHashTable *givens,
                    const GPtrArray *fields);
/* Is there something besides words: an image, a chart, an object? */
bool holds_things(const ManuscriptParagraph *paragraph);
/* The words of a note that are not `around` (NULL: nothing is); NULL where there are none. Newly allocated. */
char *note_text(const ManuscriptNote *note, const GHashTable *around);
/* What hangs on a paragraph that is in no answer: comments, notes, images and what else has no words. Listed. */
void list_hanging(const Importer *importer, const Manuscript *manuscript,
                  const ManuscriptParagraph *paragraph);

/* images.c */
/* The name of an image's file, which is written if it isn't there; the same picture of one answer has one. */
char *name_image(gpointer data, const ManuscriptRun *run);
/* Those from this one on are not written after all. */
void forget_images(const Importer *importer, guint from);
typedef struct ImageNamer {
    Importer *importer;
    const Answered *answered;
} ImageNamer;

#endif
