/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/hyphenate.h"

#include <hyphen.h>
#include <string.h>

#include "base/files.h"
#include "typeset/word-breaks-private.h"

#define PATTERNS "templates/hyphenation/hyph_nl.dic"

static Hyphenator *
dutch(void)
{
    g_autoptr(GError) error = NULL;
    Hyphenator *hyphenator = hyphenator_new(PATTERNS, 3, 3, &error);

    g_assert_no_error(error);
    return hyphenator;
}

/* The word with "-" where a hyphen is put in and "|" where the line may end as it is. */
static char *
show_breaks(const Hyphenator *hyphenator, const char *text)
{
    Word word = { .text = text, .length = (guint32)strlen(text) };
    GString *shown = g_string_new(NULL);
    guint32 at = 0;

    find_word_breaks(hyphenator, &word);
    for (guint32 i = 0; i < word.break_count; i++) {
        g_string_append_len(shown, text + at, word.breaks[i].offset - at);
        g_string_append_c(shown, word.breaks[i].kind == BREAK_HYPHEN ? '-' : '|');
        at = word.breaks[i].offset;
    }
    g_string_append(shown, text + at);
    g_free(word.breaks);
    return g_string_free(shown, FALSE);
}

static const struct {
    const char *text, *shown;
} words[] = {
    { "samenwerking", "samen-wer-king" },
    { "Veiligheid", "Vei-lig-heid" },
    { "(mensenrechten),", "(men-sen-rech-ten)," },
    { "water", "water" }, /* two letters before the hyphen are too few */
    { "ministers", "minis-ters" },

    /* A break before a trema drops it, which is for who sets the line. */
    { "coördinator", "coör-di-na-tor" },
    { "geïnformeerd", "geïn-for-meerd" },
    { "reëel", "reëel" },
    { "patiënten", "pati-ën-ten" },

    /* Names, abbreviations, numbers and ids stay whole. */
    { "PvdA", "PvdA" },
    { "MIVD", "MIVD" },
    { "NAVO-lidstaten", "NAVO-|lid-sta-ten" },
    { "PVV-fractie", "PVV-fractie" },
    { "GroenLinks-PvdA-fractie", "GroenLinks-PvdA-fractie" },
    { "oud-PvdA-fractie", "oud-|PvdA-fractie" },
    { "PVV-3", "PVV-3" },
    { "F-16", "F-16" },
    { "COVID-19", "COVID-19" },
    { "e-mail", "e-mail" },
    { "EU-beleid", "EU-|beleid" },
    { "veiligheid2", "veiligheid2" },
    { "2023–2028", "2023–2028" },
    { "26643", "26643" },
    { "o.a.verdrag", "o.a.verdrag" },

    /* Hyphens, slashes and dashes that are there. */
    { "publiek-private", "publiek-|pri-vate" },
    { "inlichtingen-", "inlich-tin-gen-" },
    { "t/m", "t/m" },
    { "en/of", "en/of" },
    { "minister/staatssecretaris", "minis-ter/|staats-se-cre-ta-ris" },
    { "Rotterdam–Antwerpen", "Rot-ter-dam–|Ant-wer-pen" },
    { "foto’s", "foto’s" },

    /* What the writer says. */
    { "zorg\u00ADverzekering", "zorg\u00AD-verzekering" },
    { "samen\u200Bwerking", "samen\u200B|wer-king" },
    { "zee\u2011egel", "zee\u2011egel" },

    /* Addresses: after a slash, before a mark, without a hyphen. */
    { "https://www.voorbeeld.nl/stuk/2025", "https://www|.voorbeeld|.nl/|stuk/|2025" },
    { "www.voorbeeld.nl/a?b=c", "www|.voorbeeld|.nl/|a|?b|=c" },
    { "voorbeeld.nl/veiligheid", "voorbeeld|.nl/|veiligheid" },
    { "post@voorbeeld.nl.", "post|@voorbeeld|.nl." },
};

static void
test_words(void)
{
    g_autoptr(Hyphenator) hyphenator = dutch();

    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autofree char *shown = show_breaks(hyphenator, words[i].text);
        g_assert_cmpstr(shown, ==, words[i].shown);
    }
}

