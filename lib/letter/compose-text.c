/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>

#include "letter/walk-private.h"

/*
 * Words that are no headings. Text is divided behind each question that an answer follows, or stays whole; items are gathered in lists
 * and cells in a table until something else comes; the answers to a table's questions wait for its end.
 */

/* The passage of lists that an item goes on in: the last thing, with nothing between. */
static Block *
open_list_passage(Walk *walk, bool opens)
{
    Block *parent = walk_innermost(walk);
    const GPtrArray *list = parent != NULL ? parent->children : walk->composer->letter->body;
    Block *last = list->len > 0 ? g_ptr_array_index(list, list->len - 1) : NULL;

    bool goes_on = opens && last != NULL && last->kind == BLOCK_PASSAGE && last->children != NULL &&
                   last->children->len > 0 &&
                   ((Block *)g_ptr_array_index(last->children, 0))->kind == BLOCK_LIST;
    return goes_on ? last : walk_add_holder(walk, opens, false);
}

static Block *
open_list(Block *passage, const Paragraph *paragraph)
{
    int level = MAX(paragraph->level, 1);
    Block *last = passage->children != NULL && passage->children->len > 0
                      ? g_ptr_array_index(passage->children, passage->children->len - 1)
                      : NULL;
    if (last != NULL && last->level == level)
        return last;

    Block *list = block_add(passage, BLOCK_LIST);
    list->level = level;
    list->tight = true;
    list->ordered = paragraph->label != NULL && g_ascii_isalnum(paragraph->label[0]);
    list->start = list->ordered ? MAX(atoi(paragraph->label), 1) : 0;
    return list;
}

/* Where the words of a passage, or of a part of it, go. */
static Block *
open_words(Walk *walk, const Passage *passage, bool opens, bool closes)
{
    const Paragraph *paragraph = passage->paragraph;
    if (paragraph->kind != PARAGRAPH_ITEM && passage->role != PASSAGE_AGENDA)
        return walk_add_passage(walk, opens, closes);

    Block *holder = open_list_passage(walk, opens);
    holder->closes = closes;
    Block *item = block_add(open_list(holder, paragraph), BLOCK_ITEM);
    item->number = g_strdup(opens ? paragraph->label : "");
    return block_add(item, BLOCK_PARAGRAPH);
}

/* The run whose last question this is, if its answer stands here: NULL where all answers are apart. */
static AnswerRun *
run_ending_at(const Walk *walk, const Question *question)
{
    AnswerRun *run = g_hash_table_lookup(walk->composer->run_of, question);
    if (run == NULL || walk->composer->interleave == INTERLEAVE_APART ||
        answer_run_is_left_out(walk->composer, run))
        return NULL;
    return g_ptr_array_index(run->questions, run->questions->len - 1) == question ? run : NULL;
}

static const Question *
question_of(const Passage *passage, guint i)
{
    return passage->questions != NULL && i < passage->questions->len
               ? g_ptr_array_index(passage->questions, i)
               : NULL;
}

void
walk_count_question(Walk *walk, const Question *question)
{
    for (guint i = 0; i < walk->listed->len; i++) {
        ContentsEntry *entry = g_ptr_array_index(walk->listed, i);
        g_ptr_array_add(entry->questions, (gpointer)question);
    }
}

/* Behind the question and all that touches it, but never into the next question. */
static size_t
cut_behind(const Passage *passage, guint index)
{
    const Question *question = question_of(passage, index);
    const Question *next = question_of(passage, index + 1);
    size_t cut = words_cut(passage->paragraph, question->end);

    return next != NULL && next->start >= question->end ? MIN(cut, next->start) : cut;
}

static void
add_piece(Walk *walk, const Passage *passage, const Stretch *piece, bool closes)
{
    if (piece->end <= piece->start && piece->start > 0)
        return;
    Block *words = open_words(walk, passage, piece->start == 0, closes);
    words_add(walk->composer, words, piece);
}

static size_t
trim_space(const Paragraph *paragraph, size_t start, size_t end)
{
    while (end > start && paragraph->text->text->str[end - 1] == ' ')
        end--;
    return end;
}

/* Where the passage's words end, without what the document itself answers at its end. */
static size_t
own_end(const Passage *passage)
{
    size_t end = passage->paragraph->text->text->len;

    for (guint i = passage->replies != NULL ? passage->replies->len : 0; i > 0; i--) {
        const Reply *reply = &g_array_index(passage->replies, Reply, i - 1);
        if (trim_space(passage->paragraph, reply->end, end) > reply->end)
            break;
        end = reply->start;
    }
    return trim_space(passage->paragraph, 0, end);
}

static GPtrArray *
questions_between(const GPtrArray *questions, size_t start, size_t end)
{
    GPtrArray *between = g_ptr_array_new();

    for (guint i = 0; questions != NULL && i < questions->len; i++) {
        const Question *question = g_ptr_array_index(questions, i);
        if (question->start >= start && question->start < end)
            g_ptr_array_add(between, (gpointer)question);
    }
    return between;
}

