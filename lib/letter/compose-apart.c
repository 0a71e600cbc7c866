/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * `interleave: apart`: the questions stay as they are, and a part of the letter behind them holds all answers, fraction
 * by fraction, each below the words of the questions that it answers.
 *
 * That part is the one which the committee left for it ("II Antwoord van de minister"), or one of our own between the
 * last question and the agenda. What is said again there is marked as such (Block.restated), so that whoever reads the
 * letter can tell the document's words from their repetition; anchors and note marks stand only where they came first.
 */
#include "letter/walk-private.h"

/* The answers to one fraction's questions. */
typedef struct Group {
    const Fraction *fraction; /* NULL: of nobody in particular */
    GPtrArray *runs;          /* AnswerRun, in document order */
} Group;

static void
group_free(gpointer data)
{
    Group *group = data;

    g_ptr_array_unref(group->runs);
    g_free(group);
}

/* What the fraction's heading stands above; questions of nobody have none. */
static const Fraction *
fraction_of(const AnswerRun *run)
{
    const Question *first = g_ptr_array_index(run->questions, 0);
    const Fraction *fraction = first->fraction;

    return fraction != NULL && fraction->heading != NULL ? fraction : NULL;
}

/* In the order of the fractions' first questions; those without a heading first, as nothing else can part them off. */
static GPtrArray *
find_groups(const Composer *composer)
{
    g_autoptr(GHashTable) groups = g_hash_table_new(NULL, NULL);
    GPtrArray *list = g_ptr_array_new_with_free_func(group_free);

    for (guint i = 0; i < composer->runs->len; i++) {
        AnswerRun *run = g_ptr_array_index(composer->runs, i);
        if (answer_run_is_left_out(composer, run))
            continue;
        const Fraction *fraction = fraction_of(run);
        Group *group = g_hash_table_lookup(groups, fraction);
        if (group == NULL) {
            group = g_new0(Group, 1);
            group->fraction = fraction;
            group->runs = g_ptr_array_new();
            g_hash_table_insert(groups, (gpointer)fraction, group);
            g_ptr_array_insert(list, fraction != NULL ? -1 : 0, group);
        }
        g_ptr_array_add(group->runs, run);
    }
    return list;
}

/* The first heading of each fraction. */
static GHashTable *
find_headings(const Questions *questions)
{
    GHashTable *headings = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < questions->passages->len; i++) {
        const Passage *passage = g_ptr_array_index(questions->passages, i);
        if (passage->role == PASSAGE_FRACTION && passage->fraction != NULL &&
            !g_hash_table_contains(headings, passage->fraction))
            g_hash_table_insert(headings, passage->fraction, (gpointer)passage);
    }
    return headings;
}

/* One behind the last passage with a question. */
static guint
find_questions_end(const GPtrArray *passages)
{
    for (guint i = passages->len; i > 0; i--) {
        const Passage *passage = g_ptr_array_index(passages, i - 1);
        if (passage->questions != NULL && passage->questions->len > 0)
            return i;
    }
    return 0;
}

static PassageRole
role_at(const GPtrArray *passages, guint index)
{
    return ((const Passage *)g_ptr_array_index(passages, index))->role;
}

/* Where the next part begins: a section, or an agenda with only a small heading above it. */
static guint
find_next_part(const GPtrArray *passages, guint from)
{
    for (guint i = from; i < passages->len; i++) {
        PassageRole role = role_at(passages, i);
        if (role == PASSAGE_SECTION)
            return i;
        if (role == PASSAGE_AGENDA)
            return i > from && role_at(passages, i - 1) == PASSAGE_SUBHEADING ? i - 1 : i;
    }
    return passages->len;
}

void
walk_find_apart(Walk *walk)
{
    const GPtrArray *passages = walk->composer->questions->passages;

    walk->answers_heading = walk->answers_before = G_MAXUINT;
    if (walk->composer->interleave != INTERLEAVE_APART)
        return;

    guint end = find_questions_end(passages);
    walk->answers_before = find_next_part(passages, end);
    for (guint i = end; i < passages->len && walk->answers_heading == G_MAXUINT; i++) {
        const Passage *passage = g_ptr_array_index(passages, i);
        if (passage->role == PASSAGE_SECTION && walk_is_for_answers(passage))
            walk->answers_heading = i;
    }
    if (walk->answers_heading != G_MAXUINT)
        walk->answers_before = find_next_part(passages, walk->answers_heading + 1);
}

