/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/flow.h"

#include <string.h>

/*
 * Inline content: runs of the letter become pieces of text with a tag each, lines, and boxes. The tag leads from every
 * glyph run back to its structure element, its link, its note, its page number and its margin number.
 */

enum { COST_INSIDE = 2 }; /* of a page end in a paragraph */

const Line *
text_line(const TextLines *lines, guint index)
{
    return &g_array_index(lines->lines, Line, index);
}

/* The runs of a paragraph on their way to pieces. */
typedef struct Inline {
    Flow *flow;
    const TextStyle *style;
    StructureElement *element;
    GArray *pieces;    /* TextPiece */
    GPtrArray *owned;  /* char *: texts made here */
    const Run *before; /* the run before, for links over several runs */
    const Run *after;  /* the run behind, for words that go with the number of a page */
    guint link;        /* its link, from 1 */
} Inline;

static bool
same_link(const Run *a, const Run *b)
{
    return a != NULL && g_strcmp0(a->link, b->link) == 0 && g_strcmp0(a->target, b->target) == 0 &&
           a->kind != RUN_NOTE && b->kind != RUN_NOTE;
}

/* A run that leads somewhere gets a Link element; runs that follow each other to the same place share it. */
static void
tag_link(Inline *inline_, const Run *run, Tag *tag)
{
    if ((run->link == NULL && run->target == NULL) || run->kind == RUN_NOTE)
        return;
    if (!same_link(inline_->before, run) || inline_->link == 0) {
        StructureElement *element =
            element_add(inline_->flow->pages, inline_->element, STRUCT_LINK);
        inline_->link = flow_link(inline_->flow, run->link, run->target, element);
    }
    const LinkInfo *link = g_ptr_array_index(inline_->flow->links, inline_->link - 1);
    tag->link = inline_->link;
    tag->element = link->element;
    tag->underline =
        run->target != NULL && inline_->style != &inline_->flow->style->text[STYLE_ASIDE];
}

static void
tag_note(Inline *inline_, const Run *run, Tag *tag)
{
    g_autofree char *target = g_strdup_printf("noot-%d", run->number);
    g_autofree char *back = g_strdup_printf("nootverwijzing-%d", run->number);
    tag->element = element_add(inline_->flow->pages, inline_->element, STRUCT_REFERENCE);
    tag->element->anchor = g_steal_pointer(&back);
    tag->link = flow_link(inline_->flow, NULL, target, tag->element);
    LinkInfo *info = g_ptr_array_index(inline_->flow->links, tag->link - 1);
    info->spoken = note_phrase(inline_->flow->letter->head.note_link, run->number);
    tag->note = run->number;
}

static StructureElement *
span_add(Inline *inline_, StructureKind kind)
{
    return element_add(inline_->flow->pages, inline_->element, kind);
}

static guint
tag_run(Inline *inline_, const Run *run)
{
    guint index = flow_tag(inline_->flow, inline_->element);
    Tag tag = *flow_get_tag(inline_->flow, index);
    tag.run = run;

    if (run->kind == RUN_NOTE)
        tag_note(inline_, run, &tag);
    else if (run->link != NULL || run->target != NULL)
        tag_link(inline_, run, &tag);
    else if (run->anchor != NULL || run->language != NULL)
        tag.element = span_add(inline_, STRUCT_SPAN);
    else if (run->style & RUN_CODE)
        tag.element = span_add(inline_, STRUCT_CODE);
    if (run->anchor != NULL && tag.element != inline_->element && tag.element->anchor == NULL)
        tag.element->anchor = g_strdup(run->anchor);
    if (run->language != NULL && tag.element != inline_->element)
        tag.element->language = g_strdup(run->language);
    if (run->kind == RUN_PAGE)
        tag.page_of = g_strdup(run->target);
    *flow_get_tag(inline_->flow, index) = tag;
    return index;
}

