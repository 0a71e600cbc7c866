/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * All questions in a table, for those who see to it that they are answered: id, question, who has it, how far it is,
 * by when, and the first words of its answer.
 *
 * In: the Coverage, the template's words, the day on which it is looked at. Out: a Letter whose body is a title, a line
 * about what it is, and the table. Each question stands there once and whole, below the name of its fraction, in the
 * order of the document; where fractions alternate there, one's questions are brought together. What is no answer's own
 * words ("samen met PVV-1") is emphasised.
 *
 * Tried and dropped: cutting long questions off after two lines, as answers are. Who hands them out reads them here.
 */
#include <string.h>

#include "check/progress.h"
#include "letter/compose-private.h"

enum { FIRST_WORDS = 84 }; /* characters of an answer: two lines of its column */

typedef struct Overview {
    const Composer *composer;
    const ComposeOptions *options;
    Block *table;
} Overview;

/* A run of the template's words; none where the template has none. */
static void
add_words(Block *block, unsigned style, const char *text)
{
    if (text != NULL && *text != '\0')
        run_add(block, RUN_TEXT, text)->style = style;
}

static char *
count_text(guint count)
{
    return g_strdup_printf("%u", count);
}

/* "1 vraag", "158 vragen". */
static char *
questions_text(const Template *template, guint count)
{
    g_autofree char *number = count_text(count);
    return count == 1 ? g_strdup(template_text(template, "overview_questions_one"))
                      : template_fill(template, "overview_questions", "questions", number, NULL);
}

/* "… · Ministerie van Buitenlandse Zaken · Ons kenmerk BZ2512345 · Brief van 12 mei 2025 · Stand van 2 mei 2025" */
static void
add_subject(const Overview *overview)
{
    const Composer *composer = overview->composer;
    const Template *template = composer->template;
    const LetterData *data = composer->data;
    const char *own[] = { field_text(&data->subject), field_text(&data->ministry) };
    const char *reference = field_text(&data->reference), *date = field_text(&data->date);
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);

    for (size_t i = 0; i < G_N_ELEMENTS(own); i++)
        if (own[i] != NULL)
            g_ptr_array_add(parts, g_strdup(own[i]));
    if (reference != NULL)
        g_ptr_array_add(
            parts, template_fill(template, "overview_reference", "reference", reference, NULL));
    if (date != NULL) {
        g_autofree char *day = template_date(template, date);
        g_ptr_array_add(parts, template_fill(template, "overview_letter", "date", day, NULL));
    }
    if (overview->options->day != NULL) {
        g_autofree char *day = template_date(template, overview->options->day);
        g_ptr_array_add(parts, template_fill(template, "overview_day", "date", day, NULL));
    }
    g_ptr_array_add(parts, NULL);
    g_autofree char *text = g_strjoinv(" · ", (char **)parts->pdata);
    g_ptr_array_add(composer->letter->body, block_paragraph(text));
}

static bool
is_shown(const Overview *overview, const CoverageItem *item)
{
    GHashTable *part = overview->options->part;
    return part == NULL || g_hash_table_contains(part, item->question);
}

/* "158 vragen · 140 beantwoord: 88 goedgekeurd, … · 18 nog niet beantwoord · 5 met verstreken termijn" */
static void
add_counts(const Overview *overview, Block *caption)
{
    const Template *template = overview->composer->template;
    const Coverage *coverage = overview->composer->coverage;
    ProgressRow row = { 0 };

    for (guint i = 0; i < coverage->count; i++)
        if (is_shown(overview, &coverage->items[i]))
            progress_count(&row, &coverage->items[i], overview->options->day);
    g_autofree char *questions = questions_text(template, row.questions);
    g_autofree char *answered = count_text(row.answered), *approved = count_text(row.approved);
    g_autofree char *review = count_text(row.review), *draft = count_text(row.draft);
    g_autofree char *deferred = count_text(row.deferred), *late = count_text(row.late);
    g_autofree char *open = count_text(row.questions - row.answered);
    g_autofree char *done =
        template_fill(template, "overview_answered", "answered", answered, NULL);
    g_autofree char *statuses =
        template_fill(template, "overview_statuses", "approved", approved, "review", review,
                      "draft", draft, "deferred", deferred, NULL);
    g_autofree char *to_do = template_fill(template, "overview_open", "open", open, NULL);
    g_autofree char *too_late = template_fill(template, "overview_late", "late", late, NULL);

    add_words(caption, RUN_STRONG, questions);
    add_words(caption, 0, " · ");
    add_words(caption, RUN_STRONG, done);
    add_words(caption, 0, statuses);
    add_words(caption, 0, " · ");
    add_words(caption, RUN_STRONG, to_do);
    if (row.late > 0)
        add_words(caption, 0, too_late);
    g_free(row.due);
}

