/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/utf8.h"
#include "made.h"

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
        { "VVD-19 VVD-20|GroenLinks-PvdA-1", "VVD-19 en 20\nGroenLinks-PvdA-1" },
        { "1|2a|2b", "1 t/m 2b" },
        { "", NULL },
    };
    Letter letter = { .head = { .running_range = (char *)"{first} t/m {last}",
                                .running_two = (char *)"{first} en {last}" } };

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

    assert_words_once(made, INTERLEAVE_QUESTION);
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
