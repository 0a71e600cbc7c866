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
    { "<body", FORMAT_HTML },
    { "<!--", FORMAT_HTML },
    { "<?xml", FORMAT_XML },
    { "<!doctype", FORMAT_XML },
    { "<officiele-publicatie", FORMAT_XML },
};

/* Elements that a page or a piece of one begins with. */
static const char *const page_elements[] = {
    "html", "head",    "body",    "meta",  "title", "div", "main", "table",
    "p",    "article", "section", "ul",    "ol",    "h1",  "h2",   "h3",
    "span", "a",       "script",  "style", "link",  "b",   "i",    "font"
};

static bool
contains(const char *data, size_t length, const char *needle)
{
    return memmem(data, length, needle, strlen(needle)) != NULL;
}

/* Is the name in the archive's first entries, or in the list of them all at its end? */
static bool
names(const char *data, size_t length, const char *name)
{
    size_t searched = MIN(length, SNIFF_ZIP_LENGTH);

    return contains(data, searched, name) || contains(data + length - searched, searched, name);
}

/* An OpenDocument file says what it is in its first part; one that was packed again may not. */
static FileFormat
sniff_zip(const char *data, size_t length)
{
    if (names(data, length, "application/vnd.oasis.opendocument.text"))
        return FORMAT_ODT;
    if (names(data, length, "word/"))
        return FORMAT_DOCX;
    bool other = names(data, length, "vnd.oasis.opendocument.") || names(data, length, "xl/") ||
                 names(data, length, "ppt/");
    if (other)
        return FORMAT_ZIP;
    if (names(data, length, "[Content_Types].xml"))
        return FORMAT_DOCX;
    return names(data, length, "content.xml") ? FORMAT_ODT : FORMAT_ZIP;
}

/* XHTML: XML by its first line, a web page by its root element. */
static bool
is_web_page(const char *data, size_t length)
{
    g_autofree char *start = g_ascii_strdown(data, (gssize)MIN(length, SNIFF_LENGTH));

    return strstr(start, "<html") != NULL || strstr(start, "<!doctype html") != NULL;
}

/* Something that begins with an element and ends with one, and has no other mark. */
static FileFormat
sniff_element(const char *data, size_t length)
{
    char name[16] = "";
    size_t size = 0;

    while (length > 0 && g_ascii_isspace(data[length - 1]))
        length--;
    if (length < 3 || data[0] != '<' || data[length - 1] != '>' || !g_ascii_isalpha(data[1]))
        return FORMAT_TEXT;
    while (size + 1 < MIN(length, sizeof name) && g_ascii_isalnum(data[size + 1])) {
        name[size] = g_ascii_tolower(data[size + 1]);
        size++;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(page_elements); i++) {
        if (strcmp(page_elements[i], name) == 0)
            return FORMAT_HTML;
    }
    return FORMAT_XML;
}

static FileFormat
sniff_markup(const char *data, size_t length)
{
    size_t at = length >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (at < length && g_ascii_isspace(data[at]))
        at++;

    for (size_t i = 0; i < G_N_ELEMENTS(openings); i++) {
        size_t size = strlen(openings[i].bytes);
        if (length - at < size || g_ascii_strncasecmp(data + at, openings[i].bytes, size) != 0)
            continue;
        bool page = openings[i].format == FORMAT_XML && is_web_page(data + at, length - at);
        return page ? FORMAT_HTML : openings[i].format;
    }
    return sniff_element(data + at, length - at);
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
file_format_type(FileFormat format)
{
    static const char *const types[] = {
        [FORMAT_TEXT] = "text/plain",
        [FORMAT_DOCX] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [FORMAT_ODT] = "application/vnd.oasis.opendocument.text",
        [FORMAT_ZIP] = "application/zip",
        [FORMAT_PDF] = "application/pdf",
        [FORMAT_HTML] = "text/html",
        [FORMAT_XML] = "application/xml",
        [FORMAT_RTF] = "application/rtf",
        [FORMAT_OLE] = "application/msword",
    };
    return types[format];
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
