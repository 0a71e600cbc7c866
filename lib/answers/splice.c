/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Editing a YAML file by its bytes.
 *
 * In: the file, the tree that was read from it, and edits: other values, new pairs and items, pairs
 * and items that go, ids in a text. Out: the file with these edits, every other byte as it was.
 *
 * A user's file is theirs: its comments, its order, its quotation marks, its line ends. So nothing
 * is written anew that didn't change (libyaml's emitter keeps no comments; libfyaml's comment mode
 * moves them, ecosystem.md 0.3). splice-places.c finds where things stand, splice-forms.c chooses how
 * a value is written, splice-bytes.c makes stretches of bytes of the edits.
 *
 * None of that has to be believed. The result is parsed again and held against what was intended,
 * node by node: the old tree with the edits. Where it isn't the same, all texts are tried on one line
 * in quotation marks, which depends on nothing that stands around them; where that isn't the same
 * either, nothing is written.
 *
 * Edits hang on the nodes of the tree, in a table, so that they can be asked for in any order and
 * each be found while the file is walked once.
 */
#include "answers/splice.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "answers/splice-private.h"
#include "base/failure.h"

static void
patch_clear(gpointer data)
{
    g_free(((Patch *)data)->word);
}

static void
new_child_free(gpointer data)
{
    NewChild *child = data;

    g_free(child->key);
    yaml_node_free(child->value);
    g_free(child);
}

static void
edit_free(gpointer data)
{
    Edit *edit = data;

    yaml_node_free(edit->value);
    g_free(edit->key);
    g_clear_pointer(&edit->patches, g_array_unref);
    g_clear_pointer(&edit->before, g_ptr_array_unref);
    g_clear_pointer(&edit->behind, g_ptr_array_unref);
    g_free(edit);
}

Splice *
splice_new(Source *source, const YamlNode *root)
{
    Splice *splice = g_new0(Splice, 1);
    splice->source = source_ref(source);
    splice->root = root;
    splice->edits = g_hash_table_new_full(NULL, NULL, NULL, edit_free);
    return splice;
}

void
splice_free(Splice *splice)
{
    if (splice == NULL)
        return;

    g_hash_table_unref(splice->edits);
    source_unref(splice->source);
    g_free(splice);
}

bool
splice_is_empty(const Splice *splice)
{
    return g_hash_table_size(splice->edits) == 0;
}

const Edit *
splice_edit(const Splice *splice, const YamlNode *node)
{
    return g_hash_table_lookup(splice->edits, node);
}

static Edit *
edit_at(Splice *splice, const YamlNode *node)
{
    Edit *edit = g_hash_table_lookup(splice->edits, node);
    if (edit == NULL) {
        edit = g_new0(Edit, 1);
        g_hash_table_insert(splice->edits, (gpointer)node, edit);
    }
    return edit;
}

static bool
is_list_of_texts(const YamlNode *node)
{
    if (node->kind != YAML_SEQUENCE || node->items->len == 0)
        return false;

    for (guint i = 0; i < node->items->len; i++) {
        if (((const YamlNode *)g_ptr_array_index(node->items, i))->kind != YAML_SCALAR)
            return false;
    }
    return true;
}

/* Items that stay are left alone, with the comments beside them. Takes over the value. */
static void
replace_items(Splice *splice, const YamlNode *old, YamlNode *value)
{
    GPtrArray *items = value->items;
    const YamlNode *last = g_ptr_array_index(old->items, old->items->len - 1);

    g_ptr_array_set_free_func(items, NULL);
    for (guint i = 0; i < MAX(items->len, old->items->len); i++) {
        const YamlNode *item = i < old->items->len ? g_ptr_array_index(old->items, i) : NULL;
        if (item != NULL)
            g_hash_table_remove(splice->edits, item);
        if (i >= items->len)
            splice_remove(splice, item);
        else if (item == NULL)
            splice_insert(splice, last, SPLICE_BEHIND, NULL, g_ptr_array_index(items, i));
        else if (yaml_same(item, g_ptr_array_index(items, i)))
            yaml_node_free(g_ptr_array_index(items, i));
        else
            splice_replace(splice, item, g_ptr_array_index(items, i));
    }
    yaml_node_free(value);
}

void
splice_replace(Splice *splice, const YamlNode *old, YamlNode *value)
{
    if (is_list_of_texts(old) && is_list_of_texts(value)) {
        replace_items(splice, old, value);
        return;
    }

    Edit *edit = edit_at(splice, old);
    yaml_node_free(edit->value);
    edit->value = value;
    edit->removed = false;
}

void
splice_rename(Splice *splice, const YamlNode *old, const char *key, YamlNode *value)
{
    Edit *edit = edit_at(splice, old);

    yaml_node_free(edit->value);
    edit->value = value;
    g_free(edit->key);
    edit->key = g_strdup(key);
    edit->removed = false;
}

