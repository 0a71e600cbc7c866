/* SPDX-License-Identifier: EUPL-1.2 */
#include "emit/pdf-private.h"

/*
 * The output intent: what the greys of the letter mean (ISO 19005-2, 6.2.3). Its colour profile is made here,
 * by ICC.1:2004-10 and IEC 61966-2-1 (sRGB): 600 bytes that are always the same, from no other package. With a
 * parametric curve it is a quarter of the size of a profile with tables.
 */

enum { FIXED = 0x10000 }; /* s15Fixed16Number: 1.0 */

static void
put_32(GString *out, guint32 value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        g_string_append_c(out, (char)(guint8)(value >> shift));
}

static void
put_16(GString *out, guint value)
{
    g_string_append_c(out, (char)(guint8)(value >> 8));
    g_string_append_c(out, (char)(guint8)value);
}

static void
put_fixed(GString *out, double value)
{
    put_32(out, (guint32)(gint32)(value * FIXED + (value < 0 ? -0.5 : 0.5)));
}

/* An element's data: four letters, four bytes reserved. */
static void
put_type(GString *out, const char *type)
{
    g_string_append_len(out, type, 4);
    put_32(out, 0);
}

/* multiLocalizedUnicodeType with one record. */
static void
put_text(GString *out, const char *text)
{
    enum { RECORD_SIZE = 12, TEXT_OFFSET = 28 };
    guint length = 0;
    while (text[length] != '\0')
        length++;
    put_type(out, "mluc");
    put_32(out, 1);
    put_32(out, RECORD_SIZE);
    g_string_append(out, "enUS");
    put_32(out, length * 2);
    put_32(out, TEXT_OFFSET);
    for (guint i = 0; i < length; i++)
        put_16(out, (guchar)text[i]);
}

static void
put_numbers(GString *out, const char *type, const double *values, guint count)
{
    put_type(out, type);
    for (guint i = 0; i < count; i++)
        put_fixed(out, values[i]);
}

/* IEC 61966-2-1, 5.2: below d a straight line, above it a power; function type 3 of a parametric curve. */
static void
put_curve(GString *out)
{
    const double values[] = { 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045 };
    put_type(out, "para");
    put_16(out, 3);
    put_16(out, 0);
    for (guint i = 0; i < G_N_ELEMENTS(values); i++)
        put_fixed(out, values[i]);
}

/* Primaries and white of sRGB, adapted to D50 by Bradford's matrix, as ICC asks. */
static const double white_point[] = { 0.9642, 1.0, 0.8249 };
static const double adaptation[] = { 1.0478112,  0.0228866,  -0.0501270, 0.0295424, 0.9904844,
                                     -0.0170491, -0.0092345, 0.0150436,  0.7521316 };
static const double red[] = { 0.4360747, 0.2225045, 0.0139322 };
static const double green[] = { 0.3850649, 0.7168786, 0.0971045 };
static const double blue[] = { 0.1430804, 0.0606169, 0.7141733 };

/* The tags of the profile, in order; those with nothing of their own share the data of the tag before. */
static const struct {
    const char *tag, *text;
    const double *numbers;
    guint count;
    bool is_curve;
} profile_tags[] = {
    { .tag = "desc", .text = "sRGB IEC61966-2-1" },
    { .tag = "cprt", .text = "No copyright, use freely" },
    { .tag = "wtpt", .numbers = white_point, .count = 3 },
    { .tag = "chad", .numbers = adaptation, .count = 9 },
    { .tag = "rXYZ", .numbers = red, .count = 3 },
    { .tag = "gXYZ", .numbers = green, .count = 3 },
    { .tag = "bXYZ", .numbers = blue, .count = 3 },
    { .tag = "rTRC", .is_curve = true },
    { .tag = "gTRC" },
    { .tag = "bTRC" },
};

static void
put_data(GString *out, guint index)
{
    if (profile_tags[index].text != NULL)
        put_text(out, profile_tags[index].text);
    else if (profile_tags[index].numbers != NULL)
        put_numbers(out, profile_tags[index].count == 9 ? "sf32" : "XYZ ",
                    profile_tags[index].numbers, profile_tags[index].count);
    else if (profile_tags[index].is_curve)
        put_curve(out);
    while (out->len % 4 != 0)
        g_string_append_c(out, '\0');
}

/* ICC.1:2004-10, 7.2; the date is the one from which the profile's form stands. */
static void
put_header(GString *out, guint32 size)
{
    put_32(out, size);
    put_32(out, 0); /* preferred CMM */
    put_32(out, 0x04200000);
    g_string_append(out, "mntrRGB XYZ ");
    const guint date[] = { 2026, 1, 1, 0, 0, 0 };
    for (guint i = 0; i < G_N_ELEMENTS(date); i++)
        put_16(out, date[i]);
    g_string_append(out, "acsp");
    for (int i = 0; i < 7; i++) /* platform, flags, maker, model, attributes (8), intent */
        put_32(out, 0);
    put_fixed(out, white_point[0]);
    put_fixed(out, white_point[1]);
    put_fixed(out, white_point[2]);
    for (int i = 0; i < 12; i++) /* creator, profile id, reserved */
        put_32(out, 0);
}

static GString *
make_profile(void)
{
    enum { HEADER = 128, TAG = 12, COUNT = G_N_ELEMENTS(profile_tags) };
    const guint32 data_start = HEADER + 4 + TAG * COUNT;
    g_autoptr(GString) data = g_string_new(NULL), table = g_string_new(NULL);
    guint32 start = 0;

    put_32(table, COUNT);
    for (guint i = 0; i < COUNT; i++) {
        guint32 before = (guint32)data->len;
        put_data(data, i);
        if (data->len > before)
            start = before;
        g_string_append_len(table, profile_tags[i].tag, 4);
        put_32(table, data_start + start);
        put_32(table, (guint32)data->len - start);
    }
    GString *profile = g_string_new(NULL);
    put_header(profile, data_start + (guint32)data->len);
    g_string_append_len(profile, table->str, (gssize)table->len);
    g_string_append_len(profile, data->str, (gssize)data->len);
    return profile;
}

guint
pdf_intent_write(PdfFile *file)
{
    guint intent = pdf_reserve(file, 2), stream = intent + 1;
    g_autoptr(GString) profile = make_profile();
    pdf_stream(file, stream, "/N 3", profile->str, profile->len);

    GString *out = pdf_object(file, intent);
    g_string_append_printf(out,
                           "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier"
                           "(sRGB IEC61966-2-1)/Info(sRGB IEC61966-2-1)/DestOutputProfile %u 0 R>>",
                           stream);
    return intent;
}
