/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/diag-json.h"
#include "emit/emit.h"

/* interface.md, "check --format json". Where the work stopped before it, all counts are 0. */
void
emit_check_json(const Coverage *coverage, const Diags *diags, GString *out)
{
    static const Coverage nothing;
    const Coverage *counts = coverage != NULL ? coverage : &nothing;
    json_t *root = json_object();
    json_object_set_new(root, "format", json_string("repliek-check/1"));
    json_object_set_new(root, "questions", json_integer(counts->count));
    json_object_set_new(root, "answered", json_integer(counts->answered));
    json_object_set_new(root, "approved", json_integer(counts->approved));
    json_object_set_new(root, "deferred", json_integer(counts->deferred));
    json_object_set_new(root, "findings", diags_json(diags));

    char *text = json_dumps(root, JSON_INDENT(2));
    g_string_append_printf(out, "%s\n", text);
    free(text);
    json_decref(root);
}
