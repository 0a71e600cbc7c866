/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Zip archives by libzip, for docx and odt.
 *
 * Everything in an archive is a claim: sizes in its headers are never believed, bytes are counted
 * while they are inflated. Names that a well-made docx or odt never has (absolute, with "..", twice)
 * refuse the whole file, as do encrypted parts; a part that nobody asks for is never inflated.
 */
#include "read/zip.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <zip.h>

#include "base/failure.h"

/* Limits of interface.md. */
#define ARCHIVE_LIMIT ((size_t)64 << 20)
#define PART_LIMIT ((size_t)32 << 20)
#define PARTS_LIMIT ((size_t)128 << 20)
enum { ENTRY_LIMIT = 4096, ENTRY_NAME_LIMIT = 1024 };

struct Archive {
    GBytes *bytes; /* referenced: libzip reads from it */
    zip_t *zip;
    GHashTable *entries; /* name → index plus 1 */
    size_t inflated;     /* bytes, over all parts read */
};

static void
fail_damaged(GError **error)
{
    failure_set(error, DIAG_UNREADABLE, NULL, 0, 0,
                _("the file is damaged or incomplete; open it in the word processor and save it "
                  "again"));
}

void
archive_fail_encrypted(GError **error)
{
    failure_set(error, DIAG_UNREADABLE, NULL, 0, 0,
                _("the file is encrypted; open it with its password and save it without one"));
}

void
archive_free(Archive *archive)
{
    if (archive == NULL)
        return;

    if (archive->zip != NULL)
        zip_discard(archive->zip);
    g_hash_table_unref(archive->entries);
    g_bytes_unref(archive->bytes);
    g_free(archive);
}

static zip_t *
open_bytes(GBytes *bytes)
{
    gsize length;
    const void *data = g_bytes_get_data(bytes, &length);
    zip_source_t *source = zip_source_buffer_create(data, length, 0, NULL);
    if (source == NULL)
        return NULL;

    zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
    if (zip == NULL)
        zip_source_free(source);
    return zip;
}

/* "..", an absolute path or a backslash: names that try to leave the folder they are unpacked in. */
static bool
is_plain_name(const char *name)
{
    if (name[0] == '/' || strchr(name, '\\') != NULL || strlen(name) > ENTRY_NAME_LIMIT)
        return false;

    for (const char *p = name; p != NULL; p = strchr(p, '/')) {
        p += *p == '/';
        if (strncmp(p, "..", 2) == 0 && (p[2] == '/' || p[2] == '\0'))
            return false;
    }
    return true;
}

static bool
list_entries(Archive *archive, GError **error)
{
    zip_int64_t count = zip_get_num_entries(archive->zip, 0);
    if (count > ENTRY_LIMIT) {
        failure_set(error, DIAG_OVER_LIMIT, NULL, 0, 0,
                    _("the file holds more parts than the limit of %d; save the text alone"),
                    ENTRY_LIMIT);
        return false;
    }

    for (zip_int64_t i = 0; i < count; i++) {
        const char *name = zip_get_name(archive->zip, (zip_uint64_t)i, ZIP_FL_ENC_RAW);
        bool added =
            name != NULL && is_plain_name(name) &&
            g_hash_table_insert(archive->entries, g_strdup(name), GINT_TO_POINTER((gint)i + 1));
        if (!added) {
            failure_set(error, DIAG_UNREADABLE, NULL, 0, 0,
                        _("the file has parts that no word processor writes; save it again in one "
                          "that you trust"));
            return false;
        }
    }
    return true;
}

Archive *
archive_open(GBytes *bytes, GError **error)
{
    if (g_bytes_get_size(bytes) > ARCHIVE_LIMIT) {
        failure_set(error, DIAG_OVER_LIMIT, NULL, 0, 0,
                    _("the file is larger than the limit of %zu MiB; take the pictures out"),
                    ARCHIVE_LIMIT >> 20);
        return NULL;
    }

    g_autoptr(Archive) archive = g_new0(Archive, 1);
    archive->bytes = g_bytes_ref(bytes);
    archive->entries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    archive->zip = open_bytes(bytes);
    if (archive->zip == NULL) {
        fail_damaged(error);
        return NULL;
    }
    if (!list_entries(archive, error))
        return NULL;
    return g_steal_pointer(&archive);
}

bool
archive_has(const Archive *archive, const char *part)
{
    return g_hash_table_contains(archive->entries, part);
}

static zip_file_t *
open_part(const Archive *archive, const char *part, GError **error)
{
    gint index = GPOINTER_TO_INT(g_hash_table_lookup(archive->entries, part)) - 1;
    zip_stat_t status;
    if (index < 0 || zip_stat_index(archive->zip, (zip_uint64_t)index, 0, &status) != 0) {
        fail_damaged(error);
        return NULL;
    }
    if ((status.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
        status.encryption_method != ZIP_EM_NONE) {
        archive_fail_encrypted(error);
        return NULL;
    }

    zip_file_t *file = zip_fopen_index(archive->zip, (zip_uint64_t)index, 0);
    if (file == NULL)
        fail_damaged(error);
    return file;
}

static bool
count_inflated(Archive *archive, size_t part, GError **error)
{
    if (part <= PART_LIMIT && archive->inflated <= PARTS_LIMIT)
        return true;

    size_t limit = part > PART_LIMIT ? PART_LIMIT : PARTS_LIMIT;
    failure_set(error, DIAG_OVER_LIMIT, NULL, 0, 0,
                _("the file unpacks to more than the limit of %zu MiB; split the document"),
                limit >> 20);
    return false;
}

static GBytes *
inflate(Archive *archive, zip_file_t *file, GError **error)
{
    g_autoptr(GByteArray) data = g_byte_array_new();
    g_autofree guint8 *buffer = g_malloc(65536);

    for (;;) {
        zip_int64_t count = zip_fread(file, buffer, 65536);
        if (count == 0)
            return g_byte_array_free_to_bytes(g_steal_pointer(&data));
        if (count < 0) {
            fail_damaged(error);
            return NULL;
        }
        g_byte_array_append(data, buffer, (guint)count);
        archive->inflated += (size_t)count;
        if (!count_inflated(archive, data->len, error))
            return NULL;
    }
}

GBytes *
archive_read_part(Archive *archive, const char *part, GError **error)
{
    zip_file_t *file = open_part(archive, part, error);
    if (file == NULL)
        return NULL;

    GBytes *bytes = inflate(archive, file, error);
    zip_fclose(file);
    return bytes;
}
