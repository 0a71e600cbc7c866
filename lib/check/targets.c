/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "check/check-private.h"

/* One end of a range: the fraction, the run of numbers and the place in Questions.items. */
typedef struct RangeEnd {
    const Fraction *fraction;
    int run;
    guint index;
} RangeEnd;

typedef struct Resolver {
    const Questions *questions;
    const Entry *entry;
    Diags *diags; /* NULL: in silence */
    GArray *namings;
    GHashTable *seen; /* questions named so far */
    guint *steps;     /* left of RESOLVE_STEPS_MAX */
    bool complete;
} Resolver;

/* Takes so much of what is left; false where it was not enough. */
static bool
spend(const Resolver *resolver, guint steps)
{
    bool enough = steps < *resolver->steps;

    *resolver->steps -= enough ? steps : *resolver->steps;
    return enough;
}

static const Question *
item_at(const Questions *questions, guint index)
{
    return g_ptr_array_index(questions->items, index);
}

static void
add_naming(Resolver *resolver, const Question *question, const Target *target)
{
    enum { STEPS = 50 }; /* it takes memory, too */
    Naming naming = { question, target };

    if (!spend(resolver, STEPS))
        return;
    if (question == NULL || g_hash_table_add(resolver->seen, (gpointer)question))
        g_array_append_val(resolver->namings, naming);
}

static void
report_unknown(const Resolver *resolver, const Target *target, const char *id)
{
    if (resolver->diags == NULL)
        return;

    const char *nearest = diags_may_suggest(resolver->diags, DIAG_UNKNOWN_QUESTION)
                              ? questions_nearest(resolver->questions, id)
                              : NULL;
    if (g_hash_table_contains(resolver->questions->unused_ids, id))
        diags_add(resolver->diags, DIAG_UNKNOWN_QUESTION, target->span, id,
                  _("the sentence of %s was decided to be no question; take the id out, or the "
                    "decision"),
                  id);
    else if (nearest != NULL)
        diags_add(resolver->diags, DIAG_UNKNOWN_QUESTION, target->span, id,
                  _("there is no question %s; did you mean %s?"), id, nearest);
    else
        diags_add(resolver->diags, DIAG_UNKNOWN_QUESTION, target->span, id,
                  _("there is no question %s; `repliek questions` lists the ids"), id);
}

/* The last end of "D66-1..2" as it was meant, "D66-2"; NULL where it is more than a number. */
static char *
whole_last_end(const Target *target)
{
    const char *last = target->last, *dash = strrchr(target->first, '-');
    if (dash == NULL || *last == '\0' || last[strspn(last, "0123456789")] != '\0')
        return NULL;
    return g_strdup_printf("%.*s-%s", (int)(dash - target->first), target->first, last);
}

static void
report_unknown_last(const Resolver *resolver, const Target *target)
{
    g_autofree char *whole = whole_last_end(target);

    if (whole == NULL)
        report_unknown(resolver, target, target->last);
    else if (resolver->diags != NULL)
        diags_add(resolver->diags, DIAG_UNKNOWN_QUESTION, target->span, target->last,
                  _("there is no question %s; a range is written with two whole ids, %s..%s"),
                  target->last, target->first, whole);
}

static void
resolve_id(Resolver *resolver, const Target *target)
{
    g_autoptr(GPtrArray) named = questions_named(resolver->questions, target->first);

    if (named->len == 0) {
        report_unknown(resolver, target, target->first);
        add_naming(resolver, NULL, target);
    }
    for (guint i = 0; i < named->len; i++)
        add_naming(resolver, g_ptr_array_index(named, i), target);
}

/* Splits "PVV-3" into the fraction PVV and 3; false where no fraction's ids look like it. */
static bool
split_id(const Questions *questions, const char *id, const Fraction **ret_fraction, int *ret_number)
{
    const char *number = id + strlen(id);
    while (number > id && g_ascii_isdigit(number[-1]))
        number--;

    for (guint i = 0; *number != '\0' && i < questions->fractions->len; i++) {
        const Fraction *fraction = g_ptr_array_index(questions->fractions, i);
        size_t length = strlen(fraction->slug);
        bool fits = length > 0 ? strncmp(id, fraction->slug, length) == 0 &&
                                     id + length + 1 == number && id[length] == '-'
                               : number == id;
        if (!fits)
            continue;
        *ret_fraction = fraction;
        *ret_number = (int)g_ascii_strtoll(number, NULL, 10);
        return true;
    }
    return false;
}

/* The question nearest to an id without one, on the inner side of the range that it bounds. */
static bool
find_near_end(const Resolver *resolver, const char *id, bool is_first, RangeEnd *ret_end)
{
    const Questions *questions = resolver->questions;
    const Fraction *fraction;
    int number;
    bool found = false;
    if (!spend(resolver, questions->items->len + questions->fractions->len) ||
        !split_id(questions, id, &fraction, &number))
        return false;

    for (guint i = 0; i < questions->items->len && !(is_first && found); i++) {
        const Question *question = item_at(questions, i);
        bool inside = is_first ? question->ordinal >= number : question->ordinal < number;
        if (question->fraction != fraction || !inside)
            continue;
        *ret_end = (RangeEnd){ fraction, question->run, i };
        found = true;
    }
    return found;
}

