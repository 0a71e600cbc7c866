/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "read/odt-private.h"

/* Parents above parents, at most: a circle must end somewhere. */
enum { CHAIN_LIMIT = 32 };

/* No printed number is longer; each paragraph gets a copy. */
enum { AFFIX_LIMIT = 64 };

const XmlNamespace odt_namespaces[] = {
    { "urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office" },
    { "urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style" },
    { "urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text" },
    { "urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table" },
    { "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw" },
    { "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", "fo" },
    { "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0", "svg" },
    { "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0", "loext" },
    { "http://www.w3.org/XML/1998/namespace", "xml" },
    { NULL, NULL },
};

static void
style_free(gpointer data)
{
    OdtStyle *style = data;

    g_free(style->name);
    g_free(style->parent);
    g_free(style);
}

static void
list_style_clear(OdtListStyle *style)
{
    for (int i = 0; i < ODT_LEVELS; i++) {
        g_free(style->levels[i].prefix);
        g_free(style->levels[i].suffix);
        g_free(style->levels[i].bullet);
        style->levels[i] = (OdtLevel){ .format = NUMBER_NONE, .start = 1, .display = 1 };
    }
}

static void
list_style_free(gpointer data)
{
    list_style_clear(data);
    g_free(data);
}

OdtStyles *
odt_styles_new(void)
{
    OdtStyles *styles = g_new0(OdtStyles, 1);
    styles->paragraph = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, style_free);
    styles->text = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, style_free);
    styles->lists = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, list_style_free);
    return styles;
}

void
odt_styles_free(OdtStyles *styles)
{
    if (styles == NULL)
        return;

    g_hash_table_unref(styles->paragraph);
    g_hash_table_unref(styles->text);
    g_hash_table_unref(styles->lists);
    g_free(styles);
}

static void
open_style(OdtStyles *styles, const char **attributes)
{
    const char *name = xml_attribute(attributes, "style:name");
    const char *family = xml_attribute(attributes, "style:family");
    const char *display = xml_attribute(attributes, "style:display-name");
    const char *master = xml_attribute(attributes, "style:master-page-name");
    bool paragraph = family != NULL && strcmp(family, "paragraph") == 0;
    bool text = family != NULL && strcmp(family, "text") == 0;
    if (name == NULL || (!paragraph && !text))
        return;

    OdtStyle *style = g_new0(OdtStyle, 1);
    style->name = g_strdup(display != NULL ? display : name);
    style->parent = g_strdup(xml_attribute(attributes, "style:parent-style-name"));
    style->bold = style->italic = style->hidden = ODT_UNSET;
    style->outline = xml_number(xml_attribute(attributes, "style:default-outline-level"), 1,
                                ODT_LEVELS, ODT_UNSET);
    style->page_before = master != NULL && *master != '\0';
    g_hash_table_replace(paragraph ? styles->paragraph : styles->text, g_strdup(name), style);
    styles->open = style;
}

static void
text_properties(OdtStyle *style, const char **attributes)
{
    const char *weight = xml_attribute(attributes, "fo:font-weight");
    const char *slant = xml_attribute(attributes, "fo:font-style");
    const char *display = xml_attribute(attributes, "text:display");

    if (weight != NULL)
        style->bold = strcmp(weight, "bold") == 0 || xml_number(weight, 600, 900, 0) > 0;
    if (slant != NULL)
        style->italic = strcmp(slant, "normal") != 0;
    if (display != NULL)
        style->hidden = strcmp(display, "none") == 0;
}

static void
paragraph_properties(OdtStyle *style, const char **attributes)
{
    const char *before = xml_attribute(attributes, "fo:break-before");
    const char *after = xml_attribute(attributes, "fo:break-after");

    style->page_before = style->page_before || (before != NULL && strcmp(before, "page") == 0);
    style->page_after = after != NULL && strcmp(after, "page") == 0;
}

