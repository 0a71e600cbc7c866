/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "markup/markup-private.h"

/* Number of cells in a line [text, text + length); pipes at its ends count for nothing, nor does a
 * pipe behind a backslash. */
static size_t
count_cells(const char *text, size_t length)
{
    size_t pipes = 0;

    while (length > 0 && strchr(" \t\r\n", text[length - 1]) != NULL)
        length--;
    while (length > 0 && strchr("> \t", *text) != NULL) {
        text++;
        length--;
    }
    for (size_t i = 1; i + 1 < length; i++)
        pipes += text[i] == '|' && text[i - 1] != '\\';
    return length > 0 ? pipes + 1 : 0;
}

/* A line of dashes, colons and pipes, with at least one dash and one pipe: below the head. */
static bool
is_delimiter_row(const char *text, size_t length)
{
    size_t line = length;
    while (line > 0 && (text[line - 1] == '\n' || text[line - 1] == '\r'))
        line--;

    for (size_t i = 0; i < line; i++)
        if (strchr("|-: \t>", text[i]) == NULL)
            return false;
    return memchr(text, '|', line) != NULL && memchr(text, '-', line) != NULL;
}

bool
find_pipe_table(const char *text, size_t start, size_t end, size_t *ret_at)
{
    size_t head = start, head_length = 0;

    while (start < end) {
        size_t length = strcspn(text + start, "\n");
        length = MIN(length + 1, end - start);
        bool below = head_length > 0 && is_delimiter_row(text + start, length) &&
                     memchr(text + head, '|', head_length) != NULL;
        if (below && count_cells(text + head, head_length) == count_cells(text + start, length)) {
            *ret_at = head + strspn(text + head, " \t>");
            return true;
        }
        head = start;
        head_length = length;
        start += length;
    }
    return false;
}
