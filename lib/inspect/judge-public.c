/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "inspect/inspect-private.h"
#include "inspect/traces-private.h"

/* What the traces come to: how each kind is told, in a message about the file. */
static const struct {
    const char *kind;
    DiagCode code;
    const char *message; /* of where it stands, and what it is */
} kinds[] = {
    { TRACE_PERSON, DIAG_PUBLIC_NAME,
      N_("%s names \"%s\" as who made or changed it; take it out, unless that may be known") },
    { TRACE_NAME, DIAG_PUBLIC_NAME, N_("%s names \"%s\"; take it out, unless that may be known") },
    { TRACE_COMMENT, DIAG_PUBLIC_COMMENT,
      N_("%s holds what was said within the house: \"%s\"; take it out and make the file again") },
    { TRACE_KEY, DIAG_PUBLIC_COMMENT,
      N_("%s holds a key that is nobody else's concern: \"%s\"; attach a public copy instead") },
    { TRACE_PATH, DIAG_PUBLIC_PATH,
      N_("%s holds a path of a machine: \"%s\"; take it out and make the file again") },
    { TRACE_CAPTION, DIAG_PUBLIC_PICTURE,
      N_("%s goes along with the picture: \"%s\"; save it without, unless that may be known") },
    { TRACE_PLACE, DIAG_PUBLIC_PICTURE,
      N_("%s says where it was taken: %s; save it without, unless that may be known") },
};

/* "brief.docx, docProps/core.xml: dc:creator"; the page where there is one. */
static char *
trace_place(const json_t *trace)
{
    const char *file = report_text(trace, "file"), *where = report_text(trace, "where");
    int page = report_number(trace, "page");
    where = where != NULL ? where : "";

    if (file != NULL)
        return g_strdup_printf(_("the attachment %s (%s)"), file, where);
    if (page > 0)
        return g_strdup_printf(_("page %d (%s)"), page, where);
    return g_strdup_printf(_("the file (%s)"), where);
}

void
inspection_judge_public(const Inspection *inspection, Diags *diags)
{
    DiagPlace place = { .file = inspection->name };
    const json_t *trace;
    size_t i;

    json_array_foreach(report_list(inspection->report, "traces"), i, trace)
    {
        const char *text = report_text(trace, "text");
        g_autofree char *where = trace_place(trace);
        for (gsize k = 0; k < G_N_ELEMENTS(kinds); k++) {
            if (g_strcmp0(report_text(trace, "kind"), kinds[k].kind) != 0 || text == NULL)
                continue;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
            g_autofree char *message = g_strdup_printf(_(kinds[k].message), where, text);
#pragma GCC diagnostic pop
            (void)diags_add_at(diags, kinds[k].code, &place, message);
        }
    }
}
