/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Answers written in Word, back into the YAML.
 *
 * In: the answers, and Word files as manuscripts. Out: edits to the answers files, and what a person has to look at.
 *
 * An answer that nobody touched stays byte for byte as it is: what Word holds is compared with the text that went out,
 * both as blocks in normal form, since Word knows nothing of the Markdown. Only a real difference is an edit, and what
 * is the same in an edited answer keeps its bytes (merge.c). Where the YAML has changed since then as well, both are
 * kept (`theirs`) and the build stops.
 *
 * Nothing is lost in silence: what has no place becomes an entry without one, what Markdown can't say stops the import
 * until it is accepted by name, and what stands in no answer is listed.
 *
 * All files are read before anything is asked for, since two of them may hold the same answer: what each entry is to get
 * is gathered (EntryEdit) and applied at the end.
 */
#include "import/import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "answers/review-key.h"
#include "base/utf8.h"
#include "import/import-private.h"

static void
item_free(gpointer data)
{
    ImportItem *item = data;

    g_free(item->question);
    g_free(item->text);
    g_free(item);
}

static void
image_free(gpointer data)
{
    ImportImage *image = data;

    g_free(image->path);
    g_bytes_unref(image->bytes);
    g_free(image);
}

static void
conflict_free(gpointer data)
{
    ImportConflict *conflict = data;

    g_free(conflict->question);
    g_free(conflict->message);
    g_free(conflict);
}

static void
edit_free(gpointer data)
{
    EntryEdit *edit = data;

    g_free(edit->text);
    g_free(edit->sense);
    g_free(edit->see);
    g_free(edit->was);
    g_free(edit->key);
    g_ptr_array_unref(edit->theirs);
    g_ptr_array_unref(edit->notes);
    g_ptr_array_unref(edit->ids);
    g_ptr_array_unref(edit->questions);
    g_free(edit);
}

void
import_free(Import *import)
{
    if (import == NULL)
        return;

    answers_edit_free(import->edit);
    g_ptr_array_unref(import->items);
    g_ptr_array_unref(import->images);
    g_ptr_array_unref(import->conflicts);
    g_hash_table_unref(import->added);
    g_free(import);
}

const char *
import_kind_slug(ImportKind kind)
{
    static const char *const slugs[] = { "text",    "conflict", "deferred", "new",   "unplaced",
                                         "see",     "note",     "change",   "image", "retyped",
                                         "outside", "margin",   "hidden" };
    return slugs[kind];
}

ImportItem *
import_add(Import *import, ImportKind kind, const char *file, guint place, const char *question)
{
    ImportItem *item = g_new0(ImportItem, 1);

    item->kind = kind;
    item->file = file;
    item->paragraph = place;
    item->question = g_strdup(question);
    item->text = g_strdup("");
    g_ptr_array_add(import->items, item);
    return item;
}

static void
report_at(Diags *diags, DiagCode code, const char *file, guint place, const char *message)
{
    const DiagPlace where = { .file = (char *)file, .line = (int)place, .column = place > 0 };

    diags_add_at(diags, code, &where, message);
}

void
importer_report(const Importer *importer, DiagCode code, const char *file, guint place,
                const char *message)
{
    report_at(importer->diags, code, file, place, message);
}

const char *
entry_name(const Entry *entry)
{
    if (entry->to->len == 0)
        return entry->unplaced_was.text;
    return ((const Target *)g_ptr_array_index(entry->to, 0))->first;
}

static EntryEdit *
edit_new(Importer *importer)
{
    EntryEdit *edit = g_new0(EntryEdit, 1);

    edit->theirs = g_ptr_array_new_with_free_func(g_free);
    edit->notes = g_ptr_array_new_with_free_func(g_free);
    edit->ids = g_ptr_array_new_with_free_func(g_free);
    edit->questions = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(importer->edits, edit);
    return edit;
}

EntryEdit *
importer_edit(Importer *importer, const Entry *entry)
{
    EntryEdit *edit = g_hash_table_lookup(importer->by_entry, entry);
    if (edit != NULL)
        return edit;

    edit = edit_new(importer);
    edit->entry = entry;
    g_hash_table_insert(importer->by_entry, (gpointer)entry, edit);
    return edit;
}

EntryEdit *
importer_new_entry(Importer *importer)
{
    return edit_new(importer);
}

