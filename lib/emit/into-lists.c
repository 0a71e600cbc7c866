/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "emit/into-private.h"
#include "read/xml.h"

/* How far the file's own lists are indented: what stands in an item stands where its words do. */

typedef struct Levels {
    GHashTable *lefts; /* "abstract level" → left indent */
    GHashTable *of;    /* w:numId → "abstract" */
    char *abstract, *list, *level;
} Levels;

static const char *
value_of(const char **attributes, const char *name)
{
    for (; *attributes != NULL; attributes += 2) {
        const char *colon = strchr(attributes[0], ':');
        if (strcmp(colon != NULL ? colon + 1 : attributes[0], name) == 0)
            return attributes[1];
    }
    return NULL;
}

static void
replace(char **field, const char *value)
{
    g_free(*field);
    *field = g_strdup(value);
}

static void
start(void *data, const char *name, const char **attributes)
{
    Levels *levels = data;
    const char *colon = strchr(name, ':'), *local = colon != NULL ? colon + 1 : name;

    if (strcmp(local, "abstractNum") == 0) {
        replace(&levels->abstract, value_of(attributes, "abstractNumId"));
        replace(&levels->list, NULL);
    } else if (strcmp(local, "num") == 0) {
        replace(&levels->list, value_of(attributes, "numId"));
    } else if (strcmp(local, "abstractNumId") == 0 && levels->list != NULL) {
        const char *abstract = value_of(attributes, "val");
        if (abstract != NULL)
            g_hash_table_insert(levels->of, g_strdup(levels->list), g_strdup(abstract));
    } else if (strcmp(local, "lvl") == 0) {
        replace(&levels->level, value_of(attributes, "ilvl"));
    } else if (strcmp(local, "ind") == 0 && levels->list == NULL && levels->abstract != NULL &&
               levels->level != NULL) {
        const char *left = value_of(attributes, "left");
        int value = xml_number(left != NULL ? left : value_of(attributes, "start"), 0, 31680, -1);
        if (value >= 0)
            g_hash_table_insert(levels->lefts,
                                g_strdup_printf("%s %s", levels->abstract, levels->level),
                                GINT_TO_POINTER(value + 1));
    }
}

/* "list level" → indent plus 1; empty where the part can't be read, which the reader has said. */
GHashTable *
into_read_indents(GBytes *part)
{
    static const XmlHandler handler = { NULL, start, NULL, NULL };
    Levels levels = { 0 };
    GHashTable *indents = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTableIter iter;
    gpointer list, abstract;

    levels.lefts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    levels.of = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    xml_parse(part, &handler, &levels, false, NULL);
    g_hash_table_iter_init(&iter, levels.of);
    while (g_hash_table_iter_next(&iter, &list, &abstract)) {
        for (int level = 0; level < 9; level++) {
            g_autofree char *key = g_strdup_printf("%s %d", (char *)abstract, level);
            gpointer left = g_hash_table_lookup(levels.lefts, key);
            if (left != NULL)
                g_hash_table_insert(indents, g_strdup_printf("%s %d", (char *)list, level), left);
        }
    }
    replace(&levels.abstract, NULL);
    replace(&levels.list, NULL);
    replace(&levels.level, NULL);
    g_hash_table_unref(levels.lefts);
    g_hash_table_unref(levels.of);
    return indents;
}
