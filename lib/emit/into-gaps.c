/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "emit/into-private.h"
#include "read/xml.h"

/*
 * White between paragraphs: what is put in is parted as the committee's own paragraphs are, by empty ones where it writes
 * those, by the style's white where that has any, and else by some of our own: an answer that nothing parts from the
 * question's words can't be found.
 */

enum { CHAIN_LIMIT = 32, WHITE = 120, ENOUGH = 80 }; /* twentieths of a point */

typedef struct StyleWhite {
    char *based_on;
    int before, after; /* -1: not said */
} StyleWhite;

typedef struct Styles {
    GHashTable *by_id;
    StyleWhite defaults;
    StyleWhite *open; /* borrowed */
    char *standard;   /* the style of paragraphs that name none */
} Styles;

static void
white_free(gpointer data)
{
    StyleWhite *white = data;

    g_free(white->based_on);
    g_free(white);
}

static const char *
local_name(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon != NULL ? colon + 1 : name;
}

static const char *
value_of(const char **attributes, const char *name)
{
    for (; *attributes != NULL; attributes += 2) {
        if (strcmp(local_name(attributes[0]), name) == 0)
            return attributes[1];
    }
    return NULL;
}

static void
start(void *data, const char *name, const char **attributes)
{
    Styles *styles = data;
    const char *local = local_name(name), *id = value_of(attributes, "styleId");

    if (strcmp(local, "docDefaults") == 0) {
        styles->open = &styles->defaults;
    } else if (strcmp(local, "style") == 0 && id != NULL) {
        styles->open = g_new0(StyleWhite, 1);
        styles->open->before = styles->open->after = -1;
        g_hash_table_replace(styles->by_id, g_strdup(id), styles->open);
    } else if (strcmp(local, "basedOn") == 0 && styles->open != NULL) {
        g_free(styles->open->based_on);
        styles->open->based_on = g_strdup(value_of(attributes, "val"));
    } else if (strcmp(local, "spacing") == 0 && styles->open != NULL) {
        const char *before = value_of(attributes, "before"), *after = value_of(attributes, "after");
        styles->open->before = xml_number(before, 0, 31680, styles->open->before);
        styles->open->after = xml_number(after, 0, 31680, styles->open->after);
    }
}

/* What the style says, or those that it builds on. */
static StyleWhite
resolve(const Styles *styles, const char *id)
{
    StyleWhite found = { NULL, -1, -1 };

    for (int i = 0; i < CHAIN_LIMIT && id != NULL; i++) {
        const StyleWhite *style = g_hash_table_lookup(styles->by_id, id);
        if (style == NULL)
            break;
        found.before = found.before < 0 ? style->before : found.before;
        found.after = found.after < 0 ? style->after : found.after;
        id = style->based_on;
    }
    found.before = found.before < 0 ? styles->defaults.before : found.before;
    found.after = found.after < 0 ? styles->defaults.after : found.after;
    return found;
}

static char *
style_of(const Into *into, guint32 properties)
{
    guint32 style = properties != DOCX_NO_NODE
                        ? docx_trace_child(into->trace, properties, "w:pStyle")
                        : DOCX_NO_NODE;
    if (style == DOCX_NO_NODE)
        return g_strdup(into->trace->default_style);

    const DocxNode *node = into_node(into, style);
    g_autofree char *tag = g_strndup(into->xml + node->start, node->inside - node->start);
    char *value = strstr(tag, ":val=");
    const char *end = value != NULL && value[5] != '\0' ? strchr(value + 6, value[5]) : NULL;
    return end != NULL ? g_strndup(value + 6, (gsize)(end - value - 6)) : NULL;
}

/* The white above and below the running text, in twentieths of a point. */
static int
white_of_body(const Into *into, const Styles *styles)
{
    guint32 properties =
        into->body != DOCX_NO_NODE ? into_properties(into, into->body) : DOCX_NO_NODE;
    guint32 spacing = properties != DOCX_NO_NODE
                          ? docx_trace_child(into->trace, properties, "w:spacing")
                          : DOCX_NO_NODE;
    g_autofree char *id = style_of(into, properties);
    StyleWhite white = resolve(styles, id);

    if (spacing != DOCX_NO_NODE) {
        white.before = into_number_in_tag(into, spacing, "before", white.before);
        white.after = into_number_in_tag(into, spacing, "after", white.after);
    }
    return MAX(white.before, 0) + MAX(white.after, 0);
}

static bool
writes_blanks(const Into *into)
{
    guint paragraphs = 0, blanks = 0;

    for (guint i = 0; i < into->trace->lines->len; i++) {
        const DocxLine *line = &g_array_index(into->trace->lines, DocxLine, i);
        if (line->kind != PARAGRAPH_TEXT)
            continue;
        paragraphs++;
        blanks += line->blank_before;
    }
    return blanks * 2 > paragraphs;
}

void
into_find_gaps(Into *into)
{
    static const XmlHandler handler = { NULL, start, NULL, NULL };
    const char *name = into->trace->names.styles;
    g_autoptr(GBytes) part = name != NULL ? archive_read_part(into->archive, name, NULL) : NULL;
    Styles styles = { .by_id = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, white_free) };

    if (part != NULL)
        xml_parse(part, &handler, &styles, false, NULL);
    into->blanks = writes_blanks(into);
    into->white = !into->blanks && white_of_body(into, &styles) < ENOUGH ? WHITE : 0;
    g_free(styles.defaults.based_on);
    g_hash_table_unref(styles.by_id);
}

static bool
says(const Into *into, guint32 index, const char *value)
{
    const DocxNode *node = into_node(into, index);

    return memmem(into->xml + node->start, node->inside - node->start, value, strlen(value)) !=
           NULL;
}

char *
into_spacing(const Into *into, int before, int after)
{
    guint32 paragraph = into->look.paragraph;
    guint32 properties =
        paragraph != DOCX_NO_NODE ? into_properties(into, paragraph) : DOCX_NO_NODE;
    guint32 spacing = properties != DOCX_NO_NODE
                          ? docx_trace_child(into->trace, properties, "w:spacing")
                          : DOCX_NO_NODE;
    GString *xml = g_string_new("<w:spacing");
    int line = 0;

    if (spacing != DOCX_NO_NODE) {
        before = before < 0 ? into_number_in_tag(into, spacing, "before", -1) : before;
        after = after < 0 ? into_number_in_tag(into, spacing, "after", -1) : after;
        line = into_number_in_tag(into, spacing, "line", 0);
    }
    if (before >= 0)
        g_string_append_printf(xml, " w:before=\"%d\"", before);
    if (after >= 0)
        g_string_append_printf(xml, " w:after=\"%d\"", after);
    if (line > 0)
        g_string_append_printf(xml, " w:line=\"%d\" w:lineRule=\"%s\"", line,
                               says(into, spacing, "exact")     ? "exact"
                               : says(into, spacing, "atLeast") ? "atLeast"
                                                                : "auto");
    g_string_append(xml, "/>");
    return g_string_free(xml, FALSE);
}

void
into_append_blank(Into *into)
{
    if (!into->blanks)
        return;
    into_open_paragraph(into, NULL);
    into_close_paragraph(into);
}
