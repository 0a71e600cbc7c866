/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/pages.h"

#include <stdlib.h>
#include <string.h>

#include "emit/pdf.h"
#include "random-letter.h"

/* Random letters of every kind of block, set by the shipped templates: what must hold on each of their pages. */

/* Text, as the tree gives it back: own paints of each element, hyphens of the breaker left out. */
static GHashTable *
element_texts(const Pages *pages)
{
    GHashTable *texts = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_free);
    for (guint p = 0; p < pages->pages->len; p++) {
        const Page *page = g_ptr_array_index(pages->pages, p);
        for (guint i = 0; i < page->paints->len; i++) {
            const Paint *paint = g_ptr_array_index(page->paints, i);
            if (paint->kind != PAINT_GLYPHS || paint->element == NULL || paint_run(paint)->hyphen)
                continue;
            const GlyphRun *run = paint_run(paint);
            const char *before = g_hash_table_lookup(texts, paint->element);
            g_autofree char *more =
                g_strndup(paint->lines->text->str + run->text_start, run->text_length);
            g_hash_table_insert(texts, (gpointer)paint->element,
                                g_strconcat(before != NULL ? before : "", more, NULL));
        }
    }
    return texts;
}

/* All text of an element and its children that stands in no note, white space apart. */
static void
append_tree(const StructureElement *element, GHashTable *texts, GString *out)
{
    const char *own = g_hash_table_lookup(texts, element);
    for (const char *p = own != NULL ? own : ""; *p != '\0'; p++)
        if (strchr(" \n", *p) == NULL && strncmp(p, "\u00a0", 2) != 0)
            g_string_append_c(out, *p);
    for (guint i = 0; i < element->children->len; i++)
        append_tree(g_ptr_array_index(element->children, i), texts, out);
}

static void
collect_words(const Block *block, GString *out)
{
    for (guint i = 0; block->runs != NULL && i < block->runs->len; i++) {
        const Run *run = g_ptr_array_index(block->runs, i);
        for (const char *p = run->kind == RUN_TEXT ? run->text : ""; *p != '\0'; p++)
            if (strchr(" \n", *p) == NULL)
                g_string_append_c(out, *p);
    }
    for (guint i = 0; block->children != NULL && i < block->children->len; i++)
        collect_words(g_ptr_array_index(block->children, i), out);
}

/* How often each byte but a figure occurs: numbers of lists, notes and pages are the typesetter's. */
static void
count_bytes(const char *text, guint *counts)
{
    memset(counts, 0, 256 * sizeof *counts);
    for (const guchar *p = (const guchar *)text; *p != '\0'; p++)
        if (!g_ascii_isdigit(*p))
            counts[*p]++;
}

static void
assert_text_whole(const Pages *pages, const Letter *letter)
{
    g_autoptr(GHashTable) texts = element_texts(pages);
    g_autoptr(GString) painted = g_string_new(NULL), written = g_string_new(NULL);
    guint is[256], should[256];

    for (guint i = 0; i < letter->body->len; i++)
        collect_words(g_ptr_array_index(letter->body, i), written);
    for (guint i = 0; i < letter->notes->len; i++) {
        const FootNote *note = g_ptr_array_index(letter->notes, i);
        collect_words(g_ptr_array_index(note->blocks, 0), written);
    }
    append_tree(g_ptr_array_index(pages->root->children, pages->root->children->len - 1), texts,
                painted);
    g_string_replace(painted, "dezepagina", "pagina", 0); /* said for "pagina 12" on page 12 */
    count_bytes(painted->str, is);
    count_bytes(written->str, should);
    for (int c = 'A'; c < 128; c++) /* letters: marks of lists and headings' numbers are added */
        if (c != 'I')
            g_assert_cmpuint(is[c], ==, should[c]);
}

static bool
in_float(const StructureElement *element)
{
    return ancestor(element, STRUCT_TABLE) != NULL || ancestor(element, STRUCT_FIGURE) != NULL;
}

/* The committee's words stand on the grid, answers on it or, under a question, half a line off. */
static void
assert_on_grid(const Paint *paint, const Style *style)
{
    int above = paint->y + paint_run(paint)->rise - style->text_next.y;
    int step = style->label_before % style->grid == 0 ? style->grid : style->grid / 2;

    if (ancestor(paint->element, STRUCT_NOTE) != NULL || in_float(paint->element))
        return;
    if (ancestor(paint->element, STRUCT_QUESTION) != NULL)
        g_assert_cmpint(above % style->grid, ==, 0);
    else if (ancestor(paint->element, STRUCT_ANSWER) != NULL &&
             ancestor(paint->element, STRUCT_CODE) == NULL)
        g_assert_cmpint(above % step, ==, 0);
}

