/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cmark's inline nodes to a flat list of Runs. Nesting (strong inside emphasis inside a link)
 * becomes flags on each run, so that whoever sets them needs no stack; cmark's iterator walks the
 * nodes, so no nesting can exhaust ours.
 *
 * Footnote marks are words to cmark, and are cut out of them here. Inside code they stay words.
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "markup/markup-private.h"

/* Stands in the prose for what is no word (code, images), so that its neighbours don't join. */
#define OBJECT_CHARACTER "\xEF\xBF\xBC"

typedef struct InlineReader {
    MarkupReader *markup;
    Block *block;
    InlineWalk walk;
    TextMap *prose;
    int emphasis, strong, images; /* how many are open */
    const char *link, *target;    /* of the link that is open; NULL */
    size_t link_start;
    bool autolink;
    bool mark_link; /* "[^1](…)": a footnote mark before brackets, which cmark took for a link */
    size_t image_start;   /* of the outermost image that is open */
    GString *alternative; /* its words so far */
    GHashTable *html;     /* names of HTML elements that are open and reported */
    GString *words;       /* of the run that is being built */
    Span span;
    unsigned style; /* of the same */
    const char *words_link, *words_target;
} InlineReader;

static unsigned
current_style(const InlineReader *reader)
{
    return (reader->emphasis > 0 ? RUN_EMPHASIS : 0u) | (reader->strong > 0 ? RUN_STRONG : 0u);
}

static void
flush_words(InlineReader *reader)
{
    if (reader->words->len == 0)
        return;

    Run *run = run_add(reader->block, RUN_TEXT, reader->words->str);
    run->style = reader->style;
    run->link = g_strdup(reader->words_link);
    run->target = g_strdup(reader->words_target);
    run->span = reader->span;
    g_string_truncate(reader->words, 0);
}

/* Adds words to the run that is being built, or begins another where they look different. */
static void
add_words(InlineReader *reader, const char *words, size_t length, Span span, unsigned style)
{
    if (length == 0)
        return;
    if (style != reader->style || reader->link != reader->words_link ||
        reader->target != reader->words_target)
        flush_words(reader);
    if (reader->words->len == 0) {
        reader->style = style;
        reader->words_link = reader->link;
        reader->words_target = reader->target;
        reader->span = span;
    }

    g_string_append_len(reader->words, words, (gssize)length);
    reader->span.end = MAX(reader->span.end, span.end);
}

static void
add_piece(InlineReader *reader, const TextMap *piece, size_t start, size_t end)
{
    add_words(reader, piece->text->str + start, end - start, text_map_span(piece, start, end),
              current_style(reader));
    if (reader->autolink)
        text_map_append_fixed(reader->prose, OBJECT_CHARACTER, strlen(OBJECT_CHARACTER), 0);
    else
        text_map_append_map(reader->prose, piece, start, end);
}

static NoteSource *
find_note(const MarkupReader *markup, const char *label)
{
    for (guint i = 0; i < markup->note_sources->len; i++) {
        NoteSource *note = g_ptr_array_index(markup->note_sources, i);
        if (strcmp(note->label, label) == 0)
            return note;
    }
    return NULL;
}

static void
add_mark(InlineReader *reader, NoteSource *source, Span span)
{
    MarkupReader *markup = reader->markup;
    if (source->note == NULL) {
        source->note = foot_note_new(source->label);
        source->note->span = source->span;
        g_ptr_array_add(markup->markup->notes, source->note);
    }

    flush_words(reader);
    Run *run = run_add(reader->block, RUN_NOTE, NULL);
    run->note = g_strdup(source->label);
    run->style = current_style(reader);
    run->span = span;
}

/* A mark at bytes [start, end) of the piece. False where it leads to no note and stays text. */
static bool
read_mark(InlineReader *reader, const TextMap *piece, size_t start, size_t end)
{
    MarkupReader *markup = reader->markup;
    Span span = text_map_span(piece, start, end);
    g_autofree char *label = g_strndup(piece->text->str + start + 2, end - start - 3);

    if (markup->in_note) {
        diags_add(markup->diags, DIAG_BAD_FOOTNOTE, span, markup->question,
                  _("a footnote can't have a footnote of its own; put its words in the text"));
        return false;
    }
    NoteSource *source = find_note(markup, label);
    if (source == NULL) {
        diags_add(markup->diags, DIAG_BAD_FOOTNOTE, span, markup->question,
                  _("the mark [^%s] has no note; add a line \"[^%s]: …\" to the same text"), label,
                  label);
        return false;
    }
    add_mark(reader, source, span);
    return true;
}

