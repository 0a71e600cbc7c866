/* SPDX-License-Identifier: EUPL-1.2 */
#include <jansson.h>
#include <stdlib.h>

#include "emit/emit.h"
#include "emit/questions-tree.h"

static json_t *
text_or_null(const char *text)
{
    return text != NULL ? json_string(text) : json_null();
}

static void
set_text(json_t *object, const char *key, const char *text)
{
    if (text != NULL)
        json_object_set_new(object, key, json_string(text));
}

static json_t *
string_list(const GPtrArray *strings)
{
    json_t *list = json_array();

    for (guint i = 0; i < strings->len; i++)
        json_array_append_new(list, json_string(g_ptr_array_index(strings, i)));
    return list;
}

static void
set_position(json_t *object, Span span)
{
    int line = 0, column = 0;
    if (!span_is_set(span))
        return;

    source_position(span.source, span.start, &line, &column);
    json_object_set_new(object, "line", json_integer(line));
    json_object_set_new(object, "column", json_integer(column));
}

static const char *
preamble_role(PassageRole role)
{
    switch (role) {
    case PASSAGE_TITLE:
    case PASSAGE_COMMITTEE:
    case PASSAGE_DISPATCH:
    case PASSAGE_PREAMBLE:
    case PASSAGE_CHAIR:
    case PASSAGE_CLERK:
        return passage_role_slug(role);
    case PASSAGE_CONTENTS:
    case PASSAGE_SECTION:
    case PASSAGE_FRACTION:
    case PASSAGE_SUBHEADING:
    case PASSAGE_BODY:
    case PASSAGE_ANSWER:
    case PASSAGE_AGENDA:
    case PASSAGE_CHROME:
        return NULL;
    }
    return NULL;
}

/* A signature's name on a line of its own goes with the label above it. */
static bool
completes_signature(const json_t *last, const Passage *passage)
{
    return last != NULL && passage->label == NULL && passage->name != NULL &&
           json_object_get(last, "label") != NULL && json_object_get(last, "name") == NULL;
}

static void
complete_signature(json_t *signature, const Passage *passage)
{
    g_autofree char *text = g_strdup_printf(
        "%s %s", json_string_value(json_object_get(signature, "text")), passage->name);

    json_object_set_new(signature, "text", json_string(text));
    json_object_set_new(signature, "name", json_string(passage->name));
}

static json_t *
preamble_tree(const Questions *questions)
{
    json_t *list = json_array();

    for (guint i = 0; i < questions->passages->len; i++) {
        const Passage *passage = g_ptr_array_index(questions->passages, i);
        const char *role = preamble_role(passage->role);
        size_t count = json_array_size(list);
        json_t *last = count > 0 ? json_array_get(list, count - 1) : NULL;
        if (role == NULL)
            continue;
        if (completes_signature(last, passage)) {
            complete_signature(last, passage);
            continue;
        }
        json_t *item = json_object();
        json_object_set_new(item, "role", json_string(role));
        set_text(item, "text", passage->paragraph->text->text->str);
        set_text(item, "label", passage->label);
        set_text(item, "name", passage->name);
        json_array_append_new(list, item);
    }
    return list;
}

static json_t *
sections_tree(const Questions *questions)
{
    json_t *list = json_array();

    for (guint i = 0; i < questions->passages->len; i++) {
        const Passage *passage = g_ptr_array_index(questions->passages, i);
        if (passage->role != PASSAGE_SECTION)
            continue;
        json_t *item = json_object();
        json_object_set_new(item, "number", text_or_null(passage->number));
        set_text(item, "text", passage->paragraph->text->text->str);
        set_text(item, "heading", passage->heading);
        json_array_append_new(list, item);
    }
    return list;
}

static json_t *
agenda_tree(const Questions *questions)
{
    json_t *list = json_array();

    for (guint i = 0; i < questions->passages->len; i++) {
        const Passage *passage = g_ptr_array_index(questions->passages, i);
        if (passage->role == PASSAGE_AGENDA)
            json_array_append_new(list, json_string(passage->paragraph->text->text->str));
    }
    return list;
}

static json_t *
footnote_tree(const Document *document, const NoteMark *mark)
{
    const Note *note = g_ptr_array_index(document->notes, mark->note);
    g_autoptr(GString) text = g_string_new(NULL);
    char *end = NULL;
    gint64 number = g_ascii_strtoll(note->label, &end, 10);
    json_t *item = json_object();

    for (guint i = 0; i < note->paragraphs->len; i++) {
        const Paragraph *paragraph = g_ptr_array_index(note->paragraphs, i);
        g_string_append_printf(text, "%s%s", i > 0 ? " " : "", paragraph->text->text->str);
    }
    json_object_set_new(item, "n", *end == '\0' ? json_integer(number) : json_string(note->label));
    json_object_set_new(item, "at", json_integer((json_int_t)mark->at));
    json_object_set_new(item, "text", json_string(text->str));
    return item;
}

