/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_BASE_SANDBOX_H
#define REPLIEK_BASE_SANDBOX_H

#include <glib.h>
#include <stdbool.h>

/*
 * Work on hostile input in a process of its own, which can harm nothing but its own result: limits
 * on processor time, memory and files, no new privileges, no file system (Landlock) and no system
 * calls but those of computing (seccomp), where the kernel has them.
 */

/* Limits of interface.md. */
enum { SANDBOX_CPU_SECONDS = 10 };
#define SANDBOX_MEMORY ((size_t)512 << 20)

typedef enum SandboxOutcome {
    SANDBOX_DONE,
    SANDBOX_CRASHED,     /* a signal, out of memory, or a forbidden system call */
    SANDBOX_OUT_OF_TIME, /* the processor time is used up, or nothing moves any more */
    SANDBOX_TOO_LARGE,   /* more output than was allowed */
    SANDBOX_NOT_STARTED, /* no process, or no program */
} SandboxOutcome;

/* Runs in the child; what it returns becomes the output. It may read memory that was there before,
 * and nothing else. */
typedef GByteArray *(*SandboxTask)(gpointer data);

/* Calls the task in a child. `ret_output`, at most `limit` bytes, is set for SANDBOX_DONE only. */
SandboxOutcome sandbox_call(SandboxTask task, gpointer data, size_t limit, GBytes **ret_output);

/*
 * Runs a program (`argv[0]` is its whole path) with `input` on standard input; its standard output
 * is the output. It may read what programs need to start (/usr, /lib, /etc) and open no sockets.
 * `ret_status` is its exit status, set with the output.
 */
SandboxOutcome sandbox_run(const char *const *argv, GBytes *input, size_t limit,
                           GBytes **ret_output, int *ret_status);

/* What is in force on this machine, for `repliek doctor`. */
typedef struct SandboxSupport {
    bool seccomp;
    int landlock; /* version of its interface; 0: the kernel has none */
    bool limits;  /* processor time, memory, files; off under a sanitizer, which needs more */
} SandboxSupport;

SandboxSupport sandbox_support(void);

#endif
