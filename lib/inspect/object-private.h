/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_INSPECT_OBJECT_PRIVATE_H
#define REPLIEK_INSPECT_OBJECT_PRIVATE_H

#include <glib.h>
#include <stdbool.h>

/*
 * The objects of somebody's PDF, by libqpdf: it mends broken cross references, inflates streams and opens what has no
 * password. Only for workers (base/sandbox.h): the file is not to be trusted, and neither is who parses it.
 */
typedef struct Pdf Pdf;

/*
 * Loads the library, before the worker is on its own; NULL where it is not installed, else to be freed by g_free(). It is
 * not linked: with what it brings along it would double the time that every other command takes to start.
 */
struct QpdfLibrary *qpdf_library(void);
/* "libqpdf.so.29" */
const char *qpdf_library_name(void);

typedef enum PdfOpening { PDF_OPENED, PDF_LOCKED, PDF_BROKEN } PdfOpening;

/* `bytes` must outlive it. */
PdfOpening pdf_open(const struct QpdfLibrary *library, GBytes *bytes, Pdf **ret_pdf);
void pdf_close(Pdf *pdf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pdf, pdf_close)

/* What was mended on the way so far, in qpdf's words (char *). */
GPtrArray *pdf_take_warnings(Pdf *pdf);
const char *pdf_version(Pdf *pdf);
bool pdf_is_encrypted(Pdf *pdf);
int pdf_page_count(Pdf *pdf);

/* A value in the file; `pdf` NULL where there is none, and every question about it has a harmless answer then. */
typedef struct Object {
    Pdf *pdf;
    unsigned handle;
} Object;

void object_clear(Object *object);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Object, object_clear)

Object pdf_root(Pdf *pdf);
Object pdf_trailer(Pdf *pdf);
Object pdf_page(Pdf *pdf, int index);

/* What dictionaries and streams hold by key ("/Type"), arrays by place. References are followed. */
Object object_get(const Object *object, const char *key);
Object object_at(const Object *object, int index);
Object object_copy(const Object *object);
int object_count(const Object *object);
/* Keys (char *) with their slash; empty for what has none. */
GPtrArray *object_keys(const Object *object);

bool object_is_there(const Object *object);
bool object_is_dictionary(const Object *object); /* or a stream's */
bool object_is_array(const Object *object);
bool object_is_stream(const Object *object);
bool object_is_string(const Object *object);
bool object_is_name(const Object *object);
bool object_is_integer(const Object *object);
bool object_is_true(const Object *object);

/* The number of an indirect object, 0 of a direct one. */
int object_number(const Object *object);

/* Without the slash; NULL for what is no name. Newly allocated. */
char *object_name(const Object *object);
bool object_has_name(const Object *object, const char *key, const char *name);
/* A text string as UTF-8, clean of control characters; NULL for what is none. Newly allocated. */
char *object_text(const Object *object);
char *object_get_text(const Object *object, const char *key);
char *object_get_name(const Object *object, const char *key);
/* A string's own bytes; NULL for what is none. */
GBytes *object_string(const Object *object);
double object_value(const Object *object, double fallback);
double object_get_value(const Object *object, const char *key, double fallback);
gint64 object_get_integer(const Object *object, const char *key, gint64 fallback);

/* A stream's data, decoded where the filters are for anything but pictures; NULL where it can't be had. */
GBytes *object_data(const Object *object);
/* All that a page paints, as one. */
GBytes *object_page_content(const Object *page);

#endif
