/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "inspect/survey-private.h"

/*
 * The structure tree in logical order (ISO 32000-1, 14.7), one row an element or a stretch of its text, with its depth:
 * flat, so that a tree that is too deep or turns into itself does no harm. A file without a tree has the text of its
 * pages in the order of painting instead.
 */

enum { ROWS_MAX = 500000, DEPTH_MAX = 200 };

typedef struct Node {
    Object object; /* an element or a kid of one */
    int depth, page;
    int element; /* object number of the element that it is a kid of */
} Node;

typedef struct Walker {
    Survey *survey;
    GArray *stack; /* Node */
    GHashTable *seen;
    json_t *rows;
    Object roles;
    guint missing; /* marks that the tree names and no page has */
} Walker;

static void
node_clear(gpointer node)
{
    object_clear(&((Node *)node)->object);
}

/* A kid, or all of a list of them, so that the first comes off the stack first. */
static void
push(Walker *walker, const Object *kids, int depth, int page)
{
    int count = object_is_array(kids) ? object_count(kids) : 1;
    for (int i = count; i-- > 0 && walker->stack->len < ROWS_MAX;) {
        Node node = { .object = object_is_array(kids) ? object_at(kids, i) : object_copy(kids),
                      .depth = depth,
                      .page = page };
        g_array_append_val(walker->stack, node);
    }
}

/* What the element's type stands for, by the role map (14.7.3). */
static char *
standard_role(const Walker *walker, const char *type)
{
    enum { STEPS_MAX = 16 };
    g_autofree char *role = g_strdup(type);
    for (int i = 0; i < STEPS_MAX; i++) {
        g_autofree char *key = g_strconcat("/", role, NULL);
        char *next = object_get_name(&walker->roles, key);
        if (next == NULL || strcmp(next, role) == 0) {
            g_free(next);
            break;
        }
        g_free(role);
        role = next;
    }
    return g_steal_pointer(&role);
}

static json_t *
add_row(Walker *walker, int depth, int page)
{
    json_t *row = json_object();
    json_object_set_new(row, "depth", json_integer(depth));
    set_count(row, "page", page);
    json_array_append_new(walker->rows, row);
    return row;
}

/* White space as one blank, whatever it was on the page. */
static char *
collapse(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *out = g_string_new(NULL);
    for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        GUnicodeType type = g_unichar_type(c);
        if (c != '\n' && c != '\t' && c != ' ' && type != G_UNICODE_CONTROL &&
            type != G_UNICODE_FORMAT)
            g_string_append_unichar(out, c);
        else if (type != G_UNICODE_FORMAT && (out->len == 0 || out->str[out->len - 1] != ' '))
            g_string_append_c(out, ' ');
    }
    return g_string_free(out, FALSE);
}

/* Text goes on in the row before, where that is text of the same depth. */
static void
add_text(Walker *walker, int depth, int page, const char *text)
{
    gsize count = json_array_size(walker->rows);
    json_t *last = count > 0 ? json_array_get(walker->rows, count - 1) : NULL;
    const char *before = last != NULL ? json_string_value(json_object_get(last, "text")) : NULL;

    if (*text == '\0')
        return;
    if (before != NULL && *text == ' ' && g_str_has_suffix(before, " "))
        text++;
    if (before != NULL && json_integer_value(json_object_get(last, "depth")) == depth &&
        strlen(before) < 65536) {
        g_autofree char *joined = g_strconcat(before, text, NULL);
        json_object_set_new(last, "text", json_string(joined));
        return;
    }
    json_object_set_new(add_row(walker, depth, page), "text", json_string(text));
}

static void
add_mark(Walker *walker, int owner, gint64 number, const Node *node)
{
    gint64 key = mark_key(owner, (int)number);
    Mark *mark = number >= 0 && number < G_MAXINT
                     ? g_hash_table_lookup(walker->survey->contents->marks, &key)
                     : NULL;
    if (mark == NULL) {
        walker->missing++;
        return;
    }
    mark->met++;
    g_autofree char *text = collapse(mark->text->str);
    add_text(walker, node->depth, mark->page + 1, text);
}

/* A mark in another stream or on another page than the element's (14.7.4.2). */
static void
add_reference(Walker *walker, const Node *node)
{
    g_auto(Object) stream = object_get(&node->object, "/Stm");
    g_auto(Object) page = object_get(&node->object, "/Pg");
    int owner = object_number(&stream);
    if (owner == 0)
        owner = object_number(&page);
    if (owner == 0) {
        g_auto(Object) own = pdf_page(walker->survey->pdf, MAX(node->page - 1, 0));
        owner = object_number(&own);
    }
    add_mark(walker, owner, object_get_integer(&node->object, "/MCID", -1), node);
}

