/* SPDX-License-Identifier: EUPL-1.2 */
#include "emit/pdf-private.h"

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

/* What pdfuaid:part is: no schema that PDF/A knows (ISO 19005-2, 6.6.2.3.3). */
static const char extension_schema[] =
    "<rdf:Description rdf:about=\"\""
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">"
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">"
    "<pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed"
    "</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property>"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>\n";

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

/* Which standards the file keeps: PDF/A-2a and PDF/UA-1. */
static void
append_claims(GString *out)
{
    g_string_append(out, "<rdf:Description rdf:about=\"\""
                         " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
                         " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">"
                         "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
                         "<pdfuaid:part>1</pdfuaid:part></rdf:Description>\n");
    g_string_append(out, extension_schema);
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
        append_claims(out);
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
    if (is_date(pages->date)) {
        const char *d = pages->date;
        g_autofree char *date = g_strdup_printf("D:%.4s%.2s%.2s000000Z", d, d + 5, d + 8);
        append_entry(out, "/CreationDate", date);
        append_entry(out, "/ModDate", date);
    }
    g_string_append(out, ">>");
    return object;
}
