/* SPDX-License-Identifier: EUPL-1.2 */
#include <math.h>
#include <string.h>

#include "typeset/text.h"

/* Everything that a test of lines needs; paths from the root of the repository. */
typedef struct Bench {
    FontSet *fonts;
    Style style;
    Diags *diags;
    Typesetter *typesetter;
} Bench;

static Bench *
bench_new(LineBreaking breaking)
{
    g_autoptr(GError) error = NULL;
    Bench *bench = g_new0(Bench, 1);

    bench->fonts = font_set_new("fonts", &error);
    g_assert_no_error(error);
    bench->style.breaking = breaking;
    for (int i = 0; i < STYLE_COUNT; i++)
        bench->style.text[i] =
            (TextStyle){ .family = i == STYLE_CODE ? "Noto Sans Mono" : "Noto Sans",
                         .size = 9728,
                         .leading = 12 * PANGO_SCALE,
                         .hyphenate = i != STYLE_CODE };
    bench->diags = diags_new();
    bench->typesetter =
        typesetter_new(bench->fonts, &bench->style, "templates/hyphenation/hyph_nl.dic", "nl",
                       bench->diags, &error);
    g_assert_no_error(error);
    return bench;
}

static void
bench_free(Bench *bench)
{
    typesetter_free(bench->typesetter);
    diags_free(bench->diags);
    font_set_free(bench->fonts);
    g_free(bench);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Bench, bench_free)

static TextPiece
body(const Bench *bench, const char *text)
{
    return (TextPiece){ .text = text, .style = &bench->style.text[STYLE_BODY] };
}

static TextLines *
set_text(Bench *bench, const char *text, int measure, Alignment align)
{
    TextPiece piece = body(bench, text);
    TextShape shape = { .measure = measure, .align = align, .hyphenate = true };

    return break_text(bench->typesetter, &piece, 1, &shape);
}

/* The lines as they read, with "=" for an added hyphen, each followed by its width to 0.1 pt. */
static char *
show_lines(const TextLines *lines)
{
    GString *shown = g_string_new(NULL);

    for (guint i = 0; i < lines->lines->len; i++) {
        const Line *line = &g_array_index(lines->lines, Line, i);
        char width[G_ASCII_DTOSTR_BUF_SIZE];

        for (guint k = 0; k < line->run_count; k++) {
            const GlyphRun *run = &g_array_index(lines->runs, GlyphRun, line->run_start + k);
            g_string_append_len(shown, lines->text->str + run->text_start,
                                (gssize)run->text_length);
            g_string_append(shown, run->hyphen ? "=" : "");
        }
        g_ascii_formatd(width, sizeof width, "%.1f", (double)line->width / PANGO_SCALE);
        g_string_append_printf(shown, "|%s\n", width);
    }
    return g_string_free(shown, FALSE);
}

static const char *const sentences =
    "De leden van deze fractie vragen de minister hoeveel verkeersveiligheidsmaatregelen in de "
    "gemeenten zijn genomen, en of daarover met de vervoerregio’s en de waterschappen is overlegd. "
    "Zij lezen in de brief van 12 mei 2025 (Kamerstuk 26 643, nr. 1252) dat € 43,6 miljoen "
    "beschikbaar is "
    "voor onderhoudswerkzaamheden aan bruggen – en niet voor nieuwe aanbestedingen. Kan de "
    "minister "
    "dat toelichten, bijvoorbeeld aan de hand van https://www.voorbeeld.nl/onderhoud/bruggen/2025?";

