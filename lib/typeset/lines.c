/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/lines-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/array.h"

/*
 * In: a paragraph and where its lines end. Out: the glyphs of each line, in runs of one font and piece.
 *
 * The text that goes along is made here anew, in logical order: it has what the reader sees, so white space is
 * collapsed and soft hyphens and break marks are gone. The space at which a line ends keeps its glyph, behind
 * the line's width: readers of the PDF need it (pdf.md, rule 5).
 *
 * Where text of both directions meets on a line, its items are put in visual order by their levels (Unicode
 * standard annex 9, rule L2).
 */

enum { WIDEN_UNIT = 10000 };

/* A part of an item on the line at hand. */
typedef struct Slice {
    const Item *item;
    const Word *word; /* of this part; NULL for a space */
    guint32 start;    /* in the item */
    guint32
        dropped; /* bytes of a trema that the word has less than the text, behind its first letter */
    int advance;
    size_t out; /* where its text begins in TextLines.text */
} Slice;

/* Letters on a line are all widened alike; counted over the line, so that roundings don't add up. */
typedef struct LetterFit {
    int widen;      /* in ten-thousandths */
    gint64 letters; /* natural advance of those set */
    gint64 given;   /* beyond that */
} LetterFit;

typedef struct Setter {
    Typesetter *typesetter;
    TextLines *lines;
    GArray *slices;
    GlyphRun run; /* the one being filled; glyph_count 0: none */
    int x;
    LetterFit fit;
    guint glyph_room; /* for so many there is room in Typesetter.glyphs */
} Setter;

static bool
is_dropped(const char *p)
{
    gunichar c = g_utf8_get_char(p);

    return c == 0x00AD || c == 0x200B || c == 0x2060 || c == 0xFEFF;
}

/* Appends the text without its dropped characters. */
static void
append_text(GString *out, const char *text, guint32 length, bool plain)
{
    const char *end = text + length;

    if (plain) {
        g_string_append_len(out, text, length);
        return;
    }
    for (const char *p = text; p < end; p = g_utf8_next_char(p))
        if (!is_dropped(p))
            g_string_append_len(out, p, g_utf8_next_char(p) - p);
}

/* Offset in the text without dropped characters. */
static guint32
kept_offset(const char *text, guint32 offset)
{
    guint32 dropped = 0;

    for (const char *p = text; p < text + offset; p = g_utf8_next_char(p))
        if (is_dropped(p))
            dropped += (guint32)(g_utf8_next_char(p) - p);
    return offset - dropped;
}

static void
end_run(Setter *setter)
{
    TextLines *lines = setter->lines;

    if (setter->run.glyph_count > 0)
        g_array_append_val(lines->runs, setter->run);
    setter->run.glyph_count = 0;
}

/* Numbers among words from right to left stand on the line in another order than in the text: a run has none between. */
static bool
goes_on_in_text(const GlyphRun *run, const Slice *slice)
{
    return slice->out >= run->text_start && slice->out <= run->text_start + run->text_length;
}

/* Goes on with the run at hand where font, piece and direction are the same. */
static void
begin_run(Setter *setter, PangoFont *font, const Slice *slice, bool hyphen)
{
    const TextPiece *piece = &setter->typesetter->paragraph.pieces[slice->item->piece];
    GlyphRun *run = &setter->run;
    bool rtl = slice->item->level % 2 == 1;

    if (run->glyph_count > 0 && run->font == font && run->piece == slice->item->piece &&
        !run->hyphen && !hyphen && !rtl && !run->rtl && goes_on_in_text(run, slice))
        return;
    end_run(setter);
    *run = (GlyphRun){ .font = font,
                       .tag = piece->tag,
                       .piece = slice->item->piece,
                       .x = setter->x,
                       .rise = piece->rise,
                       .widen = setter->fit.widen,
                       .glyph_start = setter->typesetter->glyphs->len,
                       .text_start = slice->out,
                       .hyphen = hyphen,
                       .rtl = rtl };
}

