/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Preloaded by tests/robust/writing: makes one call on the file that is being written go wrong.
 * FAULT names the call and what happens: "write ENOSPC", "fsync EIO", "rename KILL". "write SHORT"
 * writes a byte at a time for a while, "write EINTR" is interrupted once, "write HALF" is killed
 * in the middle. "rename b.yaml" fails where the new name ends so.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *
wanted_fault(const char *call)
{
    const char *fault = getenv("FAULT");
    size_t length = strlen(call);

    if (fault == NULL || strncmp(fault, call, length) != 0 || fault[length] != ' ')
        return "";
    return fault + length + 1;
}

/* Is it the hidden file that will become the output? */
static int
is_temporary(int fd)
{
    char name[64], path[4096];
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(name, path, sizeof path - 1);
    if (length < 0)
        return 0;

    path[length] = '\0';
    return strstr(path, "/.brief.pdf.") != NULL;
}

/* Sets errno; never comes back where the fault is to be killed. */
static int
fails(const char *fault)
{
    if (strcmp(fault, "KILL") == 0)
        raise(SIGKILL);
    errno = strcmp(fault, "ENOSPC") == 0 ? ENOSPC : EIO;
    return strcmp(fault, "ENOSPC") == 0 || strcmp(fault, "EIO") == 0;
}

ssize_t
write(int fd, const void *data, size_t size)
{
    static int calls;
    ssize_t (*real)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
    const char *fault = wanted_fault("write");

    if (*fault == '\0' || !is_temporary(fd))
        return real(fd, data, size);
    calls++;
    if (strcmp(fault, "HALF") == 0) {
        real(fd, data, size / 2);
        raise(SIGKILL);
    }
    if (strcmp(fault, "SHORT") == 0 && calls < 100)
        return real(fd, data, 1);
    if (strcmp(fault, "EINTR") == 0 && calls == 1) {
        errno = EINTR;
        return -1;
    }
    return fails(fault) ? -1 : real(fd, data, size);
}

int
fsync(int fd)
{
    int (*real)(int) = dlsym(RTLD_NEXT, "fsync");
    const char *fault = wanted_fault("fsync");

    return *fault != '\0' && is_temporary(fd) && fails(fault) ? -1 : real(fd);
}

int
fchmod(int fd, mode_t mode)
{
    int (*real)(int, mode_t) = dlsym(RTLD_NEXT, "fchmod");
    const char *fault = wanted_fault("fchmod");

    return *fault != '\0' && is_temporary(fd) && fails(fault) ? -1 : real(fd, mode);
}

int
rename(const char *from, const char *to)
{
    int (*real)(const char *, const char *) = dlsym(RTLD_NEXT, "rename");
    const char *fault = wanted_fault("rename");
    size_t length = strlen(to), end = strlen(fault);

    if (strchr(fault, '.') != NULL && length > end && strcmp(to + length - end, fault) == 0) {
        errno = EIO;
        return -1;
    }
    return *fault != '\0' && fails(fault) ? -1 : real(from, to);
}
