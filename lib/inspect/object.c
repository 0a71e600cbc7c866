/* SPDX-License-Identifier: EUPL-1.2 */
#include "inspect/object-private.h"

#include <dlfcn.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

/* What is used of the library. */
#define QPDF_FUNCTIONS(F)                                                                          \
    F(init)                                                                                        \
    F(cleanup)                                                                                     \
    F(silence_errors)                                                                              \
    F(set_suppress_warnings)                                                                       \
    F(set_attempt_recovery)                                                                        \
    F(read_memory)                                                                                 \
    F(has_error)                                                                                   \
    F(get_error)                                                                                   \
    F(get_error_code)                                                                              \
    F(get_error_message_detail)                                                                    \
    F(more_warnings)                                                                               \
    F(next_warning)                                                                                \
    F(get_pdf_version)                                                                             \
    F(is_encrypted)                                                                                \
    F(get_num_pages)                                                                               \
    F(get_page_n)                                                                                  \
    F(get_root)                                                                                    \
    F(get_trailer)                                                                                 \
    F(oh_release)                                                                                  \
    F(oh_new_object)                                                                               \
    F(oh_get_type_code)                                                                            \
    F(oh_get_key)                                                                                  \
    F(oh_get_dict)                                                                                 \
    F(oh_begin_dict_key_iter)                                                                      \
    F(oh_dict_more_keys)                                                                           \
    F(oh_dict_next_key)                                                                            \
    F(oh_get_array_n_items)                                                                        \
    F(oh_get_array_item)                                                                           \
    F(oh_get_name)                                                                                 \
    F(oh_get_binary_string_value)                                                                  \
    F(oh_get_binary_utf8_value)                                                                    \
    F(oh_get_numeric_value)                                                                        \
    F(oh_get_int_value)                                                                            \
    F(oh_get_bool_value)                                                                           \
    F(oh_get_object_id)                                                                            \
    F(oh_get_stream_data)                                                                          \
    F(oh_get_page_content_data)

typedef struct QpdfLibrary {
#define MEMBER(name) __typeof__(qpdf_##name) *name;
    QPDF_FUNCTIONS(MEMBER)
#undef MEMBER
} QpdfLibrary;

struct Pdf {
    const QpdfLibrary *library;
    qpdf_data data;
};

/* The library's own number for the version whose headers this was compiled with. */
#if QPDF_MAJOR_VERSION >= 12
#define LIBRARY_NAME "libqpdf.so.30"
#else
#define LIBRARY_NAME "libqpdf.so.29"
#endif

const char *
qpdf_library_name(void)
{
    return LIBRARY_NAME;
}

