/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Questions that were reworded: those with most of their words in common, in the same order.
 *
 * A word counts by how rare it is in both documents: "kan de minister aangeven" opens half of all
 * questions and tells nothing. For each question left the new ones that share its rarest words are looked up
 * in an index of words, and the best few compared in full. Of all pairs that are near enough those are taken
 * that make the highest sum, so that one good pair never spoils two: per group of questions that have to do with
 * each other, as there are many small ones and the method is cubic. A group that is too large is settled by the
 * best pair first.
 */
#include <math.h>
#include <string.h>

#include "update/match-private.h"

/* New questions that are compared in full with one old one; those that share a word that say anything. */
enum { MOST_CANDIDATES = 8, MOST_SHARING = 100 };

/* Words of a sentence that are compared; a longer one is told by its beginning. */
enum { MOST_WORDS = 120 };

/* Questions on each side of a group that is settled exactly. */
enum { GROUP_MAX = 80 };

/* How much of their words two sentences must share, of 1: less where their neighbours belong together, more
 * in another group. */
static const double LEAST_SHARE = 0.55, NEIGHBOUR_SHARE = 0.1, FOREIGN_SHARE = 0.1;

/* What decides between equals. */
static const double NEIGHBOUR_BONUS = 0.05, GROUP_BONUS = 0.02;

typedef struct Pair {
    guint old, new;
    double score;
} Pair;

typedef struct Similarity {
    Matcher *matcher;
    GHashTable *numbers; /* word → its number, from 1 */
    GArray *weights;     /* double by number; until all is counted, how many sentences have it */
    GArray **olds;       /* the numbers of a sentence's words, in order; NULL where it is settled */
    GArray **news;
    GPtrArray *sharing; /* GArray of guint by number: free new sentences that have the word */
    GArray *pairs;      /* Pair */
} Similarity;

static guint
number_of(Similarity *similarity, const char *word)
{
    gpointer found = g_hash_table_lookup(similarity->numbers, word);
    if (found != NULL)
        return GPOINTER_TO_UINT(found);

    const double none = 0;
    g_array_append_val(similarity->weights, none);
    guint number = similarity->weights->len - 1;
    g_hash_table_insert(similarity->numbers, g_strdup(word), GUINT_TO_POINTER(number));
    return number;
}

/* The words of a sentence as numbers; each counts its sentence once. */
static GArray *
read_words(Similarity *similarity, const char *text)
{
    g_autofree char *folded = g_utf8_casefold(text, -1);
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    GArray *words = g_array_new(FALSE, FALSE, sizeof(guint));

    for (char *p = folded; *p != '\0' && words->len < MOST_WORDS;) {
        char *start = p;
        while (*p != '\0' && g_unichar_isalnum(g_utf8_get_char(p)))
            p = g_utf8_next_char(p);
        if (p > start) {
            g_autofree char *word = g_strndup(start, (gsize)(p - start));
            guint number = number_of(similarity, word);
            g_array_append_val(words, number);
            if (g_hash_table_add(seen, GUINT_TO_POINTER(number)))
                g_array_index(similarity->weights, double, number) += 1;
        }
        if (*p != '\0')
            p = g_utf8_next_char(p);
    }
    return words;
}

static GArray **
read_side(Similarity *similarity, const GArray *wordings)
{
    GArray **side = g_new0(GArray *, wordings->len + 1);

    for (guint i = 0; i < wordings->len; i++)
        side[i] = read_words(similarity, g_array_index(wordings, Wording, i).text);
    return side;
}

static void
free_side(GArray **side, guint count)
{
    for (guint i = 0; i < count; i++)
        g_array_unref(side[i]);
    g_free(side);
}

static double
weight_of(const Similarity *similarity, guint number)
{
    return g_array_index(similarity->weights, double, number);
}

static double
whole_weight(const Similarity *similarity, const GArray *words)
{
    double sum = 0;

    for (guint i = 0; i < words->len; i++)
        sum += weight_of(similarity, g_array_index(words, guint, i));
    return sum;
}

