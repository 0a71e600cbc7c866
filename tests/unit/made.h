/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_TESTS_MADE_H
#define REPLIEK_TESTS_MADE_H

#include <string.h>

#include "base/utf8.h"
#include "letter/compose-private.h"

/* A letter from texts, and all that it was made of. */
typedef struct Made {
    Diags *diags;
    Document *document;
    Questions *questions;
    Answers *answers;
    Coverage *coverage;
    Template *template;
    Letter *letter;
} Made;

static const char letter_head[] = "letter:\n"
                                  "  ministry: Ministerie van Dijken\n"
                                  "  to: Aan de Voorzitter\n"
                                  "  date: 2025-05-12\n"
                                  "  subject: Beantwoording vragen dijken\n"
                                  "  signatories: [{role: De minister van Dijken}]\n";

static inline Source *
load_shipped(gpointer data, const char *name, const Source *from, GError **error)
{
    g_autofree char *path = g_strdup_printf("templates/%s.yaml", name);
    char *text = NULL;
    gsize length;

    (void)data;
    (void)from;
    return g_file_get_contents(path, &text, &length, error) ? source_new(path, text, length) : NULL;
}

/* One of the shipped layouts. */
static inline Template *
load_template(const char *name, Diags *diags)
{
    const TemplateLoader loader = { .load = load_shipped };
    g_autoptr(Source) source = load_shipped(NULL, name, NULL, NULL);
    Template *template = read_template(source, &loader, diags, NULL);
    g_assert_nonnull(template);
    return template;
}

static inline Answers *
load_answers(const char *yaml, Diags *diags)
{
    char *text = g_strdup(yaml);
    g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func((GDestroyNotify)source_unref);
    g_autoptr(GError) error = NULL;
    g_ptr_array_add(sources, source_new("antwoorden.yaml", text, strlen(text)));
    Answers *answers = read_answers(sources, diags, &error);
    g_assert_no_error(error);
    return answers;
}

/* Takes the document over. */
static inline Made *
make_of(Document *document, const char *yaml, bool draft)
{
    Made *made = g_new0(Made, 1);
    g_autoptr(GError) error = NULL;
    const ComposeOptions options = { .draft = draft };

    made->diags = diags_new();
    made->document = document;
    made->questions = find_questions(made->document, made->diags, &error);
    g_assert_no_error(error);
    made->answers = load_answers(yaml, made->diags);
    questions_decide(made->questions, made->answers->decisions, made->diags);
    made->coverage = check_letter(made->questions, made->answers, made->diags);
    const char *layout = made->answers->letter->layout.text;
    made->template = load_template(layout != NULL ? layout : "letter", made->diags);
    made->letter = compose_letter(made->coverage, made->template, &options, made->diags);
    return made;
}

static inline Made *
make_from(const char *text, const char *yaml, bool draft)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(GError) error = NULL;
    Document *document = read_document("inbreng.txt", bytes, diags, &error);
    g_assert_no_error(error);
    return make_of(document, yaml, draft);
}

static inline Made *
make(const char *text, const char *head, const char *entries, bool draft)
{
    g_autofree char *yaml = g_strconcat(head, "answers:\n", entries, NULL);
    return make_from(text, yaml, draft);
}

static inline void
made_free(Made *made)
{
    letter_free(made->letter);
    template_free(made->template);
    coverage_free(made->coverage);
    answers_free(made->answers);
    questions_free(made->questions);
    document_free(made->document);
    diags_free(made->diags);
    g_free(made);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Made, made_free)

/* Everything that interleaving has a rule about, but tables. */
static const char question_text[] =
    "De vaste commissie voor Dijken heeft vragen over de brief van 3 maart 2025 over de "
    "dijken (12 345, nr. 6).\n\n"
    "I\tVragen en opmerkingen vanuit de fracties\n\n"
    "Vragen en opmerkingen van de leden van de VVD-fractie\n\n"
    "De leden van de VVD-fractie danken de minister. Wat kost dit? Wie betaalt dat? Hoe lang "
    "duurt het? Dat is lang.[footnoteRef:2] Waarom is dat?[footnoteRef:1] Kan het sneller "
    "(en ook beter)?\n"
    "Is er \"een plan?\" Zo nee, waarom niet? Tot zover.\n\n"
    "Veiligheid\n\n"
    "Hoe veilig is het?\n\n"
    "Vragen en opmerkingen van de leden van de CDA-fractie\n\n"
    "Vindt de minister dit ook?[footnoteRef:1] Wat gebeurt er met:\n"
    "-\tde oude dijken?\n"
    "-\tde nieuwe dijken, die van nu. En wat daarna?\n\n"
    "II\tAntwoord van de minister\n\n"
    "III\tVolledige agenda\n\n"
    "-\tDe brief over de dijken.\n\n"
    "[1: Kamerstuk 12 345, nr. 1.]\n"
    "[2: Brief van vorig jaar.]\n";

/* Words that come from the document stand in runs whose span leads there: all others are the template's. */
static inline void
gather_words(const Block *block, const Source *source, GString *words)
{
    bool heading_number = block->kind == BLOCK_HEADING && block->level > 1 && block->number;
    if (block->restated)
        return;

    if (heading_number)
        g_string_append_printf(words, "%s ", block->number);
    for (guint i = 0; block->runs != NULL && i < block->runs->len; i++) {
        const Run *run = g_ptr_array_index(block->runs, i);
        if (run->kind == RUN_TEXT && run->span.source == source)
            g_string_append(words, run->text);
    }
    g_string_append_c(words, ' ');
    for (guint i = 0; block->children != NULL && i < block->children->len; i++)
        gather_words(g_ptr_array_index(block->children, i), source, words);
}

static inline char *
words_of_letter(const Made *made)
{
    g_autoptr(GString) words = g_string_new(NULL);

    for (guint i = 0; i < made->letter->body->len; i++)
        gather_words(g_ptr_array_index(made->letter->body, i), made->document->source, words);
    return utf8_collapse(words->str);
}

/* All but page furniture, the document's own contents, and the empty section for the answers where it is left out. */
static inline char *
words_of_document(const Made *made, Interleave mode)
{
    g_autoptr(GString) words = g_string_new(NULL);
    const GPtrArray *passages = made->questions->passages;

    for (guint i = 0; i < passages->len; i++) {
        const Passage *passage = g_ptr_array_index(passages, i);
        const char *text = passage->paragraph->text->text->str;
        bool for_answers = passage->role == PASSAGE_SECTION && g_str_has_prefix(text, "II ");
        if (passage->role == PASSAGE_CHROME || passage->role == PASSAGE_CONTENTS ||
            (for_answers && mode != INTERLEAVE_APART))
            continue;
        g_string_append_printf(words, "%s ", text);
    }
    return utf8_collapse(words->str);
}

static inline void
assert_words_once(const Made *made, Interleave mode)
{
    g_autofree char *document = words_of_document(made, mode);
    g_autofree char *letter = words_of_letter(made);
    g_assert_cmpstr(letter, ==, document);
}

#endif
