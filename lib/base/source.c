/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/source.h"

#include <string.h>

#include "base/utf8.h"

/* LF, CRLF and lone CR all end a line, so that Windows and old Mac files count as editors do. */
static GArray *
find_line_starts(const char *text, size_t length)
{
    GArray *starts = g_array_new(FALSE, FALSE, sizeof(size_t));
    size_t start = 0;
    g_array_append_val(starts, start);

    for (size_t i = 0; i < length; i++) {
        bool ends = text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n');
        if (!ends)
            continue;
        start = i + 1;
        g_array_append_val(starts, start);
    }

    return starts;
}

Source *
source_new(const char *name, char *text, size_t length)
{
    Source *source = g_new0(Source, 1);
    source->references = 1;
    source->name = g_strdup(name);
    source->text = text;
    source->length = length;
    source->line_starts = find_line_starts(text, length);
    return source;
}

Source *
source_ref(Source *source)
{
    g_atomic_int_inc(&source->references);
    return source;
}

void
source_unref(Source *source)
{
    if (source == NULL || !g_atomic_int_dec_and_test(&source->references))
        return;

    g_free(source->name);
    g_free(source->text);
    g_array_unref(source->line_starts);
    if (source->page_starts != NULL)
        g_array_unref(source->page_starts);
    g_free(source);
}

/* Index of the last start that is not past the offset: a binary search, as findings may be many. */
static size_t
last_start(const GArray *starts, size_t offset)
{
    size_t low = 0, high = starts->len;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (g_array_index(starts, size_t, middle) <= offset)
            low = middle;
        else
            high = middle;
    }

    return low;
}

static size_t
line_end(const Source *source, size_t line)
{
    size_t end = line + 1 < source->line_starts->len
                     ? g_array_index(source->line_starts, size_t, line + 1)
                     : source->length;
    size_t start = g_array_index(source->line_starts, size_t, line);

    while (end > start && (source->text[end - 1] == '\n' || source->text[end - 1] == '\r'))
        end--;
    return end;
}

void
source_position(const Source *source, size_t offset, int *ret_line, int *ret_column)
{
    size_t at = MIN(offset, source->length);
    size_t line = last_start(source->line_starts, at);
    size_t start = g_array_index(source->line_starts, size_t, line);

    *ret_line = (int)line + 1;
    *ret_column = (int)utf8_count(source->text + start, at - start) + 1;
}

char *
source_line(const Source *source, size_t offset)
{
    size_t line = last_start(source->line_starts, MIN(offset, source->length));
    size_t start = g_array_index(source->line_starts, size_t, line);

    return g_strndup(source->text + start, line_end(source, line) - start);
}

size_t
source_offset(const Source *source, size_t line, size_t column)
{
    if (line >= source->line_starts->len)
        return source->length;

    size_t start = g_array_index(source->line_starts, size_t, line);
    return start + utf8_offset(source->text + start, line_end(source, line) - start, column);
}

int
source_page(const Source *source, size_t offset)
{
    if (source->page_starts == NULL || source->page_starts->len == 0)
        return 0;
    return (int)last_start(source->page_starts, offset) + 1;
}

Span
span_new(const Source *source, size_t start, size_t end)
{
    return (Span){ .source = source, .start = start, .end = end };
}

bool
span_is_set(Span span)
{
    return span.source != NULL;
}
