/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A layout, read from one YAML file: geometry, styles, switches, and the letter's own words.
 *
 * In: the file as a Source. Out: a Template in which every measure is in Pango units and every text is there, perhaps
 * empty, so that composing and typesetting need no case for a value that is missing.
 *
 * Which keys there are, of what type, and where their values go is a table (template-keys.c); template-read.c walks it
 * beside the file's tree; template-check.c looks at what the values come to together. A new measure is a field in
 * style.h, a row in the table and a line in templates/letter.yaml.
 *
 * A file may build on another (`extends`): the chain is read from its base on, each file over what is there already, so
 * that a ministry's own template is the ten lines in which it differs. What is left out must be there in the end.
 *
 * Every mistake in the file is told at its place before reading stops, as people write templates by trying. With
 * mistakes there is no template at all: a page with a measure that somebody mistyped is worth less than the message.
 *
 * Tried and dropped: built-in defaults for each measure. Then two places say how a letter looks, and a template can
 * no longer be read by itself. Only styles borrow, from `body`, since most differ from it in one or two things.
 */
#include "letter/template.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/failure.h"
#include "letter/house-style.h"
#include "letter/template-private.h"

static Template *
template_new(void)
{
    Template *template = g_new0(Template, 1);
    template->texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return template;
}

void
template_free(Template *template)
{
    if (template == NULL)
        return;

    g_free(template->name);
    g_free(template->summary);
    g_free(template->extends);
    g_free(template->language);
    g_free(template->fonts);
    g_free(template->style.ribbon_image);
    g_clear_pointer(&template->languages, g_hash_table_unref);
    for (int i = 0; i < STYLE_COUNT; i++)
        g_free(template->style.text[i].family);
    g_strfreev(template->style.hyphenation);
    g_hash_table_unref(template->texts);
    g_clear_pointer(&template->house_rules, g_ptr_array_unref);
    g_free(template);
}

static void
template_file_free(gpointer data)
{
    TemplateFile *file = data;

    yaml_node_free(file->root);
    source_unref(file->source);
    g_free(file);
}

/* Borrows the source. NULL with an error where it is no YAML, or nothing. */
static const TemplateFile *
add_file(GPtrArray *files, Source *source, Diags *diags, GError **error)
{
    YamlNode *root = yaml_parse(source, diags, error);
    if (root == NULL && (error == NULL || *error == NULL))
        failure_set(error, DIAG_BAD_YAML, source->name, 0, 0,
                    _("the template is empty; `repliek templates show letter` prints a whole one"));
    if (root == NULL)
        return NULL;

    TemplateFile *file = g_new0(TemplateFile, 1);
    file->source = source_ref(source);
    file->root = root;
    g_ptr_array_insert(files, 0, file);
    return file;
}

static bool
is_in_chain(const GPtrArray *files, const Source *source)
{
    for (guint i = 0; i < files->len; i++) {
        const TemplateFile *file = g_ptr_array_index(files, i);
        if (strcmp(file->source->name, source->name) == 0)
            return true;
    }
    return false;
}

/* A template may have bases of bases, but nobody can follow more of them than this. */
enum { LONGEST_CHAIN = 8 };

/* The file that this one builds on; NULL where there is none to be had, which is told. */
static Source *
load_base(const GPtrArray *files, const YamlPair *extends, const TemplateLoader *loader,
          Diags *diags)
{
    const TemplateFile *file = g_ptr_array_index(files, 0);
    g_autoptr(GError) cause = NULL;
    g_autoptr(Source) base = NULL;

    if (loader != NULL)
        base = loader->load(loader->data, extends->value->scalar, file->source, &cause);
    if (base == NULL) {
        diags_add(diags, DIAG_BAD_VALUE, yaml_value_span(extends), NULL, "%s",
                  cause != NULL ? cause->message : _("nothing can be extended here"));
        return NULL;
    }
    if (is_in_chain(files, base) || files->len >= LONGEST_CHAIN) {
        diags_add(diags, DIAG_BAD_VALUE, yaml_value_span(extends), NULL,
                  _("the template builds on itself by way of %s; let one of the chain extend a "
                    "shipped template or nothing"),
                  base->name);
        return NULL;
    }
    return g_steal_pointer(&base);
}

