/* SPDX-License-Identifier: EUPL-1.2 */
#include "letter/house-style.h"

#include <string.h>

#include "letter/compose-private.h"

/* Each rule changes its own example, alone and among the others. */
static void
test_rules(void)
{
    g_autoptr(GPtrArray) rules = house_rules_compile();
    const Template template = { .house_rules = rules };

    for (const HouseRule *rule = house_rules; rule->pattern != NULL; rule++) {
        g_autofree char *after = house_style_apply(&template, rule->before);
        g_autofree char *again = house_style_apply(&template, rule->after);
        g_assert_cmpstr(after, ==, rule->after);
        g_assert_cmpstr(again, ==, rule->after);
    }
    g_assert_cmpuint(rules->len, >, 8);
}

/* What looks alike and is something else. */
static void
test_left_alone(void)
{
    static const char *const texts[] = {
        "de ministerraad en het ministerie",
        "Kamerstuk 21 501-33, nr. 1064",
        "op 2025-05-12",
        "{minister}",
        "ISSN 0921 - 7371",
        "oud-minister",
        "cyber-aanval",
        "nr. 12-15",
    };
    g_autoptr(GPtrArray) rules = house_rules_compile();
    const Template template = { .house_rules = rules };

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *after = house_style_apply(&template, texts[i]);
        g_assert_cmpstr(after, ==, texts[i]);
    }
}

static const struct {
    const char *markdown, *ministry, *printer;
} answers[] = {
    { "De minister zei \"de minister - ja\" in 2023-2024.",
      "De minister zei “de minister - ja” in 2023-2024.",
      "De Minister zei «de minister - ja» in 2023–2024." },
    { "Zij zei \"een *minister* zegt\" en de minister zei 'nee'.",
      "Zij zei “een minister zegt” en de minister zei ‘nee’.",
      "Zij zei «een minister zegt» en de Minister zei ‘nee’." },
    { "'s Avonds (\"zo\") foto's uit '90.", "’s Avonds (“zo”) foto’s uit ’90.",
      "’s Avonds («zo») foto’s uit ’90." },
    { "Code `de \"minister\"` blijft.", "Code de \"minister\" blijft.",
      "Code de \"minister\" blijft." },
    { "Zie [https://voorbeeld.nl/minister](https://voorbeeld.nl/minister).",
      "Zie https://voorbeeld.nl/minister.", "Zie https://voorbeeld.nl/minister." },
    { "> De minister \"zegt\" dit.", "De minister “zegt” dit.", "De minister “zegt” dit." },
};

static char *
change(const Template *template, const char *markdown)
{
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(TextMap) map = text_map_new(NULL);
    text_map_append_fixed(map, markdown, strlen(markdown), 0);
    g_autoptr(Markup) markup = parse_markup(map, NULL, diags);
    Block *block = g_ptr_array_index(markup->blocks, 0);
    house_style_block(template, block);
    return block_text(block);
}

static void
test_answers(void)
{
    g_autoptr(GPtrArray) rules = house_rules_compile();
    const Template ministry = { .language = (char *)"nl-NL", .smart_quotes = true };
    const Template printer = { .language = (char *)"nl-NL",
                               .smart_quotes = true,
                               .house_rules = rules };

    for (size_t i = 0; i < G_N_ELEMENTS(answers); i++) {
        g_autofree char *in_letter = change(&ministry, answers[i].markdown);
        g_autofree char *in_print = change(&printer, answers[i].markdown);
        g_assert_cmpstr(in_letter, ==, answers[i].ministry);
        g_assert_cmpstr(in_print, ==, answers[i].printer);
    }
}

static void
test_languages(void)
{
    static const struct {
        const char *language, *after;
    } rows[] = {
        { "nl", "“a” ‘b’" }, { "en-GB", "“a” ‘b’" }, { "de-DE", "„a“ ‚b’" }, { "fr", "«a» ‹b’" }
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const Template template = { .language = (char *)rows[i].language, .smart_quotes = true };
        g_autofree char *after = change(&template, "\"a\" 'b'");
        g_assert_cmpstr(after, ==, rows[i].after);
    }
}

/* The third Tuesday of September: 19 in 2023, 17 in 2024, 16 in 2025, 15 in 2026. */
static void
test_sessions(void)
{
    static const struct {
        const char *date, *session;
    } rows[] = {
        { "2025-05-12", "2024–2025" }, { "2024-09-16", "2023–2024" }, { "2024-09-17", "2024–2025" },
        { "2025-09-15", "2024–2025" }, { "2025-09-16", "2025–2026" }, { "2026-09-15", "2026–2027" },
        { "2023-09-18", "2022–2023" }, { "2023-12-31", "2023–2024" }, { "12 mei", NULL },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *session = session_of_date(rows[i].date);
        g_assert_cmpstr(session, ==, rows[i].session);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/house-style/rules", test_rules);
    g_test_add_func("/house-style/left-alone", test_left_alone);
    g_test_add_func("/house-style/answers", test_answers);
    g_test_add_func("/house-style/languages", test_languages);
    g_test_add_func("/house-style/sessions", test_sessions);
    return g_test_run();
}
