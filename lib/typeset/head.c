/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/head-private.h"

#include <string.h>

/*
 * What surrounds the text: on the first page the ribbon, the ministry, addresses, date and subject and the reference
 * column, which are content and are read before the letter; on all others the shorter reference column with the
 * running head, the classification and the page number, which are artifacts. What is the same on every page is set
 * once and painted many times.
 */

enum { BLANK_LINES = 3 }; /* from the subject to the salutation (domain.md 2.1) */

GArray *
parts_new(void)
{
    return g_array_new(FALSE, TRUE, sizeof(Part));
}

/* Lines of text from `y` on, the top of the first. Returns the bottom of the last. */
static int
add_lines(GArray *parts, TextLines *lines, const TextStyle *style, int x, int y)
{
    for (guint i = 0; i < lines->lines->len; i++) {
        Part part = {
            .kind = PART_LINE, .lines = lines, .line = i, .x = x, .y = y + style_ascent(style)
        };
        g_array_append_val(parts, part);
        y += style->leading;
    }
    return y;
}

static guint
side_tag(Flow *flow, const Side *side)
{
    if (side->parent == NULL)
        return flow_artifact(flow, side->artifact);
    return flow_tag(flow, element_add(flow->pages, side->parent, STRUCT_P));
}

int
add_text(Furniture *furniture, const Side *side, const char *text, TextStyleName name,
         const Frame *area)
{
    Flow *flow = furniture->flow;
    const TextStyle *style = &flow->style->text[name];
    if (text == NULL || text[0] == '\0')
        return area->y;
    guint tag = side_tag(flow, side);
    TextLines *lines = break_plain(flow, text, style, area->width, tag);
    return add_lines(side->parts, lines, style, area->x, area->y);
}

/*
 * The ministry's name in lines of even length: the narrowest measure that takes no more lines than the frame's own, so
 * that "Ministerie van" stands above "Buitenlandse Zaken".
 */
static void
add_ministry(Furniture *furniture, StructureElement *parent)
{
    Flow *flow = furniture->flow;
    const TextStyle *style = &flow->style->text[STYLE_MINISTRY];
    const Frame *frame = &flow->style->ministry;
    const char *text = flow->letter->head.ministry;
    if (text == NULL || text[0] == '\0')
        return;
    guint tag = flow_tag(flow, element_add(flow->pages, parent, STRUCT_P));
    TextLines *lines = break_plain(flow, text, style, frame->width, tag);

    for (int measure = frame->width - style->size; measure > frame->width / 2;
         measure -= style->size / 2) {
        TextLines *narrow = break_plain(flow, text, style, measure, tag);
        if (narrow->lines->len > lines->lines->len)
            break;
        lines = narrow;
    }
    add_lines(furniture->first, lines, style, frame->x, frame->y);
}

static char *
join_lines(const GPtrArray *strings)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; strings != NULL && i < strings->len; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? "\n" : "",
                               (const char *)g_ptr_array_index(strings, i));
    return g_string_free(g_steal_pointer(&text), FALSE);
}

/* The reference column's closing words are italic: a look of their own, kept as long as they are set. */
static int
add_item_lines(Furniture *furniture, const Side *side, const ReferenceItem *item, const Frame *area)
{
    Flow *flow = furniture->flow;
    TextStyle style = flow->style->text[STYLE_SMALL];
    g_autofree char *text = join_lines(item->lines);

    if (text[0] == '\0')
        return area->y;
    style.italic = item->italic;
    guint tag = side_tag(flow, side);
    TextLines *lines = break_plain(flow, text, &style, area->width, tag);
    return add_lines(side->parts, lines, &style, area->x, area->y);
}

static int
add_column(Furniture *furniture, const Side *side, const GPtrArray *items)
{
    const Style *style = furniture->flow->style;
    Frame area = style->reference_column;

    for (guint i = 0; items != NULL && i < items->len; i++) {
        const ReferenceItem *item = g_ptr_array_index(items, i);
        area.y = add_text(furniture, side, item->label, STYLE_SMALL_LABEL, &area);
        area.y = add_item_lines(furniture, side, item, &area);
        area.y += style->reference_gap;
    }
    return area.y;
}

