/* SPDX-License-Identifier: EUPL-1.2 */
#include "emit/pdf-images.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/failure.h"
#include "emit/jpeg.h"
#include "emit/png.h"

/*
 * A JPEG goes in as it is, but for what cameras and programs write beside the pixels: place, name, programs used. A PNG
 * is decoded by cairo and written again in grey or sRGB, with a mask where it is not opaque. Neither is interpolated,
 * which PDF/A forbids (ISO 19005-2, 6.2.8).
 */

static void
append_head(GString *out, int width, int height, const char *space)
{
    g_string_printf(
        out, "/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/%s",
        width, height, space);
}

static void
write_jpeg(const PageImage *image, PdfFile *file, guint object)
{
    g_autoptr(GString) head = g_string_new(NULL);
    gsize length;
    const guint8 *data = g_bytes_get_data(image->bytes, &length);

    g_autoptr(GByteArray) bytes = jpeg_strip(data, length);
    append_head(head, image->info.width, image->info.height,
                image->info.components == 1 ? "DeviceGray" : "DeviceRGB");
    g_string_append(head, "/Filter/DCTDecode");
    pdf_plain_stream(file, object, head->str, (const char *)bytes->data, bytes->len);
}

/* A decoded image apart: its colours and how opaque each pixel is. */
typedef struct Planes {
    GByteArray *colours; /* RGB, or grey */
    GByteArray *mask;
    bool is_grey, is_opaque;
} Planes;

static void
planes_clear(Planes *planes)
{
    g_byte_array_unref(planes->colours);
    g_byte_array_unref(planes->mask);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Planes, planes_clear)

/* cairo's pixels are multiplied by how opaque they are. */
static void
add_pixel(Planes *planes, guint32 pixel, bool has_alpha)
{
    guint8 alpha = has_alpha ? (guint8)(pixel >> 24) : 255;
    guint8 rgb[3];
    for (guint i = 0; i < 3; i++) {
        guint value = (pixel >> (16 - 8 * i)) & 255;
        rgb[i] = alpha == 0 ? 0 : (guint8)MIN((value * 255 + alpha / 2) / alpha, 255);
    }
    planes->is_grey = planes->is_grey && rgb[0] == rgb[1] && rgb[1] == rgb[2];
    planes->is_opaque = planes->is_opaque && alpha == 255;
    g_byte_array_append(planes->colours, rgb, sizeof rgb);
    g_byte_array_append(planes->mask, &alpha, 1);
}

static Planes
split_planes(cairo_surface_t *surface)
{
    Planes planes = { g_byte_array_new(), g_byte_array_new(), true, true };
    int width = cairo_image_surface_get_width(surface);
    int height = cairo_image_surface_get_height(surface);
    int stride = cairo_image_surface_get_stride(surface);
    bool has_alpha = cairo_image_surface_get_format(surface) == CAIRO_FORMAT_ARGB32;
    const guint8 *data = cairo_image_surface_get_data(surface);

    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            guint32 pixel;
            memcpy(&pixel, data + (gsize)y * (gsize)stride + (gsize)x * 4, sizeof pixel);
            add_pixel(&planes, pixel, has_alpha);
        }
    for (guint i = 0; planes.is_grey && i < planes.mask->len; i++)
        planes.colours->data[i] = planes.colours->data[(gsize)i * 3];
    if (planes.is_grey)
        g_byte_array_set_size(planes.colours, planes.mask->len);
    return planes;
}

static bool
write_png(const PageImage *image, PdfFile *file, guint object, GError **error)
{
    g_autoptr(GString) head = g_string_new(NULL);
    cairo_surface_t *surface = png_decode(image->bytes);
    if (surface == NULL) {
        failure_set(error, DIAG_NOT_WRITTEN, image->path, 0, 0,
                    _("the image is damaged; save it again"));
        return false;
    }

    int width = cairo_image_surface_get_width(surface);
    int height = cairo_image_surface_get_height(surface);
    g_auto(Planes) planes = split_planes(surface);
    cairo_surface_destroy(surface);
    guint mask = planes.is_opaque ? 0 : pdf_reserve(file, 1);
    if (mask != 0) {
        append_head(head, width, height, "DeviceGray");
        pdf_stream(file, mask, head->str, (const char *)planes.mask->data, planes.mask->len);
    }
    append_head(head, width, height, planes.is_grey ? "DeviceGray" : "DeviceRGB");
    if (mask != 0)
        g_string_append_printf(head, "/SMask %u 0 R", mask);
    pdf_stream(file, object, head->str, (const char *)planes.colours->data, planes.colours->len);
    return true;
}

bool
pdf_images_write(const Pages *pages, PdfFile *file, GString *resources, GError **error)
{
    guint count = pages->images != NULL ? pages->images->len : 0;
    guint first = pdf_reserve(file, count);

    if (count > 0)
        g_string_append(resources, "/XObject<<");
    for (guint i = 0; i < count; i++) {
        const PageImage *image = g_ptr_array_index(pages->images, i);
        if (image->info.kind == IMAGE_JPEG)
            write_jpeg(image, file, first + i);
        else if (!write_png(image, file, first + i, error))
            return false;
        g_string_append_printf(resources, "/I%u %u 0 R", i, first + i);
    }
    if (count > 0)
        g_string_append(resources, ">>");
    return true;
}
