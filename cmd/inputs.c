/* SPDX-License-Identifier: EUPL-1.2 */
#include "inputs.h"

#include <glib/gi18n.h>
#include <string.h>

static const size_t DOCUMENT_LIMIT = (size_t)64 << 20;
static const size_t ANSWERS_LIMIT = (size_t)32 << 20;
static const size_t ALL_ANSWERS_LIMIT = (size_t)64 << 20;

static bool
holds(GBytes *bytes, const char *words)
{
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);

    return length > 0 && memmem(data, length, words, strlen(words)) != NULL;
}

/*
 * Swapped arguments are an easy slip, and what comes of them reads oddly: answers that quote their
 * questions even hold some. Only the two keys that every answers file of `init` has say so.
 */
static bool
refuse_answers(const char *path, GBytes *bytes, GError **error)
{
    if (!holds(bytes, "\nanswers:\n") || !holds(bytes, "\n  - to:"))
        return true;
    failure_set(error, DIAG_NO_QUESTIONS, path, 0, 0,
                _("this is an answers file; name the document with the questions first, then the "
                  "answers"));
    return false;
}

static bool
load_document(Session *session, const char *path, Inputs *inputs, GError **error)
{
    inputs->bytes = file_read(path, DOCUMENT_LIMIT, error);
    if (inputs->bytes == NULL || !refuse_answers(path, inputs->bytes, error))
        return false;

    g_ptr_array_add(session->files, g_strdup(path));
    inputs->document = read_document(path, inputs->bytes, session->diags, error);
    return inputs->document != NULL;
}

static bool
load_source(Session *session, const char *path, GPtrArray *sources, GError **error)
{
    g_autoptr(GBytes) bytes = file_read(path, ANSWERS_LIMIT, error);
    if (bytes == NULL)
        return false;

    size_t length;
    char *text = text_decode(path, bytes, &length, error);
    if (text == NULL)
        return false;

    g_ptr_array_add(session->files, g_strdup(path));
    g_ptr_array_add(sources, source_new(path, text, length));
    for (guint i = 0; i + 1 < sources->len; i++)
        length += ((const Source *)g_ptr_array_index(sources, i))->length;
    if (length > ALL_ANSWERS_LIMIT)
        failure_set(error, DIAG_OVER_LIMIT, path, 0, 0,
                    _("up to here the answers files hold more than %zu MiB, the limit for one "
                      "letter; divide it"),
                    ALL_ANSWERS_LIMIT >> 20);
    return length <= ALL_ANSWERS_LIMIT;
}

