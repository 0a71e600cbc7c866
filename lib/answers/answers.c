/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Answers files to Answers.
 *
 * In: the Sources of one or more YAML files, in the order in which they are merged. Out: the
 * letter's metadata, the entries with their Markdown as Block trees, and the decisions; each value
 * with its place. Nothing is held against the question document here.
 *
 * What keys a mapping may have stands in tables (KeyRow): the name, who reads the value, and where
 * it goes. The tables are the one list from which reading, the suggestion for a misspelt key, and
 * freeing are done; a new key is one line.
 *
 * Merging is simple on purpose: entries and decisions of all files follow each other, `letter` is
 * one mapping spread over the files. A key of `letter` that two files give is a finding; letting
 * the last file win, as many tools do, was dropped, since nobody would see which date was sent.
 */
#include "answers/answers.h"

#include <glib/gi18n-lib.h>

#include "answers/fields.h"
#include "base/failure.h"

static void
decision_free(gpointer data)
{
    Decision *decision = data;

    g_free(decision->sentence);
    g_free(decision->in);
    g_free(decision);
}

static void
source_release(gpointer data)
{
    source_unref(data);
}

static void
tree_free(gpointer data)
{
    yaml_node_free(data);
}

static void
map_free(gpointer data)
{
    text_map_free(data);
}

static Answers *
answers_new(void)
{
    Answers *answers = g_new0(Answers, 1);
    answers->sources = g_ptr_array_new_with_free_func(source_release);
    answers->trees = g_ptr_array_new_with_free_func(tree_free);
    answers->maps = g_ptr_array_new_with_free_func(map_free);
    answers->letter = letter_data_new();
    answers->entries = g_ptr_array_new_with_free_func(entry_free);
    answers->decisions = g_ptr_array_new_with_free_func(decision_free);
    return answers;
}

void
answers_free(Answers *answers)
{
    if (answers == NULL)
        return;

    g_ptr_array_unref(answers->decisions);
    g_ptr_array_unref(answers->entries);
    letter_data_free(answers->letter);
    g_ptr_array_unref(answers->maps);
    g_ptr_array_unref(answers->trees);
    g_ptr_array_unref(answers->sources);
    g_free(answers);
}

/* A decision as it stands in the file, before it is known to hold one sentence. */
typedef struct DecisionData {
    Field question, not_a_question, in;
} DecisionData;

static const KeyRow decision_rows[] = {
    { "not-a-question", read_word, offsetof(DecisionData, not_a_question), &shape_text },
    { "question", read_word, offsetof(DecisionData, question), &shape_text },
    { "in", read_word, offsetof(DecisionData, in), &shape_text },
};
static const KeyTable decision_table = { decision_rows, G_N_ELEMENTS(decision_rows) };
static const KeyShape shape_decisions = { SHAPE_MAPPINGS, &decision_table, NULL };

static void
add_decision(Reader *reader, const YamlNode *node, DecisionData *data)
{
    bool is_question = data->question.text != NULL;
    if (is_question == (data->not_a_question.text != NULL)) {
        diags_add(reader->diags, DIAG_BAD_VALUE, node->span, NULL,
                  _("a decision is about one sentence, skipping it; write it behind either "
                    "\"question\" or \"not-a-question\""));
        return;
    }

    Field *sentence = is_question ? &data->question : &data->not_a_question;
    Decision *decision = g_new0(Decision, 1);
    decision->is_question = is_question;
    decision->span = sentence->span;
    decision->sentence = g_steal_pointer(&sentence->text);
    decision->in = g_steal_pointer(&data->in.text);
    g_ptr_array_add(reader->answers->decisions, decision);
}

static void
read_decision(Reader *reader, const YamlNode *node)
{
    DecisionData data = { 0 };

    read_mapping(reader, node, &decision_table, &data);
    if (node->kind == YAML_MAPPING)
        add_decision(reader, node, &data);
    field_clear(&data.question);
    field_clear(&data.not_a_question);
    field_clear(&data.in);
}

static void
read_decisions(Reader *reader, const YamlPair *pair, gpointer field)
{
    (void)field;
    if (yaml_is_empty(pair->value))
        return;

    if (pair->value->kind != YAML_SEQUENCE) {
        diags_add(reader->diags, DIAG_BAD_VALUE, pair->value->span, NULL,
                  _("\"decisions\" is a list; begin each with \"- not-a-question: …\""));
        return;
    }
    for (guint i = 0; i < pair->value->items->len; i++)
        read_decision(reader, g_ptr_array_index(pair->value->items, i));
}

static const KeyRow file_rows[] = {
    { "letter", read_letter, offsetof(Answers, letter), &shape_letter },
    { "answers", read_entries, offsetof(Answers, entries), &shape_entries },
    { "decisions", read_decisions, offsetof(Answers, decisions), &shape_decisions },
};
const KeyTable answers_file_table = { file_rows, G_N_ELEMENTS(file_rows) };

static bool
read_file(Reader *reader, Source *source, GError **error)
{
    g_ptr_array_add(reader->answers->sources, source_ref(source));

    g_autoptr(GError) failure = NULL;
    YamlNode *tree = yaml_parse(source, reader->diags, &failure);
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return false;
    }
    if (tree == NULL || tree->kind != YAML_MAPPING) {
        Span place = tree != NULL ? tree->span : span_new(source, 0, 0);
        yaml_node_free(tree);
        failure_set_span(error, DIAG_BAD_YAML, place,
                         _("the top level must be a mapping with \"letter\" and \"answers\"; "
                           "`repliek init` writes one"));
        return false;
    }

    g_ptr_array_add(reader->answers->trees, tree);
    read_mapping(reader, tree, &answers_file_table, reader->answers);
    if (reader->failure == NULL)
        return true;
    g_propagate_error(error, g_steal_pointer(&reader->failure));
    return false;
}

Answers *
read_answers(const GPtrArray *sources, Diags *diags, GError **error)
{
    g_autoptr(Answers) answers = answers_new();
    g_autoptr(GHashTable) letter_keys = g_hash_table_new(g_str_hash, g_str_equal);
    Reader reader = { .answers = answers, .diags = diags, .letter_keys = letter_keys };

    for (guint i = 0; i < sources->len; i++) {
        reader.file = (int)i;
        if (!read_file(&reader, g_ptr_array_index(sources, i), error))
            return NULL;
    }
    return g_steal_pointer(&answers);
}

static void
dump_entry(const Entry *entry, GString *out)
{
    g_string_append(out, "entry");
    for (guint i = 0; i < entry->to->len; i++) {
        const Target *target = g_ptr_array_index(entry->to, i);
        g_string_append_printf(out, " %s", target->first);
        if (target->last != NULL)
            g_string_append_printf(out, "..%s", target->last);
    }
    if (entry->see.text != NULL)
        g_string_append_printf(out, " see %s", entry->see.text);
    if (entry->is_deferred)
        g_string_append(out, " deferred");
    g_string_append_c(out, '\n');
    if (entry->markup != NULL)
        markup_dump(entry->markup, out);
}

void
answers_dump(const Answers *answers, GString *out)
{
    letter_data_dump(answers->letter, out);
    for (guint i = 0; i < answers->entries->len; i++)
        dump_entry(g_ptr_array_index(answers->entries, i), out);
    for (guint i = 0; i < answers->decisions->len; i++) {
        const Decision *decision = g_ptr_array_index(answers->decisions, i);
        g_string_append_printf(out, "decision %s: %s\n",
                               decision->is_question ? "question" : "not-a-question",
                               decision->sentence);
    }
}
