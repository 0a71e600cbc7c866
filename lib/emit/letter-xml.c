/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The letter in the XML of officielebekendmakingen.nl, root officiele-publicatie, for those who publish it (domain.md
 * 1.6: the names are those of published files; the schema itself is not public).
 *
 * In: a Letter composed in a Kamerstuk layout for the screen, so that head.dossiers and its like are there and no page
 * is named. Out: `kamerstuk` with its dossiers, number and title; a `divisie` for each section, `al` for paragraphs, `tussenkop` for
 * headings inside, `lijst`, CALS tables, `plaatje`, notes where their mark stands. The vocabulary has no
 * questions and answers: a label is an `al` of its own, as in print.
 *
 * Left out, as the publisher makes them: the contents, the file's numbers that only the publisher gives. In XML the
 * parliamentary year has a hyphen, in print a dash (domain.md 1.5).
 */
#include <string.h>

#include "base/xml-text.h"
#include "emit/emit.h"

typedef struct Xml {
    const Letter *letter;
    GString *out;
} Xml;

static void xml_blocks(Xml *xml, const GPtrArray *blocks);

static void
xml_element(Xml *xml, const char *name, const char *text)
{
    if (text == NULL)
        return;
    g_string_append_printf(xml->out, "<%s>", name);
    xml_append_text(xml->out, text);
    g_string_append_printf(xml->out, "</%s>\n", name);
}

/* ---- Words ---- */

static const char *
emphasis_type(unsigned style)
{
    bool strong = style & RUN_STRONG, emphasis = style & RUN_EMPHASIS;

    if (strong && emphasis)
        return "vetcur";
    if (strong)
        return "vet";
    return emphasis ? "cur" : NULL;
}

static void
xml_text(Xml *xml, const Run *run)
{
    const char *type = emphasis_type(run->style);
    bool raised = run->style & RUN_SUPERSCRIPT;

    if (type != NULL)
        g_string_append_printf(xml->out, "<nadruk type=\"%s\">", type);
    g_string_append(xml->out, raised ? "<sup>" : "");
    xml_append_text(xml->out, run->text);
    g_string_append(xml->out, raised ? "</sup>" : "");
    g_string_append(xml->out, type != NULL ? "</nadruk>" : "");
}

static const char *
link_of(const GPtrArray *runs, guint index)
{
    const Run *run = index < runs->len ? g_ptr_array_index(runs, index) : NULL;
    return run != NULL && run->kind == RUN_TEXT ? run->link : NULL;
}

/* Runs that follow each other to one address are one reference. */
static void
xml_linked(Xml *xml, const GPtrArray *runs, guint index)
{
    const char *link = link_of(runs, index);
    bool first = index == 0 || g_strcmp0(link, link_of(runs, index - 1)) != 0;
    bool last = g_strcmp0(link, link_of(runs, index + 1)) != 0;

    if (link != NULL && first) {
        g_string_append(xml->out, "<extref soort=\"URL\" status=\"actief\"");
        xml_append_attribute(xml->out, "doc", link);
        g_string_append_c(xml->out, '>');
    }
    xml_text(xml, g_ptr_array_index(runs, index));
    g_string_append(xml->out, link != NULL && last ? "</extref>" : "");
}

static void
xml_note(Xml *xml, int number)
{
    const FootNote *note = g_ptr_array_index(xml->letter->notes, (guint)number - 1);

    g_string_append_printf(xml->out, "<noot id=\"n%d\" type=\"voet\"><noot.nr>%d</noot.nr>", number,
                           number);
    for (guint i = 0; i < note->blocks->len; i++) {
        g_autofree char *text = block_text(g_ptr_array_index(note->blocks, i));
        g_string_append(xml->out, "<noot.al>");
        xml_append_text(xml->out, text);
        g_string_append(xml->out, "</noot.al>");
    }
    g_string_append(xml->out, "</noot>");
}

static void
xml_runs(Xml *xml, const GPtrArray *runs)
{
    for (guint i = 0; runs != NULL && i < runs->len; i++) {
        const Run *run = g_ptr_array_index(runs, i);
        if (run->kind == RUN_TEXT)
            xml_linked(xml, runs, i);
        else if (run->kind == RUN_BREAK)
            g_string_append(xml->out, "<br/>");
        else if (run->kind == RUN_NOTE)
            xml_note(xml, run->number);
    }
}

