/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>

#include "random-letter.h"

/*
 * A thousand random letters, each at a measure and a type size of its own, ragged or justified, in either layout: what
 * must hold of every line and page. Tables and figures are left to pages.c.
 */

enum { LETTERS = 1000 };

/* One of them. */
typedef struct Sample {
    Style style;
    Letter *letter;
    Pages *pages;
    Diags *diags;
} Sample;

/* Text as narrow as 60 mm, where "hoogwaterbeschermingsprogramma" takes half of a line, and as wide as 170 mm. */
static void
choose_measures(GRand *random, Style *style)
{
    int width = g_rand_int_range(random, 170 * PANGO_SCALE, 480 * PANGO_SCALE);
    int percent = g_rand_int_range(random, 85, 120);

    style->text_first.width = style->text_next.width = width;
    style->align = g_rand_boolean(random) ? ALIGN_JUSTIFIED : ALIGN_RAGGED;
    style->text[STYLE_BODY].size = style->text[STYLE_BODY].size * percent / 100;
    style->text[STYLE_NOTE].size = style->text[STYLE_NOTE].size * percent / 100;
}

/* The line of a paint, and where its text would end if it were full. */
static const Line *
find_line(const Paint *paint, int *ret_left)
{
    for (guint i = 0; i < paint->lines->lines->len; i++) {
        const Line *line = &g_array_index(paint->lines->lines, Line, i);
        if (paint->run >= line->run_start && paint->run < line->run_start + line->run_count) {
            *ret_left = paint->x - paint_run(paint)->x;
            return line;
        }
    }
    g_assert_not_reached();
}

static bool
has_space(const TextLines *lines, const Line *line)
{
    const GlyphRun *runs = &g_array_index(lines->runs, GlyphRun, line->run_start);

    for (guint i = 0; i < line->run_count; i++) {
        const char *text = lines->text->str + runs[i].text_start;
        const char *space = memchr(text, ' ', runs[i].text_length);
        if (space != NULL && (i + 1 < line->run_count || space + 1 < text + runs[i].text_length))
            return true;
    }
    return false;
}

static bool
has_finding(const Sample *sample, DiagCode code, const char *named)
{
    for (guint i = 0; i < sample->diags->items->len; i++) {
        const Diag *diag = g_ptr_array_index(sample->diags->items, i);
        if (diag->code == code && strstr(diag->message, named) != NULL)
            return true;
    }
    return false;
}

/* Only the longest word of all can be wider than a line, and only in a heading, which has no hyphens. */
static void
assert_overfull(const Sample *sample)
{
    for (guint i = 0; i < sample->diags->items->len; i++) {
        const Diag *diag = g_ptr_array_index(sample->diags->items, i);
        g_assert_true(diag->code != DIAG_OVERFULL ||
                      g_str_has_prefix(diag->message, "\"hoogwaterbeschermingsprogramma"));
    }
}

/* No line is too wide; justified ones end within 0.05 pt of the edge, but for what hangs over it. */
static void
assert_line(const Sample *sample, const Paint *paint)
{
    const Frame *frame = &sample->style.text_next;
    int left, edge = frame->x + frame->width;
    const Line *line = find_line(paint, &left);
    bool quoted = ancestor(paint->element, STRUCT_BLOCKQUOTE) != NULL;
    bool prose = ancestor(paint->element, STRUCT_P) != NULL ||
                 ancestor(paint->element, STRUCT_LBODY) != NULL;

    if (quoted)
        edge -= sample->style.quote_indent;
    g_assert_cmpint(left, >=, frame->x - line->hang - 2 * PANGO_SCALE);
    g_assert_cmpint(left + line->width - line->hang, <=, edge + PANGO_SCALE / 20);
    if (sample->style.align == ALIGN_JUSTIFIED && prose && !line->forced &&
        has_space(paint->lines, line) && ancestor(paint->element, STRUCT_LBL) == NULL)
        g_assert_cmpint(ABS(left + line->width - line->hang - edge), <=, PANGO_SCALE / 20);
}

/* To 0.01 pt; an answer under a question may be half a line off. The first page of a Kamerstuk has a grid of its own. */
static void
assert_baseline(const Sample *sample, const Paint *paint)
{
    const Style *style = &sample->style;
    int above = paint->y + paint_run(paint)->rise - style->text_next.y;
    int step = style->label_before % style->grid == 0 ? style->grid : style->grid / 2;
    int rest = above % step;

    if (ancestor(paint->element, STRUCT_CODE) == NULL)
        g_assert_cmpint(MIN(rest, step - rest), <=, PANGO_SCALE / 100);
}

