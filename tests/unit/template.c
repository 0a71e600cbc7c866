/* SPDX-License-Identifier: EUPL-1.2 */
#include "letter/template.h"

#include <string.h>

#include "base/failure.h"

/* The template that is shipped, with one stretch of it replaced; the tests run in the root of the tree. */
static Source *
load(const char *find, const char *replace)
{
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents("templates/letter.yaml", &text, NULL, NULL));

    if (find != NULL) {
        g_auto(GStrv) pieces = g_strsplit(text, find, 2);
        g_assert_cmpuint(g_strv_length(pieces), ==, 2);
        g_free(text);
        text = g_strjoinv(replace, pieces);
    }
    size_t length = strlen(text);
    return source_new("letter.yaml", g_steal_pointer(&text), length);
}

static int
points(double value)
{
    return (int)(value * UNITS_PER_POINT + 0.5);
}

static void
test_lengths(void)
{
    static const struct {
        const char *text;
        double points; /* below -1000: no length */
    } rows[] = {
        { "12pt", 12 },       { "12", 12 },          { "9.5pt", 9.5 },   { "9,5 pt", 9.5 },
        { "25.4mm", 72 },     { "2.54cm", 72 },      { "0", 0 },         { "-1pt", -1 },
        { "", -9999 },        { "pt", -9999 },       { "12px", -9999 },  { "1.2.3pt", -9999 },
        { "0x10pt", -9999 },  { "1e3pt", -9999 },    { "inf", -9999 },   { "nan", -9999 },
        { "99999mm", -9999 }, { "12 pt pt", -9999 }, { "12 PT", -9999 }, { "1 2pt", -9999 },
        { "--1pt", -9999 },   { ".pt", -9999 },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        int units = 4711;
        bool parsed = length_parse(rows[i].text, &units);
        g_test_message("length \"%s\"", rows[i].text);
        g_assert_cmpint(parsed, ==, rows[i].points > -1000);
        g_assert_cmpint(units, ==, parsed ? (int)(rows[i].points * UNITS_PER_POINT) : 4711);
    }
}

