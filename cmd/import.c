/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n.h>
#include <string.h>

#include "answers/review-key.h"
#include "import/import.h"
#include "layout.h"

static const char DOCX_TYPE[] =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
static const size_t WORD_LIMIT = (size_t)64 << 20;

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

static Manuscript *
read_word_file(const char *path, GError **error)
{
    g_autoptr(GBytes) bytes = file_read(path, WORD_LIMIT, error);
    if (bytes == NULL)
        return NULL;

    const char *type = document_type(bytes);
    if (strcmp(type, DOCX_TYPE) == 0 || strcmp(type, "application/zip") == 0)
        return read_manuscript(path, bytes, REVIEW_NAMESPACE, error);
    failure_set(error, DIAG_UNREADABLE, path, 0, 0,
                _("this is no Word file; save it as docx in the word processor, and import that"));
    return NULL;
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
        Manuscript *manuscript = read_word_file(*path, error);
        if (manuscript == NULL)
            return false;
        g_ptr_array_add(session->files, g_strdup(*path));
        g_ptr_array_add(manuscripts, manuscript);
    }
    return true;
}

/* The kinds of loss that --accept-loss names, with commas between them. */
static bool
parse_losses(const char *names, unsigned *ret_losses, GError **error)
{
    g_auto(GStrv) words = g_strsplit(names != NULL ? names : "", ",", -1);
    unsigned losses = 0;

    for (guint i = 0; words[i] != NULL; i++) {
        unsigned found = strcmp(words[i], "all") == 0 ? LOSS_ALL : 0u;
        for (unsigned bit = 1; bit < LOSS_ALL; bit <<= 1)
            if (strcmp(words[i], manuscript_loss_slug((ManuscriptLoss)bit)) == 0)
                found |= bit;
        if (found == 0 && *words[i] != '\0') {
            failure_set(error, DIAG_USAGE, NULL, 0, 0,
                        _("--accept-loss takes what the findings name, or all, and not %s"),
                        words[i]);
            return false;
        }
        losses |= found;
    }
    *ret_losses = losses;
    return true;
}

static GBytes *
load_image(gpointer data, const char *path)
{
    (void)data;
    return g_file_test(path, G_FILE_TEST_EXISTS) ? file_read(path, WORD_LIMIT, NULL) : NULL;
}

/* The files that are to be written, the images first: answers that refer to them come in their place once they are there. */
static bool
gather(const Import *import, GPtrArray *paths, GPtrArray *contents, GError **error)
{
    for (guint i = 0; i < import->images->len; i++) {
        const ImportImage *image = g_ptr_array_index(import->images, i);
        g_ptr_array_add(paths, image->path);
        g_ptr_array_add(contents, g_bytes_ref(image->bytes));
    }
    return answers_edit_gather(import->edit, paths, contents, error);
}

/*
 * All or nothing. What happens is printed first: a command that can't print has failed, and leaves every file as it was.
 */
static bool
print_and_save(const Import *import, bool keeps, GError **error)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new();
    g_autoptr(GPtrArray) contents = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    g_autoptr(GString) out = g_string_new(NULL);
    if (!keeps && !gather(import, paths, contents, error))
        return false;

    import_print(import, out);
    for (guint i = 0; i < paths->len; i++)
        g_string_append_printf(out, _("writing %s\n"), (const char *)g_ptr_array_index(paths, i));
    return session_print(out->str, out->len, error) && files_replace(paths, contents, error);
}

/* Findings have the places of the files as they are when the command ends. */
static bool
finish(Session *session, const Import *import, bool keeps, GError **error)
{
    if (!print_and_save(import, keeps, error))
        return false;
    if (keeps || answers_edit_is_empty(import->edit)) {
        import_report(import, NULL, session->diags);
        return true;
    }

    g_autoptr(Answers) written = inputs_reread_answers(session, import->answers->sources, error);
    if (written == NULL)
        return false;
    import_report(import, written, session->diags);
    return true;
}

/* The answers that are named, else those of the project file. */
static Answers *
read_all_answers(Session *session, const Command *self, GPtrArray *paths, GError **error)
{
    char *none[] = { NULL };
    if (paths->len > 0) {
        g_ptr_array_add(paths, NULL);
        return inputs_answers(session, (char **)paths->pdata, session->diags, error);
    }
    g_autoptr(GError) failure = NULL;
    g_autoptr(Project) project = project_find(session, self, none, 1, &failure);
    if (project != NULL)
        return inputs_answers(session, project->answers, session->diags, error);
    if (g_error_matches(failure, FAILURE, DIAG_USAGE))
        failure_set(error, DIAG_USAGE, NULL, 0, 0,
                    _("name the answers file behind the Word files, or let repliek.yaml name it"));
    else
        g_propagate_error(error, g_steal_pointer(&failure));
    return NULL;
}

bool
run_import(Session *session, const Command *self, int argc, char **argv, GError **error)
{
    static const char *const tracks[] = { "accept", "reject", "list", NULL };
    g_autofree char *track = NULL, *accept_loss = NULL;
    gboolean dry_run = FALSE;
    const GOptionEntry entries[] = {
        { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &dry_run,
          N_("Say what would change, and write nothing"), NULL },
        { "track", 0, 0, G_OPTION_ARG_STRING, &track, N_("What becomes of tracked changes"),
          "accept|reject|list" },
        { "accept-loss", 0, 0, G_OPTION_ARG_STRING, &accept_loss,
          N_("Take answers over without what Markdown can't say"), N_("KINDS") },
        { 0 },
    };
    g_auto(GStrv) arguments = NULL;
    int tracked;

    (void)argc;
    if (!session_parse(session, self, entries, argv, &arguments, error) ||
        !session_count(self, arguments, 1, -1, error) ||
        !session_choose("--track", track, tracks, &tracked, error))
        return false;
    ImportOptions options = { .tracked = (TrackedChanges)tracked, .load = load_image };
    g_autoptr(GPtrArray) manuscripts = g_ptr_array_new_with_free_func(manuscript_release);
    g_autoptr(GPtrArray) paths = g_ptr_array_new();
    if (!parse_losses(accept_loss, &options.accepted, error) ||
        !read_word_files(session, arguments, manuscripts, paths, error))
        return false;
    if (manuscripts->len == 0) {
        failure_set(error, DIAG_USAGE, NULL, 0, 0,
                    _("name the Word file that came back, before the answers file"));
        return false;
    }
    g_autoptr(Answers) answers = read_all_answers(session, self, paths, error);
    if (answers == NULL)
        return false;

    g_autoptr(Template) template = layout_template(session, "letter", NULL, error);
    if (template == NULL)
        return false;
    options.hint = template_text(template, "review_empty");

    g_autoptr(Import) import = import_new(answers, manuscripts, &options, session->diags);
    if (import->stopped)
        session->refusal = _("there are errors, so nothing was written");
    return finish(session, import, dry_run || import->stopped, error);
}
