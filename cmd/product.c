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
    int page = options->page != 0 ? options->page : 1;
    int resolution = options->resolution != 0 ? options->resolution : RESOLUTION;

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
    if (options->page != 0 || options->resolution != 0) {
        failure_set(error, DIAG_USAGE, NULL, 0, 0,
                    _("--page and --resolution belong to a picture; give -o a name that ends in "
                      ".png"));
        return NULL;
    }
    return write_pdf(layout->pages, error);
}
