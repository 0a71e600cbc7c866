/* SPDX-License-Identifier: EUPL-1.2 */
#include "emit/pdf-private.h"

#include <string.h>

/*
 * In: the tree of structure elements, and the element of every mark and link. Out: the structure tree of the
 * PDF (ISO 32000-1, 14.7), its parent tree, the tree of ids, the role map.
 *
 * Kids stand in logical order, whatever the order of painting: an element's own marks and its children are
 * merged by where a child's first mark stands among them. Notes are painted at the foot of the page but
 * belong behind the mark that refers to them, so a note never draws the text before it along.
 */

enum { NONE = G_MAXUINT, LEAF = 64 };

typedef struct Tree {
    PdfDocument *document;
    guint count;            /* of elements */
    guint *first_marks;     /* in painting order, of an element and what is below it; NONE */
    guint *mark_starts;     /* by element: where its own marks begin in `marks` … */
    guint *marks;           /* … indexes of PdfDocument.marks, ordered by element */
    guint *annotations;     /* by element: its first annotation; NONE */
    guint *next_annotation; /* by annotation: the next of the same element; NONE */
    guint *link_objects;    /* by element: of a Link below it that holds its content; 0 */
    char **labels;          /* by element: what a Lbl begins with; NULL */
    const Paint **images;   /* by element: the first image that a Figure paints; NULL */
} Tree;

static const StructureElement *
tree_element(const Tree *tree, guint id)
{
    return g_ptr_array_index(tree->document->pages->elements, id);
}

static const PdfMark *
tree_mark(const Tree *tree, guint index)
{
    return &g_array_index(tree->document->marks, PdfMark, index);
}

static const PdfAnnotation *
tree_annotation(const Tree *tree, guint index)
{
    return &g_array_index(tree->document->annotations, PdfAnnotation, index);
}

/* Orders the marks by element, each element's in painting order. */
static void
sort_marks(Tree *tree)
{
    guint count = tree->document->marks->len;
    tree->mark_starts = g_new0(guint, tree->count + 1);
    tree->marks = g_new(guint, count + 1);

    for (guint i = 0; i < count; i++)
        tree->mark_starts[tree_mark(tree, i)->element + 1]++;
    for (guint id = 0; id < tree->count; id++)
        tree->mark_starts[id + 1] += tree->mark_starts[id];

    g_autofree guint *next = g_memdup2(tree->mark_starts, sizeof(guint) * (tree->count + 1));
    for (guint i = 0; i < count; i++)
        tree->marks[next[tree_mark(tree, i)->element]++] = i;
}

/* A parent's id is lower than its children's, so one pass from the end sees children first. */
static void
find_first_marks(Tree *tree)
{
    guint *first = g_new(guint, tree->count);
    tree->first_marks = first;
    for (guint id = 0; id < tree->count; id++) {
        bool has_own = tree->mark_starts[id] < tree->mark_starts[id + 1];
        first[id] = has_own ? tree->marks[tree->mark_starts[id]] : NONE;
    }
    for (guint id = tree->count; id-- > 0;) {
        const StructureElement *element = tree_element(tree, id);
        if (element->parent != NULL && element->kind != STRUCT_NOTE)
            first[element->parent->id] = MIN(first[element->parent->id], first[id]);
    }
}

/* Chains the annotations of each element; a Link for those that are none (ISO 14289-1, 7.18.5). */
static void
sort_annotations(Tree *tree)
{
    guint count = tree->document->annotations->len;
    tree->annotations = g_new(guint, tree->count);
    tree->next_annotation = g_new(guint, count + 1);
    tree->link_objects = g_new0(guint, tree->count);
    memset(tree->annotations, 0xff, sizeof(guint) * tree->count);

    for (guint i = count; i-- > 0;) {
        const StructureElement *element = tree_annotation(tree, i)->link->element;
        tree->next_annotation[i] = tree->annotations[element->id];
        tree->annotations[element->id] = i;
        if (element->kind != STRUCT_LINK && tree->link_objects[element->id] == 0)
            tree->link_objects[element->id] = pdf_reserve(tree->document->file, 1);
    }
}

