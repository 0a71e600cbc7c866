/* SPDX-License-Identifier: EUPL-1.2 */
#include "answers/review-key.h"
#include "emit/docx-private.h"

enum {
    LIST_INDENT = REVIEW_INDENT,
    DEEPEST_LEVEL = 8,
    LEVELS = 9
}; /* twentieths of a point; Word has nine levels */

static void
append_level(GString *xml, const Block *list, int level, int start)
{
    g_string_append_printf(xml,
                           "<w:lvl w:ilvl=\"%d\"><w:start w:val=\"%d\"/><w:numFmt w:val=\"%s\"/>"
                           "<w:lvlText w:val=\"",
                           level, start, list->ordered ? "decimal" : "bullet");
    if (list->ordered)
        g_string_append_printf(xml, "%%%d.", level + 1);
    else
        g_string_append(xml, level % 2 == 0 ? "•" : "–");
    g_string_append_printf(xml,
                           "\"/><w:pPr><w:ind w:left=\"%d\" w:hanging=\"%d\"/></w:pPr></w:lvl>",
                           (level + 1) * LIST_INDENT, LIST_INDENT);
}

/*
 * A count of its own for each list, from its first number. The number stands in a definition of the list's own: an
 * exception (w:lvlOverride) in a shared one makes LibreOffice part the first item from the others.
 */
static guint
add_list(Docx *docx, const Block *list)
{
    guint number = ++docx->lists;
    int own = MIN(docx->list_depth, DEEPEST_LEVEL);

    g_string_append_printf(docx->levels, "<w:abstractNum w:abstractNumId=\"%u\">", number);
    for (int level = 0; level < LEVELS; level++)
        append_level(docx->levels, list, level, level == own && list->ordered ? list->start : 1);
    g_string_append(docx->levels, "</w:abstractNum>\n");
    g_string_append_printf(docx->numbers,
                           "<w:num w:numId=\"%u\"><w:abstractNumId w:val=\"%u\"/></w:num>", number,
                           number);
    return number;
}

static char *
own_mark_properties(int depth)
{
    int left = depth * LIST_INDENT;

    return g_strdup_printf("<w:tabs><w:tab w:val=\"left\" w:pos=\"%d\"/></w:tabs>"
                           "<w:ind w:left=\"%d\" w:hanging=\"%d\"/>",
                           left, left, LIST_INDENT);
}

/* An answer's list as it was written says also how far it is indented, where that is not by the list alone, and how tight. */
static char *
number_properties(const Docx *docx, const Block *list, guint number)
{
    bool loose = docx_is_written(docx) && !list->tight;
    g_autofree char *indent =
        docx->quote_depth > 0
            ? g_strdup_printf("<w:ind w:left=\"%d\" w:hanging=\"%d\"/>",
                              review_indent(docx->list_depth, docx->quote_depth), LIST_INDENT)
            : g_strdup("");

    return g_strdup_printf("<w:numPr><w:ilvl w:val=\"%d\"/><w:numId w:val=\"%u\"/></w:numPr>%s%s",
                           MIN(docx->list_depth - 1, DEEPEST_LEVEL), number, indent,
                           loose ? "<w:contextualSpacing w:val=\"0\"/>" : "");
}

/* An item of a list, and where it stands. */
typedef struct ListItem {
    const Block *list, *item;
    guint number;
} ListItem;

/* The first paragraph carries the item's mark: its own, or Word's. */
static void
append_item_words(Docx *docx, const ListItem *place, const GPtrArray *runs)
{
    const Block *item = place->item;
    g_autofree char *properties = item->number != NULL
                                      ? own_mark_properties(docx->list_depth)
                                      : number_properties(docx, place->list, place->number);
    bool plain = docx->in_notes || docx->quote_depth > 0;

    docx_open_paragraph(docx, plain ? NULL : "ListParagraph", properties);
    docx_append_bookmark(docx, item->anchor);
    if (item->number != NULL) {
        docx_append_text(docx, item->number);
        docx_append_text(docx, "\t");
    }
    docx_append_runs(docx, runs);
    docx_close_paragraph(docx);
}

static void
append_item(Docx *docx, const ListItem *place)
{
    const Block *item = place->item;
    guint count = item->children != NULL ? item->children->len : 0, first = 0;
    const GPtrArray *words = item->runs;
    const Block *child = count > 0 ? g_ptr_array_index(item->children, 0) : NULL;

    if ((words == NULL || words->len == 0) && child != NULL && child->kind == BLOCK_PARAGRAPH) {
        words = child->runs;
        first = 1;
    }
    append_item_words(docx, place, words);
    g_autoptr(GPtrArray) rest = g_ptr_array_new();
    for (guint i = first; i < count; i++)
        g_ptr_array_add(rest, g_ptr_array_index(item->children, i));
    docx_append_blocks(docx, rest);
}

void
docx_append_list(Docx *docx, const Block *list)
{
    guint number = add_list(docx, list);

    docx->list_depth++;
    for (guint i = 0; list->children != NULL && i < list->children->len; i++) {
        const ListItem place = { list, g_ptr_array_index(list->children, i), number };
        append_item(docx, &place);
    }
    docx->list_depth--;
}
