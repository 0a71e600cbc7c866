/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/flow.h"

/*
 * What a draft shows: a box round faulty words, dots under doubtful ones, and beside the text what is the matter with
 * them; beside each answer its questions' ids, a mark with a word, who has it and until when. All of it is an artifact,
 * and moves nothing: the draft's lines and pages are those of the letter.
 */

enum {
    FAULT_BOX = 7,
    DOUBT_DOT = 7,
    DOUBT_STEP = 18
}; /* tenths of a point: lines round and under words */

/* Thousandths of the type size: how far the box round faulty words goes above and below their baseline, and beside. */
enum { BOX_ABOVE = 860, BOX_BELOW = 280, BOX_BESIDE = 100 };

#define TENTHS(n) ((n)*PANGO_SCALE / 10)

static int
type_size(const TextLines *lines, guint run)
{
    PangoFont *font = g_array_index(lines->runs, GlyphRun, run).font;
    PangoFontDescription *description = pango_font_describe_with_absolute_size(font);
    int size = pango_font_description_get_size(description);

    pango_font_description_free(description);
    return size;
}

/* Words of one problem on one line. */
typedef struct Stretch {
    const TextLines *lines; /* of its paragraph */
    guint problem;
    int start, end, size;
} Stretch;

static void
paint_stretch(Flow *flow, Page *page, const Stretch *stretch, int y)
{
    const Problem *problem = g_ptr_array_index(flow->letter->problems, stretch->problem - 1);
    int beside = stretch->size * BOX_BESIDE / 1000, above = stretch->size * BOX_ABOVE / 1000;
    Part part = { .kind = PART_OUTLINE,
                  .x = stretch->start - beside,
                  .y = -above,
                  .width = stretch->end - stretch->start + 2 * beside,
                  .height = above + stretch->size * BOX_BELOW / 1000,
                  .thickness = TENTHS(FAULT_BOX),
                  .artifact = ARTIFACT_LAYOUT };

    if (problem->mark == MARK_DOUBT) {
        part.kind = PART_DOTS;
        part.x = stretch->start;
        part.y = flow->style->underline_offset + TENTHS(DOUBT_DOT);
        part.width = stretch->end - stretch->start;
        part.height = TENTHS(DOUBT_STEP);
        part.thickness = TENTHS(DOUBT_DOT);
    }
    paint_part(flow, page, &part, y);
}

static void
end_stretch(Flow *flow, Page *page, const Stretch *stretch, int y)
{
    if (stretch->problem == 0)
        return;
    paint_stretch(flow, page, stretch, y);
    for (guint i = flow->problem_places->len; i > 0; i--) {
        const ProblemPlace *known = &g_array_index(flow->problem_places, ProblemPlace, i - 1);
        bool again = stretch->problem == flow->letter->shapeless && known->lines != stretch->lines;
        if (known->problem == stretch->problem && !again)
            return;
    }
    ProblemPlace place = { stretch->problem, flow->page, y, stretch->lines };
    g_array_append_val(flow->problem_places, place);
}

/* Characters that no font has; their place on the page is that of the sign for none. */
static void
paint_shapeless(Flow *flow, Page *page, const PlacedLine *placed, guint index)
{
    const TextLines *lines = placed->lines;
    const GlyphRun *run = &g_array_index(lines->runs, GlyphRun, index);
    int x = placed->x + run->x;

    for (guint i = 0, next; i < run->glyph_count; i = next) {
        const Glyph *glyph = &lines->glyphs[run->glyph_start + i];
        next = i + 1;
        if (glyph->id != 0)
            continue;
        while (next < run->glyph_count && glyph[next - i].id == 0)
            next++;
        int end = next < run->glyph_count ? glyph[next - i].x : run->width;
        const Stretch stretch = { lines, flow->letter->shapeless, x + glyph->x, x + end,
                                  type_size(lines, index) };
        end_stretch(flow, page, &stretch, placed->y);
    }
}

