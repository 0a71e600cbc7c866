/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The answers as they may leave the house.
 *
 * In: the answers files as read. Out: one file with what the letter is set from, and nothing else. What may stand in
 * it is listed, not what may not: keys of an entry that are not named here stay behind, and so do unknown ones. Comments were never read.
 *
 * Written from the tree and not cut out of the user's bytes: whatever stands between the values there stays behind.
 */
#include "answers/fields.h"
#include "answers/write-yaml.h"

static const KeyRow *
find_row(const YamlPair *pair, const KeyTable *table)
{
    for (size_t i = 0; i < table->count; i++)
        if (g_str_equal(table->rows[i].name, pair->key))
            return &table->rows[i];
    return NULL;
}

/* Everything under `letter` is printed; of an entry, this. */
static bool
is_public(const YamlPair *pair, const KeyTable *table)
{
    static const char *const keys[] = { "to", "question", "text", "see", "deferred", NULL };
    bool is_hidden = table == shape_entries.table && !g_strv_contains(keys, pair->key);

    return !pair->repeated && !is_hidden && find_row(pair, table) != NULL;
}

static void write_public_pair(GString *out, const YamlPair *pair, const KeyTable *table,
                              int indent);

static void
write_public_pairs(GString *out, const YamlNode *mapping, const KeyTable *table, int indent)
{
    for (guint i = 0; i < mapping->pairs->len; i++) {
        const YamlPair *pair = g_ptr_array_index(mapping->pairs, i);
        if (is_public(pair, table))
            write_public_pair(out, pair, table, indent);
    }
}

/* One mapping of a list: its first key stands behind the dash. */
static void
write_item(GString *out, const YamlNode *item, const KeyTable *table, int indent)
{
    gsize start = out->len;
    if (item->kind != YAML_MAPPING)
        return;

    write_public_pairs(out, item, table, indent + 2);
    if (out->len > start)
        out->str[start + (gsize)indent] = '-';
}

/* The recursion is as deep as the tables. */
static void
write_public_pair(GString *out, const YamlPair *pair, const KeyTable *table, int indent)
{
    const YamlNode *value = pair->value;
    const KeyTable *below = find_row(pair, table)->shape->table;
    if (below == NULL || yaml_is_empty(value) || value->kind == YAML_SCALAR) {
        yaml_write_pair(out, pair->key, value, indent);
        return;
    }

    g_string_append_printf(out, "%*s%s:\n", indent, "", pair->key);
    if (value->kind == YAML_MAPPING)
        write_public_pairs(out, value, below, indent + 2);
    for (guint i = 0; value->kind == YAML_SEQUENCE && i < value->items->len; i++)
        write_item(out, g_ptr_array_index(value->items, i), below, indent + 2);
}

/* The keys of `letter` of all files; its layout is the one that the copy goes with. */
static void
write_letter(GString *out, const Answers *answers, const char *layout)
{
    g_string_append(out, "letter:\n");
    for (guint i = 0; i < answers->trees->len; i++) {
        const YamlNode *letter = yaml_get(g_ptr_array_index(answers->trees, i), "letter");
        if (letter == NULL || letter->kind != YAML_MAPPING)
            continue;
        for (guint k = 0; k < letter->pairs->len; k++) {
            const YamlPair *pair = g_ptr_array_index(letter->pairs, k);
            if (is_public(pair, shape_letter.table) && g_strcmp0(pair->key, "layout") != 0)
                write_public_pair(out, pair, shape_letter.table, 2);
        }
    }
    g_string_append(out, "  layout: ");
    yaml_write_word(out, layout);
    g_string_append(out, "\n\n");
}

static void
write_entries(GString *out, const Answers *answers)
{
    g_string_append(out, "answers:\n");
    for (guint i = 0; i < answers->trees->len; i++) {
        const YamlNode *entries = yaml_get(g_ptr_array_index(answers->trees, i), "answers");
        bool is_list = entries != NULL && entries->kind == YAML_SEQUENCE;
        for (guint k = 0; is_list && k < entries->items->len; k++)
            write_item(out, g_ptr_array_index(entries->items, k), shape_entries.table, 2);
    }
}

static void
write_decisions(GString *out, const Answers *answers)
{
    if (answers->decisions->len > 0)
        g_string_append(out, "\ndecisions:\n");
    for (guint i = 0; i < answers->decisions->len; i++) {
        const Decision *decision = g_ptr_array_index(answers->decisions, i);
        g_string_append_printf(out,
                               "  - %s: ", decision->is_question ? "question" : "not-a-question");
        yaml_write_text(out, decision->sentence, 6);
        if (decision->in != NULL) {
            g_string_append(out, "\n    in: ");
            yaml_write_text(out, decision->in, 6);
        }
        g_string_append_c(out, '\n');
    }
}

char *
write_public_answers(const Answers *answers, const char *layout)
{
    GString *out = g_string_new(
        "# Openbaar afschrift van de antwoorden, gemaakt met repliek " REPLIEK_VERSION "\n");
    write_letter(out, answers, layout);
    write_entries(out, answers);
    write_decisions(out, answers);
    return g_string_free(out, FALSE);
}