/* ---- Blocks ---- */

static void
xml_words(Xml *xml, const char *name, const char *attributes, const Block *block)
{
    g_string_append_printf(xml->out, "<%s%s>", name, attributes);
    xml_runs(xml, block->runs);
    g_string_append_printf(xml->out, "</%s>\n", name);
}

static void
xml_content(Xml *xml, const Block *block)
{
    if (block->runs != NULL && block->runs->len > 0)
        xml_words(xml, "al", "", block);
    if (block->children != NULL)
        xml_blocks(xml, block->children);
}

static void
xml_heading(Xml *xml, const Block *block)
{
    xml_words(xml, "tussenkop", " kopopmaak=\"cur\"", block);
}

static void
xml_item(Xml *xml, const Block *list, guint index)
{
    const Block *item = g_ptr_array_index(list->children, index);
    g_autofree char *number = item->number != NULL ? g_strdup(item->number)
                              : list->ordered ? g_strdup_printf("%d.", list->start + (int)index)
                                              : g_strdup("–");

    g_string_append(xml->out, "<li>");
    if (*number != '\0')
        xml_element(xml, "li.nr", number);
    xml_content(xml, item);
    g_string_append(xml->out, "</li>\n");
}

static void
xml_list(Xml *xml, const Block *block)
{
    g_string_append(xml->out, "<lijst type=\"expliciet\">\n");
    for (guint i = 0; block->children != NULL && i < block->children->len; i++)
        xml_item(xml, block, i);
    g_string_append(xml->out, "</lijst>\n");
}

static void
xml_code(Xml *xml, const Block *block)
{
    g_autofree char *text = block_text(block);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    g_string_append(xml->out, "<al-groep>\n");
    for (guint i = 0; lines[i] != NULL; i++)
        xml_element(xml, "al", lines[i]);
    g_string_append(xml->out, "</al-groep>\n");
}

/* What the vocabulary has no element for (rules), or the publisher makes (contents). */
static void
xml_nothing(Xml *xml, const Block *block)
{
    (void)xml;
    (void)block;
}

static guint
count_columns(const Block *table)
{
    for (guint i = 0; table->children != NULL && i < table->children->len; i++) {
        const Block *row = g_ptr_array_index(table->children, i);
        if (row->kind == BLOCK_ROW && row->children != NULL)
            return row->children->len;
    }
    return 0;
}

static void
xml_row(Xml *xml, const Block *row)
{
    static const char *const alignments[] = { [CELL_LEFT] = "left",
                                              [CELL_RIGHT] = "right",
                                              [CELL_CENTRE] = "center",
                                              [CELL_DECIMAL] = "right" };

    g_string_append(xml->out, "<row>");
    for (guint i = 0; row->children != NULL && i < row->children->len; i++) {
        const Block *cell = g_ptr_array_index(row->children, i);
        g_string_append_printf(xml->out, "<entry align=\"%s\">", alignments[cell->alignment]);
        xml_content(xml, cell);
        g_string_append(xml->out, "</entry>");
    }
    g_string_append(xml->out, "</row>\n");
}

/* Rows from `first` until `end`, inside one part of the table. */
static void
xml_rows(Xml *xml, const char *part, const GPtrArray *rows, guint first, guint end)
{
    if (first >= end)
        return;

    g_string_append_printf(xml->out, "<%s>\n", part);
    for (guint i = first; i < end; i++)
        xml_row(xml, g_ptr_array_index(rows, i));
    g_string_append_printf(xml->out, "</%s>\n", part);
}

static void
xml_table(Xml *xml, const Block *block)
{
    guint columns = count_columns(block),
          count = block->children != NULL ? block->children->len : 0;
    const Block *first = count > 0 ? g_ptr_array_index(block->children, 0) : NULL;
    guint start = first != NULL && first->kind == BLOCK_CAPTION ? 1 : 0;
    guint body = MIN(start + block->header_rows, count);

    g_string_append(xml->out, "<table>\n");
    if (start == 1)
        xml_words(xml, "title", "", first);
    g_string_append_printf(xml->out, "<tgroup cols=\"%u\">\n", columns);
    for (guint i = 1; i <= columns; i++)
        g_string_append_printf(xml->out, "<colspec colnum=\"%u\" colname=\"col%u\"/>\n", i, i);
    xml_rows(xml, "thead", block->children, start, body);
    xml_rows(xml, "tbody", block->children, body, count);
    g_string_append(xml->out, "</tgroup>\n</table>\n");
}

