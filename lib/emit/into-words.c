/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/xml-text.h"
#include "emit/into-private.h"

/* ---- Tracked changes ---- */

/* The letter's date is the only one there is: the same letter gives the same bytes. */
void
into_append_author(Into *into, GString *out)
{
    g_string_append_printf(out, " w:id=\"%u\" w:author=\"repliek\"", into->next_id++);
    if (into->letter->date != NULL && iso_date_is_valid(into->letter->date))
        g_string_append_printf(out, " w:date=\"%sT00:00:00Z\"", into->letter->date);
}

void
into_open_insertion(Into *into)
{
    if (!into->track)
        return;

    g_string_append(into->out, "<w:ins");
    into_append_author(into, into->out);
    g_string_append(into->out, ">");
}

void
into_close_insertion(Into *into)
{
    if (into->track)
        g_string_append(into->out, "</w:ins>");
}

void
into_append_mark(Into *into, GString *out)
{
    if (!into->track)
        return;

    g_string_append(out, "<w:ins");
    into_append_author(into, out);
    g_string_append(out, "/>");
}

void
into_append_renumbered(Into *into, guint32 node)
{
    const DocxNode *open = into_node(into, node);
    g_autofree char *tag = g_strndup(into->xml + open->start, open->inside - open->start);
    char *id = strstr(tag, ":id=");
    const char *rest = id != NULL && id[4] != '\0' ? strchr(id + 5, id[4]) : NULL;

    if (rest == NULL) {
        g_string_append(into->out, tag);
        return;
    }
    g_string_append_len(into->out, tag, id + 5 - tag);
    g_string_append_printf(into->out, "%u%s", into->next_id++, rest);
}

/* ---- Paragraphs ---- */

void
into_open_paragraph(Into *into, const Property *own)
{
    g_autoptr(GString) mark = g_string_new("<w:rPr>");
    g_autofree char *indent =
        into->look.left >= 0
            ? g_strdup_printf("<w:ind w:left=\"%d\" w:firstLine=\"0\"/>", into->look.left)
            : NULL;
    Property all[16];
    guint count = 0;

    for (; own != NULL && own->name != NULL && count < G_N_ELEMENTS(all) - 3; own++)
        all[count++] = *own;
    if (indent != NULL)
        all[count++] = (Property){ "w:ind", indent };
    into_append_mark(into, mark);
    g_string_append_printf(mark, "%s</w:rPr>", into->look.run);
    all[count++] = (Property){ "w:rPr", mark->str };
    all[count] = (Property){ NULL, NULL };
    g_string_append_printf(into->out, "<w:p%s>", into->declare);
    into_append_properties(into, into->out, into->look.paragraph, USE_ANSWER, all);
}

void
into_close_paragraph(Into *into)
{
    g_string_append(into->out, "</w:p>");
}

/* ---- Runs ---- */

static void
append_run_properties(Into *into, unsigned style)
{
    g_string_append(into->out, "<w:rPr>");
    g_string_append(into->out, style & RUN_STRONG ? "<w:b/>" : "");
    g_string_append(into->out, style & RUN_EMPHASIS ? "<w:i/>" : "");
    g_string_append(into->out, into->look.run);
    g_string_append(into->out, "</w:rPr>");
}

static void
append_words(Into *into, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++) {
        g_string_append(into->out, i > 0 ? "<w:br/>" : "");
        g_string_append(into->out, "<w:t xml:space=\"preserve\">");
        xml_append_text(into->out, lines[i]);
        g_string_append(into->out, "</w:t>");
    }
}

void
into_append_text(Into *into, const char *text, unsigned style)
{
    into_open_insertion(into);
    g_string_append(into->out, "<w:r>");
    append_run_properties(into, style);
    append_words(into, text);
    g_string_append(into->out, "</w:r>");
    into_close_insertion(into);
}

void
into_append_runs(Into *into, const GPtrArray *runs, unsigned style)
{
    for (guint i = 0; runs != NULL && i < runs->len; i++) {
        const Run *run = g_ptr_array_index(runs, i);
        if (run->kind == RUN_TEXT)
            into_append_text(into, run->text, run->style | style);
    }
}
