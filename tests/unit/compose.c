/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/utf8.h"
#include "letter/compose-private.h"

/* A letter from texts, and all that it was made of. */
typedef struct Made {
    Diags *diags;
    Document *document;
    Questions *questions;
    Answers *answers;
    Coverage *coverage;
    Template *template;
    Letter *letter;
} Made;

static const char letter_head[] = "letter:\n"
                                  "  ministry: Ministerie van Dijken\n"
                                  "  to: Aan de Voorzitter\n"
                                  "  date: 2025-05-12\n"
                                  "  subject: Beantwoording vragen dijken\n"
                                  "  signatories: [{role: De minister van Dijken}]\n";

static Template *
load_template(Diags *diags)
{
    char *text = NULL;
    gsize length;
    g_assert_true(g_file_get_contents("templates/letter.yaml", &text, &length, NULL));
    g_autoptr(Source) source = source_new("letter.yaml", text, length);
    Template *template = read_template(source, diags, NULL);
    g_assert_nonnull(template);
    return template;
}

static Answers *
load_answers(const char *yaml, Diags *diags)
{
    char *text = g_strdup(yaml);
    g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func((GDestroyNotify)source_unref);
    g_autoptr(GError) error = NULL;
    g_ptr_array_add(sources, source_new("antwoorden.yaml", text, strlen(text)));
    Answers *answers = read_answers(sources, diags, &error);
    g_assert_no_error(error);
    return answers;
}

/* Takes the document over. */
static Made *
make_of(Document *document, const char *yaml, bool draft)
{
    Made *made = g_new0(Made, 1);
    g_autoptr(GError) error = NULL;
    const ComposeOptions options = { .draft = draft };

    made->diags = diags_new();
    made->document = document;
    made->questions = find_questions(made->document, made->diags, &error);
    g_assert_no_error(error);
    made->answers = load_answers(yaml, made->diags);
    questions_decide(made->questions, made->answers->decisions, made->diags);
    made->coverage = check_letter(made->questions, made->answers, made->diags);
    made->template = load_template(made->diags);
    made->letter = compose_letter(made->coverage, made->template, &options, made->diags);
    return made;
}

static Made *
make_from(const char *text, const char *yaml, bool draft)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(GError) error = NULL;
    Document *document = read_document("inbreng.txt", bytes, diags, &error);
    g_assert_no_error(error);
    return make_of(document, yaml, draft);
}

static Made *
make(const char *text, const char *head, const char *entries, bool draft)
{
    g_autofree char *yaml = g_strconcat(head, "answers:\n", entries, NULL);
    return make_from(text, yaml, draft);
}

static void
made_free(Made *made)
{
    letter_free(made->letter);
    template_free(made->template);
    coverage_free(made->coverage);
    answers_free(made->answers);
    questions_free(made->questions);
    document_free(made->document);
    diags_free(made->diags);
    g_free(made);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Made, made_free)

static const char question_text[] =
    "De vaste commissie voor Dijken heeft vragen over de brief van 3 maart 2025 over de "
    "dijken (12 345, nr. 6).\n\n"
    "I\tVragen en opmerkingen vanuit de fracties\n\n"
    "Vragen en opmerkingen van de leden van de VVD-fractie\n\n"
    "De leden van de VVD-fractie danken de minister. Wat kost dit? Wie betaalt dat? Hoe lang "
    "duurt het? Dat is lang.[footnoteRef:2] Waarom is dat?[footnoteRef:1] Kan het sneller "
    "(en ook beter)?\n"
    "Is er \"een plan?\" Zo nee, waarom niet? Tot zover.\n\n"
    "Veiligheid\n\n"
    "Hoe veilig is het?\n\n"
    "Vragen en opmerkingen van de leden van de CDA-fractie\n\n"
    "Vindt de minister dit ook?[footnoteRef:1] Wat gebeurt er met:\n"
    "-\tde oude dijken?\n"
    "-\tde nieuwe dijken, die van nu. En wat daarna?\n\n"
    "II\tAntwoord van de minister\n\n"
    "III\tVolledige agenda\n\n"
    "-\tDe brief over de dijken.\n\n"
    "[1: Kamerstuk 12 345, nr. 1.]\n"
    "[2: Brief van vorig jaar.]\n";

