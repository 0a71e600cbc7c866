/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Images: `![what it shows](file.png "caption")` in a paragraph of its own is a figure. Only the
 * Markdown is read here; whether the file is there, and an image, is for the check to say.
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "markup/markup-private.h"

/* An address with a scheme or a host: everything that isn't a file. */
static bool
is_remote(const char *url)
{
    g_autofree char *scheme = g_uri_parse_scheme(url);

    return scheme != NULL || g_str_has_prefix(url, "//");
}

cmark_node *
lone_image(const MarkupReader *reader, cmark_node *paragraph)
{
    cmark_node *image = cmark_node_first_child(paragraph);
    if (image == NULL || cmark_node_get_type(image) != CMARK_NODE_IMAGE ||
        cmark_node_next(image) != NULL || reader->in_note)
        return NULL;

    const char *url = cmark_node_get_url(image);
    return *url != '\0' && !is_remote(url) ? image : NULL;
}

void
report_missing_alternative(const MarkupReader *reader, const char *alternative, Span span)
{
    if (alternative[strspn(alternative, " \t\n")] == '\0')
        diags_add(reader->diags, DIAG_MISSING_ALT, span, reader->question,
                  _("the image has no text for those who can't see it; write it between the "
                    "brackets: ![text](file)"));
}

void
report_inline_image(const MarkupReader *reader, const char *url, Span span)
{
    if (*url == '\0')
        diags_add(reader->diags, DIAG_MISSING_IMAGE, span, reader->question,
                  _("the image names no file; write its name between the brackets: ![text](file)"));
    else if (is_remote(url))
        diags_add(reader->diags, DIAG_REMOTE_IMAGE, span, reader->question,
                  _("an image from the network can't be printed; save it beside the answers and "
                    "refer to the file"));
    else
        diags_add(reader->diags, DIAG_NOT_YET, span, reader->question,
                  _("an image can't stand among words, keeping its text; put blank lines before "
                    "and behind it"));
}

/* The words of the image's brackets, without what marks them. */
static char *
alternative_text(cmark_node *image)
{
    GString *text = g_string_new(NULL);
    cmark_iter *iterator = cmark_iter_new(image);

    for (cmark_event_type event = cmark_iter_next(iterator); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(iterator)) {
        cmark_node *node = cmark_iter_get_node(iterator);
        const char *words = cmark_node_get_literal(node);
        if (event == CMARK_EVENT_ENTER && words != NULL)
            g_string_append(text, words);
        else if (cmark_node_get_type(node) == CMARK_NODE_SOFTBREAK ||
                 cmark_node_get_type(node) == CMARK_NODE_LINEBREAK)
            g_string_append_c(text, ' ');
    }
    cmark_iter_free(iterator);
    return g_strstrip(g_string_free(text, FALSE));
}

/* As in any Markdown, "%20" is a space; a name that isn't written so stands as it is. */
static char *
file_name(const char *url)
{
    g_autofree char *decoded = g_uri_unescape_string(url, NULL);
    bool is_text = decoded != NULL && g_utf8_validate(decoded, -1, NULL);

    return is_text ? g_steal_pointer(&decoded) : g_strdup(url);
}

/* The file, as it can be opened: relative to the folder of the answers file. */
static char *
figure_path(const MarkupReader *reader, const char *name)
{
    const char *answers = reader->body->source != NULL ? reader->body->source->name : "";
    g_autofree char *folder = g_path_get_dirname(answers);

    if (g_path_is_absolute(name) || strcmp(folder, ".") == 0)
        return g_strdup(name);
    return g_build_filename(folder, name, NULL);
}

/* What is said about the image is looked through as the answer's other words are. */
static void
add_prose(MarkupReader *reader, const char *words, Span span)
{
    if (*words == '\0' || reader->quote_depth > 0)
        return;

    TextMap *prose = text_map_new(span.source);
    text_map_append_fixed(prose, words, strlen(words), span.start);
    g_ptr_array_add(reader->markup->prose, prose);
}

void
read_figure(MarkupReader *reader, cmark_node *image, ByteRange bytes, Block *figure)
{
    const char *text = reader->body->text->str;
    const char *caption = cmark_node_get_title(image);

    while (bytes.end > bytes.start && strchr(" \t\r\n", text[bytes.end - 1]) != NULL)
        bytes.end--;
    figure->span = markup_span(reader, bytes.start, bytes.end);
    g_autofree char *name = file_name(cmark_node_get_url(image));
    figure->target = figure_path(reader, name);
    figure->rooted = g_path_is_absolute(name);
    figure->alternative = alternative_text(image);
    report_missing_alternative(reader, figure->alternative, figure->span);
    add_prose(reader, figure->alternative, figure->span);
    if (caption == NULL || *caption == '\0')
        return;

    Run *run = run_add(block_add(figure, BLOCK_CAPTION), RUN_TEXT, caption);
    run->span = figure->span;
    add_prose(reader, caption, figure->span);
}
