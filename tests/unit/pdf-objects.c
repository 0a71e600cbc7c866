/* SPDX-License-Identifier: EUPL-1.2 */
#include <locale.h>
#include <string.h>

#include "emit/pdf-objects.h"

static const struct {
    gint64 length;
    const char *points;
} lengths[] = {
    { 0, "0" },           { 1024, "1" },    { 512, "0.5" },    { -1024, "-1" },
    { -512, "-0.5" },     { 1034, "1.01" }, { 1029, "1" },     { 102, "0.1" },
    { 609638, "595.35" }, { -5, "0" },      { -6, "-0.01" },   { 6, "0.01" },
    { 10240, "10" },      { 1075, "1.05" }, { 123904, "121" }, { 1024000000, "1000000" },
};

static void
test_lengths(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(lengths); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        pdf_length(out, lengths[i].length);
        g_assert_cmpstr(out->str, ==, lengths[i].points);
    }
}

static const struct {
    const char *text, *string;
} texts[] = {
    { "", "()" },
    { "Antwoord (deel 1)", "(Antwoord \\(deel 1\\))" },
    { "a\\b", "(a\\\\b)" },
    { "één", "<FEFF00E900E9006E>" },
    { "op\nslag", "<FEFF006F00700073006C00610067>" },
    { "😀", "<FEFFD83DDE00>" },
};

static void
test_texts(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        pdf_text(out, texts[i].text);
        g_assert_cmpstr(out->str, ==, texts[i].string);
    }
}

static void
test_bytes(void)
{
    g_autoptr(GString) out = g_string_new(NULL);
    pdf_bytes(out, "\0\r)\n", 4);
    g_assert_cmpmem(out->str, out->len, "(\0\\r\\)\n)", 8);
}

static void
test_names(void)
{
    g_autoptr(GString) out = g_string_new(NULL);
    pdf_name(out, "ABCDEF+Noto Sans/é#");
    g_assert_cmpstr(out->str, ==, "/ABCDEF+Noto#20Sans#2F#C3#A9#23");
}

/* The smallest file: its end says where the cross references stand. */
static void
test_file(void)
{
    g_autoptr(PdfFile) file = pdf_file_new();
    guint catalog = pdf_reserve(file, 2);
    g_string_append(pdf_object(file, catalog), "<</Type/Catalog>>");
    g_string_append(pdf_object(file, catalog + 1), "<<>>");
    g_autoptr(GBytes) bytes = pdf_finish(file, catalog, catalog + 1);

    gsize length = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    g_assert_true(g_str_has_prefix(data, "%PDF-1.7\n"));
    const char *start = memmem(data, length, "startxref\n", 10);
    g_assert_nonnull(start);
    guint64 offset = g_ascii_strtoull(start + strlen("startxref\n"), NULL, 10);
    g_assert_cmpuint(offset, <, length);
    g_assert_true(g_str_has_prefix(data + offset, "4 0 obj\n<</Type/XRef/Size 5"));
    g_assert_cmpmem(data + length - 6, 6, "%%EOF\n", 6);
}

/* A number that nothing was written for is a fault of the writer. */
static void
test_unwritten(void)
{
    if (g_test_subprocess()) {
        g_autoptr(PdfFile) file = pdf_file_new();
        guint catalog = pdf_reserve(file, 2);
        g_string_append(pdf_object(file, catalog), "<<>>");
        g_autoptr(GBytes) bytes = pdf_finish(file, catalog, catalog);
        return;
    }
    g_test_trap_subprocess(NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_failed();
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    setlocale(LC_ALL, "");
    g_test_add_func("/pdf-objects/lengths", test_lengths);
    g_test_add_func("/pdf-objects/texts", test_texts);
    g_test_add_func("/pdf-objects/bytes", test_bytes);
    g_test_add_func("/pdf-objects/names", test_names);
    g_test_add_func("/pdf-objects/file", test_file);
    g_test_add_func("/pdf-objects/unwritten", test_unwritten);
    return g_test_run();
}
