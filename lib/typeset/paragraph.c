/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/paragraph-private.h"

#include <glib/gi18n-lib.h>
#include <hb.h>
#include <string.h>

#include "base/array.h"
#include "typeset/fonts-private.h"
#include "typeset/word-breaks-private.h"

/*
 * In: the pieces of a paragraph. Out: its items (words, spaces) with their widths, and every place
 * where a line may end.
 *
 * White space in text is one space however it was typed; in code it counts. A no-break space is a space
 * that stretches like the others and ends no line. A word that changes its look halfway is several
 * items; where it may be cut is asked of the whole.
 *
 * Directions: the paragraph runs from left to right, as the letter does; where it holds a letter of the
 * other direction, Pango gives each byte its level of embedding (Unicode standard annex 9), and a
 * change of level ends an item. The order on the line is made in lines.c.
 */

enum {
    /* Bytes of one item: a longer word is cut up, so that a hostile text can't stall the shaper. */
    WORD_MAX = 1000,
    LOOKS_MAX = 32 /* of one word */
};

static bool
is_break_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

static bool
is_no_break_space(const char *p)
{
    return (guint8)p[0] == 0xC2 && (guint8)p[1] == 0xA0;
}

static Face
wanted_face(const Typesetter *typesetter, const TextPiece *piece)
{
    const TextStyle *style = piece->style;
    const TextStyle *own = typesetter->style->text;

    return (Face){
        .family = piece->code ? own[STYLE_CODE].family : style->family,
        .size = piece->size != 0 ? piece->size : style->size,
        .tracking = style->tracking,
        .bold = style->bold || piece->bold,
        .italic = style->italic != piece->italic, /* emphasis in an italic line stands upright */
        .tabular = style == &own[STYLE_TABLE] || style == &own[STYLE_CONTENTS] ||
                   style == &own[STYLE_MARGIN],
    };
}

static bool
keeps_spaces(const Typesetter *typesetter, const TextPiece *piece)
{
    return piece->style == &typesetter->style->text[STYLE_CODE];
}

/* Does a word of the piece have hyphens? Only in the language of the patterns. */
static bool
piece_hyphenates(const Typesetter *typesetter, const TextPiece *piece, const TextShape *shape)
{
    const char *language = piece->language != NULL ? piece->language : typesetter->language;

    return shape->hyphenate && piece->style->hyphenate && !piece->code && !piece->keep &&
           g_ascii_strncasecmp(language, "nl", 2) == 0;
}

static guint8
level_at(const Paragraph *paragraph, size_t offset)
{
    return paragraph->levels != NULL ? paragraph->levels[offset] : 0;
}

static bool
is_rtl_lead(guint8 byte)
{
    /* U+0590–07FF, U+0800–08FF, U+FB1D–FEFC: lead bytes D6–DF, E0, EF, which follow on no other. */
    return (byte >= 0xD6 && byte <= 0xDF) || byte == 0xE0 || byte == 0xEF;
}

static bool
has_rtl(const char *text)
{
    hb_unicode_funcs_t *unicode = hb_unicode_funcs_get_default();

    for (const char *p = text; *p != '\0'; p++)
        if (is_rtl_lead((guint8)*p) && hb_script_get_horizontal_direction(hb_unicode_script(
                                           unicode, g_utf8_get_char(p))) == HB_DIRECTION_RTL)
            return true;
    return false;
}

static void
find_levels(const Typesetter *typesetter, Paragraph *paragraph)
{
    g_clear_pointer(&paragraph->levels, g_free);
    if (!has_rtl(paragraph->text->str))
        return;

    PangoAttrList *attributes = pango_attr_list_new();
    GList *items = pango_itemize_with_base_dir(font_set_context(typesetter->fonts),
                                               PANGO_DIRECTION_LTR, paragraph->text->str, 0,
                                               (int)paragraph->text->len, attributes, NULL);
    paragraph->levels = g_new0(guint8, paragraph->text->len + 1);
    for (GList *link = items; link != NULL; link = link->next) {
        const PangoItem *item = link->data;
        memset(paragraph->levels + item->offset, item->analysis.level, (size_t)item->length);
    }
    g_list_free_full(items, (GDestroyNotify)pango_item_free);
    pango_attr_list_unref(attributes);
}

static Item *
last_item(const Paragraph *paragraph)
{
    guint count = paragraph->items->len;

    return count > 0 ? &g_array_index(paragraph->items, Item, count - 1) : NULL;
}

