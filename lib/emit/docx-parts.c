/* SPDX-License-Identifier: EUPL-1.2 */
#include <pango/pango.h>
#include <string.h>

#include "answers/review-key.h"
#include "base/xml-text.h"
#include "emit/docx-private.h"

#define WORD "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."

static const char declaration[] = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/* A style of paragraphs: `paragraph` and `run` are what w:pPr and w:rPr hold. */
typedef struct ParagraphStyle {
    const char *id, *name, *based_on, *paragraph, *run;
} ParagraphStyle;

/* Names in English are Word's own: by them it knows headings, notes and the contents. Sizes are half points. */
static const ParagraphStyle paragraph_styles[] = {
    { "Heading1", "heading 1", "Normal",
      "<w:keepNext/><w:spacing w:after=\"240\"/><w:outlineLvl w:val=\"0\"/>",
      "<w:b/><w:sz w:val=\"24\"/>" },
    { "Heading2", "heading 2", "Normal",
      "<w:keepNext/><w:spacing w:before=\"360\" w:after=\"120\"/><w:outlineLvl w:val=\"1\"/>",
      "<w:b/><w:sz w:val=\"20\"/>" },
    { "Heading3", "heading 3", "Normal",
      "<w:keepNext/><w:spacing w:before=\"300\" w:after=\"120\"/><w:outlineLvl w:val=\"2\"/>",
      "<w:b/>" },
    { "Heading4", "heading 4", "Normal",
      "<w:keepNext/><w:spacing w:before=\"180\" w:after=\"0\"/><w:outlineLvl w:val=\"3\"/>",
      "<w:b/>" },
    { "Heading5", "heading 5", "Normal",
      "<w:keepNext/><w:spacing w:before=\"180\" w:after=\"0\"/><w:outlineLvl w:val=\"4\"/>",
      "<w:b/>" },
    { "Heading6", "heading 6", "Normal",
      "<w:keepNext/><w:spacing w:before=\"180\" w:after=\"0\"/><w:outlineLvl w:val=\"5\"/>",
      "<w:b/>" },
    { "ListParagraph", "List Paragraph", "Normal", "<w:contextualSpacing/>", "" },
    { "Quote", "Quote", "Normal", "<w:ind w:left=\"567\" w:right=\"567\"/>", "" },
    { "Caption", "caption", "Normal", "<w:spacing w:before=\"120\" w:after=\"60\"/>", "<w:b/>" },
    { "FootnoteText", "footnote text", "Normal", "<w:spacing w:after=\"0\"/>",
      "<w:sz w:val=\"14\"/>" },
    { "TOC1", "toc 1", "Normal", "<w:spacing w:after=\"60\"/>", "" },
    { "TOC2", "toc 2", "Normal", "<w:spacing w:after=\"0\"/><w:ind w:left=\"284\"/>", "" },
    { "Header", "header", "Normal", "<w:jc w:val=\"right\"/>", "<w:sz w:val=\"14\"/>" },
    { "Footer", "footer", "Normal", "<w:jc w:val=\"right\"/>", "<w:sz w:val=\"14\"/>" },
    { "Signature", "Signature", "Normal",
      "<w:keepNext/><w:spacing w:before=\"480\" w:after=\"0\"/>", "" },
    { "Stuk", "Stuk van de commissie", "Normal",
      "<w:pBdr><w:left w:val=\"single\" w:sz=\"6\" w:space=\"8\" w:color=\"000000\"/></w:pBdr>",
      "" },
    { "Ook", "Ook antwoord op", "Normal", "<w:keepNext/><w:spacing w:after=\"0\"/>",
      "<w:sz w:val=\"14\"/>" },
    { "Onbeantwoord", "Nog niet beantwoord", "Normal",
      "<w:pBdr><w:top w:val=\"single\" w:sz=\"8\" w:space=\"4\"/>"
      "<w:left w:val=\"single\" w:sz=\"8\" w:space=\"4\"/>"
      "<w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"4\"/>"
      "<w:right w:val=\"single\" w:sz=\"8\" w:space=\"4\"/></w:pBdr>",
      "<w:b/>" },
    { "CodeBlock", "Code Block", "Normal", "<w:ind w:left=\"284\"/>",
      "<w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:cs=\"Courier New\"/>" },
    { "TableText", "Tabeltekst", "Normal", "<w:spacing w:after=\"0\"/>", "<w:sz w:val=\"16\"/>" },
    { "TableHead", "Tabelkop", "TableText", "<w:keepNext/>", "<w:b/>" },
    { "TableEnd", "Tabeleinde", "Normal", "<w:spacing w:after=\"0\"/>", "<w:sz w:val=\"12\"/>" },
    { "ContentsTitle", "Inhoudstitel", "Normal", "<w:keepNext/><w:spacing w:before=\"240\"/>",
      "<w:b/>" },
    { "Afzender", "Afzender", "Normal", "<w:spacing w:after=\"360\"/>", "<w:b/>" },
    { "Rubricering", "Rubricering", "Normal", "", "<w:b/><w:sz w:val=\"16\"/>" },
    { "Adres", "Adres", "Normal", "<w:spacing w:after=\"0\"/>", "" },
    { "Kenmerk", "Kenmerk", "Normal",
      "<w:tabs><w:tab w:val=\"left\" w:pos=\"2552\"/></w:tabs><w:spacing w:before=\"60\" "
      "w:after=\"0\"/>"
      "<w:ind w:left=\"2552\" w:hanging=\"2552\"/>",
      "" },
};

