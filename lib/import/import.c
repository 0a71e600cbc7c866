/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Answers written in Word, back into the YAML.
 *
 * In: the answers, and Word files as manuscripts. Out: edits to the answers files, and what a person has to look at.
 *
 * An answer that nobody touched stays byte for byte as it is: what Word holds is compared with the text that went out,
 * both as blocks in normal form, since Word knows nothing of the Markdown. Only a real difference is an edit. Where the
 * YAML has changed since then as well, both are kept (`theirs`) and the build stops.
 *
 * Nothing is lost in silence: what has no place becomes an entry without one, what Markdown can't say stops the import
 * until it is accepted by name, and what stands in no answer is listed.
 */
#include "import/import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "answers/review-key.h"
#include "import/import-private.h"
#include "markup/write-markup.h"

typedef struct Importer {
    const Answers *answers;
    const ImportOptions *options;
    Import *import;
    Diags *diags;
    GHashTable *by_key;  /* key → Entry */
    GPtrArray *ids;      /* char *: all ids that entries name */
    GHashTable *written; /* Entry → char *: the text that a file before gave it */
} Importer;

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

void
import_free(Import *import)
{
    if (import == NULL)
        return;

    answers_edit_free(import->edit);
    g_ptr_array_unref(import->items);
    g_ptr_array_unref(import->images);
    g_free(import);
}

const char *
import_kind_slug(ImportKind kind)
{
    static const char *const slugs[] = { "text",    "conflict", "new",    "unplaced",
                                         "comment", "change",   "outside" };
    return slugs[kind];
}

static ImportItem *
add_item(Importer *importer, ImportKind kind, const Manuscript *manuscript, const char *text)
{
    ImportItem *item = g_new0(ImportItem, 1);

    item->kind = kind;
    item->file = manuscript->name;
    item->text = g_strdup(text);
    g_ptr_array_add(importer->import->items, item);
    return item;
}

static const char *
entry_name(const Entry *entry)
{
    if (entry->to->len == 0)
        return entry->unplaced_was.text;
    return ((const Target *)g_ptr_array_index(entry->to, 0))->first;
}

static void
index_entries(Importer *importer)
{
    for (guint i = 0; i < importer->answers->entries->len; i++) {
        Entry *entry = g_ptr_array_index(importer->answers->entries, i);
        for (guint j = 0; j < entry->to->len; j++) {
            const Target *target = g_ptr_array_index(entry->to, j);
            g_autofree char *part = g_strconcat(target->first, "-1", NULL);
            g_ptr_array_add(importer->ids, g_strdup(target->first));
            if (j > 0)
                continue;
            g_hash_table_insert(importer->by_key, review_key(target->first), entry);
            char *key = review_key(part);
            if (!g_hash_table_contains(importer->by_key, key))
                g_hash_table_insert(importer->by_key, key, entry);
            else
                g_free(key);
        }
    }
}

/* A field of a file with all that it is held against. */
typedef struct Taken {
    const Manuscript *manuscript;
    const WordField *field;
    const Given *given; /* NULL where the file doesn't say any more */
    const Entry *entry; /* NULL: it has none */
    Base *base;         /* NULL where nobody knows any more what went out */
    WordMarkup *made;
} Taken;

static void
set_status_back(const Importer *importer, const Entry *entry)
{
    if (entry->state == STATUS_APPROVED && !entry->bad_status)
        answers_edit_set(importer->import->edit, entry, "status", yaml_text_new("review"));
}

static void
take_text(Importer *importer, const Taken *taken, char *text)
{
    const Entry *entry = taken->entry;
    const char *now = entry->text.text != NULL ? entry->text.text : "";
    g_autoptr(Base) present = base_new(now);
    bool unchanged = taken->base != NULL && strcmp(taken->base->source->text, now) == 0;

    if (markup_same(present->normal, taken->made->markup)) {
        importer->import->same++;
        g_free(text);
        return;
    }
    ImportItem *item =
        add_item(importer, unchanged ? IMPORT_TEXT : IMPORT_CONFLICT, taken->manuscript, "");
    item->question = g_strdup(entry_name(entry));
    item->paragraph = taken->field->first + 1;
    answers_edit_set(importer->import->edit, entry, unchanged ? "text" : "theirs",
                     yaml_text_new(text));
    if (unchanged)
        set_status_back(importer, entry);
    else
        diags_add(importer->diags, DIAG_CONFLICT, entry->to_span, entry_name(entry),
                  _("the answer was changed here and in %s; join `text` and `theirs`"),
                  taken->manuscript->name);
    g_free(text);
}

static void
take_field(Importer *importer, Taken *taken)
{
    if (taken->base != NULL && markup_same(taken->base->normal, taken->made->markup)) {
        importer->import->same++;
        return;
    }
    char *text = taken->base != NULL ? merge_markup(taken->base, taken->made->markup)
                                     : write_markup(taken->made->markup);
    if (taken->entry != NULL)
        take_text(importer, taken, text);
    else
        g_free(text);
}

static const char *
base_text(const Taken *taken)
{
    if (taken->given != NULL)
        return taken->given->text;
    if (taken->entry == NULL)
        return NULL;

    const char *now = taken->entry->text.text;
    g_autofree char *hash = review_hash(now);
    return strcmp(hash, taken->field->hash) == 0 ? (now != NULL ? now : "") : NULL;
}

static void
import_field(Importer *importer, const Manuscript *manuscript, const GPtrArray *givens,
             const WordField *field)
{
    Taken taken = { .manuscript = manuscript,
                    .field = field,
                    .given = given_find(givens, field->key, field->hash),
                    .entry = g_hash_table_lookup(importer->by_key, field->key) };
    const char *base = base_text(&taken);
    g_autoptr(GPtrArray) none = g_ptr_array_new();

    taken.base = base != NULL ? base_new(base) : NULL;
    const WordMarkupOptions options = { .manuscript = manuscript,
                                        .base = taken.base != NULL ? taken.base->normal : NULL,
                                        .questions = importer->ids,
                                        .key = field->key,
                                        .tracked = importer->options->tracked,
                                        .heading_offset = REVIEW_HEADING_OFFSET };
    taken.made = word_markup_new(field->placeholder ? none : field->paragraphs, &options);
    take_field(importer, &taken);
    word_markup_free(taken.made);
    base_free(taken.base);
}

static void
import_manuscript(Importer *importer, const Manuscript *manuscript)
{
    g_autoptr(GArray) outside = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GPtrArray) fields = word_fields_find(manuscript, outside);
    g_autoptr(GPtrArray) givens = given_read(manuscript);

    for (guint i = 0; i < fields->len; i++)
        import_field(importer, manuscript, givens, g_ptr_array_index(fields, i));
}

Import *
import_new(const Answers *answers, const GPtrArray *manuscripts, const ImportOptions *options,
           Diags *diags)
{
    Import *import = g_new0(Import, 1);
    import->edit = answers_edit_new(answers);
    import->items = g_ptr_array_new_with_free_func(item_free);
    import->images = g_ptr_array_new_with_free_func(image_free);

    g_autoptr(GHashTable) by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    Importer importer = { .answers = answers,
                          .options = options,
                          .import = import,
                          .diags = diags,
                          .by_key = by_key,
                          .ids = ids };
    index_entries(&importer);
    for (guint i = 0; i < manuscripts->len; i++)
        import_manuscript(&importer, g_ptr_array_index(manuscripts, i));
    return import;
}
