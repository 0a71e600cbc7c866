/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The Markdown of one answer to a tree of Blocks.
 *
 * In: Markdown, mapped to the answers file. Out: Blocks and footnotes, each with its place, and
 * findings about what can't be set. Nothing is dropped in silence: what can't be set stays as text.
 *
 *   1. foot-notes.c takes the notes out, since CommonMark knows none;
 *   2. libcmark parses what is left, and later each note;
 *   3. this file turns cmark's blocks into Blocks, inlines.c its inlines into Runs, tables.c the
 *      pipe tables that cmark takes for paragraphs, and figures.c images that stand alone;
 *   4. inline-walk.c finds each inline's place, which cmark doesn't give reliably.
 *
 * libcmark 0.30.2 is quadratic on some input (CVE-2023-22484, -22486); read_answers() lets no text
 * of more than 64 KiB through, where the worst takes a third of a second. CMARK_OPT_UNSAFE is never
 * on and CMARK_OPT_SMART is off: quotation marks are the typesetter's business, which knows the
 * language.
 *
 * Dropped: cmark-gfm, which has tables and footnotes but an older base with more of these holes.
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "markup/markup-private.h"

/* More than anyone reads; enough below what recursion can bear. */
enum { DEPTH_MAX = 24, LIST_DEPTH_MAX = 4 };

static void read_blocks(MarkupReader *reader, cmark_node *parent, GPtrArray *blocks, int depth);

size_t
markup_offset(const MarkupReader *reader, int line, int column)
{
    if (line < 1 || (guint)line > reader->line_starts->len)
        return reader->body->text->len;

    size_t start = g_array_index(reader->line_starts, size_t, line - 1);
    return MIN(start + (size_t)MAX(column - 1, 0), reader->body->text->len);
}

Span
markup_span(const MarkupReader *reader, size_t start, size_t end)
{
    return text_map_span(reader->body, start, end);
}

static ByteRange
node_bytes(const MarkupReader *reader, cmark_node *node)
{
    size_t start =
        markup_offset(reader, cmark_node_get_start_line(node), cmark_node_get_start_column(node));
    /* Up to the whole last line: end columns count from 0 and are off for some blocks. */
    size_t end = markup_offset(reader, cmark_node_get_end_line(node) + 1, 1);

    return (ByteRange){ start, MAX(start, end) };
}

static Span
node_span(const MarkupReader *reader, cmark_node *node)
{
    ByteRange bytes = node_bytes(reader, node);

    return markup_span(reader, bytes.start, bytes.end);
}

static Block *
add_block(MarkupReader *reader, cmark_node *node, BlockKind kind, GPtrArray *blocks)
{
    Block *block = block_new(kind);
    block->span = node_span(reader, node);
    g_ptr_array_add(blocks, block);
    return block;
}

static void
read_paragraph(MarkupReader *reader, cmark_node *node, GPtrArray *blocks, int depth)
{
    (void)depth;
    ByteRange bytes = node_bytes(reader, node);
    cmark_node *image = lone_image(reader, node);

    if (image != NULL) {
        read_figure(reader, image, bytes, add_block(reader, node, BLOCK_FIGURE, blocks));
        return;
    }
    if (!reader->in_piece && read_tables(reader, bytes, blocks))
        return;
    Block *block = add_block(reader, node, BLOCK_PARAGRAPH, blocks);
    read_inlines(reader, node, block, bytes);
    if (block->runs->len == 0)
        g_ptr_array_remove(blocks, block);
}

static void
read_heading(MarkupReader *reader, cmark_node *node, GPtrArray *blocks, int depth)
{
    (void)depth;
    Block *block = add_block(reader, node, BLOCK_HEADING, blocks);
    block->level = cmark_node_get_heading_level(node);

    read_inlines(reader, node, block, node_bytes(reader, node));
}

static void
read_code(MarkupReader *reader, cmark_node *node, GPtrArray *blocks, int depth)
{
    (void)depth;
    Block *block = add_block(reader, node, BLOCK_CODE, blocks);
    g_autofree char *code = g_strdup(cmark_node_get_literal(node));
    size_t length = strlen(code);

    if (length > 0 && code[length - 1] == '\n')
        code[length - 1] = '\0';
    Run *run = run_add(block, RUN_TEXT, code);
    run->style = RUN_CODE;
    run->span = block->span;
}

