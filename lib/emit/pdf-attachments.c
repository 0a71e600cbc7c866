/* SPDX-License-Identifier: EUPL-1.2 */
#include "emit/pdf-private.h"

#include <string.h>

/*
 * Files within the file (ISO 32000-1, 7.11.4), each with what it is to the letter (ISO 19005-3, 6.8 and annex E). They
 * are found by name in the name tree, which readers show, and as files associated with the document.
 */

static const char *
relation_name(PdfRelation relation)
{
    switch (relation) {
    case PDF_RELATION_SOURCE:
        return "Source";
    case PDF_RELATION_DATA:
        return "Data";
    case PDF_RELATION_SUPPLEMENT:
        return "Supplement";
    }
    g_assert_not_reached();
}

static void
write_file(PdfDocument *document, const PdfAttachment *attachment, guint object)
{
    g_autoptr(GString) entries = g_string_new("/Type/EmbeddedFile/Subtype");
    g_autofree char *checksum = g_compute_checksum_for_bytes(G_CHECKSUM_MD5, attachment->bytes);
    g_autofree char *date = pdf_date(document->pages);
    gsize length;
    const char *data = g_bytes_get_data(attachment->bytes, &length);

    pdf_name(entries, attachment->type);
    g_string_append_printf(entries, "/Params<</Size %" G_GSIZE_FORMAT "/CheckSum<%s>", length,
                           checksum);
    if (date != NULL)
        g_string_append_printf(entries, "/ModDate(%s)", date);
    g_string_append(entries, ">>");
    pdf_stream(document->file, object, entries->str, data, length);
}

static void
write_specification(PdfDocument *document, const PdfAttachment *attachment, guint object)
{
    write_file(document, attachment, object + 1);
    GString *out = pdf_object(document->file, object);
    g_string_append(out, "<</Type/Filespec/F");
    pdf_text(out, attachment->name);
    g_string_append(out, "/UF");
    pdf_text(out, attachment->name);
    if (attachment->description != NULL && *attachment->description != '\0') {
        g_string_append(out, "/Desc");
        pdf_text(out, attachment->description);
    }
    g_string_append_printf(out, "/AFRelationship/%s/EF<</F %u 0 R/UF %u 0 R>>>>",
                           relation_name(attachment->relation), object + 1, object + 1);
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    const PdfAttachment *first = *(PdfAttachment *const *)a, *second = *(PdfAttachment *const *)b;
    return strcmp(first->name, second->name);
}

guint
pdf_attachments_write(PdfDocument *document)
{
    const GPtrArray *attachments = document->options->attachments;
    if (!pdf_has_attachments(document))
        return 0;

    g_autoptr(GPtrArray) sorted = g_ptr_array_copy((GPtrArray *)attachments, NULL, NULL);
    g_ptr_array_set_free_func(sorted, NULL);
    g_ptr_array_sort(sorted, compare_names);
    document->first_attachment = pdf_reserve(document->file, 2 * sorted->len);
    for (guint i = 0; i < sorted->len; i++)
        write_specification(document, g_ptr_array_index(sorted, i),
                            document->first_attachment + 2 * i);

    guint root = pdf_reserve(document->file, 1);
    GString *out = pdf_object(document->file, root);
    g_string_append(out, "<</Names[");
    for (guint i = 0; i < sorted->len; i++) {
        const PdfAttachment *attachment = g_ptr_array_index(sorted, i);
        pdf_bytes(out, attachment->name, strlen(attachment->name));
        g_string_append_printf(out, "%u 0 R ", document->first_attachment + 2 * i);
    }
    g_string_append(out, "]>>");
    return root;
}

void
pdf_attachments_associate(const PdfDocument *document, GString *out)
{
    if (!pdf_has_attachments(document))
        return;

    g_string_append(out, "/AF[");
    for (guint i = 0; i < document->options->attachments->len; i++)
        g_string_append_printf(out, "%u 0 R ", document->first_attachment + 2 * i);
    g_string_append_c(out, ']');
}

PdfAttachment *
pdf_attachment_new(const char *name, const char *type, PdfRelation relation, GBytes *bytes)
{
    PdfAttachment *attachment = g_new0(PdfAttachment, 1);
    attachment->name = g_strdup(name);
    attachment->type = g_strdup(type);
    attachment->relation = relation;
    attachment->bytes = g_bytes_ref(bytes);
    return attachment;
}

void
pdf_attachment_free(gpointer data)
{
    PdfAttachment *attachment = data;
    g_free(attachment->name);
    g_free(attachment->type);
    g_free(attachment->description);
    g_bytes_unref(attachment->bytes);
    g_free(attachment);
}
