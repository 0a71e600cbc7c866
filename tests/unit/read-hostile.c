/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/failure.h"
#include "package.h"
#include "read/readers-private.h"
#include "read/sniff.h"

/* Files that were made to do harm, or that are not what they say: one failure each, never more. */

#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

static GBytes *
docx_of(GBytes *document)
{
    const PackagePart parts[] = { { "word/document.xml", document }, { NULL, NULL } };
    return package_new(parts);
}

static GBytes *
docx_of_text(const char *body)
{
    g_autofree char *text = g_strconcat("<w:document " W ">", body, "</w:document>", NULL);
    return docx_of(part_text(text));
}

static void
assert_fails(const char *name, GBytes *bytes, DiagCode code)
{
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(Document) document = read_document(name, bytes, diags, &error);

    g_assert_null(document);
    g_assert_error(error, FAILURE, (int)code);
    g_assert_cmpuint(strlen(error->message), >, 20);
    g_assert_cmpuint(diags->items->len, ==, 0);
    g_bytes_unref(bytes);
}

static void
test_zip_bomb(void)
{
    gsize size = (gsize)40 << 20;
    guint8 *zeros = g_malloc0(size);

    assert_fails("bom.docx", docx_of(g_bytes_new_take(zeros, size)), DIAG_OVER_LIMIT);
}

static void
test_many_parts(void)
{
    enum { COUNT = 5000 };
    g_autofree PackagePart *parts = g_new0(PackagePart, COUNT + 1);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    for (int i = 0; i < COUNT; i++) {
        g_ptr_array_add(names, g_strdup_printf("word/%d", i));
        parts[i] = (PackagePart){ g_ptr_array_index(names, (guint)i), part_text("x") };
    }
    assert_fails("delen.docx", package_new(parts), DIAG_OVER_LIMIT);
}

static void
test_names_that_leave(void)
{
    static const char *const names[] = { "../word/document.xml", "/word/document.xml",
                                         "word/../../x", "word\\document.xml" };

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        const PackagePart parts[] = { { "word/document.xml", part_text("<a/>") },
                                      { names[i], part_text("x") },
                                      { NULL, NULL } };
        assert_fails("namen.docx", package_new(parts), DIAG_UNREADABLE);
    }
}

static GBytes *
sound_docx(void)
{
    return docx_of_text("<w:body><w:p><w:r><w:t>Kan de minister dit?</w:t></w:r></w:p></w:body>");
}

/* Libzip itself writes no name twice: the second's is changed in the bytes. */
static void
test_same_name_twice(void)
{
    const PackagePart parts[] = { { "word/document.xml", part_text("<a/>") },
                                  { "word/document.xmx", part_text("<b/>") },
                                  { NULL, NULL } };
    g_autoptr(GBytes) made = package_new(parts);
    gsize length;
    const char *data = g_bytes_get_data(made, &length);
    char *changed = g_memdup2(data, length);

    for (char *at = changed; (at = memmem(at, length - (gsize)(at - changed), "xmx", 3)) != NULL;)
        at[2] = 'l';
    assert_fails("twee.docx", g_bytes_new_take(changed, length), DIAG_UNREADABLE);
}

/* No cut-off file may crash a reader; all but the whole one fail. */
static void
test_cut_off(void)
{
    g_autoptr(GBytes) whole = sound_docx();
    gsize length = g_bytes_get_size(whole);

    for (gsize cut = 4; cut < length; cut += 7) {
        g_autoptr(GError) error = NULL;
        g_autofree guint8 *copy = g_memdup2(g_bytes_get_data(whole, NULL), cut);
        g_autoptr(GBytes) bytes = g_bytes_new_static(copy, cut);
        g_autoptr(Draft) draft = draft_docx(bytes, &error);
        g_assert_null(draft);
        g_assert_error(error, FAILURE, DIAG_UNREADABLE);
    }
}

static void
test_deep_xml(void)
{
    GString *body = g_string_new(NULL);

    for (int i = 0; i < 10000; i++)
        g_string_append(body, "<w:x>");
    for (int i = 0; i < 10000; i++)
        g_string_append(body, "</w:x>");
    assert_fails("diep.docx", docx_of_text(body->str), DIAG_OVER_LIMIT);
    g_string_free(body, TRUE);
}

static const char entities[] =
    "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>"
    "<!ENTITY c '&b;&b;&b;&b;'>]><w:document " W "><w:p><w:t>&c;</w:t></w:p></w:document>";

static const char external[] = "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><kamerstuk/>";

static void
test_document_type(void)
{
    assert_fails("entiteit.docx", docx_of(part_text(entities)), DIAG_UNREADABLE);
    assert_fails("extern.xml", part_text(external), DIAG_UNREADABLE);
}

