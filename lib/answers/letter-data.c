/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n-lib.h>

#include "answers/fields.h"

static void
signatory_free(gpointer data)
{
    Signatory *signatory = data;

    field_clear(&signatory->role);
    field_clear(&signatory->name);
    g_free(signatory);
}

static void
dossier_free(gpointer data)
{
    Dossier *dossier = data;

    field_clear(&dossier->number);
    field_clear(&dossier->title);
    g_free(dossier);
}

LetterData *
letter_data_new(void)
{
    LetterData *letter = g_new0(LetterData, 1);
    letter->address = g_ptr_array_new_with_free_func(field_free);
    letter->attachments = g_ptr_array_new_with_free_func(field_free);
    letter->on_behalf_of = g_ptr_array_new_with_free_func(field_free);
    letter->signatories = g_ptr_array_new_with_free_func(signatory_free);
    letter->dossiers = g_ptr_array_new_with_free_func(dossier_free);
    return letter;
}

static const KeyRow signatory_rows[] = {
    { "role", read_word, offsetof(Signatory, role), &shape_text },
    { "name", read_word, offsetof(Signatory, name), &shape_text },
};
static const KeyTable signatory_table = { signatory_rows, G_N_ELEMENTS(signatory_rows) };
static const KeyShape shape_signatories = { SHAPE_MAPPINGS, &signatory_table, NULL };

static const KeyRow dossier_rows[] = {
    { "number", read_word, offsetof(Dossier, number), &shape_text },
    { "title", read_word, offsetof(Dossier, title), &shape_text },
};
static const KeyTable dossier_table = { dossier_rows, G_N_ELEMENTS(dossier_rows) };
static const KeyShape shape_dossiers = { SHAPE_MAPPINGS, &dossier_table, NULL };

/* A list of mappings; a single mapping is taken for a list of one. */
static guint
list_length(const YamlPair *pair)
{
    if (yaml_is_empty(pair->value))
        return 0;
    return pair->value->kind == YAML_SEQUENCE ? pair->value->items->len : 1;
}

static const YamlNode *
list_item(const YamlPair *pair, guint index)
{
    if (pair->value->kind != YAML_SEQUENCE)
        return pair->value;
    return g_ptr_array_index(pair->value->items, index);
}

static void
read_signatories(Reader *reader, const YamlPair *pair, gpointer field)
{
    for (guint i = 0; i < list_length(pair); i++) {
        Signatory *signatory = g_new0(Signatory, 1);
        g_ptr_array_add(*(GPtrArray **)field, signatory);
        read_mapping(reader, list_item(pair, i), &signatory_table, signatory);
    }
}

static void
read_dossiers(Reader *reader, const YamlPair *pair, gpointer field)
{
    for (guint i = 0; i < list_length(pair); i++) {
        Dossier *dossier = g_new0(Dossier, 1);
        g_ptr_array_add(*(GPtrArray **)field, dossier);
        read_mapping(reader, list_item(pair, i), &dossier_table, dossier);
    }
}

static const char *const interleave_words[] = { "question", "paragraph", "apart", NULL };
static const KeyShape shape_interleave = { SHAPE_WORD, NULL, interleave_words };

static void
read_interleave(Reader *reader, const YamlPair *pair, gpointer field)
{
    read_word(reader, pair, field);
    expect_word(reader, field, interleave_words);
}

static const char *const ids_words[] = { "true", "false", "yes", "no", NULL };
static const KeyShape shape_ids = { SHAPE_WORD, NULL, ids_words };

static void
read_ids(Reader *reader, const YamlPair *pair, gpointer field)
{
    read_word(reader, pair, field);
    expect_word(reader, field, ids_words);
}

/* interface.md, "The answers file": all keys of `letter`. */
static const KeyRow letter_rows[] = {
    { "ministry", read_word, offsetof(LetterData, ministry), &shape_text },
    { "to", read_word, offsetof(LetterData, to), &shape_text },
    { "date", read_date, offsetof(LetterData, date), &shape_date },
    { "subject", read_word, offsetof(LetterData, subject), &shape_text },
    { "reference", read_word, offsetof(LetterData, reference), &shape_text },
    { "signatories", read_signatories, offsetof(LetterData, signatories), &shape_signatories },
    { "directorate", read_word, offsetof(LetterData, directorate), &shape_text },
    { "address", read_lines, offsetof(LetterData, address), &shape_texts },
    { "website", read_word, offsetof(LetterData, website), &shape_text },
    { "contact", read_word, offsetof(LetterData, contact), &shape_text },
    { "your_reference", read_word, offsetof(LetterData, your_reference), &shape_text },
    { "attachments", read_lines, offsetof(LetterData, attachments), &shape_texts },
    { "classification", read_word, offsetof(LetterData, classification), &shape_text },
    { "on_behalf_of", read_words, offsetof(LetterData, on_behalf_of), &shape_texts },
    { "salutation", read_word, offsetof(LetterData, salutation), &shape_text },
    { "opening", read_markup, offsetof(LetterData, opening), &shape_text },
    { "closing", read_markup, offsetof(LetterData, closing), &shape_text },
    { "language", read_word, offsetof(LetterData, language), &shape_text },
    { "layout", read_word, offsetof(LetterData, layout), &shape_text },
    { "interleave", read_interleave, offsetof(LetterData, interleave), &shape_interleave },
    { "ids", read_ids, offsetof(LetterData, ids), &shape_ids },
    { "dossier", read_dossiers, offsetof(LetterData, dossiers), &shape_dossiers },
    { "session", read_word, offsetof(LetterData, session), &shape_text },
    { "number", read_word, offsetof(LetterData, number), &shape_text },
    { "title", read_word, offsetof(LetterData, title), &shape_text },
    { "adopted", read_date, offsetof(LetterData, adopted), &shape_date },
};
static const KeyTable letter_table = { letter_rows, G_N_ELEMENTS(letter_rows) };
const KeyShape shape_letter = { SHAPE_MAPPING, &letter_table, NULL };