/* One that is defined again stays the same object: a list may be open that is set by it. */
static void
open_list_style(OdtStyles *styles, const char *name)
{
    OdtListStyle *style = g_hash_table_lookup(styles->lists, name);

    if (style == NULL) {
        style = g_new0(OdtListStyle, 1);
        g_hash_table_insert(styles->lists, g_strdup(name), style);
    }
    list_style_clear(style);
    styles->open_list = style;
}

static NumberFormat
number_format(const char *value)
{
    static const struct {
        const char *value;
        NumberFormat format;
    } formats[] = {
        { "1", NUMBER_DECIMAL },     { "a", NUMBER_LOWER_LETTER }, { "A", NUMBER_UPPER_LETTER },
        { "i", NUMBER_LOWER_ROMAN }, { "I", NUMBER_UPPER_ROMAN },
    };

    for (size_t i = 0; value != NULL && i < G_N_ELEMENTS(formats); i++) {
        if (strcmp(formats[i].value, value) == 0)
            return formats[i].format;
    }
    return value == NULL || *value == '\0' ? NUMBER_NONE : NUMBER_DECIMAL;
}

static char *
copy_affix(const char *text)
{
    return text != NULL && strlen(text) <= AFFIX_LIMIT ? g_strdup(text) : NULL;
}

static void
open_level(OdtStyles *styles, const char **attributes, bool bullet)
{
    int level = xml_number(xml_attribute(attributes, "text:level"), 1, ODT_LEVELS, 0);
    if (styles->open_list == NULL || level == 0)
        return;

    const char *format = xml_attribute(attributes, "loext:num-list-format");
    OdtLevel *own = &styles->open_list->levels[level - 1];
    g_free(own->prefix);
    g_free(own->suffix);
    g_free(own->bullet);
    own->prefix = copy_affix(xml_attribute(attributes, "style:num-prefix"));
    own->suffix = copy_affix(xml_attribute(attributes, "style:num-suffix"));
    own->bullet = copy_affix(xml_attribute(attributes, "text:bullet-char"));
    own->format =
        bullet ? NUMBER_BULLET : number_format(xml_attribute(attributes, "style:num-format"));
    own->start = xml_number(xml_attribute(attributes, "text:start-value"), 0, 1000000, 1);
    own->display = xml_number(xml_attribute(attributes, "text:display-levels"), 1, ODT_LEVELS, 1);
    own->joined = format != NULL && strstr(format, "%%") != NULL;
}

void
odt_styles_start(OdtStyles *styles, const char *name, const char **attributes)
{
    const char *own = xml_attribute(attributes, "style:name");

    if (strcmp(name, "style:style") == 0)
        open_style(styles, attributes);
    else if (strcmp(name, "style:text-properties") == 0 && styles->open != NULL)
        text_properties(styles->open, attributes);
    else if (strcmp(name, "style:paragraph-properties") == 0 && styles->open != NULL)
        paragraph_properties(styles->open, attributes);
    else if (strcmp(name, "text:list-style") == 0 && own != NULL)
        open_list_style(styles, own);
    else if (strcmp(name, "text:outline-style") == 0)
        open_list_style(styles, "");
    else if (strcmp(name, "text:list-level-style-number") == 0 ||
             strcmp(name, "text:outline-level-style") == 0)
        open_level(styles, attributes, false);
    else if (strcmp(name, "text:list-level-style-bullet") == 0)
        open_level(styles, attributes, true);
}

void
odt_styles_end(OdtStyles *styles, const char *name)
{
    if (strcmp(name, "style:style") == 0)
        styles->open = NULL;
    else if (strcmp(name, "text:list-style") == 0 || strcmp(name, "text:outline-style") == 0)
        styles->open_list = NULL;
}

/* style:header, style:footer-left and the like; their properties stand in elements of their own. */
static bool
is_head(const char *name)
{
    return (g_str_has_prefix(name, "style:header") || g_str_has_prefix(name, "style:footer")) &&
           !g_str_has_suffix(name, "-style");
}

