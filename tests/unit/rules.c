/* SPDX-License-Identifier: EUPL-1.2 */
#include "questions/classify.h"
#include "questions/headings.h"
#include "questions/voices.h"

#include <string.h>

/* Every row of rules.def decides about its own example, and not about its counter-example. */
static void
test_rules(void)
{
    g_autoptr(Classifier) classifier = classifier_new();
    guint count;
    const Rule *rules = classifier_rules(&count);

    for (guint i = 0; i < count; i++) {
        const Rule *decides =
            classify_sentence(classifier, rules[i].example, strlen(rules[i].example));
        g_test_message("%s", rules[i].name);
        g_assert_nonnull(decides);
        g_assert_cmpstr(decides->name, ==, rules[i].name);
        const Rule *other =
            classify_sentence(classifier, rules[i].counter, strlen(rules[i].counter));
        if (other != NULL)
            g_assert_cmpstr(other->name, !=, rules[i].name);
    }
}

static void
test_followups(void)
{
    g_autoptr(Classifier) classifier = classifier_new();
    guint count;
    const FollowupRule *rules = classifier_followup_rules(&count);

    for (guint i = 0; i < count; i++) {
        g_autofree char *thing = NULL, *none = NULL;
        FollowupKind kind =
            classify_followup(classifier, rules[i].example, strlen(rules[i].example), &thing);
        g_test_message("%s", rules[i].name);
        g_assert_cmpint(kind, ==, rules[i].kind);
        g_assert_cmpint(
            classify_followup(classifier, rules[i].counter, strlen(rules[i].counter), &none), ==,
            FOLLOWUP_NONE);
    }
}

static void
test_headings(void)
{
    g_autoptr(Headings) headings = headings_new();
    const HeadingRule *rules = heading_rules();

    for (int kind = 0; kind < HEADING_NONE; kind++) {
        g_test_message("%s", rules[kind].name);
        g_assert_cmpint(headings_match(headings, rules[kind].example), ==, kind);
        g_assert_cmpint(headings_match(headings, rules[kind].counter), !=, kind);
    }
}

/* A title gives its own family away, and the counter-example not that one. */
static void
test_families(void)
{
    g_autoptr(Headings) headings = headings_new();
    guint count;
    const Family *families = family_rows(&count);

    for (guint i = 0; i < count; i++) {
        const Family *other = headings_family(headings, families[i].counter);
        g_test_message("%s", families[i].slug);
        g_assert_true(headings_family(headings, families[i].example) == &families[i]);
        g_assert_true(other != &families[i]);
    }
}

static void
test_voices(void)
{
    g_autoptr(Voices) voices = voices_new();
    guint count;
    const VoiceRule *rules = voice_rules(&count);

    for (guint i = 0; i < count; i++) {
        g_test_message("%s", rules[i].name);
        g_assert_true(voices_match(voices, rules[i].example, strlen(rules[i].example)) ==
                      &rules[i]);
        g_assert_true(voices_match(voices, rules[i].counter, strlen(rules[i].counter)) !=
                      &rules[i]);
    }
}

/* What asks nothing though its words come near: questions.md 3. */
static void
test_nothing(void)
{
    static const char *const sentences[] = {
        "De leden van de Delta-fractie hebben kennisgenomen van de brief en hebben nog enkele "
        "vragen.",
        "De oude dijken vragen om onderhoud.",
        "De provincie vraagt meer geld op het gebied van veiligheid.",
        "Deze leden zullen hun opmerkingen en vragen hieronder uiteenzetten.",
        "Deze motie riep het kabinet ertoe op om de dijken te versterken.",
        "Deze leden lezen dat veel bewoners vragen of de dijk veilig is.",
        "De leden van de Delta-fractie danken de minister voor de beantwoording.",
        "Zij constateren dat de gemeente de minister vraagt hoe het verder moet.",
        "De leden van de Delta-fractie waarderen de inzet om voor dijken te pleiten.",
        "Daarom dienden deze leden vorige week een motie in.",
    };
    g_autoptr(Classifier) classifier = classifier_new();

    for (guint i = 0; i < G_N_ELEMENTS(sentences); i++) {
        const Rule *rule = classify_sentence(classifier, sentences[i], strlen(sentences[i]));
        g_test_message("%s", sentences[i]);
        g_assert_null(rule);
    }
}

/* The kinds of questions.md 1, in sentences that stand in no row of the table. */
static void
test_kinds(void)
{
    static const struct {
        const char *sentence;
        Verdict verdict;
    } rows[] = {
        { "Daarnaast vragen de aan het woord zijnde leden op welke termijn de dijk klaar is.",
          VERDICT_INDIRECT },
        { "Voornoemde leden vinden onderhoud belangrijk, maar zij vragen hoe het wordt betaald.",
          VERDICT_INDIRECT },
        { "Zij zien hoge kosten en vragen de minister of die dalen?", VERDICT_INDIRECT },
        { "Wel vragen zij zich af wat nu de beste aanpak is.", VERDICT_INDIRECT },
        { "Waar ligt de grens, zo vragen de leden van de Delta-fractie.", VERDICT_INDIRECT },
        { "Het lid De Wit vraagt waarom de brug dicht is.", VERDICT_INDIRECT },
        { "Deze leden willen specifiek weten of de dijk is verhoogd.", VERDICT_INDIRECT },
        { "Deze leden vernemen graag hoe de minister dit ziet.", VERDICT_INDIRECT },
        { "De leden van de fracties van Delta, Duin en Polder vroegen waarom dit zo is.",
          VERDICT_INDIRECT },
        { "Graag ontvangen deze leden een reactie op het rapport.", VERDICT_REQUEST },
        { "Hij vraagt of de minister de uitspraak van 12 maart jl. kent.", VERDICT_INDIRECT },
        { "Voorts wordt de minister verzocht een tijdpad te schetsen.", VERDICT_INDIRECT },
        { "Is hij het met deze leden eens dat bewoners willen weten waarom?", VERDICT_DIRECT },
        { "Betrekt de minister ook de waterschappen?", VERDICT_DIRECT },
    };
    g_autoptr(Classifier) classifier = classifier_new();

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        const char *sentence = rows[i].sentence;
        const Rule *rule = classify_sentence(classifier, sentence, strlen(sentence));
        g_test_message("%s", sentence);
        g_assert_nonnull(rule);
        g_assert_cmpint(rule->verdict, ==, rows[i].verdict);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rules/examples", test_rules);
    g_test_add_func("/rules/followups", test_followups);
    g_test_add_func("/rules/headings", test_headings);
    g_test_add_func("/rules/families", test_families);
    g_test_add_func("/rules/voices", test_voices);
    g_test_add_func("/rules/nothing", test_nothing);
    g_test_add_func("/rules/kinds", test_kinds);
    return g_test_run();
}
