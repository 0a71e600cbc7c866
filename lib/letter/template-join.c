/* SPDX-License-Identifier: EUPL-1.2 */
#include "answers/write-yaml.h"
#include "letter/template-private.h"

/*
 * A template and those that it builds on, as one file that builds on nothing: what a later file says stands in the
 * place of what a base says, at every depth, as read_template() has it.
 */

static YamlPair *
find_own(GPtrArray *pairs, const char *key)
{
    for (guint i = 0; i < pairs->len; i++) {
        YamlPair *pair = g_ptr_array_index(pairs, i);
        if (g_strcmp0(pair->key, key) == 0)
            return pair;
    }
    return NULL;
}

/* Moves the pairs of `over` into `base`. The recursion is as deep as the parser lets. */
static void
merge(YamlNode *base, YamlNode *over)
{
    for (guint i = 0; i < over->pairs->len;) {
        YamlPair *pair = g_ptr_array_index(over->pairs, i);
        YamlPair *own = find_own(base->pairs, pair->key);
        bool both =
            own != NULL && own->value->kind == YAML_MAPPING && pair->value->kind == YAML_MAPPING;
        if (both)
            merge(own->value, pair->value);
        else if (own != NULL) {
            YamlNode *value = own->value;
            own->value = pair->value;
            pair->value = value;
        }
        if (own == NULL)
            g_ptr_array_add(base->pairs, g_ptr_array_steal_index(over->pairs, i));
        else
            i++;
    }
}

char *
template_join(const GPtrArray *sources, GError **error)
{
    g_autoptr(Diags) unheard = diags_new();
    g_autoptr(YamlNode) whole = NULL;

    for (guint i = sources->len; i-- > 0;) {
        g_autoptr(YamlNode) node = yaml_parse(g_ptr_array_index(sources, i), unheard, error);
        if (node == NULL)
            return NULL;
        if (whole == NULL)
            whole = g_steal_pointer(&node);
        else
            merge(whole, node);
    }
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < whole->pairs->len; i++) {
        const YamlPair *pair = g_ptr_array_index(whole->pairs, i);
        if (g_strcmp0(pair->key, "extends") != 0)
            yaml_write_pair(out, pair->key, pair->value, 0);
    }
    return g_string_free(out, FALSE);
}
