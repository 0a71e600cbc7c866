/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/failure.h"
#include "read/document.h"

#include <string.h>

static Document *
read_string(const char *text, gssize length, GError **error)
{
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(GBytes) bytes = g_bytes_new(text, length < 0 ? strlen(text) : (gsize)length);
    return read_document("proef.txt", bytes, diags, error);
}

static const char *
paragraph_text(const Document *document, guint i)
{
    const Paragraph *paragraph = g_ptr_array_index(document->paragraphs, i);
    return paragraph->text->text->str;
}

/* An own text of the wrapped shape: what stands behind a bar is what must come out of the two
 * lines before it, joined. */
static const char wrapped[] =
    " I. Vragen en opmerkingen vanuit de fracties  \n"
    "\n"
    "Vragen en opmerkingen van de leden van de Delta-fractie \n"
    "\n"
    "De leden van de Delta-fractie hebben kennisgenomen van de brief over de \n"
    "toestand van de dijken en van de hoofd- en nevengeulen langs de rivie-\n"
    "ren. Zij vragen of het water-\n"
    "schap Noord-\n"
    "Holland, een niet-\n"
    "gebonden partij, daarbij was betrokken, zoals de VVR-\n"
    "fractie in de raad heeft gevraagd. Ook de multi-functionele kade en de \n"
    "multi-\n"
    "functionele kade, de kust- \n"
    "en duinstrook en de zo genoemde open-\n"
    "baarheid komen aan de orde in het stuk.1 Hoe oordeelt het kabinet over \n"
    "de gang van zaken in de jaren hiervoor, en wat betekent dat nu voor de \n"
    " dijken in het algemeen, met name voor die van de oude soort? Is dat dan \n"
    "wel verstandig? \n"
    "De leden van deze fractie danken de minister en zijn ambtenaren voor de \n"
    "antwoorden. Is het kabinet bereid om een vervolg op het plan voor de UN \n"
    "\n"
    "1 Stichting Dijken, «Jaarverslag over het water» \n"
    "(https://example.org/dijken/jaar-\n"
    "verslag).\n"
    " Waterconferentie voor te stellen, en zo ja, op welke termijn is dat dan \n"
    "te verwachten? \n";

/* The characters that no reader may lose: all but white space and hyphens. */
static void
add_characters(GHashTable *counts, const char *text, int weight)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isspace(c) || c == 0x00A0 || c == '-')
            continue;
        gpointer key = GUINT_TO_POINTER(c);
        int count = GPOINTER_TO_INT(g_hash_table_lookup(counts, key));
        g_hash_table_insert(counts, key, GINT_TO_POINTER(count + weight));
    }
}

static void
add_paragraph(GHashTable *counts, const Document *document, const Paragraph *paragraph)
{
    add_characters(counts, paragraph->text->text->str, -1);
    if (paragraph->label != NULL)
        add_characters(counts, paragraph->label, -1);
    for (guint i = 0; i < paragraph->marks->len; i++) {
        const Note *note =
            g_ptr_array_index(document->notes, g_array_index(paragraph->marks, NoteMark, i).note);
        add_characters(counts, note->label, -1);
    }
}

/* The law of the stage: each character stands in one paragraph, label or note, `lost` apart: the
 * furniture of the notes themselves. */
static void
assert_nothing_lost(const Document *document, const char *lost)
{
    g_autoptr(GHashTable) counts = g_hash_table_new(NULL, NULL);
    GHashTableIter iter;
    gpointer key, count;

    add_characters(counts, document->source->text, 1);
    add_characters(counts, lost, -1);
    for (guint i = 0; i < document->paragraphs->len; i++)
        add_paragraph(counts, document, g_ptr_array_index(document->paragraphs, i));
    for (guint i = 0; i < document->notes->len; i++) {
        const Note *note = g_ptr_array_index(document->notes, i);
        add_characters(counts, note->label, -1);
        for (guint j = 0; j < note->paragraphs->len; j++)
            add_paragraph(counts, document, g_ptr_array_index(note->paragraphs, j));
    }
    g_hash_table_iter_init(&iter, counts);
    while (g_hash_table_iter_next(&iter, &key, &count)) {
        if (count != NULL)
            g_error("U+%04X: %d too few", GPOINTER_TO_UINT(key), GPOINTER_TO_INT(count));
    }
}

