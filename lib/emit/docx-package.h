/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_EMIT_DOCX_PACKAGE_H
#define REPLIEK_EMIT_DOCX_PACKAGE_H

#include <gio/gio.h>
#include <stdbool.h>

/*
 * The zip that a Word document is (Open Packaging Conventions, ECMA-376 part 2): parts, their types and relations. The
 * same parts give the same bytes: entries have no time but the least that zip can tell (1980).
 */
typedef struct DocxPackage DocxPackage;

DocxPackage *docx_package_new(void);
void docx_package_free(DocxPackage *package);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DocxPackage, docx_package_free)

/* Adds a part, "word/document.xml", of a content type (NULL: known by its suffix). */
void docx_package_add(DocxPackage *package, const char *name, const char *type, GBytes *bytes);
void docx_package_add_text(DocxPackage *package, const char *name, const char *type,
                           const char *text);

/*
 * Relates word/document.xml to a target (from word/, or an address with `external`); `type` is the last word of the
 * relation's name in ECMA-376, "hyperlink". Gives its number n: the id is "rId<n>". The same target is related once.
 */
guint docx_package_relate(DocxPackage *package, const char *type, const char *target,
                          bool external);
/* The same for the relations of word/footnotes.xml. */
guint docx_package_relate_notes(DocxPackage *package, const char *type, const char *target,
                                bool external);

/* The whole file. `not-written` where it can't be zipped. */
GBytes *docx_package_write(DocxPackage *package, GError **error);

#endif
