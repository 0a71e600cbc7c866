/* SPDX-License-Identifier: EUPL-1.2 */
#include <jansson.h>

#include "emit/emit.h"

static json_t *
text_or_null(const char *text)
{
    return text != NULL ? json_string(text) : json_null();
}

static json_t *
words_json(const Change *change)
{
    static const char *const sides[] = { "both", "old", "new" };
    g_autoptr(GArray) runs = diff_words(change->old_text, change->new_text);
    json_t *list = json_array();

    for (guint i = 0; i < runs->len; i++) {
        const WordRun *run = &g_array_index(runs, WordRun, i);
        json_array_append_new(list,
                              json_pack("{s:s, s:s}", "in", sides[run->side], "text", run->text));
    }
    return list;
}

static json_t *
change_json(const Change *change)
{
    json_t *object = json_object();

    json_object_set_new(object, "change", json_string(change_kind_slug(change->kind)));
    json_object_set_new(object, "old", text_or_null(change->old_id));
    json_object_set_new(object, "new", text_or_null(change->new_id));
    json_object_set_new(object, "old_text", text_or_null(change->old_text));
    json_object_set_new(object, "text", text_or_null(change->new_text));
    if (change->kind == CHANGE_REWORDED || change->kind == CHANGE_RESPELT)
        json_object_set_new(object, "words", words_json(change));
    json_object_set_new(object, "adrift", json_boolean(change->adrift));
    json_object_set_new(object, "returned", json_boolean(change->returned));
    return object;
}

void
emit_changes_json(const Changes *changes, GString *out)
{
    json_t *root = json_object(), *list = json_array(), *counts = json_object();

    for (int kind = 0; kind < CHANGE_KIND_COUNT; kind++)
        json_object_set_new(counts, change_kind_slug((ChangeKind)kind),
                            json_integer(changes->counts[kind]));
    for (guint i = 0; i < changes->items->len; i++)
        json_array_append_new(list, change_json(g_ptr_array_index(changes->items, i)));
    json_object_set_new(root, "format", json_string("repliek-changes/1"));
    json_object_set_new(root, "counts", counts);
    json_object_set_new(root, "questions", list);

    char *text = json_dumps(root, JSON_INDENT(2));
    g_string_append_printf(out, "%s\n", text);
    free(text);
    json_decref(root);
}
