/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n.h>
#include <jansson.h>
#include <stdlib.h>

#include "machine.h"

static char *
join_names(const GPtrArray *names)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < names->len; i++)
        g_string_append_printf(out, "%s%s", i > 0 ? ", " : "",
                               (const char *)g_ptr_array_index(names, i));
    return g_string_free(out, FALSE);
}

/* A label in a column of its own, then what it is about. */
static void
add_line(GString *out, const char *label, const char *value)
{
    enum { LABEL_WIDTH = 16 };
    int blanks = MAX(1, LABEL_WIDTH - (int)g_utf8_strlen(label, -1));

    g_string_append_printf(out, "%s%*s%s\n", label, blanks, "", value);
}

static void
add_found(GString *out, const char *label, const char *path)
{
    add_line(out, label, path != NULL ? path : _("not found"));
}

static void
add_fonts(GString *out, const FontState *fonts)
{
    guint missing = fonts->missing->len, changed = fonts->changed->len;
    g_autofree char *value =
        g_strdup_printf(_("%s (%u files as they should be, %u changed, %u missing)"), fonts->folder,
                        fonts->count - missing - changed, changed, missing);

    add_line(out, _("fonts"), value);
}

static void
add_sandbox(GString *out, const SandboxSupport *sandbox)
{
    g_autofree char *landlock = sandbox->landlock > 0
                                    ? g_strdup_printf(_("Landlock version %d"), sandbox->landlock)
                                    : g_strdup(_("no Landlock"));
    g_autofree char *value =
        g_strdup_printf("%s, %s, %s", sandbox->limits ? _("limits") : _("no limit on memory"),
                        sandbox->seccomp ? "seccomp" : _("no seccomp"), landlock);

    add_line(out, _("sandbox"), value);
}

static void
print_text(const Machine *machine, const Diags *diags, GString *out)
{
    g_autofree char *templates = join_names(machine->templates);
    g_autofree char *languages = join_names(machine->messages);
    g_autofree char *template_line =
        g_strdup_printf("%s (%s)", machine->template_folder, templates);
    g_autofree char *message_line = g_strdup_printf("%s (%s)", machine->message_folder, languages);
    g_autofree char *locale =
        machine->languages != NULL
            ? g_strdup_printf("%s, LANGUAGE=%s", machine->locale, machine->languages)
            : g_strdup(machine->locale);

    (void)diags;
    add_line(out, "repliek", REPLIEK_VERSION);
    for (guint i = 0; i < machine->libraries->len; i++) {
        const Library *library = g_ptr_array_index(machine->libraries, i);
        add_line(out, library->name, library->version);
    }
    add_line(out, _("templates"), template_line);
    add_fonts(out, &machine->fonts);
    add_found(out, _("hyphenation"), machine->patterns);
    add_line(out, _("translations"), message_line);
    add_line(out, _("locale"), locale);
    add_found(out, "pdftotext", machine->pdf_program);
    add_sandbox(out, &machine->sandbox);
}

static json_t *
name_list(const GPtrArray *names)
{
    json_t *list = json_array();

    for (guint i = 0; i < names->len; i++)
        json_array_append_new(list, json_string(g_ptr_array_index(names, i)));
    return list;
}

static json_t *
library_versions(const Machine *machine)
{
    json_t *versions = json_object();

    for (guint i = 0; i < machine->libraries->len; i++) {
        const Library *library = g_ptr_array_index(machine->libraries, i);
        json_object_set_new(versions, library->name, json_string(library->version));
    }
    return versions;
}

static json_t *
finding_list(const Diags *diags)
{
    json_t *list = json_array();

    for (guint i = 0; i < diags->items->len; i++) {
        const Diag *diag = g_ptr_array_index(diags->items, i);
        json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "code", diag_code_slug(diag->code),
                                              "level", diag_level_slug(diag->level), "message",
                                              diag->message));
    }
    return list;
}

static void
print_json(const Machine *machine, const Diags *diags, GString *out)
{
    const FontState *fonts = &machine->fonts;
    const SandboxSupport *sandbox = &machine->sandbox;
    json_t *root = json_object();

    json_object_set_new(root, "repliek", json_string(REPLIEK_VERSION));
    json_object_set_new(root, "libraries", library_versions(machine));
    json_object_set_new(root, "templates",
                        json_pack("{s:s, s:o}", "folder", machine->template_folder, "names",
                                  name_list(machine->templates)));
    json_object_set_new(root, "fonts",
                        json_pack("{s:s, s:i, s:o, s:o}", "folder", fonts->folder, "files",
                                  (int)fonts->count, "changed", name_list(fonts->changed),
                                  "missing", name_list(fonts->missing)));
    json_object_set_new(root, "hyphenation", json_pack("s?", machine->patterns));
    json_object_set_new(root, "translations",
                        json_pack("{s:s, s:o}", "folder", machine->message_folder, "languages",
                                  name_list(machine->messages)));
    json_object_set_new(
        root, "locale",
        json_pack("{s:s, s:s?}", "messages", machine->locale, "language", machine->languages));
    json_object_set_new(root, "pdftotext", json_pack("s?", machine->pdf_program));
    json_object_set_new(root, "sandbox",
                        json_pack("{s:b, s:b, s:i}", "limits", sandbox->limits, "seccomp",
                                  sandbox->seccomp, "landlock", sandbox->landlock));
    json_object_set_new(root, "findings", finding_list(diags));

    char *text = json_dumps(root, JSON_INDENT(2));
    g_string_append_printf(out, "%s\n", text);
    free(text);
    json_decref(root);
}

bool
run_doctor(Session *session, const Command *self, int argc, char **argv, GError **error)
{
    static const char *const formats[] = { "text", "json", NULL };
    static void (*const printers[])(const Machine *, const Diags *, GString *) = { print_text,
                                                                                   print_json };
    g_autofree char *format = NULL;
    const GOptionEntry entries[] = {
        { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("How to print it"), "text|json" },
        { 0 },
    };
    g_auto(GStrv) arguments = NULL;
    int chosen;

    (void)argc;
    if (!session_parse(session, self, entries, argv, &arguments, error) ||
        !session_choose("--format", format, formats, &chosen, error) ||
        !session_count(self, arguments, 0, 0, error))
        return false;

    g_autoptr(Machine) machine = machine_examine(session);
    g_autoptr(GString) out = g_string_new(NULL);
    machine_judge(machine, session->diags);
    printers[chosen](machine, session->diags, out);
    return session_print(out->str, out->len, error);
}
