/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Is each figure's file there, and an image that can be set? Only here does the check look at more
 * than it was given: without it, a letter would fail after everything was found in order. Each file
 * is read once, however often it is shown.
 */
#include <glib/gi18n-lib.h>

#include "base/failure.h"
#include "base/files.h"
#include "base/image-info.h"
#include "check/check-private.h"

typedef struct ImageCheck {
    GHashTable *failures; /* path → GError, NULL for an image without fault */
    Diags *diags;
    const char *question;
} ImageCheck;

/* What is wrong with the file; NULL where nothing is. Newly allocated. */
static GError *
try_image(const char *path)
{
    GError *failure = NULL;
    ImageInfo info;
    g_autoptr(GBytes) bytes = file_read(path, (size_t)IMAGE_MIB_MAX << 20, &failure);
    if (bytes != NULL && image_info_read(path, bytes, &info, &failure))
        image_pixels_check(path, bytes, &info, &failure);
    return failure;
}

static const GError *
image_failure(ImageCheck *check, const char *path)
{
    gpointer failure;
    if (g_hash_table_lookup_extended(check->failures, path, NULL, &failure))
        return failure;

    failure = try_image(path);
    g_hash_table_insert(check->failures, g_strdup(path), failure);
    return failure;
}

/* As written: the path of the answers file, before it, may begin at the root. */
static void
report_rooted(const ImageCheck *check, const Block *figure)
{
    diags_add(check->diags, DIAG_MISSING_IMAGE, figure->span, check->question,
              _("image \"%s\": %s"), figure->target,
              _("the path begins at the root of this machine; write it relative to the answers "
                "file"));
}

static void
check_figure(ImageCheck *check, const Block *figure)
{
    if (figure->rooted) {
        report_rooted(check, figure);
        return;
    }
    const GError *failure = image_failure(check, figure->target);
    if (failure == NULL)
        return;

    bool is_large = g_error_matches(failure, FAILURE, DIAG_OVER_LIMIT);
    diags_add(check->diags, is_large ? DIAG_OVER_LIMIT : DIAG_MISSING_IMAGE, figure->span,
              check->question, _("image \"%s\": %s"), figure->target, failure->message);
}

/* Recursion is bounded by the nesting that parse_markup() lets through. */
static void
check_blocks(ImageCheck *check, const GPtrArray *blocks)
{
    for (guint i = 0; blocks != NULL && i < blocks->len; i++) {
        const Block *block = g_ptr_array_index(blocks, i);
        if (block->kind == BLOCK_FIGURE)
            check_figure(check, block);
        check_blocks(check, block->children);
    }
}

static void
check_markup(ImageCheck *check, const Markup *markup, const char *question)
{
    check->question = question;
    if (markup != NULL)
        check_blocks(check, markup->blocks);
}

static void
failure_free(gpointer failure)
{
    g_clear_error((GError **)&failure);
}

void
check_images(const Coverage *coverage, Diags *diags)
{
    const Answers *answers = coverage->answers;
    g_autoptr(GHashTable) failures =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, failure_free);
    ImageCheck check = { .failures = failures, .diags = diags };

    check_markup(&check, answers->letter->opening, NULL);
    check_markup(&check, answers->letter->closing, NULL);
    for (guint i = 0; i < answers->entries->len; i++) {
        const Entry *entry = g_ptr_array_index(answers->entries, i);
        check_markup(&check, entry->markup, entry_id(entry));
    }
}
