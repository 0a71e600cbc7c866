/* SPDX-License-Identifier: EUPL-1.2 */
#include "../unit/package.h"
#include "driver.h"
#include "read-draft.h"
#include "xml-tree.h"

/* OpenDocument text: bytes as a package, or as the elements of its parts. */

const char *const fuzz_suffixes[] = { ".odt", ".txt", NULL };

const char *const fuzz_words[] = { "PK\003\004", "PK\001\002", "PK\005\006", "content.xml", NULL };

#define NAMESPACES                                                                                 \
    " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""                           \
    " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""                             \
    " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""                               \
    " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""                             \
    " xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\""                            \
    " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\""

static const char *const elements[] = {
    "office:text text:use-soft-page-breaks='true'",
    "text:p",
    "text:p text:style-name='P1'",
    "text:h text:outline-level='2'",
    "text:span text:style-name='T1'",
    "text:s",
    "text:line-break",
    "text:soft-page-break",
    "text:list text:style-name='L1' xml:id='a'",
    "text:list text:continue-list='a'",
    "text:list text:continue-numbering='true'",
    "text:list-item",
    "text:list-item text:start-value='5'",
    "text:list-header",
    "table:table",
    "table:table-row",
    "table:table-cell table:number-columns-repeated='3'",
    "table:covered-table-cell",
    "text:note",
    "text:note-citation",
    "text:note-body",
    "draw:text-box",
    "draw:custom-shape",
    "text:changed-region",
    "office:annotation",
    "text:number",
    "style:style style:name='P1' style:family='paragraph' style:parent-style-name='P1'",
    "style:style style:name='T1' style:family='text'",
    "style:text-properties fo:font-weight='bold' text:display='none'",
    "style:paragraph-properties fo:break-before='page' fo:break-after='page'",
    "text:list-style style:name='L1'",
    "text:outline-style",
    "text:outline-level-style text:level='2' style:num-format='I' text:display-levels='2'",
    "text:list-level-style-number text:level='1' style:num-format='a' style:num-suffix=')'",
    "text:list-level-style-bullet text:level='2' text:bullet-char='-'",
    NULL,
};

static GBytes *
part(const char *bytes, gsize length)
{
    char *text = xml_of_bytes(bytes, length, "office:document-content" NAMESPACES, elements);
    return g_bytes_new_take(text, strlen(text));
}

void
fuzz_run(const char *bytes, gsize length)
{
    if (length >= 2 && memcmp(bytes, "PK", 2) == 0) {
        g_autoptr(GBytes) raw = g_bytes_new_static(bytes, length);
        use_reader(draft_odt, raw);
        return;
    }

    const PackagePart parts[] = {
        { "content.xml", part(bytes, length) },
        { "styles.xml", part(bytes + length / 2, length / 2) },
        { NULL, NULL },
    };
    g_autoptr(GBytes) package = package_new(parts);
    use_reader(draft_odt, package);
}
