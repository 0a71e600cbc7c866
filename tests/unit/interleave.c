/* SPDX-License-Identifier: EUPL-1.2 */
#include "made.h"

/*
 * The two laws of interface.md, "How questions and answers are interleaved", whatever the mode and whether ids are
 * printed: the document's own words come once, in order, unchanged; and each answer stands at its place.
 */

/* What is met in reading order: passages, answers and headings. */
static void
gather_order(const Block *block, GPtrArray *order)
{
    if (block->kind == BLOCK_PASSAGE || block->kind == BLOCK_ANSWER ||
        block->kind == BLOCK_HEADING) {
        g_ptr_array_add(order, (gpointer)block);
        return;
    }
    for (guint i = 0; block->children != NULL && i < block->children->len; i++)
        gather_order(g_ptr_array_index(block->children, i), order);
}

static void
gather_anchors(const Block *block, GPtrArray *anchors)
{
    for (guint i = 0; block->runs != NULL && i < block->runs->len; i++) {
        const Run *run = g_ptr_array_index(block->runs, i);
        if (run->anchor != NULL)
            g_ptr_array_add(anchors, run->anchor);
    }
    for (guint i = 0; block->children != NULL && i < block->children->len; i++)
        gather_anchors(g_ptr_array_index(block->children, i), anchors);
}

static const Question *
run_question(const AnswerRun *run, guint from_end)
{
    return g_ptr_array_index(run->questions, run->questions->len - 1 - from_end);
}

/* The last thing before an answer is a passage that ends with the run's last question, and what closes it. */
static void
check_divided(const GPtrArray *order, guint at, const AnswerRun *run)
{
    const Block *passage = g_ptr_array_index(order, at - 1);
    g_autoptr(GPtrArray) anchors = g_ptr_array_new();
    g_autofree char *text = block_text(passage);
    const Question *last = run_question(run, 0);

    gather_anchors(passage, anchors);
    g_assert_cmpint(passage->kind, ==, BLOCK_PASSAGE);
    g_assert_cmpuint(anchors->len, >, 0);
    g_assert_cmpstr(g_ptr_array_index(anchors, anchors->len - 1), ==, last->id);
    const char *found = g_strrstr(text, last->text);
    g_assert_nonnull(found);
    for (const char *p = found + strlen(last->text); *p != '\0'; p++)
        g_assert_false(g_ascii_isalnum(*p));
}

/* Only answers stand between it and the whole paragraph that holds its last question. */
static void
check_whole(const GPtrArray *order, guint at, const AnswerRun *run)
{
    guint before = at - 1;
    while (((const Block *)g_ptr_array_index(order, before))->kind == BLOCK_ANSWER)
        before--;
    const Block *passage = g_ptr_array_index(order, before);
    g_autoptr(GPtrArray) anchors = g_ptr_array_new();

    g_assert_cmpint(passage->kind, ==, BLOCK_PASSAGE);
    g_assert_true(passage->opens && passage->closes);
    gather_anchors(passage, anchors);
    g_assert_true(
        g_ptr_array_find_with_equal_func(anchors, run_question(run, 0)->id, g_str_equal, NULL));
}

/* Directly before it its questions' words stand again. */
static void
check_apart(const GPtrArray *order, guint at, const AnswerRun *run)
{
    for (guint i = 0; i < run->questions->len; i++) {
        const Block *passage = g_ptr_array_index(order, at - 1 - i);
        g_autofree char *text = block_text(passage);
        g_assert_true(passage->restated);
        g_assert_true(g_str_has_prefix(text, run_question(run, i)->text));
    }
}

/* The questions' first and only places come in order, and with all answers apart, before any of these. */
static void
check_anchors(const GPtrArray *order, const Made *made, Interleave mode)
{
    g_autoptr(GPtrArray) anchors = g_ptr_array_new();
    bool answered = false;

    for (guint i = 0; i < order->len; i++) {
        const Block *block = g_ptr_array_index(order, i);
        guint before = anchors->len;
        if (block->kind == BLOCK_PASSAGE)
            gather_anchors(block, anchors);
        answered = answered || block->kind == BLOCK_ANSWER;
        g_assert_true(mode != INTERLEAVE_APART || !answered || anchors->len == before);
    }
    g_assert_cmpuint(anchors->len, ==, made->questions->items->len);
    for (guint i = 0; i < anchors->len; i++) {
        const Question *question = g_ptr_array_index(made->questions->items, i);
        g_assert_cmpstr(g_ptr_array_index(anchors, i), ==, question->id);
    }
}