/* ---- One answer ---- */

static void
report_losses(Importer *importer, const Answered *answered, const WordMarkup *made)
{
    unsigned told = 0;

    for (guint i = 0; i < made->losses->len; i++) {
        const WordLoss *loss = &g_array_index(made->losses, WordLoss, i);
        for (unsigned bit = 1; bit < LOSS_ALL; bit <<= 1) {
            if ((loss->losses & bit) == 0 || (told & bit) != 0 ||
                (importer->options->accepted & bit) != 0)
                continue;
            const char *slug = manuscript_loss_slug((ManuscriptLoss)bit);
            g_autofree char *message = g_strdup_printf(
                _("this has no form in an answer and would be lost (%s), in the answer to %s; take "
                  "it out in Word, or use --accept-loss=%s"),
                slug, answered->name != NULL ? answered->name : "?", slug);
            importer_report(importer, DIAG_LOSSY_IMPORT, answered->manuscript->name, loss->place,
                            message);
            importer->import->stopped = true;
            told |= bit;
        }
    }
}

/* What a tracked change puts in or takes out, a note with its words; NULL. Newly allocated. */
static char *
changed_words(const Manuscript *manuscript, const ManuscriptRun *run)
{
    if (run->change == TRACK_NONE)
        return NULL;
    if (run->kind == MANUSCRIPT_TEXT || run->kind == MANUSCRIPT_IMAGE)
        return g_strdup(run->text);
    return run->kind == MANUSCRIPT_NOTE
               ? note_text(g_ptr_array_index(manuscript->notes, run->index), NULL)
               : NULL;
}

/* The tracked changes, each with its words. */
static void
list_changes(const Importer *importer, const Answered *answered)
{
    for (guint i = 0; i < answered->paragraphs->len; i++) {
        const ManuscriptParagraph *paragraph = g_ptr_array_index(answered->paragraphs, i);
        for (guint j = 0; j < paragraph->runs->len; j++) {
            const ManuscriptRun *run = g_ptr_array_index(paragraph->runs, j);
            g_autofree char *words = changed_words(answered->manuscript, run);
            if (words == NULL)
                continue;
            ImportItem *item =
                import_add(importer->import, IMPORT_CHANGE, answered->manuscript->name,
                           paragraph->place, answered->name);
            g_free(item->text);
            item->text =
                g_strdup_printf(run->change == TRACK_INSERTED ? "{+%s+}" : "[-%s-]", words);
        }
    }
}

static void
list_hidden(const Importer *importer, const Answered *answered, const WordMarkup *made)
{
    for (guint i = 0; i < made->hidden->len; i++) {
        ImportItem *item = import_add(importer->import, IMPORT_HIDDEN, answered->manuscript->name,
                                      answered->place, answered->name);
        g_free(item->text);
        item->text = g_strdup(g_ptr_array_index(made->hidden, i));
    }
}

static bool
is_too_long(const Importer *importer, const Answered *answered, const WordMarkup *made)
{
    g_autofree char *sense = markup_sense(made->markup);
    if (!made->too_long && strlen(sense) <= IMPORT_ANSWER_LIMIT)
        return false;

    g_autofree char *message = g_strdup_printf(
        _("the answer is longer than the limit of %d KiB; divide it"), IMPORT_ANSWER_LIMIT >> 10);
    importer_report(importer, DIAG_LOSSY_IMPORT, answered->manuscript->name, answered->place,
                    message);
    importer->import->stopped = true;
    return true;
}

/* Does the answer stay as it is, whatever it says? Reports why. */
static bool
is_left(const Importer *importer, const Answered *answered, const WordMarkup *made)
{
    if (made->changes == 0 || importer->options->tracked != TRACKED_LIST)
        return is_too_long(importer, answered, made);

    importer_report(
        importer, DIAG_UNDECIDED_CHANGES, answered->manuscript->name, answered->place,
        _("the answer has tracked changes and is left as it is; decide them in Word, or "
          "by --track=accept or --track=reject"));
    importer_pass_comments(importer, answered->manuscript, answered->paragraphs);
    return true;
}

