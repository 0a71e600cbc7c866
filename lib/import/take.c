/* SPDX-License-Identifier: EUPL-1.2 */
/* Files that went out for review: each field belongs to an entry, and it is known what went out. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "answers/review-key.h"
#include "base/utf8.h"
#include "import/import-private.h"

static bool
same_sentence(const char *a, const char *b)
{
    g_autofree char *first = utf8_comparable(a), *second = utf8_comparable(b);

    return strcmp(first, second) == 0;
}

static bool
asks_same(const Entry *entry, const Given *given)
{
    for (guint i = 0; i < entry->questions->len; i++) {
        const Field *question = g_ptr_array_index(entry->questions, i);
        for (guint j = 0; question->text != NULL && j < given->questions->len; j++)
            if (same_sentence(question->text, g_ptr_array_index(given->questions, j)))
                return true;
    }
    return false;
}

/* The first entry that asks any of the questions; NULL. */
static const Entry *
find_asking(const Importer *importer, const Given *given)
{
    guint first = 0;

    for (guint i = 0; i < given->questions->len; i++) {
        g_autofree char *words = utf8_comparable(g_ptr_array_index(given->questions, i));
        guint index = GPOINTER_TO_UINT(g_hash_table_lookup(importer->by_words, words));
        if (index > 0 && (first == 0 || index < first))
            first = index;
    }
    return first > 0 ? g_ptr_array_index(importer->answers->entries, first - 1) : NULL;
}

/*
 * The entry of a field. Ids may have moved since the file went out, as `update` moves them: where the words of the
 * question tell another entry than its id does, the words are right.
 */
static const Entry *
find_entry(const Importer *importer, const WordField *field, const Given *given)
{
    const Entry *entry = g_hash_table_lookup(importer->by_key, field->key);
    bool asks = given != NULL && given->questions->len > 0;
    if (!asks || (entry != NULL && (entry->questions->len == 0 || asks_same(entry, given))))
        return entry;

    const Entry *other = find_asking(importer, given);
    if (other != NULL)
        return other;
    /* A question that was only reworded since has the text that went out. */
    g_autofree char *hash = entry != NULL ? review_hash(entry->text.text) : NULL;
    bool same_text = hash != NULL && *given->text != '\0' && strcmp(hash, field->hash) == 0;
    return same_text ? entry : NULL;
}

/* The entry that an edit for a field without one makes; those of one key are one. */
static EntryEdit *
new_edit(Importer *importer, const WordField *field, const Given *given, const Entry *near)
{
    EntryEdit *edit = g_hash_table_lookup(importer->new_by_key, field->key);
    if (edit != NULL)
        return edit;

    edit = importer_new_entry(importer);
    bool placed = given != NULL && !given->has_entry && given->ids->len > 0;
    const char *first = given != NULL && given->ids->len > 0 ? given->ids->pdata[0] : NULL;

    edit->key = g_strdup(field->key);
    g_hash_table_insert(importer->new_by_key, edit->key, edit);
    edit->near = near;
    for (guint i = 0; given != NULL && i < given->ids->len; i++) {
        if (given->ids->pdata[i] != NULL)
            g_ptr_array_add(edit->ids, g_strdup(given->ids->pdata[i]));
        g_ptr_array_add(edit->questions, g_strdup(given->questions->pdata[i]));
    }
    if (!placed || first == NULL)
        edit->was = g_strdup(first != NULL ? first : field->key);
    return edit;
}

/* Comments on the label, say: they are about the answer below it. */
static void
take_head_comments(const Manuscript *manuscript, const WordField *field, const WordMarkup *made)
{
    for (guint i = 0; i < field->heads->len; i++) {
        const ManuscriptParagraph *head = g_ptr_array_index(field->heads, i);
        for (guint j = 0; j < head->runs->len; j++) {
            const ManuscriptRun *run = g_ptr_array_index(head->runs, j);
            if (run->kind == MANUSCRIPT_COMMENT)
                g_ptr_array_add(made->comments,
                                g_ptr_array_index(manuscript->comments, run->index));
        }
    }
}

static void
take_field(Importer *importer, const Manuscript *manuscript, const WordField *field,
           const Given *given, const Entry **near)
{
    const Entry *entry = find_entry(importer, field, given);
    const char *now = entry != NULL && entry->text.text != NULL ? entry->text.text : "";
    g_autofree char *hash = review_hash(now);
    bool known = given != NULL || (entry != NULL && strcmp(hash, field->hash) == 0);
    g_autoptr(Base) base = known ? base_new(given != NULL ? given->text : now) : NULL;
    const char *id = given != NULL && given->ids->len > 0 ? given->ids->pdata[0] : NULL;
    const Answered answered = { .manuscript = manuscript,
                                .paragraphs = field->paragraphs,
                                .place = field->place,
                                .name = entry != NULL ? entry_name(entry) : id,
                                .base = base,
                                .folder_file = entry != NULL   ? entry->file
                                               : *near != NULL ? (*near)->file
                                                               : 0,
                                .heading_offset = REVIEW_HEADING_OFFSET };

    if (entry != NULL)
        *near = entry;
    g_autoptr(WordMarkup) made = importer_read(importer, &answered);
    if (made == NULL) {
        importer_pass_comments(importer, manuscript, field->heads);
        return;
    }

    take_head_comments(manuscript, field, made);
    g_autofree char *sense = markup_sense(made->markup);
    g_autofree char *before = base != NULL ? markup_sense(base->normal) : NULL;
    bool same = before != NULL ? strcmp(sense, before) == 0 : *sense == '\0';
    if (same && made->comments->len == 0) {
        importer->import->same++;
        return;
    }
    EntryEdit *edit =
        entry != NULL ? importer_edit(importer, entry) : new_edit(importer, field, given, *near);
    importer_note_comments(importer, &answered, made, edit);
    if (same)
        importer->import->same++;
    else
        importer_put(importer, &answered, made, edit);
}

void
import_review(Importer *importer, const Manuscript *manuscript, GHashTable *givens,
              const GPtrArray *fields)
{
    const Entry *near = NULL;

    for (guint i = 0; i < fields->len; i++) {
        const WordField *field = g_ptr_array_index(fields, i);
        if (word_field_holds_place(field))
            take_field(importer, manuscript, field, given_find(givens, field->key, field->hash),
                       &near);
    }
}
