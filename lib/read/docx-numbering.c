/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The numbers that Word prints in front of paragraphs, which stand nowhere in the file: a paragraph
 * names a list (w:numId) and a level, the list refers to a definition (w:abstractNum), and the
 * numbers follow from counting. Lists that share a definition count on together, unless one starts
 * anew (w:startOverride) the first time it is used (ECMA-376 part 1, 17.9).
 */
#include <string.h>

#include "read/docx-private.h"
#include "read/numbers.h"

/* No printed number is longer; each paragraph gets a copy. */
enum { TEXT_LIMIT = 128 };

typedef struct ListLevel {
    NumberFormat format;
    char *text; /* "%1.%2", or a bullet; NULL where the level is not defined */
    char *style;
    int start;
    int restart; /* the level, from 1, behind which this one starts anew; 0 never; DOCX_UNSET: any */
    bool legal;  /* all numbers decimal */
} ListLevel;

typedef struct ListDefinition {
    ListLevel levels[DOCX_LEVELS];
    int counts[DOCX_LEVELS];     /* DOCX_UNSET: the level has not been used since it was reset */
    char *link, *linked;         /* w:numStyleLink: defined elsewhere; w:styleLink: as whom */
    struct ListDefinition *real; /* what the link leads to; borrowed; NULL */
} ListDefinition;

typedef struct List {
    int definition;
    int overrides[DOCX_LEVELS];     /* w:startOverride until it was used; DOCX_UNSET none */
    ListLevel *levels[DOCX_LEVELS]; /* levels of its own; NULL */
} List;

struct DocxNumbering {
    GHashTable *definitions; /* w:abstractNumId → ListDefinition */
    GHashTable *lists;       /* w:numId → List */
};

typedef struct NumberingParse {
    DocxNumbering *numbering;
    ListDefinition *definition; /* open; borrowed, as the next two */
    List *list;
    ListLevel *level;
    int override_level;
} NumberingParse;

static void
level_clear(ListLevel *level)
{
    g_free(level->text);
    g_free(level->style);
}

static void
definition_free(gpointer data)
{
    ListDefinition *definition = data;

    for (int i = 0; i < DOCX_LEVELS; i++)
        level_clear(&definition->levels[i]);
    g_free(definition->link);
    g_free(definition->linked);
    g_free(definition);
}

static void
list_free(gpointer data)
{
    List *list = data;

    for (int i = 0; i < DOCX_LEVELS; i++) {
        if (list->levels[i] != NULL)
            level_clear(list->levels[i]);
        g_free(list->levels[i]);
    }
    g_free(list);
}

int
docx_number_format(const char *value)
{
    static const struct {
        const char *value;
        NumberFormat format;
    } formats[] = {
        { "decimal", NUMBER_DECIMAL },
        { "decimalZero", NUMBER_DECIMAL_ZERO },
        { "lowerLetter", NUMBER_LOWER_LETTER },
        { "upperLetter", NUMBER_UPPER_LETTER },
        { "lowerRoman", NUMBER_LOWER_ROMAN },
        { "upperRoman", NUMBER_UPPER_ROMAN },
        { "ordinal", NUMBER_ORDINAL },
        { "bullet", NUMBER_BULLET },
        { "none", NUMBER_NONE },
    };

    for (size_t i = 0; value != NULL && i < G_N_ELEMENTS(formats); i++) {
        if (strcmp(formats[i].value, value) == 0)
            return (int)formats[i].format;
    }
    return NUMBER_DECIMAL;
}

static void
open_definition(NumberingParse *parse, const char **attributes)
{
    int id = xml_number(xml_attribute(attributes, "w:abstractNumId"), 0, G_MAXINT, DOCX_UNSET);
    ListDefinition *definition = g_new0(ListDefinition, 1);

    for (int i = 0; i < DOCX_LEVELS; i++) {
        definition->counts[i] = DOCX_UNSET;
        definition->levels[i].start = 1;
        definition->levels[i].restart = DOCX_UNSET;
    }
    g_hash_table_replace(parse->numbering->definitions, GINT_TO_POINTER(id), definition);
    parse->definition = definition;
    parse->level = NULL;
}

static void
open_list(NumberingParse *parse, const char **attributes)
{
    int id = xml_number(xml_attribute(attributes, "w:numId"), 0, G_MAXINT, DOCX_UNSET);
    List *list = g_new0(List, 1);

    for (int i = 0; i < DOCX_LEVELS; i++)
        list->overrides[i] = DOCX_UNSET;
    g_hash_table_replace(parse->numbering->lists, GINT_TO_POINTER(id), list);
    parse->list = list;
    parse->level = NULL;
}