static void
read_html(MarkupReader *reader, cmark_node *node, GPtrArray *blocks, int depth)
{
    (void)depth;
    Block *block = add_block(reader, node, BLOCK_PARAGRAPH, blocks);
    g_autofree char *html = g_strdup(cmark_node_get_literal(node));
    Run *run = run_add(block, RUN_TEXT, g_strstrip(html));

    run->span = block->span;
    diags_add(reader->diags, DIAG_RAW_HTML, block->span, reader->question,
              _("HTML isn't printed, keeping it as text; use Markdown"));
}

static void
read_rule(MarkupReader *reader, cmark_node *node, GPtrArray *blocks, int depth)
{
    (void)depth;
    add_block(reader, node, BLOCK_RULE, blocks);
}

static void
read_quote(MarkupReader *reader, cmark_node *node, GPtrArray *blocks, int depth)
{
    Block *block = add_block(reader, node, BLOCK_QUOTE, blocks);

    reader->quote_depth++;
    read_blocks(reader, node, block->children, depth + 1);
    reader->quote_depth--;
}

/* The number that stands before an item; -1 where a bullet does. */
static int
item_number(const MarkupReader *reader, cmark_node *item)
{
    const char *mark = reader->body->text->str + node_bytes(reader, item).start;

    return g_ascii_isdigit(*mark) ? (int)g_ascii_strtoll(mark, NULL, 10) : -1;
}

/*
 * What an item is, by the number before it. CommonMark gives every numbered line below a list to
 * that list, and counts on: "26. mei" below item 2 would be printed as "3. mei". So only numbers
 * that count on, and the custom of writing the same number each time, go on with a list; a 1 begins
 * another, and any other number is the beginning of a paragraph.
 */
typedef enum ItemPlace { ITEM_GOES_ON, ITEM_BEGINS, ITEM_STRAY } ItemPlace;

/* A lone number directly below another list, without a blank line, begins no list of its own. */
static bool
is_below_list(const MarkupReader *reader, cmark_node *list, cmark_node *item, int number)
{
    cmark_node *above = cmark_node_previous(list), *next = cmark_node_next(item);
    bool alone = next == NULL || item_number(reader, next) != number + 1;

    return number > 1 && alone && item == cmark_node_first_child(list) && above != NULL &&
           cmark_node_get_type(above) == CMARK_NODE_LIST &&
           cmark_node_get_end_line(above) + 1 == cmark_node_get_start_line(list);
}

static ItemPlace
item_place(const MarkupReader *reader, cmark_node *list, cmark_node *item, const Block *open)
{
    int number = item_number(reader, item);
    if (open == NULL)
        return is_below_list(reader, list, item, number) ? ITEM_STRAY : ITEM_BEGINS;

    int before = item_number(reader, cmark_node_previous(item));
    bool same = number == open->start && (before == number || open->children->len == 1);
    if (number < 0 || number == open->start + (int)open->children->len || same)
        return ITEM_GOES_ON;
    return number == 1 ? ITEM_BEGINS : ITEM_STRAY;
}

/* Puts the number as written before the words that cmark cut it off from. */
static void
restore_number(MarkupReader *reader, cmark_node *item, GPtrArray *blocks)
{
    size_t start = node_bytes(reader, item).start;
    const char *text = reader->body->text->str + start;
    size_t length = strspn(text, "0123456789") + 1;
    g_autofree char *mark = g_strdup_printf("%.*s ", (int)length, text);
    Block *block = blocks->len > 0 ? g_ptr_array_index(blocks, 0) : NULL;

    if (block == NULL || block->kind != BLOCK_PARAGRAPH) {
        block = block_new(BLOCK_PARAGRAPH);
        g_ptr_array_insert(blocks, 0, block);
    }
    Run *run = run_new(RUN_TEXT, mark);
    run->span = markup_span(reader, start, start + length);
    block->span = span_new(run->span.source, run->span.start, MAX(block->span.end, run->span.end));
    g_ptr_array_insert(block->runs, 0, run);
}

static Block *
begin_list(MarkupReader *reader, cmark_node *list, cmark_node *item, GPtrArray *blocks)
{
    Block *block = add_block(reader, list, BLOCK_LIST, blocks);
    block->ordered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST;
    block->start = block->ordered ? MAX(item_number(reader, item), 0) : 0;
    block->tight = cmark_node_get_list_tight(list) != 0;
    block->level = reader->list_depth;
    return block;
}

