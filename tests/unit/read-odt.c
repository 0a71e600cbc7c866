/* SPDX-License-Identifier: EUPL-1.2 */
#include "package.h"
#include "read/readers-private.h"

#define NAMESPACES                                                                                 \
    "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "                           \
    "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" "                             \
    "xmlns:t=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "                                  \
    "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "                             \
    "xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" "                            \
    "xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" "                    \
    "xmlns:loext=\"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0\""

#define P(text) "<t:p>" text "</t:p>"
#define ITEM(text) "<t:list-item>" P(text) "</t:list-item>"

static const char styles[] =
    "<office:document-styles " NAMESPACES "><office:styles>"
    "<t:outline-style><t:outline-level-style t:level='1' style:num-format='I' "
    "style:num-suffix='.'/></t:outline-style>"
    "<style:style style:name='Heading_20_1' style:display-name='Heading 1' "
    "style:family='paragraph'><style:text-properties fo:font-weight='bold'/></style:style>"
    "<t:list-style style:name='L1'><t:list-level-style-number t:level='1' style:num-format='1' "
    "style:num-suffix='.'/><t:list-level-style-number t:level='2' style:num-format='a' "
    "style:num-suffix=')'/></t:list-style>"
    "<t:list-style style:name='L2'><t:list-level-style-bullet t:level='1' "
    "t:bullet-char='&#x2022;'/></t:list-style>"
    "<t:list-style style:name='L3'><t:list-level-style-number t:level='1' style:num-format='1'/>"
    "<t:list-level-style-number t:level='2' style:num-format='a' style:num-suffix='.' "
    "t:display-levels='2' loext:num-list-format='%1%%2%.'/></t:list-style>"
    "</office:styles></office:document-styles>";

static const char automatic[] =
    "<office:automatic-styles>"
    "<style:style style:name='T1' style:family='text'><style:text-properties "
    "fo:font-style='italic'/></style:style>"
    "<style:style style:name='T2' style:family='text'><style:text-properties "
    "t:display='none'/></style:style>"
    "<style:style style:name='P1' style:family='paragraph'><style:paragraph-properties "
    "fo:break-before='page'/></style:style></office:automatic-styles>";

typedef struct Reading {
    const char *name, *body, *dump;
} Reading;

