/* SPDX-License-Identifier: EUPL-1.2 */
#include "questions/voices.h"

#include "base/pattern.h"
#include "questions/vocabulary.h"

/* Bytes of a sentence that the rules see: who speaks shows early. */
enum { REACH = 1000 };

static const VoiceRule rules[] = {
#define VOICE(name, speaker, pattern, example, counter)                                            \
    { #name, VOICE_##speaker, pattern, example, counter },
#include "questions/voices.def"
#undef VOICE
};

struct Voices {
    Pattern *rules[G_N_ELEMENTS(rules)];
};

const VoiceRule *
voice_rules(guint *ret_count)
{
    *ret_count = G_N_ELEMENTS(rules);
    return rules;
}

Voices *
voices_new(void)
{
    Voices *voices = g_new0(Voices, 1);

    for (guint i = 0; i < G_N_ELEMENTS(rules); i++)
        voices->rules[i] = pattern_new(rules[i].pattern, G_REGEX_CASELESS);
    return voices;
}

void
voices_free(Voices *voices)
{
    if (voices == NULL)
        return;

    for (guint i = 0; i < G_N_ELEMENTS(rules); i++)
        pattern_free(voices->rules[i]);
    g_free(voices);
}

const VoiceRule *
voices_match(const Voices *voices, const char *text, size_t length)
{
    size_t seen = length;
    if (length > REACH)
        seen = (size_t)(g_utf8_find_prev_char(text, text + REACH) - text);

    for (guint i = 0; i < G_N_ELEMENTS(rules); i++) {
        if (pattern_matches(voices->rules[i], text, seen))
            return &rules[i];
    }
    return NULL;
}