static void
tree_clear(Tree *tree)
{
    g_free(tree->first_marks);
    g_free(tree->mark_starts);
    g_free(tree->marks);
    g_free(tree->annotations);
    g_free(tree->next_annotation);
    g_free(tree->link_objects);
    g_free(tree->labels);
    g_free(tree->images);
}

/* The object that marks and annotations of an element belong to. */
static guint
owner_object(const Tree *tree, guint id)
{
    return tree->link_objects[id] != 0 ? tree->link_objects[id]
                                       : pdf_element_object(tree->document, id);
}

/* A mark among the kids: its number where it stands on the element's own page, else with its page (14.7.4.2). */
static void
append_mark(const Tree *tree, GString *out, const PdfMark *mark, guint page)
{
    if (mark->page == page) {
        g_string_append_c(out, ' ');
        pdf_number(out, (gint64)mark->number * 100);
        return;
    }
    g_string_append(out, "<</Type/MCR/Pg ");
    pdf_reference(out, pdf_page_object(tree->document, mark->page));
    g_string_append(out, "/MCID ");
    pdf_number(out, (gint64)mark->number * 100);
    g_string_append(out, ">>");
}

static void
append_child(const Tree *tree, GString *out, const StructureElement *child)
{
    g_string_append_c(out, ' ');
    pdf_reference(out, pdf_element_object(tree->document, child->id));
}

/* Marks and children, merged; notes in an element with words of its own, a cell, come behind the last of these. */
static void
append_content(const Tree *tree, GString *out, const StructureElement *element, guint page)
{
    guint at = tree->mark_starts[element->id], end = tree->mark_starts[element->id + 1];
    bool words = at < end;
    for (guint i = 0; i < element->children->len; i++) {
        const StructureElement *child = g_ptr_array_index(element->children, i);
        bool note = child->kind == STRUCT_NOTE;
        guint before = note ? NONE : tree->first_marks[child->id];
        for (; before != NONE && at < end && tree->marks[at] < before; at++)
            append_mark(tree, out, tree_mark(tree, tree->marks[at]), page);
        if (!note || !words)
            append_child(tree, out, child);
    }
    for (; at < end; at++)
        append_mark(tree, out, tree_mark(tree, tree->marks[at]), page);
    for (guint i = 0; words && i < element->children->len; i++) {
        const StructureElement *child = g_ptr_array_index(element->children, i);
        if (child->kind == STRUCT_NOTE)
            append_child(tree, out, child);
    }
}

static void
append_annotations(const Tree *tree, GString *out, guint id)
{
    for (guint i = tree->annotations[id]; i != NONE; i = tree->next_annotation[i]) {
        g_string_append(out, "<</Type/OBJR/Obj ");
        pdf_reference(out, tree_annotation(tree, i)->object);
        g_string_append(out, "/Pg ");
        pdf_reference(out, pdf_page_object(tree->document, tree_annotation(tree, i)->page));
        g_string_append(out, ">>");
    }
}

/* /Pg and /K: all that an element holds. */
static void
append_kids(const Tree *tree, GString *out, const StructureElement *element)
{
    guint first = tree->mark_starts[element->id];
    guint page = NONE;
    if (first < tree->mark_starts[element->id + 1]) {
        page = tree_mark(tree, tree->marks[first])->page;
        g_string_append(out, "/Pg ");
        pdf_reference(out, pdf_page_object(tree->document, page));
    }
    g_string_append(out, "/K[");
    append_content(tree, out, element, page);
    append_annotations(tree, out, element->id);
    g_string_append_c(out, ']');
}

/* Attributes that the standard asks for (14.8.5). */

static bool
heads_column(const StructureElement *cell)
{
    const StructureElement *row = cell->parent;
    if (cell->scope != SCOPE_NONE)
        return cell->scope == SCOPE_COLUMN;
    return row != NULL && row->parent != NULL && row->parent->kind == STRUCT_THEAD;
}

static void
append_cell(GString *out, const StructureElement *cell)
{
    if (cell->kind != STRUCT_TH && cell->column_span <= 1)
        return;

    g_string_append(out, "/A<</O/Table");
    if (cell->kind == STRUCT_TH)
        g_string_append(out, heads_column(cell) ? "/Scope/Column" : "/Scope/Row");
    if (cell->column_span > 1)
        g_string_append_printf(out, "/ColSpan %u", cell->column_span);
    g_string_append(out, ">>");
}

