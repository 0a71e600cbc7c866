/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * In: any file that goes out with a letter. Out: what it tells of the people and machines that made it, as a flat list.
 *
 * Formats tell in few places, which are listed in tables (traces-xml.c, traces-picture.c, traces-pdf.c); paths and names
 * are looked for in all text. What is public by its nature is left alone: the program that made a file, dates, and an author
 * that the pages themselves name. Taking it out was tried and dropped: a file that is not ours can't be changed without
 * breaking its signature or its look, and whoever made it does so better where it was made.
 */
#include "inspect/traces-private.h"

#include <string.h>

#include "base/machine-path.h"
#include "read/sniff.h"

enum { TRACES_MAX = 10000, TEXT_MAX = 200 };

Traces *
traces_new(NameSearch *names)
{
    Traces *traces = g_new0(Traces, 1);
    traces->list = json_array();
    traces->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    traces->names = names;
    return traces;
}

void
traces_free(Traces *traces)
{
    if (traces == NULL)
        return;
    json_decref(traces->list);
    g_hash_table_unref(traces->seen);
    g_free(traces);
}

/* One line, and not too long: a comment may be a letter of its own. */
static char *
shorten(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *out = g_string_new(NULL);
    const char *p = valid;
    for (; *p != '\0' && out->len < TEXT_MAX; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        GUnicodeType type = g_unichar_type(c);
        if (!g_unichar_isspace(c) && type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT)
            g_string_append_unichar(out, c);
        else if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
    }
    if (*p != '\0')
        g_string_append(out, "…");
    else if (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);
    return g_string_free(out, FALSE);
}

void
trace_add(Traces *traces, const char *kind, const char *where, const char *text)
{
    g_autofree char *shown = shorten(text);
    if (*shown == '\0' || json_array_size(traces->list) >= TRACES_MAX ||
        !g_hash_table_add(traces->seen, g_strjoin("\n", kind, shown, traces->file, NULL)))
        return;

    g_autofree char *place = shorten(where);
    json_t *trace = json_pack("{s:s, s:s, s:s}", "kind", kind, "where", place, "text", shown);
    if (traces->file != NULL) {
        g_autofree char *file = shorten(traces->file);
        json_object_set_new(trace, "file", json_string(file));
    }
    if (traces->page > 0)
        json_object_set_new(trace, "page", json_integer(traces->page));
    json_array_append_new(traces->list, trace);
}

typedef struct NameWalk {
    Traces *traces;
    const char *where;
} NameWalk;

static void
add_name(const char *name, size_t start, size_t end, gpointer data)
{
    NameWalk *walk = data;
    (void)start, (void)end;
    trace_add(walk->traces, TRACE_NAME, walk->where, name);
}

void
trace_text(Traces *traces, const char *where, const char *text)
{
    g_autofree char *rest = g_strdup(text); /* what stands in a path is told by it */
    MachinePath path = { 0 };
    while (machine_path_find(text, path.end, &path)) {
        g_autofree char *found = g_strndup(text + path.start, path.end - path.start);
        g_autofree char *user = g_strndup(text + path.user_start, path.user_end - path.user_start);
        trace_add(traces, TRACE_PATH, where, found);
        name_search_add(traces->names, user);
        memset(rest + path.start, ' ', path.end - path.start);
    }
    name_search_scan(traces->names, rest, add_name, &(NameWalk){ traces, where });
}

void
trace_person(Traces *traces, const char *where, const char *text)
{
    trace_add(traces, TRACE_PERSON, where, text);
    MachinePath path = { 0 };
    while (machine_path_find(text, path.end, &path)) {
        g_autofree char *found = g_strndup(text + path.start, path.end - path.start);
        trace_add(traces, TRACE_PATH, where, found);
    }
}

/* Keys of the answers that are the house's own (answers/public-answers.c lists those that aren't). */
static void
trace_key(Traces *traces, const char *line)
{
    static const char *const keys[] = { "owner:", "reviewer:", "note:", "due:", "status:", NULL };
    const char *word = line + strspn(line, " -");
    for (gsize i = 0; keys[i] != NULL; i++) {
        if (!g_str_has_prefix(word, keys[i]))
            continue;
        trace_add(traces, TRACE_KEY, "answers", word);
        if (i < 2) {
            g_autofree char *name = g_strdup(word + strlen(keys[i]));
            g_strdelimit(name, "'\"", ' ');
            name_search_add(traces->names, name);
        }
    }
}

/* Is what follows a text of its own, where # is a heading and no comment? */
static bool
opens_block(const char *line)
{
    const char *colon = strstr(line, ": ");
    return colon != NULL && (colon[2] == '|' || colon[2] == '>') && strchr(colon, '"') == NULL;
}

/* What repliek and editors write in the first line. */
static bool
is_own_head(const char *line)
{
    return g_str_has_prefix(line, "# Openbaar afschrift van de antwoorden, ") ||
           g_str_has_prefix(line, "# `repliek build` in deze map maakt de brief opnieuw.") ||
           g_str_has_prefix(line, "# yaml-language-server: $schema=http");
}

/* Line by line and not as a tree: what is looked for are comments too, and a file of this kind that is none says nothing. */
void
trace_yaml(Traces *traces, const char *text)
{
    gsize block = G_MAXSIZE; /* lines that stand in further belong to a text */
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (gsize i = 0; lines[i] != NULL; i++) {
        gsize indent = strspn(lines[i], " ");
        const char *line = lines[i] + indent;
        if (*line == '\0' || indent > block)
            continue;
        block = opens_block(line) ? indent : G_MAXSIZE;
        if (*line != '#')
            trace_key(traces, line);
        else if (i > 0 || !is_own_head(line))
            trace_add(traces, TRACE_COMMENT, "#", line + strspn(line, "# "));
    }
}

static void
trace_plain(Traces *traces, GBytes *bytes)
{
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    g_autofree char *text = g_utf8_make_valid(data != NULL ? data : "", (gssize)length);

    if (g_str_has_prefix(text, "answers:") || strstr(text, "\nanswers:") != NULL)
        trace_yaml(traces, text);
    trace_text(traces, "text", text);
}

static bool
is_picture(GBytes *bytes)
{
    gsize length;
    const guint8 *data = g_bytes_get_data(bytes, &length);
    return length > 4 && (memcmp(data, "\x89PNG", 4) == 0 || memcmp(data, "\xff\xd8\xff", 3) == 0);
}

void
trace_file(Traces *traces, GBytes *bytes)
{
    if (is_picture(bytes)) {
        trace_picture(traces, bytes);
        return;
    }
    switch (sniff_format(bytes)) {
    case FORMAT_DOCX:
    case FORMAT_ODT:
    case FORMAT_ZIP:
        trace_archive(traces, bytes);
        return;
    case FORMAT_PDF: {
        g_autoptr(Pdf) pdf = NULL;
        if (traces->library != NULL && pdf_open(traces->library, bytes, &pdf) == PDF_OPENED)
            trace_pdf(traces, pdf);
        return;
    }
    case FORMAT_TEXT:
    case FORMAT_HTML:
    case FORMAT_XML:
    case FORMAT_RTF:
        trace_plain(traces, bytes);
        return;
    case FORMAT_OLE:
        return;
    }
}
