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
#include "base/sandbox.h"
#include "emit/emit.h"
#include "emit/into-private.h"

/* The new file, and findings on the way. */
#define OUTPUT_LIMIT ((size_t)192 << 20)
#define OUTPUT_TYPE "(a(yus)ay)"

typedef struct Job {
    const Letter *letter;
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

static GBytes *
fill_in(Into *into, GBytes *file, GError **error)
{
    size_t body_at;
    g_autoptr(GPtrArray) insertions = find_insertions(into->letter, &body_at);

    into_insert(into, insertions, body_at);
    look_clear(&into->look);
    g_autoptr(GBytes) document = apply_edits(into);
    into_put_part(into, into->trace->names.document, document);
    return into_zip(file, into->parts, error);
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

    g_autoptr(GArray) edits = g_array_new(FALSE, FALSE, sizeof(Edit));
    g_array_set_clear_func(edits, edit_clear);
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(part_free);
    Into into = { .letter = job->letter,
                  .archive = archive,
                  .trace = trace,
                  .xml = g_bytes_get_data(trace->document, NULL),
                  .track = job->track,
                  .declare = "",
                  .edits = edits,
                  .parts = parts,
                  .preserved = DOCX_NO_NODE,
                  .next_id = trace->last_id + 1,
                  .diags = diags };
    return fill_in(&into, job->file, error);
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

GBytes *
emit_letter_into(const Letter *letter, GBytes *file, const char *name, bool track, Diags *diags,
                 GError **error)
{
    Job job = { letter, file, track };
    g_autoptr(GBytes) output = NULL;

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