/* "II" behind "I", where the document counts so and has no II of its own. */
static const char *
next_number(const GPtrArray *passages, guint before)
{
    static const char *const numbers[] = { "I", "II", "III", "IV", "V", "VI", "VII", "VIII" };
    const char *last = NULL, *next = NULL;

    for (guint i = 0; i < before; i++) {
        const Passage *passage = g_ptr_array_index(passages, i);
        if (passage->role == PASSAGE_SECTION)
            last = passage->number;
    }
    for (size_t i = 0; i + 1 < G_N_ELEMENTS(numbers); i++) {
        if (g_strcmp0(last, numbers[i]) == 0)
            next = numbers[i + 1];
    }
    for (guint i = before; next != NULL && i < passages->len; i++) {
        const Passage *passage = g_ptr_array_index(passages, i);
        if (passage->role == PASSAGE_SECTION && g_strcmp0(passage->number, next) == 0)
            next = NULL;
    }
    return next;
}

static void
open_own_section(Walk *walk)
{
    const Composer *composer = walk->composer;
    Block *section = walk_open_section(walk, false);
    Block *heading = walk_add(walk, BLOCK_HEADING);

    section->anchor = g_strdup("antwoorden");
    heading->level = walk->level;
    heading->number = g_strdup(next_number(composer->questions->passages, walk->answers_before));
    g_autofree char *text =
        template_fill(composer->template, "answers_heading", "minister", composer->minister, NULL);
    run_add(heading, RUN_TEXT, text);
    walk_list_contents(walk, 1, section, block_text(heading));
}

/* The fraction's heading once more, lengthened: here are both its questions and the reaction. */
static void
open_fraction(Walk *walk, guint index, const Fraction *fraction, const Passage *passage)
{
    const char *wording = template_text(walk->composer->template, "contents_fraction");
    Block *section = walk_open_section(walk, true);
    Block *heading;

    section->fraction = g_strdup(fraction->name);
    section->anchor = g_strdup_printf("antwoorden-%u", index + 1);
    if (passage != NULL) {
        heading = walk_add_heading(walk, passage, true);
    } else {
        heading = walk_add(walk, BLOCK_HEADING);
        heading->level = walk->level;
        heading->restated = true;
        run_add(heading, RUN_TEXT, fraction->heading);
    }
    char *text = *wording != '\0'
                     ? label_fraction(walk->composer, fraction, "contents_fraction", NULL)
                     : block_text(heading);
    walk_lengthen(walk, heading);
    walk_list_contents(walk, 2, section, text);
}

static void
restate_question(Walk *walk, const Question *question)
{
    const Paragraph *paragraph = question->passage->paragraph;
    g_autoptr(GPtrArray) one = g_ptr_array_new();
    g_ptr_array_add(one, (gpointer)question);
    const Stretch stretch = { .paragraph = paragraph,
                              .questions = one,
                              .start = question->start,
                              .end = words_cut(paragraph, question->end),
                              .restated = true };

    Block *passage = walk_add_passage(walk, true, true);
    passage->restated = true;
    words_add(walk->composer, passage, &stretch);
    walk_count_question(walk, question);
}

static void
add_group(Walk *walk, const Group *group)
{
    for (guint i = 0; i < group->runs->len; i++) {
        AnswerRun *run = g_ptr_array_index(group->runs, i);
        for (guint q = 0; q < run->questions->len; q++)
            restate_question(walk, g_ptr_array_index(run->questions, q));
        walk_add_answer(walk, run, false);
    }
}

void
walk_add_apart(Walk *walk)
{
    g_autoptr(GPtrArray) groups = find_groups(walk->composer);
    g_autoptr(GHashTable) headings = find_headings(walk->composer->questions);

    walk_end_table(walk);
    walk->fraction = NULL;
    if (walk->answers_heading == G_MAXUINT)
        open_own_section(walk);
    walk->level = 2;
    for (guint i = 0; i < groups->len; i++) {
        const Group *group = g_ptr_array_index(groups, i);
        if (group->fraction != NULL)
            open_fraction(walk, i, group->fraction, g_hash_table_lookup(headings, group->fraction));
        add_group(walk, group);
    }
    walk->section = walk->fraction = NULL;
    walk->level = 1;
}