static void
add_head(const Overview *overview)
{
    static const char *const heads[] = {
        "overview_id",     "overview_question", "overview_owner",
        "overview_status", "overview_due",      "overview_answer"
    };
    Block *row = block_add(overview->table, BLOCK_ROW);

    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++)
        add_words(block_add(row, BLOCK_CELL), 0,
                  template_text(overview->composer->template, heads[i]));
    overview->table->header_rows = 1;
}

/* Enough of the blocks' words, in order; what a reference leads to stands for it. */
static void
collect_words(const GPtrArray *blocks, GString *text)
{
    for (guint i = 0; blocks != NULL && i < blocks->len && text->len < 8 * FIRST_WORDS; i++) {
        const Block *block = g_ptr_array_index(blocks, i);
        if (text->len > 0)
            g_string_append_c(text, ' ');
        for (guint r = 0; block->runs != NULL && r < block->runs->len; r++) {
            const Run *run = g_ptr_array_index(block->runs, r);
            const char *words = run->kind == RUN_REFERENCE ? run->target : run->text;
            if (run->kind == RUN_BREAK)
                g_string_append_c(text, ' ');
            else if (run->kind != RUN_NOTE && words != NULL)
                g_string_append(text, words);
        }
        collect_words(block->children, text);
    }
}

/* Cuts off behind a word, and says so. */
static void
add_first_words(Block *cell, const char *text, Span span)
{
    g_autofree char *bare = g_strstrip(g_strdup(text));
    bool cut = g_utf8_strlen(bare, -1) > FIRST_WORDS;

    if (cut) {
        char *end = g_utf8_offset_to_pointer(bare, FIRST_WORDS), *space = end;
        while (space > bare && *space != ' ')
            space--;
        *(space > bare ? space : end) = '\0';
    }
    g_autofree char *shown = g_strconcat(bare, cut ? " …" : "", NULL);
    add_words(cell, 0, shown);
    if (cell->runs != NULL)
        ((Run *)g_ptr_array_index(cell->runs, cell->runs->len - 1))->span = span;
}

static void
add_deferred(const Overview *overview, Block *cell, const Entry *entry)
{
    const Template *template = overview->composer->template;
    const char *until = field_text(&entry->deferred_until);
    const char *reason = field_text(&entry->deferred_reason);

    if (until != NULL) {
        g_autofree char *date = template_date(template, until);
        g_autofree char *text = template_fill(template, "deferred_aside", "date", date, NULL);
        add_words(cell, RUN_EMPHASIS, text);
    }
    if (reason == NULL)
        return;
    if (until != NULL)
        add_words(cell, 0, " · ");
    add_first_words(cell, reason, entry->deferred_reason.span);
}

/* An entry's words stand beside the first of its questions; the others say where. */
static void
add_text(const Overview *overview, Block *cell, const CoverageItem *item)
{
    const GPtrArray *questions = coverage_questions(overview->composer->coverage, item->entry);
    const Question *first = questions->len > 0 ? g_ptr_array_index(questions, 0) : item->question;
    g_autoptr(GString) text = g_string_new(NULL);

    if (first != item->question) {
        g_autofree char *with =
            template_fill(overview->composer->template, "overview_with", "id", first->id, NULL);
        add_words(cell, RUN_EMPHASIS, with);
        return;
    }
    if (item->entry->markup != NULL)
        collect_words(item->entry->markup->blocks, text);
    add_first_words(cell, text->str, item->entry->text.span);
}

static void
add_answer(const Overview *overview, Block *cell, const CoverageItem *item)
{
    switch (item->state) {
    case COVERAGE_MISSING:
    case COVERAGE_EMPTY:
        return;
    case COVERAGE_TEXT:
        add_text(overview, cell, item);
        return;
    case COVERAGE_SEE: {
        g_autofree char *see = template_fill(overview->composer->template, "overview_see", "id",
                                             item->entry->see.text, NULL);
        add_words(cell, RUN_EMPHASIS, see);
        return;
    }
    case COVERAGE_DEFERRED:
        add_deferred(overview, cell, item->entry);
        return;
    }
}

static DraftMark
item_mark(const CoverageItem *item)
{
    if (!item->answered)
        return MARK_MISSING;

    switch (item->entry->state) {
    case STATUS_APPROVED:
        return MARK_APPROVED;
    case STATUS_REVIEW:
        return MARK_REVIEW;
    case STATUS_DRAFT:
        return MARK_DRAFT;
    }
    g_assert_not_reached();
}

/* Day and month; the year too where it is not that of the letter. Strong where the day has passed. */
static void
add_due(const Overview *overview, Block *cell, const CoverageItem *item)
{
    const char *due = item->entry != NULL ? field_text(&item->entry->due) : NULL;
    const char *date = field_text(&overview->composer->data->date);
    bool late = coverage_item_is_late(item, overview->options->day);
    if (due == NULL)
        return;

    g_autofree char *day = template_date_short(overview->composer->template, due);
    add_words(cell, late ? RUN_STRONG : 0, day);
    if (!iso_date_is_valid(due) || (date != NULL && strncmp(due, date, strlen("2025-")) == 0))
        return;
    g_autofree char *year = g_strndup(due, strlen("2025"));
    run_add(cell, RUN_BREAK, NULL);
    add_words(cell, late ? RUN_STRONG : 0, year);
}

