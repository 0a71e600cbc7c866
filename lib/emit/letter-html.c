/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The letter as one HTML page that needs no other file, for who reads on a screen or with ears.
 *
 * In: a Letter composed for the screen (ComposeOptions.screen: no page numbers, links that can be followed). Out: HTML5
 * with its style inside, images as data, the structure that WCAG 2.1 AA asks of a document (EN 301 549, 9): a language,
 * a title, one main part, headings without gaps, lists, tables with heads and captions, texts for images. Notes are
 * endnotes by DPUB-ARIA 1.1, with a way back from each.
 *
 * A paragraph of the committee that an answer divides is several <p>s in a <div class="stuk">, whose border at the left
 * stands for the letter's bracket. Numbers in the margin are drawn by the style sheet from an attribute: they are no
 * words of the document.
 *
 * One function per kind of block, in a table. Recursion is bounded by the nesting that parse_markup() lets through.
 */
#include <string.h>

#include "base/files.h"
#include "base/image-info.h"
#include "base/xml-text.h"
#include "emit/emit.h"
#include "emit/jpeg.h"

typedef struct Html {
    const Letter *letter;
    GString *out;
    GHashTable *marked; /* numbers of notes whose first mark is written: the way back leads there */
    GError **error;
    bool failed;
} Html;

static void html_blocks(Html *html, const GPtrArray *blocks);

static void
open_element(Html *html, const char *name, const char *class, const char *id)
{
    g_string_append_printf(html->out, "<%s", name);
    xml_append_attribute(html->out, "class", class);
    xml_append_attribute(html->out, "id", id);
    g_string_append_c(html->out, '>');
}

static void
close_element(Html *html, const char *name)
{
    g_string_append_printf(html->out, "</%s>\n", name);
}

/* ---- Words ---- */

static const struct {
    RunStyle style;
    const char *element;
} style_elements[] = {
    { RUN_STRONG, "strong" },
    { RUN_EMPHASIS, "em" },
    { RUN_CODE, "code" },
    { RUN_SUPERSCRIPT, "sup" },
};

static void
html_styled(Html *html, const Run *run)
{
    for (gsize i = 0; i < G_N_ELEMENTS(style_elements); i++)
        if (run->style & style_elements[i].style)
            g_string_append_printf(html->out, "<%s>", style_elements[i].element);
    xml_append_text(html->out, run->text);
    for (gsize i = G_N_ELEMENTS(style_elements); i > 0; i--)
        if (run->style & style_elements[i - 1].style)
            g_string_append_printf(html->out, "</%s>", style_elements[i - 1].element);
}

static void
html_note_mark(Html *html, const Run *run)
{
    bool first = g_hash_table_add(html->marked, GINT_TO_POINTER(run->number));

    g_string_append_printf(html->out, "<sup><a role=\"doc-noteref\" href=\"#noot-%d\"",
                           run->number);
    if (first)
        g_string_append_printf(html->out, " id=\"nootverwijzing-%d\"", run->number);
    g_string_append_printf(html->out, ">%d</a></sup>", run->number);
}

/* A question is marked where it stands; what stands in the margin is an attribute, not a word. */
static void
html_text(Html *html, const Run *run)
{
    bool is_span = run->anchor != NULL || run->margin != NULL || run->language != NULL;

    if (is_span) {
        g_string_append(html->out, "<span");
        if (run->anchor != NULL || run->margin != NULL)
            xml_append_attribute(html->out, "class", "vraag");
        xml_append_attribute(html->out, "id", run->anchor);
        xml_append_attribute(html->out, "data-nummer", run->margin);
        xml_append_attribute(html->out, "lang", run->language);
        g_string_append_c(html->out, '>');
    }
    html_styled(html, run);
    if (is_span)
        g_string_append(html->out, "</span>");
}

static bool
leads_to_same(const Run *a, const Run *b)
{
    return b->kind == RUN_TEXT && g_strcmp0(a->link, b->link) == 0 &&
           g_strcmp0(a->target, b->target) == 0;
}

/* Runs that follow each other to one place are one link. */
static guint
html_link(Html *html, const GPtrArray *runs, guint first)
{
    const Run *run = g_ptr_array_index(runs, first);
    guint i = first;

    g_autofree char *fragment = run->target != NULL ? g_strconcat("#", run->target, NULL) : NULL;
    g_string_append(html->out, "<a");
    xml_append_attribute(html->out, "href", fragment != NULL ? fragment : run->link);
    g_string_append_c(html->out, '>');
    for (; i < runs->len && leads_to_same(run, g_ptr_array_index(runs, i)); i++)
        html_text(html, g_ptr_array_index(runs, i));
    g_string_append(html->out, "</a>");
    return i;
}

