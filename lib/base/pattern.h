/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_BASE_PATTERN_H
#define REPLIEK_BASE_PATTERN_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * A pattern of a table of rules (GRegex syntax), compiled when it is first asked, and to machine code
 * only when it is asked often: a letter of usual length needs few of the rules and few times, and
 * compiling all of them costs more than reading it.
 */
typedef struct Pattern Pattern;

/* `text` is borrowed, so that it must outlive the pattern; one that is wrong is a bug of ours. */
Pattern *pattern_new(const char *text, GRegexCompileFlags flags);
void pattern_free(Pattern *pattern);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pattern, pattern_free)

/* Does it match somewhere in the first `length` bytes? */
bool pattern_matches(Pattern *pattern, const char *text, size_t length);

/* The same, with the places; `ret_match` is to be freed even where nothing matches, and holds `text`. */
bool pattern_match(Pattern *pattern, const char *text, size_t length, GMatchInfo **ret_match);

#endif
