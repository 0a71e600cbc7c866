/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "driver.h"
#include "read-draft.h"
#include "xml-tree.h"

/* officielebekendmakingen XML: bytes as they are, or as elements. */

const char *const fuzz_suffixes[] = { ".xml", ".txt", NULL };

const char *const fuzz_words[] = { "<al>",          "</al>", "<noot>",    "</noot>",
                                   "<!DOCTYPE x [", "]]>",   "<![CDATA[", "&amp;",
                                   "&#0;",          "<?x?>", NULL };

static const char *const elements[] = {
    "metadata",
    "kamerstukkop",
    "al",
    "al-groep",
    "divisie",
    "kop kopopmaak='vet'",
    "tussenkop kopopmaak='cur'",
    "titel",
    "nr",
    "label",
    "nadruk type='vetcur'",
    "lijst type='expliciet'",
    "lijst type='a'",
    "lijst",
    "li",
    "li.nr",
    "noot",
    "noot.nr",
    "noot.al",
    "voetref refid='v1'",
    "voetnoot id='v1'",
    "voetnoot id='v2'",
    "table",
    "colspec colname='c1'",
    "row",
    "entry namest='c1'",
    "vraag",
    "antwoord",
    "br",
    "naam",
    "dossiernummer",
    "onbekend",
    NULL,
};

void
fuzz_run(const char *bytes, gsize length)
{
    g_autoptr(GBytes) raw = g_bytes_new_static(bytes, length);
    use_reader(draft_op_xml, raw);

    char *text = xml_of_bytes(bytes, length, "kamerstuk", elements);
    g_autoptr(GBytes) tree = g_bytes_new_take(text, strlen(text));
    use_reader(draft_op_xml, tree);
}
