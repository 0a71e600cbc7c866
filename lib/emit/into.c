/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The committee's own Word file, with the answers put in.
 *
 * In: a Letter composed in place, and the bytes of the file that it was composed from. Out: the same file, byte for byte,
 * but for what is put in. into-places.c says which blocks go where, into-cut.c turns that into edits of document.xml by
 * the places that the reader remembers (read/docx-trace.h), into-blocks.c and into-words.c write what is put in, in the
 * look of the text around it, and into-zip.c leaves every other part as it is, compressed bytes and all.
 *
 * The file is hostile input, so all of this happens in a sandboxed worker, which sends back the new file and what there
 * is to say about it. Only images are read before, as the worker can open no file.
 *
 * Tried and dropped: reading the file into a tree and writing that. No writer keeps another's quotes, prefixes and order
 * of attributes, and what it does not know it drops.
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/failure.h"
#include "base/files.h"
#include "base/sandbox.h"
#include "emit/emit.h"
#include "emit/into-private.h"
#include "read/xml.h"

/* The new file, and findings on the way. */
#define OUTPUT_LIMIT ((size_t)192 << 20)
#define OUTPUT_TYPE "(a(yus)ay)"

typedef struct Job {
    const Letter *letter;
    GHashTable *images; /* target → IntoImage */
    GBytes *file;
    bool track;
} Job;

static gint
compare_edits(gconstpointer a, gconstpointer b)
{
    const Edit *first = a, *second = b;
    return first->at < second->at ? -1 : first->at > second->at;
}

static void
edit_clear(gpointer data)
{
    g_string_free(((Edit *)data)->text, TRUE);
}

static GBytes *
apply_edits(const Into *into)
{
    gsize length;
    const char *xml = g_bytes_get_data(into->trace->document, &length);
    GString *out = g_string_sized_new(length + 65536);
    gsize done = 0;

    g_array_sort(into->edits, compare_edits);
    for (guint i = 0; i < into->edits->len; i++) {
        const Edit *edit = &g_array_index(into->edits, Edit, i);
        g_string_append_len(out, xml + done, (gssize)(edit->at - done));
        g_string_append_len(out, edit->text->str, (gssize)edit->text->len);
        done = edit->at + edit->remove;
    }
    g_string_append_len(out, xml + done, (gssize)(length - done));
    return g_string_free_to_bytes(out);
}

static void
part_free(gpointer data)
{
    IntoPart *part = data;

    g_free(part->name);
    g_bytes_unref(part->bytes);
    g_free(part);
}

void
into_put_part(Into *into, const char *name, GBytes *bytes)
{
    IntoPart *part = g_new0(IntoPart, 1);
    part->name = g_strdup(name);
    part->bytes = g_bytes_ref(bytes);
    g_ptr_array_add(into->parts, part);
}

/* Only what something leads to needs a bookmark. */
static void
find_targets(Into *into, const GPtrArray *blocks, const GHashTable *anchors)
{
    for (guint i = 0; blocks != NULL && i < blocks->len; i++) {
        const Block *block = g_ptr_array_index(blocks, i);
        const GPtrArray *lists[] = { block->runs, block->aside_runs };
        for (guint l = 0; l < G_N_ELEMENTS(lists); l++) {
            for (guint r = 0; lists[l] != NULL && r < lists[l]->len; r++) {
                const Run *run = g_ptr_array_index(lists[l], r);
                if (run->target == NULL || g_hash_table_contains(into->bookmarks, run->target) ||
                    !g_hash_table_contains((GHashTable *)anchors, run->target))
                    continue;
                g_hash_table_insert(into->bookmarks, run->target,
                                    GUINT_TO_POINTER(into->next_id++));
            }
        }
        find_targets(into, block->children, anchors);
    }
}

static guint32
find_node(const DocxTrace *trace, const char *name)
{
    for (guint32 i = 0; i < trace->nodes->len; i++) {
        if (strcmp(g_array_index(trace->nodes, DocxNode, i).name, name) == 0)
            return i;
    }
    return DOCX_NO_NODE;
}

