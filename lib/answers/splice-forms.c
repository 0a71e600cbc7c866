/* SPDX-License-Identifier: EUPL-1.2 */
/* The form in which a new value is written: that of what stood there as far as it can hold it. */
#include <string.h>

#include "answers/splice-private.h"
#include "answers/write-yaml.h"

static YamlLines
lines_for(const Form *form)
{
    int indent = MAX(form->parent + form->step, form->least);

    /* One without lines tells no indentation. */
    if (form->old != NULL && is_block_scalar(form->old) && *form->old->scalar != '\0')
        indent = MAX(block_lines(form->old).indent, form->parent + 1);
    return (YamlLines){ form->parent, MAX(indent, form->least), form->eol };
}

/* The style that the old value asks for; a sentence that went over several lines may do so again. */
static YamlStyle
old_style(const char *text, const YamlNode *old)
{
    if (old == NULL || old->kind != YAML_SCALAR || is_missing(old))
        return yaml_is_long(text) ? YAML_FOLDED : YAML_PLAIN;
    if (is_block_scalar(old))
        return old->style;

    bool one_line = line_end(old->span.source, old->span.start) >= old->end;
    return one_line || !yaml_is_long(text) ? old->style : YAML_FOLDED;
}

static YamlStyle
choose_style(const char *text, const Form *form)
{
    YamlLines lines = lines_for(form);
    bool lasting = strchr(text, '\n') != NULL;
    const YamlStyle wanted[] = { lasting ? YAML_LITERAL : old_style(text, form->old), YAML_PLAIN,
                                 YAML_SINGLE };

    for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++) {
        bool block = wanted[i] == YAML_LITERAL || wanted[i] == YAML_FOLDED;
        if (block && (form->in_flow || form->no_block))
            continue;
        if (yaml_fits(text, wanted[i], form->in_flow ? NULL : &lines))
            return wanted[i];
    }
    return YAML_DOUBLE;
}

static void
write_flow(GString *out, const YamlNode *collection, const Form *form)
{
    bool list = collection->kind == YAML_SEQUENCE;
    Form inside = *form;

    inside.in_flow = true;
    inside.old = NULL;
    g_string_append_c(out, list ? '[' : '{');
    for (guint i = 0; i < yaml_child_count(collection); i++) {
        Child child = yaml_child(collection, i);
        NewChild item = { list ? NULL : child.pair->key, (YamlNode *)child.node };
        g_string_append(out, i > 0 ? ", " : "");
        write_child(out, &item, 0, &inside);
    }
    g_string_append_c(out, list ? ']' : '}');
}

/* Each child on a line of its own, with the line end before it. */
static void
write_block(GString *out, const YamlNode *collection, int column, const Form *form)
{
    for (guint i = 0; i < yaml_child_count(collection); i++) {
        Child child = yaml_child(collection, i);
        NewChild item = { child.pair != NULL ? child.pair->key : NULL, (YamlNode *)child.node };
        g_string_append_printf(out, "%s%*s", form->eol, column, "");
        write_child(out, &item, column, form);
    }
}

static bool
is_block(const YamlNode *value, const Form *form)
{
    return value->kind != YAML_SCALAR && value->style == YAML_BLOCK && !form->in_flow &&
           yaml_child_count(value) > 0;
}

/* A text that is still to be written under its `|`; comments behind it would be taken for it. */
static bool
is_open_text(const YamlNode *value, const Form *form)
{
    return value->scalar[0] == '\0' && value->style == YAML_LITERAL && form->old == NULL &&
           !form->in_flow && !form->no_block && form->least == 0;
}

size_t
write_value(GString *out, const YamlNode *value, const Form *form)
{
    size_t start = out->len;

    if (is_block(value, form)) {
        write_block(out, value, form->parent + 2, form);
        return start;
    }
    if (value->kind != YAML_SCALAR) {
        write_flow(out, value, form);
        return out->len;
    }
    if (is_missing(value) && !form->in_flow)
        return start;
    if (is_open_text(value, form)) {
        g_string_append_c(out, '|');
        return out->len;
    }

    YamlLines lines = lines_for(form);
    yaml_write_as(out, value->scalar, choose_style(value->scalar, form), &lines);
    return start + strcspn(out->str + start, "\r\n");
}

/* The pairs of a mapping in a list: the first stands behind the dash. */
static void
write_item(GString *out, const YamlNode *mapping, int column, const Form *form)
{
    for (guint i = 0; i < mapping->pairs->len; i++) {
        const YamlPair *pair = g_ptr_array_index(mapping->pairs, i);
        NewChild child = { pair->key, pair->value };
        if (i > 0)
            g_string_append_printf(out, "%s%*s", form->eol, column, "");
        write_child(out, &child, column, form);
    }
}

void
write_child(GString *out, const NewChild *child, int column, const Form *form)
{
    bool block = is_block(child->value, form);
    Form inside = *form;

    inside.old = NULL;
    inside.parent = column;
    if (child->key != NULL) {
        yaml_write_word(out, child->key);
        g_string_append_c(out, ':');
    } else if (!form->in_flow) {
        g_string_append_c(out, '-');
    }
    if (block && child->key == NULL && child->value->kind == YAML_MAPPING) {
        g_string_append_c(out, ' ');
        write_item(out, child->value, column + 2, &inside);
        return;
    }
    bool spaced = child->key != NULL || !form->in_flow;
    if (spaced && !block && !(is_missing(child->value) && !form->in_flow))
        g_string_append_c(out, ' ');
    write_value(out, child->value, &inside);
}

bool
needs_line_end(const YamlNode *value, const Form *form)
{
    Form inside = *form;

    while (is_block(value, form)) {
        value = yaml_child(value, yaml_child_count(value) - 1).node;
        inside.old = NULL;
    }
    return value->kind == YAML_SCALAR && g_str_has_suffix(value->scalar, "\n") &&
           choose_style(value->scalar, &inside) == YAML_LITERAL;
}
