/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/failure.h"
#include "emit/pdf.h"
#include "typeset/structure.h"

/* Two pages made by hand: what no letter of ours may hold can be put into them. Paths from the repository's root. */
typedef struct Bench {
    FontSet *fonts;
    Style style;
    Diags *diags;
    Typesetter *typesetter;
    Pages *pages;
    StructureElement *sect, *heading, *paragraph, *link;
} Bench;

enum { WIDTH = 200 * PANGO_SCALE, LEADING = 12 * PANGO_SCALE, MARGIN = 50 * PANGO_SCALE };

static void
paint_run(Bench *bench, Page *page, const TextLines *lines, guint run, const Paint *look)
{
    const GlyphRun *glyphs = &g_array_index(lines->runs, GlyphRun, run);
    Paint *paint = g_new(Paint, 1);
    *paint = *look;
    paint->x += glyphs->x;
    paint->lines = lines;
    paint->run = run;
    g_ptr_array_add(page->paints, paint);
    (void)bench;
}

static void
paint_text(Bench *bench, guint page, const char *text, const StructureElement *element, int y)
{
    TextPiece piece = { .text = text, .style = &bench->style.text[STYLE_BODY] };
    TextShape shape = { .measure = WIDTH, .hyphenate = true };
    TextLines *lines = break_text(bench->typesetter, &piece, 1, &shape);
    g_ptr_array_add(bench->pages->texts, lines);

    Paint look = { .kind = PAINT_GLYPHS, .element = element, .x = MARGIN, .y = y };
    look.artifact = element == NULL ? ARTIFACT_FOOTER : ARTIFACT_NONE;
    for (guint i = 0; i < lines->lines->len; i++) {
        const Line *line = &g_array_index(lines->lines, Line, i);
        for (guint k = 0; k < line->run_count; k++)
            paint_run(bench, g_ptr_array_index(bench->pages->pages, page), lines,
                      line->run_start + k, &look);
        look.y += LEADING;
    }
}

static void
add_link(Bench *bench, guint page, const char *address, const char *target)
{
    PageLink *link = g_new0(PageLink, 1);
    link->area = (Frame){ MARGIN, MARGIN, LEADING, LEADING };
    link->address = g_strdup(address);
    link->target = g_strdup(target);
    link->contents = g_strdup("de brief");
    link->element = bench->link;
    g_ptr_array_add(((Page *)g_ptr_array_index(bench->pages->pages, page))->links, link);
}

static void
make_pages(Bench *bench)
{
    Letter letter = { .title = (char *)"Antwoorden over bruggen (en sluizen)",
                      .author = (char *)"Ministerie van Voorbeelden",
                      .language = (char *)"nl-NL",
                      .date = (char *)"2025-05-12" };
    Pages *pages = bench->pages = pages_new(&letter, &bench->style);
    page_add(pages);
    page_add(pages);

    bench->sect = element_add(pages, pages->root, STRUCT_SECT);
    bench->heading = element_add(pages, bench->sect, STRUCT_H1);
    bench->heading->title = g_strdup("Bruggen");
    bench->paragraph = element_add(pages, bench->sect, STRUCT_P);
    bench->link = element_add(pages, bench->paragraph, STRUCT_LINK);
    StructureElement *note = element_add(pages, bench->paragraph, STRUCT_NOTE);

    paint_text(bench, 0, "Bruggen", bench->heading, 3 * MARGIN);
    paint_text(bench, 0, "De onderhoudswerkzaamheden aan bruggen zijn aanbesteed; zie ",
               bench->paragraph, 4 * MARGIN);
    paint_text(bench, 0, "de brief", bench->link, 5 * MARGIN);
    paint_text(bench, 0, "Een noot.", note, 6 * MARGIN);
    paint_text(bench, 1, "En verder op een volgende bladzijde.", bench->paragraph, 3 * MARGIN);
    paint_text(bench, 1, "Pagina 2 van 2", NULL, 8 * MARGIN);
    add_link(bench, 0, "https://voorbeeld.example/a)b\\c?q=é", NULL);

    Destination *destination = g_new(Destination, 1);
    *destination = (Destination){ 1, MARGIN, MARGIN };
    g_hash_table_insert(pages->destinations, g_strdup("vraag-1"), destination);
    add_link(bench, 1, NULL, "vraag-1");
}

static Bench *
bench_new(void)
{
    g_autoptr(GError) error = NULL;
    Bench *bench = g_new0(Bench, 1);
    bench->style.page_width = 595 * PANGO_SCALE;
    bench->style.page_height = 842 * PANGO_SCALE;
    for (int i = 0; i < STYLE_COUNT; i++)
        bench->style.text[i] = (TextStyle){
            .family = (char *)"Noto Sans", .size = 9728, .leading = LEADING, .hyphenate = true
        };
    bench->fonts = font_set_new("fonts", &error);
    g_assert_no_error(error);
    bench->diags = diags_new();
    bench->typesetter =
        typesetter_new(bench->fonts, &bench->style, "templates/hyphenation/hyph_nl.dic", "nl",
                       bench->diags, &error);
    g_assert_no_error(error);
    make_pages(bench);
    return bench;
}

static void
bench_free(Bench *bench)
{
    pages_free(bench->pages);
    typesetter_free(bench->typesetter);
    diags_free(bench->diags);
    font_set_free(bench->fonts);
    g_free(bench);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Bench, bench_free)

static GBytes *
write_pages(const Bench *bench)
{
    g_autoptr(GError) error = NULL;
    GBytes *bytes = write_pdf(bench->pages, NULL, &error);
    g_assert_no_error(error);
    return bytes;
}

static bool
holds(GBytes *bytes, const char *text)
{
    gsize length = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    return memmem(data, length, text, strlen(text)) != NULL;
}