/* "\[^1]" is three characters in brackets that happen to look like a mark. */
static bool
is_escaped(const TextMap *piece, size_t at)
{
    return piece->source != NULL && piece->source->text[text_map_origin(piece, at)] == '\\';
}

static void
add_text(InlineReader *reader, const TextMap *piece)
{
    const char *text = piece->text->str;
    size_t done = 0;

    for (size_t at = 0; text[at] != '\0';) {
        size_t mark = foot_note_mark_length(text + at);
        if (mark == 0 || is_escaped(piece, at)) {
            at++;
            continue;
        }
        add_piece(reader, piece, done, at);
        done = read_mark(reader, piece, at, at + mark) ? at + mark : at;
        at += mark;
    }
    add_piece(reader, piece, done, piece->text->len);
}

static void
enter_text(InlineReader *reader, cmark_node *node)
{
    if (reader->mark_link)
        return;

    g_autoptr(TextMap) piece = walk_text(&reader->walk, cmark_node_get_literal(node));
    if (reader->images > 0)
        g_string_append(reader->alternative, piece->text->str);
    else
        add_text(reader, piece);
}

static void
add_line_end(InlineReader *reader, bool forced)
{
    size_t before = reader->walk.at;
    walk_line_end(&reader->walk);
    Span span = markup_span(reader->markup, before, before);

    text_map_append_fixed(reader->prose, " ", 1, span.start);
    if (!forced) {
        add_words(reader, " ", 1, span, current_style(reader));
        return;
    }
    flush_words(reader);
    run_add(reader->block, RUN_BREAK, NULL)->span = span;
}

static void
enter_soft_break(InlineReader *reader, cmark_node *node)
{
    (void)node;
    if (reader->images > 0)
        g_string_append_c(reader->alternative, ' ');
    else
        add_line_end(reader, false);
}

static void
enter_line_break(InlineReader *reader, cmark_node *node)
{
    (void)node;
    add_line_end(reader, true);
}

static void
enter_code(InlineReader *reader, cmark_node *node)
{
    g_autoptr(TextMap) piece = walk_code(&reader->walk, cmark_node_get_literal(node));

    add_words(reader, piece->text->str, piece->text->len, text_map_span(piece, 0, 1),
              current_style(reader) | RUN_CODE);
    text_map_append_fixed(reader->prose, OBJECT_CHARACTER, strlen(OBJECT_CHARACTER), 0);
}

/* "<b" and "</b" are one mistake; the end alone is one too. */
static bool
is_end_of_reported(InlineReader *reader, const char *html)
{
    bool closes = html[1] == '/';
    const char *name = html + (closes ? 2 : 1);
    size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    g_autofree char *element = g_ascii_strdown(name, (gssize)length);

    if (closes)
        return g_hash_table_contains(reader->html, element);
    g_hash_table_add(reader->html, g_steal_pointer(&element));
    return false;
}

/* "<br>", "<br/>", "<br />" */
static bool
is_line_break(const char *html)
{
    return g_ascii_strncasecmp(html, "<br", 3) == 0 && strspn(html + 3, " /") == strlen(html) - 4;
}

static void
enter_html(InlineReader *reader, cmark_node *node)
{
    const char *html = cmark_node_get_literal(node);
    ByteRange bytes = walk_html(&reader->walk, html);
    Span span = markup_span(reader->markup, bytes.start, bytes.end);

    if (reader->markup->in_cell && is_line_break(html)) {
        flush_words(reader);
        run_add(reader->block, RUN_BREAK, NULL)->span = span;
        text_map_append_fixed(reader->prose, " ", 1, span.start);
        return;
    }
    if (!is_end_of_reported(reader, html))
        diags_add(reader->markup->diags, DIAG_RAW_HTML, span, reader->markup->question,
                  _("HTML isn't printed, keeping \"%.20s\" as text; use Markdown, or write \\< for "
                    "the sign itself"),
                  html);
    add_words(reader, html, strlen(html), span, current_style(reader));
}

/* A figure at the end (or beginning) of a text node; false for any other node. */
static bool
has_figure(cmark_node *node, bool at_end)
{
    if (node == NULL || cmark_node_get_type(node) != CMARK_NODE_TEXT)
        return false;

    const char *words = cmark_node_get_literal(node);
    size_t length = strlen(words);
    return length > 0 && g_ascii_isdigit(words[at_end ? length - 1 : 0]);
}