/* Each byte of the clean text comes from the same byte of the source, or from white space. */
static void
assert_mapped(const Document *document)
{
    const char *source = document->source->text;

    for (guint i = 0; i < document->paragraphs->len; i++) {
        const TextMap *text = ((Paragraph *)g_ptr_array_index(document->paragraphs, i))->text;
        size_t last = 0;
        for (size_t at = 0; at < text->text->len; at++) {
            size_t origin = text_map_origin(text, at);
            bool space = text->text->str[at] == ' ';
            g_assert_true(space || text->text->str[at] == source[origin]);
            g_assert_true(origin >= last);
            last = origin;
        }
    }
}

static void
test_flowing(void)
{
    g_autofree char *text = NULL;
    gsize length;
    g_assert_true(g_file_get_contents("demo/inbreng.txt", &text, &length, NULL));
    g_autoptr(Document) document = read_string(text, (gssize)length, NULL);

    g_assert_nonnull(document);
    g_assert_cmpuint(document->notes->len, ==, 3);
    assert_nothing_lost(document, "[footnoteRef:][:][footnoteRef:][:][footnoteRef:][:]");
    assert_mapped(document);
}

static void
test_wrapped(void)
{
    static const char *const wanted[] = {
        "I. Vragen en opmerkingen vanuit de fracties",
        "Vragen en opmerkingen van de leden van de Delta-fractie",
        "De leden van de Delta-fractie hebben kennisgenomen van de brief over de toestand van de "
        "dijken en van de hoofd- en nevengeulen langs de rivieren. Zij vragen of het waterschap "
        "Noord-Holland, een niet-gebonden partij, daarbij was betrokken, zoals de VVR-fractie in "
        "de raad heeft gevraagd. Ook de multi-functionele kade en de multi-functionele kade, de "
        "kust- en duinstrook en de zo genoemde openbaarheid komen aan de orde in het stuk. Hoe "
        "oordeelt het kabinet over de gang van zaken in de jaren hiervoor, en wat betekent dat nu "
        "voor de dijken in het algemeen, met name voor die van de oude soort? Is dat dan wel "
        "verstandig?",
        "De leden van deze fractie danken de minister en zijn ambtenaren voor de antwoorden. Is "
        "het kabinet bereid om een vervolg op het plan voor de UN Waterconferentie voor te "
        "stellen, en zo ja, op welke termijn is dat dan te verwachten?",
    };
    g_autoptr(Document) document = read_string(wrapped, -1, NULL);

    g_assert_cmpuint(document->paragraphs->len, ==, G_N_ELEMENTS(wanted));
    for (guint i = 0; i < G_N_ELEMENTS(wanted); i++)
        g_assert_cmpstr(paragraph_text(document, i), ==, wanted[i]);
    const Note *note = g_ptr_array_index(document->notes, 0);
    const Paragraph *body = g_ptr_array_index(note->paragraphs, 0);
    g_assert_cmpstr(note->label, ==, "1");
    g_assert_cmpstr(body->text->text->str, ==,
                    "Stichting Dijken, «Jaarverslag over het water» "
                    "(https://example.org/dijken/jaar-verslag).");
    assert_nothing_lost(document, "");
    assert_mapped(document);
}

/* A wrapped text with the three in it. */
static char *
hyphen_text(const char *first, const char *second, const char *elsewhere)
{
    static const char filler[] = "De leden van deze fractie hebben daar kennis van genomen\n";
    GString *out = g_string_new(NULL);

    for (int i = 0; i < 12; i++)
        g_string_append(out, filler);
    g_string_append_printf(out, "%s dat is nu in het algemeen het geval met de beide zaken\n",
                           elsewhere);
    g_string_append_printf(out, "daarover en dat is zo in het geval van de %s\n", first);
    g_string_append_printf(out, "%s en dat is in het algemeen ook het geval met de zaken\n",
                           second);
    for (int i = 0; i < 3; i++)
        g_string_append(out, filler);
    g_string_append(out, "en dat is goed.\n");
    return g_string_free(out, FALSE);
}

