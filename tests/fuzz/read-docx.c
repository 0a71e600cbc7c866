/* SPDX-License-Identifier: EUPL-1.2 */
#include "../unit/package.h"
#include "driver.h"
#include "read-draft.h"
#include "xml-tree.h"

/* Word documents: bytes as a package, or as the elements of its parts. */

const char *const fuzz_suffixes[] = { ".docx", ".txt", NULL };

const char *const fuzz_words[] = { "PK\003\004", "PK\001\002", "PK\005\006",   "word/document.xml",
                                   "<w:p>",      "</w:p>",     "<!DOCTYPE x>", NULL };

#define NAMESPACES                                                                                 \
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""                    \
    " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""

static const char *const elements[] = {
    "w:p",
    "w:pPr",
    "w:pStyle w:val='A'",
    "w:r",
    "w:rPr",
    "w:b",
    "w:i w:val='0'",
    "w:vanish",
    "w:t",
    "w:tab",
    "w:br",
    "w:numPr",
    "w:numId w:val='1'",
    "w:ilvl w:val='2'",
    "w:outlineLvl w:val='1'",
    "w:del",
    "w:ins",
    "w:moveFrom",
    "w:fldChar w:fldCharType='begin'",
    "w:fldChar w:fldCharType='separate'",
    "w:fldChar w:fldCharType='end'",
    "w:instrText",
    "w:tbl",
    "w:tr",
    "w:trPr",
    "w:tc",
    "w:tcPr",
    "w:cellDel",
    "w:gridSpan w:val='2'",
    "w:txbxContent",
    "mc:AlternateContent",
    "mc:Choice",
    "mc:Fallback",
    "w:footnoteReference w:id='2'",
    "w:endnoteReference w:id='2'",
    "w:footnoteReference w:customMarkFollows='1' w:id='3'",
    "w:footnote w:id='2'",
    "w:footnote w:id='3'",
    "w:endnote w:id='2'",
    "w:bookmarkStart w:name='b'",
    "w:bookmarkEnd",
    "w:lastRenderedPageBreak",
    "w:sym w:char='F0B7'",
    "w:abstractNum w:abstractNumId='0'",
    "w:num w:numId='1'",
    "w:abstractNumId w:val='0'",
    "w:lvl w:ilvl='0'",
    "w:lvl w:ilvl='2'",
    "w:lvlText w:val='%1.%3'",
    "w:numFmt w:val='upperRoman'",
    "w:start w:val='4'",
    "w:lvlOverride w:ilvl='2'",
    "w:startOverride w:val='7'",
    "w:style w:styleId='A'",
    "w:basedOn w:val='A'",
    "w:name w:val='heading 2'",
    NULL,
};

static const char relations[] =
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
    "<Relationship Type='/styles' Target='styles.xml'/>"
    "<Relationship Type='/numbering' Target='numbering.xml'/>"
    "<Relationship Type='/footnotes' Target='footnotes.xml'/></Relationships>";

static GBytes *
part(const char *bytes, gsize length, const char *root)
{
    char *text = xml_of_bytes(bytes, length, root, elements);
    return g_bytes_new_take(text, strlen(text));
}

void
fuzz_run(const char *bytes, gsize length)
{
    if (length >= 2 && memcmp(bytes, "PK", 2) == 0) {
        g_autoptr(GBytes) raw = g_bytes_new_static(bytes, length);
        use_reader(draft_docx, raw);
        return;
    }

    gsize quarter = length / 4;
    const PackagePart parts[] = {
        { "word/_rels/document.xml.rels", part_text(relations) },
        { "word/document.xml", part(bytes, length - 2 * quarter, "w:document" NAMESPACES) },
        { "word/styles.xml", part(bytes + quarter, quarter, "w:styles" NAMESPACES) },
        { "word/numbering.xml", part(bytes + 2 * quarter, quarter, "w:numbering" NAMESPACES) },
        { "word/footnotes.xml", part(bytes + 3 * quarter, quarter, "w:footnotes" NAMESPACES) },
        { NULL, NULL },
    };
    g_autoptr(GBytes) package = package_new(parts);
    use_reader(draft_docx, package);
}
