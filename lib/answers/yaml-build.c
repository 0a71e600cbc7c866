/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "answers/yaml-tree-private.h"
#include "answers/yaml-tree.h"

YamlNode *
yaml_text_new(const char *text)
{
    YamlNode *node = yaml_node_new(YAML_SCALAR, (Span){ 0 });

    node->scalar = g_strdup(text != NULL ? text : "");
    node->style = text != NULL ? YAML_SINGLE : YAML_PLAIN;
    return node;
}

YamlNode *
yaml_collection_new(YamlKind kind, YamlStyle style)
{
    YamlNode *node = yaml_node_new(kind, (Span){ 0 });

    node->style = style;
    return node;
}

void
yaml_add(YamlNode *collection, const char *key, YamlNode *value)
{
    if (collection->kind == YAML_SEQUENCE) {
        g_ptr_array_add(collection->items, value);
        return;
    }

    YamlPair *pair = yaml_pair_new(g_strdup(key), (Span){ 0 });
    pair->value = value;
    g_ptr_array_add(collection->pairs, pair);
}

static bool
same_pairs(const GPtrArray *a, const GPtrArray *b)
{
    if (a->len != b->len)
        return false;

    for (guint i = 0; i < a->len; i++) {
        const YamlPair *one = g_ptr_array_index(a, i), *other = g_ptr_array_index(b, i);
        if (strcmp(one->key, other->key) != 0 || !yaml_same(one->value, other->value))
            return false;
    }
    return true;
}

static bool
same_items(const GPtrArray *a, const GPtrArray *b)
{
    if (a->len != b->len)
        return false;

    for (guint i = 0; i < a->len; i++) {
        if (!yaml_same(g_ptr_array_index(a, i), g_ptr_array_index(b, i)))
            return false;
    }
    return true;
}

/* Recursion is bounded by the nesting that yaml_parse() lets through. */
bool
yaml_same(const YamlNode *a, const YamlNode *b)
{
    if (a->kind != b->kind)
        return false;

    switch (a->kind) {
    case YAML_SCALAR:
        return strcmp(a->scalar, b->scalar) == 0 && yaml_is_empty(a) == yaml_is_empty(b);
    case YAML_SEQUENCE:
        return same_items(a->items, b->items);
    case YAML_MAPPING:
        return same_pairs(a->pairs, b->pairs);
    }
    g_assert_not_reached();
}