static void
html_runs(Html *html, const GPtrArray *runs)
{
    for (guint i = 0; runs != NULL && i < runs->len;) {
        const Run *run = g_ptr_array_index(runs, i);
        bool links = run->kind == RUN_TEXT && (run->link != NULL || run->target != NULL);

        if (links) {
            i = html_link(html, runs, i);
            continue;
        }
        if (run->kind == RUN_TEXT)
            html_text(html, run);
        else if (run->kind == RUN_BREAK)
            g_string_append(html->out, "<br>");
        else if (run->kind == RUN_NOTE)
            html_note_mark(html, run);
        i++;
    }
}

/* ---- Blocks ---- */

static void
html_paragraph(Html *html, const Block *block)
{
    open_element(html, "p", NULL, block->anchor);
    html_runs(html, block->runs);
    close_element(html, "p");
}

/* What has words of its own and blocks below them: words alone need no paragraph inside. */
static void
html_content(Html *html, const Block *block)
{
    if (block->runs != NULL && block->runs->len > 0)
        html_paragraph(html, block);
    if (block->children != NULL)
        html_blocks(html, block->children);
}

static void
html_heading(Html *html, const Block *block)
{
    char name[] = { 'h', (char)('0' + CLAMP(block->level, 1, 6)), '\0' };

    open_element(html, name, block->kind == BLOCK_LABEL ? "label" : NULL, block->anchor);
    if (block->number != NULL) {
        open_element(html, "span", "kicker", NULL);
        xml_append_text(html->out, block->number);
        g_string_append(html->out, "</span> ");
    }
    html_runs(html, block->runs);
    close_element(html, name);
    if (block->aside == NULL && block->aside_runs == NULL)
        return;
    open_element(html, "p", "ook", NULL);
    if (block->aside_runs != NULL)
        html_runs(html, block->aside_runs);
    else
        xml_append_text(html->out, block->aside);
    close_element(html, "p");
}

static void
html_item(Html *html, const Block *block)
{
    bool own = block->number != NULL;

    g_string_append(html->out, "<li");
    xml_append_attribute(html->out, "class", own ? "eigen" : NULL);
    xml_append_attribute(html->out, "id", block->anchor);
    g_string_append_c(html->out, '>');
    if (own && *block->number != '\0') {
        open_element(html, "span", "teken", NULL);
        xml_append_text(html->out, block->number);
        g_string_append(html->out, "</span> ");
    }
    html_content(html, block);
    close_element(html, "li");
}

static void
html_list(Html *html, const Block *block)
{
    const char *name = block->ordered ? "ol" : "ul";

    g_string_append_printf(html->out, "<%s", name);
    if (block->ordered && block->start != 1)
        g_string_append_printf(html->out, " start=\"%d\"", block->start);
    g_string_append(html->out, ">\n");
    for (guint i = 0; block->children != NULL && i < block->children->len; i++)
        html_item(html, g_ptr_array_index(block->children, i));
    close_element(html, name);
}

static void
html_quote(Html *html, const Block *block)
{
    open_element(html, "blockquote", NULL, NULL);
    html_content(html, block);
    close_element(html, "blockquote");
}

static void
html_code(Html *html, const Block *block)
{
    g_autofree char *text = block_text(block);

    g_string_append(html->out, "<pre tabindex=\"0\"><code>");
    xml_append_text(html->out, text);
    g_string_append(html->out, "</code></pre>\n");
}

static void
html_rule(Html *html, const Block *block)
{
    (void)block;
    g_string_append(html->out, "<hr>\n");
}

static void
html_cell(Html *html, const Block *cell, bool head)
{
    static const char *const classes[] = { [CELL_LEFT] = NULL,
                                           [CELL_RIGHT] = "rechts",
                                           [CELL_CENTRE] = "midden",
                                           [CELL_DECIMAL] = "rechts" };
    const char *name = head ? "th" : "td";

    g_string_append_printf(html->out, "<%s", name);
    if (head)
        xml_append_attribute(html->out, "scope", "col");
    xml_append_attribute(html->out, "class", classes[cell->alignment]);
    g_string_append_c(html->out, '>');
    for (guint i = 0; cell->children != NULL && i < cell->children->len; i++) {
        const Block *child = g_ptr_array_index(cell->children, i);
        if (child->kind == BLOCK_PARAGRAPH && cell->children->len == 1)
            html_runs(html, child->runs);
        else
            html_content(html, child);
    }
    html_runs(html, cell->runs);
    close_element(html, name);
}