QpdfLibrary *
qpdf_library(void)
{
    void *module = dlopen(LIBRARY_NAME, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (module == NULL)
        return NULL;

    QpdfLibrary *library = g_new0(QpdfLibrary, 1);
    bool complete = true;
#define FIND(name)                                                                                 \
    *(void **)&library->name = dlsym(module, "qpdf_" #name);                                       \
    complete = complete && library->name != NULL;
    QPDF_FUNCTIONS(FIND)
#undef FIND
    if (complete)
        return library;
    g_free(library);
    return NULL;
}

PdfOpening
pdf_open(const QpdfLibrary *library, GBytes *bytes, Pdf **ret_pdf)
{
    g_autoptr(Pdf) pdf = g_new0(Pdf, 1);
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);

    pdf->library = library;
    pdf->data = library->init();
    library->silence_errors(pdf->data);
    library->set_suppress_warnings(pdf->data, QPDF_TRUE);
    int status = library->read_memory(pdf->data, "", data != NULL ? data : "", length, "");
    if ((status & QPDF_ERRORS) == 0) {
        *ret_pdf = g_steal_pointer(&pdf);
        return PDF_OPENED;
    }
    bool locked =
        library->has_error(pdf->data) &&
        library->get_error_code(pdf->data, library->get_error(pdf->data)) == qpdf_e_password;
    return locked ? PDF_LOCKED : PDF_BROKEN;
}

void
pdf_close(Pdf *pdf)
{
    if (pdf == NULL)
        return;
    if (pdf->data != NULL)
        pdf->library->cleanup(&pdf->data);
    g_free(pdf);
}

GPtrArray *
pdf_take_warnings(Pdf *pdf)
{
    enum { MOST = 100 };
    GPtrArray *warnings = g_ptr_array_new_with_free_func(g_free);
    while (pdf->library->more_warnings(pdf->data) && warnings->len < MOST) {
        qpdf_error warning = pdf->library->next_warning(pdf->data);
        const char *detail = pdf->library->get_error_message_detail(pdf->data, warning);
        g_ptr_array_add(warnings, g_utf8_make_valid(detail, -1));
    }
    return warnings;
}

const char *
pdf_version(Pdf *pdf)
{
    return pdf->library->get_pdf_version(pdf->data);
}

bool
pdf_is_encrypted(Pdf *pdf)
{
    return pdf->library->is_encrypted(pdf->data);
}

int
pdf_page_count(Pdf *pdf)
{
    return pdf->library->get_num_pages(pdf->data);
}

void
object_clear(Object *object)
{
    if (object->pdf != NULL)
        object->pdf->library->oh_release(object->pdf->data, object->handle);
    object->pdf = NULL;
}

static enum qpdf_object_type_e
object_type(const Object *object)
{
    if (object->pdf == NULL)
        return ot_null;
    return object->pdf->library->oh_get_type_code(object->pdf->data, object->handle);
}

Object
pdf_root(Pdf *pdf)
{
    return (Object){ pdf, pdf->library->get_root(pdf->data) };
}

Object
pdf_trailer(Pdf *pdf)
{
    return (Object){ pdf, pdf->library->get_trailer(pdf->data) };
}

Object
pdf_page(Pdf *pdf, int index)
{
    return (Object){ pdf, pdf->library->get_page_n(pdf->data, (size_t)index) };
}

Object
object_get(const Object *object, const char *key)
{
    if (!object_is_dictionary(object))
        return (Object){ 0 };
    const QpdfLibrary *library = object->pdf->library;
    if (!object_is_stream(object))
        return (Object){ object->pdf, library->oh_get_key(object->pdf->data, object->handle, key) };

    g_auto(Object)
        entries = { object->pdf, library->oh_get_dict(object->pdf->data, object->handle) };
    return (Object){ object->pdf, library->oh_get_key(object->pdf->data, entries.handle, key) };
}

int
object_count(const Object *object)
{
    return object_is_array(object)
               ? object->pdf->library->oh_get_array_n_items(object->pdf->data, object->handle)
               : 0;
}

Object
object_at(const Object *object, int index)
{
    if (index < 0 || index >= object_count(object))
        return (Object){ 0 };
    return (Object){ object->pdf, object->pdf->library->oh_get_array_item(object->pdf->data,
                                                                          object->handle, index) };
}

Object
object_copy(const Object *object)
{
    if (object->pdf == NULL)
        return (Object){ 0 };
    return (Object){ object->pdf,
                     object->pdf->library->oh_new_object(object->pdf->data, object->handle) };
}

GPtrArray *
object_keys(const Object *object)
{
    GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);
    if (!object_is_dictionary(object))
        return keys;

    const QpdfLibrary *library = object->pdf->library;
    qpdf_data data = object->pdf->data;
    g_auto(Object) entries =
        object_is_stream(object)
            ? (Object){ object->pdf, library->oh_get_dict(data, object->handle) }
            : object_copy(object);
    library->oh_begin_dict_key_iter(data, entries.handle);
    while (library->oh_dict_more_keys(data))
        g_ptr_array_add(keys, g_strdup(library->oh_dict_next_key(data)));
    return keys;
}

bool
object_is_there(const Object *object)
{
    enum qpdf_object_type_e type = object_type(object);
    return type != ot_null && type != ot_uninitialized;
}

bool
object_is_dictionary(const Object *object)
{
    return object_type(object) == ot_dictionary || object_type(object) == ot_stream;
}

bool
object_is_array(const Object *object)
{
    return object_type(object) == ot_array;
}

bool
object_is_stream(const Object *object)
{
    return object_type(object) == ot_stream;
}

bool
object_is_string(const Object *object)
{
    return object_type(object) == ot_string;
}

bool
object_is_name(const Object *object)
{
    return object_type(object) == ot_name;
}

