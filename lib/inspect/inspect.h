/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_INSPECT_INSPECT_H
#define REPLIEK_INSPECT_INSPECT_H

#include "base/diag.h"
#include "base/name-search.h"

/*
 * What somebody's PDF holds. Everything in it is looked at in a worker (base/sandbox.h); what comes back is facts, held
 * against the shape that they must have before anything is made of them.
 */
typedef struct Inspection Inspection;

/* `unreadable` for what is no PDF, is locked, or where libqpdf is missing; `over-limit` above 50 MiB or 2,000 pages. */
Inspection *inspect_pdf(const char *name, GBytes *bytes, GError **error);
void inspection_free(Inspection *inspection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Inspection, inspection_free)

/*
 * The same with what the file tells of the people and machines that made it: authors, comments, paths, and the names to look for.
 * Of a file that is no PDF (docx, odt, pictures, YAML, text) it is that alone.
 */
Inspection *inspect_traces(const char *name, GBytes *bytes, NameSearch *names, GError **error);
/* Those traces as findings. */
void inspection_judge_public(const Inspection *inspection, Diags *diags);

/* What is wrong, as findings about the file: tags, language, title, fonts, headings, alternatives, signatures. */
void inspection_judge(const Inspection *inspection, Diags *diags);

/* The properties, metadata, attachments and traces alone, for people. */
void inspection_public_text(const Inspection *inspection, GString *out);
/* All that was found, for people and for programs; the findings are in the second (interface.md). */
void inspection_text(const Inspection *inspection, GString *out);
void inspection_json(const Inspection *inspection, const Diags *diags, GString *out);

/* A file within the file. */
typedef struct EmbeddedFile {
    char *name; /* as the file says it: not a path to be trusted */
    GBytes *bytes;
} EmbeddedFile;

void embedded_file_free(gpointer file);

/* All files within it (EmbeddedFile). As inspect_pdf(); `over-limit` above 128 MiB in all. */
GPtrArray *extract_files(const char *name, GBytes *bytes, GError **error);

#endif
