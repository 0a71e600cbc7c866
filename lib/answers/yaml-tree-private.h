/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_ANSWERS_YAML_TREE_PRIVATE_H
#define REPLIEK_ANSWERS_YAML_TREE_PRIVATE_H

#include <yaml.h>

#include "answers/yaml-tree.h"
#include "base/utf8.h"

/* Empty, to be filled in; the pair takes over its key. */
YamlNode *yaml_node_new(YamlKind kind, Span span);
YamlPair *yaml_pair_new(char *key, Span span);

/*
 * Maps a scalar's value to the source, where it stands as `span` (libyaml's marks, as bytes).
 * Character for character as long as value and source can be followed together; from where they
 * can't, to the start of the line (literal blocks) or of the scalar.
 */
TextMap *yaml_scalar_map(Span span, const char *value, yaml_scalar_style_t style);

/* Where the scalar ends for a message: a block's indicator, as libyaml ends blocks at the next
 * token, blank lines included. */
size_t yaml_scalar_end(Span span, yaml_scalar_style_t style);

#endif
