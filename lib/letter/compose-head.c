/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "letter/compose-private.h"

/* What stands around the letter's text: addresses, subject, the reference column, the marks of a draft. */

const char *
field_text(const Field *field)
{
    return field->text != NULL && *field->text != '\0' ? field->text : NULL;
}

static void
item_free(gpointer data)
{
    ReferenceItem *item = data;

    g_free(item->label);
    g_ptr_array_unref(item->lines);
    g_free(item);
}

static ReferenceItem *
add_item(GPtrArray *column, const char *label)
{
    ReferenceItem *item = g_new0(ReferenceItem, 1);
    item->label = g_strdup(label);
    item->lines = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(column, item);
    return item;
}

void
head_add_lines(GPtrArray *lines, const char *text)
{
    g_auto(GStrv) pieces = g_strsplit(text, "\n", -1);

    for (guint i = 0; pieces[i] != NULL; i++) {
        char *line = g_strstrip(g_strdup(pieces[i]));
        if (*line != '\0')
            g_ptr_array_add(lines, line);
        else
            g_free(line);
    }
}

static void
add_labelled(const Composer *composer, GPtrArray *column, const char *key, const char *text)
{
    if (text == NULL)
        return;

    ReferenceItem *item = add_item(column, template_text(composer->template, key));
    head_add_lines(item->lines, text);
}

/* The sender: the directorate in bold, where it sits, and its site. */
static void
add_lines(ReferenceItem *item, const GPtrArray *fields)
{
    for (guint i = 0; fields != NULL && i < fields->len; i++) {
        const char *line = field_text(g_ptr_array_index(fields, i));
        if (line != NULL)
            head_add_lines(item->lines, line);
    }
}

static void
add_sender(const Composer *composer, GPtrArray *column)
{
    const LetterData *data = composer->data;
    ReferenceItem *item = add_item(column, field_text(&data->directorate));

    add_lines(item, data->address);
    if (field_text(&data->website) != NULL)
        head_add_lines(item->lines, data->website.text);
    if (item->label == NULL && item->lines->len == 0)
        g_ptr_array_set_size(column, (int)column->len - 1);
}

/* The order of published letters (domain.md 2.1). */
static GPtrArray *
first_column(const Composer *composer)
{
    const LetterData *data = composer->data;
    GPtrArray *column = g_ptr_array_new_with_free_func(item_free);

    add_sender(composer, column);
    add_labelled(composer, column, "contact_label", field_text(&data->contact));
    add_labelled(composer, column, "reference_label", field_text(&data->reference));
    add_labelled(composer, column, "your_reference_label", field_text(&data->your_reference));
    if (data->attachments->len > 0)
        add_lines(add_item(column, template_text(composer->template, "attachments_label")),
                  data->attachments);
    const char *closing = template_text(composer->template, "reference_closing");
    if (*closing != '\0') {
        ReferenceItem *item = add_item(column, NULL);
        item->italic = true;
        head_add_lines(item->lines, closing);
    }
    return column;
}

static GPtrArray *
next_column(const Composer *composer, const char *date)
{
    GPtrArray *column = g_ptr_array_new_with_free_func(item_free);
    const char *directorate = field_text(&composer->data->directorate);

    if (directorate != NULL)
        add_item(column, directorate);
    add_labelled(composer, column, "date_label", date);
    add_labelled(composer, column, "reference_label", field_text(&composer->data->reference));
    return column;
}

/* Post goes to the box where there is one: it and what follows it, else the whole address. */
static char *
return_address(const Composer *composer)
{
    const GPtrArray *address = composer->data->address;
    g_autoptr(GPtrArray) lines = g_ptr_array_new();

    for (guint i = 0; address != NULL && i < address->len; i++) {
        const char *line = field_text(g_ptr_array_index(address, i));
        if (line == NULL)
            continue;
        if (g_str_has_prefix(line, "Postbus"))
            g_ptr_array_set_size(lines, 0);
        g_ptr_array_add(lines, (gpointer)line);
    }
    if (lines->len == 0)
        return NULL;

    g_ptr_array_add(lines, NULL);
    g_autofree char *joined = g_strjoinv(" ", (char **)lines->pdata);
    return template_fill(composer->template, "return_address", "address", joined, NULL);
}

