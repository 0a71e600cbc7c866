/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_ANSWERS_YAML_TREE_H
#define REPLIEK_ANSWERS_YAML_TREE_H

#include "base/diag.h"
#include "base/text-map.h"

typedef enum YamlKind { YAML_SCALAR, YAML_SEQUENCE, YAML_MAPPING } YamlKind;

/* How a value is written. Block is a collection by indentation, flow one in brackets. */
typedef enum YamlStyle {
    YAML_PLAIN,
    YAML_SINGLE,
    YAML_DOUBLE,
    YAML_LITERAL,
    YAML_FOLDED,
    YAML_BLOCK,
    YAML_FLOW,
} YamlStyle;

typedef struct YamlNode YamlNode;

typedef struct YamlPair {
    char *key;
    Span key_span;
    bool repeated; /* the key stood in the mapping before; already reported */
    YamlNode *value;
} YamlPair;

/*
 * A node of a YAML file, with its place. No aliases, anchors, tags or second document: they are
 * `bad-yaml` before a tree is made. Every scalar is text; who reads it decides whether it is a
 * number or a date.
 */
struct YamlNode {
    YamlKind kind;
    Span span;       /* a value's first character as YAML marks it: the quote, the `|` */
    char *scalar;    /* value, unquoted, unfolded */
    TextMap *text;   /* the same, each byte mapped to the source (to the scalar's start at worst) */
    YamlStyle style; /* of a plain scalar "" and "~" mean that there is no value */
    size_t end;      /* as libyaml marks it: behind the quote or bracket; of a block scalar or block
                       * collection where the next token's line begins, blank lines included */
    GPtrArray *items; /* YamlNode, of a sequence */
    GPtrArray *pairs; /* YamlPair, of a mapping, in order; duplicates kept */
};

/*
 * Parses one file by libyaml's events. `bad-yaml`, `over-limit` (32 MiB, nesting 64) as FAILURE; a
 * key that stands twice in a mapping is a finding `duplicate-key` at the second. NULL without an
 * error where the file holds nothing but blanks and comments.
 */
YamlNode *yaml_parse(Source *source, Diags *diags, GError **error);
void yaml_node_free(YamlNode *node);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(YamlNode, yaml_node_free)

/* The value of a key (the first, where it stands twice); NULL where it is missing. */
const YamlNode *yaml_get(const YamlNode *mapping, const char *key);
const YamlPair *yaml_pair(const YamlNode *mapping, const char *key);

/* No value: missing, empty, `~` or `null` unquoted. */
bool yaml_is_empty(const YamlNode *node);

/* Place of a value, of its key where the value is empty. */
Span yaml_value_span(const YamlPair *pair);

/*
 * New nodes, to be written (splice.h). They have no place; a text's form is chosen when it is
 * written. NULL is "no value".
 */
YamlNode *yaml_text_new(const char *text);
/* `style` YAML_BLOCK or YAML_FLOW: how it is written where both can be. */
YamlNode *yaml_collection_new(YamlKind kind, YamlStyle style);
/* Takes over the value; `key` is NULL in a sequence. */
void yaml_add(YamlNode *collection, const char *key, YamlNode *value);

/* The same values under the same keys in the same order; places and styles don't count, but a value
 * is not the same as none. */
bool yaml_same(const YamlNode *a, const YamlNode *b);

/* The version of libyaml, as it runs. */
const char *yaml_library_version(void);

#endif