void
paint_problems(Flow *flow, Page *page, const PlacedLine *placed)
{
    const TextLines *lines = placed->lines;
    const Line *line = text_line(lines, placed->index);
    int x = placed->x, y = placed->y;
    Stretch stretch = { 0 };

    if (flow->letter->problems == NULL || flow->letter->problems->len == 0 || flow->repeating)
        return;
    for (guint i = line->run_start; i < line->run_start + line->run_count; i++) {
        const GlyphRun *run = &g_array_index(lines->runs, GlyphRun, i);
        const Tag *tag = flow_get_tag(flow, run->tag);
        guint problem = tag->run != NULL ? tag->run->problem : 0;
        if (problem != stretch.problem) {
            end_stretch(flow, page, &stretch, y);
            stretch = (Stretch){ lines, problem, x + run->x, x + run->x,
                                 problem > 0 ? type_size(lines, i) : 0 };
        }
        stretch.end = MAX(stretch.end, x + MIN(run->x + run->width, line->width));
        paint_shapeless(flow, page, placed, i);
    }
    end_stretch(flow, page, &stretch, y);
}

/* What stands in the margin in one piece, at its own height or where there is room. */
typedef struct MarginNote {
    GArray *parts; /* Part, from its top */
    int wanted, y, height;
} MarginNote;

/* What the column of a page holds. */
typedef struct Column {
    Flow *flow;
    guint page;
    const Chapter *chapter;
    const PageCut *cut;
    GArray *notes; /* MarginNote */
    GArray *taken; /* Taken, from above: stretches where something else stands */
    int x, width, top, bottom;
} Column;

typedef struct Taken {
    int top, bottom;
} Taken;

static void
note_clear(gpointer data)
{
    g_array_unref(((MarginNote *)data)->parts);
}

static MarginNote *
note_add(Column *column, int baseline)
{
    int ascent = style_ascent(&column->flow->style->text[STYLE_SMALL_LABEL]);
    MarginNote note = { .parts = g_array_new(FALSE, TRUE, sizeof(Part)),
                        .wanted = baseline - ascent };

    g_array_append_val(column->notes, note);
    return &g_array_index(column->notes, MarginNote, column->notes->len - 1);
}

/* Plain words and bold ones, in whichever order; either may be empty. */
typedef struct Words {
    const char *before, *bold, *after;
} Words;

static void
note_words(const Column *column, MarginNote *note, const Words *words, int indent)
{
    Flow *flow = column->flow;
    const TextStyle *style = &flow->style->text[STYLE_SMALL];
    guint tag = flow_artifact(flow, ARTIFACT_LAYOUT);
    const TextPiece pieces[] = {
        { .text = words->before != NULL ? words->before : "", .style = style, .tag = tag },
        { .text = words->bold != NULL ? words->bold : "",
          .style = style,
          .bold = true,
          .tag = tag },
        { .text = words->after != NULL ? words->after : "", .style = style, .tag = tag },
    };
    TextLines *lines = break_pieces(flow, pieces, G_N_ELEMENTS(pieces), column->width - indent);

    for (guint i = 0; i < lines->lines->len; i++) {
        Part part = { .kind = PART_LINE,
                      .lines = lines,
                      .line = i,
                      .x = column->x + indent,
                      .y = note->height + style_ascent(style) };
        g_array_append_val(note->parts, part);
        note->height += style->leading;
    }
}

/* A mark before the words, which hang behind it. */
static void
note_marked(const Column *column, MarginNote *note, DraftMark mark, const Words *words)
{
    int ascent = style_ascent(&column->flow->style->text[STYLE_SMALL]);
    Part part = { .kind = PART_MARK,
                  .x = column->x,
                  .y = note->height + ascent - TENTHS(MARK_SIDE),
                  .width = TENTHS(MARK_SIDE),
                  .height = TENTHS(MARK_SIDE),
                  .mark = mark,
                  .artifact = ARTIFACT_LAYOUT };

    g_array_append_val(note->parts, part);
    note_words(column, note, words, TENTHS(MARK_SIDE + MARK_GAP));
}