/* Everything is inside the frame, or the frame that tables have. */
static void
assert_places(const Pages *pages, const Style *style)
{
    const Frame *frame = &style->text_next;
    const TextStyle *body = &style->text[STYLE_BODY];
    int bottom = frame->y + frame->height + body->leading - body->baseline;

    for (guint p = 1; p < pages->pages->len; p++) {
        const Page *page = g_ptr_array_index(pages->pages, p);
        for (guint i = 0; i < page->paints->len; i++) {
            const Paint *paint = g_ptr_array_index(page->paints, i);
            g_assert_true((paint->element == NULL) == (paint->artifact != ARTIFACT_NONE));
            if (paint->element == NULL)
                continue;
            bool wide = in_float(paint->element);
            int left = wide ? MIN(style->table_x, frame->x) : frame->x;
            int right =
                MAX(frame->x + frame->width, wide ? style->table_x + style->table_width : 0);
            g_assert_cmpint(paint->x, >=, left);
            g_assert_cmpint(paint->x + paint->width, <=, right + 4 * PANGO_SCALE);
            g_assert_cmpint(paint->y + paint->height, <=, bottom);
            if (paint->kind == PAINT_GLYPHS)
                assert_on_grid(paint, style);
        }
    }
}

/* No word stands on another: on lines less than five points apart, stretches don't overlap. */
static void
assert_apart(const Pages *pages)
{
    for (guint p = 0; p < pages->pages->len; p++) {
        const GPtrArray *paints = ((const Page *)g_ptr_array_index(pages->pages, p))->paints;
        for (guint i = 0; i < paints->len; i++)
            for (guint j = i + 1; j < paints->len; j++) {
                const Paint *a = g_ptr_array_index(paints, i), *b = g_ptr_array_index(paints, j);
                if (a->kind != PAINT_GLYPHS || b->kind != PAINT_GLYPHS)
                    continue;
                int down = a->y + paint_run(a)->rise - b->y - paint_run(b)->rise;
                int over = MIN(a->x + a->width, b->x + b->width) - MAX(a->x, b->x);
                g_assert_true(ABS(down) >= 5 * PANGO_SCALE || over < PANGO_SCALE);
            }
    }
}

static guint
page_of(const Pages *pages, const char *anchor)
{
    const Destination *place = g_hash_table_lookup(pages->destinations, anchor);
    g_assert_nonnull(place);
    return place->page + 1;
}

static guint
last_number(const char *text)
{
    const char *number = text + strlen(text);

    while (number > text && g_ascii_isdigit(number[-1]))
        number--;
    return (guint)strtoul(number, NULL, 10);
}

/* The last page on which each link has words. */
static GHashTable *
link_pages(const Pages *pages)
{
    GHashTable *last = g_hash_table_new(NULL, NULL);
    for (guint p = 0; p < pages->pages->len; p++) {
        const Page *page = g_ptr_array_index(pages->pages, p);
        for (guint i = 0; i < page->links->len; i++) {
            const PageLink *link = g_ptr_array_index(page->links, i);
            g_hash_table_insert(last, (gpointer)link->element, GUINT_TO_POINTER(p + 1));
        }
    }
    return last;
}

/* "pagina 12" where page 12 is another, "deze pagina" where it is this one and that was known in time. */
static void
assert_number(const char *text, guint wanted, guint stands)
{
    if (g_str_has_suffix(text, "deze pagina")) {
        g_assert_false(g_str_has_suffix(text, "pagina deze pagina"));
        g_assert_cmpuint(stands, ==, wanted);
    } else {
        g_assert_cmpuint(last_number(text), ==, wanted);
    }
}

/* The number that ends each reference, and each entry of the contents, is that of the page to which it leads. */
static void
assert_numbers(const Pages *pages)
{
    g_autoptr(GHashTable) texts = element_texts(pages), stands = link_pages(pages);
    for (guint p = 0; p < pages->pages->len; p++) {
        const Page *page = g_ptr_array_index(pages->pages, p);
        for (guint i = 0; i < page->links->len; i++) {
            const PageLink *link = g_ptr_array_index(page->links, i);
            if (strncmp(link->target, "noot", 4) == 0)
                continue;
            const GPtrArray *children = link->element->children;
            gconstpointer last =
                children->len > 0 ? children->pdata[children->len - 1] : link->element;
            guint wanted = page_of(pages, link->target);
            guint at = GPOINTER_TO_UINT(g_hash_table_lookup(stands, link->element));
            assert_number(g_hash_table_lookup(texts, last), wanted, at);
            if (children->len == 0)
                assert_number(link->contents, wanted, at);
        }
    }
}