static void
xml_figure(Xml *xml, const Block *block)
{
    g_autofree char *name = g_path_get_basename(block->target);

    g_string_append(xml->out, "<plaatje><illustratie");
    xml_append_attribute(xml->out, "naam", name);
    xml_append_attribute(xml->out, "alt", block->alternative);
    g_string_append(xml->out, "/></plaatje>\n");
    if (block->children != NULL)
        xml_blocks(xml, block->children);
}

/* A section is a `divisie`, its first heading the head of that. */
static void
xml_section(Xml *xml, const Block *block)
{
    guint first = 0;

    g_string_append(xml->out, "<divisie opmaak=\"default\">\n");
    const Block *heading = block->children != NULL && block->children->len > 0
                               ? g_ptr_array_index(block->children, 0)
                               : NULL;
    if (heading != NULL && heading->kind == BLOCK_HEADING) {
        g_string_append(xml->out, "<kop kopopmaak=\"vet\">");
        xml_element(xml, "nr", heading->number);
        xml_words(xml, "titel", "", heading);
        g_string_append(xml->out, "</kop>\n");
        first = 1;
    }
    g_autoptr(GPtrArray) rest = g_ptr_array_new();
    for (guint i = first; block->children != NULL && i < block->children->len; i++)
        g_ptr_array_add(rest, g_ptr_array_index(block->children, i));
    xml_blocks(xml, rest);
    g_string_append(xml->out, "</divisie>\n");
}

static void
xml_signature(Xml *xml, const Block *block)
{
    static const char *const names[] = { "functie", "naam" };

    g_string_append(xml->out, "<ondertekening>");
    for (guint i = 0; block->children != NULL && i < block->children->len; i++)
        xml_words(xml, names[MIN(i, 1)], "", g_ptr_array_index(block->children, i));
    g_string_append(xml->out, "</ondertekening>\n");
}

static void
xml_blocks(Xml *xml, const GPtrArray *blocks)
{
    static void (*const writers[])(Xml *, const Block *) = {
        [BLOCK_PARAGRAPH] = xml_content,   [BLOCK_HEADING] = xml_heading,
        [BLOCK_LIST] = xml_list,           [BLOCK_ITEM] = xml_content,
        [BLOCK_QUOTE] = xml_content,       [BLOCK_CODE] = xml_code,
        [BLOCK_RULE] = xml_nothing,        [BLOCK_TABLE] = xml_table,
        [BLOCK_ROW] = xml_content,         [BLOCK_CELL] = xml_content,
        [BLOCK_FIGURE] = xml_figure,       [BLOCK_CAPTION] = xml_content,
        [BLOCK_SECTION] = xml_section,     [BLOCK_PASSAGE] = xml_content,
        [BLOCK_ANSWER] = xml_content,      [BLOCK_LABEL] = xml_content,
        [BLOCK_UNANSWERED] = xml_content,  [BLOCK_CONTENTS] = xml_nothing,
        [BLOCK_SIGNATURE] = xml_signature,
    };

    for (guint i = 0; i < blocks->len; i++) {
        const Block *block = g_ptr_array_index(blocks, i);
        writers[block->kind](xml, block);
    }
}

/* ---- The document ---- */

/* What follows the first word of "Vergaderjaar 2024–2025", "Nr. 1301"; NULL where that is still open ("…"). */
static char *
value_of(const char *line)
{
    const char *space = line != NULL ? strchr(line, ' ') : NULL;
    if (space == NULL || strstr(space, "…") != NULL)
        return NULL;

    g_auto(GStrv) pieces = g_strsplit(space + 1, "–", -1);
    return g_strjoinv("-", pieces);
}

static void
xml_meta(Xml *xml, const char *name, const char *content)
{
    if (content == NULL)
        return;
    g_string_append(xml->out, "<meta");
    xml_append_attribute(xml->out, "name", name);
    xml_append_attribute(xml->out, "content", content);
    g_string_append(xml->out, "/>\n");
}

