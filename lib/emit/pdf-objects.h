/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_EMIT_PDF_OBJECTS_H
#define REPLIEK_EMIT_PDF_OBJECTS_H

#include <glib.h>

/*
 * The file as objects (ISO 32000-1, 7.3 and 7.5). Numbers are handed out first, so that objects may refer
 * to what comes later; every number must be written once. What is no stream goes into object streams.
 */
typedef struct PdfFile PdfFile;

PdfFile *pdf_file_new(void);
void pdf_file_free(PdfFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfFile, pdf_file_free)

/* The first of `count` new object numbers. */
guint pdf_reserve(PdfFile *file, guint count);

/* Where to append the object's body, until the next call. */
GString *pdf_object(PdfFile *file, guint number);

/* Writes a stream; `entries` are those of its dictionary besides /Length and /Filter. */
void pdf_stream(PdfFile *file, guint number, const char *entries, const char *data, gsize length);
/* The same without compression. */
void pdf_plain_stream(PdfFile *file, guint number, const char *entries, const char *data,
                      gsize length);

/* Ends the file: cross references and trailer, whose /ID is a checksum of all bytes before it. Empties `file`. */
GBytes *pdf_finish(PdfFile *file, guint catalog, guint info);

/* A length in Pango units as points, to the hundredth. */
void pdf_length(GString *out, gint64 length);
/* In hundredths: the unit in which the writer counts, so that rounding does not add up. */
static inline gint64
pdf_hundredths(gint64 length)
{
    /* 100 / PANGO_SCALE is 25 / 256; the shift rounds to the nearest, also below zero. */
    return (length * 25 + 128) >> 8;
}
void pdf_number(GString *out, gint64 hundredths);
/* "12 0 R" */
void pdf_reference(GString *out, guint number);
/* A text string: ASCII as it is, all else as UTF-16BE. Control characters are left out. */
void pdf_text(GString *out, const char *text);
/* A string of bytes. */
void pdf_bytes(GString *out, const char *bytes, gsize length);
/* "/Name", with #xx for what a name may not hold. */
void pdf_name(GString *out, const char *name);

#endif
