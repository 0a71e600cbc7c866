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
 * Every other format has a parser of its own that makes a Draft (draft.h) in a sandboxed worker
 * (worker.c); draft-document.c makes the Document of it by the rules of plain text, so that a
 * document gives the same paragraphs in every format. tests/same-content holds them to that.
 *
 * The law of this stage is that nothing of the text is lost: each character of the source that is
 * no white space, line-end hyphen, note mark or invisible control stands in exactly one paragraph,
 * label or note. tests/unit/read-text.c holds both shapes to it.
 */
#include "read/document.h"

#include <glib/gi18n-lib.h>

#include "base/failure.h"
#include "read/read-private.h"
#include "read/readers-private.h"
#include "read/sniff.h"
#include "read/typed-notes.h"

static void
fail_format(GError **error, const char *name, FileFormat format)
{
    const char *remedy = format == FORMAT_OLE || format == FORMAT_RTF
                             ? _("open it in a word processor and save it as docx or odt")
                             : _("repliek reads txt, md, docx, odt, html, xml and pdf");

    failure_set(error, DIAG_UNREADABLE, name, 0, 0, _("this is %s, which can't be read; %s"),
                _(file_format_name(format)), remedy);
}

static Document *
read_as_it_is(const char *name, GBytes *bytes, Diags *diags, GError **error)
{
    FileFormat format = sniff_format(bytes);

    switch (format) {
    case FORMAT_TEXT:
        return read_plain_text(name, bytes, error);
    case FORMAT_DOCX:
        return read_docx(name, bytes, diags, error);
    case FORMAT_ODT:
        return read_odt(name, bytes, diags, error);
    case FORMAT_PDF:
        return read_pdf(name, bytes, diags, error);
    case FORMAT_HTML:
        return read_html(name, bytes, diags, error);
    case FORMAT_XML:
        return read_op_xml(name, bytes, diags, error);
    case FORMAT_ZIP:
    case FORMAT_RTF:
    case FORMAT_OLE:
        fail_format(error, name, format);
        return NULL;
    }
    g_assert_not_reached();
}

Document *
read_document(const char *name, GBytes *bytes, Diags *diags, GError **error)
{
    Document *document = read_as_it_is(name, bytes, diags, error);

    if (document != NULL)
        document_take_typed_notes(document);
    return document;
}

const char *
document_type(GBytes *bytes)
{
    return file_format_type(sniff_format(bytes));
}