static void
open_level(NumberingParse *parse, const char **attributes)
{
    int index = xml_number(xml_attribute(attributes, "w:ilvl"), 0, DOCX_LEVELS - 1, DOCX_UNSET);
    if (index == DOCX_UNSET)
        return;

    if (parse->definition != NULL) {
        parse->level = &parse->definition->levels[index];
    } else if (parse->list != NULL && parse->list->levels[index] == NULL) {
        parse->list->levels[index] = g_new0(ListLevel, 1);
        parse->list->levels[index]->start = 1;
        parse->list->levels[index]->restart = DOCX_UNSET;
        parse->level = parse->list->levels[index];
    }
}

static void
set_string(char **field, const char *value)
{
    g_free(*field);
    *field = value != NULL && strlen(value) <= TEXT_LIMIT ? g_strdup(value) : NULL;
}

static void
level_property(ListLevel *level, const char *name, const char **attributes)
{
    const char *value = xml_attribute(attributes, "w:val");

    if (strcmp(name, "w:start") == 0)
        level->start = xml_number(value, 0, 1000000, 1);
    else if (strcmp(name, "w:numFmt") == 0)
        level->format = (NumberFormat)docx_number_format(value);
    else if (strcmp(name, "w:lvlText") == 0)
        set_string(&level->text, value);
    else if (strcmp(name, "w:lvlRestart") == 0)
        level->restart = xml_number(value, 0, DOCX_LEVELS, DOCX_UNSET);
    else if (strcmp(name, "w:isLgl") == 0)
        level->legal = docx_is_on(attributes);
    else if (strcmp(name, "w:pStyle") == 0)
        set_string(&level->style, value);
}

static void
list_property(NumberingParse *parse, const char *name, const char **attributes)
{
    const char *value = xml_attribute(attributes, "w:val");

    if (strcmp(name, "w:abstractNumId") == 0)
        parse->list->definition = xml_number(value, 0, G_MAXINT, DOCX_UNSET);
    else if (strcmp(name, "w:lvlOverride") == 0)
        parse->override_level =
            xml_number(xml_attribute(attributes, "w:ilvl"), 0, DOCX_LEVELS - 1, DOCX_UNSET);
    else if (strcmp(name, "w:startOverride") == 0 && parse->override_level != DOCX_UNSET)
        parse->list->overrides[parse->override_level] = xml_number(value, 0, 1000000, 1);
}

static void
numbering_start(void *data, const char *name, const char **attributes)
{
    NumberingParse *parse = data;

    if (strcmp(name, "w:abstractNum") == 0)
        open_definition(parse, attributes);
    else if (strcmp(name, "w:num") == 0)
        open_list(parse, attributes);
    else if (strcmp(name, "w:lvl") == 0)
        open_level(parse, attributes);
    else if (parse->level != NULL)
        level_property(parse->level, name, attributes);
    else if (parse->list != NULL)
        list_property(parse, name, attributes);
    else if (parse->definition != NULL && strcmp(name, "w:numStyleLink") == 0)
        set_string(&parse->definition->link, xml_attribute(attributes, "w:val"));
    else if (parse->definition != NULL && strcmp(name, "w:styleLink") == 0)
        set_string(&parse->definition->linked, xml_attribute(attributes, "w:val"));
}

static void
numbering_end(void *data, const char *name)
{
    NumberingParse *parse = data;

    if (strcmp(name, "w:lvl") == 0)
        parse->level = NULL;
    else if (strcmp(name, "w:abstractNum") == 0)
        parse->definition = NULL;
    else if (strcmp(name, "w:num") == 0)
        parse->list = NULL;
    else if (strcmp(name, "w:lvlOverride") == 0)
        parse->override_level = DOCX_UNSET;
}

/* A definition that is only a link stands for the one with that name (17.9.21, 17.9.27). */
static void
resolve_links(DocxNumbering *numbering)
{
    g_autoptr(GHashTable) by_name = g_hash_table_new(g_str_hash, g_str_equal);
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init(&iter, numbering->definitions);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        ListDefinition *definition = value;
        if (definition->linked != NULL)
            g_hash_table_insert(by_name, definition->linked, definition);
    }
    g_hash_table_iter_init(&iter, numbering->definitions);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        ListDefinition *definition = value;
        if (definition->link != NULL)
            definition->real = g_hash_table_lookup(by_name, definition->link);
    }
}

static ListDefinition *
find_definition(const DocxNumbering *numbering, const List *list)
{
    ListDefinition *definition =
        g_hash_table_lookup(numbering->definitions, GINT_TO_POINTER(list->definition));

    return definition != NULL && definition->real != NULL ? definition->real : definition;
}

