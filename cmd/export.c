/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n.h>

#include "layout.h"

typedef struct ExportOptions {
    char *to, *output, *layout;
    LetterOptions letter;
} ExportOptions;

static void
export_options_clear(ExportOptions *options)
{
    g_free(options->to);
    g_free(options->output);
    g_free(options->layout);
    letter_options_clear(&options->letter);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ExportOptions, export_options_clear)

static bool
write_html(const Letter *letter, GString *out, GError **error)
{
    return emit_letter_html(letter, out, error);
}

static bool
write_json(const Letter *letter, GString *out, GError **error)
{
    (void)error;
    emit_letter_json(letter, out);
    return true;
}

static bool
write_xml(const Letter *letter, GString *out, GError **error)
{
    (void)error;
    emit_letter_xml(letter, out);
    return true;
}

/* A format: how it is written, and the layout whose words it has where nobody names one. */
typedef struct Format {
    bool (*write)(const Letter *letter, GString *out, GError **error);
    const char *layout; /* NULL: as `build` chooses */
} Format;

static const char *const format_names[] = { "html", "json", "xml", NULL };
static const Format formats[] = {
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
    inputs_check(session, inputs);
    g_auto(Choice) choice = { 0 };
    if (!choice_make(session, inputs, &options->letter, &choice, error))
        return false;
    choice.options.screen = true;
    const char *wanted = options->layout != NULL ? options->layout : format->layout;
    g_autoptr(Layout) layout = layout_compose(
        session, inputs, layout_choose(wanted, project, inputs), &choice.options, error);
    if (layout == NULL)
        return false;
    if (!options->letter.draft && diags_highest(session->diags) >= DIAG_ERROR)
        return true; /* the findings say why nothing was made */

    g_autoptr(GString) out = g_string_new(NULL);
    if (!format->write(layout->letter, out, error))
        return false;
    g_autoptr(GBytes) bytes = g_bytes_new(out->str, out->len);
    return layout_write(session, options->output != NULL ? options->output : "-", bytes, error);
}

bool
run_export(Session *session, const Command *self, int argc, char **argv, GError **error)
{
    g_auto(ExportOptions) options = { 0 };
    const GOptionEntry entries[] = {
        { "to", 0, 0, G_OPTION_ARG_STRING, &options.to, N_("The format to write"),
          "html|json|xml" },
        { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
          N_("Write to FILE instead of standard output"), N_("FILE") },
        { "layout", 0, 0, G_OPTION_ARG_STRING, &options.layout,
          N_("Take words and order from this layout"), N_("NAME") },
        { "draft", 0, 0, G_OPTION_ARG_NONE, &options.letter.draft,
          N_("Write what there is, also while answers are missing"), NULL },
        { "questions", 0, 0, G_OPTION_ARG_STRING, &options.letter.questions,
          N_("Only these questions"), N_("IDS") },
        FAMILY_OPTION(session),
        { 0 },
    };
    g_auto(GStrv) arguments = NULL;
    int chosen;

    (void)argc;
    if (!session_parse(session, self, entries, argv, &arguments, error) ||
        !session_choose("--to", options.to, format_names, &chosen, error))
        return false;
    g_autoptr(Project) project = project_find(session, self, arguments, 1, error);
    if (project == NULL)
        return false;

    session->lenient = options.letter.draft;
    return export_letter(session, project, &options, &formats[chosen], error);
}
