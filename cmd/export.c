/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n.h>
#include <string.h>

#include "review.h"

typedef struct ExportOptions {
    char *to, *output, *layout, *into;
    gboolean track;
    LetterOptions letter;
    ReviewOptions review;
} ExportOptions;

static void
export_options_clear(ExportOptions *options)
{
    g_free(options->to);
    g_free(options->output);
    g_free(options->layout);
    g_free(options->into);
    letter_options_clear(&options->letter);
    review_options_clear(&options->review);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ExportOptions, export_options_clear)

static GBytes *
take_text(GString *out)
{
    gsize length = out->len;
    return g_bytes_new_take(g_string_free(out, FALSE), length);
}

static GBytes *
write_docx(const Layout *layout, GError **error)
{
    return emit_letter_docx(layout->letter, &layout->template->style, error);
}

static GBytes *
write_html(const Layout *layout, GError **error)
{
    GString *out = g_string_new(NULL);

    if (emit_letter_html(layout->letter, out, error))
        return take_text(out);
    g_string_free(out, TRUE);
    return NULL;
}

static GBytes *
write_json(const Layout *layout, GError **error)
{
    GString *out = g_string_new(NULL);

    (void)error;
    emit_letter_json(layout->letter, out);
    return take_text(out);
}

static GBytes *
write_xml(const Layout *layout, GError **error)
{
    GString *out = g_string_new(NULL);

    (void)error;
    emit_letter_xml(layout->letter, out);
    return take_text(out);
}

/* The questions are found in it, so it has to be the file that they were read from. */
static bool
check_into(Session *session, const Inputs *inputs, const char *path, GError **error)
{
    static const size_t limit = (size_t)64 << 20;
    static const char docx_type[] =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    g_autoptr(GBytes) bytes = file_read(path, limit, error);
    if (bytes == NULL)
        return false;

    g_ptr_array_add(session->files, g_strdup(path));
    if (strcmp(document_type(bytes), docx_type) != 0) {
        failure_set(error, DIAG_USAGE, path, 0, 0,
                    _("only a Word file (docx) can be filled in; save it as one first"));
        return false;
    }
    if (!g_bytes_equal(bytes, inputs->bytes)) {
        failure_set(error, DIAG_USAGE, path, 0, 0,
                    _("this is another file than the one with the questions; name the same file "
                      "twice"));
        return false;
    }
    return true;
}

/* A format: how it is written, and the layout whose words it has where nobody names one. */
typedef struct Format {
    GBytes *(*write)(const Layout *layout, GError **error);
    const char *layout; /* NULL: as `build` chooses */
} Format;

static const char *const format_names[] = { "docx", "html", "json", "xml", NULL };
static const Format formats[] = {
    { write_docx, NULL },
    { write_html, NULL },
    { write_json, NULL },
    { write_xml, "kamerstuk" },
};

static bool
export_letter(Session *session, const Project *project, ExportOptions *options,
              const Format *format, GError **error)
{
    g_autoptr(Inputs) inputs = inputs_read(session, project->questions, project->answers, error);
    if (inputs == NULL)
        return false;
    if (options->into != NULL && !check_into(session, inputs, options->into, error))
        return false;
    inputs_check(session, inputs);
    g_auto(Choice) choice = { 0 };
    if (!choice_make(session, inputs, &options->letter, &choice, error))
        return false;
    choice.options.screen = true;
    choice.options.in_place = options->into != NULL;
    const char *wanted = options->layout != NULL ? options->layout : format->layout;
    g_autoptr(Layout) layout = layout_compose(
        session, inputs, layout_choose(wanted, project, inputs), &choice.options, error);
    if (layout == NULL)
        return false;
    if (layout_is_refused(session, options->letter.draft))
        return true; /* the findings say why nothing was made */

    g_autoptr(GBytes) bytes = options->into != NULL
                                  ? emit_letter_into(layout->letter, inputs->bytes, options->into,
                                                     options->track, session->diags, error)
                                  : format->write(layout, error);
    return bytes != NULL &&
           layout_write(session, options->output != NULL ? options->output : "-", bytes, error);
}

static bool
export_for_review(Session *session, const Project *project, ExportOptions *options, int format,
                  GError **error)
{
    if (formats[format].write != write_docx) {
        failure_set(error, DIAG_USAGE, NULL, 0, 0,
                    _("--for and --split make Word files; write --to docx"));
        return false;
    }
    if (options->into != NULL) {
        failure_set(error, DIAG_USAGE, NULL, 0, 0,
                    _("--for and --split make files of their own; leave out --into"));
        return false;
    }
    options->review.output = options->output;
    options->review.layout = options->layout;
    options->review.questions = options->letter.questions;
    return export_reviews(session, project, &options->review, error);
}

static bool
check_options(const ExportOptions *options, GError **error)
{
    if (options->into != NULL && options->to != NULL && strcmp(options->to, "docx") != 0) {
        failure_set(error, DIAG_USAGE, NULL, 0, 0, _("--into makes a Word file; write --to docx"));
        return false;
    }
    if (options->track && options->into == NULL) {
        failure_set(error, DIAG_USAGE, NULL, 0, 0,
                    _("--track belongs to --into, which puts the answers into a Word file"));
        return false;
    }
    return true;
}

bool
run_export(Session *session, const Command *self, int argc, char **argv, GError **error)
{
    g_auto(ExportOptions) options = { 0 };
    const GOptionEntry entries[] = {
        { "to", 0, 0, G_OPTION_ARG_STRING, &options.to, N_("The format to write"),
          "docx|html|json|xml" },
        { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
          N_("Write to FILE instead of standard output"), N_("FILE") },
        { "layout", 0, 0, G_OPTION_ARG_STRING, &options.layout,
          N_("Take words and order from this layout"), N_("NAME") },
        { "into", 0, 0, G_OPTION_ARG_FILENAME, &options.into,
          N_("Put the answers into this Word file, that of the questions"), N_("DOCX") },
        { "track", 0, 0, G_OPTION_ARG_NONE, &options.track,
          N_("With --into: as tracked insertions"), NULL },
        { "draft", 0, 0, G_OPTION_ARG_NONE, &options.letter.draft,
          N_("Write what there is, also while answers are missing"), NULL },
        { "questions", 0, 0, G_OPTION_ARG_STRING, &options.letter.questions,
          N_("Only these questions"), N_("IDS") },
        { "for", 0, 0, G_OPTION_ARG_STRING, &options.review.audience,
          N_("A Word file to write answers in: all, or those of one owner"),
          N_("review|owner NAME") },
        { "split", 0, 0, G_OPTION_ARG_STRING, &options.review.split,
          N_("Such a file for each owner, in the folder DIR"), N_("owner DIR") },
        { "force", 0, 0, G_OPTION_ARG_NONE, &options.review.force,
          N_("Replace files to write in that are there"), NULL },
        FAMILY_OPTION(session),
        { 0 },
    };
    g_auto(GStrv) arguments = NULL, line = review_join_words(argv);
    int chosen;

    (void)argc;
    if (!session_parse(session, self, entries, line, &arguments, error) ||
        !session_choose("--to", options.to, format_names, &chosen, error))
        return false;
    if (!check_options(&options, error))
        return false;
    g_autoptr(Project) project = project_find(session, self, arguments, 1, error);
    if (project == NULL)
        return false;

    if (review_is_asked(&options.review))
        return export_for_review(session, project, &options, chosen, error);
    session->lenient = options.letter.draft;
    return export_letter(session, project, &options, &formats[chosen], error);
}
