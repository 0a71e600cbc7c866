/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "answers/fields.h"
#include "base/failure.h"
#include "base/utf8.h"

static void
target_free(gpointer data)
{
    Target *target = data;

    g_free(target->first);
    g_free(target->last);
    g_free(target);
}

static Entry *
entry_new(const YamlNode *node, int file)
{
    const YamlPair *first = g_ptr_array_index(node->pairs, 0);
    Entry *entry = g_new0(Entry, 1);
    entry->span = first->key_span;
    entry->node = node;
    entry->file = file;
    entry->to = g_ptr_array_new_with_free_func(target_free);
    entry->questions = g_ptr_array_new_with_free_func(field_free);
    return entry;
}

void
entry_free(gpointer data)
{
    Entry *entry = data;
    Field *const fields[] = { &entry->owner,          &entry->reviewer,
                              &entry->note,           &entry->due,
                              &entry->status,         &entry->see,
                              &entry->theirs,         &entry->text,
                              &entry->deferred_until, &entry->deferred_reason,
                              &entry->unplaced_was };

    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++)
        field_clear(fields[i]);
    g_ptr_array_unref(entry->to);
    g_ptr_array_unref(entry->questions);
    markup_free(entry->markup);
    g_free(entry);
}

/* "PVV-1" or "PVV-1..PVV-3"; blanks around the dots don't matter. */
static void
add_target(Entry *entry, const char *id, Span span)
{
    Target *target = g_new0(Target, 1);
    const char *dots = strstr(id, "..");

    target->span = span;
    if (dots == NULL) {
        target->first = g_strdup(id);
    } else {
        target->first = g_strstrip(g_strndup(id, (size_t)(dots - id)));
        target->last = g_strstrip(g_strdup(dots + 2));
    }
    g_ptr_array_add(entry->to, target);
}

/* "PVV-1, PVV-2": several ids without the brackets that make them a list. Said once, and read. */
static void
add_listed_targets(Reader *reader, Entry *entry, const YamlNode *node)
{
    diags_add(reader->diags, DIAG_BAD_VALUE, node->span, NULL,
              _("several ids are a list, reading this as [%s]; put the brackets around it"),
              node->scalar);

    for (const char *piece = node->scalar; piece != NULL;) {
        const char *comma = strchr(piece, ',');
        size_t length = comma != NULL ? (size_t)(comma - piece) : strlen(piece);
        g_autofree char *copy = g_strndup(piece, length);
        const char *id = g_strstrip(copy);
        size_t start = (size_t)(strstr(piece, id) - node->scalar);
        if (*id != '\0')
            add_target(entry, id, text_map_span(node->text, start, start + strlen(id)));
        piece = comma != NULL ? comma + 1 : NULL;
    }
}

static void
read_target(Reader *reader, Entry *entry, const YamlNode *node)
{
    if (node->kind != YAML_SCALAR) {
        diags_add(reader->diags, DIAG_BAD_VALUE, node->span, NULL,
                  _("the items of \"to\" are ids; write them as in [PVV-1, PVV-2]"));
        return;
    }
    if (strchr(node->scalar, ',') != NULL) {
        add_listed_targets(reader, entry, node);
        return;
    }
    g_autofree char *id = g_strstrip(g_strdup(node->scalar));
    if (*id != '\0')
        add_target(entry, id, node->span);
}

static void
read_to(Reader *reader, const YamlPair *pair, gpointer data)
{
    Entry *entry = data;
    entry->to_span = pair->key_span;
    entry->to_value = yaml_value_span(pair);
    if (yaml_is_empty(pair->value))
        return;

    if (pair->value->kind != YAML_SEQUENCE) {
        read_target(reader, entry, pair->value);
        return;
    }
    for (guint i = 0; i < pair->value->items->len; i++)
        read_target(reader, entry, g_ptr_array_index(pair->value->items, i));
}

static void
read_question(Reader *reader, const YamlPair *pair, gpointer data)
{
    Entry *entry = data;

    entry->questions_span = yaml_value_span(pair);
    read_words(reader, pair, &entry->questions);
}

static const char *const status_words[] = {
    [STATUS_DRAFT] = "draft", [STATUS_REVIEW] = "review", [STATUS_APPROVED] = "approved", NULL
};
static const KeyShape shape_status = { SHAPE_WORD, NULL, status_words };

static void
read_status(Reader *reader, const YamlPair *pair, gpointer data)
{
    const char *const *words = status_words;
    Entry *entry = data;

    read_word(reader, pair, &entry->status);
    expect_word(reader, &entry->status, words);
    entry->bad_status = entry->status.text != NULL;
    for (int i = 0; words[i] != NULL; i++) {
        if (g_strcmp0(entry->status.text, words[i]) != 0)
            continue;
        entry->state = (EntryStatus)i;
        entry->bad_status = false;
    }
}

static void
read_body(Reader *reader, const YamlPair *pair, gpointer data)
{
    Entry *entry = data;

    entry->text_key = pair->key_span;
    read_prose(reader, pair, &entry->text);
}

static const KeyRow deferred_rows[] = {
    { "until", read_date, offsetof(Entry, deferred_until), &shape_date },
    { "reason", read_word, offsetof(Entry, deferred_reason), &shape_text },
};
static const KeyTable deferred_table = { deferred_rows, G_N_ELEMENTS(deferred_rows) };
static const KeyShape shape_deferred = { SHAPE_MAPPING, &deferred_table, NULL };

