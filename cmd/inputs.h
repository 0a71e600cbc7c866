/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_CMD_INPUTS_H
#define REPLIEK_CMD_INPUTS_H

#include "session.h"

/* What a command was given, read and held together, so that later stages may borrow from earlier ones. */
typedef struct Inputs {
    GBytes *bytes; /* of the question document */
    Document *document;
    Questions *questions;
    Answers *answers;   /* NULL where no answers were given */
    Coverage *coverage; /* NULL until checked */
} Inputs;

/* The option of all commands that read a question document. */
#define FAMILY_OPTION(session)                                                                     \
    {                                                                                              \
        "family", 0, 0, G_OPTION_ARG_STRING, &(session)->family,                                   \
            N_("What kind of document it is, whatever its title says"), N_("FAMILY")               \
    }

/*
 * Reads QUESTIONS and the answers files and folders behind it (both NULL-terminated as given on the command
 * line), finds the questions and carries out the decisions. `answers` may be empty.
 */
Inputs *inputs_read(Session *session, const char *questions, char **answers, GError **error);

/*
 * Reads the answers again, after a command has changed them: the findings about them get the places that they have now. What is
 * returned must outlive what borrows from it; NULL with a failure.
 */
Answers *inputs_reread(Session *session, const Inputs *inputs, GError **error);

/* The same where no questions were read: `sources` are those of the answers before. */
Answers *inputs_reread_answers(Session *session, const GPtrArray *sources, GError **error);

/* Reads answers files and folders (NULL-terminated). */
Answers *inputs_answers(Session *session, char **paths, Diags *diags, GError **error);

/* Holds answers against questions; findings go to the session. Needs answers. */
void inputs_check(Session *session, Inputs *inputs);

void inputs_free(Inputs *inputs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Inputs, inputs_free)

/* How to compose, as the command line says it. */
typedef struct LetterOptions {
    gboolean draft;
    char *questions; /* "PVV-1..PVV-8"; NULL */
    char *since;     /* an older answers file; NULL */
    char *date;      /* of an overview, ISO; NULL: today */
} LetterOptions;

void letter_options_clear(LetterOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(LetterOptions, letter_options_clear)

/* The same as composing wants it, with what it borrows. */
typedef struct Choice {
    ComposeOptions options;
    GHashTable *part;
    Answers *old_answers;
    Coverage *since;
    char *day;
} Choice;

/* Reads what the options name. Findings about the older answers are nobody's concern any more. */
bool choice_make(Session *session, const Inputs *inputs, const LetterOptions *letter,
                 Choice *ret_choice, GError **error);
void choice_clear(Choice *choice);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Choice, choice_clear)

/*
 * The questions and answers to work on: those on the command line, else those of the project file
 * (repliek.yaml in the working directory or above it). `usage` where neither says.
 */
typedef struct Project {
    char *questions;
    char **answers;
    char *layout, *output; /* NULL where the project file is silent */
} Project;

Project *project_find(Session *session, const Command *command, char **arguments, int least_answers,
                      GError **error);
void project_free(Project *project);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Project, project_free)

#endif
