/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "answers/splice.h"
#include "base/failure.h"
#include "base/utf8.h"
#include "driver.h"

/*
 * Any bytes as a YAML file in which something is edited: one to four nodes that the bytes themselves choose
 * are replaced, renamed, removed, patched, or get a neighbour. What comes out must say what the file said with the
 * edits, which splice_text() sees to; here the text that it gives is only read once more. It may refuse, but not
 * often: that would be a file that no command could change.
 */

const char *const fuzz_suffixes[] = { ".yaml", ".yml", NULL };

const char *const fuzz_words[] = { "\n",
                                   "\r\n",
                                   "\r",
                                   "\n  - ",
                                   "\n    ",
                                   ": ",
                                   "|\n",
                                   "|+\n",
                                   "|2-\n",
                                   ">\n",
                                   ">+1\n",
                                   "\"",
                                   "'",
                                   "''",
                                   "\\n",
                                   "[",
                                   "]",
                                   "{",
                                   "}",
                                   ", ",
                                   ",",
                                   "#",
                                   " # x\n",
                                   "? ",
                                   "\n: ",
                                   "---\n",
                                   "\n...\n",
                                   "\t",
                                   "  ",
                                   "\n\n",
                                   "to: ",
                                   "text:",
                                   "text: |\n",
                                   "answers:",
                                   "- - ",
                                   "~",
                                   "{a, b: c}",
                                   "[a: b]",
                                   "[]",
                                   "{}",
                                   "\xC2\x85",
                                   "\xE2\x80\xA8",
                                   "\xE2\x82\xAC",
                                   "\xEF\xBB\xBF",
                                   NULL };

static const char *const texts[] = { "",
                                     "PVV-1",
                                     "a: b",
                                     "it's",
                                     "Een.\n\n- twee\n",
                                     "  drie\n",
                                     "vier\n\n",
                                     "\xE2\x80\xA8",
                                     "Een zin die zo lang is dat zij over twee regels gevouwen "
                                     "wordt waar dat kan, en anders op één regel staat." };

/* A node of the file and what holds it. */
typedef struct Place {
    const YamlNode *parent, *node;
    guint siblings;
} Place;

static void
collect(const YamlNode *collection, GArray *places)
{
    guint items = collection->items != NULL ? collection->items->len : 0;
    guint pairs = collection->pairs != NULL ? collection->pairs->len : 0;

    for (guint i = 0; i < items + pairs; i++) {
        const YamlNode *node = items > 0
                                   ? g_ptr_array_index(collection->items, i)
                                   : ((YamlPair *)g_ptr_array_index(collection->pairs, i))->value;
        Place place = { collection, node, items + pairs - 1 };
        g_array_append_val(places, place);
        collect(node, places);
    }
}

static YamlNode *
make_value(GRand *random)
{
    YamlNode *text = yaml_text_new(texts[g_rand_int_range(random, 0, G_N_ELEMENTS(texts))]);
    YamlStyle style = g_rand_boolean(random) ? YAML_BLOCK : YAML_FLOW;
    int kind = g_rand_int_range(random, 0, 4);
    if (kind < 2)
        return text;

    YamlNode *value = yaml_collection_new(kind == 2 ? YAML_SEQUENCE : YAML_MAPPING, style);
    yaml_add(value, kind == 2 ? NULL : "x", text);
    return value;
}

static void
edit(Splice *splice, const Place *place, GRand *random)
{
    const YamlNode *node = place->node;
    const char *key = place->parent->kind == YAML_MAPPING ? "nieuw" : NULL;
    int kind = g_rand_int_range(random, 0, 6);
    bool patches = node->kind == YAML_SCALAR && *node->scalar != '\0';

    if (kind == 0 && place->siblings > 0)
        splice_remove(splice, node);
    else if (kind == 1)
        splice_insert(splice, node, SPLICE_BEFORE, key, make_value(random));
    else if (kind == 2)
        splice_insert(splice, node, SPLICE_BEHIND, key, make_value(random));
    else if (kind == 3 && patches)
        splice_patch(splice, node, 0, (size_t)(g_utf8_next_char(node->scalar) - node->scalar), "Z");
    else
        splice_replace(splice, node, make_value(random));
}

void
fuzz_run(const char *bytes, gsize length)
{
    g_autoptr(GBytes) input = g_bytes_new_static(bytes, length);
    g_autoptr(Diags) diags = diags_new();
    size_t text_length;
    char *text = text_decode("antwoorden.yaml", input, &text_length, NULL);
    if (text == NULL)
        return;

    g_autoptr(Source) source = source_new("antwoorden.yaml", text, text_length);
    g_autoptr(YamlNode) root = yaml_parse(source, diags, NULL);
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(Place));
    if (root != NULL)
        collect(root, places);
    if (places->len == 0)
        return;

    g_autoptr(Splice) splice = splice_new(source, root);
    GRand *random = g_rand_new_with_seed(g_str_hash(text));
    for (int count = g_rand_int_range(random, 1, 4); count > 0; count--)
        edit(splice,
             &g_array_index(places, Place, (guint)g_rand_int_range(random, 0, (gint32)places->len)),
             random);
    g_rand_free(random);

    g_autoptr(GError) error = NULL;
    g_autofree char *result = splice_text(splice, &error);
    g_assert_true(result != NULL || g_error_matches(error, FAILURE, DIAG_NOT_WRITTEN));
}
