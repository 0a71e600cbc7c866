/* SPDX-License-Identifier: EUPL-1.2 */
#include "emit/pdf-fonts.h"

#include <glib/gi18n-lib.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <libdeflate.h>
#include <string.h>

#include "base/failure.h"

/*
 * Fonts as PDF/A and PDF/UA ask: embedded, as a composite font with two-byte codes that are the glyph
 * numbers of the subset (Identity-H, ISO 32000-1, 9.7.5.2), with the widths of the font program and a
 * ToUnicode map (9.10.3). hb-subset renumbers the glyphs, so their codes are known only when all pages have
 * been seen: hence two rounds.
 *
 * Tables of layout and names are left out: nobody shapes with them again.
 */

enum { EM = 1000, CODES_A_BLOCK = 100 };

struct PdfFonts {
    GHashTable *by_face;  /* hb_face_t → PdfFont, borrowed */
    GHashTable *by_pango; /* PangoFont → PdfFontSize */
    GPtrArray *fonts;     /* PdfFont */
    PangoFont *last;      /* most runs have the font of the run before */
    const PdfFontSize *last_size;
};

static void
font_free(gpointer data)
{
    PdfFont *font = data;
    hb_face_destroy(font->face);
    g_free(font->glyphs);
    g_string_free(font->texts, TRUE);
    g_free(font);
}

PdfFonts *
pdf_fonts_new(void)
{
    PdfFonts *fonts = g_new0(PdfFonts, 1);
    fonts->by_face = g_hash_table_new(NULL, NULL);
    fonts->by_pango = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    fonts->fonts = g_ptr_array_new_with_free_func(font_free);
    return fonts;
}

void
pdf_fonts_free(PdfFonts *fonts)
{
    if (fonts == NULL)
        return;
    g_hash_table_unref(fonts->by_face);
    g_hash_table_unref(fonts->by_pango);
    g_ptr_array_unref(fonts->fonts);
    g_free(fonts);
}

static void
measure_glyphs(PdfFont *font, hb_font_t *design)
{
    gint64 em = hb_face_get_upem(font->face);
    for (guint i = 0; i < font->glyph_count; i++) {
        gint64 advance = hb_font_get_glyph_h_advance(design, i);
        font->glyphs[i].width = (gint16)((advance * EM * 2 + em) / (em * 2));
    }
}

static PdfFont *
font_new(hb_face_t *face, guint index)
{
    PdfFont *font = g_new0(PdfFont, 1);
    font->face = hb_face_reference(face);
    font->glyph_count = hb_face_get_glyph_count(face);
    font->glyphs = g_new0(PdfGlyph, font->glyph_count);
    font->texts = g_string_new_len("", 1);
    g_string_append_c(font->texts, '\0');
    font->index = index;

    hb_font_t *design = hb_font_create(face);
    measure_glyphs(font, design);
    hb_font_get_nominal_glyph(design, ' ', &font->space);
    hb_font_get_nominal_glyph(design, '-', &font->hyphen);
    hb_font_destroy(design);
    return font;
}

static PdfFont *
find_face(PdfFonts *fonts, hb_face_t *face)
{
    PdfFont *font = g_hash_table_lookup(fonts->by_face, face);
    if (font != NULL)
        return font;

    font = font_new(face, fonts->fonts->len + 1);
    g_ptr_array_add(fonts->fonts, font);
    g_hash_table_insert(fonts->by_face, face, font);
    return font;
}

const PdfFontSize *
pdf_fonts_find(PdfFonts *fonts, PangoFont *pango)
{
    if (pango == fonts->last)
        return fonts->last_size;

    PdfFontSize *size = g_hash_table_lookup(fonts->by_pango, pango);
    if (size == NULL) {
        hb_font_t *scaled = pango_font_get_hb_font(pango);
        int x_scale = 0, y_scale = 0;
        hb_font_get_scale(scaled, &x_scale, &y_scale);

        size = g_new0(PdfFontSize, 1);
        size->font = find_face(fonts, hb_font_get_face(scaled));
        size->size = MAX(x_scale, 1);
        size->scale = (double)EM / size->size;
        g_hash_table_insert(fonts->by_pango, pango, size);
    }
    fonts->last = pango;
    fonts->last_size = size;
    return size;
}

/* Kinds of spaces and hyphens that share a glyph in most fonts, and a meaning to who searches. */
static const struct {
    const char *from, *to;
} plain_texts[] = {
    { "\u00a0", " " }, { "\u202f", " " }, { "\u2007", " " },
    { "\u2009", " " }, { "\u2010", "-" }, { "\u2011", "-" },
};

