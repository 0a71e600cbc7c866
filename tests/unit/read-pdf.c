/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "read/readers-private.h"

/* Pages of words at places, as pdftotext would write them, and the paragraphs they make. */

enum { BODY = 12, SMALL = 9 };

static void
page(GString *out)
{
    g_string_append(out, "1\t1\t0\t0\t0\t0\t0\t0\t595\t842\t-1\t###PAGE###\n");
}

/* A line of words, each letter half as wide as high; "^" in front raises a word and lets it touch
 * the one before. */
static void
line(GString *out, int left, int top, int size, const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    double at = left;

    g_string_append(out, "4\t1\t0\t0\t0\t0\t0\t0\t0\t0\t-1\t###LINE###\n");
    for (guint i = 0; words[i] != NULL; i++) {
        bool raised = *words[i] == '^';
        double height = raised ? size * 0.6 : size;
        double width = (double)g_utf8_strlen(words[i], -1) * height / 2;
        if (raised)
            at -= size / 2.0;
        g_string_append_printf(out, "5\t1\t0\t0\t0\t%u\t%d\t%d\t%d\t%d\t100\t%s\n", i, (int)at, top,
                               (int)width, (int)height, words[i] + raised);
        at += width + size / 2.0;
    }
}

static char *
dump(GString *words)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(GBytes) bytes = g_bytes_new_static(words->str, words->len);
    g_autoptr(Draft) draft = draft_pdf_words(bytes, &error);
    g_assert_no_error(error);

    g_autoptr(Document) document = draft_to_document(draft, "proef.pdf", diags);
    GString *out = g_string_new(NULL);
    document_dump(document, out);
    return g_string_free(out, FALSE);
}

#define FULL "aaaa bbbb cccc dddd eeee ffff gggg hhhh"
#define FULL_START "Aaaa bbbb cccc dddd eeee ffff gggg hhhh"
#define FULL_END "aaaa bbbb cccc dddd eeee ffff gggg hhh."

static void
test_paragraphs(void)
{
    g_autoptr(GString) words = g_string_new(NULL);

    page(words);
    line(words, 60, 100, BODY, "Kop");
    line(words, 60, 114, BODY, FULL_START);
    line(words, 60, 128, BODY, "kort.");
    line(words, 60, 142, BODY, FULL_END);
    line(words, 60, 170, BODY, FULL);
    line(words, 60, 184, BODY, "einde.");
    g_autofree char *out = dump(words);
    g_assert_cmpstr(out, ==,
                    "text 1:1 page=1 | Kop\n"
                    "text 2:1 page=1 | " FULL_START " kort.\n"
                    "text 3:1 page=1 | " FULL_END "\n"
                    "text 4:1 page=1 | " FULL " einde.\n");
}

/* Who breaks whole paragraphs at once, or headings evenly, leaves lines shorter than they could be. */
static void
test_short_line_in_mid_sentence(void)
{
    g_autoptr(GString) words = g_string_new(NULL);

    page(words);
    line(words, 60, 100, BODY, "Vragen van de leden van de");
    line(words, 60, 114, BODY, "VVD-fractie");
    line(words, 60, 142, BODY, FULL_START);
    line(words, 60, 156, BODY, "Dat is oud. Kan");
    line(words, 60, 170, BODY, "iemand dat zeggen?");
    line(words, 60, 184, BODY, "Daarna niets.");
    g_autofree char *out = dump(words);
    g_assert_cmpstr(out, ==,
                    "text 1:1 page=1 | Vragen van de leden van de VVD-fractie\n"
                    "text 2:1 page=1 | " FULL_START " Dat is oud. Kan iemand dat zeggen?\n"
                    "text 3:1 page=1 | Daarna niets.\n");
}

