/* SPDX-License-Identifier: EUPL-1.2 */
#include "answers/fields.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/failure.h"
#include "base/nearest.h"
#include "base/utf8.h"

const KeyShape shape_text = { .kind = SHAPE_TEXT };
const KeyShape shape_texts = { .kind = SHAPE_TEXTS };
const KeyShape shape_date = { .kind = SHAPE_DATE };

Field *
field_new(void)
{
    return g_new0(Field, 1);
}

void
field_clear(Field *field)
{
    g_clear_pointer(&field->text, g_free);
}

void
field_free(gpointer field)
{
    field_clear(field);
    g_free(field);
}

static void
report_unknown(Reader *reader, const YamlPair *pair, const KeyTable *table)
{
    g_autofree const char **names = g_new0(const char *, table->count + 1);
    for (size_t i = 0; i < table->count; i++)
        names[i] = table->rows[i].name;

    const char *nearest =
        diags_may_suggest(reader->diags, DIAG_UNKNOWN_KEY) ? nearest_word(pair->key, names) : NULL;
    if (nearest != NULL)
        diags_add(reader->diags, DIAG_UNKNOWN_KEY, pair->key_span, NULL,
                  _("the key \"%s\" is unknown, skipping it; did you mean \"%s\"?"), pair->key,
                  nearest);
    else
        diags_add(reader->diags, DIAG_UNKNOWN_KEY, pair->key_span, NULL,
                  _("the key \"%s\" is unknown, skipping it; check the spelling or take it out"),
                  pair->key);
}

void
read_pair(Reader *reader, const YamlPair *pair, const KeyTable *table, gpointer target)
{
    if (pair->repeated)
        return;

    for (size_t i = 0; i < table->count; i++) {
        const KeyRow *row = &table->rows[i];
        if (strcmp(row->name, pair->key) != 0)
            continue;
        row->read(reader, pair, (char *)target + row->offset);
        return;
    }
    report_unknown(reader, pair, table);
}

void
read_mapping(Reader *reader, const YamlNode *node, const KeyTable *table, gpointer target)
{
    if (node->kind != YAML_MAPPING) {
        diags_add(reader->diags, DIAG_BAD_VALUE, node->span, NULL,
                  _("keys with a value are expected here; write \"%s: …\""), table->rows[0].name);
        return;
    }
    for (guint i = 0; i < node->pairs->len; i++)
        read_pair(reader, g_ptr_array_index(node->pairs, i), table, target);
}

static void
field_set(Field *field, const YamlNode *node)
{
    field_clear(field);
    field->text = g_strdup(node->scalar);
    field->map = node->text;
    field->span = node->span;
}

void
read_word(Reader *reader, const YamlPair *pair, gpointer data)
{
    Field *field = data;
    field->key = pair->key_span;
    field->span = yaml_value_span(pair);
    if (yaml_is_empty(pair->value))
        return;

    if (pair->value->kind != YAML_SCALAR) {
        diags_add(reader->diags, DIAG_BAD_VALUE, field->span, NULL,
                  _("\"%s\" takes one text; write it behind the colon, in quotation marks where it "
                    "begins with [ or {"),
                  pair->key);
        return;
    }
    field_set(field, pair->value);
}

void
read_date(Reader *reader, const YamlPair *pair, gpointer data)
{
    Field *field = data;
    read_word(reader, pair, field);

    if (field->text != NULL && !iso_date_is_valid(field->text))
        diags_add(reader->diags, DIAG_BAD_VALUE, field->span, NULL,
                  _("\"%s\" is no date; write year, month and day, as in 2025-05-12"), field->text);
}

static size_t
count_openings(const char *text)
{
    static const char openings[] = "[<*_`";
    size_t count = 0;

    for (const char *at = strpbrk(text, openings); at != NULL; at = strpbrk(at + 1, openings))
        count++;
    return count;
}

void
read_prose(Reader *reader, const YamlPair *pair, gpointer data)
{
    Field *field = data;
    read_word(reader, pair, field);
    if (field->text == NULL || reader->failure != NULL)
        return;

    reader->openings += count_openings(field->text);
    if (strlen(field->text) > ANSWER_MAX)
        failure_set_span(&reader->failure, DIAG_OVER_LIMIT, field->span,
                         _("this text is larger than %d KiB, the limit for one answer; divide it"),
                         ANSWER_MAX / 1024);
    else if (reader->openings > OPENINGS_MAX)
        failure_set_span(&reader->failure, DIAG_OVER_LIMIT, field->span,
                         _("up to here the texts hold more than %d of the signs [ < * _ `, the "
                           "limit for one letter; divide it"),
                         OPENINGS_MAX);
}

