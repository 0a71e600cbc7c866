/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "../unit/made.h"
#include "driver.h"
#include "emit/pdf.h"

/*
 * Texts to pages, and those to a PDF: a document and answers that are any text, composed and set.
 *
 * The input's first byte chooses layout, mode, ids and draft. Behind it stands the document up to a line "%%"; what
 * stands between the next such lines are answers as Markdown: the first question gets the first, and so on, all over
 * again where there are more questions. As an answers file made at random hardly ever names a question, it is made
 * here.
 */

const char *const fuzz_suffixes[] = { ".txt", NULL };

const char *const fuzz_words[] = {
    "\n%%\n",
    "\n\n",
    "Vragen en opmerkingen van de leden van de VVD-fractie\n\n",
    "Deze leden vragen waarom. ",
    "Kan dat?",
    "Zo ja, hoe? ",
    "\n-\t",
    "[footnoteRef:1]",
    "\n[1: ",
    "\n| a | b |\n|---|--:|\n| 1 | 2,5 |\n",
    "| ",
    "\nTabel: ",
    "<br>",
    "![a](kaart.png)",
    "![a](foto.jpg \"c\")",
    "[](VVD-1)",
    "[^1]",
    "\n[^1]: ",
    "**",
    "_",
    "`",
    "\n```\n",
    "\n> ",
    "\n- ",
    "\n    1. ",
    "\n26. ",
    "\n## ",
    "<https://voorbeeld.nl/a/b?c=d>",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "\xc2\xa0",
    "\xc2\xad",
    "\xe2\x80\xae",
    "\xcc\x81",
    "\xd7\xa9\xd7\x9c",
    "\xd8\xb3\xd9\x84",
    "\xf0\x9f\x98\x80",
    "1.234,5",
    NULL
};

static const char *const heads[] = {
    "letter:\n"
    "  ministry: Ministerie van Dijken\n"
    "  to: Aan de Voorzitter\n"
    "  date: 2025-05-12\n"
    "  subject: Beantwoording vragen dijken\n"
    "  on_behalf_of: [de minister van Sluizen]\n"
    "  signatories: [{role: De minister van Dijken, name: A. Voorbeeld}]\n",
    "letter:\n"
    "  ministry: Ministerie van Dijken\n"
    "  to: Aan de Voorzitter\n"
    "  date: 2025-05-12\n"
    "  subject: Beantwoording vragen dijken\n"
    "  layout: kamerstuk\n"
    "  dossier: [{number: 12 345, title: Dijken}]\n"
    "  session: 2024-2025\n"
    "  signatories: [{role: De minister van Dijken}]\n",
};

/* What every run needs and none changes; what fonts have found is thrown away now and then. */
typedef struct Workshop {
    Template *templates[G_N_ELEMENTS(heads)];
    FontSet *fonts;
    guint runs;
} Workshop;

static Workshop *
open_workshop(void)
{
    static Workshop workshop;
    enum { RUNS_PER_SET = 500 };

    if (workshop.templates[0] == NULL) {
        g_autoptr(Diags) diags = diags_new();
        workshop.templates[0] = load_template("letter", diags);
        workshop.templates[1] = load_template("kamerstuk", diags);
    }
    if (workshop.runs++ % RUNS_PER_SET == 0) {
        g_clear_pointer(&workshop.fonts, font_set_free);
        workshop.fonts = font_set_new("fonts", NULL);
        g_assert_nonnull(workshop.fonts);
    }
    return &workshop;
}

/* The Markdown as a block scalar that stands under `text`. */
static void
append_indented(GString *yaml, const char *markdown)
{
    g_auto(GStrv) lines = g_strsplit(markdown, "\n", -1);

    g_string_append(yaml, "    text: |2\n");
    for (char **line = lines; *line != NULL; line++)
        g_string_append_printf(yaml, "      %s\n", *line);
}

static char *
make_answers(const Questions *questions, char **markdown, guchar options)
{
    static const char *const modes[] = { "question", "paragraph", "apart", "question" };
    GString *yaml = g_string_new(heads[options & 1]);
    guint count = g_strv_length(markdown);

    g_string_append_printf(yaml, "  ids: %s\n  interleave: %s\nanswers:\n",
                           (options & 2) != 0 ? "true" : "false", modes[options >> 2 & 3]);
    for (guint i = 0; count > 0 && i < questions->items->len; i++) {
        const Question *question = g_ptr_array_index(questions->items, i);
        g_string_append_printf(yaml, "  - to: %s\n", question->id);
        append_indented(yaml, markdown[i % count]);
    }
    return g_string_free(yaml, FALSE);
}

/* Beside the pictures of a case, so that answers can hold them. NULL where YAML refuses a character. */
static Answers *
take_answers(char *yaml, Diags *diags)
{
    g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func((GDestroyNotify)source_unref);

    g_ptr_array_add(sources, source_new("tests/cases/build/images/proef.yaml", yaml, strlen(yaml)));
    return read_answers(sources, diags, NULL);
}

static void
set_letter(const Coverage *coverage, guchar options, Diags *diags)
{
    Workshop *workshop = open_workshop();
    const Template *template = workshop->templates[options & 1];
    const ComposeOptions compose = { .draft = (options & 16) != 0 };
    g_autoptr(GError) error = NULL;

    g_autoptr(Letter) letter = compose_letter(coverage, template, &compose, diags);
    g_autoptr(Pages) pages = typeset_letter(letter, &template->style, workshop->fonts,
                                            "templates/hyphenation/hyph_nl.dic", diags, &error);
    g_assert_no_error(error);
    g_autoptr(GString) out = g_string_new(NULL);
    letter_dump(letter, out);
    pages_dump(pages, out);
    g_assert_true(g_utf8_validate_len(out->str, out->len, NULL));

    /* Embedding fonts takes longer than all before it, so not every letter goes to its PDF. */
    if ((options & 96) != 96)
        return;
    g_autoptr(GBytes) pdf = write_pdf(pages, &error);
    g_assert_no_error(error);
}

static void
make_letter(const char *document_text, char **markdown, guchar options)
{
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(GBytes) input = g_bytes_new_static(document_text, strlen(document_text));
    g_autoptr(Document) document = read_document("inbreng.txt", input, diags, NULL);
    if (document == NULL)
        return;
    g_autoptr(Questions) questions = find_questions(document, diags, NULL);
    if (questions == NULL)
        return;
    g_autoptr(Answers) answers = take_answers(make_answers(questions, markdown, options), diags);
    if (answers == NULL)
        return;

    g_autoptr(Coverage) coverage = check_letter(questions, answers, diags);
    set_letter(coverage, options, diags);
}

void
fuzz_run(const char *bytes, gsize length)
{
    if (length < 2)
        return;

    g_autoptr(GBytes) input = g_bytes_new_static(bytes + 1, length - 1);
    size_t text_length;
    g_autofree char *text = text_decode("inbreng.txt", input, &text_length, NULL);
    if (text == NULL)
        return;
    g_auto(GStrv) parts = g_strsplit(text, "\n%%\n", -1);
    if (parts[0] != NULL)
        make_letter(parts[0], parts + 1, (guchar)bytes[0]);
}
