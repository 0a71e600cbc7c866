/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/flow.h"

#include <string.h>

/*
 * Page numbers in the text. They are known when pages are made, and pages depend on the lines in which they stand.
 *
 * That ends, and after two passes at most: the first pass sets "00" for a number that it doesn't know. When its pages
 * are made, each number takes its place in the line as it was broken. Figures are all of one width, so where a number
 * has the length of what was set, the line is as if it had been set with it from the start. Where one has not (a
 * letter of less than ten or more than 99 pages), the second pass sets the numbers that the first one found. Its
 * pages may differ again, but from here on only figures are replaced, within line and page ends that stay: what
 * could move no longer does. A number that grew from 9 to 10 by that makes its ragged line one figure longer, which is
 * the price of the proof.
 *
 * Nobody looks for page 12 who reads it: a reference to something on its own page says "deze pagina". The first pass
 * finds them, and the second sets the words; where its pages part the two after all, "pagina 13" takes their place,
 * which is no wider. One that comes to stand on its own page there keeps the number: it is right too.
 */

char *
page_number_text(const Flow *flow, const char *anchor)
{
    gpointer number = NULL;
    if (flow->numbers != NULL && anchor != NULL &&
        g_hash_table_lookup_extended(flow->numbers, anchor, NULL, &number))
        return g_strdup_printf("%u", GPOINTER_TO_UINT(number));
    return g_strdup("00");
}

GHashTable *
page_numbers_collect(const Flow *flow)
{
    GHashTable *numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTableIter iter;
    gpointer name, place;

    g_hash_table_iter_init(&iter, flow->pages->destinations);
    while (g_hash_table_iter_next(&iter, &name, &place))
        g_hash_table_insert(numbers, g_strdup(name),
                            GUINT_TO_POINTER(((const Destination *)place)->page + 1));
    return numbers;
}

static bool
is_here(const Flow *flow, const Run *run)
{
    return run != NULL && flow->here != NULL && g_hash_table_contains(flow->here, run);
}

/*
 * Does the template put this before the number, in its link or before that? Or did the author write it, who may end with
 * any word: that stands elsewhere in the answers.
 */
static bool
is_before_page(const Run *run, const Run *page)
{
    if (run == NULL || run->text == NULL)
        return false;
    if (run->target != NULL)
        return g_strcmp0(run->target, page->target) == 0;
    return run->span.source == page->span.source && run->span.start == page->span.start &&
           run->span.end == page->span.end;
}

/* Length of a text without the word before a number at its end: 2 of ", pagina ". */
static gsize
without_page_word(const char *text)
{
    const char *end = text + strlen(text), *before;

    while ((before = g_utf8_find_prev_char(text, end)) != NULL &&
           g_unichar_isspace(g_utf8_get_char(before)))
        end = before;
    while ((before = g_utf8_find_prev_char(text, end)) != NULL &&
           (*before == '.' || g_unichar_isalpha(g_utf8_get_char(before))))
        end = before;
    return (gsize)(end - text);
}

char *
page_run_word(const Flow *flow, const Run *run, const Run *before)
{
    if (!is_here(flow, run))
        return NULL;
    return g_strdup(is_before_page(before, run) ? before->text + without_page_word(before->text)
                                                : "");
}

char *
page_run_text(const Flow *flow, const Run *run, const Run *after)
{
    if (is_here(flow, run))
        return g_strdup(flow->letter->head.this_page);
    if (run->kind == RUN_PAGE)
        return page_number_text(flow, run->target);
    if (!is_here(flow, after) || !is_before_page(run, after))
        return NULL;
    return g_strndup(run->text, without_page_word(run->text));
}

GHashTable *
page_runs_here(const Flow *flow)
{
    GHashTable *here = g_hash_table_new(NULL, NULL);

    for (guint i = 0; flow->letter->head.this_page != NULL && i < flow->page_places->len; i++) {
        const PagePlace *at = &g_array_index(flow->page_places, PagePlace, i);
        const Box *box = &g_array_index(at->list->boxes, Box, at->box);
        const Destination *to =
            at->run->target != NULL
                ? g_hash_table_lookup(flow->pages->destinations, at->run->target)
                : NULL;
        if (to != NULL && to->page == box->page)
            g_hash_table_add(here, (gpointer)at->run);
    }
    return here;
}

/* The number that should stand there; 0 where the anchor leads nowhere. */
static guint
right_number(const Flow *flow, const PageNumber *number)
{
    const char *anchor = flow_get_tag(flow, number->tag)->page_of;
    const Destination *place = g_hash_table_lookup(flow->pages->destinations, anchor);
    return place != NULL ? place->page + 1 : 0;
}

