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
list_words(const Importer *importer, const Manuscript *manuscript, ImportKind kind, guint place,
           const char *words)
{
    ImportItem *item = import_add(importer->import, kind, manuscript->name, place, NULL);

    g_free(item->text);
    item->text = g_strdup(words);
}

/* The words of a note that are not `around` (NULL: nothing is); NULL where there are none. Newly allocated. */
char *
note_text(const ManuscriptNote *note, const GHashTable *around)
{
    g_autoptr(GString) words = g_string_new(NULL);

    for (guint i = 0; i < note->paragraphs->len; i++) {
        g_autofree char *text = manuscript_paragraph_text(g_ptr_array_index(note->paragraphs, i));
        g_autofree char *hash = around != NULL ? review_words_hash(text) : NULL;
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
run_hanging(const Manuscript *manuscript, const ManuscriptRun *run, const GHashTable *around)
{
    bool deleted = run->change == TRACK_DELETED || run->change == TRACK_BOTH;
    if (run->kind == MANUSCRIPT_COMMENT || (deleted && around != NULL))
        return NULL;
    if (deleted && run->kind == MANUSCRIPT_TEXT)
        return g_strdup_printf("[-%s-]", run->text);
    if (run->kind == MANUSCRIPT_NOTE)
        return note_text(g_ptr_array_index(manuscript->notes, run->index), around);
    if (run->kind == MANUSCRIPT_IMAGE)
        return g_strdup_printf("[%s]",
                               *run->text != '\0' || run->name == NULL ? run->text : run->name);
    return loss_names(run->losses);
}

bool
holds_things(const ManuscriptParagraph *paragraph)
{
    unsigned losses = paragraph->losses;

    for (guint i = 0; i < paragraph->runs->len; i++) {
        const ManuscriptRun *run = g_ptr_array_index(paragraph->runs, i);
        losses |= run->losses;
        if (run->kind == MANUSCRIPT_IMAGE)
            return true;
    }
    return (losses & LOSS_THINGS) != 0;
}

static GPtrArray *
find_hanging(const Importer *importer, const Manuscript *manuscript,
             const ManuscriptParagraph *paragraph, const GHashTable *around)
{
    GPtrArray *found = g_ptr_array_new_with_free_func(g_free);
    char *lost = loss_names(paragraph->losses);

    if (lost != NULL)
        g_ptr_array_add(found, lost);
    for (guint i = 0; i < paragraph->runs->len; i++) {
        const ManuscriptRun *run = g_ptr_array_index(paragraph->runs, i);
        const ManuscriptComment *comment = run->kind == MANUSCRIPT_COMMENT
                                               ? g_ptr_array_index(manuscript->comments, run->index)
                                               : NULL;
        bool untold = comment != NULL && !g_hash_table_contains(importer->told, comment);
        char *words =
            untold ? comment_line(importer, comment) : run_hanging(manuscript, run, around);
        if (words != NULL)
            g_ptr_array_add(found, words);
    }
    return found;
}

void
list_hanging(const Importer *importer, const Manuscript *manuscript,
             const ManuscriptParagraph *paragraph)
{
    g_autoptr(GPtrArray) found = find_hanging(importer, manuscript, paragraph, NULL);

    for (guint i = 0; i < found->len; i++)
        list_words(importer, manuscript, IMPORT_OUTSIDE, paragraph->place,
                   g_ptr_array_index(found, i));
}

static void
report_words(const Importer *importer, const Manuscript *manuscript, guint place, const char *words)
{
    list_words(importer, manuscript, IMPORT_OUTSIDE, place, words);
    importer_report(importer, DIAG_NOT_IN_ANSWER, manuscript->name, place,
                    _("this stands in no answer and isn't taken over; move it into one, if it "
                      "belongs there"));
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
            list_words(importer, manuscript, IMPORT_OUTSIDE, paragraph->place, words);
        list_hanging(importer, manuscript, paragraph);
    }
    importer_report(importer, DIAG_NOT_IN_ANSWER, manuscript->name, 0,
                    _("the file doesn't say any more what was in it when it went out; look through "
                      "the list for words that belong into an answer"));
}

void
report_outside(const Importer *importer, const Manuscript *manuscript, const GHashTable *around,
               const GPtrArray *outside)
{
    if (manuscript->data->len == 0)
        list_all(importer, manuscript, outside);
    if (g_hash_table_size((GHashTable *)around) == 0)
        return;
    for (guint i = 0; i < outside->len; i++) {
        const ManuscriptParagraph *paragraph = g_ptr_array_index(outside, i);
        g_autofree char *text = manuscript_paragraph_text(paragraph);
        g_autofree char *words = utf8_collapse(text);
        g_autofree char *hash = review_words_hash(text);
        g_autoptr(GPtrArray) hanging = find_hanging(importer, manuscript, paragraph, around);
        if (*words != '\0' && !g_hash_table_contains((GHashTable *)around, hash))
            report_words(importer, manuscript, paragraph->place, words);
        for (guint j = 0; j < hanging->len; j++)
            report_words(importer, manuscript, paragraph->place, g_ptr_array_index(hanging, j));
    }
}

/* ---- What stands in no paragraph of the text ---- */

/* Adds the paragraphs of a header or footer that are neither `around` nor in the line yet. */
static void
append_margin(const ManuscriptNote *margin, const GHashTable *around, GHashTable *seen,
              GString *line)
{
    for (guint i = 0; i < margin->paragraphs->len; i++) {
        g_autofree char *text = manuscript_paragraph_text(g_ptr_array_index(margin->paragraphs, i));
        g_autofree char *words = utf8_collapse(text);
        g_autofree char *hash = review_words_hash(text);
        if (*words != '\0' && !g_hash_table_contains((GHashTable *)around, hash) &&
            g_hash_table_add(seen, g_strdup(words)))
            g_string_append_printf(line, "%s%s", line->len > 0 ? " / " : "", words);
    }
}

static bool
says_nothing(const ManuscriptComment *comment)
{
    for (guint i = 0; i < comment->paragraphs->len; i++) {
        g_autofree char *text =
            manuscript_paragraph_text(g_ptr_array_index(comment->paragraphs, i));
        if (*g_strstrip(text) != '\0')
            return false;
    }
    return true;
}

/* One line for all: a letterhead is no news, but someone may have typed there. */
static bool
list_margins(const Importer *importer, const Manuscript *manuscript, const GHashTable *around)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GString) line = g_string_new(NULL);

    for (guint i = 0; i < manuscript->margins->len; i++)
        append_margin(g_ptr_array_index(manuscript->margins, i), around, seen, line);
    if (line->len > 0)
        list_words(importer, manuscript, IMPORT_MARGIN, 0, line->str);
    return line->len > 0;
}

