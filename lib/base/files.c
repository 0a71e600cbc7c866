/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/files.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/failure.h"

static void
fail_read(GError **error, const char *path, const char *reason)
{
    failure_set(error, DIAG_UNREADABLE, path, 0, 0, _("can't read the file: %s"), reason);
}

/* Opened without blocking, so that a FIFO nobody writes to can't hang the program before it is
 * refused. */
static int
open_input(const char *path, GError **error)
{
    if (strcmp(path, "-") == 0)
        return STDIN_FILENO;

    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0) {
        fail_read(error, path, g_strerror(errno));
        return -1;
    }

    struct stat status;
    const char *reason = NULL;
    if (fstat(fd, &status) != 0)
        reason = g_strerror(errno);
    else if (S_ISDIR(status.st_mode))
        reason = _("it is a folder");
    else if (!S_ISREG(status.st_mode))
        reason = _("it is no ordinary file");
    if (reason == NULL)
        return fd;

    fail_read(error, path, reason);
    close(fd);
    return -1;
}

static GBytes *
read_all(int fd, const char *path, size_t limit, GError **error)
{
    g_autoptr(GByteArray) data = g_byte_array_new();
    guint8 buffer[65536];

    for (;;) {
        ssize_t count = read(fd, buffer, sizeof buffer);
        if (count == 0)
            return g_byte_array_free_to_bytes(g_steal_pointer(&data));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0) {
            fail_read(error, path, g_strerror(errno));
            return NULL;
        }
        if (data->len + (size_t)count > limit) {
            failure_set(error, DIAG_OVER_LIMIT, path, 0, 0,
                        _("the file is larger than the limit of %zu MiB"), limit >> 20);
            return NULL;
        }
        g_byte_array_append(data, buffer, (guint)count);
    }
}

GBytes *
file_read(const char *path, size_t limit, GError **error)
{
    int fd = open_input(path, error);
    if (fd < 0)
        return NULL;

    GBytes *bytes = read_all(fd, path, limit, error);
    if (fd != STDIN_FILENO)
        close(fd);
    return bytes;
}

static bool
write_all(int fd, GBytes *bytes)
{
    gsize left;
    const char *data = g_bytes_get_data(bytes, &left);

    while (left > 0) {
        ssize_t count = write(fd, data, left);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return false;
        data += count;
        left -= (gsize)count;
    }
    return true;
}

/* What mkstemp() makes is private to the user; an output has the rights of any new file of theirs.
 */
static mode_t
output_mode(const char *path)
{
    struct stat status;
    if (stat(path, &status) == 0)
        return status.st_mode & 07777;

    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

static bool
write_and_rename(int fd, const char *temporary, const char *path, GBytes *bytes)
{
    bool written = write_all(fd, bytes) && fchmod(fd, output_mode(path)) == 0 && fsync(fd) == 0;
    int saved = errno;
    bool closed = close(fd) == 0;

    if (!written) {
        errno = saved;
        return false;
    }
    return closed && rename(temporary, path) == 0;
}

/* The rename itself is only safe from a power cut once the folder is on disk. */
static void
sync_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;

    (void)fsync(fd);
    close(fd);
}

/* The file that a link leads to; NULL where a link leads nowhere or in a circle. */
static char *
link_target(const char *path)
{
    struct stat status;
    char *target = realpath(path, NULL);
    if (target == NULL)
        return lstat(path, &status) == 0 && S_ISLNK(status.st_mode) ? NULL : g_strdup(path);

    char *copy = g_strdup(target);
    free(target);
    return copy;
}

/* A rename over a device or a folder would take it away, which nobody means by "write here". */
static bool
is_replaceable(const char *path, const char *target, GError **error)
{
    struct stat status;
    const char *reason = NULL;

    if (target == NULL)
        reason = _("it is a link that leads to no file; name another, or mend the link");
    else if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
        reason = _("it is a folder; name a file");
    else if (stat(path, &status) == 0 && !S_ISREG(status.st_mode))
        reason = _("it is no ordinary file; name another");
    if (reason == NULL)
        return true;

    failure_set(error, DIAG_NOT_WRITTEN, path, 0, 0, "%s", reason);
    return false;
}

bool
file_replace(const char *path, GBytes *bytes, GError **error)
{
    g_autofree char *target = link_target(path);
    if (!is_replaceable(path, target, error))
        return false;

    g_autofree char *folder = g_path_get_dirname(target);
    g_autofree char *name = g_path_get_basename(target);
    g_autofree char *temporary = g_strdup_printf("%s/.%.200s.XXXXXX", folder, name);

    int fd = g_mkstemp_full(temporary, O_WRONLY | O_CLOEXEC, 0600);
    if (fd < 0) {
        failure_set(error, DIAG_NOT_WRITTEN, path, 0, 0, _("can't write in the folder: %s"),
                    g_strerror(errno));
        return false;
    }
    if (!write_and_rename(fd, temporary, target, bytes)) {
        int saved = errno;
        unlink(temporary);
        failure_set(error, DIAG_NOT_WRITTEN, path, 0, 0, _("can't write the file: %s"),
                    g_strerror(saved));
        return false;
    }

    sync_folder(folder);
    return true;
}
