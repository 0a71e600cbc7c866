/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Where the parts of a YAML file stand: colons, dashes, comments, the last line of a value.
 *
 * libyaml tells where keys and values begin, not where what lies between them is, and its ends of
 * blocks lie behind blank lines and comments that belong to nobody. Lines are libyaml's: they also
 * end at U+0085, U+2028 and U+2029.
 */
#include <string.h>

#include "answers/splice-private.h"
#include "base/utf8.h"

guint
yaml_child_count(const YamlNode *collection)
{
    switch (collection->kind) {
    case YAML_SCALAR:
        return 0;
    case YAML_SEQUENCE:
        return collection->items->len;
    case YAML_MAPPING:
        return collection->pairs->len;
    }
    g_assert_not_reached();
}

Child
yaml_child(const YamlNode *collection, guint index)
{
    if (collection->kind == YAML_SEQUENCE)
        return (Child){ collection, index, NULL, g_ptr_array_index(collection->items, index) };

    const YamlPair *pair = g_ptr_array_index(collection->pairs, index);
    return (Child){ collection, index, pair, pair->value };
}

size_t
break_length(const char *text)
{
    if (text[0] == '\r' && text[1] == '\n')
        return 2;
    if (text[0] == '\n' || text[0] == '\r')
        return 1;
    if (strncmp(text, "\xC2\x85", 2) == 0)
        return 2;
    return strncmp(text, "\xE2\x80\xA8", 3) == 0 || strncmp(text, "\xE2\x80\xA9", 3) == 0 ? 3 : 0;
}

size_t
line_end(const Source *source, size_t at)
{
    while (at < source->length && break_length(source->text + at) == 0)
        at++;
    return at;
}

size_t
line_start(const Source *source, size_t at)
{
    while (at > 0) {
        const char *before = source->text + at - 1;
        if (before[0] == '\n' || before[0] == '\r' ||
            (at > 1 && break_length(before - 1) == 2 && before[-1] == '\xC2') ||
            (at > 2 && break_length(before - 2) == 3))
            return at;
        at--;
    }
    return 0;
}

int
column_of(const Source *source, size_t at)
{
    size_t start = line_start(source, at);

    return (int)utf8_count(source->text + start, at - start);
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t';
}

size_t
skip_gap(const Source *source, size_t at)
{
    while (at < source->length) {
        size_t length = break_length(source->text + at);
        if (source->text[at] == '#')
            at = line_end(source, at);
        else if (is_blank(source->text[at]) || length > 0)
            at += MAX(length, 1);
        else
            return at;
    }
    return at;
}

const char *
eol_at(const Source *source, size_t at)
{
    static const char *const ends[] = { "\r\n", "\n", "\r" };
    const size_t places[] = { line_end(source, at), strcspn(source->text, "\r\n") };

    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        for (size_t j = 0; j < G_N_ELEMENTS(ends); j++) {
            if (g_str_has_prefix(source->text + places[i], ends[j]))
                return ends[j];
        }
    }
    return "\n";
}

bool
is_block_scalar(const YamlNode *node)
{
    return node->kind == YAML_SCALAR && (node->style == YAML_LITERAL || node->style == YAML_FOLDED);
}

bool
is_missing(const YamlNode *node)
{
    return node->kind == YAML_SCALAR && node->style == YAML_PLAIN && node->scalar[0] == '\0';
}

/* How far the text of a block stands in: the spaces of its first line with content that aren't the
 * value's own; of a block without content those of its widest blank line. */
static int
block_indent(const YamlNode *scalar, size_t at)
{
    const Source *source = scalar->span.source;
    size_t blank = strspn(scalar->scalar, "\n"), widest = 0;
    bool empty = scalar->scalar[blank] == '\0';

    for (size_t line = 0; at < scalar->end && (empty || line < blank); line++) {
        widest = MAX(widest, strspn(source->text + at, " "));
        at = line_end(source, at);
        at += break_length(source->text + at);
    }
    if (empty)
        return (int)widest;
    return (int)(strspn(source->text + at, " ") - strspn(scalar->scalar + blank, " "));
}

BlockLines
block_lines(const YamlNode *scalar)
{
    const Source *source = scalar->span.source;
    size_t header = line_end(source, scalar->span.start);
    size_t at = header + break_length(source->text + header);
    BlockLines lines = { .header = header, .end = header, .indent = block_indent(scalar, at) };
    size_t behind = header; /* the last line that ends in the scalar */

    while (at < scalar->end) {
        size_t end = line_end(source, at), spaces = strspn(source->text + at, " ");
        size_t next = end + break_length(source->text + end);
        if (at + spaces < end || (int)spaces > lines.indent)
            lines.end = end;
        if (next > end)
            behind = end;
        else
            break;
        at = next;
    }
    lines.keeps = memchr(source->text + scalar->span.start, '+',
                         scalar->span.end - scalar->span.start) != NULL;
    lines.whole = lines.keeps ? MAX(lines.end, behind) : lines.end;
    return lines;
}

size_t
child_start(Child child)
{
    if (child.parent->style == YAML_FLOW)
        return child.pair != NULL ? child.pair->key_span.start : child.node->span.start;
    if (child.index == 0)
        return child.parent->span.start;
    return skip_gap(child.parent->span.source,
                    child_end(yaml_child(child.parent, child.index - 1), false));
}

size_t
empty_place(Child child)
{
    const Source *source = child.parent->span.source;
    if (child.pair == NULL)
        return child_start(child) + (child.parent->style == YAML_BLOCK ? 1 : 0);

    size_t key_end = child.pair->key_span.end, colon = skip_gap(source, key_end);
    return source->text[colon] == ':' ? colon + 1 : key_end;
}

/* Recursion is bounded by the nesting that yaml_parse() lets through. */
size_t
child_end(Child child, bool whole)
{
    const YamlNode *node = child.node;
    if (is_missing(node))
        return empty_place(child);
    if (is_block_scalar(node)) {
        BlockLines lines = block_lines(node);
        return whole ? lines.whole : lines.end;
    }

    guint count = yaml_child_count(node);
    bool closed = node->kind != YAML_SCALAR && node->style == YAML_FLOW && is_bracketed(node);
    if (node->kind == YAML_SCALAR || closed || count == 0)
        return node->end;
    return child_end(yaml_child(node, count - 1), whole);
}

bool
is_bracketed(const YamlNode *collection)
{
    char first = collection->span.source->text[collection->span.start];

    return first == '{' || first == '[';
}

const YamlNode *
last_leaf(const YamlNode *node)
{
    for (;;) {
        guint count = yaml_child_count(node);
        if (count == 0)
            return node;
        node = yaml_child(node, count - 1).node;
    }
}