/* Of the first section: of A4 with the margins of Word where it doesn't say. */
static void
find_page(Into *into)
{
    guint32 size = find_node(into->trace, "w:pgSz"), margins = find_node(into->trace, "w:pgMar");
    int width = 11906, height = 16838, sides = 2834, ends = 2834;

    if (size != DOCX_NO_NODE) {
        width = into_number_in_tag(into, size, "w", width);
        height = into_number_in_tag(into, size, "h", height);
    }
    if (margins != DOCX_NO_NODE) {
        sides = into_number_in_tag(into, margins, "left", sides / 2) +
                into_number_in_tag(into, margins, "right", sides / 2);
        ends = into_number_in_tag(into, margins, "top", ends / 2) +
               into_number_in_tag(into, margins, "bottom", ends / 2);
    }
    into->text_width = MAX(width - sides, 1440);
    into->text_height = MAX(height - ends, 1440);
}

/* Which names the file has for the namespaces (ECMA-376 has two dialects), and whether its root binds our prefixes. */
static bool
find_dialect(Into *into, GError **error)
{
    static const char strict[] = "http://purl.oclc.org/ooxml/";
    gsize length;
    const char *xml = g_bytes_get_data(into->trace->document, &length);
    const DocxNode *root = &g_array_index(into->trace->nodes, DocxNode, 0);
    bool is_strict =
        memmem(xml + root->start, root->inside - root->start, strict, strlen(strict)) != NULL;

    if (!g_utf8_validate_len(xml, length, NULL) || memchr(xml, '\0', length) != NULL ||
        g_strcmp0(root->name, "w:document") != 0) {
        failure_set(error, DIAG_UNREADABLE, NULL, 0, 0,
                    _("the text of the Word file is not in UTF-8; open it in Word and save it "
                      "again"));
        return false;
    }
    into->word = is_strict ? "http://purl.oclc.org/ooxml/wordprocessingml/main"
                           : "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    into->relations_uri =
        is_strict ? "http://purl.oclc.org/ooxml/officeDocument/relationships"
                  : "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    into->drawing = is_strict ? "http://purl.oclc.org/ooxml/drawingml/"
                              : "http://schemas.openxmlformats.org/drawingml/2006/";
    return true;
}

static void
find_prefixes(Into *into)
{
    const DocxNode *root = &g_array_index(into->trace->nodes, DocxNode, 0);
    const char *tag = into->xml + root->start;
    size_t length = root->inside - root->start;

    into->declaration =
        g_strdup_printf(" xmlns:w=\"%s\" xmlns:r=\"%s\"", into->word, into->relations_uri);
    into->declare = into_binds(tag, length, "w", into->word) ? "" : into->declaration;
    into->declare_relations = into_binds(tag, length, "r", into->relations_uri)
                                  ? ""
                                  : strstr(into->declaration, " xmlns:r");
}

/* What a word processor could not open is not written, whatever the reason: prefixes that a file binds far down, say. */
static bool
are_sound(const GPtrArray *parts, GError **error)
{
    static const XmlNamespace none[] = { { NULL, NULL } };
    static const XmlHandler handler = { none, NULL, NULL, NULL };

    for (guint i = 0; i < parts->len; i++) {
        const IntoPart *part = g_ptr_array_index(parts, i);
        bool xml = g_str_has_suffix(part->name, ".xml") || g_str_has_suffix(part->name, ".rels");
        if (xml && !xml_parse(part->bytes, &handler, NULL, false, NULL)) {
            failure_set(error, DIAG_NOT_WRITTEN, NULL, 0, 0,
                        _("the answers can't be put into this file without breaking it; save it "
                          "again in Word and try that"));
            return false;
        }
    }
    return true;
}

