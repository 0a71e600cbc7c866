/* SPDX-License-Identifier: EUPL-1.2 */
#include "emit/pdf-private.h"

/*
 * What a printer needs around the page (ISO 32000-1, 14.11.2 and 14.11.3): paint that reaches over the edge, so that no
 * white shows where the knife goes a little wide, and marks for the knife. The page itself keeps its coordinates: the
 * sheet begins below zero, and nothing has to be moved.
 */

enum {
    MILLIMETRE = PAGE_BLEED / 3,
    MARK_START = 4 * MILLIMETRE, /* from the trimmed edge: clear of the bleed */
    MARK_END = 9 * MILLIMETRE,
    SHEET = 10 * MILLIMETRE
};

static void
append_box(GString *out, const char *name, const Pages *pages, int margin)
{
    g_string_append_printf(out, "/%s[", name);
    pdf_length(out, -margin);
    g_string_append_c(out, ' ');
    pdf_length(out, -margin);
    g_string_append_c(out, ' ');
    pdf_length(out, (gint64)pages->width + margin);
    g_string_append_c(out, ' ');
    pdf_length(out, (gint64)pages->height + margin);
    g_string_append_c(out, ']');
}

void
pdf_media_box(const PdfDocument *document, GString *out)
{
    append_box(out, "MediaBox", document->pages, document->options->print ? SHEET : 0);
}

void
pdf_print_boxes(const PdfDocument *document, GString *out)
{
    if (!document->options->print)
        return;
    append_box(out, "BleedBox", document->pages, PAGE_BLEED);
    append_box(out, "TrimBox", document->pages, 0);
}

static void
append_line(GString *out, const gint64 ends[4])
{
    for (int i = 0; i < 4; i++) {
        pdf_length(out, ends[i]);
        g_string_append(out, i == 1 ? " m " : i == 3 ? " l S\n" : " ");
    }
}

/* Two lines at each corner, a quarter point wide. */
void
pdf_print_marks(const PdfDocument *document, GString *out)
{
    if (!document->options->print)
        return;

    const gint64 xs[] = { 0, document->pages->width }, ys[] = { 0, document->pages->height };
    g_string_append(out, "/Artifact<</Type/Page>>BDC\n0 G .25 w\n");
    for (int i = 0; i < 4; i++) {
        gint64 x = xs[i % 2], y = ys[i / 2];
        int right = i % 2 == 0 ? -1 : 1, up = i / 2 == 0 ? -1 : 1;
        append_line(out, (gint64[]){ x + right * MARK_START, y, x + right * MARK_END, y });
        append_line(out, (gint64[]){ x, y + up * MARK_START, x, y + up * MARK_END });
    }
    g_string_append(out, "EMC\n");
}