static void
read_stray_item(MarkupReader *reader, cmark_node *item, GPtrArray *blocks, int depth)
{
    g_autoptr(GPtrArray) own = block_list_new();

    read_blocks(reader, item, own, depth + 1);
    restore_number(reader, item, own);
    while (own->len > 0)
        g_ptr_array_add(blocks, g_ptr_array_steal_index(own, 0));
}

/* Deeper lists are set, but nobody can follow them; said once. */
static void
report_deep_list(MarkupReader *reader, cmark_node *list)
{
    if (reader->list_depth <= LIST_DEPTH_MAX || reader->lists_too_deep)
        return;

    reader->lists_too_deep = true;
    diags_add(reader->diags, DIAG_NOT_YET, node_span(reader, list), reader->question,
              _("lists are nested deeper than %d levels; take some out"), LIST_DEPTH_MAX);
}

static void
read_list(MarkupReader *reader, cmark_node *list, GPtrArray *blocks, int depth)
{
    Block *open = NULL;
    reader->list_depth++;
    report_deep_list(reader, list);

    for (cmark_node *item = cmark_node_first_child(list); item != NULL;
         item = cmark_node_next(item)) {
        ItemPlace place = item_place(reader, list, item, open);
        if (place == ITEM_STRAY) {
            read_stray_item(reader, item, blocks, depth);
            open = NULL;
            continue;
        }
        if (place == ITEM_BEGINS)
            open = begin_list(reader, list, item, blocks);
        Block *child = add_block(reader, item, BLOCK_ITEM, open->children);
        read_blocks(reader, item, child->children, depth + 1);
    }
    reader->list_depth--;
}

typedef void (*BlockReader)(MarkupReader *reader, cmark_node *node, GPtrArray *blocks, int depth);

static const struct {
    cmark_node_type type;
    BlockReader read;
    bool holds_blocks;
} block_rows[] = {
    { CMARK_NODE_PARAGRAPH, read_paragraph, false },
    { CMARK_NODE_HEADING, read_heading, false },
    { CMARK_NODE_CODE_BLOCK, read_code, false },
    { CMARK_NODE_HTML_BLOCK, read_html, false },
    { CMARK_NODE_THEMATIC_BREAK, read_rule, false },
    { CMARK_NODE_BLOCK_QUOTE, read_quote, true },
    { CMARK_NODE_LIST, read_list, true },
};

static void
read_block(MarkupReader *reader, cmark_node *node, GPtrArray *blocks, int depth)
{
    for (size_t i = 0; i < G_N_ELEMENTS(block_rows); i++) {
        bool fits = depth < DEPTH_MAX || !block_rows[i].holds_blocks;
        if (block_rows[i].type == cmark_node_get_type(node) && fits)
            block_rows[i].read(reader, node, blocks, depth);
    }
}

/* Everything below the deepest level that is kept stands at that level: its words, one below the
 * other. */
static void
read_flat(MarkupReader *reader, cmark_node *parent, GPtrArray *blocks)
{
    cmark_iter *iterator = cmark_iter_new(parent);

    for (cmark_event_type event = cmark_iter_next(iterator); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(iterator))
        if (event == CMARK_EVENT_ENTER)
            read_block(reader, cmark_iter_get_node(iterator), blocks, DEPTH_MAX);
    cmark_iter_free(iterator);
    if (reader->too_deep)
        return;

    reader->too_deep = true;
    diags_add(reader->diags, DIAG_NOT_YET, node_span(reader, parent), reader->question,
              _("lists and quotations are nested deeper than %d levels; take some out"), DEPTH_MAX);
}

static void
read_blocks(MarkupReader *reader, cmark_node *parent, GPtrArray *blocks, int depth)
{
    if (depth >= DEPTH_MAX) {
        read_flat(reader, parent, blocks);
        return;
    }
    for (cmark_node *node = cmark_node_first_child(parent); node != NULL;
         node = cmark_node_next(node))
        read_block(reader, node, blocks, depth);
    if (!reader->in_piece)
        find_captions(blocks, 0);
}

