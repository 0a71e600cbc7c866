/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a document for review has besides its text: the first page, which says what to do with it, and a part of XML with
 * the answers as they went out, so that whoever reads it back knows what was changed since, and where.
 */
#include <string.h>

#include "answers/review-key.h"
#include "base/xml-text.h"
#include "emit/docx-private.h"

#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/"

/* ECMA-376 part 1, 22.5: what names the part in a package; it is the same in every file of ours. */
static const char properties[] =
    DECLARATION "<ds:datastoreItem ds:itemID=\"{5D0C3A52-7E0B-4D0F-9A55-52E1F1C0B2D7}\" "
                "xmlns:ds=\"" OFFICE "customXml\"><ds:schemaRefs><ds:schemaRef "
                "ds:uri=\"" REVIEW_NAMESPACE "\"/></ds:schemaRefs></ds:datastoreItem>";

static const char relations[] =
    DECLARATION "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
                "relationships\"><Relationship Id=\"rId1\" Type=\"" OFFICE
                "relationships/customXmlProps\" Target=\"itemProps1.xml\"/></Relationships>";

static char *
field_ids(const ReviewField *field)
{
    GString *ids = g_string_new(NULL);

    for (guint i = 0; i < field->questions->len; i++) {
        const ReviewQuestion *question = g_ptr_array_index(field->questions, i);
        g_string_append_printf(ids, "%s%s", i > 0 ? " " : "", question->id);
    }
    return g_string_free(ids, FALSE);
}

static void
append_entry(GString *xml, const ReviewField *field)
{
    g_autofree char *ids = field_ids(field);

    g_string_append(xml, "<entry");
    xml_append_attribute(xml, "key", field->key);
    xml_append_attribute(xml, "hash", field->hash);
    xml_append_attribute(xml, "to", ids);
    xml_append_attribute(xml, "owner", field->owner);
    xml_append_attribute(xml, "status", field->status);
    xml_append_attribute(xml, "due", field->due);
    g_string_append(xml, ">");
    for (guint i = 0; i < field->questions->len; i++) {
        const ReviewQuestion *question = g_ptr_array_index(field->questions, i);
        g_string_append(xml, "<question");
        xml_append_attribute(xml, "id", question->id);
        g_string_append(xml, ">");
        xml_append_text(xml, question->text);
        g_string_append(xml, "</question>");
    }
    g_string_append(xml, "<text xml:space=\"preserve\">");
    xml_append_text(xml, field->text);
    g_string_append(xml, "</text></entry>\n");
}

/* In an order of their own, so that the same letter is the same file. */
static void
append_around(GString *xml, GHashTable *around)
{
    g_autoptr(GList) hashes = g_list_sort(g_hash_table_get_keys(around), (GCompareFunc)strcmp);

    for (const GList *hash = hashes; hash != NULL; hash = hash->next)
        g_string_append_printf(xml, "<around>%s</around>\n", (const char *)hash->data);
}

void
docx_add_review_part(Docx *docx)
{
    const GPtrArray *fields = docx->letter->review->fields;
    g_autoptr(GString) xml = g_string_new(DECLARATION "<answers xmlns=\"" REVIEW_NAMESPACE "\">\n");

    for (guint i = 0; i < fields->len; i++)
        append_entry(xml, g_ptr_array_index(fields, i));
    g_string_append(xml, "<hint>");
    xml_append_text(xml, docx->letter->review->empty);
    g_string_append(xml, "</hint>\n");
    append_around(xml, docx->around);
    g_string_append(xml, "</answers>\n");
    docx_package_add_text(docx->package, "customXml/item1.xml", NULL, xml->str);
    docx_package_add_text(docx->package, "customXml/itemProps1.xml",
                          "application/vnd.openxmlformats-officedocument."
                          "customXmlProperties+xml",
                          properties);
    docx_package_add_text(docx->package, "customXml/_rels/item1.xml.rels", NULL, relations);
    docx_package_relate(docx->package, "customXml", "../customXml/item1.xml", false);
}

static void
append_steps(Docx *docx, const GPtrArray *steps)
{
    g_autoptr(Block) list = block_new(BLOCK_LIST);

    list->tight = true;
    list->level = 1;
    for (guint i = 0; i < steps->len; i++) {
        Block *item = block_add(list, BLOCK_ITEM);
        run_add(block_add(item, BLOCK_PARAGRAPH), RUN_TEXT, g_ptr_array_index(steps, i));
    }
    docx_append_list(docx, list);
}

static void
append_if_said(Docx *docx, const char *style, const char *text)
{
    docx_append_line(docx, style, text != NULL && *text != '\0' ? text : NULL);
}

void
docx_append_how_to(Docx *docx)
{
    const Review *review = docx->letter->review;

    append_if_said(docx, "Heading1", review->title);
    append_if_said(docx, "Subtitle", review->part);
    append_if_said(docx, "Heading2", review->how);
    append_steps(docx, review->steps);
    docx->new_page = true;
    append_if_said(docx, "Heading2", review->body);
}