/* What stands behind the text is how its lines 1 and 2 must join. The other lines are only there to
 * make it a wrapped text that shows a word elsewhere. */
static void
test_hyphens(void)
{
    static const struct {
        const char *first, *second, *elsewhere, *joined;
    } rows[] = {
        { "over het water-", "schap en de dijken", "", "over het waterschap en de dijken" },
        { "de leden van Groen-", "Links-PvdA vragen", "van GroenLinks-PvdA is",
          "de leden van GroenLinks-PvdA vragen" },
        { "de leden van Groen-", "Links-PvdA vragen", "de GroenLinks-fractie is",
          "de leden van GroenLinks-PvdA vragen" },
        { "de leden van Groen-", "Links-PvdA vragen", "", "de leden van Groen-Links-PvdA vragen" },
        { "van een multi-", "functionele kade", "die multi-functionele kade",
          "van een multi-functionele kade" },
        { "van een multi-", "functionele kade", "die multi-functionele en multifunctionele kade",
          "van een multifunctionele kade" },
        { "van een multi-", "functionele kade", "", "van een multifunctionele kade" },
        { "vissen (zo-", "als zalm) daar", "", "vissen (zoals zalm) daar" },
        { "de dijken, even-", "als de kades", "", "de dijken, evenals de kades" },
        { "zowel water-", "als landdieren", "", "zowel water- als landdieren" },
        { "de kust-", "en duinstrook", "de kusten", "de kust- en duinstrook" },
        { "een EU-sanc-", "tieregime is", "", "een EU-sanctieregime is" },
        { "van de VVR-", "fractie is", "", "van de VVR-fractie is" },
        { "in Noord-", "Holland is", "", "in Noord-Holland is" },
        { "niet één-op-", "één te doen", "", "niet één-op-één te doen" },
        { "van de zee\u2011", "sluis is", "", "van de zee-sluis is" },
        { "van de zee\u2011sluis en", "de kade is", "", "van de zee-sluis en de kade is" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = hyphen_text(rows[i].first, rows[i].second, rows[i].elsewhere);
        g_autoptr(Document) document = read_string(text, -1, NULL);
        const char *found = strstr(paragraph_text(document, 0), rows[i].joined);
        g_assert_cmpuint(document->paragraphs->len, ==, 1);
        if (found == NULL)
            g_error("%s: %s", rows[i].joined, paragraph_text(document, 0));
    }
}

/* The same words in whatever a text file may be wrapped in. */
static void
test_encodings(void)
{
    static const char plain[] =
        "Vragen van de leden van de Duin-fractie\r\n\r\nHoezo,\tveilig?\r\n";
    g_autofree char *marked = g_strconcat("\xEF\xBB\xBF", plain, NULL);
    gsize length;
    g_autofree char *wide = g_convert(plain, -1, "UTF-16LE", "UTF-8", NULL, &length, NULL);
    g_autofree char *wide_marked = g_malloc(length + 2);
    memcpy(wide_marked, "\xFF\xFE", 2);
    memcpy(wide_marked + 2, wide, length);
    const struct {
        const char *bytes;
        gssize length;
    } rows[] = { { plain, -1 }, { marked, -1 }, { wide_marked, (gssize)length + 2 } };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Document) document = read_string(rows[i].bytes, rows[i].length, NULL);
        int line, column;
        g_assert_cmpuint(document->paragraphs->len, ==, 2);
        g_assert_cmpstr(paragraph_text(document, 1), ==, "Hoezo, veilig?");
        const Paragraph *last = g_ptr_array_index(document->paragraphs, 1);
        source_position(document->source, text_map_origin(last->text, 7), &line, &column);
        g_assert_cmpint(line, ==, 3);
        g_assert_cmpint(column, ==, 8);
    }
}

