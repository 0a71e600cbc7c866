/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_BASE_XML_TEXT_H
#define REPLIEK_BASE_XML_TEXT_H

#include <glib.h>

/*
 * Appends text as XML and HTML hold it, in content or between quotation marks. `text` is UTF-8; characters that XML 1.0
 * can't hold at all (section 2.2, Char) become U+FFFD.
 */
void xml_append_text(GString *out, const char *text);

/* Appends ` name="value"`. Nothing where `value` is NULL. */
void xml_append_attribute(GString *out, const char *name, const char *value);

#endif