static void
html_row(Html *html, const Block *row, bool head)
{
    g_string_append(html->out, "<tr>");
    for (guint i = 0; row->children != NULL && i < row->children->len; i++)
        html_cell(html, g_ptr_array_index(row->children, i), head);
    close_element(html, "tr");
}

/* A wide table is scrolled in its own box, which the keyboard must reach (WCAG 2.1.1). */
static void
html_table(Html *html, const Block *block)
{
    guint count = block->children != NULL ? block->children->len : 0;
    guint row = 0;

    g_string_append(html->out, "<div class=\"tabel\" tabindex=\"0\"><table>\n");
    for (guint i = 0; i < count; i++) {
        const Block *child = g_ptr_array_index(block->children, i);
        if (child->kind == BLOCK_CAPTION) {
            open_element(html, "caption", NULL, NULL);
            html_runs(html, child->runs);
            close_element(html, "caption");
            continue;
        }
        if (row == 0)
            g_string_append(html->out, block->header_rows > 0 ? "<thead>\n" : "<tbody>\n");
        html_row(html, child, row < block->header_rows);
        if (++row == block->header_rows)
            g_string_append(html->out, "</thead>\n<tbody>\n");
    }
    g_string_append(html->out, row > 0 && row < block->header_rows ? "</thead>" : "</tbody>");
    g_string_append(html->out, "</table></div>\n");
}

static void
html_image(Html *html, const Block *block)
{
    g_autoptr(GBytes) bytes = file_read(block->target, (size_t)IMAGE_MIB_MAX << 20, html->error);
    ImageInfo info;
    gsize length;

    if (bytes == NULL || !image_info_read(block->target, bytes, &info, html->error)) {
        html->failed = true;
        return;
    }
    g_autoptr(GBytes) bare = image_for_web(bytes, &info);
    const guchar *data = g_bytes_get_data(bare, &length);
    g_autofree char *encoded = g_base64_encode(data, length);
    g_string_append(html->out, "<img");
    xml_append_attribute(html->out, "alt", block->alternative != NULL ? block->alternative : "");
    g_string_append_printf(html->out, " src=\"data:image/%s;base64,%s\">\n",
                           info.kind == IMAGE_PNG ? "png" : "jpeg", encoded);
}

static void
html_figure(Html *html, const Block *block)
{
    if (html->failed)
        return;

    open_element(html, "figure", NULL, block->anchor);
    html_image(html, block);
    for (guint i = 0; block->children != NULL && i < block->children->len; i++) {
        open_element(html, "figcaption", NULL, NULL);
        html_runs(html, ((Block *)g_ptr_array_index(block->children, i))->runs);
        close_element(html, "figcaption");
    }
    close_element(html, "figure");
}

static void
html_section(Html *html, const Block *block)
{
    open_element(html, "section", NULL, block->anchor);
    html_content(html, block);
    close_element(html, "section");
}

static void
html_passage(Html *html, const Block *block)
{
    g_autofree char *class =
        g_strconcat("stuk", block->opens ? " opent" : "", block->closes ? " sluit" : "", NULL);

    open_element(html, "div", class, block->anchor);
    html_content(html, block);
    close_element(html, "div");
}

static void
html_answer(Html *html, const Block *block)
{
    open_element(html, "div", block->changed ? "antwoord gewijzigd" : "antwoord", block->anchor);
    html_content(html, block);
    close_element(html, "div");
}

static void
html_unanswered(Html *html, const Block *block)
{
    open_element(html, "p", "onbeantwoord", block->anchor);
    html_runs(html, block->runs);
    close_element(html, "p");
}

static void
html_contents(Html *html, const Block *block)
{
    const char *label = html->letter->head.contents_label;

    g_string_append(html->out, "<nav");
    xml_append_attribute(html->out, "aria-label", label != NULL ? label : "Inhoud");
    g_string_append(html->out, "><ul>\n");
    for (guint i = 0; block->children != NULL && i < block->children->len; i++) {
        const Block *entry = g_ptr_array_index(block->children, i);
        g_autofree char *class = g_strdup_printf("niveau-%d", entry->level);
        open_element(html, "li", class, NULL);
        g_string_append_printf(html->out, "<a href=\"#%s\">", entry->target);
        if (entry->number != NULL)
            g_string_append_printf(html->out, "%s ", entry->number);
        html_runs(html, entry->runs);
        g_string_append(html->out, "</a>");
        if (entry->aside != NULL) {
            g_string_append(html->out, " <span class=\"nummers\">");
            xml_append_text(html->out, entry->aside);
            g_string_append(html->out, "</span>");
        }
        close_element(html, "li");
    }
    g_string_append(html->out, "</ul></nav>\n");
}