/* Steering characters go, the text around them stays. */
static void
test_controls(void)
{
    g_autoptr(Document) document = read_string(
        "Hoe\u200Bzo \u202Enet\u202C, co\u00ADde\u2066x\u2069 en\u00A0\u00A0twee\x1B[31m?", -1,
        NULL);

    g_assert_cmpstr(paragraph_text(document, 0), ==, "Hoezo net, codex en twee[31m?");
}

static void
test_items(void)
{
    g_autoptr(Document) document = read_string("-\tde brief over de \ndijken (12 345, nr. 6).\n"
                                               "1. Waarom?\n2a)\tHoezo?\n2025. Een jaar.\n"
                                               "3.Hoe laat?\n1000. Wie?\n3.5 meter.\n",
                                               -1, NULL);
    static const char *const labels[] = { "-", "1.", "2a)", NULL, "3.", "1000.", NULL };
    static const char *const wanted[] = { "de brief over de dijken (12 345, nr. 6).",
                                          "Waarom?",
                                          "Hoezo?",
                                          "2025. Een jaar.",
                                          "Hoe laat?",
                                          "Wie?",
                                          "3.5 meter." };

    g_assert_cmpuint(document->paragraphs->len, ==, G_N_ELEMENTS(wanted));
    for (guint i = 0; i < G_N_ELEMENTS(wanted); i++) {
        const Paragraph *paragraph = g_ptr_array_index(document->paragraphs, i);
        g_assert_cmpstr(paragraph->label, ==, labels[i]);
        g_assert_cmpstr(paragraph_text(document, i), ==, wanted[i]);
    }
}

/* Numbers that are years as well count where they go on from the one above. */
static void
test_items_like_years(void)
{
    g_autoptr(Document) document =
        read_string("1798. Hoe?\n1799. Wie?\n1800. Wat kost\ndit?\n1801. Waar?\n", -1, NULL);
    const Paragraph *last = g_ptr_array_index(document->paragraphs, 3);

    g_assert_cmpuint(document->paragraphs->len, ==, 4);
    g_assert_cmpstr(last->label, ==, "1801.");
}

static void
test_refused(void)
{
    static const struct {
        const char *bytes;
        gssize length;
        const char *says;
    } rows[] = {
        { "PK\003\004 [Content_Types].xml word/document.xml", -1, "damaged" },
        { "PK\003\004 mimetypeapplication/vnd.oasis.opendocument.text", -1, "damaged" },
        { "PK\003\004 iets.txt", -1, "zip" },
        { "een NUL\0byte", 12, "NUL" },
        { "geen UTF-8: \xE9", -1, "UTF-8" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Document) document = read_string(rows[i].bytes, rows[i].length, &error);
        g_assert_null(document);
        g_assert_error(error, FAILURE, DIAG_UNREADABLE);
        if (strstr(error->message, rows[i].says) == NULL)
            g_error("%s: %s", rows[i].says, error->message);
    }
}

static void
test_long_line(void)
{
    size_t length = ((size_t)16 << 20) + 1;
    g_autofree char *text = g_malloc(length + 1);
    g_autoptr(GError) error = NULL;
    memset(text, 'x', length);
    text[length] = '\0';
    g_autoptr(Document) document = read_string(text, (gssize)length, &error);

    g_assert_null(document);
    g_assert_error(error, FAILURE, DIAG_OVER_LIMIT);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/read-text/flowing", test_flowing);
    g_test_add_func("/read-text/wrapped", test_wrapped);
    g_test_add_func("/read-text/hyphens", test_hyphens);
    g_test_add_func("/read-text/encodings", test_encodings);
    g_test_add_func("/read-text/controls", test_controls);
    g_test_add_func("/read-text/items", test_items);
    g_test_add_func("/read-text/items-like-years", test_items_like_years);
    g_test_add_func("/read-text/refused", test_refused);
    g_test_add_func("/read-text/long-line", test_long_line);
    return g_test_run();
}
