/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The document from its first passage to its last, each once and in order, divided where an answer stands between.
 *
 * A passage is handled by its role (add_passage()): headings in compose-headings.c, words in compose-text.c, and here
 * what is left, preamble and signatures.
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "letter/walk-private.h"

Block *
walk_innermost(const Walk *walk)
{
    return walk->fraction != NULL ? walk->fraction : walk->section;
}

Block *
walk_add(Walk *walk, BlockKind kind)
{
    Block *parent = walk_innermost(walk);
    if (parent != NULL)
        return block_add(parent, kind);

    Block *block = block_new(kind);
    g_ptr_array_add(walk->composer->letter->body, block);
    return block;
}

Block *
walk_add_passage(Walk *walk, bool opens, bool closes)
{
    Block *passage = walk_add(walk, BLOCK_PASSAGE);
    passage->opens = opens;
    passage->closes = closes;
    return passage;
}

/* A passage that is no plain paragraph: what it is of stands in its children. */
Block *
walk_add_holder(Walk *walk, bool opens, bool closes)
{
    Block *passage = walk_add_passage(walk, opens, closes);
    g_clear_pointer(&passage->runs, g_ptr_array_unref);
    return passage;
}

void
walk_add_answer(Walk *walk, AnswerRun *run, bool ids)
{
    compose_answer(walk->composer, walk_innermost(walk), run, walk->level + 1, ids);
}

Stretch
stretch_whole(const Passage *passage)
{
    return (Stretch){ .paragraph = passage->paragraph,
                      .questions = passage->questions,
                      .end = passage->paragraph->text->text->len };
}

static void
add_guide_sentence(const Walk *walk, Block *guide, const char *key)
{
    const char *text = template_text(walk->composer->template, key);
    if (*text == '\0')
        return;

    g_autofree char *spaced = g_strconcat(" ", text, NULL);
    run_add(guide, RUN_TEXT, spaced);
}

/* How to read what the page shows: only of the marks that this layout has. */
static void
add_guide(const Walk *walk)
{
    const Composer *composer = walk->composer;
    const Style *style = &composer->template->style;
    bool numbers = style->margin_numbers && composer->ids;
    if (!style->reading_guide || walk->kept != NULL || (!style->bracket && !numbers))
        return;

    Block *guide = block_new(BLOCK_PARAGRAPH);
    Run *label = run_add(guide, RUN_TEXT, template_text(composer->template, "guide_label"));
    label->style = RUN_STRONG;
    if (style->bracket)
        add_guide_sentence(walk, guide, "guide_bracket");
    if (numbers)
        add_guide_sentence(walk, guide, "guide_numbers");
    g_ptr_array_add(composer->letter->body, guide);
}

/* The contents come where the preamble ends: they are filled once all headings are known. */
static void
end_preamble(Walk *walk)
{
    if (walk->contents != NULL)
        return;

    walk->contents = block_new(BLOCK_CONTENTS);
    g_ptr_array_add(walk->composer->letter->body, walk->contents);
    add_guide(walk);
}

/*
 * Function and name of one signature: two paragraphs of the document, one below the other. They stand together and
 * apart from the next, so they are one block.
 */
static Block *
open_signature(Walk *walk, const Passage *passage)
{
    bool goes_on = walk->signature != NULL && passage->name != NULL && passage->label == NULL &&
                   walk->signature_role == passage->role;
    Block *open = walk->signature;
    walk->signature = NULL;
    if (goes_on)
        return open;

    Block *signature = block_add(walk_add_holder(walk, true, true), BLOCK_SIGNATURE);
    if (passage->name == NULL) {
        walk->signature = signature;
        walk->signature_role = passage->role;
    }
    return signature;
}

/* Where the name begins, in a paragraph that holds both; 0 where it doesn't. */
static size_t
name_start(const Passage *passage)
{
    const char *text = passage->paragraph->text->text->str;
    if (passage->label == NULL || passage->name == NULL || !g_str_has_prefix(text, passage->label))
        return 0;

    size_t start = words_skip_space(passage->paragraph, strlen(passage->label));
    return strcmp(text + start, passage->name) == 0 ? start : 0;
}

static void
add_signature(Walk *walk, const Passage *passage)
{
    Block *signature = open_signature(walk, passage);
    size_t split = name_start(passage);
    Stretch stretch = stretch_whole(passage);

    if (split > 0) {
        stretch.end = strlen(passage->label);
        words_add(walk->composer, block_add(signature, BLOCK_PARAGRAPH), &stretch);
        stretch = stretch_whole(passage);
        stretch.start = split;
    }
    words_add(walk->composer, block_add(signature, BLOCK_PARAGRAPH), &stretch);
}

