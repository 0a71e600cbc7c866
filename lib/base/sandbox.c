/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A worker process for what parses hostile input.
 *
 * A child is forked, takes away its own rights one after the other, works, and writes its result
 * into a pipe; the parent reads at most so much and believes none of it. There are two kinds: a
 * task, which is a function of this program and needs nothing but memory, and a program that reads
 * a format for us, which has to load its libraries first. A task's system calls are an allow-list
 * and any other kills it; a program's are a deny-list, as what it needs is not ours to know.
 *
 * Threads instead of processes were not considered: a parser that overruns a buffer takes the
 * letter with it. Namespaces (bubblewrap) were: many machines forbid them to ordinary users, and
 * Landlock gives the same for files.
 */
#include "base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <seccomp.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__has_include)
#if __has_include(<valgrind/valgrind.h>)
#include <valgrind/valgrind.h>
#endif
#endif

#if defined(RUNNING_ON_VALGRIND)
#define UNDER_VALGRIND (RUNNING_ON_VALGRIND > 0)
#else
#define UNDER_VALGRIND false
#endif

/* Sanitizers and valgrind reserve terabytes and make system calls of their own. */
#if defined(__SANITIZE_ADDRESS__)
#define INSTRUMENTED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)
#define INSTRUMENTED true
#endif
#endif
#if !defined(INSTRUMENTED)
#define INSTRUMENTED UNDER_VALGRIND
#endif

/* Milliseconds without a byte from the child after which it counts as stuck: many times its
 * processor time, as the machine may be busy. */
enum { STUCK_TIMEOUT = 120000 };

/* Landlock, by the kernel's documentation (userspace-api/landlock): Debian 12's header stops at the
 * second version of the interface, so the numbers stand here. */
enum { LANDLOCK_VERSION_FLAG = 1, LANDLOCK_PATH_RULE = 1 };
enum { ACCESS_EXECUTE = 1 << 0, ACCESS_READ_FILE = 1 << 2, ACCESS_READ_FOLDER = 1 << 3 };

typedef struct LandlockRules {
    uint64_t files, network, scoped;
} LandlockRules;

typedef struct LandlockPath {
    uint64_t allowed;
    int32_t folder;
} __attribute__((packed)) LandlockPath;

static int
landlock_version(void)
{
    if (UNDER_VALGRIND) /* It does not know the system call, and says so at length. */
        return 0;

    long version = syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, LANDLOCK_VERSION_FLAG);
    return version > 0 ? (int)version : 0;
}

/* Every right that this version of the interface knows is taken away. */
static size_t
landlock_rules(int version, LandlockRules *rules)
{
    int rights = version >= 5 ? 16 : version >= 3 ? 15 : version == 2 ? 14 : 13;
    *rules = (LandlockRules){ .files = ((uint64_t)1 << rights) - 1 };

    if (version < 4)
        return sizeof rules->files;
    rules->network = 3; /* bind and connect, of TCP */
    if (version < 6)
        return sizeof rules->files + sizeof rules->network;
    rules->scoped = 3; /* abstract sockets, and signals to others */
    return sizeof *rules;
}

/* Takes the file system away, but for reading the folders (NULL-terminated). */
static bool
restrict_files(const char *const *folders)
{
    LandlockRules rules;
    int version = landlock_version();
    if (version == 0)
        return true;

    size_t size = landlock_rules(version, &rules);
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &rules, size, 0);
    if (ruleset < 0)
        return false;
    for (; *folders != NULL; folders++) {
        LandlockPath path = { .allowed = ACCESS_EXECUTE | ACCESS_READ_FILE | ACCESS_READ_FOLDER,
                              .folder = open(*folders, O_PATH | O_CLOEXEC) };
        if (path.folder < 0)
            continue;
        syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_PATH_RULE, &path, 0);
        close(path.folder);
    }
    bool restricted = syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    close(ruleset);
    return restricted;
}

/* What computing, memory, the pipe and an orderly end take. */
static const int task_calls[] = {
    SCMP_SYS(read),           SCMP_SYS(write),         SCMP_SYS(close),
    SCMP_SYS(munmap),         SCMP_SYS(mremap),        SCMP_SYS(brk),
    SCMP_SYS(madvise),        SCMP_SYS(futex),         SCMP_SYS(exit),
    SCMP_SYS(exit_group),     SCMP_SYS(rt_sigreturn),  SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask), SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday),
    SCMP_SYS(getrandom),      SCMP_SYS(getpid),        SCMP_SYS(gettid),
    SCMP_SYS(tgkill),         SCMP_SYS(sched_yield),
};

