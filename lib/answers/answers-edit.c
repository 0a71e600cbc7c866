/* SPDX-License-Identifier: EUPL-1.2 */
#include "answers/answers-edit.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "base/failure.h"
#include "base/files.h"
#include "base/utf8.h"

/* The largest file that is read again, as yaml_parse() has it. */
static const size_t FILE_MAX_BYTES = (size_t)32 << 20;

/* The order in which `init` writes the keys, and the others among them. */
static const char *const entry_order[] = { "to",     "unplaced", "question", "owner", "reviewer",
                                           "status", "due",      "note",     "text",  "theirs",
                                           "see",    "deferred", NULL };
static const char *const file_order[] = { "letter", "answers", "decisions", NULL };

struct AnswersEdit {
    const Answers *answers;
    GPtrArray *splices; /* Splice, one a source */
};

static void
splice_release(gpointer data)
{
    splice_free(data);
}

AnswersEdit *
answers_edit_new(const Answers *answers)
{
    AnswersEdit *edit = g_new0(AnswersEdit, 1);
    edit->answers = answers;
    edit->splices = g_ptr_array_new_with_free_func(splice_release);
    for (guint i = 0; i < answers->sources->len; i++)
        g_ptr_array_add(edit->splices, splice_new(g_ptr_array_index(answers->sources, i),
                                                  g_ptr_array_index(answers->trees, i)));
    return edit;
}

void
answers_edit_free(AnswersEdit *edit)
{
    if (edit == NULL)
        return;

    g_ptr_array_unref(edit->splices);
    g_free(edit);
}

bool
answers_edit_is_empty(const AnswersEdit *edit)
{
    for (guint i = 0; i < edit->splices->len; i++) {
        if (!splice_is_empty(g_ptr_array_index(edit->splices, i)))
            return false;
    }
    return true;
}

Splice *
answers_edit_splice(AnswersEdit *edit, int file)
{
    return g_ptr_array_index(edit->splices, (guint)file);
}

void
answers_edit_set(AnswersEdit *edit, const Entry *entry, const char *key, YamlNode *value)
{
    splice_set(answers_edit_splice(edit, entry->file), entry->node, key, value, entry_order);
}

/* Puts one pair in the place of another, or sets it where that is missing. */
static void
exchange(AnswersEdit *edit, const Entry *entry, const char *old, const char *key, YamlNode *value)
{
    const YamlPair *pair = yaml_pair(entry->node, old);

    if (pair == NULL)
        answers_edit_set(edit, entry, key, value);
    else
        splice_rename(answers_edit_splice(edit, entry->file), pair->value, key, value);
}

void
answers_edit_unplace(AnswersEdit *edit, const Entry *entry, const char *was)
{
    YamlNode *unplaced = yaml_collection_new(YAML_MAPPING, YAML_FLOW);

    yaml_add(unplaced, "was", yaml_text_new(was));
    exchange(edit, entry, "to", "unplaced", unplaced);
}

void
answers_edit_place(AnswersEdit *edit, const Entry *entry, YamlNode *to)
{
    exchange(edit, entry, "unplaced", "to", to);
}

/* Adds an item to a list at the top of a file, which gets the list where it has none. */
static void
append(AnswersEdit *edit, int file, const char *key, YamlNode *item)
{
    Splice *splice = answers_edit_splice(edit, file);
    const YamlNode *root = g_ptr_array_index(edit->answers->trees, (guint)file);
    const YamlNode *list = yaml_get(root, key);

    if (list == NULL) {
        YamlNode *made = yaml_collection_new(YAML_SEQUENCE, YAML_BLOCK);
        yaml_add(made, NULL, item);
        splice_set(splice, root, key, made, file_order);
    } else if (list->kind == YAML_SEQUENCE && list->items->len > 0) {
        splice_insert(splice, g_ptr_array_index(list->items, list->items->len - 1), SPLICE_BEHIND,
                      NULL, item);
    } else {
        splice_fill(splice, list, NULL, item);
    }
}

void
answers_edit_add(AnswersEdit *edit, const Entry *near, SpliceSide side, int file, YamlNode *entry)
{
    if (near != NULL)
        splice_insert(answers_edit_splice(edit, near->file), near->node, side, NULL, entry);
    else
        append(edit, file, "answers", entry);
}

