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

/*
 * A line may be megabytes long, and findings in it as many: columns are counted from the last block's
 * edge instead of the line's start.
 */
enum { SOURCE_BLOCK = 4096 };

static GArray *
count_blocks(const char *text, size_t length)
{
    GArray *counts = g_array_new(FALSE, FALSE, sizeof(size_t));
    size_t count = 0;

    for (size_t start = 0; start <= length; start += SOURCE_BLOCK) {
        g_array_append_val(counts, count);
        count += utf8_count(text + start, MIN((size_t)SOURCE_BLOCK, length - start));
    }
    return counts;
}

/* Characters before a byte offset. */
static size_t
count_before(const Source *source, size_t offset)
{
    size_t block = offset / SOURCE_BLOCK, start = block * SOURCE_BLOCK;

    return g_array_index(source->counts, size_t, block) +
           utf8_count(source->text + start, offset - start);
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
    source->counts = count_blocks(text, length);
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
    g_array_unref(source->counts);
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
    *ret_column = (int)(count_before(source, at) - count_before(source, start)) + 1;
}

size_t
source_line_end(const Source *source, size_t offset)
{
    return line_end(source, last_start(source->line_starts, MIN(offset, source->length)));
}

/* Bytes shown on either side of a place: about a line of a terminal. */
enum { EXCERPT_BEFORE = 60, EXCERPT_AFTER = 160 };

char *
source_excerpt(const Source *source, size_t offset, int *ret_column)
{
    size_t at = MIN(offset, source->length);
    size_t line = last_start(source->line_starts, at);
    size_t start = g_array_index(source->line_starts, size_t, line), end = line_end(source, line);
    size_t from = MAX(start, at - MIN(at, (size_t)EXCERPT_BEFORE));
    size_t to = MIN(end, at + EXCERPT_AFTER);
    int number;

    while (from > start && ((unsigned char)source->text[from] & 0xC0) == 0x80)
        from--;
    while (to < end && ((unsigned char)source->text[to] & 0xC0) == 0x80)
        to++;
    source_position(source, from, &number, ret_column);
    return g_strndup(source->text + from, MAX(to, from) - from);
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
