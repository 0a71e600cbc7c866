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
#include "questions/lead-ins.h"
#include "questions/questions-private.h"
#include "questions/replies.h"
#include "questions/restated.h"
#include "questions/voices.h"

/* Paragraphs: "deze vragen", which others join, stand no further back, an answer between included. */
enum { JOINING_REACH = 4 };

/* Questions: nobody joins in more, and a text of nothing but joining must stay linear. */
enum { MOST_JOINED = 60 };

/* Names: more have never sat in one parliament, and each is held against all that joined before. */
enum { MOST_JOINING = 150 };

/* The last sentence under one of the document's own numbers, as long as nothing there asks. */
typedef struct Silent {
    Passage *passage; /* NULL: something asked, or there is no number */
    Finding finding;
    bool counts; /* a number is in force, and nothing under it asked */
} Silent;

typedef struct Finder {
    Questions *questions;
    Classifier *classifier;
    Speakers *speakers;
    Skeleton skeleton;
    Fraction *speaking; /* SKELETON_SPEAKERS: who speaks now */
    char *number;       /* SKELETON_NUMBERS: the number above; NULL */
    Voices *voices;
    Replies *replies;
    Restated *restated; /* made where the answers stand apart; NULL before */
    bool government;    /* the government speaks, within a passage that members began */
    bool letter_labels; /* "V:" and "A:" were seen */
    bool delays;        /* the document only says when the answers will come */
    bool restates;      /* the document is the government's, and restates what was asked */
    LeadIn lead_in;
    Silent silent;
    GPtrArray *run;     /* Question: those that one fraction asked last, which others may join */
    GPtrArray *earlier; /* Question: the run of another fraction before it */
} Finder;

static void
passage_free(gpointer data)
{
    Passage *passage = data;

    g_free(passage->number);
    g_free(passage->page_mark);
    g_free(passage->heading);
    g_free(passage->label);
    g_free(passage->name);
    g_free(passage->subheading);
    g_ptr_array_unref(passage->theme);
    g_ptr_array_unref(passage->questions);
    g_ptr_array_unref(passage->doubts);
    g_clear_pointer(&passage->replies, g_array_unref);
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
    questions->by_name = g_hash_table_new(g_str_hash, g_str_equal);
    questions->known_names = g_ptr_array_new_with_free_func(g_free);
    questions->spellings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    questions->by_id = g_hash_table_new(g_str_hash, g_str_equal);
    questions->unused_ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return questions;
}

/* "A:" is a label where "V:" is one; elsewhere it counts items. */
static bool
is_real_label(Finder *finder, const char *label, size_t length)
{
    finder->letter_labels = finder->letter_labels || (length == 2 && label[0] == 'V');
    return length > 2 || finder->letter_labels;
}

