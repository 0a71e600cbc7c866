/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Word documents (ECMA-376, .docx): which parts of the package hold the text.
 *
 * The package says in its relationships where its parts are; Word calls them word/document.xml and
 * so on, but others need not. Headers, footers and comments are left out: they are no part of the
 * running text. docx-body.c reads the text, docx-styles.c and docx-numbering.c what it leans on.
 */
#include <string.h>

#include "read/docx-trace-private.h"
#include "read/readers-private.h"
#include "read/zip.h"

static void
relation_free(gpointer data)
{
    DocxRelation *relation = data;

    g_free(relation->id);
    g_free(relation->type);
    g_free(relation->target);
    g_free(relation);
}

typedef struct RelationsParse {
    GPtrArray *relations;
    const char *folder; /* of the part that they are those of, "word/" */
} RelationsParse;

/* The full name of a part that is named as seen from a folder: "../customXml/item1.xml" from "word/". */
static char *
resolve_target(const char *folder, const char *target)
{
    g_autofree char *path =
        *target == '/' ? g_strdup(target) : g_strconcat("/", folder, target, NULL);
    g_autofree char *canonical = g_canonicalize_filename(path, "/");

    return g_strdup(canonical + 1);
}

static void
add_relation(void *data, const char *name, const char **attributes)
{
    const RelationsParse *parse = data;
    const char *id = xml_attribute(attributes, "Id");
    const char *type = xml_attribute(attributes, "Type");
    const char *target = xml_attribute(attributes, "Target");
    const char *mode = xml_attribute(attributes, "TargetMode");
    if (strcmp(name, "rel:Relationship") != 0 || type == NULL || target == NULL)
        return;

    DocxRelation *relation = g_new0(DocxRelation, 1);
    relation->external = mode != NULL && strcmp(mode, "External") == 0;
    relation->id = g_strdup(id);
    relation->type = g_strdup(type);
    relation->target =
        relation->external ? g_strdup(target) : resolve_target(parse->folder, target);
    g_ptr_array_add(parse->relations, relation);
}

GPtrArray *
docx_relations_read(Archive *archive, const char *part, GError **error)
{
    static const XmlHandler handler = { docx_namespaces, add_relation, NULL, NULL };
    const char *slash = strrchr(part, '/');
    size_t folder_length = slash != NULL ? (size_t)(slash + 1 - part) : 0;
    g_autofree char *folder = g_strndup(part, folder_length);
    g_autofree char *name = g_strdup_printf("%s_rels/%s.rels", folder, part + folder_length);
    g_autoptr(GPtrArray) relations = g_ptr_array_new_with_free_func(relation_free);
    RelationsParse parse = { relations, folder };
    if (!archive_has(archive, name))
        return g_steal_pointer(&relations);

    g_autoptr(GBytes) bytes = archive_read_part(archive, name, error);
    if (bytes == NULL || !xml_parse(bytes, &handler, &parse, false, error))
        return NULL;
    return g_steal_pointer(&relations);
}

const char *
docx_relations_find(const GPtrArray *relations, const char *type)
{
    for (guint i = 0; i < relations->len; i++) {
        const DocxRelation *relation = g_ptr_array_index(relations, i);
        if (!relation->external && g_str_has_suffix(relation->type, type))
            return relation->target;
    }
    return NULL;
}

char *
docx_find_document(Archive *archive, GError **error)
{
    g_autoptr(GPtrArray) relations = docx_relations_read(archive, "", error);
    if (relations == NULL)
        return NULL;

    const char *target = docx_relations_find(relations, "/officeDocument");
    return g_strdup(target != NULL ? target : "word/document.xml");
}

bool
docx_read_side(Archive *archive, const GPtrArray *relations, const char *type, GBytes **ret_part,
               GError **error)
{
    const char *target = docx_relations_find(relations, type);

    *ret_part = NULL;
    if (target == NULL || !archive_has(archive, target))
        return true;
    *ret_part = archive_read_part(archive, target, error);
    return *ret_part != NULL;
}

typedef enum Side {
    SIDE_STYLES,
    SIDE_NUMBERING,
    SIDE_FOOTNOTES,
    SIDE_ENDNOTES,
    SIDE_SETTINGS,
    SIDE_COUNT
} Side;

/* A document has six for each of its sections; more tell no more. */
enum { HEAD_LIMIT = 24 };

static bool
is_head(const char *type)
{
    return g_str_has_suffix(type, "/header") || g_str_has_suffix(type, "/footer");
}

/* Headers and footers: is there a word in one? A page number alone is none. */
typedef struct Head {
    int text, field; /* depth in w:t; fields that are open */
    bool has_words;
} Head;

static void
head_start(void *data, const char *name, const char **attributes)
{
    Head *head = data;
    const char *type = xml_attribute(attributes, "w:fldCharType");

    head->text += strcmp(name, "w:t") == 0;
    head->field += strcmp(name, "w:fldSimple") == 0;
    if (type != NULL)
        head->field += (strcmp(type, "begin") == 0) - (strcmp(type, "end") == 0);
}

static void
head_end(void *data, const char *name)
{
    Head *head = data;

    head->text -= strcmp(name, "w:t") == 0;
    head->field -= strcmp(name, "w:fldSimple") == 0;
}

static void
head_text(void *data, const char *text, size_t length)
{
    Head *head = data;

    for (size_t i = 0; head->text > 0 && head->field <= 0 && i < length; i++)
        head->has_words = head->has_words || g_ascii_isalpha(text[i]);
}

