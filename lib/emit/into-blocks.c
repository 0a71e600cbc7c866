/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/xml-text.h"
#include "emit/into-private.h"

/*
 * What is put in, block by block: one function per kind, in a table. Recursion is bounded by the nesting that
 * parse_markup() lets through.
 */

enum { LIST_INDENT = 360, QUOTE_INDENT = 567, DEEPEST_LEVEL = 8 }; /* twentieths of a point */

static const Property keep_next[] = { { "w:keepNext", "<w:keepNext/>" }, { NULL, NULL } };

static void
append_paragraph(Into *into, const GPtrArray *runs, const Property *own, unsigned style)
{
    into_open_paragraph(into, own);
    into_append_runs(into, runs, style);
    into_close_paragraph(into);
}

static void
into_content(Into *into, const Block *block)
{
    if (block->runs != NULL && block->runs->len > 0)
        append_paragraph(into, block->runs, NULL, 0);
    if (block->children != NULL)
        into_append_blocks(into, block->children);
}

/* Of an answer, or of a fraction whose answers stand apart: that looks like the document's own. */
static void
into_heading(Into *into, const Block *block)
{
    Look before = into->look;
    bool found = into_find_heading(into, block, &into->look);

    into_open_paragraph(into, keep_next);
    if (block->number != NULL) {
        into_append_text(into, block->number, found ? 0 : RUN_STRONG);
        into_append_text(into, " ", 0);
    }
    into_append_runs(into, block->runs, found ? 0 : RUN_STRONG);
    into_close_paragraph(into);
    if (found)
        look_clear(&into->look);
    into->look = before;
}

/* What else it answers stands below it: a label is read as one, here and elsewhere, where it is all of its line. */
static void
into_label(Into *into, const Block *block)
{
    g_autofree char *spacing = into_spacing(into, into->white > 0 ? into->white : -1, 0);
    const Property own[] = { { "w:keepNext", "<w:keepNext/>" },
                             { "w:spacing", spacing },
                             { NULL, NULL } };

    append_paragraph(into, block->runs, own, RUN_STRONG);
    if (block->aside == NULL && block->aside_runs == NULL)
        return;
    g_autofree char *close = into_spacing(into, 0, 0);
    const Property below[] = { { "w:keepNext", "<w:keepNext/>" },
                               { "w:spacing", close },
                               { NULL, NULL } };
    into_open_paragraph(into, below);
    into_append_text(into, "(", RUN_EMPHASIS);
    if (block->aside_runs != NULL)
        into_append_runs(into, block->aside_runs, RUN_EMPHASIS);
    else
        into_append_text(into, block->aside, RUN_EMPHASIS);
    into_append_text(into, ")", RUN_EMPHASIS);
    into_close_paragraph(into);
}

/* Does an empty paragraph part this from what is above? Its first child sees to that where it has its own. */
static bool
begins_apart(const Into *into, const Block *block)
{
    bool holder = block->kind == BLOCK_ANSWER || block->kind == BLOCK_SECTION;

    return !holder && !into->in_notes && !into->parted && into->list_depth == 0;
}

static void
into_answer(Into *into, const Block *block)
{
    into->expected = block->anchor;
    into_content(into, block);
    into->expected = NULL;
}

/* The committee's words once more: in italics, so that they are not taken for the answer. */
static void
into_passage(Into *into, const Block *block)
{
    if (block->runs != NULL && block->runs->len > 0)
        append_paragraph(into, block->runs, keep_next, RUN_EMPHASIS);
}

static void
into_unanswered(Into *into, const Block *block)
{
    static const Property yellow[] = {
        { "w:shd", "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FFFF00\"/>" }, { NULL, NULL }
    };

    append_paragraph(into, block->runs, yellow, RUN_STRONG);
}

/* ---- Lists ---- */

