/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * In: a PDF from anywhere. Out: a report of what it holds (survey.c and what that calls, in the worker), or the files
 * within it.
 *
 * The report crosses the border as JSON: it is what programs are given in the end, jansson checks its form and its
 * strings, and a text that lies can do no more than lie. libqpdf was chosen over an own parser because what is inspected
 * is often damaged, signed or encrypted without a password; over poppler and mupdf because it shows the objects
 * themselves, and its licence (Apache 2.0) goes with ours.
 */
#include "inspect/inspect-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/failure.h"
#include "base/sandbox.h"
#include "inspect/survey-private.h"
#include "read/sniff.h"

#define PDF_MIB_MAX 50
#define REPORT_MAX ((size_t)64 << 20)
#define FILES_MIB_MAX 128
enum { PAGES_MAX = 2000 };

typedef struct Job Job;
typedef GByteArray *(*PdfTask)(Pdf *pdf, const Job *job);

struct Job {
    const struct QpdfLibrary *library; /* NULL: not needed, the file is no PDF */
    GBytes *bytes;
    PdfTask task;
    NameSearch *names; /* whom to look for; NULL: traces are not asked for */
};

/* First byte of what the worker sends. */
enum { SENT_RESULT = 'R', SENT_LOCKED = 'L', SENT_BROKEN = 'B', SENT_LONG = 'P' };

static guint8
open_job(const Job *job, Pdf **ret_pdf)
{
    switch (pdf_open(job->library, job->bytes, ret_pdf)) {
    case PDF_LOCKED:
        return SENT_LOCKED;
    case PDF_BROKEN:
        return SENT_BROKEN;
    case PDF_OPENED:
        break;
    }
    int count = pdf_page_count(*ret_pdf);
    return count < 1 ? SENT_BROKEN : count > PAGES_MAX ? SENT_LONG : SENT_RESULT;
}

/* In the worker. */
static GByteArray *
do_job(gpointer data)
{
    const Job *job = data;
    GByteArray *sent = g_byte_array_new();
    g_autoptr(Pdf) pdf = NULL;
    guint8 kind = open_job(job, &pdf);

    g_byte_array_append(sent, &kind, 1);
    if (kind == SENT_RESULT) {
        g_autoptr(GByteArray) result = job->task(pdf, job);
        g_byte_array_append(sent, result->data, result->len);
    }
    return sent;
}

static void
fail_as_sent(GError **error, const char *name, guint8 kind)
{
    if (kind == SENT_LOCKED)
        failure_set(error, DIAG_UNREADABLE, name, 0, 0,
                    _("the PDF is locked with a password; open it with that and save it without"));
    else if (kind == SENT_LONG)
        failure_set(error, DIAG_OVER_LIMIT, name, 0, 0,
                    _("the PDF has more pages than the limit of %d; divide it"), PAGES_MAX);
    else
        failure_set(error, DIAG_UNREADABLE, name, 0, 0,
                    _("this is no PDF, or one that is too damaged to be read; get it again from "
                      "where it came from"));
}

static void
fail_outcome(GError **error, const char *name, SandboxOutcome outcome)
{
    switch (outcome) {
    case SANDBOX_OUT_OF_TIME:
        failure_set(error, DIAG_OVER_LIMIT, name, 0, 0,
                    _("looking into the PDF takes longer than the limit of %d seconds; divide it"),
                    SANDBOX_CPU_SECONDS);
        return;
    case SANDBOX_TOO_LARGE:
        failure_set(error, DIAG_OVER_LIMIT, name, 0, 0,
                    _("the PDF holds more than the limit of %d MiB; divide it"), FILES_MIB_MAX);
        return;
    case SANDBOX_NOT_STARTED:
        failure_set(error, DIAG_UNREADABLE, name, 0, 0,
                    _("no process can be started to look into the PDF; try again later"));
        return;
    case SANDBOX_CRASHED:
    case SANDBOX_DONE:
        failure_set(error, DIAG_UNREADABLE, name, 0, 0,
                    _("the PDF could not be looked into safely; have it made again by another "
                      "program"));
        return;
    }
}

/* In the worker: of a file that is no PDF. */
static GByteArray *
do_file_job(gpointer data)
{
    const Job *job = data;
    g_autoptr(Traces) traces = traces_new(job->names);
    guint8 kind = SENT_RESULT;
    GByteArray *sent = g_byte_array_new();

    g_autoptr(GByteArray) result = survey_write_file(job->bytes, traces);
    g_byte_array_append(sent, &kind, 1);
    g_byte_array_append(sent, result->data, result->len);
    return sent;
}

/* What the worker sends behind its first byte. */
static GBytes *
call_worker(const char *name, Job *job, SandboxTask task, size_t limit, GError **error)
{
    g_autoptr(GBytes) output = NULL;
    SandboxOutcome outcome = sandbox_call(task, job, limit + 1, &output);
    if (outcome != SANDBOX_DONE) {
        fail_outcome(error, name, outcome);
        return NULL;
    }
    gsize length;
    const guint8 *sent = g_bytes_get_data(output, &length);
    if (length == 0 || sent[0] != SENT_RESULT) {
        fail_as_sent(error, name, length > 0 ? sent[0] : SENT_BROKEN);
        return NULL;
    }
    return g_bytes_new_from_bytes(output, 1, length - 1);
}

