/* SPDX-License-Identifier: EUPL-1.2 */
#include "questions/sentences.h"

#include <string.h>

/* Where a bar stands in the text, a sentence ends; nowhere else. */
static const char *const texts[] = {
    "Waarom is dat zo?|Deze leden zijn bezorgd.",
    "De motie van 5 maart jl. is aangenomen.|Zie Kamerstuk 12 345, nr. 67.",
    "Dat stond in de brief van 20 maart jl.|De leden danken de minister.",
    "De motie-De Wit c.s. (Kamerstuk 12345, nr. 8) is aangenomen.",
    "Wat maakt dit een belangrijk (en betrouwbaar!) land?|Waarom?",
    "De minister schrijft: “Het gaat goed. Het gaat beter.”|Is dat zo?",
    "De minister schrijft: «Het gaat goed. Het kan beter.»|Is dat zo?",
    "Kent u het bericht «Breekt de dijk? Hoe komt dat?» naar aanleiding van het rapport?|Zo ja?",
    "Het rapport van J.A. de Wit is af.|Mr. Jansen las het.",
    "Dit geldt o.a. voor dijken, i.v.m. Natura 2000, en d.d. 1 mei.",
    "De leden van de V.V.D.|De minister las dit.",
    "Is dat risicovol (Kamerstuk 12 345, nr. 67)).|Acht hij dat juist?",
    "En dan …|Waarom niet?",
    "Zo ja … of toch niet?",
    "Het kost 26.643 euro.|Dat is 3.5 keer zo veel.",
    "Hoeveel?!|Echt waar.",
    "Een zin zonder einde",
    "Een “open aanhaling.|Nog een zin.|En een derde.",
};

static void
test_split(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_auto(GStrv) wanted = g_strsplit(texts[i], "|", -1);
        g_autofree char *text = g_strjoinv(" ", wanted);
        g_autoptr(GArray) sentences = split_sentences(text, strlen(text));

        g_test_message("%s", texts[i]);
        g_assert_cmpuint(sentences->len, ==, g_strv_length(wanted));
        for (guint j = 0; j < sentences->len; j++) {
            Sentence place = g_array_index(sentences, Sentence, j);
            g_autofree char *found = g_strndup(text + place.start, place.end - place.start);
            g_assert_cmpstr(found, ==, wanted[j]);
        }
    }
}

/* Text out of old scans lacks the space. */
static void
test_glued(void)
{
    g_autoptr(GArray) sentences = split_sentences("Hoe?Bent u bereid?", 18);

    g_assert_cmpuint(sentences->len, ==, 2);
    g_assert_cmpuint(g_array_index(sentences, Sentence, 1).start, ==, 4);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sentences/split", test_split);
    g_test_add_func("/sentences/glued", test_glued);
    return g_test_run();
}