DocxNumbering *
docx_numbering_read(GBytes *part, GError **error)
{
    static const XmlHandler handler = { docx_namespaces, numbering_start, numbering_end, NULL };
    g_autoptr(DocxNumbering) numbering = g_new0(DocxNumbering, 1);
    numbering->definitions = g_hash_table_new_full(NULL, NULL, NULL, definition_free);
    numbering->lists = g_hash_table_new_full(NULL, NULL, NULL, list_free);
    NumberingParse parse = { .numbering = numbering, .override_level = DOCX_UNSET };

    if (part != NULL && !xml_parse(part, &handler, &parse, false, error))
        return NULL;
    resolve_links(numbering);
    return g_steal_pointer(&numbering);
}

void
docx_numbering_free(DocxNumbering *numbering)
{
    if (numbering == NULL)
        return;

    g_hash_table_unref(numbering->definitions);
    g_hash_table_unref(numbering->lists);
    g_free(numbering);
}

static const ListLevel *
find_level(const List *list, const ListDefinition *definition, int level)
{
    return list->levels[level] != NULL ? list->levels[level] : &definition->levels[level];
}

int
docx_numbering_style_level(const DocxNumbering *numbering, int list_id, const char *style)
{
    const List *list = g_hash_table_lookup(numbering->lists, GINT_TO_POINTER(list_id));
    const ListDefinition *definition = list != NULL ? find_definition(numbering, list) : NULL;

    for (int i = 0; definition != NULL && style != NULL && i < DOCX_LEVELS; i++) {
        const char *owner = find_level(list, definition, i)->style;
        if (owner != NULL && strcmp(owner, style) == 0)
            return i;
    }
    return 0;
}

static void
count(List *list, ListDefinition *definition, int level)
{
    int *counter = &definition->counts[level];

    if (list->overrides[level] != DOCX_UNSET) {
        *counter = list->overrides[level];
        list->overrides[level] = DOCX_UNSET;
    } else if (*counter == DOCX_UNSET) {
        *counter = find_level(list, definition, level)->start;
    } else {
        (*counter)++;
    }

    for (int deeper = level + 1; deeper < DOCX_LEVELS; deeper++) {
        int restart = find_level(list, definition, deeper)->restart;
        if (restart == DOCX_UNSET || level < restart)
            definition->counts[deeper] = DOCX_UNSET;
    }
}

static void
append_bullet(GString *out, const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
        g_string_append_unichar(out, bullet_character(g_utf8_get_char(p)));
}

/* "%1.%2" with the numbers of the levels in place (17.9.11). */
static void
append_numbers(GString *out, const List *list, const ListDefinition *definition, int level)
{
    const ListLevel *own = find_level(list, definition, level);

    for (const char *p = own->text; *p != '\0'; p++) {
        if (*p != '%' || p[1] < '1' || p[1] > '9') {
            g_string_append_c(out, *p);
            continue;
        }
        int other = *++p - '1';
        const ListLevel *numbered = find_level(list, definition, other);
        int number = definition->counts[other];
        number_append(out, own->legal ? NUMBER_DECIMAL : numbered->format,
                      number == DOCX_UNSET ? numbered->start : number);
    }
}

char *
docx_numbering_next(DocxNumbering *numbering, int list_id, int level)
{
    List *list = g_hash_table_lookup(numbering->lists, GINT_TO_POINTER(list_id));
    ListDefinition *definition = list != NULL ? find_definition(numbering, list) : NULL;
    if (definition == NULL || level < 0 || level >= DOCX_LEVELS)
        return NULL;

    const ListLevel *own = find_level(list, definition, level);
    count(list, definition, level);
    if (own->text == NULL)
        return NULL;
    g_autoptr(GString) label = g_string_new(NULL);
    if (own->format == NUMBER_BULLET)
        append_bullet(label, own->text);
    else
        append_numbers(label, list, definition, level);
    g_strstrip(label->str);
    return *label->str == '\0' ? NULL : g_strdup(label->str);
}

bool
docx_numbering_count(const DocxNumbering *numbering, int list_id, int level, int *ret_number)
{
    const List *list = g_hash_table_lookup(numbering->lists, GINT_TO_POINTER(list_id));
    const ListDefinition *definition = list != NULL ? find_definition(numbering, list) : NULL;
    if (definition == NULL || level < 0 || level >= DOCX_LEVELS)
        return false;

    NumberFormat format = find_level(list, definition, level)->format;
    *ret_number = MAX(definition->counts[level], 0);
    return format != NUMBER_BULLET && format != NUMBER_NONE;
}
