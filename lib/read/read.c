/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reading: bytes to a Document, whatever the format.
 *
 * Comes in: the bytes of one file. Goes out: paragraphs and notes in reading order, clean (white
 * space single, line-end hyphens resolved, note marks taken out), each byte of them mapped to where
 * it stood. What the words mean is nobody's business here: headings of fractions, questions and
 * agenda are found by lib/questions from the same Document, whatever format it came from.
 *
 * Plain text comes in two shapes that need opposite treatment: one paragraph a line (text out of a
 * word processor) and hard-wrapped (text out of a PDF). text.c measures which it is; text-flowing.c
 * and text-wrapped.c read them. A third way, to treat every text as wrapped and trust the length of
 * lines alone, was dropped: short paragraphs that follow each other without a blank line (a heading
 * and its text) then flow together.
 *
 * The law of this stage is that nothing of the text is lost: each character of the source that is
 * no white space, line-end hyphen, note mark or invisible control stands in exactly one paragraph,
 * label or note. tests/unit/read-text.c holds both shapes to it.
 */
#include "read/document.h"

#include <glib/gi18n-lib.h>

#include "base/failure.h"
#include "read/read-private.h"
#include "read/sniff.h"

Document *
read_document(const char *name, GBytes *bytes, Diags *diags, GError **error)
{
    (void)diags; /* Plain text gives no findings; the formats to come do. */
    FileFormat format = sniff_format(bytes);
    if (format == FORMAT_TEXT)
        return read_plain_text(name, bytes, error);

    failure_set(error, DIAG_UNREADABLE, name, 0, 0,
                _("this is %s, and this version reads plain text only; save the document as text "
                  "(UTF-8) and read that"),
                _(file_format_name(format)));
    return NULL;
}
