/* SPDX-License-Identifier: EUPL-1.2 */
#include "product.h"

#include <glib/gi18n.h>
#include <string.h>

static bool
is_picture(const char *output)
{
    gsize length = strlen(output);
    return length > 4 && g_ascii_strcasecmp(output + length - 4, ".png") == 0;
}

static GBytes *
make_picture(const ProductOptions *options, const Layout *layout, GError **error)
{
    enum { RESOLUTION = 150 };
    int page = options->page != NOT_GIVEN ? options->page : 1;
    int resolution = options->resolution != NOT_GIVEN ? options->resolution : RESOLUTION;

    if (page < 1 || resolution < 1) {
        failure_set(error, DIAG_USAGE, NULL, 0, 0,
                    _("--page and --resolution take a whole number above 0"));
        return NULL;
    }
    return write_picture(layout->pages, (guint)page - 1, resolution, error);
}

GBytes *
product_make(const ProductOptions *options, const Layout *layout, const char *output,
             GError **error)
{
    if (is_picture(output))
        return make_picture(options, layout, error);
    if (options->page != NOT_GIVEN || options->resolution != NOT_GIVEN) {
        failure_set(error, DIAG_USAGE, NULL, 0, 0,
                    _("--page and --resolution belong to a picture; give -o a name that ends in "
                      ".png"));
        return NULL;
    }
    return write_pdf(layout->pages, &options->pdf, error);
}

/* "4-9" or "4", of pages counted from 1. */
static bool
parse_pages(const char *text, guint count, guint *ret_first, guint *ret_count)
{
    g_auto(GStrv) parts = g_strsplit(text, "-", 2);
    guint64 first = 0, last = 0;

    if (parts[0] == NULL || !g_ascii_string_to_unsigned(parts[0], 10, 1, count, &first, NULL))
        return false;
    last = first;
    if (parts[1] != NULL && !g_ascii_string_to_unsigned(parts[1], 10, first, count, &last, NULL))
        return false;
    *ret_first = (guint)first - 1;
    *ret_count = (guint)(last - first) + 1;
    return true;
}

bool
product_prepare(Session *session, ProductOptions *options, Layout *layout, GError **error)
{
    guint first, count;
    if (options->pages != NULL) {
        if (!parse_pages(options->pages, layout->pages->pages->len, &first, &count)) {
            failure_set(
                error, DIAG_USAGE, NULL, 0, 0,
                _("--pages can't be %s; write the first and the last page, as in 4-9, of the %u "
                  "that there are"),
                options->pages, layout->pages->pages->len);
            return false;
        }
        pages_keep(layout->pages, first, count);
    }
    if (options->even)
        pages_make_even(layout->pages);
    options->pdf.print = options->print;
    if (options->print) {
        pages_bleed(layout->pages);
        report_resolution(layout->pages, session->diags);
    }
    return true;
}

/* A value of the metadata (pdf-metadata.c) as text, its items with commas; NULL where it is not there. */
static char *
find_items(GBytes *bytes, const char *name)
{
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    g_autofree char *opening = g_strdup_printf("<made:%s><rdf:Bag><rdf:li>", name);
    const char *start = memmem(data, length, opening, strlen(opening));
    if (start == NULL)
        return NULL;

    start += strlen(opening);
    static const char closing[] = "</rdf:li></rdf:Bag>";
    const char *end = memmem(start, (gsize)(data + length - start), closing, strlen(closing));
    if (end == NULL)
        return NULL;
    g_autofree char *items = g_strndup(start, (gsize)(end - start));
    g_auto(GStrv) parts = g_strsplit(items, "</rdf:li><rdf:li>", -1);
    return g_strjoinv("; ", parts);
}

/* What differs, as far as the files say; NULL where they agree on it. */
static char *
compare_items(GBytes *theirs, GBytes *ours, const char *name)
{
    g_autofree char *then = find_items(theirs, name), *now = find_items(ours, name);
    if (g_strcmp0(then, now) == 0)
        return NULL;
    return g_strdup_printf(_("made with %s, now with %s"),
                           then != NULL ? then : _("something else"),
                           now != NULL ? now : _("something else"));
}

static gsize
first_difference(GBytes *a, GBytes *b)
{
    gsize a_length, b_length, at = 0;
    const char *first = g_bytes_get_data(a, &a_length), *second = g_bytes_get_data(b, &b_length);
    while (at < a_length && at < b_length && first[at] == second[at])
        at++;
    return at;
}

static void
report_difference(Session *session, const char *path, GBytes *theirs, GBytes *ours)
{
    g_autofree char *software = compare_items(theirs, ours, "Software");
    g_autofree char *fonts = software == NULL ? compare_items(theirs, ours, "Fonts") : NULL;
    const char *reason = software != NULL ? software : fonts;

    if (reason != NULL)
        diags_add(session->diags, DIAG_NOT_REPRODUCED, (Span){ 0 }, NULL,
                  _("%s is not what the letter gives now: %s"), path, reason);
    else
        diags_add(
            session->diags, DIAG_NOT_REPRODUCED, (Span){ 0 }, NULL,
            _("%s is not what the letter gives now, from byte %zu on: it had other inputs, other "
              "options, or was changed"),
            path, first_difference(theirs, ours) + 1);
}

bool
product_verify(Session *session, const ProductOptions *options, const Layout *layout,
               const char *path, GError **error)
{
    static const gsize limit = (gsize)512 << 20;
    g_autoptr(GBytes) theirs = file_read(path, limit, error);
    if (theirs == NULL)
        return false;
    g_autoptr(GBytes) ours = product_make(options, layout, path, error);
    if (ours == NULL)
        return false;
    if (!g_bytes_equal(theirs, ours))
        report_difference(session, path, theirs, ours);
    return true;
}
