/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The answer fields of a Word file that went out for review.
 *
 * Each is named several times (review-key.h), and any of them is enough, as word processors lose the others: the label
 * with its bookmark or style, the content control's tag, the bookmark around the words, the closing paragraph. A field
 * goes from its label to its closing paragraph; where the label is gone, from where its control or bookmark begins; where
 * the closing paragraph is gone, to the next label or to words that went out in no answer.
 */
#include <string.h>

#include "answers/review-key.h"
#include "import/import-private.h"

static void
field_free(gpointer data)
{
    WordField *field = data;

    g_free(field->key);
    g_free(field->hash);
    g_ptr_array_unref(field->paragraphs);
    g_ptr_array_unref(field->heads);
    g_free(field);
}

/* What the marks of one paragraph say. */
typedef struct Marks {
    char *key, *hash; /* of the field that it says it is of; NULL */
    bool label, end, status;
} Marks;

static void
marks_clear(Marks *marks)
{
    g_free(marks->key);
    g_free(marks->hash);
}

static void
name_field(Marks *marks, const char *name)
{
    if (marks->key == NULL)
        review_name_parse(name, &marks->key, &marks->hash);
}

typedef struct Segmenter {
    const char *hint; /* NULL */
    GPtrArray *fields;
    WordField *open;
    WordField *closed; /* by the paragraph before */
    GPtrArray *outside;
    const GHashTable *around;
    GArray *closes; /* bool per paragraph: is the next mark from it on a closing paragraph? */
} Segmenter;

static bool
is_style(const ManuscriptParagraph *paragraph, const char *name)
{
    return g_strcmp0(paragraph->style, name) == 0;
}

static bool
is_field_bookmark(const char *name)
{
    return g_str_has_prefix(name, REVIEW_FIELD) && !g_str_has_prefix(name, REVIEW_LABEL) &&
           !g_str_has_prefix(name, REVIEW_END) && !g_str_has_prefix(name, REVIEW_NOTE) &&
           !g_str_has_prefix(name, REVIEW_IMAGE) && !g_str_has_prefix(name, REVIEW_QUESTION) &&
           strlen(name) > strlen(REVIEW_FIELD) + REVIEW_KEY_LENGTH;
}

static void
read_bookmarks(const ManuscriptParagraph *paragraph, Marks *marks)
{
    for (guint i = 0; i < paragraph->runs->len; i++) {
        const ManuscriptRun *run = g_ptr_array_index(paragraph->runs, i);
        if (run->kind != MANUSCRIPT_OPEN)
            continue;
        if (g_str_has_prefix(run->text, REVIEW_LABEL)) {
            marks->label = true;
            name_field(marks, run->text);
        } else if (g_str_has_prefix(run->text, REVIEW_END)) {
            marks->end = true;
        } else if (is_field_bookmark(run->text)) {
            name_field(marks, run->text);
        }
    }
}

static Marks
read_marks(const ManuscriptParagraph *paragraph)
{
    Marks marks = { .label = is_style(paragraph, REVIEW_NAME_LABEL),
                    .end = is_style(paragraph, REVIEW_NAME_END),
                    .status = is_style(paragraph, REVIEW_NAME_STATUS) };

    for (guint i = paragraph->tags != NULL ? paragraph->tags->len : 0; i > 0; i--) {
        const char *tag = g_ptr_array_index(paragraph->tags, i - 1);
        if (!g_str_has_prefix(tag, REVIEW_TAG))
            continue;
        name_field(&marks, tag);
    }
    read_bookmarks(paragraph, &marks);
    return marks;
}

static void
open_field(Segmenter *segmenter, Marks *marks, guint place)
{
    WordField *field = g_new0(WordField, 1);

    field->key = g_steal_pointer(&marks->key);
    field->hash = g_steal_pointer(&marks->hash);
    field->paragraphs = g_ptr_array_new();
    field->heads = g_ptr_array_new();
    field->place = place;
    g_ptr_array_add(segmenter->fields, field);
    segmenter->open = field;
}

/* All words of a paragraph, also those that a tracked change takes out. */
static char *
all_words(const ManuscriptParagraph *paragraph)
{
    GString *words = g_string_new(NULL);

    for (guint i = 0; i < paragraph->runs->len; i++) {
        const ManuscriptRun *run = g_ptr_array_index(paragraph->runs, i);
        if (run->kind == MANUSCRIPT_TEXT)
            g_string_append(words, run->text);
    }
    return g_string_free(words, FALSE);
}

/* Takes bytes [start, end) of all_words() out. */
static void
cut_words(const ManuscriptParagraph *paragraph, size_t start, size_t end)
{
    size_t at = 0;

    for (guint i = 0; i < paragraph->runs->len; i++) {
        ManuscriptRun *run = g_ptr_array_index(paragraph->runs, i);
        size_t length = run->kind == MANUSCRIPT_TEXT ? strlen(run->text) : 0;
        size_t from = CLAMP(start, at, at + length) - at, to = CLAMP(end, at, at + length) - at;
        if (to > from)
            memmove(run->text + from, run->text + to, length - to + 1);
        at += length;
    }
}