static void
test_many_attributes(void)
{
    GString *body = g_string_new("<w:p");

    for (int i = 0; i < 300; i++)
        g_string_append_printf(body, " a%d='1'", i);
    g_string_append(body, "/>");
    assert_fails("attributen.docx", docx_of_text(body->str), DIAG_OVER_LIMIT);
    g_string_free(body, TRUE);
}

static void
test_many_names(void)
{
    GString *text = g_string_new("<kamerstuk>");

    for (int i = 0; i < 5000; i++)
        g_string_append_printf(text, "<e%d/>", i);
    g_string_append(text, "</kamerstuk>");
    assert_fails("namen.xml", g_string_free_to_bytes(text), DIAG_OVER_LIMIT);
}

static void
test_deep_page(void)
{
    GString *text = g_string_new("<html><body>");

    for (int i = 0; i < 5000; i++)
        g_string_append(text, "<div>");
    g_string_append(text, "Kan dit?");
    assert_fails("diep.html", g_string_free_to_bytes(text), DIAG_OVER_LIMIT);
}

/* More text than a worker may send. */
static void
test_flood(void)
{
    GString *text = g_string_new("<kamerstuk>");

    for (int i = 0; i < 300000; i++)
        g_string_append(text, "<al>a</al><al>Kan de minister hierop ingaan? Zo ja, hoe?</al>");
    g_string_append(text, "</kamerstuk>");
    assert_fails("vloed.xml", g_string_free_to_bytes(text), DIAG_OVER_LIMIT);
}

static void
test_no_program(void)
{
    assert_fails("oud.doc", g_bytes_new_static("\320\317\021\340\241\261\032\341", 8),
                 DIAG_UNREADABLE);
    assert_fails("oud.txt", part_text("{\\rtf1\\ansi Kan dit?}"), DIAG_UNREADABLE);
    assert_fails("kapot.pdf", part_text("%PDF-1.7\nniets"), DIAG_UNREADABLE);
    const PackagePart parts[] = { { "foto.jpg", part_text("x") }, { NULL, NULL } };
    assert_fails("archief.zip", package_new(parts), DIAG_UNREADABLE);
}

/* The name says nothing: what the bytes are decides. */
static void
test_wrong_suffix(void)
{
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = sound_docx();
    g_autoptr(Document) document = read_document("inbreng.txt", bytes, diags, &error);

    g_assert_no_error(error);
    const Paragraph *paragraph = g_ptr_array_index(document->paragraphs, 0);
    g_assert_cmpstr(paragraph->text->text->str, ==, "Kan de minister dit?");
    g_assert_cmpstr(document->source->name, ==, "inbreng.txt");
}

typedef struct Sniffing {
    const char *bytes;
    FileFormat format;
} Sniffing;

static void
test_sniffing(void)
{
    static const Sniffing sniffings[] = {
        { "", FORMAT_TEXT },
        { "Kan dit?", FORMAT_TEXT },
        { "<Naam> vraagt of dit kan", FORMAT_TEXT },
        { "<kamervragen><al>x</al></kamervragen>\n", FORMAT_XML },
        { "\xEF\xBB\xBF <?xml version='1.0'?><officiele-publicatie/>", FORMAT_XML },
        { "<?xml version='1.0'?><!DOCTYPE html><html/>", FORMAT_HTML },
        { "\n<!DOCTYPE HTML PUBLIC '-//W3C'>", FORMAT_HTML },
        { "<p>Kan dit?</p>", FORMAT_HTML },
        { "rommel\n%PDF-1.4", FORMAT_PDF },
        { "{\\rtf1", FORMAT_RTF },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(sniffings); i++) {
        g_autoptr(GBytes) bytes = part_text(sniffings[i].bytes);
        g_assert_cmpint(sniff_format(bytes), ==, sniffings[i].format);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/read/hostile/zip-bomb", test_zip_bomb);
    g_test_add_func("/read/hostile/many-parts", test_many_parts);
    g_test_add_func("/read/hostile/names-that-leave", test_names_that_leave);
    g_test_add_func("/read/hostile/same-name-twice", test_same_name_twice);
    g_test_add_func("/read/hostile/cut-off", test_cut_off);
    g_test_add_func("/read/hostile/deep-xml", test_deep_xml);
    g_test_add_func("/read/hostile/document-type", test_document_type);
    g_test_add_func("/read/hostile/many-attributes", test_many_attributes);
    g_test_add_func("/read/hostile/many-names", test_many_names);
    g_test_add_func("/read/hostile/deep-page", test_deep_page);
    g_test_add_func("/read/hostile/flood", test_flood);
    g_test_add_func("/read/hostile/unread-formats", test_no_program);
    g_test_add_func("/read/hostile/wrong-suffix", test_wrong_suffix);
    g_test_add_func("/read/hostile/sniffing", test_sniffing);
    return g_test_run();
}