/* Recursion is bounded by the nesting that parse_markup() lets through. */
static size_t
count_blocks(const GPtrArray *blocks)
{
    size_t count = blocks != NULL ? blocks->len : 0;

    for (guint i = 0; blocks != NULL && i < blocks->len; i++)
        count += count_blocks(((const Block *)g_ptr_array_index(blocks, i))->children);
    return count;
}

void
count_markup(Reader *reader, const Markup *markup, Span span)
{
    reader->blocks += count_blocks(markup->blocks);
    for (guint i = 0; i < markup->notes->len; i++)
        reader->blocks += count_blocks(((const FootNote *)markup->notes->pdata[i])->blocks);
    if (reader->blocks > BLOCKS_MAX)
        failure_set_span(&reader->failure, DIAG_OVER_LIMIT, span,
                         _("up to here the texts hold more than %d paragraphs, list items and "
                           "cells, the limit for one letter; divide it"),
                         BLOCKS_MAX);
}

void
read_markup(Reader *reader, const YamlPair *pair, gpointer data)
{
    Field field = { 0 };
    read_prose(reader, pair, &field);

    if (field.text != NULL && reader->failure == NULL) {
        Markup *markup = parse_markup(field.map, NULL, reader->diags);
        *(Markup **)data = markup;
        count_markup(reader, markup, field.span);
    }
    field_clear(&field);
}

static void
add_text(Reader *reader, const YamlNode *node, const char *key, GPtrArray *fields)
{
    if (node->kind != YAML_SCALAR) {
        diags_add(reader->diags, DIAG_BAD_VALUE, node->span, NULL,
                  _("the items of \"%s\" are texts; write each behind a dash"), key);
        return;
    }
    Field *field = field_new();
    field_set(field, node);
    g_ptr_array_add(fields, field);
}

void
read_words(Reader *reader, const YamlPair *pair, gpointer data)
{
    GPtrArray *fields = *(GPtrArray **)data;
    if (yaml_is_empty(pair->value))
        return;

    if (pair->value->kind != YAML_SEQUENCE) {
        add_text(reader, pair->value, pair->key, fields);
        return;
    }
    for (guint i = 0; i < pair->value->items->len; i++)
        add_text(reader, g_ptr_array_index(pair->value->items, i), pair->key, fields);
}

/* Each line of a text under `|` is a Field of its own. */
static void
split_lines(Reader *reader, GPtrArray *fields, const Field *whole)
{
    for (const char *line = whole->text; *line != '\0';) {
        size_t length = strcspn(line, "\n");
        size_t start = (size_t)(line - whole->text);
        TextMap *piece = text_map_new(whole->map->source);
        text_map_append_map(piece, whole->map, start, start + length);
        g_ptr_array_add(reader->answers->maps, piece);
        if (piece->text->len > 0) {
            Field *field = field_new();
            field->text = g_strdup(piece->text->str);
            field->map = piece;
            field->span = text_map_span(piece, 0, piece->text->len);
            g_ptr_array_add(fields, field);
        }
        line += length + (line[length] == '\n' ? 1 : 0);
    }
}

void
read_lines(Reader *reader, const YamlPair *pair, gpointer data)
{
    if (yaml_is_empty(pair->value) || pair->value->kind != YAML_SCALAR ||
        strchr(pair->value->scalar, '\n') == NULL) {
        read_words(reader, pair, data);
        return;
    }

    Field whole = { 0 };
    read_word(reader, pair, &whole);
    split_lines(reader, *(GPtrArray **)data, &whole);
    field_clear(&whole);
}

void
expect_word(Reader *reader, const Field *field, const char *const *words)
{
    if (field->text == NULL || g_strv_contains(words, field->text))
        return;

    g_autofree char *list = g_strjoinv(", ", (char **)words);
    diags_add(reader->diags, DIAG_BAD_VALUE, field->span, NULL,
              _("\"%s\" can't stand here; choose one of: %s"), field->text, list);
}
