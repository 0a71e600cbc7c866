/* SPDX-License-Identifier: EUPL-1.2 */
#include "attach.h"

#include <glib/gi18n.h>
#include <string.h>

#include "answers/write-yaml.h"

static const char *const ANSWERS_NAME = "antwoorden.yaml";
static const char *const PROJECT_NAME = "repliek.yaml";

/* Names that differ in capitals only are one file on some machines. */
static const PdfAttachment *
find_attachment(const GPtrArray *attachments, const char *name)
{
    for (guint i = 0; i < attachments->len; i++) {
        const PdfAttachment *attachment = g_ptr_array_index(attachments, i);
        if (g_ascii_strcasecmp(attachment->name, name) == 0)
            return attachment;
    }
    return NULL;
}

static bool
is_taken(const GPtrArray *attachments, const char *name)
{
    return strcmp(name, ANSWERS_NAME) == 0 || strcmp(name, PROJECT_NAME) == 0 ||
           find_attachment(attachments, name) != NULL;
}

/* The file's name without its folder, which is nobody's concern; with a number where it is taken. */
static char *
free_name(const GPtrArray *attachments, const char *path)
{
    g_autofree char *plain = g_filename_display_basename(path);
    char *name = g_strdup(plain);
    for (int number = 2; is_taken(attachments, name); number++) {
        g_free(name);
        name = g_strdup_printf("%d-%s", number, plain);
    }
    return name;
}

static PdfAttachment *
add_file(GPtrArray *attachments, const char *name, const char *type, PdfRelation relation,
         GBytes *bytes)
{
    PdfAttachment *attachment = pdf_attachment_new(name, type, relation, bytes);
    g_ptr_array_add(attachments, attachment);
    return attachment;
}

static void
add_text(GPtrArray *attachments, const char *name, PdfRelation relation, char *text)
{
    g_autoptr(GBytes) bytes = g_bytes_new_take(text, strlen(text));
    (void)add_file(attachments, name, "application/yaml", relation, bytes);
}

/* The template, as one file even where it builds on others. Its name among the attachments. */
static char *
add_template(GPtrArray *attachments, const Layout *layout, GError **error)
{
    const Source *own = g_ptr_array_index(layout->sources, 0);
    g_autofree char *name = free_name(attachments, own->name);
    char *text = layout->sources->len > 1 ? template_join(layout->sources, error)
                                          : g_strndup(own->text, own->length);
    if (text == NULL)
        return NULL;

    add_text(attachments, name, PDF_RELATION_SUPPLEMENT, text);
    return g_steal_pointer(&name);
}

/* The figure's file as the answers name it: relative to the folder of their file. */
static const char *
figure_name(const Block *figure)
{
    g_autofree char *folder = g_path_get_dirname(figure->span.source->name);
    gsize length = strlen(folder);
    bool is_below = strcmp(folder, ".") != 0 && strncmp(figure->target, folder, length) == 0;
    const char *name = figure->target + (is_below ? length : 0);
    return name + strspn(name, "/");
}

static const PageImage *
find_image(const Layout *layout, const char *path)
{
    for (guint i = 0; i < layout->pages->images->len; i++) {
        const PageImage *image = g_ptr_array_index(layout->pages->images, i);
        if (strcmp(image->path, path) == 0)
            return image;
    }
    return NULL;
}

static bool
add_figure(GPtrArray *attachments, const Block *figure, const Layout *layout, GError **error)
{
    const char *name = figure_name(figure);
    const PageImage *image = find_image(layout, figure->target);
    if (image == NULL)
        return true;
    g_auto(GStrv) parts = g_strsplit(name, "/", -1);
    if (g_strv_contains((const char *const *)parts, "..")) {
        failure_set_span(error, DIAG_NOT_WRITTEN, figure->span,
                         _("the image can't be attached, as it stands outside the folder of the "
                           "answers; move it there"));
        return false;
    }
    const PdfAttachment *other = find_attachment(attachments, name);
    if (other != NULL && g_bytes_equal(other->bytes, image->bytes))
        return true;
    if (is_taken(attachments, name)) {
        failure_set_span(error, DIAG_NOT_WRITTEN, figure->span,
                         _("the image can't be attached, as another file is called %s; give it "
                           "another name"),
                         name);
        return false;
    }
    (void)add_file(attachments, name, image->info.kind == IMAGE_PNG ? "image/png" : "image/jpeg",
                   PDF_RELATION_DATA, image->bytes);
    return true;
}

/* Recursion is bounded by the nesting that parse_markup() lets through. */
static bool
add_figures(GPtrArray *attachments, const GPtrArray *blocks, const Layout *layout, GError **error)
{
    for (guint i = 0; blocks != NULL && i < blocks->len; i++) {
        const Block *block = g_ptr_array_index(blocks, i);
        if (block->kind == BLOCK_FIGURE && !add_figure(attachments, block, layout, error))
            return false;
        if (!add_figures(attachments, block->children, layout, error))
            return false;
    }
    return true;
}

static bool
add_markup(GPtrArray *attachments, const Markup *markup, const Layout *layout, GError **error)
{
    return markup == NULL || add_figures(attachments, markup->blocks, layout, error);
}

static bool
add_images(GPtrArray *attachments, const Answers *answers, const Layout *layout, GError **error)
{
    if (layout->pages->images == NULL)
        return true;
    if (!add_markup(attachments, answers->letter->opening, layout, error) ||
        !add_markup(attachments, answers->letter->closing, layout, error))
        return false;
    for (guint i = 0; i < answers->entries->len; i++) {
        const Entry *entry = g_ptr_array_index(answers->entries, i);
        if (!add_markup(attachments, entry->markup, layout, error))
            return false;
    }
    return true;
}

static char *
project_file(const Session *session, const char *questions)
{
    GString *out = g_string_new(
        "# `repliek build` in deze map maakt de brief opnieuw. Gemaakt met repliek " REPLIEK_VERSION
        "\n");

    g_string_append(out, "questions: ");
    yaml_write_word(out, questions);
    g_string_append_printf(out, "\nanswers: %s\n", ANSWERS_NAME);
    if (session->family != NULL)
        g_string_append_printf(out, "family: %s\n", session->family);
    return g_string_free(out, FALSE);
}

GPtrArray *
attach_inputs(const Session *session, const Inputs *inputs, const Layout *layout, GError **error)
{
    g_autoptr(GPtrArray) attachments = g_ptr_array_new_with_free_func(pdf_attachment_free);
    const char *path = inputs->document->source->name;
    g_autofree char *questions =
        free_name(attachments, strcmp(path, "-") == 0 ? "vragen.txt" : path);

    (void)add_file(attachments, questions, document_type(inputs->bytes), PDF_RELATION_SOURCE,
                   inputs->bytes);
    g_autofree char *template = add_template(attachments, layout, error);
    if (template == NULL || !add_images(attachments, inputs->answers, layout, error))
        return NULL;
    add_text(attachments, ANSWERS_NAME, PDF_RELATION_SOURCE,
             write_public_answers(inputs->answers, template));
    add_text(attachments, PROJECT_NAME, PDF_RELATION_SUPPLEMENT, project_file(session, questions));
    return g_steal_pointer(&attachments);
}
