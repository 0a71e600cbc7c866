/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/nearest.h"
#include "letter/template-private.h"

/* What is wrong with a value, said at its place. Always false, so that a reader can return it. */
static bool
refuse(const YamlPair *pair, const char *expected, Diags *diags)
{
    diags_add(diags, DIAG_BAD_VALUE, yaml_value_span(pair), NULL,
              _("\"%s\" of the template must be %s; correct the value"), pair->key, expected);
    return false;
}

static bool
read_length(const YamlPair *pair, const TemplateKey *key, void *target, Diags *diags)
{
    int units;
    if (!length_parse(pair->value->scalar, &units))
        return refuse(pair, _("a length in mm or pt, such as 12pt"), diags);
    if (key->type == KEY_LENGTH && units < 0)
        return refuse(pair, _("a length that is not negative"), diags);
    if (key->type == KEY_SIZE && units <= 0)
        return refuse(pair, _("a length above zero"), diags);

    *(int *)target = units;
    return true;
}

static bool
read_count(const YamlPair *pair, const TemplateKey *key, void *target, Diags *diags)
{
    guint64 value;
    if (!g_ascii_string_to_unsigned(pair->value->scalar, 10, (guint64)key->least,
                                    (guint64)key->most, &value, NULL)) {
        g_autofree char *range =
            g_strdup_printf(_("a whole number from %d to %d"), key->least, key->most);
        return refuse(pair, range, diags);
    }

    *(int *)target = (int)value;
    return true;
}

/* "#231F20". */
static bool
read_colour(const YamlPair *pair, void *target, Diags *diags)
{
    const char *text = pair->value->scalar;
    guint64 value;
    if (text[0] != '#' || strlen(text) != 7 ||
        !g_ascii_string_to_unsigned(text + 1, 16, 0, 0xFFFFFF, &value, NULL))
        return refuse(pair, _("a colour, such as \"#231F20\""), diags);

    *(int *)target = (int)value;
    return true;
}

static bool
read_boolean(const YamlPair *pair, void *target, Diags *diags)
{
    bool is_true = strcmp(pair->value->scalar, "true") == 0;
    if (!is_true && strcmp(pair->value->scalar, "false") != 0)
        return refuse(pair, _("true or false"), diags);

    *(bool *)target = is_true;
    return true;
}

static bool
read_word(const YamlPair *pair, const TemplateKey *key, void *target, Diags *diags)
{
    for (int i = 0; key->words[i] != NULL; i++) {
        if (strcmp(key->words[i], pair->value->scalar) != 0)
            continue;
        *(int *)target = i;
        return true;
    }

    g_autofree char *list = g_strjoinv(", ", (char **)key->words);
    g_autofree char *expected = g_strdup_printf(_("one of: %s"), list);
    return refuse(pair, expected, diags);
}

static bool
read_text(const YamlPair *pair, void *target)
{
    g_free(*(char **)target);
    *(char **)target = g_strdup(pair->value->scalar);
    return true;
}

static bool
read_path(const YamlPair *pair, void *target)
{
    const char *path = pair->value->scalar;
    g_autofree char *folder = g_path_get_dirname(yaml_value_span(pair).source->name);

    g_free(*(char **)target);
    bool here = g_path_is_absolute(path) || strcmp(folder, ".") == 0;
    *(char **)target = here ? g_strdup(path) : g_build_filename(folder, path, NULL);
    return true;
}

/* Letters, and between them one kind of mark: "-" for a place to break, "=" for the seam of a compound. */
static bool
is_hyphenated(const char *text)
{
    enum { LETTERS_MAX = 60 };
    bool hyphen = strchr(text, '-') != NULL, seam = strchr(text, '=') != NULL, letter = false;

    if ((hyphen && seam) || g_utf8_strlen(text, -1) > LETTERS_MAX)
        return false;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        bool mark = *p == '-' || *p == '=';
        if (mark ? !letter : !g_unichar_isalpha(g_utf8_get_char(p)))
            return false;
        letter = !mark;
    }
    return letter;
}