static const Reading readings[] = {
    { "spans-and-spaces",
      P("Welke ge<t:span t:style-name='T1'>volgen</t:span><t:s t:c='3'/>zijn<t:tab/>er?"),
      "text 1:1 | Welke gevolgen zijn er?\n" },
    { "numbered-headings",
      "<t:h t:outline-level='1' t:style-name='Heading_20_1'>Vragen</t:h>"
      "<t:h t:outline-level='2'>Onder</t:h><t:h t:outline-level='1'>Antwoord</t:h>",
      "heading 1:1 level=1 | I. Vragen\nheading 2:1 level=2 | Onder\n"
      "heading 3:1 level=1 | II. Antwoord\n" },
    { "lists-as-printed",
      "<t:list t:style-name='L1' xml:id='l1'>" ITEM("een") "<t:list-item>" P(
          "twee") "<t:list>" ITEM("a")
          ITEM("b") "</t:list></t:list-item></t:list>" P(
              "tussen") "<t:list t:style-name='L1' "
                        "t:continue-list='l1'>" ITEM(
                            "drie") "</t:list>"
                                    "<t:list "
                                    "t:style-name='L1'"
                                    ">" ITEM("weer een") "</"
                                                         "t:"
                                                         "lis"
                                                         "t>"
                                                         "<t:"
                                                         "lis"
                                                         "t "
                                                         "t:"
                                                         "sty"
                                                         "le-"
                                                         "nam"
                                                         "e='"
                                                         "L2'"
                                                         ">" ITEM("punt") "</t:list>",
      "item 1:4 level=1 label=1. | een\nitem 2:4 level=1 label=2. | twee\n"
      "item 3:4 level=2 label=a) | a\nitem 4:4 level=2 label=b) | b\ntext 5:1 | tussen\n"
      "item 6:4 level=1 label=3. | drie\nitem 7:4 level=1 label=1. | weer een\n"
      "item 8:3 level=1 label=\xE2\x80\xA2 | punt\n" },
    { "numbers-without-a-stop-between",
      "<t:list t:style-name='L3'><t:list-item>" P("een") "<t:list>" ITEM(
          "deel") "</t:list></t:list-item></t:list>",
      "item 1:3 level=1 label=1 | een\nitem 2:5 level=2 label=1a. | deel\n" },
    { "second-paragraph-of-an-item",
      "<t:list t:style-name='L1'><t:list-item>" P("een")
          P("vervolg") "</t:list-item>"
                       "<t:list-item t:start-value='5'>" P("vijf") "</t:list-item></t:list>",
      "item 1:4 level=1 label=1. | een\ntext 2:1 | vervolg\nitem 3:4 level=1 label=5. | vijf\n" },
    { "tracked-changes-are-accepted",
      "<t:tracked-changes><t:changed-region t:id='c1'><t:deletion>" P(
          "weg") "</t:deletion></t:changed-region></t:tracked-changes>" P("Kan <t:change "
                                                                          "t:change-id='c1'/>dit?"),
      "text 1:1 | Kan dit?\n" },
    { "notes",
      P("Een.<t:note t:note-class='footnote'><t:note-citation>1</t:note-citation><t:note-body>" P(
          "Noot.") P("Vervolg.") "</t:note-body></t:note> Twee"
                                 "<t:note><t:note-citation>*</t:note-citation><t:note-body>" P(
                                     "Ster.") "</t:note-body></t:note>."),
      "text 1:1 | Een.[^1] Twee[^*].\nnote 1\n  text 2:1 | Noot.\n  text 3:1 | Vervolg.\n"
      "note *\n  text 4:1 | Ster.\n" },
    { "table-cells",
      "<table:table><table:table-row><table:table-cell>" P(
          "Nr") "</table:table-cell>"
                "<table:table-cell>" P(
                    "Vraag") "</table:table-cell></table:table-row></table:table>" P("Erna."),
      "cell 1:1 | Nr\ncell 2:1 | Vraag\ntext 3:1 | Erna.\n" },
    { "text-box-behind-its-paragraph",
      P("Voor <draw:frame><draw:text-box>" P("In het kader.") "</draw:text-box></draw:frame>en "
                                                              "na."),
      "text 1:1 | Voor en na.\ntext 2:1 | In het kader.\n" },
    { "paragraph-in-a-paragraph", P("Voor <draw:rect>" P("In de vorm.") "</draw:rect>en na."),
      "text 1:1 | Voor en na.\ntext 2:1 | In de vorm.\n" },
    { "comments-and-hidden-text",
      P("Zo<office:annotation>" P("opmerking") "</office:annotation>"
                                               "<t:span t:style-name='T2'> verborgen</t:span>."),
      "text 1:1 | Zo.\n" },
    { "line-break-between-sentences", P("Vraag 1<t:line-break/>Kan dit?"),
      "text 1:1 | Vraag 1\ntext 2:1 | Kan dit?\n" },
    { "unknown-elements-are-containers",
      "<t:section>" P("<t:nieuw>Blijft</t:nieuw> staan.") "</t:section>",
      "text 1:1 | Blijft staan.\n" },
};

static GBytes *
odt_new(const char *body, const char *attributes)
{
    g_autofree char *content = g_strconcat(
        "<office:document-content " NAMESPACES ">", automatic, "<office:body>", "<office:text ",
        attributes, ">", body, "</office:text></office:body></office:document-content>", NULL);
    const PackagePart parts[] = {
        { "mimetype", part_text("application/vnd.oasis.opendocument.text") },
        { "content.xml", part_text(content) },
        { "styles.xml", part_text(styles) },
        { NULL, NULL },
    };
    return package_new(parts);
}

static char *
dump(GBytes *bytes)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Draft) draft = draft_odt(bytes, &error);
    g_assert_no_error(error);
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(Document) document = draft_to_document(draft, "proef.odt", diags);
    GString *out = g_string_new(NULL);

    document_dump(document, out);
    return g_string_free(out, FALSE);
}

static void
test_reading(gconstpointer data)
{
    const Reading *reading = data;
    g_autoptr(GBytes) bytes = odt_new(reading->body, "");
    g_autofree char *out = dump(bytes);

    g_assert_cmpstr(out, ==, reading->dump);
}

static void
test_pages(void)
{
    g_autoptr(GBytes) bytes =
        odt_new(P("Een <t:soft-page-break/>loopt over.") "<t:p t:style-name='P1'>Drie.</t:p>",
                "t:use-soft-page-breaks='true'");
    g_autofree char *out = dump(bytes);

    g_assert_cmpstr(out, ==, "text 1:1 page=1 | Een loopt over.\ntext 2:1 page=3 | Drie.\n");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(readings); i++) {
        g_autofree char *path = g_strconcat("/read/odt/", readings[i].name, NULL);
        g_test_add_data_func(path, &readings[i], test_reading);
    }
    g_test_add_func("/read/odt/pages", test_pages);
    return g_test_run();
}
