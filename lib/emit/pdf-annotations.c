/* SPDX-License-Identifier: EUPL-1.2 */
#include "emit/pdf-private.h"

#include <string.h>

/* Links (ISO 32000-1, 12.5.6.5; ISO 14289-1, 7.18) and the places they lead to. */

enum { LEAF = 64 };

/* RFC 3986, 2.2 and 2.3: what may stand in an address as it is; `%` because it may be encoded already. */
static const char address_characters[] = "-._~:/?#[]@!$&'()*+,;=%";

static void
append_address(GString *out, const char *address)
{
    g_autoptr(GString) encoded = g_string_new(NULL);
    for (const char *p = address; *p != '\0'; p++)
        if (g_ascii_isalnum(*p) || strchr(address_characters, *p) != NULL)
            g_string_append_c(encoded, *p);
        else
            g_string_append_printf(encoded, "%%%02X", (guchar)*p);
    pdf_bytes(out, encoded->str, encoded->len);
}

static void
append_rectangle(const Pages *pages, GString *out, const Frame *area)
{
    g_string_append(out, "/Rect[");
    pdf_length(out, area->x);
    g_string_append_c(out, ' ');
    pdf_length(out, (gint64)pages->height - area->y - area->height);
    g_string_append_c(out, ' ');
    pdf_length(out, (gint64)area->x + area->width);
    g_string_append_c(out, ' ');
    pdf_length(out, (gint64)pages->height - area->y);
    g_string_append_c(out, ']');
}

static void
append_action(GString *out, const PageLink *link)
{
    if (link->target != NULL) {
        g_string_append(out, "/Dest");
        pdf_bytes(out, link->target, strlen(link->target));
        return;
    }
    g_string_append(out, "/A<</S/URI/URI");
    append_address(out, link->address);
    g_string_append(out, ">>");
}

static const char *
link_words(const PageLink *link)
{
    if (link->contents != NULL && *link->contents != '\0')
        return link->contents;
    return link->address != NULL ? link->address : link->target;
}

void
pdf_annotations_write(PdfDocument *document)
{
    enum { PRINT = 4 }; /* ISO 19005-2, 6.3.2: printed, never hidden */

    for (guint i = 0; i < document->annotations->len; i++) {
        const PdfAnnotation *annotation = &g_array_index(document->annotations, PdfAnnotation, i);
        GString *out = pdf_object(document->file, annotation->object);
        g_string_append_printf(out, "<</Type/Annot/Subtype/Link/F %d/Border[0 0 0]/StructParent %u",
                               PRINT, document->pages->pages->len + i);
        append_rectangle(document->pages, out, &annotation->link->area);
        g_string_append(out, "/Contents");
        pdf_text(out, link_words(annotation->link));
        append_action(out, annotation->link);
        g_string_append(out, ">>");
    }
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *
sorted_names(GHashTable *destinations)
{
    GPtrArray *names = g_ptr_array_new();
    GHashTableIter iterator;
    gpointer name;

    g_hash_table_iter_init(&iterator, destinations);
    while (g_hash_table_iter_next(&iterator, &name, NULL))
        g_ptr_array_add(names, name);
    g_ptr_array_sort(names, compare_names);
    return names;
}

static void
append_destination(const PdfDocument *document, GString *out, const char *name)
{
    const Destination *destination = g_hash_table_lookup(document->pages->destinations, name);
    pdf_bytes(out, name, strlen(name));
    g_string_append_printf(out, "[%u 0 R/XYZ ", pdf_page_object(document, destination->page));
    pdf_length(out, destination->x);
    g_string_append_c(out, ' ');
    pdf_length(out, (gint64)document->pages->height - destination->y);
    g_string_append(out, " null]");
}

static void
write_leaf(const PdfDocument *document, guint object, gpointer *names, guint count)
{
    GString *out = pdf_object(document->file, object);
    g_string_append(out, "<</Limits[");
    pdf_bytes(out, names[0], strlen(names[0]));
    pdf_bytes(out, names[count - 1], strlen(names[count - 1]));
    g_string_append(out, "]/Names[");
    for (guint i = 0; i < count; i++)
        append_destination(document, out, names[i]);
    g_string_append(out, "]>>");
}

guint
pdf_destinations_write(PdfDocument *document)
{
    g_autoptr(GPtrArray) names = sorted_names(document->pages->destinations);
    guint leaves = (names->len + LEAF - 1) / LEAF;
    if (leaves == 0)
        return 0;

    guint root = pdf_reserve(document->file, 1 + leaves);
    for (guint leaf = 0; leaf < leaves; leaf++)
        write_leaf(document, root + 1 + leaf, names->pdata + (gsize)leaf * LEAF,
                   MIN(LEAF, names->len - leaf * LEAF));
    GString *out = pdf_object(document->file, root);
    g_string_append(out, "<</Kids[");
    for (guint leaf = 0; leaf < leaves; leaf++)
        g_string_append_printf(out, "%u 0 R ", root + 1 + leaf);
    g_string_append(out, "]>>");
    return root;
}
