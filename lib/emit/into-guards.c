/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "emit/into-private.h"
#include "read/xml.h"

/* What in a Word file does not go together with words put in by a program: it stays as it is, and is told. */

typedef struct Guards {
    bool is_protected, wants_track;
} Guards;

static void
start(void *data, const char *name, const char **attributes)
{
    Guards *guards = data;
    bool enforced = false, tracked = false;

    if (!g_str_has_suffix(name, "documentProtection"))
        return;
    for (; *attributes != NULL; attributes += 2) {
        const char *value = attributes[1];
        if (g_str_has_suffix(attributes[0], "enforcement"))
            enforced = *value == '1' || *value == 't' || strcmp(value, "on") == 0;
        if (g_str_has_suffix(attributes[0], ":edit"))
            tracked = strcmp(value, "trackedChanges") == 0;
    }
    guards->is_protected = enforced && !tracked;
    guards->wants_track = enforced && tracked;
}

static Guards
read_guards(Into *into)
{
    static const XmlHandler handler = { NULL, start, NULL, NULL };
    const char *name = into->trace->names.settings;
    g_autoptr(GBytes) part = name != NULL ? archive_read_part(into->archive, name, NULL) : NULL;
    Guards guards = { 0 };

    if (part != NULL)
        xml_parse(part, &handler, &guards, false, NULL);
    return guards;
}

static bool
holds(GBytes *bytes, const char *words)
{
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);

    return memmem(data, length, words, strlen(words)) != NULL;
}

void
into_report_guards(Into *into)
{
    Guards guards = read_guards(into);
    const struct {
        bool there;
        const char *message;
    } rows[] = {
        { holds(into->types.old, "macroEnabled") || holds(into->types.old, "vbaProject"),
          _("the file has macros, which stay in it; have it saved as docx without them if nobody "
            "needs them") },
        { archive_has(into->archive, "_xmlsignatures/origin.sigs"),
          _("the file is signed, and with the answers in it the signature is no longer valid; have "
            "it signed again") },
        { guards.is_protected,
          _("the file is protected against changes, and stays so; lift that in Word before others "
            "go on with it") },
        { guards.wants_track && !into->track,
          _("the file may be changed by tracked changes only; put the answers in with --track") },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (rows[i].there)
            diags_add_at(into->diags, DIAG_GUARDED, &(DiagPlace){ 0 }, rows[i].message);
    }
}