static bool
is_body(const StructureElement *element)
{
    return ancestor(element, STRUCT_NOTE) == NULL &&
           (ancestor(element, STRUCT_QUESTION) != NULL || ancestor(element, STRUCT_ANSWER) != NULL);
}

/* The words of a block, in order; numbers of notes and pages, which the letter doesn't hold, left out. */
static char *
plain_words(const char *text)
{
    g_autoptr(GString) plain = g_string_new(NULL);

    for (const char *p = text; *p != '\0'; p++)
        if (!g_ascii_isdigit(*p))
            g_string_append_c(plain, g_ascii_isspace(*p) ? ' ' : *p);
    g_string_replace(plain, "deze pagina", "pagina ", 0);
    g_auto(GStrv) words_ = g_strsplit(plain->str, " ", -1);
    g_string_truncate(plain, 0);
    for (char **word = words_; *word != NULL; word++)
        if (**word != '\0')
            g_string_append_printf(plain, "%s ", *word);
    return g_string_free(g_steal_pointer(&plain), FALSE);
}

static void
collect_blocks(const Block *block, GPtrArray *texts)
{
    g_autoptr(GString) own = g_string_new(NULL);

    for (guint i = 0; block->runs != NULL && i < block->runs->len; i++) {
        const Run *run = g_ptr_array_index(block->runs, i);
        g_string_append(own, run->kind == RUN_TEXT ? run->text : "");
    }
    if (own->len > 0)
        g_ptr_array_add(texts, plain_words(own->str));
    for (guint i = 0; block->children != NULL && i < block->children->len; i++)
        collect_blocks(g_ptr_array_index(block->children, i), texts);
}

/* Elements that hold text of a block, not what stands inside their lines. */
static const StructureElement *
block_of(const StructureElement *element)
{
    while (element->kind == STRUCT_SPAN || element->kind == STRUCT_LINK ||
           element->kind == STRUCT_REFERENCE ||
           (element->kind == STRUCT_CODE && element->parent->kind == STRUCT_P))
        element = element->parent;
    return element;
}

static void
collect_tree(const StructureElement *element, GHashTable *texts, GPtrArray *out)
{
    const GString *own = g_hash_table_lookup(texts, element);

    if (element->kind == STRUCT_NOTE || element->kind == STRUCT_LBL)
        return;
    if (own != NULL)
        g_ptr_array_add(out, plain_words(own->str));
    for (guint i = 0; i < element->children->len; i++)
        collect_tree(g_ptr_array_index(element->children, i), texts, out);
}

static void
free_string(gpointer string)
{
    g_string_free(string, TRUE);
}

/* What each block says, in painting order over all pages. */
static GHashTable *
read_pages(const Pages *pages)
{
    GHashTable *texts = g_hash_table_new_full(NULL, NULL, NULL, free_string);

    for (guint p = 0; p < pages->pages->len; p++) {
        const Page *page = g_ptr_array_index(pages->pages, p);
        for (guint i = 0; i < page->paints->len; i++) {
            const Paint *paint = g_ptr_array_index(page->paints, i);
            if (paint->kind != PAINT_GLYPHS || paint->element == NULL || paint_run(paint)->hyphen)
                continue;
            const StructureElement *block = block_of(paint->element);
            GString *text = g_hash_table_lookup(texts, block);
            if (text == NULL)
                g_hash_table_insert(texts, (gpointer)block, text = g_string_new(NULL));
            g_string_append_len(text, paint->lines->text->str + paint_run(paint)->text_start,
                                (gssize)paint_run(paint)->text_length);
        }
    }
    return texts;
}

/* Text out is text in: each paragraph of the fractions' questions and answers, word by word and in order. */
static void
assert_words(const Sample *sample)
{
    g_autoptr(GHashTable) texts = read_pages(sample->pages);
    g_autoptr(GPtrArray) is = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) should = g_ptr_array_new_with_free_func(g_free);
    const GPtrArray *parts = sample->pages->root->children;
    const Block *section = g_ptr_array_index(sample->letter->body, sample->letter->body->len - 1);

    for (guint i = 1; i < section->children->len; i++)
        collect_blocks(g_ptr_array_index(section->children, i), should);
    collect_tree(g_ptr_array_index(parts, parts->len - 1), texts, is);
    g_assert_cmpuint(is->len, >=, should->len);
    for (guint i = 0, first = is->len - should->len; i < should->len; i++)
        g_assert_cmpstr(g_ptr_array_index(is, first + i), ==, g_ptr_array_index(should, i));
}