static const char *
run_words(Inline *inline_, const Run *run)
{
    char *made = NULL;
    switch (run->kind) {
    case RUN_TEXT:
    case RUN_REFERENCE:
        made = page_run_text(inline_->flow, run, inline_->after);
        if (made == NULL)
            return run->text != NULL ? run->text : "";
        break;
    case RUN_BREAK:
        return "\n";
    case RUN_NOTE:
        /* Two marks at one place: "1, 2" and not "12". */
        made = g_strdup_printf(
            inline_->before != NULL && inline_->before->kind == RUN_NOTE ? ",\u00A0%d" : "%d",
            run->number);
        break;
    case RUN_PAGE:
        made = page_run_text(inline_->flow, run, NULL);
        break;
    }
    g_ptr_array_add(inline_->owned, made);
    return made;
}

static void
add_part(Inline *inline_, const TextPiece *whole, const char *start, const char *end)
{
    if (start == end)
        return;
    TextPiece part = *whole;
    char *text = g_strndup(start, (gsize)(end - start));
    g_ptr_array_add(inline_->owned, text);
    part.text = text;
    part.keep = strchr(text, ' ') == NULL;
    g_array_append_val(inline_->pieces, part);
}

/*
 * Where nothing is hyphenated, in headings and labels, no line ends at a hyphen of the text's own either: the name of
 * a fraction stays whole.
 */
static void
add_whole_words(Inline *inline_, const TextPiece *whole)
{
    const char *start = whole->text;

    for (const char *hyphen; (hyphen = strchr(start, '-')) != NULL;) {
        const char *word = hyphen, *end = hyphen + strcspn(hyphen, " \n");
        while (word > start && word[-1] != ' ' && word[-1] != '\n')
            word--;
        add_part(inline_, whole, start, word);
        add_part(inline_, whole, word, end);
        start = end;
    }
    add_part(inline_, whole, start, start + strlen(start));
}

static void
add_piece(Inline *inline_, const Run *run)
{
    const Style *style = inline_->flow->style;
    TextPiece piece = { .text = run_words(inline_, run),
                        .style = inline_->style,
                        .bold = run->style & RUN_STRONG,
                        .italic = run->style & RUN_EMPHASIS,
                        .code = run->style & RUN_CODE,
                        .keep = run->kind == RUN_REFERENCE || run->kind == RUN_PAGE,
                        .language = run->language,
                        .span = run->span };
    if (run->kind == RUN_NOTE || run->style & RUN_SUPERSCRIPT) {
        piece.size = (int)((gint64)inline_->style->size * style->mark_size / 1000);
        piece.rise = (int)((gint64)inline_->style->size * style->mark_rise / 1000);
    }
    piece.tag = tag_run(inline_, run);
    const Tag *tag = flow_get_tag(inline_->flow, piece.tag);
    if (tag->link > 0) {
        LinkInfo *link = g_ptr_array_index(inline_->flow->links, tag->link - 1);
        g_string_append(link->contents, piece.text);
    }
    if (inline_->style->hyphenate || piece.keep || strchr(piece.text, '-') == NULL)
        g_array_append_val(inline_->pieces, piece);
    else
        add_whole_words(inline_, &piece);
    inline_->before = run;
}

static void
remember_page_numbers(Flow *flow, const GArray *pieces, TextLines *lines)
{
    for (guint i = 0; i < pieces->len; i++) {
        const TextPiece *piece = &g_array_index(pieces, TextPiece, i);
        const Tag *tag = flow_get_tag(flow, piece->tag);
        const Run *before = i > 0 ? flow_get_tag(flow, piece[-1].tag)->run : NULL;
        if (tag->page_of == NULL)
            continue;
        PageNumber number = { .lines = lines,
                              .tag = piece->tag,
                              .style = piece->style,
                              .bold = piece->bold,
                              .italic = piece->italic,
                              .printed = g_strdup(piece->text),
                              .word = page_run_word(flow, tag->run, before) };
        g_array_append_val(flow->page_numbers, number);
    }
}

static TextLines *
break_array(Flow *flow, const GArray *pieces, const ParagraphShape *paragraph)
{
    const TextStyle *style = paragraph->style;
    TextShape shape = { .measure = paragraph->measure,
                        .first_indent = paragraph->first_indent,
                        .align = flow->style->align,
                        .hyphenate = style->hyphenate };
    TextLines *lines = break_text(flow->typesetter, (const TextPiece *)(const void *)pieces->data,
                                  pieces->len, &shape);
    g_ptr_array_add(flow->pages->texts, lines);
    return lines;
}