static void
read_deferred(Reader *reader, const YamlPair *pair, gpointer data)
{
    Entry *entry = data;
    if (yaml_is_empty(pair->value))
        return;

    entry->is_deferred = true;
    entry->deferred_key = pair->key_span;
    entry->deferred_span = pair->value->span;
    read_mapping(reader, pair->value, &deferred_table, entry);
    if (pair->value->kind == YAML_MAPPING &&
        (entry->deferred_until.text == NULL || entry->deferred_reason.text == NULL))
        diags_add(reader->diags, DIAG_BAD_VALUE, entry->deferred_span, NULL,
                  _("\"deferred\" must say until when and why; write {until: 2025-06-01, reason: "
                    "…}"));
}

static const KeyRow unplaced_rows[] = {
    { "was", read_word, offsetof(Entry, unplaced_was), &shape_text },
};
static const KeyTable unplaced_table = { unplaced_rows, G_N_ELEMENTS(unplaced_rows) };
static const KeyShape shape_unplaced = { SHAPE_MAPPING, &unplaced_table, NULL };

static void
read_unplaced(Reader *reader, const YamlPair *pair, gpointer data)
{
    Entry *entry = data;

    entry->is_unplaced = true;
    entry->unplaced_span = pair->key_span;
    if (!yaml_is_empty(pair->value))
        read_mapping(reader, pair->value, &unplaced_table, entry);
}

/* interface.md, "The answers file": all keys of an entry. Offset 0 hands over the entry itself. */
static const KeyRow entry_rows[] = {
    { "to", read_to, 0, &shape_texts },
    { "question", read_question, 0, &shape_texts },
    { "owner", read_word, offsetof(Entry, owner), &shape_text },
    { "reviewer", read_word, offsetof(Entry, reviewer), &shape_text },
    { "status", read_status, 0, &shape_status },
    { "due", read_date, offsetof(Entry, due), &shape_date },
    { "note", read_word, offsetof(Entry, note), &shape_text },
    { "text", read_body, 0, &shape_text },
    { "see", read_word, offsetof(Entry, see), &shape_text },
    { "deferred", read_deferred, 0, &shape_deferred },
    { "unplaced", read_unplaced, 0, &shape_unplaced },
    { "theirs", read_prose, offsetof(Entry, theirs), &shape_text },
};
static const KeyTable entry_table = { entry_rows, G_N_ELEMENTS(entry_rows) };
const KeyShape shape_entries = { SHAPE_MAPPINGS, &entry_table, NULL };

static const char *
entry_question(const Entry *entry)
{
    if (entry->to->len == 0)
        return NULL;
    return ((const Target *)g_ptr_array_index(entry->to, 0))->first;
}

bool
entry_has_text(const Entry *entry)
{
    if (entry->text.text == NULL)
        return false;

    for (const char *p = entry->text.text; *p != '\0'; p = g_utf8_next_char(p))
        if (!utf8_is_space(g_utf8_get_char(p)))
            return true;
    return false;
}

/* What can only be said once all keys are read, in whatever order they stand. */
static void
finish_entry(Reader *reader, Entry *entry)
{
    const char *question = entry_question(entry);

    if (question == NULL && !entry->is_unplaced)
        diags_add(reader->diags, DIAG_BAD_VALUE,
                  span_is_set(entry->to_span) ? entry->to_span : entry->span, NULL,
                  _("the entry names no question; add \"to\" with the id of a question"));
    if (entry->is_deferred && (entry_has_text(entry) || entry->see.text != NULL))
        diags_add(reader->diags, DIAG_BAD_VALUE, entry->deferred_span, question,
                  _("\"deferred\" can't stand beside \"text\" or \"see\"; keep one of them"));
}

/* Only once all texts of the file are known to be within the limits: what is refused is refused before the work. */
static void
parse_text(Reader *reader, Entry *entry)
{
    if (!entry_has_text(entry) || reader->failure != NULL)
        return;
    entry->markup = parse_markup(entry->text.map, entry_question(entry), reader->diags);
    count_markup(reader, entry->markup, entry->text.span);
}

static void
read_entry(Reader *reader, const YamlNode *node)
{
    if (node->kind != YAML_MAPPING || node->pairs->len == 0) {
        diags_add(
            reader->diags, DIAG_BAD_VALUE, node->span, NULL,
            _("an entry with \"to\" and \"text\" is expected here, skipping it; write \"- to: "
              "…\""));
        return;
    }

    Entry *entry = entry_new(node, reader->file);
    g_ptr_array_add(reader->answers->entries, entry);
    read_mapping(reader, node, &entry_table, entry);
    finish_entry(reader, entry);
}

void
read_entries(Reader *reader, const YamlPair *pair, gpointer field)
{
    (void)field;
    if (yaml_is_empty(pair->value))
        return;

    if (pair->value->kind != YAML_SEQUENCE) {
        diags_add(reader->diags, DIAG_BAD_VALUE, pair->value->span, NULL,
                  _("\"answers\" is a list; begin each entry with \"- to: …\""));
        return;
    }

    const GPtrArray *items = pair->value->items;
    guint first = reader->answers->entries->len, room = ENTRIES_MAX - first;
    for (guint i = 0; i < MIN(items->len, room) && reader->failure == NULL; i++)
        read_entry(reader, g_ptr_array_index(items, i));
    if (items->len <= room) {
        for (guint i = first; i < reader->answers->entries->len; i++)
            parse_text(reader, g_ptr_array_index(reader->answers->entries, i));
        return;
    }
    if (reader->failure != NULL)
        return;
    const YamlNode *surplus = g_ptr_array_index(items, room);
    failure_set_span(&reader->failure, DIAG_OVER_LIMIT, surplus->span,
                     _("there are more than %d entries, the limit for one letter; divide it"),
                     ENTRIES_MAX);
}
