/* SPDX-License-Identifier: EUPL-1.2 */
#include "letter/compose-private.h"

/*
 * A bracket beside the committee's words says where they begin, and a number in the margin which question they ask. Who hears
 * the letter has neither: after an answer the next paragraph would seem to go on with it. So passages have words to be spoken
 * in the place of the bracket: "Vraag PVV-7:", or whose words they are, "PVV:". A Kamerstuk has no brackets; there they
 * are said where the committee goes on after an answer.
 */

static void
collect_questions(const Composer *composer, const Block *block, GPtrArray *questions)
{
    for (guint i = 0; block->runs != NULL && i < block->runs->len; i++) {
        const Run *run = g_ptr_array_index(block->runs, i);
        const Question *question =
            run->anchor != NULL ? questions_find(composer->questions, run->anchor) : NULL;
        if (question != NULL && !g_ptr_array_find(questions, question, NULL))
            g_ptr_array_add(questions, (gpointer)question);
    }
    for (guint i = 0; block->children != NULL && i < block->children->len; i++) {
        const Block *child = g_ptr_array_index(block->children, i);
        if (child->kind != BLOCK_ANSWER)
            collect_questions(composer, child, questions);
    }
}

/* "vraag PVV-7" as "Vraag PVV-7:". */
static char *
begin_with(const char *words)
{
    GString *text = g_string_new(NULL);
    g_string_append_unichar(text, g_unichar_toupper(g_utf8_get_char(words)));
    g_string_append_printf(text, "%s:", g_utf8_next_char(words));
    return g_string_free(text, FALSE);
}

static char *
passage_words(const Composer *composer, const Block *passage, const char *fraction)
{
    g_autoptr(GPtrArray) questions = g_ptr_array_new();
    if (composer->ids)
        collect_questions(composer, passage, questions);
    if (questions->len == 0)
        return fraction != NULL ? begin_with(fraction) : NULL;

    g_autofree char *label = label_question(composer, questions, true);
    return begin_with(label);
}

/* As deep as composing nests blocks. */
static void
speak_blocks(const Composer *composer, const GPtrArray *blocks, const char *fraction)
{
    for (guint i = 0; blocks != NULL && i < blocks->len; i++) {
        Block *block = g_ptr_array_index(blocks, i);
        const char *within = block->kind == BLOCK_SECTION ? block->fraction : fraction;
        if (block->kind == BLOCK_PASSAGE)
            block->spoken = passage_words(composer, block, within);
        speak_blocks(composer, block->children, within);
    }
}

void
compose_spoken(const Composer *composer)
{
    speak_blocks(composer, composer->letter->body, NULL);
}
