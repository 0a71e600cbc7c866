/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Carrying out what people decided about single sentences (interface.md, `decisions`).
 *
 * A decision holds for every sentence that matches it, in the words of which white space, quotation
 * marks and Unicode composition do not count. Numbers never shift: a question decided away leaves
 * its number unused, one decided in takes the number before it with a letter. In an answer of the
 * document's own as well a person may find a question: the paragraph is the members' then.
 */
#include "questions/questions.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/utf8.h"
#include "questions/fractions.h"
#include "questions/questions-private.h"

typedef struct Decider {
    Questions *questions;
    const GPtrArray *decisions;
    GHashTable *by_sentence; /* comparable sentence → GArray of guint, indices in `decisions` */
    bool *used;              /* of each decision: a sentence matched it */
} Decider;

static void
index_decisions(Decider *decider)
{
    for (guint i = 0; i < decider->decisions->len; i++) {
        const Decision *decision = g_ptr_array_index(decider->decisions, i);
        g_autofree char *key = utf8_comparable(decision->sentence);
        GArray *indices = g_hash_table_lookup(decider->by_sentence, key);
        if (indices == NULL) {
            indices = g_array_new(FALSE, FALSE, sizeof(guint));
            g_hash_table_insert(decider->by_sentence, g_steal_pointer(&key), indices);
        }
        g_array_append_val(indices, i);
    }
}

/* The decision about a sentence of this fraction; the last one, where there are several. */
static const Decision *
decision_about(Decider *decider, const char *sentence, const Fraction *fraction)
{
    g_autofree char *key = utf8_comparable(sentence);
    const GArray *indices = g_hash_table_lookup(decider->by_sentence, key);
    const Decision *found = NULL;

    for (guint i = 0; indices != NULL && i < indices->len; i++) {
        guint index = g_array_index(indices, guint, i);
        const Decision *decision = g_ptr_array_index(decider->decisions, index);
        const char *name = fraction != NULL ? fraction->name : NULL;
        if (decision->in != NULL && g_strcmp0(decision->in, name) != 0)
            continue;
        decider->used[index] = true;
        found = decision;
    }
    return found;
}

static Doubt *
doubt_at(const Passage *passage, size_t start)
{
    for (guint i = 0; i < passage->doubts->len; i++) {
        Doubt *doubt = g_ptr_array_index(passage->doubts, i);
        if (doubt->start == start)
            return doubt;
    }
    return NULL;
}

/* Where a walk over the document is, and what it made of the questions so far. */
typedef struct Walk {
    Decider *decider;
    GPtrArray *items;   /* Question: those that stay, in document order */
    GPtrArray *added;   /* Question, borrowed: those among them without an id yet */
    GPtrArray *dropped; /* Question, owned */
    Classifier *classifier;
    GHashTable *before; /* Fraction → number of its last question, kept or not */
    char *number;       /* the document's own number above; NULL */
} Walk;

static Question *
keep_question(Walk *walk, Passage *passage, Question *question)
{
    g_ptr_array_add(walk->items, question);
    g_ptr_array_add(passage->questions, question);
    return question;
}

/* The question where it stays one; NULL where it was decided away. */
static Question *
decide_question(Walk *walk, Passage *passage, Question *question)
{
    const Decision *decision = decision_about(walk->decider, question->text, question->fraction);

    g_hash_table_insert(walk->before, question->fraction, GINT_TO_POINTER(question->ordinal));
    if (decision != NULL && !decision->is_question) {
        g_hash_table_add(walk->decider->questions->unused_ids, g_strdup(question->id));
        g_hash_table_remove(walk->decider->questions->by_id, question->id);
        g_ptr_array_add(walk->dropped, question);
        return NULL;
    }
    if (decision != NULL)
        g_clear_pointer(&question->doubt, g_free);
    return keep_question(walk, passage, question);
}

/* What is decided to be a question is no part of an answer. */
static void
drop_reply(Passage *passage, size_t start)
{
    for (guint i = 0; passage->replies != NULL && i < passage->replies->len; i++) {
        if (g_array_index(passage->replies, Reply, i).start != start)
            continue;
        g_array_remove_index(passage->replies, i);
        return;
    }
}