/* What a library may try and does without: libzip looks for the time zone. */
static const int task_refused[] = { SCMP_SYS(openat), SCMP_SYS(open),   SCMP_SYS(newfstatat),
                                    SCMP_SYS(stat),   SCMP_SYS(access), SCMP_SYS(ioctl) };

/* What no program that turns a file into text has to do. */
static const int program_denied[] = {
    SCMP_SYS(socket),
    SCMP_SYS(socketpair),
    SCMP_SYS(connect),
    SCMP_SYS(bind),
    SCMP_SYS(listen),
    SCMP_SYS(accept),
    SCMP_SYS(accept4),
    SCMP_SYS(ptrace),
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(bpf),
    SCMP_SYS(keyctl),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(kill),
    SCMP_SYS(fork),
    SCMP_SYS(vfork),
};

/* Memory may be had, but none that runs. */
static bool
allow_memory(scmp_filter_ctx filter)
{
    struct scmp_arg_cmp data = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);

    return seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, &data) == 0 &&
           seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, &data) == 0;
}

static bool
add_calls(scmp_filter_ctx filter, uint32_t action, const int *calls, size_t count)
{
    bool added = filter != NULL;
    for (size_t i = 0; added && i < count; i++)
        added = seccomp_rule_add(filter, action, calls[i], 0) == 0;
    return added;
}

static bool
load_filter(scmp_filter_ctx filter, bool built)
{
    bool loaded = built && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return loaded;
}

static bool
restrict_task_calls(void)
{
    if (seccomp_api_get() == 0)
        return true;

    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    bool built =
        add_calls(filter, SCMP_ACT_ALLOW, task_calls, G_N_ELEMENTS(task_calls)) &&
        add_calls(filter, SCMP_ACT_ERRNO(ENOENT), task_refused, G_N_ELEMENTS(task_refused)) &&
        allow_memory(filter);
    return load_filter(filter, built);
}

static bool
restrict_program_calls(void)
{
    if (seccomp_api_get() == 0)
        return true;

    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    bool built =
        add_calls(filter, SCMP_ACT_ERRNO(EPERM), program_denied, G_N_ELEMENTS(program_denied));
    return load_filter(filter, built);
}

static void
set_limit(__rlimit_resource_t resource, rlim_t value)
{
    struct rlimit limit = { value, value };
    (void)setrlimit(resource, &limit);
}

static void
set_limits(void)
{
    struct rlimit cpu = { SANDBOX_CPU_SECONDS, SANDBOX_CPU_SECONDS + 1 };

    (void)setrlimit(RLIMIT_CPU, &cpu);
    set_limit(RLIMIT_CORE, 0);
    set_limit(RLIMIT_FSIZE, 0);
    set_limit(RLIMIT_NOFILE, 64);
    if (!INSTRUMENTED)
        set_limit(RLIMIT_AS, SANDBOX_MEMORY);
}

/* The child's file descriptors: input, the pipe as output, and nothing for messages, which are not
 * for the user's eyes; under a sanitizer they are for the developer's. */
static bool
arrange_files(int input, int output)
{
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    bool arranged = nothing >= 0 && dup2(input >= 0 ? input : nothing, STDIN_FILENO) >= 0 &&
                    dup2(output, STDOUT_FILENO) >= 0 &&
                    (INSTRUMENTED || dup2(nothing, STDERR_FILENO) >= 0);

    return arranged && close_range(STDERR_FILENO + 1, ~0u, 0) == 0;
}

