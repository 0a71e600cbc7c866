/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_INSPECT_SURVEY_PRIVATE_H
#define REPLIEK_INSPECT_SURVEY_PRIVATE_H

#include <jansson.h>

#include "inspect/content-private.h"
#include "inspect/traces-private.h"

/* What is found in the file, part by part. All this is done in the worker. */
typedef struct Survey {
    Pdf *pdf;
    gsize length; /* of the file */
    const guint8 *bytes;
    int page_count;
    GHashTable *page_numbers; /* object number → index + 1 */
    Contents *contents;
    json_t *report;
} Survey;

/* The whole report, as JSON text; with `traces`, what the file tells of people and machines is in it. */
GByteArray *survey_write(Pdf *pdf, GBytes *bytes, Traces *traces);
/* The same of a file that is no PDF: its traces alone. */
GByteArray *survey_write_file(GBytes *bytes, Traces *traces);

/* Each puts its part into the report. */
void survey_properties(Survey *survey); /* survey-metadata.c: Info, XMP, standards, language */
void
survey_pages(Survey *survey); /* survey-pages.c: boxes, labels, fonts, pictures; reads contents */
void survey_structure(Survey *survey); /* survey-structure.c: the tree with its text */
void survey_outline(Survey *survey);   /* survey-outline.c */
void survey_attachments(Survey *survey);
void survey_signatures(Survey *survey);             /* survey-signatures.c */
void survey_traces(Survey *survey, Traces *traces); /* survey-traces.c: behind all others */

/* From 1; 0 where it is no page. */
int survey_page_number(const Survey *survey, const Object *page);

/* Strings and numbers that are there; NULL and 0 are left out. Takes over the string. */
void set_text(json_t *object, const char *key, char *text);
void set_count(json_t *object, const char *key, gint64 count);

/* A visitor of a name or number tree's values (7.9.6, 7.9.7); false ends the walk. */
typedef bool (*TreeVisitor)(const Object *key, const Object *value, gpointer data);
void tree_visit(const Object *root, const char *leaves, TreeVisitor visit, gpointer data);

/* The file specifications of all attachments, with the name each has in the tree of names (GPtrArray of Attached). */
typedef struct Attached {
    char *name;
    Object specification;
} Attached;
GPtrArray *find_attachments(Pdf *pdf);
Object attached_stream(const Attached *attached);
void attached_free(gpointer attached);

#endif
