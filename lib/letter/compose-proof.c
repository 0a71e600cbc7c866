/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The document once more, with what was found in it: a proof to tick off on paper.
 *
 * In: the Questions and a title. Out: a Letter without a covering letter whose body has every word of the document once
 * and in order. A question is strong, with a box to tick and its id in the margin; a sentence that a reader must decide
 * about is emphasised, with "?" in the margin, which a question with a doubt has behind its id. All else is plain.
 *
 * Notes stand at the foot of the page with their mark, as in the document, numbered from 1; a further mark to one has the
 * number of the first.
 */
#include <string.h>

#include "letter/compose-private.h"

/* To tick on paper. */
static const char tick_box[] = "☐ ";

/* Headings: the title is 1, a section 2, a fraction 2 or in a section 3, and what is below one more. */
typedef struct Proof {
    Letter *letter;
    const Questions *questions;
    Block *section;          /* open; NULL */
    Block *fraction;         /* open, in the section if there is one; NULL */
    GHashTable *notes_shown; /* Note → its number: their words come once */
} Proof;

/* One paragraph on its way to runs; the indices only move on. */
typedef struct Marker {
    const Proof *proof;
    const Passage *passage;
    Block *block;
    guint mark;
} Marker;

static Block *
add_block(Proof *proof, BlockKind kind)
{
    Block *parent = proof->fraction != NULL ? proof->fraction : proof->section;
    if (parent != NULL)
        return block_add(parent, kind);

    Block *block = block_new(kind);
    g_ptr_array_add(proof->letter->body, block);
    return block;
}

static Run *
add_run(Marker *marker, size_t start, size_t end, unsigned style)
{
    const Paragraph *paragraph = marker->passage->paragraph;
    g_autofree char *text = g_strndup(paragraph->text->text->str + start, end - start);
    Run *run = run_add(marker->block, RUN_TEXT, text);

    run->style = style;
    run->span = text_map_span(paragraph->text, start, end);
    return run;
}

/* The note at the foot of the page. Returns its number. */
static int
add_note(const Proof *proof, const Note *note)
{
    FootNote *made = foot_note_new(NULL);
    g_ptr_array_add(proof->letter->notes, made);
    made->number = (int)proof->letter->notes->len;
    for (guint i = 0; i < note->paragraphs->len; i++) {
        const Paragraph *paragraph = g_ptr_array_index(note->paragraphs, i);
        Block *block = block_new(BLOCK_PARAGRAPH);
        run_add(block, RUN_TEXT, paragraph->text->text->str);
        g_ptr_array_add(made->blocks, block);
    }
    g_hash_table_insert(proof->notes_shown, (gpointer)note, GINT_TO_POINTER(made->number));
    return made->number;
}

static void
add_mark(Marker *marker, const NoteMark *mark)
{
    const Note *note = g_ptr_array_index(marker->proof->questions->document->notes, mark->note);
    int shown = GPOINTER_TO_INT(g_hash_table_lookup(marker->proof->notes_shown, note));
    if (shown == 0) {
        Run *run = run_add(marker->block, RUN_NOTE, NULL);
        run->number = add_note(marker->proof, note);
        return;
    }

    g_autofree char *number = g_strdup_printf("%d", shown);
    Run *run = run_add(marker->block, RUN_TEXT, number);
    run->style = RUN_SUPERSCRIPT;
}

/* The text of [start, end) in one style, with the note marks in it. Returns its first run; NULL where there is none. */
static Run *
add_words(Marker *marker, size_t start, size_t end, unsigned style)
{
    const GArray *marks = marker->passage->paragraph->marks;
    Run *first = NULL;

    while (marker->mark < marks->len && g_array_index(marks, NoteMark, marker->mark).at <= end) {
        const NoteMark *mark = &g_array_index(marks, NoteMark, marker->mark++);
        Run *run = mark->at > start ? add_run(marker, start, mark->at, style) : NULL;
        first = first != NULL ? first : run;
        start = MAX(start, mark->at);
        add_mark(marker, mark);
    }
    Run *run = start < end ? add_run(marker, start, end, style) : NULL;
    return first != NULL ? first : run;
}

/* A passage's first id is whole, the others are numbers: the margin is narrow, and lines may hold several. */
static void
add_question(Marker *marker, const Question *question, bool first)
{
    Run *run = add_words(marker, question->start, question->end, RUN_STRONG);
    if (run == NULL)
        return;

    run->anchor = g_strdup(question->id);
    run->margin = g_strconcat(tick_box, first ? question->id : question_number(question->id),
                              question->doubt != NULL ? " ?" : "", NULL);
}