/* "5*3*2": the signs are gone, and another number stands there. Nobody emphasizes one figure of a
 * number, so this is said; the walk is behind the figure, where the first sign is. */
static void
report_lost_mark(const InlineReader *reader, cmark_node *node)
{
    MarkupReader *markup = reader->markup;
    if (!has_figure(cmark_node_previous(node), true) || !has_figure(cmark_node_next(node), false) ||
        !has_figure(cmark_node_first_child(node), false) ||
        !has_figure(cmark_node_last_child(node), true))
        return;

    diags_add(markup->diags, DIAG_LOST_MARK,
              markup_span(markup, reader->walk.at, reader->walk.at + 1), markup->question,
              _("the * between figures is read as emphasis and isn't printed; write \\* or ×"));
}

static void
enter_emphasis(InlineReader *reader, cmark_node *node)
{
    report_lost_mark(reader, node);
    reader->emphasis++;
}

static void
leave_emphasis(InlineReader *reader, cmark_node *node)
{
    (void)node;
    reader->emphasis--;
}

static void
enter_strong(InlineReader *reader, cmark_node *node)
{
    report_lost_mark(reader, node);
    reader->strong++;
}

static void
leave_strong(InlineReader *reader, cmark_node *node)
{
    (void)node;
    reader->strong--;
}

/* An address has a scheme, a path or an at sign; all else can only be the id of a question. */
static bool
is_address(const char *url)
{
    return strpbrk(url, ":/@") != NULL;
}

/* What a reader of the letter can follow, and no more: a script, a file of the author's machine or a
 * path from nowhere would be a live link in the PDF. Schemes are the same in capitals (RFC 3986, 3.1). */
static bool
is_followed(const char *url)
{
    static const char *const schemes[] = { "https://", "http://", "mailto:" };

    for (size_t i = 0; i < G_N_ELEMENTS(schemes); i++)
        if (g_ascii_strncasecmp(url, schemes[i], strlen(schemes[i])) == 0)
            return true;
    return false;
}

static bool
is_mark_link(cmark_node *node)
{
    cmark_node *child = cmark_node_first_child(node);
    if (child == NULL || cmark_node_next(child) != NULL ||
        cmark_node_get_type(child) != CMARK_NODE_TEXT)
        return false;

    g_autofree char *mark = g_strdup_printf("[%s]", cmark_node_get_literal(child));
    return foot_note_mark_length(mark) == strlen(mark);
}

/* Does the next bracket belong to <https://…> instead of [words](address)? */
static bool
at_autolink(const InlineWalk *walk)
{
    size_t at = walk->at;

    while (at < walk->end && walk->text[at] != '<' && walk->text[at] != '[')
        at++;
    return at < walk->end && walk->text[at] == '<';
}

static void
enter_link(InlineReader *reader, cmark_node *node)
{
    const char *url = cmark_node_get_url(node);

    reader->autolink = at_autolink(&reader->walk);
    reader->mark_link = !reader->autolink && is_mark_link(node);
    reader->link_start = walk_bracket(&reader->walk, reader->autolink ? "<" : "[");
    if (is_followed(url))
        reader->link = url;
    else if (!reader->autolink && !is_address(url) && !reader->mark_link)
        reader->target = url;
}

static void
reference_add(MarkupReader *markup, const char *id, Span span)
{
    Reference *reference = g_new0(Reference, 1);
    reference->id = g_strdup(id);
    reference->span = span;
    g_ptr_array_add(markup->markup->references, reference);
}

static void
add_reference(InlineReader *reader, cmark_node *node, Span span)
{
    reference_add(reader->markup, reader->target, span);
    if (cmark_node_first_child(node) != NULL || *reader->target == '\0')
        return;

    flush_words(reader);
    Run *run = run_add(reader->block, RUN_REFERENCE, NULL);
    run->target = g_strdup(reader->target);
    run->style = current_style(reader);
    run->span = span;
}

/* "[^1](zie ook …)": the mark, and the brackets with what is in them as they stand. */
static void
add_mark_link(InlineReader *reader, size_t end)
{
    g_autoptr(TextMap) piece = text_map_new(reader->markup->body->source);
    text_map_append_map(piece, reader->markup->body, reader->link_start, end);

    add_text(reader, piece);
}