static void
test_shipped(void)
{
    g_autoptr(Source) source = load(NULL, NULL);
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(Template) template = read_template(source, NULL, diags, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(diags->items->len, ==, 0);
    g_assert_cmpstr(template->name, ==, "letter");
    g_assert_true(template->ids);
    g_assert_cmpint(template->style.text_next.height, ==, points(588));
    g_assert_cmpint(template->style.text[STYLE_LABEL].size, ==, points(9.5));
    g_assert_true(template->style.text[STYLE_LABEL].bold);
    g_assert_false(template->style.text[STYLE_LABEL].hyphenate);
    g_assert_cmpstr(template->style.text[STYLE_LABEL].family, ==, "Noto Sans");
    g_assert_cmpint(template->style.text[STYLE_NOTE].leading, ==, points(10));
    g_assert_cmpint(template->style.note_rule.length, ==,
                    (int)(30 / 25.4 * 72 * UNITS_PER_POINT + 0.5));
}

typedef struct Mistake {
    const char *name;
    const char *find, *replace;
    DiagCode code;
    int line_offset; /* from the line on which `find` begins; -99: the file's first line */
    int column;
    const char *message; /* a part of it */
} Mistake;

static const Mistake mistakes[] = {
    { "no-length", "grid: 12pt", "grid: ruim", DIAG_BAD_VALUE, 0, 9, "length in mm or pt" },
    { "no-size", "grid: 12pt", "grid: 0", DIAG_BAD_VALUE, 0, 9, "above zero" },
    { "negative", "list_indent: 5mm", "list_indent: -5mm", DIAG_BAD_VALUE, 0, 16, "not negative" },
    { "no-word", "align: ragged ", "align: links ", DIAG_BAD_VALUE, 0, 10, "ragged, justify" },
    { "no-boolean", "ids: true", "ids: ja", DIAG_BAD_VALUE, 0, 6, "true or false" },
    { "no-count", "hyphen_minimum_left: 3 ", "hyphen_minimum_left: 0 ", DIAG_BAD_VALUE, 0, 24,
      "from 1 to 9" },
    { "empty", "grid: 12pt", "grid:", DIAG_BAD_VALUE, 0, 3, "grid" },
    { "missing", "  grid: 12pt\n", "", DIAG_BAD_VALUE, -6, 1, "lacks \"grid\"" },
    { "no-mapping", "underline: {thickness: 0.4pt}", "underline: 3", DIAG_BAD_VALUE, 0, 3,
      "keys with values" },
    { "place", "\"Antwoord op {question}\"", "\"Antwoord op {vraag}\"", DIAG_BAD_VALUE, 0, 11,
      "{vraag}" },
    { "open-place", "\"Antwoord op {question}\"", "\"Antwoord op {question\"", DIAG_BAD_VALUE, 0,
      11, "has its }" },
    { "outside", "y: 283.2mm,  width: 35.7mm", "y: 293.2mm,  width: 35.7mm", DIAG_BAD_VALUE, 0, 24,
      "outside the page" },
    { "no-room", "height: 588pt", "height: 8pt", DIAG_BAD_VALUE, 0, 24, "no room" },
    { "half-leading", "leading: 10pt, baseline: 7.5pt", "leading: 10pt", DIAG_BAD_VALUE, 0, 21,
      "together" },
    { "deep-baseline", "baseline: 7.5pt,", "baseline: 17.5pt,", DIAG_BAD_VALUE, 0, 21, "below" },
    { "tiny", "size: 8pt", "size: 1pt", DIAG_BAD_VALUE, 0, 21, "3pt to 200pt" },
    { "no-colour", "ink: \"#000000\"", "ink: zwart", DIAG_BAD_VALUE, 0, 8, "#231F20" },
    { "no-lines", "head: letter ", "head: kamerstuk ", DIAG_BAD_VALUE, -99, 1, "needs its lines" },
    { "columns", "ids: 26mm", "ids: 126mm", DIAG_BAD_VALUE, -1, 11, "narrower" },
};

static int
line_of(const char *find)
{
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents("templates/letter.yaml", &text, NULL, NULL));
    const char *at = strstr(text, find);
    int line = 1;
    g_assert_nonnull(at);
    for (const char *p = text; p < at; p++)
        line += *p == '\n';
    return line;
}

/* Each mistake gives one finding at its place, and no template. */
static void
test_mistake(gconstpointer data)
{
    const Mistake *mistake = data;
    g_autoptr(Source) source = load(mistake->find, mistake->replace);
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(Template) template = read_template(source, NULL, diags, &error);

    g_assert_null(template);
    g_assert_nonnull(error);
    g_assert_cmpuint(diags->items->len, ==, 1);
    const Diag *diag = g_ptr_array_index(diags->items, 0);
    g_test_message("%d:%d: %s", diag->place.line, diag->place.column, diag->message);
    g_assert_cmpint(diag->code, ==, mistake->code);
    g_assert_nonnull(strstr(diag->message, mistake->message));
    int line = mistake->line_offset == -99 ? 1 : line_of(mistake->find) + mistake->line_offset;
    g_assert_cmpint(diag->place.line, ==, line);
    g_assert_cmpint(diag->place.column, ==, mistake->column);
}

/* An unknown key is a warning with a suggestion, and the template is used. */
static void
test_unknown_key(void)
{
    g_autoptr(Source) source = load("language: nl-NL", "language: nl-NL\ninterleaf: apart");
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(Template) template = read_template(source, NULL, diags, &error);

    g_assert_no_error(error);
    g_assert_nonnull(template);
    g_assert_cmpuint(diags->items->len, ==, 1);
    const Diag *diag = g_ptr_array_index(diags->items, 0);
    g_assert_cmpint(diag->code, ==, DIAG_UNKNOWN_KEY);
    g_assert_cmpint(diag->place.line, ==, line_of("language: nl-NL") + 1);
    g_assert_nonnull(strstr(diag->message, "interleave"));
}

