/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which question of a revised document is which of the former one.
 *
 * In: the questions of both sides as words, in document order. Out: for each old one the new one that it
 * became, if any; no new one twice.
 *
 * The surest comes first. A sentence of which each side has one is the same question, wherever it stands.
 * "Zo nee, waarom niet?" stands there twenty times, and of itself says nothing: such a one goes where its
 * neighbour went, or stays among those of its fraction, in order. What has the same words in other
 * spelling is found likewise. What is left was reworded, came or went, and is compared by its
 * words (match-similar.c).
 *
 * A position alone is never a reason: two sentences without a word in common are two questions, though
 * both are the third of their party. Nor are the words of a short sentence, far from where it stood: "Waarom
 * niet?" of another party is another question.
 *
 * Tried and dropped: aligning both documents as sequences, as diff does. Committees move
 * questions, and a sequence has one order only.
 */
#include "update/match.h"

#include <string.h>

#include "base/utf8.h"
#include "update/match-private.h"

/* How often neighbours are asked again: each time may tell more about the next. */
enum { ROUNDS = 4 };

/* Words: a sentence with fewer hangs on what stands around it. */
enum { LEAST_WORDS = 4 };

static const Wording *
wording_at(const GArray *wordings, guint index)
{
    return &g_array_index(wordings, Wording, index);
}

static guint
count_words(const char *text)
{
    guint count = 0;
    bool inside = false;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        bool word = g_unichar_isalnum(g_utf8_get_char(p));
        count += word && !inside;
        inside = word;
    }
    return count;
}

/* Words alone, in small letters, one space between them. */
static char *
normalise(const char *text)
{
    g_autofree char *folded = g_utf8_casefold(text, -1);
    g_autofree char *composed = g_utf8_normalize(folded, -1, G_NORMALIZE_NFC);
    const char *source = composed != NULL ? composed : folded;
    GString *words = g_string_new(NULL);

    for (const char *p = source; *p != '\0'; p = g_utf8_next_char(p)) {
        if (g_unichar_isalnum(g_utf8_get_char(p)))
            g_string_append_len(words, p, g_utf8_next_char(p) - p);
        else if (words->len > 0 && words->str[words->len - 1] != ' ')
            g_string_append_c(words, ' ');
    }
    return g_strchomp(g_string_free(words, FALSE));
}

void
matcher_join(Matcher *matcher, guint old, guint new, MatchKind kind)
{
    Match *match = &g_array_index(matcher->matches, Match, old);

    match->other = (int)new;
    match->kind = kind;
    matcher->back[new] = (int)old;
}

bool
matcher_is_free(const Matcher *matcher, guint old)
{
    return g_array_index(matcher->matches, Match, old).other < 0;
}

/* Do the questions one place on (step 1) or back (-1) belong together? */
static bool
neighbours_match(const Matcher *matcher, guint old, guint new, int step)
{
    const Wording *one = wording_at(matcher->olds, old), *other = wording_at(matcher->news, new);
    gint64 a = (gint64)old + step, b = (gint64) new + step;
    if (one->apart || other->apart || a < 0 || b < 0 || a >= matcher->olds->len ||
        b >= matcher->news->len)
        return false;

    return g_array_index(matcher->matches, Match, (guint)a).other == (int)b;
}

guint
matcher_context(const Matcher *matcher, guint old, guint new)
{
    return neighbours_match(matcher, old, new, -1) + neighbours_match(matcher, old, new, 1);
}

/* The new name of an old group: that to which most of its questions went. */
static void
map_groups(Matcher *matcher)
{
    g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) best = g_hash_table_new(g_str_hash, g_str_equal);

    g_hash_table_remove_all(matcher->groups);
    for (guint i = 0; i < matcher->olds->len; i++) {
        const Match *match = &g_array_index(matcher->matches, Match, i);
        const char *from = wording_at(matcher->olds, i)->group;
        const char *to =
            match->other >= 0 ? wording_at(matcher->news, (guint)match->other)->group : NULL;
        if (from == NULL || to == NULL)
            continue;
        char *key = g_strconcat(from, "\n", to, NULL);
        guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, key)) + 1;
        g_hash_table_replace(counts, key, GUINT_TO_POINTER(count));
        if (count <= GPOINTER_TO_UINT(g_hash_table_lookup(best, from)))
            continue;
        g_hash_table_insert(best, (gpointer)from, GUINT_TO_POINTER(count));
        g_hash_table_insert(matcher->groups, (gpointer)from, (gpointer)to);
    }
}

