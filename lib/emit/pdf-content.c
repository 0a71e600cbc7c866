/* SPDX-License-Identifier: EUPL-1.2 */
#include "emit/pdf-content.h"

#include <string.h>

#include "emit/pdf-shapes.h"

/*
 * In: the paints of a page. Out: its content stream (ISO 32000-1, 8 and 9), in which everything stands in a
 * mark: one for each stretch of paints of one structure element, or an artifact with its type (14.8.2.2).
 *
 * Glyphs are placed in hundredths of a point at the start of a line, and from there on by the widths of the
 * font as the file gives them, in thousandths of the type size; where the letter wants a glyph elsewhere by
 * more than TOLERANCE, the difference goes into the TJ array. The pen is counted, never summed up from
 * rounded differences, so errors do not add up over a line. Lines whose letters are a little wider or narrower than
 * the font's get their scale (Tz), in which the pen counts too.
 *
 * A hyphen at a line's end is an artifact between two marks: text by structure has the word whole, and pdftotext
 * joins its halves. Soft hyphens and nested ActualText were tried and lost words in readers (typesetting.md 5).
 * Where a glyph says something else than its font's ToUnicode map, a mark of its own carries the text.
 */

enum { TOLERANCE = 2 }; /* thousandths of the type size: 0.02 pt at 10 pt */

/* Glyphs that belong together and what they say. */
typedef struct Cluster {
    guint end; /* one past its last glyph */
    const char *text;
    gsize length;
    bool space; /* white space follows that has no glyph: readers need one (pdf.md 4) */
} Cluster;

