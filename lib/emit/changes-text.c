/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n-lib.h>

#include "emit/emit.h"

static const char *
kind_word(const Change *change)
{
    switch (change->kind) {
    case CHANGE_SAME:
        return change->returned ? _("back") : _("same");
    case CHANGE_MOVED:
        return change->returned ? _("back") : _("moved");
    case CHANGE_RESPELT:
        return _("respelt");
    case CHANGE_REWORDED:
        return _("reworded");
    case CHANGE_NEW:
        return _("new");
    case CHANGE_GONE:
        return _("gone");
    case CHANGE_KIND_COUNT:
        break;
    }
    g_assert_not_reached();
}

/* As wdiff prints it: [-what it said-] {+what it says+}. */
static void
append_words(const Change *change, GString *out)
{
    static const char *const opening[] = { "", "[-", "{+" }, *const closing[] = { "", "-]", "+}" };
    g_autoptr(GArray) runs = diff_words(change->old_text, change->new_text);

    for (guint i = 0; i < runs->len; i++) {
        const WordRun *run = &g_array_index(runs, WordRun, i);
        g_string_append_printf(out, " %s%s%s", opening[run->side], run->text, closing[run->side]);
    }
}

static void
append_ids(const Change *change, GString *out)
{
    const char *old = change->old_id != NULL ? change->old_id : "?";

    if (change->new_id == NULL)
        g_string_append(out, old);
    else if (change->old_text == NULL || g_strcmp0(change->old_id, change->new_id) == 0 ||
             change->returned)
        g_string_append(out, change->new_id);
    else
        g_string_append_printf(out, "%s → %s", old, change->new_id);
}

static void
append_change(const Change *change, glong width, GString *out)
{
    const char *word = kind_word(change);

    g_string_append_printf(out, "%s%*s  ", word, (int)(width - g_utf8_strlen(word, -1)), "");
    append_ids(change, out);
    if (change->kind == CHANGE_REWORDED || change->kind == CHANGE_RESPELT) {
        g_string_append_c(out, ':');
        append_words(change, out);
    } else if (change->kind == CHANGE_NEW || change->kind == CHANGE_GONE) {
        g_string_append_printf(out, ": %s",
                               change->kind == CHANGE_NEW ? change->new_text : change->old_text);
    }
    g_string_append_c(out, '\n');
}

static bool
is_told(const Change *change)
{
    return change->kind != CHANGE_SAME || change->returned;
}

void
emit_changes_text(const Changes *changes, GString *out)
{
    const guint *counts = changes->counts;
    guint now = changes->items->len - counts[CHANGE_GONE];
    glong width = 0;

    for (guint i = 0; i < changes->items->len; i++) {
        const Change *change = g_ptr_array_index(changes->items, i);
        if (is_told(change))
            width = MAX(width, g_utf8_strlen(kind_word(change), -1));
    }
    for (guint i = 0; i < changes->items->len; i++) {
        const Change *change = g_ptr_array_index(changes->items, i);
        if (is_told(change))
            append_change(change, width, out);
    }
    g_string_append_printf(out, ngettext("%u question", "%u questions", now), now);
    g_string_append_printf(out,
                           _(": %u the same, %u moved, %u respelt, %u reworded, %u new; %u gone"),
                           counts[CHANGE_SAME], counts[CHANGE_MOVED], counts[CHANGE_RESPELT],
                           counts[CHANGE_REWORDED], counts[CHANGE_NEW], counts[CHANGE_GONE]);
    g_string_append_c(out, '\n');
}