/* The user's own, as large as its frame allows, hung from the upper edge: the style bleeds there. */
static void
fit_image(Part *part, const ImageInfo *stored)
{
    const ImageInfo shown = image_info_shown(stored), *info = &shown;
    double scale = MIN(part->width / (double)info->width, part->height / (double)info->height);
    int width = (int)(info->width * scale);

    part->x += (part->width - width) / 2;
    part->width = width;
    part->height = (int)(info->height * scale);
}

static void
add_ribbon(Furniture *furniture)
{
    Flow *flow = furniture->flow;
    guint image = find_image(flow, flow->style->ribbon_image, (Span){ 0 });

    const Frame *ribbon = &furniture->flow->style->ribbon;
    Part part = { .kind = PART_FILL,
                  .x = ribbon->x,
                  .y = ribbon->y,
                  .width = ribbon->width,
                  .height = ribbon->height,
                  .grey = 700,
                  .artifact = ARTIFACT_BACKGROUND };
    if (image != G_MAXUINT) {
        part.kind = PART_IMAGE;
        part.image = image;
        fit_image(&part, &((const PageImage *)g_ptr_array_index(flow->pages->images, image))->info);
    }
    g_array_append_val(furniture->first, part);
}

/* A label and, at the tab, its value; one paragraph. Returns the bottom. */
static int
add_tabbed(Furniture *furniture, const char *label, const char *value, int y,
           StructureElement *parent)
{
    Flow *flow = furniture->flow;
    const TextStyle *style = &flow->style->text[STYLE_BODY];
    const Frame *frame = &flow->style->subject;
    int tab = flow->style->subject_tab;
    TextStyle plain = *style;

    if (value == NULL)
        return y;
    plain.hyphenate = false;
    StructureElement *paragraph = element_add(flow->pages, parent, STRUCT_P);
    if (label != NULL) {
        guint tag = flow_tag(flow, element_add(flow->pages, paragraph, STRUCT_SPAN));
        TextLines *words = break_plain(flow, label, &plain, tab, tag);
        end_words(words);
        add_lines(furniture->first, words, style, frame->x, y);
    }
    guint tag = flow_tag(flow, element_add(flow->pages, paragraph, STRUCT_SPAN));
    TextLines *lines = break_plain(flow, value, &plain, frame->width - tab, tag);
    return add_lines(furniture->first, lines, style, frame->x + tab, y);
}

static void
add_subject(Furniture *furniture, StructureElement *parent)
{
    const LetterHead *head = &furniture->flow->letter->head;
    const TextStyle *body = &furniture->flow->style->text[STYLE_BODY];
    int y = furniture->flow->style->subject.y;

    y = add_tabbed(furniture, head->date_label, head->date, y, parent);
    y = add_tabbed(furniture, head->subject_label, head->subject, y, parent);
    furniture->subject_end = y - body->leading + body->baseline;
}

static void
add_first_page(Furniture *furniture, StructureElement *part)
{
    const Style *style = furniture->flow->style;
    const LetterHead *head = &furniture->flow->letter->head;
    const Side side = { furniture->first, part, ARTIFACT_NONE };
    g_autofree char *addressee = join_lines(head->addressee);

    add_ribbon(furniture);
    add_ministry(furniture, part);
    add_text(furniture, &side, head->return_address, STYLE_SMALL, &style->return_address);
    add_text(furniture, &side, addressee, STYLE_BODY, &style->address);
    add_subject(furniture, part);
    furniture->first_column_end = add_column(furniture, &side, head->reference_first);
}

