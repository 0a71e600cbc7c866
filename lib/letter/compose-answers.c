/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "letter/compose-private.h"

/* HTML and PDF know six. */
enum { DEEPEST_HEADING = 6 };

/* Headings of an answer begin below its label, and a level that the writer left out is no gap in the letter. */
static void
place_headings(GPtrArray *blocks, int level)
{
    int outline[DEEPEST_HEADING] = { 0 };
    int depth = 0;

    for (guint i = 0; i < blocks->len; i++) {
        Block *block = g_ptr_array_index(blocks, i);
        if (block->children != NULL)
            place_headings(block->children, level);
        if (block->kind != BLOCK_HEADING)
            continue;
        while (depth > 0 && outline[depth - 1] >= block->level)
            depth--;
        if (depth < DEEPEST_HEADING)
            outline[depth++] = block->level;
        block->level = MIN(level + depth - 1, DEEPEST_HEADING);
    }
}

static void
number_float(Composer *composer, Block *block)
{
    bool table = block->kind == BLOCK_TABLE;
    const char *wording = table ? "table_number" : "figure_number";
    if (*template_text(composer->template, wording) == '\0')
        return;

    g_autofree char *number =
        g_strdup_printf("%d", table ? ++composer->tables : ++composer->figures);
    block->number = template_fill(composer->template, wording, "number", number, NULL);
}

/*
 * Tables and figures are numbered over the whole letter, one row of numbers each. One without a caption is part of the
 * sentence above it, and a bare number over it would say nothing.
 */
static void
number_floats(Composer *composer, Block *block)
{
    guint count = block->children != NULL ? block->children->len : 0;

    if ((block->kind == BLOCK_TABLE || block->kind == BLOCK_FIGURE) && count > 0 &&
        ((const Block *)g_ptr_array_index(block->children, 0))->kind == BLOCK_CAPTION)
        number_float(composer, block);
    for (guint i = 0; i < count; i++)
        number_floats(composer, g_ptr_array_index(block->children, i));
}

void
compose_markup(Composer *composer, GPtrArray *list, const Markup *markup, int level)
{
    g_autoptr(GPtrArray) blocks = block_list_copy(markup->blocks);

    place_headings(blocks, level);
    for (guint i = 0; i < blocks->len; i++) {
        Block *block = g_ptr_array_index(blocks, i);
        house_style_block(composer->template, block);
        notes_number(composer, block, markup);
        number_floats(composer, block);
        references_resolve(composer, block);
    }
    g_ptr_array_extend_and_steal(list, g_steal_pointer(&blocks));
}

/* A text with the date until which the answer waits; empty without a date, which has its finding already. */
static char *
deferred_text(const Composer *composer, const Entry *entry, const char *key)
{
    const char *until = field_text(&entry->deferred_until);
    if (until == NULL)
        return g_strdup("");

    g_autofree char *date = template_date(composer->template, until);
    return template_fill(composer->template, key, "date", date, NULL);
}

static void
add_deferred(const Composer *composer, Block *answer, const AnswerRun *run)
{
    const char *key = run->questions->len == 1 ? "deferred_one" : "deferred_many";
    g_autofree char *sentence = deferred_text(composer, run->entry, key);
    const char *reason = field_text(&run->entry->deferred_reason);

    g_autofree char *text = g_strjoin(" ", sentence, reason, NULL);
    Block *paragraph = block_add(answer, BLOCK_PARAGRAPH);
    Run *words = run_add(paragraph, RUN_TEXT, g_strstrip(text));
    words->span = run->entry->deferred_reason.span;
    house_style_block(composer->template, paragraph);
}

static void
add_unanswered(const Composer *composer, Block *answer)
{
    Block *block = block_add(answer, BLOCK_UNANSWERED);
    run_add(block, RUN_TEXT, template_text(composer->template, "unanswered"));
}

static void
add_text(Composer *composer, Block *answer, const AnswerRun *run, int level)
{
    if (run->entry->markup != NULL)
        compose_markup(composer, answer->children, run->entry->markup, level + 1);
    if (run->see != NULL)
        reference_paragraph(composer, answer, run->see, run->seen);
}

/* The entry's own words, or what stands for them. */
static void
add_content(Composer *composer, Block *answer, const AnswerRun *run, int level)
{
    switch (run->state) {
    case COVERAGE_TEXT:
        add_text(composer, answer, run, level);
        return;
    case COVERAGE_DEFERRED:
        add_deferred(composer, answer, run);
        return;
    case COVERAGE_SEE:
        if (run->see != NULL)
            reference_paragraph(composer, answer, run->see, run->seen);
        else
            add_unanswered(composer, answer);
        return;
    case COVERAGE_MISSING:
    case COVERAGE_EMPTY:
        add_unanswered(composer, answer);
        return;
    }
}

