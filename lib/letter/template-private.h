/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_LETTER_TEMPLATE_PRIVATE_H
#define REPLIEK_LETTER_TEMPLATE_PRIVATE_H

#include "letter/template.h"

typedef enum KeyType {
    KEY_GROUP,   /* a mapping with keys of its own: `members` */
    KEY_LENGTH,  /* int, Pango units, not negative */
    KEY_SIZE,    /* int, Pango units, above zero */
    KEY_SHIFT,   /* int, Pango units, of either sign */
    KEY_COLOUR,  /* int, 0xRRGGBB */
    KEY_COUNT,   /* int from `least` to `most` */
    KEY_BOOLEAN, /* bool */
    KEY_WORD,    /* an enum: the index in `words` */
    KEY_TEXT,    /* char *, owned */
    KEY_PATH, /* char *, owned: of a file or folder, from the folder of the template that names it */
    KEY_HYPHENS,   /* char **, owned: words with "-" or "=" where they may be broken */
    KEY_TEXTS,     /* the letter's own words: template_texts[] */
    KEY_LANGUAGES, /* by language, those of them that are other */
} KeyType;

/* One key of a template and where its value goes. A table of them ends with a row without `key`. */
typedef struct TemplateKey {
    const char *key;
    KeyType type;
    size_t offset; /* of the value, in the structure that the table is about */
    bool optional;
    int least, most;
    const char *const *words; /* NULL-terminated, in the order of the enum */
    const struct TemplateKey *members;
} TemplateKey;

/* A text of the template and the places in braces that it may hold, NULL-terminated. */
typedef struct TemplateText {
    const char *key;
    bool optional; /* an empty text, or none: nothing is printed there */
    const char *places[6];
} TemplateText;

extern const TemplateKey template_keys[];
extern const TemplateText template_texts[];

/* One file of the chain that `extends` makes. */
typedef struct TemplateFile {
    Source *source; /* referenced */
    YamlNode *root;
} TemplateFile;

/*
 * Reads a mapping into the structure at `target` by its table. `inherited`: what it leaves out is there already. False
 * where something is amiss; it is told then.
 */
bool template_read_group(const YamlPair *pair, const TemplateKey *keys, void *target,
                         bool inherited, Diags *diags);

/* Fills what styles leave out from `body`, and tells measures that no page can have. `files`: TemplateFile, base first. */
bool template_check(Template *template, const GPtrArray *files, Diags *diags);

#endif