static json_t *
footnotes_tree(const Document *document, const Paragraph *paragraph)
{
    json_t *list = json_array();

    for (guint i = 0; i < paragraph->marks->len; i++) {
        const NoteMark *mark = &g_array_index(paragraph->marks, NoteMark, i);
        json_array_append_new(list, footnote_tree(document, mark));
    }
    return list;
}

static json_t *
question_tree(const Question *question)
{
    json_t *item = json_object();

    json_object_set_new(item, "id", json_string(question->id));
    json_object_set_new(item, "text", json_string(question->text));
    json_object_set_new(item, "askers", string_list(question->askers));
    json_object_set_new(item, "kind", json_string(question_kind_slug(question->kind)));
    json_object_set_new(item, "followup", json_boolean(question->followup));
    if (question->follows != NULL)
        json_object_set_new(item, "follows", json_string(question->follows->id));
    json_object_set_new(item, "start", json_integer((json_int_t)question->start));
    json_object_set_new(item, "end", json_integer((json_int_t)question->end));
    set_position(item, question->span);
    if (question->passage->paragraph->page > 0)
        json_object_set_new(item, "page", json_integer(question->passage->paragraph->page));
    set_text(item, "number", question->number);
    set_text(item, "page_mark", question->page_mark);
    set_text(item, "doubt", question->doubt);
    g_autofree char *answer = question->answer != NULL ? answer_plain(question->answer) : NULL;
    set_text(item, "answer", answer);
    if (question->joined->len > 0)
        json_object_set_new(item, "joined", string_list(question->joined));
    return item;
}

/* `n` is the paragraph's number in this fraction: it may stand under several. */
static json_t *
paragraph_tree(const Questions *questions, const Fraction *fraction, guint index)
{
    const Passage *passage = g_ptr_array_index(fraction->passages, index);
    json_t *item = json_object(), *list = json_array();

    for (guint i = 0; i < passage->questions->len; i++) {
        const Question *question = g_ptr_array_index(passage->questions, i);
        if (question->fraction == fraction)
            json_array_append_new(list, question_tree(question));
    }
    json_object_set_new(item, "n", json_integer(index + 1));
    json_object_set_new(item, "order", json_integer(passage->order));
    json_object_set_new(item, "subheading", text_or_null(passage->subheading));
    json_object_set_new(item, "theme", string_list(passage->theme));
    json_object_set_new(item, "text", json_string(passage->paragraph->text->text->str));
    json_object_set_new(item, "footnotes", footnotes_tree(questions->document, passage->paragraph));
    json_object_set_new(item, "questions", list);
    return item;
}

static json_t *
fractions_tree(const Questions *questions)
{
    json_t *list = json_array();

    for (guint i = 0; i < questions->fractions->len; i++) {
        const Fraction *fraction = g_ptr_array_index(questions->fractions, i);
        json_t *item = json_object(), *paragraphs = json_array();
        for (guint j = 0; j < fraction->passages->len; j++)
            json_array_append_new(paragraphs, paragraph_tree(questions, fraction, j));
        json_object_set_new(item, "name", json_string(fraction->name));
        json_object_set_new(item, "heading", text_or_null(fraction->heading));
        if (fraction->askers->len > 1)
            json_object_set_new(item, "askers", string_list(fraction->askers));
        json_object_set_new(item, "paragraphs", paragraphs);
        json_array_append_new(list, item);
    }
    return list;
}

static json_t *
doubtful_tree(const Questions *questions)
{
    json_t *list = json_array();

    for (guint i = 0; i < questions->doubtful->len; i++) {
        const Doubt *doubt = g_ptr_array_index(questions->doubtful, i);
        if (doubt->settled)
            continue;
        json_t *item = json_object();
        json_object_set_new(item, "text", json_string(doubt->text));
        json_object_set_new(item, "reason", json_string(doubt->reason));
        json_object_set_new(item, "fraction", json_string(doubt->passage->fraction->name));
        set_position(item, doubt->span);
        json_array_append_new(list, item);
    }
    return list;
}

json_t *
questions_tree(const Questions *questions)
{
    json_t *tree = json_object();

    json_object_set_new(tree, "format", json_string("repliek-questions/1"));
    json_object_set_new(tree, "source", json_string(questions->document->source->name));
    json_object_set_new(tree, "family", json_string(questions->family));
    json_object_set_new(tree, "preamble", preamble_tree(questions));
    json_object_set_new(tree, "sections", sections_tree(questions));
    json_object_set_new(tree, "agenda", agenda_tree(questions));
    json_object_set_new(tree, "fractions", fractions_tree(questions));
    json_object_set_new(tree, "doubtful", doubtful_tree(questions));
    return tree;
}

void
emit_questions_json(const Questions *questions, GString *out)
{
    json_t *tree = questions_tree(questions);
    char *text = json_dumps(tree, JSON_INDENT(2));

    g_string_append_printf(out, "%s\n", text);
    free(text);
    json_decref(tree);
}