static void
test_furniture_and_page_break(void)
{
    g_autoptr(GString) words = g_string_new(NULL);

    for (int i = 1; i <= 3; i++) {
        g_autofree char *foot = g_strdup_printf("Kamerstuk 26 643, nr. 12 %d", i);
        page(words);
        line(words, 60, 30, BODY, "Tweede Kamer");
        line(words, 60, 100, BODY, FULL);
        line(words, 60, 114, BODY, i < 3 ? FULL : "slot.");
        line(words, 60, 810, SMALL, foot);
    }
    g_autofree char *out = dump(words);
    g_assert_cmpstr(out, ==,
                    "furniture 1:1 page=1 | Tweede Kamer\n"
                    "text 2:1 page=1 | " FULL " " FULL " " FULL " " FULL " " FULL " slot.\n"
                    "furniture 3:1 page=1 | Kamerstuk 26 643, nr. 12 1\n"
                    "furniture 4:1 page=2 | Tweede Kamer\n"
                    "furniture 5:1 page=2 | Kamerstuk 26 643, nr. 12 2\n"
                    "furniture 6:1 page=3 | Tweede Kamer\n"
                    "furniture 7:1 page=3 | Kamerstuk 26 643, nr. 12 3\n");
}

static void
test_notes(void)
{
    g_autoptr(GString) words = g_string_new(NULL);

    page(words);
    line(words, 60, 100, BODY, "aaaa bbbb? ^1 cccc dddd eeee ffff gggg hhhh");
    line(words, 60, 114, BODY, "en 3 m ^2 hoog.");
    line(words, 60, 128, BODY, FULL);
    line(words, 60, 142, BODY, FULL);
    line(words, 60, 700, SMALL, "1 Een noot die over de hele regel loopt en");
    line(words, 60, 711, SMALL, "nog verder.");
    g_autofree char *out = dump(words);
    g_assert_cmpstr(out, ==,
                    "text 1:1 page=1 | aaaa bbbb?[^1] cccc dddd eeee ffff gggg hhhh en 3 m2 hoog.\n"
                    "text 2:1 page=1 | " FULL " " FULL "\n"
                    "note 1\n"
                    "  text 3:2 page=1 | Een noot die over de hele regel loopt en nog verder.\n");
}

static void
test_note_numbers_apart(void)
{
    g_autoptr(GString) words = g_string_new(NULL);

    page(words);
    line(words, 60, 100, BODY, "aaaa bbbb? ^1 cccc dddd ^2 eeee ffff gggg");
    line(words, 60, 114, BODY, "einde.");
    line(words, 60, 700, SMALL, "1");
    line(words, 60, 711, SMALL, "2");
    line(words, 80, 700, SMALL, "Eerste noot.");
    line(words, 80, 711, SMALL, "Tweede noot.");
    g_autofree char *out = dump(words);
    g_assert_nonnull(strstr(out, "bbbb?[^1] cccc dddd[^2] eeee"));
    g_assert_nonnull(strstr(out, "note 1\n  text 2:1 page=1 | Eerste noot.\n"));
    g_assert_nonnull(strstr(out, "note 2\n  text 3:1 page=1 | Tweede noot.\n"));
}

static void
test_columns(void)
{
    g_autoptr(GString) words = g_string_new(NULL);

    page(words);
    line(words, 60, 100, BODY, FULL);
    line(words, 60, 114, BODY, FULL);
    line(words, 60, 128, BODY, "einde links.");
    line(words, 320, 100, BODY, FULL);
    line(words, 320, 114, BODY, "einde rechts.");
    g_autofree char *out = dump(words);
    g_assert_cmpstr(out, ==,
                    "text 1:1 page=1 | " FULL " " FULL " einde links.\n"
                    "text 2:1 page=1 | " FULL " einde rechts.\n");
}