static void
add_problem(Column *column, guint number, int baseline)
{
    const Problem *problem = g_ptr_array_index(column->flow->letter->problems, number - 1);
    g_autofree char *text = g_strconcat(" ", problem->text, NULL);
    const Words words = { NULL, problem->word, text };

    note_marked(column, note_add(column, baseline), problem->mark, &words);
}

/* "DVB/CI · 5 mei, verstreken", the date bold where it is past. */
static void
add_status(Column *column, const AnswerStatus *status, int baseline)
{
    MarginNote *note = note_add(column, baseline);
    bool wide = column->flow->style->head == HEAD_KAMERSTUK;
    bool late = status->due != NULL && status->late != NULL;
    g_autofree char *date =
        late ? g_strdup_printf("%s, %s", status->due, status->late) : g_strdup(status->due);
    const char *dot = " · ", *owner = status->owner;
    g_autofree char *who =
        g_strconcat(wide ? status->word : "", wide && (owner != NULL || date != NULL) ? dot : "",
                    owner != NULL ? owner : "", owner != NULL && date != NULL ? dot : "",
                    late || date == NULL ? "" : date, NULL);
    const Words ids = { NULL, status->ids, NULL }, word = { status->word, NULL, NULL };
    const Words rest = { who, late ? date : NULL, NULL };

    note_words(column, note, &ids, 0);
    note_marked(column, note, status->mark, wide ? &rest : &word);
    if (!wide && (owner != NULL || date != NULL))
        note_words(column, note, &rest, 0);
    for (guint i = 0; status->problems != NULL && i < status->problems->len; i++)
        add_problem(column, g_array_index(status->problems, guint, i), baseline);
}

static bool
begins_answer(const Chapter *chapter, guint box)
{
    const Block *answer = g_array_index(chapter->text.boxes, Box, box).answer;
    return answer != NULL &&
           (box == 0 || g_array_index(chapter->text.boxes, Box, box - 1).answer != answer);
}

/* In the order of the page. */
static int
compare_notes(gconstpointer a, gconstpointer b)
{
    int first = ((const MarginNote *)a)->wanted, second = ((const MarginNote *)b)->wanted;
    return (first > second) - (first < second);
}

static void
find_notes(Column *column)
{
    const Flow *flow = column->flow;
    const GArray *places = flow->problem_places;

    for (guint i = column->cut->start; i < column->cut->end; i++) {
        const Box *box = &g_array_index(column->chapter->text.boxes, Box, i);
        if (!begins_answer(column->chapter, i) || box->answer->anchor == NULL)
            continue;
        const AnswerStatus *status = g_hash_table_lookup(flow->statuses, box->answer->anchor);
        if (status != NULL)
            add_status(column, status, box->y + box->baseline);
    }
    for (guint i = 0; i < places->len; i++) {
        const ProblemPlace *place = &g_array_index(places, ProblemPlace, i);
        if (place->page == column->page)
            add_problem(column, place->problem, place->y);
    }
    g_array_sort(column->notes, compare_notes);
}

/* How far a part goes, from left to right. */
static bool
is_in_column(const Column *column, const Part *part)
{
    int width = part->kind == PART_LINE ? text_line(part->lines, part->line)->width : part->width;
    int left = part->right ? part->x - width : part->x;

    return left < column->x + column->width && left + width > column->x;
}

/* Wide tables, and words that stick out. */
static void
find_taken(Column *column)
{
    for (guint i = column->cut->start; i < column->cut->end; i++) {
        const Box *box = &g_array_index(column->chapter->text.boxes, Box, i);
        int height = g_array_index(column->chapter->text.items, PageItem, i).height;
        int gap = column->flow->style->reference_gap;
        Taken taken = { box->y - gap, box->y + height + gap };
        bool found = false;

        for (guint p = 0; p < box->part_count && !found; p++)
            found = is_in_column(column, &g_array_index(box->parts, Part, box->part_start + p));
        if (found)
            g_array_append_val(column->taken, taken);
    }
}

