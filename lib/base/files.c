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
write_and_close(int fd, const char *path, GBytes *bytes)
{
    bool written = write_all(fd, bytes) && fchmod(fd, output_mode(path)) == 0 && fsync(fd) == 0;
    int saved = errno;
    bool closed = close(fd) == 0;

    if (!written)
        errno = saved;
    return written && closed;
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

/* A file that is written, and not yet in its place. */
typedef struct Staged {
    const char *path; /* as the user spelled it */
    char *target;     /* what it leads to */
    char *temporary;  /* beside it; holds what was there before once exchanged; NULL once renamed */
    bool exchanged;   /* with what was there, so that it can be put back */
    bool created;     /* nothing was there */
} Staged;

static void
staged_clear(gpointer data)
{
    Staged *staged = data;

    if (staged->temporary != NULL)
        unlink(staged->temporary);
    g_free(staged->temporary);
    g_free(staged->target);
}

static void
fail_write(GError **error, const char *path)
{
    failure_set(error, DIAG_NOT_WRITTEN, path, 0, 0, _("can't write the file: %s"),
                g_strerror(errno));
}

/* Fills `staged` in as far as it comes; what is in it is to be cleared either way. */
static bool
stage_file(Staged *staged, GBytes *bytes, GError **error)
{
    staged->target = link_target(staged->path);
    if (!is_replaceable(staged->path, staged->target, error))
        return false;

    g_autofree char *folder = g_path_get_dirname(staged->target);
    g_autofree char *name = g_path_get_basename(staged->target);
    g_autofree char *temporary = g_strdup_printf("%s/.%.200s.XXXXXX", folder, name);
    int fd = g_mkstemp_full(temporary, O_WRONLY | O_CLOEXEC, 0600);
    if (fd < 0) {
        failure_set(error, DIAG_NOT_WRITTEN, staged->path, 0, 0, _("can't write in the folder: %s"),
                    g_strerror(errno));
        return false;
    }

    staged->temporary = g_steal_pointer(&temporary);
    if (write_and_close(fd, staged->target, bytes))
        return true;
    fail_write(error, staged->path);
    return false;
}

/* Old and new change places. False where nothing was there, or the file system can't. */
static bool
exchange(const Staged *staged)
{
    return renameat2(AT_FDCWD, staged->temporary, AT_FDCWD, staged->target, RENAME_EXCHANGE) == 0;
}

/* Of several files all but the last can be taken back, since only those behind them may yet fail. */
static bool
put_in_place(Staged *staged, bool is_last, GError **error)
{
    staged->exchanged = !is_last && exchange(staged);
    staged->created = !staged->exchanged && access(staged->target, F_OK) != 0;
    if (!staged->exchanged && rename(staged->temporary, staged->target) != 0) {
        staged->created = false;
        fail_write(error, staged->path);
        return false;
    }

    g_autofree char *folder = g_path_get_dirname(staged->target);
    if (!staged->exchanged)
        g_clear_pointer(&staged->temporary, g_free);
    sync_folder(folder);
    return true;
}

static void
take_back(Staged *staged)
{
    if (staged->created)
        unlink(staged->target);
    else if (staged->exchanged && !exchange(staged))
        g_clear_pointer(&staged->temporary, g_free); /* the old file stays beside the new one */
}

bool
files_replace(const GPtrArray *paths, const GPtrArray *contents, GError **error)
{
    g_autoptr(GArray) all = g_array_sized_new(FALSE, TRUE, sizeof(Staged), paths->len);
    g_array_set_clear_func(all, staged_clear);
    g_array_set_size(all, paths->len);

    for (guint i = 0; i < all->len; i++) {
        Staged *staged = &g_array_index(all, Staged, i);
        staged->path = g_ptr_array_index(paths, i);
        if (!stage_file(staged, g_ptr_array_index(contents, i), error))
            return false;
    }
    for (guint i = 0; i < all->len; i++) {
        if (put_in_place(&g_array_index(all, Staged, i), i + 1 == all->len, error))
            continue;
        while (i > 0)
            take_back(&g_array_index(all, Staged, --i));
        return false;
    }
    return true;
}

bool
file_replace(const char *path, GBytes *bytes, GError **error)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new(), contents = g_ptr_array_new();

    g_ptr_array_add(paths, (gpointer)path);
    g_ptr_array_add(contents, bytes);
    return files_replace(paths, contents, error);
}
