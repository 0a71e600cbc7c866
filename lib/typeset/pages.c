/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/pages.h"

#include <glib/gi18n-lib.h>

#include "base/failure.h"
#include "typeset/flow.h"

/*
 * The composed letter to pages.
 *
 * In: the Letter (every word, no places), the Style (every measure), fonts and hyphenation patterns. Out: pages on
 * which every glyph run, rule and link has its place and knows the element of the structure tree, or the kind of
 * artifact, that it belongs to.
 *
 * 1. Blocks become boxes, one a line of text, in a vertical list (blocks.c, headings.c, contents.c, inline.c); notes
 *    become boxes in a list of their own (notes.c). The structure tree is built on the way, so it has the order of
 *    the letter whatever the pages will be: a note follows the paragraph with its mark, and a paragraph that runs
 *    over pages is one element.
 * 2. The list is cut into pages by total fit (page-break.c, a pure function) and each box given its place (place.c).
 * 3. Page numbers in the text are put right, in two passes at most (numbers.c says why that ends).
 * 4. Boxes are painted (paint.c), then what surrounds the text (head.c).
 *
 * An element's own paints and those of its children that stand in its lines (Span, Link, Reference, Code) are painted
 * in reading order, page after page: what emits a structure tree can merge them by that order.
 *
 * Question numbers beside the text are artifacts, not labels: the document's own words are to come out unchanged, and
 * a number in the middle of a sentence would be read aloud there. The answer's label says the number to those who
 * listen.
 *
 * The committee's words, indented in a bracket, stand on the grid; the answer under them half a line off it (6 points
 * above, 18 below), as the drawn pages have it.
 */

static StructureElement *
begin_chapter(Flow *flow, Chapter *chapter)
{
    flow->chapter = chapter;
    flow->list = &chapter->text;
    flow->left = flow->style->text_next.x;
    flow->measure = flow->style->text_next.width;
    flow->white = flow->keep_lines = flow->heading_level = flow->tagged_level = 0;
    flow->after_heading = flow->after_answer = false;
    flow->last = NULL;
    flow->parent = element_add(flow->pages, flow->pages->root, STRUCT_PART);
    return flow->parent;
}

/* One pass: lays out, cuts and places; nothing is painted yet. */
typedef struct Pass {
    Flow *flow;
    Furniture *furniture;
    Chapter *cover, *appendix;
} Pass;

static void
pass_clear(Pass *pass)
{
    furniture_free(pass->furniture);
    chapter_free(pass->cover);
    chapter_free(pass->appendix);
    flow_free(pass->flow);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Pass, pass_clear)

static void
run_pass(Pass *pass)
{
    Flow *flow = pass->flow;
    const Letter *letter = flow->letter;

    bool has_cover = letter->cover->len > 0 || letter->body->len == 0;
    Chapter *first = chapter_new(has_cover);
    *(has_cover ? &pass->cover : &pass->appendix) = first;
    pass->furniture = furniture_new(flow, begin_chapter(flow, first));
    layout_blocks(flow, has_cover ? letter->cover : letter->body);
    if (flow_is_full(flow))
        return;
    Frame frame = furniture_first_frame(pass->furniture);
    place_chapter(flow, first, &frame);

    if (has_cover && letter->body->len > 0) {
        pass->appendix = chapter_new(false);
        begin_chapter(flow, pass->appendix);
        layout_blocks(flow, letter->body);
        if (flow_is_full(flow))
            return;
        place_chapter(flow, pass->appendix, &flow->style->text_next);
    }
    place_anchors(flow);
}

static Pages *
finish_pass(Pass *pass)
{
    Flow *flow = pass->flow;

    page_numbers_correct(flow);
    if (pass->cover != NULL) {
        paint_chapter(flow, pass->cover);
        report_pages(flow, pass->cover);
    }
    if (pass->appendix != NULL) {
        paint_chapter(flow, pass->appendix);
        report_pages(flow, pass->appendix);
    }
    furniture_paint(pass->furniture, pass->cover, pass->appendix);
    pages_prune(flow->pages);
    return g_steal_pointer(&flow->pages);
}

static bool
check_length(const Flow *flow, GError **error)
{
    if (!flow_is_full(flow) && flow->pages->pages->len <= PAGES_MAX)
        return true;
    failure_set(error, DIAG_OVER_LIMIT, NULL, 0, 0,
                _("the letter has more than %d pages; divide it over several letters"), PAGES_MAX);
    return false;
}

/* A pass is gone before the next begins: both together would need twice the memory. */
static Pages *
typeset_passes(const Letter *letter, const Style *style, Typesetter *typesetter, Diags *diags,
               GError **error)
{
    g_autoptr(GHashTable) numbers = NULL, here = NULL;

    while (true) {
        g_auto(Pass) pass = { .flow = flow_new(letter, style, typesetter, diags) };
        pass.flow->numbers = numbers;
        pass.flow->here = here;
        run_pass(&pass);
        if (!check_length(pass.flow, error))
            return NULL;
        if (numbers != NULL)
            return finish_pass(&pass);
        here = page_runs_here(pass.flow);
        if (g_hash_table_size(here) == 0 && page_numbers_agree(pass.flow))
            return finish_pass(&pass);
        numbers = page_numbers_collect(pass.flow);
        diags_clear(diags); /* the second pass finds the same again */
    }
}

Pages *
typeset_letter(const Letter *letter, const Style *style, FontSet *fonts, const char *hyphenation,
               Diags *diags, GError **error)
{
    g_autoptr(Diags) found = diags_new();
    g_autoptr(Typesetter) typesetter =
        typesetter_new(fonts, style, hyphenation, letter->language, found, error);
    if (typesetter == NULL)
        return NULL;

    typesetter_look_in(typesetter, letter->sources);
    Pages *pages = typeset_passes(letter, style, typesetter, found, error);
    diags_take(diags, found);
    return pages;
}