bool
matcher_same_group(const Matcher *matcher, guint old, guint new)
{
    const char *from = wording_at(matcher->olds, old)->group;
    const char *to = wording_at(matcher->news, new)->group;
    if (from == NULL || to == NULL)
        return false;

    const char *mapped = g_hash_table_lookup(matcher->groups, from);
    return strcmp(mapped != NULL ? mapped : from, to) == 0;
}

/* The questions of one side that have the same words. */
typedef struct Alike {
    GArray *indices; /* guint, ascending */
    guint taken;     /* so many at its beginning are matched already */
} Alike;

/* What both sides say, in one form of words. */
typedef struct Form {
    MatchKind kind;
    char **old_keys, **new_keys; /* one for each question */
    GHashTable *olds, *news;     /* key → Alike */
} Form;

static void
alike_free(gpointer data)
{
    Alike *alike = data;

    g_array_unref(alike->indices);
    g_free(alike);
}

static void
index_key(GHashTable *table, const char *key, guint index)
{
    Alike *alike = g_hash_table_lookup(table, key);

    if (alike == NULL) {
        alike = g_new0(Alike, 1);
        alike->indices = g_array_new(FALSE, FALSE, sizeof(guint));
        g_hash_table_insert(table, (gpointer)key, alike);
    }
    g_array_append_val(alike->indices, index);
}

static char **
index_side(const GArray *wordings, char *(*make_key)(const char *), GHashTable *table)
{
    char **keys = g_new0(char *, wordings->len + 1);

    for (guint i = 0; i < wordings->len; i++) {
        keys[i] = make_key(wording_at(wordings, i)->text);
        index_key(table, keys[i], i);
    }
    return keys;
}

static Form *
form_new(const Matcher *matcher, MatchKind kind, char *(*make_key)(const char *))
{
    Form *form = g_new0(Form, 1);
    form->kind = kind;
    form->olds = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, alike_free);
    form->news = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, alike_free);
    form->old_keys = index_side(matcher->olds, make_key, form->olds);
    form->new_keys = index_side(matcher->news, make_key, form->news);
    return form;
}

static void
form_free(Form *form)
{
    g_hash_table_unref(form->olds);
    g_hash_table_unref(form->news);
    g_strfreev(form->old_keys);
    g_strfreev(form->new_keys);
    g_free(form);
}

static bool
is_telling(const char *key)
{
    return count_words(key) >= LEAST_WORDS;
}

/* What each side says once. */
static void
match_unique(Matcher *matcher, const Form *form)
{
    for (guint i = 0; i < matcher->olds->len; i++) {
        const char *key = form->old_keys[i];
        const Alike *olds = g_hash_table_lookup(form->olds, key);
        const Alike *news = g_hash_table_lookup(form->news, key);
        if (!matcher_is_free(matcher, i) || news == NULL || olds->indices->len > 1 ||
            news->indices->len > 1 || !is_telling(key))
            continue;
        guint new = g_array_index(news->indices, guint, 0);
        if (matcher->back[new] < 0)
            matcher_join(matcher, i, new, form->kind);
    }
}

/* The question beside the one that a neighbour became, where it has the same words. */
static bool
follow_neighbour(Matcher *matcher, const Form *form, guint old, int step)
{
    gint64 beside = (gint64)old + step;
    if (beside < 0 || beside >= matcher->olds->len || wording_at(matcher->olds, old)->apart)
        return false;

    int went = g_array_index(matcher->matches, Match, (guint)beside).other;
    gint64 new = (gint64)went - step;
    if (went < 0 || new < 0 || new >= matcher->news->len || matcher->back[new] >= 0 ||
        strcmp(form->old_keys[old], form->new_keys[new]) != 0)
        return false;
    matcher_join(matcher, old, (guint) new, form->kind);
    return true;
}

static void
match_by_neighbours(Matcher *matcher, const Form *form)
{
    for (int round = 0; round < ROUNDS; round++) {
        bool found = false;
        for (guint i = 0; i < matcher->olds->len; i++) {
            if (matcher_is_free(matcher, i))
                found |= follow_neighbour(matcher, form, i, -1);
        }
        for (guint i = matcher->olds->len; i > 0; i--) {
            if (matcher_is_free(matcher, i - 1))
                found |= follow_neighbour(matcher, form, i - 1, 1);
        }
        if (!found)
            return;
    }
}

