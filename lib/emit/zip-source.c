/* SPDX-License-Identifier: EUPL-1.2 */
#include "emit/zip-source.h"

GBytes *
zip_source_bytes(zip_source_t *source)
{
    zip_stat_t status;
    if (zip_source_stat(source, &status) != 0 || zip_source_open(source) != 0)
        return NULL;

    guchar *data = g_malloc(status.size);
    zip_int64_t count = zip_source_read(source, data, status.size);
    zip_source_close(source);
    if (count != (zip_int64_t)status.size) {
        g_free(data);
        return NULL;
    }
    return g_bytes_new_take(data, status.size);
}