/* Poppler goes to the next column at a heading of another size; the columns are read down first. */
static void
test_columns_out_of_order(void)
{
    g_autoptr(GString) words = g_string_new(NULL);

    page(words);
    line(words, 60, 60, BODY, FULL " " FULL);
    line(words, 60, 100, BODY, FULL);
    line(words, 320, 100, BODY, FULL);
    line(words, 320, 114, BODY, "rechts.");
    line(words, 60, 130, BODY + 4, "Kop");
    line(words, 60, 160, BODY, FULL);
    line(words, 60, 174, BODY, FULL);
    line(words, 60, 188, BODY, "links.");
    for (int top = 202; top < 500; top += 14)
        line(words, 320, top, BODY, FULL);
    for (int top = 202; top < 500; top += 14)
        line(words, 60, top, BODY, FULL);
    g_autofree char *out = dump(words);
    const char *head = strstr(out, "| Kop\n"), *left = strstr(out, "links."),
               *right = strstr(out, "rechts.");
    g_assert_true(head != NULL && head < left && left < right);
}

static void
test_hyphens(void)
{
    g_autoptr(GString) words = g_string_new(NULL);

    page(words);
    line(words, 60, 100, BODY, "aaaa bbbb cccc dddd eeee ffff minis-");
    line(words, 60, 114, BODY, "ter vraagt aan de leden van de PvdA-");
    line(words, 60, 128, BODY, "fractie wat zij met inlichtingen- ");
    line(words, 60, 142, BODY, "en veiligheidsdiensten bedoelen.");
    g_autofree char *out = dump(words);
    g_assert_nonnull(strstr(out, "ffff minister vraagt aan de leden van de PvdA-fractie wat"));
}

static void
test_numbered_column(void)
{
    g_autoptr(GString) words = g_string_new(NULL);

    page(words);
    line(words, 60, 100, BODY, "1");
    line(words, 60, 128, BODY, "2");
    line(words, 90, 100, BODY, "Kan de minister " FULL);
    line(words, 90, 114, BODY, "toelichten?");
    line(words, 90, 128, BODY, "Waarom niet?");
    g_autofree char *out = dump(words);
    g_assert_cmpstr(out, ==,
                    "item 1:3 page=1 level=1 label=1 | Kan de minister " FULL " toelichten?\n"
                    "item 2:3 page=1 level=1 label=2 | Waarom niet?\n");
}

/* Two raised numbers behind each other touch, and are two words: "998" and "999", not 998999. */
static void
test_marks_that_touch(void)
{
    g_autoptr(GString) words = g_string_new(NULL);

    page(words);
    line(words, 60, 100, BODY, FULL_START);
    line(words, 60, 114, BODY, "een brief ^998 ^999 12 bruggen " FULL);
    line(words, 60, 128, BODY, FULL);
    line(words, 60, 700, BODY, "998 Brief van de minister.");
    line(words, 60, 714, BODY, "999 Nog een brief.");
    g_autofree char *out = dump(words);
    g_assert_nonnull(strstr(out, "een brief"));
    g_assert_nonnull(strstr(out, "note 998\n  text 2:2 page=1 | Brief van de minister.\n"
                                 "note 999\n  text 3:2 page=1 | Nog een brief.\n"));
}

/* Numbers alone on a line number what stands below; at the page's edge they are no page numbers. */
static void
test_numbers_alone(void)
{
    g_autoptr(GString) words = g_string_new(NULL);

    page(words);
    line(words, 60, 30, BODY, "1");
    line(words, 60, 58, BODY, "Hoeveel kost de brug?");
    line(words, 60, 86, BODY, "2");
    line(words, 60, 114, BODY, "Hoeveel kost de dijk?");
    line(words, 60, 142, BODY, "3");
    line(words, 60, 170, BODY, "Waarom is dat?");
    line(words, 60, 198, BODY, "4.");
    line(words, 60, 226, BODY, "Wie betaalt dat?");
    line(words, 300, 810, BODY, "7");
    g_autofree char *out = dump(words);
    g_assert_cmpstr(out, ==,
                    "text 1:1 page=1 | 1\n"
                    "text 2:1 page=1 | Hoeveel kost de brug?\n"
                    "text 3:1 page=1 | 2\n"
                    "text 4:1 page=1 | Hoeveel kost de dijk?\n"
                    "text 5:1 page=1 | 3\n"
                    "text 6:1 page=1 | Waarom is dat?\n"
                    "text 7:1 page=1 | 4.\n"
                    "text 8:1 page=1 | Wie betaalt dat?\n"
                    "furniture 9:1 page=1 | 7\n");
}