static Question *
add_question(Walk *walk, Passage *passage, Sentence sentence)
{
    const char *start = passage->paragraph->text->text->str + sentence.start;
    bool marked = has_question_mark(start, sentence.end - sentence.start);
    bool numbered = passage->fraction->slug[0] == '\0';
    Question *question =
        question_new(passage, sentence, marked ? QUESTION_DIRECT : QUESTION_REQUEST);

    question_set_asker(question, passage->fraction, numbered ? walk->number : NULL);
    question->added = true;
    drop_reply(passage, sentence.start);
    question->ordinal = GPOINTER_TO_INT(g_hash_table_lookup(walk->before, passage->fraction));
    g_ptr_array_add(walk->added, question);
    return keep_question(walk, passage, question);
}

/* The question that a sentence without one became; NULL where it stays none. */
static Question *
decide_sentence(Walk *walk, Passage *passage, Sentence sentence)
{
    const char *start = passage->paragraph->text->text->str + sentence.start;
    g_autofree char *text = g_strndup(start, sentence.end - sentence.start);
    const Decision *decision = decision_about(walk->decider, text, passage->fraction);
    Doubt *doubt = doubt_at(passage, sentence.start);

    if (decision != NULL && doubt != NULL)
        doubt->settled = true;
    return decision != NULL && decision->is_question ? add_question(walk, passage, sentence) : NULL;
}

/* A label in the line, "Vraag 2", gives its number to what stands behind it. */
static void
track_label(Walk *walk, const char *text, Sentence place)
{
    bool is_answer = false;
    size_t end = sentence_label_end(text, place.start, place.end, &is_answer);
    if (end != place.end || is_answer)
        return;

    g_free(walk->number);
    walk->number = sentence_label_number(text + place.start, place.end - place.start);
}

/* What hangs on what, once a question has come or gone. */
static void
hang_anew(const Walk *walk, const Passage *passage, const GArray *findings)
{
    for (guint i = 0; i < passage->questions->len; i++) {
        Question *question = g_ptr_array_index(passage->questions, i);
        question->follows = NULL;
    }
    find_followups(walk->classifier, passage, findings);
}

static void
decide_passage(Walk *walk, Passage *passage)
{
    const GString *text = passage->paragraph->text->text;
    g_autoptr(GArray) sentences = passage_sentences(passage);
    g_autoptr(GArray) findings = g_array_new(FALSE, FALSE, sizeof(Finding));
    g_autoptr(GPtrArray) questions = g_steal_pointer(&passage->questions);
    bool changed = false;
    guint next = 0;

    passage->questions = g_ptr_array_new();
    for (guint i = 0; i < sentences->len; i++) {
        Finding finding = { .place = g_array_index(sentences, Sentence, i) };
        track_label(walk, text->str, finding.place);
        Question *question = next < questions->len ? g_ptr_array_index(questions, next) : NULL;
        bool is_listed = question != NULL && question->start == finding.place.start;
        finding.question = is_listed ? decide_question(walk, passage, question)
                                     : decide_sentence(walk, passage, finding.place);
        g_array_append_val(findings, finding);
        changed = changed || (finding.question != NULL) != is_listed;
        next += is_listed;
    }
    if (changed || next < questions->len)
        hang_anew(walk, passage, findings);
}

static void
walk_document(Walk *walk)
{
    Questions *questions = walk->decider->questions;

    for (guint i = 0; i < questions->passages->len; i++) {
        Passage *passage = g_ptr_array_index(questions->passages, i);
        char *number = passage_own_number(passage);
        if (number != NULL) {
            g_free(walk->number);
            walk->number = number;
        }
        if (passage->role == PASSAGE_BODY && passage->fraction != NULL)
            decide_passage(walk, passage);
    }
    g_clear_pointer(&walk->number, g_free);
}

