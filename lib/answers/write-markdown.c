/* SPDX-License-Identifier: EUPL-1.2 */
#include "answers/write-markdown.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "questions/questions.h"

/* What means something to Markdown wherever it stands. */
static const char marks[] = "\\`*_[]<>&~|{}";

/* A mark that means something at the beginning of a line only: "- ", "+ ", "# ", "= ". */
static bool
opens_block(const char *text)
{
    return strchr("-+#=:", text[0]) != NULL;
}

/* Behind the digits of "3." or "3)", which would begin a list; NULL where the line has none. */
static const char *
list_number_end(const char *text)
{
    const char *end = text;
    while (g_ascii_isdigit(*end))
        end++;
    return end > text && (*end == '.' || *end == ')') ? end : NULL;
}

static void
write_paragraph(GString *out, const char *text)
{
    const char *number = list_number_end(text);

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool escaped = (c < 0x80 && strchr(marks, (int)c) != NULL) || p == number ||
                       (p == text && opens_block(p));
        if (escaped)
            g_string_append_c(out, '\\');
        /* What YAML takes for a line end, or does not take at all. */
        bool breaks = c < 0x20 || c == 0x7F || c == 0x85 || c == 0x2028 || c == 0x2029;
        g_string_append_unichar(out, breaks ? ' ' : c);
    }
}

/* Columns by which an item stands further in than the one that it is part of: enough for "1. " as well as for "- ". */
enum { ITEM_INDENT = 4 };

/* Digits of a number that a list can begin with; as deep as an item is said to be. */
enum { NUMBER_DIGITS = 9, DEEPEST_ITEM = 9 };

/* Where the lists are: the depth of the item above, 0 for none, and at each depth its number, 0 for a dash. */
typedef struct Lists {
    int depth;
    long numbers[DEEPEST_ITEM + 1];
} Lists;

/* The number of a mark "3." that Markdown has as well; 0 for any other mark. */
static long
mark_number(const char *mark, const char *text)
{
    const char *end = list_number_end(mark);

    return end != NULL && end + 1 == text && end - mark <= NUMBER_DIGITS ? atol(mark) : 0;
}

/* A list counts by itself: would it give the item another number than it has? */
static bool
is_miscounted(const Lists *lists, const char *item)
{
    int depth = CLAMP(item[1] - '0', 1, lists->depth + 1);
    long number = mark_number(item + 2, strchr(item, '\t'));

    return depth <= lists->depth && lists->numbers[depth] > 0 && number > 0 &&
           number != lists->numbers[depth] + 1;
}

/*
 * Writes the mark of an item, of which Markdown has "1." and "-": any other stands behind a dash, as "a." and "•" do.
 * Returns the text behind it. An item is at most one deeper than the one above.
 */
static const char *
write_item_mark(GString *out, const char *item, int indent, Lists *lists)
{
    const char *mark = item + 2, *text = strchr(mark, '\t');
    long number = mark_number(mark, text);

    lists->depth = CLAMP(item[1] - '0', 1, lists->depth + 1);
    lists->numbers[lists->depth] = number;
    g_string_append_printf(out, "%*s", indent + (lists->depth - 1) * ITEM_INDENT, "");
    if (number > 0)
        g_string_append_len(out, mark, text - mark);
    else
        g_string_append_c(out, '-');
    g_string_append_c(out, ' ');
    if (g_ascii_isalnum(mark[0]) && number == 0) {
        g_autofree char *label = g_strndup(mark, (gsize)(text - mark));
        write_paragraph(out, label);
        g_string_append_c(out, ' ');
    }
    return text + 1;
}

/* The words of an item that can be none in Markdown: its mark, and its text. Newly allocated. */
static char *
item_words(const char *item)
{
    return g_strdelimit(g_strdup(item + 2), "\t", ' ');
}

void
markdown_write_block(GString *out, const char *text, int indent)
{
    g_auto(GStrv) paragraphs = g_strsplit(text, "\n\n", -1);
    Lists lists = { 0 };

    for (guint i = 0; paragraphs[i] != NULL; i++) {
        const char *paragraph = g_strstrip(paragraphs[i]);
        bool item = paragraph[0] == ANSWER_ITEM && !is_miscounted(&lists, paragraph);
        g_autofree char *words =
            paragraph[0] == ANSWER_ITEM && !item ? item_words(paragraph) : NULL;
        if (paragraph[0] == '\0')
            continue;
        if (i > 0 && !(item && lists.depth > 0))
            g_string_append_c(out, '\n');
        if (item) {
            paragraph = write_item_mark(out, paragraph, indent, &lists);
        } else {
            g_string_append_printf(out, "%*s", indent, "");
            lists.depth = 0;
        }
        write_paragraph(out, words != NULL ? words : paragraph);
        g_string_append_c(out, '\n');
    }
}
