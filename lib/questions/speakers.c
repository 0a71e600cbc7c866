/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who is speaking, inside the text (question-documents.md 6).
 *
 * A sentence sets the speaker where members of named fractions are its subject; "deze leden", "zij"
 * and the like keep it. Names are told by their capital, so that no table of parties is needed.
 */
#include "questions/fractions.h"
#include "questions/questions-private.h"

#include <string.h>

#include "base/pattern.h"

#define NAME                                                                                               \
    "(?:[Gg]roep |[Ff]ractie )?(?:(?:[Vv]an|De|[Dd]en|[Dd]er|[Tt]er|[Tt]en|El) (?:(?:de|den|der) "         \
    ")?(?=\\p{Lu}))?(?!Ieden\\b)[\\p{Lu}\\d][\\w.'’/]*(?:(?:[‐‑–—]|- ?| -)[\\p{Lu}\\d][\\w.]*)*" \
    "(?: (?:(?:[Vv]an|de|den|der|voor|[Ll]inks|[Uu]nie)\\b(?: [\\p{Lu}][\\w]*)?|\\p{Lu}\\w+))*"

/* One more name of a list: " de ChristenUnie-fractie", " de leden van de fractie van Duin". */
#define ANOTHER                                                                                    \
    "(?: (?:de (?:leden|fractie) )?van)?(?: de| het)? (?:fracties? van (?:(?:de|het) )?)?" NAME    \
    "(?:-fractie|-)?"

/* "De leden van de PVV-fractie", "de fractieleden van het CDA", "het lid Omtzigt", "de tot de
 * VVD-fractie behorende leden", with any number of names. */
static const char subject[] =
    "\\b(?:[Dd]e|[Hh]et) (?:(?:hier )?aan het woord zijnde )?"
    "(?:(?:leden|lid|fractieleden),?(?: behorende tot| ?van)? (?:(?:de|het) )?(?:fracties? van "
    "(?:(?:de|het) )?)?"
    "|tot (?:de|het) (?:fracties? van (?:(?:de|het) )?)?)?"
    "(?<names>" NAME "(?:-fractie|-)?(?:(?:," ANOTHER
    ")*(?:,? en|,? alsmede|,?(?: die| dat)? mede namens)" ANOTHER
    ")*)(?<fraction> ?-?fractie(?:leden|s)?| fracties?|(?=[ ,;:.]|$))";

static const char of_members[] =
    "\\b(?:leden(?:van)?|lid|fractieleden|fracties?|[\\w.'’-]+-fractie\\w*)\\b";

static const char nobody_pattern[] =
    "^(?:\\S+ ){0,5}?(?:[Vv]ele|[Vv]erscheidene|[Ss]ommige|[Aa]ndere) (?:andere )?leden\\b"
    "|\\bleden van (?:de (?:vaste )?[Cc]ommissie|(?:vrijwel )?alle fracties)\\b";

/* "De leden van X sluiten zich aan bij …", "…, waarbij de leden van X zich aansluiten", "daarin
 * bijgevallen door de leden van X": these names do not ask, they join. */
static const char joining_pattern[] =
    "\\b(?:sluit(?:en)?|sloot|sloten) zich\\b.*\\baan\\b|\\bzich\\b(?:\\s\\S+){0,8}? "
    "(?:aansluit(?:en)?|aansloten)\\b"
    "|\\b(?:bijgevallen|gesteund|ondersteund) door (?=de (?:leden|fractie))";

struct Speakers {
    Pattern *subject, *members, *nobody, *joining;
};

Speakers *
speakers_new(void)
{
    Speakers *speakers = g_new0(Speakers, 1);
    speakers->subject = pattern_new(subject, 0);
    speakers->members = pattern_new(of_members, 0);
    speakers->nobody = pattern_new(nobody_pattern, 0);
    speakers->joining = pattern_new(joining_pattern, 0);
    return speakers;
}

void
speakers_free(Speakers *speakers)
{
    if (speakers == NULL)
        return;

    pattern_free(speakers->subject);
    pattern_free(speakers->members);
    pattern_free(speakers->nobody);
    pattern_free(speakers->joining);
    g_free(speakers);
}

/* Bytes: a subject stands near the beginning; what is named further on is an object. */
enum { SUBJECT_REACH = 400 };

/* Bytes: nobody joins in a longer sentence. */
enum { LONGEST_JOINING = 2000 };

static size_t
reach_of(const char *sentence, size_t length)
{
    if (length <= SUBJECT_REACH)
        return length;
    return (size_t)(g_utf8_find_prev_char(sentence, sentence + SUBJECT_REACH) - sentence);
}

