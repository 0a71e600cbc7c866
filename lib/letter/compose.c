/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Interleaves questions and answers: the letter in words, before anything is known of lines and pages.
 *
 * In: the Coverage (which question is answered by which entry, and how), a Template, and whether this is a draft. Out:
 * a Letter that owns all it says. interface.md, "How questions and answers are interleaved", is the law here.
 *
 * 1. answer-runs.c groups each entry's questions into runs: where its answer stands, where only a reference to it.
 * 2. compose-cover.c writes the covering letter, compose-head.c what stands around it.
 * 3. compose-passages.c goes through the document from its first passage to its last. Each word of it is put into the
 *    letter once, in order, unchanged (words.c); paragraphs are divided behind the last question of each run, and
 *    compose-answers.c puts there what answers it. With `interleave: paragraph` they stay whole, and with `apart` a part of
 *    its own holds all answers (compose-apart.c).
 *    In a document for review the answers stand as they were written (compose-review.c).
 *    A layout that is no letter but a table of the questions has compose-overview.c in the place of all these.
 * 4. compose-contents.c fills the contents in, now that the headings are known.
 * 5. In a draft compose-problems.c marks the words that findings are about.
 *
 * The order of these steps is that of reading, so that notes can be numbered as their marks are met (notes.c).
 *
 * Pages are not known here. Where a text needs one ("pagina 12"), a RUN_PAGE stands for it.
 *
 * Tried and dropped: a list of insertions that is sorted into the text afterwards, as an editor would do. Every offset
 * then needs a second meaning, and items and tables, which take their answers in other places, need exceptions. A walk
 * that divides as it goes has none.
 */
#include <string.h>

#include "letter/compose-private.h"

static void
clear_composer(Composer *composer)
{
    g_ptr_array_unref(composer->runs);
    g_ptr_array_unref(composer->contents);
    g_hash_table_unref(composer->run_of);
    g_hash_table_unref(composer->positions);
    g_hash_table_unref(composer->note_marks);
    g_clear_pointer(&composer->left_out, g_hash_table_unref);
    g_free(composer->minister);
}

/* `letter.ids` overrides the template; what is no yes or no has its finding already. */
static bool
prints_ids(const Composer *composer)
{
    const char *own = field_text(&composer->data->ids);

    if (g_strcmp0(own, "true") == 0 || g_strcmp0(own, "yes") == 0)
        return true;
    if (g_strcmp0(own, "false") == 0 || g_strcmp0(own, "no") == 0)
        return false;
    return composer->template->ids && !composer->in_place;
}

/* `letter.interleave` overrides the template; what is none of them has its finding already. */
static Interleave
choose_interleave(const Composer *composer)
{
    static const char *const words[] = {
        [INTERLEAVE_QUESTION] = "question",
        [INTERLEAVE_PARAGRAPH] = "paragraph",
        [INTERLEAVE_APART] = "apart",
    };
    const char *own = field_text(&composer->data->interleave);

    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (g_strcmp0(own, words[i]) == 0)
            return (Interleave)i;
    }
    return composer->template->interleave;
}

/* Findings about lines and glyphs come later and need the places that words came from. */
static GPtrArray *
find_sources(const Composer *composer)
{
    const GPtrArray *answers = composer->coverage->answers->sources;
    GPtrArray *sources = g_ptr_array_new_with_free_func((GDestroyNotify)source_unref);

    g_ptr_array_add(sources, source_ref(composer->questions->document->source));
    for (guint i = 0; i < answers->len; i++)
        g_ptr_array_add(sources, source_ref(g_ptr_array_index(answers, i)));
    return sources;
}

static Letter *
letter_new(const Composer *composer, const ComposeOptions *options)
{
    const LetterData *data = composer->data;
    const char *language = field_text(&data->language);
    Letter *letter = g_new0(Letter, 1);

    letter->title = g_strdup(field_text(&data->subject));
    letter->subject = g_strdup(field_text(&data->subject));
    letter->author = g_strdup(field_text(&data->ministry));
    letter->language = g_strdup(language != NULL ? language : composer->template->language);
    letter->date = g_strdup(field_text(&data->date));
    letter->cover = block_list_new();
    letter->body = block_list_new();
    letter->notes = g_ptr_array_new_with_free_func((GDestroyNotify)foot_note_free);
    letter->statuses = g_ptr_array_new_with_free_func((GDestroyNotify)answer_status_free);
    letter->problems = g_ptr_array_new_with_free_func((GDestroyNotify)problem_free);
    letter->sources = find_sources(composer);
    letter->draft = options->draft;
    letter->part = options->part != NULL;
    return letter;
}

Letter *
compose_letter(const Coverage *coverage, const Template *template, const ComposeOptions *options,
               Diags *diags)
{
    Composer composer = {
        .coverage = coverage,
        .questions = coverage->questions,
        .data = coverage->answers->letter,
        .template = template,
        .diags = diags,
        .since = options->since,
        .in_place = options->in_place,
        .screen = options->screen,
        .runs = g_ptr_array_new_with_free_func((GDestroyNotify)answer_run_free),
        .contents = g_ptr_array_new_with_free_func((GDestroyNotify)contents_entry_free),
        .run_of = g_hash_table_new(NULL, NULL),
        .positions = g_hash_table_new(NULL, NULL),
        .note_marks = g_hash_table_new(NULL, NULL),
    };
    composer.letter = letter_new(&composer, options);
    composer.ids = options->review != REVIEW_NONE || prints_ids(&composer);
    composer.interleave = choose_interleave(&composer);
    if (options->review != REVIEW_NONE && composer.interleave == INTERLEAVE_APART)
        composer.interleave =
            INTERLEAVE_QUESTION; /* who writes an answer has its question above it */
    composer.minister = signatory_names(&composer, false);
    if (composer.minister == NULL)
        composer.minister = g_strdup(template_text(template, "minister_unknown"));

    label_positions_find(&composer);
    answer_runs_find(&composer);
    answer_runs_choose(&composer, options->part);
    compose_head(&composer, options);
    if (options->review != REVIEW_NONE) {
        compose_review(&composer, options);
        compose_passages(&composer);
    } else if (template->style.head == HEAD_OVERVIEW) {
        compose_overview(&composer, options);
    } else {
        if (template->cover && options->part == NULL)
            compose_cover(&composer);
        compose_title(&composer);
        compose_passages(&composer);
        if (options->draft)
            compose_problems(&composer);
    }

    compose_spoken(&composer);
    clear_composer(&composer);
    return composer.letter;
}