static void
html_signature(Html *html, const Block *block)
{
    open_element(html, "div", "ondertekening", NULL);
    html_content(html, block);
    close_element(html, "div");
}

static void
html_blocks(Html *html, const GPtrArray *blocks)
{
    static void (*const writers[])(Html *, const Block *) = {
        [BLOCK_PARAGRAPH] = html_content,
        [BLOCK_HEADING] = html_heading,
        [BLOCK_LIST] = html_list,
        [BLOCK_ITEM] = html_item,
        [BLOCK_QUOTE] = html_quote,
        [BLOCK_CODE] = html_code,
        [BLOCK_RULE] = html_rule,
        [BLOCK_TABLE] = html_table,
        [BLOCK_ROW] = html_content,
        [BLOCK_CELL] = html_content,
        [BLOCK_FIGURE] = html_figure,
        [BLOCK_CAPTION] = html_content,
        [BLOCK_SECTION] = html_section,
        [BLOCK_PASSAGE] = html_passage,
        [BLOCK_ANSWER] = html_answer,
        [BLOCK_LABEL] = html_heading,
        [BLOCK_UNANSWERED] = html_unanswered,
        [BLOCK_CONTENTS] = html_contents,
        [BLOCK_SIGNATURE] = html_signature,
    };

    for (guint i = 0; i < blocks->len; i++) {
        const Block *block = g_ptr_array_index(blocks, i);
        writers[block->kind](html, block);
    }
}

/* ---- The page ---- */

static const char style_sheet[] =
    ":root{color-scheme:light dark}"
    "body{font:1.05rem/1.55 Verdana,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1.5rem 0 "
    "2.5rem}"
    "h1{font-size:1.45rem;line-height:1.3}h2{font-size:1.25rem}h3{font-size:1.1rem}"
    "h4,h5,h6{font-size:1rem}h1,h2,h3{margin-top:2.2em}"
    ".kicker{margin-right:.3em}dl{display:grid;grid-template-columns:max-content 1fr;gap:.2em 1em}"
    "dd{margin:0}.stuk{position:relative;border-left:2px solid;padding-left:1em;margin:0}"
    ".stuk.opent{margin-top:1em}.stuk.sluit{margin-bottom:1em}"
    ".vraag[data-nummer]::before{content:attr(data-nummer);float:left;clear:left;width:2rem;"
    "margin:0 1.6rem 0 -3.6rem;text-align:right;font-size:.8rem}"
    ".antwoord{margin:1em 0 1.5em}.antwoord .label{margin:0}.ook{margin:0;font-size:.85rem}"
    ".antwoord.gewijzigd{border-right:3px solid;padding-right:1em}"
    ".onbeantwoord{border:2px solid;padding:.4em 1em;font-weight:bold}"
    ".tabel{overflow-x:auto;margin:1em 0}table{border-collapse:collapse}"
    "caption{text-align:left;font-weight:bold;padding:.3em 0}"
    "th,td{padding:.25em .8em .25em 0;text-align:left;vertical-align:top;border-bottom:1px solid}"
    ".rechts{text-align:right}.midden{text-align:center}img{max-width:100%;height:auto}"
    "figure{margin:1em 0}pre{overflow-x:auto;border:1px solid;padding:.5em}"
    "blockquote{margin:1em "
    "2em}li.eigen{list-style:none}.teken{position:absolute;margin-left:-1.6em}"
    "li.eigen>p:first-of-type{display:inline}nav "
    "ul{list-style:none;padding:0}.niveau-2{padding-left:2em}"
    ".nummers{font-size:.85rem}.concept{border:2px solid;padding:.3em 1em;font-weight:bold}"
    ".ondertekening{margin:1em 0}.ondertekening p{margin:0}"
    "[role=doc-endnotes] p:nth-last-child(2){display:inline}[role=doc-endnotes]{border-top:1px "
    "solid}"
    "@media print{nav{display:none}a{color:inherit}}";

static void
html_term(Html *html, const char *label, const char *text)
{
    if (text == NULL)
        return;
    open_element(html, "dt", NULL, NULL);
    xml_append_text(html->out, label != NULL ? label : "");
    g_string_append(html->out, "</dt>");
    open_element(html, "dd", NULL, NULL);
    xml_append_text(html->out, text);
    close_element(html, "dd");
}

