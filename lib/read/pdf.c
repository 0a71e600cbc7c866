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

#define FONTS_LIMIT ((size_t)4 << 20)

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

/* A row of pdffonts: name, type, encoding, then whether it is embedded, a subset, and says which characters it holds.
 * Without that a font of glyphs by number (Type 3, CID) gives no text, or wrong text. */
static bool
hides_letters(const char *row)
{
    g_auto(GStrv) words = g_strsplit_set(row, " ", -1);
    g_autoptr(GPtrArray) cells = g_ptr_array_new();

    for (guint i = 0; words[i] != NULL; i++) {
        if (*words[i] != '\0')
            g_ptr_array_add(cells, words[i]);
    }
    bool by_number = strstr(row, " Type 3 ") != NULL || strstr(row, " CID ") != NULL;
    return by_number && cells->len >= 6 && g_str_equal(cells->pdata[cells->len - 3], "no");
}

/* Letters that pdftotext can't know are left out of its words, so the fonts must tell. */
static void
check_fonts(const char *name, GBytes *bytes, Diags *diags)
{
    g_autofree char *folder = g_path_get_dirname(pdf_program());
    g_autofree char *program = g_build_filename(folder, "pdffonts", NULL);
    g_autofree char *last_page = g_strdup_printf("%d", PDF_PAGE_LIMIT);
    const char *const arguments[] = { program, "-l", last_page, "-", NULL };
    g_autoptr(GBytes) output = NULL;
    int status = 0;

    if (access(program, X_OK) != 0 ||
        sandbox_run(arguments, bytes, FONTS_LIMIT, &output, &status) != SANDBOX_DONE)
        return;
    gsize length = 0;
    const char *data = g_bytes_get_data(output, &length);
    g_autofree char *text = g_strndup(data, length);
    g_auto(GStrv) rows = g_strsplit(text, "\n", -1);
    for (guint i = 0; rows[i] != NULL; i++) {
        if (!hides_letters(rows[i]))
            continue;
        diags_add_at(diags, DIAG_UNKNOWN_LETTERS, &(DiagPlace){ .file = (char *)name },
                     _("the PDF has fonts that do not say which letters they show, so that letters "
                       "may be missing; compare the list with the PDF, or ask for the document "
                       "that it was made from"));
        return;
    }
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
    Document *document = worker_read(draft_pdf_words, name, words, diags, error);
    if (document != NULL)
        check_fonts(name, bytes, diags);
    return document;
}