/* The one mapping that may be spread over files; no file silently wins from another. */
static bool
is_first(Reader *reader, const YamlPair *pair)
{
    const YamlPair *first = g_hash_table_lookup(reader->letter_keys, pair->key);
    if (first == NULL) {
        g_hash_table_insert(reader->letter_keys, pair->key, (gpointer)pair);
        return true;
    }
    if (pair->repeated)
        return false;

    Diag *diag = diags_add(reader->diags, DIAG_DUPLICATE_KEY, pair->key_span, NULL,
                           _("the key \"%s\" already stands in another file, skipping this one; "
                             "remove one of them"),
                           pair->key);
    diag_relate(diag, first->key_span, _("the first stands here"));
    return false;
}

void
read_letter(Reader *reader, const YamlPair *pair, gpointer field)
{
    LetterData *letter = *(LetterData **)field;
    if (!span_is_set(letter->span))
        letter->span = pair->key_span;
    if (yaml_is_empty(pair->value))
        return;

    if (pair->value->kind != YAML_MAPPING) {
        read_mapping(reader, pair->value, &letter_table, letter);
        return;
    }
    for (guint i = 0; i < pair->value->pairs->len; i++) {
        const YamlPair *key = g_ptr_array_index(pair->value->pairs, i);
        if (is_first(reader, key))
            read_pair(reader, key, &letter_table, letter);
    }
}

static void
add_all(GPtrArray *all, const GPtrArray *fields)
{
    for (guint i = 0; i < fields->len; i++)
        g_ptr_array_add(all, g_ptr_array_index(fields, i));
}

static void
add_signatories(GPtrArray *all, const GPtrArray *signatories)
{
    for (guint i = 0; i < signatories->len; i++) {
        Signatory *signatory = g_ptr_array_index(signatories, i);
        g_ptr_array_add(all, &signatory->role);
        g_ptr_array_add(all, &signatory->name);
    }
}

static void
add_dossiers(GPtrArray *all, const GPtrArray *dossiers)
{
    for (guint i = 0; i < dossiers->len; i++) {
        Dossier *dossier = g_ptr_array_index(dossiers, i);
        g_ptr_array_add(all, &dossier->number);
        g_ptr_array_add(all, &dossier->title);
    }
}

GPtrArray *
letter_data_fields(const LetterData *letter)
{
    GPtrArray *all = g_ptr_array_new();

    for (size_t i = 0; i < letter_table.count; i++) {
        const KeyRow *row = &letter_rows[i];
        gpointer field = (char *)letter + row->offset;
        if (row->read == read_words || row->read == read_lines)
            add_all(all, *(GPtrArray **)field);
        else if (row->read == read_signatories)
            add_signatories(all, *(GPtrArray **)field);
        else if (row->read == read_dossiers)
            add_dossiers(all, *(GPtrArray **)field);
        else if (row->read != read_markup)
            g_ptr_array_add(all, field);
    }
    return all;
}

void
letter_data_free(LetterData *letter)
{
    if (letter == NULL)
        return;

    for (size_t i = 0; i < letter_table.count; i++) {
        const KeyRow *row = &letter_rows[i];
        gpointer field = (char *)letter + row->offset;
        if (row->read == read_word || row->read == read_date || row->read == read_interleave ||
            row->read == read_ids)
            field_clear(field);
    }
    g_ptr_array_unref(letter->address);
    g_ptr_array_unref(letter->attachments);
    g_ptr_array_unref(letter->on_behalf_of);
    g_ptr_array_unref(letter->signatories);
    g_ptr_array_unref(letter->dossiers);
    markup_free(letter->opening);
    markup_free(letter->closing);
    g_free(letter);
}

void
letter_data_dump(const LetterData *letter, GString *out)
{
    g_autoptr(GPtrArray) fields = letter_data_fields(letter);

    g_string_append(out, "letter\n");
    for (guint i = 0; i < fields->len; i++) {
        const Field *field = g_ptr_array_index(fields, i);
        if (field->text != NULL)
            g_string_append_printf(out, "  %s\n", field->text);
    }
    if (letter->opening != NULL)
        markup_dump(letter->opening, out);
    if (letter->closing != NULL)
        markup_dump(letter->closing, out);
}
