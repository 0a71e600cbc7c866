/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a page is made of, before its text is read: where its content is, and which of its links are
 * the marks of footnotes.
 *
 * No site is known by name. The content is the smallest element that still holds most of the text
 * outside navigation. A note's mark is a link with a number for its text to a place further on; the
 * link back that most notes carry leads to a place before it. Pages without links have the number
 * raised (sup) in both places instead.
 */
#include <string.h>

#include "read/html-private.h"

/* A child is the content where it holds this share (of 100) of its parent's text. */
enum { CONTENT_SHARE = 70 };

enum { MARK_LIMIT = 8, LABEL_LIMIT = 4 };

static const GumboTag block_tags[] = {
    GUMBO_TAG_HTML,    GUMBO_TAG_BODY,    GUMBO_TAG_P,          GUMBO_TAG_DIV,
    GUMBO_TAG_H1,      GUMBO_TAG_H2,      GUMBO_TAG_H3,         GUMBO_TAG_H4,
    GUMBO_TAG_H5,      GUMBO_TAG_H6,      GUMBO_TAG_LI,         GUMBO_TAG_UL,
    GUMBO_TAG_OL,      GUMBO_TAG_DL,      GUMBO_TAG_DT,         GUMBO_TAG_DD,
    GUMBO_TAG_TABLE,   GUMBO_TAG_CAPTION, GUMBO_TAG_THEAD,      GUMBO_TAG_TBODY,
    GUMBO_TAG_TFOOT,   GUMBO_TAG_TR,      GUMBO_TAG_TD,         GUMBO_TAG_TH,
    GUMBO_TAG_SECTION, GUMBO_TAG_ARTICLE, GUMBO_TAG_HEADER,     GUMBO_TAG_FOOTER,
    GUMBO_TAG_NAV,     GUMBO_TAG_MAIN,    GUMBO_TAG_ASIDE,      GUMBO_TAG_FORM,
    GUMBO_TAG_PRE,     GUMBO_TAG_FIGURE,  GUMBO_TAG_FIGCAPTION, GUMBO_TAG_BLOCKQUOTE,
    GUMBO_TAG_ADDRESS, GUMBO_TAG_HR,      GUMBO_TAG_CENTER,     GUMBO_TAG_FIELDSET,
    GUMBO_TAG_LEGEND,  GUMBO_TAG_DETAILS, GUMBO_TAG_SUMMARY,    GUMBO_TAG_MENU,
};

static const GumboTag hidden_tags[] = {
    GUMBO_TAG_HEAD,   GUMBO_TAG_SCRIPT,   GUMBO_TAG_STYLE,  GUMBO_TAG_TEMPLATE,
    GUMBO_TAG_SELECT, GUMBO_TAG_TEXTAREA, GUMBO_TAG_OBJECT, GUMBO_TAG_NOSCRIPT,
    GUMBO_TAG_IFRAME, GUMBO_TAG_SVG,      GUMBO_TAG_TITLE,  GUMBO_TAG_RT,
};

static const GumboTag aside_tags[] = { GUMBO_TAG_NAV, GUMBO_TAG_FOOTER, GUMBO_TAG_ASIDE,
                                       GUMBO_TAG_BUTTON };

static bool
is_one_of(const GumboNode *node, const GumboTag *tags, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (html_is(node, tags[i]))
            return true;
    }
    return false;
}

bool
html_is(const GumboNode *node, GumboTag tag)
{
    return node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == tag;
}

bool
html_is_block(const GumboNode *node)
{
    return is_one_of(node, block_tags, G_N_ELEMENTS(block_tags));
}

const char *
html_attribute(const GumboNode *node, const char *name)
{
    if (node->type != GUMBO_NODE_ELEMENT)
        return NULL;

    const GumboAttribute *attribute = gumbo_get_attribute(&node->v.element.attributes, name);
    return attribute != NULL ? attribute->value : NULL;
}

const HtmlNode *
html_node(const HtmlTree *tree, const GumboNode *node)
{
    return g_hash_table_lookup(tree->nodes, node);
}

static void
note_free(gpointer data)
{
    HtmlNote *note = data;

    g_free(note->label);
    g_free(note);
}

void
html_tree_free(HtmlTree *tree)
{
    if (tree == NULL)
        return;

    g_hash_table_unref(tree->nodes);
    g_hash_table_unref(tree->ids);
    g_hash_table_unref(tree->marks);
    g_hash_table_unref(tree->bodies);
    g_hash_table_unref(tree->holders);
    g_ptr_array_unref(tree->notes);
    g_free(tree);
}

static bool
is_hidden(const GumboNode *node)
{
    const char *style = html_attribute(node, "style");

    return is_one_of(node, hidden_tags, G_N_ELEMENTS(hidden_tags)) ||
           html_attribute(node, "hidden") != NULL ||
           (style != NULL && strstr(style, "display:none") != NULL) ||
           (style != NULL && strstr(style, "display: none") != NULL);
}

