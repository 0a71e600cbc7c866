/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/text-map.h"

TextMap *
text_map_new(const Source *source)
{
    TextMap *map = g_new0(TextMap, 1);
    map->source = source;
    map->text = g_string_new(NULL);
    map->runs = g_array_new(FALSE, FALSE, sizeof(TextMapRun));
    return map;
}

void
text_map_free(TextMap *map)
{
    if (map == NULL)
        return;

    g_string_free(map->text, TRUE);
    g_array_unref(map->runs);
    g_free(map);
}

static void
append_run(TextMap *map, const char *text, size_t length, size_t offset, bool fixed)
{
    if (length == 0)
        return;

    TextMapRun *last =
        map->runs->len > 0 ? &g_array_index(map->runs, TextMapRun, map->runs->len - 1) : NULL;
    bool continues = last != NULL && !fixed && !last->fixed && last->in + last->length == offset;

    if (continues) {
        last->length += length;
    } else {
        TextMapRun run = { map->text->len, offset, length, fixed };
        g_array_append_val(map->runs, run);
    }
    g_string_append_len(map->text, text, (gssize)length);
}

void
text_map_append(TextMap *map, const char *text, size_t length, size_t offset)
{
    append_run(map, text, length, offset, false);
}

void
text_map_append_fixed(TextMap *map, const char *text, size_t length, size_t offset)
{
    append_run(map, text, length, offset, true);
}

void
text_map_truncate(TextMap *map, size_t length)
{
    g_string_truncate(map->text, length);

    while (map->runs->len > 0) {
        TextMapRun *last = &g_array_index(map->runs, TextMapRun, map->runs->len - 1);
        if (last->out < length) {
            last->length = MIN(last->length, length - last->out);
            return;
        }
        g_array_set_size(map->runs, map->runs->len - 1);
    }
}

/* Index of the run that holds the offset; the last one for offsets at the end. */
static guint
find_run(const TextMap *map, size_t offset)
{
    guint low = 0, high = map->runs->len;

    while (high - low > 1) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(map->runs, TextMapRun, middle).out <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

void
text_map_append_map(TextMap *map, const TextMap *piece, size_t start, size_t end)
{
    if (start >= end || piece->runs->len == 0)
        return;

    for (guint i = find_run(piece, start); i < piece->runs->len; i++) {
        const TextMapRun *run = &g_array_index(piece->runs, TextMapRun, i);
        size_t from = MAX(start, run->out), to = MIN(end, run->out + run->length);
        if (from >= to)
            break;
        size_t origin = run->fixed ? run->in : run->in + (from - run->out);
        append_run(map, piece->text->str + from, to - from, origin, run->fixed);
    }
}

size_t
text_map_origin(const TextMap *map, size_t offset)
{
    if (map->runs->len == 0)
        return 0;

    const TextMapRun *run = &g_array_index(map->runs, TextMapRun, find_run(map, offset));
    return run->fixed ? run->in : run->in + MIN(offset - run->out, run->length);
}

Span
text_map_span(const TextMap *map, size_t start, size_t end)
{
    if (end <= start)
        return span_new(map->source, text_map_origin(map, start), text_map_origin(map, start));

    /* The end is taken from the last byte inside, so that a gap behind it stays outside. */
    size_t last = text_map_origin(map, end - 1);
    return span_new(map->source, text_map_origin(map, start), last + 1);
}
