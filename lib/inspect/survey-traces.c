/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "inspect/survey-private.h"

/* What the PDF tells of people and machines: attachments first, since they say who they are. */

static void
trace_attachments(Survey *survey, Traces *traces)
{
    g_autoptr(GPtrArray) all = find_attachments(survey->pdf);
    for (guint i = 0; i < all->len; i++) {
        const Attached *attached = g_ptr_array_index(all, i);
        g_auto(Object) stream = attached_stream(attached);
        g_autoptr(GBytes) data = object_data(&stream);
        g_autofree char *description = object_get_text(&attached->specification, "/Desc");

        trace_text(traces, "/Names", attached->name);
        traces->file = attached->name;
        if (description != NULL)
            trace_text(traces, "/Desc", description);
        if (data != NULL && g_bytes_get_size(data) > 0)
            trace_file(traces, data);
        traces->file = NULL;
    }
}

static void
trace_rows(Survey *survey, Traces *traces)
{
    static const char *const keys[] = { "text", "alt", "actual", "title" };
    const json_t *row;
    size_t i;
    json_array_foreach(json_object_get(survey->report, "structure"), i, row)
    {
        traces->page = (int)json_integer_value(json_object_get(row, "page"));
        for (gsize k = 0; k < G_N_ELEMENTS(keys); k++) {
            const char *text = json_string_value(json_object_get(row, keys[k]));
            if (text != NULL)
                trace_text(traces, keys[k], text);
        }
    }
    traces->page = 0;
}

/* Is it printed? Then who reads the pages knows it. */
static bool
is_printed(const Survey *survey, const char *text)
{
    const json_t *row;
    size_t i;
    json_array_foreach(json_object_get(survey->report, "structure"), i, row)
    {
        const char *printed = json_string_value(json_object_get(row, "text"));
        if (printed != NULL && strstr(printed, text) != NULL)
            return true;
    }
    return false;
}

/* An author that the pages name, as the ministry does in its letterhead, is no secret. */
static void
forget_printed(const Survey *survey, json_t *list)
{
    for (size_t i = json_array_size(list); i > 0; i--) {
        const json_t *trace = json_array_get(list, i - 1);
        const char *kind = json_string_value(json_object_get(trace, "kind"));
        if (strcmp(kind, TRACE_PERSON) == 0 &&
            is_printed(survey, json_string_value(json_object_get(trace, "text"))))
            json_array_remove(list, i - 1);
    }
}

void
survey_traces(Survey *survey, Traces *traces)
{
    trace_attachments(survey, traces);
    trace_pdf(traces, survey->pdf);
    trace_rows(survey, traces);
    forget_printed(survey, traces->list);
    json_object_set(survey->report, "traces", traces->list);
}
