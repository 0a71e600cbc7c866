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

/* Where a relationship of this type leads; types differ in the front between the two dialects. */
typedef struct Wanted {
    const char *type; /* the end of the type's URI: "/styles" */
    char *target;     /* as the package says; NULL until found */
} Wanted;

static void
relation(void *data, const char *name, const char **attributes)
{
    const char *type = xml_attribute(attributes, "Type");
    const char *target = xml_attribute(attributes, "Target");
    const char *mode = xml_attribute(attributes, "TargetMode");
    bool inside = mode == NULL || strcmp(mode, "External") != 0;
    if (strcmp(name, "rel:Relationship") != 0 || type == NULL || target == NULL || !inside)
        return;

    for (Wanted *wanted = data; wanted->type != NULL; wanted++) {
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
read_relations(Archive *archive, const char *part, Wanted *wanted, GError **error)
{
    static const XmlHandler handler = { docx_namespaces, relation, NULL, NULL };
    if (!archive_has(archive, part))
        return true;

    g_autoptr(GBytes) bytes = archive_read_part(archive, part, error);
    return bytes != NULL && xml_parse(bytes, &handler, wanted, false, error);
}

static char *
find_document(Archive *archive, GError **error)
{
    Wanted wanted[] = { { "/officeDocument", NULL }, { NULL, NULL } };
    if (!read_relations(archive, "_rels/.rels", wanted, error))
        return NULL;

    g_autofree char *target = wanted[0].target;
    return target != NULL ? resolve_target("", target) : g_strdup("word/document.xml");
}

typedef enum Side {
    SIDE_STYLES,
    SIDE_NUMBERING,
    SIDE_FOOTNOTES,
    SIDE_ENDNOTES,
    SIDE_SETTINGS,
    SIDE_COUNT
} Side;

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
find_sides(Archive *archive, const char *document, char *names[SIDE_COUNT], GError **error)
{
    Wanted wanted[] = { { "/styles", NULL },   { "/numbering", NULL }, { "/footnotes", NULL },
                        { "/endnotes", NULL }, { "/settings", NULL },  { NULL, NULL } };
    const char *slash = strrchr(document, '/');
    g_autofree char *folder =
        g_strndup(document, slash != NULL ? (size_t)(slash + 1 - document) : 0);
    g_autofree char *relations = relations_name(document);

    bool read = read_relations(archive, relations, wanted, error);
    for (int i = 0; i < SIDE_COUNT; i++) {
        g_autofree char *target = wanted[i].target;
        g_autofree char *part = target != NULL ? resolve_target(folder, target) : NULL;
        if (read && part != NULL && archive_has(archive, part))
            names[i] = g_steal_pointer(&part);
    }
    return read;
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
    g_autofree char *name = find_document(archive, error);
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
    if (find_sides(archive, name, names, error) && read_sides(archive, names, sides, error))
        draft = read_parts(document, sides, trace, error);
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