static void
on_start(void *data, const char *name, const char **attributes)
{
    OdtStyles *styles = data;

    styles->in_head += is_head(name);
    odt_styles_start(styles, name, attributes);
}

static void
on_end(void *data, const char *name)
{
    OdtStyles *styles = data;

    styles->in_head -= is_head(name);
    odt_styles_end(styles, name);
}

/* Page numbers and dates are figures, so letters tell. */
static void
on_text(void *data, const char *text, size_t length)
{
    OdtStyles *styles = data;

    for (size_t i = 0; styles->in_head > 0 && i < length; i++)
        styles->heads = styles->heads || g_ascii_isalpha(text[i]);
}

bool
odt_styles_read(OdtStyles *styles, GBytes *part, GError **error)
{
    static const XmlHandler handler = { odt_namespaces, on_start, on_end, on_text };

    return xml_parse(part, &handler, styles, false, error);
}

/* Styles inherit when asked, as a parent may stand behind its child; page breaks don't. */
static void
inherit(GHashTable *family, OdtStyle *style, int depth)
{
    if (style->parent == NULL || depth >= CHAIN_LIMIT)
        return;

    OdtStyle *parent = g_hash_table_lookup(family, style->parent);
    g_clear_pointer(&style->parent, g_free);
    if (parent == NULL)
        return;
    inherit(family, parent, depth + 1);
    style->bold = style->bold != ODT_UNSET ? style->bold : parent->bold;
    style->italic = style->italic != ODT_UNSET ? style->italic : parent->italic;
    style->hidden = style->hidden != ODT_UNSET ? style->hidden : parent->hidden;
    style->outline = style->outline != ODT_UNSET ? style->outline : parent->outline;
}

const OdtStyle *
odt_style_find(GHashTable *family, const char *name)
{
    static const OdtStyle none = {
        .bold = ODT_UNSET, .italic = ODT_UNSET, .hidden = ODT_UNSET, .outline = ODT_UNSET
    };
    OdtStyle *style = name != NULL ? g_hash_table_lookup(family, name) : NULL;
    if (style == NULL)
        return &none;

    inherit(family, style, 0);
    return style;
}

void
odt_count_reset(OdtCount *count)
{
    for (int i = 0; i < ODT_LEVELS; i++)
        count->counts[i] = ODT_UNSET;
}

static void
append_numbers(GString *out, const OdtCount *count, const OdtListStyle *style, int level)
{
    const OdtLevel *own = &style->levels[level];
    bool first = true;

    for (int i = MAX(level - own->display + 1, 0); i <= level; i++) {
        const OdtLevel *other = &style->levels[i];
        if (other->format == NUMBER_NONE || other->format == NUMBER_BULLET)
            continue;
        if (!first && !own->joined)
            g_string_append_c(out, '.');
        number_append(out, other->format,
                      count->counts[i] == ODT_UNSET ? other->start : count->counts[i]);
        first = false;
    }
}

char *
odt_count_next(OdtCount *count, const OdtListStyle *style, int level, int start)
{
    const OdtLevel *own = &style->levels[level];
    int *counter = &count->counts[level];

    if (start != ODT_UNSET)
        *counter = start;
    else
        *counter = *counter == ODT_UNSET ? own->start : *counter + 1;
    for (int deeper = level + 1; deeper < ODT_LEVELS; deeper++)
        count->counts[deeper] = ODT_UNSET;

    if (own->format == NUMBER_BULLET) {
        gunichar c = own->bullet != NULL ? g_utf8_get_char(own->bullet) : 0x2022;
        char text[7] = { 0 };
        g_unichar_to_utf8(bullet_character(c), text);
        return *text == '\0' || *text == ' ' ? NULL : g_strdup(text);
    }
    if (own->format == NUMBER_NONE)
        return NULL;
    g_autoptr(GString) label = g_string_new(own->prefix);
    append_numbers(label, count, style, level);
    g_string_append(label, own->suffix != NULL ? own->suffix : "");
    g_strstrip(label->str);
    return g_strdup(label->str);
}
