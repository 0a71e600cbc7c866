/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_TESTS_UNIT_PACKAGE_H
#define REPLIEK_TESTS_UNIT_PACKAGE_H

#include <glib.h>
#include <string.h>
#include <zip.h>

/* Office files of a few lines, made in the test that reads them. */

typedef struct PackagePart {
    const char *name;
    GBytes *bytes;
} PackagePart;

static inline GBytes *
part_text(const char *text)
{
    return g_bytes_new(text, strlen(text));
}

/* A zip of these parts; the array ends with a NULL name. Takes over the bytes. */
static inline GBytes *
package_new(const PackagePart *parts)
{
    zip_error_t problem;
    zip_error_init(&problem);
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &problem);
    zip_source_keep(target);
    zip_t *zip = zip_open_from_source(target, ZIP_TRUNCATE, &problem);
    g_assert_nonnull(zip);

    for (const PackagePart *part = parts; part->name != NULL; part++) {
        gsize length;
        const void *data = g_bytes_get_data(part->bytes, &length);
        zip_source_t *source = zip_source_buffer(zip, data, length, 0);
        g_assert_cmpint(zip_file_add(zip, part->name, source, 0), >=, 0);
    }
    g_assert_cmpint(zip_close(zip), ==, 0);

    zip_stat_t status;
    zip_source_stat(target, &status);
    guint8 *bytes = g_malloc(status.size);
    zip_source_open(target);
    g_assert_cmpint(zip_source_read(target, bytes, status.size), ==, (zip_int64_t)status.size);
    zip_source_close(target);
    zip_source_free(target);
    for (const PackagePart *part = parts; part->name != NULL; part++)
        g_bytes_unref(part->bytes);
    return g_bytes_new_take(bytes, status.size);
}

#endif
