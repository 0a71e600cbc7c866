/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n-lib.h>
#include <zip.h>

#include "base/failure.h"
#include "emit/into-private.h"
#include "emit/zip-source.h"

/*
 * A package with some parts other than they were: libzip copies the rest as it is, compressed bytes and all, in the
 * order of old. New parts come last, with the least time that zip can tell (1980).
 */

enum { OLDEST_DATE = (1 << 5) | 1 };

static bool
put_part(zip_t *zip, const char *name, GBytes *bytes)
{
    gsize length;
    const void *data = g_bytes_get_data(bytes, &length);
    zip_int64_t index = zip_name_locate(zip, name, ZIP_FL_ENC_RAW);
    zip_stat_t status;
    bool timed = index >= 0 && zip_stat_index(zip, (zip_uint64_t)index, 0, &status) == 0 &&
                 (status.valid & ZIP_STAT_MTIME) != 0;
    zip_source_t *source = zip_source_buffer(zip, data, length, 0);
    if (source == NULL)
        return false;

    bool put;
    if (index >= 0) {
        put = zip_file_replace(zip, (zip_uint64_t)index, source, 0) == 0;
    } else {
        index = zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8);
        put = index >= 0;
    }
    if (!put) {
        zip_source_free(source);
        return false;
    }
    if (timed)
        return zip_file_set_mtime(zip, (zip_uint64_t)index, status.mtime, 0) == 0;
    return zip_file_set_dostime(zip, (zip_uint64_t)index, 0, OLDEST_DATE, 0) == 0;
}

static bool
put_parts(zip_source_t *source, const GPtrArray *parts)
{
    zip_t *zip = zip_open_from_source(source, 0, NULL);
    bool put = zip != NULL;

    for (guint i = 0; put && i < parts->len; i++) {
        const IntoPart *part = g_ptr_array_index(parts, i);
        put = put_part(zip, part->name, part->bytes);
    }
    zip_source_keep(source);
    if (!put || zip_close(zip) != 0) {
        if (zip != NULL)
            zip_discard(zip);
        return false;
    }
    return true;
}

GBytes *
into_zip(GBytes *file, const GPtrArray *parts, GError **error)
{
    gsize length;
    const void *data = g_bytes_get_data(file, &length);
    zip_source_t *source = zip_source_buffer_create(data, length, 0, NULL);
    GBytes *bytes = source != NULL && put_parts(source, parts) ? zip_source_bytes(source) : NULL;

    if (source != NULL)
        zip_source_free(source);
    if (bytes == NULL)
        failure_set(error, DIAG_NOT_WRITTEN, NULL, 0, 0,
                    _("the Word file could not be zipped; see whether memory is short"));
    return bytes;
}
