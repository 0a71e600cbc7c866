/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "update/update-private.h"

static void
anchor_clear(gpointer data)
{
    g_free(((Anchor *)data)->id);
}

/* The number at the end of an id, "PVV-3" or "II.3"; -1 where it ends otherwise. */
static int
last_number(const char *id, size_t *ret_prefix)
{
    size_t length = strlen(id), digits = 0;
    while (digits < length && digits < 8 && g_ascii_isdigit(id[length - 1 - digits]))
        digits++;

    *ret_prefix = length - digits;
    return digits > 0 ? (int)g_ascii_strtoll(id + length - digits, NULL, 10) : -1;
}

/* How many questions a range counts by its numbers; 0 where that can't be told. */
static guint
range_size(const Target *target)
{
    size_t first_prefix, last_prefix;
    int first = last_number(target->first, &first_prefix);
    int last = last_number(target->last, &last_prefix);

    if (first < 0 || last < first || first_prefix != last_prefix ||
        strncmp(target->first, target->last, first_prefix) != 0)
        return 0;
    return (guint)(last - first) + 1;
}

static void
add_id(GPtrArray *ids, const char *id)
{
    g_ptr_array_add(ids, g_strdup(id));
}

/* The ids of a target that names `count` questions; NULL for those that can't be told. */
static void
add_ids(GPtrArray *ids, const Target *target, guint count)
{
    size_t prefix;
    int first = last_number(target->first, &prefix);

    for (guint i = 0; i < count; i++) {
        if (target->last == NULL)
            g_ptr_array_add(ids, count == 1 ? g_strdup(target->first)
                                            : g_strdup_printf("%s-%u", target->first, i + 1));
        else if (count == range_size(target))
            g_ptr_array_add(ids,
                            g_strdup_printf("%.*s%d", (int)prefix, target->first, first + (int)i));
        else
            add_id(ids, i == 0 ? target->first : i + 1 == count ? target->last : NULL);
    }
}

/*
 * The ids of an entry's sentences: NULL where their number doesn't fit what `to` names. One target may
 * name more or fewer than its numbers say: "2" names 2-1 and 2-2, a range skips unused numbers and takes in added
 * ones.
 */
static GPtrArray *
ids_of(const Entry *entry)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    guint sum = 0, sentences = entry->questions->len, flexible = entry->to->len;

    for (guint i = 0; i < entry->to->len; i++) {
        const Target *target = g_ptr_array_index(entry->to, i);
        sum += target->last != NULL ? MAX(range_size(target), 1) : 1;
        if (target->last != NULL || entry->to->len == 1)
            flexible = i;
    }
    if (sum != sentences && flexible == entry->to->len)
        return NULL;
    for (guint i = 0; i < entry->to->len; i++) {
        const Target *target = g_ptr_array_index(entry->to, i);
        guint own = target->last != NULL ? MAX(range_size(target), 1) : 1;
        gint64 count = (gint64)own + (i == flexible ? (gint64)sentences - sum : 0);
        if (count < 1)
            return NULL;
        add_ids(ids, target, (guint)count);
    }
    return g_steal_pointer(&ids);
}

/* Natural order: "PVV-2" before "PVV-10", "3" before "3a". */
static int
compare_ids(const char *a, const char *b)
{
    for (; *a != '\0' && *b != '\0'; a++, b++) {
        if (g_ascii_isdigit(*a) && g_ascii_isdigit(*b)) {
            char *a_end, *b_end;
            guint64 one = g_ascii_strtoull(a, &a_end, 10), other = g_ascii_strtoull(b, &b_end, 10);
            if (one != other)
                return one < other ? -1 : 1;
            a = a_end - 1;
            b = b_end - 1;
        } else if (*a != *b) {
            return *a < *b ? -1 : 1;
        }
    }
    return *a != '\0' ? 1 : *b != '\0' ? -1 : 0;
}

char *
id_fraction(const char *id)
{
    const char *dash = strrchr(id, '-');
    bool numbered = g_ascii_isdigit(*id) || dash == NULL || strspn(id, "IVX") == strcspn(id, ".");

    return numbered ? g_strdup("") : g_strndup(id, (gsize)(dash - id));
}

