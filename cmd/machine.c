/* SPDX-License-Identifier: EUPL-1.2 */
#include "machine.h"

#include <expat.h>
#include <glib/gi18n.h>
#include <jansson.h>
#include <locale.h>
#include <string.h>
#include <zip.h>

#include "answers/yaml-tree.h"

/* A list of a dozen checksums, and no font is larger. */
static const size_t CHECKSUMS_LIMIT = (size_t)1 << 20;
static const size_t FONT_LIMIT = (size_t)64 << 20;

static void
library_free(gpointer data)
{
    Library *library = data;

    g_free(library->version);
    g_free(library);
}

static void
add_library(Machine *machine, const char *name, const char *version)
{
    Library *library = g_new(Library, 1);

    *library = (Library){ .name = name, .version = g_strdup(version) };
    g_ptr_array_add(machine->libraries, library);
}

static void
find_libraries(Machine *machine)
{
    g_autofree char *glib =
        g_strdup_printf("%u.%u.%u", glib_major_version, glib_minor_version, glib_micro_version);
    const char *expat = XML_ExpatVersion(); /* "expat_2.5.0" */
    FontLibraries versions = font_libraries();
    const char *number = strchr(expat, '_');

    add_library(machine, "glib", glib);
    add_library(machine, "pango", versions.pango);
    add_library(machine, "cairo", versions.cairo);
    add_library(machine, "harfbuzz", versions.harfbuzz);
    add_library(machine, "cmark", markdown_library_version());
    add_library(machine, "libyaml", yaml_library_version());
    add_library(machine, "jansson", jansson_version_str());
    add_library(machine, "libzip", zip_libzip_version());
    add_library(machine, "expat", number != NULL ? number + 1 : expat);
}

static gint
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names in a folder that end in `suffix` ("" for all), without it, sorted. */
static GPtrArray *
list_folder(const char *folder, const char *suffix)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        if (g_str_has_suffix(name, suffix))
            g_ptr_array_add(names, g_strndup(name, strlen(name) - strlen(suffix)));
    }
    g_ptr_array_sort(names, compare_names);
    return names;
}

/* Languages of which there is a catalogue. */
static GPtrArray *
list_messages(const char *folder)
{
    GPtrArray *languages = list_folder(folder, "");

    for (guint i = languages->len; i-- > 0;) {
        g_autofree char *catalogue = g_build_filename(folder, g_ptr_array_index(languages, i),
                                                      "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);
        if (!g_file_test(catalogue, G_FILE_TEST_IS_REGULAR))
            g_ptr_array_remove_index(languages, i);
    }
    return languages;
}

/* One line of SHA256SUMS: 64 hexadecimal digits, two blanks, the file. */
static void
check_font(FontState *fonts, const char *line)
{
    enum { DIGITS = 64, FILE_AT = DIGITS + 2 };
    if (strlen(line) <= FILE_AT)
        return;

    g_autofree char *path = g_build_filename(fonts->folder, line + FILE_AT, NULL);
    g_autoptr(GBytes) bytes = file_read(path, FONT_LIMIT, NULL);
    fonts->count++;
    if (bytes == NULL) {
        g_ptr_array_add(fonts->missing, g_strdup(line + FILE_AT));
        return;
    }
    g_autofree char *sum = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
    if (strncmp(sum, line, DIGITS) != 0)
        g_ptr_array_add(fonts->changed, g_strdup(line + FILE_AT));
}

static void
check_fonts(FontState *fonts)
{
    g_autofree char *path = g_build_filename(fonts->folder, "SHA256SUMS", NULL);
    g_autoptr(GBytes) bytes = file_read(path, CHECKSUMS_LIMIT, NULL);
    if (bytes == NULL)
        return;

    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    g_autofree char *text = g_strndup(data, length);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++)
        check_font(fonts, lines[i]);
}