static void
test_dump(void)
{
    g_autoptr(Bench) bench = bench_new(BREAK_TOTAL_FIT);
    g_autoptr(TextLines) lines = set_text(bench, sentences, 250 * PANGO_SCALE, ALIGN_RAGGED);
    g_autofree char *shown = show_lines(lines);

    g_assert_cmpstr(shown, ==,
                    "De leden van deze fractie vragen de minister hoeveel |238.2\n"
                    "verkeersveiligheidsmaatregelen in de gemeenten zijn |241.1\n"
                    "genomen, en of daarover met de vervoerregio’s en |228.2\n"
                    "de waterschappen is overlegd. Zij lezen in de brief |224.7\n"
                    "van 12 mei 2025 (Kamerstuk 26 643, nr. 1252) dat |220.6\n"
                    "€ 43,6 miljoen beschikbaar is voor onderhoudswerk=|235.5\n"
                    "zaamheden aan bruggen – en niet voor nieuwe aanbe=|246.1\n"
                    "stedingen. Kan de minister dat toelichten, bijvoorbeeld |247.1\n"
                    "aan de hand van https://www.voorbeeld.nl/onderhoud/|249.4\n"
                    "bruggen/2025?|67.9\n");
}

/* A word list with every kind of break, and a generator of fixed sequence. */
static const char *const vocabulary[] = {
    "de",
    "en",
    "van",
    "u",
    "minister",
    "verkeersveiligheid",
    "PVV-fractie",
    "12",
    "mei",
    "nr.",
    "1252",
    "€",
    "43,6",
    "miljoen",
    "–",
    "coördinatiemechanisme",
    "aanbestedingsprocedures",
    "t/m",
    "https://www.voorbeeld.nl/onderhoud/bruggen",
    "(zie",
    "bijlage)",
    "GroenLinks-PvdA-fractie",
    "inlichtingen-",
    "rijksoverheidsdienst",
    "in",
    "het",
    "kabinet,",
    "1.",
    "J.P.",
    "Voorbeeld",
    "kan",
    "gaan",
    "waterschapsverkiezingen",
    "of",
    "daar",
    "niet",
};

static char *
random_text(GRand *random, int words)
{
    GString *text = g_string_new(NULL);

    for (int i = 0; i < words; i++) {
        guint at = (guint)g_rand_int_range(random, 0, G_N_ELEMENTS(vocabulary));
        g_string_append_printf(text, "%s%s", i > 0 ? " " : "", vocabulary[at]);
    }
    return g_string_free(text, FALSE);
}

/* Where each run stands, its glyphs are inside it, and the runs follow each other. */
static void
check_runs(const TextLines *lines, const Line *line)
{
    int x = 0;

    for (guint k = 0; k < line->run_count; k++) {
        const GlyphRun *run = &g_array_index(lines->runs, GlyphRun, line->run_start + k);
        if (k > 0)
            g_assert_cmpint(run->x, ==, x);
        x = run->x + run->width;
        g_assert_cmpuint(run->glyph_count, >, 0);
        g_assert_cmpuint(run->glyph_start + run->glyph_count, <=, lines->glyph_count);
    }
    g_assert_cmpint(x, >=, line->width);
}

static bool
has_space(const TextLines *lines, const Line *line)
{
    const GlyphRun *first = &g_array_index(lines->runs, GlyphRun, line->run_start);
    const GlyphRun *last = first + line->run_count - 1;
    size_t end = last->text_start + last->text_length;
    const char *text = lines->text->str + first->text_start;
    const char *space = memchr(text, ' ', end - first->text_start);

    return space != NULL && space + 1 < lines->text->str + end;
}

/*
 * Text out is text in; no line is too wide, none is empty, never three hyphens in a row; justified ones that have a space
 * to give end within 0.05 pt of the edge.
 */
static void
check_lines(const char *text, const TextLines *lines, int measure, Alignment align)
{
    int hyphens = 0;

    g_assert_cmpstr(lines->text->str, ==, text);
    for (guint i = 0; i < lines->lines->len; i++) {
        const Line *line = &g_array_index(lines->lines, Line, i);

        check_runs(lines, line);
        g_assert_cmpuint(line->run_count, >, 0);
        hyphens = line->hyphenated ? hyphens + 1 : 0;
        g_assert_cmpint(line->width, <=, measure + line->hang);
        g_assert_cmpint(hyphens, <=, 2);
        if (align == ALIGN_JUSTIFIED && !line->forced && has_space(lines, line))
            g_assert_cmpint(ABS(line->width - line->hang - measure), <=, PANGO_SCALE / 20);
    }
}

