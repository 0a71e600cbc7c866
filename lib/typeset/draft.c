/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/flow.h"

/*
 * What a draft shows beside an answer: its questions' ids, a mark with a word, who has it and until when. On the
 * baseline of the answer's label, or lower where the one above still stands there. It moves nothing: the draft's lines
 * and pages are those of the letter.
 */

#define TENTHS(n) ((n)*PANGO_SCALE / 10)

static const AnswerStatus *
find_status(const Flow *flow, const Block *answer)
{
    return answer->anchor != NULL ? g_hash_table_lookup(flow->statuses, answer->anchor) : NULL;
}

/* A place in the column at which to go on. */
typedef struct Column {
    Flow *flow;
    Page *page;
    int x, y, width;
} Column;

static void
paint_words(Column *column, const char *text, TextStyleName name, int indent)
{
    const TextStyle *style = &column->flow->style->text[name];
    TextLines *lines = break_plain(column->flow, text, style, column->width - indent,
                                   flow_artifact(column->flow, ARTIFACT_LAYOUT));

    for (guint i = 0; i < lines->lines->len; i++) {
        Part part = { .kind = PART_LINE,
                      .lines = lines,
                      .line = i,
                      .x = column->x + indent,
                      .y = style_ascent(style) };
        paint_part(column->flow, column->page, &part, column->y);
        column->y += style->leading;
    }
}

static void
paint_status(Column *column, const AnswerStatus *status)
{
    int baseline = style_ascent(&column->flow->style->text[STYLE_SMALL]);
    Part mark = { .kind = PART_MARK,
                  .x = column->x,
                  .width = TENTHS(MARK_SIDE),
                  .height = TENTHS(MARK_SIDE),
                  .mark = status->mark,
                  .artifact = ARTIFACT_LAYOUT };

    paint_words(column, status->ids, STYLE_SMALL_LABEL, 0);
    paint_part(column->flow, column->page, &mark, column->y + baseline - TENTHS(MARK_SIDE));
    paint_words(column, status->word, STYLE_SMALL, TENTHS(MARK_SIDE + MARK_GAP));
    if (status->owner == NULL && status->due == NULL)
        return;
    g_autofree char *who = g_strjoin(status->owner != NULL && status->due != NULL ? " · " : "",
                                     status->owner != NULL ? status->owner : "",
                                     status->due != NULL ? status->due : "", NULL);
    paint_words(column, who, STYLE_SMALL, 0);
}

static bool
begins_answer(const Chapter *chapter, guint box)
{
    const Block *answer = g_array_index(chapter->text.boxes, Box, box).answer;
    return answer != NULL &&
           (box == 0 || g_array_index(chapter->text.boxes, Box, box - 1).answer != answer);
}

void
paint_statuses(Flow *flow, guint page, const Chapter *chapter, int top)
{
    const Style *style = flow->style;
    const PageCut *cut = &g_array_index(chapter->cuts, PageCut, page - chapter->first_page);
    Column column = { flow, g_ptr_array_index(flow->pages->pages, page), style->reference_column.x,
                      top, style->reference_column.width };

    if (!flow->letter->draft)
        return;
    for (guint i = cut->start; i < cut->end; i++) {
        const Box *box = &g_array_index(chapter->text.boxes, Box, i);
        const AnswerStatus *status =
            begins_answer(chapter, i) ? find_status(flow, box->answer) : NULL;
        if (status == NULL)
            continue;
        int beside = box->y + box->baseline - style_ascent(&style->text[STYLE_SMALL_LABEL]);
        column.y = MAX(column.y, beside);
        paint_status(&column, status);
        column.y += style->reference_gap;
    }
}
