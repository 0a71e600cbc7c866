/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "read/docx-private.h"

/* Word allows chains of ten or so; a circle must end somewhere. */
enum { CHAIN_LIMIT = 32 };

const XmlNamespace docx_namespaces[] = {
    { "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w" },
    { "http://purl.oclc.org/ooxml/wordprocessingml/main", "w" },
    { "http://schemas.openxmlformats.org/markup-compatibility/2006", "mc" },
    { "http://schemas.openxmlformats.org/officeDocument/2006/math", "m" },
    { "http://purl.oclc.org/ooxml/officeDocument/math", "m" },
    { "http://schemas.openxmlformats.org/package/2006/relationships", "rel" },
    { NULL, NULL },
};

typedef struct StylesParse {
    DocxStyles *styles;
    DocxStyle *style; /* the open one; borrowed */
} StylesParse;

static void
style_free(gpointer data)
{
    DocxStyle *style = data;

    g_free(style->id);
    g_free(style->name);
    g_free(style->based_on);
    g_free(style);
}

static DocxStyle *
style_new(const char *id)
{
    DocxStyle *style = g_new0(DocxStyle, 1);
    style->id = g_strdup(id);
    style->outline = style->list = style->level = DOCX_UNSET;
    style->bold = style->italic = DOCX_UNSET;
    return style;
}

bool
docx_is_on(const char **attributes)
{
    const char *value = xml_attribute(attributes, "w:val");

    return value == NULL || (strcmp(value, "0") != 0 && strcmp(value, "false") != 0 &&
                             strcmp(value, "off") != 0 && strcmp(value, "none") != 0);
}

static void
open_style(StylesParse *parse, const char **attributes)
{
    const char *id = xml_attribute(attributes, "w:styleId");
    const char *type = xml_attribute(attributes, "w:type");
    const char *is_default = xml_attribute(attributes, "w:default");
    if (id == NULL)
        return;

    parse->style = style_new(id);
    g_hash_table_replace(parse->styles->by_id, parse->style->id, parse->style);
    bool paragraph = type == NULL || strcmp(type, "paragraph") == 0;
    bool marked = is_default != NULL && (*is_default == '1' || *is_default == 't');
    if (paragraph && marked && parse->styles->paragraph == NULL)
        parse->styles->paragraph = g_strdup(id);
}

static void
styles_start(void *data, const char *name, const char **attributes)
{
    StylesParse *parse = data;
    const char *value = xml_attribute(attributes, "w:val");

    if (strcmp(name, "w:style") == 0)
        open_style(parse, attributes);
    DocxStyle *style = parse->style;
    if (style == NULL)
        return;

    if (strcmp(name, "w:name") == 0 && style->name == NULL)
        style->name = g_strdup(value);
    else if (strcmp(name, "w:basedOn") == 0 && style->based_on == NULL)
        style->based_on = g_strdup(value);
    else if (strcmp(name, "w:outlineLvl") == 0)
        style->outline = xml_number(value, 0, 9, DOCX_UNSET);
    else if (strcmp(name, "w:numId") == 0)
        style->list = xml_number(value, 0, G_MAXINT, DOCX_UNSET);
    else if (strcmp(name, "w:ilvl") == 0)
        style->level = xml_number(value, 0, DOCX_LEVELS - 1, DOCX_UNSET);
    else if (strcmp(name, "w:b") == 0)
        style->bold = docx_is_on(attributes);
    else if (strcmp(name, "w:i") == 0)
        style->italic = docx_is_on(attributes);
}

static void
styles_end(void *data, const char *name)
{
    StylesParse *parse = data;

    if (strcmp(name, "w:style") == 0)
        parse->style = NULL;
}

/* Built-in headings keep their English name in every language of Word ("heading 1"), but files made
 * by others may give them no outline level. */
static int
outline_of_name(const char *name)
{
    static const char *const words[] = { "heading ", "kop " };

    for (size_t i = 0; name != NULL && i < G_N_ELEMENTS(words); i++) {
        size_t length = strlen(words[i]);
        bool matches = g_ascii_strncasecmp(name, words[i], length) == 0;
        if (matches && name[length] >= '1' && name[length] <= '9' && name[length + 1] == '\0')
            return name[length] - '1';
    }
    return DOCX_UNSET;
}

static void
inherit(DocxStyle *style, const DocxStyle *base)
{
    if (style->outline == DOCX_UNSET)
        style->outline = base->outline;
    if (style->bold == DOCX_UNSET)
        style->bold = base->bold;
    if (style->italic == DOCX_UNSET)
        style->italic = base->italic;
    if (style->level == DOCX_UNSET)
        style->level = base->level;
    if (style->list == DOCX_UNSET) {
        style->list = base->list;
        style->numbered_id = base->numbered_id;
    }
}

static void
resolve(const DocxStyles *styles, DocxStyle *style, int depth)
{
    if (style->resolved)
        return;

    style->resolved = true;
    style->numbered_id = style->id;
    if (style->outline == DOCX_UNSET)
        style->outline = outline_of_name(style->name);
    DocxStyle *base =
        style->based_on != NULL ? g_hash_table_lookup(styles->by_id, style->based_on) : NULL;
    if (base == NULL || depth >= CHAIN_LIMIT)
        return;
    resolve(styles, base, depth + 1);
    inherit(style, base);
}

DocxStyles *
docx_styles_read(GBytes *part, GError **error)
{
    static const XmlHandler handler = { docx_namespaces, styles_start, styles_end, NULL };
    g_autoptr(DocxStyles) styles = g_new0(DocxStyles, 1);
    styles->by_id = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, style_free);
    StylesParse parse = { .styles = styles };

    if (part != NULL && !xml_parse(part, &handler, &parse, false, error))
        return NULL;

    GHashTableIter iter;
    gpointer style;
    g_hash_table_iter_init(&iter, styles->by_id);
    while (g_hash_table_iter_next(&iter, NULL, &style))
        resolve(styles, style, 0);
    return g_steal_pointer(&styles);
}

void
docx_styles_free(DocxStyles *styles)
{
    if (styles == NULL)
        return;

    g_hash_table_unref(styles->by_id);
    g_free(styles->paragraph);
    g_free(styles);
}

const DocxStyle *
docx_style_find(const DocxStyles *styles, const char *id)
{
    static const DocxStyle none = { .outline = DOCX_UNSET,
                                    .list = DOCX_UNSET,
                                    .level = DOCX_UNSET,
                                    .bold = DOCX_UNSET,
                                    .italic = DOCX_UNSET };
    const DocxStyle *style = id != NULL ? g_hash_table_lookup(styles->by_id, id) : NULL;

    return style != NULL ? style : &none;
}
