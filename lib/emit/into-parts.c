/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The parts beside the text that what is put in needs: notes, lists, relations, images, and the list of content types.
 *
 * A part that is there keeps every byte; what is new stands in front of its root's end tag (of lists, where the schema
 * wants it), with numbers that are free. One that is not there is made.
 */
#include <stdlib.h>
#include <string.h>

#include "base/xml-text.h"
#include "emit/into-private.h"
#include "read/xml.h"

#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define WORD_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

/* ---- What a part holds ---- */

typedef struct Scan {
    IntoScan *result;
    size_t place, length;
    int depth;
} Scan;

static const char *
local_name(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon != NULL ? colon + 1 : name;
}

/* The number at the end of "rId12", "12". */
static guint32
number_in(const char *value)
{
    const char *digits = g_str_has_prefix(value, "rId") ? value + 3 : value;
    return (guint32)xml_number(digits, 0, G_MAXINT / 2, 0);
}

static void
add_entry(Scan *scan, guint32 id)
{
    IntoEntry entry = { id, (guint32)scan->place, (guint32)(scan->place + scan->length) };

    scan->result->last = MAX(scan->result->last, id);
    g_array_append_val(scan->result->entries, entry);
}

static void
scan_child(Scan *scan, const char *name, const char **attributes)
{
    IntoScan *result = scan->result;
    bool list = strcmp(name, "num") == 0;

    for (; *attributes != NULL; attributes += 2) {
        const char *attribute = local_name(attributes[0]);
        if (strcmp(attribute, "id") == 0 || strcmp(attribute, "Id") == 0 ||
            strcmp(attribute, "numId") == 0)
            add_entry(scan, number_in(attributes[1]));
        if (strcmp(attribute, "abstractNumId") == 0)
            result->last_abstract = MAX(result->last_abstract, number_in(attributes[1]));
        if (strcmp(attribute, "Extension") == 0)
            g_hash_table_add(result->extensions, g_ascii_strdown(attributes[1], -1));
    }
    if (list && result->lists_start == 0)
        result->lists_start = scan->place;
    if (strcmp(name, "numIdMacAtCleanup") == 0)
        result->lists_end = scan->place;
}

static void
scan_start(void *data, const char *name, const char **attributes)
{
    Scan *scan = data;

    if (++scan->depth == 1)
        scan->result->inside = scan->place + scan->length;
    if (scan->depth == 2)
        scan_child(scan, local_name(name), attributes);
}

static void
scan_end(void *data, const char *name)
{
    Scan *scan = data;

    (void)name;
    if (--scan->depth == 0)
        scan->result->close = scan->place;
}

static void
scan_place(void *data, size_t start, size_t length)
{
    Scan *scan = data;

    scan->place = start;
    scan->length = length;
}

static bool
scan_part(GBytes *bytes, IntoScan *result, GError **error)
{
    static const XmlHandler handler = { NULL, scan_start, scan_end, NULL };
    Scan scan = { .result = result };

    result->entries = g_array_new(FALSE, FALSE, sizeof(IntoEntry));
    result->extensions = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return xml_parse_placed(bytes, &handler, scan_place, &scan, error);
}

/* Does the root bind this prefix to this namespace? */
bool
into_binds(const char *tag, size_t length, const char *prefix, const char *uri)
{
    g_autofree char *text = g_strndup(tag, length);

    for (const char *quote = "\"'"; *quote != '\0'; quote++) {
        g_autofree char *binding = g_strdup_printf("xmlns%s%s=%c%s%c", *prefix != '\0' ? ":" : "",
                                                   prefix, *quote, uri, *quote);
        if (strstr(text, binding) != NULL)
            return true;
    }
    return false;
}

/* ---- A part that grows ---- */

static void
change_clear(gpointer data)
{
    g_free(((IntoChange *)data)->text);
}