/* Room for so many glyphs more: a letter has millions, hence no function call for each. */
static inline void
reserve_glyphs(Setter *setter, guint count)
{
    enum { STEP = 1024 };
    GArray *glyphs = setter->typesetter->glyphs;
    guint length = glyphs->len;

    if (length + count <= setter->glyph_room)
        return;
    setter->glyph_room = length + count + STEP;
    g_array_set_size(glyphs, setter->glyph_room);
    glyphs->len = length;
}

/* How much a letter of that advance is wider on this line. */
static inline int
widen_letter(LetterFit *fit, int advance)
{
    fit->letters += advance;
    int more = (int)(fit->letters * fit->widen / WIDEN_UNIT - fit->given);
    fit->given += more;
    return more;
}

/* A glyph of that advance as it comes out; room was reserved. */
static inline void
add_glyph(Setter *setter, const ShapedGlyph *shaped, int advance, guint32 cluster)
{
    GArray *glyphs = setter->typesetter->glyphs;

    g_array_index(glyphs, Glyph, glyphs->len++) = (Glyph){
        .id = shaped->id,
        .x = setter->x - setter->run.x + shaped->x,
        .y = shaped->y,
        .cluster = cluster,
    };
    setter->run.glyph_count++;
    setter->x += advance;
    setter->run.width = setter->x - setter->run.x;
}

static inline void
add_letter(Setter *setter, const ShapedGlyph *shaped, guint32 cluster)
{
    add_glyph(setter, shaped, shaped->advance + widen_letter(&setter->fit, shaped->advance),
              cluster);
}

/* Within a run of one font, what it says goes up to the next font's first cluster. */
static void
extend_text(Setter *setter, size_t start, size_t end)
{
    GlyphRun *run = &setter->run;

    if (start < run->text_start) {
        run->text_length += run->text_start - start;
        run->text_start = start;
    }
    run->text_length = MAX(run->text_length, end - run->text_start);
}

/* Where the cluster of glyph i ends: at the next higher one, in either direction. */
static guint32
cluster_end(const Word *word, guint32 i)
{
    guint32 cluster = word->glyphs[i].cluster;

    if (word->rtl) {
        while (i > 0 && word->glyphs[i].cluster == cluster)
            i--;
        return word->glyphs[i].cluster > cluster ? word->glyphs[i].cluster : word->length;
    }
    while (i < word->glyph_count && word->glyphs[i].cluster == cluster)
        i++;
    return i < word->glyph_count ? word->glyphs[i].cluster : word->length;
}

/* Where a byte of the word stands in TextLines.text. */
static inline guint32
text_place(const Slice *slice, guint32 offset)
{
    return (guint32)slice->out + offset + (offset > 0 ? slice->dropped : 0);
}

/* What add_letter() does, for all of a word at once. */
static void
add_letters(Setter *setter, const Slice *slice)
{
    const Word *word = slice->word;
    GArray *glyphs = setter->typesetter->glyphs;
    Glyph *out = &g_array_index(glyphs, Glyph, glyphs->len);
    LetterFit fit = setter->fit;
    int x = setter->x - setter->run.x;

    for (guint32 i = 0; i < word->glyph_count; i++) {
        const ShapedGlyph *shaped = &word->glyphs[i];
        out[i] = (Glyph){ .id = shaped->id,
                          .x = x + shaped->x,
                          .y = shaped->y,
                          .cluster = text_place(slice, shaped->cluster) };
        x += shaped->advance + widen_letter(&fit, shaped->advance);
    }
    glyphs->len += word->glyph_count;
    setter->fit = fit;
    setter->x = setter->run.x + x;
    setter->run.width = x;
    setter->run.glyph_count += word->glyph_count;
}

