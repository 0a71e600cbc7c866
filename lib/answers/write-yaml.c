/* SPDX-License-Identifier: EUPL-1.2 */
#include "answers/write-yaml.h"

#include <string.h>

#include "base/utf8.h"

/* Columns of a folded line, its indentation included; shorter texts stay on the line of their key. */
enum { LINE_MAX_CHARACTERS = 100, SHORT_MAX = 80 };

/* Plain words that other readers of YAML take for something else than text. */
static bool
means_something(const char *text)
{
    static const char *const words[] = { "~",  "null", "true", "false", "yes", "no",
                                         "on", "off",  "y",    "n",     NULL };
    g_autofree char *folded = g_ascii_strdown(text, -1);

    return g_strv_contains(words, folded);
}

/* A character that YAML, or an editor, takes for a line end or can't show. */
static bool
is_control(gunichar c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFEFF ||
           (c & 0xFFFE) == 0xFFFE;
}

/* One of them, but for those in `allowed`. */
static bool
has_control_but(const char *text, const char *allowed)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (is_control(c) && (c >= 0x80 || strchr(allowed, (int)c) == NULL))
            return true;
    }
    return false;
}

static bool
has_control(const char *text)
{
    return has_control_but(text, "");
}

static bool
has_loose_space(const char *text)
{
    return g_str_has_prefix(text, " ") || g_str_has_suffix(text, " ");
}

/* Plain only where no rule of YAML needs a second thought: begins with a letter or digit, holds no
 * colon or number sign beside a blank, no brackets. */
static bool
is_plain(const char *text)
{
    if (!g_unichar_isalnum(g_utf8_get_char(text)) || has_loose_space(text) || means_something(text))
        return false;
    return strstr(text, ": ") == NULL && strstr(text, " #") == NULL && !g_str_has_suffix(text, ":");
}

/* Folding keeps single blanks between words, and nothing else. */
static bool
can_fold(const char *text)
{
    return strstr(text, "  ") == NULL && !has_loose_space(text);
}

static void
write_escaped(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '"' || c == '\\')
            g_string_append_printf(out, "\\%c", (char)c);
        else if (c == '\n' || c == '\t')
            g_string_append(out, c == '\n' ? "\\n" : "\\t");
        else if (is_control(c))
            g_string_append_printf(out, "\\U%08X", c);
        else
            g_string_append_unichar(out, c);
    }
    g_string_append_c(out, '"');
}

static void
write_quoted(GString *out, const char *text)
{
    g_string_append_c(out, '\'');
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '\'')
            g_string_append_c(out, '\'');
        g_string_append_c(out, *p);
    }
    g_string_append_c(out, '\'');
}

static void
write_folded(GString *out, const char *text, int indent, const char *eol)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    int column = LINE_MAX_CHARACTERS;

    g_string_append(out, ">-");
    for (size_t i = 0; words[i] != NULL; i++) {
        int length = (int)g_utf8_strlen(words[i], -1);
        if (i == 0 || column + 1 + length > LINE_MAX_CHARACTERS) {
            g_string_append_printf(out, "%s%*s", eol, indent, "");
            column = indent;
        } else {
            g_string_append_c(out, ' ');
            column++;
        }
        g_string_append(out, words[i]);
        column += length;
    }
}

bool
yaml_is_long(const char *text)
{
    return g_utf8_strlen(text, -1) > SHORT_MAX;
}

/* Reading a block would take blanks at its beginning for indentation. */
static bool
needs_indicator(const char *text)
{
    const char *first = text + strspn(text, "\n");

    return *first == ' ' || *first == '\t';
}

/* More than one line end at the end would need `|+`, which takes the blank lines behind it. */
static bool
fits_literal(const char *text, const YamlLines *lines)
{
    bool blank = text[strspn(text, " \t\n")] == '\0';

    return !blank && !g_str_has_suffix(text, "\n\n") && !has_control_but(text, "\n\t") &&
           (!needs_indicator(text) || lines->indent - MAX(lines->parent, 0) <= 9);
}

bool
yaml_fits(const char *text, YamlStyle style, const YamlLines *lines)
{
    switch (style) {
    case YAML_PLAIN:
        return *text != '\0' && is_plain(text) && !has_control(text) &&
               (lines != NULL || strpbrk(text, ",[]{}:?#") == NULL);
    case YAML_SINGLE:
        return !has_control(text);
    case YAML_LITERAL:
        return lines != NULL && fits_literal(text, lines);
    case YAML_FOLDED:
        return lines != NULL && *text != '\0' && !has_control(text) && can_fold(text);
    case YAML_DOUBLE:
        return true;
    case YAML_BLOCK:
    case YAML_FLOW:
        return false;
    }
    g_assert_not_reached();
}

