/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_INSPECT_TRACES_PRIVATE_H
#define REPLIEK_INSPECT_TRACES_PRIVATE_H

#include <jansson.h>

#include "base/name-search.h"
#include "inspect/object-private.h"

/*
 * What a file tells of the people and machines that made it. All this is done in the worker; survey.c begins it for a PDF,
 * inspect.c for any other file.
 */
typedef struct Traces {
    json_t *list;      /* of objects: kind, where, text, page */
    GHashTable *seen;  /* kind, text and file: each is told once */
    NameSearch *names; /* whom to look for; those that are found on the way are added */
    const char *file;  /* the attachment that is looked into; NULL: the file itself */
    int page;          /* that is looked into; 0: none */
    const struct QpdfLibrary *library; /* NULL: PDFs among the attachments stay closed */
} Traces;

/* The kinds, as programs are told them: judge-public.c says what each comes to. */
#define TRACE_PERSON "person"   /* who made or changed it */
#define TRACE_NAME "name"       /* one of those to look for */
#define TRACE_COMMENT "comment" /* said within the house: a comment, a tracked change */
#define TRACE_KEY "key"         /* a key of the answers that is nobody else's concern */
#define TRACE_PATH "path"
#define TRACE_PLACE "place"     /* where a picture was taken */
#define TRACE_CAPTION "caption" /* noted with a picture, by people or programs */

Traces *traces_new(NameSearch *names);
void traces_free(Traces *traces);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Traces, traces_free)

/* `where` is what the file calls it: "docProps/core.xml", "Author". Texts are cut where they are long. */
void trace_add(Traces *traces, const char *kind, const char *where, const char *text);
/* Names and paths in it. */
void trace_text(Traces *traces, const char *where, const char *text);
/* Who, and what else stands in the name. */
void trace_person(Traces *traces, const char *where, const char *text);

/* Each looks into a file of its kind; the first finds out which kind that is. */
void trace_file(Traces *traces, GBytes *bytes);
void trace_archive(Traces *traces, GBytes *bytes);
void trace_picture(Traces *traces, GBytes *bytes);
void trace_yaml(Traces *traces, const char *text);
void trace_xml(Traces *traces, const char *where, GBytes *bytes);
/* The properties, metadata, notes and pictures of a PDF, not its text. */
void trace_pdf(Traces *traces, Pdf *pdf);

#endif
