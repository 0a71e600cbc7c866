/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "emit/into-private.h"

/*
 * How what is put in looks: like the text around it. Properties of paragraphs and runs are copied from the file byte for
 * byte, those that mean one paragraph only (a page break, a number, a section's end) are left out.
 */

enum {
    FOR_FIRST = 1 << USE_FIRST,
    FOR_REST = FOR_FIRST | 1 << USE_REST,
    FOR_ALL = FOR_REST | 1 << USE_ANSWER,
};

/* The children of w:pPr, in the order of the schema (ECMA-376 part 1, CT_PPr), and who takes them over. */
static const struct {
    const char *name;
    unsigned uses;
} paragraph_properties[] = {
    { "w:pStyle", FOR_ALL },
    { "w:keepNext", FOR_REST },
    { "w:keepLines", FOR_REST },
    { "w:pageBreakBefore", FOR_FIRST },
    { "w:framePr", FOR_REST },
    { "w:widowControl", FOR_ALL },
    { "w:numPr", FOR_REST },
    { "w:suppressLineNumbers", FOR_ALL },
    { "w:pBdr", FOR_ALL },
    { "w:shd", FOR_ALL },
    { "w:tabs", FOR_ALL },
    { "w:suppressAutoHyphens", FOR_ALL },
    { "w:kinsoku", FOR_ALL },
    { "w:wordWrap", FOR_ALL },
    { "w:overflowPunct", FOR_ALL },
    { "w:topLinePunct", FOR_ALL },
    { "w:autoSpaceDE", FOR_ALL },
    { "w:autoSpaceDN", FOR_ALL },
    { "w:bidi", FOR_ALL },
    { "w:adjustRightInd", FOR_ALL },
    { "w:snapToGrid", FOR_ALL },
    { "w:spacing", FOR_ALL },
    { "w:ind", FOR_ALL },
    { "w:contextualSpacing", FOR_ALL },
    { "w:mirrorIndents", FOR_ALL },
    { "w:suppressOverlap", FOR_ALL },
    { "w:jc", FOR_ALL },
    { "w:textDirection", FOR_ALL },
    { "w:textAlignment", FOR_ALL },
    { "w:textboxTightWrap", FOR_REST },
    { "w:outlineLvl", FOR_REST },
    { "w:divId", FOR_REST },
    { "w:cnfStyle", FOR_FIRST },
    { "w:rPr", FOR_REST },
    { "w:sectPr", FOR_REST },
    { "w:pPrChange", FOR_REST },
};

const DocxNode *
into_node(const Into *into, guint32 node)
{
    return &g_array_index(into->trace->nodes, DocxNode, node);
}

char *
into_name(const Into *into, guint32 node)
{
    const char *name = into->xml + into_node(into, node)->start + 1;

    return g_strndup(name, strcspn(name, " \t\r\n/>"));
}

/* The schema has them first. */
guint32
into_properties(const Into *into, guint32 node)
{
    guint32 first = node + 1;
    if (first >= into->trace->nodes->len || into_node(into, first)->parent != node)
        return DOCX_NO_NODE;

    const char *name = into_node(into, first)->name;
    return strcmp(name, "w:pPr") == 0 || strcmp(name, "w:rPr") == 0 ? first : DOCX_NO_NODE;
}

static const Property *
find_own(const Property *own, const char *name)
{
    for (; own != NULL && own->name != NULL; own++) {
        if (strcmp(own->name, name) == 0)
            return own;
    }
    return NULL;
}

static void
append_node(const Into *into, GString *out, guint32 index)
{
    const DocxNode *node = into_node(into, index);

    g_string_append_len(out, into->xml + node->start, (gssize)(node->end - node->start));
}

/* Its place in the schema; what is not in the table comes last. */
static size_t
rank_of(const char *name)
{
    size_t rank = 0;

    while (rank < G_N_ELEMENTS(paragraph_properties) &&
           strcmp(paragraph_properties[rank].name, name) != 0)
        rank++;
    return rank;
}

static void
append_own_before(GString *out, const Property *own, size_t *from, size_t rank)
{
    for (; *from < rank && *from < G_N_ELEMENTS(paragraph_properties); (*from)++) {
        const Property *mine = find_own(own, paragraph_properties[*from].name);
        if (mine != NULL)
            g_string_append(out, mine->xml);
    }
}

/* The file's own keep their order, also where that is not the schema's. */
void
into_append_properties(const Into *into, GString *out, guint32 paragraph, PropertyUse use,
                       const Property *own)
{
    guint32 properties =
        paragraph != DOCX_NO_NODE ? into_properties(into, paragraph) : DOCX_NO_NODE;
    guint32 child = properties != DOCX_NO_NODE ? properties + 1 : DOCX_NO_NODE;
    size_t done = 0;

    if (child != DOCX_NO_NODE &&
        (child >= into->trace->nodes->len || into_node(into, child)->parent != properties))
        child = DOCX_NO_NODE;
    g_string_append_printf(out, "<w:pPr%s>", into->declare);
    for (; child != DOCX_NO_NODE; child = docx_trace_next(into->trace, child)) {
        const char *name = into_node(into, child)->name;
        size_t rank = rank_of(name);
        unsigned uses = rank < G_N_ELEMENTS(paragraph_properties) ? paragraph_properties[rank].uses
                                                                  : (unsigned)FOR_REST;
        append_own_before(out, own, &done, rank);
        if (find_own(own, name) == NULL && (uses & (1u << use)) != 0)
            append_node(into, out, child);
    }
    append_own_before(out, own, &done, G_N_ELEMENTS(paragraph_properties));
    g_string_append(out, "</w:pPr>");
}