static DraftMark
draft_mark(const AnswerRun *run)
{
    if (run->state == COVERAGE_MISSING || run->state == COVERAGE_EMPTY)
        return MARK_MISSING;

    switch (run->entry->state) {
    case STATUS_APPROVED:
        return MARK_APPROVED;
    case STATUS_REVIEW:
        return MARK_REVIEW;
    case STATUS_DRAFT:
        return MARK_DRAFT;
    }
    return MARK_DRAFT;
}

/* A date of the letter's own year needs no year in a narrow column. */
static char *
short_date(const Composer *composer, const char *iso)
{
    char *date = template_date(composer->template, iso);
    const char *letter = composer->letter->date;
    size_t length = strlen(date);

    if (letter != NULL && strlen(iso) == 10 && strncmp(iso, letter, 5) == 0 && length > 5 &&
        strncmp(date + length - 4, iso, 4) == 0)
        date[length - 5] = '\0';
    return date;
}

/* As `status` counts them; both dates are ISO, or have a finding of their own. There is no clock in a letter. */
static bool
is_late(const Composer *composer, const AnswerRun *run, const char *due)
{
    return due != NULL && composer->letter->date != NULL && iso_date_is_valid(due) &&
           run->entry->state != STATUS_APPROVED && strcmp(due, composer->letter->date) < 0;
}

const char *
status_word(const Template *template, DraftMark mark)
{
    static const char *const words[] = {
        [MARK_APPROVED] = "status_approved",
        [MARK_REVIEW] = "status_review",
        [MARK_DRAFT] = "status_draft",
        [MARK_MISSING] = "status_missing",
    };
    return template_text(template, words[mark]);
}

static void
add_status(const Composer *composer, const AnswerRun *run)
{
    AnswerStatus *status = g_new0(AnswerStatus, 1);
    status->anchor = g_strdup(run->anchor);
    status->ids = label_ids(composer, run->questions);
    status->mark = draft_mark(run);
    status->word = g_strdup(status_word(composer->template, status->mark));
    if (run->entry != NULL) {
        const char *due = field_text(&run->entry->due);
        status->owner = g_strdup(field_text(&run->entry->owner));
        status->due = due != NULL ? short_date(composer, due) : NULL;
        status->late = is_late(composer, run, due)
                           ? g_strdup(template_text(composer->template, "status_late"))
                           : NULL;
    }
    status->problems = g_array_new(FALSE, FALSE, sizeof(guint));
    g_ptr_array_add(composer->letter->statuses, status);
}

static char *
running_ids(const AnswerRun *run)
{
    GString *ids = g_string_new(NULL);

    for (guint i = 0; i < run->questions->len; i++) {
        const Question *question = g_ptr_array_index(run->questions, i);
        g_string_append_printf(ids, "%s%s", i > 0 ? " " : "", question->id);
    }
    return g_string_free(ids, FALSE);
}

static void
add_label(const Composer *composer, Block *answer, const AnswerRun *run, int level, bool ids)
{
    Block *label = block_add(answer, BLOCK_LABEL);
    g_autofree char *text = label_answer(composer, run->questions, ids);
    run_add(label, RUN_TEXT, text);
    label->level = MIN(level, DEEPEST_HEADING);

    if (run->state == COVERAGE_DEFERRED && answer_run_is_first(run)) {
        g_autofree char *aside = deferred_text(composer, run->entry, "deferred_aside");
        label->aside = *aside != '\0' ? g_steal_pointer(&aside) : NULL;
    }
    reference_asides(composer, label, run);
}

void
compose_answer(Composer *composer, Block *parent, AnswerRun *run, int level, bool ids)
{
    const Question *first = g_ptr_array_index(run->questions, 0);
    Block *answer = block_new(BLOCK_ANSWER);
    g_ptr_array_add(parent != NULL ? parent->children : composer->letter->body, answer);
    answer->anchor = g_strdup(run->anchor);
    answer->fraction =
        first->passage->fraction != NULL ? g_strdup(first->passage->fraction->name) : NULL;
    if (composer->ids || composer->letter->draft)
        answer->running = running_ids(run);
    if (run->entry != NULL)
        answer->span = run->entry->span;
    add_label(composer, answer, run, level, ids || composer->ids);
    if (composer->letter->review != NULL) {
        compose_field(composer, answer, run);
        return;
    }
    bool empty = run->state == COVERAGE_MISSING || run->state == COVERAGE_EMPTY;
    if (answer_run_is_first(run) || run->state == COVERAGE_SEE || empty)
        add_content(composer, answer, run, level);
    else
        reference_paragraph(composer, answer, run->first, NULL);
    mark_changes(composer->since, run, answer);
    if (composer->letter->draft)
        add_status(composer, run);
}