/* The weight of the longest sequence of words that both have, in order. */
static double
common_weight(const Similarity *similarity, const GArray *a, const GArray *b)
{
    double before[MOST_WORDS + 1] = { 0 }, now[MOST_WORDS + 1] = { 0 };

    for (guint i = 0; i < a->len; i++) {
        guint word = g_array_index(a, guint, i);
        for (guint j = 0; j < b->len; j++)
            now[j + 1] = g_array_index(b, guint, j) == word
                             ? before[j] + weight_of(similarity, word)
                             : MAX(before[j + 1], now[j]);
        memcpy(before, now, sizeof before);
    }
    return before[b->len];
}

/* Counts become weights; new sentences that are free are listed under their words. */
static void
index_words(Similarity *similarity)
{
    Matcher *matcher = similarity->matcher;
    double sentences = matcher->olds->len + matcher->news->len;

    for (guint i = 0; i < similarity->weights->len; i++) {
        double *weight = &g_array_index(similarity->weights, double, i);
        *weight = log(1 + sentences / MAX(*weight, 1));
        g_ptr_array_add(similarity->sharing, g_array_new(FALSE, FALSE, sizeof(guint)));
    }
    for (guint i = 0; i < matcher->news->len; i++) {
        const GArray *words = similarity->news[i];
        for (guint j = 0; matcher->back[i] < 0 && j < words->len; j++) {
            GArray *list = g_ptr_array_index(similarity->sharing, g_array_index(words, guint, j));
            bool listed = list->len > 0 && g_array_index(list, guint, list->len - 1) == i;
            if (!listed && list->len <= MOST_SHARING)
                g_array_append_val(list, i);
        }
    }
}

static int
compare_pairs(gconstpointer a, gconstpointer b)
{
    const Pair *one = a, *other = b;

    if (one->score > other->score || one->score < other->score)
        return one->score > other->score ? -1 : 1;
    if (one->old != other->old)
        return one->old < other->old ? -1 : 1;
    return one->new < other->new ? -1 : one->new > other->new;
}

/* The new sentences that share most weight with an old one, best first. `shared` is all zero, and is left so. */
static GArray *
find_candidates(const Similarity *similarity, guint old, double *shared)
{
    const GArray *words = similarity->olds[old];
    GArray *candidates = g_array_new(FALSE, FALSE, sizeof(Pair));

    for (guint i = 0; i < words->len; i++) {
        guint number = g_array_index(words, guint, i);
        const GArray *list = g_ptr_array_index(similarity->sharing, number);
        for (guint j = 0; list->len <= MOST_SHARING && j < list->len; j++) {
            Pair pair = { old, g_array_index(list, guint, j), 0 };
            if (shared[pair.new] <= 0)
                g_array_append_val(candidates, pair);
            shared[pair.new] += weight_of(similarity, number);
        }
    }
    for (guint i = 0; i < candidates->len; i++) {
        Pair *pair = &g_array_index(candidates, Pair, i);
        pair->score = shared[pair->new];
        shared[pair->new] = 0;
    }
    g_array_sort(candidates, compare_pairs);
    g_array_set_size(candidates, MIN(candidates->len, MOST_CANDIDATES));
    return candidates;
}

static void
weigh_pair(Similarity *similarity, Pair pair)
{
    const GArray *old = similarity->olds[pair.old], *new = similarity->news[pair.new];
    double whole = whole_weight(similarity, old) + whole_weight(similarity, new);
    double share = whole > 0 ? 2 * common_weight(similarity, old, new) / whole : 0;
    guint context = matcher_context(similarity->matcher, pair.old, pair.new);
    bool home = matcher_same_group(similarity->matcher, pair.old, pair.new);

    if (share < LEAST_SHARE - NEIGHBOUR_SHARE * context + (home ? 0 : FOREIGN_SHARE))
        return;
    pair.score = share + NEIGHBOUR_BONUS * context + (home ? GROUP_BONUS : 0);
    g_array_append_val(similarity->pairs, pair);
}

static void
find_pairs(Similarity *similarity)
{
    Matcher *matcher = similarity->matcher;
    g_autofree double *shared = g_new0(double, matcher->news->len + 1);

    for (guint i = 0; i < matcher->olds->len; i++) {
        if (!matcher_is_free(matcher, i))
            continue;
        g_autoptr(GArray) candidates = find_candidates(similarity, i, shared);
        for (guint j = 0; j < candidates->len; j++)
            weigh_pair(similarity, g_array_index(candidates, Pair, j));
    }
}

static guint
root_of(guint *parents, guint at)
{
    while (parents[at] != at) {
        parents[at] = parents[parents[at]];
        at = parents[at];
    }
    return at;
}

