/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/utf8.h"
#include "check/check.h"
#include "driver.h"

/* Any bytes as an answers file, held against a document that has a question, a follow-up and a doubt. */

static const char DOCUMENT[] =
    "Vragen en opmerkingen van de leden van de PVV-fractie\n\n"
    "Het plan ligt er. Komt er geld bij? Zo ja, hoeveel? Deze leden dringen aan op haast.\n\n"
    "Vragen en opmerkingen van de leden van de VVD-fractie\n\n"
    "Deze leden vragen wanneer het plan klaar is. Waarom niet eerder?\n";

const char *const fuzz_suffixes[] = { ".yaml", ".yml", NULL };

const char *const fuzz_words[] = { "\n",
                                   "\n  - ",
                                   ": ",
                                   "|\n",
                                   ">\n",
                                   "\"",
                                   "'",
                                   "[",
                                   "]",
                                   "{",
                                   "}",
                                   ", ",
                                   "#",
                                   "&a",
                                   "*a",
                                   "!!str",
                                   "---\n",
                                   "...",
                                   "? ",
                                   "<<: ",
                                   "letter:",
                                   "answers:",
                                   "decisions:",
                                   "to: ",
                                   "PVV-1",
                                   "PVV-1..PVV-9",
                                   "VVD-2",
                                   "see: ",
                                   "text: |\n      ",
                                   "question: ",
                                   "deferred: {until: 2025-06-01, reason: later}",
                                   "unplaced: {was: PVV-1}",
                                   "not-a-question: ",
                                   "in: PVV",
                                   "status: ",
                                   "date: ",
                                   "[^1]",
                                   "\n      [^1]: ",
                                   "**",
                                   "`",
                                   "> ",
                                   "![",
                                   "](",
                                   "<br>",
                                   "| - |",
                                   "1. ",
                                   "\xef\xbb\xbf",
                                   "\xff\xfe",
                                   "\xc3",
                                   "\t",
                                   NULL };

static Answers *
read_bytes(const char *bytes, gsize length, Diags *diags)
{
    g_autoptr(GBytes) input = g_bytes_new_static(bytes, length);
    size_t text_length;
    char *text = text_decode("antwoorden.yaml", input, &text_length, NULL);
    if (text == NULL)
        return NULL;

    g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func((GDestroyNotify)source_unref);
    g_ptr_array_add(sources, source_new("antwoorden.yaml", text, text_length));
    return read_answers(sources, diags, NULL);
}

void
fuzz_run(const char *bytes, gsize length)
{
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(Answers) answers = read_bytes(bytes, length, diags);
    if (answers == NULL)
        return;

    g_autoptr(GBytes) input = g_bytes_new_static(DOCUMENT, strlen(DOCUMENT));
    g_autoptr(Document) document = read_document("inbreng.txt", input, diags, NULL);
    g_autoptr(Questions) questions = find_questions(document, diags, NULL);
    g_assert_nonnull(questions);
    questions_decide(questions, answers->decisions, diags);

    g_autoptr(Coverage) coverage = check_letter(questions, answers, diags);
    g_autoptr(GString) out = g_string_new(NULL);
    answers_dump(answers, out);
    coverage_dump(coverage, out);
}