/* The template's own words count before the patterns, in any case of letters, an accent written as one character or two. */
static void
test_own_words(void)
{
    static const struct {
        const char *text, *shown;
    } own[] = {
        { "ministers", "minis-ters" },
        { "minister", "mi-nister" },
        { "Minister", "Mi-nister" },
        { "veiligheid", "veiligheid" },
        { "Rijksrecherche", "Rijks-recher-che" },
        { "rijksrecherches", "rijks-recher-ches" },
        { "Bene\u0301lux", "Bene\u0301-lux" },
        { "e\u0301lan", "e\u0301-lan" },
        { "re\u0301unie", "re\u0301-unie" },
        { "verenigingen", "ver-eni-gin-gen" },
        { "veronderstel", "ver-on-der-stel" },
    };
    g_autoptr(Hyphenator) hyphenator = dutch();

    hyphenator_add(hyphenator, "mi-nister");
    hyphenator_add(hyphenator, "Veiligheid");
    hyphenator_add(hyphenator, "Rijks=recherche");
    hyphenator_add(hyphenator, "Ben\u00E9-lux");
    hyphenator_add(hyphenator, "\u00E9-lan");
    hyphenator_add(hyphenator, "r\u00E9-unie");
    hyphenator_add(hyphenator, "ver=enig");
    for (size_t i = 0; i < G_N_ELEMENTS(own); i++) {
        g_autofree char *shown = show_breaks(hyphenator, own[i].text);
        g_assert_cmpstr(shown, ==, own[i].shown);
    }
}

static void
test_without_patterns(void)
{
    g_autofree char *plain = show_breaks(NULL, "samenwerking");
    g_autofree char *hard = show_breaks(NULL, "kern-taak");

    g_assert_cmpstr(plain, ==, "samenwerking");
    g_assert_cmpstr(hard, ==, "kern-|taak");
}

/* The letters of a pattern in Latin-1: "word" for both libraries; 0 where it has others. */
static size_t
pattern_letters(const char *line, char *ret_letters)
{
    size_t count = 0;

    for (const char *p = line; *p != '\0' && count < 60; p++)
        if (!g_ascii_isdigit(*p) && *p != '.')
            ret_letters[count++] = *p;
    ret_letters[count] = '\0';
    return count;
}

static void
compare_word(const Hyphenator *hyphenator, HyphenDict *reference, const char *letters, size_t count)
{
    char values[128] = { 0 };
    bool points[256];
    char **replaced = NULL;
    int *positions = NULL, *cuts = NULL;
    gsize length;
    g_autofree char *word =
        g_convert(letters, (gssize)count, "UTF-8", "ISO-8859-1", NULL, &length, NULL);

    hnj_hyphen_hyphenate3(reference, letters, (int)count, values, NULL, &replaced, &positions,
                          &cuts, 3, 3, 0, 0);
    hyphenate_word(hyphenator, word, length, points);
    for (size_t i = 1; i < count; i++) {
        size_t offset = (size_t)(g_utf8_offset_to_pointer(word, (glong)i) - word);
        bool expected = (values[i - 1] & 1) != 0;
        if (points[offset] != expected)
            g_error("\"%s\" is broken otherwise than by libhyphen", word);
    }
}

/* Every pattern's own text, twice over, is broken where libhyphen breaks it. */
static void
test_as_libhyphen(void)
{
    g_autoptr(Hyphenator) hyphenator = dutch();
    HyphenDict *reference = hnj_hyphen_load(PATTERNS);
    g_autoptr(GBytes) bytes = file_read(PATTERNS, 1 << 20, NULL);
    g_autofree char *text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    guint compared = 0;

    g_assert_nonnull(reference);
    for (char **line = lines + 1; *line != NULL; line++) {
        char letters[128], twice[128];
        size_t count = pattern_letters(*line, letters);

        if (count < 3 || strchr(letters, '\'') != NULL || strchr(letters, '-') != NULL)
            continue;
        g_snprintf(twice, sizeof twice, "%s%s", letters, letters);
        compare_word(hyphenator, reference, twice, 2 * count);
        compared++;
    }
    g_assert_cmpuint(compared, >, 10000);
    hnj_hyphen_free(reference);
}

static void
test_bad_file(void)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(hyphenator_new("fonts/README.md", 3, 3, &error));
    g_assert_nonnull(error);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/hyphenate/words", test_words);
    g_test_add_func("/hyphenate/own-words", test_own_words);
    g_test_add_func("/hyphenate/without-patterns", test_without_patterns);
    g_test_add_func("/hyphenate/as-libhyphen", test_as_libhyphen);
    g_test_add_func("/hyphenate/bad-file", test_bad_file);
    return g_test_run();
}