static bool
find_end(const Resolver *resolver, const char *id, bool is_first, RangeEnd *ret_end)
{
    const Questions *questions = resolver->questions;
    g_autoptr(GPtrArray) named = questions_named(questions, id);
    if (named->len == 0)
        return g_hash_table_contains(questions->unused_ids, id) &&
               find_near_end(resolver, id, is_first, ret_end);
    spend(resolver, named->len);

    const Question *question = g_ptr_array_index(named, is_first ? 0 : named->len - 1);
    *ret_end =
        (RangeEnd){ question->fraction, question->run, questions_index(questions, question) };
    return true;
}

/* An unknown end is one mistake: the questions up to it are meant all the same. */
static bool
resolve_end(Resolver *resolver, const Target *target, bool is_first, RangeEnd *ret_end)
{
    const char *id = is_first ? target->first : target->last;
    if (find_end(resolver, id, is_first, ret_end))
        return true;

    if (is_first)
        report_unknown(resolver, target, id);
    else
        report_unknown_last(resolver, target);
    resolver->complete = false;
    return find_near_end(resolver, id, is_first, ret_end);
}

/* A range that is none: its ends are taken as they stand. */
static void
resolve_bad_range(Resolver *resolver, const Target *target, guint first, guint last)
{
    resolver->complete = false;
    if (resolver->diags != NULL)
        diags_add(resolver->diags, DIAG_BAD_VALUE, target->span, NULL,
                  _("%s..%s is no range, reading only its ends; it runs from a lower to a higher "
                    "number of one fraction"),
                  target->first, target->last);
    add_naming(resolver, item_at(resolver->questions, first), target);
    add_naming(resolver, item_at(resolver->questions, last), target);
}

static void
resolve_range(Resolver *resolver, const Target *target)
{
    RangeEnd first, last;
    bool bounded = resolve_end(resolver, target, true, &first);
    if (!resolve_end(resolver, target, false, &last) || !bounded)
        return;

    if (first.fraction != last.fraction || first.run != last.run || first.index > last.index) {
        resolve_bad_range(resolver, target, first.index, last.index);
        return;
    }
    for (guint i = first.index; i <= last.index && spend(resolver, 1); i++) {
        const Question *question = item_at(resolver->questions, i);
        if (question->fraction == first.fraction && question->run == first.run)
            add_naming(resolver, question, target);
    }
}

GArray *
resolve_targets(const Questions *questions, const Entry *entry, Diags *diags, guint *steps,
                bool *ret_complete)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    Resolver resolver = { .questions = questions,
                          .entry = entry,
                          .diags = diags,
                          .namings = g_array_new(FALSE, FALSE, sizeof(Naming)),
                          .seen = seen,
                          .steps = steps,
                          .complete = true };

    for (guint i = 0; i<entry->to->len && * steps> 0; i++) {
        const Target *target = g_ptr_array_index(entry->to, i);
        if (target->last == NULL)
            resolve_id(&resolver, target);
        else
            resolve_range(&resolver, target);
    }
    *ret_complete = resolver.complete && *steps > 0;
    return resolver.namings;
}

/* `question` is a list in the order of `to`, as many as it names. */
static void
check_count(const Entry *entry, guint named, Diags *diags)
{
    guint given = entry->questions->len;
    if (given == 0 || given == named)
        return;

    g_autofree char *should =
        g_strdup_printf(ngettext("%u question", "%u questions", named), named);
    diags_add(
        diags, DIAG_BAD_VALUE, entry->questions_span, entry_id(entry),
        ngettext("\"question\" gives %u sentence, but \"to\" names %s; give one for each, in "
                 "the same order",
                 "\"question\" gives %u sentences, but \"to\" names %s; give one for each, in "
                 "the same order",
                 given),
        given, should);
}

void
check_targets(const Coverage *coverage, Diags *diags)
{
    guint steps = RESOLVE_STEPS_MAX;

    for (guint i = 0; i < coverage->answers->entries->len && steps > 0; i++) {
        const Entry *entry = g_ptr_array_index(coverage->answers->entries, i);
        bool complete;
        g_autoptr(GArray) namings =
            resolve_targets(coverage->questions, entry, diags, &steps, &complete);
        if (complete && !entry->is_unplaced)
            check_count(entry, namings->len, diags);
        if (steps == 0)
            diags_add(diags, DIAG_OVER_LIMIT, entry->to_span, entry_id(entry),
                      _("up to here questions are named a million times, leaving the rest; name "
                        "each question in one entry"));
    }
}