static void
test_same_bytes(void)
{
    g_autoptr(Bench) first = bench_new(), second = bench_new();
    g_autoptr(GBytes) once = write_pages(first), again = write_pages(first);
    g_autoptr(GBytes) elsewhere = write_pages(second);
    g_assert_true(g_bytes_equal(once, again));
    g_assert_true(g_bytes_equal(once, elsewhere));

    g_free(second->pages->title);
    second->pages->title = g_strdup("Antwoorden over bruggen (en sluizen).");
    g_autoptr(GBytes) other = write_pages(second);
    g_assert_false(g_bytes_equal(once, other));
}

static void
test_claims(void)
{
    g_autoptr(Bench) bench = bench_new();
    g_autoptr(GBytes) bytes = write_pages(bench);
    g_assert_true(holds(bytes, "<pdfaid:part>2</pdfaid:part>"));
    g_assert_true(holds(bytes, "<pdfuaid:part>1</pdfuaid:part>"));
    g_assert_true(holds(bytes, "Antwoorden over bruggen (en sluizen)"));

    /* U+4E00 is in none of the fonts that are shipped. */
    paint_text(bench, 1, "Een \u4e00 ontbreekt.", bench->paragraph, 5 * MARGIN);
    g_autoptr(GBytes) draft = write_pages(bench);
    g_assert_false(holds(draft, "<pdfaid:part>"));
    g_assert_false(holds(draft, "<pdfuaid:part>"));
}

/* A draft may lack the words of a figure, and claims nothing then. */
static void
test_figure_without_words(void)
{
    g_autoptr(Bench) bench = bench_new();
    element_add(bench->pages, bench->sect, STRUCT_FIGURE);
    g_autoptr(GBytes) draft = write_pages(bench);
    g_assert_false(holds(draft, "<pdfaid:part>"));
    g_assert_false(holds(draft, "<pdfuaid:part>"));
}

static void
empty(char **text)
{
    g_free(*text);
    *text = NULL;
}

/* A draft's author may not have come to that yet. */
static void
test_no_title(void)
{
    g_autoptr(Bench) bench = bench_new();
    empty(&bench->pages->title);
    empty(&bench->pages->date);
    g_autoptr(GBytes) bytes = write_pages(bench);
    g_assert_false(holds(bytes, "<pdfaid:part>"));
}

/* What must be refused, one fault each. */

static Paint *
first_paint(Bench *bench)
{
    return g_ptr_array_index(((Page *)g_ptr_array_index(bench->pages->pages, 0))->paints, 0);
}

static PageLink *
first_link(Bench *bench)
{
    return g_ptr_array_index(((Page *)g_ptr_array_index(bench->pages->pages, 0))->links, 0);
}

static void
no_pages(Bench *bench)
{
    g_ptr_array_set_size(bench->pages->pages, 0);
}

static void
unmarked_paint(Bench *bench)
{
    first_paint(bench)->element = NULL;
}

static void
artifact_in_tree(Bench *bench)
{
    first_paint(bench)->artifact = ARTIFACT_LAYOUT;
}

static void
paint_of_another_tree(Bench *bench)
{
    static const StructureElement stranger = { .kind = STRUCT_P };
    first_paint(bench)->element = &stranger;
}

static void
image(Bench *bench)
{
    first_paint(bench)->kind = PAINT_IMAGE;
}

static void
light_text(Bench *bench)
{
    first_paint(bench)->grey = 500;
}

static void
heading_too_deep(Bench *bench)
{
    element_add(bench->pages, bench->sect, STRUCT_H3);
}

static void
element_outside(Bench *bench)
{
    g_ptr_array_add(bench->pages->elements, bench->paragraph);
}

static void
wrong_parent(Bench *bench)
{
    bench->link->parent = bench->sect;
}

static void
link_to_nowhere(Bench *bench)
{
    empty(&first_link(bench)->address);
}

static void
link_to_unknown_place(Bench *bench)
{
    empty(&first_link(bench)->address);
    first_link(bench)->target = g_strdup("vraag-2");
}

static void
link_past_the_end(Bench *bench)
{
    Destination *destination = g_hash_table_lookup(bench->pages->destinations, "vraag-1");
    destination->page = 2;
}

static void
link_outside(Bench *bench)
{
    first_link(bench)->element = NULL;
}

static const struct {
    const char *name;
    void (*spoil)(Bench *bench);
} faults[] = {
    { "no pages", no_pages },
    { "unmarked paint", unmarked_paint },
    { "artifact in the tree", artifact_in_tree },
    { "paint of another tree", paint_of_another_tree },
    { "image", image },
    { "light text", light_text },
    { "heading too deep", heading_too_deep },
    { "element outside the tree", element_outside },
    { "wrong parent", wrong_parent },
    { "link to nowhere", link_to_nowhere },
    { "link to an unknown place", link_to_unknown_place },
    { "link past the end", link_past_the_end },
    { "link outside the tree", link_outside },
};

static void
test_refusals(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(faults); i++) {
        g_autoptr(Bench) bench = bench_new();
        g_autoptr(GError) error = NULL;
        faults[i].spoil(bench);
        g_autoptr(GBytes) bytes = write_pdf(bench->pages, NULL, &error);
        g_test_message("%s: %s", faults[i].name, error != NULL ? error->message : "written");
        g_assert_null(bytes);
        g_assert_error(error, FAILURE, DIAG_NOT_WRITTEN);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pdf/same-bytes", test_same_bytes);
    g_test_add_func("/pdf/claims", test_claims);
    g_test_add_func("/pdf/figure-without-words", test_figure_without_words);
    g_test_add_func("/pdf/no-title", test_no_title);
    g_test_add_func("/pdf/refusals", test_refusals);
    return g_test_run();
}
