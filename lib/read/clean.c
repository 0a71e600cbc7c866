/* SPDX-License-Identifier: EUPL-1.2 */
#include "read/read-private.h"

#include "base/utf8.h"

typedef enum CleanKind { CLEAN_KEEP, CLEAN_SPACE, CLEAN_HYPHEN, CLEAN_DROP } CleanKind;

/*
 * Characters that only steer have no place in a letter: an override can make a reader see another
 * order than a program, a zero-width space hides a word from a search. The joiners U+200C and
 * U+200D stay, as scripts and emoji need them. A hyphen that forbids a break (U+2011) is a hyphen: the
 * same word is then the same, however its writer set it.
 */
static CleanKind
clean_kind(gunichar c)
{
    if (utf8_is_space(c) || c == '\v' || c == 0x0085)
        return c == 0xFEFF ? CLEAN_DROP : CLEAN_SPACE;
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x00AD)
        return CLEAN_DROP;
    if (c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E))
        return CLEAN_DROP;
    if (c == 0x061C || (c >= 0x2060 && c <= 0x206F))
        return CLEAN_DROP;
    return c == 0x2011 ? CLEAN_HYPHEN : CLEAN_KEEP;
}

static void
append_pending(TextMap *map, size_t *pending)
{
    if (*pending == SIZE_MAX)
        return;

    /* A plain space continues the run; anything else it stands for is mapped to one place. */
    if (map->text->len > 0 && map->source->text[*pending] == ' ')
        text_map_append(map, " ", 1, *pending);
    else if (map->text->len > 0)
        text_map_append_fixed(map, " ", 1, *pending);
    *pending = SIZE_MAX;
}

/* Printable ASCII, or the one space between two such: nearly all of any text, and what is kept as it stands. */
static bool
is_plain(const char *text, size_t kept, size_t at, size_t end)
{
    if (g_ascii_isgraph(text[at]))
        return true;
    return text[at] == ' ' && at > kept && at + 1 < end && g_ascii_isgraph(text[at + 1]);
}

void
clean_append(TextMap *map, size_t start, size_t end, size_t *pending)
{
    const char *text = map->source->text;
    size_t kept = start, at = start;

    while (at < end) {
        if (is_plain(text, kept, at, end)) {
            append_pending(map, pending);
            at++;
            continue;
        }
        size_t next = (size_t)(g_utf8_next_char(text + at) - text);
        CleanKind kind = clean_kind(g_utf8_get_char(text + at));
        if (kind == CLEAN_KEEP) {
            append_pending(map, pending);
            at = next;
            continue;
        }
        text_map_append(map, text + kept, at - kept, kept);
        if (kind == CLEAN_SPACE && *pending == SIZE_MAX)
            *pending = at;
        if (kind == CLEAN_HYPHEN) {
            append_pending(map, pending);
            text_map_append_fixed(map, "-", 1, at);
        }
        at = kept = next;
    }
    text_map_append(map, text + kept, end - kept, kept);
}