static void
set_plain_word(Setter *setter, const Slice *slice)
{
    const Word *word = slice->word;
    GPtrArray *fonts = setter->typesetter->shaper->fonts;

    if (word->glyph_count == 0)
        return;
    begin_run(setter, g_ptr_array_index(fonts, word->glyphs[0].font), slice, false);
    reserve_glyphs(setter, word->glyph_count);
    add_letters(setter, slice);
    extend_text(setter, slice->out, text_place(slice, word->length));
}

/* A word of several fonts, or with characters that show nothing. */
static void
set_mixed_word(Setter *setter, const Slice *slice)
{
    const Word *word = slice->word;

    reserve_glyphs(setter, word->glyph_count);
    for (guint32 i = 0; i < word->glyph_count; i++) {
        const ShapedGlyph *glyph = &word->glyphs[i];
        guint32 start = kept_offset(word->text, glyph->cluster);
        guint32 end = kept_offset(word->text, cluster_end(word, i));

        if (start == end && glyph->advance == 0)
            continue;
        begin_run(setter, g_ptr_array_index(setter->typesetter->shaper->fonts, glyph->font), slice,
                  false);
        if (setter->run.glyph_count == 0)
            setter->run.text_start = text_place(slice, start);
        add_letter(setter, glyph, text_place(slice, start));
        extend_text(setter, text_place(slice, start), text_place(slice, end));
    }
}

/* A no-break space keeps its own character; all other white space is a space. */
static bool
is_no_break(const Setter *setter, const Slice *slice)
{
    const char *text = setter->typesetter->paragraph.text->str + slice->item->start;

    return slice->item->kind == ITEM_SPACE && (guint8)text[0] == 0xC2;
}

static int
space_count(const Slice *slice)
{
    int one = slice->item->face->space, width = slice->item->width;

    if (slice->item->kind != ITEM_SPACE || one <= 0 || width < 2 * one)
        return 1;
    return width / one;
}

/* One glyph for the text from `start` to `end`. */
static void
set_one_space(Setter *setter, const Slice *slice, int advance, size_t start, size_t end)
{
    const Face *face = slice->item->face;
    ShapedGlyph glyph = { .id = face->space_glyph };

    begin_run(setter, face->font, slice, false);
    reserve_glyphs(setter, 1);
    add_glyph(setter, &glyph, advance, (guint32)start);
    extend_text(setter, start, end);
}

/* In code several, each with its glyph. */
static void
set_space(Setter *setter, const Slice *slice)
{
    int count = space_count(slice), advance = slice->advance;
    size_t length = is_no_break(setter, slice) ? 2 : 1, start = slice->out;

    if (count == 1)
        set_one_space(setter, slice, advance, start, start + length);
    for (int i = 0; count > 1 && i < count; i++, start += length)
        set_one_space(setter, slice, advance * (i + 1) / count - advance * i / count, start,
                      start + length);
}

static void
set_slice(Setter *setter, const Slice *slice)
{
    if (slice->word == NULL)
        set_space(setter, slice);
    else if (slice->word->plain)
        set_plain_word(setter, slice);
    else
        set_mixed_word(setter, slice);
}

static void
set_hyphen(Setter *setter, const Slice *slice)
{
    const Face *face = slice->item->face;
    ShapedGlyph glyph = { .id = face->hyphen_glyph, .advance = face->hyphen };
    Slice last = *slice;

    last.out = setter->lines->text->len;
    begin_run(setter, face->font, &last, true);
    reserve_glyphs(setter, 1);
    add_letter(setter, &glyph, (guint32)last.out);
    end_run(setter);
}

/* The part of the item's word between two of its bytes; `tail`: a hyphen stands before it. */
static void
cut_word(Setter *setter, Slice *slice, guint32 end, bool tail)
{
    const Item *item = slice->item;
    const char *text = item->word->text + slice->start;
    WordKey key = {
        .face = item->face, .text = text, .length = end - slice->start, .rtl = item->word->rtl
    };

    if (tail)
        slice->word = shaper_tail(setter->typesetter->shaper, &key, &slice->dropped);
    else if (slice->start == 0 && end == item->length)
        slice->word = item->word;
    else
        slice->word = shaper_word(setter->typesetter->shaper, &key);
    append_text(setter->lines->text, text, key.length, slice->word->plain);
}