/* The first place from `y` on downwards, or upwards, where so much is free. */
static int
find_below(const Column *column, int y, int height)
{
    for (guint i = 0; i < column->taken->len; i++) {
        const Taken *taken = &g_array_index(column->taken, Taken, i);
        if (y < taken->bottom && y + height > taken->top)
            y = taken->bottom;
    }
    return y;
}

static int
find_above(const Column *column, int y, int height)
{
    for (guint i = column->taken->len; i > 0; i--) {
        const Taken *taken = &g_array_index(column->taken, Taken, i - 1);
        if (y < taken->bottom && y + height > taken->top)
            y = taken->top - height;
    }
    return y;
}

/* Each at its own height, or lower where the one above still stands there; beside a wide table the nearer end of it. */
static void
place_notes(const Column *column)
{
    int gap = column->flow->style->reference_gap, y = column->top;

    for (guint i = 0; i < column->notes->len; i++) {
        MarginNote *note = &g_array_index(column->notes, MarginNote, i);
        int wanted = MAX(y, note->wanted);
        int below = find_below(column, wanted, note->height);
        int above = find_above(column, wanted, note->height);
        note->y = above >= y && wanted - above <= below - wanted ? above : below;
        y = note->y + note->height + gap;
    }
    int limit = column->bottom;
    for (guint i = column->notes->len; i > 0; i--) {
        MarginNote *note = &g_array_index(column->notes, MarginNote, i - 1);
        if (note->y + note->height > limit)
            note->y = find_above(column, limit - note->height, note->height);
        limit = note->y - gap;
    }
}

static int
notes_height(const Column *column)
{
    int height = 0;

    for (guint i = 0; i < column->notes->len; i++)
        height +=
            g_array_index(column->notes, MarginNote, i).height + column->flow->style->reference_gap;
    return height;
}

/* "en nog 3 …", below all others. */
static void
add_more(Column *column, guint count)
{
    const char *text = column->flow->letter->head.draft_more;
    g_autofree char *digits = g_strdup_printf("%u", count);
    g_autofree char *more = fill_place(text != NULL ? text : "+ {count}", "{count}", digits);
    const Words words = { NULL, more, NULL };

    note_words(column, note_add(column, column->bottom), &words, 0);
}

static bool
all_fit(const Column *column)
{
    place_notes(column);
    return column->notes->len == 0 || g_array_index(column->notes, MarginNote, 0).y >= column->top;
}

/* As many from above as there is room for, and how many more there are: their words are marked in the text all the same. */
static void
fit_notes(Column *column)
{
    GArray *notes = column->notes;
    guint all = notes->len, kept = all;
    if (all_fit(column))
        return;

    while (kept > 1 && notes_height(column) > column->bottom - column->top)
        g_array_set_size(notes, --kept);
    for (add_more(column, all - kept); kept > 1 && !all_fit(column); add_more(column, all - kept))
        g_array_set_size(notes, --kept);
}

void
paint_statuses(Flow *flow, guint page, const Chapter *chapter, int top)
{
    const Frame *frame = &flow->style->reference_column;
    if (!flow->letter->draft)
        return;

    g_autoptr(GArray) notes = g_array_new(FALSE, TRUE, sizeof(MarginNote));
    g_autoptr(GArray) taken = g_array_new(FALSE, TRUE, sizeof(Taken));
    Column column = {
        flow,     page,
        chapter,  &g_array_index(chapter->cuts, PageCut, page - chapter->first_page),
        notes,    taken,
        frame->x, frame->width,
        top,      frame->y + frame->height,
    };
    g_array_set_clear_func(notes, note_clear);
    find_notes(&column);
    find_taken(&column);
    fit_notes(&column);
    for (guint i = 0; i < notes->len; i++) {
        const MarginNote *note = &g_array_index(notes, MarginNote, i);
        if (note->y < top) /* one that is higher than the page, or a table over all of it */
            continue;
        for (guint p = 0; p < note->parts->len; p++)
            paint_part(flow, g_ptr_array_index(flow->pages->pages, page),
                       &g_array_index(note->parts, Part, p), note->y);
    }
}