static const StructureElement *
first_child(const StructureElement *element, StructureKind kind)
{
    for (guint i = 0; element != NULL && i < element->children->len; i++) {
        const StructureElement *child = g_ptr_array_index(element->children, i);
        if (child->kind == kind)
            return child;
    }
    return NULL;
}

/* How a list counts, from the label of its first item (14.8.5.5). */
static const char *
list_numbering(const Tree *tree, const StructureElement *list)
{
    const StructureElement *label = first_child(first_child(list, STRUCT_LI), STRUCT_LBL);
    const char *text = label != NULL ? tree->labels[label->id] : NULL;
    if (text == NULL)
        return "/A<</O/List/ListNumbering/None>>";
    if (g_ascii_isdigit(*text))
        return "/A<</O/List/ListNumbering/Decimal>>";
    if (g_ascii_islower(*text))
        return "/A<</O/List/ListNumbering/LowerAlpha>>";
    if (g_ascii_isupper(*text))
        return "/A<</O/List/ListNumbering/UpperAlpha>>";
    return "/A<</O/List/ListNumbering/Disc>>";
}

/* Where a figure stands (14.8.5.4.3). */
static void
append_box(const Tree *tree, GString *out, const Paint *image)
{
    gint64 height = tree->document->pages->height;
    g_string_append(out, "/A<</O/Layout/Placement/Block/BBox[");
    pdf_length(out, image->x);
    g_string_append_c(out, ' ');
    pdf_length(out, height - image->y - image->height);
    g_string_append_c(out, ' ');
    pdf_length(out, (gint64)image->x + image->width);
    g_string_append_c(out, ' ');
    pdf_length(out, height - image->y);
    g_string_append(out, "]>>");
}

static void
append_attributes(const Tree *tree, GString *out, const StructureElement *element)
{
    append_cell(out, element);
    if (tree->images[element->id] != NULL)
        append_box(tree, out, tree->images[element->id]);
    if (element->kind == STRUCT_L)
        g_string_append(out, list_numbering(tree, element));
    if (element->kind == STRUCT_NOTE)
        g_string_append_printf(out, "/ID(note-%08u)", element->id);
    if (element->language != NULL) {
        g_string_append(out, "/Lang");
        pdf_text(out, element->language);
    }
    if (element->alternative != NULL) {
        g_string_append(out, "/Alt");
        pdf_text(out, element->alternative);
    }
    if (element->actual != NULL) {
        g_string_append(out, "/ActualText");
        pdf_text(out, element->actual);
    }
    if (element->expansion != NULL) {
        g_string_append(out, "/E");
        pdf_text(out, element->expansion);
    }
    if (element->title != NULL) {
        g_string_append(out, "/T");
        pdf_text(out, element->title);
    }
}

static void
write_element(const Tree *tree, const StructureElement *element, guint root)
{
    PdfFile *file = tree->document->file;
    guint object = pdf_element_object(tree->document, element->id);
    GString *out = pdf_object(file, object);

    g_string_append(out, "<</S/");
    g_string_append(out, structure_kind_slug(element->kind));
    g_string_append(out, "/P ");
    pdf_reference(out, element->parent != NULL
                           ? pdf_element_object(tree->document, element->parent->id)
                           : root);
    append_attributes(tree, out, element);
    guint link = tree->link_objects[element->id];
    if (link != 0) {
        g_string_append_printf(out, "/K %u 0 R>>", link);
        out = pdf_object(file, link);
        g_string_append_printf(out, "<</S/Link/P %u 0 R", object);
    }
    append_kids(tree, out, element);
    g_string_append(out, ">>");
}

