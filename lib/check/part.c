/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/failure.h"
#include "check/check-private.h"

static void
target_free(gpointer data)
{
    Target *target = data;

    g_free(target->first);
    g_free(target->last);
    g_free(target);
}

/* "PVV-1..PVV-8, VVD-3" as an entry's `to` would hold it. */
static GPtrArray *
split_targets(const char *text)
{
    GPtrArray *targets = g_ptr_array_new_with_free_func(target_free);
    g_auto(GStrv) pieces = g_strsplit_set(text, ", ", -1);

    for (char **piece = pieces; *piece != NULL; piece++) {
        if (**piece == '\0')
            continue;
        Target *target = g_new0(Target, 1);
        char *dots = strstr(*piece, "..");
        target->first = dots != NULL ? g_strndup(*piece, (gsize)(dots - *piece)) : g_strdup(*piece);
        target->last = dots != NULL ? g_strdup(dots + 2) : NULL;
        g_ptr_array_add(targets, target);
    }
    return targets;
}

GHashTable *
parse_part(const Questions *questions, const char *text, GError **error)
{
    g_autoptr(GPtrArray) targets = split_targets(text);
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(GHashTable) part = g_hash_table_new(NULL, NULL);
    const Entry entry = { .to = targets };
    guint steps = RESOLVE_STEPS_MAX;
    bool complete;

    g_autoptr(GArray) namings = resolve_targets(questions, &entry, diags, &steps, &complete);
    for (guint i = 0; i < namings->len; i++) {
        const Naming *naming = &g_array_index(namings, Naming, i);
        if (naming->question != NULL)
            g_hash_table_add(part, (gpointer)naming->question);
    }
    if (diags->items->len > 0) {
        const Diag *first = g_ptr_array_index(diags->items, 0);
        failure_set(error, DIAG_USAGE, NULL, 0, 0, "%s", first->message);
        return NULL;
    }
    if (g_hash_table_size(part) == 0) {
        failure_set(error, DIAG_USAGE, NULL, 0, 0,
                    _("--questions names no question; give ids and ranges, such as PVV-1..PVV-8"));
        return NULL;
    }
    return g_steal_pointer(&part);
}
