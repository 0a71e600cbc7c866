/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_CMD_LAYOUT_H
#define REPLIEK_CMD_LAYOUT_H

#include "inputs.h"

/* The letter, composed and set, with what it was set by. */
typedef struct Layout {
    Template *template;
    GPtrArray *sources; /* Source: the template's own, then those that it builds on */
    FontSet *fonts;
    Letter *letter;
    Pages *pages; /* NULL in layout_compose() */
} Layout;

/* The names of the shipped templates, sorted (char *). */
GPtrArray *layout_names(const Session *session);
/* The file of a template, by name or path; `usage` where there is none. */
Source *layout_source(const Session *session, const char *name, GError **error);
/* The template itself, with all that it builds on; `sources`, unless NULL, gets the Sources of the files read. */
Template *layout_template(Session *session, const char *name, GPtrArray *sources, GError **error);

/* The layout's name: the one wanted on the command line (NULL: none), in the answers, in the project, or `letter`. */
const char *layout_choose(const char *wanted, const Project *project, const Inputs *inputs);

/* Reads the template NAME (templates/NAME.yaml, or a path that ends in .yaml) and composes the letter. */
Layout *layout_compose(Session *session, const Inputs *inputs, const char *name,
                       const ComposeOptions *options, GError **error);

/* Sets what was composed: `pages`. Needs no Inputs any more, which by then may be gone. */
bool layout_set(Session *session, Layout *layout, GError **error);

/* Both in one. Not of a draft: an error among the findings stops before: `pages` is NULL then. */
Layout *layout_make(Session *session, const Inputs *inputs, const char *name,
                    const ComposeOptions *options, GError **error);

/*
 * Finds the characters of the letter that no font has (`missing-glyph`), which only setting it tells; nothing else is
 * reported. Ordinary letters are told by their characters, and not set.
 */
void layout_check_glyphs(Session *session, const Inputs *inputs, const char *name);

/* The questions document itself, with what was found in it, in the look of the layout `letter`. */
Layout *layout_proof(Session *session, const Inputs *inputs, const char *title, GError **error);

/* Do errors stop a letter that is no draft? The session tells it below them. */
bool layout_is_refused(Session *session, bool draft);

/* Puts a PDF where the user wants it, "-" for standard output; `not-written` where that is an input. */
bool layout_write(const Session *session, const char *path, GBytes *bytes, GError **error);

void layout_free(Layout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Layout, layout_free)

#endif