/* Adds the part of the item between two of its bytes, with its text. */
static void
add_slice(Setter *setter, const Item *item, guint32 start, guint32 end, bool tail)
{
    GString *out = setter->lines->text;
    Slice slice = { .item = item, .start = start, .advance = item->width, .out = out->len };

    if (item->kind == ITEM_WORD) {
        cut_word(setter, &slice, end, tail);
    } else if (is_no_break(setter, &slice)) {
        g_string_append(out, "\u00A0");
    } else {
        for (int i = space_count(&slice); i > 0; i--)
            g_string_append_c(out, ' ');
    }
    array_add(setter->slices, Slice, slice);
}

static void
collect_slices(Setter *setter, const LineBreak *from, const LineBreak *to)
{
    const Item *items = (const Item *)(void *)setter->typesetter->paragraph.items->data;

    g_array_set_size(setter->slices, 0);
    for (guint32 i = from->next_item; i <= to->item; i++) {
        guint32 start = i == from->next_item ? from->next_offset : 0;
        bool tail = i == from->next_item && from->kind == BREAK_HYPHEN;
        bool last = i == to->item;

        if (last && to->offset == 0)
            return;
        add_slice(setter, &items[i], start, last ? to->offset : items[i].length, tail);
    }
}

/* How far the line is widened, or narrowed: justified to its limit, ragged as far as nobody sees it. */
static int
line_extra(const Paragraph *paragraph, const TextShape *shape, const BrokenLine *line, bool forced)
{
    int extra = line->limit - line->width;
    int spaces = line_spaces(paragraph, line->from, line->to);
    int give = line_give(paragraph, line->width, spaces, extra < 0);

    if (line->overfull || (forced && extra > 0))
        return 0;
    return shape->align == ALIGN_JUSTIFIED ? extra : CLAMP(extra, -give, give);
}

/* Letters and spaces take what they give of it; the spaces also what goes beyond that. */
static void
fit_line(Setter *setter, const BrokenLine *line, int extra)
{
    const Paragraph *paragraph = &setter->typesetter->paragraph;
    gint64 spaces = line_spaces(paragraph, line->from, line->to);
    gint64 letters = line->width - spaces, done = 0, given = 0;
    int give = line_give(paragraph, line->width, (int)spaces, extra < 0);
    int own = line_give(paragraph, (int)letters, 0, extra < 0);

    if (extra == 0 || letters <= 0 || give <= 0)
        return;
    gint64 share = CLAMP((gint64)extra * own / give, -own, own);
    /* Rounded down: a line without spaces may end a hair early, never late. */
    setter->fit.widen = (int)((share * WIDEN_UNIT - (share < 0 ? letters - 1 : 0)) / letters);
    extra -= (int)(letters * setter->fit.widen / WIDEN_UNIT);
    for (guint i = 0; i < setter->slices->len && spaces > 0; i++) {
        Slice *slice = &g_array_index(setter->slices, Slice, i);
        if (slice->word != NULL)
            continue;
        done += slice->advance;
        slice->advance += (int)(extra * done / spaces - given);
        given = extra * done / spaces;
    }
}

static void
reverse_slices(Slice *slices, guint start, guint end)
{
    for (; start + 1 < end; start++, end--) {
        Slice swapped = slices[start];
        slices[start] = slices[end - 1];
        slices[end - 1] = swapped;
    }
}

