/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A draft shows each finding where it is: the words that it is about are a run of their own, with the number of a
 * Problem. What is about an answer as a whole stands with its status, and of the rest the head says how much there is.
 * Questions without an answer are none of it: a box stands in the place of theirs.
 *
 * Findings know bytes of a file, and runs know from which bytes they came. In between words have lost their markup, and
 * have got quotation marks, dashes and capitals of the house, so both are read in step and what differs is passed over.
 */
#include <string.h>

#include "letter/compose-private.h"

enum {
    AHEAD_MAX = 64, /* bytes of markup between two signs of one text */
    QUOTED_MAX = 24 /* characters of the faulty words that are repeated in the margin */
};

/* A finding that may be shown. */
typedef struct Candidate {
    const Diag *diag;
    guint number; /* of its problem, once it has one */
} Candidate;

typedef struct Marking {
    Composer *composer;
    GArray *candidates; /* Candidate, by file and place */
} Marking;

static int
compare_candidates(gconstpointer a, gconstpointer b)
{
    const DiagPlace *first = &((const Candidate *)a)->diag->place;
    const DiagPlace *second = &((const Candidate *)b)->diag->place;
    int order = g_strcmp0(first->file, second->file);

    if (order == 0)
        order = (first->start > second->start) - (first->start < second->start);
    return order != 0 ? order : (first->end > second->end) - (first->end < second->end);
}

static bool
is_shown(const Diag *diag)
{
    return diag->level >= DIAG_ERROR && diag->code != DIAG_UNANSWERED &&
           diag->code != DIAG_EMPTY_ANSWER;
}

static GArray *
find_candidates(const Diags *diags)
{
    GArray *candidates = g_array_new(FALSE, TRUE, sizeof(Candidate));

    for (guint i = 0; i < diags->items->len; i++) {
        Candidate candidate = { .diag = g_ptr_array_index(diags->items, i) };
        if (is_shown(candidate.diag))
            g_array_append_val(candidates, candidate);
    }
    g_array_sort(candidates, compare_candidates);
    return candidates;
}

/* The words of the file that it is about, or as many as are told. Newly allocated. */
static char *
faulty_words(const Composer *composer, const DiagPlace *place)
{
    const GPtrArray *sources = composer->letter->sources;

    for (guint i = 0; i < sources->len; i++) {
        const Source *source = g_ptr_array_index(sources, i);
        if (g_strcmp0(source->name, place->file) != 0 || place->end > source->length)
            continue;
        g_autofree char *words = g_strndup(source->text + place->start, place->end - place->start);
        return g_utf8_strlen(words, -1) <= QUOTED_MAX ? g_steal_pointer(&words)
                                                      : g_utf8_substring(words, 0, QUOTED_MAX);
    }
    return g_strdup("");
}

/* "voorlopige tekst ‘PM’": the template's word for a finding of this code. */
static char *
problem_text(const Composer *composer, DiagCode code, const char *words)
{
    g_autofree char *key = g_strconcat("problem_", diag_code_slug(code), NULL);
    g_strdelimit(key, "-", '_');
    const char *own = g_hash_table_lookup(composer->template->texts, key);

    return template_fill(composer->template, own != NULL && *own != '\0' ? key : "problem_other",
                         "words", words, NULL);
}

static Problem *
problem_add(const Composer *composer, DiagCode code)
{
    bool doubt = code == DIAG_UNSETTLED_DOUBT;
    Problem *problem = g_new0(Problem, 1);

    problem->mark = doubt ? MARK_DOUBT : MARK_ERROR;
    problem->word =
        g_strdup(template_text(composer->template, doubt ? "problem_doubt" : "problem_error"));
    g_ptr_array_add(composer->letter->problems, problem);
    return problem;
}