static void
add_row(const Overview *overview, const CoverageItem *item)
{
    const Question *question = item->question;
    const char *owner = item->entry != NULL ? field_text(&item->entry->owner) : NULL;
    AnswerStatus *status = g_new0(AnswerStatus, 1);
    Block *row = block_add(overview->table, BLOCK_ROW);

    row->anchor = g_strdup(question->id);
    status->anchor = g_strdup(question->id);
    status->ids = g_strdup(question->id);
    status->mark = item_mark(item);
    status->word = g_strdup(status_word(overview->composer->template, status->mark));
    g_ptr_array_add(overview->composer->letter->statuses, status);

    add_words(block_add(row, BLOCK_CELL), 0, question->id);
    Block *cell = block_add(row, BLOCK_CELL);
    run_add(cell, RUN_TEXT, question->text)->span = question->span;
    cell = block_add(row, BLOCK_CELL);
    if (owner != NULL)
        run_add(cell, RUN_TEXT, owner)->span = item->entry->owner.span;
    add_words(block_add(row, BLOCK_CELL), 0, status->word);
    add_due(overview, block_add(row, BLOCK_CELL), item);
    add_answer(overview, block_add(row, BLOCK_CELL), item);
}

/* "PVV", "10 vragen · 8 beantwoord". */
static void
add_group(const Overview *overview, const Fraction *fraction, const GPtrArray *items)
{
    const Template *template = overview->composer->template;
    ProgressRow count = { 0 };

    for (guint i = 0; i < items->len; i++)
        progress_count(&count, g_ptr_array_index(items, i), overview->options->day);
    g_autofree char *questions = questions_text(template, count.questions);
    g_autofree char *answered = count_text(count.answered);
    g_autofree char *text = template_fill(template, "overview_group", "questions", questions,
                                          "answered", answered, NULL);
    Block *row = block_add(overview->table, BLOCK_ROW);
    Block *cell = block_add(row, BLOCK_CELL);
    add_words(cell, RUN_STRONG, fraction->name);
    add_words(cell, 0, text);
    g_free(count.due);
}

static void
items_free(gpointer items)
{
    g_ptr_array_unref(items);
}

static void
add_rows(const Overview *overview)
{
    const Coverage *coverage = overview->composer->coverage;
    const GPtrArray *fractions = coverage->questions->fractions;
    g_autoptr(GHashTable) groups = g_hash_table_new_full(NULL, NULL, NULL, items_free);

    for (guint i = 0; i < coverage->count; i++) {
        const CoverageItem *item = &coverage->items[i];
        GPtrArray *group = g_hash_table_lookup(groups, item->question->fraction);
        if (!is_shown(overview, item))
            continue;
        if (group == NULL) {
            group = g_ptr_array_new();
            g_hash_table_insert(groups, item->question->fraction, group);
        }
        g_ptr_array_add(group, (gpointer)item);
    }
    for (guint i = 0; i < fractions->len; i++) {
        const GPtrArray *items = g_hash_table_lookup(groups, g_ptr_array_index(fractions, i));
        if (items == NULL)
            continue;
        add_group(overview, g_ptr_array_index(fractions, i), items);
        for (guint k = 0; k < items->len; k++)
            add_row(overview, g_ptr_array_index(items, k));
    }
}

static void
add_legend(const Overview *overview)
{
    const Template *template = overview->composer->template;
    LetterHead *head = &overview->composer->letter->head;
    const char *mark = template_text(template, "overview_mark");

    head->classification = *mark != '\0' ? g_strdup(mark) : NULL;
    head->legend = g_ptr_array_new_with_free_func(g_free);
    for (DraftMark status = MARK_APPROVED; status <= MARK_MISSING; status++)
        g_ptr_array_add(head->legend, g_strdup(status_word(template, status)));
    if (overview->options->day != NULL)
        g_ptr_array_add(head->legend, g_strdup(template_text(template, "overview_legend")));
}

void
compose_overview(Composer *composer, const ComposeOptions *options)
{
    const Overview overview = { composer, options, block_new(BLOCK_OVERVIEW) };
    Block *title = block_new(BLOCK_HEADING);

    title->level = 1;
    add_words(title, 0, template_text(composer->template, "overview_title"));
    g_free(composer->letter->title);
    composer->letter->title = block_text(title);
    g_ptr_array_add(composer->letter->body, title);
    add_subject(&overview);
    g_ptr_array_add(composer->letter->body, overview.table);
    add_counts(&overview, block_add(overview.table, BLOCK_CAPTION));
    add_head(&overview);
    add_rows(&overview);
    add_legend(&overview);
}