/* Cuts the text into pieces in as many looks, anywhere but inside a character; sometimes it stays whole. */
static GArray *
cut_randomly(const Bench *bench, GRand *random, const char *text, GPtrArray *owned)
{
    GArray *pieces = g_array_new(FALSE, FALSE, sizeof(TextPiece));
    bool whole = g_rand_boolean(random);

    for (const char *p = text, *end = text; *p != '\0'; p = end) {
        for (int i = whole ? G_MAXINT : g_rand_int_range(random, 1, 60); i > 0 && *end != '\0'; i--)
            end = g_utf8_next_char(end);
        g_ptr_array_add(owned, g_strndup(p, (gsize)(end - p)));
        TextPiece piece = body(bench, g_ptr_array_index(owned, owned->len - 1));
        piece.bold = g_rand_int_range(random, 0, 3) == 0;
        piece.italic = g_rand_int_range(random, 0, 3) == 0;
        g_array_append_val(pieces, piece);
    }
    return pieces;
}

static void
check_random(LineBreaking breaking, Alignment align)
{
    g_autoptr(Bench) bench = bench_new(breaking);
    GRand *random = g_rand_new_with_seed(1981);

    for (int i = 0; i < 400; i++) {
        int measure = g_rand_int_range(random, 150, 420) * PANGO_SCALE;
        TextShape shape = { .measure = measure, .align = align, .hyphenate = true };
        g_autofree char *text = random_text(random, g_rand_int_range(random, 1, 120));
        g_autoptr(GPtrArray) owned = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(GArray) pieces = cut_randomly(bench, random, text, owned);
        g_autoptr(TextLines) lines = break_text(
            bench->typesetter, (const TextPiece *)(void *)pieces->data, pieces->len, &shape);

        check_lines(text, lines, measure, align);
    }
    g_assert_cmpuint(bench->diags->items->len, ==, 0);
    g_rand_free(random);
}

static void
test_random_ragged(void)
{
    check_random(BREAK_TOTAL_FIT, ALIGN_RAGGED);
}

static void
test_random_justified(void)
{
    check_random(BREAK_TOTAL_FIT, ALIGN_JUSTIFIED);
}

static void
test_random_first_fit(void)
{
    check_random(BREAK_FIRST_FIT, ALIGN_RAGGED);
}

/* Every line but the last ends exactly at the measure. */
static void
test_justified(void)
{
    g_autoptr(Bench) bench = bench_new(BREAK_TOTAL_FIT);
    int measure = 300 * PANGO_SCALE;
    g_autoptr(TextLines) lines = set_text(bench, sentences, measure, ALIGN_JUSTIFIED);

    for (guint i = 0; i < lines->lines->len; i++) {
        const Line *line = &g_array_index(lines->lines, Line, i);
        if (!line->forced)
            g_assert_cmpint(ABS(line->width - line->hang - measure), <=, PANGO_SCALE / 20);
        else
            g_assert_cmpint(line->width, <=, measure + line->hang);
    }
}

/* No line is only the rest of a broken word. */
static void
test_no_stub(void)
{
    g_autoptr(Bench) bench = bench_new(BREAK_TOTAL_FIT);

    for (int measure = 120; measure < 420; measure += 3) {
        g_autoptr(TextLines) lines =
            set_text(bench, sentences, measure * PANGO_SCALE, ALIGN_RAGGED);
        const Line *last = &g_array_index(lines->lines, Line, lines->lines->len - 1);

        if (!last[-1].hyphenated)
            continue;
        g_autofree char *shown = show_lines(lines);
        const char *line = g_strrstr_len(shown, (gssize)strlen(shown) - 1, "\n") + 1;
        g_assert_nonnull(strchr(line, ' '));
    }
}

