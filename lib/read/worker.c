/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The readers of foreign formats, each in a worker of its own.
 */
#include "read/readers-private.h"

#include "base/failure.h"

/* A parser's failure says what is wrong; which file it is about is added here. */
static void
propagate_named(GError **error, GError *inner, const char *name)
{
    failure_set(error, (DiagCode)inner->code, name, 0, 0, "%s", inner->message);
    g_error_free(inner);
}

static Document *
read_in_worker(DraftReader reader, const char *name, GBytes *bytes, Diags *diags, GError **error)
{
    GError *inner = NULL;
    g_autoptr(Draft) draft = reader(bytes, &inner);
    if (draft == NULL) {
        propagate_named(error, inner, name);
        return NULL;
    }
    return draft_to_document(draft, name, diags);
}

Document *
read_docx(const char *name, GBytes *bytes, Diags *diags, GError **error)
{
    return read_in_worker(draft_docx, name, bytes, diags, error);
}

Document *
read_odt(const char *name, GBytes *bytes, Diags *diags, GError **error)
{
    return read_in_worker(draft_odt, name, bytes, diags, error);
}
