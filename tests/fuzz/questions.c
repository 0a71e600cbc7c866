/* SPDX-License-Identifier: EUPL-1.2 */
#include "questions/questions.h"
#include "driver.h"

/* Any bytes as a question document: read, questions found, every product dumped. */

const char *const fuzz_suffixes[] = { ".txt", ".md", NULL };

const char *const fuzz_words[] = { "\n",
                                   "\n\n",
                                   "\f",
                                   "\r\n",
                                   "\t",
                                   " ",
                                   "-\n",
                                   "?",
                                   ". ",
                                   "?”",
                                   "«",
                                   "»",
                                   "(",
                                   ")",
                                   "[footnoteRef:2]",
                                   "[2:  ",
                                   "]",
                                   "1",
                                   "1.",
                                   "2a.",
                                   "Vraag 1",
                                   "Antwoord",
                                   "Vragen en opmerkingen van de leden van de ",
                                   "-fractie",
                                   "en de ",
                                   "De leden van de ",
                                   "vragen of ",
                                   "Zo ja, ",
                                   "I\t",
                                   "II ",
                                   "Volledige agenda",
                                   "\xef\xbb\xbf",
                                   "\xff\xfe",
                                   "\xc2\xad",
                                   "\xe2\x80\xaf",
                                   "\xe2\x80\xa8",
                                   "\xc3",
                                   "\xcc\x81",
                                   NULL };

void
fuzz_run(const char *bytes, gsize length)
{
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(GBytes) input = g_bytes_new_static(bytes, length);
    g_autoptr(Document) document = read_document("inbreng.txt", input, diags, NULL);
    if (document == NULL)
        return;

    g_autoptr(GString) out = g_string_new(NULL);
    document_dump(document, out);
    g_autoptr(Questions) questions = find_questions(document, diags, NULL);
    if (questions != NULL)
        questions_dump(questions, out);
}
