/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Finds the place of inlines. cmark's own positions of inlines can't be used: a line break inside a
 * code span or link destination isn't counted (0.30.2 and 0.31.2), so every later inline of that
 * paragraph is a line off. Block positions are right. So the block's Markdown is walked alongside
 * the nodes: what a node holds comes next in the text, behind marks that the walk passes over.
 *
 * Where text and node disagree, as behind an entity for two characters, the walk falls in step
 * again at the next character that is the same. It never leaves its block, and never goes back.
 */
#include <string.h>

#include "markup/markup-private.h"

/* Looking further ahead than this for the place of a word would make the walk quadratic. */
enum { PROBE_MAX = 24, ENTITY_MAX = 32 };

static size_t
find_byte(const InlineWalk *walk, size_t from, char byte)
{
    const char *found = from < walk->end ? memchr(walk->text + from, byte, walk->end - from) : NULL;

    return found != NULL ? (size_t)(found - walk->text) : walk->end;
}

/* Length of "&name;" or "&#8211;" at the walk's place; 0 where there is none. */
static size_t
entity_length(const InlineWalk *walk)
{
    const char *text = walk->text + walk->at;
    size_t length = 1;

    if (text[0] != '&')
        return 0;
    while (length < ENTITY_MAX && (g_ascii_isalnum(text[length]) || text[length] == '#'))
        length++;
    return length > 1 && text[length] == ';' ? length + 1 : 0;
}

/* Does "&#8211;" at a place stand for this character? */
static bool
is_number_entity(const InlineWalk *walk, size_t at, gunichar c)
{
    InlineWalk there = *walk;
    there.at = at;
    if (entity_length(&there) == 0 || walk->text[at + 1] != '#')
        return false;

    const char *digits = walk->text + at + 2;
    bool hexadecimal = *digits == 'x' || *digits == 'X';
    return g_ascii_strtoull(digits + hexadecimal, NULL, hexadecimal ? 16 : 10) == c;
}

/*
 * Passes over the marks before a text node: to where its first letters stand. Letters, since signs
 * can be written in other ways (\*, &amp;).
 */
static void
find_words(InlineWalk *walk, const char *words)
{
    size_t length = 0, at = walk->at;
    while (at < walk->end && strchr("*_", walk->text[at]) != NULL)
        at++;
    if (*words != '\0' && is_number_entity(walk, at, g_utf8_get_char(words)))
        return;
    while (length < PROBE_MAX && (g_ascii_isalnum(words[length]) || words[length] == ' '))
        length++;
    if (length == 0 || walk->at >= walk->end)
        return;

    const char *found = memmem(walk->text + walk->at, walk->end - walk->at, words, length);
    if (found != NULL)
        walk->at = (size_t)(found - walk->text);
}

static bool
at_escape(const InlineWalk *walk, char escaped)
{
    const char *text = walk->text + walk->at;

    return text[0] == '\\' && g_ascii_ispunct(text[1]) && text[1] == escaped;
}

/* Number of bytes that text and words have in common from here, up to a sign that may be written
 * in another way. */
static size_t
common_length(const InlineWalk *walk, const char *words)
{
    size_t length = 0;

    while (walk->at + length < walk->end && words[length] != '\0' &&
           walk->text[walk->at + length] == words[length] &&
           (length == 0 || (words[length] != '\\' && words[length] != '&')))
        length++;
    return length;
}

/* Maps the next of `words`; returns how many bytes, 0 where the walk is lost. */
static size_t
walk_piece(InlineWalk *walk, const char *words, TextMap *piece)
{
    size_t origin = text_map_origin(walk->body, walk->at);
    size_t entity = entity_length(walk);
    size_t character = (size_t)(g_utf8_next_char(words) - words);

    if (at_escape(walk, *words)) {
        text_map_append_fixed(piece, words, 1, origin);
        walk->at += 2;
        return 1;
    }
    if (entity > 0 && strncmp(walk->text + walk->at, words, entity) != 0) {
        text_map_append_fixed(piece, words, character, origin);
        walk->at += entity;
        return character;
    }
    size_t common = common_length(walk, words);
    text_map_append_map(piece, walk->body, walk->at, walk->at + common);
    walk->at += common;
    return common;
}

/* Where the character next stands, as itself or as an entity; the walk's end where it doesn't. */
static size_t
find_character(const InlineWalk *walk, const char *character)
{
    gunichar c = g_utf8_get_char(character);
    size_t itself = find_byte(walk, walk->at, *character);

    for (size_t at = find_byte(walk, walk->at, '&'); at < itself; at++) {
        if (walk->text[at] == '&' && is_number_entity(walk, at, c))
            return at;
    }
    return itself;
}