/* A part in pieces, without what the document itself answers in it. */
static void
add_part(Walk *walk, const Passage *passage, const Stretch *part, bool closes)
{
    Stretch rest = *part;

    for (guint i = 0; passage->replies != NULL && i < passage->replies->len; i++) {
        const Reply *reply = &g_array_index(passage->replies, Reply, i);
        if (reply->end <= rest.start || reply->start >= rest.end)
            continue;
        g_autoptr(GPtrArray) questions =
            questions_between(part->questions, rest.start, reply->start);
        Stretch piece = rest;
        piece.questions = questions;
        piece.end = piece.marks_end = trim_space(passage->paragraph, rest.start, reply->start);
        if (piece.end > piece.start)
            add_piece(walk, passage, &piece, false);
        rest.start = MIN(words_skip_space(passage->paragraph, reply->end), rest.end);
    }
    g_autoptr(GPtrArray) questions = questions_between(part->questions, rest.start, rest.end);
    rest.questions = passage->replies != NULL ? questions : part->questions;
    add_piece(walk, passage, &rest, closes);
}

/* `paragraph`: its answers follow it in order; an item is a paragraph of its own. */
static void
add_whole(Walk *walk, const Passage *passage)
{
    Stretch whole = stretch_whole(passage);
    const Question *question;

    if (passage->replies != NULL)
        whole.end = whole.marks_end = own_end(passage);

    add_part(walk, passage, &whole, true);
    for (guint i = 0; (question = question_of(passage, i)) != NULL; i++) {
        AnswerRun *run = run_ending_at(walk, question);
        walk_count_question(walk, question);
        if (run != NULL)
            walk_add_answer(walk, run, false);
    }
}

/* `question`: divided behind each question that an answer follows. */
static void
add_divided(Walk *walk, const Passage *passage)
{
    const size_t whole = passage->paragraph->text->text->len;
    const size_t length = passage->replies != NULL ? own_end(passage) : whole;
    g_autoptr(GPtrArray) questions = g_ptr_array_new();
    Stretch part = { .paragraph = passage->paragraph, .questions = questions };
    const Question *question;

    for (guint i = 0; (question = question_of(passage, i)) != NULL; i++) {
        AnswerRun *run = run_ending_at(walk, question);
        g_ptr_array_add(questions, (gpointer)question);
        walk_count_question(walk, question);
        if (run == NULL)
            continue;
        part.end = MAX(cut_behind(passage, i), part.start);
        part.marks_end = words_skip_space(passage->paragraph, part.end);
        add_part(walk, passage, &part, part.marks_end >= length);
        walk_add_answer(walk, run, false);
        part.start = part.marks_end;
        g_ptr_array_set_size(questions, 0);
    }
    part.end = part.marks_end = length;
    add_part(walk, passage, &part, true);
}

void
walk_add_text(Walk *walk, const Passage *passage)
{
    if (walk->composer->interleave == INTERLEAVE_QUESTION)
        add_divided(walk, passage);
    else
        add_whole(walk, passage);
}

static Block *
open_row(Walk *walk, const Paragraph *paragraph)
{
    if (walk->table == NULL) {
        walk->table = block_add(walk_add_holder(walk, true, true), BLOCK_TABLE);
        walk->table_number = paragraph->table;
    }
    while (walk->table->children->len < (guint)paragraph->row + 1)
        block_add(walk->table, BLOCK_ROW);
    return g_ptr_array_index(walk->table->children, (guint)paragraph->row);
}

/* A cell is one piece; what answers its questions comes after the table. */
void
walk_add_cell(Walk *walk, const Passage *passage)
{
    const Paragraph *paragraph = passage->paragraph;
    Block *row = open_row(walk, paragraph);
    const Question *question;

    while (row->children->len < (guint)paragraph->column + 1)
        block_add(row, BLOCK_CELL);
    Block *cell = g_ptr_array_index(row->children, (guint)paragraph->column);
    Stretch stretch = stretch_whole(passage);
    words_add(walk->composer, block_add(cell, BLOCK_PARAGRAPH), &stretch);

    for (guint i = 0; (question = question_of(passage, i)) != NULL; i++) {
        AnswerRun *run = run_ending_at(walk, question);
        walk_count_question(walk, question);
        if (run != NULL)
            g_ptr_array_add(walk->waiting, run);
    }
}

/* After a table the id is printed always: it is not clear otherwise which question is meant. */
void
walk_end_table(Walk *walk)
{
    walk->table = NULL;
    for (guint i = 0; i < walk->waiting->len; i++)
        walk_add_answer(walk, g_ptr_array_index(walk->waiting, i), true);
    g_ptr_array_set_size(walk->waiting, 0);
}

bool
walk_in_table(const Walk *walk, const Passage *passage)
{
    return walk->table != NULL && passage->paragraph->kind == PARAGRAPH_CELL &&
           passage->paragraph->table == walk->table_number;
}