static char *
draft_count(const Composer *composer)
{
    const Coverage *coverage = composer->coverage;
    const struct {
        const char *name;
        guint count;
    } rows[] = { { "questions", coverage->count },
                 { "answered", coverage->answered },
                 { "approved", coverage->approved },
                 { "deferred", coverage->deferred },
                 { "open", coverage->count - coverage->answered } };
    char text[G_N_ELEMENTS(rows)][16];

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        g_snprintf(text[i], sizeof text[i], "%u", rows[i].count);
    return template_fill(composer->template, "draft_count", rows[0].name, text[0], rows[1].name,
                         text[1], rows[2].name, text[2], rows[3].name, text[3], rows[4].name,
                         text[4], NULL);
}

/* An empty text of the template: nothing is printed. */
static char *
text_or_null(const Composer *composer, const char *key)
{
    const char *text = template_text(composer->template, key);
    return *text != '\0' ? g_strdup(text) : NULL;
}

static void
set_labels(const Composer *composer, LetterHead *head)
{
    head->date_label = text_or_null(composer, "date_label");
    head->subject_label = text_or_null(composer, "subject_label");
    head->running_label = text_or_null(composer, "running");
    head->running_range = text_or_null(composer, "ids_range");
    head->running_two = text_or_null(composer, "ids_two");
    head->contents_label = text_or_null(composer, "contents");
    head->contents_ids_label = composer->ids ? text_or_null(composer, "contents_ids") : NULL;
    head->contents_page_label = text_or_null(composer, "contents_page");
    head->contents_ids_aloud = text_or_null(composer, "contents_ids_aloud");
    head->contents_page_aloud = text_or_null(composer, "contents_page_aloud");
    head->page_text = text_or_null(composer, "page");
    head->note_from = text_or_null(composer, "note_from");
    head->note_on = text_or_null(composer, "note_on");
    head->note_link = text_or_null(composer, "note_link");
    head->this_page = text_or_null(composer, "this_page");
    head->note_back = text_or_null(composer, "note_back");
    head->draft_more = text_or_null(composer, "draft_more");
}

/* The frames of a letter: whom it goes to, and the reference column. */
static void
compose_letter_head(Composer *composer)
{
    const LetterData *data = composer->data;
    LetterHead *head = &composer->letter->head;
    const char *class = field_text(&data->classification);

    head->ministry = g_strdup(field_text(&data->ministry));
    head->return_address = return_address(composer);
    if (field_text(&data->to) != NULL)
        head_add_lines(head->addressee, data->to.text);
    head->subject = g_strdup(field_text(&data->subject));
    g_ptr_array_extend_and_steal(head->reference_first, first_column(composer));
    g_ptr_array_extend_and_steal(head->reference_next, next_column(composer, head->date));
    head->classification = class != NULL ? g_utf8_strup(class, -1) : NULL;
}

void
compose_head(Composer *composer, const ComposeOptions *options)
{
    LetterHead *head = &composer->letter->head;
    const char *date = field_text(&composer->data->date);

    set_labels(composer, head);
    head->date = date != NULL ? template_date(composer->template, date) : NULL;
    head->addressee = g_ptr_array_new_with_free_func(g_free);
    head->reference_first = g_ptr_array_new_with_free_func(item_free);
    head->reference_next = g_ptr_array_new_with_free_func(item_free);
    switch (composer->template->style.head) {
    case HEAD_LETTER:
        compose_letter_head(composer);
        break;
    case HEAD_KAMERSTUK:
        compose_kamerstuk(composer);
        break;
    case HEAD_OVERVIEW: /* says itself how far all is, whether a draft or not */
        return;
    }
    if (options->draft) {
        head->draft_mark = text_or_null(composer, "draft");
        head->draft_count = draft_count(composer);
    }
}
