/* SPDX-License-Identifier: EUPL-1.2 */
#include "inspect/survey-private.h"

#include <stdlib.h>
#include <string.h>

void
set_text(json_t *object, const char *key, char *text)
{
    if (text != NULL && *text != '\0')
        json_object_set_new(object, key, json_string(text));
    g_free(text);
}

void
set_count(json_t *object, const char *key, gint64 count)
{
    if (count != 0)
        json_object_set_new(object, key, json_integer(count));
}

int
survey_page_number(const Survey *survey, const Object *page)
{
    int number = object_number(page);
    return number != 0
               ? GPOINTER_TO_INT(g_hash_table_lookup(survey->page_numbers, GINT_TO_POINTER(number)))
               : 0;
}

enum { TREE_MAX = 500000, SEEN_MAX = 100000 }; /* values, nodes */

static void
push_kids(GArray *stack, const Object *node)
{
    g_auto(Object) kids = object_get(node, "/Kids");
    for (int i = object_count(&kids); i-- > 0 && stack->len < SEEN_MAX;) {
        Object kid = object_at(&kids, i);
        g_array_append_val(stack, kid);
    }
}

static bool
visit_leaves(const Object *node, const char *leaves, TreeVisitor visit, gpointer data)
{
    g_auto(Object) list = object_get(node, leaves);
    for (int i = 0; i + 1 < object_count(&list) && i < TREE_MAX; i += 2) {
        g_auto(Object) key = object_at(&list, i);
        g_auto(Object) value = object_at(&list, i + 1);
        if (!visit(&key, &value, data))
            return false;
    }
    return true;
}

void
tree_visit(const Object *root, const char *leaves, TreeVisitor visit, gpointer data)
{
    g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, sizeof(Object));
    g_array_set_clear_func(stack, (GDestroyNotify)object_clear);
    Object first = object_copy(root);
    g_array_append_val(stack, first);

    bool more = true;
    for (guint seen = 0; stack->len > 0 && more && seen < SEEN_MAX; seen++) {
        g_auto(Object) node = object_copy(&g_array_index(stack, Object, stack->len - 1));
        g_array_set_size(stack, stack->len - 1);
        more = visit_leaves(&node, leaves, visit, data);
        push_kids(stack, &node);
    }
}

static void
number_pages(Survey *survey)
{
    for (int i = 0; i < survey->page_count; i++) {
        g_auto(Object) page = pdf_page(survey->pdf, i);
        int number = object_number(&page);
        if (number != 0)
            g_hash_table_insert(survey->page_numbers, GINT_TO_POINTER(number),
                                GINT_TO_POINTER(i + 1));
    }
}

static void
survey_damage(Survey *survey)
{
    g_autoptr(GPtrArray) warnings = pdf_take_warnings(survey->pdf);
    json_t *list = json_array();
    for (guint i = 0; i < warnings->len && i < 5; i++)
        json_array_append_new(list, json_string(g_ptr_array_index(warnings, i)));
    json_object_set_new(survey->report, "repairs", list);
}

/* Takes over the report. */
static GByteArray *
write_report(json_t *report)
{
    GByteArray *out = g_byte_array_new();
    char *text = json_dumps(report, JSON_COMPACT);
    if (text != NULL)
        g_byte_array_append(out, (const guint8 *)text, (guint)strlen(text));
    free(text);
    json_decref(report);
    return out;
}

GByteArray *
survey_write_file(GBytes *bytes, Traces *traces)
{
    json_t *report = json_object();
    trace_file(traces, bytes);
    json_object_set(report, "traces", traces->list);
    return write_report(report);
}

GByteArray *
survey_write(Pdf *pdf, GBytes *bytes, Traces *traces)
{
    g_autoptr(Contents) contents = contents_new();
    g_autoptr(GHashTable) pages = g_hash_table_new(NULL, NULL);
    Survey survey = { .pdf = pdf,
                      .page_count = pdf_page_count(pdf),
                      .page_numbers = pages,
                      .contents = contents,
                      .report = json_object() };
    survey.bytes = g_bytes_get_data(bytes, &survey.length);

    json_object_set_new(survey.report, "version", json_string(pdf_version(pdf)));
    json_object_set_new(survey.report, "bytes", json_integer((json_int_t)survey.length));
    json_object_set_new(survey.report, "encrypted", json_boolean(pdf_is_encrypted(pdf)));
    number_pages(&survey);
    survey_properties(&survey);
    survey_pages(&survey);
    survey_structure(&survey);
    survey_outline(&survey);
    survey_attachments(&survey);
    survey_signatures(&survey);
    if (traces != NULL)
        survey_traces(&survey, traces);
    survey_damage(&survey);
    return write_report(survey.report);
}