static void
xml_metadata(Xml *xml, const char *year, const char *number)
{
    const LetterHead *head = &xml->letter->head;

    g_string_append(xml->out, "<metadata>\n");
    for (guint i = 0; head->dossiers != NULL && i < head->dossiers->len; i++) {
        const DossierLine *dossier = g_ptr_array_index(head->dossiers, i);
        xml_meta(xml, "OVERHEIDop.dossiernummer", dossier->number);
        xml_meta(xml, "OVERHEIDop.dossiertitel", dossier->title);
    }
    xml_meta(xml, "OVERHEIDop.ondernummer", number);
    xml_meta(xml, "OVERHEIDop.documenttitel", xml->letter->title);
    xml_meta(xml, "OVERHEIDop.vergaderjaar", year);
    xml_meta(xml, "DC.creator", xml->letter->author);
    xml_meta(xml, "DCTERMS.issued", xml->letter->date);
    xml_meta(xml, "DCTERMS.language", "nl");
    g_string_append(xml->out, "</metadata>\n");
}

static void
xml_line(Xml *xml, const char *content, const char *text)
{
    if (text == NULL)
        return;
    g_string_append(xml->out, "<tekstregel");
    xml_append_attribute(xml->out, "inhoud", content);
    g_string_append_c(xml->out, '>');
    xml_append_text(xml->out, text);
    g_string_append(xml->out, "</tekstregel>\n");
}

static void
xml_head(Xml *xml, const char *year)
{
    const LetterHead *head = &xml->letter->head;

    g_string_append(xml->out, "<kamerstukkop>\n");
    xml_line(xml, "vergaderjaar", year);
    xml_line(xml, "kameraanduiding", head->chamber);
    xml_line(xml, "kamernummer", head->chamber_digit);
    xml_line(xml, "documenttype", "Kamerstukken");
    g_string_append(xml->out, "</kamerstukkop>\n");
    for (guint i = 0; head->dossiers != NULL && i < head->dossiers->len; i++) {
        const DossierLine *dossier = g_ptr_array_index(head->dossiers, i);
        g_string_append(xml->out, "<dossier><dossiernummer>");
        xml_element(xml, "dossiernr", dossier->number);
        g_string_append(xml->out, "</dossiernummer>");
        xml_element(xml, "titel", dossier->title);
        g_string_append(xml->out, "</dossier>\n");
    }
}

/* The title is the first block of the body; the rest is text. */
static void
xml_document(Xml *xml, const char *number)
{
    const GPtrArray *body = xml->letter->body;
    const Block *title = body->len > 0 ? g_ptr_array_index(body, 0) : NULL;
    bool titled = title != NULL && title->kind == BLOCK_HEADING;
    g_autoptr(GPtrArray) rest = g_ptr_array_new();

    g_string_append(xml->out, "<stuk>\n");
    if (number != NULL) {
        g_string_append(xml->out, "<stuknr>Nr. <ondernummer kamer=\"2\">");
        xml_append_text(xml->out, number);
        g_string_append(xml->out, "</ondernummer></stuknr>\n");
    }
    if (titled)
        xml_words(xml, "titel", "", title);
    xml_element(xml, "datumtekst", xml->letter->head.adopted);
    g_string_append(xml->out, "<algemeen><vrije-tekst><tekst status=\"goed\">\n");
    for (guint i = titled ? 1 : 0; i < body->len; i++)
        g_ptr_array_add(rest, g_ptr_array_index(body, i));
    xml_blocks(xml, xml->letter->cover);
    xml_blocks(xml, rest);
    g_string_append(xml->out, "</tekst></vrije-tekst></algemeen>\n</stuk>\n");
}

void
emit_letter_xml(const Letter *letter, GString *out)
{
    Xml xml = { letter, out };
    g_autofree char *year = value_of(letter->head.session);
    g_autofree char *number = value_of(letter->head.document_number);

    g_string_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<officiele-publicatie>\n");
    xml_metadata(&xml, year, number);
    g_string_append(out, "<kamerstuk>\n");
    xml_head(&xml, year);
    xml_document(&xml, number);
    g_string_append(out, "</kamerstuk>\n</officiele-publicatie>\n");
}