static void
report_address(const InlineReader *reader, ByteRange address)
{
    MarkupReader *markup = reader->markup;

    if (address.start == address.end)
        address = (ByteRange){ reader->link_start, reader->walk.at };
    diags_add(markup->diags, DIAG_BAD_REFERENCE, markup_span(markup, address.start, address.end),
              markup->question,
              _("nobody can follow this address, keeping the words without a link; an address "
                "begins with https://, http:// or mailto:"));
}

static void
leave_link(InlineReader *reader, cmark_node *node)
{
    ByteRange address = { 0, 0 };
    if (reader->autolink)
        walk_bracket(&reader->walk, ">");
    else
        address = walk_address(&reader->walk);

    bool mark = reader->mark_link;
    if (reader->target != NULL)
        add_reference(reader, node, markup_span(reader->markup, address.start, address.end));
    else if (reader->link == NULL && !mark)
        report_address(reader, address);
    flush_words(reader);
    reader->mark_link = reader->autolink = false;
    reader->link = reader->target = NULL;
    if (mark)
        add_mark_link(reader, reader->walk.at);
}

static void
enter_image(InlineReader *reader, cmark_node *node)
{
    (void)node;
    size_t start = walk_bracket(&reader->walk, "![");
    if (reader->images++ > 0)
        return;

    reader->image_start = start;
    g_string_truncate(reader->alternative, 0);
}

static void
leave_image(InlineReader *reader, cmark_node *node)
{
    walk_address(&reader->walk);
    if (--reader->images > 0)
        return;

    Span span = markup_span(reader->markup, reader->image_start, reader->walk.at);
    const char *words = reader->alternative->str;
    report_inline_image(reader->markup, cmark_node_get_url(node), span);
    report_missing_alternative(reader->markup, words, span);
    add_words(reader, words, strlen(words), span, current_style(reader));
    text_map_append_fixed(reader->prose, OBJECT_CHARACTER, strlen(OBJECT_CHARACTER), 0);
}

typedef void (*NodeReader)(InlineReader *reader, cmark_node *node);

static const struct {
    cmark_node_type type;
    NodeReader enter, leave;
} node_rows[] = {
    { CMARK_NODE_TEXT, enter_text, NULL },
    { CMARK_NODE_SOFTBREAK, enter_soft_break, NULL },
    { CMARK_NODE_LINEBREAK, enter_line_break, NULL },
    { CMARK_NODE_CODE, enter_code, NULL },
    { CMARK_NODE_HTML_INLINE, enter_html, NULL },
    { CMARK_NODE_EMPH, enter_emphasis, leave_emphasis },
    { CMARK_NODE_STRONG, enter_strong, leave_strong },
    { CMARK_NODE_LINK, enter_link, leave_link },
    { CMARK_NODE_IMAGE, enter_image, leave_image },
};

static void
read_node(InlineReader *reader, cmark_node *node, bool enters)
{
    for (size_t i = 0; i < G_N_ELEMENTS(node_rows); i++) {
        if (node_rows[i].type != cmark_node_get_type(node))
            continue;
        NodeReader read = enters ? node_rows[i].enter : node_rows[i].leave;
        if (read != NULL)
            read(reader, node);
        return;
    }
}

static void
read_nodes(InlineReader *reader, cmark_node *parent)
{
    cmark_iter *iterator = cmark_iter_new(parent);

    for (cmark_event_type event = cmark_iter_next(iterator); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(iterator))
        read_node(reader, cmark_iter_get_node(iterator), event == CMARK_EVENT_ENTER);
    cmark_iter_free(iterator);
}

void
read_inlines(MarkupReader *markup, cmark_node *node, Block *block, ByteRange bytes)
{
    InlineReader reader = {
        .markup = markup,
        .block = block,
        .walk = { markup->body, markup->body->text->str, bytes.start, bytes.end,
                  markup->quote_depth },
        .prose = text_map_new(markup->body->source),
        .alternative = g_string_new(NULL),
        .html = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .words = g_string_new(NULL),
    };

    read_nodes(&reader, node);
    flush_words(&reader);
    if (markup->quote_depth == 0)
        g_ptr_array_add(markup->markup->prose, reader.prose);
    else
        text_map_free(reader.prose);
    g_string_free(reader.words, TRUE);
    g_string_free(reader.alternative, TRUE);
    g_hash_table_unref(reader.html);
}