/* The first paragraph carries the item's mark, what goes on in it stands below. White comes behind the last alone. */
static void
append_item(Into *into, const Block *item, guint list, bool tight)
{
    int left = MAX(into->look.left, 0);
    g_autofree char *indent =
        g_strdup_printf("<w:ind w:left=\"%d\" w:hanging=\"%d\"/>", left, LIST_INDENT);
    g_autofree char *number =
        g_strdup_printf("<w:numPr><w:ilvl w:val=\"%d\"/><w:numId w:val=\"%u\"/></w:numPr>",
                        CLAMP(into->list_depth - 1, 0, DEEPEST_LEVEL), list);
    guint count = item->children != NULL ? item->children->len : 0, first = 0;
    const GPtrArray *words = item->runs;
    const Block *child = count > 0 ? g_ptr_array_index(item->children, 0) : NULL;

    if ((words == NULL || words->len == 0) && child != NULL && child->kind == BLOCK_PARAGRAPH) {
        words = child->runs;
        first = 1;
    }
    bool close = tight && (into->list_goes_on || count > first);
    const Property own[] = { { "w:numPr", number },
                             { "w:ind", indent },
                             { "w:contextualSpacing", close ? "<w:contextualSpacing/>" : "" },
                             { NULL, NULL } };
    append_paragraph(into, words, own, 0);
    g_autoptr(GPtrArray) rest = g_ptr_array_new();
    for (guint i = first; i < count; i++)
        g_ptr_array_add(rest, g_ptr_array_index(item->children, i));
    into_append_blocks(into, rest);
}

static void
into_list(Into *into, const Block *block)
{
    guint list =
        into_add_list(into, block->ordered, MIN(into->list_depth, DEEPEST_LEVEL), block->start);
    guint count = block->children != NULL ? block->children->len : 0;
    int outside = into->look.left;
    bool goes_on = into->list_goes_on;

    into->list_depth++;
    into->look.left = into_look_left(into) + LIST_INDENT;
    for (guint i = 0; i < count; i++) {
        into->list_goes_on = goes_on || i + 1 < count;
        append_item(into, g_ptr_array_index(block->children, i), list, block->tight);
    }
    into->list_goes_on = goes_on;
    into->look.left = outside;
    into->list_depth--;
}

/* ---- Quotations, code, rules ---- */

static void
into_quote(Into *into, const Block *block)
{
    int outside = into->look.left;

    into->look.left = into_look_left(into) + QUOTE_INDENT;
    into_content(into, block);
    into->look.left = outside;
}

static void
into_code(Into *into, const Block *block)
{
    g_autofree char *text = block_text(block);

    into_open_paragraph(into, NULL);
    into_append_text(into, g_strchomp(text), RUN_CODE);
    into_close_paragraph(into);
}

static void
into_rule(Into *into, const Block *block)
{
    static const Property line[] = { { "w:pBdr", "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" "
                                                 "w:space=\"1\" w:color=\"auto\"/></w:pBdr>" },
                                     { NULL, NULL } };

    (void)block;
    into_open_paragraph(into, line);
    into_close_paragraph(into);
}

void
into_append_caption(Into *into, const char *number, const Block *caption, bool keep)
{
    into_open_paragraph(into, keep ? keep_next : NULL);
    if (number != NULL) {
        into_append_text(into, number, RUN_STRONG);
        into_append_text(into, " ", RUN_STRONG);
    }
    into_append_runs(into, caption->runs, RUN_STRONG);
    into_close_paragraph(into);
}

static void
into_nothing(Into *into, const Block *block)
{
    (void)into;
    (void)block;
}

void
into_append_blocks(Into *into, const GPtrArray *blocks)
{
    static void (*const writers[])(Into *, const Block *) = {
        [BLOCK_PARAGRAPH] = into_content,
        [BLOCK_HEADING] = into_heading,
        [BLOCK_LIST] = into_list,
        [BLOCK_ITEM] = into_content,
        [BLOCK_QUOTE] = into_quote,
        [BLOCK_CODE] = into_code,
        [BLOCK_RULE] = into_rule,
        [BLOCK_TABLE] = into_append_table,
        [BLOCK_ROW] = into_content,
        [BLOCK_CELL] = into_content,
        [BLOCK_FIGURE] = into_append_figure,
        [BLOCK_CAPTION] = into_content,
        [BLOCK_SECTION] = into_content,
        [BLOCK_PASSAGE] = into_passage,
        [BLOCK_ANSWER] = into_answer,
        [BLOCK_LABEL] = into_label,
        [BLOCK_UNANSWERED] = into_unanswered,
        [BLOCK_CONTENTS] = into_nothing,
        [BLOCK_SIGNATURE] = into_content,
        [BLOCK_OVERVIEW] = into_nothing,
    };

    for (guint i = 0; i < blocks->len; i++) {
        const Block *block = g_ptr_array_index(blocks, i);
        if (begins_apart(into, block))
            into_append_blank(into);
        into->parted = false;
        writers[block->kind](into, block);
        into->parted = block->kind == BLOCK_LABEL || block->kind == BLOCK_TABLE;
    }
}
