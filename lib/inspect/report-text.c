/* SPDX-License-Identifier: EUPL-1.2 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "inspect/inspect-private.h"

/* The report for people. All texts of the file were cleaned of what steers terminals when they were read. */

/* A part begins with an empty line and its name. */
static void
begin_part(GString *out, const char *name)
{
    g_string_append_printf(out, "\n%s\n", name);
}

static void
append_value(GString *out, const char *name, const char *value)
{
    if (value != NULL)
        g_string_append_printf(out, "%s: %s\n", name, value);
}

static char *
join(const json_t *list)
{
    GString *joined = g_string_new(NULL);
    const json_t *item;
    size_t i;
    json_array_foreach(list, i, item)
        g_string_append_printf(joined, "%s%s", i > 0 ? ", " : "", json_string_value(item));
    return g_string_free(joined, FALSE);
}

static void
append_head(const Inspection *inspection, GString *out)
{
    const json_t *report = inspection->report;
    guint pages = (guint)json_array_size(report_list(report, "pages"));
    g_autofree char *standards = join(report_list(report, "standards"));

    g_string_append_printf(out, "%s: PDF %s, ", inspection->name, report_text(report, "version"));
    g_string_append_printf(out, ngettext("%u page", "%u pages", pages), pages);
    g_string_append_printf(out, _(", %d bytes"), report_number(report, "bytes"));
    g_string_append_c(out, '\n');
    append_value(out, _("Standards claimed"), *standards != '\0' ? standards : _("none"));
    append_value(out, _("Structure tree"), report_flag(report, "tagged") ? _("yes") : _("no"));
    append_value(out, _("Language"), report_text(report, "language"));
    if (report_flag(report, "encrypted"))
        append_value(out, _("Encrypted"), _("yes, with an empty password"));
}

static void
append_mapping(GString *out, const char *name, const json_t *mapping)
{
    const char *key;
    const json_t *value;
    if (json_object_size(mapping) == 0)
        return;
    begin_part(out, name);
    json_object_foreach((json_t *)mapping, key, value)
        g_string_append_printf(out, "  %s: %s\n", key, json_string_value(value));
}

/* Boxes in points, as the file has them: "media 0 0 595.28 841.89". */
static char *
describe_boxes(const json_t *boxes)
{
    GString *text = g_string_new(NULL);
    const char *key;
    const json_t *box, *number;
    size_t i;
    json_object_foreach((json_t *)boxes, key, box)
    {
        g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "", key);
        json_array_foreach(box, i, number)
        {
            char digits[G_ASCII_DTOSTR_BUF_SIZE];
            g_ascii_formatd(digits, sizeof digits, "%.6g", json_number_value(number));
            g_string_append_printf(text, " %s", digits);
        }
    }
    return g_string_free(text, FALSE);
}

/* Pages that follow each other with the same boxes are one line. */
static void
append_pages(const json_t *pages, GString *out)
{
    size_t count = json_array_size(pages);
    begin_part(out, _("Pages"));
    for (size_t i = 0, end; i < count; i = end) {
        const json_t *first = json_array_get(pages, i);
        const json_t *boxes = report_list(first, "boxes");
        for (end = i + 1; end < count; end++)
            if (!json_equal(boxes, report_list(json_array_get(pages, end), "boxes")))
                break;
        const char *from = report_text(first, "label");
        const char *to = report_text(json_array_get(pages, end - 1), "label");
        g_autofree char *described = describe_boxes(boxes);
        g_string_append_printf(out, "  %zu", i + 1);
        if (end > i + 1)
            g_string_append_printf(out, "-%zu", end);
        if (from != NULL && to != NULL && end > i + 1)
            g_string_append_printf(out, " (%s-%s)", from, to);
        else if (from != NULL)
            g_string_append_printf(out, " (%s)", from);
        g_string_append_printf(out, ": %s\n", described);
    }
}

static void
append_fonts(const json_t *fonts, GString *out)
{
    const json_t *font;
    size_t i;
    if (json_array_size(fonts) > 0)
        begin_part(out, _("Fonts"));
    json_array_foreach(fonts, i, font)
    {
        const char *name = report_text(font, "name"), *type = report_text(font, "type");
        g_string_append_printf(
            out, "  %s: %s, %s%s, %s\n", name != NULL ? name : "-", type != NULL ? type : "-",
            report_flag(font, "embedded") ? _("embedded") : _("not embedded"),
            report_flag(font, "subset") ? _(", subset") : "",
            report_flag(font, "unicode") ? _("with its text") : _("without its text"));
    }
}

static void
append_outline(const json_t *outline, GString *out)
{
    const json_t *item;
    size_t i;
    if (json_array_size(outline) > 0)
        begin_part(out, _("Outline"));
    json_array_foreach(outline, i, item)
    {
        const char *title = report_text(item, "title");
        int depth = report_number(item, "depth"), page = report_number(item, "page");
        g_string_append_printf(out, "%*s%s", 2 * MIN(depth, 40) + 2, "",
                               title != NULL ? title : "-");
        if (page > 0)
            g_string_append_printf(out, _(", page %d"), page);
        g_string_append_c(out, '\n');
    }
}