static void
check_answer(const GPtrArray *order, guint at, const AnswerRun *run, Interleave mode)
{
    switch (mode) {
    case INTERLEAVE_QUESTION:
        check_divided(order, at, run);
        return;
    case INTERLEAVE_PARAGRAPH:
        check_whole(order, at, run);
        return;
    case INTERLEAVE_APART:
        check_apart(order, at, run);
        return;
    }
}

/* Every run has its answer once. */
static void
assert_answers_placed(const Made *made, Interleave mode)
{
    g_autoptr(GPtrArray) order = g_ptr_array_new();
    g_autoptr(GPtrArray) runs = g_ptr_array_new_with_free_func((GDestroyNotify)answer_run_free);
    g_autoptr(GHashTable) run_of = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) left = g_hash_table_new(g_str_hash, g_str_equal);
    Composer composer = {
        .coverage = made->coverage, .questions = made->questions, .runs = runs, .run_of = run_of
    };

    answer_runs_find(&composer);
    for (guint i = 0; i < runs->len; i++) {
        AnswerRun *run = g_ptr_array_index(runs, i);
        g_assert_true(g_hash_table_insert(left, run->anchor, run));
    }
    for (guint i = 0; i < made->letter->body->len; i++)
        gather_order(g_ptr_array_index(made->letter->body, i), order);
    for (guint i = 0; i < order->len; i++) {
        const Block *block = g_ptr_array_index(order, i);
        if (block->kind != BLOCK_ANSWER)
            continue;
        const AnswerRun *run = g_hash_table_lookup(left, block->anchor);
        g_assert_nonnull(run);
        check_answer(order, i, run, mode);
        g_hash_table_remove(left, block->anchor);
    }
    g_assert_cmpuint(g_hash_table_size(left), ==, 0);
    check_anchors(order, made, mode);
}

static const char *const answer_sets[] = {
    "  []\n",
    "  - {to: VVD-1, text: Zo.}\n  - {to: [VVD-2, CDA-1], text: Anders.}\n",
    "  - {to: VVD-1..VVD-8, text: Alles.}\n  - {to: CDA-1..CDA-3, see: VVD-1}\n",
    "  - {to: [VVD-1, VVD-3, VVD-5, VVD-7, CDA-2], text: Oneven.}\n"
    "  - {to: [VVD-2, VVD-4, VVD-6], see: VVD-1}\n"
    "  - {to: CDA-3, deferred: {until: 2025-06-01, reason: Later.}}\n",
};

static const char *const modes[] = { "question", "paragraph", "apart" };
/* Both layouts, with ids and without. */
static const char *const variants[] = {
    "  layout: letter\n  ids: true\n",
    "  layout: letter\n  ids: false\n",
    "  layout: kamerstuk\n  ids: true\n",
    "  layout: kamerstuk\n",
};

static void
assert_laws(const char *text, const char *answers, Interleave mode, bool draft)
{
    for (size_t i = 0; i < G_N_ELEMENTS(variants); i++) {
        g_autofree char *keys =
            g_strdup_printf("letter:\n  interleave: %s\n%s", modes[mode], variants[i]);
        g_auto(GStrv) pieces = g_strsplit(answers, "letter:\n", 2);
        g_autofree char *yaml = g_strjoinv(keys, pieces);
        g_autoptr(Made) made = make_from(text, yaml, draft);
        g_assert_cmpuint(made->questions->items->len, >=, 10);
        assert_words_once(made, mode);
        assert_answers_placed(made, mode);
    }
}

static void
test_laws(gconstpointer data)
{
    Interleave mode = (Interleave)GPOINTER_TO_INT(data);

    for (size_t i = 0; i < G_N_ELEMENTS(answer_sets); i++) {
        g_autofree char *yaml = g_strconcat(letter_head, "answers:\n", answer_sets[i], NULL);
        assert_laws(question_text, yaml, mode, true);
    }
}

/* The same of the sample letter, which is as long as letters are. */
static void
test_demo(gconstpointer data)
{
    g_autofree char *text = NULL, *yaml = NULL;
    g_assert_true(g_file_get_contents("demo/inbreng.txt", &text, NULL, NULL));
    g_assert_true(g_file_get_contents("demo/antwoorden.yaml", &yaml, NULL, NULL));
    assert_laws(text, yaml, (Interleave)GPOINTER_TO_INT(data), false);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(modes); i++) {
        g_autofree char *name = g_strconcat("/interleave/laws/", modes[i], NULL);
        g_autofree char *demo = g_strconcat("/interleave/demo/", modes[i], NULL);
        g_test_add_data_func(name, GINT_TO_POINTER(i), test_laws);
        g_test_add_data_func(demo, GINT_TO_POINTER(i), test_demo);
    }
    return g_test_run();
}
