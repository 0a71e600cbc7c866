/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_READ_ZIP_H
#define REPLIEK_READ_ZIP_H

#include <glib.h>
#include <stdbool.h>

/* A zip archive in memory, of which named parts are read under the limits of interface.md. */
typedef struct Archive Archive;

/* FAILURE `unreadable` for a damaged archive or a trick, `over-limit` past a limit; both without a
 * file name, which the caller's caller knows. */
Archive *archive_open(GBytes *bytes, GError **error);
void archive_free(Archive *archive);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Archive, archive_free)

/* FAILURE that says what to do about an encrypted file. */
void archive_fail_encrypted(GError **error);

bool archive_has(const Archive *archive, const char *part);

/* The part, inflated. NULL with FAILURE; a missing part is `unreadable`. */
GBytes *archive_read_part(Archive *archive, const char *part, GError **error);

#endif
