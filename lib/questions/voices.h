/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_QUESTIONS_VOICES_H
#define REPLIEK_QUESTIONS_VOICES_H

#include <glib.h>
#include <stddef.h>

/* Who speaks, as far as a sentence shows. */
typedef enum Voice {
    VOICE_OPEN,
    VOICE_MEMBERS,
    VOICE_GOVERNMENT,
    VOICE_GOVERNMENT_RESTATES, /* tells what members asked, in the sentence that answers it */
} Voice;

typedef struct VoiceRule {
    const char *name;
    Voice speaker;
    const char *pattern, *example, *counter;
} VoiceRule;

/* voices.def, compiled: made once for a document. */
typedef struct Voices Voices;
Voices *voices_new(void);
void voices_free(Voices *voices);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Voices, voices_free)

/* The rule that tells who speaks this sentence; NULL where none does. */
const VoiceRule *voices_match(const Voices *voices, const char *text, size_t length);

/* The table itself, for the unit tests. */
const VoiceRule *voice_rules(guint *ret_count);

#endif