void
splice_remove(Splice *splice, const YamlNode *old)
{
    edit_at(splice, old)->removed = true;
}

void
splice_insert(Splice *splice, const YamlNode *near, SpliceSide side, const char *key,
              YamlNode *value)
{
    Edit *edit = edit_at(splice, near);
    GPtrArray **children = side == SPLICE_BEFORE ? &edit->before : &edit->behind;
    NewChild *child = g_new0(NewChild, 1);

    child->key = g_strdup(key);
    child->value = value;
    if (*children == NULL)
        *children = g_ptr_array_new_with_free_func(new_child_free);
    g_ptr_array_add(*children, child);
}

void
splice_fill(Splice *splice, const YamlNode *collection, const char *key, YamlNode *value)
{
    Edit *edit = edit_at(splice, collection);

    if (edit->value == NULL)
        edit->value = yaml_collection_new(key != NULL ? YAML_MAPPING : YAML_SEQUENCE, YAML_BLOCK);
    yaml_add(edit->value, key, value);
}

static int
rank_of(const char *key, const char *const *order)
{
    for (int i = 0; order[i] != NULL; i++) {
        if (strcmp(order[i], key) == 0)
            return i;
    }
    return -1;
}

/* The last pair of those that stand before the key in the order; NULL where none does. */
static const YamlPair *
pair_before(const YamlNode *mapping, const char *key, const char *const *order)
{
    int rank = rank_of(key, order);
    const YamlPair *found = NULL;

    for (guint i = 0; i < mapping->pairs->len; i++) {
        const YamlPair *pair = g_ptr_array_index(mapping->pairs, i);
        int own = rank_of(pair->key, order);
        if (own >= 0 && own < rank)
            found = pair;
    }
    return found;
}

void
splice_set(Splice *splice, const YamlNode *mapping, const char *key, YamlNode *value,
           const char *const *order)
{
    const YamlPair *pair = yaml_pair(mapping, key);
    if (pair != NULL) {
        splice_replace(splice, pair->value, value);
        return;
    }
    if (mapping->pairs->len == 0) {
        splice_fill(splice, mapping, key, value);
        return;
    }

    const YamlPair *first = g_ptr_array_index(mapping->pairs, 0);
    const YamlPair *last = g_ptr_array_index(mapping->pairs, mapping->pairs->len - 1);
    const YamlPair *before = order != NULL ? pair_before(mapping, key, order) : last;
    if (before != NULL)
        splice_insert(splice, before->value, SPLICE_BEHIND, key, value);
    else
        splice_insert(splice, first->value, SPLICE_BEFORE, key, value);
}

/* An id or a name: what means the same in every style of scalar. */
static bool
is_safe_word(const char *word)
{
    for (const char *p = word; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!g_unichar_isalnum(c) && (c >= 0x80 || strchr("-+._/", (int)c) == NULL))
            return false;
    }
    return *word != '\0';
}

/* Is this stretch of the value a word that stands in the file as it is? */
static bool
stands_as_is(const YamlNode *scalar, size_t start, size_t end)
{
    g_autofree char *word = g_strndup(scalar->scalar + start, end - start);
    Span span = text_map_span(scalar->text, start, end);

    return is_safe_word(word) && span.end - span.start == end - start &&
           strncmp(span.source->text + span.start, word, end - start) == 0;
}

static int
compare_patches(gconstpointer a, gconstpointer b)
{
    const Patch *one = a, *other = b;

    return one->start < other->start ? -1 : one->start > other->start;
}

void
splice_patch(Splice *splice, const YamlNode *scalar, size_t start, size_t end, const char *word)
{
    Edit *edit = edit_at(splice, scalar);
    Patch patch = { start, end, g_strdup(word) };

    if (edit->patches == NULL) {
        edit->patches = g_array_new(FALSE, FALSE, sizeof(Patch));
        g_array_set_clear_func(edit->patches, patch_clear);
    }
    g_array_append_val(edit->patches, patch);
    if (edit->patches->len > 1 &&
        compare_patches(&g_array_index(edit->patches, Patch, edit->patches->len - 2), &patch) > 0)
        g_array_sort(edit->patches, compare_patches);
}

bool
splice_offset_in(const YamlNode *scalar, size_t offset, size_t *ret_offset)
{
    const GArray *runs = scalar->text->runs;

    for (guint i = 0; i < runs->len; i++) {
        const TextMapRun *run = &g_array_index(runs, TextMapRun, i);
        if (run->fixed || offset < run->in || offset >= run->in + run->length)
            continue;
        *ret_offset = run->out + (offset - run->in);
        return true;
    }
    return false;
}