/* Words that come from the document stand in runs whose span leads there: all others are the template's. */
static void
gather_words(const Block *block, const Source *source, GString *words)
{
    bool heading_number = block->kind == BLOCK_HEADING && block->level > 1 && block->number;

    if (heading_number)
        g_string_append_printf(words, "%s ", block->number);
    for (guint i = 0; block->runs != NULL && i < block->runs->len; i++) {
        const Run *run = g_ptr_array_index(block->runs, i);
        if (run->kind == RUN_TEXT && run->span.source == source)
            g_string_append(words, run->text);
    }
    g_string_append_c(words, ' ');
    for (guint i = 0; block->children != NULL && i < block->children->len; i++)
        gather_words(g_ptr_array_index(block->children, i), source, words);
}

static char *
words_of_letter(const Made *made)
{
    g_autoptr(GString) words = g_string_new(NULL);

    for (guint i = 0; i < made->letter->body->len; i++)
        gather_words(g_ptr_array_index(made->letter->body, i), made->document->source, words);
    return utf8_collapse(words->str);
}

/* All but page furniture, the document's own contents, and the empty section for the answers. */
static char *
words_of_document(const Made *made)
{
    g_autoptr(GString) words = g_string_new(NULL);
    const GPtrArray *passages = made->questions->passages;

    for (guint i = 0; i < passages->len; i++) {
        const Passage *passage = g_ptr_array_index(passages, i);
        const char *text = passage->paragraph->text->text->str;
        bool left_out = passage->role == PASSAGE_CHROME || passage->role == PASSAGE_CONTENTS ||
                        (passage->role == PASSAGE_SECTION && g_str_has_prefix(text, "II "));
        if (!left_out)
            g_string_append_printf(words, "%s ", text);
    }
    return utf8_collapse(words->str);
}

static const char *const answer_sets[] = {
    "  []\n",
    "  - {to: VVD-1, text: Zo.}\n  - {to: [VVD-2, CDA-1], text: Anders.}\n",
    "  - {to: VVD-1..VVD-8, text: Alles.}\n  - {to: CDA-1..CDA-3, see: VVD-1}\n",
    "  - {to: [VVD-1, VVD-3, VVD-5, VVD-7, CDA-2], text: Oneven.}\n"
    "  - {to: [VVD-2, VVD-4, VVD-6], see: VVD-1}\n"
    "  - {to: CDA-3, deferred: {until: 2025-06-01, reason: Later.}}\n",
};

/* interface.md, 1: the document's own words come once, in order, unchanged. */
static void
assert_words_once(const Made *made)
{
    g_autofree char *document = words_of_document(made);
    g_autofree char *letter = words_of_letter(made);
    g_assert_cmpstr(letter, ==, document);
}

typedef struct Order {
    const Made *made;
    const char *question; /* the last one seen; NULL behind its answer */
    GString *since;       /* the document's words from its first on */
    guint answers;
} Order;

/* The words since the question began are its own, and besides at most what closes a sentence. */
static void
assert_only_question(const Order *order)
{
    const Question *question = questions_find(order->made->questions, order->question);
    g_assert_nonnull(question);
    g_assert_true(g_str_has_prefix(order->since->str, question->text));
    for (const char *p = order->since->str + strlen(question->text); *p != '\0'; p++)
        g_assert_false(g_ascii_isalnum(*p));
}

static void
read_runs(const Block *block, Order *order)
{
    for (guint i = 0; i < block->runs->len; i++) {
        const Run *run = g_ptr_array_index(block->runs, i);
        if (run->margin != NULL) {
            order->question = run->anchor;
            g_string_truncate(order->since, 0);
        }
        if (run->kind == RUN_TEXT)
            g_string_append(order->since, run->text);
    }
}