/* A last line of one short word is rare, and the shorter the rarer. */
static void
test_short_last(void)
{
    g_autoptr(Bench) bench = bench_new(BREAK_TOTAL_FIT);
    guint short_lines = 0, very_short_lines = 0, total = 0;

    for (const char *end = sentences + 300; (end = strchr(end, ' ')) != NULL; end++) {
        g_autofree char *text = g_strndup(sentences, (gsize)(end - sentences));
        for (int measure = 250; measure < 420; measure += 10) {
            g_autoptr(TextLines) lines = set_text(bench, text, measure * PANGO_SCALE, ALIGN_RAGGED);
            const Line *last = &g_array_index(lines->lines, Line, lines->lines->len - 1);

            short_lines += last->width < measure * PANGO_SCALE / 10;
            very_short_lines += last->width < measure * PANGO_SCALE / 20;
            total++;
        }
    }
    g_assert_cmpuint(very_short_lines, ==, 0);
    g_assert_cmpuint(short_lines * 50, <, total);
}

/* A suspended hyphen at a line's end counts like the others: never three in a row. */
static void
test_suspended_hyphens(void)
{
    g_autoptr(Bench) bench = bench_new(BREAK_TOTAL_FIT);
    GString *text = g_string_new(NULL);

    for (int i = 0; i < 40; i++)
        g_string_append(text, "inlichtingen- en veiligheids- of ");
    for (int measure = 80; measure < 300; measure += 9) {
        g_autoptr(TextLines) lines =
            set_text(bench, text->str, measure * PANGO_SCALE, ALIGN_RAGGED);
        int hyphens = 0;

        for (guint i = 0; i < lines->lines->len; i++) {
            const Line *line = &g_array_index(lines->lines, Line, i);
            hyphens = line->hyphenated ? hyphens + 1 : 0;
            g_assert_cmpint(hyphens, <=, 2);
        }
    }
    g_string_free(text, TRUE);
}

static void
test_no_fonts(void)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(font_set_new("templates/hyphenation", &error));
    g_assert_nonnull(error);
}

static void
test_empty(void)
{
    g_autoptr(Bench) bench = bench_new(BREAK_TOTAL_FIT);
    g_autoptr(TextLines) lines = set_text(bench, "  ", 100 * PANGO_SCALE, ALIGN_RAGGED);
    TextShape shape = { .measure = 1000 };
    g_autoptr(TextLines) none = break_text(bench->typesetter, NULL, 0, &shape);

    g_assert_cmpuint(lines->lines->len, ==, 1);
    g_assert_cmpuint(none->lines->len, ==, 1);
    g_assert_cmpint(g_array_index(none->lines, Line, 0).width, ==, 0);
}

static void
test_forced(void)
{
    g_autoptr(Bench) bench = bench_new(BREAK_TOTAL_FIT);
    g_autoptr(TextLines) lines =
        set_text(bench, "Postbus 1 \n1234 AB\n\nPlaats", 300 * PANGO_SCALE, ALIGN_RAGGED);
    g_autofree char *shown = show_lines(lines);

    g_assert_cmpstr(shown, ==,
                    "Postbus 1 |43.6\n"
                    "1234 AB |36.4\n"
                    " |0.0\n"
                    "Plaats|26.8\n");
}

/* A word in two looks is broken as one, with a note's mark behind it; the tags come back. */
static void
test_pieces(void)
{
    g_autoptr(Bench) bench = bench_new(BREAK_TOTAL_FIT);
    TextPiece pieces[5] = { body(bench, "Zie het "), body(bench, "verkeers"),
                            body(bench, "veiligheidsbeleid"), body(bench, "12"),
                            body(bench, " bij het antwoord op vraag PVV-3") };
    TextShape shape = { .measure = 130 * PANGO_SCALE, .hyphenate = true };

    pieces[1].bold = true;
    pieces[3].size = 6 * PANGO_SCALE;
    pieces[3].rise = 4 * PANGO_SCALE;
    for (guint i = 0; i < G_N_ELEMENTS(pieces); i++)
        pieces[i].tag = 100 + i;
    g_autoptr(TextLines) lines =
        break_text(bench->typesetter, pieces, G_N_ELEMENTS(pieces), &shape);
    g_autofree char *shown = show_lines(lines);

    g_assert_cmpstr(shown, ==,
                    "Zie het verkeersveiligheids=|126.1\n"
                    "beleid12 bij het antwoord op |125.4\n"
                    "vraag PVV-3|53.2\n");
    for (guint i = 0; i < lines->runs->len; i++) {
        const GlyphRun *run = &g_array_index(lines->runs, GlyphRun, i);
        g_assert_cmpuint(run->tag, ==, 100 + run->piece);
        g_assert_cmpint(run->rise, ==, run->piece == 3 ? 4 * PANGO_SCALE : 0);
    }
}