static void
add_number(Walker *walker, const Node *node)
{
    g_auto(Object) page = pdf_page(walker->survey->pdf, MAX(node->page - 1, 0));
    if (node->page == 0)
        walker->missing++;
    else
        add_mark(walker, object_number(&page), (gint64)object_value(&node->object, -1), node);
}

static bool
has_scope(const Object *element)
{
    g_auto(Object) attributes = object_get(element, "/A");
    int count = object_is_array(&attributes) ? object_count(&attributes) : 1;
    for (int i = 0; i < count; i++) {
        g_auto(Object) one =
            object_is_array(&attributes) ? object_at(&attributes, i) : object_copy(&attributes);
        g_autofree char *scope = object_get_name(&one, "/Scope");
        if (scope != NULL)
            return true;
    }
    return false;
}

static void
add_element(Walker *walker, const Node *node)
{
    int number = object_number(&node->object);
    if (node->depth > DEPTH_MAX ||
        (number != 0 && !g_hash_table_add(walker->seen, GINT_TO_POINTER(number))))
        return;

    g_auto(Object) page = object_get(&node->object, "/Pg");
    int own = survey_page_number(walker->survey, &page);
    g_autofree char *type = object_get_name(&node->object, "/S");
    g_autofree char *role = standard_role(walker, type != NULL ? type : "");
    json_t *row = add_row(walker, node->depth, own);
    json_object_set_new(row, "type", json_string(type != NULL ? type : ""));
    if (g_strcmp0(role, type) != 0)
        set_text(row, "role", g_strdup(role));
    set_text(row, "title", object_get_text(&node->object, "/T"));
    set_text(row, "language", object_get_text(&node->object, "/Lang"));
    set_text(row, "alt", object_get_text(&node->object, "/Alt"));
    set_text(row, "actual", object_get_text(&node->object, "/ActualText"));
    if (g_strcmp0(role, "TH") == 0 && has_scope(&node->object))
        json_object_set_new(row, "scope", json_true());
    g_auto(Object) kids = object_get(&node->object, "/K");
    if (object_is_there(&kids))
        push(walker, &kids, node->depth + 1, own != 0 ? own : node->page);
}

static void
add_node(Walker *walker, const Node *node)
{
    if (object_is_integer(&node->object))
        add_number(walker, node);
    else if (object_has_name(&node->object, "/Type", "MCR"))
        add_reference(walker, node);
    else if (object_is_dictionary(&node->object) &&
             !object_has_name(&node->object, "/Type", "OBJR"))
        add_element(walker, node);
}

/* Marks with something in them that the tree leaves out, or has more than once. */
static void
count_marks(Walker *walker)
{
    guint lost = 0, repeated = 0;
    GHashTableIter iterator;
    gpointer value;

    g_hash_table_iter_init(&iterator, walker->survey->contents->marks);
    while (g_hash_table_iter_next(&iterator, NULL, &value)) {
        const Mark *mark = value;
        lost += mark->met == 0 && mark->painted;
        repeated += mark->met > 1;
    }
    json_object_set_new(walker->survey->report, "marks",
                        json_pack("{s:i, s:i, s:i, s:i}", "all",
                                  (int)g_hash_table_size(walker->survey->contents->marks), "lost",
                                  (int)lost, "repeated", (int)repeated, "missing",
                                  (int)walker->missing));
}

static void
add_page_text(Walker *walker)
{
    const GPtrArray *pages = walker->survey->contents->pages;
    for (guint i = 0; i < pages->len; i++) {
        const GString *page = g_ptr_array_index(pages, i);
        g_auto(GStrv) lines = g_strsplit(page->str, "\n", -1);
        for (guint k = 0; lines[k] != NULL; k++) {
            g_autofree char *line = collapse(lines[k]);
            if (*g_strstrip(line) != '\0')
                json_object_set_new(add_row(walker, 0, (int)i + 1), "text", json_string(line));
        }
    }
}

void
survey_structure(Survey *survey)
{
    g_auto(Object) root = pdf_root(survey->pdf);
    g_auto(Object) tree = object_get(&root, "/StructTreeRoot");
    g_auto(Object) kids = object_get(&tree, "/K");
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, sizeof(Node));
    Walker walker = { .survey = survey,
                      .stack = stack,
                      .seen = seen,
                      .rows = json_array(),
                      .roles = object_get(&tree, "/RoleMap") };

    g_array_set_clear_func(stack, node_clear);
    if (object_is_there(&kids))
        push(&walker, &kids, 0, 0);
    while (stack->len > 0 && json_array_size(walker.rows) < ROWS_MAX) {
        Node node = g_array_index(stack, Node, stack->len - 1);
        node.object = object_copy(&node.object);
        g_array_set_size(stack, stack->len - 1);
        add_node(&walker, &node);
        object_clear(&node.object);
    }
    if (json_array_size(walker.rows) == 0)
        add_page_text(&walker);
    count_marks(&walker);
    object_clear(&walker.roles);
    json_object_set_new(survey->report, "structure", walker.rows);
}