static Source *
load_shipped(gpointer data, const char *name, const Source *from, GError **error)
{
    g_autofree char *path = g_strdup_printf("templates/%s.yaml", name);
    char *text = NULL;
    gsize length;

    (void)data;
    (void)from;
    return g_file_get_contents(path, &text, &length, error) ? source_new(path, text, length) : NULL;
}

/* Measures of domain.md 1.1: the 60 lines of the grid, the column, the page, the ink. */
static void
test_kamerstuk(void)
{
    const TemplateLoader loader = { .load = load_shipped };
    g_autoptr(Source) source = load_shipped(NULL, "kamerstuk", NULL, NULL);
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(Template) template = read_template(source, &loader, diags, &error);
    const Style *style = &template->style;
    const double tenth_mm = 72 / 25.4 * UNITS_PER_POINT / 10;
    const struct {
        int value;
        double points;
    } rows[] = {
        { style->page_width, 558.425 },
        { style->page_height, 771.024 },
        { style->grid, 10.6583 },
        { style->text_next.y, 35.80 },
        { style->text_next.y + style->text_next.height, 664.65 },
        { style->text_first.y + style->text_first.height, 246.84 + 39 * 10.6583 },
        { style->text_next.x, 71.5 / 25.4 * 72 },
        { style->text_next.x + style->text_next.width, 184 / 25.4 * 72 },
        { style->kamerstuk.dossier + style->text[STYLE_DOSSIER].leading +
              style->kamerstuk.number_below,
          246.84 },
        { style->text[STYLE_BODY].size, 9.06 },
        { style->text[STYLE_BODY].leading, 10.658 },
        { style->text[STYLE_NOTE].size, 6.93 },
        { style->text[STYLE_BODY].size * style->mark_size / 1000, 6.19 },
    };

    g_assert_no_error(error);
    g_assert_cmpuint(diags->items->len, ==, 0);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpfloat_with_epsilon(rows[i].value, rows[i].points * UNITS_PER_POINT, tenth_mm);
    g_assert_cmpint(style->ink, ==, 0x231F20);
    g_assert_false(template->ids || template->cover || style->bracket);
    g_assert_cmpstr(template_text(template, "minister_unknown"), ==, "de Minister");
}

/* All mistakes are told at once. */
static void
test_several(void)
{
    static const char text[] = "page:\n  grid: x\nids: 3\n";
    g_autoptr(Source) source = source_new("t.yaml", g_strdup(text), strlen(text));
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(GError) error = NULL;

    g_assert_null(read_template(source, NULL, diags, &error));
    g_assert_nonnull(error);
    g_assert_cmpuint(diags->items->len, >, 10);
}

/* Templates by name, as a folder would hold them. */
static const char *const chain[][2] = {
    { "letter", NULL },
    { "ours",
      "name: ours\nextends: letter\nids: false\ntexts: {kicker: , answer_without_id: Reactie}\n" },
    { "theirs", "name: theirs\nextends: ours\nstyles: {label: {italic: true}}\n" },
    { "round", "name: round\nextends: about\n" },
    { "about", "name: about\nextends: round\n" },
    { "lost", "name: lost\nextends: nowhere\n" },
    { "empty", "\n" },
    { "hollow", "name: hollow\nextends: empty\n" },
};

static Source *
load_chained(gpointer data, const char *name, const Source *from, GError **error)
{
    (void)data;
    (void)from;
    for (size_t i = 0; i < G_N_ELEMENTS(chain); i++) {
        if (strcmp(chain[i][0], name) != 0)
            continue;
        return chain[i][1] == NULL ? load(NULL, NULL)
                                   : source_new(name, g_strdup(chain[i][1]), strlen(chain[i][1]));
    }
    failure_set(error, DIAG_USAGE, NULL, 0, 0, "there is no %s", name);
    return NULL;
}