/* An anchor, and what it is ordered by. */
typedef struct Ordered {
    Anchor anchor;
    guint group; /* of its fraction, in the order in which they appear */
    guint rank;
} Ordered;

static int
compare_ordered(gconstpointer a, gconstpointer b)
{
    const Ordered *one = a, *other = b;
    if (one->anchor.unplaced != other->anchor.unplaced)
        return one->anchor.unplaced ? 1 : -1;
    if (one->group != other->group)
        return one->group < other->group ? -1 : 1;

    const char *id = one->anchor.id, *other_id = other->anchor.id;
    int order = id != NULL && other_id != NULL ? compare_ids(id, other_id) : 0;
    return order != 0 ? order : one->rank < other->rank ? -1 : one->rank > other->rank;
}

static guint
group_of(GHashTable *groups, const char *id)
{
    g_autofree char *slug = id_fraction(id);
    guint group = GPOINTER_TO_UINT(g_hash_table_lookup(groups, slug));

    if (group == 0) {
        group = g_hash_table_size(groups) + 1;
        g_hash_table_insert(groups, g_steal_pointer(&slug), GUINT_TO_POINTER(group));
    }
    return group;
}

static void
add_anchors(GArray *ordered, const Entry *entry, guint index, GHashTable *groups)
{
    g_autoptr(GPtrArray) ids = entry->is_unplaced ? NULL : ids_of(entry);
    guint group = 0;

    for (guint i = 0; i < entry->questions->len; i++) {
        const Field *sentence = g_ptr_array_index(entry->questions, i);
        const char *id = ids != NULL ? g_ptr_array_index(ids, i) : NULL;
        if (id != NULL)
            group = group_of(groups, id);
        Ordered one = { .anchor = { .entry = index,
                                    .index = i,
                                    .id = g_strdup(id),
                                    .text = sentence->text,
                                    .unplaced = entry->is_unplaced,
                                    .match = { -1, MATCH_NONE, false } },
                        .group = group,
                        .rank = ordered->len };
        g_array_append_val(ordered, one);
    }
}

static bool
is_loose(const Entry *entry)
{
    if (entry->questions->len == 0)
        return true;

    g_autoptr(GPtrArray) ids = entry->is_unplaced ? NULL : ids_of(entry);
    return !entry->is_unplaced && (ids == NULL || ids->len == 0);
}

GArray *
anchors_new(const Answers *answers, bool *ret_loose)
{
    g_autoptr(GArray) ordered = g_array_new(FALSE, FALSE, sizeof(Ordered));
    g_autoptr(GHashTable) groups = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GArray *anchors = g_array_new(FALSE, FALSE, sizeof(Anchor));

    g_array_set_clear_func(anchors, anchor_clear);
    for (guint i = 0; i < answers->entries->len; i++) {
        const Entry *entry = g_ptr_array_index(answers->entries, i);
        ret_loose[i] = is_loose(entry);
        if (!ret_loose[i])
            add_anchors(ordered, entry, i, groups);
    }
    g_array_sort(ordered, compare_ordered);
    for (guint i = 0; i < ordered->len; i++)
        g_array_append_val(anchors, g_array_index(ordered, Ordered, i).anchor);
    return anchors;
}

static int
compare_indices(gconstpointer a, gconstpointer b, gpointer data)
{
    const GArray *anchors = data;
    const Anchor *one = &g_array_index(anchors, Anchor, *(const guint *)a);
    const Anchor *other = &g_array_index(anchors, Anchor, *(const guint *)b);

    return one->index < other->index ? -1 : one->index > other->index;
}

static void
list_free(gpointer list)
{
    g_array_unref(list);
}

GPtrArray *
anchors_by_entry(const GArray *anchors, guint entries)
{
    GPtrArray *lists = g_ptr_array_new_with_free_func(list_free);

    for (guint i = 0; i < entries; i++)
        g_ptr_array_add(lists, g_array_new(FALSE, FALSE, sizeof(guint)));
    for (guint i = 0; i < anchors->len; i++)
        g_array_append_val(
            (GArray *)g_ptr_array_index(lists, g_array_index(anchors, Anchor, i).entry), i);
    for (guint i = 0; i < entries; i++)
        g_array_sort_with_data(g_ptr_array_index(lists, i), compare_indices, (gpointer)anchors);
    return lists;
}
