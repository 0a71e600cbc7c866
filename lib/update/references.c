/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * References follow the questions to which they lead.
 *
 * One to a question that is gone can't stay: its id may be that of another question now, and then it would lead
 * there without anyone noticing. It gets a name that no question has, so that `check` reports it until someone
 * settles it.
 */
#include <string.h>

#include "update/update-private.h"

/* What a reference says from now on; NULL where it stays. */
static char *
new_id(const Rewriter *rewriter, const char *id)
{
    const char *now = g_hash_table_lookup(rewriter->ids, id);

    if (now == NULL || strcmp(now, id) == 0)
        return NULL;
    return *now != '\0' ? g_strdup(now) : g_strconcat(GONE_PREFIX, id, NULL);
}

static void
remark_lost(const Rewriter *rewriter, int entry, guint place, bool in_see, const char *id)
{
    const char *now = g_hash_table_lookup(rewriter->ids, id);
    if (now == NULL || *now != '\0')
        return;

    Remark *remark = remark_add(rewriter->update, REMARK_LOST_REFERENCE, entry, place);
    remark->in_see = in_see;
    remark->id = g_strdup(id);
}

/* Where in a scalar's value the id of a reference stands; false where it is written otherwise. */
static bool
find_id(const YamlNode *scalar, const Reference *reference, size_t *ret_start)
{
    const char *text = reference->span.source->text;
    const char *found =
        memmem(text + reference->span.start, reference->span.end - reference->span.start,
               reference->id, strlen(reference->id));

    return found != NULL && splice_offset_in(scalar, (size_t)(found - text), ret_start);
}

static void
rewrite_text(const Rewriter *rewriter, const YamlNode *scalar, const Markup *markup, int entry,
             int file)
{
    for (guint i = 0; scalar != NULL && markup != NULL && i < markup->references->len; i++) {
        const Reference *reference = g_ptr_array_index(markup->references, i);
        g_autofree char *id = new_id(rewriter, reference->id);
        size_t start;
        remark_lost(rewriter, entry, i, false, reference->id);
        if (id == NULL || !find_id(scalar, reference, &start))
            continue;
        splice_patch(answers_edit_splice(rewriter->update->edit, file), scalar, start,
                     start + strlen(reference->id), id);
        rewriter->update->references++;
    }
}

static void
rewrite_see(const Rewriter *rewriter, const Entry *entry, int index)
{
    g_autofree char *id = entry->see.text != NULL ? new_id(rewriter, entry->see.text) : NULL;

    if (entry->see.text != NULL)
        remark_lost(rewriter, index, 0, true, entry->see.text);
    if (id == NULL)
        return;
    answers_edit_set(rewriter->update->edit, entry, "see", yaml_text_new(id));
    rewriter->update->references++;
}

/* What came back from elsewhere isn't parsed with the answers, but may be the text tomorrow. */
static void
rewrite_theirs(const Rewriter *rewriter, const Entry *entry, int index)
{
    const YamlNode *theirs = yaml_get(entry->node, "theirs");
    if (entry->theirs.text == NULL || theirs == NULL)
        return;

    g_autoptr(Diags) unheard = diags_new();
    Markup *markup = parse_markup(theirs->text, NULL, unheard);
    rewrite_text(rewriter, theirs, markup, index, entry->file);
    markup_free(markup);
}

/* The letter's own texts, in the file that has them. */
static void
rewrite_letter(const Rewriter *rewriter)
{
    static const char *const keys[] = { "opening", "closing" };
    const LetterData *letter = rewriter->answers->letter;
    const Markup *const markups[] = { letter->opening, letter->closing };

    for (guint file = 0; file < rewriter->answers->trees->len; file++) {
        const YamlNode *node =
            yaml_get(g_ptr_array_index(rewriter->answers->trees, file), "letter");
        for (size_t i = 0; node != NULL && i < G_N_ELEMENTS(keys); i++) {
            const YamlNode *text = yaml_get(node, keys[i]);
            const Markup *markup = markups[i];
            bool here =
                text != NULL && text->kind == YAML_SCALAR && markup != NULL &&
                markup->references->len > 0 &&
                ((const Reference *)g_ptr_array_index(markup->references, 0))->span.source ==
                    text->span.source;
            if (here)
                rewrite_text(rewriter, text, markup, -1, (int)file);
        }
    }
}

void
rewrite_references(Rewriter *rewriter)
{
    for (guint i = 0; i < rewriter->answers->entries->len; i++) {
        const Entry *entry = g_ptr_array_index(rewriter->answers->entries, i);
        rewrite_see(rewriter, entry, (int)i);
        rewrite_text(rewriter, yaml_get(entry->node, "text"), entry->markup, (int)i, entry->file);
        rewrite_theirs(rewriter, entry, (int)i);
    }
    rewrite_letter(rewriter);
}