bool
page_numbers_agree(const Flow *flow)
{
    for (guint i = 0; i < flow->page_numbers->len; i++) {
        const PageNumber *number = &g_array_index(flow->page_numbers, PageNumber, i);
        char right[16];
        g_snprintf(right, sizeof right, "%u", right_number(flow, number));
        if (strlen(right) != strlen(number->printed))
            return false;
    }
    return true;
}

static guint
find_run(const TextLines *lines, guint tag)
{
    for (guint i = 0; i < lines->runs->len; i++)
        if (g_array_index(lines->runs, GlyphRun, i).tag == tag)
            return i;
    return G_MAXUINT;
}

/* What stands behind the number on its line makes room, or closes up. */
static void
shift_line(TextLines *lines, guint run, int by)
{
    for (guint i = 0; i < lines->lines->len; i++) {
        Line *line = &g_array_index(lines->lines, Line, i);
        if (run < line->run_start || run >= line->run_start + line->run_count)
            continue;
        line->width += by;
        for (guint j = run + 1; j < line->run_start + line->run_count; j++)
            g_array_index(lines->runs, GlyphRun, j).x += by;
    }
}

/* Puts other figures in the place of a run, as wide as the letters of its line: glyphs and text are appended, and the run
 * leads there. */
static void
replace_run(TextLines *lines, guint index, const TextLines *figures)
{
    if (figures->runs->len == 0)
        return;
    const GlyphRun *from = &g_array_index(figures->runs, GlyphRun, 0);
    GlyphRun *run = &g_array_index(lines->runs, GlyphRun, index);
    gint64 scale = 10000 + run->widen; /* ten-thousandths */
    int width = (int)(from->width * scale / 10000), by = width - run->width;
    guint32 offset = (guint32)lines->text->len - (guint32)from->text_start;

    run->font = from->font;
    run->width = width;
    run->glyph_start = lines->glyph_count;
    run->glyph_count = from->glyph_count;
    run->text_start = lines->text->len;
    run->text_length = from->text_length;
    g_string_append_len(lines->text, figures->text->str + from->text_start,
                        (gssize)from->text_length);
    lines->glyphs = g_renew(Glyph, lines->glyphs, lines->glyph_count + from->glyph_count);
    for (guint i = 0; i < from->glyph_count; i++) {
        Glyph glyph = figures->glyphs[from->glyph_start + i];
        glyph.cluster += offset;
        glyph.x = (int)(glyph.x * scale / 10000);
        lines->glyphs[lines->glyph_count++] = glyph;
    }
    if (by != 0)
        shift_line(lines, index, by);
}

/* What is said of the link to which a number belongs has the number too, at its end. */
static void
correct_contents(const Flow *flow, const PageNumber *number, const char *text)
{
    guint link = flow_get_tag(flow, number->tag)->link;
    if (link == 0)
        return;
    GString *contents = ((LinkInfo *)g_ptr_array_index(flow->links, link - 1))->contents;
    const char *old = g_strrstr(contents->str, number->printed);
    if (old == NULL)
        return;
    gssize at = old - contents->str;
    g_string_erase(contents, at, (gssize)strlen(number->printed));
    g_string_insert(contents, at, text);
}

static void
correct_number(Flow *flow, const PageNumber *number, const char *text)
{
    guint run = find_run(number->lines, number->tag);
    if (strcmp(text, number->printed) == 0 || run == G_MAXUINT)
        return;

    TextPiece piece = { .text = text,
                        .style = number->style,
                        .bold = number->bold,
                        .italic = number->italic,
                        .tag = number->tag };
    TextShape shape = { .measure = flow->style->page_width, .align = ALIGN_RAGGED };
    g_autoptr(TextLines) figures = break_text(flow->typesetter, &piece, 1, &shape);
    replace_run(number->lines, run, figures);
    correct_contents(flow, number, text);
}

void
page_numbers_correct(Flow *flow)
{
    g_autoptr(GHashTable) here = page_runs_here(flow);

    for (guint i = 0; i < flow->page_numbers->len; i++) {
        const PageNumber *number = &g_array_index(flow->page_numbers, PageNumber, i);
        if (number->word != NULL &&
            g_hash_table_contains(here, flow_get_tag(flow, number->tag)->run))
            continue;
        guint right = right_number(flow, number);
        g_autofree char *text =
            g_strdup_printf("%s%u", number->word != NULL ? number->word : "", right);
        say_page_aloud(flow, number, text);
        correct_number(flow, number, text);
    }
}
