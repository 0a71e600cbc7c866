/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The JSON tree as YAML: block style, strings in double quotes. JSON's strings and numbers are
 * YAML's as well (YAML 1.2, 1.2 and 7.3.1), so each scalar is written by jansson and nothing needs
 * an escape of ours.
 */
#include <jansson.h>
#include <stdlib.h>

#include "emit/emit.h"
#include "emit/questions-tree.h"

/* The tree is ours and this deep at most: the recursion is bounded by its form. */
enum { INDENT = 2 };

static void append_node(const json_t *node, int indent, GString *out);

static void
append_scalar(const json_t *node, GString *out)
{
    char *text = json_dumps(node, JSON_ENCODE_ANY | JSON_COMPACT);

    g_string_append_printf(out, "%s\n", text);
    free(text);
}

static bool
is_block(const json_t *node)
{
    return json_object_size(node) > 0 || json_array_size(node) > 0;
}

static void
append_object(json_t *node, int indent, GString *out)
{
    const char *key;
    json_t *value;
    bool first = true;

    json_object_foreach(node, key, value)
    {
        /* The first key stands behind the dash of a list, whose indentation is there already. */
        g_string_append_printf(out, "%*s%s:%s", first ? 0 : indent, "", key,
                               is_block(value) ? "\n" : " ");
        if (is_block(value))
            g_string_append_printf(out, "%*s", indent + INDENT, "");
        append_node(value, indent + INDENT, out);
        first = false;
    }
}

static void
append_array(const json_t *node, int indent, GString *out)
{
    for (size_t i = 0; i < json_array_size(node); i++) {
        g_string_append_printf(out, "%*s- ", i == 0 ? 0 : indent, "");
        append_node(json_array_get(node, i), indent + INDENT, out);
    }
}

/* The node's first line begins at the place where `out` ends; the others are indented. */
static void
append_node(const json_t *node, int indent, GString *out)
{
    if (json_object_size(node) > 0)
        append_object((json_t *)node, indent, out);
    else if (json_array_size(node) > 0)
        append_array(node, indent, out);
    else
        append_scalar(node, out);
}

void
emit_questions_yaml(const Questions *questions, GString *out)
{
    json_t *tree = questions_tree(questions);

    append_node(tree, 0, out);
    json_decref(tree);
}
