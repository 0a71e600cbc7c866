/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The readers of foreign formats, each in a worker of its own.
 *
 * Comes in: the bytes of a file. The parser runs in a sandboxed child (base/sandbox.h) and sends
 * back a Draft, or why it can't be read, as bytes. The parent checks them and makes the Document.
 * Whatever becomes of the child (a crash, a loop, a flood) is one failure of that one file.
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/failure.h"
#include "base/sandbox.h"
#include "read/read-private.h"
#include "read/readers-private.h"

/* Limits of interface.md; XML is text. */
#define HTML_LIMIT ((size_t)16 << 20)
#define XML_LIMIT ((size_t)64 << 20)

typedef struct Job {
    WorkerTask task;
    gconstpointer reader;
    GBytes *bytes;
} Job;

/* First byte of what the child sends. */
enum { SENT_WORK = 'W', SENT_FAILURE = 'F' };

/* In the child. */
static GByteArray *
do_job(gpointer data)
{
    const Job *job = data;
    g_autoptr(GError) error = NULL;
    g_autoptr(GByteArray) made = job->task(job->bytes, job->reader, &error);
    guint8 kind = made != NULL ? SENT_WORK : SENT_FAILURE;
    GByteArray *sent = g_byte_array_new();

    g_byte_array_append(sent, &kind, 1);
    if (made != NULL) {
        g_byte_array_append(sent, made->data, made->len);
        return sent;
    }
    guint8 code = (guint8)error->code;
    g_byte_array_append(sent, &code, 1);
    g_byte_array_append(sent, (const guint8 *)error->message, (guint)strlen(error->message));
    return sent;
}

void
worker_fail(GError **error, const char *name, SandboxOutcome outcome)
{
    switch (outcome) {
    case SANDBOX_OUT_OF_TIME:
        failure_set(error, DIAG_OVER_LIMIT, name, 0, 0,
                    _("reading the file takes longer than the limit of %d seconds; save it as "
                      "plain text"),
                    SANDBOX_CPU_SECONDS);
        return;
    case SANDBOX_TOO_LARGE:
        failure_set(error, DIAG_OVER_LIMIT, name, 0, 0,
                    _("the file holds more text than the limit of %zu MiB; split it"),
                    DRAFT_WIRE_LIMIT >> 20);
        return;
    case SANDBOX_NOT_STARTED:
        failure_set(error, DIAG_UNREADABLE, name, 0, 0,
                    _("no process can be started to read the file; try again later"));
        return;
    case SANDBOX_CRASHED:
    case SANDBOX_DONE:
        failure_set(error, DIAG_UNREADABLE, name, 0, 0,
                    _("the file could not be read safely; open it where it was made and save it "
                      "as plain text"));
        return;
    }
}

/* A message of the child is shown only where it is one: short and clean. */
static void
fail_as_sent(GError **error, const char *name, const guint8 *sent, size_t length)
{
    const char *message = (const char *)sent + 1;
    bool valid = length > 1 && length < 1024 && g_utf8_validate_len(message, length - 1, NULL) &&
                 sent[0] < DIAG_CODE_COUNT && diag_code_level((DiagCode)sent[0]) == DIAG_FATAL;
    for (size_t i = 0; valid && i + 1 < length; i++)
        valid = (unsigned char)message[i] >= 0x20;

    if (valid)
        failure_set(error, (DiagCode)sent[0], name, 0, 0, "%.*s", (int)(length - 1), message);
    else
        worker_fail(error, name, SANDBOX_CRASHED);
}

GBytes *
worker_call(WorkerTask task, const WorkerInput *input, size_t limit, GError **error)
{
    Job job = { task, input->reader, input->bytes };
    g_autoptr(GBytes) output = NULL;

    /* The child can't open the catalogue of messages any more, so it is opened before. */
    (void)_(diag_code_meaning(DIAG_UNREADABLE));
    SandboxOutcome outcome = sandbox_call(do_job, &job, limit + 1, &output);
    if (outcome != SANDBOX_DONE) {
        worker_fail(error, input->name, outcome);
        return NULL;
    }

    gsize length;
    const guint8 *sent = g_bytes_get_data(output, &length);
    if (length > 0 && sent[0] == SENT_FAILURE) {
        fail_as_sent(error, input->name, sent + 1, length - 1);
        return NULL;
    }
    if (length == 0 || sent[0] != SENT_WORK) {
        worker_fail(error, input->name, SANDBOX_CRASHED);
        return NULL;
    }
    return g_bytes_new_from_bytes(output, 1, length - 1);
}

/* In the child. */
static GByteArray *
make_draft(GBytes *bytes, gconstpointer data, GError **error)
{
    const DraftReader *reader = data;
    g_autoptr(Draft) draft = (*reader)(bytes, error);

    return draft != NULL ? draft_write(draft) : NULL;
}

Document *
worker_read(DraftReader reader, const char *name, GBytes *bytes, Diags *diags, GError **error)
{
    const WorkerInput input = { name, bytes, &reader };
    g_autoptr(GBytes) sent = worker_call(make_draft, &input, DRAFT_WIRE_LIMIT, error);
    if (sent == NULL)
        return NULL;

    gsize length;
    const guint8 *data = g_bytes_get_data(sent, &length);
    g_autoptr(Draft) draft = draft_read(data, length);
    if (draft == NULL) {
        worker_fail(error, name, SANDBOX_CRASHED);
        return NULL;
    }
    if (draft->body.paragraphs->len > PARAGRAPHS_LIMIT) {
        failure_set(error, DIAG_OVER_LIMIT, name, 0, 0,
                    _("the document has more than %d paragraphs, the limit; split it"),
                    PARAGRAPHS_LIMIT);
        return NULL;
    }
    return draft_to_document(draft, name, diags);
}

Document *
read_docx(const char *name, GBytes *bytes, Diags *diags, GError **error)
{
    return worker_read(draft_docx, name, bytes, diags, error);
}

Document *
read_odt(const char *name, GBytes *bytes, Diags *diags, GError **error)
{
    return worker_read(draft_odt, name, bytes, diags, error);
}

static bool
is_within(GBytes *bytes, size_t limit, const char *name, GError **error)
{
    if (g_bytes_get_size(bytes) <= limit)
        return true;

    failure_set(error, DIAG_OVER_LIMIT, name, 0, 0,
                _("the file is larger than the limit of %zu MiB; split it"), limit >> 20);
    return false;
}

Document *
read_html(const char *name, GBytes *bytes, Diags *diags, GError **error)
{
    if (!is_within(bytes, HTML_LIMIT, name, error))
        return NULL;
    return worker_read(draft_html, name, bytes, diags, error);
}

Document *
read_op_xml(const char *name, GBytes *bytes, Diags *diags, GError **error)
{
    if (!is_within(bytes, XML_LIMIT, name, error))
        return NULL;
    return worker_read(draft_op_xml, name, bytes, diags, error);
}
