/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Word documents (ECMA-376, .docx): which parts of the package hold the text.
 *
 * The package says in its relationships where its parts are; Word calls them word/document.xml and
 * so on, but others need not. Headers, footers and comments are left out, and said to be: they are no
 * part of the running text. docx-body.c reads the text, docx-styles.c and docx-numbering.c what it leans on.
 */
#include <string.h>

#include "read/docx-private.h"
#include "read/readers-private.h"
#include "read/zip.h"

/* A document has six for each of its sections; more tell no more. */
enum { HEAD_LIMIT = 24 };

/* Where a relationship of this type leads; types differ in the front between the two dialects. */
typedef struct Wanted {
    const char *type; /* the end of the type's URI: "/styles" */
    char *target;     /* as the package says; NULL until found */
} Wanted;

typedef struct Relations {
    Wanted *wanted;
    GPtrArray *heads; /* char *: targets of headers and footers; NULL: not asked for */
} Relations;

static bool
is_head(const char *type)
{
    return g_str_has_suffix(type, "/header") || g_str_has_suffix(type, "/footer");
}

static void
relation(void *data, const char *name, const char **attributes)
{
    Relations *relations = data;
    const char *type = xml_attribute(attributes, "Type");
    const char *target = xml_attribute(attributes, "Target");
    const char *mode = xml_attribute(attributes, "TargetMode");
    bool inside = mode == NULL || strcmp(mode, "External") != 0;
    if (strcmp(name, "rel:Relationship") != 0 || type == NULL || target == NULL || !inside)
        return;

    if (relations->heads != NULL && is_head(type))
        g_ptr_array_add(relations->heads, g_strdup(target));
    for (Wanted *wanted = relations->wanted; wanted->type != NULL; wanted++) {
        if (wanted->target == NULL && g_str_has_suffix(type, wanted->type))
            wanted->target = g_strdup(target);
    }
}

/* The full name of a part that is named as seen from a folder ("word/"). */
static char *
resolve_target(const char *folder, const char *target)
{
    return *target == '/' ? g_strdup(target + 1) : g_strconcat(folder, target, NULL);
}

static bool
read_relations(Archive *archive, const char *part, Relations *relations, GError **error)
{
    static const XmlHandler handler = { docx_namespaces, relation, NULL, NULL };
    if (!archive_has(archive, part))
        return true;

    g_autoptr(GBytes) bytes = archive_read_part(archive, part, error);
    return bytes != NULL && xml_parse(bytes, &handler, relations, false, error);
}

static char *
find_document(Archive *archive, GError **error)
{
    Wanted wanted[] = { { "/officeDocument", NULL }, { NULL, NULL } };
    Relations relations = { .wanted = wanted };
    if (!read_relations(archive, "_rels/.rels", &relations, error))
        return NULL;

    g_autofree char *target = wanted[0].target;
    return target != NULL ? resolve_target("", target) : g_strdup("word/document.xml");
}

typedef enum Side { SIDE_STYLES, SIDE_NUMBERING, SIDE_FOOTNOTES, SIDE_ENDNOTES, SIDE_COUNT } Side;

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
heads_have_words(Archive *archive, const char *folder, const GPtrArray *heads)
{
    for (guint i = 0; i < MIN(heads->len, HEAD_LIMIT); i++) {
        g_autofree char *part = resolve_target(folder, g_ptr_array_index(heads, i));
        if (has_words(archive, part))
            return true;
    }
    return false;
}

/* The parts beside the document. One that the package names but lacks reads as not there. */
static bool
read_sides(Archive *archive, const char *document, GBytes *parts[SIDE_COUNT], bool *ret_heads,
           GError **error)
{
    g_autoptr(GPtrArray) heads = g_ptr_array_new_with_free_func(g_free);
    Wanted wanted[] = { { "/styles", NULL },
                        { "/numbering", NULL },
                        { "/footnotes", NULL },
                        { "/endnotes", NULL },
                        { NULL, NULL } };
    const char *slash = strrchr(document, '/');
    size_t folder_length = slash != NULL ? (size_t)(slash + 1 - document) : 0;
    g_autofree char *folder = g_strndup(document, folder_length);
    g_autofree char *relations =
        g_strdup_printf("%s_rels/%s.rels", folder, document + folder_length);

    Relations found = { wanted, heads };
    bool read = read_relations(archive, relations, &found, error);
    *ret_heads = read && heads_have_words(archive, folder, heads);
    for (int i = 0; i < SIDE_COUNT; i++) {
        g_autofree char *target = wanted[i].target;
        g_autofree char *part = target != NULL ? resolve_target(folder, target) : NULL;
        if (!read || part == NULL || !archive_has(archive, part))
            continue;
        parts[i] = archive_read_part(archive, part, error);
        read = parts[i] != NULL;
    }
    return read;
}

static Draft *
read_parts(GBytes *document, GBytes *sides[SIDE_COUNT], GError **error)
{
    g_autoptr(DocxStyles) styles = docx_styles_read(sides[SIDE_STYLES], error);
    if (styles == NULL)
        return NULL;
    g_autoptr(DocxNumbering) numbering = docx_numbering_read(sides[SIDE_NUMBERING], error);
    if (numbering == NULL)
        return NULL;

    g_autoptr(Draft) draft = draft_new();
    DocxPackage package = { styles, numbering, draft };
    DocxParts parts = { document, sides[SIDE_FOOTNOTES], sides[SIDE_ENDNOTES] };
    return docx_body_read(&package, &parts, error) ? g_steal_pointer(&draft) : NULL;
}

Draft *
draft_docx(GBytes *bytes, GError **error)
{
    g_autoptr(Archive) archive = archive_open(bytes, error);
    if (archive == NULL)
        return NULL;
    g_autofree char *name = find_document(archive, error);
    if (name == NULL)
        return NULL;
    g_autoptr(GBytes) document = archive_read_part(archive, name, error);
    if (document == NULL)
        return NULL;

    GBytes *sides[SIDE_COUNT] = { NULL };
    Draft *draft = NULL;
    bool heads = false;
    if (read_sides(archive, name, sides, &heads, error))
        draft = read_parts(document, sides, error);
    if (draft != NULL && heads)
        draft->remarks |= REMARK_HEADS;
    for (int i = 0; i < SIDE_COUNT; i++)
        g_clear_pointer(&sides[i], g_bytes_unref);
    return draft;
}