/* Is a letter on either side of the piece's border, so that the word goes on in another look? */
static bool
is_torn(const Paragraph *paragraph, const Item *item, guint32 piece_start, guint32 piece_end)
{
    const char *text = paragraph->text->str;
    guint32 end = item->start + item->length;

    if (item->start == piece_start && item->start > 0 &&
        g_unichar_isalpha(g_utf8_get_char(g_utf8_prev_char(text + item->start))) &&
        g_unichar_isalpha(g_utf8_get_char(text + item->start)))
        return true;
    return end == piece_end && end < paragraph->text->len &&
           g_unichar_isalpha(g_utf8_get_char(text + end)) &&
           g_unichar_isalpha(g_utf8_get_char(g_utf8_prev_char(text + end)));
}

/* The first place of the words in the sources, those of the letter's data before the document. */
static Span
seek_span(const Typesetter *typesetter, const char *text, size_t length)
{
    const GPtrArray *sources = typesetter->sources;

    if (sources == NULL || !diags_may_suggest(typesetter->diags, DIAG_MISSING_GLYPH))
        return (Span){ 0 };
    for (guint i = 1; i <= sources->len; i++) {
        const Source *source = g_ptr_array_index(sources, i % sources->len);
        const char *found = memmem(source->text, source->length, text, length);
        if (found != NULL)
            return span_new(source, (size_t)(found - source->text),
                            (size_t)(found - source->text) + length);
    }
    return (Span){ 0 };
}

/*
 * The place of byte `offset` of the piece's text; the whole piece where its text was changed on the way. The letter's
 * data has no spans.
 */
static Span
glyph_span(const Typesetter *typesetter, const TextPiece *piece, size_t offset, size_t length)
{
    if (!span_is_set(piece->span))
        return seek_span(typesetter, piece->text + offset, length);
    if (piece->span.end - piece->span.start != strlen(piece->text))
        return piece->span;
    return span_new(piece->span.source, piece->span.start + offset,
                    piece->span.start + offset + length);
}

static void
report_missing(const Typesetter *typesetter, const Item *item, const TextPiece *piece,
               guint32 piece_start)
{
    const Word *word = item->word;

    const char *end = word->text + word->length;

    for (const char *p = word->text, *next; p < end; p = next) {
        next = g_utf8_next_char(p);
        if (face_covers(typesetter->shaper, word->face, g_utf8_get_char(p)))
            continue;
        while (next < end && !face_covers(typesetter->shaper, word->face, g_utf8_get_char(next)))
            next = g_utf8_next_char(next);
        size_t length = (size_t)(next - p);
        Span span = glyph_span(typesetter, piece,
                               item->start - piece_start + (size_t)(p - word->text), length);
        if (next == g_utf8_next_char(p))
            diags_add(typesetter->diags, DIAG_MISSING_GLYPH, span, NULL,
                      _("no font has the character %.*s (U+%04X); write it in another way"),
                      (int)length, p, g_utf8_get_char(p));
        else
            diags_add(typesetter->diags, DIAG_MISSING_GLYPH, span, NULL,
                      _("no font has the characters %.*s (U+%04X, …); write them in another way"),
                      (int)length, p, g_utf8_get_char(p));
    }
}

/* What all items of one piece share. */
typedef struct PieceWalk {
    Typesetter *typesetter;
    const TextPiece *piece;
    guint32 index;
    guint32 start, end; /* in Paragraph.text */
    const Face *face;
    bool hyphenate, keep_spaces;
    int widest; /* of a word that stays whole */
} PieceWalk;

/* Between two places where the word may be cut. */
static int
widest_part(const Word *word)
{
    int widest = 0, start = 0;

    for (guint i = 0; i < word->break_count; i++) {
        const WordBreak *cut = &word->breaks[i];
        int hyphen = cut->kind == BREAK_HYPHEN ? word->face->hyphen : 0;
        widest = MAX(widest, cut->before + hyphen - start);
        start = word->width - cut->after;
    }
    return MAX(widest, word->width - start);
}

