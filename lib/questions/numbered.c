/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Numbered lists: which numbers are the questions' own, and which lines are headings among them.
 *
 * A list is printed in many ways: "3" or "3." alone above the question, "3. Hoeveel …" on its line,
 * "3 Hoeveel …" without a stop, "Vraag 3", with "a." and "b." below. Page numbers and the numbers of
 * papers stand alone as well, so that a bare number has to prove itself by what stands behind it.
 */
#include "questions/structure-private.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* Characters: a longer line is no heading of a list. */
enum { LONGEST_LIST_HEADING = 100 };

/* Paragraphs between a number and the next one, which shows that they count something. */
enum { SUCCESSOR_REACH = 12 };

bool
paragraph_is_numbered(const Paragraph *paragraph)
{
    return paragraph->label != NULL && g_ascii_isdigit(paragraph->label[0]);
}

size_t
bare_number_length(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    size_t end = digits + (g_ascii_islower(text[digits]) ? 1 : 0);
    bool bare = digits > 0 && digits <= 3 && text[end] == ' ' &&
                g_unichar_isupper(g_utf8_get_char(text + end + 1));

    return bare && strchr(text, '?') != NULL ? end : 0;
}

size_t
bare_number_end(const Structure *structure, const char *text)
{
    bool listed = structure->skeleton == SKELETON_NUMBERS && !structure->word_labels;
    return listed ? bare_number_length(text) : 0;
}

/* Does a line of its own with the next number follow near by? */
static bool
has_successor(const Structure *structure, guint i, const char *line)
{
    int number = atoi(line);
    guint end = MIN(i + SUCCESSOR_REACH, structure->paragraphs->len);

    for (guint next = i + 1; next < end; next++) {
        const Paragraph *paragraph = g_ptr_array_index(structure->paragraphs, next);
        if (structure->kinds[next] == HEADING_QUESTION_LABEL &&
            atoi(paragraph->text->text->str) == number + 1)
            return true;
    }
    return false;
}

/* "2a." below "Vraag 2.": a part of the question in force. */
static bool
is_part_of_number(const Structure *structure, const char *line)
{
    int length = structure->number != NULL ? (int)strspn(structure->number, "0123456789") : 0;

    return length > 0 && strncmp(line, structure->number, (size_t)length) == 0 &&
           g_ascii_islower(line[length]);
}

bool
is_bare_label(const Structure *structure, guint i, const char *line)
{
    if ((structure->word_labels && !is_part_of_number(structure, line)) ||
        i + 1 >= structure->paragraphs->len)
        return false;

    const Paragraph *next = g_ptr_array_index(structure->paragraphs, i + 1);
    bool asks = strchr(next->text->text->str, '?') != NULL;
    return next->kind != PARAGRAPH_FURNITURE &&
           (structure->region != REGION_PREAMBLE || asks || has_successor(structure, i, line));
}

/* Does a question's number stand at this paragraph? */
static bool
is_number(const Structure *structure, const Paragraph *paragraph, guint i)
{
    return structure->kinds[i] == HEADING_QUESTION_LABEL || paragraph_is_numbered(paragraph) ||
           bare_number_end(structure, paragraph->text->text->str) > 0;
}

/* A short line without an end mark, that a page mark, a number or another such line follows. */
bool
is_list_heading(const Structure *structure, guint i)
{
    for (guint next = i; next < structure->paragraphs->len; next++) {
        const Paragraph *paragraph = g_ptr_array_index(structure->paragraphs, next);
        const GString *text = paragraph->text->text;
        if (next > i &&
            (structure->kinds[next] == HEADING_PAGE_MARK || is_number(structure, paragraph, next)))
            return true;
        if (paragraph->kind != PARAGRAPH_TEXT || structure->kinds[next] != HEADING_NONE ||
            next > i + 2 || text->len == 0)
            return false;

        gunichar first = g_utf8_get_char(text->str);
        gunichar last = g_utf8_get_char(g_utf8_prev_char(text->str + text->len));
        bool closed = g_unichar_isalnum(last) || last == ')' || last == 0x201D || last == 0x00BB;
        if (!closed || !(g_unichar_isupper(first) || g_unichar_isdigit(first)) ||
            utf8_count(text->str, text->len) > LONGEST_LIST_HEADING ||
            classify_sentence(structure->classifier, text->str, text->len) != NULL)
            return false;
    }
    return false;
}

static void
place_bare_number(Structure *structure, Passage *passage)
{
    const char *text = passage->paragraph->text->text->str;
    size_t end = bare_number_end(structure, text);
    if (end == 0)
        return;

    passage->number = g_strndup(text, end);
    set_number(structure, passage->number);
}

void
set_number(Structure *structure, const char *number)
{
    g_free(structure->number);
    structure->number = g_strdup(number);
}

void
place_number(Structure *structure, Passage *passage)
{
    const char *label = passage->paragraph->label;
    if (structure->skeleton != SKELETON_NUMBERS)
        return;
    if (label == NULL) {
        place_bare_number(structure, passage);
        return;
    }

    if (g_ascii_isdigit(label[0])) {
        passage->number = g_strndup(label, strcspn(label, ".) \t"));
        set_number(structure, passage->number);
    } else if (g_ascii_islower(label[0]) && structure->number != NULL) {
        size_t digits = strspn(structure->number, "0123456789");
        passage->number = g_strdup_printf("%.*s%c", (int)digits, structure->number, label[0]);
        set_number(structure, passage->number);
    }
}