/* The hint of an empty field isn't the answer's, also where someone typed before or behind it. */
static void
cut_hint(const Segmenter *segmenter, const ManuscriptParagraph *paragraph)
{
    const char *hint = segmenter->hint;
    g_autofree char *words = all_words(paragraph);
    size_t length = strlen(words);

    if (hint == NULL ? paragraph->placeholder : g_str_has_prefix(words, hint))
        cut_words(paragraph, 0, hint == NULL ? length : strlen(hint));
    else if (hint != NULL && g_str_has_suffix(words, hint))
        cut_words(paragraph, length - strlen(hint), length);
}

/* Neither words, nor what is put between them: an image, a note, a formula. */
static bool
holds_nothing(const ManuscriptParagraph *paragraph)
{
    g_autofree char *words = all_words(paragraph);
    if (paragraph->losses != 0)
        return false;

    for (guint i = 0; i < paragraph->runs->len; i++) {
        ManuscriptRunKind kind = ((const ManuscriptRun *)paragraph->runs->pdata[i])->kind;
        if (kind == MANUSCRIPT_IMAGE || kind == MANUSCRIPT_NOTE)
            return false;
    }
    return *g_strstrip(words) == '\0';
}

static void
take_paragraph(const Segmenter *segmenter, WordField *field, const ManuscriptParagraph *paragraph)
{
    bool may_hint = is_style(paragraph, REVIEW_NAME_EMPTY);

    if (may_hint)
        cut_hint(segmenter, paragraph);
    bool is_hint = may_hint && holds_nothing(paragraph);
    field->hinted |= is_hint;
    g_ptr_array_add(is_hint ? field->heads : field->paragraphs, (gpointer)paragraph);
}

/* Does the paragraph, which is no label, name another field than the one that is open? */
static bool
names_other(const WordField *open, const Marks *marks)
{
    return marks->key != NULL && (open == NULL || g_strcmp0(open->key, marks->key) != 0);
}

/* Label and status: of the field that is open, where one is. Words that someone typed in them are none of the answer. */
static void
take_head(const Segmenter *segmenter, const ManuscriptParagraph *paragraph)
{
    if (segmenter->open != NULL)
        g_ptr_array_add(segmenter->open->heads, (gpointer)paragraph);
    g_ptr_array_add(segmenter->outside, (gpointer)paragraph);
}

/* A label without its bookmark right below a label: who typed there went on in its style. */
static void
take_label(Segmenter *segmenter, Marks *marks, const ManuscriptParagraph *paragraph)
{
    bool goes_on =
        marks->key == NULL && segmenter->open != NULL && segmenter->open->paragraphs->len == 0;

    if (!goes_on)
        segmenter->open = NULL;
    if (marks->key != NULL)
        open_field(segmenter, marks, paragraph->place);
    take_head(segmenter, paragraph);
}

/* Who typed on in the closing paragraph, and so in its style, meant the answer above. */
static void
take_end(Segmenter *segmenter, const ManuscriptParagraph *paragraph)
{
    WordField *field = segmenter->open != NULL ? segmenter->open : segmenter->closed;

    if (field == NULL)
        g_ptr_array_add(segmenter->outside, (gpointer)paragraph);
    else
        g_ptr_array_add(holds_nothing(paragraph) ? field->heads : field->paragraphs,
                        (gpointer)paragraph);
    segmenter->open = NULL;
    segmenter->closed = field;
}

/* Is this what went out below a field whose closing paragraph is gone? */
static bool
is_below(const Segmenter *segmenter, const ManuscriptParagraph *paragraph, const Marks *marks,
         guint index)
{
    if (segmenter->open == NULL || marks->key != NULL || marks->status ||
        g_array_index(segmenter->closes, bool, index))
        return false;

    g_autofree char *words = all_words(paragraph);
    if (words[strspn(words, " \t\n")] == '\0')
        return false;
    g_autofree char *hash = review_words_hash(words);
    return g_hash_table_contains((GHashTable *)segmenter->around, hash);
}

/* In the control of a field that seemed closed: its end's style was only copied into it. */
static bool
goes_on(const Segmenter *segmenter, const Marks *marks)
{
    return segmenter->open == NULL && segmenter->closed != NULL && !marks->label && !marks->end &&
           !marks->status && g_strcmp0(segmenter->closed->key, marks->key) == 0;
}

