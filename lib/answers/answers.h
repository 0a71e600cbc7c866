/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_ANSWERS_ANSWERS_H
#define REPLIEK_ANSWERS_ANSWERS_H

#include "answers/yaml-tree.h"
#include "markup/block.h"
#include "questions/questions.h"

/* A value and where it stands; `text` NULL where the key is missing or empty. */
typedef struct Field {
    char *text;
    Span span; /* the value; its key where the value is empty; unset where the key is missing */
    Span key;  /* the key; unset where it is missing, and for items of a list */
    const TextMap *map; /* `text`, mapped to the file; borrowed from Answers; NULL without */
} Field;

typedef struct Signatory {
    Field role, name; /* "De minister van Buitenlandse Zaken"; the name is optional */
} Signatory;

/* A dossier of the Kamerstuk: "26 643", "Informatie- en communicatietechnologie (ICT)". */
typedef struct Dossier {
    Field number, title;
} Dossier;

/* `letter`: what stands around the answers. All optional but those of interface.md. */
typedef struct LetterData {
    Span span; /* the key `letter`; unset where it is missing */
    Field ministry, to, date, subject, reference, directorate, website, contact, your_reference,
        classification, salutation, language, layout, interleave, ids, session, number, title,
        adopted;
    GPtrArray *address;        /* Field: lines of the sender's address */
    GPtrArray *attachments;    /* Field: how many, or what they are, a line each */
    GPtrArray *on_behalf_of;   /* Field */
    GPtrArray *signatories;    /* Signatory */
    GPtrArray *dossiers;       /* Dossier */
    Markup *opening, *closing; /* NULL where missing */
} LetterData;

typedef enum EntryStatus { STATUS_DRAFT, STATUS_REVIEW, STATUS_APPROVED } EntryStatus;

/* One id of `to` as written: "PVV-1", or first and last of a range. */
typedef struct Target {
    char *first, *last; /* `last` NULL for a single id */
    Span span;          /* of the id; of the whole scalar for a range */
} Target;

/* One entry under `answers`. Not yet held against the questions: that is check_letter()'s work. */
typedef struct Entry {
    Span span;     /* its first key */
    Span to_span;  /* the key `to` */
    Span to_value; /* its value, the whole list where it is one */
    GPtrArray *to; /* Target */
    GPtrArray
        *questions; /* Field: the sentences that it was written against; empty where not given */
    Span questions_span; /* the value of `question`, the whole list where it is one */
    Field owner, reviewer, note, due, status, see, theirs;
    EntryStatus state; /* of `status`; draft where missing */
    bool bad_status;   /* it is none of them; already reported */
    Field text;        /* Markdown; span at the `|` */
    Span text_key;     /* the key `text`; unset where missing */
    Markup *markup;    /* NULL where there is no text */
    bool is_deferred;
    Span deferred_span, deferred_key; /* the value and the key */
    Field deferred_until, deferred_reason;
    bool is_unplaced;
    Span unplaced_span; /* the key */
    Field unplaced_was;
    int file;             /* index in Answers.sources */
    const YamlNode *node; /* its mapping; borrowed from Answers.trees */
} Entry;

typedef struct Answers {
    GPtrArray *sources;   /* Source, referenced, in the order given */
    GPtrArray *trees;     /* YamlNode, one a source */
    GPtrArray *maps;      /* TextMap: pieces of scalars that Fields borrow */
    LetterData *letter;   /* merged over all files; a key given twice is `duplicate-key` */
    GPtrArray *entries;   /* Entry, in file order */
    GPtrArray *decisions; /* Decision */
} Answers;

/*
 * Reads and merges answers files (Source *). Unknown keys, bad values and the like are findings;
 * only what is no YAML is a FAILURE. A top level that is no mapping is `bad-yaml`.
 */
Answers *read_answers(const GPtrArray *sources, Diags *diags, GError **error);
void answers_free(Answers *answers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Answers, answers_free)

/* True for an entry with text that is not blank. */
bool entry_has_text(const Entry *entry);

/* All plain values that the letter prints (const Field *, borrowed), in the order of the keys. */
GPtrArray *letter_data_fields(const LetterData *letter);

/* Is it a date as the contract writes it: 2025-05-12, in the calendar? */
bool iso_date_is_valid(const char *text);

void answers_dump(const Answers *answers, GString *out);

/* How `init` groups questions into entries. With GROUP_ANSWERS those that the document itself answers
 * together share one, and its answer is written into it. */
typedef enum EntryGrouping {
    GROUP_FOLLOWUPS,
    GROUP_QUESTION,
    GROUP_PARAGRAPH,
    GROUP_ANSWERS,
} EntryGrouping;

/*
 * The answers file to fill in: letter metadata as far as the document tells, an entry for each
 * group of questions under a comment per fraction, the doubtful sentences as commented decisions.
 * Always parses again. `schema` is the path or address of the JSON schema that the first line tells
 * editors of; NULL for none.
 */
char *write_answers(const Questions *questions, EntryGrouping grouping, const char *schema);

/*
 * The answers as they may leave the house, all files as one: neither owners, reviewers, dates due, notes and statuses,
 * nor comments and unknown keys; the letter set from it is the same. `layout` is the template to set it in. The copy of
 * a copy is the same text.
 */
char *write_public_answers(const Answers *answers, const char *layout);

/* The JSON schema of the answers file, made from the tables of keys by which it is read. */
char *answers_schema(void);

#endif