/* Does a person say that something in this answer of the document asks? Then it was none. */
static bool
is_decided_body(Decider *decider, const Passage *passage)
{
    const GString *text = passage->paragraph->text->text;
    g_autoptr(GArray) sentences = split_sentences(text->str, text->len);
    bool asks = false;

    for (guint i = 0; i < sentences->len; i++) {
        Sentence place = g_array_index(sentences, Sentence, i);
        g_autofree char *sentence = g_strndup(text->str + place.start, place.end - place.start);
        const Decision *decision = decision_about(decider, sentence, passage->fraction);
        Doubt *doubt = doubt_at(passage, place.start);
        if (decision != NULL && doubt != NULL)
            doubt->settled = true;
        asks = asks || (decision != NULL && decision->is_question);
    }
    return asks;
}

static gint
compare_passages(gconstpointer left, gconstpointer right)
{
    const Passage *a = *(const Passage *const *)left, *b = *(const Passage *const *)right;
    return a->index < b->index ? -1 : a->index > b->index;
}

/* Passages that came in between make the others' numbers higher. */
static void
number_passages(Questions *questions)
{
    int order = 0;

    for (guint i = 0; i < questions->passages->len; i++) {
        Passage *passage = g_ptr_array_index(questions->passages, i);
        if (passage->role == PASSAGE_BODY)
            passage->order = ++order;
    }
    for (guint i = 0; i < questions->fractions->len; i++) {
        const Fraction *fraction = g_ptr_array_index(questions->fractions, i);
        g_ptr_array_sort(fraction->passages, compare_passages);
        for (guint j = 0; j < fraction->passages->len; j++) {
            Passage *passage = g_ptr_array_index(fraction->passages, j);
            if (passage->fraction == fraction)
                passage->n = (int)j + 1;
        }
    }
}

/* Takes the answers in which a decision finds a question for text of the members. */
static void
reopen_answers(Decider *decider)
{
    Questions *questions = decider->questions;
    bool reopened = false;

    for (guint i = 0; i < questions->passages->len; i++) {
        Passage *passage = g_ptr_array_index(questions->passages, i);
        if (passage->role != PASSAGE_ANSWER || passage->label != NULL ||
            !is_decided_body(decider, passage))
            continue;
        g_autoptr(GPtrArray) none = g_ptr_array_new();
        if (passage->fraction == NULL)
            passage->fraction = fraction_get(questions, none, NULL);
        passage->role = PASSAGE_BODY;
        g_ptr_array_add(passage->fraction->passages, passage);
        reopened = true;
    }
    if (reopened)
        number_passages(questions);
}

/* Puts the outcome in the place of what was found. */
static void
replace_items(Walk *walk)
{
    GPtrArray *items = walk->decider->questions->items;
    gsize count;

    g_free(g_ptr_array_steal(items, &count));
    for (guint i = 0; i < walk->items->len; i++)
        g_ptr_array_add(items, g_ptr_array_index(walk->items, i));
    for (guint i = 0; i < walk->added->len; i++)
        assign_added_id(walk->decider->questions, g_ptr_array_index(walk->added, i));
}

static void
report_stale(const Decider *decider, Diags *diags)
{
    for (guint i = 0; i < decider->decisions->len; i++) {
        const Decision *decision = g_ptr_array_index(decider->decisions, i);
        if (!decider->used[i])
            diags_add(diags, DIAG_STALE_DECISION, decision->span, NULL,
                      _("no sentence of the document matches this decision; copy the sentence as "
                        "it now reads, or remove the decision"));
    }
}

void
questions_decide(Questions *questions, const GPtrArray *decisions, Diags *diags)
{
    if (decisions->len == 0)
        return;

    g_autoptr(GHashTable) by_sentence =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
    g_autofree bool *used = g_new0(bool, decisions->len);
    g_autoptr(GPtrArray) items = g_ptr_array_new();
    g_autoptr(GPtrArray) added = g_ptr_array_new();
    g_autoptr(GHashTable) before = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) dropped = g_ptr_array_new_with_free_func(question_free);
    g_autoptr(Classifier) classifier = classifier_new();
    Decider decider = { questions, decisions, by_sentence, used };
    Walk walk = { .decider = &decider,
                  .items = items,
                  .added = added,
                  .dropped = dropped,
                  .classifier = classifier,
                  .before = before };

    index_decisions(&decider);
    reopen_answers(&decider);
    walk_document(&walk);
    replace_items(&walk);
    report_stale(&decider, diags);
}
