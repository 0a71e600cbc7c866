/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Footnotes, which CommonMark has not: `[^label]` marks and `[^label]: …` notes, as pandoc and
 * GitHub write them. A note goes on over the lines directly below it; further paragraphs of it are
 * indented by four spaces or a tab. Lines in fenced code are code, whatever they look like.
 *
 * A note inside a list item or quotation is taken out as well, and its container's mark is left:
 * what stays behind would become a link definition and vanish.
 */
#include <string.h>

#include "markup/markup-private.h"

enum { NOTE_INDENT = 4, LABEL_MAX = 64 };

typedef struct LineReader {
    const TextMap *text;
    TextMap *body;
    GPtrArray *notes;
    NoteSource *note; /* the one that is being read; NULL */
    size_t blanks;    /* blank lines inside it that may yet belong to it */
    size_t fence;     /* length of the code fence that is open; 0 outside code */
    char fence_mark;
    int fence_quotes; /* quotations that it stands in */
    bool in_list;     /* indented lines are a list item's, not code */
} LineReader;

void
note_source_free(gpointer data)
{
    NoteSource *note = data;

    g_free(note->label);
    text_map_free(note->text);
    g_free(note);
}

size_t
foot_note_mark_length(const char *text)
{
    if (text[0] != '[' || text[1] != '^')
        return 0;

    size_t label = strcspn(text + 2, "[] \t\r\n");
    if (label == 0 || label > LABEL_MAX || text[2 + label] != ']')
        return 0;
    return label + 3;
}

static size_t
indent_of(const char *line)
{
    return strspn(line, " \t");
}

static bool
is_blank_line(const char *line)
{
    const char *rest = line + indent_of(line);

    return *rest == '\n' || *rest == '\r' || *rest == '\0';
}

/* Length of a list mark with the blank behind it: "- ", "12. ", "3) ". */
static size_t
list_mark_length(const char *line)
{
    size_t mark = strspn(line, "0123456789");

    if (mark == 0 && *line != '\0' && strchr("-+*", *line) != NULL)
        mark = 1;
    else if (mark > 0 && mark <= 9 && (line[mark] == '.' || line[mark] == ')'))
        mark++;
    else
        return 0;
    size_t blanks = indent_of(line + mark);
    return blanks > 0 ? mark + blanks : 0;
}

/* Length of what stands before a line's own text: marks of quotations and list items. */
static size_t
container_length(const char *line, bool *ret_list, int *ret_quotes)
{
    size_t length = 0;
    *ret_quotes = 0;

    for (;;) {
        size_t indent = indent_of(line + length);
        size_t mark = line[length + indent] == '>' ? 1 : list_mark_length(line + length + indent);
        if (mark == 0)
            return length;
        if (line[length + indent] != '>')
            *ret_list = true;
        else
            ++*ret_quotes;
        length += indent + mark;
    }
}

static size_t
fence_length(const char *line, char mark)
{
    size_t length = 0;

    while (line[length] == mark)
        length++;
    return length;
}

/* Behind the marks of so many quotations; NULL where the line has fewer. */
static const char *
behind_quotes(const char *line, int quotes)
{
    for (; quotes > 0; quotes--) {
        line += indent_of(line);
        if (*line++ != '>')
            return NULL;
    }
    return line;
}

/* A quotation that ends ends its code. */
static bool
closes_fence(const LineReader *reader, const char *line)
{
    const char *quoted = behind_quotes(line, reader->fence_quotes);
    const char *rest = quoted + indent_of(quoted);
    size_t length = fence_length(rest, reader->fence_mark);

    return length >= reader->fence && is_blank_line(rest + length);
}

static void
open_fence(LineReader *reader, const char *rest)
{
    char mark = *rest;
    if (mark != '`' && mark != '~')
        return;

    size_t length = fence_length(rest, mark);
    size_t line = strcspn(rest, "\r\n");
    bool is_span = mark == '`' && memchr(rest + length, '`', line - length) != NULL;
    if (length < 3 || is_span)
        return;
    reader->fence = length;
    reader->fence_mark = mark;
}

