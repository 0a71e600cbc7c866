/* SPDX-License-Identifier: EUPL-1.2 */
#include "emit/pdf-private.h"

#include <libdeflate.h>
#include <string.h>

/*
 * What the file says of itself, twice: as XMP, which PDF/A and PDF/UA ask for, and as document information,
 * which older readers show. Both from the same fields, so that they agree. The date is the letter's own: the
 * same letter gives the same bytes at any hour.
 */

static const char producer[] = "repliek " REPLIEK_VERSION;

/* A date for both: "2025-05-12" is "D:20250512000000Z" and "2025-05-12T00:00:00Z". */
static bool
is_date(const char *text)
{
    static const char form[] = "0000-00-00";
    if (text == NULL || strlen(text) != strlen(form))
        return false;
    for (guint i = 0; form[i] != '\0'; i++)
        if (form[i] == '-' ? text[i] != '-' : !g_ascii_isdigit(text[i]))
            return false;
    return true;
}

/* XML allows no control characters, not even escaped. */
static char *
escape(const char *text)
{
    g_autoptr(GString) clean = g_string_new(NULL);
    for (const char *p = text; *p != '\0'; p++)
        g_string_append_c(clean, (guchar)*p < 0x20 ? ' ' : *p);
    return g_markup_escape_text(clean->str, (gssize)clean->len);
}

static void
append_property(GString *out, const char *before, const char *value, const char *after)
{
    if (value == NULL || *value == '\0')
        return;
    g_autofree char *escaped = escape(value);
    g_string_append(out, before);
    g_string_append(out, escaped);
    g_string_append(out, after);
}

/* What a property of ours is, to readers of PDF/A (ISO 19005-2, 6.6.2.3.3). */
#define PROPERTY(name, type, category, description)                                                \
    "<rdf:li rdf:parseType=\"Resource\">"                                                          \
    "<pdfaProperty:name>" name "</pdfaProperty:name>"                                              \
    "<pdfaProperty:valueType>" type "</pdfaProperty:valueType>"                                    \
    "<pdfaProperty:category>" category "</pdfaProperty:category>"                                  \
    "<pdfaProperty:description>" description "</pdfaProperty:description></rdf:li>"
#define SCHEMA(name, address, prefix, properties)                                                  \
    "<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>" name "</pdfaSchema:schema>"           \
    "<pdfaSchema:namespaceURI>" address "</pdfaSchema:namespaceURI>"                               \
    "<pdfaSchema:prefix>" prefix "</pdfaSchema:prefix>"                                            \
    "<pdfaSchema:property><rdf:Seq>" properties "</rdf:Seq></pdfaSchema:property></rdf:li>"
#define MADE_WITH "urn:x-repliek:made-with#"

/* The two schemas that PDF/A does not know. */
static const char extension_schemas[] =
    "<rdf:Description rdf:about=\"\""
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">"
    "<pdfaExtension:schemas><rdf:Bag>" SCHEMA(
        "PDF/UA Universal Accessibility Schema", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid",
        PROPERTY("part", "Integer", "internal",
                 "Indicates, which part of ISO 14289 standard is followed"))
        SCHEMA(
            "What the letter was made with", MADE_WITH, "made",
            PROPERTY("Software", "bag Text", "internal",
                     "Programs and libraries that decide the bytes, with their versions")
                PROPERTY("Fonts", "bag Text", "internal",
                         "Font files with their versions and checksums")) "</rdf:Bag></"
                                                                          "pdfaExtension:schemas></"
                                                                          "rdf:Description>\n";

static void
append_dublin_core(GString *out, const Pages *pages)
{
    g_string_append(out, "<rdf:Description rdf:about=\"\""
                         " xmlns:dc=\"http://purl.org/dc/elements/1.1/\">");
    append_property(out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", pages->title,
                    "</rdf:li></rdf:Alt></dc:title>");
    append_property(out, "<dc:creator><rdf:Seq><rdf:li>", pages->author,
                    "</rdf:li></rdf:Seq></dc:creator>");
    append_property(out, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", pages->subject,
                    "</rdf:li></rdf:Alt></dc:description>");
    append_property(out, "<dc:language><rdf:Bag><rdf:li>", pages->language,
                    "</rdf:li></rdf:Bag></dc:language>");
    g_string_append(out, "<dc:format>application/pdf</dc:format></rdf:Description>\n");
}

