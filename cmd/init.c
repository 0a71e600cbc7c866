/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n.h>
#include <string.h>

#include "inputs.h"

bool
run_init(Session *session, const Command *self, int argc, char **argv, GError **error)
{
    static const char *const groupings[] = { "followups", "question", "paragraph", NULL };
    g_autofree char *output = NULL, *per = NULL;
    gboolean force = FALSE, with_answers = FALSE;
    const GOptionEntry entries[] = {
        { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("Write to FILE"), N_("FILE") },
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