static GBytes *
fill_in(Into *into, GBytes *file, GError **error)
{
    if (!find_dialect(into, error))
        return NULL;
    find_prefixes(into);
    find_page(into);
    if (!into_parts_open(into, error))
        return NULL;

    into_report_guards(into);
    into->indents = into_read_indents(into->numbering.old);
    g_autoptr(Insertions) insertions = find_insertions(into->letter);
    for (guint i = 0; i < insertions->list->len; i++) {
        const Insertion *insertion = g_ptr_array_index(insertions->list, i);
        find_targets(into, insertion->blocks, insertions->anchors);
    }
    into_find_notes(into);
    into_insert(into, insertions);
    into_parts_close(into);
    g_autoptr(GBytes) document = apply_edits(into);
    into_put_part(into, into->trace->names.document, document);
    if (!are_sound(into->parts, error))
        return NULL;
    return into_zip(file, into->parts, error);
}

static void
into_clear(Into *into)
{
    g_array_unref(into->edits);
    g_ptr_array_unref(into->parts);
    g_hash_table_unref(into->related);
    g_clear_pointer(&into->indents, g_hash_table_unref);
    g_hash_table_unref(into->bookmarks);
    g_array_unref(into->own_marks);
    g_hash_table_unref(into->note_ids);
    into_parts_clear(into);
    look_clear(&into->look);
    g_free(into->folder);
    g_free(into->declaration);
}

static GBytes *
make_file(const Job *job, Diags *diags, GError **error)
{
    g_autoptr(Archive) archive = archive_open(job->file, error);
    if (archive == NULL)
        return NULL;
    g_autoptr(DocxTrace) trace = docx_trace_read(archive, error);
    if (trace == NULL)
        return NULL;

    const char *name = trace->names.document, *slash = strrchr(name, '/');
    Into into = {
        .letter = job->letter,
        .images = job->images,
        .track = job->track,
        .diags = diags,
        .archive = archive,
        .trace = trace,
        .xml = g_bytes_get_data(trace->document, NULL),
        .folder = g_strndup(name, slash != NULL ? (size_t)(slash + 1 - name) : 0),
        .edits = g_array_new(FALSE, FALSE, sizeof(Edit)),
        .parts = g_ptr_array_new_with_free_func(part_free),
        .related = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .own_marks = g_array_new(FALSE, FALSE, sizeof(guint32)),
        .note_ids = g_hash_table_new(NULL, NULL),
        .bookmarks = g_hash_table_new(g_str_hash, g_str_equal),
        .preserved = DOCX_NO_NODE,
        .next_id = trace->last_id + 1,
    };
    g_array_set_clear_func(into.edits, edit_clear);
    GBytes *made = fill_in(&into, job->file, error);
    into_clear(&into);
    return made;
}

/* ---- To and from the worker ---- */

/* In the child. */
static GByteArray *
do_job(gpointer data)
{
    const Job *job = data;
    g_autoptr(GError) error = NULL;
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(GBytes) file = make_file(job, diags, &error);
    g_autoptr(GVariantBuilder) findings = g_variant_builder_new(G_VARIANT_TYPE("a(yus)"));

    for (guint i = 0; i < diags->items->len; i++) {
        const Diag *diag = g_ptr_array_index(diags->items, i);
        g_variant_builder_add(findings, "(yus)", (guchar)diag->code, (guint32)diag->place.line,
                              diag->message);
    }
    if (error != NULL)
        g_variant_builder_add(findings, "(yus)", (guchar)error->code, 0u, error->message);
    GVariant *bytes = file != NULL ? g_variant_new_from_bytes(G_VARIANT_TYPE("ay"), file, TRUE)
                                   : g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, NULL, 0, 1);
    g_autoptr(GVariant) sent = g_variant_ref_sink(g_variant_new("(a(yus)@ay)", findings, bytes));
    GByteArray *out = g_byte_array_sized_new((guint)g_variant_get_size(sent));
    g_byte_array_set_size(out, (guint)g_variant_get_size(sent));
    g_variant_store(sent, out->data);
    return out;
}

