/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "inspect/survey-private.h"
#include "read/xml.h"

/* What the file says of itself: document information (ISO 32000-1, 14.3.3), and XMP (ISO 16684-1). */

/* What is kept of XMP. */
typedef struct Packet {
    json_t *values;      /* "dc:title" → text */
    const char *current; /* the property that is open; NULL */
    int depth, open_at;
    GString *text;
} Packet;

static const char *const properties[] = {
    "dc:title",       "dc:creator",    "dc:description",     "dc:language",
    "pdf:Producer",   "pdf:Keywords",  "xmp:CreatorTool",    "xmp:CreateDate",
    "xmp:ModifyDate", "pdfaid:part",   "pdfaid:conformance", "pdfaid:rev",
    "pdfuaid:part",   "made:Software", "made:Fonts",         NULL
};

static void
keep(Packet *packet, const char *name, const char *value)
{
    if (*value != '\0' && json_object_get(packet->values, name) == NULL)
        json_object_set_new(packet->values, name, json_string(value));
}

static void
start_element(void *data, const char *name, const char **attributes)
{
    Packet *packet = data;
    packet->depth++;
    for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
        if (g_strv_contains(properties, attributes[0]))
            keep(packet, attributes[0], attributes[1]);
    if (packet->current == NULL && g_strv_contains(properties, name)) {
        packet->current = name;
        packet->open_at = packet->depth;
        g_string_truncate(packet->text, 0);
    } else if (packet->current != NULL && packet->text->len > 0 && strcmp(name, "rdf:li") == 0) {
        g_string_append(packet->text, "; ");
    }
}

static void
end_element(void *data, const char *name)
{
    Packet *packet = data;
    if (packet->current != NULL && packet->depth == packet->open_at) {
        g_strstrip(packet->text->str);
        keep(packet, name, packet->text->str);
        packet->current = NULL;
    }
    packet->depth--;
}

static void
add_text(void *data, const char *text, size_t length)
{
    Packet *packet = data;
    if (packet->current == NULL)
        return;
    for (size_t i = 0; i < length; i++)
        if (!g_ascii_isspace(text[i]))
            g_string_append_c(packet->text, text[i]);
        else if (packet->text->len > 0 && packet->text->str[packet->text->len - 1] != ' ')
            g_string_append_c(packet->text, ' ');
}

static json_t *
read_metadata(const Object *root)
{
    static const XmlNamespace namespaces[] = {
        { "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf" },
        { "http://purl.org/dc/elements/1.1/", "dc" },
        { "http://ns.adobe.com/pdf/1.3/", "pdf" },
        { "http://ns.adobe.com/xap/1.0/", "xmp" },
        { "http://www.aiim.org/pdfa/ns/id/", "pdfaid" },
        { "http://www.aiim.org/pdfua/ns/id/", "pdfuaid" },
        { "urn:x-repliek:made-with#", "made" },
        { NULL, NULL },
    };
    static const XmlHandler handler = { namespaces, start_element, end_element, add_text };
    g_auto(Object) stream = object_get(root, "/Metadata");
    g_autoptr(GBytes) bytes = object_data(&stream);
    Packet packet = { .values = json_object(), .text = g_string_new(NULL) };

    if (bytes != NULL)
        (void)xml_parse(bytes, &handler, &packet, false, NULL);
    g_string_free(packet.text, TRUE);
    return packet.values;
}

static json_t *
read_information(const Object *trailer)
{
    static const struct {
        const char *key, *name;
    } entries[] = { { "/Title", "title" },          { "/Author", "author" },
                    { "/Subject", "subject" },      { "/Keywords", "keywords" },
                    { "/Creator", "creator" },      { "/Producer", "producer" },
                    { "/CreationDate", "created" }, { "/ModDate", "modified" } };
    g_auto(Object) information = object_get(trailer, "/Info");
    json_t *values = json_object();

    for (gsize i = 0; i < G_N_ELEMENTS(entries); i++)
        set_text(values, entries[i].name, object_get_text(&information, entries[i].key));
    return values;
}

static const char *
value_of(const json_t *values, const char *key)
{
    return json_string_value(json_object_get(values, key));
}

/* "PDF/A-2a", "PDF/UA-1": what the metadata claim. */
static json_t *
list_standards(const json_t *metadata)
{
    json_t *list = json_array();
    const char *part = value_of(metadata, "pdfaid:part"), *ua = value_of(metadata, "pdfuaid:part");
    const char *conformance = value_of(metadata, "pdfaid:conformance");

    if (ua != NULL) {
        g_autofree char *name = g_strdup_printf("PDF/UA-%s", ua);
        json_array_append_new(list, json_string(name));
    }
    if (part != NULL) {
        g_autofree char *level = g_ascii_strdown(conformance != NULL ? conformance : "", -1);
        g_autofree char *name = g_strdup_printf("PDF/A-%s%s", part, level);
        json_array_append_new(list, json_string(name));
    }
    return list;
}

void
survey_properties(Survey *survey)
{
    g_auto(Object) root = pdf_root(survey->pdf);
    g_auto(Object) trailer = pdf_trailer(survey->pdf);
    g_auto(Object) mark_information = object_get(&root, "/MarkInfo");
    g_auto(Object) marked = object_get(&mark_information, "/Marked");
    g_auto(Object) tree = object_get(&root, "/StructTreeRoot");
    g_auto(Object) preferences = object_get(&root, "/ViewerPreferences");
    g_auto(Object) display = object_get(&preferences, "/DisplayDocTitle");
    json_t *metadata = read_metadata(&root);

    json_object_set_new(survey->report, "standards", list_standards(metadata));
    json_object_set_new(survey->report, "tagged",
                        json_boolean(object_is_true(&marked) && object_is_dictionary(&tree)));
    set_text(survey->report, "language", object_get_text(&root, "/Lang"));
    json_object_set_new(survey->report, "shows_title", json_boolean(object_is_true(&display)));
    json_object_set_new(survey->report, "properties", read_information(&trailer));
    json_object_set_new(survey->report, "metadata", metadata);
}