/* The files from the base of all to the one asked for. False where one is missing or no YAML. */
static bool
read_chain(GPtrArray *files, Source *source, const TemplateLoader *loader, Diags *diags,
           GError **error)
{
    g_autoptr(Source) next = source_ref(source);

    while (next != NULL) {
        const TemplateFile *file = add_file(files, next, diags, error);
        if (file == NULL)
            return false;
        const YamlPair *extends =
            file->root->kind == YAML_MAPPING ? yaml_pair(file->root, "extends") : NULL;
        bool named = extends != NULL && !yaml_is_empty(extends->value) &&
                     extends->value->kind == YAML_SCALAR;
        g_clear_pointer(&next, source_unref);
        if (named)
            next = load_base(files, extends, loader, diags);
        if (named && next == NULL)
            return false;
    }
    return true;
}

static bool
read_files(Template *template, const GPtrArray *files, Diags *diags)
{
    bool fine = true;

    for (guint i = 0; i < files->len; i++) {
        const TemplateFile *file = g_ptr_array_index(files, i);
        const YamlPair whole = { .key_span = span_new(file->source, 0, 0), .value = file->root };
        fine &= template_read_group(&whole, template_keys, template, i > 0, diags);
    }
    return fine && template_check(template, files, diags);
}

/* The letter's own words, in the spelling that the template chose; texts of a base may be in another. */
static void
spell_texts(Template *template)
{
    GHashTableIter iter;
    gpointer text;

    if (template->house_style == HOUSE_PRINTER)
        template->house_rules = house_rules_compile();
    g_hash_table_iter_init(&iter, template->texts);
    while (g_hash_table_iter_next(&iter, NULL, &text))
        g_hash_table_iter_replace(&iter, house_style_apply(template, text));
}

Template *
read_template(Source *source, const TemplateLoader *loader, Diags *diags, GError **error)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(template_file_free);
    g_autoptr(Template) template = template_new();
    g_autoptr(GError) cause = NULL;

    bool fine = read_chain(files, source, loader, diags, &cause);
    if (cause != NULL) {
        g_propagate_error(error, g_steal_pointer(&cause));
        return NULL;
    }
    if (!fine || !read_files(template, files, diags)) {
        failure_set(error, DIAG_UNREADABLE, source->name, 0, 0,
                    _("the template can't be used; correct what is reported about it"));
        return NULL;
    }
    spell_texts(template);
    return g_steal_pointer(&template);
}

/* "en" of "en-GB". */
static char *
primary_language(const char *language)
{
    g_autofree char *primary = g_strndup(language, strcspn(language, "-_"));
    return g_ascii_strdown(primary, -1);
}

void
template_choose_language(Template *template, const char *language)
{
    if (language == NULL || template->languages == NULL)
        return;

    g_autofree char *primary = primary_language(language);
    GHashTable *texts = g_hash_table_lookup(template->languages, primary);
    GHashTableIter iter;
    gpointer key, text;
    if (texts == NULL)
        return;

    g_free(template->language);
    template->language = g_strdup(language);
    g_hash_table_iter_init(&iter, texts);
    while (g_hash_table_iter_next(&iter, &key, &text))
        g_hash_table_replace(template->texts, g_strdup(key), house_style_apply(template, text));
}

const char *
template_text(const Template *template, const char *key)
{
    const char *text = g_hash_table_lookup(template->texts, key);
    g_assert(text != NULL);
    return text;
}

static const char *
find_value(GHashTable *values, const char *place, size_t length)
{
    g_autofree char *name = g_strndup(place, length);
    return g_hash_table_lookup(values, name);
}

/* A place without a value stays as it stands: reading the template saw to it that there is none. */
static char *
fill(const char *text, GHashTable *values)
{
    GString *result = g_string_new(NULL);

    while (*text != '\0') {
        size_t literal = strcspn(text, "{");
        g_string_append_len(result, text, (gssize)literal);
        text += literal;
        if (*text == '\0')
            break;
        size_t length = strcspn(text + 1, "}");
        const char *value = find_value(values, text + 1, length);
        if (value == NULL) {
            g_string_append_c(result, *text++);
            continue;
        }
        g_string_append(result, value);
        text += length + 2;
    }
    return g_string_free(result, FALSE);
}

char *
template_fill(const Template *template, const char *key, ...)
{
    g_autoptr(GHashTable) values = g_hash_table_new(g_str_hash, g_str_equal);
    va_list arguments;

    va_start(arguments, key);
    for (const char *name = va_arg(arguments, const char *); name != NULL;
         name = va_arg(arguments, const char *)) {
        const char *value = va_arg(arguments, const char *);
        g_hash_table_insert(values, (gpointer)name, (gpointer)(value != NULL ? value : ""));
    }
    va_end(arguments);
    return fill(template_text(template, key), values);
}