static bool
is_aside(const GumboNode *node)
{
    static const char *const roles[] = { "navigation", "banner", "contentinfo", "search",
                                         "complementary" };
    const char *role = html_attribute(node, "role");

    for (size_t i = 0; role != NULL && i < G_N_ELEMENTS(roles); i++) {
        if (strcmp(role, roles[i]) == 0)
            return true;
    }
    return is_one_of(node, aside_tags, G_N_ELEMENTS(aside_tags));
}

static void
keep_id(HtmlTree *tree, const GumboNode *node, const char *attribute)
{
    const char *id = html_attribute(node, attribute);
    if (id != NULL && *id != '\0' && !g_hash_table_contains(tree->ids, id))
        g_hash_table_insert(tree->ids, (gpointer)id, (gpointer)node);
}

/* First pass: order, sizes, ids. The depth is bounded here, for all that recurse later. */
typedef struct Survey {
    HtmlTree *tree;
    guint order;
    bool in_link;
} Survey;

static HtmlNode *
survey(Survey *state, const GumboNode *node, int depth)
{
    HtmlNode *own = g_new0(HtmlNode, 1);
    g_hash_table_insert(state->tree->nodes, (gpointer)node, own);
    own->order = state->order++;
    own->hidden = is_hidden(node);
    own->aside = is_aside(node);
    keep_id(state->tree, node, "id");
    if (html_is(node, GUMBO_TAG_A))
        keep_id(state->tree, node, "name");
    state->tree->too_deep = state->tree->too_deep || depth > HTML_DEPTH_LIMIT;

    bool in_link = state->in_link;
    state->in_link = in_link || html_is(node, GUMBO_TAG_A);
    const GumboVector *children = &node->v.element.children;
    for (unsigned i = 0; i < children->length && !state->tree->too_deep; i++) {
        const GumboNode *child = children->data[i];
        if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_CDATA) {
            size_t length = strlen(child->v.text.text);
            own->text += length;
            own->links += state->in_link ? length : 0;
        } else if (child->type == GUMBO_NODE_ELEMENT) {
            const HtmlNode *inner = survey(state, child, depth + 1);
            own->text += inner->hidden || inner->aside ? 0 : inner->text;
            own->links += inner->hidden || inner->aside ? 0 : inner->links;
        }
    }
    state->in_link = in_link;
    own->end = state->order;
    return own;
}

/* Down from the root, as long as one child holds most of what its parent holds. Text in links
 * counts little: a page of an archive has more links around its document than words in it. */
static const GumboNode *
find_content(const HtmlTree *tree, const GumboNode *node)
{
    const HtmlNode *own = html_node(tree, node);
    const GumboVector *children = &node->v.element.children;
    const GumboNode *best = NULL;
    size_t most = 0;

    for (unsigned i = 0; i < children->length; i++) {
        const GumboNode *child = children->data[i];
        const HtmlNode *inner = child->type == GUMBO_NODE_ELEMENT ? html_node(tree, child) : NULL;
        if (inner == NULL || inner->hidden || inner->aside || !html_is_block(child))
            continue;
        size_t weight = inner->text - inner->links;
        if (weight <= most)
            continue;
        most = weight;
        best = child;
    }
    bool holds = best != NULL && most * 100 >= (own->text - own->links) * (size_t)CONTENT_SHARE;
    bool container =
        best != NULL && (html_is(best, GUMBO_TAG_DIV) || html_is(best, GUMBO_TAG_BODY) ||
                         html_is(best, GUMBO_TAG_MAIN) || html_is(best, GUMBO_TAG_ARTICLE) ||
                         html_is(best, GUMBO_TAG_SECTION) || html_is(best, GUMBO_TAG_FORM));
    return holds && container ? find_content(tree, best) : node;
}

/* The last h1 above the content, menus and banners apart; one inside makes those above it the site's. */
static void
find_title(HtmlTree *tree, const GumboNode *node)
{
    const HtmlNode *own = html_node(tree, node), *content = html_node(tree, tree->content);
    const GumboVector *children = &node->v.element.children;
    if (own->hidden || own->aside || own->order >= content->end)
        return;

    if (html_is(node, GUMBO_TAG_H1) && own->text > own->links)
        tree->title = own->order < content->order ? node : NULL;
    for (unsigned i = 0; i < children->length; i++) {
        const GumboNode *child = children->data[i];
        if (child->type == GUMBO_NODE_ELEMENT)
            find_title(tree, child);
    }
}