static void
segment_paragraph(Segmenter *segmenter, const ManuscriptParagraph *paragraph, guint index)
{
    Marks marks = read_marks(paragraph);

    if (is_below(segmenter, paragraph, &marks, index))
        segmenter->open = NULL;
    if (goes_on(segmenter, &marks))
        segmenter->open = segmenter->closed;
    if (!marks.end)
        segmenter->closed = NULL;
    if (marks.label) {
        take_label(segmenter, &marks, paragraph);
    } else if (marks.end) {
        take_end(segmenter, paragraph);
    } else if (marks.status) {
        take_head(segmenter, paragraph);
    } else {
        if (names_other(segmenter->open, &marks))
            open_field(segmenter, &marks, paragraph->place);
        if (segmenter->open != NULL)
            take_paragraph(segmenter, segmenter->open, paragraph);
        else
            g_ptr_array_add(segmenter->outside, (gpointer)paragraph);
    }
    marks_clear(&marks);
}

static const char *
find_hint(const Manuscript *manuscript)
{
    for (guint i = 0; i < manuscript->data->len; i++) {
        const ManuscriptDatum *datum = g_ptr_array_index(manuscript->data, i);
        if (strcmp(datum->name, "hint") == 0 && *datum->text != '\0')
            return datum->text;
    }
    return NULL;
}

static GArray *
find_closes(const GPtrArray *paragraphs)
{
    GArray *closes = g_array_sized_new(FALSE, TRUE, sizeof(bool), paragraphs->len);
    bool next = false;

    g_array_set_size(closes, paragraphs->len);
    for (guint i = paragraphs->len; i > 0; i--) {
        Marks marks = read_marks(g_ptr_array_index(paragraphs, i - 1));
        if (marks.label || marks.end)
            next = marks.end;
        g_array_index(closes, bool, i - 1) = next;
        marks_clear(&marks);
    }
    return closes;
}

GPtrArray *
word_fields_find(const Manuscript *manuscript, const char *hint, const GHashTable *around,
                 GPtrArray *ret_outside)
{
    g_autoptr(GArray) closes = find_closes(manuscript->paragraphs);
    const char *own_hint = find_hint(manuscript);
    Segmenter segmenter = { .hint = own_hint != NULL ? own_hint : hint,
                            .fields = g_ptr_array_new_with_free_func(field_free),
                            .outside = ret_outside,
                            .around = around,
                            .closes = closes };

    for (guint i = 0; i < manuscript->paragraphs->len; i++)
        segment_paragraph(&segmenter, g_ptr_array_index(manuscript->paragraphs, i), i);
    return segmenter.fields;
}

bool
word_field_holds_place(const WordField *field)
{
    return field->paragraphs->len > 0 || field->hinted;
}

GHashTable *
around_read(const Manuscript *manuscript)
{
    GHashTable *around = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < manuscript->data->len; i++) {
        const ManuscriptDatum *datum = g_ptr_array_index(manuscript->data, i);
        if (strcmp(datum->name, "around") == 0)
            g_hash_table_add(around, g_strdup(datum->text));
    }
    return around;
}

static void
given_free(gpointer data)
{
    Given *given = data;

    g_ptr_array_unref(given->questions);
    g_ptr_array_unref(given->ids);
    g_free(given);
}

/* One that was read whole takes its place by key and hash; of two alike the first stays. */
static void
add_given(GHashTable *givens, Given *given)
{
    if (given == NULL)
        return;
    g_autofree char *hash = review_hash(given->text);
    char *name = review_tag(given->key != NULL ? given->key : "", hash);
    if (g_hash_table_contains(givens, name)) {
        given_free(given);
        g_free(name);
    } else {
        g_hash_table_insert(givens, name, given);
    }
}

GHashTable *
given_read(const Manuscript *manuscript)
{
    GHashTable *givens = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, given_free);
    Given *open = NULL;

    for (guint i = 0; i < manuscript->data->len; i++) {
        const ManuscriptDatum *datum = g_ptr_array_index(manuscript->data, i);
        if (strcmp(datum->name, "entry") == 0) {
            add_given(givens, open);
            open = g_new0(Given, 1);
            open->place = i;
            open->key = manuscript_datum_get(datum, "key");
            open->has_entry = manuscript_datum_get(datum, "status") != NULL;
            open->text = "";
            open->questions = g_ptr_array_new();
            open->ids = g_ptr_array_new();
        } else if (open != NULL && strcmp(datum->name, "question") == 0) {
            g_ptr_array_add(open->questions, datum->text);
            g_ptr_array_add(open->ids, (gpointer)manuscript_datum_get(datum, "id"));
        } else if (open != NULL && strcmp(datum->name, "text") == 0) {
            open->text = datum->text;
        }
    }
    add_given(givens, open);
    return givens;
}

const Given *
given_find(GHashTable *givens, const char *key, const char *hash)
{
    g_autofree char *name = review_tag(key, hash);

    return g_hash_table_lookup(givens, name);
}
