/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>

#include "base/diag-json.h"
#include "inspect/inspect-private.h"

/* The report for programs: as the worker made it, with a head and the findings. */
void
inspection_json(const Inspection *inspection, const Diags *diags, GString *out)
{
    json_t *root = json_object();
    json_object_set_new(root, "format", json_string("repliek-inspect/1"));
    json_object_set_new(root, "file", json_string(inspection->name));
    json_object_update_missing(root, inspection->report);
    json_object_set_new(root, "findings", diags_json(diags));

    char *text = json_dumps(root, JSON_INDENT(2) | JSON_REAL_PRECISION(8));
    g_string_append_printf(out, "%s\n", text);
    free(text);
    json_decref(root);
}