static void
list_images(const Importer *importer, const Answered *answered, guint first)
{
    for (guint i = first; i < importer->import->images->len; i++) {
        const ImportImage *image = g_ptr_array_index(importer->import->images, i);
        ImportItem *item = import_add(importer->import, IMPORT_IMAGE, answered->manuscript->name,
                                      answered->place, answered->name);
        g_free(item->text);
        item->text = g_strdup(image->path);
    }
}

WordMarkup *
importer_read(Importer *importer, const Answered *answered)
{
    ImageNamer namer = { importer, answered };
    const WordMarkupOptions options = {
        .manuscript = answered->manuscript,
        .base = answered->base != NULL ? answered->base->normal : NULL,
        .questions = importer->ids,
        .tracked = importer->options->tracked,
        .heading_offset = answered->heading_offset,
        .name_image = name_image,
        .data = &namer,
    };
    guint images = importer->import->images->len;
    g_autoptr(WordMarkup) made = word_markup_new(answered->paragraphs, &options);

    if (made->changes > 0)
        list_changes(importer, answered);
    if (is_left(importer, answered, made)) {
        forget_images(importer, images);
        return NULL;
    }
    list_images(importer, answered, images);
    report_losses(importer, answered, made);
    list_hidden(importer, answered, made);
    return g_steal_pointer(&made);
}

void
importer_pass_comments(const Importer *importer, const Manuscript *manuscript,
                       const GPtrArray *paragraphs)
{
    for (guint i = 0; i < paragraphs->len; i++) {
        const ManuscriptParagraph *paragraph = g_ptr_array_index(paragraphs, i);
        for (guint j = 0; j < paragraph->runs->len; j++) {
            const ManuscriptRun *run = g_ptr_array_index(paragraph->runs, j);
            if (run->kind == MANUSCRIPT_COMMENT)
                g_hash_table_add(importer->told,
                                 g_ptr_array_index(manuscript->comments, run->index));
        }
    }
}

char *
comment_line(const Importer *importer, const ManuscriptComment *comment)
{
    g_hash_table_add(importer->told, (gpointer)comment);
    GString *line = g_string_new(*comment->author != '\0' ? comment->author : "Opmerking");

    g_string_append_c(line, ':');
    for (guint i = 0; i < comment->paragraphs->len; i++) {
        g_autofree char *text =
            manuscript_paragraph_text(g_ptr_array_index(comment->paragraphs, i));
        g_string_append_printf(line, " %s", g_strstrip(text));
    }
    if (*comment->about != '\0')
        g_string_append_printf(line, " (bij: %s)", comment->about);
    return g_string_free(line, FALSE);
}

void
importer_note_comments(Importer *importer, const Answered *answered, const WordMarkup *made,
                       EntryEdit *edit)
{
    const char *note = edit->entry != NULL ? edit->entry->note.text : NULL;

    for (guint i = 0; i < made->comments->len; i++) {
        char *line = comment_line(importer, g_ptr_array_index(made->comments, i));
        bool known = (note != NULL && strstr(note, line) != NULL) ||
                     g_ptr_array_find_with_equal_func(edit->notes, line, g_str_equal, NULL);
        if (known) {
            g_free(line);
            continue;
        }
        ImportItem *item = import_add(importer->import, IMPORT_COMMENT, answered->manuscript->name,
                                      answered->place, answered->name);
        g_free(item->text);
        item->text = g_strdup(line);
        g_ptr_array_add(edit->notes, line);
    }
}

static char *
conflict_message(const Answered *answered, const EntryEdit *edit)
{
    const char *file = answered->manuscript->name;

    if (edit->file != NULL)
        return g_strdup_printf(
            _("%s and %s hold different texts for this answer; join \"text\" and "
              "\"theirs\", and take \"theirs\" out"),
            edit->file, file);
    if (edit->entry != NULL && edit->entry->is_deferred)
        return g_strdup_printf(
            _("%s answers what is deferred here; make \"theirs\" the \"text\" and "
              "take \"deferred\" out, or take \"theirs\" out"),
            file);
    return g_strdup_printf(
        _("this answer was changed here and in %s; join \"text\" and \"theirs\", "
          "and take \"theirs\" out"),
        file);
}

