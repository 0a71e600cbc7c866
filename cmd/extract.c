/* SPDX-License-Identifier: EUPL-1.2 */
#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "session.h"

static const size_t PDF_LIMIT = (size_t)512 << 20;

/* Folders below the one to write to, and bytes of a name, which file systems can take. */
enum { FOLDERS_MAX = 8, NAME_MAX_BYTES = 200 };

/* One part of a path: nothing that a shell, another system or a hidden name would make of it. */
static char *
safe_part(const char *part)
{
    GString *safe = g_string_new(NULL);
    for (const char *p = part; *p != '\0' && safe->len < NAME_MAX_BYTES; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool plain = g_unichar_isgraph(c) || c == ' ';
        if (!plain || (c < 0x80 && strchr("\\:*?\"<>|", (int)c) != NULL) ||
            (safe->len == 0 && (c == '.' || c == '-' || c == ' ')))
            g_string_append_c(safe, '_');
        else
            g_string_append_unichar(safe, c);
    }
    return g_string_free(safe, FALSE);
}

/* A relative path for what the PDF calls the file, which leads nowhere but below. */
static char *
safe_name(const char *name, guint index)
{
    g_autofree char *slashes = g_strdelimit(g_strdup(name), "\\", '/');
    g_auto(GStrv) parts = g_strsplit(slashes, "/", -1);
    g_autoptr(GString) path = g_string_new(NULL);
    guint count = 0;

    for (guint i = 0; parts[i] != NULL && count < FOLDERS_MAX; i++) {
        if (*parts[i] == '\0' || strcmp(parts[i], ".") == 0 || strcmp(parts[i], "..") == 0)
            continue;
        g_autofree char *part = safe_part(parts[i]);
        g_string_append_printf(path, "%s%s", count > 0 ? "/" : "", part);
        count++;
    }
    if (count == 0)
        g_string_printf(path, "bijlage-%u", index + 1);
    return g_string_free(g_steal_pointer(&path), FALSE);
}

/* Names of all files, as they will be written, no two the same. */
static GPtrArray *
choose_names(const GPtrArray *files)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < files->len; i++) {
        const EmbeddedFile *file = g_ptr_array_index(files, i);
        char *name = safe_name(file->name, i);
        while (!g_hash_table_add(taken, g_utf8_casefold(name, -1))) {
            g_autofree char *folder = g_path_get_dirname(name), *base = g_path_get_basename(name);
            g_autofree char *other = g_strdup_printf("%u-%s", i + 1, base);
            g_free(name);
            name = strcmp(folder, ".") == 0 ? g_steal_pointer(&other)
                                            : g_build_filename(folder, other, NULL);
        }
        g_ptr_array_add(names, name);
    }
    return names;
}

/* Makes the folders of the path below `folder`; a link among them could lead elsewhere. */
static bool
make_folders(const char *folder, const char *name, GError **error)
{
    g_autofree char *below = g_path_get_dirname(name);
    g_auto(GStrv) parts = g_strsplit(strcmp(below, ".") == 0 ? "" : below, "/", -1);
    g_autoptr(GString) path = g_string_new(folder);

    for (guint i = 0;; i++) {
        GStatBuf status;
        bool is_there = g_lstat(path->str, &status) == 0;
        /* The folder itself is the user's own choice. */
        bool fits = is_there ? S_ISDIR(status.st_mode) ||
                                   (i == 0 && g_file_test(path->str, G_FILE_TEST_IS_DIR))
                             : g_mkdir(path->str, 0777) == 0;
        if (!fits) {
            failure_set(error, DIAG_NOT_WRITTEN, path->str, 0, 0,
                        _("can't make this folder: %s; choose another with -o"),
                        g_strerror(is_there ? ENOTDIR : errno));
            return false;
        }
        if (parts[i] == NULL)
            return true;
        g_string_append_printf(path, "/%s", parts[i]);
    }
}

static bool
is_free(const char *path, bool force, GError **error)
{
    GStatBuf status;
    bool is_there = g_lstat(path, &status) == 0;
    if (!is_there || (force && S_ISREG(status.st_mode)))
        return true;

    failure_set(
        error, DIAG_NOT_WRITTEN, path, 0, 0,
        force ? _("this is no ordinary file, and stays as it is; choose another folder with -o")
              : _("there is a file of this name already; choose another folder with -o, or replace "
                  "it "
                  "with --force"));
    return false;
}

static bool
write_files(const GPtrArray *files, const char *folder, bool force, GError **error)
{
    g_autoptr(GPtrArray) names = choose_names(files);
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);

    /* All is looked at before anything is written, so that a refusal leaves nothing behind. */
    for (guint i = 0; i < names->len; i++) {
        char *path = g_build_filename(folder, g_ptr_array_index(names, i), NULL);
        g_ptr_array_add(paths, path);
        if (!is_free(path, force, error))
            return false;
    }
    for (guint i = 0; i < names->len; i++) {
        const EmbeddedFile *file = g_ptr_array_index(files, i);
        if (make_folders(folder, g_ptr_array_index(names, i), error) &&
            file_replace(g_ptr_array_index(paths, i), file->bytes, error))
            continue;
        for (guint k = 0; k < i && !force; k++)
            (void)g_unlink(g_ptr_array_index(paths, k));
        return false;
    }
    for (guint i = 0; i < paths->len; i++) {
        g_autofree char *line = g_strconcat(g_ptr_array_index(paths, i), "\n", NULL);
        if (!session_print(line, strlen(line), error))
            return false;
    }
    return true;
}

/* The PDF's name without its suffix, in the working directory. */
static char *
default_folder(const char *path)
{
    char *name = g_path_get_basename(path);
    char *dot = strrchr(name, '.');
    if (dot != NULL && dot != name)
        *dot = '\0';
    else
        return g_strconcat(name, "-bijlagen", NULL);
    return name;
}

bool
run_extract(Session *session, const Command *self, int argc, char **argv, GError **error)
{
    g_autofree char *output = NULL;
    gboolean force = FALSE;
    const GOptionEntry entries[] = {
        { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("Write the files into this folder"),
          N_("DIR") },
        { "force", 0, 0, G_OPTION_ARG_NONE, &force, N_("Replace files that are there"), NULL },
        { 0 },
    };
    g_auto(GStrv) arguments = NULL;

    (void)argc;
    if (!session_parse(session, self, entries, argv, &arguments, error) ||
        !session_count(self, arguments, 1, 1, error))
        return false;
    g_autoptr(GBytes) bytes = file_read(arguments[0], PDF_LIMIT, error);
    g_autoptr(GPtrArray) files = bytes != NULL ? extract_files(arguments[0], bytes, error) : NULL;
    if (files == NULL)
        return false;
    if (files->len == 0) {
        failure_set(error, DIAG_UNREADABLE, arguments[0], 0, 0,
                    _("the PDF has no attachments; `repliek build --attach` makes one that has"));
        return false;
    }
    g_autofree char *folder = output != NULL ? g_strdup(output) : default_folder(arguments[0]);
    return write_files(files, folder, force, error);
}
