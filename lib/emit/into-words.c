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

enum { PROPERTIES_MAX = 16 };

/* Where references to the anchor lead. */
static void
append_bookmark(Into *into, const char *anchor)
{
    guint32 number =
        anchor != NULL ? GPOINTER_TO_UINT(g_hash_table_lookup(into->bookmarks, anchor)) : 0;
    if (number == 0)
        return;

    g_string_append_printf(into->out,
                           "<w:bookmarkStart w:id=\"%u\" w:name=\"repliek_%u\"/>"
                           "<w:bookmarkEnd w:id=\"%u\"/>",
                           number, number, number);
}

void
into_open_paragraph(Into *into, const Property *own)
{
    const Look *look = &into->look;
    g_autoptr(GString) mark = g_string_new("<w:rPr>");
    g_autofree char *indent =
        look->left >= 0 ? g_strdup_printf("<w:ind w:left=\"%d\" w:firstLine=\"0\"/>", look->left)
                        : NULL;
    g_autofree char *spacing =
        into->white > 0 && !into->in_notes ? into_spacing(into, -1, into->white) : NULL;
    Property all[PROPERTIES_MAX + 5];
    guint count = 0;

    for (; own != NULL && own->name != NULL && count < PROPERTIES_MAX; own++)
        all[count++] = *own;
    if (spacing != NULL)
        all[count++] = (Property){ "w:spacing", spacing }; /* the first of a name counts */
    if (look->style != NULL)
        all[count++] = (Property){ "w:pStyle", look->style };
    if (indent != NULL)
        all[count++] = (Property){ "w:ind", indent };
    into_append_mark(into, mark);
    g_string_append_printf(mark, "%s%s%s%s</w:rPr>", look->fonts, look->color, look->size,
                           look->language);
    all[count++] = (Property){ "w:rPr", mark->str };
    all[count] = (Property){ NULL, NULL };
    g_string_append_printf(into->out, "<w:p%s>", into->declare);
    into_append_properties(into, into->out, look->paragraph, USE_ANSWER, all);
    if (into->mark_note) {
        into->mark_note = false;
        into_append_note_number(into);
    }
    append_bookmark(into, into->expected);
    into->expected = NULL;
}

void
into_close_paragraph(Into *into)
{
    g_string_append(into->out, "</w:p>");
}

/* ---- Runs ---- */

/* A style of characters, where the file has it; else what it commonly looks like. */
static void
append_link_style(const Into *into, const char **ret_color, const char **ret_line)
{
    const char *style = docx_trace_style(into->trace, "hyperlink");

    *ret_color = *ret_line = NULL;
    if (style != NULL) {
        g_string_append(into->out, "<w:rStyle");
        xml_append_attribute(into->out, "w:val", style);
        g_string_append(into->out, "/>");
        return;
    }
    *ret_color = "<w:color w:val=\"0563C1\"/>";
    *ret_line = "<w:u w:val=\"single\"/>";
}

/* The order of the elements is that of the schema (ECMA-376 part 1, EG_RPrBase). */
static void
append_run_properties(Into *into, const Run *run, unsigned style)
{
    static const char code[] =
        "<w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:cs=\"Courier New\"/>";
    const Look *look = &into->look;
    const char *color = NULL, *line = NULL;

    g_string_append(into->out, "<w:rPr>");
    if (run != NULL && run->link != NULL)
        append_link_style(into, &color, &line);
    g_string_append(into->out, style & RUN_CODE ? code : look->fonts);
    g_string_append(into->out, style & RUN_STRONG ? "<w:b/>" : "");
    g_string_append(into->out, style & RUN_EMPHASIS ? "<w:i/>" : "");
    if (run == NULL || run->link == NULL)
        g_string_append(into->out, look->color);
    g_string_append(into->out, color != NULL ? color : "");
    g_string_append(into->out, look->size);
    g_string_append(into->out, line != NULL ? line : "");
    g_string_append(into->out,
                    style & RUN_SUPERSCRIPT ? "<w:vertAlign w:val=\"superscript\"/>" : "");
    if (run != NULL && run->language != NULL) {
        g_string_append(into->out, "<w:lang");
        xml_append_attribute(into->out, "w:val", run->language);
        g_string_append(into->out, "/>");
    } else {
        g_string_append(into->out, look->language);
    }
    g_string_append(into->out, "</w:rPr>");
}