static void
assert_notes(const Pages *pages, const Letter *letter, const Diags *diags)
{
    for (guint i = 1; i <= letter->notes->len; i++) {
        g_autofree char *mark = g_strdup_printf("nootverwijzing-%u", i);
        g_autofree char *note = g_strdup_printf("noot-%u", i);
        if (page_of(pages, mark) != page_of(pages, note))
            g_assert_cmpuint(diags->items->len, >, 0);
    }
}

/* The lines of one paragraph on one page: their number, and the baseline of the last. */
typedef struct Fragment {
    guint page, lines;
    int baseline;
} Fragment;

/* A paragraph that goes over a page has two lines at least on either: no widow, no orphan. */
static void
count_line(GHashTable *fragments, const Paint *paint, guint page, bool told)
{
    const StructureElement *paragraph = ancestor(paint->element, STRUCT_P);
    if (paragraph == NULL || ancestor(paragraph, STRUCT_NOTE) != NULL)
        return;
    Fragment *fragment = g_hash_table_lookup(fragments, paragraph);
    int baseline = paint->y + paint_run(paint)->rise;

    if (fragment == NULL) {
        fragment = g_new0(Fragment, 1);
        fragment->page = page;
        g_hash_table_insert(fragments, (gpointer)paragraph, fragment);
    }
    if (page != fragment->page) {
        g_assert_true(told || fragment->lines >= 2);
        *fragment = (Fragment){ page, 0, 0 };
    }
    if (baseline != fragment->baseline)
        fragment->lines++;
    fragment->baseline = baseline;
}

static void
assert_fragments(const Pages *pages, const Diags *diags)
{
    bool told = diags->items->len > 0;
    g_autoptr(GHashTable) fragments = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    g_autoptr(GHashTable) first_page = g_hash_table_new(NULL, NULL);
    GHashTableIter iter;
    gpointer paragraph, fragment;

    for (guint p = 0; p < pages->pages->len; p++) {
        const Page *page = g_ptr_array_index(pages->pages, p);
        for (guint i = 0; i < page->paints->len; i++) {
            const Paint *paint = g_ptr_array_index(page->paints, i);
            if (paint->kind != PAINT_GLYPHS || paint->element == NULL)
                continue;
            count_line(fragments, paint, p, told);
            paragraph = (gpointer)ancestor(paint->element, STRUCT_P);
            if (!g_hash_table_contains(first_page, paragraph))
                g_hash_table_insert(first_page, paragraph, GUINT_TO_POINTER(p));
        }
    }
    g_hash_table_iter_init(&iter, fragments);
    while (g_hash_table_iter_next(&iter, &paragraph, &fragment)) {
        const Fragment *last = fragment;
        bool runs_over = GPOINTER_TO_UINT(g_hash_table_lookup(first_page, paragraph)) != last->page;
        g_assert_true(told || !runs_over || last->lines >= 2);
    }
}

typedef struct RandomCase {
    const char *layout;
    int questions;
    guint32 seeds;
    bool floats; /* with tables and figures */
} RandomCase;

static const RandomCase random_cases[] = {
    { "letter", 4, 20, false }, { "letter", 25, 20, false },    { "letter", 300, 2, false },
    { "letter", 12, 30, true }, { "kamerstuk", 12, 10, false }, { "kamerstuk", 25, 30, true },
};

static void
test_random(gconstpointer data)
{
    const RandomCase *random = data;
    Bench bench;
    bench_open_layout(&bench, random->layout);

    for (guint32 seed = 1; seed <= random->seeds; seed++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Diags) diags = diags_new();
        g_autoptr(Letter) letter =
            write_letter(seed, random->questions, random->floats ? bench.image : NULL);
        if (bench.template->style.head == HEAD_KAMERSTUK)
            g_ptr_array_set_size(letter->cover, 0);
        g_autoptr(Pages) pages = typeset_letter(letter, &bench.template->style, bench.fonts,
                                                "templates/hyphenation/hyph_nl.dic", diags, &error);
        g_assert_no_error(error);
        assert_text_whole(pages, letter);
        assert_places(pages, &bench.template->style);
        assert_apart(pages);
        assert_numbers(pages);
        assert_notes(pages, letter, diags);
        assert_fragments(pages, diags);
    }
    bench_close(&bench);
}