static void
collect_text(const GumboNode *node, GString *out, size_t limit)
{
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE) {
        g_string_append(out, node->v.text.text);
        return;
    }
    if (node->type != GUMBO_NODE_ELEMENT)
        return;
    for (unsigned i = 0; i < node->v.element.children.length && out->len <= limit; i++)
        collect_text(node->v.element.children.data[i], out, limit);
}

char *
html_short_text(const GumboNode *node, size_t limit)
{
    GString *text = g_string_new(NULL);

    collect_text(node, text, limit);
    char *stripped = g_strstrip(g_string_free(text, FALSE));
    if (strlen(stripped) <= limit)
        return stripped;
    g_free(stripped);
    return NULL;
}

/* "1", "12", "*", "[3]", "(a)": the label without its brackets; NULL for anything else. */
static char *
label_of(const GumboNode *node)
{
    g_autofree char *text = html_short_text(node, MARK_LIMIT);
    if (text == NULL)
        return NULL;

    g_strdelimit(text, "[]()", ' ');
    g_strstrip(text);
    size_t digits = strspn(text, "0123456789"), stars = strspn(text, "*");
    bool letter = g_ascii_isalpha(*text) && text[1] == '\0';
    size_t length = strlen(text);
    bool label =
        length > 0 && length <= LABEL_LIMIT && (digits == length || stars == length || letter);
    return label ? g_steal_pointer(&text) : NULL;
}

static const GumboNode *
link_target(const HtmlTree *tree, const GumboNode *link)
{
    const char *address = html_attribute(link, "href");
    const char *fragment = address != NULL ? strchr(address, '#') : NULL;

    return fragment != NULL ? g_hash_table_lookup(tree->ids, fragment + 1) : NULL;
}

bool
html_leads_back(const HtmlTree *tree, const GumboNode *link)
{
    const GumboNode *target = html_is(link, GUMBO_TAG_A) ? link_target(tree, link) : NULL;

    return target != NULL && html_node(tree, target)->order <= html_node(tree, link)->order;
}

static const GumboNode *
enclosing_block(const GumboNode *node)
{
    while (node != NULL && node->type == GUMBO_NODE_ELEMENT && !html_is_block(node))
        node = node->parent;
    return node != NULL && node->type == GUMBO_NODE_ELEMENT ? node : NULL;
}

static HtmlNote *
add_note(HtmlTree *tree, const GumboNode *body, const GumboNode *mark, const char *label)
{
    HtmlNote *note = g_hash_table_lookup(tree->bodies, body);
    if (note != NULL)
        return note;

    note = g_new0(HtmlNote, 1);
    note->body = body;
    note->mark = mark;
    note->label = g_strdup(label);
    g_ptr_array_add(tree->notes, note);
    g_hash_table_insert(tree->bodies, (gpointer)body, note);
    for (const GumboNode *at = body->parent; at != NULL; at = at->parent) {
        guint held = GPOINTER_TO_UINT(g_hash_table_lookup(tree->holders, at));
        g_hash_table_insert(tree->holders, (gpointer)at, GUINT_TO_POINTER(held + 1));
    }
    return note;
}

static bool
holds(const HtmlTree *tree, const GumboNode *outer, const GumboNode *inner)
{
    const HtmlNode *around = html_node(tree, outer), *inside = html_node(tree, inner);
    return inside->order >= around->order && inside->order < around->end;
}

static bool
is_in_body(const HtmlTree *tree, const GumboNode *node)
{
    for (; node != NULL && node->type == GUMBO_NODE_ELEMENT; node = node->parent) {
        if (g_hash_table_contains(tree->bodies, node))
            return true;
    }
    return false;
}

/* Only blocks that hold text of their own are notes: a whole list or section is not. */
static bool
can_be_body(const HtmlTree *tree, const GumboNode *body, const GumboNode *mark)
{
    static const GumboTag tags[] = { GUMBO_TAG_P,  GUMBO_TAG_DIV, GUMBO_TAG_LI,
                                     GUMBO_TAG_DD, GUMBO_TAG_TD,  GUMBO_TAG_ASIDE };
    bool known = g_hash_table_contains(tree->bodies, body);
    bool free = !g_hash_table_contains(tree->holders, body) && !is_in_body(tree, body);

    return (known || free) && !holds(tree, body, mark) &&
           html_node(tree, body)->order > html_node(tree, mark)->order &&
           is_one_of(body, tags, G_N_ELEMENTS(tags));
}

/* Is this the first thing in its block? A mark never is, as it stands behind what it is about; a
 * number there is a note's own, or leads to a chapter. */
static bool
opens_block(const GumboNode *node)
{
    for (const GumboNode *at = node; !html_is_block(at); at = at->parent) {
        const GumboNode *parent = at->parent;
        if (parent == NULL || parent->type != GUMBO_NODE_ELEMENT)
            return false;
        for (unsigned i = 0; i < at->index_within_parent; i++) {
            const GumboNode *before = parent->v.element.children.data[i];
            if (before->type != GUMBO_NODE_WHITESPACE)
                return false;
        }
    }
    return true;
}