TextLines *
break_runs(Flow *flow, const GPtrArray *runs, const char *plain, const ParagraphShape *shape,
           StructureElement *element)
{
    g_autoptr(GArray) pieces = g_array_new(FALSE, TRUE, sizeof(TextPiece));
    g_autoptr(GPtrArray) owned = g_ptr_array_new_with_free_func(g_free);
    Inline inline_ = { flow, shape->style, element, pieces, owned, NULL, NULL, 0 };

    for (guint i = 0; runs != NULL && i < runs->len; i++) {
        inline_.after = i + 1 < runs->len ? g_ptr_array_index(runs, i + 1) : NULL;
        add_piece(&inline_, g_ptr_array_index(runs, i));
    }
    if (runs == NULL || runs->len == 0) {
        TextPiece piece = { .text = plain != NULL ? plain : "",
                            .style = shape->style,
                            .tag = flow_tag(flow, element) };
        g_array_append_val(pieces, piece);
    }
    TextLines *lines = break_array(flow, pieces, shape);
    remember_page_numbers(flow, pieces, lines);
    return lines;
}

TextLines *
break_plain(Flow *flow, const char *text, const TextStyle *style, int measure, guint tag)
{
    g_autoptr(GArray) pieces = g_array_new(FALSE, TRUE, sizeof(TextPiece));
    TextPiece piece = { .text = text, .style = style, .tag = tag };
    const ParagraphShape shape = { .style = style, .measure = measure };
    g_array_append_val(pieces, piece);
    return break_array(flow, pieces, &shape);
}

TextLines *
break_pieces(Flow *flow, const TextPiece *pieces, guint count, int measure)
{
    g_autoptr(GArray) array = g_array_new(FALSE, TRUE, sizeof(TextPiece));
    const ParagraphShape shape = { .style = pieces->style, .measure = measure };
    g_array_append_vals(array, pieces, count);
    return break_array(flow, array, &shape);
}

TextLines *
break_mark(Flow *flow, const char *text, const TextStyle *style, guint tag)
{
    g_autoptr(GArray) pieces = g_array_new(FALSE, TRUE, sizeof(TextPiece));
    const ParagraphShape shape = { .style = style, .measure = flow->measure };
    TextPiece piece = { .text = text,
                        .style = style,
                        .size = (int)((gint64)style->size * flow->style->mark_size / 1000),
                        .rise = (int)((gint64)style->size * flow->style->mark_rise / 1000),
                        .tag = tag };
    g_array_append_val(pieces, piece);
    return break_array(flow, pieces, &shape);
}

void
end_words(TextLines *lines)
{
    if (lines->runs->len == 0)
        return;
    GlyphRun *run = &g_array_index(lines->runs, GlyphRun, lines->runs->len - 1);
    if (run->text_start + run->text_length == lines->text->len) {
        g_string_append_c(lines->text, ' ');
        run->text_length++;
    }
}

TextLines *
break_page_number(Flow *flow, const char *anchor, const TextStyle *style, StructureElement *element)
{
    g_autoptr(GArray) pieces = g_array_new(FALSE, TRUE, sizeof(TextPiece));
    g_autofree char *text = page_number_text(flow, anchor);
    TextPiece piece = { .text = text, .style = style, .tag = flow_tag(flow, element) };

    flow_get_tag(flow, piece.tag)->page_of = g_strdup(anchor);
    g_array_append_val(pieces, piece);
    const ParagraphShape shape = { .style = style, .measure = flow->measure };
    TextLines *lines = break_array(flow, pieces, &shape);
    remember_page_numbers(flow, pieces, lines);
    return lines;
}

void
add_margin(Flow *flow, const char *words, int right, guint box)
{
    const TextStyle *style = &flow->style->text[STYLE_MARGIN];
    if (*words == '\0' || !flow->style->margin_numbers)
        return;

    TextLines *lines = break_plain(flow, words, style, flow->style->page_width,
                                   flow_artifact(flow, ARTIFACT_LAYOUT));
    int baseline = g_array_index(flow->list->boxes, Box, box).baseline;
    Part *part = flow_part(flow, PART_LINE, right, baseline);
    part->lines = lines;
    part->right = true;
}

