/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/xml-text.h"

#include <stdbool.h>

static const char *
find_entity(gunichar c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

static bool
is_forbidden(gunichar c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c & 0xFFFE) == 0xFFFE;
}

void
xml_append_text(GString *out, const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        const char *entity = find_entity(c);
        if (entity != NULL)
            g_string_append(out, entity);
        else
            g_string_append_unichar(out, is_forbidden(c) ? 0xFFFD : c);
    }
}

void
xml_append_attribute(GString *out, const char *name, const char *value)
{
    if (value == NULL)
        return;

    g_string_append_printf(out, " %s=\"", name);
    xml_append_text(out, value);
    g_string_append_c(out, '"');
}
