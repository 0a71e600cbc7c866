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

void
diags_clear(Diags *diags)
{
    g_ptr_array_set_size(diags->items, 0);
    memset(diags->counts, 0, sizeof diags->counts);
    memset(diags->surplus, 0, sizeof diags->surplus);
}

void
diags_keep(Diags *diags, DiagCode code)
{
    for (guint i = diags->items->len; i > 0; i--) {
        const Diag *diag = g_ptr_array_index(diags->items, i - 1);
        if (diag->code != code)
            g_ptr_array_remove_index(diags->items, i - 1);
    }
    for (gsize other = 0; other < DIAG_CODE_COUNT; other++) {
        diags->counts[other] = other == code ? diags->counts[other] : 0;
        diags->surplus[other] = other == code ? diags->surplus[other] : NULL;
    }
}

void
diags_take(Diags *diags, Diags *from)
{
    for (gsize code = 0; code < DIAG_CODE_COUNT; code++) {
        diags->counts[code] += from->counts[code];
        if (diags->surplus[code] == NULL)
            diags->surplus[code] = from->surplus[code];
    }
    g_ptr_array_extend_and_steal(diags->items, g_steal_pointer(&from->items));
    from->items = g_ptr_array_new_with_free_func(diag_free);
    diags_clear(from);
}

bool
diags_may_suggest(const Diags *diags, DiagCode code)
{
    enum { SLIPS_MAX = 100 };

    return diags->counts[code] < SLIPS_MAX;
}

static bool
is_full(const Diags *diags, DiagCode code, const char *question)
{
    guint most = question != NULL ? DIAGS_ABOUT_QUESTIONS_MAX : DIAGS_OTHER_MAX;

    return diags->surplus[code] != NULL || diags->counts[code] >= most;
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
    diags->counts[code]++;
    g_ptr_array_add(diags->items, diag);
    return diag;
}

/* One more that is not listed; only of the first is anything but the number kept. */
static Diag *
count_surplus(Diags *diags, DiagCode code, DiagPlace (*place_of_first)(gconstpointer data),
              gconstpointer data)
{
    Diag *diag = diags->surplus[code];
    if (diag == NULL)
        diag = diags->surplus[code] = add(diags, code, place_of_first(data), NULL, NULL);

    diag->further++;
    g_free(diag->message);
    diag->message = g_strdup_printf(ngettext("%u more of this kind is not listed; mend those that "
                                             "are, and check again",
                                             "%u more of this kind are not listed; mend those that "
                                             "are, and check again",
                                             diag->further),
                                    diag->further);
    return diag;
}

static DiagPlace
place_of_span(gconstpointer span)
{
    return place_of(*(const Span *)span);
}

static DiagPlace
copy_place(gconstpointer data)
{
    const DiagPlace *place = data;

    return (
        DiagPlace){ .file = g_strdup(place->file), .line = place->line, .column = place->column };
}

Diag *
diags_add(Diags *diags, DiagCode code, Span span, const char *question, const char *format, ...)
{
    if (is_full(diags, code, question))
        return count_surplus(diags, code, place_of_span, &span);

    va_list arguments;
    va_start(arguments, format);
    char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return add(diags, code, place_of(span), question, message);
}

Diag *
diags_add_at(Diags *diags, DiagCode code, const DiagPlace *place, const char *message)
{
    if (is_full(diags, code, NULL))
        return count_surplus(diags, code, copy_place, place);

    return add(diags, code, copy_place(place), NULL, g_strdup(message));
}

void
diag_relate(Diag *diag, Span span, const char *format, ...)
{
    if (!span_is_set(span) || diag->further > 0)
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

/* Do both say the same of one place, the first with no question that the second lacks? */
static bool
says_no_more(const Diag *first, const Diag *second)
{
    return first->code == second->code && first->place.line == second->place.line &&
           first->place.column == second->place.column &&
           (first->question == NULL || g_strcmp0(first->question, second->question) == 0) &&
           g_strcmp0(first->place.file, second->place.file) == 0 &&
           strcmp(first->message, second->message) == 0 && first->place.line > 0;
}

void
diags_sort(Diags *diags, const GPtrArray *files)
{
    GPtrArray *items = diags->items;
    guint kept = 0;

    g_ptr_array_sort_with_data(items, compare, (gpointer)files);
    for (guint i = 0; i < items->len; i++) {
        if (i + 1 < items->len && says_no_more(items->pdata[i], items->pdata[i + 1]))
            diag_free(items->pdata[i]);
        else
            items->pdata[kept++] = items->pdata[i];
    }
    while (items->len > kept)
        g_ptr_array_steal_index(items, items->len - 1);
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
