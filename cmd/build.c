/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n.h>
#include <string.h>

#include "attach.h"
#include "product.h"

typedef struct BuildOptions {
    char *output, *layout, *verify;
    gboolean attach;
    ProductOptions product;
    LetterOptions letter;
} BuildOptions;

static void
build_options_clear(BuildOptions *options)
{
    g_free(options->output);
    g_free(options->layout);
    g_free(options->verify);
    g_free(options->product.pages);
    letter_options_clear(&options->letter);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(BuildOptions, build_options_clear)

/* interface.md: the name of QUESTIONS with .pdf; NAME-brief.pdf where that is an input; brief.pdf for "-". */
static char *
default_output(const Session *session, const char *questions)
{
    if (strcmp(questions, "-") == 0)
        return g_strdup("brief.pdf");

    g_autofree char *name = g_path_get_basename(questions);
    char *dot = strrchr(name, '.');
    if (dot != NULL && dot != name)
        *dot = '\0';
    g_autofree char *plain = g_strconcat(name, ".pdf", NULL);
    if (!session_is_input(session, plain))
        return g_steal_pointer(&plain);
    return g_strconcat(name, "-brief.pdf", NULL);
}

static char *
choose_output(const Session *session, const BuildOptions *options, const Project *project)
{
    if (options->output != NULL)
        return g_strdup(options->output);
    if (project->output != NULL)
        return g_strdup(project->output);
    return default_output(session, project->questions);
}

static bool
build(Session *session, const Project *project, const BuildOptions *options, GError **error)
{
    g_autoptr(Inputs) inputs = inputs_read(session, project->questions, project->answers, error);
    if (inputs == NULL)
        return false;
    inputs_check(session, inputs);
    g_auto(Choice) choice = { 0 };
    if (!choice_make(session, inputs, &options->letter, &choice, error))
        return false;
    g_autoptr(Layout) layout = layout_compose(
        session, inputs, layout_choose(options->layout, project, inputs), &choice.options, error);
    if (layout == NULL)
        return false;
    if (layout_is_refused(session, options->letter.draft))
        return true; /* the findings say why nothing was made */
    if (!options->attach) {
        choice_clear(&choice); /* of a long letter, a fifth of all memory */
        g_clear_pointer(&inputs, inputs_free);
    }
    if (!layout_set(session, layout, error))
        return false;
    if (layout_is_refused(session, options->letter.draft))
        return true;

    g_autoptr(GPtrArray) attachments = NULL;
    ProductOptions product = options->product;
    if (options->attach) {
        attachments = attach_inputs(session, inputs, layout, error);
        if (attachments == NULL)
            return false;
    }
    product.pdf.attachments = attachments;
    if (!product_prepare(session, &product, layout, error))
        return false;
    if (options->verify != NULL)
        return product_verify(session, &product, layout, options->verify, error);
    g_autofree char *output = choose_output(session, options, project);
    g_autoptr(GBytes) bytes = product_make(&product, layout, output, error);
    return bytes != NULL && layout_write(session, output, bytes, error);
}

/* What was left out of a part, and what is not finished, can't be built again from the attachments. */
static bool
check_options(const BuildOptions *options, GError **error)
{
    const LetterOptions *letter = &options->letter;
    bool part = letter->draft || letter->questions != NULL || letter->since != NULL ||
                options->product.pages != NULL;
    if (!options->attach || !part)
        return true;

    failure_set(
        error, DIAG_USAGE, NULL, 0, 0,
        _("--attach is for the whole letter as it goes out; leave out --draft, --questions, "
          "--since and --pages"));
    return false;
}

bool
run_build(Session *session, const Command *self, int argc, char **argv, GError **error)
{
    g_auto(BuildOptions) options = { .product = { .page = NOT_GIVEN, .resolution = NOT_GIVEN } };
    const GOptionEntry entries[] = {
        { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_("Write the PDF to FILE"),
          N_("FILE") },
        { "layout", 0, 0, G_OPTION_ARG_STRING, &options.layout, N_("Set it in this layout"),
          N_("NAME") },
        { "draft", 0, 0, G_OPTION_ARG_NONE, &options.letter.draft,
          N_("Build what there is, each problem in its place on the page"), NULL },
        { "attach", 0, 0, G_OPTION_ARG_NONE, &options.attach,
          N_("Put what it was made from into the PDF, without what stays in the house"), NULL },
        { "verify", 0, 0, G_OPTION_ARG_FILENAME, &options.verify,
          N_("Write nothing: build again, and say whether it is the same as FILE"), N_("FILE") },
        { "print", 0, 0, G_OPTION_ARG_NONE, &options.product.print,
          N_("With what a printer needs: bleed, trimmed edge, marks for the knife"), NULL },
        { "even", 0, 0, G_OPTION_ARG_NONE, &options.product.even,
          N_("A blank page at the end where the number of pages is odd"), NULL },
        { "pages", 0, 0, G_OPTION_ARG_STRING, &options.product.pages, N_("Only these pages"),
          N_("FIRST-LAST") },
        { "page", 0, 0, G_OPTION_ARG_INT, &options.product.page,
          N_("With -o FILE.png: paint this page"), N_("N") },
        { "resolution", 0, 0, G_OPTION_ARG_INT, &options.product.resolution,
          N_("With -o FILE.png: pixels an inch (150)"), N_("N") },
        { "questions", 0, 0, G_OPTION_ARG_STRING, &options.letter.questions,
          N_("Only these questions"), N_("IDS") },
        { "since", 0, 0, G_OPTION_ARG_FILENAME, &options.letter.since,
          N_("Mark what has changed since this older answers file"), N_("OLD.yaml") },
        { "date", 0, 0, G_OPTION_ARG_STRING, &options.letter.date,
          N_("Layout overzicht: what is due before this day is late"), N_("DAY") },
        FAMILY_OPTION(session),
        { 0 },
    };
    g_auto(GStrv) arguments = NULL;

    (void)argc;
    if (!session_parse(session, self, entries, argv, &arguments, error) ||
        !check_options(&options, error))
        return false;
    g_autoptr(Project) project = project_find(session, self, arguments, 1, error);
    if (project == NULL)
        return false;

    session->lenient = options.letter.draft;
    return build(session, project, &options, error);
}

bool
layout_write(const Session *session, const char *path, GBytes *bytes, GError **error)
{
    if (strcmp(path, "-") == 0) {
        gsize length;
        const char *data = g_bytes_get_data(bytes, &length);
        return session_print(data, length, error);
    }
    return session_may_write(session, path, error) && file_replace(path, bytes, error);
}