bool
object_is_integer(const Object *object)
{
    return object_type(object) == ot_integer;
}

bool
object_is_true(const Object *object)
{
    return object_type(object) == ot_boolean &&
           object->pdf->library->oh_get_bool_value(object->pdf->data, object->handle);
}

int
object_number(const Object *object)
{
    return object->pdf != NULL
               ? object->pdf->library->oh_get_object_id(object->pdf->data, object->handle)
               : 0;
}

/* Valid, and without what could steer a terminal or turn a line around. */
static char *
clean_text(const char *text, gsize length)
{
    g_autofree char *valid = g_utf8_make_valid(text, (gssize)length);
    g_autoptr(GString) clean = g_string_new(NULL);

    for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '\n' || c == '\r' || c == '\t')
            g_string_append_c(clean, ' ');
        else if (g_unichar_type(c) != G_UNICODE_CONTROL && g_unichar_type(c) != G_UNICODE_FORMAT)
            g_string_append_unichar(clean, c);
    }
    return g_string_free(g_steal_pointer(&clean), FALSE);
}

char *
object_name(const Object *object)
{
    if (!object_is_name(object))
        return NULL;
    const char *name = object->pdf->library->oh_get_name(object->pdf->data, object->handle);
    return *name == '/' ? clean_text(name + 1, strlen(name + 1)) : clean_text(name, strlen(name));
}

bool
object_has_name(const Object *object, const char *key, const char *name)
{
    g_autofree char *found = object_get_name(object, key);
    return g_strcmp0(found, name) == 0;
}

char *
object_text(const Object *object)
{
    size_t length = 0;
    if (!object_is_string(object))
        return NULL;
    const char *text =
        object->pdf->library->oh_get_binary_utf8_value(object->pdf->data, object->handle, &length);
    return clean_text(text, length);
}

char *
object_get_text(const Object *object, const char *key)
{
    g_auto(Object) value = object_get(object, key);
    return object_text(&value);
}

char *
object_get_name(const Object *object, const char *key)
{
    g_auto(Object) value = object_get(object, key);
    return object_name(&value);
}

GBytes *
object_string(const Object *object)
{
    size_t length = 0;
    if (!object_is_string(object))
        return NULL;
    const char *bytes = object->pdf->library->oh_get_binary_string_value(object->pdf->data,
                                                                         object->handle, &length);
    return g_bytes_new(bytes, length);
}

double
object_value(const Object *object, double fallback)
{
    enum qpdf_object_type_e type = object_type(object);
    if (type != ot_integer && type != ot_real)
        return fallback;
    return object->pdf->library->oh_get_numeric_value(object->pdf->data, object->handle);
}

double
object_get_value(const Object *object, const char *key, double fallback)
{
    g_auto(Object) value = object_get(object, key);
    return object_value(&value, fallback);
}

gint64
object_get_integer(const Object *object, const char *key, gint64 fallback)
{
    g_auto(Object) value = object_get(object, key);
    if (!object_is_integer(&value))
        return fallback;
    return object->pdf->library->oh_get_int_value(object->pdf->data, value.handle);
}

/* What the library hands over was had from malloc(). */
static GBytes *
take_bytes(unsigned char *data, size_t length)
{
    return g_bytes_new_with_free_func(data, length, free, data);
}

GBytes *
object_data(const Object *object)
{
    unsigned char *data = NULL;
    size_t length = 0;
    QPDF_BOOL decoded = QPDF_FALSE;
    if (!object_is_stream(object))
        return NULL;

    int status = object->pdf->library->oh_get_stream_data(
        object->pdf->data, object->handle, qpdf_dl_generalized, &decoded, &data, &length);
    if ((status & QPDF_ERRORS) != 0 || data == NULL) {
        free(data);
        return NULL;
    }
    return take_bytes(data, length);
}

GBytes *
object_page_content(const Object *page)
{
    unsigned char *data = NULL;
    size_t length = 0;
    if (page->pdf == NULL)
        return NULL;

    int status =
        page->pdf->library->oh_get_page_content_data(page->pdf->data, page->handle, &data, &length);
    if ((status & QPDF_ERRORS) != 0 || data == NULL) {
        free(data);
        return NULL;
    }
    return take_bytes(data, length);
}
