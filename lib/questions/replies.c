/* SPDX-License-Identifier: EUPL-1.2 */
#include "questions/replies.h"

#include <stdlib.h>

/* Numbers: "2 t/m 600" is a slip or an attack. */
enum { LONGEST_RANGE = 200 };

struct Replies {
    GHashTable *by_number; /* number → GPtrArray of Question, borrowed: the last of that number */
    GPtrArray *open;       /* Question: asked since the last answer */
    GPtrArray *targets;    /* Question: those that the answer being read is for */
    GString *text;
};

Replies *
replies_new(void)
{
    Replies *replies = g_new0(Replies, 1);
    replies->by_number =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    replies->open = g_ptr_array_new();
    replies->targets = g_ptr_array_new();
    replies->text = g_string_new(NULL);
    return replies;
}

void
replies_free(Replies *replies)
{
    if (replies == NULL)
        return;

    g_hash_table_unref(replies->by_number);
    g_ptr_array_unref(replies->open);
    g_ptr_array_unref(replies->targets);
    g_string_free(replies->text, TRUE);
    g_free(replies);
}

/* The text is shared among the questions that one answer is for. */
void
replies_finish(Replies *replies)
{
    if (replies->text->len > 0 && replies->targets->len > 0) {
        char *answer = g_ref_string_new(replies->text->str);
        for (guint i = 0; i < replies->targets->len; i++) {
            Question *question = g_ptr_array_index(replies->targets, i);
            if (question->answer == NULL)
                question->answer = g_ref_string_acquire(answer);
        }
        g_ref_string_release(answer);
    }
    g_string_truncate(replies->text, 0);
    g_ptr_array_set_size(replies->targets, 0);
}

void
replies_add_question(Replies *replies, Question *question)
{
    replies_finish(replies);
    g_ptr_array_add(replies->open, question);
    if (question->number == NULL)
        return;

    GPtrArray *same = g_hash_table_lookup(replies->by_number, question->number);
    const Question *before = same != NULL ? g_ptr_array_index(same, same->len - 1) : NULL;
    if (same == NULL || before->answer != NULL) {
        same = g_ptr_array_new();
        g_hash_table_replace(replies->by_number, g_strdup(question->number), same);
    }
    g_ptr_array_add(same, question);
}

static void
add_targets(Replies *replies, const char *number)
{
    const GPtrArray *named = g_hash_table_lookup(replies->by_number, number);

    for (guint i = 0; named != NULL && i < named->len; i++)
        g_ptr_array_add(replies->targets, g_ptr_array_index(named, i));
}

static void
add_range(Replies *replies, const char *first, const char *last)
{
    int from = atoi(first) + 1, to = MIN(atoi(last), from + LONGEST_RANGE);

    for (int n = from; n < to; n++) {
        g_autofree char *number = g_strdup_printf("%d", n);
        add_targets(replies, number);
    }
}

/* The questions whose numbers the label names, "2 t/m 6" with those between. */
static void
add_numbered(Replies *replies, const char *label, size_t length)
{
    g_autoptr(GRegex) pattern = g_regex_new("(t/m |tot en met )?(\\d{1,4}[a-z]?)\\b", 0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    g_autofree char *before = NULL;

    g_regex_match_full(pattern, label, (gssize)length, 0, 0, &match, NULL);
    for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
        g_autofree char *range = g_match_info_fetch(match, 1);
        char *number = g_match_info_fetch(match, 2);
        if (range[0] != '\0' && before != NULL)
            add_range(replies, before, number);
        add_targets(replies, number);
        g_free(before);
        before = number;
    }
}

void
replies_add_label(Replies *replies, const char *label, size_t length)
{
    replies_finish(replies);
    add_numbered(replies, label, length);
    if (replies->targets->len > 0)
        g_ptr_array_set_size(replies->open, 0);
}

/* The lists' marks are kept, and come out again as lists. */
static void
begin_item(GString *text, const Paragraph *paragraph)
{
    int level = CLAMP(paragraph->level, 1, 9);
    if (paragraph->kind == PARAGRAPH_ITEM && paragraph->label != NULL)
        g_string_append_printf(text, "%c%d%s\t", ANSWER_ITEM, level, paragraph->label);
}

char *
answer_plain(const char *answer)
{
    GString *plain = g_string_new(NULL);
    g_auto(GStrv) paragraphs = g_strsplit(answer, "\n\n", -1);
    bool after_item = false;

    for (guint i = 0; paragraphs[i] != NULL; i++) {
        bool item = paragraphs[i][0] == ANSWER_ITEM;
        const char *text = item ? paragraphs[i] + 2 : paragraphs[i];
        if (i > 0)
            g_string_append(plain, item && after_item ? "\n" : "\n\n");
        g_string_append(plain, text);
        after_item = item;
    }
    return g_strdelimit(g_string_free(plain, FALSE), "\t", ' ');
}

void
replies_add_text(Replies *replies, const char *text, size_t length, const Paragraph *begun)
{
    if (replies->targets->len == 0) {
        GPtrArray *open = replies->open;
        replies->open = replies->targets;
        replies->targets = open;
    }
    if (replies->targets->len == 0)
        return;

    if (replies->text->len > 0)
        g_string_append(replies->text, begun != NULL ? "\n\n" : " ");
    if (begun != NULL)
        begin_item(replies->text, begun);
    g_string_append_len(replies->text, text, (gssize)length);
}

void
replies_close(Replies *replies)
{
    replies_finish(replies);
    g_ptr_array_set_size(replies->open, 0);
}