static const char other_styles[] =
    "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\">"
    "<w:name w:val=\"Default Paragraph Font\"/></w:style>"
    "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:rPr>"
    "<w:color w:val=\"01689B\"/><w:u w:val=\"single\"/></w:rPr></w:style>"
    "<w:style w:type=\"character\" w:styleId=\"FootnoteReference\">"
    "<w:name w:val=\"footnote reference\"/><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr>"
    "</w:style><w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"Code\">"
    "<w:name w:val=\"Code\"/><w:rPr>"
    "<w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:cs=\"Courier New\"/></w:rPr>"
    "</w:style><w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\">"
    "<w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar>"
    "<w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"113\" w:type=\"dxa\"/></w:tblCellMar>"
    "</w:tblPr></w:style><w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"Antwoordtabel\">"
    "<w:name w:val=\"Antwoordtabel\"/><w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>"
    "<w:top w:val=\"single\" w:sz=\"4\" w:color=\"000000\"/>"
    "<w:bottom w:val=\"single\" w:sz=\"4\" w:color=\"000000\"/></w:tblBorders></w:tblPr>"
    "<w:tblStylePr w:type=\"firstRow\"><w:tcPr><w:tcBorders>"
    "<w:bottom w:val=\"single\" w:sz=\"4\" w:color=\"000000\"/></w:tcBorders></w:tcPr>"
    "</w:tblStylePr></w:style>";

/* What a document for review has besides: the deeper headings of answers, and the parts of their fields. */
static const ParagraphStyle review_styles[] = {
    { "Heading7", "heading 7", "Normal", "<w:keepNext/><w:outlineLvl w:val=\"6\"/>", "<w:b/>" },
    { "Heading8", "heading 8", "Normal", "<w:keepNext/><w:outlineLvl w:val=\"7\"/>", "<w:b/>" },
    { "Heading9", "heading 9", "Normal", "<w:keepNext/><w:outlineLvl w:val=\"8\"/>", "<w:b/>" },
    { REVIEW_STYLE_LABEL, REVIEW_NAME_LABEL, "Heading3",
      "<w:spacing w:before=\"240\" w:after=\"60\"/><w:outlineLvl w:val=\"2\"/>",
      "<w:color w:val=\"01689B\"/>" },
    { REVIEW_STYLE_STATUS, REVIEW_NAME_STATUS, "Normal", "<w:keepNext/><w:spacing w:after=\"60\"/>",
      "<w:color w:val=\"595959\"/><w:sz w:val=\"16\"/>" },
    { REVIEW_STYLE_END, REVIEW_NAME_END, "Normal", "<w:spacing w:after=\"120\"/>",
      "<w:sz w:val=\"8\"/>" },
    { REVIEW_STYLE_EMPTY, REVIEW_NAME_EMPTY, "Normal", "", "" },
    { REVIEW_STYLE_CODE_BLOCK, REVIEW_NAME_CODE_BLOCK, "CodeBlock", "", "" },
    { REVIEW_STYLE_TITLE, REVIEW_NAME_TITLE, "Caption", "<w:keepNext/>", "" },
    { REVIEW_STYLE_RULE, REVIEW_NAME_RULE, "Normal",
      "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"1\"/></w:pBdr>", "" },
    { "Subtitle", "Subtitle", "Normal", "<w:keepNext/>", "<w:sz w:val=\"24\"/>" },
    { "TableNumber", "Tabelgetal", "TableText", "<w:jc w:val=\"right\"/>", "" },
};

