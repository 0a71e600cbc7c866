/* SPDX-License-Identifier: EUPL-1.2 */
#include "questions/classify.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/pattern.h"
#include "questions/vocabulary.h"

/* Bytes of a sentence that the rules see: hardly any question is longer, and a text without a single
 * full stop must not make the patterns slow. Of a longer one they see the beginning and the end. */
enum { LONGEST_SENTENCE = 6000, SEEN_END = 1000 };

/* What decides about an overlong sentence where no row does: most of it was never looked at. */
static const Rule overlong = {
    .name = "OVERLONG",
    .mark = MARK_EITHER,
    .verdict = VERDICT_DOUBTFUL,
    .reason = N_("is too long for the rules, which saw only its beginning and its end"),
};

static const Rule rules[] = {
#define RULE(name, mark, verdict, reason, stems, pattern, example, counter)                        \
    { #name, MARK_##mark, VERDICT_##verdict, reason, stems, pattern, example, counter },
#include "questions/rules.def"
#undef RULE
};

static const FollowupRule followup_rules[] = {
#define FOLLOWUP(name, hangs, stems, pattern, example, counter)                                    \
    { #name, FOLLOWUP_##hangs, stems, pattern, example, counter },
#include "questions/followups.def"
#undef FOLLOWUP
};

/* With these words begin all rows about asking: a sentence without them is held against none. */
static const char asking[] = BY_MEMBERS(ASK);

static const char clause[] = "^(?:en |of )?" QUESTION_WORD;

struct Classifier {
    GStrv stems[G_N_ELEMENTS(rules)];
    Pattern *rules[G_N_ELEMENTS(rules)];
    bool is_asking[G_N_ELEMENTS(rules)];
    Pattern *asking, *clause;
    GStrv followup_stems[G_N_ELEMENTS(followup_rules)];
    Pattern *followups[G_N_ELEMENTS(followup_rules)];
};

const Rule *
classifier_rules(guint *ret_count)
{
    *ret_count = G_N_ELEMENTS(rules);
    return rules;
}

const FollowupRule *
classifier_followup_rules(guint *ret_count)
{
    *ret_count = G_N_ELEMENTS(followup_rules);
    return followup_rules;
}

Classifier *
classifier_new(void)
{
    Classifier *classifier = g_new0(Classifier, 1);

    for (guint i = 0; i < G_N_ELEMENTS(rules); i++) {
        classifier->stems[i] = g_strsplit(rules[i].stems, "|", -1);
        classifier->rules[i] = pattern_new(rules[i].pattern, G_REGEX_CASELESS);
        classifier->is_asking[i] = g_str_has_prefix(rules[i].pattern, asking);
    }
    classifier->asking = pattern_new(asking, G_REGEX_CASELESS);
    classifier->clause = pattern_new(clause, G_REGEX_CASELESS);
    for (guint i = 0; i < G_N_ELEMENTS(followup_rules); i++) {
        classifier->followup_stems[i] = g_strsplit(followup_rules[i].stems, "|", -1);
        classifier->followups[i] = pattern_new(followup_rules[i].pattern, G_REGEX_CASELESS);
    }
    return classifier;
}

void
classifier_free(Classifier *classifier)
{
    if (classifier == NULL)
        return;

    for (guint i = 0; i < G_N_ELEMENTS(rules); i++) {
        pattern_free(classifier->rules[i]);
        g_strfreev(classifier->stems[i]);
    }
    for (guint i = 0; i < G_N_ELEMENTS(followup_rules); i++) {
        pattern_free(classifier->followups[i]);
        g_strfreev(classifier->followup_stems[i]);
    }
    pattern_free(classifier->asking);
    pattern_free(classifier->clause);
    g_free(classifier);
}

bool
begins_clause(const Classifier *classifier, const char *text, size_t length)
{
    return pattern_matches(classifier->clause, text, length);
}

/* Digits of a note's mark behind a sentence. */
enum { LONGEST_NOTE_MARK = 2 };

bool
has_question_mark(const char *text, size_t length)
{
    guint digits = 0; /* "…?, 2": marks of notes that were not raised any more */

    while (length > 0) {
        const char *last = g_utf8_prev_char(text + length);
        gunichar c = g_utf8_get_char(last);
        if (c == '?')
            return true;
        digits = g_unichar_isdigit(c) ? digits + 1 : 0;
        if (digits > LONGEST_NOTE_MARK || g_unichar_isalpha(c) || c == '.')
            return false;
        length = (size_t)(last - text);
    }
    return false;
}

/* The first bytes of an overlong sentence, cut between two characters. */
static size_t
limit_length(const char *text, size_t length, size_t most)
{
    if (length <= most)
        return length;
    return (size_t)(g_utf8_find_prev_char(text, text + most) - text);
}

/* What the rules see of the sentence, newly allocated: of an overlong one its two ends. */
static char *
seen_text(const char *text, size_t length)
{
    if (length <= LONGEST_SENTENCE)
        return g_strndup(text, length);

    size_t head = limit_length(text, length, LONGEST_SENTENCE - SEEN_END);
    const char *tail = g_utf8_find_next_char(text + length - SEEN_END, NULL);
    g_autofree char *beginning = g_strndup(text, head);
    g_autofree char *end = g_strndup(tail, (size_t)(text + length - tail));
    return g_strconcat(beginning, " ", end, NULL);
}

static bool
has_stem(GStrv stems, const char *lower)
{
    for (guint i = 0; stems[i] != NULL; i++) {
        if (strstr(lower, stems[i]) != NULL)
            return true;
    }
    return false;
}

/* Does the rule match? `asks` remembers whether the sentence has what all rows about asking have. */
static bool
rule_matches(const Classifier *classifier, guint i, const char *text, size_t length, int *asks)
{
    if (classifier->is_asking[i]) {
        if (*asks < 0)
            *asks = pattern_matches(classifier->asking, text, length);
        if (*asks == 0)
            return false;
    }
    return pattern_matches(classifier->rules[i], text, length);
}

/* The rules that match, the first `most` of them. */
static GPtrArray *
find_matches(const Classifier *classifier, const char *text, size_t length, guint most)
{
    GPtrArray *found = g_ptr_array_new();
    bool marked = has_question_mark(text, length);
    g_autofree char *seen = seen_text(text, length);
    size_t seen_length = strlen(seen);
    g_autofree char *lower = g_ascii_strdown(seen, (gssize)seen_length);
    int asks = -1;

    for (guint i = 0; i < G_N_ELEMENTS(rules) && found->len < most; i++) {
        if (rules[i].mark == (marked ? MARK_WITHOUT_MARK : MARK_WITH_MARK))
            continue;
        if (has_stem(classifier->stems[i], lower) &&
            rule_matches(classifier, i, seen, seen_length, &asks))
            g_ptr_array_add(found, (gpointer)&rules[i]);
    }
    return found;
}

static const Rule *
first_match(const Classifier *classifier, const char *text, size_t length)
{
    g_autoptr(GPtrArray) found = find_matches(classifier, text, length, 1);
    return found->len > 0 ? g_ptr_array_index(found, 0) : NULL;
}

/* What a reading machine wrote for a letter inside a word; 0 where it is none of these. */
static char
misread_letter(const char *text, size_t length, size_t i)
{
    bool before = i > 0 && g_ascii_islower(text[i - 1]);
    bool behind = i + 1 < length && g_ascii_islower(text[i + 1]);

    if (text[i] == 'I' && g_str_has_prefix(text + i, "Ieden"))
        return 'l';
    if (!behind || (!before && i > 0 && text[i - 1] != ' '))
        return 0;
    return text[i] == '1' ? 'l' : text[i] == '0' && before ? 'o' : 0;
}

static bool
may_be_mended(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] == '-' || text[i] == '1' || text[i] == '0' || text[i] == 'I')
            return true;
    return false;
}

