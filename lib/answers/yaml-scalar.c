/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Where the bytes of a YAML scalar came from. libyaml gives the value and the marks of the whole
 * scalar, not the indentation of a block nor where lines were folded, so value and source are
 * walked side by side. What can't be followed is mapped to a place that is too early, never to a
 * wrong line.
 */
#include <string.h>

#include "answers/yaml-tree-private.h"

typedef struct Walk {
    const char *text; /* of the source */
    size_t at, end;   /* what is left of it */
    TextMap *map;
} Walk;

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t
find_line_end(const Walk *walk)
{
    return walk->at + strcspn(walk->text + walk->at, "\r\n");
}

static size_t
behind_line_end(const Walk *walk, size_t line_end)
{
    if (line_end >= walk->end)
        return walk->end;
    bool pair = walk->text[line_end] == '\r' && walk->text[line_end + 1] == '\n';
    return MIN(line_end + (pair ? 2 : 1), walk->end);
}

/*
 * One line of a literal block. The source line is the value's behind the block's indentation, so
 * its tail has to be the same; how deep the indentation is doesn't matter.
 */
static void
map_literal_line(Walk *walk, const char *line, size_t length, bool breaks)
{
    size_t end = MIN(find_line_end(walk), walk->end);
    bool same = end - walk->at >= length && memcmp(walk->text + end - length, line, length) == 0;

    if (same)
        text_map_append(walk->map, line, length, end - length);
    else
        text_map_append_fixed(walk->map, line, length, walk->at);
    if (breaks)
        text_map_append_fixed(walk->map, "\n", 1, end);
    walk->at = behind_line_end(walk, end);
}

static void
map_literal(Walk *walk, const char *value)
{
    walk->at = behind_line_end(walk, find_line_end(walk));

    while (*value != '\0') {
        size_t length = strcspn(value, "\n");
        bool breaks = value[length] == '\n';
        map_literal_line(walk, value, length, breaks);
        value += length + (breaks ? 1 : 0);
    }
}

/* Length of the escape at the walk's place, as far as it stands for one character. */
static size_t
escape_length(const Walk *walk)
{
    switch (walk->text[walk->at + 1]) {
    case 'x':
        return 4;
    case 'u':
        return 6;
    case 'U':
        return 10;
    default:
        return 2;
    }
}

static bool
at_folded_break(const Walk *walk)
{
    char next = walk->text[walk->at + 1];

    return walk->text[walk->at] == '\\' && (next == '\n' || next == '\r');
}

/* Folding swallows blanks around a line end, and in double quotation marks a backslash before it.
 */
static void
skip_folding(Walk *walk, yaml_scalar_style_t style)
{
    bool escapes = style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;

    while (walk->at < walk->end &&
           (is_blank(walk->text[walk->at]) || (escapes && at_folded_break(walk))))
        walk->at++;
}

/* Bytes of the source that stand for the next character of the value; 0 where it can't be told. */
static size_t
match_character(const Walk *walk, const char *value, size_t length, yaml_scalar_style_t style)
{
    const char *text = walk->text + walk->at;

    if (style == YAML_DOUBLE_QUOTED_SCALAR_STYLE && text[0] == '\\')
        return escape_length(walk);
    if (style == YAML_SINGLE_QUOTED_SCALAR_STYLE && text[0] == '\'')
        return text[1] == '\'' && *value == '\'' ? 2 : 0;
    return strncmp(text, value, length) == 0 ? length : 0;
}

static bool
map_character(Walk *walk, const char *value, size_t length, yaml_scalar_style_t style)
{
    bool blank = is_blank(*value);
    if (blank && walk->text[walk->at] != *value && is_blank(walk->text[walk->at])) {
        text_map_append_fixed(walk->map, value, length, walk->at);
        return true;
    }
    if (!blank)
        skip_folding(walk, style);

    size_t taken = walk->at < walk->end ? match_character(walk, value, length, style) : 0;
    if (taken == 0)
        return false;
    if (taken == length)
        text_map_append(walk->map, value, length, walk->at);
    else
        text_map_append_fixed(walk->map, value, length, walk->at);
    walk->at += taken;
    return true;
}

/* How many bytes of the value stand in the source just so, with nothing that might be an escape. */
static size_t
plain_length(const Walk *walk, const char *value)
{
    const char *text = walk->text + walk->at;
    size_t length = 0;

    while (walk->at + length < walk->end && value[length] == text[length] &&
           (g_ascii_isgraph(value[length]) || value[length] == ' ') && value[length] != '\\' &&
           value[length] != '\'')
        length++;
    return length;
}

static void
map_flow(Walk *walk, const char *value, yaml_scalar_style_t style)
{
    size_t start = walk->at;

    while (*value != '\0') {
        size_t plain = plain_length(walk, value);
        text_map_append(walk->map, value, plain, walk->at);
        walk->at += plain;
        value += plain;
        if (*value == '\0')
            return;
        size_t length = (size_t)(g_utf8_next_char(value) - value);
        if (!map_character(walk, value, length, style)) {
            text_map_append_fixed(walk->map, value, strlen(value), start);
            return;
        }
        value += length;
    }
}

TextMap *
yaml_scalar_map(Span span, const char *value, yaml_scalar_style_t style)
{
    Walk walk = { span.source->text, span.start, span.end, text_map_new(span.source) };

    switch (style) {
    case YAML_LITERAL_SCALAR_STYLE:
        map_literal(&walk, value);
        break;
    case YAML_FOLDED_SCALAR_STYLE:
        walk.at = behind_line_end(&walk, find_line_end(&walk));
        map_flow(&walk, value, style);
        break;
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
        walk.at++;
        map_flow(&walk, value, style);
        break;
    case YAML_ANY_SCALAR_STYLE:
    case YAML_PLAIN_SCALAR_STYLE:
        map_flow(&walk, value, style);
        break;
    }
    return walk.map;
}

size_t
yaml_scalar_end(Span span, yaml_scalar_style_t style)
{
    if (style != YAML_LITERAL_SCALAR_STYLE && style != YAML_FOLDED_SCALAR_STYLE)
        return span.end;

    size_t indicator = strcspn(span.source->text + span.start, " \t\r\n");
    return MIN(span.start + indicator, span.end);
}
