/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_READ_XML_H
#define REPLIEK_READ_XML_H

#include <glib.h>
#include <stdbool.h>

/* What a namespace is called in this program, whatever prefix a file uses. */
typedef struct XmlNamespace {
    const char *uri, *prefix;
} XmlNamespace;

/*
 * Called while the text is parsed. Names are "prefix:local" by the given namespaces, "local" for
 * names without a namespace and "?:local" for others; attributes are name and value by turns, with
 * a NULL behind them. Names are interned: the same name is the same pointer, within one parse.
 */
typedef struct XmlHandler {
    const XmlNamespace *namespaces; /* ends with a NULL uri; NULL: prefixes stay as written */
    void (*start)(void *data, const char *name, const char **attributes);
    void (*end)(void *data, const char *name);
    void (*text)(void *data, const char *text, size_t length);
} XmlHandler;

/*
 * Parses a whole document under the limits of interface.md: depth 256, no DOCTYPE, and names and
 * attributes of sane number and length. FAILURE, without file name, where it is not well-formed
 * (`unreadable`, with line and column where `places`) or past a limit (`over-limit`).
 */
bool xml_parse(GBytes *bytes, const XmlHandler *handler, void *data, bool places, GError **error);

/*
 * The same, and says before each call of the handler where in the bytes stands what it is about: a start tag, an end
 * tag (of an element that is one tag, nothing, behind it) or text. Offsets hold for UTF-8 alone.
 */
typedef void (*XmlPlace)(void *data, size_t start, size_t length);
bool xml_parse_placed(GBytes *bytes, const XmlHandler *handler, XmlPlace place, void *data,
                      GError **error);

/* The value of an attribute, NULL where it is not there. */
const char *xml_attribute(const char **attributes, const char *name);

/* A whole number inside [low, high], or `fallback` where the text is none or NULL. */
int xml_number(const char *text, int low, int high, int fallback);

#endif