static bool
list_loose_comments(const Importer *importer, const Manuscript *manuscript)
{
    bool any = false;

    for (guint i = 0; i < manuscript->comments->len; i++) {
        const ManuscriptComment *comment = g_ptr_array_index(manuscript->comments, i);
        if (g_hash_table_contains(importer->told, comment) || says_nothing(comment))
            continue;
        g_autofree char *line = comment_line(importer, comment);
        list_words(importer, manuscript, IMPORT_OUTSIDE, 0, line);
        any = true;
    }
    return any;
}

void
report_margins(const Importer *importer, const Manuscript *manuscript, const GHashTable *around,
               bool is_review)
{
    bool margins = list_margins(importer, manuscript, around);
    bool comments = list_loose_comments(importer, manuscript);

    if (is_review && (margins || comments) && g_hash_table_size((GHashTable *)around) > 0)
        importer_report(
            importer, DIAG_NOT_IN_ANSWER, manuscript->name, 0,
            _("the list holds words of headers and footers, or comments on nothing, "
              "that aren't taken over; move them into an answer, if they belong there"));
}

static gint
compare_places(gconstpointer a, gconstpointer b)
{
    guint first = ((const Given *)a)->place, second = ((const Given *)b)->place;

    return first < second ? -1 : first > second;
}

void
report_missing(const Importer *importer, const Manuscript *manuscript, GHashTable *givens,
               const GPtrArray *fields)
{
    g_autoptr(GList) ordered = g_list_sort(g_hash_table_get_values(givens), compare_places);
    g_autoptr(GHashTable) found = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GString) names = g_string_new(NULL);

    for (guint i = 0; i < fields->len; i++) {
        const WordField *field = g_ptr_array_index(fields, i);
        if (word_field_holds_place(field))
            g_hash_table_add(found, field->key);
    }
    for (const GList *each = ordered; each != NULL; each = each->next) {
        const Given *given = each->data;
        if (given->key == NULL || given->ids->len == 0 ||
            !g_hash_table_add(found, (gpointer)given->key))
            continue;
        const char *id = g_ptr_array_index(given->ids, 0);
        const char *words = g_ptr_array_index(given->questions, 0);
        g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", id != NULL ? id : words);
    }
    if (names->len == 0)
        return;
    g_autofree char *message =
        g_strdup_printf(_("this file went out with answers that it no longer holds (%s); they stay "
                          "as they are: take out by hand what is meant to go"),
                        names->str);
    importer_report(importer, DIAG_ANSWER_MISSING, manuscript->name, 0, message);
}
