/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/no-break-private.h"

#include <glib.h>
#include <string.h>

/* The rules at the space. */
static guint32
rules_at(const char *text, size_t space)
{
    g_autoptr(NoBreakTable) table = no_break_table_new();

    return no_break_left(table, text, space) & no_break_right(table, text, strlen(text), space + 1);
}

static void
test_examples(void)
{
    for (size_t i = 0; i < no_break_rule_count; i++) {
        const NoBreakRule *rule = &no_break_rules[i];
        const char *space = strchr(rule->example, ' ');
        size_t at = rule->example[0] == ' ' ? 0 : (size_t)(space - rule->example);

        g_assert_nonnull(space);
        if ((rules_at(rule->example, at) & 1u << i) == 0)
            g_error("\"%s\" is not kept together: %s", rule->example, rule->reason);
    }
}

static void
test_inside(void)
{
    static const char *const whole[] = { "(ABC-DEF-12),", "AB-fractie", "„Twee-fractieleden”.",
                                         "T20" };
    static const char *const broken[] = {
        "Zuid-Europa", "Kamerfractie", "tussenfractielidmaatschap", "-", "", "12-13", "fractie"
    };

    for (size_t i = 0; i < no_break_inside_count; i++) {
        const char *example = no_break_inside_rules[i].example;
        g_assert_cmpuint(no_break_inside(example, strlen(example)), ==, 0);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(whole); i++)
        g_assert_cmpuint(no_break_inside(whole[i], strlen(whole[i])), ==, 0);
    for (size_t i = 0; i < G_N_ELEMENTS(broken); i++)
        g_assert_cmpuint(no_break_inside(broken[i], strlen(broken[i])), ==, strlen(broken[i]));
    g_assert_cmpuint(no_break_inside("(Een-Twee-fractie,", 18), ==, 0);
    g_assert_cmpuint(no_break_inside("(oud-Twee-fractie,", 18), ==, strlen("(oud-"));
    g_assert_cmpuint(no_break_inside("Een-twee-Drie-fractieleden", 26), ==, strlen("Een-twee-"));
}

/* "~": no line end; " ": a line may end. */
static const char *const texts[] = {
    "in nr.~1252 van",       "het (nr.~1252) van",
    "€~43,6~miljoen voor",   "dossier 26~643 en",
    "in artikel~5, tweede",  "op 12~mei 2025 is",
    "op 12~mei. Daarna",     "de heer J.P.~Voorbeeld zei",
    "de vragen~1~t/m~5 van", "van PVV-1~t/m~PVV-3 zijn",
    "van vitamine~C en",     "de brief~– en daarna",
    "de stand~… en",         "kan de minister dat zeggen",
    "de 12 fracties vragen", "in 2025 heeft hij",
    "mei is voorbij",        "de lidstaten 26 van",
};

static void
test_texts(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *text = g_strdelimit(g_strdup(texts[i]), "~", ' ');

        for (size_t at = 0; text[at] != '\0'; at++) {
            if (text[at] != ' ')
                continue;
            bool kept = rules_at(text, at) != 0;
            if (kept != (texts[i][at] == '~'))
                g_error("\"%s\" at \"%s\"", texts[i], text + at);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/no-break/examples", test_examples);
    g_test_add_func("/no-break/texts", test_texts);
    g_test_add_func("/no-break/inside", test_inside);
    return g_test_run();
}