static guint
problem_number(const Marking *marking, Candidate *candidate)
{
    const Composer *composer = marking->composer;
    if (candidate->number > 0)
        return candidate->number;

    Problem *problem = problem_add(composer, candidate->diag->code);
    g_autofree char *words = faulty_words(composer, &candidate->diag->place);
    problem->text = problem_text(composer, candidate->diag->code, words);
    candidate->number = composer->letter->problems->len;
    return candidate->number;
}

/* Quotation marks, and dashes, are alike whatever they look like. */
static gunichar
plain_sign(gunichar c)
{
    static const gunichar quotes[] = { '"',    '\'',   0x00AB, 0x00BB, 0x2018, 0x2019,
                                       0x201A, 0x201C, 0x201D, 0x201E, 0x2039, 0x203A };

    for (size_t i = 0; i < G_N_ELEMENTS(quotes); i++)
        if (quotes[i] == c)
            return '"';
    if (c == 0x2013 || c == 0x2014 || c == 0x2011)
        return '-';
    return g_unichar_isspace(c) ? ' ' : g_unichar_tolower(c);
}

/* The next place of the sign from `at` on, before `end`; `end` where it isn't near. */
static size_t
find_sign(const char *source, size_t at, size_t end, gunichar sign)
{
    size_t limit = MIN(end, at + AHEAD_MAX);

    while (at < limit) {
        if (plain_sign(g_utf8_get_char(source + at)) == sign)
            return at;
        at = (size_t)(g_utf8_next_char(source + at) - source);
    }
    return end;
}

/* Byte of the run's words at which stands what comes from `place` of its source, or from behind it. */
static size_t
words_offset(const Run *run, size_t place)
{
    const char *source = run->span.source->text;
    size_t at = run->span.start;
    const char *p = run->text;

    for (; *p != '\0' && at < place; p = g_utf8_next_char(p)) {
        size_t found = find_sign(source, at, run->span.end, plain_sign(g_utf8_get_char(p)));
        if (found == run->span.end)
            continue;
        if (found >= place)
            break;
        at = (size_t)(g_utf8_next_char(source + found) - source);
    }
    return (size_t)(p - run->text);
}

/* Divides a run, whose second part comes from `place` on, and returns that: the next in the list. */
static Run *
cut_run(GPtrArray *runs, guint index, size_t at, size_t place)
{
    Run *run = g_ptr_array_index(runs, index), *rest = run_copy(run);

    g_free(rest->text);
    rest->text = g_strdup(run->text + at);
    run->text[at] = '\0';
    g_clear_pointer(&rest->anchor, g_free);
    g_clear_pointer(&rest->margin, g_free);
    rest->span.start = run->span.end = place;
    g_ptr_array_insert(runs, (int)index + 1, rest);
    return rest;
}

/* Marks in the run what the finding is about. Index of the run with which the next one has to be looked for. */
static guint
mark_words(const Marking *marking, GPtrArray *runs, guint index, Candidate *candidate)
{
    Run *run = g_ptr_array_index(runs, index);
    size_t from = MAX(candidate->diag->place.start, run->span.start);
    size_t to = MIN(candidate->diag->place.end, run->span.end);
    size_t start = words_offset(run, from), end = words_offset(run, to);

    if (end <= start) { /* about a sign that isn't printed: the one behind it, or the last */
        start = run->text[start] != '\0'
                    ? start
                    : (size_t)(g_utf8_prev_char(run->text + start) - run->text);
        end = (size_t)(g_utf8_next_char(run->text + start) - run->text);
    }
    if (start > 0)
        run = cut_run(runs, index++, start, from);
    if (run->text[end - start] != '\0')
        cut_run(runs, index++, end - start, to);
    run->problem = problem_number(marking, candidate);
    return index;
}