/* Some of a run's properties, as they stand. */
static char *
copy_properties(const Into *into, guint32 properties, const char *const *names)
{
    GString *inside = g_string_new(NULL);

    for (; properties != DOCX_NO_NODE && *names != NULL; names++) {
        guint32 child = docx_trace_child(into->trace, properties, *names);
        if (child != DOCX_NO_NODE)
            append_node(into, inside, child);
    }
    return g_string_free(inside, FALSE);
}

/* What a run's neighbour takes over; the rest is about the words themselves. */
Look
into_look(const Into *into, guint32 paragraph, guint32 text)
{
    static const char *const fonts[] = { "w:rFonts", NULL }, *const color[] = { "w:color", NULL };
    static const char *const size[] = { "w:sz", "w:szCs", NULL };
    static const char *const language[] = { "w:lang", NULL };
    guint32 run = text != DOCX_NO_NODE ? docx_trace_around(into->trace, text, "w:r") : DOCX_NO_NODE;
    guint32 properties = run != DOCX_NO_NODE ? into_properties(into, run) : DOCX_NO_NODE;

    return (Look){ .paragraph = paragraph,
                   .fonts = copy_properties(into, properties, fonts),
                   .color = copy_properties(into, properties, color),
                   .size = copy_properties(into, properties, size),
                   .language = copy_properties(into, properties, language),
                   .left = -1 };
}

void
look_clear(Look *look)
{
    g_clear_pointer(&look->fonts, g_free);
    g_clear_pointer(&look->color, g_free);
    g_clear_pointer(&look->size, g_free);
    g_clear_pointer(&look->language, g_free);
    g_clear_pointer(&look->style, g_free);
}

static guint32
indent_of(const Into *into, guint32 paragraph)
{
    guint32 properties =
        paragraph != DOCX_NO_NODE ? into_properties(into, paragraph) : DOCX_NO_NODE;

    return properties != DOCX_NO_NODE ? docx_trace_child(into->trace, properties, "w:ind")
                                      : DOCX_NO_NODE;
}

static int
left_in_tag(const Into *into, guint32 indent, int fallback)
{
    if (indent == DOCX_NO_NODE)
        return fallback;
    return into_number_in_tag(into, indent, "left",
                              into_number_in_tag(into, indent, "start", fallback));
}

int
into_look_left(const Into *into)
{
    const Look *look = &into->look;

    return look->left >= 0 ? look->left : left_in_tag(into, indent_of(into, look->paragraph), 0);
}

void
into_append_property_change(Into *into, GString *out, guint32 paragraph)
{
    static const char *const not_in_change[] = { "w:rPr", "w:sectPr", "w:pPrChange" };
    guint32 properties = into_properties(into, paragraph);

    g_string_append(out, "<w:pPrChange");
    into_append_author(into, out);
    g_string_append(out, "><w:pPr>");
    for (size_t i = 0; properties != DOCX_NO_NODE && i < G_N_ELEMENTS(paragraph_properties); i++) {
        const char *name = paragraph_properties[i].name;
        guint32 child = docx_trace_child(into->trace, properties, name);
        bool wanted = child != DOCX_NO_NODE;
        for (size_t j = 0; j < G_N_ELEMENTS(not_in_change); j++)
            wanted = wanted && strcmp(name, not_in_change[j]) != 0;
        if (wanted)
            append_node(into, out, child);
    }
    g_string_append(out, "</w:pPr></w:pPrChange>");
}

/* The value of an attribute by its local name, as it stands in the start tag; fallback where it is no number. */
int
into_number_in_tag(const Into *into, guint32 node, const char *name, int fallback)
{
    const DocxNode *tag = into_node(into, node);
    g_autofree char *text = g_strndup(into->xml + tag->start, tag->inside - tag->start);
    g_autofree char *attribute = g_strdup_printf(":%s=", name);
    const char *found = strstr(text, attribute);
    if (found == NULL)
        return fallback;

    found += strlen(attribute);
    bool number = *found != '\0' && g_ascii_isdigit(found[1]);
    gint64 value = number ? g_ascii_strtoll(found + 1, NULL, 10) : -1;
    return value >= 0 && value < 100000 ? (int)value : fallback;
}

enum { LEVEL_INDENT = 720 };

int
into_list_indent(const Into *into, guint32 paragraph, const DocxFlow *flow)
{
    g_autofree char *key = g_strdup_printf("%d %d", flow->list, flow->level);
    int left = GPOINTER_TO_INT(g_hash_table_lookup(into->indents, key)) - 1;

    return left_in_tag(into, indent_of(into, paragraph),
                       left >= 0 ? left : (flow->level + 1) * LEVEL_INDENT);
}
