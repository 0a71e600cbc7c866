/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Fields of Word (ECMA-376 part 1, 17.16): an instruction, then what it came to, which is printed.
 * They nest, and a result may run over paragraphs (a table of contents does).
 */
#include <string.h>

#include "read/docx-private.h"

enum { FIELD_LIMIT = 64, INSTRUCTION_LIMIT = 256 };

typedef struct Field {
    GString *instruction;
    bool has_result; /* what follows is printed */
    bool replaced;   /* the result's text is left out: something stands in its place */
} Field;

struct DocxFields {
    GArray *open; /* Field; the last is the innermost */
};

static void
field_clear(gpointer data)
{
    Field *field = data;
    g_string_free(field->instruction, TRUE);
}

DocxFields *
docx_fields_new(void)
{
    DocxFields *fields = g_new(DocxFields, 1);
    fields->open = g_array_new(FALSE, FALSE, sizeof(Field));
    g_array_set_clear_func(fields->open, field_clear);
    return fields;
}

void
docx_fields_free(DocxFields *fields)
{
    if (fields == NULL)
        return;

    g_array_unref(fields->open);
    g_free(fields);
}

static Field *
innermost(const DocxFields *fields)
{
    guint count = fields->open->len;
    return count > 0 ? &g_array_index(fields->open, Field, count - 1) : NULL;
}

void
docx_fields_begin(DocxFields *fields)
{
    Field added = { .instruction = g_string_new(NULL) };

    if (fields->open->len < FIELD_LIMIT)
        g_array_append_val(fields->open, added);
    else
        field_clear(&added);
}

void
docx_fields_instruct(DocxFields *fields, const char *text, size_t length)
{
    Field *field = innermost(fields);
    if (field != NULL && field->instruction->len + length <= INSTRUCTION_LIMIT)
        g_string_append_len(field->instruction, text, (gssize)length);
}

char *
docx_fields_separate(DocxFields *fields)
{
    Field *field = innermost(fields);
    if (field == NULL || field->has_result)
        return NULL;

    field->has_result = true;
    g_auto(GStrv) words = g_strsplit_set(field->instruction->str, " \t", 16);
    bool reference = false;
    for (guint i = 0; words[i] != NULL; i++) {
        if (reference && *words[i] != '\0')
            return g_strdup(words[i]);
        if (*words[i] != '\0' && strcmp(words[i], "NOTEREF") != 0)
            return NULL;
        reference = reference || *words[i] != '\0';
    }
    return NULL;
}

/* The word behind HYPERLINK, or behind its \\l, without quotation marks (17.16.5.25). */
char *
docx_fields_link(const DocxFields *fields)
{
    const Field *field = innermost(fields);
    const char *name = field != NULL ? strstr(field->instruction->str, "HYPERLINK") : NULL;
    if (name == NULL ||
        strspn(field->instruction->str, " \t") != (size_t)(name - field->instruction->str))
        return NULL;

    const char *place = strstr(name, "\\l");
    g_auto(GStrv) words = g_strsplit(place != NULL ? place : name, "\"", 3);
    if (words[0] == NULL || words[1] == NULL)
        return NULL;
    return g_strconcat(place != NULL ? "#" : "", words[1], NULL);
}

void
docx_fields_replace(DocxFields *fields)
{
    Field *field = innermost(fields);
    if (field != NULL)
        field->replaced = true;
}

bool
docx_fields_count_pages(const DocxFields *fields)
{
    static const char *const names[] = { "PAGE", "NUMPAGES", "SECTIONPAGES", NULL };
    const Field *field = innermost(fields);
    if (field == NULL)
        return false;

    const char *start = field->instruction->str + strspn(field->instruction->str, " \t");
    g_autofree char *name = g_strndup(start, strcspn(start, " \t"));
    return g_strv_contains(names, name);
}

void
docx_fields_end(DocxFields *fields)
{
    if (fields->open->len > 0)
        g_array_set_size(fields->open, fields->open->len - 1);
}

bool
docx_fields_hide(const DocxFields *fields)
{
    for (guint i = 0; i < fields->open->len; i++) {
        const Field *field = &g_array_index(fields->open, Field, i);
        if (!field->has_result || field->replaced)
            return true;
    }
    return false;
}

void
docx_fields_drop_broken(DocxFields *fields)
{
    for (guint i = fields->open->len; i > 0; i--) {
        const Field *field = &g_array_index(fields->open, Field, i - 1);
        if (!field->has_result || field->replaced)
            g_array_remove_index(fields->open, i - 1);
    }
}

void
docx_fields_clear(DocxFields *fields)
{
    g_array_set_size(fields->open, 0);
}