static void
append_dates(GString *out, const Pages *pages)
{
    g_string_append(out, "<rdf:Description rdf:about=\"\""
                         " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
                         " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">");
    append_property(out, "<xmp:CreatorTool>", producer, "</xmp:CreatorTool>");
    append_property(out, "<pdf:Producer>", producer, "</pdf:Producer>");
    if (is_date(pages->date)) {
        append_property(out, "<xmp:CreateDate>", pages->date, "T00:00:00Z</xmp:CreateDate>");
        append_property(out, "<xmp:ModifyDate>", pages->date, "T00:00:00Z</xmp:ModifyDate>");
        append_property(out, "<xmp:MetadataDate>", pages->date, "T00:00:00Z</xmp:MetadataDate>");
    }
    g_string_append(out, "</rdf:Description>\n");
}

/* Which standards the file keeps: PDF/A-2a, or 3a which alone allows all kinds of attachments; and PDF/UA-1. */
static void
append_claims(GString *out, int part)
{
    g_string_append_printf(out,
                           "<rdf:Description rdf:about=\"\""
                           " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
                           " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">"
                           "<pdfaid:part>%d</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
                           "<pdfuaid:part>1</pdfuaid:part></rdf:Description>\n",
                           part);
    g_string_append(out, extension_schemas);
}

static void
append_item(GString *out, const char *name, const char *version)
{
    g_string_append_printf(out, "<rdf:li>%s %s</rdf:li>", name, version);
}

/*
 * With the same software and fonts the same inputs give the same bytes; `build --verify` says by this what is
 * other. Nothing about the machine stands here, or the user.
 */
static void
append_made_with(GString *out, const GPtrArray *fonts)
{
    g_string_append(out, "<rdf:Description rdf:about=\"\" xmlns:made=\"" MADE_WITH "\">"
                         "<made:Software><rdf:Bag>");
    append_item(out, "repliek", REPLIEK_VERSION);
    append_item(out, "Pango", pango_version_string());
    append_item(out, "HarfBuzz", hb_version_string());
    append_item(out, "libdeflate", LIBDEFLATE_VERSION_STRING);
    g_string_append(out, "</rdf:Bag></made:Software>\n<made:Fonts><rdf:Bag>");
    for (guint i = 0; i < fonts->len; i++)
        append_property(out, "<rdf:li>", g_ptr_array_index(fonts, i), "</rdf:li>");
    g_string_append(out, "</rdf:Bag></made:Fonts></rdf:Description>\n");
}

guint
pdf_metadata_write(PdfDocument *document)
{
    guint object = pdf_reserve(document->file, 1);
    /* The packet's id is a constant of the XMP specification. */
    g_autoptr(GString) out =
        g_string_new("<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                     "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
                     "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n");
    append_dublin_core(out, document->pages);
    append_dates(out, document->pages);
    if (document->conforms)
        append_claims(out, pdf_has_attachments(document) ? 3 : 2);
    append_made_with(out, document->fonts);
    g_string_append(out, "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>");
    /* Plain, so that who knows no PDF finds it too. */
    pdf_plain_stream(document->file, object, "/Type/Metadata/Subtype/XML", out->str, out->len);
    return object;
}

static void
append_entry(GString *out, const char *key, const char *value)
{
    if (value == NULL || *value == '\0')
        return;
    g_string_append(out, key);
    pdf_text(out, value);
}

char *
pdf_date(const Pages *pages)
{
    const char *d = pages->date;
    return is_date(d) ? g_strdup_printf("D:%.4s%.2s%.2s000000Z", d, d + 5, d + 8) : NULL;
}

guint
pdf_information_write(PdfDocument *document)
{
    const Pages *pages = document->pages;
    guint object = pdf_reserve(document->file, 1);
    GString *out = pdf_object(document->file, object);

    g_string_append(out, "<<");
    append_entry(out, "/Title", pages->title);
    append_entry(out, "/Author", pages->author);
    append_entry(out, "/Subject", pages->subject);
    append_entry(out, "/Creator", producer);
    append_entry(out, "/Producer", producer);
    g_autofree char *date = pdf_date(pages);
    append_entry(out, "/CreationDate", date);
    append_entry(out, "/ModDate", date);
    g_string_append(out, ">>");
    return object;
}
