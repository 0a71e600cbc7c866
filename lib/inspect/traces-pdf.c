/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "inspect/traces-private.h"

/* The properties of a PDF, its metadata, what readers wrote on its pages, where its links lead, and its pictures. */

static void
trace_information(Traces *traces, Pdf *pdf)
{
    g_auto(Object) trailer = pdf_trailer(pdf);
    g_auto(Object) information = object_get(&trailer, "/Info");
    g_autoptr(GPtrArray) keys = object_keys(&information);

    for (guint i = 0; i < keys->len; i++) {
        const char *key = g_ptr_array_index(keys, i);
        g_autofree char *text = object_get_text(&information, key);
        if (text == NULL)
            continue;
        if (strcmp(key, "/Author") == 0 || strcmp(key, "/Manager") == 0)
            trace_person(traces, key + 1, text);
        else
            trace_text(traces, key + 1, text);
    }
}

/* Annotations by which somebody says something (ISO 32000-1, table 170: "markup"), and those that stand for a file. */
static bool
is_remark(const char *kind)
{
    static const char *const kinds[] = { "Text",      "FreeText", "Line",      "Square",
                                         "Circle",    "Polygon",  "PolyLine",  "Highlight",
                                         "Underline", "Squiggly", "StrikeOut", "Stamp",
                                         "Caret",     "Ink",      "Sound",     "Redact",
                                         "Popup",     NULL };
    return kind != NULL && g_strv_contains(kinds, kind);
}

static void
trace_annotation(Traces *traces, const Object *annotation)
{
    g_autofree char *kind = object_get_name(annotation, "/Subtype");
    g_autofree char *who = object_get_text(annotation, "/T");
    g_autofree char *words = object_get_text(annotation, "/Contents");
    g_auto(Object) action = object_get(annotation, "/A");
    g_autofree char *target = object_get_text(&action, "/URI");
    g_auto(Object) direct = object_get(&action, "/F");
    g_autofree char *file =
        object_is_string(&direct) ? object_text(&direct) : object_get_text(&direct, "/F");

    if (is_remark(kind)) {
        if (who != NULL)
            trace_person(traces, kind, who);
        trace_add(traces, TRACE_COMMENT, kind, words != NULL && *words != '\0' ? words : kind);
    } else if (words != NULL) {
        trace_text(traces, kind != NULL ? kind : "Annot", words);
    }
    if (target != NULL)
        trace_text(traces, "URI", target);
    if (file != NULL)
        trace_text(traces, "F", file);
}

static void
trace_pictures(Traces *traces, const Object *page)
{
    g_auto(Object) resources = object_get(page, "/Resources");
    g_auto(Object) objects = object_get(&resources, "/XObject");
    g_autoptr(GPtrArray) keys = object_keys(&objects);

    for (guint i = 0; i < keys->len; i++) {
        g_auto(Object) picture = object_get(&objects, g_ptr_array_index(keys, i));
        if (!object_has_name(&picture, "/Subtype", "Image") ||
            !object_has_name(&picture, "/Filter", "DCTDecode"))
            continue;
        g_autoptr(GBytes) bytes = object_data(&picture);
        const guint8 *data = bytes != NULL ? g_bytes_get_data(bytes, NULL) : NULL;
        if (data != NULL && g_bytes_get_size(bytes) > 4 && data[0] == 0xff)
            trace_picture(traces, bytes);
    }
}

static void
trace_page(Traces *traces, Pdf *pdf, int index)
{
    g_auto(Object) page = pdf_page(pdf, index);
    g_auto(Object) annotations = object_get(&page, "/Annots");

    traces->page = index + 1;
    for (int i = 0; i < object_count(&annotations); i++) {
        g_auto(Object) annotation = object_at(&annotations, i);
        trace_annotation(traces, &annotation);
    }
    trace_pictures(traces, &page);
    traces->page = 0;
}

void
trace_pdf(Traces *traces, Pdf *pdf)
{
    g_auto(Object) root = pdf_root(pdf);
    g_auto(Object) stream = object_get(&root, "/Metadata");
    g_autoptr(GBytes) metadata = object_data(&stream);

    trace_information(traces, pdf);
    if (metadata != NULL)
        trace_xml(traces, "XMP", metadata);
    for (int i = 0; i < pdf_page_count(pdf); i++)
        trace_page(traces, pdf, i);
}
