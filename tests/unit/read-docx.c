/* SPDX-License-Identifier: EUPL-1.2 */
#include "package.h"
#include "read/readers-private.h"

#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define MC "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
#define RELATIONS "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\""
#define TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

#define P(content) "<w:p><w:r>" content "</w:r></w:p>"
#define T(text) "<w:t>" text "</w:t>"
#define ITEM(list, level, text)                                                                    \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val='" #level "'/><w:numId w:val='" #list                      \
    "'/></w:numPr></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"

static const char styles[] =
    "<w:styles " W ">"
    "<w:style w:type='paragraph' w:default='1' w:styleId='Std'><w:name w:val='Normal'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='Kop1'><w:name w:val='heading 1'/>"
    "<w:basedOn w:val='Std'/><w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='Tussen'><w:name w:val='Tussen'/>"
    "<w:basedOn w:val='Kop1'/><w:pPr><w:outlineLvl w:val='1'/></w:pPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='Erft'><w:name w:val='Erft'/>"
    "<w:basedOn w:val='Tussen'/><w:rPr><w:b/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='Kring'><w:basedOn w:val='Kring'/></w:style>"
    "</w:styles>";

static const char numbering[] =
    "<w:numbering " W ">"
    "<w:abstractNum w:abstractNumId='0'>"
    "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/>"
    "</w:lvl><w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/>"
    "<w:lvlText w:val='%2)'/></w:lvl>"
    "<w:lvl w:ilvl='2'><w:start w:val='1'/><w:numFmt w:val='decimal'/>"
    "<w:lvlText w:val='%1.%3'/></w:lvl></w:abstractNum>"
    "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/>"
    "<w:lvlText w:val='&#xF0B7;'/></w:lvl></w:abstractNum>"
    "<w:abstractNum w:abstractNumId='2'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
    "<w:numFmt w:val='upperRoman'/><w:lvlText w:val='%1.'/></w:lvl></w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    "<w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>"
    "<w:num w:numId='3'><w:abstractNumId w:val='0'/>"
    "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='7'/></w:lvlOverride></w:num>"
    "<w:num w:numId='4'><w:abstractNumId w:val='2'/></w:num>"
    "</w:numbering>";

static const char footnotes[] = "<w:footnotes " W "><w:footnote w:type='separator' w:id='-1'>" P(
    T("streep")) "</w:footnote>"
                 "<w:footnote w:id='2'>" P(
                     T("Tweede noot.")) "</w:footnote>"
                                        "<w:footnote w:id='5'>" P(T("Eerste noot."))
                                            P(T("Met vervolg.")) "</w:footnote>"
                                                                 "<w:footnote w:id='9'>" P(
                                                                     T("Van een verwijderd "
                                                                       "merk.")) "</w:footnote></"
                                                                                 "w:footnotes>";

static const char endnotes[] =
    "<w:endnotes " W "><w:endnote w:id='2'>" P(T("Eindnoot.")) "</w:endnote></w:endnotes>";

static const char package_relations[] =
    "<Relationships " RELATIONS "><Relationship Id='r1' Type='" TYPE "/officeDocument' "
    "Target='word/document.xml'/></Relationships>";

static const char document_relations[] =
    "<Relationships " RELATIONS ">"
    "<Relationship Id='r1' Type='" TYPE "/styles' Target='styles.xml'/>"
    "<Relationship Id='r2' Type='" TYPE "/numbering' Target='numbering.xml'/>"
    "<Relationship Id='r3' Type='" TYPE "/footnotes' Target='/word/footnotes.xml'/>"
    "<Relationship Id='r4' Type='" TYPE "/endnotes' Target='endnotes.xml'/>"
    "<Relationship Id='r5' Type='" TYPE "/hyperlink' Target='https://example.org/' "
    "TargetMode='External'/></Relationships>";

typedef struct Reading {
    const char *name, *body, *dump;
} Reading;

static GBytes *
docx_new(const char *body)
{
    g_autofree char *document =
        g_strconcat("<w:document " W " " MC "><w:body>", body, "</w:body></w:document>", NULL);
    const PackagePart parts[] = {
        { "_rels/.rels", part_text(package_relations) },
        { "word/_rels/document.xml.rels", part_text(document_relations) },
        { "word/document.xml", part_text(document) },
        { "word/styles.xml", part_text(styles) },
        { "word/numbering.xml", part_text(numbering) },
        { "word/footnotes.xml", part_text(footnotes) },
        { "word/endnotes.xml", part_text(endnotes) },
        { NULL, NULL },
    };
    return package_new(parts);
}