static void
add_draft(Furniture *furniture)
{
    const Style *style = furniture->flow->style;
    const LetterHead *head = &furniture->flow->letter->head;
    Frame below = style->draft_mark;
    const Side top = { furniture->every, NULL, ARTIFACT_HEADER };
    const Side foot = { furniture->every, NULL, ARTIFACT_FOOTER };

    if (head->draft_mark == NULL)
        return;
    below.y = add_text(furniture, &top, head->draft_mark, STYLE_DRAFT, &style->draft_mark);
    below.y = add_text(furniture, &top, head->draft_count, STYLE_SMALL, &below);
    add_text(furniture, &top, head->draft_problems, STYLE_SMALL_LABEL, &below);

    /* The first page has no room for a classification above: a secret draft is secret there too. */
    const char *secret = head->classification;
    g_autofree char *words = g_strconcat(secret != NULL ? secret : "", secret != NULL ? " · " : "",
                                         head->draft_mark, NULL);
    add_text(furniture, &foot, words, STYLE_SMALL_LABEL, &style->classification_foot);
}

static void
add_classification(Furniture *furniture)
{
    const Style *style = furniture->flow->style;
    const LetterHead *head = &furniture->flow->letter->head;

    const Side top = { furniture->next, NULL, ARTIFACT_HEADER };
    const Side foot = { furniture->every, NULL, ARTIFACT_FOOTER };

    if (head->classification == NULL)
        return;
    add_text(furniture, &top, head->classification, STYLE_SMALL_LABEL, &style->classification_top);
    if (head->draft_mark == NULL)
        add_text(furniture, &foot, head->classification, STYLE_SMALL_LABEL,
                 &style->classification_foot);
}

/* Has the page what stands on a first one alone? A part of a letter has no letterhead. */
static bool
is_first(const Furniture *furniture, guint number)
{
    const Flow *flow = furniture->flow;
    return number == 0 && (flow->style->head != HEAD_LETTER || !flow->letter->part);
}

static void
add_letter(Furniture *furniture, StructureElement *part)
{
    const Side next = { furniture->next, NULL, ARTIFACT_HEADER };

    if (is_first(furniture, 0))
        add_first_page(furniture, part);
    furniture->column_end =
        add_column(furniture, &next, furniture->flow->letter->head.reference_next);
    add_classification(furniture);
    add_draft(furniture);
}

Furniture *
furniture_new(Flow *flow, StructureElement *part)
{
    Furniture *furniture = g_new0(Furniture, 1);
    furniture->flow = flow;
    furniture->first = parts_new();
    furniture->next = parts_new();
    furniture->every = parts_new();
    switch (flow->style->head) {
    case HEAD_LETTER:
        add_letter(furniture, part);
        break;
    case HEAD_KAMERSTUK:
        kamerstuk_add(furniture, part);
        break;
    case HEAD_OVERVIEW:
        overview_add(furniture);
        break;
    }
    return furniture;
}

void
furniture_free(Furniture *furniture)
{
    if (furniture == NULL)
        return;
    g_array_unref(furniture->first);
    g_array_unref(furniture->next);
    g_array_unref(furniture->every);
    g_free(furniture);
}

Frame
furniture_first_frame(const Furniture *furniture)
{
    const Style *style = furniture->flow->style;
    Frame frame = style->text_first;
    int wanted = furniture->subject_end + (BLANK_LINES + 1) * style->grid;

    if (style->head == HEAD_OVERVIEW)
        return frame;
    if (!is_first(furniture, 0))
        return style->text_next;
    if (style->head == HEAD_KAMERSTUK) {
        int down = kamerstuk_number_line(furniture) - frame.y;
        frame.y += down;
        frame.height -= (MAX(down, 0) + style->grid - 1) / style->grid * style->grid;
        return frame;
    }
    while (frame.y < wanted && frame.height > style->grid) {
        frame.y += style->grid;
        frame.height -= style->grid;
    }
    return frame;
}

void
paint_parts(Furniture *furniture, Page *page, const GArray *parts)
{
    for (guint i = 0; i < parts->len; i++)
        paint_part(furniture->flow, page, &g_array_index(parts, Part, i), 0);
}

/* The text with its {places} filled. */
static char *
fill(const char *text, const char *place, guint number)
{
    g_autofree char *digits = g_strdup_printf("%u", number);

    return fill_place(text, place, digits);
}