/* What is no heading. */
static void
add_words(Walk *walk, const Passage *passage)
{
    if (passage->paragraph->kind == PARAGRAPH_CELL)
        walk_add_cell(walk, passage);
    else
        walk_add_text(walk, passage);
}

static void
add_passage(Walk *walk, const Passage *passage, guint index)
{
    switch (passage->role) {
    case PASSAGE_SECTION:
        end_preamble(walk);
        walk_add_section(walk, passage, index);
        return;
    case PASSAGE_FRACTION:
        end_preamble(walk);
        walk_add_fraction(walk, passage, index);
        return;
    case PASSAGE_SUBHEADING:
        end_preamble(walk);
        walk_add_subheading(walk, passage);
        return;
    case PASSAGE_BODY:
    case PASSAGE_ANSWER:
    case PASSAGE_AGENDA:
        end_preamble(walk);
        add_words(walk, passage);
        return;
    case PASSAGE_TITLE:
    case PASSAGE_COMMITTEE:
    case PASSAGE_DISPATCH:
    case PASSAGE_PREAMBLE:
        add_words(walk, passage);
        return;
    case PASSAGE_CHAIR:
    case PASSAGE_CLERK:
        add_signature(walk, passage);
        return;
    case PASSAGE_CONTENTS: /* ours has the pages of the letter */
    case PASSAGE_CHROME:
        return;
    }
}

/*
 * A published document holds the answers of its day. The letter's stand in their place: what the document answers is
 * not the committee's words, and two answers to one question would be one too many.
 */
static bool
is_own_answer(Walk *walk, const Passage *passage)
{
    bool own = passage->role == PASSAGE_ANSWER;

    walk->own_answers += own || passage->replies != NULL;
    return own;
}

/* What is filled in keeps its own answers, and each question would have two. */
static void
report_double_answers(const Walk *walk)
{
    const Source *source = walk->composer->questions->document->source;
    DiagPlace place = { .file = source->name };

    diags_add_at(walk->composer->diags, DIAG_ALREADY_ANSWERED, &place,
                 _("the file to fill in holds answers already; take it as the committee sent it"));
}

static void
report_own_answers(const Walk *walk)
{
    const Source *source = walk->composer->questions->document->source;
    if (walk->own_answers == 0)
        return;
    if (walk->composer->in_place) {
        report_double_answers(walk);
        return;
    }

    g_autofree char *message = g_strdup_printf(
        ngettext(
            "the document holds answers of its own, in %u paragraph: left out, as those of the "
            "answers file stand in their place",
            "the document holds answers of its own, in %u paragraphs: left out, as those of the "
            "answers file stand in their place",
            walk->own_answers),
        walk->own_answers);
    diags_add_at(walk->composer->diags, DIAG_OWN_ANSWERS, &(DiagPlace){ .file = source->name },
                 message);
}

void
compose_passages(Composer *composer)
{
    const GPtrArray *passages = composer->questions->passages;
    g_autoptr(GPtrArray) listed = g_ptr_array_new(), waiting = g_ptr_array_new();
    Walk walk = { .composer = composer, .level = 1, .listed = listed, .waiting = waiting };

    walk_find_apart(&walk);
    walk_find_part(&walk);
    for (guint i = 0; i < passages->len; i++) {
        const Passage *passage = g_ptr_array_index(passages, i);
        if (i == walk.answers_before)
            walk_add_apart(&walk);
        /* A page's head or foot between two rows, or two lines of a signature, parts nothing. */
        if (passage->paragraph->text->text->len == 0 || passage->role == PASSAGE_CHROME ||
            kamerstuk_head_says(composer, passage) || walk_leaves_out(&walk, passage) ||
            is_own_answer(&walk, passage))
            continue;
        if (!walk_in_table(&walk, passage))
            walk_end_table(&walk);
        if (passage->role != walk.signature_role)
            walk.signature = NULL;
        add_passage(&walk, passage, i);
    }
    walk_end_table(&walk);
    report_own_answers(&walk);
    end_preamble(&walk);
    if (walk.answers_before == passages->len)
        walk_add_apart(&walk);
    if (composer->contents->len > 0 && walk.kept == NULL && composer->letter->review == NULL)
        compose_contents(composer, walk.contents);
    else
        g_ptr_array_remove(composer->letter->body, walk.contents);
    g_clear_pointer(&walk.kept, g_hash_table_unref);
}