static const char other_review_styles[] =
    "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"" REVIEW_STYLE_CODE "\">"
    "<w:name w:val=\"" REVIEW_NAME_CODE "\"/><w:basedOn w:val=\"Code\"/></w:style>"
    "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"RepliekVraag\">"
    "<w:name w:val=\"Repliek vraag\"/><w:rPr><w:b/><w:color w:val=\"01689B\"/></w:rPr></w:style>"
    "<w:style w:type=\"character\" w:styleId=\"PlaceholderText\">"
    "<w:name w:val=\"Placeholder Text\"/><w:rPr><w:color w:val=\"595959\"/></w:rPr></w:style>";

/* Behind a heading or a part of a field Enter goes on in plain text; behind the line that closes one, in the field. */
static void
append_style(GString *xml, const ParagraphStyle *style)
{
    bool part = g_str_has_prefix(style->id, REVIEW_STYLES);
    bool ends = strcmp(style->id, REVIEW_STYLE_END) == 0;
    bool goes_on = g_str_has_prefix(style->name, "heading ") || (part && !ends);

    g_string_append_printf(xml,
                           "<w:style w:type=\"paragraph\" w:styleId=\"%s\"><w:name w:val=\"%s\"/>"
                           "<w:basedOn w:val=\"%s\"/>%s<w:pPr>%s</w:pPr><w:rPr>%s</w:rPr>"
                           "</w:style>\n",
                           style->id, style->name, style->based_on,
                           goes_on ? "<w:next w:val=\"Normal\"/>" : "", style->paragraph,
                           style->run);
}

static void
add_styles(Docx *docx)
{
    g_autoptr(GString) xml = g_string_new(declaration);

    g_string_append(xml,
                    "<w:styles " WORD "><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts "
                    "w:ascii=\"Verdana\" w:hAnsi=\"Verdana\" w:cs=\"Verdana\"/><w:sz w:val=\"18\"/>"
                    "<w:szCs w:val=\"18\"/><w:lang");
    xml_append_attribute(xml, "w:val", docx->letter->language);
    g_string_append(xml, "/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"180\" "
                         "w:line=\"264\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault>"
                         "</w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" "
                         "w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>");
    for (gsize i = 0; i < G_N_ELEMENTS(paragraph_styles); i++)
        append_style(xml, &paragraph_styles[i]);
    for (gsize i = 0; docx->letter->review != NULL && i < G_N_ELEMENTS(review_styles); i++)
        append_style(xml, &review_styles[i]);
    if (docx->letter->review != NULL)
        g_string_append(xml, other_review_styles);
    g_string_append(xml, other_styles);
    g_string_append(xml, "</w:styles>");
    docx_package_add_text(docx->package, "word/styles.xml", TYPE "styles+xml", xml->str);
    docx_package_relate(docx->package, "styles", "styles.xml", false);
}

void
docx_add_numbering(Docx *docx)
{
    g_autoptr(GString) xml = g_string_new(declaration);

    g_string_append(xml, "<w:numbering " WORD ">");
    g_string_append(xml, docx->levels->str);
    g_string_append(xml, docx->numbers->str);
    g_string_append(xml, "</w:numbering>");
    docx_package_add_text(docx->package, "word/numbering.xml", TYPE "numbering+xml", xml->str);
    docx_package_relate(docx->package, "numbering", "numbering.xml", false);
}

static void
add_settings(Docx *docx)
{
    static const char settings[] =
        "<w:settings " WORD "><w:defaultTabStop w:val=\"284\"/><w:autoHyphenation/>"
        "<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr><w:compat>"
        "<w:compatSetting w:name=\"compatibilityMode\" "
        "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>";
    g_autofree char *text = g_strconcat(declaration, settings, NULL);

    docx_package_add_text(docx->package, "word/settings.xml", TYPE "settings+xml", text);
    docx_package_relate(docx->package, "settings", "settings.xml", false);
}

/* CONCEPT and the classification stand on every page. */
static void
add_header(Docx *docx)
{
    const LetterHead *head = &docx->letter->head;
    GString *body = docx->out;

    docx->out = g_string_new(declaration);
    g_string_append(docx->out, "<w:hdr " WORD ">");
    docx_append_line(docx, "Header", head->draft_mark);
    docx_append_line(docx, "Header", head->classification);
    if (head->draft_mark == NULL && head->classification == NULL)
        docx_append_line(docx, "Header", "");
    g_string_append(docx->out, "</w:hdr>");
    docx_package_add_text(docx->package, "word/header1.xml", TYPE "header+xml", docx->out->str);
    g_string_free(docx->out, TRUE);
    docx->out = body;
}