static void
html_lines(Html *html, const GPtrArray *lines, const char *between)
{
    for (guint i = 0; lines != NULL && i < lines->len; i++) {
        g_string_append(html->out, i > 0 ? between : "");
        xml_append_text(html->out, g_ptr_array_index(lines, i));
    }
}

static void
html_line(Html *html, const char *class, const char *text)
{
    if (text == NULL)
        return;
    open_element(html, "p", class, NULL);
    xml_append_text(html->out, text);
    close_element(html, "p");
}

static void
html_reference(Html *html, const ReferenceItem *item)
{
    if (item->label == NULL || item->lines->len == 0)
        return;
    open_element(html, "dt", NULL, NULL);
    xml_append_text(html->out, item->label);
    g_string_append(html->out, "</dt><dd>");
    html_lines(html, item->lines, "<br>");
    close_element(html, "dd");
}

/* The sender, whom it is for, and what stands beside the letter on paper; of a Kamerstuk its dossiers. */
static void
html_head(Html *html)
{
    const LetterHead *head = &html->letter->head;

    g_string_append(html->out, "<header>\n");
    html_line(html, "concept", head->draft_mark);
    html_line(html, "afzender", head->chamber != NULL ? head->chamber : head->ministry);
    html_line(html, "rubricering", head->classification);
    html_line(html, NULL, head->session);
    for (guint i = 0; head->dossiers != NULL && i < head->dossiers->len; i++) {
        const DossierLine *line = g_ptr_array_index(head->dossiers, i);
        g_autofree char *text = g_strdup_printf("%s %s", line->number, line->title);
        html_line(html, "dossier", text);
    }
    html_line(html, NULL, head->document_number);
    html_line(html, NULL, head->adopted);
    if (head->addressee != NULL && head->addressee->len > 0) {
        open_element(html, "p", "adres", NULL);
        html_lines(html, head->addressee, "<br>");
        close_element(html, "p");
    }
    g_string_append(html->out, "<dl>\n");
    html_term(html, head->date_label, head->date);
    html_term(html, head->subject_label, head->subject);
    for (guint i = 0; head->reference_first != NULL && i < head->reference_first->len; i++)
        html_reference(html, g_ptr_array_index(head->reference_first, i));
    g_string_append(html->out, "</dl>\n</header>\n");
}

static void
html_note(Html *html, const FootNote *note)
{
    g_string_append_printf(html->out, "<li id=\"noot-%d\" value=\"%d\">", note->number,
                           note->number);
    html_blocks(html, note->blocks);
    g_string_append_printf(html->out,
                           "<a role=\"doc-backlink\" href=\"#nootverwijzing-%d\">↩ %d</a>",
                           note->number, note->number);
    close_element(html, "li");
}

static void
html_notes(Html *html)
{
    const GPtrArray *notes = html->letter->notes;
    if (notes->len == 0)
        return;

    g_string_append(html->out, "<section role=\"doc-endnotes\"><ol>\n");
    for (guint i = 0; i < notes->len; i++)
        html_note(html, g_ptr_array_index(notes, i));
    g_string_append(html->out, "</ol></section>\n");
}

static void
html_begin(Html *html)
{
    const Letter *letter = html->letter;

    g_string_append(html->out, "<!DOCTYPE html>\n<html");
    xml_append_attribute(html->out, "lang", letter->language);
    g_string_append(html->out, ">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    xml_append_text(html->out, letter->title != NULL ? letter->title : "");
    g_string_append(html->out, "</title>\n<meta name=\"viewport\" "
                               "content=\"width=device-width,initial-scale=1\">\n<meta "
                               "name=\"author\"");
    xml_append_attribute(html->out, "content", letter->author != NULL ? letter->author : "");
    g_string_append_printf(html->out, ">\n<style>%s</style>\n</head>\n<body>\n", style_sheet);
}

bool
emit_letter_html(const Letter *letter, GString *out, GError **error)
{
    g_autoptr(GHashTable) marked = g_hash_table_new(NULL, NULL);
    Html html = { .letter = letter, .out = out, .marked = marked, .error = error };

    html_begin(&html);
    html_head(&html);
    g_string_append(out, "<main>\n");
    html_blocks(&html, letter->cover);
    html_blocks(&html, letter->body);
    html_notes(&html);
    g_string_append(out, "</main>\n</body>\n</html>\n");
    return !html.failed;
}
