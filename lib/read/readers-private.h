/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_READ_READERS_PRIVATE_H
#define REPLIEK_READ_READERS_PRIVATE_H

#include "base/sandbox.h"
#include "read/draft.h"

/*
 * The parsers of the formats that are no text. They run in a sandboxed worker (see worker.c); tests
 * and fuzz targets call them directly. NULL with a FAILURE that has no file name.
 */
typedef Draft *(*DraftReader)(GBytes *bytes, GError **error);

Draft *draft_docx(GBytes *bytes, GError **error);
Draft *draft_odt(GBytes *bytes, GError **error);
Draft *draft_html(GBytes *bytes, GError **error);
Draft *draft_op_xml(GBytes *bytes, GError **error);
/* The words of a PDF, as `pdftotext -tsv` writes them. */
Draft *draft_pdf_words(GBytes *bytes, GError **error);

/* What a worker gets: a file, what messages call it, and what the task needs besides. */
typedef struct WorkerInput {
    const char *name;
    GBytes *bytes;
    gconstpointer reader;
} WorkerInput;

/* In the child: the bytes of a file to the bytes to send back; NULL with a FAILURE without file name. */
typedef GByteArray *(*WorkerTask)(GBytes *bytes, gconstpointer reader, GError **error);

/* Runs a task in the worker. What it sent, at most `limit` bytes, is not to be believed. */
GBytes *worker_call(WorkerTask task, const WorkerInput *input, size_t limit, GError **error);

/* Runs a reader in the worker. */
Document *worker_read(DraftReader reader, const char *name, GBytes *bytes, Diags *diags,
                      GError **error);

/* FAILURE for a worker that did not come to its end. */
void worker_fail(GError **error, const char *name, SandboxOutcome outcome);

/*
 * The same in the worker, as documents: what read_document() calls once the format is known. `name`
 * is what messages call the file.
 */
Document *read_docx(const char *name, GBytes *bytes, Diags *diags, GError **error);
Document *read_odt(const char *name, GBytes *bytes, Diags *diags, GError **error);
Document *read_html(const char *name, GBytes *bytes, Diags *diags, GError **error);
Document *read_op_xml(const char *name, GBytes *bytes, Diags *diags, GError **error);
Document *read_pdf(const char *name, GBytes *bytes, Diags *diags, GError **error);

#endif