/* Rule L2: from the highest level down, every stretch at that level or above is reversed. */
static void
reorder_slices(Setter *setter)
{
    Slice *slices = (Slice *)(void *)setter->slices->data;
    guint count = setter->slices->len;
    int highest = 0;

    for (guint i = 0; i < count; i++)
        highest = MAX(highest, slices[i].item->level);
    for (int level = highest; level > 0; level--) {
        for (guint start = 0; start < count;) {
            guint end = start;
            while (end < count && slices[end].item->level >= level)
                end++;
            reverse_slices(slices, start, end);
            start = end + 1;
        }
    }
}

/* The space at the line's end, and for a forced end a space in its stead: beyond the width. */
static void
set_last_space(Setter *setter, const LineBreak *to, const Slice *last)
{
    const Paragraph *paragraph = &setter->typesetter->paragraph;
    const Item *items = (const Item *)(void *)paragraph->items->data;

    if (to->item >= to->next_item || to->item >= paragraph->items->len)
        return;
    if (to->kind == BREAK_FORCED && to->next_item >= paragraph->items->len)
        return;

    Slice slice = { .item = &items[to->item],
                    .advance = items[to->item].face->space,
                    .out = setter->lines->text->len };
    Item same = items[to->item];
    if (last != NULL && last->item->level == 0 && same.level % 2 == 1) {
        same.level = 0;
        slice.item = &same;
    }
    g_string_append_c(setter->lines->text, ' ');
    set_space(setter, &slice);
}

static void
set_line(Setter *setter, const TextShape *shape, const BrokenLine *broken)
{
    const LineBreak *breaks = (const LineBreak *)(void *)setter->typesetter->paragraph.breaks->data;
    const LineBreak *to = &breaks[broken->to];
    TextLines *lines = setter->lines;
    Line line = { .run_start = lines->runs->len,
                  .hyphenated = to->kind == BREAK_HYPHEN || to->kind == BREAK_HARD,
                  .forced = to->kind == BREAK_FORCED };

    collect_slices(setter, &breaks[broken->from], to);
    Slice last = { 0 };
    if (setter->slices->len > 0)
        last = g_array_index(setter->slices, Slice, setter->slices->len - 1);
    setter->fit = (LetterFit){ 0 };
    fit_line(setter, broken,
             line_extra(&setter->typesetter->paragraph, shape, broken, line.forced));
    if (setter->typesetter->paragraph.levels != NULL)
        reorder_slices(setter);

    setter->x = (broken->from == 0 ? shape->first_indent : 0) - breaks[broken->from].hang_start;
    for (guint i = 0; i < setter->slices->len; i++)
        set_slice(setter, &g_array_index(setter->slices, Slice, i));
    if (to->kind == BREAK_HYPHEN && last.item != NULL)
        set_hyphen(setter, &last);
    line.width = setter->x;
    line.hang = to->hang_end;
    set_last_space(setter, to, last.item != NULL ? &last : NULL);
    end_run(setter);
    line.run_count = lines->runs->len - line.run_start;
    g_array_append_val(lines->lines, line);
}

TextLines *
set_lines(Typesetter *typesetter, const TextShape *shape, const GArray *broken)
{
    TextLines *lines = g_new0(TextLines, 1);

    lines->lines = g_array_sized_new(FALSE, FALSE, sizeof(Line), broken->len);
    lines->runs = g_array_new(FALSE, FALSE, sizeof(GlyphRun));
    lines->text = g_string_sized_new(typesetter->paragraph.text->len + 1);

    Setter setter = { .typesetter = typesetter, .lines = lines };
    g_array_set_size(typesetter->glyphs, 0);
    if (typesetter->slices == NULL)
        typesetter->slices = g_array_new(FALSE, FALSE, sizeof(Slice));
    setter.slices = typesetter->slices;
    for (guint i = 0; i < broken->len; i++)
        set_line(&setter, shape, &g_array_index(broken, BrokenLine, i));
    lines->glyph_count =
        typesetter->glyphs->len; /* no more room than they take: there are millions */
    lines->glyphs = g_memdup2(typesetter->glyphs->data, lines->glyph_count * sizeof(Glyph));
    return lines;
}