static void
write_literal(GString *out, const char *text, const YamlLines *lines)
{
    size_t length = strlen(text);
    bool ended = length > 0 && text[length - 1] == '\n';
    g_autofree char *content = g_strndup(text, length - ended);
    g_auto(GStrv) pieces = g_strsplit(content, "\n", -1);

    g_string_append_c(out, '|');
    if (needs_indicator(text))
        g_string_append_printf(out, "%d", lines->indent - MAX(lines->parent, 0));
    if (!ended)
        g_string_append_c(out, '-');
    for (size_t i = 0; pieces[i] != NULL; i++)
        g_string_append_printf(out, "%s%*s%s", lines->eol, pieces[i][0] != '\0' ? lines->indent : 0,
                               "", pieces[i]);
}

void
yaml_write_as(GString *out, const char *text, YamlStyle style, const YamlLines *lines)
{
    switch (style) {
    case YAML_PLAIN:
        g_string_append(out, text);
        return;
    case YAML_SINGLE:
        write_quoted(out, text);
        return;
    case YAML_DOUBLE:
        write_escaped(out, text);
        return;
    case YAML_LITERAL:
        write_literal(out, text, lines);
        return;
    case YAML_FOLDED:
        write_folded(out, text, lines->indent, lines->eol);
        return;
    case YAML_BLOCK:
    case YAML_FLOW:
        g_assert_not_reached();
    }
}

void
yaml_write_word(GString *out, const char *text)
{
    if (has_control(text))
        write_escaped(out, text);
    else if (yaml_fits(text, YAML_PLAIN, NULL))
        g_string_append(out, text);
    else
        write_quoted(out, text);
}

void
yaml_write_text(GString *out, const char *text, int indent)
{
    if (has_control(text))
        write_escaped(out, text);
    else if (yaml_is_long(text) && can_fold(text))
        write_folded(out, text, indent, "\n");
    else if (is_plain(text))
        g_string_append(out, text);
    else
        write_quoted(out, text);
}

/* May the text stand under `|`: nothing in it but lines? */
static bool
can_stand(const char *text)
{
    g_autofree char *letters = g_strdelimit(g_strdup(text), "\n\t", 'x');
    return strchr(text, '\n') != NULL && text[strspn(text, "\n")] != '\0' && !has_control(letters);
}

/* The lines of a text, as they are. */
static void
write_lines(GString *out, const char *text, int indent)
{
    size_t length = strlen(text), end = length;
    while (end > 0 && text[end - 1] == '\n')
        end--;

    /* How deep the block stands can't be seen where its first line begins with a blank or is empty. */
    const char *depth = text[0] == ' ' || text[0] == '\n' ? "2" : "";
    const char *keep = length == end ? "-" : length == end + 1 ? "" : "+";
    g_string_append_printf(out, "|%s%s", depth, keep);
    g_autofree char *body = g_strndup(text, length > end ? length - 1 : length);
    g_auto(GStrv) lines = g_strsplit(body, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++)
        g_string_append_printf(out, "\n%*s%s", *lines[i] != '\0' ? indent : 0, "", lines[i]);
}

static void
write_scalar(GString *out, const char *text, int indent)
{
    if (can_stand(text))
        write_lines(out, text, indent);
    else if (*text == '\0')
        g_string_append(out, "''");
    else
        yaml_write_text(out, text, indent);
}

static void
write_pairs(GString *out, const GPtrArray *pairs, int indent)
{
    for (guint i = 0; i < pairs->len; i++) {
        const YamlPair *pair = g_ptr_array_index(pairs, i);
        if (!pair->repeated)
            yaml_write_pair(out, pair->key, pair->value, indent);
    }
}

/* What stands behind "key:" or "-", to the end of its last line. The recursion is as deep as the parser lets. */
static void
write_value(GString *out, const YamlNode *node, int indent)
{
    switch (node->kind) {
    case YAML_SCALAR:
        g_string_append_c(out, ' ');
        write_scalar(out, node->scalar, indent);
        g_string_append_c(out, '\n');
        return;
    case YAML_SEQUENCE:
        g_string_append(out, node->items->len > 0 ? "\n" : " []\n");
        for (guint i = 0; i < node->items->len; i++) {
            const YamlNode *item = g_ptr_array_index(node->items, i);
            g_string_append_printf(out, "%*s-", indent, "");
            if (yaml_is_empty(item))
                g_string_append_c(out, '\n');
            else
                write_value(out, item, indent + 2);
        }
        return;
    case YAML_MAPPING:
        g_string_append(out, node->pairs->len > 0 ? "\n" : " {}\n");
        write_pairs(out, node->pairs, indent);
        return;
    }
}

void
yaml_write_pair(GString *out, const char *key, const YamlNode *value, int indent)
{
    g_string_append_printf(out, "%*s", indent, "");
    yaml_write_word(out, key);
    g_string_append_c(out, ':');
    if (yaml_is_empty(value))
        g_string_append_c(out, '\n');
    else
        write_value(out, value, indent + 2);
}
