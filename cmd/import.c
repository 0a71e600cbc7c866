/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n.h>
#include <string.h>

#include "answers/review-key.h"
#include "import/import.h"
#include "inputs.h"

static const size_t WORD_LIMIT = (size_t)64 << 20;

typedef struct ImportCommand {
    char *track, *accept_loss;
    gboolean dry_run;
} ImportCommand;

static void
manuscript_release(gpointer manuscript)
{
    manuscript_free(manuscript);
}

/* Answers are YAML files and folders; all else is a Word file. */
static bool
names_answers(const char *path)
{
    return g_str_has_suffix(path, ".yaml") || g_str_has_suffix(path, ".yml") ||
           g_file_test(path, G_FILE_TEST_IS_DIR);
}

static bool
read_word_files(Session *session, char **arguments, GPtrArray *manuscripts, GPtrArray *answers,
                GError **error)
{
    for (char **path = arguments; *path != NULL; path++) {
        if (names_answers(*path)) {
            g_ptr_array_add(answers, *path);
            continue;
        }
        g_autoptr(GBytes) bytes = file_read(*path, WORD_LIMIT, error);
        Manuscript *manuscript =
            bytes != NULL ? read_manuscript(*path, bytes, REVIEW_NAMESPACE, error) : NULL;
        if (manuscript == NULL)
            return false;
        g_ptr_array_add(session->files, g_strdup(*path));
        g_ptr_array_add(manuscripts, manuscript);
    }
    return true;
}

static void
print_items(const Import *import, GString *out)
{
    for (guint i = 0; i < import->items->len; i++) {
        const ImportItem *item = g_ptr_array_index(import->items, i);
        g_string_append_printf(out, "%s:%u: %s %s\n", item->file, item->paragraph,
                               item->question != NULL ? item->question : "",
                               import_kind_slug(item->kind));
    }
}

bool
run_import(Session *session, const Command *self, int argc, char **argv, GError **error)
{
    static const char *const tracks[] = { "accept", "reject", "list", NULL };
    ImportCommand command = { 0 };
    const GOptionEntry entries[] = {
        { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &command.dry_run,
          N_("Say what would change, and write nothing"), NULL },
        { "track", 0, 0, G_OPTION_ARG_STRING, &command.track, N_("What becomes of tracked changes"),
          "accept|reject|list" },
        { 0 },
    };
    g_auto(GStrv) arguments = NULL;
    int tracked;

    (void)argc;
    if (!session_parse(session, self, entries, argv, &arguments, error) ||
        !session_count(self, arguments, 1, -1, error) ||
        !session_choose("--track", command.track, tracks, &tracked, error))
        return false;
    g_autoptr(GPtrArray) manuscripts = g_ptr_array_new_with_free_func(manuscript_release);
    g_autoptr(GPtrArray) paths = g_ptr_array_new();
    if (!read_word_files(session, arguments, manuscripts, paths, error))
        return false;
    g_ptr_array_add(paths, NULL);
    g_autoptr(Answers) answers =
        inputs_answers(session, (char **)paths->pdata, session->diags, error);
    if (answers == NULL)
        return false;

    const ImportOptions options = { .tracked = (TrackedChanges)tracked };
    g_autoptr(Import) import = import_new(answers, manuscripts, &options, session->diags);
    g_autoptr(GString) out = g_string_new(NULL);
    print_items(import, out);
    return session_print(out->str, out->len, error) &&
           (command.dry_run || import->stopped || answers_edit_save(import->edit, error));
}
