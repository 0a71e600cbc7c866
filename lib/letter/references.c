/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "letter/compose-private.h"

static Run *
add_text(GPtrArray *runs, const char *text, size_t length, const char *target)
{
    if (length == 0)
        return NULL;

    g_autofree char *piece = g_strndup(text, length);
    Run *run = run_new(RUN_TEXT, piece);
    run->target = g_strdup(target);
    g_ptr_array_add(runs, run);
    return run;
}

/* Text around the number of the page, which only the typesetter knows. */
static void
add_link(GPtrArray *runs, const char *text, size_t length, const char *target)
{
    static const char place[] = "{page}";
    const char *page = g_strstr_len(text, (gssize)length, place);

    if (page == NULL) {
        add_text(runs, text, length, target);
        return;
    }
    add_text(runs, text, (size_t)(page - text), target);
    Run *run = run_new(RUN_PAGE, NULL);
    run->target = g_strdup(target);
    g_ptr_array_add(runs, run);
    const char *rest = page + strlen(place);
    add_text(runs, rest, length - (size_t)(rest - text), target);
}

/* "Zie het antwoord op vraag VVD-4.", without a page: on a screen, and where a part leaves the answer out (no target). */
static void
add_without_page(GPtrArray *runs, const char *whole, const char *question, const char *target)
{
    static const char place[] = "{question}";
    const char *start = strstr(whole, place), *last = strrchr(whole, '}');
    size_t before = start != NULL ? (size_t)(start - whole) : strlen(whole);

    add_text(runs, whole, before, NULL);
    if (start == NULL)
        return;
    add_text(runs, question, strlen(question), target);
    add_text(runs, last + 1, strlen(last + 1), NULL);
}

/* The link goes from the first place of the template's text to the last: what stands around them is plain. */
void
reference_add(const Composer *composer, GPtrArray *runs, const char *key, const char *question,
              const char *target)
{
    const char *whole = template_text(composer->template, key);
    const char *start = strchr(whole, '{'), *last = strrchr(whole, '}');
    bool left_out = composer->left_out != NULL && g_hash_table_contains(composer->left_out, target);
    if (left_out || composer->screen) {
        add_without_page(runs, whole, question, left_out ? NULL : target);
        return;
    }
    if (start == NULL || last == NULL) {
        add_text(runs, whole, strlen(whole), target);
        return;
    }

    g_autofree char *before = g_strndup(whole, (gsize)(start - whole));
    g_autofree char *places = g_strndup(start, (gsize)(last + 1 - start));
    g_auto(GStrv) pieces = g_strsplit(places, "{question}", -1);
    g_autofree char *link = g_strjoinv(question, pieces);

    add_text(runs, before, strlen(before), NULL);
    add_link(runs, link, strlen(link), target);
    add_text(runs, last + 1, strlen(last + 1), NULL);
}

static const AnswerRun *
find_run(const Composer *composer, const char *id)
{
    const Question *question = id != NULL ? questions_find(composer->questions, id) : NULL;
    return question != NULL ? g_hash_table_lookup(composer->run_of, question) : NULL;
}

/* An inline reference names the question as written and leads to where its answer stands. */
static void
resolve_run(const Composer *composer, const Run *run, GPtrArray *runs)
{
    const AnswerRun *to = find_run(composer, run->target);
    guint before = runs->len;

    if (to == NULL) {
        /* It leads nowhere, which is an error of its own; a draft shows what was written. */
        const char *text = run->target != NULL ? run->target : "";
        add_text(runs, text, strlen(text), NULL);
    } else {
        g_autoptr(GPtrArray) named = g_ptr_array_new();
        g_ptr_array_add(named, (gpointer)questions_find(composer->questions, run->target));
        g_autofree char *question = label_question(composer, named, composer->ids);
        reference_add(composer, runs, "reference", question, to->first->anchor);
    }
    for (guint i = before; i < runs->len; i++) {
        Run *made = g_ptr_array_index(runs, i);
        made->style = run->style;
        made->span = run->span;
    }
}

static void
resolve_runs(const Composer *composer, Block *block)
{
    GPtrArray *old = block->runs;
    block->runs = NULL;
    g_autoptr(Block) holder = block_new(BLOCK_PARAGRAPH);
    block->runs = g_steal_pointer(&holder->runs);

    for (guint i = 0; i < old->len; i++) {
        Run *run = g_ptr_array_index(old, i);
        if (run->kind == RUN_REFERENCE) {
            resolve_run(composer, run, block->runs);
            continue;
        }
        const AnswerRun *to = run->kind == RUN_TEXT ? find_run(composer, run->target) : NULL;
        Run *copy = run_copy(run);
        if (to != NULL) {
            bool outside = answer_run_is_left_out(composer, to->first);
            g_free(copy->target);
            copy->target = outside ? NULL : g_strdup(to->first->anchor);
        }
        g_ptr_array_add(block->runs, copy);
    }
    g_ptr_array_unref(old);
}

/* Recursion is bounded by the nesting that parse_markup() lets through. */
void
references_resolve(const Composer *composer, Block *block)
{
    if (block->runs != NULL)
        resolve_runs(composer, block);
    for (guint i = 0; block->children != NULL && i < block->children->len; i++)
        references_resolve(composer, g_ptr_array_index(block->children, i));
}

void
reference_paragraph(const Composer *composer, Block *answer, const AnswerRun *to,
                    const Question *named)
{
    Block *paragraph = block_add(answer, BLOCK_PARAGRAPH);
    g_autoptr(GPtrArray) one = g_ptr_array_new();
    /* Named is what the label says where the answer stands: a question of a later run isn't in it. */
    bool by_name = named != NULL && g_hash_table_lookup(composer->run_of, named) == to;
    if (by_name)
        g_ptr_array_add(one, (gpointer)named);
    const GPtrArray *questions = by_name ? one : to->questions;

    g_autofree char *question = label_question(composer, questions, composer->ids);
    reference_add(composer, paragraph->runs, "see", question, to->anchor);
}

void
reference_asides(const Composer *composer, Block *label, const AnswerRun *run)
{
    if (run->referrers->len == 0)
        return;

    g_autoptr(Block) holder = block_new(BLOCK_PARAGRAPH);
    if (label->aside != NULL) {
        run_add(holder, RUN_TEXT, label->aside);
        run_add(holder, RUN_TEXT, "; ");
    }
    for (guint i = 0; i < run->referrers->len; i++) {
        const AnswerRun *from = g_ptr_array_index(run->referrers, i);
        /* The line is short: only the first says that it is a question. */
        g_autofree char *question = i == 0 || !composer->ids
                                        ? label_question(composer, from->questions, composer->ids)
                                        : label_ids(composer, from->questions);
        reference_add(composer, holder->runs, i == 0 ? "also" : "also_next", question,
                      from->anchor);
    }
    label->aside_runs = g_steal_pointer(&holder->runs);
}
