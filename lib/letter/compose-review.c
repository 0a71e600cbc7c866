/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A document for review: the committee's words with a field under the questions of each entry, in which its answer
 * stands as it was written and can be written on. It comes back by `repliek import`.
 *
 * Nothing of the letter's style is in a field, neither the house's spelling nor numbers of tables: what goes out must
 * come back unchanged. `note` of an entry stays at home: it is never printed, and these files are mailed around.
 */
#include <string.h>

#include "answers/review-key.h"
#include "letter/compose-private.h"

static void
question_free(gpointer data)
{
    ReviewQuestion *question = data;

    g_free(question->id);
    g_free(question->text);
    g_free(question);
}

static void
field_free(gpointer data)
{
    ReviewField *field = data;
    char *const strings[] = { field->anchor, field->key,    field->hash, field->text,
                              field->owner,  field->status, field->due,  field->state };

    for (size_t i = 0; i < G_N_ELEMENTS(strings); i++)
        g_free(strings[i]);
    g_ptr_array_unref(field->questions);
    g_free(field);
}

void
review_free(Review *review)
{
    char *const strings[] = { review->title, review->part, review->how, review->body,
                              review->empty };

    for (size_t i = 0; i < G_N_ELEMENTS(strings); i++)
        g_free(strings[i]);
    g_ptr_array_unref(review->steps);
    g_ptr_array_unref(review->fields);
    g_free(review);
}

static char *
review_title(const Composer *composer)
{
    const char *subject = field_text(&composer->data->subject);
    const char *key = subject != NULL ? "review_title" : "review_title_plain";

    return template_fill(composer->template, key, "subject", subject, NULL);
}

/* Whose questions these are. */
static char *
part_text(const Composer *composer, const ComposeOptions *options)
{
    switch (options->review) {
    case REVIEW_OWNER:
        return template_fill(composer->template, "review_owner", "owner", options->owner, NULL);
    case REVIEW_UNOWNED:
        return g_strdup(template_text(composer->template, "review_unowned"));
    case REVIEW_NONE:
    case REVIEW_WHOLE:
        break;
    }
    return NULL;
}

void
compose_review(Composer *composer, const ComposeOptions *options)
{
    const Template *template = composer->template;
    Review *review = g_new0(Review, 1);

    review->title = review_title(composer);
    review->part = part_text(composer, options);
    review->how = g_strdup(template_text(template, "review_how"));
    review->steps = g_ptr_array_new_with_free_func(g_free);
    head_add_lines(review->steps, template_text(template, "review_steps"));
    review->body = g_strdup(template_text(template, "review_body"));
    review->empty = g_strdup(template_text(template, "review_empty"));
    review->fields = g_ptr_array_new_with_free_func(field_free);
    composer->letter->review = review;
    if (*review->title != '\0') {
        g_free(composer->letter->title);
        composer->letter->title = g_strdup(review->title);
    }
}

char *
review_question_label(const Composer *composer, const Question *question)
{
    char *label = template_fill(composer->template, "review_question", "id", question->id, NULL);
    if (*label != '\0')
        return label;

    g_free(label);
    return g_strdup(question->id);
}

static void
add_question(ReviewField *field, const Question *question)
{
    ReviewQuestion *copy = g_new0(ReviewQuestion, 1);

    copy->id = g_strdup(question->id);
    copy->text = g_strdup(question->text);
    g_ptr_array_add(field->questions, copy);
}

/* All that the entry names; of a question without an entry itself. */
static void
add_questions(const Composer *composer, ReviewField *field, const AnswerRun *run)
{
    const GPtrArray *questions =
        run->entry != NULL ? coverage_questions(composer->coverage, run->entry) : run->questions;

    for (guint i = 0; i < questions->len; i++)
        add_question(field, g_ptr_array_index(questions, i));
}

/* The first that `to` names, which need not be the first in the document. */
static const char *
first_id(const Composer *composer, const AnswerRun *run)
{
    const Question *first = g_ptr_array_index(run->questions, 0);
    if (run->entry == NULL)
        return first->id;

    for (guint i = 0; i < run->entry->to->len; i++) {
        const Target *target = g_ptr_array_index(run->entry->to, i);
        g_autoptr(GPtrArray) named = questions_named(composer->questions, target->first);
        if (named->len > 0)
            return ((const Question *)g_ptr_array_index(named, 0))->id;
    }
    return first->id;
}

static void
add_state(GString *state, const char *text)
{
    if (text == NULL || *text == '\0')
        return;
    g_string_append_printf(state, "%s%s", state->len > 0 ? " · " : "", text);
}

/* Who is to do what until when. */
static char *
state_text(const Composer *composer, const Entry *entry)
{
    static const DraftMark marks[] = { [STATUS_DRAFT] = MARK_DRAFT,
                                       [STATUS_REVIEW] = MARK_REVIEW,
                                       [STATUS_APPROVED] = MARK_APPROVED };
    g_autoptr(GString) state = g_string_new(NULL);
    const char *due = field_text(&entry->due);

    add_state(state, field_text(&entry->owner));
    if (field_text(&entry->status) != NULL && !entry->bad_status)
        add_state(state, status_word(composer->template, marks[entry->state]));
    if (due != NULL) {
        g_autofree char *date = template_date(composer->template, due);
        g_autofree char *text = template_fill(composer->template, "review_due", "date", date, NULL);
        add_state(state, text);
    }
    return state->len > 0 ? g_string_free(g_steal_pointer(&state), FALSE) : NULL;
}

static void
add_field(Composer *composer, const AnswerRun *run)
{
    const Entry *entry = run->entry;
    ReviewField *field = g_new0(ReviewField, 1);

    field->questions = g_ptr_array_new_with_free_func(question_free);
    add_questions(composer, field, run);
    field->anchor = g_strdup(run->anchor);
    field->key = review_key(first_id(composer, run));
    field->text = g_strdup(entry != NULL && entry->text.text != NULL ? entry->text.text : "");
    field->hash = review_hash(field->text);
    field->is_empty = entry == NULL || entry->markup == NULL || entry->markup->blocks->len == 0;
    if (entry != NULL) {
        field->owner = g_strdup(field_text(&entry->owner));
        field->status = g_strdup(field_text(&entry->status));
        field->due = g_strdup(field_text(&entry->due));
        field->state = state_text(composer, entry);
    }
    g_ptr_array_add(composer->letter->review->fields, field);
}

/* What stands here instead of a text, or behind it: said outside the field, as it is no part of the text. */
static void
add_reference(const Composer *composer, Block *answer, const AnswerRun *run)
{
    if (!answer_run_is_first(run))
        reference_paragraph(composer, answer, run->first, NULL);
    else if (run->see != NULL)
        reference_paragraph(composer, answer, run->see, run->seen);
}

/*
 * The answer's blocks, behind which may stand one paragraph that refers. Where the entry's text stands elsewhere, there is
 * no field, only that.
 */
void
compose_field(Composer *composer, Block *answer, const AnswerRun *run)
{
    if (!answer_run_is_first(run)) {
        add_reference(composer, answer, run);
        return;
    }

    const Markup *markup = run->entry != NULL ? run->entry->markup : NULL;
    add_field(composer, run);
    Block *text = block_add(answer, BLOCK_SECTION);
    for (guint i = 0; markup != NULL && i < markup->blocks->len; i++) {
        Block *block = block_copy(g_ptr_array_index(markup->blocks, i));
        notes_keep(composer, block, markup);
        g_ptr_array_add(text->children, block);
    }
    add_reference(composer, answer, run);
}
