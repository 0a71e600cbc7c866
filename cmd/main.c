/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The command line: finds the command, runs it, prints the findings, gives the exit status. Everything that depends
 * on the process stands here and in the other files of this folder: locale, environment, standard streams. The
 * library gets it as arguments.
 */
#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "report.h"
#include "session.h"

static const Command commands[] = {
    { "init", N_("QUESTIONS [-o ANSWERS.yaml]"),
      N_("Start the drafts: an answers file with an entry for every question"), run_init },
    { "questions", N_("[QUESTIONS [ANSWERS…]]"),
      N_("List every fraction and question found, and what is doubtful"), run_questions },
    { "check", N_("[QUESTIONS ANSWERS…]"),
      N_("Is every question answered, and is the draft fit to send?"), run_check },
    { "status", N_("[QUESTIONS ANSWERS…]"), N_("How far are the answers, per party and per owner?"),
      run_status },
    { "build", N_("[QUESTIONS ANSWERS…] [-o OUT.pdf]"),
      N_("Check, interleave and typeset the letter"), run_build },
    { "export", N_("--to FORMAT|--for WHO|--split owner DIR|--into DOCX [QUESTIONS ANSWERS…]"),
      N_("Write the letter in another format"), run_export },
    { "import", N_("FILE.docx… [ANSWERS…]"),
      N_("Bring answers that were written in Word back into the YAML"), run_import },
    { "inspect", N_("[--public] [--format=text|json] FILE.pdf [ANSWERS…]"),
      N_("Say what a PDF holds, and what is wrong with it"), run_inspect },
    { "extract", N_("FILE.pdf [-o DIR]"), N_("Get the attachments out of a PDF"), run_extract },
    { "update", N_("[QUESTIONS ANSWERS…]"),
      N_("Bring the answers up to date with a revised document"), run_update },
    { "diff", N_("OLD NEW"), N_("Say what changed between two versions of a document"), run_diff },
    { "templates", N_("[show NAME | copy NAME FILE]"),
      N_("List the layouts, show one, or copy it to change it"), run_templates },
    { "explain", N_("[CODE]"), N_("Say what a finding means and what to do about it"),
      run_explain },
    { "doctor", N_("[--format=text|json]"),
      N_("Say what this machine offers: versions, fonts, templates, programs, the sandbox"),
      run_doctor },
    { "dump", N_("--stage=NAME QUESTIONS [ANSWERS…]"),
      N_("Print what a stage of the program made, as text"), run_dump },
};

static const Command *
find_command(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(commands); i++) {
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    }
    return NULL;
}

static const char *
nearest_command(const char *name)
{
    const char *names[G_N_ELEMENTS(commands) + 1] = { NULL };

    for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
        names[i] = commands[i].name;
    return nearest_word(name, names);
}

/*
 * The tree that holds templates/ and fonts/: a checkout (build/repliek beside them), an installation
 * (PREFIX/bin/repliek), or the prefix it was built for.
 */
static char *
find_data_folder(void)
{
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *folder = program != NULL ? g_path_get_dirname(program) : g_strdup(".");
    g_autofree char *checkout = g_build_filename(folder, "..", NULL);
    g_autofree char *installed = g_build_filename(folder, "..", "share", "repliek", NULL);
    const char *candidates[] = { checkout, installed };

    for (gsize i = 0; i < G_N_ELEMENTS(candidates); i++) {
        g_autofree char *templates = g_build_filename(candidates[i], "templates", NULL);
        if (g_file_test(templates, G_FILE_TEST_IS_DIR))
            return g_canonicalize_filename(candidates[i], NULL);
    }
    return g_build_filename(REPLIEK_PREFIX, "share", "repliek", NULL);
}

/*
 * A machine may lack the data of the user's locale, as containers do. gettext then still finds their language, in
 * LANGUAGE, if any locale but C is in force.
 */
static void
set_up_bare_locale(void)
{
    const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

    setlocale(LC_ALL, "C.UTF-8");
    for (gsize i = 0; i < G_N_ELEMENTS(variables); i++) {
        const char *name = g_getenv(variables[i]);
        if (name == NULL || *name == '\0')
            continue;
        g_setenv("LANGUAGE", name, FALSE);
        return;
    }
}