/* One that can't be read has no words that are missed. */
static bool
has_words(Archive *archive, const char *part)
{
    static const XmlHandler handler = { docx_namespaces, head_start, head_end, head_text };
    Head head = { 0 };
    if (!archive_has(archive, part))
        return false;

    g_autoptr(GBytes) bytes = archive_read_part(archive, part, NULL);
    return bytes != NULL && xml_parse(bytes, &handler, &head, false, NULL) && head.has_words;
}

static bool
heads_have_words(Archive *archive, const GPtrArray *relations)
{
    guint count = 0;

    for (guint i = 0; i < relations->len && count < HEAD_LIMIT; i++) {
        const DocxRelation *relation = g_ptr_array_index(relations, i);
        if (relation->external || !is_head(relation->type))
            continue;
        count++;
        if (has_words(archive, relation->target))
            return true;
    }
    return false;
}

static const char *const side_types[SIDE_COUNT] = { "/styles", "/numbering", "/footnotes",
                                                    "/endnotes", "/settings" };

/* "word/_rels/document.xml.rels" of "word/document.xml". */
static char *
relations_name(const char *document)
{
    const char *slash = strrchr(document, '/');
    size_t folder_length = slash != NULL ? (size_t)(slash + 1 - document) : 0;

    return g_strdup_printf("%.*s_rels/%s.rels", (int)folder_length, document,
                           document + folder_length);
}

/* The names of the parts beside the document. One that the package names but lacks is not there. */
static bool
find_sides(Archive *archive, const char *document, char *names[SIDE_COUNT], bool *ret_heads,
           GError **error)
{
    g_autoptr(GPtrArray) relations = docx_relations_read(archive, document, error);
    if (relations == NULL)
        return false;

    *ret_heads = heads_have_words(archive, relations);
    for (int i = 0; i < SIDE_COUNT; i++) {
        const char *target = docx_relations_find(relations, side_types[i]);
        if (target != NULL && archive_has(archive, target))
            names[i] = g_strdup(target);
    }
    return true;
}

static bool
read_sides(Archive *archive, char *const names[SIDE_COUNT], GBytes *parts[SIDE_COUNT],
           GError **error)
{
    for (int i = 0; i < SIDE_SETTINGS; i++) {
        parts[i] = names[i] != NULL ? archive_read_part(archive, names[i], error) : NULL;
        if (names[i] != NULL && parts[i] == NULL)
            return false;
    }
    return true;
}

/* `trace` may be NULL. */
static Draft *
read_parts(GBytes *document, GBytes *const sides[SIDE_COUNT], DocxTrace *trace, GError **error)
{
    g_autoptr(DocxStyles) styles = docx_styles_read(sides[SIDE_STYLES], error);
    if (styles == NULL)
        return NULL;
    g_autoptr(DocxNumbering) numbering = docx_numbering_read(sides[SIDE_NUMBERING], error);
    if (numbering == NULL)
        return NULL;

    g_autoptr(Draft) draft = draft_new();
    DocxPackage package = { styles, numbering, draft, trace };
    DocxParts parts = { document, sides[SIDE_FOOTNOTES], sides[SIDE_ENDNOTES] };
    if (!docx_body_read(&package, &parts, error))
        return NULL;
    if (trace != NULL) {
        docx_trace_lines(trace, draft);
        docx_trace_styles(trace, styles);
    }
    return g_steal_pointer(&draft);
}

static Draft *
read_package(Archive *archive, DocxTrace *trace, char *names[SIDE_COUNT], GError **error)
{
    g_autofree char *name = docx_find_document(archive, error);
    if (name == NULL)
        return NULL;
    g_autoptr(GBytes) document = archive_read_part(archive, name, error);
    if (document == NULL)
        return NULL;
    if (trace != NULL) {
        trace->document = g_bytes_ref(document);
        trace->names.relations = relations_name(name);
        trace->names.document = g_strdup(name);
    }

    GBytes *sides[SIDE_COUNT] = { NULL };
    Draft *draft = NULL;
    bool heads = false;
    if (find_sides(archive, name, names, &heads, error) && read_sides(archive, names, sides, error))
        draft = read_parts(document, sides, trace, error);
    if (draft != NULL && heads)
        draft->remarks |= REMARK_HEADS;
    for (int i = 0; i < SIDE_COUNT; i++)
        g_clear_pointer(&sides[i], g_bytes_unref);
    return draft;
}

Draft *
draft_docx(GBytes *bytes, GError **error)
{
    g_autoptr(Archive) archive = archive_open(bytes, error);
    char *names[SIDE_COUNT] = { NULL };
    Draft *draft = archive != NULL ? read_package(archive, NULL, names, error) : NULL;

    for (int i = 0; i < SIDE_COUNT; i++)
        g_free(names[i]);
    return draft;
}

DocxTrace *
docx_trace_read(Archive *archive, GError **error)
{
    g_autoptr(DocxTrace) trace = docx_trace_new();
    char *names[SIDE_COUNT] = { NULL };
    g_autoptr(Draft) draft = read_package(archive, trace, names, error);

    trace->names.styles = names[SIDE_STYLES];
    trace->names.numbering = names[SIDE_NUMBERING];
    trace->names.footnotes = names[SIDE_FOOTNOTES];
    trace->names.settings = names[SIDE_SETTINGS];
    g_free(names[SIDE_ENDNOTES]);
    return draft != NULL ? g_steal_pointer(&trace) : NULL;
}
