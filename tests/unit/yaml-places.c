/* SPDX-License-Identifier: EUPL-1.2 */
/* Every ^ in a scalar has its origin at the ^ in the file: in order, and none is lost. */
#include <glib.h>
#include <string.h>

#include "answers/yaml-tree.h"
#include "base/diag.h"

static const char *const texts[] = {
    "a: ^",
    "a: b^c",
    "a: é€b ^ c",
    "a: '^ it''s ^'",
    "a: \"\\\"^\\\" \\u00e9^ \\x41^\"",
    "a: \"x\\\n   ^\"",
    "a: een ^\n  twee ^\n\n  drie ^",
    "a: 'een ^\n  twee ^\n\n  drie ^'",
    "a: \"een ^\n\n  twee ^\"",
    "a: |\n  ^een\n\n    ^twee\n  ^\n",
    "a: |\n\n  ^\n",
    "a: |2\n    ^ x\n  ^\n",
    "a: |-   # opmerking\n      ^\n      é ^\n\n\n",
    "a: |\r\n  een ^\r\n\r\n  twee ^\r\nb: c\r\n",
    "a: >\n  een ^\n  twee ^\n\n  drie ^\n    vier ^\n  vijf ^\n",
    "a: >-\r\n  een ^\r\n  twee ^",
    "# é\na: [x, ^, \"^\", {b: '^'}]",
    "- a: |\n    ^\n- b: |+\n    ^\n\n\n- ^",
    "a:\n- |\n ^",
};

static void
collect(const YamlNode *node, GArray *found)
{
    for (guint i = 0; node->items != NULL && i < node->items->len; i++)
        collect(g_ptr_array_index(node->items, i), found);
    for (guint i = 0; node->pairs != NULL && i < node->pairs->len; i++)
        collect(((const YamlPair *)g_ptr_array_index(node->pairs, i))->value, found);
    if (node->kind != YAML_SCALAR)
        return;

    g_assert_cmpstr(node->text->text->str, ==, node->scalar);
    for (const char *at = strchr(node->scalar, '^'); at != NULL; at = strchr(at + 1, '^')) {
        size_t origin = text_map_origin(node->text, (size_t)(at - node->scalar));
        g_array_append_val(found, origin);
    }
}

static void
check_places(const char *text)
{
    g_autoptr(Source) source = source_new("x.yaml", g_strdup(text), strlen(text));
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(YamlNode) root = yaml_parse(source, diags, NULL);
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(size_t));
    guint index = 0;

    g_assert_nonnull(root);
    collect(root, found);
    for (const char *at = strchr(text, '^'); at != NULL; at = strchr(at + 1, '^'), index++) {
        g_assert_cmpuint(index, <, found->len);
        size_t origin = g_array_index(found, size_t, index);
        if (origin != (size_t)(at - text))
            g_error("\"%s\": ^ %u is mapped to %zu", text, index, origin);
    }
    g_assert_cmpuint(index, ==, found->len);
}

static void
test_places(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        check_places(texts[i]);
}

/* Where a value can't be followed it stands at its start, and never on a later line. */
static void
test_lost(void)
{
    static const char text[] = "a: |\n  een\xE2\x80\xA8  twee\n  drie\n";
    g_autoptr(Source) source = source_new("x.yaml", g_strdup(text), strlen(text));
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(YamlNode) root = yaml_parse(source, diags, NULL);
    const YamlNode *value = yaml_get(root, "a");
    int line, column;

    source_position(source, text_map_origin(value->text, 0), &line, &column);
    g_assert_cmpint(line, ==, 2);
    const char *last = strstr(value->scalar, "drie");
    source_position(source, text_map_origin(value->text, (size_t)(last - value->scalar)), &line,
                    &column);
    g_assert_cmpint(line, ==, 3);
    g_assert_cmpint(column, ==, 3);
}

static void
test_empty(void)
{
    static const struct {
        const char *text;
        bool empty;
    } rows[] = {
        { "a:", true },      { "a: ~", true },  { "a: null", true }, { "a: \"\"", true },
        { "a: '~'", false }, { "a: x", false }, { "a: []", false },  { "a: |\n", true },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Source) source =
            source_new("x.yaml", g_strdup(rows[i].text), strlen(rows[i].text));
        g_autoptr(Diags) diags = diags_new();
        g_autoptr(YamlNode) root = yaml_parse(source, diags, NULL);
        if (yaml_is_empty(yaml_get(root, "a")) != rows[i].empty)
            g_error("\"%s\"", rows[i].text);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/yaml/places", test_places);
    g_test_add_func("/yaml/lost", test_lost);
    g_test_add_func("/yaml/empty", test_empty);
    return g_test_run();
}
