/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#include "inputs.h"
#include "layout.h"
#include "report.h"

enum { FORMAT_TEXT, FORMAT_JSON, FORMAT_SARIF, FORMAT_JUNIT };

/* Only here, since no stage knows which templates there are. */
static void
check_layout(Session *session, const Inputs *inputs)
{
    if (inputs->answers == NULL || inputs->answers->letter->layout.text == NULL)
        return;

    const Field *layout = &inputs->answers->letter->layout;
    g_autoptr(GError) cause = NULL;
    g_autoptr(Source) source = layout_source(session, layout->text, &cause);
    if (source == NULL)
        diags_add(session->diags, DIAG_BAD_VALUE, layout->span, NULL, "%s", cause->message);
}

/* What would go out with the letter; who runs this is one of those whose name should not. */
static void
check_leaks(Session *session, const Inputs *inputs, const char *name)
{
    g_autoptr(NameSearch) names = session_names();
    collect_people(inputs->answers, names);
    check_public(inputs->coverage, (PublicFile){ name, inputs->bytes },
                 inputs->document->source->text, names, session->diags);
}

static bool
read_and_check(Session *session, const Command *self, char **arguments, bool is_public,
               Inputs **ret_inputs, GError **error)
{
    g_autoptr(Project) project = project_find(session, self, arguments, 1, error);
    if (project == NULL)
        return false;
    g_autoptr(Inputs) inputs = inputs_read(session, project->questions, project->answers, error);
    if (inputs == NULL)
        return false;

    inputs_check(session, inputs);
    check_layout(session, inputs);
    if (inputs->answers != NULL)
        layout_check_glyphs(session, inputs, layout_choose(NULL, project, inputs));
    if (is_public)
        check_leaks(session, inputs, project->questions);
    *ret_inputs = g_steal_pointer(&inputs);
    return true;
}

/* Findings are what `check` is for, so they go to standard output; fatal ones main() prints. */
static void
print_text(const Session *session, GString *out)
{
    DiagLevel least = session->quiet ? DIAG_ERROR : DIAG_NOTE;

    report_findings(session, least, DIAG_ERROR, report_wants_colour(STDOUT_FILENO), out);
}

static void
print_summary(const Session *session, const Coverage *coverage)
{
    if (session->quiet || coverage == NULL)
        return;

    fprintf(stderr, ngettext("%u question", "%u questions", coverage->count), coverage->count);
    fprintf(stderr, _(": %u answered (%u approved, %u deferred), %u open"), coverage->answered,
            coverage->approved, coverage->deferred, coverage->count - coverage->answered);
    fputc('\n', stderr);
}

bool
run_check(Session *session, const Command *self, int argc, char **argv, GError **error)
{
    static const char *const formats[] = { "text", "json", "sarif", "junit", NULL };
    g_autofree char *format = NULL;
    gboolean is_public = FALSE;
    const GOptionEntry entries[] = {
        { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("How to print it"),
          "text|json|sarif|junit" },
        { "public", 0, 0, G_OPTION_ARG_NONE, &is_public,
          N_("Say as well what should not go out: names, paths, comments"), NULL },
        FAMILY_OPTION(session),
        { 0 },
    };
    g_auto(GStrv) arguments = NULL;
    int chosen;

    (void)argc;
    if (!session_parse(session, self, entries, argv, &arguments, error) ||
        !session_choose("--format", format, formats, &chosen, error))
        return false;

    g_autoptr(Inputs) inputs = NULL;
    g_autoptr(GError) cause = NULL;
    if (!read_and_check(session, self, arguments, is_public, &inputs, &cause))
        failure_report(cause, session->diags);
    diags_sort(session->diags, session->files);
    session->findings_are_result = true;

    const Coverage *coverage = inputs != NULL ? inputs->coverage : NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    switch (chosen) {
    case FORMAT_JSON:
        emit_check_json(coverage, session->diags, out);
        break;
    case FORMAT_SARIF:
        emit_check_sarif(coverage, session->diags, out);
        break;
    case FORMAT_JUNIT:
        emit_check_junit(coverage, session->diags, out);
        break;
    default:
        print_text(session, out);
    }
    if (!session_print(out->str, out->len, error))
        return false;
    if (chosen == FORMAT_TEXT)
        print_summary(session, coverage);
    return true;
}