static void
test_extends(void)
{
    const TemplateLoader loader = { .load = load_chained };
    g_autoptr(Source) source = load_chained(NULL, "theirs", NULL, NULL);
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(Template) template = read_template(source, &loader, diags, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(diags->items->len, ==, 0);
    g_assert_cmpstr(template->name, ==, "theirs");
    g_assert_false(template->ids);
    g_assert_cmpstr(template_text(template, "kicker"), ==, "");
    g_assert_cmpstr(template_text(template, "answer_without_id"), ==, "Reactie");
    g_assert_true(template->style.text[STYLE_LABEL].italic);
    g_assert_true(template->style.text[STYLE_LABEL].bold);
}

/* A chain that can't be followed is told at the word that names its next file. */
static void
test_bad_chains(void)
{
    static const struct {
        const char *name, *message;
        DiagCode code; /* of the failure */
        guint findings;
    } rows[] = {
        { "round", "by way of round", DIAG_UNREADABLE, 1 },
        { "lost", "there is no nowhere", DIAG_UNREADABLE, 1 },
        { "hollow", NULL, DIAG_BAD_YAML, 0 },
    };
    const TemplateLoader loader = { .load = load_chained };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Source) source = load_chained(NULL, rows[i].name, NULL, NULL);
        g_autoptr(Diags) diags = diags_new();
        g_autoptr(GError) error = NULL;
        g_assert_null(read_template(source, &loader, diags, &error));
        g_assert_error(error, FAILURE, (int)rows[i].code);
        g_assert_cmpuint(diags->items->len, ==, rows[i].findings);
        if (rows[i].findings == 0)
            continue;
        const Diag *diag = g_ptr_array_index(diags->items, 0);
        g_assert_nonnull(strstr(diag->message, rows[i].message));
        g_assert_cmpint(diag->place.line, ==, 2);
        g_assert_cmpint(diag->place.column, ==, 10);
    }
}

static void
test_fill(void)
{
    g_autoptr(Source) source = load(NULL, NULL);
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(Template) template = read_template(source, NULL, diags, NULL);
    g_autofree char *range =
        template_fill(template, "ids_range", "first", "{last}", "last", "PVV-3", NULL);
    g_autofree char *page = template_fill(template, "page", "page", "3", NULL);

    /* What is filled in is not looked at again, and what is not given stays. */
    g_assert_cmpstr(range, ==, "{last} t/m PVV-3");
    g_assert_cmpstr(page, ==, "Pagina 3 van {pages}");
}

static void
test_dates(void)
{
    static const struct {
        const char *language, *iso, *words;
    } rows[] = {
        { "nl-NL", "2025-05-12", "12 mei 2025" },  { "nl", "2024-02-29", "29 februari 2024" },
        { "en-GB", "2025-03-01", "1 March 2025" }, { "nl", "2025-02-29", "2025-02-29" },
        { "nl", "medio 2025", "medio 2025" },      { "nl", "2025-5-1", "2025-5-1" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const Template template = { .language = (char *)rows[i].language };
        g_autofree char *words = template_date(&template, rows[i].iso);
        g_assert_cmpstr(words, ==, rows[i].words);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/template/lengths", test_lengths);
    g_test_add_func("/template/shipped", test_shipped);
    g_test_add_func("/template/unknown-key", test_unknown_key);
    g_test_add_func("/template/kamerstuk", test_kamerstuk);
    g_test_add_func("/template/several", test_several);
    g_test_add_func("/template/extends", test_extends);
    g_test_add_func("/template/bad-chains", test_bad_chains);
    g_test_add_func("/template/fill", test_fill);
    g_test_add_func("/template/dates", test_dates);
    for (size_t i = 0; i < G_N_ELEMENTS(mistakes); i++) {
        g_autofree char *name = g_strconcat("/template/mistake/", mistakes[i].name, NULL);
        g_test_add_data_func(name, &mistakes[i], test_mistake);
    }
    return g_test_run();
}
