/* SPDX-License-Identifier: EUPL-1.2 */
#include "questions/lead-ins.h"

#include <string.h>

/* What decides here, where no row of rules.def can: a row sees one sentence. */
static const Rule begun_above = { .name = "LEAD_IN", .verdict = VERDICT_DIRECT };
static const Rule item_direct = { .name = "LEAD_IN_ITEM", .verdict = VERDICT_DIRECT };
static const Rule item_indirect = { .name = "LEAD_IN_ITEM", .verdict = VERDICT_INDIRECT };

static bool
ends_in_colon(const char *text, size_t length)
{
    return length > 1 && text[length - 1] == ':';
}

/* Do these words ask, up to their colon? A question mark in its place shows whether they would. */
static bool
begins_question(const Classifier *classifier, const char *text, size_t length, QuestionKind *ret)
{
    g_autofree char *marked = g_strndup(text, length);
    marked[length - 1] = '?';
    const Rule *rule = classify_sentence(classifier, marked, length);
    bool opened = rule != NULL && strcmp(rule->name, "OPENED") == 0;
    const Rule *as_it_is = opened ? rule : classify_sentence(classifier, text, length);

    *ret = opened ? QUESTION_DIRECT : QUESTION_INDIRECT;
    return as_it_is != NULL;
}

/* The item below the passage; NULL where none is. */
static const GString *
item_below(const Questions *questions, const Passage *passage)
{
    if (passage->index + 1 >= questions->passages->len)
        return NULL;

    const Passage *next = g_ptr_array_index(questions->passages, passage->index + 1);
    bool is_item = next->role == PASSAGE_BODY && next->paragraph->label != NULL;
    return is_item ? next->paragraph->text->text : NULL;
}

/* An item that is a clause, "of de brug opengaat", is no question to the rules: it is half a sentence. */
static bool
is_item_clause(const Classifier *classifier, const Finding *finding, const char *text)
{
    size_t length = finding->place.end - finding->place.start;
    return finding->rule == NULL && begins_clause(classifier, text + finding->place.start, length);
}

/* "2025?" ends the list of things that the words above ask about, and asks nothing itself. */
static bool
is_named_thing(const Finding *item)
{
    return item->rule != NULL && strcmp(item->rule->name, "MARK") == 0;
}

static bool
item_asks(const Classifier *classifier, const GString *item)
{
    return begins_clause(classifier, item->str, item->len) || strchr(item->str, '?') != NULL;
}

static void
open_lead_in(LeadIn *lead_in, const Classifier *classifier, const GString *item, Finding *finding,
             const char *sentence)
{
    size_t length = finding->place.end - finding->place.start;
    bool asks = begins_question(classifier, sentence, length, &lead_in->kind);
    bool announces = strstr(sentence, "vra") != NULL;

    lead_in->open = item_asks(classifier, item) && (asks || announces);
    if (lead_in->open)
        finding->rule = NULL;
    else if (asks && finding->rule == NULL)
        finding->rule = &begun_above;
    lead_in->names = asks && !lead_in->open;
}

void
read_lead_in(LeadIn *lead_in, const Classifier *classifier, const Questions *questions,
             const Passage *passage, GArray *findings)
{
    const char *text = passage->paragraph->text->text->str;
    if (findings->len == 0)
        return;

    Finding *first = &g_array_index(findings, Finding, 0);
    Finding *last = &g_array_index(findings, Finding, findings->len - 1);
    bool is_item = passage->paragraph->label != NULL && passage->index == lead_in->last + 1;
    lead_in->open = lead_in->open && is_item;
    lead_in->last = passage->index;
    lead_in->names = lead_in->names && is_item;
    if (lead_in->names && is_named_thing(first))
        first->rule = NULL;
    if (lead_in->open && is_item_clause(classifier, first, text))
        first->rule = lead_in->kind == QUESTION_DIRECT ? &item_direct : &item_indirect;

    const GString *item = item_below(questions, passage);
    const char *sentence = text + last->place.start;
    if (item != NULL && ends_in_colon(sentence, last->place.end - last->place.start))
        open_lead_in(lead_in, classifier, item, last, sentence);
}