static void
add_conflict(Importer *importer, const Answered *answered, EntryEdit *edit, char *text)
{
    const char *theirs = edit->entry != NULL ? edit->entry->theirs.text : NULL;
    bool deferred = edit->entry != NULL && edit->entry->is_deferred;
    ImportConflict *conflict = g_new0(ImportConflict, 1);

    import_add(importer->import, deferred ? IMPORT_DEFERRED : IMPORT_CONFLICT,
               answered->manuscript->name, answered->place, answered->name);
    conflict->entry = edit->entry;
    conflict->file = answered->manuscript->name;
    conflict->paragraph = answered->place;
    conflict->question = g_strdup(answered->name);
    conflict->message = conflict_message(answered, edit);
    g_ptr_array_add(importer->import->conflicts, conflict);
    bool known = theirs != NULL && strstr(theirs, text) != NULL;
    if (known || g_ptr_array_find_with_equal_func(edit->theirs, text, g_str_equal, NULL))
        g_free(text);
    else
        g_ptr_array_add(edit->theirs, text);
}

void
importer_put(Importer *importer, const Answered *answered, const WordMarkup *made, EntryEdit *edit)
{
    const char *now =
        edit->entry != NULL && edit->entry->text.text != NULL ? edit->entry->text.text : "";
    g_autoptr(Base) present = base_new(now);
    g_autofree char *sense = markup_sense(made->markup);
    g_autofree char *present_sense = markup_sense(present->normal);
    g_autofree char *base_sense =
        answered->base != NULL ? markup_sense(answered->base->normal) : g_strdup("");
    bool unchanged = strcmp(present_sense, base_sense) == 0;

    if (strcmp(sense, edit->sense != NULL ? edit->sense : present_sense) == 0) {
        importer->import->same++;
        return;
    }
    char *text = merge_markup(unchanged ? present : answered->base, made->markup);
    bool deferred = edit->entry != NULL && edit->entry->is_deferred;
    if (!unchanged || deferred || edit->sense != NULL) {
        add_conflict(importer, answered, edit, text);
        return;
    }
    ImportKind kind = edit->entry != NULL ? IMPORT_TEXT
                      : edit->was != NULL ? IMPORT_UNPLACED
                                          : IMPORT_NEW;
    ImportItem *item = import_add(importer->import, kind, answered->manuscript->name,
                                  answered->place, answered->name);
    if (*sense == '\0') {
        g_free(item->text);
        item->text = g_strdup(_("it is empty now"));
    }
    edit->text = text;
    edit->sense = g_steal_pointer(&sense);
    edit->file = answered->manuscript->name;
    edit->place = answered->place;
}

/* ---- All of them ---- */

/* Where an answer has more than two: a rule, in Markdown. */
static const char between_versions[] = "\n\n---\n\n";

static char *
join_texts(const char *before, const GPtrArray *texts, const char *between)
{
    GString *joined = g_string_new(before);

    for (guint i = 0; i < texts->len; i++) {
        while (joined->len > 0 && joined->str[joined->len - 1] == '\n')
            g_string_truncate(joined, joined->len - 1);
        if (joined->len > 0)
            g_string_append(joined, between);
        g_string_append(joined, g_ptr_array_index(texts, i));
    }
    return g_string_free(joined, FALSE);
}

static void
apply_to_entry(const Importer *importer, const EntryEdit *edit)
{
    AnswersEdit *answers = importer->import->edit;
    const Entry *entry = edit->entry;

    if (edit->notes->len > 0) {
        g_autofree char *note = join_texts(entry->note.text, edit->notes, "\n");
        answers_edit_set(answers, entry, "note", yaml_text_new(note));
    }
    if (edit->text != NULL) {
        answers_edit_set(answers, entry, "text", yaml_text_new(edit->text));
        if (entry->state == STATUS_APPROVED && !entry->bad_status)
            answers_edit_set(answers, entry, "status", yaml_text_new("review"));
    }
    if (edit->theirs->len > 0) {
        g_autofree char *theirs = join_texts(entry->theirs.text, edit->theirs, between_versions);
        answers_edit_set(answers, entry, "theirs", yaml_text_new(theirs));
    }
    if (edit->see != NULL)
        answers_edit_set(answers, entry, "see", yaml_text_new(edit->see));
}

static guint
count_behind(const Import *import, const Entry *entry)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(import->added, entry));
}

