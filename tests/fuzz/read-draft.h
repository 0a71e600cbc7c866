/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_TESTS_FUZZ_READ_DRAFT_H
#define REPLIEK_TESTS_FUZZ_READ_DRAFT_H

#include "read/readers-private.h"

/* What becomes of a draft: sent as the worker does, taken back, made a document, dumped. */
static inline void
use_draft(Draft *draft)
{
    g_autoptr(GByteArray) wire = draft_write(draft);
    g_autoptr(Draft) copy = draft_read(wire->data, wire->len);
    g_autoptr(Diags) diags = diags_new();

    g_assert_nonnull(copy);
    g_autoptr(Document) document = draft_to_document(copy, "proef", diags);
    g_autoptr(GString) out = g_string_new(NULL);
    document_dump(document, out);
    g_assert_true(g_utf8_validate_len(out->str, out->len, NULL));
}

static inline void
use_reader(DraftReader reader, GBytes *bytes)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Draft) draft = reader(bytes, &error);

    g_assert_true((draft == NULL) == (error != NULL));
    if (draft != NULL)
        use_draft(draft);
}

#endif