/* `root` is the name of the root, where there is no such part; its attributes with a blank in front. */
bool
into_part_open(Into *into, GrowingPart *part, const char *name, const char *root, GError **error)
{
    part->name = g_strdup(name);
    part->added = g_string_new(NULL);
    part->lists = g_string_new(NULL);
    part->changes = g_array_new(FALSE, FALSE, sizeof(IntoChange));
    g_array_set_clear_func(part->changes, change_clear);
    part->fresh = !archive_has(into->archive, name);
    if (!part->fresh) {
        part->old = archive_read_part(into->archive, name, error);
    } else {
        const char *space = strchr(root, ' ');
        g_autofree char *text =
            g_strdup_printf(DECLARATION "<%s></%.*s>", root, (int)(space - root), root);
        part->old = g_bytes_new(text, strlen(text));
    }
    return part->old != NULL && scan_part(part->old, &part->scan, error);
}

void
into_part_clear(GrowingPart *part)
{
    g_free(part->name);
    g_clear_pointer(&part->old, g_bytes_unref);
    if (part->added != NULL)
        g_string_free(part->added, TRUE);
    if (part->lists != NULL)
        g_string_free(part->lists, TRUE);
    g_clear_pointer(&part->changes, g_array_unref);
    g_clear_pointer(&part->scan.entries, g_array_unref);
    g_clear_pointer(&part->scan.extensions, g_hash_table_unref);
    memset(part, 0, sizeof *part);
}

static bool
is_grown(const GrowingPart *part)
{
    return part->added != NULL && part->added->len + part->lists->len > 0;
}

/* `<a/>` has no end tag to stand in front of. */
static void
open_empty_root(const GrowingPart *part, const char *xml, GString *out)
{
    const char *tag = xml + part->scan.inside;
    const char *start = tag;

    while (*start != '<')
        start--;
    size_t length = strcspn(start + 1, " \t\r\n/>");
    g_autofree char *name = g_strndup(start + 1, length);
    g_string_append_len(out, xml, tag - 2 - xml);
    g_string_append_printf(out, ">%s%s</%s>", part->added->str, part->lists->str, name);
    g_string_append(out, tag);
}

/* Bytes [from, to) of the old part, as they are now. */
static void
append_old(const GrowingPart *part, const char *xml, GString *out, size_t from, size_t to)
{
    for (guint i = 0; i < part->changes->len; i++) {
        const IntoChange *change = &g_array_index(part->changes, IntoChange, i);
        if (change->at < from || change->at >= to)
            continue;
        g_string_append_len(out, xml + from, (gssize)(change->at - from));
        g_string_append(out, change->text);
        from = change->at + change->length;
    }
    g_string_append_len(out, xml + from, (gssize)(to - from));
}

static GBytes *
grow(const GrowingPart *part)
{
    gsize length;
    const char *bytes = g_bytes_get_data(part->old, &length);
    g_autofree char *xml = g_strndup(bytes, length);
    const IntoScan *scan = &part->scan;
    GString *out = g_string_sized_new(length + part->added->len + part->lists->len + 64);

    if (scan->close == scan->inside && xml[scan->inside - 2] == '/') {
        open_empty_root(part, xml, out);
        return g_string_free_to_bytes(out);
    }
    size_t end = scan->lists_end > 0 ? scan->lists_end : scan->close;
    size_t start = scan->lists_start > 0 ? scan->lists_start : end;
    append_old(part, xml, out, 0, start);
    g_string_append(out, part->added->str);
    append_old(part, xml, out, start, end);
    g_string_append(out, part->lists->str);
    append_old(part, xml, out, end, length);
    return g_string_free_to_bytes(out);
}

/* Where elements put into a part have to say what their prefix means: its root doesn't. */
const char *
into_declare_in(const Into *into, const GrowingPart *part)
{
    const char *xml = g_bytes_get_data(part->old, NULL);

    return into_binds(xml, part->scan.inside, "w", into->word) ? "" : into->declaration;
}

/* ---- Relations ---- */