/* A line end or tab in a text is an element of its own. */
static void
append_words(Into *into, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++) {
        g_string_append(into->out, i > 0 ? "<w:br/>" : "");
        g_auto(GStrv) cells = g_strsplit(lines[i], "\t", -1);
        for (guint j = 0; cells[j] != NULL; j++) {
            g_string_append(into->out, j > 0 ? "<w:tab/>" : "");
            g_string_append(into->out, "<w:t xml:space=\"preserve\">");
            xml_append_text(into->out, cells[j]);
            g_string_append(into->out, "</w:t>");
        }
    }
}

static void
append_run(Into *into, const Run *run, const char *text, unsigned style)
{
    into_open_insertion(into);
    g_string_append(into->out, "<w:r>");
    append_run_properties(into, run, style);
    append_words(into, text);
    g_string_append(into->out, "</w:r>");
    into_close_insertion(into);
}

void
into_append_text(Into *into, const char *text, unsigned style)
{
    append_run(into, NULL, text, style);
}

void
into_append_element(Into *into, const char *xml)
{
    into_open_insertion(into);
    g_string_append(into->out, "<w:r>");
    append_run_properties(into, NULL, 0);
    g_string_append_printf(into->out, "%s</w:r>", xml);
    into_close_insertion(into);
}

/* Superscript, by the file's own style where it has one. */
static void
append_note_style(Into *into)
{
    const char *style = docx_trace_style(into->trace, "footnote reference");

    g_string_append(into->out, "<w:rPr>");
    if (style != NULL) {
        g_string_append(into->out, "<w:rStyle");
        xml_append_attribute(into->out, "w:val", style);
        g_string_append(into->out, "/>");
    }
    g_string_append_printf(into->out, "%s%s</w:rPr>", style == NULL ? into->look.size : "",
                           style == NULL ? "<w:vertAlign w:val=\"superscript\"/>" : "");
}

void
into_append_note_number(Into *into)
{
    into_open_insertion(into);
    g_string_append(into->out, "<w:r>");
    append_note_style(into);
    g_string_append(into->out, "<w:footnoteRef/></w:r>");
    into_close_insertion(into);
    into_append_text(into, " ", 0);
}

static void
append_note_mark(Into *into, int number)
{
    guint id = into_add_note(into, number);

    into_open_insertion(into);
    g_string_append(into->out, "<w:r>");
    append_note_style(into);
    g_string_append_printf(into->out, "<w:footnoteReference w:id=\"%u\"/></w:r>", id);
    into_close_insertion(into);
}

/* ---- Links ---- */

static bool
leads_to_same(const Run *a, const Run *b)
{
    return b->kind == RUN_TEXT && g_strcmp0(a->link, b->link) == 0 &&
           g_strcmp0(a->target, b->target) == 0;
}

/* An address, or an answer that is put in as well. */
static bool
is_link(const Into *into, const Run *run)
{
    return run->kind == RUN_TEXT &&
           (run->link != NULL ||
            (run->target != NULL && g_hash_table_contains(into->bookmarks, run->target)));
}

/* Runs that follow each other to one place are one link. */
static guint
append_link(Into *into, const GPtrArray *runs, guint first, unsigned style)
{
    const Run *run = g_ptr_array_index(runs, first);
    guint i = first;

    if (run->link != NULL) {
        guint relation = into_relate(into, "hyperlink", run->link, true);
        g_string_append_printf(into->out, "<w:hyperlink%s r:id=\"rId%u\" w:history=\"1\">",
                               into->declare_relations, relation);
    } else {
        guint number = GPOINTER_TO_UINT(g_hash_table_lookup(into->bookmarks, run->target));
        g_string_append_printf(into->out, "<w:hyperlink w:anchor=\"repliek_%u\" w:history=\"1\">",
                               number);
    }
    for (; i < runs->len && leads_to_same(run, g_ptr_array_index(runs, i)); i++) {
        const Run *part = g_ptr_array_index(runs, i);
        append_run(into, part, part->text, part->style | style);
    }
    g_string_append(into->out, "</w:hyperlink>");
    return i;
}

void
into_append_runs(Into *into, const GPtrArray *runs, unsigned style)
{
    for (guint i = 0; runs != NULL && i < runs->len;) {
        const Run *run = g_ptr_array_index(runs, i);
        if (is_link(into, run)) {
            i = append_link(into, runs, i, style);
            continue;
        }
        if (run->kind == RUN_TEXT)
            append_run(into, run, run->text, run->style | style);
        else if (run->kind == RUN_BREAK)
            into_append_element(into, "<w:br/>");
        else if (run->kind == RUN_NOTE)
            append_note_mark(into, run->number);
        i++;
    }
}
