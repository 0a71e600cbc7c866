/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_ANSWERS_FIELDS_H
#define REPLIEK_ANSWERS_FIELDS_H

#include "answers/answers.h"

/* The largest text of one answer (interface.md, "Limits"): cmark is quadratic on some input. */
enum { ANSWER_MAX = 64 * 1024 };

/* Signs that mark or open something, in all texts of one run. On them cmark is quadratic, and each
 * can be a finding: without this, 32 MiB of them would take minutes and gigabytes. Far above what a
 * letter has. */
enum { OPENINGS_MAX = 200 * 1000 };

/* Paragraphs, items, cells of all texts: each is some 800 bytes. A letter of 20,000 pages has less. */
enum { BLOCKS_MAX = 400 * 1000 };

/* As many as there can be questions. */
enum { ENTRIES_MAX = 100 * 1000 };

/* What the readers of one run share. */
typedef struct Reader {
    Answers *answers;
    Diags *diags;
    GHashTable *letter_keys; /* keys of `letter` read so far → YamlPair, borrowed from the trees */
    int file;                /* index of the source that is being read */
    size_t openings;         /* in the texts so far, up to OPENINGS_MAX */
    size_t blocks;           /* likewise, up to BLOCKS_MAX */
    GError *failure;         /* the first thing that ends the work; NULL */
} Reader;

/* Reads the value of one key into `field`, a member of the struct that the mapping describes. */
typedef void (*KeyReader)(Reader *reader, const YamlPair *pair, gpointer field);

/* What may stand behind a key, for the schema that editors complete by (schema.c). */
typedef enum ShapeKind {
    SHAPE_TEXT,  /* also a number: YAML sees one where a text has no quotation marks */
    SHAPE_TEXTS, /* one or a list */
    SHAPE_DATE,
    SHAPE_WORD,     /* one of `words` */
    SHAPE_MAPPING,  /* by `table` */
    SHAPE_MAPPINGS, /* a list of them */
} ShapeKind;

typedef struct KeyShape {
    ShapeKind kind;
    const struct KeyTable *table;
    const char *const *words; /* NULL-terminated */
} KeyShape;

extern const KeyShape shape_text, shape_texts, shape_date;

typedef struct KeyRow {
    const char *name;
    KeyReader read;
    size_t offset; /* of `field` in the struct */
    const KeyShape *shape;
} KeyRow;

/* The keys of one kind of mapping: what may stand there, and who reads it. */
typedef struct KeyTable {
    const KeyRow *rows;
    size_t count;
} KeyTable;

/* The top level of an answers file. */
extern const KeyTable answers_file_table;

/* Reads each pair of a mapping by the table; unknown keys are findings, repeated ones skipped.
 * What is no mapping is `bad-value`. */
void read_mapping(Reader *reader, const YamlNode *node, const KeyTable *table, gpointer target);
/* The same for one pair. */
void read_pair(Reader *reader, const YamlPair *pair, const KeyTable *table, gpointer target);

/* Readers for a Field: any text, a date, and text that will be Markdown (kept within ANSWER_MAX). */
void read_word(Reader *reader, const YamlPair *pair, gpointer field);
void read_date(Reader *reader, const YamlPair *pair, gpointer field);
void read_prose(Reader *reader, const YamlPair *pair, gpointer field);
/* Readers for a GPtrArray of Field: one text or a list; one text or a list, a Field per line. */
void read_words(Reader *reader, const YamlPair *pair, gpointer field);
void read_lines(Reader *reader, const YamlPair *pair, gpointer field);
/* Reader for a Markup *. */
/* Ends the work (`over-limit`) where this is one block too many; `span` is where it stands. */
void count_markup(Reader *reader, const Markup *markup, Span span);
void read_markup(Reader *reader, const YamlPair *pair, gpointer field);

/* `bad-value` where the text is none of `words` (NULL-terminated). */
void expect_word(Reader *reader, const Field *field, const char *const *words);

Field *field_new(void);
void field_clear(Field *field);
void field_free(gpointer field);

/* letter-data.c */
extern const KeyShape shape_letter;
LetterData *letter_data_new(void);
void letter_data_free(LetterData *letter);
void letter_data_dump(const LetterData *letter, GString *out);
void read_letter(Reader *reader, const YamlPair *pair, gpointer field);

/* entry.c */
extern const KeyShape shape_entries;
void entry_free(gpointer entry);
void read_entries(Reader *reader, const YamlPair *pair, gpointer field);

#endif
