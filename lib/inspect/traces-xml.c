/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "inspect/traces-private.h"
#include "read/xml.h"
#include "read/zip.h"

/*
 * What XML tells: office files (ECMA-376, ISO/IEC 26300) and XMP (ISO 16684-1). An element or an attribute that names a person,
 * and elements whose text was said within the house; everything else is text in which names and paths are looked for.
 */

static const XmlNamespace namespaces[] = {
    { "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w" },
    { "http://purl.oclc.org/ooxml/wordprocessingml/main", "w" },
    { "http://schemas.microsoft.com/office/word/2012/wordml", "w15" },
    { "http://schemas.openxmlformats.org/package/2006/metadata/core-properties", "cp" },
    { "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties", "app" },
    { "http://purl.oclc.org/ooxml/officeDocument/extendedProperties", "app" },
    { "http://purl.org/dc/elements/1.1/", "dc" },
    { "urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office" },
    { "urn:oasis:names:tc:opendocument:xmlns:meta:1.0", "meta" },
    { "urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text" },
    { "http://ns.adobe.com/photoshop/1.0/", "photoshop" },
    { "http://ns.adobe.com/exif/1.0/", "exif" },
    { "http://ns.adobe.com/pdfx/1.3/", "pdfx" },
    { NULL, NULL },
};

/* Whose text or attribute names a person. */
static const struct {
    const char *element, *attribute;
} people[] = {
    { "dc:creator", NULL },
    { "dc:contributor", NULL },
    { "cp:lastModifiedBy", NULL },
    { "app:Manager", NULL },
    { "meta:initial-creator", NULL },
    { "meta:printed-by", NULL },
    { "photoshop:CaptionWriter", NULL },
    { "pdfx:Manager", NULL },
    { "w:comment", "w:author" },
    { "w:ins", "w:author" },
    { "w:del", "w:author" },
    { "w:moveFrom", "w:author" },
    { "w:moveTo", "w:author" },
    { "w:rPrChange", "w:author" },
    { "w:pPrChange", "w:author" },
    { "w15:person", "w15:author" },
};

static const char *const comments[] = { "w:comment", "w:del", "office:annotation", "text:deletion",
                                        NULL };
static const char *const places[] = { "exif:GPSLatitude", "exif:GPSLongitude", NULL };

typedef struct Reading {
    Traces *traces;
    const char *where;
    int depth, person_at, comment_at; /* depth of the open element of that kind; 0: none */
    GString *person, *comment, *text;
} Reading;

static char *
place_name(const Reading *reading, const char *name)
{
    return g_strconcat(reading->where, ": ", name, NULL);
}

static void
read_attributes(Reading *reading, const char *name, const char **attributes)
{
    g_autofree char *place = place_name(reading, name);
    for (; attributes != NULL && attributes[0] != NULL; attributes += 2) {
        for (gsize i = 0; i < G_N_ELEMENTS(people); i++)
            if (g_strcmp0(people[i].attribute, attributes[0]) == 0 &&
                strcmp(people[i].element, name) == 0)
                trace_person(reading->traces, place, attributes[1]);
        if (g_strv_contains(places, attributes[0]))
            trace_add(reading->traces, TRACE_PLACE, place, attributes[1]);
        g_string_append_printf(reading->text, " %s ", attributes[1]);
    }
}

static void
start_element(void *data, const char *name, const char **attributes)
{
    Reading *reading = data;
    reading->depth++;
    read_attributes(reading, name, attributes);
    if (g_strv_contains(comments, name) && reading->comment_at == 0) {
        reading->comment_at = reading->depth;
        g_string_truncate(reading->comment, 0);
    }
    for (gsize i = 0; reading->person_at == 0 && i < G_N_ELEMENTS(people); i++) {
        if (people[i].attribute != NULL || strcmp(people[i].element, name) != 0)
            continue;
        reading->person_at = reading->depth;
        g_string_truncate(reading->person, 0);
    }
}

static void
end_element(void *data, const char *name)
{
    Reading *reading = data;
    g_autofree char *place = place_name(reading, name);
    if (reading->person_at == reading->depth) {
        trace_person(reading->traces, place, reading->person->str);
        reading->person_at = 0;
    }
    if (reading->comment_at == reading->depth) {
        trace_add(reading->traces, TRACE_COMMENT, place, reading->comment->str);
        reading->comment_at = 0;
    }
    reading->depth--;
    /* Words of a paragraph may be in several elements, and only in its parts. */
    if (strcmp(name, "w:t") != 0 && strcmp(name, "w:r") != 0 && strcmp(name, "text:span") != 0)
        g_string_append_c(reading->text, '\n');
}

static void
add_text(void *data, const char *text, size_t length)
{
    Reading *reading = data;
    if (reading->person_at > 0) {
        g_string_append_len(reading->person, text, (gssize)length);
        return;
    }
    if (reading->comment_at > 0)
        g_string_append_len(reading->comment, text, (gssize)length);
    g_string_append_len(reading->text, text, (gssize)length);
}

void
trace_xml(Traces *traces, const char *where, GBytes *bytes)
{
    static const XmlHandler handler = { namespaces, start_element, end_element, add_text };
    Reading reading = { .traces = traces,
                        .where = where,
                        .person = g_string_new(NULL),
                        .comment = g_string_new(NULL),
                        .text = g_string_new(NULL) };

    (void)xml_parse(bytes, &handler, &reading, false, NULL);
    trace_text(traces, where, reading.text->str);
    g_string_free(reading.person, TRUE);
    g_string_free(reading.comment, TRUE);
    g_string_free(reading.text, TRUE);
}

void
trace_archive(Traces *traces, GBytes *bytes)
{
    static const char *const parts[] = { "docProps/core.xml",
                                         "docProps/app.xml",
                                         "docProps/custom.xml",
                                         "word/people.xml",
                                         "word/comments.xml",
                                         "word/document.xml",
                                         "word/footnotes.xml",
                                         "word/endnotes.xml",
                                         "word/_rels/document.xml.rels",
                                         "word/_rels/settings.xml.rels",
                                         "meta.xml",
                                         "content.xml",
                                         "styles.xml" };
    g_autoptr(Archive) archive = archive_open(bytes, NULL);
    for (gsize i = 0; archive != NULL && i < G_N_ELEMENTS(parts); i++) {
        g_autoptr(GBytes) part =
            archive_has(archive, parts[i]) ? archive_read_part(archive, parts[i], NULL) : NULL;
        if (part != NULL)
            trace_xml(traces, parts[i], part);
    }
}