static void
simplify(const char **text, gsize *length)
{
    guchar first = (guchar) * *text;
    if (first != 0xc2 && first != 0xe2)
        return;
    for (guint i = 0; i < G_N_ELEMENTS(plain_texts); i++)
        if (*length == strlen(plain_texts[i].from) &&
            memcmp(*text, plain_texts[i].from, *length) == 0) {
            *text = plain_texts[i].to;
            *length = 1;
            return;
        }
}

void
pdf_font_note(PdfFont *font, guint32 glyph, const char *text, gsize length)
{
    simplify(&text, &length);
    font->glyphs[glyph].text = (guint32)font->texts->len;
    g_string_append_len(font->texts, text, (gssize)length);
    g_string_append_c(font->texts, '\0');
}

bool
pdf_font_compare(const PdfFont *font, guint32 glyph, const char *text, gsize length)
{
    const char *said = pdf_font_text(font, glyph);
    simplify(&text, &length);
    return strncmp(said, text, length) == 0 && said[length] == '\0';
}

/* What a TrueType or CFF font program in a PDF has no use for (ISO 32000-1, 9.9). */
static const hb_tag_t dropped_tables[] = {
    HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'),
    HB_TAG('n', 'a', 'm', 'e'), HB_TAG('O', 'S', '/', '2'), HB_TAG('p', 'o', 's', 't'),
    HB_TAG('c', 'm', 'a', 'p'), HB_TAG('D', 'S', 'I', 'G'), HB_TAG('g', 'a', 's', 'p'),
    HB_TAG('h', 'd', 'm', 'x'), HB_TAG('V', 'D', 'M', 'X'), HB_TAG('M', 'A', 'T', 'H'),
};

static hb_subset_input_t *
subset_input(const PdfFont *font)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    g_assert(input != NULL);
    hb_set_t *dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (guint i = 0; i < G_N_ELEMENTS(dropped_tables); i++)
        hb_set_add(dropped, dropped_tables[i]);

    hb_set_t *glyphs = hb_subset_input_glyph_set(input);
    for (guint i = 0; i < font->glyph_count; i++)
        if (font->glyphs[i].used)
            hb_set_add(glyphs, i);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    return input;
}

/* A code as it stands between ( and ): big-endian, with what would end the string escaped. */
static void
encode_glyph(PdfGlyph *glyph, guint code)
{
    guint8 bytes[2] = { (guint8)(code >> 8), (guint8)code };
    glyph->byte_count = 0;
    for (int i = 0; i < 2; i++) {
        if (bytes[i] == '(' || bytes[i] == ')' || bytes[i] == '\\' || bytes[i] == '\r')
            glyph->bytes[glyph->byte_count++] = '\\';
        glyph->bytes[glyph->byte_count++] = bytes[i] == '\r' ? 'r' : (char)bytes[i];
    }
}

/* One entry of a ToUnicode map. */
static void
append_mapping(GString *out, guint code, const char *text)
{
    g_string_append_printf(out, "<%04X><", code);
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c < 0x10000)
            g_string_append_printf(out, "%04X", c);
        else
            g_string_append_printf(out, "%04X%04X", 0xD7C0 + (c >> 10), 0xDC00 + (c & 0x3FF));
    }
    g_string_append(out, ">\n");
}

/* The subset in the making: the glyph of each code. */
typedef struct Subset {
    const PdfFont *font;
    guint32 *glyphs;
    guint count;
    hb_face_t *face;
    char tag[7];
    bool is_truetype;
} Subset;

