/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "driver.h"
#include "read-draft.h"

/* Any bytes as the table of words that pdftotext writes, and as words at places that they say. */

const char *const fuzz_suffixes[] = { ".txt", ".tsv", NULL };

const char *const fuzz_words[] = { "\t",
                                   "\n",
                                   "1\t1\t0\t0\t0\t0\t0\t0\t595\t842\t-1\t###PAGE###\n",
                                   "4\t1\t0\t0\t0\t0\t0\t0\t595\t842\t-1\t###LINE###\n",
                                   "5\t1\t0\t0\t0\t0\t56\t70\t30\t14\t100\twoord\n",
                                   "5\t1\t0\t0\t0\t0\t88\t70\t4\t7\t100\t1\n",
                                   "nan",
                                   "-1e308",
                                   "99999",
                                   NULL };

/* A page of words of two bytes each: where they stand, and how large they are. */
static char *
words_of_bytes(const char *bytes, gsize length)
{
    static const char *const texts[] = { "Kan",    "minister?", "1",        "-",
                                         "woord-", "een",       "Nr.",      "2",
                                         "a)",     "*",         "Vraag",    "\xE2\x80\x90",
                                         "De",     "lang/",     "http://x", "12" };
    GString *out = g_string_new(NULL);

    for (gsize i = 0; i + 3 < length; i += 4) {
        guchar a = (guchar)bytes[i], b = (guchar)bytes[i + 1], c = (guchar)bytes[i + 2],
               d = (guchar)bytes[i + 3];
        if (i % 512 == 0)
            g_string_append(out, "1\t1\t0\t0\t0\t0\t0\t0\t595\t842\t-1\t###PAGE###\n");
        if (a % 5 == 0 || i == 0)
            g_string_append(out, "4\t1\t0\t0\t0\t0\t0\t0\t0\t0\t-1\t###LINE###\n");
        g_string_append_printf(out, "5\t1\t0\t0\t0\t0\t%d\t%d\t%d\t%d\t100\t%s\n", b * 2, c * 3,
                               5 + d % 40, 6 + d % 9, texts[a % G_N_ELEMENTS(texts)]);
    }
    return g_string_free(out, FALSE);
}

void
fuzz_run(const char *bytes, gsize length)
{
    g_autoptr(GBytes) raw = g_bytes_new_static(bytes, length);
    use_reader(draft_pdf_words, raw);

    char *text = words_of_bytes(bytes, length);
    g_autoptr(GBytes) words = g_bytes_new_take(text, strlen(text));
    use_reader(draft_pdf_words, words);
}