/* What attributes are made from: labels of list items, images of figures. */
static void
collect_paint(Tree *tree, const Paint *paint)
{
    if (paint->element == NULL)
        return;
    guint id = paint->element->id;
    if (paint->kind == PAINT_IMAGE && tree->images[id] == NULL)
        tree->images[id] = paint;
    if (paint->kind == PAINT_GLYPHS && paint->element->kind == STRUCT_LBL &&
        tree->labels[id] == NULL) {
        const GlyphRun *run = &g_array_index(paint->lines->runs, GlyphRun, paint->run);
        tree->labels[id] = paint->lines->text->str + run->text_start;
    }
}

static void
collect_paints(Tree *tree)
{
    const Pages *pages = tree->document->pages;
    tree->labels = g_new0(char *, tree->count);
    tree->images = g_new0(const Paint *, tree->count);
    for (guint i = 0; i < pages->pages->len; i++) {
        const Page *page = g_ptr_array_index(pages->pages, i);
        for (guint k = 0; k < page->paints->len; k++)
            collect_paint(tree, g_ptr_array_index(page->paints, k));
    }
}

/* What key of the parent tree leads to: the owners of a page's marks, or of an annotation (14.7.4.4). */
static void
append_parents(const Tree *tree, GString *out, guint key)
{
    const PdfDocument *document = tree->document;
    guint page_count = document->pages->pages->len;
    if (key >= page_count) {
        pdf_reference(
            out, owner_object(tree, tree_annotation(tree, key - page_count)->link->element->id));
        return;
    }
    guint at = g_array_index(document->mark_starts, guint, key);
    guint end = g_array_index(document->mark_starts, guint, key + 1);
    g_string_append_c(out, '[');
    for (; at < end; at++) {
        pdf_reference(out, owner_object(tree, tree_mark(tree, at)->element));
        g_string_append_c(out, ' ');
    }
    g_string_append_c(out, ']');
}

static guint
write_parent_tree(const Tree *tree, guint count)
{
    PdfFile *file = tree->document->file;
    guint leaves = (count + LEAF - 1) / LEAF;
    guint root = pdf_reserve(file, 1 + leaves);

    for (guint leaf = 0; leaf < leaves; leaf++) {
        guint start = leaf * LEAF, end = MIN(start + LEAF, count);
        GString *out = pdf_object(file, root + 1 + leaf);
        g_string_append_printf(out, "<</Limits[%u %u]/Nums[", start, end - 1);
        for (guint key = start; key < end; key++) {
            g_string_append_printf(out, "%u ", key);
            append_parents(tree, out, key);
            g_string_append_c(out, ' ');
        }
        g_string_append(out, "]>>");
    }
    GString *out = pdf_object(file, root);
    g_string_append(out, "<</Kids[");
    for (guint leaf = 0; leaf < leaves; leaf++)
        g_string_append_printf(out, "%u 0 R ", root + 1 + leaf);
    g_string_append(out, "]>>");
    return root;
}

/* "/IDTree<<…>>": notes by their id, which grows with the element's. */
static void
append_ids(const Tree *tree, GString *out)
{
    g_string_append(out, "/IDTree<</Names[");
    for (guint id = 0; id < tree->count; id++)
        if (tree_element(tree, id)->kind == STRUCT_NOTE)
            g_string_append_printf(out, "(note-%08u)%u 0 R ", id,
                                   pdf_element_object(tree->document, id));
    g_string_append(out, "]>>");
}

guint
pdf_structure_write(PdfDocument *document)
{
    Tree tree = { .document = document, .count = document->pages->elements->len };
    sort_marks(&tree);
    find_first_marks(&tree);
    sort_annotations(&tree);
    collect_paints(&tree);

    guint root = pdf_reserve(document->file, 1);
    for (guint id = 0; id < tree.count; id++)
        write_element(&tree, tree_element(&tree, id), root);
    guint keys = document->pages->pages->len + document->annotations->len;
    guint parents = write_parent_tree(&tree, keys);

    GString *out = pdf_object(document->file, root);
    g_string_append_printf(out, "<</Type/StructTreeRoot/K %u 0 R/ParentTree %u 0 R",
                           pdf_element_object(document, document->pages->root->id), parents);
    g_string_append_printf(out, "/ParentTreeNextKey %u/RoleMap<</Question/Div/Answer/Div>>", keys);
    append_ids(&tree, out);
    g_string_append(out, ">>");
    tree_clear(&tree);
    return root;
}