static bool
is_yaml_name(const char *name)
{
    return name[0] != '.' && (g_str_has_suffix(name, ".yaml") || g_str_has_suffix(name, ".yml"));
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The YAML files of a folder by name, so that the order doesn't depend on the file system. */
static GPtrArray *
list_folder(const char *folder, GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autoptr(GDir) directory = g_dir_open(folder, 0, &cause);
    if (directory == NULL) {
        failure_set(error, DIAG_UNREADABLE, folder, 0, 0, _("can't read the folder: %s"),
                    cause->message);
        return NULL;
    }

    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    const char *name;
    while ((name = g_dir_read_name(directory)) != NULL) {
        if (is_yaml_name(name))
            g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
    }
    if (paths->len == 0) {
        failure_set(error, DIAG_UNREADABLE, folder, 0, 0,
                    _("the folder holds no file that ends in .yaml or .yml"));
        return NULL;
    }

    g_ptr_array_sort(paths, compare_names);
    return g_steal_pointer(&paths);
}

static bool
load_folder(Session *session, const char *folder, GPtrArray *sources, GError **error)
{
    g_autoptr(GPtrArray) paths = list_folder(folder, error);
    if (paths == NULL)
        return false;

    for (guint i = 0; i < paths->len; i++) {
        if (!load_source(session, g_ptr_array_index(paths, i), sources, error))
            return false;
    }
    return true;
}

Answers *
inputs_answers(Session *session, char **paths, Diags *diags, GError **error)
{
    g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func((GDestroyNotify)source_unref);

    for (char **path = paths; *path != NULL; path++) {
        bool folder = g_file_test(*path, G_FILE_TEST_IS_DIR);
        if (!(folder ? load_folder : load_source)(session, *path, sources, error))
            return NULL;
    }
    return read_answers(sources, diags, error);
}

Inputs *
inputs_read(Session *session, const char *questions, char **answers, GError **error)
{
    g_autoptr(Inputs) inputs = g_new0(Inputs, 1);
    int chosen;

    if (session->family != NULL &&
        !session_choose("--family", session->family, question_families(), &chosen, error))
        return NULL;
    if (!load_document(session, questions, inputs, error))
        return NULL;
    inputs->questions = find_questions_as(inputs->document, session->family, session->diags, error);
    if (inputs->questions == NULL)
        return NULL;
    if (answers != NULL && *answers != NULL) {
        inputs->answers = inputs_answers(session, answers, session->diags, error);
        if (inputs->answers == NULL)
            return NULL;
        questions_decide(inputs->questions, inputs->answers->decisions, session->diags);
    }
    return questions_require(inputs->questions, error) ? g_steal_pointer(&inputs) : NULL;
}

/* Takes the findings about the answers files out. */
static void
forget_findings(Diags *diags, const GPtrArray *sources)
{
    for (guint i = diags->items->len; i > 0; i--) {
        const Diag *diag = g_ptr_array_index(diags->items, i - 1);
        bool about = false;
        for (guint j = 0; j < sources->len; j++) {
            const Source *source = g_ptr_array_index(sources, j);
            about |= g_strcmp0(diag->place.file, source->name) == 0;
        }
        if (about)
            g_ptr_array_remove_index(diags->items, i - 1);
    }
}

Answers *
inputs_reread_answers(Session *session, const GPtrArray *sources, GError **error)
{
    g_autoptr(GPtrArray) again = g_ptr_array_new_with_free_func((GDestroyNotify)source_unref);

    for (guint i = 0; i < sources->len; i++) {
        Source *source = g_ptr_array_index(sources, i);
        if (strcmp(source->name, "-") == 0) /* nothing wrote there, and it can't be read twice */
            g_ptr_array_add(again, source_ref(source));
        else if (!load_source(session, source->name, again, error))
            return NULL;
    }
    forget_findings(session->diags, sources);
    return read_answers(again, session->diags, error);
}

Answers *
inputs_reread(Session *session, const Inputs *inputs, GError **error)
{
    g_autoptr(Diags) known = diags_new();
    g_autoptr(Answers) answers = inputs_reread_answers(session, inputs->answers->sources, error);
    if (answers == NULL)
        return NULL;

    /* Decisions are carried out once more, on questions of their own, to find those that are stale. */
    g_autoptr(Questions) questions =
        find_questions_as(inputs->document, session->family, known, error);
    if (questions == NULL)
        return NULL;
    questions_decide(questions, answers->decisions, session->diags);
    return g_steal_pointer(&answers);
}

void
inputs_check(Session *session, Inputs *inputs)
{
    inputs->coverage = check_letter(inputs->questions, inputs->answers, session->diags);
}

void
inputs_free(Inputs *inputs)
{
    if (inputs == NULL)
        return;

    g_clear_pointer(&inputs->coverage, coverage_free);
    g_clear_pointer(&inputs->answers, answers_free);
    g_clear_pointer(&inputs->questions, questions_free);
    g_clear_pointer(&inputs->document, document_free);
    g_clear_pointer(&inputs->bytes, g_bytes_unref);
    g_free(inputs);
}

void
letter_options_clear(LetterOptions *options)
{
    g_free(options->questions);
    g_free(options->since);
    g_free(options->date);
}

static bool
read_since(Session *session, const Inputs *inputs, const char *path, Choice *choice, GError **error)
{
    g_autoptr(Diags) unheard = diags_new();
    char *paths[] = { (char *)path, NULL };

    choice->old_answers = inputs_answers(session, paths, unheard, error);
    if (choice->old_answers == NULL)
        return false;
    choice->since = check_letter(inputs->questions, choice->old_answers, NULL);
    return true;
}

bool
choice_make(Session *session, const Inputs *inputs, const LetterOptions *letter, Choice *ret_choice,
            GError **error)
{
    if (letter->questions != NULL) {
        ret_choice->part = parse_part(inputs->questions, letter->questions, error);
        if (ret_choice->part == NULL)
            return false;
    }
    if (letter->since != NULL && !read_since(session, inputs, letter->since, ret_choice, error))
        return false;

    ret_choice->day = session_date(letter->date, error);
    ret_choice->options = (ComposeOptions){ .draft = letter->draft,
                                            .part = ret_choice->part,
                                            .since = ret_choice->since,
                                            .day = ret_choice->day };
    return ret_choice->day != NULL;
}

void
choice_clear(Choice *choice)
{
    g_clear_pointer(&choice->since, coverage_free);
    g_clear_pointer(&choice->old_answers, answers_free);
    g_clear_pointer(&choice->part, g_hash_table_unref);
    g_clear_pointer(&choice->day, g_free);
}
