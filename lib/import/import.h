/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_IMPORT_IMPORT_H
#define REPLIEK_IMPORT_IMPORT_H

#include "answers/answers-edit.h"
#include "read/manuscript.h"

/* What becomes of the tracked changes of a Word file. */
typedef enum TrackedChanges {
    TRACKED_ACCEPT,
    TRACKED_REJECT,
    TRACKED_LIST, /* answers that have any stay as they are */
} TrackedChanges;

/* A file's bytes; NULL where there is none, or none can be read. */
typedef GBytes *(*ImportLoader)(gpointer data, const char *path);

typedef struct ImportOptions {
    TrackedChanges tracked;
    unsigned accepted; /* ManuscriptLoss, or-ed: what may be lost */
    const char *
        hint; /* of empty fields, where a file lost it: as text copied into another one has; NULL */
    ImportLoader load; /* images that are there; NULL: none are */
    gpointer data;
} ImportOptions;

typedef enum ImportKind {
    IMPORT_TEXT,     /* the answer has another text */
    IMPORT_CONFLICT, /* so had the YAML meanwhile: both are kept */
    IMPORT_DEFERRED, /* answered, though the YAML puts it off: both are kept */
    IMPORT_NEW,      /* an entry for a question that had none */
    IMPORT_UNPLACED, /* an entry without a question, so that its text isn't lost */
    IMPORT_SEE,      /* answered with another: a reference */
    IMPORT_COMMENT,  /* went into the entry's note */
    IMPORT_CHANGE,   /* a tracked change */
    IMPORT_IMAGE,    /* written beside the answers */
    IMPORT_RETYPED,  /* a question in other words than it was asked in */
    IMPORT_OUTSIDE,  /* words that are in no answer, not taken over */
    IMPORT_MARGIN,   /* so are these: of a header or footer */
    IMPORT_HIDDEN,   /* hidden words of an answer, left out */
    IMPORT_KIND_COUNT
} ImportKind;

/* Something that was found in a Word file, in the order of the files. */
typedef struct ImportItem {
    ImportKind kind;
    const char *file; /* borrowed from the manuscript */
    guint paragraph;  /* from 1; 0 where it is about none */
    char *question;   /* "VVD-4"; NULL */
    char *text;       /* its words; "" */
} ImportItem;

/* Both sides changed an answer: a finding that gets its place once it is known what was written. */
typedef struct ImportConflict {
    const Entry *entry; /* borrowed from the answers; NULL: one that is new */
    const char *file;   /* that came with the second text; borrowed from the manuscript */
    guint paragraph;    /* in it */
    char *question;     /* "VVD-4"; NULL */
    char *message;
} ImportConflict;

/* An image to be written beside an answers file. */
typedef struct ImportImage {
    char *path;
    GBytes *bytes;
} ImportImage;

typedef struct Import {
    const Answers *answers;
    AnswersEdit *edit;    /* what is to be changed in the YAML; nothing is written yet */
    GPtrArray *items;     /* ImportItem */
    GPtrArray *images;    /* ImportImage */
    GPtrArray *conflicts; /* ImportConflict */
    GHashTable *added; /* entry (NULL: end of the first file) → how many new ones stand behind */
    guint same;        /* answers that are as they were */
    bool stopped;      /* something would be lost that nobody accepted: nothing may be written */
} Import;

/*
 * Holds Word files (Manuscript) against the answers and asks for the edits that follow. Findings go to `diags`:
 * what can't be mapped (`lossy-import`), answers without a place; conflicts go by
 * import_report(). Borrows both, which must outlive it.
 */
Import *import_new(const Answers *answers, const GPtrArray *manuscripts,
                   const ImportOptions *options, Diags *diags);
void import_free(Import *import);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Import, import_free)

/* The conflicts, with the places that they have in the answers as `written`; NULL: where nothing was. One that has none there
 * has that in the Word file. */
void import_report(const Import *import, const Answers *written, Diags *diags);

const char *import_kind_slug(ImportKind kind);

/* What to do, for a person; one line an item. */
void import_print(const Import *import, GString *out);

#endif
