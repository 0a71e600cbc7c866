/* SPDX-License-Identifier: EUPL-1.2 */
#include "emit/pdf-objects.h"

#include <libdeflate.h>
#include <string.h>

/*
 * In: the bodies of objects, in any order. Out: a PDF 1.7 file with object streams and a cross reference
 * stream (ISO 32000-1, 7.5.7 and 7.5.8).
 *
 * Object streams hold up to 64 KiB, so that a reader who wants one object inflates little. No linearization:
 * it made files 22 % larger (pdf.md 7), and letters are read whole. zlib was measured beside libdeflate and
 * lost: see the figures in pdf.c.
 */

enum { PACKED_LENGTH = 64 * 1024, COMPRESSION = 6, ROW = 7 };

/* Where an object is: at an offset of the file, or the n-th of an object stream. */
typedef struct Entry {
    guint8 kind; /* 0 not written, 1 in the file, 2 in an object stream */
    guint32 place;
    guint16 index;
} Entry;

struct PdfFile {
    GString *out;
    GArray *entries;     /* Entry, by object number; number 0 is the head of the free list */
    GString *packed;     /* bodies of the object stream being filled */
    GArray *packed_list; /* guint32: number and offset in turn */
    GString *deflated;   /* room for the compressor */
    struct libdeflate_compressor *compressor;
};

