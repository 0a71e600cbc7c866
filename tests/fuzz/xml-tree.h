/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_TESTS_FUZZ_XML_TREE_H
#define REPLIEK_TESTS_FUZZ_XML_TREE_H

#include <glib.h>

/*
 * Bytes as well-formed XML: changed at random, real XML is hardly ever well-formed, and a parser
 * would stop before a reader sees anything. So each byte opens an element, closes one, or is text.
 * `elements` are what can be opened ("w:numId w:val='3'"), NULL at the end; `root` is written first,
 * with its attributes.
 */
static inline char *
xml_of_bytes(const char *bytes, gsize length, const char *root, const char *const *elements)
{
    static const char *const texts[] = { "Kan de minister", " dit? ", "1.", "-", "\xC2\xAD", "x" };
    g_autoptr(GPtrArray) open = g_ptr_array_new();
    GString *out = g_string_new(NULL);
    guint count = 0;
    while (elements[count] != NULL)
        count++;

    g_ptr_array_add(open, (gpointer)root);
    g_string_append_printf(out, "<%s>", root);
    for (gsize i = 0; i < length; i++) {
        guchar byte = (guchar)bytes[i];
        if (byte % 3 == 0 && open->len < 200) {
            const char *element = elements[byte / 3 % count];
            g_string_append_printf(out, "<%s>", element);
            g_ptr_array_add(open, (gpointer)element);
        } else if (byte % 3 == 1 && open->len > 1) {
            const char *element = g_ptr_array_steal_index(open, open->len - 1);
            g_string_append_printf(out, "</%.*s>", (int)strcspn(element, " "), element);
        } else {
            g_string_append(out, texts[byte / 3 % G_N_ELEMENTS(texts)]);
        }
    }
    while (open->len > 0) {
        const char *element = g_ptr_array_steal_index(open, open->len - 1);
        g_string_append_printf(out, "</%.*s>", (int)strcspn(element, " "), element);
    }
    return g_string_free(out, FALSE);
}

#endif