static guint
relate(const Into *into, GrowingPart *part, const char *type, const char *target, bool external)
{
    const char *xml = g_bytes_get_data(part->old, NULL);
    bool plain = into_binds(xml, part->scan.inside, "", PACKAGE "relationships");
    guint number = ++part->scan.last;

    g_string_append_printf(part->added, "<Relationship%s Id=\"rId%u\" Type=\"%s/%s\"",
                           plain ? "" : " xmlns=\"" PACKAGE "relationships\"", number,
                           into->relations_uri, type);
    xml_append_attribute(part->added, "Target", target);
    g_string_append(part->added, external ? " TargetMode=\"External\"/>" : "/>");
    return number;
}

/* The same target is related once. */
guint
into_relate(Into *into, const char *type, const char *target, bool external)
{
    g_autofree char *key = g_strdup_printf("%d %s %s", into->in_notes, type, target);
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(into->related, key));
    if (number > 0)
        return number;

    number = relate(into, into->in_notes ? &into->note_relations : &into->relations, type, target,
                    external);
    g_hash_table_insert(into->related, g_steal_pointer(&key), GUINT_TO_POINTER(number));
    return number;
}

/* ---- Content types ---- */

static const char *
types_namespace(const GrowingPart *types)
{
    const char *xml = g_bytes_get_data(types->old, NULL);

    return into_binds(xml, types->scan.inside, "", PACKAGE "content-types") ? ""
                                                                            : " xmlns=\"" PACKAGE
                                                                              "content-types\"";
}

static void
add_type(Into *into, const char *part, const char *type)
{
    g_string_append_printf(into->types.added, "<Override%s PartName=\"/%s\" ContentType=\"%s\"/>",
                           types_namespace(&into->types), part, type);
}

static void
add_extension(Into *into, const char *extension, const char *type)
{
    if (!g_hash_table_add(into->types.scan.extensions, g_strdup(extension)))
        return;
    g_string_append_printf(into->types.added, "<Default%s Extension=\"%s\" ContentType=\"%s\"/>",
                           types_namespace(&into->types), extension, type);
}

/* ---- Images ---- */

guint
into_add_image(Into *into, const IntoImage *image)
{
    bool png = image->info.kind == IMAGE_PNG;
    const char *extension = png ? "png" : "jpg";
    g_autofree char *name = NULL, *part = NULL;

    do {
        g_free(name);
        g_free(part);
        name = g_strdup_printf("media/repliek%u.%s", ++into->image_count, extension);
        part = g_strconcat(into->folder, name, NULL);
    } while (archive_has(into->archive, part));
    into_put_part(into, part, image->bytes);
    add_extension(into, extension, png ? "image/png" : "image/jpeg");
    return into_relate(into, "image", name, false);
}

/* ---- Lists ---- */

enum { LEVELS = 9, LIST_STEP = 360 };

static void
add_levels(Into *into, guint id, bool ordered)
{
    GString *xml = into->numbering.added;

    g_string_append_printf(xml,
                           "<w:abstractNum%s w:abstractNumId=\"%u\"><w:nsid w:val=\"5E71E%03X\"/>"
                           "<w:multiLevelType w:val=\"hybridMultilevel\"/>",
                           into_declare_in(into, &into->numbering), id, id & 0xFFFu);
    for (int level = 0; level < LEVELS; level++) {
        g_string_append_printf(xml,
                               "<w:lvl w:ilvl=\"%d\"><w:start w:val=\"1\"/><w:numFmt w:val=\"%s\"/>"
                               "<w:lvlText w:val=\"",
                               level, ordered ? "decimal" : "bullet");
        if (ordered)
            g_string_append_printf(xml, "%%%d.", level + 1);
        else
            g_string_append(xml, level % 2 == 0 ? "•" : "–");
        g_string_append_printf(xml,
                               "\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"%d\" "
                               "w:hanging=\"%d\"/></w:pPr></w:lvl>",
                               (level + 1) * LIST_STEP, LIST_STEP);
    }
    g_string_append(xml, "</w:abstractNum>");
}