static GArray *
classify_passage(Finder *finder, const Passage *passage)
{
    const GString *text = passage->paragraph->text->text;
    g_autoptr(GArray) sentences = passage_sentences(passage);
    GArray *findings = g_array_new(FALSE, FALSE, sizeof(Finding));

    for (guint i = 0; i < sentences->len; i++) {
        Finding finding = { .place = g_array_index(sentences, Sentence, i) };
        size_t length = finding.place.end - finding.place.start;
        size_t label = sentence_label_end(text->str, finding.place.start, finding.place.end,
                                          &finding.is_answer);
        finding.is_label = label == finding.place.end &&
                           is_real_label(finder, text->str + finding.place.start, length);
        if (!finding.is_label)
            finding.rule =
                classify_sentence(finder->classifier, text->str + finding.place.start, length);
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
    doubt->rule = finding->rule->name;
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

/* Does its paragraph begin in mid-sentence, as behind the head of a page that the reader did not know? */
static bool
begins_cut(const Finder *finder, const Passage *passage, Sentence place)
{
    const Paragraph *paragraph = passage->paragraph;

    return place.start == 0 && paragraph->kind == PARAGRAPH_TEXT &&
           finder->skeleton == SKELETON_NUMBERS &&
           g_unichar_islower(g_utf8_get_char(paragraph->text->text->str));
}

static Question *
add_question(Finder *finder, Passage *passage, const Finding *finding, bool asked_later)
{
    QuestionKind kind = QUESTION_DIRECT;
    verdict_is_listed(finding->rule->verdict, &kind);
    Question *question = question_new(passage, finding->place, kind);

    question->rule = finding->rule->name;
    if (is_doubtful(finding->rule, asked_later))
        question->doubt = g_strdup(_(finding->rule->reason));
    else if (begins_cut(finder, passage, finding->place))
        question->doubt = g_strdup(_("begins in mid-sentence; its beginning may stand above"));
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

/* Who spoke last, in a document without headings: nobody in particular before the first. */
static Fraction *
speaking_now(Finder *finder)
{
    g_autoptr(GPtrArray) none = g_ptr_array_new();

    if (finder->speaking == NULL)
        finder->speaking = fraction_get(finder->questions, none, NULL);
    return finder->speaking;
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

    names = speakers_asking(finder->speakers, text, length);
    if (names != NULL)
        use_known_names(finder->questions, names);
    if (finder->skeleton == SKELETON_FRACTIONS) {
        bool jointly = names != NULL && names->len > passage->fraction->askers->len &&
                       passage->fraction->askers->len > 0 &&
                       contains_name(names, passage->fraction->askers);
        return jointly ? fraction_get(finder->questions, names, NULL) : passage->fraction;
    }
    if (names != NULL && names->len > 0)
        finder->speaking = fraction_get(finder->questions, names, NULL);
    else if (speakers_nobody(finder->speakers, text, length))
        finder->speaking = NULL;
    return speaking_now(finder);
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

/* A number stands for a question: where nothing under it asks, a person has to look. */
static void
end_number(Finder *finder)
{
    Silent *silent = &finder->silent;

    if (silent->counts && silent->passage != NULL)
        add_doubt(finder, silent->passage, &silent->finding);
    *silent = (Silent){ 0 };
}

/* "Vraag 2" or "Antwoord 2" in the line: who speaks next, and about which question. */
static void
read_label(Finder *finder, const Passage *passage, const Finding *finding)
{
    const char *label = passage->paragraph->text->text->str + finding->place.start;
    size_t length = finding->place.end - finding->place.start;

    finder->government = finding->is_answer;
    if (finding->is_answer) {
        replies_add_label(finder->replies, label, length);
    } else {
        g_free(finder->number);
        finder->number = sentence_label_number(label, length);
        if (finder->number[0] == '\0')
            g_clear_pointer(&finder->number, g_free);
        end_number(finder);
        finder->silent.counts = true;
    }
}

/*
 * Does the government speak this sentence, in a passage that members began? A label said so; else
 * its own words do, in the government's paper also by going on behind a question.
 */
static bool
is_reply(Finder *finder, const Passage *passage, const Finding *finding, bool asked)
{
    const char *text = passage->paragraph->text->text->str + finding->place.start;
    size_t length = finding->place.end - finding->place.start;
    QuestionKind kind = QUESTION_DIRECT;
    bool listed = finding->rule != NULL && verdict_is_listed(finding->rule->verdict, &kind);

    if (!finder->restates)
        return finder->government;
    if (listed && kind != QUESTION_DIRECT) {
        finder->government = false;
        return false;
    }
    const VoiceRule *shown = voices_match(finder->voices, text, length);
    if (shown != NULL)
        finder->government = shown->speaker != VOICE_MEMBERS;
    return finder->government || (asked && !listed && shown == NULL);
}

static void
add_names(GPtrArray *names, const GPtrArray *added, const GPtrArray *but)
{
    for (guint i = 0; i < added->len && names->len < MOST_JOINING; i++) {
        char *name = g_ptr_array_index(added, i);
        bool known = g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL) ||
                     g_ptr_array_find_with_equal_func((GPtrArray *)but, name, g_str_equal, NULL);
        if (!known)
            g_ptr_array_add(names, g_strdup(name));
    }
}

static const Question *
last_of(const GPtrArray *run)
{
    return run->len > 0 ? g_ptr_array_index(run, run->len - 1) : NULL;
}

/* Those who join do so in what others asked last, near by. */
static void
join_run(Finder *finder, const Passage *passage, const GPtrArray *names)
{
    const Question *last = last_of(finder->run);
    bool own = last != NULL && contains_name(last->askers, names);
    const GPtrArray *run = own ? finder->earlier : finder->run;

    last = last_of(run);
    if (last == NULL || passage->index > last->passage->index + JOINING_REACH)
        return;
    for (guint i = run->len > MOST_JOINED ? run->len - MOST_JOINED : 0; i < run->len; i++) {
        Question *question = g_ptr_array_index(run, i);
        add_names(question->joined, names, question->askers);
    }
}

/* "De leden van X sluiten zich hierbij aan": X joins what was asked just before. */
static void
read_joining(Finder *finder, const Passage *passage, const Finding *finding, const char *text)
{
    size_t length = finding->place.end - finding->place.start;
    g_autoptr(GPtrArray) names = speakers_joining(finder->speakers, text, length);
    if (names == NULL)
        return;

    use_known_names(finder->questions, names);
    if (finding->question != NULL) {
        add_names(finding->question->joined, names, finding->question->askers);
        return;
    }
    bool pointed = names->len == 0 && finder->speaking != NULL;
    join_run(finder, passage, pointed ? finder->speaking->askers : names);
}

/* Remembers the question among those that one fraction asked in a row. */
static void
extend_run(Finder *finder, Question *question)
{
    const Question *last = last_of(finder->run);
    bool goes_on = last != NULL && last->fraction == question->fraction &&
                   question->passage->index <= last->passage->index + 1;

    if (!goes_on) {
        GPtrArray *run = finder->earlier;
        finder->earlier = finder->run;
        finder->run = run;
        g_ptr_array_set_size(run, 0);
    }
    g_ptr_array_add(finder->run, question);
}

/* Keeps the last whole sentence under a number, until one asks. */
static void
track_silence(Finder *finder, Passage *passage, const Finding *finding)
{
    static const Rule numbered = {
        .name = "NUMBERED",
        .verdict = VERDICT_DOUBTFUL,
        .reason = N_("stands under a number of its own, but no rule knows it for a question"),
    };
    const char *text = passage->paragraph->text->text->str;
    size_t length = finding->place.end - finding->place.start;
    bool whole = strchr(".!", text[finding->place.end - 1]) != NULL ||
                 begins_clause(finder->classifier, text + finding->place.start, length);

    if (finding->rule != NULL)
        finder->silent.counts = false;
    if (!finder->silent.counts || !whole)
        return;
    finder->silent.passage = passage;
    finder->silent.finding = *finding;
    finder->silent.finding.rule = &numbered;
}

static void
read_sentence(Finder *finder, Passage *passage, Finding *finding, bool asked_later)
{
    const char *text = passage->paragraph->text->text->str + finding->place.start;
    Fraction *fraction = asker_of(finder, passage, text, finding->place.end - finding->place.start);
    QuestionKind kind;

    if (passage->fraction == NULL)
        fraction_add_passage(fraction, passage);
    track_silence(finder, passage, finding);
    if (finding->rule != NULL && finding->rule->verdict == VERDICT_DOUBTFUL)
        add_doubt(finder, passage, finding);
    if (finding->rule != NULL && verdict_is_listed(finding->rule->verdict, &kind)) {
        finding->question = add_question(finder, passage, finding, asked_later);
        question_set_asker(finding->question, fraction, finder->number);
        add_to_fraction(fraction, passage);
        replies_add_question(finder->replies, finding->question);
        extend_run(finder, finding->question);
    }
    read_joining(finder, passage, finding, text);
}

/* "Naar aanleiding van de vraag of …, merkt de regering op …" is the question and its answer. */
static const Rule restated_rule = { .name = "RESTATED", .verdict = VERDICT_INDIRECT };

static void
find_restated(const Finder *finder, const Passage *passage, Finding *finding)
{
    const char *text = passage->paragraph->text->text->str + finding->place.start;
    size_t length = finding->place.end - finding->place.start;
    const VoiceRule *shown =
        finder->restates && !finding->is_label ? voices_match(finder->voices, text, length) : NULL;

    if (shown != NULL && shown->speaker == VOICE_GOVERNMENT_RESTATES)
        finding->rule = &restated_rule;
}

/* What of a passage is the government's, its label included. */
static void
mark_reply(Passage *passage, Sentence place)
{
    Reply reply = { place.start, place.end };

    if (passage->replies == NULL)
        passage->replies = g_array_new(FALSE, FALSE, sizeof(Reply));
    g_array_append_val(passage->replies, reply);
}

static void
read_passage(Finder *finder, Passage *passage)
{
    g_autoptr(GArray) findings = classify_passage(finder, passage);
    const char *text = passage->paragraph->text->text->str;
    guint last = last_marked(passage, findings);
    bool asked = false, replied = false;

    read_lead_in(&finder->lead_in, finder->classifier, finder->questions, passage, findings);
    finder->government = false;
    for (guint i = 0; i < findings->len; i++) {
        Finding *finding = &g_array_index(findings, Finding, i);
        find_restated(finder, passage, finding);
        if (finding->is_label) {
            read_label(finder, passage, finding);
            if (finding->is_answer)
                mark_reply(passage, finding->place);
        } else if (is_reply(finder, passage, finding, asked)) {
            replies_add_text(finder->replies, text + finding->place.start,
                             finding->place.end - finding->place.start,
                             replied ? NULL : passage->paragraph);
            mark_reply(passage, finding->place);
            replied = true;
        } else {
            read_sentence(finder, passage, finding, i < last);
            asked = asked || finding->question != NULL;
            replied = finding->rule == &restated_rule;
            if (replied)
                replies_add_text(finder->replies, text + finding->place.start,
                                 finding->place.end - finding->place.start, passage->paragraph);
        }
    }
    if (passage->fraction == NULL)
        fraction_add_passage(speaking_now(finder), passage);
    find_followups(finder->classifier, passage, findings);
}

/* "Op de vraag van deze leden hoe vaak …: elf keer" is question and answer at once. */
static bool
is_restating(const Finder *finder, const char *sentence, size_t length)
{
    const VoiceRule *shown = voices_match(finder->voices, sentence, length);
    return shown != NULL &&
           (shown->speaker == VOICE_GOVERNMENT_RESTATES || strcmp(shown->name, "IN_ANSWER") == 0);
}

static void
answer_apart(Finder *finder, const char *sentence, size_t length, const Paragraph *begun)
{
    Question *question = is_restating(finder, sentence, length)
                             ? restated_find(finder->restated, sentence, length)
                             : NULL;

    if (question != NULL)
        replies_add_question(finder->replies, question);
    replies_add_text(finder->replies, sentence, length, begun);
}

/*
 * A paragraph of the section of answers. What it restates leads to the question that it is about;
 * restated so that none is recognised, its answer is nobody's.
 */
static void
read_apart(Finder *finder, const Passage *passage)
{
    const char *text = passage->paragraph->text->text->str;
    g_autoptr(GArray) findings = classify_passage(finder, passage);
    bool replied = false;

    if (finder->restated == NULL) {
        replies_close(finder->replies);
        finder->restated = restated_new(finder->questions);
    }
    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = &g_array_index(findings, Finding, i);
        const char *sentence = text + finding->place.start;
        size_t length = finding->place.end - finding->place.start;
        QuestionKind kind = QUESTION_DIRECT;
        bool listed = finding->rule != NULL && verdict_is_listed(finding->rule->verdict, &kind);
        Question *question = listed && !is_restating(finder, sentence, length)
                                 ? restated_find(finder->restated, sentence, length)
                                 : NULL;
        if (question != NULL)
            replies_add_question(finder->replies, question);
        else if (listed && kind != QUESTION_DIRECT)
            replies_close(finder->replies);
        else
            answer_apart(finder, sentence, length, replied ? NULL : passage->paragraph);
        replied = question == NULL;
    }
}

/* Voice is judged by words, and may be misjudged: what asks in the government's words is asked about. */
static void
doubt_reply(Finder *finder, Passage *passage, Finding *finding)
{
    static const Rule in_answer = {
        .name = "IN_ANSWER",
        .verdict = VERDICT_DOUBTFUL,
        .reason = N_("asks, but in what reads as an answer"),
    };
    QuestionKind kind;
    if (finding->rule == NULL)
        return;
    bool form = strcmp(finding->rule->name, "QUESTION_FORM") == 0;
    if (!form && !verdict_is_listed(finding->rule->verdict, &kind))
        return;

    finding->rule = &in_answer;
    if (passage->fraction == NULL)
        passage->fraction = speaking_now(finder);
    add_doubt(finder, passage, finding);
}

/* An answer that no label told may be the members' after all. In a list, where the number may have been lost, a
 * question ends its paragraph. */
static void
doubt_answer(Finder *finder, Passage *passage)
{
    g_autoptr(GArray) findings = classify_passage(finder, passage);
    bool listed = finder->skeleton == SKELETON_NUMBERS;

    for (guint i = listed && findings->len > 0 ? findings->len - 1 : 0; i < findings->len; i++)
        doubt_reply(finder, passage, &g_array_index(findings, Finding, i));
}

/* The government's own paragraph: a label, or the text of an answer. */
static void
read_answer(Finder *finder, Passage *passage)
{
    const GString *text = passage->paragraph->text->text;
    if (passage->apart && passage->label == NULL) {
        read_apart(finder, passage);
        return;
    }

    if (passage->label != NULL)
        replies_add_label(finder->replies, passage->label, strlen(passage->label));
    else
        replies_add_text(finder->replies, text->str, text->len, passage->paragraph);
    if (passage->by_voice && !finder->restates)
        doubt_answer(finder, passage);
}

/* The document's own number in force: of a label above, or of the list item itself. */
static void
track_number(Finder *finder, const Passage *passage)
{
    char *number = finder->skeleton == SKELETON_NUMBERS ? passage_own_number(passage) : NULL;
    if (number == NULL)
        return;

    end_number(finder);
    replies_finish(finder->replies);
    finder->silent.counts = true;
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
        if (passage->role == PASSAGE_ANSWER && !finder->delays)
            read_answer(finder, passage);
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
    replies_finish(finder->replies);
    end_number(finder);
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

bool
questions_require(const Questions *questions, GError **error)
{
    if (questions->items->len > 0 || questions->doubtful->len > 0)
        return true;

    failure_set(error, DIAG_NO_QUESTIONS, questions->document->source->name, 0, 0,
                _("the document holds no sentence that asks; check that it is the document with "
                  "the questions"));
    return false;
}

/*
 * A list whose numbers were lost on the way, all but one: that number is none for the questions below
 * it, which then are nobody's, counted as such.
 */
static bool
has_lost_numbers(const Questions *questions)
{
    guint numbered = 0, asking = 0;

    for (guint i = 0; i < questions->passages->len; i++) {
        const Passage *passage = g_ptr_array_index(questions->passages, i);
        bool is_label = passage->role == PASSAGE_SUBHEADING && passage->number != NULL;
        numbered += is_label ? 2 : passage->role == PASSAGE_BODY && passage->number != NULL;
        asking += passage->questions->len > 0;
    }
    return numbered == 1 && asking > 2;
}

static bool
run(Finder *finder, const char *family, Diags *diags, GError **error)
{
    Questions *questions = finder->questions;
    finder->skeleton = read_structure(questions, finder->classifier, family);
    finder->delays = strcmp(questions->family, "uitstelbericht") == 0;
    finder->restates = strcmp(questions->family, "nota") == 0;
    if (!read_passages(finder, error))
        return false;
    if (finder->skeleton == SKELETON_NUMBERS && !has_lost_numbers(questions))
        drop_slugs(questions);
    if (questions->family_guessed && questions->passages->len > 0 &&
        questions_require(questions, NULL))
        diags_add_at(diags, DIAG_FAMILY_GUESSED,
                     &(DiagPlace){ .file = questions->document->source->name },
                     _("no title line says what kind of document this is; its headings decided"));
    assign_ordinals(questions);
    assign_ids(questions);
    return true;
}

Questions *
find_questions_as(const Document *document, const char *family, Diags *diags, GError **error)
{
    g_autoptr(Questions) questions = questions_new(document);
    g_autoptr(Classifier) classifier = classifier_new();
    g_autoptr(Speakers) speakers = speakers_new();
    g_autoptr(Voices) voices = voices_new();
    g_autoptr(Replies) replies = replies_new();
    g_autoptr(GPtrArray) run_of_questions = g_ptr_array_new();
    g_autoptr(GPtrArray) earlier = g_ptr_array_new();
    Finder finder = { .questions = questions,
                      .classifier = classifier,
                      .speakers = speakers,
                      .voices = voices,
                      .replies = replies,
                      .run = run_of_questions,
                      .earlier = earlier };

    bool found = run(&finder, family, diags, error);
    restated_free(finder.restated);
    g_free(finder.number);
    return found ? g_steal_pointer(&questions) : NULL;
}

Questions *
find_questions(const Document *document, Diags *diags, GError **error)
{
    return find_questions_as(document, NULL, diags, error);
}