static void
add_word(const PieceWalk *walk, guint32 start, guint32 end)
{
    Paragraph *paragraph = &walk->typesetter->paragraph;
    Item item = { .kind = ITEM_WORD,
                  .piece = walk->index,
                  .start = start,
                  .length = end - start,
                  .face = walk->face,
                  .level = level_at(paragraph, start) };
    WordKey key = { .face = walk->face,
                    .text = paragraph->text->str + start,
                    .length = item.length,
                    .rtl = item.level % 2 == 1,
                    .breakable = !walk->piece->keep,
                    .hyphenate =
                        walk->hyphenate && !is_torn(paragraph, &item, walk->start, walk->end) };

    item.word = shaper_word(walk->typesetter->shaper, &key);
    if (widest_part(item.word) > walk->widest) {
        key.breakable = key.anywhere = true;
        item.word = shaper_word(walk->typesetter->shaper, &key);
    }
    item.width = item.word->width;
    if (item.word->missing)
        report_missing(walk->typesetter, &item, walk->piece, walk->start);
    array_add(paragraph->items, Item, item);
}

static bool
is_word_end(const PieceWalk *walk, guint32 start, guint32 at)
{
    const Paragraph *paragraph = &walk->typesetter->paragraph;
    const char *p = paragraph->text->str + at;

    return is_break_space(*p) || *p == '\n' || is_no_break_space(p) ||
           level_at(paragraph, at) != level_at(paragraph, start) ||
           (at - start >= WORD_MAX && ((guint8)*p & 0xC0) != 0x80);
}

/* The stretch of space from `start`: one item, `count` spaces wide. */
static void
add_space(const PieceWalk *walk, guint32 start, guint32 end, int count, bool together)
{
    Paragraph *paragraph = &walk->typesetter->paragraph;
    Item item = { .kind = ITEM_SPACE,
                  .piece = walk->index,
                  .start = start,
                  .length = end - start,
                  .face = walk->face,
                  .width = walk->face->space * count,
                  .level = level_at(paragraph, start),
                  .together = together || walk->piece->keep };

    array_add(paragraph->items, Item, item);
}

/* White space that is none of its own: behind other space, or at the beginning of a line. */
static bool
is_swallowed(const PieceWalk *walk)
{
    const Item *last = last_item(&walk->typesetter->paragraph);

    return !walk->keep_spaces && (last == NULL || last->kind != ITEM_WORD);
}

static guint32
walk_space(const PieceWalk *walk, guint32 at)
{
    const char *text = walk->typesetter->paragraph.text->str;
    guint32 end = at;

    if (is_no_break_space(text + at)) {
        add_space(walk, at, at + 2, 1, true);
        return at + 2;
    }
    while (end < walk->end && is_break_space(text[end]))
        end++;
    if (!is_swallowed(walk))
        add_space(walk, at, end, walk->keep_spaces ? (int)(end - at) : 1, false);
    return end;
}

static guint32
walk_word(const PieceWalk *walk, guint32 at)
{
    guint32 end = at + 1;

    while (end < walk->end && !is_word_end(walk, at, end))
        end++;
    add_word(walk, at, end);
    return end;
}

static void
walk_piece(const PieceWalk *walk)
{
    Paragraph *paragraph = &walk->typesetter->paragraph;
    const char *text = paragraph->text->str;

    for (guint32 at = walk->start; at < walk->end;) {
        if (is_break_space(text[at]) || is_no_break_space(text + at)) {
            at = walk_space(walk, at);
        } else if (text[at] == '\n') {
            Item item = { .kind = ITEM_FORCED, .piece = walk->index, .start = at, .length = 1 };
            item.face = walk->face;
            array_add(paragraph->items, Item, item);
            at++;
        } else {
            at = walk_word(walk, at);
        }
    }
}

static void
place_items(Paragraph *paragraph)
{
    int left = 0, spaces = 0;

    for (guint i = 0; i < paragraph->items->len; i++) {
        Item *item = &g_array_index(paragraph->items, Item, i);
        item->left = left;
        item->spaces = spaces;
        left += item->width;
        if (item->kind == ITEM_SPACE)
            spaces += item->width;
    }
}

/* Break marks in a row are one: nothing stands between them, and many would make many lines to try. */
static bool
same_place(const WordBreak *cut, const WordBreak *other)
{
    return cut->kind == other->kind && cut->before == other->before;
}

static const struct {
    gunichar c;
    int left, right;
} protrusions[] = {
#define PROTRUDE(c, left, right) { c, left, right },
#include "typeset/protrude.def"
#undef PROTRUDE
};

static int
protrusion(gunichar c, int advance, bool right)
{
    for (size_t i = 0; i < G_N_ELEMENTS(protrusions); i++)
        if (protrusions[i].c == c)
            return advance * (right ? protrusions[i].right : protrusions[i].left) / 1000;
    return 0;
}