/* A note begins on the page of its mark, or a finding says that it does not. */
static void
assert_notes(const Sample *sample)
{
    for (guint i = 1; i <= sample->letter->notes->len; i++) {
        g_autofree char *mark = g_strdup_printf("nootverwijzing-%u", i);
        g_autofree char *note = g_strdup_printf("noot-%u", i);
        const Destination *from = g_hash_table_lookup(sample->pages->destinations, mark);
        const Destination *to = g_hash_table_lookup(sample->pages->destinations, note);
        g_autofree char *page = g_strdup_printf("page %u ", from->page + 1);

        g_assert_true(from->page == to->page || has_finding(sample, DIAG_LOOSE_LINE, page));
    }
}

/* How many lines of a paragraph stand on the page where it was met last, and the baseline of the latest. */
typedef struct Fragment {
    guint page, lines;
    int baseline;
    bool goes_on; /* it began on a page before */
} Fragment;

static bool
is_told(const Sample *sample, guint page)
{
    g_autofree char *words_ = g_strdup_printf("page %u ", page + 1);
    g_autofree char *end = g_strdup_printf("page %u", page + 1);

    for (guint i = 0; i < sample->diags->items->len; i++) {
        const Diag *diag = g_ptr_array_index(sample->diags->items, i);
        if (strstr(diag->message, words_) != NULL || g_str_has_suffix(diag->message, end))
            return true;
    }
    return false;
}

/* No line of a paragraph alone at the foot or the top of a page, but where a finding names the page. */
static void
count_line(const Sample *sample, GHashTable *fragments, const Paint *paint, guint page)
{
    const StructureElement *block = block_of(paint->element);
    Fragment *fragment = g_hash_table_lookup(fragments, block);
    int baseline = paint->y + paint_run(paint)->rise;

    if (fragment == NULL) {
        fragment = g_new0(Fragment, 1);
        fragment->page = page;
        g_hash_table_insert(fragments, (gpointer)block, fragment);
    }
    if (page != fragment->page) {
        /* Between long notes a line from the middle may stand alone. */
        g_assert_true(fragment->goes_on || fragment->lines >= 2 || is_told(sample, fragment->page));
        *fragment = (Fragment){ .page = page, .goes_on = true };
    }
    fragment->lines += baseline != fragment->baseline;
    fragment->baseline = baseline;
}

static void
assert_lines(const Sample *sample)
{
    g_autoptr(GHashTable) fragments = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    GHashTableIter iter;
    gpointer block, value;

    for (guint p = 0; p < sample->pages->pages->len; p++) {
        const Page *page = g_ptr_array_index(sample->pages->pages, p);
        for (guint i = 0; i < page->paints->len; i++) {
            const Paint *paint = g_ptr_array_index(page->paints, i);
            if (paint->kind != PAINT_GLYPHS || paint->element == NULL || !is_body(paint->element))
                continue;
            assert_line(sample, paint);
            if (p > 0 || sample->style.head != HEAD_KAMERSTUK)
                assert_baseline(sample, paint);
            if (ancestor(paint->element, STRUCT_P) != NULL)
                count_line(sample, fragments, paint, p);
        }
    }
    g_hash_table_iter_init(&iter, fragments);
    while (g_hash_table_iter_next(&iter, &block, &value)) {
        const Fragment *last = value;
        g_assert_true(!last->goes_on || last->lines >= 2 || is_told(sample, last->page - 1));
    }
}

static void
test_layout(gconstpointer data)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(1977);
    Bench bench;

    bench_open_layout(&bench, data);
    for (guint32 seed = 1; seed <= LETTERS / 2; seed++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Diags) diags = diags_new();
        g_autoptr(Letter) letter = write_letter(seed, 1 + (int)seed % 3, NULL);
        Sample sample = { .style = bench.template->style, .letter = letter, .diags = diags };

        if (sample.style.head == HEAD_KAMERSTUK)
            g_ptr_array_set_size(letter->cover, 0);
        choose_measures(random, &sample.style);
        g_autoptr(Pages) pages = typeset_letter(letter, &sample.style, bench.fonts,
                                                "templates/hyphenation/hyph_nl.dic", diags, &error);
        g_assert_no_error(error);
        g_test_message("seed %u, %d pt, align %d", seed, sample.style.text_next.width / PANGO_SCALE,
                       sample.style.align);
        sample.pages = pages;
        assert_overfull(&sample);
        assert_lines(&sample);
        assert_words(&sample);
        assert_notes(&sample);
    }
    bench_close(&bench);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_data_func("/measures/letter", "letter", test_layout);
    g_test_add_data_func("/measures/kamerstuk", "kamerstuk", test_layout);
    return g_test_run();
}
