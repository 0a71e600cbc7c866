/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n.h>
#include <string.h>

#include "inputs.h"

static const char *const PROJECT_FILE = "repliek.yaml";
static const size_t PROJECT_LIMIT = (size_t)1 << 20;

/*
 * Searched from the working directory upwards, as git does for its folder. The result is relative, and so are the
 * paths that follow from it: messages name files as a user would, and no letter depends on where it is made.
 */
static char *
find_project_file(void)
{
    g_autofree char *folder = g_get_current_dir();
    g_autoptr(GString) path = g_string_new(PROJECT_FILE);

    while (!g_file_test(path->str, G_FILE_TEST_IS_REGULAR)) {
        if (strcmp(folder, "/") == 0)
            return NULL;
        char *parent = g_path_get_dirname(folder);
        g_free(folder);
        folder = parent;
        g_string_prepend(path, "../");
    }
    return g_string_free(g_steal_pointer(&path), FALSE);
}

/* A path in the project file is relative to it. */
static char *
resolve(const char *project_file, const char *path)
{
    if (g_path_is_absolute(path) || strchr(project_file, '/') == NULL)
        return g_strdup(path);

    g_autofree char *folder = g_path_get_dirname(project_file);
    return g_build_filename(folder, path, NULL);
}

static void
add_answers(const char *project_file, const YamlNode *node, GPtrArray *answers)
{
    if (yaml_is_empty(node))
        return;
    if (node->kind == YAML_SCALAR)
        g_ptr_array_add(answers, resolve(project_file, node->scalar));
    for (guint i = 0; node->kind == YAML_SEQUENCE && i < node->items->len; i++)
        add_answers(project_file, g_ptr_array_index(node->items, i), answers);
}

static char *
get_path(const char *project_file, const YamlNode *root, const char *key)
{
    const YamlNode *node = yaml_get(root, key);

    if (yaml_is_empty(node) || node->kind != YAML_SCALAR)
        return NULL;
    return resolve(project_file, node->scalar);
}

static char *
get_word(const YamlNode *root, const char *key)
{
    const YamlNode *node = yaml_get(root, key);

    return yaml_is_empty(node) || node->kind != YAML_SCALAR ? NULL : g_strdup(node->scalar);
}

static void
warn_unknown_keys(const YamlNode *root, Diags *diags)
{
    static const char *const known[] = {
        "questions", "answers", "layout", "output", "family", NULL
    };

    for (guint i = 0; i < root->pairs->len; i++) {
        const YamlPair *pair = g_ptr_array_index(root->pairs, i);
        if (!g_strv_contains(known, pair->key))
            diags_add(diags, DIAG_UNKNOWN_KEY, pair->key_span, NULL,
                      _("the key `%s` is unknown; a project file has questions, answers, layout, "
                        "output and family"),
                      pair->key);
    }
}

static bool
read_project(Session *session, const char *path, Project *project, GError **error)
{
    g_autoptr(GBytes) bytes = file_read(path, PROJECT_LIMIT, error);
    size_t length;
    char *text = bytes != NULL ? text_decode(path, bytes, &length, error) : NULL;
    if (text == NULL)
        return false;

    g_ptr_array_add(session->files, g_strdup(path));
    g_autoptr(Source) source = source_new(path, text, length);
    g_autoptr(YamlNode) root = yaml_parse(source, session->diags, error);
    if (root == NULL)
        return false;
    if (root->kind != YAML_MAPPING) {
        failure_set(error, DIAG_BAD_YAML, path, 1, 1,
                    _("a project file holds keys: questions, answers, layout, output"));
        return false;
    }

    g_autoptr(GPtrArray) answers = g_ptr_array_new();
    warn_unknown_keys(root, session->diags);
    add_answers(path, yaml_get(root, "answers"), answers);
    g_ptr_array_add(answers, NULL);
    project->answers = (char **)g_ptr_array_free(g_steal_pointer(&answers), FALSE);
    project->questions = get_path(path, root, "questions");
    project->output = get_path(path, root, "output");
    project->layout = get_word(root, "layout");
    if (session->family == NULL)
        session->family = get_word(root, "family");
    return true;
}

static bool
is_complete(const Project *project, const Command *command, int least_answers, GError **error)
{
    if (project->questions != NULL && (int)g_strv_length(project->answers) >= least_answers)
        return true;

    failure_set(error, DIAG_USAGE, NULL, 0, 0,
                _("name the files, or let %s name them; call it as `repliek %s %s`"), PROJECT_FILE,
                command->name, _(command->arguments));
    return false;
}

Project *
project_find(Session *session, const Command *command, char **arguments, int least_answers,
             GError **error)
{
    g_autoptr(Project) project = g_new0(Project, 1);
    g_autofree char *path = *arguments == NULL ? find_project_file() : NULL;

    if (path != NULL) {
        if (!read_project(session, path, project, error))
            return NULL;
    } else {
        project->questions = g_strdup(arguments[0]);
        project->answers = *arguments != NULL ? g_strdupv(arguments + 1) : g_new0(char *, 1);
    }
    return is_complete(project, command, least_answers, error) ? g_steal_pointer(&project) : NULL;
}

void
project_free(Project *project)
{
    if (project == NULL)
        return;

    g_free(project->questions);
    g_strfreev(project->answers);
    g_free(project->layout);
    g_free(project->output);
    g_free(project);
}