/* The parts of one word, each other one bold, on lines of that measure. */
static char *
show_parts(Bench *bench, const char *const *parts, int measure)
{
    TextPiece pieces[8];
    TextShape shape = { .measure = measure * PANGO_SCALE, .hyphenate = true };
    g_autofree char *whole = g_strjoinv("", (char **)(void *)parts);
    guint count = 0;

    for (; parts[count] != NULL; count++) {
        pieces[count] = body(bench, parts[count]);
        pieces[count].bold = count % 2 == 1;
    }
    g_autoptr(TextLines) lines = break_text(bench->typesetter, pieces, count, &shape);
    g_assert_cmpstr(lines->text->str, ==, whole);
    for (guint i = 0; i < lines->lines->len; i++)
        g_assert_cmpint(g_array_index(lines->lines, Line, i).width, <=, shape.measure);
    g_autofree char *shown = show_lines(lines);
    g_autoptr(GRegex) widths = g_regex_new("\\|[\\d.]+\n", 0, 0, NULL);
    return g_regex_replace_literal(widths, shown, -1, 0, "|", 0, NULL);
}

/*
 * Where its look changes a word may be cut like anywhere else: where the patterns say so of the whole word, and never
 * inside what has no hyphens.
 */
static void
test_looks(void)
{
    static const struct {
        const char *parts[4];
        int measure;
        const char *shown;
    } words[] = {
        { { "verkeers", "veiligheid" }, 52, "verkeers=|veiligheid|" },
        { { "verke", "ersveilig", "heid" }, 60, "verkeersvei=|ligheid|" },
        { { "zie coö", "rdinator" }, 46, "zie coör=|dinator|" },
        { { "de financi", "ële zaak" }, 52, "de financi=|ële zaak|" },
        { { "https://www.voor", "beeld.nl/dijk" }, 100, "https://www|.voorbeeld.nl/dijk|" },
        { { "www.a.nl/de-brug-over-het-water" }, 115, "www.a.nl/|de-brug-over-het-water|" },
        { { "www.a.nl/de-lange-brug-over-het-brede-water" },
          115,
          "www.a.nl/de-lange-brug|-over-het-brede-water|" },
        { { "PVVGLPVDA", "VVDNSCBBB" }, 60, "PVVGLPVDA|VVDNSCBBB|" },
        { { "PVVGLPVDA", "VVDNSCBBBPVVGLPVDA" }, 70, "PVVGLPVDAVV|DNSCBBBPVVG|LPVDA|" },
    };
    g_autoptr(Bench) bench = bench_new(BREAK_TOTAL_FIT);

    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autofree char *shown = show_parts(bench, words[i].parts, words[i].measure);
        g_assert_cmpstr(shown, ==, words[i].shown);
    }
}

/* Behind the hyphen the letter of the next look has no trema any more; the text keeps it. */
static void
test_trema_between_looks(void)
{
    g_autoptr(Bench) bench = bench_new(BREAK_TOTAL_FIT);
    TextPiece pieces[] = { body(bench, "de financi"), body(bench, "ële zaak") };
    TextShape shape = { .measure = 52 * PANGO_SCALE, .hyphenate = true };

    pieces[1].bold = true;
    g_autoptr(TextLines) lines = break_text(bench->typesetter, pieces, 2, &shape);
    const GlyphRun *run = &g_array_index(lines->runs, GlyphRun, lines->runs->len - 1);
    const Glyph *glyphs = lines->glyphs + run->glyph_start;

    g_assert_cmpuint(run->glyph_count, ==, strlen("ele zaak"));
    g_assert_cmpuint(glyphs[0].id, ==, glyphs[2].id);
    g_assert_cmpuint(glyphs[1].cluster, ==, run->text_start + strlen("ë"));
    g_assert_cmpstr(lines->text->str, ==, "de financiële zaak");
}