/* interface.md, 2: what answers a run stands directly under its last question. */
static void
check_order(const Block *block, Order *order)
{
    if (block->kind == BLOCK_ANSWER) {
        const char *space = strrchr(block->running, ' ');
        g_assert_cmpstr(order->question, ==, space != NULL ? space + 1 : block->running);
        assert_only_question(order);
        order->question = NULL;
        order->answers++;
        return;
    }
    if (block->runs != NULL)
        read_runs(block, order);
    for (guint i = 0; block->children != NULL && i < block->children->len; i++)
        check_order(g_ptr_array_index(block->children, i), order);
}

static guint
count_answers(const Made *made)
{
    g_autoptr(GString) since = g_string_new(NULL);
    Order order = { .made = made, .since = since };
    for (guint i = 0; i < made->letter->body->len; i++)
        check_order(g_ptr_array_index(made->letter->body, i), &order);
    return order.answers;
}

/* Both laws, whatever the answers. */
static void
test_laws(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(answer_sets); i++) {
        g_autoptr(Made) made = make(question_text, letter_head, answer_sets[i], true);
        g_assert_cmpuint(made->questions->items->len, >=, 10);
        assert_words_once(made);
        g_assert_cmpuint(count_answers(made), >, 1);
    }
}

/* The same of the sample letter, which is as long as letters are. */
static void
test_laws_demo(void)
{
    g_autofree char *text = NULL, *yaml = NULL;
    g_assert_true(g_file_get_contents("demo/inbreng.txt", &text, NULL, NULL));
    g_assert_true(g_file_get_contents("demo/antwoorden.yaml", &yaml, NULL, NULL));
    g_autoptr(Made) made = make_from(text, yaml, false);

    g_assert_cmpuint(made->questions->items->len, >, 100);
    assert_words_once(made);
    g_assert_cmpuint(count_answers(made), >=, made->answers->entries->len);
}

static void
gather_marks(const Block *block, GArray *numbers)
{
    for (guint i = 0; block->runs != NULL && i < block->runs->len; i++) {
        const Run *run = g_ptr_array_index(block->runs, i);
        if (run->kind == RUN_NOTE)
            g_array_append_val(numbers, run->number);
    }
    for (guint i = 0; block->children != NULL && i < block->children->len; i++)
        gather_marks(g_ptr_array_index(block->children, i), numbers);
}

/* interface.md, 5: one sequence over document and answers; each mark has its own number, each number its note. */
static void
test_notes_in_sequence(void)
{
    g_autoptr(Made) made = make(question_text, letter_head,
                                "  - to: VVD-1\n"
                                "    text: |\n"
                                "      Zo.[^a] En zo.[^b] Nog eens.[^a]\n"
                                "\n"
                                "      [^a]: Een.\n"
                                "      [^b]: Twee.\n",
                                true);
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(int));
    static const char *const texts[] = {
        "Een.",       "Twee.", "Zie noot 1.", "Brief van vorig jaar.", "Kamerstuk 12 345, nr. 1.",
        "Zie noot 5."
    };

    for (guint i = 0; i < made->letter->body->len; i++)
        gather_marks(g_ptr_array_index(made->letter->body, i), numbers);
    g_assert_cmpuint(numbers->len, ==, G_N_ELEMENTS(texts));
    g_assert_cmpuint(made->letter->notes->len, ==, G_N_ELEMENTS(texts));
    for (guint i = 0; i < numbers->len; i++) {
        const FootNote *note = g_ptr_array_index(made->letter->notes, i);
        g_autofree char *text = block_text(g_ptr_array_index(note->blocks, 0));
        g_assert_cmpint(g_array_index(numbers, int, i), ==, (int)i + 1);
        g_assert_cmpint(note->number, ==, (int)i + 1);
        g_assert_cmpstr(text, ==, texts[i]);
    }
}

