/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * XML by expat, streaming.
 *
 * No reader sees a document type: parsing stops at `<!DOCTYPE`, so there are no entities but XML's
 * own five, and nothing to expand or fetch. Depth, attributes and names are bounded here, once, so
 * that no reader need count. Names come interned and with this program's own prefixes: a file may
 * call the namespace of Word "w" or "x" or nothing.
 */
#include "read/xml.h"

#include <expat.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/failure.h"

/* The depth is interface.md's; the others are some ten times what real files have. */
enum { DEPTH_LIMIT = 256, ATTRIBUTE_LIMIT = 256, NAME_LIMIT = 1024, NAMES_LIMIT = 4096 };

/* Between namespace and local name; no URI and no name can hold it. */
static const char separator = '\n';

typedef struct Parse {
    XML_Parser parser;
    const XmlHandler *handler;
    XmlPlace place; /* NULL: nobody asks where things stand */
    void *data;
    bool places;
    GHashTable *names; /* expat's name → "prefix:local" */
    int depth;
    GError *error;
} Parse;

static void
stop(Parse *parse, DiagCode code, const char *message)
{
    if (parse->error != NULL)
        return;

    int line = parse->places ? (int)XML_GetCurrentLineNumber(parse->parser) : 0;
    int column = parse->places ? (int)XML_GetCurrentColumnNumber(parse->parser) + 1 : 0;
    failure_set(&parse->error, code, NULL, line, column, "%s", message);
    XML_StopParser(parse->parser, XML_FALSE);
}

static char *
prefixed_name(const XmlNamespace *namespaces, const char *name)
{
    const char *split = strchr(name, separator);
    if (split == NULL)
        return g_strdup(name);

    size_t length = (size_t)(split - name);
    for (; namespaces->uri != NULL; namespaces++) {
        if (strlen(namespaces->uri) == length && strncmp(namespaces->uri, name, length) == 0)
            return g_strdup_printf("%s:%s", namespaces->prefix, split + 1);
    }
    return g_strdup_printf("?:%s", split + 1);
}

/* The handler's form of a name; "" once there are too many or too long ones. */
static const char *
intern_name(Parse *parse, const char *name)
{
    const char *known = g_hash_table_lookup(parse->names, name);
    if (known != NULL)
        return known;

    if (g_hash_table_size(parse->names) >= NAMES_LIMIT || strlen(name) > NAME_LIMIT) {
        stop(parse, DIAG_OVER_LIMIT,
             _("the file uses more or longer element names than any format has; save it again"));
        return "";
    }
    char *own = parse->handler->namespaces == NULL
                    ? g_strdup(name)
                    : prefixed_name(parse->handler->namespaces, name);
    g_hash_table_insert(parse->names, g_strdup(name), own);
    return own;
}

static void
tell_place(const Parse *parse)
{
    if (parse->place != NULL)
        parse->place(parse->data, (size_t)XML_GetCurrentByteIndex(parse->parser),
                     (size_t)XML_GetCurrentByteCount(parse->parser));
}

static void XMLCALL
on_start(void *data, const XML_Char *name, const XML_Char **attributes)
{
    Parse *parse = data;
    const char *mapped[2 * ATTRIBUTE_LIMIT + 1];
    size_t count = 0;

    if (parse->error != NULL)
        return;
    if (++parse->depth > DEPTH_LIMIT) {
        stop(parse, DIAG_OVER_LIMIT,
             _("the file nests deeper than the limit of 256; save it again as plain text"));
        return;
    }
    for (; attributes[count] != NULL && count < 2 * ATTRIBUTE_LIMIT; count += 2) {
        mapped[count] = intern_name(parse, attributes[count]);
        mapped[count + 1] = attributes[count + 1];
    }
    if (attributes[count] != NULL)
        stop(parse, DIAG_OVER_LIMIT,
             _("an element has more attributes than the limit of 256; save the file again"));
    mapped[count] = NULL;

    const char *element = intern_name(parse, name);
    tell_place(parse);
    if (parse->error == NULL && parse->handler->start != NULL)
        parse->handler->start(parse->data, element, mapped);
}

static void XMLCALL
on_end(void *data, const XML_Char *name)
{
    Parse *parse = data;

    parse->depth--;
    tell_place(parse);
    if (parse->error == NULL && parse->handler->end != NULL)
        parse->handler->end(parse->data, intern_name(parse, name));
}

static void XMLCALL
on_text(void *data, const XML_Char *text, int length)
{
    Parse *parse = data;

    tell_place(parse);
    if (parse->error == NULL && parse->handler->text != NULL)
        parse->handler->text(parse->data, text, (size_t)length);
}

static void XMLCALL
on_doctype(void *data, const XML_Char *name, const XML_Char *system, const XML_Char *public,
           int internal)
{
    (void)name, (void)system, (void)public, (void)internal;
    stop(data, DIAG_UNREADABLE,
         _("the file declares a document type (DOCTYPE), which can hide traps; save it again "
           "without"));
}

static bool
run(Parse *parse, GBytes *bytes)
{
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);

    XML_SetUserData(parse->parser, parse);
    XML_SetElementHandler(parse->parser, on_start, on_end);
    XML_SetCharacterDataHandler(parse->parser, on_text);
    XML_SetStartDoctypeDeclHandler(parse->parser, on_doctype);
    XML_SetParamEntityParsing(parse->parser, XML_PARAM_ENTITY_PARSING_NEVER);
    return XML_Parse(parse->parser, data, (int)length, XML_TRUE) == XML_STATUS_OK;
}

static bool
parse_bytes(Parse *parse, GBytes *bytes, GError **error)
{
    g_assert(g_bytes_get_size(bytes) <= G_MAXINT);
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

    parse->names = names;
    parse->parser = parse->handler->namespaces != NULL ? XML_ParserCreateNS(NULL, separator)
                                                       : XML_ParserCreate(NULL);
    if (!run(parse, bytes))
        stop(parse, DIAG_UNREADABLE,
             _("the file is damaged: its XML is not well-formed; open it where it was made and "
               "save it again"));
    XML_ParserFree(parse->parser);
    if (parse->error == NULL)
        return true;
    g_propagate_error(error, parse->error);
    return false;
}

bool
xml_parse(GBytes *bytes, const XmlHandler *handler, void *data, bool places, GError **error)
{
    Parse parse = { .handler = handler, .data = data, .places = places };

    return parse_bytes(&parse, bytes, error);
}

bool
xml_parse_placed(GBytes *bytes, const XmlHandler *handler, XmlPlace place, void *data,
                 GError **error)
{
    Parse parse = { .handler = handler, .place = place, .data = data };

    return parse_bytes(&parse, bytes, error);
}

const char *
xml_attribute(const char **attributes, const char *name)
{
    for (; *attributes != NULL; attributes += 2) {
        if (strcmp(attributes[0], name) == 0)
            return attributes[1];
    }
    return NULL;
}

int
xml_number(const char *text, int low, int high, int fallback)
{
    gint64 value = 0;

    if (text == NULL || !g_ascii_string_to_signed(text, 10, low, high, &value, NULL))
        return fallback;
    return (int)value;
}