/* "De motie van het lid De Wit": whose paper it is, not who speaks. */
static bool
is_authorship(const char *sentence, size_t at)
{
    static const char *const papers[] = { "motie van ",          "moties van ",
                                          "amendement van ",     "amendementen van ",
                                          "eerdere vragen van ", "schriftelijke vragen van ",
                                          "kamervragen van ",    "initiatiefnota van ",
                                          "wetsvoorstel van " };

    for (guint i = 0; i < G_N_ELEMENTS(papers); i++) {
        size_t length = strlen(papers[i]);
        if (at >= length && g_ascii_strncasecmp(sentence + at - length, papers[i], length) == 0)
            return true;
    }
    return false;
}

static GPtrArray *
find_named(const Speakers *speakers, const char *sentence, size_t length)
{
    g_autoptr(GMatchInfo) match = NULL;
    size_t seen = reach_of(sentence, length);
    if (!pattern_match(speakers->subject, sentence, seen, &match))
        return NULL;

    for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
        g_autofree char *whole = g_match_info_fetch(match, 0);
        int start = 0, end = 0;
        g_match_info_fetch_pos(match, 0, &start, &end);
        if (is_authorship(sentence, (size_t)start) ||
            !pattern_matches(speakers->members, whole, strlen(whole)))
            continue;
        g_autoptr(GPtrArray) names = parse_fraction_names(whole);
        if (names->len > 0)
            return g_steal_pointer(&names);
    }
    return NULL;
}

GPtrArray *
speakers_named(const Speakers *speakers, const char *sentence, size_t length)
{
    GPtrArray *names = find_named(speakers, sentence, length);
    if (names != NULL)
        return names;

    g_autofree char *mended = mend_words(sentence, reach_of(sentence, length));
    return mended != NULL ? find_named(speakers, mended, strlen(mended)) : NULL;
}

bool
speakers_nobody(const Speakers *speakers, const char *sentence, size_t length)
{
    size_t seen = reach_of(sentence, length);
    return pattern_matches(speakers->nobody, sentence, seen);
}

/* Where the words of joining begin inside a sentence that asks something itself: at the comma. */
static size_t
joining_start(const char *sentence, size_t at)
{
    for (size_t i = at; i > 0; i--) {
        if (sentence[i - 1] == ',')
            return i;
    }
    return 0;
}

/* One of these is in all words of joining, and in few sentences. */
static bool
may_join(const char *sentence, size_t length)
{
    static const char *const stems[] = { "zich", "bijgevallen", "steund" };

    for (guint i = 0; i < G_N_ELEMENTS(stems); i++)
        if (memmem(sentence, length, stems[i], strlen(stems[i])) != NULL)
            return true;
    return false;
}

/* Those who join: named behind the comma before the words of joining, or as the sentence's subject.
 * `ret_reach` is how far the sentence speaks of those who ask. */
static GPtrArray *
find_joining(const Speakers *speakers, const char *sentence, size_t length, size_t *ret_reach)
{
    g_autoptr(GMatchInfo) match = NULL;
    size_t seen = length <= LONGEST_JOINING ? length : 0;
    int at = 0, end = 0;
    *ret_reach = length;
    if (!may_join(sentence, seen) || !pattern_match(speakers->joining, sentence, seen, &match))
        return NULL;

    g_autofree char *words = g_match_info_fetch(match, 0);
    g_match_info_fetch_pos(match, 0, &at, &end);
    size_t start = joining_start(sentence, (size_t)at);
    bool behind = strstr(words, " door ") != NULL; /* "bijgevallen door de leden van X" */
    size_t stop = behind ? length : (size_t)at;
    GPtrArray *names = speakers_named(speakers, sentence + start, stop - start);
    *ret_reach = names != NULL ? start : (size_t)at;
    if (names == NULL)
        names = speakers_named(speakers, sentence, (size_t)at);
    return names != NULL ? names : g_ptr_array_new_with_free_func(g_free);
}

GPtrArray *
speakers_joining(const Speakers *speakers, const char *sentence, size_t length)
{
    size_t reach;
    return find_joining(speakers, sentence, length, &reach);
}

GPtrArray *
speakers_asking(const Speakers *speakers, const char *sentence, size_t length)
{
    size_t reach;
    g_autoptr(GPtrArray) joining = find_joining(speakers, sentence, length, &reach);

    return reach > 0 ? speakers_named(speakers, sentence, reach) : g_steal_pointer(&joining);
}