static void
add_doubt(Marker *marker, const Doubt *doubt)
{
    Run *run = add_words(marker, doubt->start, doubt->end, doubt->settled ? 0 : RUN_EMPHASIS);

    if (run != NULL && !doubt->settled)
        run->margin = g_strconcat(tick_box, "?", NULL);
}

static const Question *
question_at(const Passage *passage, guint i)
{
    return passage->questions != NULL && i < passage->questions->len
               ? g_ptr_array_index(passage->questions, i)
               : NULL;
}

static const Doubt *
doubt_at(const Passage *passage, guint i)
{
    return passage->doubts != NULL && i < passage->doubts->len
               ? g_ptr_array_index(passage->doubts, i)
               : NULL;
}

/* Questions and doubts are both in order and never overlap, so that going through them as one list has each word once. */
static void
add_sentences(Marker *marker)
{
    const Passage *passage = marker->passage;
    size_t at = 0, length = passage->paragraph->text->text->len;
    guint question = 0, doubt = 0;

    for (;;) {
        const Question *asks = question_at(passage, question);
        const Doubt *may_ask = doubt_at(passage, doubt);
        if (asks == NULL && may_ask == NULL)
            break;
        bool is_question = may_ask == NULL || (asks != NULL && asks->start < may_ask->start);
        add_words(marker, at, is_question ? asks->start : may_ask->start, 0);
        if (is_question)
            add_question(marker, asks, question++ == 0);
        else
            add_doubt(marker, g_ptr_array_index(passage->doubts, doubt++));
        at = is_question ? asks->end : may_ask->end;
    }
    add_words(marker, at, length, 0);
}

static void
add_label(Block *block, const char *label)
{
    if (label == NULL || *label == '\0')
        return;

    g_autofree char *text = g_strconcat(label, " ", NULL);
    run_add(block, RUN_TEXT, text);
}

/* Opens what a heading begins, and gives the heading's level. */
static int
open_heading(Proof *proof, PassageRole role)
{
    if (role == PASSAGE_SECTION) {
        proof->section = proof->fraction = NULL;
        proof->section = add_block(proof, BLOCK_SECTION);
        return 2;
    }

    int level = proof->section != NULL ? 3 : 2;
    if (role == PASSAGE_SUBHEADING)
        return level + (proof->fraction != NULL);
    proof->fraction = NULL;
    proof->fraction = add_block(proof, BLOCK_SECTION);
    return level;
}

static void
add_passage(Proof *proof, const Passage *passage)
{
    bool heads = passage->role == PASSAGE_SECTION || passage->role == PASSAGE_FRACTION ||
                 passage->role == PASSAGE_SUBHEADING;
    int level = heads ? open_heading(proof, passage->role) : 0;
    Block *block = add_block(proof, heads ? BLOCK_HEADING : BLOCK_PASSAGE);
    Marker marker = { .proof = proof, .passage = passage, .block = block };

    block->level = level;
    block->opens = block->closes = !heads;
    add_label(block, passage->paragraph->label);
    add_sentences(&marker);
}

static Letter *
proof_letter(const Questions *questions, const char *title, const Template *template)
{
    Letter *letter = g_new0(Letter, 1);

    letter->title = g_strdup(title);
    letter->subject = g_strdup(title);
    letter->language = g_strdup(template->language);
    letter->part = true; /* no letterhead */
    letter->cover = block_list_new();
    letter->body = block_list_new();
    letter->notes = g_ptr_array_new_with_free_func((GDestroyNotify)foot_note_free);
    letter->statuses = g_ptr_array_new_with_free_func((GDestroyNotify)answer_status_free);
    letter->problems = g_ptr_array_new_with_free_func((GDestroyNotify)problem_free);
    letter->sources = g_ptr_array_new_with_free_func((GDestroyNotify)source_unref);
    g_ptr_array_add(letter->sources, source_ref(questions->document->source));
    letter->head.addressee = g_ptr_array_new();
    letter->head.reference_first = g_ptr_array_new();
    letter->head.reference_next = g_ptr_array_new();
    letter->head.page_text = g_strdup(template_text(template, "page"));
    return letter;
}

Letter *
compose_proof(const Questions *questions, const char *title, const char *legend,
              const Template *template)
{
    Proof proof = { .letter = proof_letter(questions, title, template),
                    .questions = questions,
                    .notes_shown = g_hash_table_new(NULL, NULL) };
    Block *heading = add_block(&proof, BLOCK_HEADING);

    heading->level = 1;
    run_add(heading, RUN_TEXT, title);
    run_add(add_block(&proof, BLOCK_PARAGRAPH), RUN_TEXT, legend);
    for (guint i = 0; i < questions->passages->len; i++)
        add_passage(&proof, g_ptr_array_index(questions->passages, i));

    g_hash_table_unref(proof.notes_shown);
    return proof.letter;
}