/* Pairs by the group of questions to which they belong: root → GArray of Pair. */
static GHashTable *
group_pairs(const Similarity *similarity)
{
    guint olds = similarity->matcher->olds->len, all = olds + similarity->matcher->news->len;
    g_autofree guint *parents = g_new(guint, all + 1);
    GHashTable *groups = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);

    for (guint i = 0; i < all; i++)
        parents[i] = i;
    for (guint i = 0; i < similarity->pairs->len; i++) {
        const Pair *pair = &g_array_index(similarity->pairs, Pair, i);
        parents[root_of(parents, pair->old)] = root_of(parents, olds + pair->new);
    }
    for (guint i = 0; i < similarity->pairs->len; i++) {
        const Pair *pair = &g_array_index(similarity->pairs, Pair, i);
        gpointer root = GUINT_TO_POINTER(root_of(parents, pair->old));
        GArray *group = g_hash_table_lookup(groups, root);
        if (group == NULL) {
            group = g_array_new(FALSE, FALSE, sizeof(Pair));
            g_hash_table_insert(groups, root, group);
        }
        g_array_append_val(group, *pair);
    }
    return groups;
}

static void
take_best_first(Matcher *matcher, GArray *group)
{
    g_array_sort(group, compare_pairs);
    for (guint i = 0; i < group->len; i++) {
        const Pair *pair = &g_array_index(group, Pair, i);
        if (matcher_is_free(matcher, pair->old) && matcher->back[pair->new] < 0)
            matcher_join(matcher, pair->old, pair->new, MATCH_SIMILAR);
    }
}

/* The place of a question in the list, to which it is added where it isn't in yet. */
static guint
place_in(GArray *list, guint question)
{
    for (guint i = 0; i < list->len; i++) {
        if (g_array_index(list, guint, i) == question)
            return i;
    }
    g_array_append_val(list, question);
    return list->len - 1;
}

static void
settle_group(Matcher *matcher, GArray *group)
{
    g_autoptr(GArray) olds = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) news = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < group->len && olds->len <= GROUP_MAX && news->len <= GROUP_MAX; i++) {
        place_in(olds, g_array_index(group, Pair, i).old);
        place_in(news, g_array_index(group, Pair, i).new);
    }
    if (olds->len > GROUP_MAX || news->len > GROUP_MAX) {
        take_best_first(matcher, group);
        return;
    }

    g_autofree double *scores = g_new0(double, (gsize)olds->len * news->len);
    for (guint i = 0; i < group->len; i++) {
        const Pair *pair = &g_array_index(group, Pair, i);
        scores[place_in(olds, pair->old) * news->len + place_in(news, pair->new)] = pair->score;
    }
    g_autofree int *columns = assign_columns(scores, olds->len, news->len);
    for (guint i = 0; i < olds->len; i++) {
        if (columns[i] >= 0)
            matcher_join(matcher, g_array_index(olds, guint, i),
                         g_array_index(news, guint, (guint)columns[i]), MATCH_SIMILAR);
    }
}

static void
list_free(gpointer list)
{
    g_array_unref(list);
}

void
match_similar(Matcher *matcher)
{
    const double nothing = 0;
    Similarity similarity = {
        .matcher = matcher,
        .numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .weights = g_array_new(FALSE, FALSE, sizeof(double)),
        .sharing = g_ptr_array_new_with_free_func(list_free),
        .pairs = g_array_new(FALSE, FALSE, sizeof(Pair)),
    };

    g_array_append_val(similarity.weights, nothing);
    similarity.olds = read_side(&similarity, matcher->olds);
    similarity.news = read_side(&similarity, matcher->news);
    index_words(&similarity);
    find_pairs(&similarity);

    /* No group has a question of another, so their order doesn't matter. */
    g_autoptr(GHashTable) groups = group_pairs(&similarity);
    GHashTableIter iter;
    gpointer group;
    g_hash_table_iter_init(&iter, groups);
    while (g_hash_table_iter_next(&iter, NULL, &group))
        settle_group(matcher, group);

    free_side(similarity.olds, matcher->olds->len);
    free_side(similarity.news, matcher->news->len);
    g_hash_table_unref(similarity.numbers);
    g_array_unref(similarity.weights);
    g_array_unref(similarity.pairs);
    g_ptr_array_unref(similarity.sharing);
}