static char *
intended_scalar(const YamlNode *node, const Edit *edit)
{
    GString *value = g_string_new(NULL);
    size_t at = 0;

    for (guint i = 0; edit != NULL && edit->patches != NULL && i < edit->patches->len; i++) {
        const Patch *patch = &g_array_index(edit->patches, Patch, i);
        g_string_append_len(value, node->scalar + at, (gssize)(patch->start - at));
        g_string_append(value, patch->word);
        at = patch->end;
    }
    g_string_append(value, node->scalar + at);
    return g_string_free(value, FALSE);
}

/* A child of a collection as it should be. */
typedef struct Intended {
    const char *key; /* NULL in a list */
    const YamlNode *node;
    bool is_new;
} Intended;

static void
add_new(GArray *children, const GPtrArray *items)
{
    for (guint i = 0; items != NULL && i < items->len; i++) {
        const NewChild *item = g_ptr_array_index(items, i);
        Intended child = { item->key, item->value, true };
        g_array_append_val(children, child);
    }
}

static GArray *
intended_children(const Splice *splice, const YamlNode *collection)
{
    GArray *children = g_array_new(FALSE, FALSE, sizeof(Intended));

    for (guint i = 0; i < yaml_child_count(collection); i++) {
        Child child = yaml_child(collection, i);
        const Edit *edit = splice_edit(splice, child.node);
        Intended same = { child.pair != NULL ? child.pair->key : NULL, child.node, false };
        if (edit == NULL) {
            g_array_append_val(children, same);
            continue;
        }
        add_new(children, edit->before);
        if (edit->key != NULL)
            same.key = edit->key;
        if (edit->value != NULL)
            same = (Intended){ same.key, edit->value, true };
        if (!edit->removed)
            g_array_append_val(children, same);
        add_new(children, edit->behind);
    }
    return children;
}

static bool matches(const Splice *splice, const YamlNode *node, const YamlNode *result);

static bool
matches_children(const Splice *splice, const YamlNode *node, const YamlNode *result)
{
    g_autoptr(GArray) children = intended_children(splice, node);
    if (children->len != yaml_child_count(result))
        return false;

    for (guint i = 0; i < children->len; i++) {
        const Intended *wanted = &g_array_index(children, Intended, i);
        Child child = yaml_child(result, i);
        if (child.pair != NULL && strcmp(child.pair->key, wanted->key) != 0)
            return false;
        if (wanted->is_new ? !yaml_same(wanted->node, child.node)
                           : !matches(splice, wanted->node, child.node))
            return false;
    }
    return true;
}

/* Is a node of the result what that of the file should become? Recursion is bounded by the nesting
 * that yaml_parse() lets through. */
static bool
matches(const Splice *splice, const YamlNode *node, const YamlNode *result)
{
    if (node->kind != result->kind)
        return false;
    if (node->kind != YAML_SCALAR)
        return matches_children(splice, node, result);

    g_autofree char *value = intended_scalar(node, splice_edit(splice, node));
    return strcmp(value, result->scalar) == 0 &&
           (yaml_is_empty(node) == yaml_is_empty(result) || strcmp(value, node->scalar) != 0);
}

static bool
is_as_intended(const Splice *splice, const char *text)
{
    g_autoptr(Source) source = source_new(splice->source->name, g_strdup(text), strlen(text));
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(YamlNode) result = yaml_parse(source, diags, NULL);
    const Edit *edit = splice_edit(splice, splice->root);
    if (result == NULL)
        return false;

    return edit != NULL && edit->value != NULL ? yaml_same(edit->value, result)
                                               : matches(splice, splice->root, result);
}

/* An id that the style of its scalar can't take as it is, or that stands there in other words, is
 * put in by writing the whole value. */
static void
settle_patches(const Splice *splice)
{
    GHashTableIter iter;
    gpointer key, value;

    g_hash_table_iter_init(&iter, splice->edits);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        const YamlNode *node = key;
        Edit *edit = value;
        bool direct = true;
        for (guint i = 0; edit->patches != NULL && i < edit->patches->len; i++) {
            const Patch *patch = &g_array_index(edit->patches, Patch, i);
            direct =
                direct && is_safe_word(patch->word) && stands_as_is(node, patch->start, patch->end);
        }
        if (direct || edit->value != NULL)
            continue;
        g_autofree char *text = intended_scalar(node, edit);
        edit->value = yaml_text_new(text);
        g_clear_pointer(&edit->patches, g_array_unref);
    }
}

char *
splice_text(const Splice *splice, GError **error)
{
    settle_patches(splice);
    for (int careful = 0; careful <= 1; careful++) {
        g_autofree char *text = splice_bytes(splice, careful);
        if (text != NULL && is_as_intended(splice, text))
            return g_steal_pointer(&text);
    }

    failure_set(error, DIAG_NOT_WRITTEN, splice->source->name, 0, 0,
                _("the change can't be made without touching what stands around it; make it by "
                  "hand"));
    return NULL;
}