static void
append_attachments(const json_t *attachments, GString *out)
{
    const json_t *attachment;
    size_t i;
    if (json_array_size(attachments) > 0)
        begin_part(out, _("Attachments"));
    json_array_foreach(attachments, i, attachment)
    {
        const char *type = report_text(attachment, "type");
        const char *relation = report_text(attachment, "relation");
        g_string_append_printf(out, "  %s: %s, %s", report_text(attachment, "name"),
                               type != NULL ? type : "-", relation != NULL ? relation : "-");
        g_string_append_printf(out, _(", %d bytes"), report_number(attachment, "bytes"));
        g_string_append_c(out, '\n');
    }
}

static void
append_signature(const json_t *signature, GString *out)
{
    const char *signer = report_text(signature, "signer"), *name = report_text(signature, "name");
    const char *digest = report_text(signature, "digest"), *date = report_text(signature, "date");
    const json_t *range = report_list(signature, "range"), *number;
    size_t i;

    g_string_append_printf(out, "  %s",
                           signer != NULL ? signer
                           : name != NULL ? name
                                          : _("unknown"));
    if (date != NULL)
        g_string_append_printf(out, ", %s", date);
    if (json_array_size(range) == 4)
        g_string_append(out, _(", bytes"));
    json_array_foreach(range, i, number)
        g_string_append_printf(out, " %" JSON_INTEGER_FORMAT, json_integer_value(number));
    g_string_append_printf(out, ", %s\n",
                           g_strcmp0(digest, "right") == 0   ? _("signed part unchanged")
                           : g_strcmp0(digest, "wrong") == 0 ? _("signed part changed")
                                                             : _("not checked"));
}

static void
append_signatures(const json_t *signatures, GString *out)
{
    const json_t *signature;
    size_t i;
    if (json_array_size(signatures) > 0)
        begin_part(out, _("Signatures (whom to trust is not checked)"));
    json_array_foreach(signatures, i, signature) append_signature(signature, out);
}

/* An element with the text right behind it on one line. */
static void
append_row(const json_t *row, const json_t *next, GString *out)
{
    static const char *const values[] = { "role", "title", "language", "alt", "actual" };
    int depth = MIN(report_number(row, "depth"), 40);
    const char *type = report_text(row, "type"), *text = report_text(row, "text");

    g_string_append_printf(out, "%*s%s", 2 * depth + 2, "", type != NULL ? type : "");
    for (gsize i = 0; type != NULL && i < G_N_ELEMENTS(values); i++) {
        const char *value = report_text(row, values[i]);
        if (value != NULL)
            g_string_append_printf(out, " %s=\"%s\"", values[i], value);
    }
    if (type != NULL && next != NULL && report_number(next, "depth") == depth + 1)
        text = report_text(next, "text");
    g_autofree char *words = g_strstrip(g_strdup(text != NULL ? text : ""));
    if (*words != '\0')
        g_string_append_printf(out, "%s%s", type != NULL ? ": " : "", words);
    g_string_append_c(out, '\n');
}

static void
append_structure(const json_t *report, GString *out)
{
    const json_t *rows = report_list(report, "structure");
    size_t count = json_array_size(rows);
    if (count > 0)
        begin_part(out, report_text(json_array_get(rows, 0), "type") != NULL
                            ? _("Structure and text")
                            : _("Text as it is painted"));
    for (size_t i = 0; i < count; i++) {
        const json_t *row = json_array_get(rows, i), *next = json_array_get(rows, i + 1);
        if (report_text(row, "type") != NULL || g_strcmp0(report_text(row, "text"), " ") != 0)
            append_row(row, next, out);
        bool joined = report_text(row, "type") != NULL && next != NULL &&
                      report_text(next, "text") != NULL &&
                      report_number(next, "depth") == report_number(row, "depth") + 1;
        i += joined ? 1 : 0;
    }
}

static void
append_traces(const json_t *traces, GString *out)
{
    const json_t *trace;
    size_t i;
    begin_part(out, _("Traces of people and machines"));
    if (json_array_size(traces) == 0)
        g_string_append_printf(out, "  %s\n", _("none"));
    json_array_foreach(traces, i, trace)
    {
        const char *file = report_text(trace, "file");
        int page = report_number(trace, "page");
        g_string_append_printf(out, "  %s: %s (", report_text(trace, "kind"),
                               report_text(trace, "text"));
        if (file != NULL)
            g_string_append_printf(out, "%s, ", file);
        if (page > 0)
            g_string_append_printf(out, _("page %d, "), page);
        g_string_append_printf(out, "%s)\n", report_text(trace, "where"));
    }
}

void
inspection_public_text(const Inspection *inspection, GString *out)
{
    const json_t *report = inspection->report;

    append_head(inspection, out);
    append_mapping(out, _("Properties"), report_list(report, "properties"));
    append_mapping(out, _("Metadata"), report_list(report, "metadata"));
    append_attachments(report_list(report, "attachments"), out);
    append_traces(report_list(report, "traces"), out);
}

void
inspection_text(const Inspection *inspection, GString *out)
{
    const json_t *report = inspection->report;

    append_head(inspection, out);
    append_mapping(out, _("Properties"), report_list(report, "properties"));
    append_mapping(out, _("Metadata"), report_list(report, "metadata"));
    append_pages(report_list(report, "pages"), out);
    append_fonts(report_list(report, "fonts"), out);
    append_outline(report_list(report, "outline"), out);
    append_attachments(report_list(report, "attachments"), out);
    append_signatures(report_list(report, "signatures"), out);
    append_structure(report, out);
}