char *
page_words(const Furniture *furniture, guint number)
{
    const Flow *flow = furniture->flow;
    if (flow->letter->head.page_text == NULL)
        return NULL;
    g_autofree char *first = fill(flow->letter->head.page_text, "{page}", number);
    return fill(first, "{pages}", flow->pages->pages->len);
}

static void
paint_page_number(Furniture *furniture, Page *page, guint number)
{
    Flow *flow = furniture->flow;
    g_autofree char *text = page_words(furniture, number);
    g_autoptr(GArray) parts = parts_new();

    const Side foot = { parts, NULL, ARTIFACT_FOOTER };
    add_text(furniture, &foot, text, STYLE_SMALL, &flow->style->page_number);
    paint_parts(furniture, page, parts);
}

/* The answers, or parts of them, that stand in a cut of the list. */
static GPtrArray *
find_answers(const Chapter *chapter, const PageCut *cut)
{
    GPtrArray *answers = g_ptr_array_new();
    for (guint i = cut->start; i < cut->end; i++) {
        const Block *answer = g_array_index(chapter->text.boxes, Box, i).answer;
        bool known = answers->len > 0 && g_ptr_array_index(answers, answers->len - 1) == answer;
        if (answer != NULL && !known)
            g_ptr_array_add(answers, (gpointer)answer);
    }
    return answers;
}

/* "Antwoorden op deze pagina", for thumbing: always at the same place of the edge. Returns where it ends. */
static int
paint_running(Furniture *furniture, Page *page, const Chapter *chapter, const PageCut *cut)
{
    Flow *flow = furniture->flow;
    g_autoptr(GPtrArray) answers = find_answers(chapter, cut);
    g_autofree char *text = letter_running(flow->letter, answers);
    g_autoptr(GArray) parts = parts_new();
    Frame area = flow->style->reference_column;

    area.y = furniture->column_end;
    if (text == NULL || text[0] == '\0')
        return area.y;
    const Side side = { parts, NULL, ARTIFACT_HEADER };
    area.y = add_text(furniture, &side, flow->letter->head.running_label, STYLE_SMALL_LABEL, &area);
    area.y = add_text(furniture, &side, text, STYLE_SMALL, &area);
    paint_parts(furniture, page, parts);
    return area.y + flow->style->reference_gap;
}

/* What changes from page to page. Returns from where on statuses may stand in the column. */
static int
paint_changing(Furniture *furniture, const Chapter *chapter, guint index)
{
    guint number = chapter->first_page + index;
    Page *page = g_ptr_array_index(furniture->flow->pages->pages, number);

    switch (furniture->flow->style->head) {
    case HEAD_LETTER:
        paint_page_number(furniture, page, number + 1);
        if (!is_first(furniture, number))
            return paint_running(furniture, page, chapter,
                                 &g_array_index(chapter->cuts, PageCut, index));
        break;
    case HEAD_KAMERSTUK:
        kamerstuk_paint_footer(furniture, page, number + 1);
        break;
    case HEAD_OVERVIEW:
        overview_paint_number(furniture, page, number + 1);
        break;
    }
    return is_first(furniture, number) ? furniture->first_column_end : furniture->column_end;
}

static void
paint_chapter_pages(Furniture *furniture, const Chapter *chapter)
{
    for (guint i = 0; i < chapter->cuts->len; i++) {
        guint number = chapter->first_page + i;
        Page *page = g_ptr_array_index(furniture->flow->pages->pages, number);

        paint_parts(furniture, page,
                    is_first(furniture, number) ? furniture->first : furniture->next);
        paint_parts(furniture, page, furniture->every);
        int end = paint_changing(furniture, chapter, i);
        paint_statuses(furniture->flow, number, chapter, end);
    }
}

void
furniture_paint(Furniture *furniture, const Chapter *cover, const Chapter *appendix)
{
    if (cover != NULL)
        paint_chapter_pages(furniture, cover);
    if (appendix != NULL)
        paint_chapter_pages(furniture, appendix);
}