static GBytes *
run_job(const char *name, Job *job, size_t limit, GError **error)
{
    if (g_bytes_get_size(job->bytes) > (gsize)PDF_MIB_MAX << 20) {
        failure_set(error, DIAG_OVER_LIMIT, name, 0, 0,
                    _("the PDF is larger than the limit of %d MiB; divide it"), PDF_MIB_MAX);
        return NULL;
    }
    g_autofree struct QpdfLibrary *library = qpdf_library();
    if (library == NULL) {
        failure_set(error, DIAG_UNREADABLE, name, 0, 0,
                    _("%s is needed to look into a PDF; install libqpdf"), qpdf_library_name());
        return NULL;
    }
    job->library = library;
    return call_worker(name, job, do_job, limit, error);
}

static GByteArray *
write_survey(Pdf *pdf, const Job *job)
{
    g_autoptr(Traces) traces = job->names != NULL ? traces_new(job->names) : NULL;
    if (traces != NULL)
        traces->library = job->library;
    return survey_write(pdf, job->bytes, traces);
}

static Inspection *
read_report(const char *name, GBytes *sent, GError **error)
{
    gsize length;
    if (sent == NULL)
        return NULL;

    const char *text = g_bytes_get_data(sent, &length);
    json_t *report = json_loadb(text != NULL ? text : "", length, 0, NULL);
    if (!json_is_object(report)) {
        json_decref(report);
        fail_outcome(error, name, SANDBOX_CRASHED);
        return NULL;
    }
    Inspection *inspection = g_new0(Inspection, 1);
    inspection->name = g_strdup(name);
    inspection->report = report;
    return inspection;
}

Inspection *
inspect_pdf(const char *name, GBytes *bytes, GError **error)
{
    Job job = { .bytes = bytes, .task = write_survey };
    g_autoptr(GBytes) sent = run_job(name, &job, REPORT_MAX, error);
    return read_report(name, sent, error);
}

Inspection *
inspect_traces(const char *name, GBytes *bytes, NameSearch *names, GError **error)
{
    Job job = { .bytes = bytes, .task = write_survey, .names = names };
    bool is_pdf = sniff_format(bytes) == FORMAT_PDF;
    g_autoptr(GBytes) sent = is_pdf ? run_job(name, &job, REPORT_MAX, error)
                                    : call_worker(name, &job, do_file_job, REPORT_MAX, error);
    return read_report(name, sent, error);
}

void
inspection_free(Inspection *inspection)
{
    if (inspection == NULL)
        return;
    g_free(inspection->name);
    json_decref(inspection->report);
    g_free(inspection);
}

/* The files: of each the length of its name and of its bytes, in four bytes, then both. */

static void
put_length(GByteArray *out, gsize length)
{
    guint32 big = GUINT32_TO_BE((guint32)length);
    g_byte_array_append(out, (const guint8 *)&big, sizeof big);
}

static GByteArray *
write_files(Pdf *pdf, const Job *job)
{
    GByteArray *out = g_byte_array_new();
    g_autoptr(GPtrArray) all = find_attachments(pdf);
    (void)job;

    for (guint i = 0; i < all->len; i++) {
        const Attached *attached = g_ptr_array_index(all, i);
        g_auto(Object) stream = attached_stream(attached);
        g_autoptr(GBytes) data = object_data(&stream);
        if (data == NULL)
            continue;
        gsize length = g_bytes_get_size(data);
        put_length(out, strlen(attached->name));
        put_length(out, length);
        g_byte_array_append(out, (const guint8 *)attached->name, (guint)strlen(attached->name));
        g_byte_array_append(out, g_bytes_get_data(data, NULL), (guint)length);
    }
    return out;
}

static gsize
take_length(const guint8 *data)
{
    guint32 big;
    memcpy(&big, data, sizeof big);
    return GUINT32_FROM_BE(big);
}

void
embedded_file_free(gpointer data)
{
    EmbeddedFile *file = data;
    g_free(file->name);
    g_bytes_unref(file->bytes);
    g_free(file);
}

GPtrArray *
extract_files(const char *name, GBytes *bytes, GError **error)
{
    enum { HEAD = 8 };
    Job job = { .bytes = bytes, .task = write_files };
    g_autoptr(GBytes) sent = run_job(name, &job, ((size_t)FILES_MIB_MAX << 20) + (1 << 20), error);
    if (sent == NULL)
        return NULL;

    gsize length;
    const guint8 *data = g_bytes_get_data(sent, &length);
    GPtrArray *files = g_ptr_array_new_with_free_func(embedded_file_free);
    for (gsize at = 0; length - at >= HEAD;) {
        gsize name_length = take_length(data + at), file_length = take_length(data + at + 4);
        at += HEAD;
        if (name_length > length - at || file_length > length - at - name_length)
            break;
        EmbeddedFile *file = g_new0(EmbeddedFile, 1);
        file->name = g_utf8_make_valid((const char *)data + at, (gssize)name_length);
        file->bytes = g_bytes_new_from_bytes(sent, at + name_length, file_length);
        g_ptr_array_add(files, file);
        at += name_length + file_length;
    }
    return files;
}