/* As few lines as first fit makes without hyphens, and none much shorter than the others. */
static void
test_balanced(void)
{
    static const char *const titles[] = {
        "Antwoorden van de minister op de vragen en opmerkingen van de commissie over het "
        "jaarverslag 2025",
        "Vragen en opmerkingen van de leden van de Een-Twee-fractie over het verslag van de raad",
        "Een kop die op een regel past",
    };
    g_autoptr(Bench) total = bench_new(BREAK_TOTAL_FIT);
    g_autoptr(Bench) first = bench_new(BREAK_FIRST_FIT);

    total->style.text[STYLE_BODY].balance = true;
    total->style.text[STYLE_BODY].hyphenate = first->style.text[STYLE_BODY].hyphenate = false;
    for (size_t i = 0; i < G_N_ELEMENTS(titles); i++) {
        for (int measure = 150; measure < 400; measure += 7) {
            int units = measure * PANGO_SCALE, least = G_MAXINT, most = 0;
            g_autoptr(TextLines) even = set_text(total, titles[i], units, ALIGN_JUSTIFIED);
            g_autoptr(TextLines) full = set_text(first, titles[i], units, ALIGN_RAGGED);

            g_assert_cmpuint(even->lines->len, ==, full->lines->len);
            for (guint k = 0; k < even->lines->len; k++) {
                least = MIN(least, g_array_index(even->lines, Line, k).width);
                most = MAX(most, g_array_index(even->lines, Line, k).width);
            }
            g_assert_cmpint(most, <=, units);
            g_assert_cmpint(least, >, most * 45 / 100);
        }
    }
}

/* A heading with a word that is wider than the line is hyphenated after all; a long one is no heading. */
static void
test_balanced_badly(void)
{
    g_autoptr(Bench) bench = bench_new(BREAK_TOTAL_FIT);
    bench->style.text[STYLE_BODY].balance = true;
    g_autoptr(TextLines) lines =
        set_text(bench, "De verkeersveiligheidsmaatregelen", 100 * PANGO_SCALE, ALIGN_RAGGED);
    g_autoptr(TextLines) whole =
        set_text(bench, "Verkeersveiligheid zonder bijlage", 120 * PANGO_SCALE, ALIGN_RAGGED);
    g_autoptr(TextLines) text = set_text(bench, sentences, 40 * PANGO_SCALE, ALIGN_RAGGED);

    g_assert_cmpuint(lines->lines->len, ==, 2);
    g_assert_true(g_array_index(lines->lines, Line, 0).hyphenated);
    g_assert_false(g_array_index(whole->lines, Line, 0).hyphenated);
    g_assert_cmpuint(text->lines->len, >, 12);
}

static void
test_overfull(void)
{
    g_autoptr(Bench) bench = bench_new(BREAK_TOTAL_FIT);
    g_autoptr(TextLines) lines = set_text(bench, "Zie de PVVGLPVDAVVDNSCBBBSGPCUSPDENKFVDVOLT hier",
                                          100 * PANGO_SCALE, ALIGN_RAGGED);

    g_assert_cmpuint(lines->lines->len, ==, 3);
    for (guint i = 0; i < lines->lines->len; i++)
        g_assert_cmpint(g_array_index(lines->lines, Line, i).width, <=, 100 * PANGO_SCALE);
    g_assert_true(lines->cut);
    g_assert_cmpuint(bench->diags->items->len, ==, 1);
}