Machine *
machine_examine(const Session *session)
{
    Machine *machine = g_new0(Machine, 1);

    machine->libraries = g_ptr_array_new_with_free_func(library_free);
    find_libraries(machine);
    machine->template_folder = session_data(session, "templates", NULL);
    machine->templates = list_folder(machine->template_folder, ".yaml");
    machine->fonts.folder = session_data(session, "fonts", NULL);
    machine->fonts.changed = g_ptr_array_new_with_free_func(g_free);
    machine->fonts.missing = g_ptr_array_new_with_free_func(g_free);
    check_fonts(&machine->fonts);
    machine->patterns = session_data(session, "templates/hyphenation", "hyph_nl.dic");
    if (!g_file_test(machine->patterns, G_FILE_TEST_IS_REGULAR))
        g_clear_pointer(&machine->patterns, g_free);
    machine->locale = g_strdup(setlocale(LC_MESSAGES, NULL));
    machine->languages = g_strdup(g_getenv("LANGUAGE"));
    machine->message_folder = g_strdup(bindtextdomain(GETTEXT_PACKAGE, NULL));
    machine->messages = list_messages(machine->message_folder);
    machine->pdf_program = pdf_program();
    machine->sandbox = sandbox_support();
    return machine;
}

static void
judge_fonts(const FontState *fonts, Diags *diags)
{
    if (fonts->count == 0)
        diags_add(diags, DIAG_MISSING_PART, (Span){ 0 }, NULL,
                  _("there is no list of fonts in %s; no letter can be typeset"), fonts->folder);
    for (guint i = 0; i < fonts->missing->len; i++)
        diags_add(diags, DIAG_MISSING_PART, (Span){ 0 }, NULL,
                  _("the font %s is missing; install repliek anew"),
                  (const char *)g_ptr_array_index(fonts->missing, i));
    for (guint i = 0; i < fonts->changed->len; i++)
        diags_add(diags, DIAG_LESS_ABLE, (Span){ 0 }, NULL,
                  _("the font %s is not the one that belongs to repliek; letters look different "
                    "than elsewhere"),
                  (const char *)g_ptr_array_index(fonts->changed, i));
}

static void
judge_sandbox(const SandboxSupport *sandbox, Diags *diags)
{
    if (!sandbox->limits)
        diags_add(diags, DIAG_LESS_ABLE, (Span){ 0 }, NULL,
                  _("memory is not limited while a document is read; a malicious one can use it "
                    "up"));
    if (!sandbox->seccomp)
        diags_add(diags, DIAG_LESS_ABLE, (Span){ 0 }, NULL,
                  _("system calls are not restricted while a document is read; only open documents "
                    "from a source you trust"));
    if (sandbox->landlock == 0)
        diags_add(diags, DIAG_LESS_ABLE, (Span){ 0 }, NULL,
                  _("the kernel has no Landlock, so files are not shielded while a PDF is read; a "
                    "kernel from 5.13 on has it"));
}

void
machine_judge(const Machine *machine, Diags *diags)
{
    if (machine->templates->len == 0)
        diags_add(diags, DIAG_MISSING_PART, (Span){ 0 }, NULL,
                  _("there is no template in %s; no letter can be made"), machine->template_folder);
    judge_fonts(&machine->fonts, diags);
    if (machine->patterns == NULL)
        diags_add(diags, DIAG_MISSING_PART, (Span){ 0 }, NULL,
                  _("the hyphenation patterns hyph_nl.dic are missing; no letter can be typeset"));
    if (machine->messages->len == 0)
        diags_add(diags, DIAG_LESS_ABLE, (Span){ 0 }, NULL,
                  _("there are no translations in %s; messages are in English"),
                  machine->message_folder);
    if (machine->pdf_program == NULL)
        diags_add(diags, DIAG_LESS_ABLE, (Span){ 0 }, NULL,
                  _("pdftotext is not installed, so no PDF can be read; install poppler-utils"));
    judge_sandbox(&machine->sandbox, diags);
}

void
machine_free(Machine *machine)
{
    if (machine == NULL)
        return;

    g_ptr_array_unref(machine->libraries);
    g_ptr_array_unref(machine->templates);
    g_free(machine->template_folder);
    g_free(machine->fonts.folder);
    g_ptr_array_unref(machine->fonts.changed);
    g_ptr_array_unref(machine->fonts.missing);
    g_free(machine->patterns);
    g_free(machine->locale);
    g_free(machine->languages);
    g_free(machine->message_folder);
    g_ptr_array_unref(machine->messages);
    g_free(machine);
}