TextMap *
walk_text(InlineWalk *walk, const char *words)
{
    TextMap *piece = text_map_new(walk->body->source);

    find_words(walk, words);
    while (*words != '\0') {
        size_t done = walk->at < walk->end ? walk_piece(walk, words, piece) : 0;
        if (done > 0) {
            words += done;
            continue;
        }
        size_t next = find_character(walk, words);
        if (next == walk->end) {
            text_map_append_fixed(piece, words, strlen(words),
                                  text_map_origin(walk->body, walk->at));
            break;
        }
        walk->at = next;
    }
    return piece;
}

static size_t
backtick_run(const InlineWalk *walk, size_t at)
{
    size_t length = 0;

    while (at + length < walk->end && walk->text[at + length] == '`')
        length++;
    return length;
}

TextMap *
walk_code(InlineWalk *walk, const char *words)
{
    size_t open = find_byte(walk, walk->at, '`');
    size_t ticks = backtick_run(walk, open);
    size_t close = find_byte(walk, open + ticks, '`');

    while (close < walk->end && backtick_run(walk, close) != ticks)
        close = find_byte(walk, close + backtick_run(walk, close), '`');

    TextMap *piece = text_map_new(walk->body->source);
    text_map_append_fixed(piece, words, strlen(words), text_map_origin(walk->body, open));
    walk->at = MIN(close + ticks, walk->end);
    return piece;
}

ByteRange
walk_html(InlineWalk *walk, const char *html)
{
    size_t start = find_byte(walk, walk->at, '<');
    size_t end = MIN(start + strlen(html), walk->end);

    walk->at = end;
    return (ByteRange){ start, end };
}

void
walk_line_end(InlineWalk *walk)
{
    walk->at = find_byte(walk, walk->at, '\n');
    if (walk->at < walk->end)
        walk->at++;

    int quotes = walk->quote_depth;
    while (walk->at < walk->end) {
        char c = walk->text[walk->at];
        if (c == '>' && quotes-- <= 0)
            return;
        if (c != '>' && c != ' ' && c != '\t')
            return;
        walk->at++;
    }
}

size_t
walk_bracket(InlineWalk *walk, const char *bracket)
{
    size_t length = strlen(bracket);
    size_t left = walk->end > walk->at ? walk->end - walk->at : 0;
    const char *found = memmem(walk->text + walk->at, left, bracket, length);
    size_t start = found != NULL ? (size_t)(found - walk->text) : walk->end;

    walk->at = MIN(start + length, walk->end);
    return start;
}

static size_t
skip_blanks(const InlineWalk *walk, size_t at)
{
    while (at < walk->end && strchr(" \t\r\n", walk->text[at]) != NULL)
        at++;
    return at;
}

/* End of a destination without angle brackets: a blank, or the bracket that closes the link. */
static size_t
bare_destination_end(const InlineWalk *walk, size_t at)
{
    int depth = 0;

    for (; at < walk->end; at++) {
        char c = walk->text[at];
        if (c == '\\' && at + 1 < walk->end)
            at++;
        else if (c == '(')
            depth++;
        else if (c == ' ' || c == '\n' || (c == ')' && depth-- == 0))
            break;
    }
    return MIN(at, walk->end);
}

/* Behind a title in quotation marks or brackets, if one stands here. */
static size_t
behind_title(const InlineWalk *walk, size_t at)
{
    if (at >= walk->end || strchr("\"'(", walk->text[at]) == NULL)
        return at;

    char close = walk->text[at] == '(' ? ')' : walk->text[at];
    for (at++; at < walk->end && walk->text[at] != close; at++)
        if (walk->text[at] == '\\')
            at++;
    return MIN(at + 1, walk->end);
}

static ByteRange
walk_destination(InlineWalk *walk)
{
    size_t open = walk->at, start = skip_blanks(walk, open + 1), end;
    bool angled = start < walk->end && walk->text[start] == '<';

    if (angled)
        end = find_byte(walk, ++start, '>');
    else
        end = bare_destination_end(walk, start);
    size_t behind = behind_title(walk, skip_blanks(walk, end + (angled ? 1 : 0)));
    walk->at = MIN(find_byte(walk, behind, ')') + 1, walk->end);
    return end > start ? (ByteRange){ start, end } : (ByteRange){ open, walk->at };
}

ByteRange
walk_address(InlineWalk *walk)
{
    walk->at = MIN(find_byte(walk, walk->at, ']') + 1, walk->end);
    if (walk->at < walk->end && walk->text[walk->at] == '(')
        return walk_destination(walk);

    ByteRange label = { walk->at, walk->at };
    if (walk->at < walk->end && walk->text[walk->at] == '[') {
        label.end = MIN(find_byte(walk, walk->at, ']') + 1, walk->end);
        walk->at = label.end;
    }
    return label;
}
