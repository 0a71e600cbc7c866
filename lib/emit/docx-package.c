/* SPDX-License-Identifier: EUPL-1.2 */
#include "emit/docx-package.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <zip.h>

#include "base/failure.h"
#include "base/xml-text.h"
#include "emit/zip-source.h"

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"

typedef struct Part {
    char *name, *type;
    GBytes *bytes;
} Part;

/* The relations of one part. */
typedef struct Relations {
    GString *xml;
    GHashTable *known; /* "type target" → number */
} Relations;

struct DocxPackage {
    GPtrArray *parts;
    Relations document, notes;
};

static void
part_free(gpointer data)
{
    Part *part = data;

    g_free(part->name);
    g_free(part->type);
    g_bytes_unref(part->bytes);
    g_free(part);
}

static void
relations_init(Relations *relations)
{
    relations->xml = g_string_new(NULL);
    relations->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static void
relations_clear(Relations *relations)
{
    g_string_free(relations->xml, TRUE);
    g_hash_table_unref(relations->known);
}

DocxPackage *
docx_package_new(void)
{
    DocxPackage *package = g_new0(DocxPackage, 1);
    package->parts = g_ptr_array_new_with_free_func(part_free);
    relations_init(&package->document);
    relations_init(&package->notes);
    return package;
}

void
docx_package_free(DocxPackage *package)
{
    if (package == NULL)
        return;

    g_ptr_array_unref(package->parts);
    relations_clear(&package->document);
    relations_clear(&package->notes);
    g_free(package);
}

void
docx_package_add(DocxPackage *package, const char *name, const char *type, GBytes *bytes)
{
    Part *part = g_new0(Part, 1);
    part->name = g_strdup(name);
    part->type = g_strdup(type);
    part->bytes = g_bytes_ref(bytes);
    g_ptr_array_add(package->parts, part);
}

void
docx_package_add_text(DocxPackage *package, const char *name, const char *type, const char *text)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));

    docx_package_add(package, name, type, bytes);
}

static guint
relate(Relations *relations, const char *type, const char *target, bool external)
{
    g_autofree char *key = g_strdup_printf("%s %s", type, target);
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(relations->known, key));
    if (number > 0)
        return number;

    number = g_hash_table_size(relations->known) + 1;
    g_hash_table_insert(relations->known, g_steal_pointer(&key), GUINT_TO_POINTER(number));
    g_string_append_printf(relations->xml, "<Relationship Id=\"rId%u\" Type=\"" OFFICE "%s\"",
                           number, type);
    xml_append_attribute(relations->xml, "Target", target);
    g_string_append(relations->xml, external ? " TargetMode=\"External\"/>" : "/>");
    return number;
}

guint
docx_package_relate(DocxPackage *package, const char *type, const char *target, bool external)
{
    return relate(&package->document, type, target, external);
}

guint
docx_package_relate_notes(DocxPackage *package, const char *type, const char *target, bool external)
{
    return relate(&package->notes, type, target, external);
}

static char *
relations_text(const char *inside)
{
    return g_strdup_printf("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                           "<Relationships xmlns=\"" PACKAGE "relationships\">%s</Relationships>",
                           inside);
}

static char *
content_types(const DocxPackage *package)
{
    GString *xml =
        g_string_new("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                     "<Types xmlns=\"" PACKAGE "content-types\">"
                     "<Default Extension=\"rels\" "
                     "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                     "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                     "<Default Extension=\"png\" ContentType=\"image/png\"/>"
                     "<Default Extension=\"jpg\" ContentType=\"image/jpeg\"/>");

    for (guint i = 0; i < package->parts->len; i++) {
        const Part *part = g_ptr_array_index(package->parts, i);
        if (part->type != NULL)
            g_string_append_printf(xml, "<Override PartName=\"/%s\" ContentType=\"%s\"/>",
                                   part->name, part->type);
    }
    g_string_append(xml, "</Types>");
    return g_string_free(xml, FALSE);
}

static bool
add_entry(zip_t *zip, const char *name, GBytes *bytes)
{
    gsize length;
    const void *data = g_bytes_get_data(bytes, &length);
    zip_source_t *source = zip_source_buffer(zip, data, length, 0);
    if (source == NULL)
        return false;

    zip_int64_t index = zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    /* MS-DOS counts years from 1980 in the date's upper bits: 1 January 1980. */
    return zip_file_set_dostime(zip, (zip_uint64_t)index, 0, (1 << 5) | 1, 0) == 0;
}

/* The parts that speak of the others come first, as Word writes them. */
static void
add_frame(DocxPackage *package, GPtrArray *texts)
{
    static const char *const names[] = { "[Content_Types].xml", "_rels/.rels",
                                         "word/_rels/document.xml.rels",
                                         "word/_rels/footnotes.xml.rels" };
    char *const inside[] = {
        content_types(package),
        relations_text("<Relationship Id=\"rId1\" Type=\"" OFFICE "officeDocument\" "
                       "Target=\"word/document.xml\"/><Relationship Id=\"rId2\" Type=\"" PACKAGE
                       "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"),
        relations_text(package->document.xml->str),
        relations_text(package->notes.xml->str),
    };

    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        Part *part = g_new0(Part, 1);
        part->name = g_strdup(names[i]);
        part->bytes = g_bytes_new_take(inside[i], strlen(inside[i]));
        g_ptr_array_add(texts, part);
    }
}

static GBytes *
zip_parts(zip_source_t *source, const GPtrArray *frame, const GPtrArray *parts)
{
    zip_t *zip = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
    if (zip == NULL)
        return NULL;

    bool added = true;
    const GPtrArray *const lists[] = { frame, parts };
    for (guint l = 0; l < G_N_ELEMENTS(lists); l++) {
        for (guint i = 0; added && i < lists[l]->len; i++) {
            const Part *part = g_ptr_array_index(lists[l], i);
            added = add_entry(zip, part->name, part->bytes);
        }
    }
    zip_source_keep(source);
    if (!added || zip_close(zip) != 0) {
        zip_discard(zip);
        return NULL;
    }
    return zip_source_bytes(source);
}

GBytes *
docx_package_write(DocxPackage *package, GError **error)
{
    g_autoptr(GPtrArray) frame = g_ptr_array_new_with_free_func(part_free);
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);

    add_frame(package, frame);
    GBytes *bytes = source != NULL ? zip_parts(source, frame, package->parts) : NULL;
    if (source != NULL)
        zip_source_free(source);
    if (bytes == NULL)
        failure_set(error, DIAG_NOT_WRITTEN, NULL, 0, 0,
                    _("the Word file could not be zipped; see whether memory is short"));
    return bytes;
}
