/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_BASE_NAME_SEARCH_H
#define REPLIEK_BASE_NAME_SEARCH_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * Finds names of people and units in a text, by their words: "J. Jansen" also stands in "j.jansen@voorbeeld.nl". A name of one
 * word counts as it is written, since it may be a common word otherwise, and from three letters on. Searching takes time in
 * proportion to the text, however many names there are.
 */
typedef struct NameSearch NameSearch;

NameSearch *name_search_new(void);
void name_search_free(NameSearch *search);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NameSearch, name_search_free)

/* Several with commas, semicolons, "en", & or brackets between them are a name each. NULL adds nothing. */
void name_search_add(NameSearch *search, const char *names);

/* Takes a name out again, as it was added. */
void name_search_remove(NameSearch *search, const char *name);

/* `name` as it was added; the place in bytes. */
typedef void (*NameVisitor)(const char *name, size_t start, size_t end, gpointer data);
void name_search_scan(const NameSearch *search, const char *text, NameVisitor visit, gpointer data);

#endif
