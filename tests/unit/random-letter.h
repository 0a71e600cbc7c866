/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_TESTS_RANDOM_LETTER_H
#define REPLIEK_TESTS_RANDOM_LETTER_H

#include <glib/gstdio.h>
#include <string.h>

#include "emit/png.h"
#include "typeset/pages.h"

/*
 * Letters of every kind of block, and what they are set with. The words are made up from a list; a seed gives the same
 * letter each time.
 */

static const char *const words[] = { "de",
                                     "dijk",
                                     "waterschap",
                                     "van",
                                     "onderhoud",
                                     "een",
                                     "versterking",
                                     "niet",
                                     "jaarlijks",
                                     "kosten",
                                     "hoogwaterbeschermingsprogramma",
                                     "en",
                                     "gemeente",
                                     "Zuid-Holland",
                                     "is",
                                     "€",
                                     "43,6",
                                     "miljoen",
                                     "daarom",
                                     "beoordeling" };

typedef struct Bench {
    Template *template;
    FontSet *fonts;
    char *folder, *image; /* a picture, twice as high as it is wide */
} Bench;

static inline Source *
load_source(gpointer data, const char *name, const Source *from, GError **error)
{
    g_autofree char *path = g_strdup_printf("templates/%s.yaml", name);
    char *text = NULL;
    gsize length;

    (void)data;
    (void)from;
    (void)error;
    g_assert_true(g_file_get_contents(path, &text, &length, NULL));
    return source_new(name, text, length);
}

/* A PNG of 700 by 1400 pixels. */
static inline void
write_image(const char *path)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 700, 1400);
    g_autoptr(GBytes) bytes = png_encode(surface);

    cairo_surface_destroy(surface);
    g_assert_true(g_file_set_contents(path, g_bytes_get_data(bytes, NULL),
                                      (gssize)g_bytes_get_size(bytes), NULL));
}

static inline void
bench_open_layout(Bench *bench, const char *layout)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Diags) diags = diags_new();
    const TemplateLoader loader = { load_source, NULL };

    g_autoptr(Source) source = load_source(NULL, layout, NULL, NULL);
    bench->template = read_template(source, &loader, diags, &error);
    g_assert_no_error(error);
    bench->fonts = font_set_new("fonts", &error);
    g_assert_no_error(error);
    bench->folder = g_dir_make_tmp("pages-XXXXXX", &error);
    g_assert_no_error(error);
    bench->image = g_build_filename(bench->folder, "vlak.png", NULL);
    write_image(bench->image);
}

static inline void
bench_open(Bench *bench)
{
    bench_open_layout(bench, "letter");
}

static inline void
bench_close(Bench *bench)
{
    template_free(bench->template);
    font_set_free(bench->fonts);
    g_assert_cmpint(g_remove(bench->image), ==, 0);
    g_assert_cmpint(g_rmdir(bench->folder), ==, 0);
    g_free(bench->image);
    g_free(bench->folder);
}

/* A letter being made up. */
typedef struct Author {
    GRand *random;
    Letter *letter;
    int questions;
    const char *image; /* NULL: no figures */
} Author;

static inline int
pick(Author *author, int limit)
{
    return g_rand_int_range(author->random, 0, limit);
}

static inline void
write_text(Author *author, Block *block, int count)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < count; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? " " : "",
                               words[pick(author, (int)G_N_ELEMENTS(words))]);
    g_string_append(text, ". ");
    run_add(block, RUN_TEXT, text->str);
}

static inline Block *
write_paragraph(Author *author, Block *parent)
{
    Block *block = block_add(parent, BLOCK_PARAGRAPH);
    write_text(author, block, 1 + pick(author, 90));
    return block;
}

static inline void
write_note(Author *author, Block *paragraph)
{
    FootNote *note = foot_note_new(NULL);
    Block *block = block_new(BLOCK_PARAGRAPH);
    Run *mark = run_add(paragraph, RUN_NOTE, NULL);

    write_text(author, block, pick(author, 8) == 0 ? 400 : 12);
    g_ptr_array_add(note->blocks, block);
    g_ptr_array_add(author->letter->notes, note);
    note->number = mark->number = (int)author->letter->notes->len;
}

