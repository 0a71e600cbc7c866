/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What would go out with the letter and should not. Looked for in the answers as they are written, markup and all: addresses
 * of links and names of pictures go out too, and with `--attach` so does the whole text.
 *
 * A name that the document or the letter's head has is public already. Words of `note` were looked for too and dropped: who
 * writes about an answer quotes it, and so every good note was found in the letter.
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/failure.h"
#include "base/files.h"
#include "base/image-info.h"
#include "base/machine-path.h"
#include "base/pattern.h"
#include "check/check-private.h"
#include "inspect/inspect.h"

static const char *const remarks[] = {
#define REMARK(pattern) pattern,
#include "check/remarks.def"
#undef REMARK
};

typedef struct PublicCheck {
    NameSearch *names;
    Pattern *remarks[G_N_ELEMENTS(remarks)];
    GHashTable *images; /* paths of those looked into */
    Diags *diags;
    const TextMap *map; /* of what is looked through */
    const char *question;
} PublicCheck;

void
collect_people(const Answers *answers, NameSearch *names)
{
    for (guint i = 0; i < answers->entries->len; i++) {
        const Entry *entry = g_ptr_array_index(answers->entries, i);
        name_search_add(names, entry->owner.text);
        name_search_add(names, entry->reviewer.text);
    }
}

static void
report_name(const char *name, size_t start, size_t end, gpointer data)
{
    const PublicCheck *check = data;
    diags_add(check->diags, DIAG_PUBLIC_NAME, text_map_span(check->map, start, end),
              check->question,
              _("\"%s\" works on the answers, and the name would go out with the letter; take it "
                "out, unless it may be known"),
              name);
}

static void
find_paths(const PublicCheck *check, const char *text)
{
    MachinePath path = { 0 };
    while (machine_path_find(text, path.end, &path))
        diags_add(check->diags, DIAG_PUBLIC_PATH, text_map_span(check->map, path.start, path.end),
                  check->question,
                  _("\"%.*s\" is a path of a machine, and would go out with the letter; write what "
                    "stands there, or take it out"),
                  (int)MIN(path.end - path.start, 200), text + path.start);
}

static void
find_remarks(const PublicCheck *check, const char *text)
{
    for (gsize i = 0; i < G_N_ELEMENTS(remarks); i++) {
        g_autoptr(GMatchInfo) match = NULL;
        (void)pattern_match(check->remarks[i], text, strlen(text), &match);
        for (; g_match_info_matches(match); (void)g_match_info_next(match, NULL)) {
            int start, end;
            (void)g_match_info_fetch_pos(match, 0, &start, &end);
            diags_add(check->diags, DIAG_PUBLIC_REMARK,
                      text_map_span(check->map, (size_t)start, (size_t)end), check->question,
                      _("\"%.*s\" reads like a remark to a colleague; take it out, or put it under "
                        "`note`"),
                      end - start, text + start);
        }
    }
}

static void
check_map(PublicCheck *check, const TextMap *map, const char *question)
{
    if (map == NULL)
        return;
    check->map = map;
    check->question = question;
    name_search_scan(check->names, map->text->str, report_name, check);
    find_paths(check, map->text->str);
    find_remarks(check, map->text->str);
}

static void
check_prose(PublicCheck *check, const Markup *markup)
{
    for (guint i = 0; markup != NULL && i < markup->prose->len; i++)
        check_map(check, g_ptr_array_index(markup->prose, i), NULL);
}

static void
forget_name(const char *name, size_t start, size_t end, gpointer names)
{
    (void)start, (void)end;
    g_ptr_array_add(names, g_strdup(name));
}

/* Names that are printed by intention, or that the committee wrote. */
static void
forget_public(PublicCheck *check, const GPtrArray *fields, const char *document)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new_with_free_func(g_free);
    name_search_scan(check->names, document, forget_name, known);
    for (guint i = 0; i < fields->len; i++) {
        const Field *field = g_ptr_array_index(fields, i);
        if (field->text != NULL)
            name_search_scan(check->names, field->text, forget_name, known);
    }
    for (guint i = 0; i < known->len; i++)
        name_search_remove(check->names, g_ptr_array_index(known, i));
}

static void
check_file(PublicCheck *check, PublicFile file)
{
    g_autoptr(GError) failure = NULL;
    g_autoptr(Inspection) inspection =
        inspect_traces(file.name, file.bytes, check->names, &failure);
    if (inspection != NULL)
        inspection_judge_public(inspection, check->diags);
    else
        failure_report(failure, check->diags);
}

/* That an image is missing or can't be read was said already. The recursion is bounded as that of check_images(). */
static void
check_blocks(PublicCheck *check, const GPtrArray *blocks)
{
    for (guint i = 0; blocks != NULL && i < blocks->len; i++) {
        const Block *block = g_ptr_array_index(blocks, i);
        bool is_new = block->kind == BLOCK_FIGURE && !block->rooted &&
                      g_hash_table_add(check->images, g_strdup(block->target));
        g_autoptr(GBytes) bytes =
            is_new ? file_read(block->target, (size_t)IMAGE_MIB_MAX << 20, NULL) : NULL;
        if (bytes != NULL)
            check_file(check, (PublicFile){ block->target, bytes });
        check_blocks(check, block->children);
    }
}

static void
check_answers(PublicCheck *check, const Answers *answers, const GPtrArray *fields)
{
    for (guint i = 0; i < fields->len; i++)
        check_map(check, ((const Field *)g_ptr_array_index(fields, i))->map, NULL);
    check_prose(check, answers->letter->opening);
    check_prose(check, answers->letter->closing);
    for (guint i = 0; i < answers->entries->len; i++) {
        const Entry *entry = g_ptr_array_index(answers->entries, i);
        check_map(check, entry->text.map, entry_id(entry));
        check_map(check, entry->deferred_reason.map, entry_id(entry));
        if (entry->markup != NULL)
            check_blocks(check, entry->markup->blocks);
    }
}

void
check_public(const Coverage *coverage, PublicFile document, const char *text, NameSearch *names,
             Diags *diags)
{
    g_autoptr(GPtrArray) fields = letter_data_fields(coverage->answers->letter);
    g_autoptr(GHashTable) images = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    PublicCheck check = { .names = names, .images = images, .diags = diags };

    for (gsize i = 0; i < G_N_ELEMENTS(remarks); i++)
        check.remarks[i] = pattern_new(remarks[i], 0);
    forget_public(&check, fields, text);
    check_answers(&check, coverage->answers, fields);
    check_file(&check, document);
    for (gsize i = 0; i < G_N_ELEMENTS(remarks); i++)
        pattern_free(check.remarks[i]);
}