static void
fail(GError **error, const char *name, SandboxOutcome outcome)
{
    bool limited = outcome == SANDBOX_OUT_OF_TIME || outcome == SANDBOX_TOO_LARGE;

    failure_set(error, limited ? DIAG_OVER_LIMIT : DIAG_UNREADABLE, name, 0, 0,
                limited ? _("filling the file in takes more time or room than there is; split it")
                        : _("the file could not be filled in safely; open it where it was made and "
                            "save it again"));
}

/* What the child says is shown only where it can be: text on one line, with a code of ours. */
static bool
is_sound(guchar code, const char *message)
{
    bool sound = code < DIAG_CODE_COUNT && strlen(message) < 4096;

    for (const char *p = message; sound && *p != '\0'; p++)
        sound = (guchar)*p >= 0x20;
    return sound;
}

/* False with a fatal finding, which becomes the failure. */
static bool
pass_findings(GVariant *findings, const char *name, Diags *diags, GError **error)
{
    GVariantIter iter;
    guchar code;
    guint32 line;
    const char *message;

    g_variant_iter_init(&iter, findings);
    while (g_variant_iter_next(&iter, "(yu&s)", &code, &line, &message)) {
        if (!is_sound(code, message)) {
            fail(error, name, SANDBOX_CRASHED);
            return false;
        }
        if (diag_code_level((DiagCode)code) == DIAG_FATAL) {
            failure_set(error, (DiagCode)code, name, 0, 0, "%s", message);
            return false;
        }
        DiagPlace place = { .file = (char *)name, .line = (int)MIN(line, G_MAXINT) };
        diags_add_at(diags, (DiagCode)code, &place, message);
    }
    return true;
}

static void
image_free(gpointer data)
{
    IntoImage *image = data;

    g_bytes_unref(image->bytes);
    g_free(image);
}

/* Of answers and notes: every figure of the letter, as the document's own are no blocks. */
static bool
load_images(GHashTable *images, const GPtrArray *blocks, GError **error)
{
    for (guint i = 0; blocks != NULL && i < blocks->len; i++) {
        const Block *block = g_ptr_array_index(blocks, i);
        if (!load_images(images, block->children, error))
            return false;
        if (block->kind != BLOCK_FIGURE || g_hash_table_contains(images, block->target))
            continue;
        g_autoptr(GBytes) bytes = file_read(block->target, (size_t)IMAGE_MIB_MAX << 20, error);
        ImageInfo info;
        if (bytes == NULL || !image_info_read(block->target, bytes, &info, error))
            return false;
        IntoImage *image = g_new0(IntoImage, 1);
        image->bytes = g_steal_pointer(&bytes);
        image->info = info;
        g_hash_table_insert(images, block->target, image);
    }
    return true;
}

GBytes *
emit_letter_into(const Letter *letter, GBytes *file, const char *name, bool track, Diags *diags,
                 GError **error)
{
    g_autoptr(GHashTable) images = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, image_free);
    Job job = { letter, images, file, track };
    g_autoptr(GBytes) output = NULL;
    if (!load_images(images, letter->body, error))
        return NULL;

    /* The child can't open the catalogue of messages any more, so it is opened before. */
    (void)_(diag_code_meaning(DIAG_UNREADABLE));
    SandboxOutcome outcome = sandbox_call(do_job, &job, OUTPUT_LIMIT, &output);
    if (outcome != SANDBOX_DONE) {
        fail(error, name, outcome);
        return NULL;
    }
    g_autoptr(GVariant) sent =
        g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE(OUTPUT_TYPE), output, FALSE));
    g_autoptr(GVariant) findings = g_variant_get_child_value(sent, 0);
    g_autoptr(GVariant) made = g_variant_get_child_value(sent, 1);
    if (!pass_findings(findings, name, diags, error))
        return NULL;
    if (g_variant_get_size(made) == 0) {
        fail(error, name, SANDBOX_CRASHED);
        return NULL;
    }
    return g_variant_get_data_as_bytes(made);
}