static inline void
write_list(Author *author, Block *parent)
{
    Block *list = block_add(parent, BLOCK_LIST);
    list->ordered = pick(author, 2) == 0;
    list->start = 1;
    for (int i = pick(author, 5); i >= 0; i--)
        write_paragraph(author, block_add(list, BLOCK_ITEM));
}

static inline void
write_cell(Author *author, Block *row, bool number)
{
    Block *cell = block_add(row, BLOCK_CELL);
    cell->alignment = number ? CELL_DECIMAL : CELL_LEFT;
    if (pick(author, 9) == 0)
        return;
    Block *paragraph = block_add(cell, BLOCK_PARAGRAPH);
    if (number) {
        g_autofree char *text = g_strdup_printf("%d,%d", pick(author, 5000), pick(author, 100));
        run_add(paragraph, RUN_TEXT, text);
    } else {
        /* Short words: a table of too long ones is set as pairs, with its heads more than once. */
        for (int i = pick(author, 12); i >= 0; i--) {
            run_add(paragraph, RUN_TEXT, words[pick(author, 8)])->style = RUN_EMPHASIS;
            run_add(paragraph, RUN_TEXT, " ");
        }
        if (pick(author, 12) == 0)
            write_note(author, paragraph);
    }
}

static inline void
write_table(Author *author, Block *parent)
{
    Block *table = block_add(parent, BLOCK_TABLE);
    int columns = 1 + pick(author, 4), rows = 1 + (pick(author, 9) == 0 ? 90 : pick(author, 8));

    if (pick(author, 2) == 0) {
        table->number = g_strdup("1.");
        write_text(author, block_add(table, BLOCK_CAPTION), 3 + pick(author, 20));
    }
    table->header_rows = 1;
    for (int r = 0; r < rows; r++) {
        Block *row = block_add(table, BLOCK_ROW);
        for (int c = 0; c < columns; c++)
            write_cell(author, row, r > 0 && c > 0 && c % 2 == 0);
    }
}

static inline void
write_figure(Author *author, Block *parent)
{
    Block *figure = block_add(parent, BLOCK_FIGURE);
    figure->target = g_strdup(author->image);
    figure->alternative = g_strdup("Een vlak");
    write_text(author, block_add(figure, BLOCK_CAPTION), 3 + pick(author, 20));
}

/* "vraag 3, pagina 12": to any question of the letter. */
static inline void
write_reference(Author *author, Block *paragraph)
{
    g_autofree char *target = g_strdup_printf("antwoord-A-%d", 1 + pick(author, author->questions));
    Run *run = run_add(paragraph, RUN_TEXT, "vraag, pagina ");
    run->target = g_strdup(target);
    run_add(paragraph, RUN_PAGE, NULL)->target = g_strdup(target);
    run_add(paragraph, RUN_TEXT, ".");
}

static inline void
write_answer(Author *author, Block *parent, int number)
{
    Block *answer = block_add(parent, BLOCK_ANSWER);
    Block *label = block_add(answer, BLOCK_LABEL);
    g_autofree char *words_ = g_strdup_printf("Antwoord op vraag A-%d", number);

    run_add(label, RUN_TEXT, words_);
    answer->anchor = g_strdup_printf("antwoord-A-%d", number);
    answer->running = g_strdup_printf("A-%d", number);
    for (int i = pick(author, 4); i >= 0; i--) {
        Block *block = NULL;
        switch (pick(author, author->image != NULL ? 8 : 6)) {
        case 6:
            write_table(author, pick(author, 3) == 0 ? block_add(answer, BLOCK_QUOTE) : answer);
            break;
        case 7:
            write_figure(author, answer);
            break;
        case 0:
            write_list(author, answer);
            break;
        case 1:
            write_paragraph(author, block_add(answer, BLOCK_QUOTE));
            break;
        case 2:
            block = block_add(answer, BLOCK_CODE);
            run_add(block, RUN_TEXT, "dijk:\n  hoogte\n");
            break;
        case 3:
            write_note(author, write_paragraph(author, answer));
            break;
        case 4:
            write_reference(author, write_paragraph(author, answer));
            break;
        default:
            write_paragraph(author, answer);
            break;
        }
    }
}

static inline void
write_heading(Author *author, Block *section, int level)
{
    Block *heading = block_add(section, BLOCK_HEADING);
    heading->level = level;
    write_text(author, heading, 1 + pick(author, 14));
}