static bool
is_white(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

static const GlyphRun *
paint_run(const Paint *paint)
{
    return &g_array_index(paint->lines->runs, GlyphRun, paint->run);
}

static const Glyph *
run_glyphs(const TextLines *lines, const GlyphRun *run)
{
    return lines->glyphs + run->glyph_start;
}

/* Where the text ends of a cluster that is not simply followed by the next one in reading order. */
static gsize
find_text_end(const GlyphRun *run, const Glyph *glyphs, guint start, guint end)
{
    guint32 first = glyphs[start].cluster;
    if (end < run->glyph_count && glyphs[end].cluster > first)
        return glyphs[end].cluster;
    if (start > 0 && glyphs[start - 1].cluster > first)
        return glyphs[start - 1].cluster;
    return run->text_start + run->text_length;
}

/* The cluster that begins at glyph `start`. It ends where the next higher one begins, whichever side that is. */
static inline Cluster
find_cluster(const TextLines *lines, const GlyphRun *run, const Glyph *glyphs, guint start)
{
    guint32 first = glyphs[start].cluster;
    guint end = start + 1;
    while (end < run->glyph_count && glyphs[end].cluster == first)
        end++;

    gsize text_end = find_text_end(run, glyphs, start, end);
    Cluster cluster = { .end = end, .text = lines->text->str + first };
    cluster.length = text_end > first ? text_end - first : 0;
    while (cluster.length > 1 && is_white(cluster.text[cluster.length - 1])) {
        cluster.length--;
        cluster.space = true;
    }
    return cluster;
}

/*
 * Does the next glyph begin with the next byte of the text? Nearly all do, so both rounds take these by themselves, as
 * find_cluster() would find them.
 */
static inline bool
is_one_byte(const GlyphRun *run, const Glyph *glyphs, guint at)
{
    return at + 1 < run->glyph_count && glyphs[at + 1].cluster == glyphs[at].cluster + 1;
}

/* The first round. */

/* Letters and the marks on them: as many glyphs as characters say one each, in this order. */
static void
collect_parts(PdfFont *font, const Glyph *glyphs, guint count, const Cluster *cluster)
{
    const char *p = cluster->text;
    if ((guint)g_utf8_strlen(p, (gssize)cluster->length) != count)
        return;
    for (guint i = 0; i < count; i++) {
        const char *next = g_utf8_next_char(p);
        pdf_font_use(font, glyphs[i].id, p, (gsize)(next - p));
        p = next;
    }
}

/* False where a glyph is missing. */
static bool
collect_run(const TextLines *lines, const GlyphRun *run, PdfFont *font)
{
    const Glyph *glyphs = run_glyphs(lines, run);
    bool complete = true;
    for (guint i = 0; i < run->glyph_count;) {
        if (is_one_byte(run, glyphs, i)) {
            g_assert(pdf_font_has(font, glyphs[i].id));
            complete = complete && glyphs[i].id != 0;
            pdf_font_use(font, glyphs[i].id, lines->text->str + glyphs[i].cluster, 1);
            i++;
            continue;
        }
        Cluster cluster = find_cluster(lines, run, glyphs, i);
        guint count = cluster.end - i;
        if (cluster.space)
            pdf_font_use(font, font->space, " ", 1);
        if (run->hyphen)
            cluster.text = "-", cluster.length = 1;
        for (guint k = i; k < cluster.end; k++) {
            g_assert(pdf_font_has(font, glyphs[k].id));
            complete = complete && glyphs[k].id != 0;
            pdf_font_use(font, glyphs[k].id, count == 1 ? cluster.text : NULL, cluster.length);
        }
        if (count > 1 && !run->rtl)
            collect_parts(font, glyphs + i, count, &cluster);
        i = cluster.end;
    }
    return complete;
}

static bool
collect_paint(const Paint *paint, PdfFonts *fonts)
{
    if (paint->kind != PAINT_GLYPHS)
        return true;
    const GlyphRun *run = paint_run(paint);
    return collect_run(paint->lines, run, pdf_fonts_find(fonts, run->font)->font);
}

bool
pdf_content_collect(const Pages *pages, PdfFonts *fonts)
{
    bool complete = true;
    for (guint i = 0; i < pages->pages->len; i++) {
        const Page *page = g_ptr_array_index(pages->pages, i);
        for (guint k = 0; k < page->paints->len; k++)
            complete = collect_paint(g_ptr_array_index(page->paints, k), fonts) && complete;
    }
    return complete;
}

/* The second round. */

typedef struct Painter {
    PdfFonts *fonts;
    GArray *marks; /* guint32: element ids */
    GString *out;
    int width, height; /* of the page */

    /* The mark that is open. */
    bool is_marked;
    const StructureElement *element;
    ArtifactKind artifact;

    /* Graphics state. */
    int ink;  /* what a grey of 0 is */
    int grey; /* -1: not set yet, and black by itself */
    const PdfFontSize *font;
    int widen; /* ten-thousandths */

    /* The text object that is open, if any. */
    bool in_text, in_array;
    bool is_astray; /* the pen counts in another size: a new origin is due */
    gint64 x, y;    /* origin of its line, hundredths of a point */
    gint64 pen;     /* from there, in thousandths of the type size */
    gint64 unit;    /* thousandths of the type size in 1/25 Pango unit, times 2^32 */
} Painter;

static void
end_array(Painter *painter)
{
    if (painter->in_array)
        g_string_append(painter->out, ")]TJ\n");
    painter->in_array = false;
}

static void
end_text(Painter *painter)
{
    end_array(painter);
    if (painter->in_text)
        g_string_append(painter->out, "ET\n");
    painter->in_text = false;
}

static void
end_mark(Painter *painter)
{
    end_text(painter);
    if (painter->is_marked)
        g_string_append(painter->out, "EMC\n");
    painter->is_marked = false;
}

static void
append_artifact(const Painter *painter, ArtifactKind kind)
{
    GString *out = painter->out;
    switch (kind) {
    case ARTIFACT_NONE:
    case ARTIFACT_LAYOUT:
        g_string_append(out, "/Artifact<</Type/Layout>>BDC\n");
        return;
    case ARTIFACT_HEADER:
        g_string_append(out, "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n");
        return;
    case ARTIFACT_FOOTER:
        g_string_append(out, "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n");
        return;
    case ARTIFACT_BACKGROUND:
        g_string_append(out, "/Artifact<</Type/Background/BBox[0 0 ");
        pdf_length(out, painter->width);
        g_string_append_c(out, ' ');
        pdf_length(out, painter->height);
        g_string_append(out, "]>>BDC\n");
        return;
    }
}

static void
begin_mark(Painter *painter, const StructureElement *element, ArtifactKind artifact)
{
    painter->is_marked = true;
    painter->element = element;
    painter->artifact = artifact;
    if (element == NULL) {
        append_artifact(painter, artifact);
        return;
    }
    g_string_append_c(painter->out, '/');
    g_string_append(painter->out, structure_kind_slug(element->kind));
    g_string_append(painter->out, "<</MCID ");
    pdf_number(painter->out, (gint64)painter->marks->len * 100);
    g_string_append(painter->out, ">>BDC\n");
    g_array_append_val(painter->marks, element->id);
}

/* Paints that follow each other for the same element share a mark. */
static void
need_mark(Painter *painter, const StructureElement *element, ArtifactKind artifact)
{
    if (painter->is_marked && painter->element == element && painter->artifact == artifact)
        return;
    end_mark(painter);
    begin_mark(painter, element, artifact);
}

/* The ink as the operands of a colour operator, to a thousandth: what a screen can show. */
static void
append_ink(const Painter *painter, const char *operator)
{
    char number[G_ASCII_DTOSTR_BUF_SIZE];

    for (int shift = 16; shift >= 0; shift -= 8) {
        int part = (painter->ink >> shift) & 0xFF;
        g_string_append(painter->out, g_ascii_formatd(number, sizeof number, "%.3g", part / 255.0));
        g_string_append_c(painter->out, ' ');
    }
    g_string_append(painter->out, operator);
}

static void
need_grey(Painter *painter, int grey)
{
    if (painter->grey == grey)
        return;
    end_array(painter);
    painter->grey = grey;
    if (grey == 0 && painter->ink != 0) {
        append_ink(painter, "rg ");
        append_ink(painter, "RG\n");
        return;
    }
    pdf_number(painter->out, grey / 10);
    g_string_append(painter->out, " g ");
    pdf_number(painter->out, grey / 10);
    g_string_append(painter->out, " G\n");
}

static void
need_font(Painter *painter, const PdfFontSize *font, int widen)
{
    if (painter->font == font && painter->widen == widen)
        return;
    end_array(painter);
    painter->is_astray = true;
    /* The size as it is written, so that the pen agrees with the reader's: hundredths are 256/25 Pango units. */
    gint64 size = MAX(pdf_hundredths(font->size), 1);
    painter->unit = ((gint64)10000000 << 32) / (size * 256 * (10000 + widen));
    if (painter->font != font) {
        g_string_append_printf(painter->out, "/F%u ", font->font->index);
        pdf_number(painter->out, size);
        g_string_append(painter->out, " Tf\n");
    }
    if (painter->widen != widen) {
        pdf_number(painter->out, 10000 + widen);
        g_string_append(painter->out, " Tz\n");
    }
    painter->font = font;
    painter->widen = widen;
}

/* A new origin. */
static void
move_text(Painter *painter, gint64 x, gint64 y)
{
    end_array(painter);
    if (!painter->in_text) {
        g_string_append(painter->out, "BT\n");
        painter->in_text = true;
        painter->x = painter->y = 0;
    }
    pdf_number(painter->out, x - painter->x);
    g_string_append_c(painter->out, ' ');
    pdf_number(painter->out, y - painter->y);
    g_string_append(painter->out, " Td\n");
    painter->x = x;
    painter->y = y;
    painter->pen = 0;
    painter->is_astray = false;
}

/* Where an x is as the pen counts. */
static gint64
pen_place(const Painter *painter, gint64 x)
{
    gint64 from_origin = x * 25 - painter->x * 256;
    return (from_origin * painter->unit + ((gint64)1 << 31)) >> 32;
}

/* A letter has millions of these, hence no function call for each. */
static inline void
append_code(GString *out, const PdfGlyph *glyph)
{
    enum { ROOM = 4096 };
    gsize length = out->len;
    if (out->allocated_len - length <= sizeof glyph->bytes) {
        g_string_set_size(out, length + ROOM);
        out->len = length;
    }
    memcpy(out->str + length, glyph->bytes, sizeof glyph->bytes);
    out->len = length + glyph->byte_count;
}

/* Opens the array where there is none; moves the pen where it would be off. */
static void
move_pen(Painter *painter, gint64 place)
{
    GString *out = painter->out;
    gint64 shift = place - painter->pen;

    if (!painter->in_array)
        g_string_append(out, "[(");
    painter->in_array = true;
    if (shift > TOLERANCE || shift < -TOLERANCE) {
        g_string_append_c(out, ')');
        pdf_number(out, -shift * 100);
        g_string_append_c(out, '(');
        painter->pen = place;
    }
}

static inline void
show_glyph(Painter *painter, const PdfGlyph *glyph, gint64 place)
{
    gint64 shift = place - painter->pen;

    if (!painter->in_array || shift > TOLERANCE || shift < -TOLERANCE)
        move_pen(painter, place);
    append_code(painter->out, glyph);
    painter->pen += glyph->width;
}

/* Shows a glyph at its place, from the page's upper left. */
static inline void
place_glyph(Painter *painter, const PdfGlyph *glyph, gint64 x, gint64 y)
{
    gint64 up = pdf_hundredths(painter->height - y);
    if (!painter->in_text || painter->is_astray || up != painter->y)
        move_text(painter, pdf_hundredths(x), up);
    show_glyph(painter, glyph, pen_place(painter, x));
}

/* A mark that says in words what its glyphs do not (14.9.4). */
static void
begin_actual_text(Painter *painter, const Paint *paint, const Cluster *cluster)
{
    end_mark(painter);
    painter->is_marked = true;
    g_string_append_printf(painter->out, "/Span<</MCID %u/ActualText", painter->marks->len);
    g_array_append_val(painter->marks, paint->element->id);
    g_autofree char *text = g_strndup(cluster->text, cluster->length);
    pdf_text(painter->out, text);
    g_string_append(painter->out, ">>BDC\n");
}

static void
show_cluster(Painter *painter, const Paint *paint, guint from, const Cluster *cluster)
{
    const GlyphRun *run = paint_run(paint);
    const Glyph *glyphs = run_glyphs(paint->lines, run);

    for (guint i = from; i < cluster->end; i++)
        place_glyph(painter, &painter->font->font->glyphs[glyphs[i].id],
                    (gint64)paint->x + glyphs[i].x, (gint64)paint->y + glyphs[i].y);
    if (cluster->space) {
        const PdfFont *font = painter->font->font;
        show_glyph(painter, &font->glyphs[font->space], painter->pen);
    }
}

/* Does the reader get the cluster's text from its glyphs? */
static bool
says_itself(const PdfFont *font, const GlyphRun *run, const Glyph *glyphs, guint count,
            const Cluster *cluster)
{
    if (run->hyphen || cluster->length == 0)
        return true;
    if (count == 1)
        return pdf_font_says(font, glyphs[0].id, cluster->text, cluster->length);

    const char *rest = cluster->text, *end = cluster->text + cluster->length;
    for (guint i = 0; i < count; i++) {
        const char *said = pdf_font_text(font, glyphs[i].id);
        if (*said == '\0' || !g_str_has_prefix(rest, said))
            return false;
        rest += strlen(said);
    }
    return rest == end && !run->rtl;
}

/* Paints the cluster that begins at glyph `start`, in the mark that it needs. */
static void
paint_cluster(Painter *painter, const Paint *paint, guint start, const Cluster *cluster)
{
    const GlyphRun *run = paint_run(paint);
    const Glyph *glyphs = run_glyphs(paint->lines, run) + start;
    /* Artifacts are read aloud by nobody. */
    bool spoken = paint->element == NULL ||
                  says_itself(painter->font->font, run, glyphs, cluster->end - start, cluster);

    if (!spoken)
        begin_actual_text(painter, paint, cluster);
    else if (run->hyphen)
        need_mark(painter, NULL, ARTIFACT_LAYOUT);
    else
        need_mark(painter, paint->element, paint->artifact);
    need_grey(painter, paint->grey);
    show_cluster(painter, paint, start, cluster);
    if (!spoken)
        end_mark(painter);
}

/* The glyphs from `start` on that say the byte that each stands for: they need no mark of their own, and no look at it. */
static guint
count_plain(const Painter *painter, const TextLines *lines, const GlyphRun *run, guint start)
{
    const Glyph *glyphs = run_glyphs(lines, run);
    const char *text = lines->text->str;
    guint end = start;

    while (is_one_byte(run, glyphs, end) &&
           pdf_font_says(painter->font->font, glyphs[end].id, text + glyphs[end].cluster, 1))
        end++;
    return end - start;
}

/* Paints such glyphs. */
static void
paint_plain(Painter *painter, const Paint *paint, guint start, guint count)
{
    const Cluster all = { .end = start + count };

    if (count == 0)
        return;
    need_mark(painter, paint->element, paint->artifact);
    need_grey(painter, paint->grey);
    show_cluster(painter, paint, start, &all);
}

/* Clusters in reading order, from whichever side. */
static void
paint_glyphs(Painter *painter, const Paint *paint)
{
    const GlyphRun *run = paint_run(paint);
    const Glyph *glyphs = run_glyphs(paint->lines, run);

    need_font(painter, pdf_fonts_find(painter->fonts, run->font), run->widen);
    for (guint i = 0; !run->rtl && i < run->glyph_count;) {
        guint plain = run->hyphen ? 0 : count_plain(painter, paint->lines, run, i);
        paint_plain(painter, paint, i, plain);
        i += plain;
        Cluster cluster = find_cluster(paint->lines, run, glyphs, i);
        paint_cluster(painter, paint, i, &cluster);
        i = cluster.end;
    }
    for (guint i = run->glyph_count; run->rtl && i > 0;) {
        guint32 last = glyphs[--i].cluster;
        while (i > 0 && glyphs[i - 1].cluster == last)
            i--;
        Cluster cluster = find_cluster(paint->lines, run, glyphs, i);
        paint_cluster(painter, paint, i, &cluster);
    }
}

static void
paint_one(Painter *painter, const Paint *paint)
{
    if (paint->kind == PAINT_GLYPHS) {
        paint_glyphs(painter, paint);
        return;
    }
    need_mark(painter, paint->element, paint->artifact);
    end_text(painter);
    need_grey(painter, paint->grey);
    pdf_shape(painter->out, paint, painter->height);
}

static int
compare_paints(gconstpointer a, gconstpointer b)
{
    const Paint *first = *(Paint *const *)a, *second = *(Paint *const *)b;
    size_t from = paint_run(first)->text_start, to = paint_run(second)->text_start;
    if (from != to)
        return from < to ? -1 : 1;
    return first->run < second->run ? -1 : first->run > second->run;
}

/* How many glyph paints of one paragraph follow each other, and does any run from right to left? */
static guint
count_paragraph(const GPtrArray *paints, guint start, bool *ret_rtl)
{
    const Paint *first = g_ptr_array_index(paints, start);
    guint end = start;
    bool rtl = false;
    for (; end < paints->len; end++) {
        const Paint *paint = g_ptr_array_index(paints, end);
        if (paint->kind != PAINT_GLYPHS || paint->lines != first->lines)
            break;
        rtl = rtl || paint_run(paint)->rtl;
    }
    *ret_rtl = rtl;
    return end - start;
}

/*
 * A paragraph's runs come line by line from the left. Where some run from right to left, that is not the order
 * of reading, which is what the content must have (14.8.2.3).
 */
static void
paint_paragraph(Painter *painter, const GPtrArray *paints, guint start, guint count)
{
    g_autoptr(GPtrArray) ordered = g_ptr_array_sized_new(count);
    for (guint i = 0; i < count; i++)
        g_ptr_array_add(ordered, g_ptr_array_index(paints, start + i));
    g_ptr_array_sort(ordered, compare_paints);
    for (guint i = 0; i < count; i++)
        paint_glyphs(painter, g_ptr_array_index(ordered, i));
}

static bool
is_marginal(const Paint *paint)
{
    return paint->kind == PAINT_GLYPHS && paint->artifact == ARTIFACT_LAYOUT;
}

/*
 * What is painted beside the text comes behind it: a number in the margin between the two halves of a broken word would
 * keep who searches for that word from finding it (mupdf, pdfium).
 */
static GPtrArray *
order_paints(const GPtrArray *paints)
{
    GPtrArray *ordered = g_ptr_array_sized_new(paints->len);
    for (int round = 0; round < 2; round++)
        for (guint i = 0; i < paints->len; i++) {
            Paint *paint = g_ptr_array_index(paints, i);
            if (is_marginal(paint) == (round == 1))
                g_ptr_array_add(ordered, paint);
        }
    return ordered;
}

void
pdf_content_page(const Pages *pages, const Page *page, const PdfContent *content)
{
    Painter painter = { .fonts = content->fonts,
                        .marks = content->marks,
                        .out = content->out,
                        .width = pages->width,
                        .height = pages->height,
                        .ink = content->ink,
                        .grey = content->ink != 0 ? -1 : 0 };
    g_autoptr(GPtrArray) paints = order_paints(page->paints);
    for (guint i = 0; i < paints->len;) {
        bool rtl = false;
        guint count = MAX(count_paragraph(paints, i, &rtl), 1);
        if (rtl)
            paint_paragraph(&painter, paints, i, count);
        for (guint k = i; !rtl && k < i + count; k++)
            paint_one(&painter, g_ptr_array_index(paints, k));
        i += count;
    }
    end_mark(&painter);
}