static const Reading readings[] = {
    { "split-in-mid-word",
      "<w:p><w:r><w:t>Welke ge</w:t></w:r><w:proofErr/><w:r><w:t xml:space='preserve'>volgen "
      "</w:t></w:r><w:r><w:t>zijn er?</w:t></w:r></w:p>",
      "text 1:1 | Welke gevolgen zijn er?\n" },
    { "empty-paragraph-is-a-blank-line", P(T("Een.")) "<w:p/>" P(T("Twee.")),
      "text 1:1 | Een.\ntext 2:1 | Twee.\n" },
    { "heading-by-style-and-by-inheritance",
      "<w:p><w:pPr><w:pStyle w:val='Kop1'/></w:pPr><w:r><w:t>Hoofd</w:t></w:r></w:p>"
      "<w:p><w:pPr><w:pStyle w:val='Erft'/></w:pPr><w:r><w:t>Onder</w:t></w:r></w:p>"
      "<w:p><w:pPr><w:pStyle w:val='Kring'/></w:pPr><w:r><w:t>Gewoon</w:t></w:r></w:p>",
      "heading 1:1 level=1 | Hoofd\nheading 2:1 level=2 | Onder\ntext 3:1 | Gewoon\n" },
    { "numbers-as-printed",
      ITEM(1, 0, "een") ITEM(1, 1, "a") ITEM(1, 1, "b") ITEM(1, 0, "twee") ITEM(1, 1, "weer a")
          ITEM(3, 0, "zeven") ITEM(1, 0, "acht") ITEM(2, 0, "punt"),
      "item 1:4 level=1 label=1. | een\nitem 2:4 level=2 label=a) | a\n"
      "item 3:4 level=2 label=b) | b\nitem 4:4 level=1 label=2. | twee\n"
      "item 5:4 level=2 label=a) | weer a\nitem 6:4 level=1 label=7. | zeven\n"
      "item 7:4 level=1 label=8. | acht\nitem 8:3 level=1 label=\xE2\x80\xA2 | punt\n" },
    { "number-among-the-words", ITEM(4, 0, "Vragen") ITEM(1, 2, "Hoofdlijnen"),
      "text 1:1 level=1 | I. Vragen\ntext 2:1 level=3 | 1.1 Hoofdlijnen\n" },
    { "typed-mark-is-a-label", P("<w:t>-</w:t><w:tab/><w:t>een streep</w:t>"),
      "item 1:3 label=- | een streep\n" },
    { "tracked-changes-are-accepted",
      "<w:p><w:r><w:t>Kan de </w:t></w:r><w:ins w:id='1'><w:r><w:t>minister</w:t></w:r></w:ins>"
      "<w:del w:id='2'><w:r><w:delText>regering</w:delText></w:r></w:del>"
      "<w:moveFrom><w:r><w:t>weg</w:t></w:r></w:moveFrom><w:r><w:t> dit?</w:t></w:r></w:p>"
      "<w:p><w:pPr><w:rPr><w:del w:id='3'/></w:rPr></w:pPr><w:r><w:t>Loopt "
      "</w:t></w:r></w:p>" P(T("door.")),
      "text 1:1 | Kan de minister dit?\ntext 2:1 | Loopt door.\n" },
    { "fields-show-their-result",
      "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>DATE</w:instrText>"
      "</w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>26 "
      "maart</w:t></w:r><w:r>"
      "<w:fldChar w:fldCharType='end'/></w:r><w:r><w:t> 2025</w:t></w:r></w:p>"
      "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r></w:p>" P(T("Blijft staan.")),
      "text 1:1 | 26 maart 2025\ntext 2:1 | Blijft staan.\n" },
    { "text-box-once-and-behind",
      "<w:p><w:r><w:t>Voor </w:t><mc:AlternateContent><mc:Choice "
      "Requires='wps'><w:txbxContent>" P(T("In het kader.")) "</w:txbxContent></"
                                                             "mc:Choice><mc:Fallback><w:"
                                                             "txbxContent>" P(
                                                                 T("In het kader.")) "</"
                                                                                     "w:"
                                                                                     "txbxContent"
                                                                                     "></"
                                                                                     "mc:"
                                                                                     "Fallback></"
                                                                                     "mc:"
                                                                                     "AlternateCo"
                                                                                     "ntent>"
                                                                                     "<w:t>en "
                                                                                     "na.</w:t></"
                                                                                     "w:r></w:p>",
      "text 1:1 | Voor en na.\ntext 2:1 | In het kader.\n" },
    { "special-characters",
      P(T("over") "<w:softHyphen/>" T("leg") "<w:tab/>" T("EU") "<w:noBreakHyphen/>" T(
          "lid ") "<w:sym w:font='Wingdings' w:char='F0E0'/>" T(" x")),
      "text 1:1 | overleg EU-lid \xE2\x86\x92 x\n" },
    { "symbol-fonts",
      P("<w:rPr><w:rFonts w:ascii='Symbol'/></w:rPr>" T("\xEF\x81\xA1"))
          P(T("\xEF\x82\xA7 Kan dit?")) P("<w:sym w:font='Symbol' w:char='F0B3'/>" T(" 5 ton")),
      "text 1:1 | α\nitem 2:3 label=▪ | Kan dit?\ntext 3:1 | ≥ 5 ton\n" },
    { "break-inside-a-sentence", P(T("Wat is het beleid") "<w:br/>" T("van de minister?")),
      "text 1:1 | Wat is het beleid van de minister?\n" },
    { "break-between-sentences", P(T("Vraag 1") "<w:br/>" T("Kan dit?")),
      "text 1:1 | Vraag 1\ntext 2:1 | Kan dit?\n" },
    { "content-controls-and-links",
      "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>" P(
          T("In het veld.")) "</w:sdtContent></w:sdt><w:p><w:hyperlink><w:r><w:t>Een "
                             "link</w:t></w:r></w:hyperlink>"
                             "</w:p>",
      "text 1:1 | In het veld.\ntext 2:1 | Een link\n" },
    { "table-cells",
      "<w:tbl><w:tr><w:tc>" P(T("Nr")) "</w:tc><w:tc>" P(
          T("Vraag")) "</w:tc></w:tr><w:tr>"
                      "<w:trPr><w:del w:id='1'/></w:trPr><w:tc>" P(
                          T("0")) "</w:tc></w:tr>"
                                  "<w:tr><w:tc>" P(T("1")) "</w:tc><w:tc>" P(
                                      T("Kan dit?")) "</w:tc></w:tr></w:tbl>" P(T("Erna.")),
      "cell 1:1 | Nr\ncell 2:1 | Vraag\ncell 3:1 | 1\ncell 4:1 | Kan dit?\ntext 5:1 | "
      "Erna.\n" },
    { "notes-by-order-of-marks",
      "<w:p><w:r><w:t>Een.</w:t><w:footnoteReference w:id='5'/></w:r><w:r><w:t> Twee</w:t>"
      "<w:endnoteReference w:id='2'/><w:t>, drie</w:t><w:footnoteReference w:id='2'/><w:t>."
      "</w:t></w:r></w:p>",
      "text 1:1 | Een.[^1] Twee[^i], drie[^2].\nnote 1\n  text 2:1 | Eerste noot.\n"
      "  text 3:1 | Met vervolg.\nnote i\n  text 4:1 | Eindnoot.\nnote 2\n"
      "  text 5:1 | Tweede noot.\n" },
    { "mark-of-the-writer's-own",
      P(T("Zo.") "<w:footnoteReference w:customMarkFollows='1' w:id='2'/>" T("*")),
      "text 1:1 | Zo.[^*]\nnote *\n  text 2:1 | Tweede noot.\n" },
    { "repeated-mark-by-field",
      "<w:p><w:bookmarkStart w:id='1' w:name='_Ref1'/><w:r><w:footnoteReference "
      "w:id='2'/></w:r>"
      "<w:bookmarkEnd w:id='1'/><w:r><w:t>a</w:t><w:fldChar w:fldCharType='begin'/>"
      "<w:instrText> NOTEREF _Ref1 \\h </w:instrText><w:fldChar w:fldCharType='separate'/>"
      "<w:t>1</w:t><w:fldChar w:fldCharType='end'/><w:t> b</w:t></w:r></w:p>",
      "text 1:1 | [^1]a[^1] b\nnote 1\n  text 2:1 | Tweede noot.\n" },
    { "pages-as-word-saw-them",
      P(T("Een, ")) "<w:p><w:r><w:t>loopt "
                    "</w:t><w:lastRenderedPageBreak/><w:t>over.</w:t></w:r>"
                    "</w:p>" P(T("Twee.")),
      "text 1:1 page=1 | Een,\ntext 2:1 page=1 | loopt over.\ntext 3:1 page=2 | Twee.\n" },
};

