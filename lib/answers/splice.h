/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_ANSWERS_SPLICE_H
#define REPLIEK_ANSWERS_SPLICE_H

#include "answers/yaml-tree.h"

/*
 * Edits to one YAML file, collected first and then made at once, in the user's own bytes: what is
 * not edited stays as it is, comments, order, quoting, folding, indentation and line ends.
 *
 * All nodes named below are of the tree that the Splice was made for, and stay as they are: later
 * edits are still said in terms of the file as it was read. Values are taken over (yaml_text_new()
 * and its like make them).
 */
typedef struct Splice Splice;

/* Borrows the tree, which yaml_parse() made of the source. */
Splice *splice_new(Source *source, const YamlNode *root);
void splice_free(Splice *splice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Splice, splice_free)

/* Has nothing been asked for? */
bool splice_is_empty(const Splice *splice);

/*
 * Puts a value in the place of one that stands in the file, also of an empty one: `old` is the value
 * of a pair or an item of a list. A list of texts in the place of a list is changed item by item. The
 * last value given for a node holds.
 */
void splice_replace(Splice *splice, const YamlNode *old, YamlNode *value);

/* The same, with another key in the place of the pair's. */
void splice_rename(Splice *splice, const YamlNode *old, const char *key, YamlNode *value);

/* Takes a pair or item out. A collection must keep one of those that stand in the file. */
void splice_remove(Splice *splice, const YamlNode *old);

/*
 * Puts a new pair or item directly before or behind one, or (`near` NULL) into an empty collection;
 * `key` is NULL in a list. Several at one place follow each other in the order of the calls.
 */
typedef enum SpliceSide { SPLICE_BEFORE, SPLICE_BEHIND } SpliceSide;
void splice_insert(Splice *splice, const YamlNode *near, SpliceSide side, const char *key,
                   YamlNode *value);
void splice_fill(Splice *splice, const YamlNode *collection, const char *key, YamlNode *value);

/*
 * Sets the value of a key of a mapping, which gets the key where it hasn't got it: behind the last of
 * the keys that stand before it in `order` (NULL-terminated; NULL: behind all).
 */
void splice_set(Splice *splice, const YamlNode *mapping, const char *key, YamlNode *value,
                const char *const *order);

/*
 * Puts a word in the place of some bytes of a scalar's value, [start, end), and nothing else: for an id
 * inside an answer, or the name of a file. Not for a value that is replaced as well.
 */
void splice_patch(Splice *splice, const YamlNode *scalar, size_t start, size_t end,
                  const char *word);

/* Where a byte of the source stands in a scalar's value; false where it stands for nothing there. */
bool splice_offset_in(const YamlNode *scalar, size_t offset, size_t *ret_offset);

/*
 * The text with all edits made. It has been parsed again and found to say what the file said with the
 * edits, and nothing else; else NULL with `not-written`.
 */
char *splice_text(const Splice *splice, GError **error);

#endif