/* The way in for both kinds: from here on the child is on its own, and dies with its parent. */
static bool
enter(int input, int output)
{
    return arrange_files(input, output) && prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 &&
           prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

static bool
write_all(const GByteArray *bytes)
{
    for (size_t done = 0; done < bytes->len;) {
        ssize_t count = write(STDOUT_FILENO, bytes->data + done, bytes->len - done);
        if (count <= 0)
            return false;
        done += (size_t)count;
    }
    return true;
}

/* Returns, so that the caller's registers are kept: what the callers hold is then no leak to valgrind when the child ends. */
static int
do_task(SandboxTask task, gpointer data, int output)
{
    static const char *const nowhere[] = { NULL };
    bool entered = enter(-1, output) && restrict_files(nowhere);
    set_limits();
    if (entered && !INSTRUMENTED)
        entered = restrict_task_calls();
    if (!entered)
        return 1;

    g_autoptr(GByteArray) made = task(data);
    return write_all(made) ? 0 : 1;
}

G_GNUC_NORETURN static void
program_main(const char *const *argv, int input, int output)
{
    static const char *const folders[] = { "/usr", "/lib", "/lib64", "/bin", "/etc", NULL };
    static char *environment[] = { "LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", NULL };

    bool entered = enter(input, output) && restrict_files(folders);
    set_limits();
    if (entered && restrict_program_calls())
        execve(argv[0], (char *const *)argv, environment);
    _exit(127);
}

/* Reads until the child closes its end. False with `*outcome` where there is no whole output. */
static GBytes *
collect(int fd, size_t limit, SandboxOutcome *outcome)
{
    g_autoptr(GByteArray) output = g_byte_array_new();
    g_autofree guint8 *buffer = g_malloc(65536);

    for (;;) {
        struct pollfd waiting = { .fd = fd, .events = POLLIN };
        int ready = TEMP_FAILURE_RETRY(poll(&waiting, 1, STUCK_TIMEOUT));
        ssize_t count = ready > 0 ? TEMP_FAILURE_RETRY(read(fd, buffer, 65536)) : -1;
        if (count == 0)
            return g_byte_array_free_to_bytes(g_steal_pointer(&output));
        if (count < 0) {
            *outcome = ready == 0 ? SANDBOX_OUT_OF_TIME : SANDBOX_CRASHED;
            return NULL;
        }
        if (output->len + (size_t)count > limit) {
            *outcome = SANDBOX_TOO_LARGE;
            return NULL;
        }
        g_byte_array_append(output, buffer, (guint)count);
    }
}

/* Waits for the child's end and takes its output. */
static SandboxOutcome
finish(pid_t child, int fd, size_t limit, GBytes **ret_output, int *ret_status)
{
    SandboxOutcome outcome = SANDBOX_DONE;
    g_autoptr(GBytes) output = collect(fd, limit, &outcome);
    int status = 0;

    close(fd);
    if (output == NULL)
        kill(child, SIGKILL);
    pid_t ended = TEMP_FAILURE_RETRY(waitpid(child, &status, 0));
    if (output == NULL)
        return outcome;
    if (ended == child && WIFSIGNALED(status))
        return WTERMSIG(status) == SIGXCPU ? SANDBOX_OUT_OF_TIME : SANDBOX_CRASHED;
    if (ended != child || !WIFEXITED(status))
        return SANDBOX_CRASHED;

    *ret_output = g_steal_pointer(&output);
    *ret_status = WEXITSTATUS(status);
    return SANDBOX_DONE;
}

SandboxOutcome
sandbox_call(SandboxTask task, gpointer data, size_t limit, GBytes **ret_output)
{
    int ends[2], status = 0;
    if (pipe2(ends, O_CLOEXEC) != 0)
        return SANDBOX_NOT_STARTED;

    pid_t child = fork();
    if (child == 0)
        _exit(do_task(task, data, ends[1]));
    close(ends[1]);
    if (child < 0) {
        close(ends[0]);
        return SANDBOX_NOT_STARTED;
    }

    g_autoptr(GBytes) output = NULL;
    SandboxOutcome outcome = finish(child, ends[0], limit, &output, &status);
    if (outcome == SANDBOX_DONE && status != 0)
        return SANDBOX_CRASHED;
    if (outcome == SANDBOX_DONE)
        *ret_output = g_steal_pointer(&output);
    return outcome;
}

/* A file without a name that holds the bytes; -1 where there can be none. */
static int
file_of_bytes(GBytes *bytes)
{
    gsize length, done = 0;
    const guint8 *data = g_bytes_get_data(bytes, &length);
    int fd = memfd_create("input", MFD_CLOEXEC);

    while (fd >= 0 && done < length) {
        ssize_t count = TEMP_FAILURE_RETRY(write(fd, data + done, length - done));
        if (count <= 0) {
            close(fd);
            return -1;
        }
        done += (gsize)count;
    }
    if (fd >= 0)
        (void)lseek(fd, 0, SEEK_SET);
    return fd;
}

SandboxOutcome
sandbox_run(const char *const *argv, GBytes *input, size_t limit, GBytes **ret_output,
            int *ret_status)
{
    int ends[2];
    int file = file_of_bytes(input);
    if (file < 0)
        return SANDBOX_NOT_STARTED;
    if (pipe2(ends, O_CLOEXEC) != 0) {
        close(file);
        return SANDBOX_NOT_STARTED;
    }

    pid_t child = fork();
    if (child == 0)
        program_main(argv, file, ends[1]);
    close(file);
    close(ends[1]);
    if (child < 0) {
        close(ends[0]);
        return SANDBOX_NOT_STARTED;
    }
    return finish(child, ends[0], limit, ret_output, ret_status);
}

SandboxSupport
sandbox_support(void)
{
    return (SandboxSupport){ .seccomp = seccomp_api_get() > 0 && !INSTRUMENTED,
                             .landlock = landlock_version(),
                             .limits = !INSTRUMENTED };
}