static char *
dump(Draft *draft)
{
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(Document) document = draft_to_document(draft, "proef.docx", diags);
    GString *out = g_string_new(NULL);

    document_dump(document, out);
    return g_string_free(out, FALSE);
}

/* Reads, and sends the draft through the pipe's form on the way. */
static void
test_reading(gconstpointer data)
{
    const Reading *reading = data;
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = docx_new(reading->body);
    g_autoptr(Draft) draft = draft_docx(bytes, &error);
    g_assert_no_error(error);

    g_autoptr(GByteArray) wire = draft_write(draft);
    g_autoptr(Draft) copy = draft_read(wire->data, wire->len);
    g_assert_nonnull(copy);
    g_autofree char *out = dump(copy);
    g_assert_cmpstr(out, ==, reading->dump);
}

static void
test_emphasis(void)
{
    g_autoptr(GBytes) bytes =
        docx_new("<w:p><w:r><w:t xml:space='preserve'>Een </w:t></w:r><w:r><w:rPr><w:b/></w:rPr>"
                 "<w:t xml:space='preserve'>vet </w:t></w:r><w:r><w:rPr><w:b w:val='0'/><w:i/>"
                 "</w:rPr><w:t>cursief</w:t></w:r></w:p>");
    g_autoptr(Draft) draft = draft_docx(bytes, NULL);
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(Document) document = draft_to_document(draft, "proef.docx", diags);
    const Paragraph *paragraph = g_ptr_array_index(document->paragraphs, 0);

    g_assert_cmpuint(paragraph->emphasis->len, ==, 2);
    const Emphasis *bold = &g_array_index(paragraph->emphasis, Emphasis, 0);
    const Emphasis *italic = &g_array_index(paragraph->emphasis, Emphasis, 1);
    g_assert_cmpuint(bold->start, ==, 4);
    g_assert_cmpuint(bold->kinds, ==, EMPHASIS_BOLD);
    g_assert_cmpuint(italic->start, ==, 8);
    g_assert_cmpuint(italic->end, ==, 15);
    g_assert_cmpuint(italic->kinds, ==, EMPHASIS_ITALIC);
}

