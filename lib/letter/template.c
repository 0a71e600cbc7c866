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
    g_free(template->language);
    for (int i = 0; i < STYLE_COUNT; i++)
        g_free(template->style.text[i].family);
    g_hash_table_unref(template->texts);
    g_free(template);
}

Template *
read_template(Source *source, Diags *diags, GError **error)
{
    g_autoptr(YamlNode) root = yaml_parse(source, diags, error);
    if (root == NULL)
        return NULL;

    g_autoptr(Template) template = template_new();
    Span top = span_new(source, 0, 0);
    bool fine = template_read_group(root, top, template_keys, template, diags);
    if (fine)
        fine = template_check(template, root, diags);
    if (!fine) {
        failure_set(error, DIAG_UNREADABLE, source->name, 0, 0,
                    _("the template can't be used; correct what is reported about it"));
        return NULL;
    }
    return g_steal_pointer(&template);
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