/* An empty list takes away what a base gives. */
static bool
read_hyphens(const YamlPair *pair, void *target, Diags *diags)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);

    if (pair->value->kind != YAML_SEQUENCE)
        return refuse(pair, _("a list of words"), diags);
    for (guint i = 0; i < pair->value->items->len; i++) {
        const YamlNode *item = g_ptr_array_index(pair->value->items, i);
        if (item->kind == YAML_SCALAR && is_hyphenated(item->scalar)) {
            g_ptr_array_add(words, g_strdup(item->scalar));
            continue;
        }
        diags_add(diags, DIAG_BAD_VALUE, item->span, NULL,
                  _("this is no word with its hyphenation; write it as minis-ter, with a hyphen "
                    "wherever it may be broken, or as Rijks=recherche, a compound"));
        return false;
    }
    g_ptr_array_add(words, NULL);
    g_strfreev(*(char ***)target);
    *(char ***)target = (char **)g_ptr_array_free(g_steal_pointer(&words), FALSE);
    return true;
}

static void
tell_unknown(const YamlPair *pair, const char *const *known, Diags *diags)
{
    const char *nearest = nearest_word(pair->key, known);

    if (nearest != NULL)
        diags_add(diags, DIAG_UNKNOWN_KEY, pair->key_span, NULL,
                  _("the template key \"%s\" is unknown and skipped; did you mean \"%s\"?"),
                  pair->key, nearest);
    else
        diags_add(diags, DIAG_UNKNOWN_KEY, pair->key_span, NULL,
                  _("the template key \"%s\" is unknown and skipped; check its spelling"),
                  pair->key);
}

static bool
tell_missing(const char *key, Span place, Diags *diags)
{
    diags_add(diags, DIAG_BAD_VALUE, place, NULL,
              _("the template lacks \"%s\" here; add it, as templates/letter.yaml does"), key);
    return false;
}

static bool
tell_no_mapping(Span place, Diags *diags)
{
    diags_add(diags, DIAG_BAD_VALUE, place, NULL,
              _("the template needs keys with values here; write them indented, one a line"));
    return false;
}

/* Is every place in braces of the text one that composing fills? */
static bool
check_places(const YamlPair *pair, const TemplateText *row, Diags *diags)
{
    for (const char *p = strchr(pair->value->scalar, '{'); p != NULL; p = strchr(p + 1, '{')) {
        size_t length = strcspn(p + 1, "}");
        g_autofree char *place = g_strndup(p + 1, length);
        bool closed = p[1 + length] == '}';
        if (closed && g_strv_contains(row->places, place))
            continue;

        if (!closed)
            return refuse(pair, _("a text in which every { has its }"), diags);
        g_autofree char *list = g_strjoinv("}, {", (char **)row->places);
        diags_add(diags, DIAG_BAD_VALUE, yaml_value_span(pair), NULL,
                  _("the text \"%s\" has a place {%s} that nothing fills; use only: {%s}"),
                  pair->key, place, list);
        return false;
    }
    return true;
}

static const TemplateText *
find_text(const char *key)
{
    for (const TemplateText *row = template_texts; row->key != NULL; row++) {
        if (strcmp(row->key, key) == 0)
            return row;
    }
    return NULL;
}

static const char **
text_names(void)
{
    GPtrArray *names = g_ptr_array_new();
    for (const TemplateText *row = template_texts; row->key != NULL; row++)
        g_ptr_array_add(names, (gpointer)row->key);
    g_ptr_array_add(names, NULL);
    return (const char **)g_ptr_array_free(names, FALSE);
}

static bool
read_one_text(const YamlPair *pair, GHashTable *texts, const char *const *known, Diags *diags)
{
    const TemplateText *row = find_text(pair->key);
    if (row == NULL) {
        tell_unknown(pair, known, diags);
        return true;
    }
    if (yaml_is_empty(pair->value)) {
        g_hash_table_replace(texts, g_strdup(pair->key), g_strdup(""));
        return true;
    }
    if (pair->value->kind != YAML_SCALAR)
        return refuse(pair, _("a text"), diags);
    if (!check_places(pair, row, diags))
        return false;

    g_hash_table_replace(texts, g_strdup(pair->key), g_strdup(pair->value->scalar));
    return true;
}

static bool
read_texts(const YamlPair *pair, GHashTable **texts, Diags *diags)
{
    if (pair->value->kind != YAML_MAPPING)
        return tell_no_mapping(yaml_value_span(pair), diags);

    bool fine = true;
    g_autofree const char **known = text_names();
    if (*texts == NULL)
        *texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (guint i = 0; i < pair->value->pairs->len; i++)
        fine &= read_one_text(g_ptr_array_index(pair->value->pairs, i), *texts, known, diags);

    for (const TemplateText *row = template_texts; row->key != NULL; row++) {
        if (g_hash_table_contains(*texts, row->key))
            continue;
        if (row->optional || yaml_pair(pair->value, row->key) != NULL)
            g_hash_table_insert(*texts, g_strdup(row->key), g_strdup(""));
        else
            fine = tell_missing(row->key, pair->key_span, diags);
    }
    return fine;
}