/* Lines as cmark counts them: a lone CR ends one too. */
static GArray *
find_lines(const GString *text)
{
    GArray *starts = g_array_new(FALSE, FALSE, sizeof(size_t));
    size_t start = 0;
    g_array_append_val(starts, start);

    for (size_t i = 0; i < text->len; i++) {
        if (text->str[i] != '\n' && (text->str[i] != '\r' || text->str[i + 1] == '\n'))
            continue;
        start = i + 1;
        g_array_append_val(starts, start);
    }
    return starts;
}

void
read_body(MarkupReader *reader, const TextMap *body, GPtrArray *blocks)
{
    const TextMap *outer_body = reader->body;
    GArray *outer_starts = reader->line_starts;
    cmark_node *document =
        cmark_parse_document(body->text->str, body->text->len, CMARK_OPT_DEFAULT);

    reader->body = body;
    reader->line_starts = find_lines(body->text);
    read_blocks(reader, document, blocks, 0);
    g_array_unref(reader->line_starts);
    reader->line_starts = outer_starts;
    reader->body = outer_body;
    cmark_node_free(document);
}

static void
report_repeated_notes(MarkupReader *reader)
{
    g_autoptr(GHashTable) labels = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < reader->note_sources->len; i++) {
        NoteSource *note = g_ptr_array_index(reader->note_sources, i);
        const NoteSource *first = g_hash_table_lookup(labels, note->label);
        if (first == NULL) {
            g_hash_table_insert(labels, note->label, note);
            continue;
        }
        Diag *diag = diags_add(reader->diags, DIAG_BAD_FOOTNOTE, note->span, reader->question,
                               _("there are two notes [^%s], using the first; give one of them "
                                 "another label"),
                               note->label);
        diag_relate(diag, first->span, _("the first stands here"));
        note->repeated = true;
    }
}

/* A note whose mark is missing comes last, so that its words aren't lost from a draft. */
static void
report_loose_note(MarkupReader *reader, NoteSource *source)
{
    source->note = foot_note_new(source->label);
    source->note->span = source->span;
    g_ptr_array_add(reader->markup->notes, source->note);
    diags_add(reader->diags, DIAG_BAD_FOOTNOTE, source->span, reader->question,
              _("the note [^%s] has no mark; put [^%s] in the text where it belongs"),
              source->label, source->label);
}

static void
read_notes(MarkupReader *reader)
{
    reader->in_note = true;

    for (guint i = 0; i < reader->note_sources->len; i++) {
        NoteSource *source = g_ptr_array_index(reader->note_sources, i);
        if (source->repeated)
            continue;
        if (source->note == NULL)
            report_loose_note(reader, source);
        read_body(reader, source->text, source->note->blocks);
        if (source->note->blocks->len == 0)
            diags_add(reader->diags, DIAG_BAD_FOOTNOTE, source->span, reader->question,
                      _("the note [^%s] has no text; write it behind the colon"), source->label);
    }
}

static void
note_release(gpointer note)
{
    foot_note_free(note);
}

static void
reference_free(gpointer data)
{
    Reference *reference = data;

    g_free(reference->id);
    g_free(reference);
}

static void
map_release(gpointer map)
{
    text_map_free(map);
}

Markup *
markup_new(void)
{
    Markup *markup = g_new0(Markup, 1);
    markup->blocks = block_list_new();
    markup->notes = g_ptr_array_new_with_free_func(note_release);
    markup->references = g_ptr_array_new_with_free_func(reference_free);
    markup->prose = g_ptr_array_new_with_free_func(map_release);
    return markup;
}

void
markup_free(Markup *markup)
{
    if (markup == NULL)
        return;

    g_ptr_array_unref(markup->blocks);
    g_ptr_array_unref(markup->notes);
    g_ptr_array_unref(markup->references);
    g_ptr_array_unref(markup->prose);
    g_free(markup);
}

Markup *
parse_markup(const TextMap *text, const char *question, Diags *diags)
{
    g_autoptr(GPtrArray) note_sources = g_ptr_array_new_with_free_func(note_source_free);
    g_autoptr(TextMap) body = foot_notes_take(text, note_sources);
    MarkupReader reader = {
        .markup = markup_new(), .note_sources = note_sources, .question = question, .diags = diags
    };

    report_repeated_notes(&reader);
    read_body(&reader, body, reader.markup->blocks);
    read_notes(&reader);
    return reader.markup;
}

const char *
markdown_library_version(void)
{
    return cmark_version_string();
}