static AnswerStatus *
status_new(const char *anchor)
{
    AnswerStatus *status = g_new0(AnswerStatus, 1);
    status->anchor = g_strdup(anchor);
    status->ids = g_strdup("A-2");
    status->mark = MARK_REVIEW;
    status->word = g_strdup("in beoordeling");
    status->owner = g_strdup("DVB");
    status->problems = g_array_new(FALSE, FALSE, sizeof(guint));
    return status;
}

/* All that is no artifact, with its place. */
static char *
dump_content(const Pages *pages)
{
    GString *out = g_string_new(NULL);
    for (guint p = 0; p < pages->pages->len; p++) {
        const Page *page = g_ptr_array_index(pages->pages, p);
        for (guint i = 0; i < page->paints->len; i++) {
            const Paint *paint = g_ptr_array_index(page->paints, i);
            if (paint->element != NULL)
                g_string_append_printf(out, "%u %d %d %d %u\n", p, paint->x, paint->y, paint->width,
                                       paint->element->id);
        }
    }
    return g_string_free(out, FALSE);
}

/* A draft adds marks and moves nothing. */
static void
test_draft(void)
{
    Bench bench;
    bench_open(&bench);
    g_autofree char *final = NULL;

    for (int draft = 0; draft < 2; draft++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Diags) diags = diags_new();
        g_autoptr(Letter) letter = write_letter(3, 20, NULL);
        letter->draft = draft == 1;
        if (letter->draft) {
            letter->head.draft_mark = g_strdup("CONCEPT");
            letter->head.draft_count = g_strdup("20 vragen: 3 beantwoord.");
            g_ptr_array_add(letter->statuses, status_new("antwoord-A-2"));
        }
        g_autoptr(Pages) pages = typeset_letter(letter, &bench.template->style, bench.fonts,
                                                "templates/hyphenation/hyph_nl.dic", diags, &error);
        g_assert_no_error(error);
        g_autofree char *content = dump_content(pages);
        g_autoptr(GString) dump = g_string_new(NULL);
        pages_dump(pages, dump);
        g_assert_cmpint(strstr(dump->str, "\"CONCEPT\"") != NULL, ==, draft);
        g_assert_cmpint(strstr(dump->str, "in beoordeling") != NULL, ==, draft);
        if (draft == 0)
            final = g_steal_pointer(&content);
        else
            g_assert_cmpstr(content, ==, final);
    }
    bench_close(&bench);
}

/* A heading of more lines than a page has is divided, and that is told with its page. */
static void
test_report(void)
{
    Bench bench;
    bench_open(&bench);
    g_autoptr(GError) error = NULL;
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(Letter) letter = write_letter(5, 1, NULL);
    Author author = { g_rand_new_with_seed(5), letter, 1, NULL };
    Block *heading = block_new(BLOCK_HEADING);

    heading->level = 1;
    write_text(&author, heading, 500);
    g_ptr_array_insert(letter->body, 0, heading);
    g_rand_free(author.random);
    g_autoptr(Pages) pages = typeset_letter(letter, &bench.template->style, bench.fonts,
                                            "templates/hyphenation/hyph_nl.dic", diags, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(diags->items->len, >, 0);
    const Diag *diag = g_ptr_array_index(diags->items, 0);
    g_assert_cmpint(diag->code, ==, DIAG_LOOSE_LINE);
    g_assert_nonnull(strstr(diag->message, "divides a heading"));
    bench_close(&bench);
}

/* The same letter gives the same bytes and the same dump. */
static void
test_same(void)
{
    Bench bench;
    bench_open(&bench);
    g_autoptr(GBytes) first = NULL;
    g_autofree char *first_dump = NULL;

    for (int i = 0; i < 2; i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Diags) diags = diags_new();
        g_autoptr(Letter) letter = write_letter(7, 6, NULL);
        g_autoptr(Pages) pages = typeset_letter(letter, &bench.template->style, bench.fonts,
                                                "templates/hyphenation/hyph_nl.dic", diags, &error);
        g_autoptr(GBytes) bytes = write_pdf(pages, NULL, &error);
        g_assert_no_error(error);
        g_autoptr(GString) dump = g_string_new(NULL);
        pages_dump(pages, dump);
        if (i == 1) {
            g_assert_true(g_bytes_equal(bytes, first));
            g_assert_cmpstr(dump->str, ==, first_dump);
            continue;
        }
        first = g_steal_pointer(&bytes);
        first_dump = g_strdup(dump->str);
    }
    bench_close(&bench);
}

