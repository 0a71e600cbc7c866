/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/diag-json.h"

static void
set_place(json_t *object, const DiagPlace *place)
{
    if (place->file != NULL)
        json_object_set_new(object, "file", json_string(place->file));
    if (place->line == 0)
        return;
    json_object_set_new(object, "line", json_integer(place->line));
    json_object_set_new(object, "column", json_integer(place->column));
}

static json_t *
related_json(const GPtrArray *related)
{
    json_t *list = json_array();

    for (guint i = 0; i < related->len; i++) {
        const DiagPlace *place = g_ptr_array_index(related, i);
        json_t *object = json_object();
        set_place(object, place);
        json_object_set_new(object, "message", json_string(place->message));
        json_array_append_new(list, object);
    }
    return list;
}

static json_t *
diag_json(const Diag *diag)
{
    json_t *object = json_object();

    json_object_set_new(object, "level", json_string(diag_level_slug(diag->level)));
    json_object_set_new(object, "code", json_string(diag_code_slug(diag->code)));
    if (diag->question != NULL)
        json_object_set_new(object, "question", json_string(diag->question));
    json_object_set_new(object, "message", json_string(diag->message));
    set_place(object, &diag->place);
    if (diag->related != NULL)
        json_object_set_new(object, "related", related_json(diag->related));
    return object;
}

json_t *
diags_json(const Diags *diags)
{
    json_t *findings = json_array();
    for (guint i = 0; i < diags->items->len; i++)
        json_array_append_new(findings, diag_json(g_ptr_array_index(diags->items, i)));
    return findings;
}
