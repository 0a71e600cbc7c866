/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/text.h"

#include <glib/gi18n-lib.h>

#include "typeset/lines-private.h"

/*
 * In: pieces of text, each in its look, and a measure. Out: lines of placed glyphs.
 *
 *   paragraph.c   pieces to words and spaces; where a line may end (word-breaks.c, hyphenate.c, no-break.c)
 *   shape.c       words to glyphs, each once
 *   break-*.c     which of the possible line ends are taken: in all or one by one, and evenly in headings
 *   lines.c       the lines' glyphs, in runs
 *
 * A Typesetter keeps faces, words and its work arrays from paragraph to paragraph; what it returns
 * depends on the paragraph alone.
 */

Typesetter *
typesetter_new(FontSet *fonts, const Style *style, const char *hyphenation, const char *language,
               Diags *diags, GError **error)
{
    g_autoptr(Typesetter) typesetter = g_new0(Typesetter, 1);
    int left = style->hyphen_minimum_left, right = style->hyphen_minimum_right;

    typesetter->fonts = fonts;
    typesetter->style = style;
    typesetter->diags = diags;
    typesetter->language = g_strdup(language);
    typesetter->lines = g_array_new(FALSE, FALSE, sizeof(BrokenLine));
    typesetter->glyphs = g_array_new(FALSE, FALSE, sizeof(Glyph));
    if (hyphenation != NULL) {
        typesetter->hyphenator =
            hyphenator_new(hyphenation, left > 0 ? left : 3, right > 0 ? right : 3, error);
        if (typesetter->hyphenator == NULL)
            return NULL;
        for (char **word = style->hyphenation; word != NULL && *word != NULL; word++)
            hyphenator_add(typesetter->hyphenator, *word);
    }
    typesetter->shaper = shaper_new(fonts, typesetter->hyphenator, language);
    return g_steal_pointer(&typesetter);
}

Diags *
typesetter_report_to(Typesetter *typesetter, Diags *diags)
{
    Diags *before = typesetter->diags;

    typesetter->diags = diags;
    return before;
}

void
typesetter_look_in(Typesetter *typesetter, const GPtrArray *sources)
{
    typesetter->sources = sources;
}

void
typesetter_free(Typesetter *typesetter)
{
    if (typesetter == NULL)
        return;
    shaper_free(typesetter->shaper);
    hyphenator_free(typesetter->hyphenator);
    paragraph_clear(&typesetter->paragraph);
    g_array_unref(typesetter->lines);
    g_array_unref(typesetter->glyphs);
    g_clear_pointer(&typesetter->slices, g_array_unref);
    g_free(typesetter->language);
    g_free(typesetter);
}

static void
report_overfull(const Typesetter *typesetter, const BrokenLine *line)
{
    const Paragraph *paragraph = &typesetter->paragraph;
    const LineBreak *from = &g_array_index(paragraph->breaks, LineBreak, line->from);
    const LineBreak *to = &g_array_index(paragraph->breaks, LineBreak, line->to);
    guint32 index = MIN(from->next_item, paragraph->items->len - 1);
    const Item *item = &g_array_index(paragraph->items, Item, index);
    const Item *last = &g_array_index(paragraph->items, Item, MAX(to->item, 1) - (to->offset == 0));
    guint32 length = MIN(last->start + last->length - item->start, 40);

    while (length > 0 && (paragraph->text->str[item->start + length] & 0xC0) == 0x80)
        length--;
    diags_add(
        typesetter->diags, DIAG_OVERFULL, paragraph->pieces[item->piece].span, NULL,
        _("\"%.*s\" is wider than the line and is cut where that ends; write it with a space or a "
          "hyphen in it"),
        (int)length, paragraph->text->str + item->start);
}

static bool
report_wide(const Typesetter *typesetter)
{
    bool wide = false;

    for (guint i = 0; i < typesetter->lines->len; i++) {
        const BrokenLine *line = &g_array_index(typesetter->lines, BrokenLine, i);
        if (line->overfull)
            report_overfull(typesetter, line);
        wide = wide || line->overfull;
    }
    return wide;
}

/* The least space left is a part of the type size, so a font with narrow spaces has less to give. */
static int
space_shrink(const Paragraph *paragraph)
{
    if (paragraph->items->len == 0)
        return 0;
    const Face *face = g_array_index(paragraph->items, Item, 0).face;
    gint64 least = (gint64)face->size * SPACE_LEAST / MAX(face->space, 1);

    return (int)CLAMP(1000 - least, 0, SPACE_SHRINK);
}

/* Headings and cells are set as they are; so are the lines of a printer who fills them one by one. */
static void
set_give(Typesetter *typesetter, const TextShape *shape, bool prose)
{
    Paragraph *paragraph = &typesetter->paragraph;
    bool fits = prose && typesetter->style->breaking != BREAK_FIRST_FIT;
    int ragged = fits ? GIVE_RAGGED : 0;

    paragraph->shrink = paragraph->stretch = (LineGive){ ragged, ragged };
    if (shape->align != ALIGN_JUSTIFIED)
        return;
    paragraph->shrink = (LineGive){ GIVE_LETTERS, space_shrink(paragraph) };
    paragraph->stretch = (LineGive){ GIVE_LETTERS, SPACE_STRETCH };
}

/* `balance`: a heading, say. */
static void
break_lines(Typesetter *typesetter, const TextShape *shape, bool balance)
{
    const Paragraph *paragraph = &typesetter->paragraph;
    BreakCosts costs = break_costs_of(typesetter->style);

    if (balance && break_balanced(paragraph, shape, typesetter->lines))
        return;
    if (typesetter->style->breaking == BREAK_FIRST_FIT)
        break_first_fit(paragraph, shape, typesetter->lines);
    else
        break_total_fit(paragraph, shape, &costs, typesetter->lines);
}

TextLines *
break_text(Typesetter *typesetter, const TextPiece *pieces, guint count, const TextShape *shape)
{
    bool balance = count > 0 && pieces[0].style->balance;
    bool prose = !balance && count > 0 && pieces[0].style->hyphenate && shape->hyphenate;
    TextShape own = *shape;

    if (!prose)
        own.align = ALIGN_RAGGED;
    paragraph_build(typesetter, pieces, count, &own);
    set_give(typesetter, &own, prose);
    g_array_set_size(typesetter->lines, 0);
    break_lines(typesetter, &own, balance);
    own.cut_wide = report_wide(typesetter);
    if (own.cut_wide) {
        paragraph_build(typesetter, pieces, count, &own);
        g_array_set_size(typesetter->lines, 0);
        break_lines(typesetter, &own, false);
    }
    TextLines *lines = set_lines(typesetter, &own, typesetter->lines);
    lines->cut = own.cut_wide;
    return lines;
}

void
text_lines_free(TextLines *lines)
{
    if (lines == NULL)
        return;
    g_array_unref(lines->lines);
    g_array_unref(lines->runs);
    g_free(lines->glyphs);
    g_string_free(lines->text, TRUE);
    g_free(lines);
}

int
text_width(Typesetter *typesetter, const TextPiece *piece)
{
    TextShape shape = { .measure = G_MAXINT / 4 };
    const Paragraph *paragraph = &typesetter->paragraph;

    paragraph_build(typesetter, piece, 1, &shape);
    return g_array_index(paragraph->breaks, LineBreak, paragraph->breaks->len - 1).end;
}