static void
test_remarks(void)
{
    g_autoptr(GBytes) bytes =
        docx_new("<w:p><w:ins w:id='1'><w:r><w:t>Nieuw.</w:t></w:r></w:ins><w:r><w:rPr>"
                 "<w:vanish/></w:rPr><w:t>verborgen</w:t></w:r></w:p>");
    g_autoptr(Draft) draft = draft_docx(bytes, NULL);
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(Document) document = draft_to_document(draft, "proef.docx", diags);

    g_assert_cmpuint(document->paragraphs->len, ==, 1);
    g_assert_cmpuint(diags->items->len, ==, 2);
    const Diag *first = g_ptr_array_index(diags->items, 0);
    g_assert_cmpint(first->code, ==, DIAG_TRACKED_CHANGES);
}

/* Pages that begin in the middle of a paragraph are found by the place in the source. */
static void
test_page_of_place(void)
{
    g_autoptr(GBytes) bytes =
        docx_new("<w:p><w:r><w:t>voor </w:t><w:lastRenderedPageBreak/><w:t>na</w:t></w:r></w:p>");
    g_autoptr(Draft) draft = draft_docx(bytes, NULL);
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(Document) document = draft_to_document(draft, "proef.docx", diags);

    g_assert_cmpint(source_page(document->source, 0), ==, 1);
    g_assert_cmpint(source_page(document->source, 5), ==, 2);
}

/* Every cut-off form of the wire is refused, and none is read past its end. */
static void
test_cut_off_wire(void)
{
    g_autoptr(GBytes) bytes = docx_new(readings[13].body);
    g_autoptr(Draft) draft = draft_docx(bytes, NULL);
    g_autoptr(GByteArray) wire = draft_write(draft);

    for (guint length = 0; length < wire->len; length++) {
        g_autofree guint8 *cut = g_memdup2(wire->data, length);
        g_assert_null(draft_read(cut, length));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(readings); i++) {
        g_autofree char *path = g_strconcat("/read/docx/", readings[i].name, NULL);
        g_test_add_data_func(path, &readings[i], test_reading);
    }
    g_test_add_func("/read/docx/emphasis", test_emphasis);
    g_test_add_func("/read/docx/remarks", test_remarks);
    g_test_add_func("/read/docx/page-of-place", test_page_of_place);
    g_test_add_func("/read/docx/cut-off-wire", test_cut_off_wire);
    return g_test_run();
}