static void
append_field(Docx *docx, const char *field)
{
    g_string_append_printf(
        docx->out, "<w:fldSimple w:instr=\" %s \"><w:r><w:t>1</w:t></w:r></w:fldSimple>", field);
}

/* "Pagina {page} van {pages}", with Word's fields for the places. */
static void
append_page_text(Docx *docx, const char *text)
{
    static const struct {
        const char *place, *field;
    } rows[] = { { "{pages}", "NUMPAGES" }, { "{page}", "PAGE" } };
    const char *rest = text;

    while (*rest != '\0') {
        const char *start = strchr(rest, '{');
        gsize length = start != NULL ? (gsize)(start - rest) : strlen(rest);
        g_autofree char *words = g_strndup(rest, length);
        docx_append_text(docx, words);
        rest += length;
        bool known = false;
        for (gsize i = 0; start != NULL && !known && i < G_N_ELEMENTS(rows); i++) {
            known = g_str_has_prefix(rest, rows[i].place);
            if (known) {
                append_field(docx, rows[i].field);
                rest += strlen(rows[i].place);
            }
        }
        if (start != NULL && !known)
            rest++;
    }
}

static void
add_footer(Docx *docx)
{
    const LetterHead *head = &docx->letter->head;
    GString *body = docx->out;

    docx->out = g_string_new(declaration);
    g_string_append(docx->out, "<w:ftr " WORD ">");
    docx_append_line(docx, "Footer", head->footer);
    docx_open_paragraph(docx, "Footer", "");
    append_page_text(docx, head->page_text != NULL ? head->page_text : "{page}");
    docx_close_paragraph(docx);
    g_string_append(docx->out, "</w:ftr>");
    docx_package_add_text(docx->package, "word/footer1.xml", TYPE "footer+xml", docx->out->str);
    g_string_free(docx->out, TRUE);
    docx->out = body;
}

static void
append_property(GString *xml, const char *name, const char *text)
{
    if (text == NULL)
        return;
    g_string_append_printf(xml, "<dc:%s>", name);
    xml_append_text(xml, text);
    g_string_append_printf(xml, "</dc:%s>", name);
}

static void
add_properties(Docx *docx)
{
    const Letter *letter = docx->letter;
    g_autoptr(GString) xml = g_string_new(declaration);

    g_string_append(
        xml, "<cp:coreProperties "
             "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
             "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">");
    append_property(xml, "title", letter->title);
    append_property(xml, "creator", letter->author);
    append_property(xml, "language", letter->language);
    g_string_append(xml, "</cp:coreProperties>");
    docx_package_add_text(docx->package, "docProps/core.xml",
                          "application/vnd.openxmlformats-package.core-properties+xml", xml->str);
}

void
docx_add_parts(Docx *docx)
{
    add_styles(docx);
    add_settings(docx);
    add_header(docx);
    add_footer(docx);
    add_properties(docx);
}

/* Twentieths of a point. */
static int
twips(int length)
{
    return length * 20 / PANGO_SCALE;
}

/* In twentieths of a point. */
typedef struct Margins {
    int top, right, bottom, left;
} Margins;

/* Those of the letter; what is only worked on has no letterhead to leave room for. */
static Margins
find_margins(const Docx *docx)
{
    enum { WORKING = 1418 }; /* 25 mm */
    const Style *style = docx->style;
    const Frame *text = &style->text_next;
    if (docx->letter->review != NULL)
        return (Margins){ WORKING, WORKING, WORKING, WORKING };

    return (Margins){ .top = twips(text->y),
                      .right = twips(style->page_width - text->x - text->width),
                      .bottom = twips(style->page_height - text->y - text->height),
                      .left = twips(text->x) };
}

int
docx_text_width(const Docx *docx)
{
    Margins margins = find_margins(docx);

    return twips(docx->style->page_width) - margins.left - margins.right;
}

void
docx_append_section(Docx *docx)
{
    const Style *style = docx->style;
    Margins margins = find_margins(docx);
    guint header = docx_package_relate(docx->package, "header", "header1.xml", false);
    guint footer = docx_package_relate(docx->package, "footer", "footer1.xml", false);

    g_string_append_printf(
        docx->out,
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId%u\"/>"
        "<w:footerReference w:type=\"default\" r:id=\"rId%u\"/><w:pgSz w:w=\"%d\" w:h=\"%d\"/>"
        "<w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" w:header=\"567\" "
        "w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>",
        header, footer, twips(style->page_width), twips(style->page_height), margins.top,
        margins.right, margins.bottom, margins.left);
}
