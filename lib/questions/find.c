/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Finding the questions: a Document in, fractions, passages and questions with ids out.
 *
 * Three layers, each in files of its own, and each decided by tables of data:
 *   - structure.c gives every paragraph its role (headings.def, families.def);
 *   - sentences.c splits the text of body passages, classify.c holds each sentence against
 *     rules.def: does it ask, how, and how sure is that;
 *   - followups.c, speakers.c, fractions.c and ids.c say on which question one hangs, who asks, and
 *     what it is called.
 *
 * What counts as a question is defined in questions.md, and the rules quote it. A sentence that the
 * rules are unsure of is never dropped in silence: more likely a question than not, it is listed
 * with a doubt; less likely, it stands under `doubtful` until decisions.c carries out what a person
 * decided.
 *
 * The question mark alone was tried as a first step: it misses whole fractions, whose questions are
 * all of the form "deze leden vragen hoe". Grammar by a tagger or a language model was left out on
 * purpose: each decision must be explained by one row, and changed by adding one.
 */
#include "questions/questions.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/failure.h"
#include "questions/fractions.h"
#include "questions/questions-private.h"

typedef struct Finder {
    Questions *questions;
    Classifier *classifier;
    Speakers *speakers;
    Skeleton skeleton;
    Fraction *speaking; /* SKELETON_SPEAKERS: who speaks now */
    char *number;       /* SKELETON_NUMBERS: the number above; NULL */
} Finder;

static void
passage_free(gpointer data)
{
    Passage *passage = data;

    g_free(passage->number);
    g_free(passage->heading);
    g_free(passage->label);
    g_free(passage->name);
    g_free(passage->subheading);
    g_ptr_array_unref(passage->theme);
    g_ptr_array_unref(passage->questions);
    g_ptr_array_unref(passage->doubts);
    g_free(passage);
}

static void
doubt_free(gpointer data)
{
    Doubt *doubt = data;

    g_free(doubt->text);
    g_free(doubt->reason);
    g_free(doubt);
}

static Questions *
questions_new(const Document *document)
{
    Questions *questions = g_new0(Questions, 1);
    questions->document = document;
    questions->passages = g_ptr_array_new_with_free_func(passage_free);
    questions->fractions = g_ptr_array_new_with_free_func(fraction_free);
    questions->items = g_ptr_array_new_with_free_func(question_free);
    questions->doubtful = g_ptr_array_new_with_free_func(doubt_free);
    questions->by_id = g_hash_table_new(g_str_hash, g_str_equal);
    questions->unused_ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return questions;
}

static GArray *
classify_passage(const Classifier *classifier, const Passage *passage)
{
    const GString *text = passage->paragraph->text->text;
    g_autoptr(GArray) sentences = split_sentences(text->str, text->len);
    GArray *findings = g_array_new(FALSE, FALSE, sizeof(Finding));

    for (guint i = 0; i < sentences->len; i++) {
        Sentence place = g_array_index(sentences, Sentence, i);
        Finding finding = { .place = place };
        finding.rule =
            classify_sentence(classifier, text->str + place.start, place.end - place.start);
        g_array_append_val(findings, finding);
    }
    return findings;
}

static void
add_doubt(Finder *finder, Passage *passage, const Finding *finding)
{
    const TextMap *text = passage->paragraph->text;
    size_t length = finding->place.end - finding->place.start;
    Doubt *doubt = g_new0(Doubt, 1);

    doubt->text = g_strndup(text->text->str + finding->place.start, length);
    doubt->reason = g_strdup(_(finding->rule->reason));
    doubt->passage = passage;
    doubt->start = finding->place.start;
    doubt->end = finding->place.end;
    doubt->span = text_map_span(text, doubt->start, doubt->end);
    g_ptr_array_add(finder->questions->doubtful, doubt);
    g_ptr_array_add(passage->doubts, doubt);
}

/* A sentence that may only announce a subject is doubtful where a question mark follows. */
static bool
is_doubtful(const Rule *rule, bool asked_later)
{
    bool topic = rule->verdict == VERDICT_INDIRECT_TOPIC || rule->verdict == VERDICT_REQUEST_TOPIC;
    return rule->reason != NULL && (!topic || asked_later);
}

static Question *
add_question(Finder *finder, Passage *passage, const Finding *finding, bool asked_later)
{
    QuestionKind kind = QUESTION_DIRECT;
    verdict_is_listed(finding->rule->verdict, &kind);
    Question *question = question_new(passage, finding->place, kind);

    if (is_doubtful(finding->rule, asked_later))
        question->doubt = g_strdup(_(finding->rule->reason));
    g_ptr_array_add(finder->questions->items, question);
    g_ptr_array_add(passage->questions, question);
    return question;
}

static bool
contains_name(const GPtrArray *names, const GPtrArray *wanted)
{
    for (guint i = 0; i < wanted->len; i++) {
        if (!g_ptr_array_find_with_equal_func((GPtrArray *)names, g_ptr_array_index(wanted, i),
                                              g_str_equal, NULL))
            return false;
    }
    return true;
}

/*
 * Who asks this sentence. Under a fraction's heading that fraction, or together with others where
 * the sentence says so; without headings whoever the text named last.
 */