static void
apply_new(const Importer *importer, const EntryEdit *edit)
{
    YamlNode *entry = yaml_collection_new(YAML_MAPPING, YAML_BLOCK);

    if (edit->was != NULL) {
        YamlNode *unplaced = yaml_collection_new(YAML_MAPPING, YAML_FLOW);
        yaml_add(unplaced, "was", yaml_text_new(edit->was));
        yaml_add(entry, "unplaced", unplaced);
    } else {
        yaml_add(entry, "to", yaml_texts_new(edit->ids, YAML_FLOW));
    }
    if (edit->questions->len > 0)
        yaml_add(entry, "question", yaml_texts_new(edit->questions, YAML_BLOCK));
    yaml_add(entry, "status", yaml_text_new("draft"));
    if (edit->notes->len > 0) {
        g_autofree char *note = join_texts("", edit->notes, "\n");
        yaml_add(entry, "note", yaml_text_new(note));
    }
    yaml_add(entry, "text", yaml_text_new(edit->text != NULL ? edit->text : ""));
    if (edit->theirs->len > 0) {
        g_autofree char *theirs = join_texts("", edit->theirs, between_versions);
        yaml_add(entry, "theirs", yaml_text_new(theirs));
    }
    answers_edit_add(importer->import->edit, edit->near, SPLICE_BEHIND, 0, entry);
    g_hash_table_insert(importer->import->added, (gpointer)edit->near,
                        GUINT_TO_POINTER(count_behind(importer->import, edit->near) + 1));
}

static void
report_unplaced(const Importer *importer, const EntryEdit *edit)
{
    if (edit->was == NULL || edit->file == NULL)
        return;

    g_autofree char *message =
        g_strdup_printf(_("no entry asks what this answers (%s); its text is kept as an entry "
                          "without a question: give it a `to`, or use it elsewhere"),
                        edit->was);
    importer_report(importer, DIAG_UNPLACED, edit->file, edit->place, message);
}

static void
apply_edits(const Importer *importer)
{
    for (guint i = 0; i < importer->edits->len; i++) {
        const EntryEdit *edit = g_ptr_array_index(importer->edits, i);
        bool empty = edit->text == NULL && edit->theirs->len == 0 && edit->notes->len == 0 &&
                     edit->see == NULL;
        if (edit->entry != NULL)
            apply_to_entry(importer, edit);
        else if (!empty)
            apply_new(importer, edit);
        if (!empty)
            report_unplaced(importer, edit);
    }
}

static void
add_id(const Importer *importer, const char *id)
{
    char *key = review_key(id);

    if (g_hash_table_contains(importer->ids, key))
        g_free(key);
    else
        g_hash_table_insert(importer->ids, key, g_strdup(id));
}

static void
index_questions(const Importer *importer, const Entry *entry, guint index)
{
    for (guint i = 0; i < entry->questions->len; i++) {
        const Field *question = g_ptr_array_index(entry->questions, i);
        char *words = question->text != NULL ? utf8_comparable(question->text) : NULL;
        if (words == NULL || g_hash_table_contains(importer->by_words, words))
            g_free(words);
        else
            g_hash_table_insert(importer->by_words, words, GUINT_TO_POINTER(index + 1));
    }
}

static void
index_entry(Importer *importer, Entry *entry)
{
    for (guint i = 0; i < entry->to->len; i++) {
        const Target *target = g_ptr_array_index(entry->to, i);
        g_autofree char *part = g_strconcat(target->first, "-1", NULL);
        add_id(importer, target->first);
        if (i > 0)
            continue;
        /* "2" names all questions under that number; the first of them is "2-1". */
        g_hash_table_insert(importer->by_key, review_key(target->first), entry);
        char *key = review_key(part);
        if (g_hash_table_contains(importer->by_key, key))
            g_free(key);
        else
            g_hash_table_insert(importer->by_key, key, entry);
    }
}

static void
add_given_ids(const Importer *importer, const Manuscript *manuscript)
{
    for (guint i = 0; i < manuscript->data->len; i++) {
        const char *id = manuscript_datum_get(g_ptr_array_index(manuscript->data, i), "id");
        if (id != NULL)
            add_id(importer, id);
    }
}