/* The first free one of those alike that suits; -1. */
static int
next_alike(const Matcher *matcher, Alike *alike, guint old, bool in_group)
{
    guint tried = 0;

    for (guint j = alike->taken; j < alike->indices->len && tried < MOST_ALIKE; j++) {
        guint new = g_array_index(alike->indices, guint, j);
        if (matcher->back[new] >= 0) {
            alike->taken += j == alike->taken;
            continue;
        }
        tried++;
        if (!in_group || matcher_same_group(matcher, old, new))
            return (int)new;
    }
    return -1;
}

/* Those with the same words in the order of the document: within their group, or wherever they stand. */
static void
match_in_order(Matcher *matcher, const Form *form, bool in_group, bool telling)
{
    for (guint i = 0; i < matcher->olds->len; i++) {
        Alike *alike = g_hash_table_lookup(form->news, form->old_keys[i]);
        if (!matcher_is_free(matcher, i) || alike == NULL ||
            (telling && !is_telling(form->old_keys[i])))
            continue;
        int new = next_alike(matcher, alike, i, in_group);
        if (new >= 0)
            matcher_join(matcher, i, (guint) new, form->kind);
    }
}

static void
match_telling(Matcher *matcher, const Form *form)
{
    match_unique(matcher, form);
    match_by_neighbours(matcher, form);
    map_groups(matcher);
    match_in_order(matcher, form, true, true);
    match_by_neighbours(matcher, form);
    match_in_order(matcher, form, false, true);
}

/* Short sentences, once it is known what became of those around them. */
static void
match_rest(Matcher *matcher, const Form *form)
{
    match_by_neighbours(matcher, form);
    map_groups(matcher);
    match_in_order(matcher, form, true, false);
}

/* What was found by likeness may be the very same: short sentences are alike beside neighbours that changed. */
static void
settle_kinds(const Matcher *matcher, const Form *form)
{
    for (guint i = 0; i < matcher->olds->len; i++) {
        Match *match = &g_array_index(matcher->matches, Match, i);
        if (match->other >= 0 && match->kind > form->kind &&
            strcmp(form->old_keys[i], form->new_keys[match->other]) == 0)
            match->kind = form->kind;
    }
}

/* Had it a neighbour, and has it got others now? */
static void
mark_adrift(Matcher *matcher, const Form *form)
{
    for (guint i = 0; i < matcher->olds->len; i++) {
        Match *match = &g_array_index(matcher->matches, Match, i);
        bool loose = match->other >= 0 && !is_telling(form->old_keys[i]);
        match->adrift = loose && matcher->olds->len > 1 && !wording_at(matcher->olds, i)->apart &&
                        matcher_context(matcher, i, (guint)match->other) == 0;
    }
}

static void
match_all(Matcher *matcher)
{
    Form *exact = form_new(matcher, MATCH_EXACT, utf8_comparable);
    Form *normalised = form_new(matcher, MATCH_NORMALISED, normalise);

    match_telling(matcher, exact);
    match_telling(matcher, normalised);
    match_similar(matcher);
    match_rest(matcher, exact);
    match_rest(matcher, normalised);
    settle_kinds(matcher, normalised);
    settle_kinds(matcher, exact);
    mark_adrift(matcher, normalised);
    form_free(exact);
    form_free(normalised);
}

GArray *
match_wordings(const GArray *olds, const GArray *news)
{
    g_autoptr(GHashTable) groups = g_hash_table_new(g_str_hash, g_str_equal);
    g_autofree int *back = g_new(int, news->len + 1);
    Matcher matcher = { .olds = olds,
                        .news = news,
                        .matches = g_array_sized_new(FALSE, FALSE, sizeof(Match), olds->len),
                        .back = back,
                        .groups = groups };
    const Match none = { -1, MATCH_NONE, false };

    for (guint i = 0; i < olds->len; i++)
        g_array_append_val(matcher.matches, none);
    for (guint i = 0; i < news->len; i++)
        back[i] = -1;
    match_all(&matcher);
    return matcher.matches;
}
