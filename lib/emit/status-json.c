/* SPDX-License-Identifier: EUPL-1.2 */
#include <jansson.h>

#include "emit/emit.h"

static json_t *
text_json(const char *text)
{
    return text != NULL ? json_string(text) : json_null();
}

static json_t *
row_json(const ProgressRow *row, bool named)
{
    const struct {
        const char *key;
        guint count;
    } counts[] = {
        { "questions", row->questions },
        { "answered", row->answered },
        { "draft", row->draft },
        { "review", row->review },
        { "approved", row->approved },
        { "deferred", row->deferred },
        { "open", row->questions - row->answered },
        { "late", row->late },
    };
    json_t *object = json_object();

    if (named)
        json_object_set_new(object, "name", text_json(row->name));
    for (size_t i = 0; i < G_N_ELEMENTS(counts); i++)
        json_object_set_new(object, counts[i].key, json_integer(counts[i].count));
    json_object_set_new(object, "due", text_json(row->due));
    return object;
}

static json_t *
rows_json(const GPtrArray *rows)
{
    json_t *list = json_array();

    for (guint i = 0; i < rows->len; i++)
        json_array_append_new(list, row_json(g_ptr_array_index(rows, i), true));
    return list;
}

static json_t *
late_json(const LateAnswer *late)
{
    json_t *object = json_object(), *ids = json_array();

    for (guint i = 0; i < late->questions->len; i++) {
        const Question *question = g_ptr_array_index(late->questions, i);
        json_array_append_new(ids, json_string(question->id));
    }
    json_object_set_new(object, "questions", ids);
    json_object_set_new(object, "owner", text_json(late->owner));
    json_object_set_new(object, "due", json_string(late->due));
    return object;
}

void
emit_status_json(const Progress *progress, GString *out)
{
    json_t *root = json_object(), *late = json_array();
    for (guint i = 0; i < progress->late->len; i++)
        json_array_append_new(late, late_json(g_ptr_array_index(progress->late, i)));

    json_object_set_new(root, "format", json_string("repliek-status/1"));
    json_object_set_new(root, "date", json_string(progress->date));
    json_object_set_new(root, "total", row_json(progress->total, false));
    json_object_set_new(root, "fractions", rows_json(progress->fractions));
    json_object_set_new(root, "owners", rows_json(progress->owners));
    json_object_set_new(root, "late", late);

    char *text = json_dumps(root, JSON_INDENT(2));
    g_string_append_printf(out, "%s\n", text);
    free(text);
    json_decref(root);
}