/* A file of ours that holds no field any more has lost them all: what stands there is no answer by its place. */
static void
import_manuscript(Importer *importer, const Manuscript *manuscript)
{
    g_autoptr(GPtrArray) outside = g_ptr_array_new();
    g_autoptr(GHashTable) around = around_read(manuscript);
    g_autoptr(GPtrArray) fields =
        word_fields_find(manuscript, importer->options->hint, around, outside);
    bool is_review = fields->len > 0 || manuscript->data->len > 0;

    if (is_review) {
        g_autoptr(GHashTable) givens = given_read(manuscript);
        add_given_ids(importer, manuscript);
        import_review(importer, manuscript, givens, fields);
        report_outside(importer, manuscript, around, outside);
        report_missing(importer, manuscript, givens, fields);
    } else {
        import_foreign(importer, manuscript);
    }
    report_margins(importer, manuscript, around, is_review);
}

Import *
import_new(const Answers *answers, const GPtrArray *manuscripts, const ImportOptions *options,
           Diags *diags)
{
    Import *import = g_new0(Import, 1);
    import->answers = answers;
    import->edit = answers_edit_new(answers);
    import->items = g_ptr_array_new_with_free_func(item_free);
    import->images = g_ptr_array_new_with_free_func(image_free);
    import->conflicts = g_ptr_array_new_with_free_func(conflict_free);
    import->added = g_hash_table_new(NULL, NULL);

    g_autoptr(GHashTable) by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) by_entry = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) names =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
    g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GHashTable) words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) new_by_key = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) told = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) edits = g_ptr_array_new_with_free_func(edit_free);
    Importer importer = { .answers = answers,
                          .options = options,
                          .import = import,
                          .diags = diags,
                          .by_key = by_key,
                          .ids = ids,
                          .by_words = words,
                          .new_by_key = new_by_key,
                          .edits = edits,
                          .by_entry = by_entry,
                          .new_names = names,
                          .told = told };
    for (guint i = 0; i < answers->entries->len; i++) {
        index_entry(&importer, g_ptr_array_index(answers->entries, i));
        index_questions(&importer, g_ptr_array_index(answers->entries, i), i);
    }
    for (guint i = 0; i < manuscripts->len; i++)
        import_manuscript(&importer, g_ptr_array_index(manuscripts, i));
    apply_edits(&importer);
    return import;
}

/*
 * Entry → the same in what was written, and that → itself: they follow each other as before, new ones among them.
 */
static GHashTable *
find_written(const Import *import, const Answers *written)
{
    GHashTable *places = g_hash_table_new(NULL, NULL);
    guint index = 0;
    int file = 0;

    for (guint i = 0; i < import->answers->entries->len; i++, index++) {
        Entry *entry = g_ptr_array_index(import->answers->entries, i);
        if (file == 0 && entry->file > 0)
            index += count_behind(import, NULL);
        file = entry->file;
        if (index < written->entries->len) {
            Entry *same = g_ptr_array_index(written->entries, index);
            g_hash_table_insert(places, entry, same);
            g_hash_table_add(places, same);
        }
        index += count_behind(import, entry);
    }
    return places;
}

/* The name of a new entry → that entry. */
static GHashTable *
find_new(const Answers *written, GHashTable *places)
{
    GHashTable *names = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < written->entries->len; i++) {
        Entry *entry = g_ptr_array_index(written->entries, i);
        const char *name = entry_name(entry);
        if (name != NULL && !g_hash_table_contains(places, entry))
            g_hash_table_insert(names, (gpointer)name, entry);
    }
    return names;
}

void
import_report(const Import *import, const Answers *written, Diags *diags)
{
    g_autoptr(GHashTable) places = written != NULL ? find_written(import, written) : NULL;
    g_autoptr(GHashTable) names = written != NULL ? find_new(written, places) : NULL;

    for (guint i = 0; i < import->conflicts->len; i++) {
        const ImportConflict *conflict = g_ptr_array_index(import->conflicts, i);
        const Entry *entry = conflict->entry;
        if (entry != NULL && written != NULL)
            entry = g_hash_table_lookup(places, entry);
        else if (written != NULL && conflict->question != NULL)
            entry = g_hash_table_lookup(names, conflict->question);
        if (entry == NULL) {
            report_at(diags, DIAG_CONFLICT, conflict->file, conflict->paragraph, conflict->message);
            continue;
        }
        Span span = entry->theirs.text != NULL    ? entry->theirs.key
                    : span_is_set(entry->to_span) ? entry->to_span
                                                  : entry->span;
        diags_add(diags, DIAG_CONFLICT, span, conflict->question, "%s", conflict->message);
    }
}
