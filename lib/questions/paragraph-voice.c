/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Whose words a paragraph is, in a document with answers inside.
 *
 * Voice comes before punctuation: a question mark in the minister's answer asks nobody. The first
 * sentence tells, by members who ask in it or by a row of voices.def; else a paragraph that begins
 * or ends with a question is of members: in mid-paragraph the asker asks himself. Where statements
 * stand behind nearly every question, what only may ask does so in the first sentence alone.
 */
#include "questions/sentences.h"
#include "questions/structure-private.h"

#include <string.h>

static bool
asks_by_members(const Rule *rule)
{
    QuestionKind kind;
    return rule != NULL && verdict_is_listed(rule->verdict, &kind) && kind != QUESTION_DIRECT;
}

/* In the government's own paper what it restates is the question; elsewhere that stands above. */
static bool
is_restated(const Structure *structure, const VoiceRule *shown)
{
    return shown != NULL && shown->speaker == VOICE_GOVERNMENT_RESTATES &&
           structure->family != NULL && structure->family->voice == FAMILY_VOICE_GOVERNMENT;
}

static Voice
speaker_of(const VoiceRule *shown)
{
    if (shown == NULL)
        return VOICE_OPEN;
    return shown->speaker == VOICE_GOVERNMENT_RESTATES ? VOICE_GOVERNMENT : shown->speaker;
}

bool
members_ask_first(const Structure *structure, const GString *text)
{
    g_autoptr(GArray) sentences = split_sentences(text->str, text->len);
    if (sentences->len == 0)
        return false;

    Sentence first = g_array_index(sentences, Sentence, 0);
    const char *sentence = text->str + first.start;
    size_t length = first.end - first.start;
    const VoiceRule *shown = voices_match(structure->voices, sentence, length);
    return shown != NULL && strcmp(shown->name, "MEMBERS_SUBJECT") == 0 &&
           asks_by_members(classify_sentence(structure->classifier, sentence, length));
}

Voice
paragraph_voice(const Structure *structure, const GString *text, bool *ret_asks)
{
    g_autoptr(GArray) sentences = split_sentences(text->str, text->len);
    Voice voice = VOICE_OPEN;
    bool marked = false;
    *ret_asks = false;

    for (guint i = 0; i < sentences->len; i++) {
        Sentence place = g_array_index(sentences, Sentence, i);
        const char *sentence = text->str + place.start;
        size_t length = place.end - place.start;
        const Rule *rule = classify_sentence(structure->classifier, sentence, length);
        const VoiceRule *shown = voices_match(structure->voices, sentence, length);
        bool asks = asks_by_members(rule) || is_restated(structure, shown);
        Voice here = asks ? VOICE_MEMBERS : speaker_of(shown);
        bool edge = i == 0 || i + 1 == sentences->len;
        bool unsure = structure->answered && i > 0 && rule != NULL && rule->reason != NULL;
        marked = marked || (edge && has_question_mark(sentence, length));
        asks = asks || (edge && rule != NULL && rule->verdict != VERDICT_NOTHING);
        *ret_asks = *ret_asks || (asks && !unsure);
        if (i == 0 || (voice == VOICE_OPEN && here == VOICE_GOVERNMENT))
            voice = here;
    }
    return voice == VOICE_OPEN && marked ? VOICE_MEMBERS : voice;
}
