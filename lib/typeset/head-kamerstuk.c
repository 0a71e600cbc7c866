/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/head-private.h"

/*
 * The lines around a Kamerstuk's text, all by their baselines (domain.md 1.1). On the first page they are content, read
 * before the text that they head; the footer and what a draft adds are artifacts.
 */

enum { DRAFT_LINES = 3 }; /* on the first page from Nr. to CONCEPT (pages.md) */

/* One or more lines, the first on this baseline. Returns how many. */
static guint
add_at(Furniture *furniture, const Side *side, const char *text, TextStyleName name,
       const Frame *place)
{
    const TextStyle *style = &furniture->flow->style->text[name];
    Frame area = *place;

    if (text == NULL || text[0] == '\0')
        return 0;
    area.y -= style_ascent(style);
    int end = add_text(furniture, side, text, name, &area);
    return (guint)((end - area.y) / style->leading);
}

/* Ends at the right edge instead of beginning at the left. */
static void
align_right(GArray *parts, guint from, int right)
{
    for (guint i = from; i < parts->len; i++) {
        Part *part = &g_array_index(parts, Part, i);
        part->right = true;
        part->x = right;
    }
}

static void
add_rule(Furniture *furniture, int y)
{
    const KamerstukLines *lines = &furniture->flow->style->kamerstuk;
    Part part = { .kind = PART_RULE,
                  .x = lines->left,
                  .y = y - lines->rule / 2,
                  .width = lines->right - lines->left,
                  .height = lines->rule,
                  .artifact = ARTIFACT_LAYOUT };
    g_array_append_val(furniture->first, part);
}

static void
add_chamber(Furniture *furniture, const Side *side)
{
    const Style *style = furniture->flow->style;
    const KamerstukLines *lines = &style->kamerstuk;
    const LetterHead *head = &furniture->flow->letter->head;
    Frame place = { lines->left, lines->chamber, lines->right - lines->left, 0 };

    add_at(furniture, side, head->chamber, STYLE_CHAMBER, &place);
    guint before = side->parts->len;
    place.y = lines->digit;
    add_at(furniture, side, head->chamber_digit, STYLE_CHAMBER_DIGIT, &place);
    align_right(side->parts, before, lines->right);
    place.y = lines->session;
    add_at(furniture, side, head->session, STYLE_SESSION, &place);
    add_rule(furniture, lines->rule_upper);
    add_rule(furniture, lines->rule_lower);
}

/* A number and its title beside it. Returns how many lines they all take. */
static int
add_dossiers(Furniture *furniture, const Side *side)
{
    const Style *style = furniture->flow->style;
    const KamerstukLines *lines = &style->kamerstuk;
    const GPtrArray *dossiers = furniture->flow->letter->head.dossiers;
    const TextStyle *text = &style->text[STYLE_DOSSIER];
    int count = 0;

    for (guint i = 0; dossiers != NULL && i < dossiers->len; i++) {
        const DossierLine *line = g_ptr_array_index(dossiers, i);
        int y = lines->dossier + count * text->leading;
        Frame left = { lines->left, y, style->text_first.x - lines->left - text->size, 0 };
        Frame right = { style->text_first.x, y, style->text_first.width, 0 };
        guint numbers = add_at(furniture, side, line->number, STYLE_DOSSIER, &left);
        guint titles = add_at(furniture, side, line->title, STYLE_DOSSIER, &right);
        count += (int)MAX(numbers, titles);
    }
    return count;
}

static void
add_imprint(Furniture *furniture, const Side *side)
{
    const Style *style = furniture->flow->style;
    const KamerstukLines *lines = &style->kamerstuk;
    const GPtrArray *imprint = furniture->flow->letter->head.imprint;
    guint count = imprint != NULL ? imprint->len : 0;

    for (guint i = 0; i < count; i++) {
        int up = (int)(count - 1 - i) * style->text[STYLE_IMPRINT].leading;
        Frame place = { lines->left, lines->imprint - up, style->text_first.x - lines->left, 0 };
        add_at(furniture, side, g_ptr_array_index(imprint, i), STYLE_IMPRINT, &place);
    }
}

static int
add_draft_mark(Furniture *furniture, GArray *parts, int y)
{
    const LetterHead *head = &furniture->flow->letter->head;
    const Side side = { parts, NULL, ARTIFACT_HEADER };
    Frame area = furniture->flow->style->draft_mark;

    area.y = y;
    area.y = add_text(furniture, &side, head->draft_mark, STYLE_DRAFT, &area);
    area.y = add_text(furniture, &side, head->draft_count, STYLE_SMALL, &area);
    area.y = add_text(furniture, &side, head->draft_problems, STYLE_SMALL_LABEL, &area);
    return area.y + furniture->flow->style->reference_gap;
}

void
kamerstuk_add(Furniture *furniture, StructureElement *part)
{
    const Style *style = furniture->flow->style;
    const KamerstukLines *lines = &style->kamerstuk;
    const LetterHead *head = &furniture->flow->letter->head;
    const Side side = { furniture->first, part, ARTIFACT_NONE };

    add_chamber(furniture, &side);
    int count = MAX(add_dossiers(furniture, &side), lines->dossier_lines);
    furniture->subject_end =
        lines->dossier + (count - 1) * style->text[STYLE_DOSSIER].leading + lines->number_below;
    Frame number = { lines->left, furniture->subject_end, style->text_first.x - lines->left, 0 };
    add_imprint(furniture, &side);
    add_at(furniture, &side, head->document_number, STYLE_TITLE, &number);
    furniture->column_end = style->reference_column.y;
    furniture->first_column_end = number.y + style->grid;
    if (head->draft_mark == NULL)
        return;
    int below = number.y + DRAFT_LINES * style->grid - style_ascent(&style->text[STYLE_DRAFT]);
    furniture->first_column_end = add_draft_mark(furniture, furniture->first, below);
    furniture->column_end = add_draft_mark(furniture, furniture->next, style->draft_mark.y);
}

int
kamerstuk_number_line(const Furniture *furniture)
{
    return furniture->subject_end;
}

/* A document of one page has no number on it. */
void
kamerstuk_paint_footer(Furniture *furniture, Page *page, guint number)
{
    Flow *flow = furniture->flow;
    const KamerstukLines *lines = &flow->style->kamerstuk;
    g_autoptr(GArray) parts = parts_new();
    const Side side = { parts, NULL, ARTIFACT_FOOTER };
    Frame place = { flow->style->text_next.x,
                    number == 1 ? lines->footer_first : lines->footer_next,
                    flow->style->text_next.width, 0 };
    g_autofree char *words = page_words(furniture, number);

    add_at(furniture, &side, flow->letter->head.footer, STYLE_FOOTER, &place);
    guint before = parts->len;
    if (flow->pages->pages->len > 1)
        add_at(furniture, &side, words, STYLE_FOOTER, &place);
    align_right(parts, before, lines->right);
    paint_parts(furniture, page, parts);
}
