/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/diag.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct CodeRow {
    DiagLevel level;
    const char *slug, *meaning, *remedy;
} CodeRow;

static const CodeRow code_rows[DIAG_CODE_COUNT] = {
#define DIAG(name, level, slug, meaning, remedy)                                                   \
    [DIAG_##name] = { DIAG_##level, slug, meaning, remedy },
#include "base/diag-codes.def"
#undef DIAG
};

static void
place_clear(DiagPlace *place)
{
    g_free(place->file);
    g_free(place->excerpt);
    g_free(place->message);
}

static void
place_free(gpointer data)
{
    place_clear(data);
    g_free(data);
}

static void
diag_free(gpointer data)
{
    Diag *diag = data;

    place_clear(&diag->place);
    g_free(diag->question);
    g_free(diag->message);
    if (diag->related != NULL)
        g_ptr_array_unref(diag->related);
    g_free(diag);
}

Diags *
diags_new(void)
{
    Diags *diags = g_new0(Diags, 1);
    diags->items = g_ptr_array_new_with_free_func(diag_free);
    return diags;
}

void
diags_free(Diags *diags)
{
    if (diags == NULL)
        return;

    g_ptr_array_unref(diags->items);
    g_free(diags);
}

/* A finding marks what stands on one line: a longer span is marked to the end of its first. */
static DiagPlace
place_of(Span span)
{
    DiagPlace place = { 0 };
    if (!span_is_set(span))
        return place;

    int line;
    size_t end = CLAMP(span.end, span.start, source_line_end(span.source, span.start));
    place.file = g_strdup(span.source->name);
    place.start = span.start;
    place.end = span.end;
    source_position(span.source, span.start, &place.line, &place.column);
    source_position(span.source, end, &line, &place.end_column);
    place.excerpt = source_excerpt(span.source, span.start, &place.excerpt_column);
    return place;
}

static Diag *
add(Diags *diags, DiagCode code, DiagPlace place, const char *question, char *message)
{
    Diag *diag = g_new0(Diag, 1);
    diag->code = code;
    diag->level = code_rows[code].level;
    diag->place = place;
    diag->question = g_strdup(question);
    diag->message = message;
    g_ptr_array_add(diags->items, diag);
    return diag;
}

Diag *
diags_add(Diags *diags, DiagCode code, Span span, const char *question, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);

    return add(diags, code, place_of(span), question, message);
}

Diag *
diags_add_at(Diags *diags, DiagCode code, const DiagPlace *place, const char *message)
{
    DiagPlace copy = { .file = g_strdup(place->file),
                       .line = place->line,
                       .column = place->column };

    return add(diags, code, copy, NULL, g_strdup(message));
}

void
diag_relate(Diag *diag, Span span, const char *format, ...)
{
    if (!span_is_set(span))
        return;

    DiagPlace *place = g_new(DiagPlace, 1);
    *place = place_of(span);
    va_list arguments;
    va_start(arguments, format);
    place->message = g_strdup_vprintf(format, arguments);
    va_end(arguments);

    if (diag->related == NULL)
        diag->related = g_ptr_array_new_with_free_func(place_free);
    g_ptr_array_add(diag->related, place);
}

DiagLevel
diags_highest(const Diags *diags)
{
    DiagLevel highest = DIAG_NOTE;

    for (guint i = 0; i < diags->items->len; i++) {
        const Diag *diag = g_ptr_array_index(diags->items, i);
        highest = MAX(highest, diag->level);
    }
    return highest;
}

static guint
file_rank(const GPtrArray *files, const char *file)
{
    guint rank = G_MAXUINT;

    if (file != NULL)
        g_ptr_array_find_with_equal_func((GPtrArray *)files, file, g_str_equal, &rank);
    return rank;
}

static int
compare(gconstpointer left, gconstpointer right, gpointer files)
{
    const Diag *a = *(Diag *const *)left, *b = *(Diag *const *)right;
    guint rank_a = file_rank(files, a->place.file), rank_b = file_rank(files, b->place.file);

    if (rank_a != rank_b)
        return rank_a < rank_b ? -1 : 1;
    int by_name = g_strcmp0(a->place.file, b->place.file);
    if (by_name != 0)
        return by_name;
    if (a->place.line != b->place.line)
        return a->place.line - b->place.line;
    if (a->place.column != b->place.column)
        return a->place.column - b->place.column;
    int by_code = strcmp(code_rows[a->code].slug, code_rows[b->code].slug);
    return by_code != 0 ? by_code : g_strcmp0(a->question, b->question);
}

void
diags_sort(Diags *diags, const GPtrArray *files)
{
    g_ptr_array_sort_with_data(diags->items, compare, (gpointer)files);
}

const char *
diag_code_slug(DiagCode code)
{
    return code_rows[code].slug;
}

DiagLevel
diag_code_level(DiagCode code)
{
    return code_rows[code].level;
}

const char *
diag_code_meaning(DiagCode code)
{
    return code_rows[code].meaning;
}

const char *
diag_code_remedy(DiagCode code)
{
    return code_rows[code].remedy;
}

const char *
diag_level_slug(DiagLevel level)
{
    static const char *const slugs[] = { "note", "warning", "error", "fatal" };
    return slugs[level];
}

bool
diag_code_find(const char *slug, DiagCode *ret_code)
{
    for (int code = 0; code < DIAG_CODE_COUNT; code++) {
        if (strcmp(code_rows[code].slug, slug) != 0)
            continue;
        *ret_code = (DiagCode)code;
        return true;
    }
    return false;
}