static Fraction *
asker_of(Finder *finder, const Passage *passage, const char *text, size_t length)
{
    g_autoptr(GPtrArray) names = NULL;
    if (finder->skeleton == SKELETON_NUMBERS)
        return passage->fraction;

    names = speakers_named(finder->speakers, text, length);
    if (finder->skeleton == SKELETON_FRACTIONS) {
        bool jointly = names != NULL && names->len > passage->fraction->askers->len &&
                       passage->fraction->askers->len > 0 &&
                       contains_name(names, passage->fraction->askers);
        return jointly ? fraction_get(finder->questions, names, NULL) : passage->fraction;
    }
    if (names != NULL)
        finder->speaking = fraction_get(finder->questions, names, NULL);
    if (finder->speaking == NULL || speakers_nobody(finder->speakers, text, length)) {
        g_autoptr(GPtrArray) none = g_ptr_array_new();
        finder->speaking = fraction_get(finder->questions, none, NULL);
    }
    return finder->speaking;
}

/* A paragraph that holds questions of several fractions stands under each. */
static void
add_to_fraction(Fraction *fraction, Passage *passage)
{
    const GPtrArray *passages = fraction->passages;
    bool is_last = passages->len > 0 && g_ptr_array_index(passages, passages->len - 1) == passage;

    if (fraction != passage->fraction && !is_last)
        fraction_add_passage(fraction, passage);
}

/* The last sentence with a question mark; 0 where there is none before it. */
static guint
last_marked(const Passage *passage, const GArray *findings)
{
    const char *text = passage->paragraph->text->text->str;

    for (guint i = findings->len; i > 0; i--) {
        Sentence place = g_array_index(findings, Finding, i - 1).place;
        if (has_question_mark(text + place.start, place.end - place.start))
            return i - 1;
    }
    return 0;
}

static void
read_sentence(Finder *finder, Passage *passage, Finding *finding, bool asked_later)
{
    const char *text = passage->paragraph->text->text->str + finding->place.start;
    Fraction *fraction = asker_of(finder, passage, text, finding->place.end - finding->place.start);
    QuestionKind kind;

    if (passage->fraction == NULL)
        fraction_add_passage(fraction, passage);
    if (finding->rule == NULL)
        return;
    if (finding->rule->verdict == VERDICT_DOUBTFUL)
        add_doubt(finder, passage, finding);
    if (!verdict_is_listed(finding->rule->verdict, &kind))
        return;

    finding->question = add_question(finder, passage, finding, asked_later);
    question_set_asker(finding->question, fraction, finder->number);
    add_to_fraction(fraction, passage);
}

static void
read_passage(Finder *finder, Passage *passage)
{
    g_autoptr(GArray) findings = classify_passage(finder->classifier, passage);
    guint last = last_marked(passage, findings);

    for (guint i = 0; i < findings->len; i++)
        read_sentence(finder, passage, &g_array_index(findings, Finding, i), i < last);
    find_followups(finder->classifier, passage, findings);
}

/* The document's own number in force: of a label above, or of the list item itself. */
static void
track_number(Finder *finder, const Passage *passage)
{
    char *number = finder->skeleton == SKELETON_NUMBERS ? passage_own_number(passage) : NULL;
    if (number == NULL)
        return;

    g_free(finder->number);
    finder->number = number;
}

static bool
read_passages(Finder *finder, GError **error)
{
    const GPtrArray *passages = finder->questions->passages;

    for (guint i = 0; i < passages->len; i++) {
        Passage *passage = g_ptr_array_index(passages, i);
        track_number(finder, passage);
        if (passage->role != PASSAGE_BODY)
            continue;
        read_passage(finder, passage);
        if (finder->questions->items->len <= QUESTION_LIMIT)
            continue;
        failure_set(error, DIAG_OVER_LIMIT, finder->questions->document->source->name, 0, 0,
                    _("the document holds more than the limit of %d questions; split it"),
                    QUESTION_LIMIT);
        return false;
    }
    return true;
}

/* Where the document's own numbers are the ids, nobody's fraction has no slug. */
static void
drop_slugs(Questions *questions)
{
    for (guint i = 0; i < questions->fractions->len; i++) {
        Fraction *fraction = g_ptr_array_index(questions->fractions, i);
        fraction->slug[0] = '\0';
    }
}

static bool
holds_nothing(const Questions *questions, Skeleton skeleton)
{
    return skeleton == SKELETON_SPEAKERS && questions->items->len == 0 &&
           questions->doubtful->len == 0;
}

static bool
run(Finder *finder, Diags *diags, GError **error)
{
    Questions *questions = finder->questions;
    bool family_known = false;

    finder->skeleton = read_structure(questions, finder->classifier, &family_known);
    if (finder->skeleton == SKELETON_NUMBERS)
        drop_slugs(questions);
    if (!read_passages(finder, error))
        return false;
    if (holds_nothing(questions, finder->skeleton)) {
        failure_set(error, DIAG_NO_QUESTIONS, questions->document->source->name, 0, 0,
                    _("the document shows no heading of a fraction, no numbered question and no "
                      "sentence that asks; check that it is the document with the questions"));
        return false;
    }
    if (!family_known)
        diags_add_at(diags, DIAG_FAMILY_GUESSED,
                     &(DiagPlace){ .file = questions->document->source->name },
                     _("no title line says what kind of document this is; its headings decided"));
    assign_ordinals(questions);
    assign_ids(questions);
    return true;
}

Questions *
find_questions(const Document *document, Diags *diags, GError **error)
{
    g_autoptr(Questions) questions = questions_new(document);
    g_autoptr(Classifier) classifier = classifier_new();
    g_autoptr(Speakers) speakers = speakers_new();
    Finder finder = { .questions = questions, .classifier = classifier, .speakers = speakers };

    bool found = run(&finder, diags, error);
    g_free(finder.number);
    return found ? g_steal_pointer(&questions) : NULL;
}