static const Block *
find_kind(const GPtrArray *blocks, BlockKind kind)
{
    for (guint i = 0; blocks != NULL && i < blocks->len; i++) {
        const Block *block = g_ptr_array_index(blocks, i);
        const Block *found = block->kind == kind ? block : find_kind(block->children, kind);
        if (found != NULL)
            return found;
    }
    return NULL;
}

/* interface.md, 4: the wording of one, two, three or more, and of those that don't follow each other. */
static void
test_labels(void)
{
    static const struct {
        const char *to, *label, *without;
    } rows[] = {
        { "VVD-1", "Antwoord op vraag VVD-1", "Antwoord" },
        { "[VVD-1, VVD-2]", "Antwoord op de vragen VVD-1 en VVD-2", "Antwoord" },
        { "VVD-1..VVD-3", "Antwoord op de vragen VVD-1 t/m VVD-3", "Antwoord" },
        /* The last stands under a heading of its own: a run ends there. */
        { "VVD-1..VVD-8", "Antwoord op de vragen VVD-1 t/m VVD-7", "Antwoord" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *entry = g_strdup_printf("  - {to: %s, text: Zo.}\n", rows[i].to);
        g_autofree char *head = g_strconcat(letter_head, "  ids: false\n", NULL);
        g_autoptr(Made) with = make(question_text, letter_head, entry, true);
        g_autoptr(Made) without = make(question_text, head, entry, true);
        g_autofree char *label = block_text(find_kind(with->letter->body, BLOCK_LABEL));
        g_autofree char *plain = block_text(find_kind(without->letter->body, BLOCK_LABEL));
        g_assert_cmpstr(label, ==, rows[i].label);
        g_assert_cmpstr(plain, ==, rows[i].without);
    }
}

static void
test_id_lists(void)
{
    static const struct {
        const char *ids, *words;
    } rows[] = {
        { "VVD-1 VVD-3 CDA-2", "VVD-1, VVD-3 en CDA-2" },
        { "VVD-1 VVD-2 VVD-3 CDA-1", "VVD-1 t/m VVD-3 en CDA-1" },
        { "VVD-1 VVD-2 CDA-1 CDA-2", "VVD-1, VVD-2, CDA-1 en CDA-2" },
        { "VVD-8 CDA-1", "VVD-8 en CDA-1" },
    };
    g_autoptr(Made) made = make(question_text, letter_head, "  []\n", true);
    g_autoptr(GHashTable) positions = g_hash_table_new(NULL, NULL);
    Composer composer = { .questions = made->questions,
                          .template = made->template,
                          .positions = positions };

    label_positions_find(&composer);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_auto(GStrv) ids = g_strsplit(rows[i].ids, " ", -1);
        g_autoptr(GPtrArray) questions = g_ptr_array_new();
        for (char **id = ids; *id != NULL; id++)
            g_ptr_array_add(questions, (gpointer)questions_find(made->questions, *id));
        g_autofree char *words = label_ids(&composer, questions);
        g_assert_cmpstr(words, ==, rows[i].words);
    }
}

static void
test_numbers(void)
{
    static const struct {
        const char *id, *number;
    } rows[] = { { "VVD-4", "4" },
                 { "GroenLinks-PvdA-12", "12" },
                 { "PVV-3a", "3a" },
                 { "50PLUS-3", "3" },
                 { "CDA+ChristenUnie-1", "1" },
                 { "1", "1" },
                 { "2-1", "2-1" },
                 { "2-a", "2-a" },
                 { "I.1", "I.1" },
                 { "commissie-1", "1" } };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpstr(question_number(rows[i].id), ==, rows[i].number);
}