void
answers_edit_decide(AnswersEdit *edit, int file, const Decision *decision)
{
    YamlNode *item = yaml_collection_new(YAML_MAPPING, YAML_BLOCK);

    yaml_add(item, decision->is_question ? "question" : "not-a-question",
             yaml_text_new(decision->sentence));
    if (decision->in != NULL)
        yaml_add(item, "in", yaml_text_new(decision->in));
    append(edit, file, "decisions", item);
}

YamlNode *
yaml_texts_new(const GPtrArray *texts, YamlStyle style)
{
    if (texts->len == 1)
        return yaml_text_new(g_ptr_array_index(texts, 0));

    YamlNode *list = yaml_collection_new(YAML_SEQUENCE, style);
    for (guint i = 0; i < texts->len; i++)
        yaml_add(list, NULL, yaml_text_new(g_ptr_array_index(texts, i)));
    return list;
}

YamlNode *
entry_for_questions(const GPtrArray *questions)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new(), sentences = g_ptr_array_new();
    for (guint i = 0; i < questions->len; i++) {
        const Question *question = g_ptr_array_index(questions, i);
        g_ptr_array_add(ids, question->id);
        g_ptr_array_add(sentences, question->text);
    }

    YamlNode *entry = yaml_collection_new(YAML_MAPPING, YAML_BLOCK), *text = yaml_text_new("");
    text->style = YAML_LITERAL;
    yaml_add(entry, "to", yaml_texts_new(ids, YAML_FLOW));
    yaml_add(entry, "question", yaml_texts_new(sentences, YAML_BLOCK));
    yaml_add(entry, "owner", yaml_text_new(NULL));
    yaml_add(entry, "status", yaml_text_new("draft"));
    yaml_add(entry, "text", text);
    return entry;
}

char *
answers_edit_text(const AnswersEdit *edit, int file, GError **error)
{
    const Splice *splice = g_ptr_array_index(edit->splices, (guint)file);

    return splice_is_empty(splice) ? NULL : splice_text(splice, error);
}

/* The bytes of a file with other text; NULL where it isn't what was read any more. */
static GBytes *
renew(const Source *source, const char *text, GError **error)
{
    g_autoptr(GBytes) before = file_read(source->name, FILE_MAX_BYTES, error);
    size_t length;
    g_autofree char *read =
        before != NULL ? text_decode(source->name, before, &length, error) : NULL;
    if (read == NULL)
        return NULL;

    if (length != source->length || memcmp(read, source->text, length) != 0) {
        failure_set(error, DIAG_NOT_WRITTEN, source->name, 0, 0,
                    _("the file was changed meanwhile, and is left as it is; run the command "
                      "again"));
        return NULL;
    }
    return text_encode(before, text);
}

/* Two edits of one file would each undo the other. */
static bool
is_named_twice(const GPtrArray *paths, const char *path)
{
    char *own = realpath(path, NULL);
    bool twice = false;

    for (guint i = 0; i < paths->len && !twice; i++) {
        char *other = realpath(g_ptr_array_index(paths, i), NULL);
        twice = own != NULL && g_strcmp0(own, other) == 0; /* an image is not there yet */
        free(other);
    }
    free(own);
    return twice;
}

static bool
add_file(const AnswersEdit *edit, int file, GPtrArray *paths, GPtrArray *contents, GError **error)
{
    const Source *source = g_ptr_array_index(edit->answers->sources, (guint)file);
    g_autoptr(GError) failure = NULL;
    g_autofree char *text = answers_edit_text(edit, file, &failure);
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return false;
    }
    if (text == NULL || strcmp(text, source->text) == 0)
        return true;
    if (strcmp(source->name, "-") == 0 || is_named_twice(paths, source->name)) {
        failure_set(error, DIAG_NOT_WRITTEN, source->name, 0, 0,
                    _("only a file that is named once can be changed; name each file once"));
        return false;
    }

    GBytes *bytes = renew(source, text, error);
    if (bytes == NULL)
        return false;
    g_ptr_array_add(paths, source->name);
    g_ptr_array_add(contents, bytes);
    return true;
}

bool
answers_edit_gather(const AnswersEdit *edit, GPtrArray *paths, GPtrArray *contents, GError **error)
{
    for (guint i = 0; i < edit->splices->len; i++) {
        if (!add_file(edit, (int)i, paths, contents, error))
            return false;
    }
    return true;
}

bool
answers_edit_save(const AnswersEdit *edit, GError **error)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new();
    g_autoptr(GPtrArray) contents = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);

    return answers_edit_gather(edit, paths, contents, error) &&
           files_replace(paths, contents, error);
}