/* Every list counts for itself. */
guint
into_add_list(Into *into, bool ordered, int level, int start)
{
    GrowingPart *part = &into->numbering;
    guint *abstract = ordered ? &into->ordered_list : &into->plain_list;

    if (*abstract == 0) {
        *abstract = ++part->scan.last_abstract;
        add_levels(into, *abstract, ordered);
    }
    guint number = ++part->scan.last;
    g_string_append_printf(part->lists, "<w:num%s w:numId=\"%u\"><w:abstractNumId w:val=\"%u\"/>",
                           into_declare_in(into, part), number, *abstract);
    if (ordered)
        g_string_append_printf(part->lists,
                               "<w:lvlOverride w:ilvl=\"%d\"><w:startOverride w:val=\"%d\"/>"
                               "</w:lvlOverride>",
                               level, start);
    g_string_append(part->lists, "</w:num>");
    return number;
}

/* ---- All parts ---- */

static char *
free_name(const Into *into, const char *wanted, const char *suffix)
{
    char *name = g_strdup_printf("%s%s.%s", into->folder, wanted, suffix);

    for (guint i = 1; archive_has(into->archive, name); i++) {
        g_free(name);
        name = g_strdup_printf("%s%s-repliek%u.%s", into->folder, wanted, i, suffix);
    }
    return name;
}

static char *
relations_of(const char *part)
{
    const char *slash = strrchr(part, '/');
    int folder = slash != NULL ? (int)(slash + 1 - part) : 0;

    return g_strdup_printf("%.*s_rels/%s.rels", folder, part, part + folder);
}

bool
into_parts_open(Into *into, GError **error)
{
    static const char relations_root[] = "Relationships xmlns=\"" PACKAGE "relationships\"";
    const DocxNames *names = &into->trace->names;
    g_autofree char *notes =
        names->footnotes != NULL ? g_strdup(names->footnotes) : free_name(into, "footnotes", "xml");
    g_autofree char *lists =
        names->numbering != NULL ? g_strdup(names->numbering) : free_name(into, "numbering", "xml");
    g_autofree char *note_relations = relations_of(notes);
    g_autofree char *notes_root = g_strconcat("w:footnotes", into->declaration, NULL);
    g_autofree char *lists_root = g_strconcat("w:numbering", into->declaration, NULL);

    return into_part_open(into, &into->types, "[Content_Types].xml",
                          "Types xmlns=\"" PACKAGE "content-types\"", error) &&
           into_part_open(into, &into->relations, names->relations, relations_root, error) &&
           into_part_open(into, &into->notes, notes, notes_root, error) &&
           into_part_open(into, &into->note_relations, note_relations, relations_root, error) &&
           into_part_open(into, &into->numbering, lists, lists_root, error);
}

/* Word wants two notes of its own before the first: the rule above notes, and that above what goes on. */
static void
add_separators(Into *into)
{
    g_string_prepend(into->notes.added,
                     "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r>"
                     "</w:p></w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"0\">"
                     "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>");
}

static void
announce(Into *into, const GrowingPart *part, const char *type)
{
    g_autofree char *content = g_strconcat(WORD_TYPE, type, "+xml", NULL);

    relate(into, &into->relations, type, part->name + strlen(into->folder), false);
    add_type(into, part->name, content);
}

void
into_parts_close(Into *into)
{
    GrowingPart *const parts[] = { &into->notes, &into->note_relations, &into->numbering,
                                   &into->relations, &into->types };

    into_finish_notes(into);
    if (is_grown(&into->notes) && into->notes.fresh) {
        add_separators(into);
        announce(into, &into->notes, "footnotes");
    }
    if (is_grown(&into->numbering) && into->numbering.fresh)
        announce(into, &into->numbering, "numbering");
    add_extension(into, "rels", "application/vnd.openxmlformats-package.relationships+xml");
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (!is_grown(parts[i]))
            continue;
        g_autoptr(GBytes) bytes = grow(parts[i]);
        into_put_part(into, parts[i]->name, bytes);
    }
}

void
into_parts_clear(Into *into)
{
    GrowingPart *const parts[] = { &into->notes, &into->note_relations, &into->numbering,
                                   &into->relations, &into->types };

    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        into_part_clear(parts[i]);
}