static void
set_up_locale(const char *data_folder)
{
    g_autofree char *checkout = g_build_filename(data_folder, "build", "locale", NULL);
    g_autofree char *installed = g_build_filename(data_folder, "..", "locale", NULL);
    bool in_checkout = g_file_test(checkout, G_FILE_TEST_IS_DIR);

    if (setlocale(LC_ALL, "") == NULL)
        set_up_bare_locale();
    bindtextdomain(GETTEXT_PACKAGE, in_checkout ? checkout : installed);
    bind_textdomain_codeset(GETTEXT_PACKAGE, "UTF-8");
    textdomain(GETTEXT_PACKAGE);
}

static bool
print_help(GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);

    g_string_append_printf(out, "%s\n\n%s\n\n",
                           _("Usage: repliek [-C DIR] COMMAND [options] [files]"),
                           _("From the questions of a parliamentary committee and draft answers to "
                             "the minister's letter."));
    for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
        g_string_append_printf(out, "  %-10s %s\n", commands[i].name, _(commands[i].summary));
    g_string_append_printf(out, "\n%s\n",
                           _("`repliek help COMMAND` says more; `man repliek` tells it all."));
    return session_print(out->str, out->len, error);
}

static bool
print_version(GError **error)
{
    static const char text[] = "repliek " REPLIEK_VERSION "\n";

    return session_print(text, sizeof text - 1, error);
}

static bool
run_command(Session *session, const char *name, int argc, char **argv, GError **error)
{
    const Command *command = find_command(name);
    if (command != NULL)
        return command->run(session, command, argc, argv, error);

    const char *near = nearest_command(name);
    if (near != NULL)
        failure_set(error, DIAG_USAGE, NULL, 0, 0, _("there is no command %s; did you mean %s?"),
                    name, near);
    else
        failure_set(error, DIAG_USAGE, NULL, 0, 0,
                    _("there is no command %s; `repliek help` lists them"), name);
    return false;
}

static bool
run_help(Session *session, int argc, char **argv, GError **error)
{
    if (argc < 2)
        return print_help(error);

    char *arguments[] = { argv[1], (char *)"--help", NULL };
    return run_command(session, argv[1], 2, arguments, error);
}

static bool
change_folder(const char *folder, GError **error)
{
    if (folder != NULL && chdir(folder) == 0)
        return true;

    failure_set(error, DIAG_USAGE, NULL, 0, 0, _("can't go to the folder %s of -C"),
                folder != NULL ? folder : "");
    return false;
}

/* The options before the command; what is behind it belongs to the command. */
static bool
run(Session *session, int argc, char **argv, GError **error)
{
    int at = 1;

    while (at < argc && strcmp(argv[at], "-C") == 0) {
        if (!change_folder(argv[at + 1], error))
            return false;
        at += 2;
    }
    if (at >= argc || strcmp(argv[at], "--help") == 0 || strcmp(argv[at], "-h") == 0)
        return print_help(error);
    if (strcmp(argv[at], "--version") == 0)
        return print_version(error);
    if (strcmp(argv[at], "help") == 0)
        return run_help(session, argc - at, argv + at, error);
    return run_command(session, argv[at], argc - at, argv + at, error);
}

static void
print_findings(const Session *session)
{
    g_autoptr(GString) out = g_string_new(NULL);
    DiagLevel least = session->quiet ? DIAG_ERROR : DIAG_NOTE;
    bool colour = report_wants_colour(STDERR_FILENO);

    if (session->findings_are_result)
        least = DIAG_FATAL;
    report_findings(session, least, DIAG_FATAL, colour, out);
    if (session->refusal != NULL && !session->quiet)
        g_string_append_printf(out, "%s\n", session->refusal);
    fwrite(out->str, 1, out->len, stderr);
}

static int
exit_status(const Session *session)
{
    switch (diags_highest(session->diags)) {
    case DIAG_NOTE:
    case DIAG_WARNING:
        return 0;
    case DIAG_ERROR:
        return session->lenient ? 0 : 1;
    case DIAG_FATAL:
        return 2;
    }
    return 2;
}

int
main(int argc, char **argv)
{
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *data_folder = find_data_folder();
    Session session = { .diags = diags, .files = files, .data_folder = data_folder };
    g_autoptr(GError) error = NULL;

    /* A file too large for the user's limits is then an error of write(), not a sudden death. */
    signal(SIGXFSZ, SIG_IGN);
    set_up_locale(data_folder);
    if (!run(&session, argc, argv, &error))
        failure_report(error, diags);

    diags_sort(diags, files);
    print_findings(&session);
    g_free(session.family);
    return exit_status(&session);
}
