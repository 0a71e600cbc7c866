/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_CMD_SESSION_H
#define REPLIEK_CMD_SESSION_H

#include "repliek.h"

/* What one run of the program shares between main() and its command. */
typedef struct Session {
    Diags *diags;
    GPtrArray *
        files; /* char *: all that was read, inputs in the order given; findings are sorted by it */
    char *data_folder; /* holds templates/ and fonts/ */
    char *family;      /* --family: what kind of document it is; NULL lets the title decide */
    bool quiet;        /* -q: errors only */
    bool verbose;      /* -v: what to do about each finding */
    bool findings_are_result; /* check: findings were printed as the result */
    bool lenient;             /* build --draft: errors don't change the exit status */
    const char *refusal;      /* what errors kept from being written, told below them; NULL */
} Session;

typedef struct Command {
    const char *name;
    const char *arguments; /* for --help, marked with N_ */
    const char *summary;   /* one line, marked with N_ */
    bool (*run)(Session *session, const struct Command *self, int argc, char **argv,
                GError **error);
} Command;

/* The commands, one file each; listed in main.c. */
bool run_init(Session *session, const Command *self, int argc, char **argv, GError **error);
bool run_questions(Session *session, const Command *self, int argc, char **argv, GError **error);
bool run_check(Session *session, const Command *self, int argc, char **argv, GError **error);
bool run_status(Session *session, const Command *self, int argc, char **argv, GError **error);
bool run_build(Session *session, const Command *self, int argc, char **argv, GError **error);
bool run_export(Session *session, const Command *self, int argc, char **argv, GError **error);
bool run_inspect(Session *session, const Command *self, int argc, char **argv, GError **error);
bool run_extract(Session *session, const Command *self, int argc, char **argv, GError **error);
bool run_import(Session *session, const Command *self, int argc, char **argv, GError **error);
bool run_update(Session *session, const Command *self, int argc, char **argv, GError **error);
bool run_diff(Session *session, const Command *self, int argc, char **argv, GError **error);
bool run_templates(Session *session, const Command *self, int argc, char **argv, GError **error);
bool run_explain(Session *session, const Command *self, int argc, char **argv, GError **error);
bool run_doctor(Session *session, const Command *self, int argc, char **argv, GError **error);
bool run_dump(Session *session, const Command *self, int argc, char **argv, GError **error);

/*
 * Parses a command's options and -q, -v, which each has. `entries` ends with an empty one and may be NULL;
 * `ret_arguments` gets what is left, NULL-terminated, to be freed with g_strfreev(). --help prints and exits.
 * `usage` where the line can't be understood.
 */
bool session_parse(Session *session, const Command *command, const GOptionEntry *entries,
                   char **argv, char ***ret_arguments, GError **error);

/* Refuses fewer or more arguments than the command takes (`most` -1: any number). */
bool session_count(const Command *command, char **arguments, int least, int most, GError **error);

/* Writes to standard output; `not-written` where that fails, on a full disk or a closed pipe. */
bool session_print(const char *text, size_t length, GError **error);

/* Who runs this, as names to look for in what goes out; nobody where that is the administrator. */
NameSearch *session_names(void);

/* A file under the data folder: templates/letter.yaml. Newly allocated. */
char *session_data(const Session *session, const char *folder, const char *name);

/* Is it one of the files that were read, under whatever name? */
bool session_is_input(const Session *session, const char *path);
/* The same as a failure: `not-written`. */
bool session_may_write(const Session *session, const char *path, GError **error);

/* Writes a file that isn't there yet, or with `force` in the place of one; `warning` says what is lost then. */
bool session_write_new(const char *path, GBytes *bytes, bool force, const char *warning,
                       GError **error);

/* The day that --date gives (ISO), else that of SOURCE_DATE_EPOCH or today. Newly allocated; `usage` where it is none. */
char *session_date(const char *given, GError **error);

/* The value of a --format option as an index in `names` (NULL-terminated; the first is the default). */
bool session_choose(const char *option, const char *value, const char *const *names, int *ret_index,
                    GError **error);

#endif
