/* SPDX-License-Identifier: EUPL-1.2 */
#include "read/sniff.h"

#include <glib/gi18n-lib.h>
#include <stdbool.h>
#include <string.h>

/* A PDF may have up to 1,024 bytes of junk before its header (ISO 32000-1, annex H.3.4.1). */
enum { SNIFF_LENGTH = 1024 };

/* Names of parts stand uncompressed in a zip's local headers; the first few tell the format. */
enum { SNIFF_ZIP_LENGTH = 65536 };

typedef struct Magic {
    const char *bytes;
    FileFormat format;
} Magic;

static const Magic magics[] = {
    { "PK\003\004", FORMAT_ZIP },
    { "PK\005\006", FORMAT_ZIP },
    { "{\\rtf", FORMAT_RTF },
    { "\320\317\021\340", FORMAT_OLE },
};

/* Openings of markup, compared without case behind white space and a byte order mark. */
static const Magic openings[] = {
    { "<!doctype html", FORMAT_HTML },
    { "<html", FORMAT_HTML },
    { "<?xml", FORMAT_XML },
    { "<!doctype", FORMAT_XML },
    { "<officiele-publicatie", FORMAT_XML },
};

static bool
contains(const char *data, size_t length, const char *needle)
{
    return memmem(data, length, needle, strlen(needle)) != NULL;
}

static FileFormat
sniff_zip(const char *data, size_t length)
{
    size_t searched = MIN(length, SNIFF_ZIP_LENGTH);

    if (contains(data, searched, "application/vnd.oasis.opendocument.text"))
        return FORMAT_ODT;
    if (contains(data, searched, "word/") || contains(data, searched, "[Content_Types].xml"))
        return FORMAT_DOCX;
    return FORMAT_ZIP;
}

static FileFormat
sniff_markup(const char *data, size_t length)
{
    size_t at = length >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (at < length && g_ascii_isspace(data[at]))
        at++;

    for (size_t i = 0; i < G_N_ELEMENTS(openings); i++) {
        size_t size = strlen(openings[i].bytes);
        if (length - at >= size && g_ascii_strncasecmp(data + at, openings[i].bytes, size) == 0)
            return openings[i].format;
    }
    return FORMAT_TEXT;
}

FileFormat
sniff_format(GBytes *bytes)
{
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    if (length == 0)
        return FORMAT_TEXT;

    for (size_t i = 0; i < G_N_ELEMENTS(magics); i++) {
        size_t size = strlen(magics[i].bytes);
        if (length < size || memcmp(data, magics[i].bytes, size) != 0)
            continue;
        return magics[i].format == FORMAT_ZIP ? sniff_zip(data, length) : magics[i].format;
    }
    if (contains(data, MIN(length, SNIFF_LENGTH), "%PDF-"))
        return FORMAT_PDF;
    return sniff_markup(data, length);
}

const char *
file_format_name(FileFormat format)
{
    static const char *const names[] = {
        [FORMAT_TEXT] = N_("plain text"),
        [FORMAT_DOCX] = N_("a Word document (docx)"),
        [FORMAT_ODT] = N_("an OpenDocument text (odt)"),
        [FORMAT_ZIP] = N_("a zip archive"),
        [FORMAT_PDF] = N_("a PDF file"),
        [FORMAT_HTML] = N_("an HTML page"),
        [FORMAT_XML] = N_("an XML file"),
        [FORMAT_RTF] = N_("an RTF document"),
        [FORMAT_OLE] = N_("a document of an old word processor (doc)"),
    };
    return names[format];
}