static void
add_words(Block *block, const char *text, const char *anchor)
{
    Run *run = run_add(block, RUN_TEXT, text);
    run->anchor = g_strdup(anchor);
}

/* Filler of so many lines, then two short questions that share an answer; or a line that announces a quotation. */
static Letter *
write_chain(int fillers, bool announces)
{
    Letter *letter = write_letter(7, 1, NULL);
    Author author = { g_rand_new_with_seed(1), letter, 1, NULL };
    Block *section = block_new(BLOCK_SECTION);

    g_ptr_array_set_size(letter->body, 0);
    g_ptr_array_add(letter->body, section);
    for (int i = 0; i < fillers; i++)
        add_words(block_add(section, BLOCK_PASSAGE), "Een regel.", NULL);
    if (announces) {
        add_words(block_add(block_add(section, BLOCK_PASSAGE), BLOCK_PARAGRAPH),
                  "Onderhoud:", "B-1");
        Block *quote = block_add(section, BLOCK_QUOTE);
        add_words(block_add(quote, BLOCK_PARAGRAPH), "Een dijk.", "B-2");
    } else {
        add_words(block_add(section, BLOCK_PASSAGE), "Waarom?", "B-1");
        add_words(block_add(section, BLOCK_PASSAGE), "Hoezo?", "B-2");
        write_answer(&author, section, 1);
    }
    g_rand_free(author.random);
    for (int i = 0; i < 9; i++)
        add_words(block_add(section, BLOCK_PASSAGE), "Nog een regel.", NULL);
    return letter;
}

/* However full the page is: questions with one answer are not parted, nor is a colon from what it announces. */
static void
test_kept(void)
{
    Bench bench;
    bench_open(&bench);

    for (int i = 0; i < 60; i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Diags) diags = diags_new();
        g_autoptr(Letter) letter = write_chain(i / 2, i % 2 == 1);
        g_autoptr(Pages) pages = typeset_letter(letter, &bench.template->style, bench.fonts,
                                                "templates/hyphenation/hyph_nl.dic", diags, &error);
        g_assert_no_error(error);
        const Destination *first = g_hash_table_lookup(pages->destinations, "B-1");
        const Destination *second = g_hash_table_lookup(pages->destinations, "B-2");
        g_assert_cmpuint(first->page, ==, second->page);
    }
    bench_close(&bench);
}

/*
 * A letter of more than 20,000 pages is refused as soon as what is set can't stand on them any more: what follows (here
 * something that could not be set at all) isn't looked at. Pages of one line, so that the figure is exact.
 */
static void
test_too_long(void)
{
    Bench bench;
    bench_open(&bench);
    Style style = bench.template->style;
    style.text_next.height = 0; /* from the first baseline to the last */

    for (int more = 0; more < 2; more++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Diags) diags = diags_new();
        g_autoptr(Letter) letter = write_letter(1, 1, NULL);
        g_autoptr(Block) paragraph = block_new(BLOCK_PARAGRAPH);
        run_add(paragraph, RUN_TEXT, "Ja.");
        g_ptr_array_unref(letter->body);
        letter->body = g_ptr_array_new();
        for (int i = 0; i < 19990 + 13 * more; i++)
            g_ptr_array_add(letter->body, paragraph);
        if (more > 0)
            g_ptr_array_add(letter->body, NULL);
        g_ptr_array_set_size(letter->cover, 0);
        g_autoptr(Pages) pages = typeset_letter(letter, &style, bench.fonts,
                                                "templates/hyphenation/hyph_nl.dic", diags, &error);
        g_assert_true((pages == NULL) == (more > 0));
        g_assert_true((error != NULL) == (more > 0));
    }
    bench_close(&bench);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(random_cases); i++) {
        const RandomCase *random = &random_cases[i];
        g_autofree char *name = g_strdup_printf("/pages/random/%s/%d%s", random->layout,
                                                random->questions, random->floats ? "/floats" : "");
        g_test_add_data_func(name, random, test_random);
    }
    g_test_add_func("/pages/draft", test_draft);
    g_test_add_func("/pages/report", test_report);
    g_test_add_func("/pages/same", test_same);
    g_test_add_func("/pages/kept", test_kept);
    g_test_add_func("/pages/too-long", test_too_long);
    return g_test_run();
}