/* Margin numbers count questions and begin no paragraph; the head of a letter's next pages stands lower than a margin
 * goes; an item at a page's end does not go on in the text behind it. */
static void
test_letter(void)
{
    g_autoptr(GString) words = g_string_new(NULL);

    for (int i = 0; i < 3; i++) {
        page(words);
        line(words, 60, 150, SMALL, "DIRECTIE BRUGGEN");
        line(words, 60, 200, BODY, FULL_START);
        line(words, 40, 216, SMALL - 2, "12");
        line(words, 60, 214, BODY, FULL_END);
        line(words, 60, 228, BODY, "1. Aaaa bbbb cccc dddd eeee ffff gggg");
        line(words, 78, 242, BODY, "kort;");
        line(words, 60, 256, BODY, "2. Aaaa bbbb cccc dddd eeee ffff ggg.");
    }
    g_autofree char *out = dump(words);
    g_assert_nonnull(strstr(out,
                            "furniture 6:1 page=2 | DIRECTIE BRUGGEN\n"
                            "text 7:1 page=2 | " FULL_START " " FULL_END "\n"
                            "furniture 8:1 page=2 | 12\n"
                            "item 9:4 page=2 label=1. | Aaaa bbbb cccc dddd eeee ffff gggg kort;\n"
                            "item 10:4 page=2 label=2. | Aaaa bbbb cccc dddd eeee ffff ggg.\n"));
}

/* A number that comes first on a note's second line is a word of the note. */
static void
test_note_with_number_inside(void)
{
    g_autoptr(GString) words = g_string_new(NULL);

    page(words);
    line(words, 60, 100, BODY, "Aaaa bbbb ^7 cccc dddd eeee ffff gggg");
    line(words, 60, 114, BODY, FULL);
    line(words, 60, 128, BODY, FULL);
    line(words, 60, 700, SMALL, "7 Verdrag van Duin, gesloten te Zand, op");
    line(words, 69, 712, SMALL, "23 november 2001.");
    g_autofree char *out = dump(words);
    g_assert_nonnull(strstr(out, "\nnote 7\n"));
    g_assert_nonnull(strstr(out, " Verdrag van Duin, gesloten te Zand, op 23 november 2001.\n"));
}

/* A dash in mid-sentence may come first on a line, and a euro sign stays with its amount. */
static void
test_dash_and_sign_at_line_start(void)
{
    g_autoptr(GString) words = g_string_new(NULL);

    page(words);
    line(words, 60, 100, BODY, FULL_START);
    line(words, 60, 114, BODY, "– zoals hier – bbbb cccc dddd eeee");
    line(words, 60, 128, BODY, "€ 2.000.000,00 gggg hhhh.");
    line(words, 60, 142, BODY, "– dddd");
    line(words, 60, 156, BODY, "– eeee");
    g_autofree char *out = dump(words);
    g_assert_cmpstr(out, ==,
                    "text 1:1 page=1 | " FULL_START
                    " – zoals hier – bbbb cccc dddd eeee € 2.000.000,00 gggg hhhh.\n"
                    "item 2:3 page=1 label=– | dddd\n"
                    "item 3:3 page=1 label=– | eeee\n");
}