static void
test_running(void)
{
    static const struct {
        const char *running, *text;
    } rows[] = {
        { "VVD-1", "VVD-1" },
        { "VVD-1|VVD-2 VVD-3", "VVD-1 t/m 3" },
        { "VVD-19 VVD-20|GroenLinks-PvdA-1", "VVD-19 t/m 20\nGroenLinks-PvdA-1" },
        { "1|2a|2b", "1 t/m 2b" },
        { "", NULL },
    };
    Letter letter = { .head = { .running_range = (char *)"{first} t/m {last}" } };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_auto(GStrv) pieces = g_strsplit(rows[i].running, "|", -1);
        g_autoptr(GPtrArray) answers = block_list_new();
        for (char **piece = pieces; *piece != NULL; piece++) {
            Block *answer = block_new(BLOCK_ANSWER);
            answer->running = g_strdup(*piece);
            g_ptr_array_add(answers, answer);
        }
        g_autofree char *text = letter_running(&letter, answers);
        g_assert_cmpstr(text, ==, rows[i].text);
    }
}

/* Where a paragraph is divided: "|" stands where the sentence ends, "^" where the cut is to be. */
static void
test_cuts(void)
{
    static const char *const rows[] = {
        "Is dat zo?|^ En nu.",   "Is dat zo?|^",         "(Is dat zo?|)^ En nu.",
        "“Is dat zo?|”^ En nu.", "“Is dat zo?|”).^ Nu.", "«Is dat zo?|»^ En nu.",
        "\"Zo?|\"^ En nu.",      "Is dat zo?|^En nu.",   "Is dat zo?|!^ (En nu.)",
        "Is dat zo?|^ “Nu.”",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_auto(GStrv) at_end = g_strsplit(rows[i], "|", 2);
        g_auto(GStrv) at_cut = g_strsplit(at_end[1], "^", 2);
        g_autofree char *text = g_strconcat(at_end[0], at_cut[0], at_cut[1], NULL);
        g_autoptr(TextMap) map = text_map_new(NULL);
        text_map_append_fixed(map, text, strlen(text), 0);
        const Paragraph paragraph = { .text = map };

        g_assert_cmpuint(words_cut(&paragraph, strlen(at_end[0])), ==,
                         strlen(at_end[0]) + strlen(at_cut[0]));
    }
}

static void
test_subjects(void)
{
    static const struct {
        const char *preamble, *committee, *matter;
    } rows[] = {
        { "Binnen de vaste commissie voor Dijken hebben de onderstaande fracties de behoefte "
          "vragen "
          "voor te leggen over de brief van 3 maart 2025 over de dijken (12 345/6, nr. 7).",
          "de vaste commissie voor Dijken", "de dijken" },
        { "De algemene commissie voor Dijken, Wegen en Bruggen heeft vragen over de brief van de "
          "minister van Dijken van 3 maart 2025 inzake het jaarplan (2025) van de dienst "
          "(Kamerstuk "
          "12 345, nr. 7).",
          "de algemene commissie voor Dijken, Wegen en Bruggen",
          "het jaarplan (2025) van de dienst" },
        { "In de vaste commissie voor Dijken bestond bij enkele fracties behoefte vragen te "
          "stellen.",
          "de vaste commissie voor Dijken", NULL },
        { "Enkele fracties hebben vragen.", NULL, NULL },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(TextMap) map = text_map_new(NULL);
        text_map_append_fixed(map, rows[i].preamble, strlen(rows[i].preamble), 0);
        const Paragraph paragraph = { .text = map };
        Passage passage = { .role = PASSAGE_COMMITTEE, .paragraph = &paragraph };
        g_autoptr(GPtrArray) passages = g_ptr_array_new();
        g_ptr_array_add(passages, &passage);
        const Questions questions = { .passages = passages };

        LetterSubject subject = find_subject(&questions);
        g_assert_cmpstr(subject.committee, ==, rows[i].committee);
        g_assert_cmpstr(subject.matter, ==, rows[i].matter);
        letter_subject_clear(&subject);
    }
}

