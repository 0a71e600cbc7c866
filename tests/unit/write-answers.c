/* SPDX-License-Identifier: EUPL-1.2 */
/* What is written as YAML reads back to the same text, whatever it holds. */
#include <glib.h>
#include <string.h>

#include "answers/answers.h"
#include "answers/write-yaml.h"
#include "base/utf8.h"

static const char *const texts[] = {
    "PVV-1",
    "2a",
    "12",
    "CDA+ChristenUnie-1",
    "null",
    "~",
    "Ja",
    "yes",
    "- streepje",
    "? vraag",
    ": dubbele punt",
    "een: twee",
    "een:",
    "een # twee",
    "#een",
    "'aanhaling'",
    "\"aanhaling\"",
    "it's \"beide\"",
    "[haken]",
    "{accolades}",
    "a, b",
    "&a *b !c |d >e %f @g `h",
    "back\\slash",
    " spatie voor",
    "spatie achter ",
    "een\ttab",
    "een\nregel",
    "NEL\xC2\x85LS\xE2\x80\xA8PS\xE2\x80\xA9",
    "\x01 controle",
    "BOM\xEF\xBB\xBF hier",
    "vast\xC2\xA0spatie",
    "“Wat is ‘dit’?” – é € 😀",
    "---",
    "...",
    "Een lange zin met dubbele  spaties die daarom niet gevouwen kan worden, want YAML zou ze "
    "samennemen: dat mag niet.",
    "Een lange zin zonder bijzonderheden, die over meer dan één regel gevouwen wordt, met - "
    "streepjes "
    "# hekjes en 'aanhalingstekens' die op een nieuwe regel kunnen vallen: ook dat is goed.",
    "- Een lange zin die met een streepje begint en daarna doorgaat, en doorgaat, en doorgaat, en "
    "doorgaat tot hij over de rand van de regel loopt.",
    "Eenwoordzonderspatiesdatlangerisdaneenregelvanhonderdtekensmagzijnzodathetnietgevouwenkanworde"
    "n"
    "opwelkeplaatsdanook en nog iets.",
};

static void
check_text(const char *yaml, const char *text)
{
    g_autoptr(Source) source = source_new("x.yaml", g_strdup(yaml), strlen(yaml));
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(YamlNode) root = yaml_parse(source, diags, &error);

    if (error != NULL)
        g_error("%s: %s", yaml, error->message);
    const YamlNode *value = yaml_get(root, "a");
    if (value->kind == YAML_SEQUENCE)
        value = g_ptr_array_index(value->items, 0);
    g_assert_cmpstr(value->scalar, ==, text);
    g_assert_false(yaml_is_empty(value));
}

static void
test_text(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GString) key = g_string_new("a: "), item = g_string_new("a:\n  - ");
        yaml_write_text(key, texts[i], 2);
        g_string_append(key, "\nb: c\n");
        check_text(key->str, texts[i]);
        yaml_write_text(item, texts[i], 4);
        g_string_append(item, "\n  - b\n");
        check_text(item->str, texts[i]);
    }
}

static void
test_word(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GString) list = g_string_new("a: [");
        yaml_write_word(list, texts[i]);
        g_string_append(list, ", b]\n");
        check_text(list->str, texts[i]);
    }
}

static const char document[] = "Vragen en opmerkingen van de leden van de VVD-fractie\n\n"
                               "De leden van de VVD-fractie hebben vragen. Wat is \"de vaart\": "
                               "een recht # of 'een gunst'? Zo "
                               "ja, [wat] is {het} dan, & waarom *nu* | niet > later? - En waarom "
                               "niet? Hoe  heet de “boot”?\n";

/* The sentences of every entry are the questions of the document, in order. */
static void
check_sentences(const Questions *questions, const Answers *answers)
{
    guint index = 0;

    for (guint i = 0; i < answers->entries->len; i++) {
        const Entry *entry = g_ptr_array_index(answers->entries, i);
        g_assert_cmpuint(entry->to->len, ==, entry->questions->len);
        for (guint j = 0; j < entry->to->len; j++) {
            const Question *question = g_ptr_array_index(questions->items, index++);
            const Target *target = g_ptr_array_index(entry->to, j);
            const Field *field = g_ptr_array_index(entry->questions, j);
            g_assert_cmpstr(target->first, ==, question->id);
            g_assert_cmpstr(field->text, ==, question->text);
        }
    }
    g_assert_cmpuint(index, ==, questions->items->len);
}

static void
test_document(void)
{
    static const EntryGrouping groupings[] = { GROUP_FOLLOWUPS, GROUP_QUESTION, GROUP_PARAGRAPH };
    static const guint entries[] = { 3, 4, 1 };
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(GBytes) bytes = g_bytes_new_static(document, strlen(document));
    g_autoptr(Document) read = read_document("x.txt", bytes, diags, NULL);
    g_autoptr(Questions) questions = find_questions(read, diags, NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(groupings); i++) {
        char *yaml = write_answers(questions, groupings[i], NULL);
        g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func((GDestroyNotify)source_unref);
        g_ptr_array_add(sources, source_new("x.yaml", yaml, strlen(yaml)));
        g_autoptr(Diags) found = diags_new();
        g_autoptr(Answers) answers = read_answers(sources, found, NULL);
        g_assert_nonnull(answers);
        g_assert_cmpuint(found->items->len, ==, 0);
        g_assert_cmpuint(answers->entries->len, ==, entries[i]);
        check_sentences(questions, answers);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/write/text", test_text);
    g_test_add_func("/write/word", test_word);
    g_test_add_func("/write/document", test_document);
    return g_test_run();
}