/* The mark at the end of the item before, and the one at the beginning of the item behind. */
static void
hang_marks(const Item *before, const Item *behind, LineBreak *entry)
{
    if (before != NULL && before->kind == ITEM_WORD && before->level == 0 && before->length > 0) {
        const Word *word = before->word;
        const char *last = g_utf8_prev_char(word->text + word->length);
        entry->hang_end =
            protrusion(g_utf8_get_char(last), word->glyphs[word->glyph_count - 1].advance, true);
    }
    if (behind != NULL && behind->kind == ITEM_WORD && behind->level == 0 && behind->length > 0)
        entry->hang_start =
            protrusion(g_utf8_get_char(behind->word->text), behind->word->glyphs[0].advance, false);
}

/* Justified text only: in ragged lines nothing hangs. */
static void
hang_breaks(Paragraph *paragraph)
{
    const Item *items = (const Item *)(void *)paragraph->items->data;

    for (guint i = 0; i < paragraph->breaks->len; i++) {
        LineBreak *entry = &g_array_index(paragraph->breaks, LineBreak, i);
        const Item *before = entry->item > 0 && i > 0 ? &items[entry->item - 1] : NULL;
        const Item *behind =
            entry->next_item < paragraph->items->len ? &items[entry->next_item] : NULL;

        if (entry->offset == 0)
            hang_marks(before, behind, entry);
        else if (entry->kind == BREAK_HYPHEN || entry->kind == BREAK_HARD)
            entry->hang_end = protrusion('-', items[entry->item].face->hyphen, true);
        if (entry->offset == 0 && entry->kind == BREAK_HYPHEN)
            entry->hang_end = protrusion('-', items[entry->item - 1].face->hyphen, true);
    }
}

static void
add_cut(Paragraph *paragraph, guint32 index, const WordBreak *cut)
{
    const Item *item = &g_array_index(paragraph->items, Item, index);
    const Face *face = cut->offset > 0 ? item->face : item[-1].face;
    LineBreak entry = {
        .kind = cut->kind,
        .end = item->left + cut->before + (cut->kind == BREAK_HYPHEN ? face->hyphen : 0),
        .start = item->left + item->width - cut->after,
        .spaces_end = item->spaces,
        .spaces_start = item->spaces,
        .item = index,
        .offset = cut->offset,
        .next_item = index,
        .next_offset = cut->offset,
    };

    array_add(paragraph->breaks, LineBreak, entry);
}

/* `whole`: no hyphen is put in, for what is kept with the word before it: "€ 43,6 miljoen". */
static void
add_word_breaks(Paragraph *paragraph, guint32 index, bool whole)
{
    const Item *item = &g_array_index(paragraph->items, Item, index);

    for (guint i = 0; i < item->word->break_count; i++) {
        const WordBreak *cut = &item->word->breaks[i];
        if (!(whole && cut->kind == BREAK_HYPHEN) && !(i > 0 && same_place(cut, cut - 1)))
            add_cut(paragraph, index, cut);
    }
}

/* How many items the word has that begins with this one: 1 unless its look changes between two letters. */
static guint32
count_torn(const Typesetter *typesetter, guint32 index, const TextShape *shape)
{
    const Paragraph *paragraph = &typesetter->paragraph;
    const Item *items = (const Item *)(void *)paragraph->items->data;
    const char *text = paragraph->text->str;
    guint32 next = index + 1;

    while (next < paragraph->items->len && next - index < LOOKS_MAX &&
           items[next].kind == ITEM_WORD && items[next].piece != items[next - 1].piece &&
           items[next].level == items[index].level &&
           g_unichar_isalpha(g_utf8_get_char(text + items[next].start)) &&
           g_unichar_isalpha(g_utf8_get_char(g_utf8_prev_char(text + items[next].start))))
        next++;
    for (guint32 i = index; next > index + 1 && i < next; i++)
        if (!piece_hyphenates(typesetter, &paragraph->pieces[items[i].piece], shape))
            return 1;
    return next - index;
}

