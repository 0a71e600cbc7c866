/* SPDX-License-Identifier: EUPL-1.2 */
#include "questions/questions.h"

#include <string.h>

#include "questions/fractions.h"

typedef struct Fixture {
    Document *document;
    Questions *questions;
    Diags *diags;
} Fixture;

static void
find(Fixture *fixture, const char *text)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    fixture->diags = diags_new();
    fixture->document = read_document("proef.txt", bytes, fixture->diags, NULL);
    fixture->questions = find_questions(fixture->document, fixture->diags, NULL);
}

static void
clear(Fixture *fixture)
{
    questions_free(fixture->questions);
    document_free(fixture->document);
    diags_free(fixture->diags);
}

/* The ids in document order, with spaces between them. */
static char *
ids_of(const Questions *questions)
{
    GString *ids = g_string_new(NULL);

    for (guint i = 0; i < questions->items->len; i++) {
        const Question *question = g_ptr_array_index(questions->items, i);
        g_string_append_printf(ids, "%s%s", i > 0 ? " " : "", question->id);
        g_assert_true(questions_find(questions, question->id) == question);
        g_assert_cmpuint(questions_index(questions, question), ==, i);
    }
    return g_string_free(ids, FALSE);
}

#define HEADING(who) "Vragen en opmerkingen van " who "\n"

static void
test_ids(void)
{
    static const struct {
        const char *text, *ids;
    } rows[] = {
        { HEADING("de leden van de Delta-fractie") "Waarom? Hoezo?\n" HEADING(
              "de leden van de Duin-fractie") "Zij vragen of dat kan.\n",
          "Delta-1 Delta-2 Duin-1" },
        { HEADING("de leden van de Delta- en de Duin-fractie") "Waarom?\n", "Delta+Duin-1" },
        { HEADING("de leden van de fracties van Delta, Duin en Polder") "Waarom?\n",
          "Delta+Duin+Polder-1" },
        { HEADING("het lid De Wit") "Waarom?\n", "lid-De-Wit-1" },
        { HEADING("de leden van de Groep De Wit") "Waarom?\n", "Groep-De-Wit-1" },
        { HEADING("het lid van de Duin-fractie") "Waarom?\n", "Duin-1" },
        { HEADING("de leden van de Delta-fractie") "De leden van de fracties van Delta en Duin "
                                                   "vragen of dat kan. Waarom?\n",
          "Delta+Duin-1 Delta-1" },
        { "LIJST VAN VRAGEN\n1\nWaarom?\n2a\nWaarom? Hoezo?\n", "1 2a-1 2a-2" },
        { "1. Waarom?\n2. Hoezo?\n1. En nu?\n", "I.1 I.2 II.1" },
        { "Waarom is dat zo?\n", "commissie-1" },
        { "De leden van de Delta-fractie vragen of dat kan. Waarom? De leden van de fractie van "
          "Duin vragen of dat mag.\n",
          "Delta-1 Delta-2 Duin-1" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        Fixture fixture;
        find(&fixture, rows[i].text);
        g_autofree char *ids = ids_of(fixture.questions);
        g_assert_cmpstr(ids, ==, rows[i].ids);
        clear(&fixture);
    }
}

static void
test_named(void)
{
    Fixture fixture;
    find(&fixture, "LIJST VAN VRAGEN\n1\nWaarom?\n2\nWaarom? Hoezo?\n");
    g_autoptr(GPtrArray) both = questions_named(fixture.questions, "2");
    g_autoptr(GPtrArray) one = questions_named(fixture.questions, "1");
    g_autoptr(GPtrArray) none = questions_named(fixture.questions, "3");

    g_assert_cmpuint(both->len, ==, 2);
    g_assert_cmpuint(one->len, ==, 1);
    g_assert_cmpuint(none->len, ==, 0);
    g_assert_cmpstr(questions_nearest(fixture.questions, "2-3"), ==, "2-1");
    clear(&fixture);
}

/* Numbers never shift: interface.md, "Question ids". */
static void
test_decisions(void)
{
    static Decision decisions[] = {
        { .sentence = "Het is mooi  weer.", .is_question = true },
        { .sentence = "Zij dringen aan op een \"hoge\" dijk.", .is_question = false },
        { .sentence = "Nog een zin.", .is_question = true },
        { .sentence = "Dit staat er niet.", .is_question = true },
        { .sentence = "Waarom?", .is_question = false, .in = "Duin" },
    };
    g_autoptr(GPtrArray) list = g_ptr_array_new();
    for (guint i = 0; i < G_N_ELEMENTS(decisions); i++)
        g_ptr_array_add(list, &decisions[i]);
    Fixture fixture;
    find(&fixture,
         HEADING("de leden van de Delta-fractie") "Het is mooi weer. Is de dijk hoog? Zij dringen "
                                                  "aan op een “hoge” dijk. Zo ja, wanneer? Nog "
                                                  "een zin. Nog een zin.\n" HEADING(
                                                      "de leden van de Duin-fractie") "Waarom?\n");
    guint before = fixture.diags->items->len;

    questions_decide(fixture.questions, list, fixture.diags);
    g_autofree char *ids = ids_of(fixture.questions);
    g_assert_cmpstr(ids, ==, "Delta-0a Delta-1 Delta-3 Delta-3a Delta-3b");
    g_assert_true(g_hash_table_contains(fixture.questions->unused_ids, "Delta-2"));
    g_assert_true(g_hash_table_contains(fixture.questions->unused_ids, "Duin-1"));
    const Question *last = questions_find(fixture.questions, "Delta-3");
    g_assert_cmpstr(last->follows->id, ==, "Delta-1");
    g_assert_cmpuint(fixture.diags->items->len, ==, before + 1);
    const Diag *stale = g_ptr_array_index(fixture.diags->items, before);
    g_assert_cmpint(stale->code, ==, DIAG_STALE_DECISION);
    clear(&fixture);
}

static void
test_names(void)
{
    static const struct {
        const char *phrase, *names;
    } rows[] = {
        { "de leden van de PVV-fractie", "PVV" },
        { "de leden van BBB-fractie", "BBB" },
        { "de leden van de GroenLinks-PvdA-fractie en reactie van de minister", "GroenLinks-PvdA" },
        { "de leden van de CDA- en ChristenUnie-fractie", "CDA|ChristenUnie" },
        { "de CDA-fractie en de ChristenUnie-fractie", "CDA|ChristenUnie" },
        { "de leden van de fracties van CDA, PvdA en VVD", "CDA|PvdA|VVD" },
        { "de fractieleden van de Partij voor de Dieren", "Partij voor de Dieren" },
        { "de leden van de fractie van het CDA", "CDA" },
        { "het lid Omtzigt", "lid Omtzigt" },
        { "de leden van de Groep Van Haga", "Groep Van Haga" },
        { "het lid van de 50PLUS-fractie", "50PLUS" },
        { "de leden van de fracties", "" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GPtrArray) names = parse_fraction_names(rows[i].phrase);
        g_autofree char *joined = join_names(names, "|");
        g_assert_cmpstr(joined, ==, rows[i].names);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/ids/ids", test_ids);
    g_test_add_func("/ids/named", test_named);
    g_test_add_func("/ids/decisions", test_decisions);
    g_test_add_func("/ids/names", test_names);
    return g_test_run();
}
