/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n.h>
#include <string.h>

#include "inputs.h"

static bool
refuse_with_add(const char *output, const char *per, bool others, GError **error)
{
    if (output == NULL && per == NULL && !others)
        return true;
    failure_set(error, DIAG_USAGE, NULL, 0, 0,
                _("--add goes with no other option but --family; its entries stand beside those of "
                  "the file"));
    return false;
}

/* Entries for the questions that have none, in a file that is worked on. */
static bool
add_to_answers(Session *session, const char *questions, char *answers, GError **error)
{
    char *paths[] = { answers, NULL };
    g_autoptr(Inputs) inputs = inputs_read(session, questions, paths, error);
    if (inputs == NULL)
        return false;

    g_autoptr(AnswersEdit) edit = answers_edit_new(inputs->answers);
    guint count = add_missing_entries(inputs->questions, inputs->answers, edit);
    if (!answers_edit_save(edit, error))
        return false;
    g_autofree char *text =
        g_strdup_printf(ngettext("%u entry added\n", "%u entries added\n", count), count);
    return session_print(text, strlen(text), error);
}

bool
run_init(Session *session, const Command *self, int argc, char **argv, GError **error)
{
    static const char *const groupings[] = { "followups", "question", "paragraph", NULL };
    g_autofree char *output = NULL, *per = NULL, *add = NULL;
    gboolean force = FALSE, with_answers = FALSE;
    const GOptionEntry entries[] = {
        { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("Write to FILE"), N_("FILE") },
        { "add", 0, 0, G_OPTION_ARG_FILENAME, &add,
          N_("Add an entry to FILE for each question that has none there"), N_("FILE") },
        { "force", 0, 0, G_OPTION_ARG_NONE, &force, N_("Overwrite an existing file"), NULL },
        { "per", 0, 0, G_OPTION_ARG_STRING, &per,
          N_("An entry per question or paragraph; else follow-ups share one"),
          "question|paragraph" },
        { "with-answers", 0, 0, G_OPTION_ARG_NONE, &with_answers,
          N_("Take over the answers that stand in the document"), NULL },
        FAMILY_OPTION(session),
        { 0 },
    };
    g_auto(GStrv) arguments = NULL;
    int grouping;

    (void)argc;
    if (!session_parse(session, self, entries, argv, &arguments, error) ||
        !session_count(self, arguments, 1, 1, error) ||
        !session_choose("--per", per, groupings, &grouping, error))
        return false;
    if (add != NULL)
        return refuse_with_add(output, per, with_answers || force, error) &&
               add_to_answers(session, arguments[0], add, error);

    g_autoptr(Inputs) inputs = inputs_read(session, arguments[0], NULL, error);
    if (inputs == NULL)
        return false;

    g_autofree char *schema = session_data(session, "templates", "repliek-answers.schema.json");
    bool shipped = g_file_test(schema, G_FILE_TEST_EXISTS);
    g_autofree char *text =
        write_answers(inputs->questions, with_answers ? GROUP_ANSWERS : (EntryGrouping)grouping,
                      shipped ? schema : NULL);
    if (output == NULL || strcmp(output, "-") == 0)
        return session_print(text, strlen(text), error);

    if (!session_may_write(session, output, error))
        return false;
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    return session_write_new(
        output, bytes, force,
        _("the file exists already; --force overwrites it, and the answers in it are gone then"),
        error);
}
