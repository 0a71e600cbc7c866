/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/failure.h"

typedef struct FailurePrivate {
    char *file;
    int line, column;
} FailurePrivate;

static void
failure_private_init(FailurePrivate *private)
{
    *private = (FailurePrivate){ 0 };
}

static void
failure_private_copy(const FailurePrivate *from, FailurePrivate *to)
{
    to->file = g_strdup(from->file);
    to->line = from->line;
    to->column = from->column;
}

static void
failure_private_clear(FailurePrivate *private)
{
    g_free(private->file);
}

G_DEFINE_EXTENDED_ERROR(Failure, failure)

static void
set(GError **error, DiagCode code, const char *file, int line, int column, const char *format,
    va_list arguments)
{
    if (error == NULL)
        return;

    *error = g_error_new_valist(FAILURE, (int)code, format, arguments);
    FailurePrivate *private = failure_get_private(*error);
    private->file = g_strdup(file);
    private->line = line;
    private->column = column;
}

void
failure_set(GError **error, DiagCode code, const char *file, int line, int column,
            const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    set(error, code, file, line, column, format, arguments);
    va_end(arguments);
}

void
failure_set_span(GError **error, DiagCode code, Span span, const char *format, ...)
{
    int line = 0, column = 0;
    if (span_is_set(span))
        source_position(span.source, span.start, &line, &column);

    va_list arguments;
    va_start(arguments, format);
    set(error, code, span_is_set(span) ? span.source->name : NULL, line, column, format, arguments);
    va_end(arguments);
}

void
failure_report(const GError *error, Diags *diags)
{
    DiagPlace place = { 0 };
    if (error->domain != FAILURE) {
        diags_add_at(diags, DIAG_UNREADABLE, &place, error->message);
        return;
    }

    const FailurePrivate *private = failure_get_private(error);
    place.file = private->file;
    place.line = private->line;
    place.column = private->column;
    diags_add_at(diags, (DiagCode)error->code, &place, error->message);
}