/* Index of the first finding in the run's words; they follow each other. */
static guint
first_candidate(const Marking *marking, const Run *run)
{
    const Candidate *all = (const Candidate *)(void *)marking->candidates->data;
    guint low = 0, high = marking->candidates->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;
        int order = g_strcmp0(all[middle].diag->place.file, run->span.source->name);
        if (order < 0 || (order == 0 && all[middle].diag->place.end <= run->span.start))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static guint
mark_run(const Marking *marking, GPtrArray *runs, guint index)
{
    const Run *run = g_ptr_array_index(runs, index);
    if (run->kind != RUN_TEXT || run->text == NULL || *run->text == '\0' || !span_is_set(run->span))
        return index;

    size_t end = run->span.end;
    const Source *source = run->span.source;
    for (guint i = first_candidate(marking, run); i < marking->candidates->len; i++) {
        Candidate *candidate = &g_array_index(marking->candidates, Candidate, i);
        const DiagPlace *place = &candidate->diag->place;
        run = g_ptr_array_index(runs, index);
        if (g_strcmp0(place->file, source->name) != 0 || place->start >= end || run->problem > 0)
            break;
        if (place->end > run->span.start && place->end > place->start)
            index = mark_words(marking, runs, index, candidate);
    }
    return index;
}

/* Recursion is bounded by the nesting that blocks have. */
static void
mark_block(const Marking *marking, Block *block)
{
    if (block->restated)
        return;
    for (guint i = 0; block->runs != NULL && i < block->runs->len; i++)
        i = mark_run(marking, block->runs, i);
    for (guint i = 0; block->children != NULL && i < block->children->len; i++)
        mark_block(marking, g_ptr_array_index(block->children, i));
}

static void
mark_blocks(const Marking *marking, const GPtrArray *blocks)
{
    for (guint i = 0; i < blocks->len; i++)
        mark_block(marking, g_ptr_array_index(blocks, i));
}

static AnswerStatus *
find_status(const Composer *composer, GHashTable *by_anchor, const char *id)
{
    const Question *question = id != NULL ? questions_find(composer->questions, id) : NULL;
    const AnswerRun *run =
        question != NULL ? g_hash_table_lookup(composer->run_of, question) : NULL;

    return run != NULL ? g_hash_table_lookup(by_anchor, run->anchor) : NULL;
}

/* What no words of the letter show: with the answer's status, or else counted. */
static void
tell_rest(const Marking *marking)
{
    Composer *composer = marking->composer;
    const GPtrArray *statuses = composer->letter->statuses;
    g_autoptr(GHashTable) by_anchor = g_hash_table_new(g_str_hash, g_str_equal);
    guint count = 0;

    for (guint i = 0; i < statuses->len; i++) {
        AnswerStatus *status = g_ptr_array_index(statuses, i);
        g_hash_table_insert(by_anchor, status->anchor, status);
    }
    for (guint i = 0; i < marking->candidates->len; i++) {
        Candidate *candidate = &g_array_index(marking->candidates, Candidate, i);
        if (candidate->number > 0)
            continue;
        AnswerStatus *status = find_status(composer, by_anchor, candidate->diag->question);
        count += status == NULL;
        if (status == NULL)
            continue;
        guint number = problem_number(marking, candidate);
        g_array_append_val(status->problems, number);
    }
    if (count == 0 || composer->left_out != NULL)
        return;
    g_autofree char *number = g_strdup_printf("%u", count);
    composer->letter->head.draft_problems =
        template_fill(composer->template, "draft_problems", "count", number, NULL);
}

void
compose_problems(Composer *composer)
{
    g_autoptr(GArray) candidates = find_candidates(composer->diags);
    const Marking marking = { composer, candidates };
    Letter *letter = composer->letter;

    mark_blocks(&marking, letter->cover);
    mark_blocks(&marking, letter->body);
    for (guint i = 0; i < letter->notes->len; i++)
        mark_blocks(&marking, ((const FootNote *)g_ptr_array_index(letter->notes, i))->blocks);
    tell_rest(&marking);
    problem_add(composer, DIAG_MISSING_GLYPH)->text =
        problem_text(composer, DIAG_MISSING_GLYPH, "");
    letter->shapeless = letter->problems->len;
}