/* Likewise, for a word of several items. */
static void
add_torn_breaks(Typesetter *typesetter, guint32 index, guint32 count, bool whole)
{
    Paragraph *paragraph = &typesetter->paragraph;
    const Item *items = (const Item *)(void *)paragraph->items->data;
    guint32 start = items[index].start, at = index;
    Word word = { .text = paragraph->text->str + start,
                  .length =
                      items[index + count - 1].start + items[index + count - 1].length - start };

    find_word_breaks(typesetter->hyphenator, &word);
    for (guint i = 0; i < word.break_count; i++) {
        const WordBreak *cut = &word.breaks[i];
        while (cut->offset + start >= items[at].start + items[at].length)
            at++;
        guint32 offset = cut->offset + start - items[at].start;
        WordBreak own = shaper_cut(typesetter->shaper, items[at].word, offset, cut->kind);
        if (!(whole && cut->kind == BREAK_HYPHEN))
            add_cut(paragraph, at, &own);
    }
    g_free(word.breaks);
}

/* A line end before item `index`; the next line begins at item `next`. */
static void
add_item_break(Paragraph *paragraph, BreakKind kind, guint32 index, guint32 next)
{
    const Item *items = (const Item *)(void *)paragraph->items->data;
    const Item *last = &items[next - 1];
    LineBreak entry = {
        .kind = kind,
        .end = items[index].left,
        .start = last->left + last->width,
        .spaces_end = items[index].spaces,
        .spaces_start = last->spaces + (last->kind == ITEM_SPACE ? last->width : 0),
        .item = index,
        .next_item = next,
    };
    array_add(paragraph->breaks, LineBreak, entry);
}

/* A word of one item has its rules already; one of several looks is read in the text. */
static guint32
left_rules(const Typesetter *typesetter, guint32 index)
{
    const Paragraph *paragraph = &typesetter->paragraph;
    const Item *item = &g_array_index(paragraph->items, Item, index);

    if (index > 0 && item[-1].kind == ITEM_WORD)
        return no_break_left(typesetter->shaper->rules, paragraph->text->str,
                             item->start + item->length);
    return item->word->left_rules;
}

static guint32
right_rules(const Typesetter *typesetter, guint32 index)
{
    const Paragraph *paragraph = &typesetter->paragraph;
    const Item *item = &g_array_index(paragraph->items, Item, index);

    if (index + 1 < paragraph->items->len && item[1].kind == ITEM_WORD)
        return no_break_right(typesetter->shaper->rules, paragraph->text->str, paragraph->text->len,
                              item->start);
    return item->word->right_rules;
}

/* May a line end at this space? Not before nothing: the space at a paragraph's end is no line end. */
static bool
may_break_at(const Typesetter *typesetter, guint32 index)
{
    const Paragraph *paragraph = &typesetter->paragraph;
    const Item *item = &g_array_index(paragraph->items, Item, index);

    if (item->together || index == 0 || index + 1 >= paragraph->items->len)
        return false;
    if (item[1].kind != ITEM_WORD || item[-1].kind != ITEM_WORD)
        return false;
    return (left_rules(typesetter, index - 1) & right_rules(typesetter, index + 1)) == 0;
}

/* Does what stands together go on, behind this space, past the end of any line? It then ends one there after all. */
static bool
must_break_at(const Paragraph *paragraph, guint32 index, const TextShape *shape)
{
    const LineBreak *last =
        &g_array_index(paragraph->breaks, LineBreak, paragraph->breaks->len - 1);
    const Item *items = (const Item *)(void *)paragraph->items->data;
    guint32 end = index + 1;

    while (end < paragraph->items->len && items[end].kind == ITEM_WORD)
        end++;
    if (index == 0 || items[index - 1].kind != ITEM_WORD || end == index + 1)
        return false;
    return items[end - 1].left + items[end - 1].width - last->start > shape->measure;
}

/* A line that ends in "inlichtingen-" has a hyphen at its end like any other. */
static BreakKind
space_kind(const Paragraph *paragraph, guint32 index)
{
    const Word *before = g_array_index(paragraph->items, Item, index - 1).word;

    return before->text[before->length - 1] == '-' ? BREAK_HARD : BREAK_SPACE;
}

/* The end of a line leaves out the space before it. */
static guint32
trim_space(const Paragraph *paragraph, guint32 index)
{
    const Item *items = (const Item *)(void *)paragraph->items->data;

    return index > 0 && items[index - 1].kind == ITEM_SPACE ? index - 1 : index;
}

/*
 * All that stands between two spaces, from item `index` on; where it ends. What is wider than the line, and fits in parts
 * only, may be cut between them.
 */