static Paragraph *
add_line(Document *document, ParagraphKind kind, size_t *at)
{
    const char *start = document->source->text + *at;
    size_t length = strcspn(start, "\n");
    Paragraph *paragraph = paragraph_add(document->paragraphs, kind, document->source);

    text_map_append(paragraph->text, start, length, *at);
    *at += length + 1;
    return paragraph;
}

/* interface.md, 3 and 4: questions in a table are answered after it, naming their ids whatever the template says. */
static void
test_table(void)
{
    static const char text[] = "Vragen en opmerkingen van de leden van de VVD-fractie\n"
                               "Onderwerp\nVraag\nDijk\nWat kost dat?\nSluis\nWie betaalt dat?\n"
                               "Is er een plan?\n";
    g_autoptr(Source) source = source_new("inbreng.docx", g_strdup(text), strlen(text));
    Document *document = document_new(source);
    size_t at = 0;

    add_line(document, PARAGRAPH_TEXT, &at);
    for (int cell = 0; cell < 6; cell++) {
        Paragraph *paragraph = add_line(document, PARAGRAPH_CELL, &at);
        paragraph->table = 1;
        paragraph->row = cell / 2;
        paragraph->column = cell % 2;
    }
    add_line(document, PARAGRAPH_TEXT, &at);
    g_autofree char *yaml = g_strconcat(letter_head,
                                        "  ids: false\n"
                                        "answers:\n"
                                        "  - {to: VVD-1, text: Veel.}\n"
                                        "  - {to: VVD-2, text: Iedereen.}\n"
                                        "  - {to: VVD-3, text: Ja.}\n",
                                        NULL);
    g_autoptr(Made) made = make_of(document, yaml, false);
    const Block *section = find_kind(made->letter->body, BLOCK_SECTION);
    const Block *table = find_kind(section->children, BLOCK_TABLE);
    static const char *const labels[] = { "Antwoord op vraag VVD-1", "Antwoord op vraag VVD-2" };

    assert_words_once(made);
    g_assert_nonnull(table);
    g_assert_cmpuint(table->children->len, ==, 3);
    for (guint i = 0; i < G_N_ELEMENTS(labels); i++) {
        const Block *answer = g_ptr_array_index(section->children, 2 + i);
        g_autofree char *label = block_text(g_ptr_array_index(answer->children, 0));
        g_assert_cmpint(answer->kind, ==, BLOCK_ANSWER);
        g_assert_cmpstr(label, ==, labels[i]);
    }
    const Block *last = g_ptr_array_index(section->children, section->children->len - 1);
    g_autofree char *plain = block_text(g_ptr_array_index(last->children, 0));
    g_assert_cmpstr(plain, ==, "Antwoord");
}

/* A circle of references is built in a draft; it must end. */
static void
test_circle(void)
{
    g_autoptr(Made) made = make(question_text, letter_head,
                                "  - {to: VVD-1, see: VVD-2}\n"
                                "  - {to: VVD-2, see: VVD-3}\n"
                                "  - {to: VVD-3, see: VVD-1}\n"
                                "  - {to: VVD-4, see: VVD-4}\n",
                                true);
    g_assert_nonnull(find_kind(made->letter->body, BLOCK_ANSWER));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/compose/laws", test_laws);
    g_test_add_func("/compose/laws/demo", test_laws_demo);
    g_test_add_func("/compose/notes-in-sequence", test_notes_in_sequence);
    g_test_add_func("/compose/labels", test_labels);
    g_test_add_func("/compose/id-lists", test_id_lists);
    g_test_add_func("/compose/numbers", test_numbers);
    g_test_add_func("/compose/running", test_running);
    g_test_add_func("/compose/cuts", test_cuts);
    g_test_add_func("/compose/subjects", test_subjects);
    g_test_add_func("/compose/table", test_table);
    g_test_add_func("/compose/circle", test_circle);
    return g_test_run();
}