/* Each language is written by its first part, "en", and says what it says otherwise. */
static bool
read_languages(const YamlPair *pair, GHashTable **languages, Diags *diags)
{
    if (pair->value->kind != YAML_MAPPING)
        return tell_no_mapping(yaml_value_span(pair), diags);

    bool fine = true;
    g_autofree const char **known = text_names();
    if (*languages == NULL)
        *languages = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify)g_hash_table_unref);
    for (guint i = 0; i < pair->value->pairs->len; i++) {
        const YamlPair *language = g_ptr_array_index(pair->value->pairs, i);
        GHashTable *texts = g_hash_table_lookup(*languages, language->key);
        if (language->value->kind != YAML_MAPPING)
            return tell_no_mapping(language->key_span, diags);
        if (texts == NULL) {
            texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
            g_hash_table_insert(*languages, g_strdup(language->key), texts);
        }
        for (guint t = 0; t < language->value->pairs->len; t++)
            fine &=
                read_one_text(g_ptr_array_index(language->value->pairs, t), texts, known, diags);
    }
    return fine;
}

static bool
read_value(const YamlPair *pair, const TemplateKey *key, void *target, bool inherited, Diags *diags)
{
    if (key->type == KEY_GROUP)
        return template_read_group(pair, key->members, target, inherited, diags);
    if (key->type == KEY_TEXTS)
        return read_texts(pair, target, diags);
    if (key->type == KEY_LANGUAGES && !yaml_is_empty(pair->value))
        return read_languages(pair, target, diags);
    if (key->type == KEY_HYPHENS && !yaml_is_empty(pair->value))
        return read_hyphens(pair, target, diags);
    if (yaml_is_empty(pair->value))
        return key->optional || tell_missing(key->key, pair->key_span, diags);
    if (pair->value->kind != YAML_SCALAR)
        return refuse(pair, _("a single value"), diags);

    switch (key->type) {
    case KEY_LENGTH:
    case KEY_SIZE:
    case KEY_SHIFT:
        return read_length(pair, key, target, diags);
    case KEY_COLOUR:
        return read_colour(pair, target, diags);
    case KEY_COUNT:
        return read_count(pair, key, target, diags);
    case KEY_BOOLEAN:
        return read_boolean(pair, target, diags);
    case KEY_WORD:
        return read_word(pair, key, target, diags);
    case KEY_TEXT:
        return read_text(pair, target);
    case KEY_PATH:
        return read_path(pair, target);
    case KEY_GROUP:
    case KEY_HYPHENS:
    case KEY_TEXTS:
    case KEY_LANGUAGES:
        break;
    }
    g_assert_not_reached();
}

static const char **
key_names(const TemplateKey *keys)
{
    GPtrArray *names = g_ptr_array_new();
    for (const TemplateKey *key = keys; key->key != NULL; key++)
        g_ptr_array_add(names, (gpointer)key->key);
    g_ptr_array_add(names, NULL);
    return (const char **)g_ptr_array_free(names, FALSE);
}

static void
tell_unknown_keys(const YamlNode *node, const TemplateKey *keys, Diags *diags)
{
    g_autofree const char **known = key_names(keys);

    for (guint i = 0; i < node->pairs->len; i++) {
        const YamlPair *pair = g_ptr_array_index(node->pairs, i);
        if (!g_strv_contains(known, pair->key))
            tell_unknown(pair, known, diags);
    }
}

/* An empty mapping, or none, has only its missing keys against it. The recursion is as deep as the tables. */
bool
template_read_group(const YamlPair *group, const TemplateKey *keys, void *target, bool inherited,
                    Diags *diags)
{
    const YamlNode *node = group->value;
    bool empty = yaml_is_empty(node);
    if (!empty && node->kind != YAML_MAPPING)
        return tell_no_mapping(group->key_span, diags);

    bool fine = true;
    if (!empty)
        tell_unknown_keys(node, keys, diags);
    for (const TemplateKey *key = keys; key->key != NULL; key++) {
        const YamlPair *pair = empty ? NULL : yaml_pair(node, key->key);
        if (pair != NULL)
            fine &= read_value(pair, key, (char *)target + key->offset, inherited, diags);
        else if (!key->optional && !inherited)
            fine = tell_missing(key->key, group->key_span, diags);
    }
    return fine;
}