static void
test_missing_glyph(void)
{
    g_autoptr(Bench) bench = bench_new(BREAK_TOTAL_FIT);
    const char *text = "a 漢 b";
    g_autoptr(Source) source = source_new("t", g_strdup(text), strlen(text));
    TextPiece piece = body(bench, text);
    TextShape shape = { .measure = 100 * PANGO_SCALE };

    piece.span = span_new(source, 0, strlen(text));
    g_autoptr(TextLines) lines = break_text(bench->typesetter, &piece, 1, &shape);
    g_assert_cmpuint(bench->diags->items->len, ==, 1);
    const Diag *diag = g_ptr_array_index(bench->diags->items, 0);
    g_assert_cmpint(diag->code, ==, DIAG_MISSING_GLYPH);
    g_assert_cmpint(diag->place.column, ==, 3);
    g_assert_cmpstr(lines->text->str, ==, text);
}

/* Signs that Noto Sans lacks come from the other shipped fonts; soft hyphens and joiners leave no trace. */
static void
test_fallback(void)
{
    g_autoptr(Bench) bench = bench_new(BREAK_TOTAL_FIT);
    g_autoptr(TextLines) lines =
        set_text(bench, "x ≥ 3 → ✓ zorg\u00ADverzekering\u2060!", 300 * PANGO_SCALE, ALIGN_RAGGED);

    g_assert_cmpuint(bench->diags->items->len, ==, 0);
    g_assert_cmpstr(lines->text->str, ==, "x ≥ 3 → ✓ zorgverzekering!");
    for (guint i = 0; i < lines->glyph_count; i++)
        g_assert_cmpuint(lines->glyphs[i].id, !=, 0);
}

/* The Hebrew words stand from right to left, the Dutch ones around them from left to right. */
static void
test_right_to_left(void)
{
    g_autoptr(Bench) bench = bench_new(BREAK_TOTAL_FIT);
    const char *text = "het woord שלום עולם staat er, مرحبا ook";
    g_autoptr(TextLines) lines = set_text(bench, text, 400 * PANGO_SCALE, ALIGN_RAGGED);
    size_t first = (size_t)(strstr(text, "שלום") - text),
           second = (size_t)(strstr(text, "עולם") - text);
    int first_x = -1, second_x = -1;

    g_assert_cmpuint(bench->diags->items->len, ==, 0);
    g_assert_cmpstr(lines->text->str, ==, text);
    for (guint i = 0; i < lines->runs->len; i++) {
        const GlyphRun *run = &g_array_index(lines->runs, GlyphRun, i);
        first_x = run->text_start == first ? run->x : first_x;
        second_x = run->text_start == second ? run->x : second_x;
    }
    g_assert_cmpint(first_x, >, second_x);
    g_assert_cmpint(second_x, >, 0);
    for (int measure = 20; measure < 300; measure += 7) {
        g_autoptr(TextLines) narrow = set_text(bench, text, measure * PANGO_SCALE, ALIGN_RAGGED);
        g_assert_cmpstr(narrow->text->str, ==, text);
    }
}

/* What a line's width was foretold to be is what its glyphs take: cuts inside kerned pairs too. */
static void
test_cut_widths(void)
{
    g_autoptr(Bench) bench = bench_new(BREAK_TOTAL_FIT);
    const char *text =
        "aanvaardbaarheidsvraagstukken-Tarieven/Voorwaarden https://www.voorbeeld.nl/W/Av/Ty/1.pdf "
        "vraagstukken afvalverwerking affiches effectief";

    for (int measure = 60; measure < 300; measure++) {
        g_autoptr(TextLines) lines = set_text(bench, text, measure * PANGO_SCALE, ALIGN_RAGGED);
        for (guint i = 0; i < lines->lines->len; i++)
            g_assert_cmpint(g_array_index(lines->lines, Line, i).width, <=, measure * PANGO_SCALE);
        g_assert_cmpstr(lines->text->str, ==, text);
    }
}

