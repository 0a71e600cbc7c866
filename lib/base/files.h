/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_BASE_FILES_H
#define REPLIEK_BASE_FILES_H

#include <gio/gio.h>
#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * Reads a whole file, "-" for standard input. At most `limit` bytes (`over-limit`); a directory, a
 * device, a FIFO, a missing or forbidden file is `unreadable` with a message that says which.
 * Standard input may be a pipe.
 */
GBytes *file_read(const char *path, size_t limit, GError **error);

/*
 * Puts `bytes` in the place of `path`: written to a temporary file in the same folder, synced,
 * renamed, and the folder synced, so that there is always either the old file or the whole new one.
 * An existing file keeps its permission bits, a symbolic link its target. `not-written` where it
 * fails; nothing is left behind then.
 */
bool file_replace(const char *path, GBytes *bytes, GError **error);

/*
 * The same for several files (char *, GBytes *): all are written and synced before the first is renamed, so
 * that a full disk or a folder without rights leaves every one of them as it was. Where a rename fails all the same,
 * those before it are taken back (file systems that can't exchange two names excepted).
 */
bool files_replace(const GPtrArray *paths, const GPtrArray *contents, GError **error);

#endif