/* May the line go on with a paragraph that stands above it? */
static bool
continues_paragraph(const char *line)
{
    const char *rest = line + indent_of(line);

    return foot_note_mark_length(rest) == 0 && strchr("#>", *rest) == NULL &&
           list_mark_length(rest) == 0 && strncmp(rest, "```", 3) != 0 &&
           strncmp(rest, "~~~", 3) != 0;
}

static void
end_note(LineReader *reader)
{
    for (size_t i = 0; i < reader->blanks; i++)
        text_map_append_fixed(reader->body, "\n", 1, reader->note->span.end);
    reader->note = NULL;
    reader->blanks = 0;
}

static void
extend_note(LineReader *reader, size_t start, size_t end)
{
    for (size_t i = 0; i < reader->blanks; i++)
        text_map_append_fixed(reader->note->text, "\n", 1, reader->note->span.end);
    reader->blanks = 0;
    text_map_append_map(reader->note->text, reader->text, start, end);
}

/* Indentation that makes a line part of a note, in bytes; 0 where it is too little. */
static size_t
note_indent(const char *line)
{
    if (*line == '\t')
        return 1;
    return strncmp(line, "    ", NOTE_INDENT) == 0 ? NOTE_INDENT : 0;
}

/* Is the line [start, end) part of the note that is open? Then it is taken. */
static bool
take_note_line(LineReader *reader, size_t start, size_t end)
{
    const char *line = reader->text->text->str + start;

    if (is_blank_line(line)) {
        reader->blanks++;
        return true;
    }
    size_t indent = note_indent(line);
    if (indent > 0) {
        extend_note(reader, start + indent, end);
        return true;
    }
    if (reader->blanks > 0 || !continues_paragraph(line)) {
        end_note(reader);
        return false;
    }
    extend_note(reader, start + indent_of(line), end);
    return true;
}

/* Begins a note whose mark stands at [start, start + mark) of a line that ends at `end`. */
static void
begin_note(LineReader *reader, size_t start, size_t mark, size_t end)
{
    const char *text = reader->text->text->str;
    NoteSource *note = g_new0(NoteSource, 1);

    note->label = g_strndup(text + start + 2, mark - 3);
    note->span = text_map_span(reader->text, start, start + mark);
    note->text = text_map_new(reader->text->source);
    g_ptr_array_add(reader->notes, note);
    reader->note = note;

    size_t content = start + mark + 1;
    text_map_append_map(note->text, reader->text, content + indent_of(text + content), end);
    text_map_append_fixed(reader->body, "\n", 1, note->span.start);
}

static void
take_body_line(LineReader *reader, size_t start, size_t end)
{
    const char *line = reader->text->text->str + start;
    bool list = false;
    int quotes;
    size_t container = container_length(line, &list, &quotes);
    const char *rest = line + container;
    size_t indent = indent_of(rest);
    if (list)
        reader->in_list = true;
    else if (indent == 0 && !is_blank_line(line))
        reader->in_list = false;

    size_t mark = foot_note_mark_length(rest + indent);
    bool is_code = indent >= NOTE_INDENT && !reader->in_list;
    if (mark > 0 && rest[indent + mark] == ':' && !is_code) {
        text_map_append_map(reader->body, reader->text, start, start + container);
        begin_note(reader, start + container + indent, mark, end);
        return;
    }
    open_fence(reader, rest + indent);
    reader->fence_quotes = quotes;
    text_map_append_map(reader->body, reader->text, start, end);
}

static void
take_line(LineReader *reader, size_t start, size_t end)
{
    const char *line = reader->text->text->str + start;

    if (reader->fence > 0 && behind_quotes(line, reader->fence_quotes) == NULL)
        reader->fence = 0;
    if (reader->fence > 0) {
        if (closes_fence(reader, line))
            reader->fence = 0;
        text_map_append_map(reader->body, reader->text, start, end);
        return;
    }
    if (reader->note == NULL || !take_note_line(reader, start, end))
        take_body_line(reader, start, end);
}

TextMap *
foot_notes_take(const TextMap *text, GPtrArray *notes)
{
    LineReader reader = { .text = text, .body = text_map_new(text->source), .notes = notes };

    for (size_t start = 0; start < text->text->len;) {
        const char *line = text->text->str + start;
        size_t end = start + strcspn(line, "\n");
        if (end < text->text->len)
            end++;
        take_line(&reader, start, end);
        start = end;
    }
    return reader.body;
}