PdfFile *
pdf_file_new(void)
{
    PdfFile *file = g_new0(PdfFile, 1);
    /* The second line's bytes above 127 tell transfer programs that the file is binary (7.5.2). */
    file->out = g_string_new("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
    file->entries = g_array_new(FALSE, TRUE, sizeof(Entry));
    file->packed = g_string_new(NULL);
    file->packed_list = g_array_new(FALSE, FALSE, sizeof(guint32));
    file->deflated = g_string_new(NULL);
    file->compressor = libdeflate_alloc_compressor(COMPRESSION);
    g_array_set_size(file->entries, 1);
    return file;
}

void
pdf_file_free(PdfFile *file)
{
    if (file == NULL)
        return;
    if (file->out != NULL)
        g_string_free(file->out, TRUE);
    g_array_unref(file->entries);
    g_string_free(file->packed, TRUE);
    g_array_unref(file->packed_list);
    g_string_free(file->deflated, TRUE);
    libdeflate_free_compressor(file->compressor);
    g_free(file);
}

guint
pdf_reserve(PdfFile *file, guint count)
{
    guint first = file->entries->len;
    g_array_set_size(file->entries, first + count);
    return first;
}

static void
set_entry(PdfFile *file, guint number, Entry entry)
{
    Entry *place = &g_array_index(file->entries, Entry, number);
    g_assert(number > 0 && number < file->entries->len && place->kind == 0);
    *place = entry;
}

static void
append_stream(PdfFile *file, const char *entries, const char *data, gsize length)
{
    g_string_append_printf(file->out, "<<%s/Length %" G_GSIZE_FORMAT ">>stream\n", entries, length);
    g_string_append_len(file->out, data, (gssize)length);
    /* The end of line before it is what PDF/A asks for (ISO 19005-2, 6.1.7.1). */
    g_string_append(file->out, "\nendstream\n");
}

static void
open_object(PdfFile *file, guint number)
{
    set_entry(file, number, (Entry){ .kind = 1, .place = (guint32)file->out->len });
    g_string_append_printf(file->out, "%u 0 obj\n", number);
}

void
pdf_plain_stream(PdfFile *file, guint number, const char *entries, const char *data, gsize length)
{
    open_object(file, number);
    append_stream(file, entries, data, length);
    g_string_append(file->out, "endobj\n");
}

void
pdf_stream(PdfFile *file, guint number, const char *entries, const char *data, gsize length)
{
    g_autofree char *all = g_strconcat(entries, "/Filter/FlateDecode", NULL);
    gsize bound = libdeflate_zlib_compress_bound(file->compressor, length);

    if (file->deflated->len < bound)
        g_string_set_size(file->deflated, bound);
    gsize size = libdeflate_zlib_compress(file->compressor, data, length, file->deflated->str,
                                          file->deflated->len);
    pdf_plain_stream(file, number, all, file->deflated->str, size);
}

/* Writes the object stream that is being filled: pairs of number and offset, then the bodies. */
static void
flush_packed(PdfFile *file)
{
    guint count = file->packed_list->len / 2;
    if (count == 0)
        return;

    guint number = pdf_reserve(file, 1);
    g_autoptr(GString) all = g_string_new(NULL);
    for (guint i = 0; i < count; i++) {
        const guint32 *pair = &g_array_index(file->packed_list, guint32, (gsize)2 * i);
        pdf_number(all, (gint64)pair[0] * 100);
        g_string_append_c(all, ' ');
        pdf_number(all, (gint64)pair[1] * 100);
        g_string_append_c(all, ' ');
        set_entry(file, pair[0], (Entry){ .kind = 2, .place = number, .index = (guint16)i });
    }
    g_autofree char *entries =
        g_strdup_printf("/Type/ObjStm/N %u/First %" G_GSIZE_FORMAT, count, all->len);
    g_string_append_len(all, file->packed->str, (gssize)file->packed->len);
    pdf_stream(file, number, entries, all->str, all->len);
    g_array_set_size(file->packed_list, 0);
    g_string_truncate(file->packed, 0);
}

GString *
pdf_object(PdfFile *file, guint number)
{
    if (file->packed->len > PACKED_LENGTH)
        flush_packed(file);
    if (file->packed->len > 0)
        g_string_append_c(file->packed, '\n');

    guint32 pair[2] = { number, (guint32)file->packed->len };
    g_array_append_vals(file->packed_list, pair, 2);
    return file->packed;
}

/* A row of the cross reference stream: type in one byte, place in four, index in two. */
static void
put_row(guint8 row[ROW], const Entry *entry)
{
    row[0] = entry->kind;
    for (int i = 0; i < 4; i++)
        row[1 + i] = (guint8)(entry->place >> (24 - 8 * i));
    row[5] = (guint8)(entry->index >> 8);
    row[6] = (guint8)entry->index;
}

/* Every row as the difference to the one above (PNG's "up" filter): deflates to a third. */
static GString *
cross_references(const PdfFile *file)
{
    GString *rows = g_string_new(NULL);
    guint8 above[ROW] = { 0 }, row[ROW];

    for (guint i = 0; i < file->entries->len; i++) {
        const Entry *entry = &g_array_index(file->entries, Entry, i);
        g_assert(entry->kind != 0 || i == 0);
        put_row(row, entry);
        g_string_append_c(rows, 2);
        for (int k = 0; k < ROW; k++)
            g_string_append_c(rows, (char)(guint8)(row[k] - above[k]));
        memcpy(above, row, ROW);
    }
    return rows;
}

GBytes *
pdf_finish(PdfFile *file, guint catalog, guint info)
{
    flush_packed(file);
    guint number = pdf_reserve(file, 1);
    gsize offset = file->out->len;
    /* 16 bytes, as 14.4 has it; it tells files apart and secures nothing. */
    g_autofree char *checksum =
        g_compute_checksum_for_data(G_CHECKSUM_MD5, (const guchar *)file->out->str, offset);

    Entry *own = &g_array_index(file->entries, Entry, number);
    *own = (Entry){ .kind = 1, .place = (guint32)offset };
    g_autoptr(GString) rows = cross_references(file);
    own->kind = 0;

    g_autofree char *entries = g_strdup_printf(
        "/Type/XRef/Size %u/W[1 4 2]/DecodeParms<</Predictor 12/Columns %d>>/Root %u 0 R"
        "/Info %u 0 R/ID[<%s><%s>]",
        file->entries->len, ROW, catalog, info, checksum, checksum);
    pdf_stream(file, number, entries, rows->str, rows->len);
    g_string_append_printf(file->out, "startxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", offset);
    return g_string_free_to_bytes(g_steal_pointer(&file->out));
}

void
pdf_number(GString *out, gint64 hundredths)
{
    char digits[24];
    int at = (int)sizeof digits;
    guint64 rest = hundredths < 0 ? (guint64)-hundredths : (guint64)hundredths;
    guint fraction = (guint)(rest % 100);

    if (fraction % 10 != 0)
        digits[--at] = (char)('0' + fraction % 10);
    if (fraction != 0) {
        digits[--at] = (char)('0' + fraction / 10);
        digits[--at] = '.';
    }
    rest /= 100;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (hundredths < 0)
        digits[--at] = '-';
    g_string_append_len(out, digits + at, (gssize)sizeof digits - at);
}

void
pdf_length(GString *out, gint64 length)
{
    pdf_number(out, pdf_hundredths(length));
}

void
pdf_reference(GString *out, guint number)
{
    pdf_number(out, (gint64)number * 100);
    g_string_append(out, " 0 R");
}

void
pdf_bytes(GString *out, const char *bytes, gsize length)
{
    g_string_append_c(out, '(');
    for (gsize i = 0; i < length; i++) {
        char c = bytes[i];
        if (c == '(' || c == ')' || c == '\\')
            g_string_append_c(out, '\\');
        if (c == '\r')
            g_string_append(out, "\\r");
        else
            g_string_append_c(out, c);
    }
    g_string_append_c(out, ')');
}

static void
append_utf16(GString *out, const char *text)
{
    g_string_append(out, "<FEFF");
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c < 0x20)
            continue;
        if (c < 0x10000)
            g_string_append_printf(out, "%04X", c);
        else
            g_string_append_printf(out, "%04X%04X", 0xD7C0 + (c >> 10), 0xDC00 + (c & 0x3FF));
    }
    g_string_append_c(out, '>');
}

void
pdf_text(GString *out, const char *text)
{
    gsize length = strlen(text);
    for (gsize i = 0; i < length; i++)
        if ((guchar)text[i] < 0x20 || (guchar)text[i] > 0x7e) {
            append_utf16(out, text);
            return;
        }
    pdf_bytes(out, text, length);
}

void
pdf_name(GString *out, const char *name)
{
    g_string_append_c(out, '/');
    for (const char *p = name; *p != '\0'; p++)
        if (g_ascii_isalnum(*p) || strchr("-_+.", *p) != NULL)
            g_string_append_c(out, *p);
        else
            g_string_append_printf(out, "#%02X", (guchar)*p);
}
