/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef REPLIEK_READ_HTML_PRIVATE_H
#define REPLIEK_READ_HTML_PRIVATE_H

#include <gumbo.h>

#include "read/draft.h"

/* Limit of interface.md. */
enum { HTML_DEPTH_LIMIT = 512 };

/* The bytes of a page as UTF-8, by byte order mark, declaration or trial. NUL-terminated. */
char *html_decode(GBytes *bytes, size_t *ret_length);

/* What is known of an element before any text is read. */
typedef struct HtmlNode {
    guint order, end;   /* places in document order: its own, and behind its last descendant */
    size_t text, links; /* bytes of text inside, and of those in links */
    bool aside;         /* navigation and the like: never content */
    bool hidden;        /* not shown at all */
} HtmlNode;

/* A footnote: the block that its marks lead to. */
typedef struct HtmlNote {
    const GumboNode *body, *mark; /* the block, and the first mark */
    char *label;
    guint index; /* in the draft, plus 1; 0 until its first mark */
} HtmlNote;

typedef struct HtmlTree {
    GHashTable *nodes;        /* GumboNode → HtmlNode */
    GHashTable *ids;          /* id or name → GumboNode */
    GHashTable *marks;        /* GumboNode of a mark (a or sup) → HtmlNote, borrowed */
    GHashTable *bodies;       /* GumboNode of a note's body → HtmlNote, borrowed */
    GHashTable *holders;      /* GumboNode around bodies → how many it holds */
    GPtrArray *notes;         /* HtmlNote */
    const GumboNode *content; /* the element that holds the text; all outside it is furniture */
    const GumboNode
        *title; /* but for the page's own title above it; NULL where it holds one itself */
    bool too_deep;
} HtmlTree;

HtmlTree *html_tree_new(const GumboNode *root);
void html_tree_free(HtmlTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HtmlTree, html_tree_free)

const HtmlNode *html_node(const HtmlTree *tree, const GumboNode *node);

bool html_is(const GumboNode *node, GumboTag tag);
bool html_is_block(const GumboNode *node);
const char *html_attribute(const GumboNode *node, const char *name);

/* The text inside an element, trimmed; at most `limit` bytes, NULL where there is more. */
char *html_short_text(const GumboNode *node, size_t limit);

/* Is this link the way back from a note to its mark? */
bool html_leads_back(const HtmlTree *tree, const GumboNode *link);

#endif
