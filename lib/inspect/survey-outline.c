/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "inspect/survey-private.h"

/* The outline (ISO 32000-1, 12.3.3), and the files within the file (7.11.4). */

enum { ITEMS_MAX = 100000, DEPTH_MAX = 32, ATTACHMENTS_MAX = 1000 };

typedef struct Item {
    Object object;
    int depth;
} Item;

static void
item_clear(gpointer item)
{
    object_clear(&((Item *)item)->object);
}

/* Of a destination that names its page; 0 of others. */
static int
item_page(const Survey *survey, const Object *item)
{
    g_auto(Object) direct = object_get(item, "/Dest");
    g_auto(Object) action = object_get(item, "/A");
    g_auto(Object) behind = object_get(&action, "/D");
    g_auto(Object) page = object_at(object_is_array(&direct) ? &direct : &behind, 0);
    return survey_page_number(survey, &page);
}

static void
push_item(GArray *stack, const Object *from, const char *key, int depth)
{
    Item item = { object_get(from, key), depth };
    if (object_is_dictionary(&item.object) && depth < DEPTH_MAX)
        g_array_append_val(stack, item);
    else
        object_clear(&item.object);
}

void
survey_outline(Survey *survey)
{
    g_auto(Object) root = pdf_root(survey->pdf);
    g_auto(Object) outline = object_get(&root, "/Outlines");
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, sizeof(Item));
    json_t *items = json_array();

    g_array_set_clear_func(stack, item_clear);
    push_item(stack, &outline, "/First", 0);
    while (stack->len > 0 && json_array_size(items) < ITEMS_MAX) {
        Item top = g_array_index(stack, Item, stack->len - 1);
        g_auto(Object) item = object_copy(&top.object);
        g_array_set_size(stack, stack->len - 1);
        if (!g_hash_table_add(seen, GINT_TO_POINTER(object_number(&item))))
            continue;
        json_t *object = json_object();
        json_object_set_new(object, "depth", json_integer(top.depth));
        set_text(object, "title", object_get_text(&item, "/Title"));
        set_count(object, "page", item_page(survey, &item));
        json_array_append_new(items, object);
        push_item(stack, &item, "/Next", top.depth);
        push_item(stack, &item, "/First", top.depth + 1);
    }
    json_object_set_new(survey->report, "outline", items);
}

void
attached_free(gpointer data)
{
    Attached *attached = data;
    g_free(attached->name);
    object_clear(&attached->specification);
    g_free(attached);
}

static bool
add_attached(const Object *key, const Object *value, gpointer data)
{
    GPtrArray *all = data;
    Attached *attached = g_new0(Attached, 1);
    attached->name = object_get_text(value, "/UF");
    if (attached->name == NULL)
        attached->name = object_get_text(value, "/F");
    if (attached->name == NULL)
        attached->name = object_text(key);
    if (attached->name == NULL)
        attached->name = g_strdup("");
    attached->specification = object_copy(value);
    g_ptr_array_add(all, attached);
    return all->len < ATTACHMENTS_MAX;
}

/* Files that a page shows as a pin (12.5.6.15). */
static void
add_pins(Pdf *pdf, GPtrArray *all)
{
    for (int i = 0; i < pdf_page_count(pdf); i++) {
        g_auto(Object) page = pdf_page(pdf, i);
        g_auto(Object) annotations = object_get(&page, "/Annots");
        for (int k = 0; k < object_count(&annotations) && all->len < ATTACHMENTS_MAX; k++) {
            g_auto(Object) annotation = object_at(&annotations, k);
            g_auto(Object) file = object_get(&annotation, "/FS");
            if (object_has_name(&annotation, "/Subtype", "FileAttachment"))
                (void)add_attached(&(Object){ 0 }, &file, all);
        }
    }
}

GPtrArray *
find_attachments(Pdf *pdf)
{
    GPtrArray *all = g_ptr_array_new_with_free_func(attached_free);
    g_auto(Object) root = pdf_root(pdf);
    g_auto(Object) names = object_get(&root, "/Names");
    g_auto(Object) tree = object_get(&names, "/EmbeddedFiles");

    tree_visit(&tree, "/Names", add_attached, all);
    add_pins(pdf, all);
    return all;
}

Object
attached_stream(const Attached *attached)
{
    g_auto(Object) files = object_get(&attached->specification, "/EF");
    Object stream = object_get(&files, "/UF");
    if (object_is_stream(&stream))
        return stream;
    object_clear(&stream);
    return object_get(&files, "/F");
}

static const char *
checksum_state(const Object *parameters, GBytes *data)
{
    g_auto(Object) checksum = object_get(parameters, "/CheckSum");
    g_autoptr(GBytes) bytes = object_string(&checksum);
    guint8 digest[16];
    gsize length = sizeof digest;
    if (bytes == NULL || g_bytes_get_size(bytes) != sizeof digest)
        return "none";

    g_autoptr(GChecksum) own = g_checksum_new(G_CHECKSUM_MD5);
    g_checksum_update(own, g_bytes_get_data(data, NULL), (gssize)g_bytes_get_size(data));
    g_checksum_get_digest(own, digest, &length);
    return memcmp(digest, g_bytes_get_data(bytes, NULL), sizeof digest) == 0 ? "right" : "wrong";
}

static json_t *
attachment_json(const Attached *attached)
{
    g_auto(Object) stream = attached_stream(attached);
    g_auto(Object) parameters = object_get(&stream, "/Params");
    g_autoptr(GBytes) data = object_data(&stream);
    json_t *object = json_object();

    json_object_set_new(object, "name", json_string(attached->name));
    set_text(object, "type", object_get_name(&stream, "/Subtype"));
    set_text(object, "relation", object_get_name(&attached->specification, "/AFRelationship"));
    set_text(object, "description", object_get_text(&attached->specification, "/Desc"));
    set_text(object, "modified", object_get_text(&parameters, "/ModDate"));
    if (data != NULL) {
        json_object_set_new(object, "bytes", json_integer((json_int_t)g_bytes_get_size(data)));
        json_object_set_new(object, "checksum", json_string(checksum_state(&parameters, data)));
    }
    return object;
}

void
survey_attachments(Survey *survey)
{
    g_autoptr(GPtrArray) all = find_attachments(survey->pdf);
    json_t *list = json_array();
    for (guint i = 0; i < all->len; i++)
        json_array_append_new(list, attachment_json(g_ptr_array_index(all, i)));
    json_object_set_new(survey->report, "attachments", list);
}