char *
mend_words(const char *text, size_t length)
{
    if (!may_be_mended(text, length))
        return NULL;

    size_t kept = 0;
    bool changed = false;
    char *mended = g_malloc(length + 1);

    for (size_t i = 0; i < length; i++) {
        bool hyphen = text[i] == '-' && i > 0 && i + 1 < length && g_ascii_islower(text[i - 1]) &&
                      g_ascii_islower(text[i + 1]);
        char letter = misread_letter(text, length, i);
        changed = changed || hyphen || letter != 0;
        if (!hyphen)
            mended[kept++] = letter != 0 ? letter : text[i];
    }
    mended[kept] = '\0';
    if (!changed)
        g_clear_pointer(&mended, g_free);
    return mended;
}

const Rule *
classify_sentence(const Classifier *classifier, const char *text, size_t length)
{
    const Rule *rule = first_match(classifier, text, length);
    if (rule != NULL && rule->verdict != VERDICT_DOUBTFUL)
        return rule;

    g_autofree char *mended = mend_words(text, length);
    const Rule *otherwise = mended != NULL ? first_match(classifier, mended, strlen(mended)) : NULL;
    if (otherwise != NULL)
        return otherwise;
    return rule == NULL && length > LONGEST_SENTENCE ? &overlong : rule;
}

GPtrArray *
classify_all(const Classifier *classifier, const char *text, size_t length)
{
    const Rule *decides = classify_sentence(classifier, text, length);
    GPtrArray *found = find_matches(classifier, text, length, G_N_ELEMENTS(rules));

    /* A rule that needed the words mended stands among none of them. */
    g_ptr_array_remove(found, (gpointer)decides);
    if (decides != NULL)
        g_ptr_array_insert(found, 0, (gpointer)decides);
    return found;
}

FollowupKind
classify_followup(const Classifier *classifier, const char *text, size_t length, char **ret_thing)
{
    size_t seen = limit_length(text, length, LONGEST_SENTENCE);
    g_autofree char *lower = g_ascii_strdown(text, (gssize)seen);

    for (guint i = 0; i < G_N_ELEMENTS(followup_rules); i++) {
        g_autoptr(GMatchInfo) match = NULL;
        if (!has_stem(classifier->followup_stems[i], lower) ||
            !pattern_match(classifier->followups[i], text, seen, &match))
            continue;
        *ret_thing = g_match_info_get_match_count(match) > 1 ? g_match_info_fetch(match, 1) : NULL;
        return followup_rules[i].kind;
    }
    return FOLLOWUP_NONE;
}

bool
verdict_is_listed(Verdict verdict, QuestionKind *ret_kind)
{
    switch (verdict) {
    case VERDICT_NOTHING:
    case VERDICT_DOUBTFUL:
        return false;
    case VERDICT_DIRECT:
        *ret_kind = QUESTION_DIRECT;
        return true;
    case VERDICT_INDIRECT:
    case VERDICT_INDIRECT_TOPIC:
        *ret_kind = QUESTION_INDIRECT;
        return true;
    case VERDICT_REQUEST:
    case VERDICT_REQUEST_TOPIC:
        *ret_kind = QUESTION_REQUEST;
        return true;
    }
    g_assert_not_reached();
}