static inline void
write_question(Author *author, Block *section, int number)
{
    Block *passage = block_add(section, BLOCK_PASSAGE);

    passage->opens = pick(author, 2) == 0;
    passage->closes = pick(author, 2) == 0;
    write_text(author, passage, 1 + pick(author, 70));
    run_add(passage, RUN_TEXT, "Waarom?");
    Run *run = g_ptr_array_index(passage->runs, 1);
    run->anchor = g_strdup_printf("A-%d", number);
    run->margin = g_strdup_printf("%d", number);
    write_answer(author, section, number);
}

static inline void
write_contents(Author *author)
{
    Block *contents = block_new(BLOCK_CONTENTS);
    g_ptr_array_add(author->letter->body, contents);
    Block *entry = block_add(contents, BLOCK_PARAGRAPH);
    entry->level = 1;
    entry->number = g_strdup("I");
    entry->target = g_strdup("sectie-1");
    run_add(entry, RUN_TEXT, "Vragen");
}

static inline void
write_body(Author *author)
{
    Block *section = block_new(BLOCK_SECTION), *fraction = NULL;

    Block *title = block_new(BLOCK_HEADING);
    title->level = 1;
    write_text(author, title, 5);
    g_ptr_array_add(author->letter->body, title);
    write_contents(author);
    g_ptr_array_add(author->letter->body, section);
    section->anchor = g_strdup("sectie-1");
    section->number = g_strdup("I");
    write_heading(author, section, 2);
    for (int i = 1; i <= author->questions; i++) {
        if (fraction == NULL || pick(author, 9) == 0) {
            fraction = block_add(section, BLOCK_SECTION);
            fraction->fraction = g_strdup("A");
            write_heading(author, fraction, 3);
        } else if (pick(author, 6) == 0) {
            write_heading(author, fraction, 4);
        }
        write_question(author, fraction, i);
    }
}

static inline void
write_signature(Letter *letter)
{
    Block *signature = block_new(BLOCK_SIGNATURE);
    g_ptr_array_add(letter->cover, signature);
    run_add(block_add(signature, BLOCK_PARAGRAPH), RUN_TEXT, "De minister van Dijken,");
    run_add(block_add(signature, BLOCK_PARAGRAPH), RUN_TEXT, "A. Voorbeeld");
}

static inline GPtrArray *
strings_new(const char *first)
{
    GPtrArray *strings = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(strings, g_strdup(first));
    return strings;
}

static inline void
status_free(gpointer data)
{
    AnswerStatus *status = data;
    g_free(status->anchor);
    g_free(status->ids);
    g_free(status->word);
    g_free(status->owner);
    g_array_unref(status->problems);
    g_free(status);
}

static inline Letter *
write_letter(guint32 seed, int questions, const char *image)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    Letter *letter = g_new0(Letter, 1);
    Author author = { random, letter, questions, image };

    letter->title = g_strdup("Brief");
    letter->language = g_strdup("nl-NL");
    letter->date = g_strdup("2025-05-12");
    letter->head.subject = g_strdup("Vragen over dijken");
    letter->head.date = g_strdup("12 mei 2025");
    letter->head.addressee = strings_new("Aan de Voorzitter");
    letter->head.reference_first = g_ptr_array_new();
    letter->head.reference_next = g_ptr_array_new();
    letter->head.this_page = g_strdup("deze pagina");
    letter->head.page_text = g_strdup("Pagina {page} van {pages}");
    letter->head.running_label = g_strdup("Antwoorden op deze pagina");
    letter->cover = block_list_new();
    letter->body = block_list_new();
    letter->notes = g_ptr_array_new_with_free_func((GDestroyNotify)foot_note_free);
    letter->statuses = g_ptr_array_new_with_free_func(status_free);
    for (int i = pick(&author, 12); i >= 0; i--) {
        Block *opening = block_new(BLOCK_PARAGRAPH);
        g_ptr_array_add(letter->cover, opening);
        write_text(&author, opening, 60);
    }
    write_signature(letter);
    write_body(&author);
    return letter;
}

static inline const GlyphRun *
paint_run(const Paint *paint)
{
    return &g_array_index(paint->lines->runs, GlyphRun, paint->run);
}

static inline const StructureElement *
ancestor(const StructureElement *element, StructureKind kind)
{
    while (element != NULL && element->kind != kind)
        element = element->parent;
    return element;
}

#endif
