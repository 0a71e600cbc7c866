/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Where the images of a Word file go: the file that they came from, where it still holds the same bytes; else a new one
 * beside the answers, whose name is free. The names that a Word file gives are not used, as they are whatever its
 * author's machine made of them.
 */
#include <string.h>

#include "base/image-info.h"
#include "import/import-private.h"

static bool
holds_same(const Importer *importer, const char *path, GBytes *bytes)
{
    if (importer->options->load == NULL)
        return false;
    g_autoptr(GBytes) there = importer->options->load(importer->options->data, path);

    return there != NULL && g_bytes_equal(there, bytes);
}

static bool
is_free(const Importer *importer, const char *path)
{
    g_autoptr(GBytes) there = importer->options->load != NULL
                                  ? importer->options->load(importer->options->data, path)
                                  : NULL;

    return there == NULL && !g_hash_table_contains(importer->new_names, path);
}

static char *
path_beside(const Importer *importer, int file, const char *name)
{
    const Source *source = g_ptr_array_index(importer->answers->sources, (guint)file);
    g_autofree char *folder = g_path_get_dirname(source->name);

    if (g_path_is_absolute(name) || strcmp(folder, ".") == 0)
        return g_strdup(name);
    return g_build_filename(folder, name, NULL);
}

static const Block *
find_figure(const GPtrArray *blocks, const char *name)
{
    for (guint i = 0; i < blocks->len; i++) {
        const Block *block = g_ptr_array_index(blocks, i), *found = NULL;
        if (block->kind == BLOCK_FIGURE) {
            g_autofree char *own = g_path_get_basename(block->target);
            if (strcmp(own, name) == 0)
                return block;
        } else if (block->children != NULL) {
            found = find_figure(block->children, name);
        }
        if (found != NULL)
            return found;
    }
    return NULL;
}

/* The file of the base's figure that this is, if it holds the same bytes or can't be read. */
static const char *
known_name(const ImageNamer *namer, const ManuscriptRun *run, GBytes *bytes)
{
    const Base *base = namer->answered->base;
    const Block *figure =
        base != NULL && run->name != NULL ? find_figure(base->normal->blocks, run->name) : NULL;
    if (figure == NULL)
        return NULL;

    g_autofree char *path =
        path_beside(namer->importer, namer->answered->folder_file, figure->target);
    bool gone = is_free(namer->importer, path);
    return gone || holds_same(namer->importer, path, bytes) ? figure->target : NULL;
}

/* Letters, digits and hyphens of an id. */
static char *
safe_stem(const char *name)
{
    char *stem = g_str_to_ascii(name != NULL ? name : "beeld", "C");

    g_strcanon(stem, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS, '-');
    if (strlen(stem) > 40)
        stem[40] = '\0';
    return stem;
}

void
forget_images(const Importer *importer, guint from)
{
    GPtrArray *images = importer->import->images;

    for (guint i = from; i < images->len; i++)
        g_hash_table_remove(importer->new_names,
                            ((const ImportImage *)g_ptr_array_index(images, i))->path);
    g_ptr_array_set_size(images, (gint)from);
}

char *
name_image(gpointer data, const ManuscriptRun *run)
{
    const ImageNamer *namer = data;
    Importer *importer = namer->importer;
    const ManuscriptImage *image =
        g_ptr_array_index(namer->answered->manuscript->images, run->index);
    ImageInfo info;
    if (image->bytes == NULL)
        return NULL;
    const char *known = known_name(namer, run, image->bytes);
    if (known != NULL)
        return g_strdup(known);
    if (!image_info_read(image->name, image->bytes, &info, NULL))
        return NULL;

    g_autofree char *stem = safe_stem(namer->answered->name);
    for (guint number = 1;; number++) {
        g_autofree char *name =
            g_strdup_printf("%s-%u.%s", stem, number, info.kind == IMAGE_PNG ? "png" : "jpg");
        g_autofree char *path = path_beside(importer, namer->answered->folder_file, name);
        const GBytes *ours = g_hash_table_lookup(importer->new_names, path);
        if (ours != NULL && !g_bytes_equal(ours, image->bytes))
            continue;
        if (ours != NULL || holds_same(importer, path, image->bytes))
            return g_steal_pointer(&name);
        if (!is_free(importer, path))
            continue;
        ImportImage *made = g_new0(ImportImage, 1);
        made->path = g_strdup(path);
        made->bytes = g_bytes_ref(image->bytes);
        g_ptr_array_add(importer->import->images, made);
        g_hash_table_insert(importer->new_names, g_strdup(path), g_bytes_ref(image->bytes));
        return g_steal_pointer(&name);
    }
}
