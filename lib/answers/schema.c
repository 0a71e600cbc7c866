/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The JSON schema (draft-07, which yaml-language-server reads) of the answers file: with it, editors
 * complete keys and mark mistakes. Made from the tables by which the file is read, so that the two
 * can't differ; templates/repliek-answers.schema.json is its output, and a case compares them.
 *
 * It says less than `check`: a letter may be spread over files, so no key is required, and a key
 * without a value is one that isn't filled in yet.
 */
#include <jansson.h>

#include "answers/fields.h"

static json_t *shape_schema(const KeyShape *shape);

/* Unknown keys are only warnings, but that is what an editor marks. */
static json_t *
table_schema(const KeyTable *table)
{
    json_t *properties = json_object();

    for (size_t i = 0; i < table->count; i++)
        json_object_set_new(properties, table->rows[i].name, shape_schema(table->rows[i].shape));
    return json_pack("{s:[s,s], s:o, s:b}", "type", "object", "null", "properties", properties,
                     "additionalProperties", 0);
}

/* YAML 1.1 reads `true`, `yes` and `no` without quotation marks as truths. */
static json_t *
words_schema(const char *const *words)
{
    json_t *values = json_array();

    for (; *words != NULL; words++) {
        json_array_append_new(values, json_string(*words));
        if (g_str_equal(*words, "true") || g_str_equal(*words, "false"))
            json_array_append_new(values, json_boolean(**words == 't'));
    }
    json_array_append_new(values, json_null());
    return json_pack("{s:o}", "enum", values);
}

/* Recursion ends with the tables, which are no deeper than a file's keys. */
static json_t *
shape_schema(const KeyShape *shape)
{
    switch (shape->kind) {
    case SHAPE_TEXT:
        return json_pack("{s:[s,s,s,s]}", "type", "string", "number", "boolean", "null");
    case SHAPE_TEXTS:
        return json_pack("{s:[s,s,s,s], s:{s:[s,s]}}", "type", "string", "number", "array", "null",
                         "items", "type", "string", "number");
    case SHAPE_DATE:
        return json_pack("{s:[s,s], s:s}", "type", "string", "null", "pattern",
                         "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
    case SHAPE_WORD:
        return words_schema(shape->words);
    case SHAPE_MAPPING:
        return table_schema(shape->table);
    case SHAPE_MAPPINGS:
        return json_pack("{s:[s,s], s:o}", "type", "array", "null", "items",
                         table_schema(shape->table));
    }
    g_assert_not_reached();
}

char *
answers_schema(void)
{
    json_t *root = json_pack("{s:s, s:s}", "$schema", "http://json-schema.org/draft-07/schema#",
                             "title", "repliek-answers(5)");
    json_t *table = table_schema(&answers_file_table);
    json_object_set_new(table, "type", json_string("object"));
    json_object_update(root, table);
    json_decref(table);

    char *text = json_dumps(root, JSON_INDENT(2));
    char *copy = g_strconcat(text, "\n", NULL);
    free(text);
    json_decref(root);
    return copy;
}
