/* SPDX-License-Identifier: EUPL-1.2 */
#include "answers/write-markdown.h"

#include <stdbool.h>
#include <string.h>

/* What means something to Markdown wherever it stands. */
static const char marks[] = "\\`*_[]<>&~|{}";

/* A mark that means something at the beginning of a line only: "- ", "+ ", "# ", "= ". */
static bool
opens_block(const char *text)
{
    return strchr("-+#=:", text[0]) != NULL;
}

/* Behind the digits of "3." or "3)", which would begin a list; NULL where the line has none. */
static const char *
list_number_end(const char *text)
{
    const char *end = text;
    while (g_ascii_isdigit(*end))
        end++;
    return end > text && (*end == '.' || *end == ')') ? end : NULL;
}

static void
write_paragraph(GString *out, const char *text)
{
    const char *number = list_number_end(text);

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool escaped = (c < 0x80 && strchr(marks, (int)c) != NULL) || p == number ||
                       (p == text && opens_block(p));
        if (escaped)
            g_string_append_c(out, '\\');
        /* What YAML takes for a line end, or does not take at all. */
        bool breaks = c < 0x20 || c == 0x7F || c == 0x85 || c == 0x2028 || c == 0x2029;
        g_string_append_unichar(out, breaks ? ' ' : c);
    }
}

void
markdown_write_block(GString *out, const char *text, int indent)
{
    g_auto(GStrv) paragraphs = g_strsplit(text, "\n\n", -1);

    for (guint i = 0; paragraphs[i] != NULL; i++) {
        const char *paragraph = g_strstrip(paragraphs[i]);
        if (paragraph[0] == '\0')
            continue;
        g_string_append_printf(out, "%s%*s", i > 0 ? "\n" : "", indent, "");
        write_paragraph(out, paragraph);
        g_string_append_c(out, '\n');
    }
}
