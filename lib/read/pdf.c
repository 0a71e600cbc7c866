/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * PDF: poppler's pdftotext turns it into words with their places, in a sandbox of its own; a second
 * worker makes paragraphs of them (pdf-words.c, pdf-layout.c, pdf-text.c).
 *
 * The program and not the library: poppler is large, written in C++ and under the GPL, and what
 * goes wrong inside it stays there. Its table of words (-tsv) was preferred to its plain text, in
 * which columns, note marks and running heads are no longer to be told apart.
 */
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "base/failure.h"
#include "base/sandbox.h"
#include "read/pdf-private.h"
#include "read/readers-private.h"

/* What 2,000 full pages come to, and some. */
#define WORDS_LIMIT ((size_t)128 << 20)

/* Exit status of pdftotext: it could not open the PDF. */
enum { STATUS_NOT_OPENED = 1, STATUS_NO_PROGRAM = 127 };

const char *
pdf_program(void)
{
    static const char *const paths[] = { "/usr/bin/pdftotext", "/usr/local/bin/pdftotext",
                                         "/bin/pdftotext" };

    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        if (access(paths[i], X_OK) == 0)
            return paths[i];
    }
    return NULL;
}

static bool
says_encrypted(GBytes *bytes)
{
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);

    return memmem(data, length, "/Encrypt", strlen("/Encrypt")) != NULL;
}

static void
fail_not_opened(GError **error, const char *name, GBytes *bytes)
{
    failure_set(error, DIAG_UNREADABLE, name, 0, 0, "%s",
                says_encrypted(bytes)
                    ? _("the PDF is encrypted; open it with its password and print it to a new PDF")
                    : _("the PDF is damaged; open it in a reader and print it to a new PDF"));
}

static GBytes *
extract_words(const char *name, GBytes *bytes, GError **error)
{
    const char *program = pdf_program();
    if (program == NULL) {
        failure_set(error, DIAG_UNREADABLE, name, 0, 0,
                    _("pdftotext is needed to read a PDF; install poppler-utils"));
        return NULL;
    }

    g_autofree char *last_page = g_strdup_printf("%d", PDF_PAGE_LIMIT + 1);
    const char *const arguments[] = { program, "-q",      "-tsv", "-enc", "UTF-8",
                                      "-l",    last_page, "-",    "-",    NULL };
    GBytes *words = NULL;
    int status = 0;
    SandboxOutcome outcome = sandbox_run(arguments, bytes, WORDS_LIMIT, &words, &status);
    if (outcome != SANDBOX_DONE) {
        worker_fail(error, name, outcome);
        return NULL;
    }
    if (status == 0)
        return words;

    g_bytes_unref(words);
    fail_not_opened(error, name, bytes);
    return NULL;
}

Document *
read_pdf(const char *name, GBytes *bytes, Diags *diags, GError **error)
{
    if (g_bytes_get_size(bytes) > PDF_LIMIT) {
        failure_set(error, DIAG_OVER_LIMIT, name, 0, 0,
                    _("the PDF is larger than the limit of %zu MiB; print its text to a new PDF"),
                    PDF_LIMIT >> 20);
        return NULL;
    }

    g_autoptr(GBytes) words = extract_words(name, bytes, error);
    if (words == NULL)
        return NULL;
    return worker_read(draft_pdf_words, name, words, diags, error);
}
