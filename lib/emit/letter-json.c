/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The composed letter as JSON, "repliek-letter/1", so that others can write renderers: what `Letter` and `Block` say,
 * under their own names (templates/repliek-letter.schema.json). Blocks and runs are objects with a `kind`; what a kind
 * doesn't have, or what is empty, is left out. Everything stands in reading order.
 */
#include <jansson.h>
#include <stdlib.h>

#include "emit/emit.h"

static json_t *blocks_json(const GPtrArray *blocks);

static void
set_text(json_t *object, const char *key, const char *text)
{
    if (text != NULL)
        json_object_set_new(object, key, json_string(text));
}

static void
set_flag(json_t *object, const char *key, bool value)
{
    if (value)
        json_object_set_new(object, key, json_true());
}

static void
set_number(json_t *object, const char *key, int value)
{
    if (value != 0)
        json_object_set_new(object, key, json_integer(value));
}

static void
set_lines(json_t *object, const char *key, const GPtrArray *lines)
{
    if (lines == NULL || lines->len == 0)
        return;

    json_t *list = json_array();
    for (guint i = 0; i < lines->len; i++)
        json_array_append_new(list, json_string(g_ptr_array_index(lines, i)));
    json_object_set_new(object, key, list);
}

static json_t *
run_json(const Run *run)
{
    static const char *const kinds[] = { [RUN_TEXT] = "text",
                                         [RUN_BREAK] = "break",
                                         [RUN_NOTE] = "note",
                                         [RUN_REFERENCE] = "reference",
                                         [RUN_PAGE] = "page" };
    json_t *object = json_object();

    set_text(object, "kind", kinds[run->kind]);
    set_text(object, "text", run->text);
    set_flag(object, "emphasis", run->style & RUN_EMPHASIS);
    set_flag(object, "strong", run->style & RUN_STRONG);
    set_flag(object, "code", run->style & RUN_CODE);
    set_flag(object, "superscript", run->style & RUN_SUPERSCRIPT);
    set_text(object, "link", run->link);
    set_text(object, "target", run->target);
    set_number(object, "number", run->number);
    set_text(object, "language", run->language);
    set_text(object, "anchor", run->anchor);
    set_text(object, "margin", run->margin);
    return object;
}

static void
set_runs(json_t *object, const char *key, const GPtrArray *runs)
{
    if (runs == NULL || runs->len == 0)
        return;

    json_t *list = json_array();
    for (guint i = 0; i < runs->len; i++)
        json_array_append_new(list, run_json(g_ptr_array_index(runs, i)));
    json_object_set_new(object, key, list);
}

static const char *
alignment_slug(const Block *block)
{
    static const char *const slugs[] = { [CELL_LEFT] = NULL,
                                         [CELL_RIGHT] = "right",
                                         [CELL_CENTRE] = "centre",
                                         [CELL_DECIMAL] = "decimal" };
    return block->kind == BLOCK_CELL ? slugs[block->alignment] : NULL;
}

/* Recursion is bounded by the nesting that parse_markup() lets through. */
static json_t *
block_json(const Block *block)
{
    json_t *object = json_object();

    set_text(object, "kind", block_kind_slug(block->kind));
    set_number(object, "level", block->level);
    if (block->kind == BLOCK_LIST && block->ordered)
        json_object_set_new(object, "start", json_integer(block->start));
    set_number(object, "headerRows", (int)block->header_rows);
    set_text(object, "alignment", alignment_slug(block));
    set_flag(object, "opens", block->opens);
    set_flag(object, "closes", block->closes);
    set_flag(object, "restated", block->restated);
    set_flag(object, "changed", block->changed);
    set_text(object, "number", block->number);
    set_text(object, "anchor", block->anchor);
    set_text(object, "target", block->target);
    set_text(object, "alternative", block->alternative);
    set_text(object, "aside", block->aside_runs == NULL ? block->aside : NULL);
    set_text(object, "questions", block->running);
    set_text(object, "fraction", block->fraction);
    set_runs(object, "runs", block->runs);
    set_runs(object, "asideRuns", block->aside_runs);
    if (block->children != NULL && block->children->len > 0)
        json_object_set_new(object, "children", blocks_json(block->children));
    return object;
}

static json_t *
blocks_json(const GPtrArray *blocks)
{
    json_t *list = json_array();

    for (guint i = 0; i < blocks->len; i++)
        json_array_append_new(list, block_json(g_ptr_array_index(blocks, i)));
    return list;
}

static json_t *
references_json(const GPtrArray *items)
{
    json_t *list = json_array();

    for (guint i = 0; items != NULL && i < items->len; i++) {
        const ReferenceItem *item = g_ptr_array_index(items, i);
        json_t *object = json_object();
        set_text(object, "label", item->label);
        set_lines(object, "lines", item->lines);
        json_array_append_new(list, object);
    }
    return list;
}

static json_t *
dossiers_json(const GPtrArray *dossiers)
{
    json_t *list = json_array();

    for (guint i = 0; dossiers != NULL && i < dossiers->len; i++) {
        const DossierLine *line = g_ptr_array_index(dossiers, i);
        json_t *object = json_object();
        set_text(object, "number", line->number);
        set_text(object, "title", line->title);
        json_array_append_new(list, object);
    }
    return list;
}

static json_t *
head_json(const LetterHead *head)
{
    json_t *object = json_object();

    set_text(object, "ministry", head->ministry);
    set_lines(object, "addressee", head->addressee);
    set_text(object, "date", head->date);
    set_text(object, "subject", head->subject);
    set_text(object, "classification", head->classification);
    json_object_set_new(object, "references", references_json(head->reference_first));
    set_text(object, "chamber", head->chamber);
    set_text(object, "session", head->session);
    if (head->dossiers != NULL)
        json_object_set_new(object, "dossiers", dossiers_json(head->dossiers));
    set_text(object, "documentNumber", head->document_number);
    set_text(object, "adopted", head->adopted);
    return object;
}

static json_t *
notes_json(const GPtrArray *notes)
{
    json_t *list = json_array();

    for (guint i = 0; i < notes->len; i++) {
        const FootNote *note = g_ptr_array_index(notes, i);
        json_t *object = json_object();
        json_object_set_new(object, "number", json_integer(note->number));
        json_object_set_new(object, "blocks", blocks_json(note->blocks));
        json_array_append_new(list, object);
    }
    return list;
}

void
emit_letter_json(const Letter *letter, GString *out)
{
    json_t *object = json_object();

    set_text(object, "format", "repliek-letter/1");
    set_text(object, "title", letter->title);
    set_text(object, "author", letter->author);
    set_text(object, "language", letter->language);
    set_text(object, "date", letter->date);
    set_flag(object, "draft", letter->draft);
    json_object_set_new(object, "head", head_json(&letter->head));
    json_object_set_new(object, "cover", blocks_json(letter->cover));
    json_object_set_new(object, "body", blocks_json(letter->body));
    json_object_set_new(object, "notes", notes_json(letter->notes));

    char *text = json_dumps(object, JSON_INDENT(2));
    g_string_append(out, text);
    g_string_append_c(out, '\n');
    free(text);
    json_decref(object);
}
