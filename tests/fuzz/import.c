/* SPDX-License-Identifier: EUPL-1.2 */
#include "import/import.h"
#include "../unit/package.h"
#include "answers/review-key.h"
#include "driver.h"
#include "read/manuscript-private.h"
#include "xml-tree.h"

/* Word documents as manuscripts, sent through the pipe and imported: whatever stands in them, the YAML that comes of it is sound. */

const char *const fuzz_suffixes[] = { ".docx", ".txt", NULL };

const char *const fuzz_words[] = { "<w:p>", "</w:p>", "Wat kost de sluis?", "3. ", NULL };

#define OFFICE "http://schemas.openxmlformats.org/"
#define NAMESPACES                                                                                 \
    " xmlns:w=\"" OFFICE "wordprocessingml/2006/main\" xmlns:mc=\"" OFFICE                         \
    "markup-compatibility/2006\" xmlns:a=\"" OFFICE "drawingml/2006/main\" xmlns:wp=\"" OFFICE     \
    "drawingml/2006/wordprocessingDrawing\" xmlns:r=\"" OFFICE                                     \
    "officeDocument/2006/relationships\" xmlns:m=\"" OFFICE "officeDocument/2006/math\""

static const char *const elements[] = {
    "w:p",
    "w:pPr",
    "w:pStyle w:val='Quote'",
    "w:pStyle w:val='A'",
    "w:ind w:left='568'",
    "w:r",
    "w:rPr",
    "w:b",
    "w:i",
    "w:highlight w:val='yellow'",
    "w:vanish",
    "w:t",
    "w:delText",
    "w:tab",
    "w:br",
    "w:numPr",
    "w:numId w:val='1'",
    "w:ilvl w:val='2'",
    "w:outlineLvl w:val='1'",
    "w:del",
    "w:ins",
    "w:moveFrom",
    "w:hyperlink w:anchor='repliek_vraag_5422c752'",
    "w:hyperlink r:id='r9'",
    "w:fldChar w:fldCharType='begin'",
    "w:fldChar w:fldCharType='separate'",
    "w:fldChar w:fldCharType='end'",
    "w:instrText",
    "w:tbl",
    "w:tr",
    "w:trPr",
    "w:tblHeader",
    "w:tc",
    "w:tcPr",
    "w:jc w:val='right'",
    "w:vMerge",
    "w:gridSpan w:val='2'",
    "w:txbxContent",
    "w:drawing",
    "wp:docPr descr='x' name='y'",
    "a:blip r:embed='r8'",
    "w:object",
    "m:oMath",
    "m:t",
    "w:sdt",
    "w:sdtPr",
    "w:tag w:val='repliek:5422c752:e3b0c442'",
    "w:showingPlcHdr",
    "mc:AlternateContent",
    "mc:Choice",
    "mc:Fallback",
    "w:footnoteReference w:id='2'",
    "w:fldSimple w:instr=' PAGE '",
    "w:rFonts w:ascii='Symbol'",
    "w:sym w:font='Wingdings' w:char='F0FC'",
    "w:vanish",
    "w:altChunk",
    "w:gridBefore w:val='3'",
    "w:footnote w:id='2'",
    "w:commentRangeStart w:id='1'",
    "w:commentRangeEnd w:id='1'",
    "w:commentReference w:id='1'",
    "w:comment w:id='1'",
    "w:bookmarkStart w:id='4' w:name='repliek_label_5422c752_e3b0c442'",
    "w:bookmarkStart w:id='5' w:name='repliek_einde_5422c752_e3b0c442'",
    "w:bookmarkStart w:id='6' w:name='repliek_noot_5422c752_6b86b273'",
    "w:bookmarkEnd w:id='6'",
    "w:style w:styleId='A'",
    "w:name w:val='Caption'",
    "w:abstractNum w:abstractNumId='0'",
    "w:num w:numId='1'",
    "w:abstractNumId w:val='0'",
    "w:lvl w:ilvl='2'",
    "w:lvlText w:val='%1.%3'",
    "w:numFmt w:val='bullet'",
    NULL,
};

static const char relations[] =
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
    "<Relationship Id='r1' Type='/styles' Target='styles.xml'/>"
    "<Relationship Id='r2' Type='/numbering' Target='numbering.xml'/>"
    "<Relationship Id='r3' Type='/footnotes' Target='footnotes.xml'/>"
    "<Relationship Id='r4' Type='/comments' Target='footnotes.xml'/>"
    "<Relationship Id='r5' Type='/header' Target='footnotes.xml'/>"
    "<Relationship Id='r8' Type='/image' Target='media/image1.png'/>"
    "<Relationship Id='r9' Type='/hyperlink' Target='https://example.org/' TargetMode='External'/>"
    "</Relationships>";

static const char yaml[] =
    "answers:\n"
    "  - to: PVV-1\n    question: Wat kost de sluis?\n    text: |\n      Veel.\n"
    "  - to: VVD-1\n    question: Wie betaalt dat?\n";

static Answers *
sample(Diags *diags)
{
    g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func((GDestroyNotify)source_unref);

    g_ptr_array_add(sources, source_new("a.yaml", g_strdup(yaml), strlen(yaml)));
    return read_answers(sources, diags, NULL);
}

static void
use_manuscript(Manuscript *manuscript)
{
    g_autoptr(GByteArray) wire = manuscript_write(manuscript);
    g_autoptr(GBytes) bytes = g_bytes_new(wire->data, wire->len);
    Manuscript *again = manuscript_read(bytes);
    g_autoptr(GPtrArray) manuscripts =
        g_ptr_array_new_with_free_func((GDestroyNotify)manuscript_free);
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(Answers) answers = sample(diags);
    const ImportOptions options = { .tracked = TRACKED_ACCEPT, .accepted = LOSS_ALL };

    g_assert_nonnull(again);
    again->name = g_strdup("a.docx");
    g_ptr_array_add(manuscripts, again);
    g_autoptr(Import) import = import_new(answers, manuscripts, &options, diags);
    g_autoptr(GError) error = NULL;
    g_autofree char *text = answers_edit_text(import->edit, 0, &error);
    g_assert_true(answers_edit_is_empty(import->edit) || text != NULL);
    g_assert_no_error(error);
}

static void
read_package(GBytes *package)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Manuscript) manuscript = manuscript_docx(package, REVIEW_NAMESPACE, &error);

    g_assert_true((manuscript == NULL) == (error != NULL));
    if (manuscript != NULL)
        use_manuscript(manuscript);
}

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
        read_package(raw);
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
    read_package(package);
}