static void
consider_link(HtmlTree *tree, const GumboNode *link)
{
    const GumboNode *target = link_target(tree, link);
    g_autofree char *label = target != NULL ? label_of(link) : NULL;
    if (label == NULL || html_leads_back(tree, link) || opens_block(link))
        return;

    const GumboNode *body = enclosing_block(target);
    if (body == NULL || !can_be_body(tree, body, link))
        return;
    HtmlNote *note = add_note(tree, body, link, label);
    g_hash_table_insert(tree->marks, (gpointer)link, note);
}

typedef struct Raised {
    HtmlTree *tree;
    GHashTable *openings; /* label → GumboNode: sup that opens a block, the last with that number */
} Raised;

static bool
in_link(const GumboNode *node)
{
    for (; node != NULL && node->type == GUMBO_NODE_ELEMENT; node = node->parent) {
        if (html_is(node, GUMBO_TAG_A))
            return true;
    }
    return false;
}

static void
each_element(const GumboNode *node, void (*visit)(gpointer, const GumboNode *), gpointer data)
{
    if (node->type != GUMBO_NODE_ELEMENT)
        return;

    visit(data, node);
    for (unsigned i = 0; i < node->v.element.children.length; i++)
        each_element(node->v.element.children.data[i], visit, data);
}

static void
visit_link(gpointer data, const GumboNode *node)
{
    if (html_is(node, GUMBO_TAG_A))
        consider_link(data, node);
}

static void
visit_opening(gpointer data, const GumboNode *node)
{
    Raised *raised = data;
    bool opens = html_is(node, GUMBO_TAG_SUP) && !in_link(node) && opens_block(node);
    char *label = opens ? label_of(node) : NULL;

    if (label != NULL)
        g_hash_table_replace(raised->openings, label, (gpointer)node);
}

static void
visit_raised(gpointer data, const GumboNode *node)
{
    Raised *raised = data;
    if (!html_is(node, GUMBO_TAG_SUP) || in_link(node) || opens_block(node))
        return;

    g_autofree char *label = label_of(node);
    const GumboNode *opening = label != NULL ? g_hash_table_lookup(raised->openings, label) : NULL;
    const GumboNode *body = opening != NULL ? enclosing_block(opening) : NULL;
    if (body == NULL || !can_be_body(raised->tree, body, node))
        return;
    HtmlNote *note = add_note(raised->tree, body, node, label);
    g_hash_table_insert(raised->tree->marks, (gpointer)node, note);
}

/* A note of several paragraphs: what holds the one that was led to, and no other note, is its body. */
static void
widen_notes(HtmlTree *tree)
{
    for (guint i = 0; i < tree->notes->len; i++) {
        HtmlNote *note = g_ptr_array_index(tree->notes, i);
        const GumboNode *outer = note->body->parent;
        bool block = outer != NULL && outer->type == GUMBO_NODE_ELEMENT &&
                     (html_is(outer, GUMBO_TAG_DIV) || html_is(outer, GUMBO_TAG_LI) ||
                      html_is(outer, GUMBO_TAG_ASIDE));
        bool alone = block && GPOINTER_TO_UINT(g_hash_table_lookup(tree->holders, outer)) == 1;
        if (!alone || outer == tree->content || holds(tree, outer, note->mark) ||
            holds(tree, outer, tree->content))
            continue;
        g_hash_table_remove(tree->bodies, note->body);
        note->body = outer;
        g_hash_table_insert(tree->bodies, (gpointer)outer, note);
    }
}

static void
find_notes(HtmlTree *tree, const GumboNode *root)
{
    Raised raised = { tree, g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL) };

    each_element(root, visit_link, tree);
    each_element(root, visit_opening, &raised);
    each_element(root, visit_raised, &raised);
    widen_notes(tree);
    g_hash_table_unref(raised.openings);
}

HtmlTree *
html_tree_new(const GumboNode *root)
{
    HtmlTree *tree = g_new0(HtmlTree, 1);
    Survey state = { .tree = tree };

    tree->nodes = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    tree->ids = g_hash_table_new(g_str_hash, g_str_equal);
    tree->marks = g_hash_table_new(NULL, NULL);
    tree->bodies = g_hash_table_new(NULL, NULL);
    tree->holders = g_hash_table_new(NULL, NULL);
    tree->notes = g_ptr_array_new_with_free_func(note_free);
    survey(&state, root, 0);
    if (tree->too_deep)
        return tree;

    tree->content = find_content(tree, root);
    find_title(tree, root);
    find_notes(tree, root);
    return tree;
}
