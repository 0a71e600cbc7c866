/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_CMD_MACHINE_H
#define REPLIEK_CMD_MACHINE_H

#include "base/sandbox.h"
#include "session.h"

typedef struct Library {
    const char *name;
    char *version; /* of what runs, not of what was compiled against */
} Library;

/* How the fonts stand against their checksums. */
typedef struct FontState {
    char *folder;
    GPtrArray *changed, *missing; /* char *: files of SHA256SUMS */
    guint count;                  /* files that SHA256SUMS names; 0 where there is none */
} FontState;

/* What repliek finds around it. */
typedef struct Machine {
    GPtrArray *libraries; /* Library */
    GPtrArray *templates; /* char *: names, sorted */
    char *template_folder;
    FontState fonts;
    char *patterns;          /* the file; NULL where it is missing */
    char *locale;            /* in force for messages: "nl_NL.UTF-8" */
    char *languages;         /* the variable LANGUAGE, which goes before it; NULL */
    char *message_folder;    /* where translations are looked for */
    GPtrArray *messages;     /* char *: the languages there, sorted */
    const char *pdf_program; /* NULL where it is not installed */
    SandboxSupport sandbox;
} Machine;

Machine *machine_examine(const Session *session);

/* Adds what is missing or weaker than it could be as findings. */
void machine_judge(const Machine *machine, Diags *diags);

void machine_free(Machine *machine);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Machine, machine_free)

#endif