static void
mark_run(Flow *flow, LineMarks *marks, const Tag *tag, guint box)
{
    if (tag->run == NULL)
        return;
    if (tag->run->margin != NULL)
        g_string_append_printf(marks->margin, "%s%s", marks->margin->len > 0 ? ", " : "",
                               tag->run->margin);
    flow_anchor(flow, tag->run->anchor, box);
    if (tag->page_of != NULL) {
        PagePlace place = { tag->run, flow->list, box };
        g_array_append_val(flow->page_places, place);
    }
    if (tag->note > 0) {
        flow_anchor(flow, tag->element->anchor, box);
        PageItem *item = flow_item(flow, box);
        item->marks_note = true;
        item->note_started = flow->chapter->notes.items->len;
        layout_note(flow, tag->note);
        flow_item(flow, box)->notes_due = flow->chapter->notes.items->len;
    }
}

void
mark_line(Flow *flow, const TextLines *lines, guint index, LineMarks *marks, guint box)
{
    const Line *line = text_line(lines, index);

    for (guint i = 0; i < line->run_count; i++) {
        guint tag = g_array_index(lines->runs, GlyphRun, line->run_start + i).tag;
        if (marks->last_tag == 0)
            marks->last_tag = tag - 1;
        for (guint t = marks->last_tag + 1; t <= tag; t++)
            mark_run(flow, marks, flow_get_tag(flow, t), box);
        marks->last_tag = MAX(marks->last_tag, tag);
    }
}

static void
add_marker(Flow *flow, int baseline)
{
    if (flow->marker == NULL)
        return;
    flow_part(flow, PART_LINE, flow->marker_x, baseline)->lines = flow->marker;
    flow->marker = NULL;
}

/* What is said of a passage and stands nowhere on the page: with a rule of no width beside its first line. */
static void
add_spoken(Flow *flow, const ParagraphShape *shape)
{
    if (flow->spoken == NULL)
        return;
    Part *part = flow_part(flow, PART_RULE, shape->left, 0);
    part->height = shape->style->leading;
    part->artifact = ARTIFACT_NONE;
    part->element = flow->spoken;
    flow->spoken = NULL;
}

static BreakRule
line_rule(const ParagraphShape *shape, guint index, guint count)
{
    if (index == 0)
        return RULE_NONE;
    if (shape->undivided != RULE_NONE)
        return shape->undivided;
    if (index == 1)
        return RULE_ORPHAN;
    return index == count - 1 ? RULE_WIDOW : RULE_NONE;
}

guint
flow_lines(Flow *flow, TextLines *lines, const ParagraphShape *shape)
{
    guint first = flow_count(flow);
    g_autoptr(GString) margin = g_string_new(NULL);
    LineMarks marks = { margin, 0 };

    for (guint i = 0; i < lines->lines->len; i++) {
        guint box = flow_box(flow, shape->style->leading, style_ascent(shape->style));
        PageItem *item = flow_item(flow, box);
        item->rule = MAX(item->rule, line_rule(shape, i, lines->lines->len));
        if (i > 0) {
            item->cost = COST_INSIDE;
            if (text_line(lines, i - 1)->hyphenated)
                item->rule = MAX(item->rule, RULE_HYPHEN);
        }
        add_spoken(flow, shape);
        add_marker(flow, style_ascent(shape->style));
        Part *part = flow_part(flow, PART_LINE, shape->left, style_ascent(shape->style));
        part->lines = lines;
        part->line = i;
        g_string_truncate(margin, 0);
        mark_line(flow, lines, i, &marks, box);
        add_margin(flow, margin->str, flow->style->margin_right, box);
    }
    return first;
}

guint
flow_paragraph(Flow *flow, const GPtrArray *runs, const char *plain, StructureKind kind)
{
    ParagraphShape shape = { flow->text_style, flow->left, flow->measure, RULE_NONE,
                             flow->first_indent };
    StructureElement *element = element_add(flow->pages, flow->parent, kind);
    flow->first_indent = 0;
    return flow_lines(flow, break_runs(flow, runs, plain, &shape, element), &shape);
}
