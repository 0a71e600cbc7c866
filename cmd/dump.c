/* SPDX-License-Identifier: EUPL-1.2 */
/* For those who work on repliek: each stage's product as text, which is what the tests read. */
#include <glib/gi18n.h>
#include <string.h>

#include "inputs.h"
#include "layout.h"

typedef enum Stage {
    STAGE_DOCUMENT,
    STAGE_QUESTIONS,
    STAGE_ANSWERS,
    STAGE_COVERAGE,
    STAGE_LETTER,
    STAGE_PAGES,
    STAGE_SCHEMA, /* no stage: what an answers file may hold */
} Stage;

/* Composing wants answers; questions alone are dumped with an empty set of them. */
static bool
dump_answers(Session *session, Inputs *inputs, Stage stage, const LetterOptions *letter,
             GString *out, GError **error)
{
    if (stage == STAGE_ANSWERS) {
        answers_dump(inputs->answers, out);
        return true;
    }
    inputs_check(session, inputs);
    if (stage == STAGE_COVERAGE) {
        coverage_dump(inputs->coverage, out);
        return true;
    }

    g_auto(Choice) choice = { 0 };
    if (!choice_make(session, inputs, letter, &choice, error))
        return false;
    const char *name = inputs->answers->letter->layout.text;
    g_autoptr(Layout) layout = (stage == STAGE_LETTER ? layout_compose : layout_make)(
        session, inputs, name != NULL ? name : "letter", &choice.options, error);
    if (layout == NULL)
        return false;
    if (stage == STAGE_LETTER)
        letter_dump(layout->letter, out);
    else if (layout->pages != NULL)
        pages_dump(layout->pages, out);
    return true;
}

bool
run_dump(Session *session, const Command *self, int argc, char **argv, GError **error)
{
    static const char *const stages[] = { "document", "questions", "answers", "coverage",
                                          "letter",   "pages",     "schema",  NULL };
    g_autofree char *name = NULL;
    g_auto(LetterOptions) letter = { 0 };
    const GOptionEntry entries[] = {
        { "stage", 0, 0, G_OPTION_ARG_STRING, &name, N_("Which stage's product"),
          "document|questions|answers|coverage|letter|pages|schema" },
        { "draft", 0, 0, G_OPTION_ARG_NONE, &letter.draft, N_("As `build --draft` would make it"),
          NULL },
        { "questions", 0, 0, G_OPTION_ARG_STRING, &letter.questions, N_("Only these questions"),
          N_("IDS") },
        { "since", 0, 0, G_OPTION_ARG_FILENAME, &letter.since,
          N_("Mark what has changed since this older answers file"), N_("OLD.yaml") },
        FAMILY_OPTION(session),
        { 0 },
    };
    g_auto(GStrv) arguments = NULL;
    int stage;

    (void)argc;
    if (!session_parse(session, self, entries, argv, &arguments, error) ||
        !session_choose("--stage", name, stages, &stage, error))
        return false;
    if (stage == STAGE_SCHEMA) {
        g_autofree char *schema = answers_schema();
        return session_print(schema, strlen(schema), error);
    }
    g_autoptr(Project) project =
        project_find(session, self, arguments, stage >= STAGE_ANSWERS ? 1 : 0, error);
    if (project == NULL)
        return false;
    g_autoptr(Inputs) inputs = inputs_read(session, project->questions, project->answers, error);
    if (inputs == NULL)
        return false;

    g_autoptr(GString) out = g_string_new(NULL);
    session->lenient = letter.draft;
    if (stage == STAGE_DOCUMENT)
        document_dump(inputs->document, out);
    else if (stage == STAGE_QUESTIONS)
        questions_dump(inputs->questions, out);
    else if (!dump_answers(session, inputs, (Stage)stage, &letter, out, error))
        return false;
    return session_print(out->str, out->len, error);
}