static void
write_to_unicode(const Subset *subset, PdfFile *file, guint object)
{
    g_autoptr(GString) map =
        g_string_new("/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                     "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
                     "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
                     "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
    g_autoptr(GString) block = g_string_new(NULL);
    guint in_block = 0;

    for (guint code = 0; code < subset->count; code++) {
        const PdfGlyph *glyph = &subset->font->glyphs[subset->glyphs[code]];
        if (glyph->used) {
            const char *text = pdf_font_text(subset->font, subset->glyphs[code]);
            append_mapping(block, code, *text != '\0' ? text : "\ufffd");
            in_block++;
        }
        if (in_block == CODES_A_BLOCK || (code == subset->count - 1 && in_block > 0)) {
            g_string_append_printf(map, "%u beginbfchar\n%sendbfchar\n", in_block, block->str);
            g_string_truncate(block, 0);
            in_block = 0;
        }
    }
    g_string_append(map, "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n");
    pdf_stream(file, object, "", map->str, map->len);
}

/* Six capitals that tell this subset from others (9.6.4): from its bytes, so the same for the same letter. */
static void
make_tag(char tag[7], const char *data, gsize length)
{
    guint8 digest[32];
    gsize size = sizeof digest;
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(checksum, (const guchar *)data, (gssize)length);
    g_checksum_get_digest(checksum, digest, &size);
    for (int i = 0; i < 6; i++)
        tag[i] = (char)('A' + digest[i] % 26);
    tag[6] = '\0';
}

static void
write_program(Subset *subset, PdfFile *file, guint object)
{
    hb_blob_t *blob = subset->is_truetype
                          ? hb_face_reference_blob(subset->face)
                          : hb_face_reference_table(subset->face, HB_TAG('C', 'F', 'F', ' '));
    unsigned int length = 0;
    const char *data = hb_blob_get_data(blob, &length);
    g_autofree char *entries = subset->is_truetype ? g_strdup_printf("/Length1 %u", length)
                                                   : g_strdup("/Subtype/CIDFontType0C");
    make_tag(subset->tag, data, length);
    pdf_stream(file, object, entries, data, length);
    hb_blob_destroy(blob);
}

static char *
postscript_name(const Subset *subset)
{
    char name[64];
    unsigned int size = sizeof name;
    hb_language_t language = hb_language_from_string("en", -1);
    hb_ot_name_get_utf8(subset->font->face, HB_OT_NAME_ID_POSTSCRIPT_NAME, language, &size, name);
    return g_strdup_printf("%s+%s", subset->tag, size > 0 ? name : "Font");
}

static int
big_endian_16(const char *data)
{
    return (gint16)((guint8)data[0] << 8 | (guint8)data[1]);
}

/* The box around all glyphs, from `head` (OpenType: xMin at 36). */
static void
append_bounding_box(GString *out, hb_face_t *face)
{
    enum { BOX_OFFSET = 36, BOX_END = 44 };
    hb_blob_t *head = hb_face_reference_table(face, HB_TAG('h', 'e', 'a', 'd'));
    unsigned int length = 0;
    const char *data = hb_blob_get_data(head, &length);
    int em = (int)hb_face_get_upem(face);

    g_string_append(out, "/FontBBox[");
    for (unsigned int at = BOX_OFFSET; length >= BOX_END && at < BOX_END; at += 2)
        g_string_append_printf(out, "%d ", big_endian_16(data + at) * EM / em);
    g_string_append(out, "]");
    hb_blob_destroy(head);
}

static int
metric(hb_font_t *font, hb_ot_metrics_tag_t tag, int otherwise)
{
    hb_position_t value = 0;
    return hb_ot_metrics_get_position(font, tag, &value) ? value : otherwise;
}

static void
write_descriptor(const Subset *subset, PdfFile *file, guint object, guint program)
{
    hb_font_t *font = hb_font_create(subset->font->face);
    hb_font_set_scale(font, EM, EM);
    int slant = (int)hb_style_get_value(font, HB_STYLE_TAG_SLANT_ANGLE);
    int weight = (int)hb_style_get_value(font, HB_STYLE_TAG_WEIGHT);
    int ascent = metric(font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, EM);
    enum { SYMBOLIC = 1 << 2, ITALIC = 1 << 6 };

    g_autofree char *name = postscript_name(subset);
    GString *out = pdf_object(file, object);
    g_string_append(out, "<</Type/FontDescriptor/FontName");
    pdf_name(out, name);
    g_string_append_printf(out, "/Flags %d/ItalicAngle %d", SYMBOLIC | (slant != 0 ? ITALIC : 0),
                           slant);
    append_bounding_box(out, subset->font->face);
    /* Nobody publishes stem widths any more; readers use this only where they replace a font. */
    g_string_append_printf(out, "/Ascent %d/Descent %d/CapHeight %d/StemV %d", ascent,
                           metric(font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, 0),
                           metric(font, HB_OT_METRICS_TAG_CAP_HEIGHT, ascent), weight / 5);
    g_string_append_printf(out, "/FontFile%c %u 0 R>>", subset->is_truetype ? '2' : '3', program);
    hb_font_destroy(font);
}

static void
append_widths(GString *out, const Subset *subset)
{
    g_string_append(out, "/DW 0/W[0[");
    for (guint code = 0; code < subset->count; code++) {
        if (code > 0)
            g_string_append_c(out, ' ');
        pdf_number(out, (gint64)subset->font->glyphs[subset->glyphs[code]].width * 100);
    }
    g_string_append(out, "]]");
}

static void
write_dictionaries(const Subset *subset, PdfFile *file, guint descriptor, guint to_unicode)
{
    guint descendant = pdf_reserve(file, 1);
    g_autofree char *name = postscript_name(subset);

    GString *out = pdf_object(file, subset->font->object);
    g_string_append(out, "<</Type/Font/Subtype/Type0/Encoding/Identity-H/BaseFont");
    pdf_name(out, name);
    g_string_append_printf(out, "/DescendantFonts[%u 0 R]/ToUnicode %u 0 R>>", descendant,
                           to_unicode);

    out = pdf_object(file, descendant);
    g_string_append_printf(out, "<</Type/Font/Subtype/CIDFontType%c/BaseFont",
                           subset->is_truetype ? '2' : '0');
    pdf_name(out, name);
    g_string_append(out, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>");
    if (subset->is_truetype)
        g_string_append(out, "/CIDToGIDMap/Identity");
    g_string_append_printf(out, "/FontDescriptor %u 0 R", descriptor);
    append_widths(out, subset);
    g_string_append(out, ">>");
}

static void
write_subset(Subset *subset, PdfFile *file)
{
    guint program = pdf_reserve(file, 3), descriptor = program + 1, to_unicode = program + 2;
    write_program(subset, file, program);
    write_to_unicode(subset, file, to_unicode);
    write_descriptor(subset, file, descriptor, program);
    write_dictionaries(subset, file, descriptor, to_unicode);
}

/* Which glyph is which code; sets the bytes of all glyphs on the way. */
static void
map_codes(Subset *subset, PdfFont *font, hb_subset_plan_t *plan)
{
    const hb_map_t *codes = hb_subset_plan_old_to_new_glyph_mapping(plan);
    subset->count = hb_face_get_glyph_count(subset->face);
    subset->glyphs = g_new0(guint32, subset->count);
    for (guint i = 0; i < font->glyph_count; i++) {
        guint code = hb_map_get(codes, i);
        if (code >= subset->count)
            continue;
        subset->glyphs[code] = i;
        encode_glyph(&font->glyphs[i], code);
    }
}

static bool
embed_font(PdfFont *font, PdfFile *file)
{
    hb_subset_input_t *input = subset_input(font);
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(font->face, input);
    hb_subset_input_destroy(input);
    if (plan == NULL)
        return false;

    Subset subset = { .font = font, .face = hb_subset_plan_execute_or_fail(plan) };
    if (subset.face != NULL) {
        hb_blob_t *outlines = hb_face_reference_table(font->face, HB_TAG('g', 'l', 'y', 'f'));
        subset.is_truetype = hb_blob_get_length(outlines) > 0;
        hb_blob_destroy(outlines);
        map_codes(&subset, font, plan);
        write_subset(&subset, file);
        hb_face_destroy(subset.face);
        g_free(subset.glyphs);
    }
    hb_subset_plan_destroy(plan);
    return subset.face != NULL;
}

bool
pdf_fonts_write(PdfFonts *fonts, PdfFile *file, GError **error)
{
    for (guint i = 0; i < fonts->fonts->len; i++) {
        PdfFont *font = g_ptr_array_index(fonts->fonts, i);
        font->object = pdf_reserve(file, 1);
        if (!hb_ot_var_has_data(font->face) && embed_font(font, file))
            continue;
        failure_set(error, DIAG_NOT_WRITTEN, NULL, 0, 0,
                    _("font %u of the letter can't be embedded; install repliek's fonts again"),
                    i + 1);
        return false;
    }
    return true;
}

void
pdf_fonts_resources(const PdfFonts *fonts, GString *out)
{
    g_string_append(out, "/Font<<");
    for (guint i = 0; i < fonts->fonts->len; i++) {
        const PdfFont *font = g_ptr_array_index(fonts->fonts, i);
        g_string_append_printf(out, "/F%u ", font->index);
        pdf_reference(out, font->object);
    }
    g_string_append(out, ">>");
}

static char *
describe_font(const PdfFont *font)
{
    hb_language_t language = hb_language_from_string("en", -1);
    char name[64] = "Font", version[64] = "";
    unsigned int size = sizeof name, version_size = sizeof version;
    unsigned int length;
    hb_blob_t *blob = hb_face_reference_blob(font->face);
    const char *data = hb_blob_get_data(blob, &length);
    guint32 checksum = libdeflate_crc32(0, data, length);

    hb_blob_destroy(blob);
    hb_ot_name_get_utf8(font->face, HB_OT_NAME_ID_POSTSCRIPT_NAME, language, &size, name);
    hb_ot_name_get_utf8(font->face, HB_OT_NAME_ID_VERSION_STRING, language, &version_size, version);
    *strchrnul(version, ';') = '\0'; /* what follows names the tools that made it */
    return g_strdup_printf("%s, %s, CRC-32 %08x", name, version, checksum);
}

GPtrArray *
pdf_fonts_describe(const PdfFonts *fonts)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < fonts->fonts->len; i++)
        g_ptr_array_add(names, describe_font(g_ptr_array_index(fonts->fonts, i)));
    return names;
}