/* Rows, not columns; a cell goes on behind the page, where the heads of the columns come again. */
static void
test_table(void)
{
    g_autoptr(GString) words = g_string_new(NULL);

    page(words);
    line(words, 60, 100, BODY, "Lijst van vragen over een brug en nog een brug");
    line(words, 60, 130, BODY, "Nr");
    line(words, 60, 144, BODY, "1");
    line(words, 60, 172, BODY, "2");
    line(words, 200, 130, BODY, "Vraag");
    line(words, 200, 144, BODY, "Aaaa bbbb cccc dddd");
    line(words, 200, 158, BODY, "eeee?");
    line(words, 200, 172, BODY, "Ffff gggg hhhh iiii");
    line(words, 400, 130, BODY, "Blz.");
    line(words, 400, 144, BODY, "7");
    line(words, 400, 172, BODY, "8");
    page(words);
    line(words, 60, 100, BODY, "Nr");
    line(words, 200, 100, BODY, "Vraag");
    line(words, 200, 114, BODY, "jjjj?");
    line(words, 400, 100, BODY, "Blz.");
    line(words, 60, 160, BODY, "Slot");
    g_autofree char *out = dump(words);
    g_assert_cmpstr(out, ==,
                    "text 1:1 page=1 | Lijst van vragen over een brug en nog een brug\n"
                    "cell 2:1 page=1 | Nr\n"
                    "cell 3:1 page=1 | Vraag\n"
                    "cell 4:1 page=1 | Blz.\n"
                    "cell 5:1 page=1 | 1\n"
                    "cell 6:1 page=1 | Aaaa bbbb cccc dddd eeee?\n"
                    "cell 7:1 page=1 | 7\n"
                    "cell 8:1 page=1 | 2\n"
                    "cell 9:1 page=1 | Ffff gggg hhhh iiii jjjj?\n"
                    "cell 10:1 page=1 | 8\n"
                    "furniture 11:1 page=2 | Nr\n"
                    "furniture 12:1 page=2 | Vraag\n"
                    "furniture 13:1 page=2 | Blz.\n"
                    "text 14:1 page=2 | Slot\n");
}

static void
test_pictures_only(void)
{
    g_autoptr(GString) words = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    page(words);
    page(words);
    line(words, 60, 100, BODY, "gescand");
    g_autoptr(GBytes) bytes = g_bytes_new_static(words->str, words->len);
    g_assert_null(draft_pdf_words(bytes, &error));
    g_assert_nonnull(strstr(error->message, "OCR"));
}

static void
test_too_many_pages(void)
{
    g_autoptr(GString) words = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    for (int i = 0; i < 2001; i++)
        page(words);
    g_autoptr(GBytes) bytes = g_bytes_new_static(words->str, words->len);
    g_assert_null(draft_pdf_words(bytes, &error));
    g_assert_nonnull(strstr(error->message, "2000"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/read/pdf/paragraphs", test_paragraphs);
    g_test_add_func("/read/pdf/marks-that-touch", test_marks_that_touch);
    g_test_add_func("/read/pdf/short-line-in-mid-sentence", test_short_line_in_mid_sentence);
    g_test_add_func("/read/pdf/furniture-and-page-break", test_furniture_and_page_break);
    g_test_add_func("/read/pdf/notes", test_notes);
    g_test_add_func("/read/pdf/note-numbers-apart", test_note_numbers_apart);
    g_test_add_func("/read/pdf/columns", test_columns);
    g_test_add_func("/read/pdf/columns-out-of-order", test_columns_out_of_order);
    g_test_add_func("/read/pdf/hyphens", test_hyphens);
    g_test_add_func("/read/pdf/numbered-column", test_numbered_column);
    g_test_add_func("/read/pdf/numbers-alone", test_numbers_alone);
    g_test_add_func("/read/pdf/letter", test_letter);
    g_test_add_func("/read/pdf/note-with-number-inside", test_note_with_number_inside);
    g_test_add_func("/read/pdf/dash-and-sign-at-line-start", test_dash_and_sign_at_line_start);
    g_test_add_func("/read/pdf/table", test_table);
    g_test_add_func("/read/pdf/pictures-only", test_pictures_only);
    g_test_add_func("/read/pdf/too-many-pages", test_too_many_pages);
    return g_test_run();
}
