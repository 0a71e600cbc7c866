/* SPDX-License-Identifier: EUPL-1.2 */
#include "session.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

bool
session_parse(Session *session, const Command *command, const GOptionEntry *entries, char **argv,
              char ***ret_arguments, GError **error)
{
    g_auto(GStrv) left = NULL;
    const GOptionEntry common[] = {
        { "quiet", 'q', 0, G_OPTION_ARG_NONE, &session->quiet, N_("Print errors only"), NULL },
        { "verbose", 'v', 0, G_OPTION_ARG_NONE, &session->verbose,
          N_("Say with each finding what to do about it"), NULL },
        { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &left, NULL, NULL },
        { 0 },
    };
    g_autoptr(GOptionContext) context = g_option_context_new(_(command->arguments));
    g_autofree char *program = g_strdup_printf("repliek %s", command->name);
    g_auto(GStrv) line = g_strdupv(argv);
    g_autoptr(GError) cause = NULL;

    g_free(line[0]);
    line[0] = g_strdup(program);
    g_set_prgname(program);
    g_option_context_set_summary(context, _(command->summary));
    g_option_context_set_translation_domain(context, GETTEXT_PACKAGE);
    if (entries != NULL)
        g_option_context_add_main_entries(context, entries, GETTEXT_PACKAGE);
    g_option_context_add_main_entries(context, common, GETTEXT_PACKAGE);
    if (!g_option_context_parse_strv(context, &line, &cause)) {
        failure_set(error, DIAG_USAGE, NULL, 0, 0,
                    _("%s; `repliek help %s` shows how it is called"), cause->message,
                    command->name);
        return false;
    }

    *ret_arguments = left != NULL ? g_steal_pointer(&left) : g_new0(char *, 1);
    return true;
}

bool
session_count(const Command *command, char **arguments, int least, int most, GError **error)
{
    int count = (int)g_strv_length(arguments);

    if (count < least) {
        failure_set(error, DIAG_USAGE, NULL, 0, 0,
                    _("too few arguments; call it as `repliek %s %s`"), command->name,
                    _(command->arguments));
        return false;
    }
    if (most >= 0 && count > most) {
        failure_set(error, DIAG_USAGE, NULL, 0, 0,
                    _("one argument too many: %s; call it as `repliek %s %s`"), arguments[most],
                    command->name, _(command->arguments));
        return false;
    }
    return true;
}

bool
session_print(const char *text, size_t length, GError **error)
{
    if (fwrite(text, 1, length, stdout) == length && fflush(stdout) == 0)
        return true;

    failure_set(error, DIAG_NOT_WRITTEN, NULL, 0, 0, _("can't write to standard output: %s"),
                g_strerror(errno));
    return false;
}

static bool
is_same_file(const char *a, const char *b)
{
    struct stat first, second;

    return stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

bool
session_is_input(const Session *session, const char *path)
{
    for (guint i = 0; i < session->files->len; i++) {
        if (is_same_file(path, g_ptr_array_index(session->files, i)))
            return true;
    }
    return false;
}

bool
session_may_write(const Session *session, const char *path, GError **error)
{
    if (!session_is_input(session, path))
        return true;

    failure_set(error, DIAG_NOT_WRITTEN, path, 0, 0,
                _("the output would overwrite an input; name another with -o"));
    return false;
}

bool
session_write_new(const char *path, GBytes *bytes, bool force, const char *warning, GError **error)
{
    if (!force && g_file_test(path, G_FILE_TEST_EXISTS)) {
        failure_set(error, DIAG_NOT_WRITTEN, path, 0, 0, "%s", warning);
        return false;
    }
    return file_replace(path, bytes, error);
}

NameSearch *
session_names(void)
{
    static const char *const nobody[] = { "root", "Unknown", NULL };
    NameSearch *names = name_search_new();
    const char *own[] = { g_get_user_name(), g_get_real_name() };
    for (gsize i = 0; i < G_N_ELEMENTS(own); i++)
        if (!g_strv_contains(nobody, own[i]))
            name_search_add(names, own[i]);
    return names;
}

char *
session_data(const Session *session, const char *folder, const char *name)
{
    return g_build_filename(session->data_folder, folder, name, NULL);
}

bool
session_choose(const char *option, const char *value, const char *const *names, int *ret_index,
               GError **error)
{
    for (int i = 0; names[i] != NULL; i++) {
        if (value != NULL && strcmp(names[i], value) != 0)
            continue;
        *ret_index = i;
        return true;
    }

    g_autofree char *list = g_strjoinv(", ", (char **)names);
    failure_set(error, DIAG_USAGE, NULL, 0, 0, _("%s can't be %s; choose from %s"), option, value,
                list);
    return false;
}

/* The day of SOURCE_DATE_EPOCH where it is set (reproducible-builds.org), in UTC as that is; else today. */
static char *
find_date(void)
{
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
    gint64 seconds = 0;
    bool fixed =
        epoch != NULL && g_ascii_string_to_signed(epoch, 10, 0, G_MAXINT32, &seconds, NULL);
    g_autoptr(GDateTime) day =
        fixed ? g_date_time_new_from_unix_utc(seconds) : g_date_time_new_now_local();

    return g_date_time_format(day, "%Y-%m-%d");
}

char *
session_date(const char *given, GError **error)
{
    if (given == NULL)
        return find_date();
    if (iso_date_is_valid(given))
        return g_strdup(given);

    failure_set(error, DIAG_USAGE, NULL, 0, 0, _("--date can't be %s; give a day as 2025-05-12"),
                given);
    return NULL;
}
