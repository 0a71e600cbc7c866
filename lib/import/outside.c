/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Words of Word files that are in no answer, and what hangs on them: all is listed, and nothing taken over. Of a file that
 * went out for review it is known what was in it; only what came to it is told.
 */
#include <glib/gi18n-lib.h>

#include "answers/review-key.h"
#include "base/utf8.h"
#include "import/import-private.h"

static void
list_words(const Importer *importer, const Manuscript *manuscript, guint place, const char *words)
{
    ImportItem *item = import_add(importer->import, IMPORT_OUTSIDE, manuscript->name, place, NULL);

    g_free(item->text);
    item->text = g_strdup(words);
}

/* The words of a note that are not `around` (NULL: nothing is); NULL where there are none. Newly allocated. */
static char *
note_words(const ManuscriptNote *note, const GHashTable *around)
{
    g_autoptr(GString) words = g_string_new(NULL);

    for (guint i = 0; i < note->paragraphs->len; i++) {
        g_autofree char *text = manuscript_paragraph_text(g_ptr_array_index(note->paragraphs, i));
        g_autofree char *hash = review_words_hash(text);
        if (around == NULL || !g_hash_table_contains((GHashTable *)around, hash))
            g_string_append_printf(words, "%s%s", words->len > 0 ? " " : "", text);
    }
    char *collapsed = utf8_collapse(words->str);
    if (*collapsed == '\0')
        g_clear_pointer(&collapsed, g_free);
    return collapsed;
}

/* What has neither words nor a place in the text of a question. */
enum {
    LOSS_THINGS =
        LOSS_EQUATION | LOSS_CHART | LOSS_DRAWING | LOSS_OBJECT | LOSS_TEXT_BOX | LOSS_IMAGE
};

/* "equation, object"; NULL where there is nothing of the kind. Newly allocated. */
static char *
loss_names(unsigned losses)
{
    GString *names = g_string_new(NULL);

    for (unsigned bit = 1; bit < LOSS_ALL; bit <<= 1)
        if ((losses & LOSS_THINGS & bit) != 0)
            g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "",
                                   manuscript_loss_slug((ManuscriptLoss)bit));
    return g_string_free(names, names->len == 0);
}

/* What a run holds besides words; NULL. Newly allocated. */
static char *
run_hanging(const Manuscript *manuscript, const ManuscriptRun *run, const GHashTable *around,
            bool with_comments)
{
    if (run->kind == MANUSCRIPT_COMMENT)
        return with_comments ? comment_line(g_ptr_array_index(manuscript->comments, run->index))
                             : NULL;
    if (run->change == TRACK_DELETED || run->change == TRACK_BOTH)
        return NULL;
    if (run->kind == MANUSCRIPT_NOTE)
        return note_words(g_ptr_array_index(manuscript->notes, run->index), around);
    if (run->kind == MANUSCRIPT_IMAGE)
        return g_strdup_printf("[%s]",
                               *run->text != '\0' || run->name == NULL ? run->text : run->name);
    return loss_names(run->losses);
}

static GPtrArray *
find_hanging(const Manuscript *manuscript, const ManuscriptParagraph *paragraph,
             const GHashTable *around, bool with_comments)
{
    GPtrArray *found = g_ptr_array_new_with_free_func(g_free);
    char *lost = loss_names(paragraph->losses);

    if (lost != NULL)
        g_ptr_array_add(found, lost);
    for (guint i = 0; i < paragraph->runs->len; i++) {
        char *words =
            run_hanging(manuscript, g_ptr_array_index(paragraph->runs, i), around, with_comments);
        if (words != NULL)
            g_ptr_array_add(found, words);
    }
    return found;
}

void
list_hanging(const Importer *importer, const Manuscript *manuscript,
             const ManuscriptParagraph *paragraph)
{
    g_autoptr(GPtrArray) found = find_hanging(manuscript, paragraph, NULL, true);

    for (guint i = 0; i < found->len; i++)
        list_words(importer, manuscript, paragraph->place, g_ptr_array_index(found, i));
}

static void
report_words(const Importer *importer, const Manuscript *manuscript, guint place, const char *words)
{
    list_words(importer, manuscript, place, words);
    importer_report(importer, DIAG_NOT_IN_ANSWER, manuscript->name, place,
                    _("this stands in no answer and isn't taken over; move it into one, if it "
                      "belongs there"));
}

/* The comments of these become notes of an answer. */
static GHashTable *
gather_heads(const GPtrArray *fields)
{
    GHashTable *heads = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < fields->len; i++) {
        const WordField *field = g_ptr_array_index(fields, i);
        for (guint j = 0; j < field->heads->len; j++)
            g_hash_table_add(heads, g_ptr_array_index(field->heads, j));
    }
    return heads;
}

/* Text that was copied into another file has lost the part of XML that says what went out: nobody knows what is new. */
static void
list_all(const Importer *importer, const Manuscript *manuscript, const GPtrArray *outside)
{
    for (guint i = 0; i < outside->len; i++) {
        const ManuscriptParagraph *paragraph = g_ptr_array_index(outside, i);
        g_autofree char *text = manuscript_paragraph_text(paragraph);
        g_autofree char *words = utf8_collapse(text);
        if (*words != '\0')
            list_words(importer, manuscript, paragraph->place, words);
        list_hanging(importer, manuscript, paragraph);
    }
    importer_report(importer, DIAG_NOT_IN_ANSWER, manuscript->name, 0,
                    _("the file doesn't say any more what was in it when it went out; look through "
                      "the list for words that belong into an answer"));
}

void
report_outside(const Importer *importer, const Manuscript *manuscript, const GPtrArray *fields,
               const GHashTable *around, const GPtrArray *outside)
{
    g_autoptr(GHashTable) heads = gather_heads(fields);

    if (manuscript->data->len == 0)
        list_all(importer, manuscript, outside);
    if (g_hash_table_size((GHashTable *)around) == 0)
        return;
    for (guint i = 0; i < outside->len; i++) {
        const ManuscriptParagraph *paragraph = g_ptr_array_index(outside, i);
        g_autofree char *text = manuscript_paragraph_text(paragraph);
        g_autofree char *words = utf8_collapse(text);
        g_autofree char *hash = review_words_hash(text);
        g_autoptr(GPtrArray) hanging =
            find_hanging(manuscript, paragraph, around, !g_hash_table_contains(heads, paragraph));
        if (*words != '\0' && !g_hash_table_contains((GHashTable *)around, hash))
            report_words(importer, manuscript, paragraph->place, words);
        for (guint j = 0; j < hanging->len; j++)
            report_words(importer, manuscript, paragraph->place, g_ptr_array_index(hanging, j));
    }
}
