/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "driver.h"
#include "inspect/der-private.h"
#include "inspect/survey-private.h"
#include "inspect/tokens-private.h"

/* Any bytes as somebody's PDF, as a file attached to one, as its content stream and as its signature. */

const char *const fuzz_suffixes[] = { ".pdf", ".yaml", ".png", ".jpg", ".docx", ".odt", NULL };

const char *const fuzz_words[] = { " obj\n",
                                   "endobj\n",
                                   "stream\n",
                                   "\nendstream",
                                   "<<",
                                   ">>",
                                   "[",
                                   "]",
                                   " 0 R",
                                   "/Kids[3 0 R]",
                                   "/K 7 0 R",
                                   "/K[0 1]",
                                   "/S/P",
                                   "/Type/MCR/MCID 0",
                                   "/Pg 3 0 R",
                                   "/P<</MCID 0>>BDC\n",
                                   "EMC\n",
                                   "BT /F1 12 Tf (a) Tj ET\n",
                                   "q 1 0 0 1 0 0 cm /X Do Q\n",
                                   "BI /W 1 /H 1 ID x EI\n",
                                   "/ToUnicode 9 0 R",
                                   "beginbfrange <00> <ff> <0041> endbfrange",
                                   "beginbfchar <0001> <d83dde00> endbfchar",
                                   "1 begincodespacerange <0000> <ffff>",
                                   "/W[1 [500 600] 3 9 700]",
                                   "/Differences[32 /space /uni0041]",
                                   "/ByteRange[0 10 20 30]/Contents<3080>",
                                   "\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x80",
                                   "Exif",
                                   "MM",
                                   "/home/voorbeeld/x",
                                   "owner: A. B",
                                   "answers:\n",
                                   "-1",
                                   "99999999999",
                                   NULL };

static void
survey(const struct QpdfLibrary *library, GBytes *bytes)
{
    g_autoptr(NameSearch) names = name_search_new();
    g_autoptr(Traces) traces = traces_new(names);
    g_autoptr(Pdf) pdf = NULL;

    name_search_add(names, "A. Steller, dijken");
    traces->library = library;
    if (pdf_open(library, bytes, &pdf) == PDF_OPENED && pdf_page_count(pdf) > 0) {
        g_autoptr(GByteArray) report = survey_write(pdf, bytes, traces);
        json_t *read = json_loadb((const char *)report->data, report->len, 0, NULL);
        g_assert_true(json_is_object(read));
        json_decref(read);
    }
}

static void
look_into(GBytes *bytes)
{
    g_autoptr(NameSearch) names = name_search_new();
    g_autoptr(Traces) traces = traces_new(names);
    g_autoptr(GByteArray) report = survey_write_file(bytes, traces);
    g_assert_cmpuint(report->len, >, 0);
}

static void
read_tokens(GBytes *bytes)
{
    g_auto(Tokens) tokens = { 0 };
    tokens_init(&tokens, bytes);
    for (Token token = tokens_next(&tokens); token.kind != TOKEN_END;
         token = tokens_next(&tokens)) {
        if (token_is(&tokens, &token, "ID"))
            tokens_skip_image(&tokens);
        if (tokens.bytes->len > 1000)
            tokens_forget(&tokens);
    }
}

void
fuzz_run(const char *data, gsize length)
{
    static struct QpdfLibrary
        *library; /* loaded once: of a run it is a part like any other library */
    g_autoptr(GBytes) bytes = g_bytes_new_static(data, length);
    SignedData signature = { 0 };

    if (library == NULL)
        library = qpdf_library();
    g_assert_nonnull(library);
    if (strncmp(data, "%PDF", 4) == 0)
        survey(library, bytes);
    else
        look_into(bytes);
    read_tokens(bytes);
    (void)signed_data_read(bytes, &signature);
    g_free(signature.signer);
}