/* Long texts without spaces, with nothing but line ends, or with a break at every character. */
static void
test_hostile(void)
{
    static const struct {
        const char *part;
        int times;
    } texts[] = { { "a", 60000 },           { "\u200B", 20000 },  { "abc/", 15000 },
                  { " ", 60000 },           { "a ", 30000 },      { "\n", 20000 },
                  { "\u0301", 30000 },      { "-", 60000 },       { "שa", 15000 },
                  { "\u00AD", 20000 },      { "\u00A0", 20000 },  { "T.", 30000 },
                  { "https://a.b/", 3000 }, { "\u202E(", 10000 }, { "\xF0\x9F\x98\x80", 5000 } };

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(Bench) bench = bench_new(BREAK_TOTAL_FIT);
        GString *text = g_string_new(NULL);

        for (int k = 0; k < texts[i].times; k++)
            g_string_append(text, texts[i].part);
        gint64 start = g_get_monotonic_time();
        g_autoptr(TextLines) lines = set_text(bench, text->str, 300 * PANGO_SCALE, ALIGN_RAGGED);
        g_assert_cmpuint(lines->lines->len, >, 0);
        g_test_message("%s: %.3f s", texts[i].part, (double)(g_get_monotonic_time() - start) / 1e6);
        g_string_free(text, TRUE);
    }
}

static void
test_width(void)
{
    g_autoptr(Bench) bench = bench_new(BREAK_TOTAL_FIT);
    TextPiece piece = body(bench, "Antwoord op vraag PVV-4");
    g_autoptr(TextLines) lines = set_text(bench, piece.text, 300 * PANGO_SCALE, ALIGN_RAGGED);

    g_assert_cmpint(text_width(bench->typesetter, &piece), ==,
                    g_array_index(lines->lines, Line, 0).width);
}

/* The same paragraph, whatever came before it. */
static void
test_repeatable(void)
{
    g_autoptr(Bench) first = bench_new(BREAK_TOTAL_FIT);
    g_autoptr(Bench) second = bench_new(BREAK_TOTAL_FIT);
    g_autoptr(TextLines) before =
        set_text(second, "ander verkeersveiligheid werk", 50 * PANGO_SCALE, ALIGN_RAGGED);
    g_autoptr(TextLines) a = set_text(first, sentences, 260 * PANGO_SCALE, ALIGN_RAGGED);
    g_autoptr(TextLines) b = set_text(second, sentences, 260 * PANGO_SCALE, ALIGN_RAGGED);

    g_assert_cmpmem(a->glyphs, a->glyph_count * sizeof(Glyph), b->glyphs,
                    b->glyph_count * sizeof(Glyph));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/lines/dump", test_dump);
    g_test_add_func("/lines/random-ragged", test_random_ragged);
    g_test_add_func("/lines/random-justified", test_random_justified);
    g_test_add_func("/lines/random-first-fit", test_random_first_fit);
    g_test_add_func("/lines/justified", test_justified);
    g_test_add_func("/lines/no-stub", test_no_stub);
    g_test_add_func("/lines/short-last", test_short_last);
    g_test_add_func("/lines/suspended-hyphens", test_suspended_hyphens);
    g_test_add_func("/lines/no-fonts", test_no_fonts);
    g_test_add_func("/lines/empty", test_empty);
    g_test_add_func("/lines/forced", test_forced);
    g_test_add_func("/lines/pieces", test_pieces);
    g_test_add_func("/lines/looks", test_looks);
    g_test_add_func("/lines/trema-between-looks", test_trema_between_looks);
    g_test_add_func("/lines/balanced", test_balanced);
    g_test_add_func("/lines/balanced-badly", test_balanced_badly);
    g_test_add_func("/lines/overfull", test_overfull);
    g_test_add_func("/lines/missing-glyph", test_missing_glyph);
    g_test_add_func("/lines/fallback", test_fallback);
    g_test_add_func("/lines/right-to-left", test_right_to_left);
    g_test_add_func("/lines/cut-widths", test_cut_widths);
    g_test_add_func("/lines/hostile", test_hostile);
    g_test_add_func("/lines/width", test_width);
    g_test_add_func("/lines/repeatable", test_repeatable);
    return g_test_run();
}
