/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "read/readers-private.h"

/* Web pages and officielebekendmakingen XML, shape by shape. */

typedef struct Reading {
    const char *name;
    DraftReader reader;
    const char *input, *dump;
} Reading;

#define PIECE(content)                                                                             \
    "<officiele-publicatie><kamerstuk>" content "</kamerstuk></officiele-publicatie>"

static const Reading readings[] = {
    { "html/paragraphs-and-headings", draft_html,
      "<html><head><title>weg</title></head><body><h2>Vragen</h2><p>Kan de\n  minister "
      "<b>dit</b>?</p>los<div>blok</div></body></html>",
      "heading 1:1 level=2 | Vragen\ntext 2:1 | Kan de minister dit?\ntext 3:1 | los\n"
      "text 4:1 | blok\n" },
    { "html/navigation-is-furniture", draft_html,
      "<body><nav><a href='/'>Start</a></nav><div id='kop'>Datum publicatie</div><main><p>Kan de "
      "minister hierop ingaan, en zo ja, op welke termijn?</p><p>Welke andere mogelijkheden ziet "
      "de minister om dit te verbeteren?</p></main><footer>Naar boven</footer></body>",
      "furniture 1:1 | Start\nfurniture 2:1 | Datum publicatie\n"
      "text 3:1 | Kan de minister hierop ingaan, en zo ja, op welke termijn?\n"
      "text 4:1 | Welke andere mogelijkheden ziet de minister om dit te verbeteren?\n"
      "furniture 5:1 | Naar boven\n" },
    { "html/linked-notes", draft_html,
      "<body><p>Kent u dit bericht?<sup><a id='r1' href='#n1'>1</a></sup> Zo ja?</p>"
      "<div id='n1'><p><a href='#r1'>1</a> Een krant.</p><p>Van vorig jaar.</p></div></body>",
      "text 1:1 | Kent u dit bericht?[^1] Zo ja?\nnote 1\n  text 2:2 | Een krant.\n"
      "  text 3:1 | Van vorig jaar.\n" },
    { "html/notes-in-a-list-with-brackets", draft_html,
      "<body><p>Een.<a href='#_ftn1' name='_ftnref1'>[1]</a> Twee.<a href='#_ftn2'>[2]</a></p>"
      "<div><p><a href='#_ftnref1' name='_ftn1'>[1]</a> Eerste.</p>"
      "<p><a name='_ftn2'>[2]</a> Tweede.</p></div></body>",
      "text 1:1 | Een.[^1] Twee.[^2]\nnote 1\n  text 2:2 | Eerste.\nnote 2\n"
      "  text 3:1 | Tweede.\n" },
    { "html/raised-numbers-without-links", draft_html,
      "<body><p>Een.<sup>1</sup> En 3 m<sup>2</sup>.</p><p><sup>1</sup> De noot.</p></body>",
      "text 1:1 | Een.[^1] En 3 m2.\nnote 1\n  text 2:1 | De noot.\n" },
    { "html/contents-links-are-no-notes", draft_html,
      "<body><ul><li><a href='#s1'>1</a></li></ul><div id='s1'><h1>Vragen</h1><p>Kan dit wel of "
      "niet?</p></div></body>",
      "furniture 1:3 level=1 label=\xE2\x80\xA2 | 1\nheading 2:1 level=1 | Vragen\n"
      "text 3:1 | Kan dit wel of niet?\n" },
    { "html/lists", draft_html,
      "<body><ol start='3'><li>drie<ul><li>punt</li><li>\xE2\x80\x93 streep</li></ul></li>"
      "<li><p>vier</p><p>vervolg</p></li></ol><ol type='a'><li>a</li></ol></body>",
      "item 1:4 level=1 label=3. | drie\nitem 2:3 level=2 label=\xE2\x80\xA2 | punt\n"
      "item 3:3 level=2 label=\xE2\x80\x93 | streep\nitem 4:4 level=1 label=4. | vier\n"
      "text 5:1 | vervolg\nitem 6:4 level=1 label=a. | a\n" },
    { "html/tables-and-frames", draft_html,
      "<body><table><tr><th>Nr</th><th>Vraag</th></tr><tr><td>1</td><td><p>Kan dit?</p></td></tr>"
      "</table><table><tr><td><p>In een kader.</p></td></tr></table></body>",
      "cell 1:1 | Nr\ncell 2:1 | Vraag\ncell 3:1 | 1\ncell 4:1 | Kan dit?\n"
      "text 5:1 | In een kader.\n" },
    { "html/breaks-and-preformatted", draft_html,
      "<body><p>Vraag 1<br>Kan dit<br>wel?</p><pre>Vraag 2\nKan dat?</pre></body>",
      "text 1:1 | Vraag 1\ntext 2:1 | Kan dit wel?\ntext 3:1 | Vraag 2\ntext 4:1 | Kan dat?\n" },
    { "html/hidden-text", draft_html,
      "<body><p>Zo<span style='display:none'>niet</span><script>x</script>.</p></body>",
      "text 1:1 | Zo.\n" },
    { "html/deleted-text", draft_html, "<body><p>Kan <del>dat</del><ins>dit</ins>?</p></body>",
      "text 1:1 | Kan dit?\n" },
    { "html/windows-1252", draft_html,
      "<body><p>\x93"
      "Co\xF6rdinatie\x94</p></body>",
      "text 1:1 | \xE2\x80\x9C"
      "Coördinatie\xE2\x80\x9D\n" },
    { "xml/head-of-a-piece", draft_op_xml,
      PIECE("<metadata><meta content='x'/></metadata><kamerstukkop><tekstregel>Vergaderjaar"
            "</tekstregel></kamerstukkop><dossier><dossiernummer><dossiernr>26 643</dossiernr>"
            "</dossiernummer><titel>Vaarwegen</titel></dossier><stuk><stuknr>Nr. <ondernummer>12"
            "</ondernummer></stuknr><titel>VERSLAG</titel></stuk>"),
      "furniture 1:1 | Vergaderjaar\ntext 2:2 | 26 643\ntext 3:1 | Vaarwegen\n"
      "text 4:1 | Nr. 12\ntext 5:1 | VERSLAG\n" },
    { "xml/divisions", draft_op_xml,
      PIECE("<divisie><kop><nr>I</nr><titel>Vragen</titel></kop><divisie><kop><titel>Van de leden"
            "</titel></kop><tussenkop kopopmaak='cur'>Algemeen</tussenkop><al>Kan dit?</al>"
            "</divisie></divisie>"),
      "heading 1:2 level=1 | I Vragen\nheading 2:2 level=2 | Van de leden\n"
      "heading 3:1 level=4 | Algemeen\ntext 4:1 | Kan dit?\n" },
    { "xml/note-in-place", draft_op_xml,
      PIECE("<al>Een<noot id='n1' type='voet'><noot.nr>3</noot.nr><noot.al>De <extref>noot"
            "</extref>.</noot.al></noot> zin.</al>"),
      "text 1:1 | Een[^3] zin.\nnote 3\n  text 2:1 | De noot.\n" },
    { "xml/note-apart", draft_op_xml,
      "<kamerwrk><al>Een<voetref refid='v1'/> zin.</al><voetnoot id='v1'><al>De noot.</al>"
      "</voetnoot><voetnoot id='v9'><al>Zonder merk.</al></voetnoot></kamerwrk>",
      "text 1:1 | Een[^1] zin.\ntext 2:1 | Zonder merk.\nnote 1\n  text 3:1 | De noot.\n" },
    { "xml/lists", draft_op_xml,
      PIECE("<lijst type='expliciet'><li><li.nr>a.</li.nr><al>een</al><al>vervolg</al></li></lijst>"
            "<lijst type='ndash'><li><al>streep</al></li></lijst>"),
      "item 1:4 level=1 label=a. | een\ntext 2:1 | vervolg\n"
      "item 3:3 level=1 label=\xE2\x80\x93 | streep\n" },
    { "xml/table", draft_op_xml,
      PIECE("<table><tgroup cols='2'><colspec colname='c1'/><colspec colname='c2'/><tbody><row>"
            "<entry colname='c2'><al>x</al></entry></row></tbody></tgroup></table><al>Erna.</al>"),
      "cell 1:1 | x\ntext 2:1 | Erna.\n" },
    { "xml/questions-and-answers", draft_op_xml,
      "<kamervragen><vraag><nr>1</nr><al>Kan dit?</al></vraag><antwoord><nr>Antwoord 1</nr>"
      "<al>Ja.</al></antwoord><antwoord><al>Nee.</al></antwoord></kamervragen>",
      "heading 1:1 level=2 | Vraag 1\ntext 2:1 | Kan dit?\nheading 3:1 level=2 | Antwoord 1\n"
      "text 4:1 | Ja.\nheading 5:1 level=2 | Antwoord\ntext 6:1 | Nee.\n" },
    { "xml/unknown-elements", draft_op_xml,
      PIECE("<nieuw>los <iets>stuk</iets><al>een al</al>erna</nieuw><nog>apart</nog>"),
      "text 1:1 | los stuk\ntext 2:1 | een al\ntext 3:1 | erna\ntext 4:1 | apart\n" },
};

static void
test_reading(gconstpointer data)
{
    const Reading *reading = data;
    g_autoptr(GError) error = NULL;
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(GBytes) bytes = g_bytes_new_static(reading->input, strlen(reading->input));
    g_autoptr(Draft) draft = reading->reader(bytes, &error);
    g_assert_no_error(error);

    g_autoptr(Document) document = draft_to_document(draft, "proef", diags);
    g_autoptr(GString) out = g_string_new(NULL);
    document_dump(document, out);
    g_assert_cmpstr(out->str, ==, reading->dump);
}

/* Where XML is broken, the place is said. */
static void
test_broken_xml(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new_static("<a>\n  <b></a>", 13);

    g_assert_null(draft_op_xml(bytes, &error));
    g_assert_nonnull(strstr(error->message, "not well-formed"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(readings); i++) {
        g_autofree char *path = g_strconcat("/read/", readings[i].name, NULL);
        g_test_add_data_func(path, &readings[i], test_reading);
    }
    g_test_add_func("/read/xml/broken", test_broken_xml);
    return g_test_run();
}