static guint32
find_words(Typesetter *typesetter, guint32 index, bool whole, const TextShape *shape)
{
    Paragraph *paragraph = &typesetter->paragraph;
    const Item *items = (const Item *)(void *)paragraph->items->data;
    guint32 end = index, count;

    while (end < paragraph->items->len && items[end].kind == ITEM_WORD)
        end++;
    int width = items[end - 1].left + items[end - 1].width - items[index].left;
    bool wide = shape->cut_wide && width > shape->measure;
    for (guint32 i = index; i < end; i += count) {
        const WordBreak border = { .kind = BREAK_URL, .after = items[i].width };
        if (wide && i > index)
            add_cut(paragraph, i, &border);
        count = wide ? 1 : count_torn(typesetter, i, shape);
        if (count > 1)
            add_torn_breaks(typesetter, i, count, whole);
        else
            add_word_breaks(paragraph, i, whole);
    }
    return end;
}

static void
add_end(Paragraph *paragraph)
{
    guint32 count = paragraph->items->len, stop = trim_space(paragraph, count);
    const Item *last = last_item(paragraph);
    LineBreak end = { .kind = BREAK_FORCED, .item = stop, .next_item = count };

    if (last != NULL && stop < count)
        end.end = last->left, end.spaces_end = last->spaces;
    else if (last != NULL)
        end.end = last->left + last->width, end.spaces_end = last->spaces;
    end.start = end.end;
    array_add(paragraph->breaks, LineBreak, end);
}

static void
find_breaks(Typesetter *typesetter, const TextShape *shape)
{
    Paragraph *paragraph = &typesetter->paragraph;
    LineBreak beginning = { .kind = BREAK_FORCED };
    bool together = false;

    array_add(paragraph->breaks, LineBreak, beginning);
    for (guint32 i = 0; i < paragraph->items->len; i++) {
        switch (g_array_index(paragraph->items, Item, i).kind) {
        case ITEM_WORD:
            i = find_words(typesetter, i, together, shape) - 1;
            together = false;
            break;
        case ITEM_SPACE:
            together = !may_break_at(typesetter, i) && !must_break_at(paragraph, i, shape);
            if (!together)
                add_item_break(paragraph, space_kind(paragraph, i), i, i + 1);
            break;
        case ITEM_FORCED:
            together = false;
            add_item_break(paragraph, BREAK_FORCED, trim_space(paragraph, i), i + 1);
            break;
        }
    }
    add_end(paragraph);
}

void
paragraph_clear(Paragraph *paragraph)
{
    if (paragraph->text != NULL)
        g_string_free(paragraph->text, TRUE);
    g_clear_pointer(&paragraph->items, g_array_unref);
    g_clear_pointer(&paragraph->breaks, g_array_unref);
    g_clear_pointer(&paragraph->levels, g_free);
    paragraph->text = NULL;
}

static void
paragraph_reset(Paragraph *paragraph, const TextPiece *pieces, guint count)
{
    if (paragraph->text == NULL) {
        paragraph->text = g_string_new(NULL);
        paragraph->items = g_array_new(FALSE, FALSE, sizeof(Item));
        paragraph->breaks = g_array_new(FALSE, FALSE, sizeof(LineBreak));
    }
    paragraph->pieces = pieces;
    paragraph->piece_count = count;
    g_string_truncate(paragraph->text, 0);
    g_array_set_size(paragraph->items, 0);
    g_array_set_size(paragraph->breaks, 0);
    for (guint i = 0; i < count; i++)
        g_string_append(paragraph->text, pieces[i].text);
}

void
paragraph_build(Typesetter *typesetter, const TextPiece *pieces, guint count,
                const TextShape *shape)
{
    Paragraph *paragraph = &typesetter->paragraph;
    guint32 start = 0;

    paragraph_reset(paragraph, pieces, count);
    find_levels(typesetter, paragraph);
    for (guint i = 0; i < count; i++) {
        Face wanted = wanted_face(typesetter, &pieces[i]);
        PieceWalk walk = { .typesetter = typesetter,
                           .piece = &pieces[i],
                           .index = i,
                           .start = start,
                           .end = start + (guint32)strlen(pieces[i].text),
                           .face = shaper_face(typesetter->shaper, &wanted),
                           .hyphenate = piece_hyphenates(typesetter, &pieces[i], shape),
                           .keep_spaces = keeps_spaces(typesetter, &pieces[i]),
                           .widest = shape->cut_wide ? shape->measure : G_MAXINT };
        walk_piece(&walk);
        start = walk.end;
    }
    place_items(paragraph);
    find_breaks(typesetter, shape);
    if (shape->align == ALIGN_JUSTIFIED && paragraph->levels == NULL)
        hang_breaks(paragraph);
}
