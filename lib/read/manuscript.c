/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "read/manuscript-private.h"
#include "read/readers-private.h"

static void
run_free_one(gpointer data)
{
    ManuscriptRun *run = data;

    g_free(run->text);
    g_free(run->name);
    g_free(run->look);
    g_free(run->link);
    g_free(run);
}

static void
paragraph_free_one(gpointer data)
{
    ManuscriptParagraph *paragraph = data;

    g_ptr_array_unref(paragraph->runs);
    g_clear_pointer(&paragraph->tags, g_ptr_array_unref);
    g_free(paragraph->style);
    g_free(paragraph->label);
    g_free(paragraph);
}

static void
note_free_one(gpointer data)
{
    ManuscriptNote *note = data;

    g_free(note->id);
    g_ptr_array_unref(note->paragraphs);
    g_free(note);
}

static void
comment_free_one(gpointer data)
{
    ManuscriptComment *comment = data;

    g_free(comment->id);
    g_free(comment->author);
    g_free(comment->about);
    g_ptr_array_unref(comment->paragraphs);
    g_free(comment);
}

static void
image_free_one(gpointer data)
{
    ManuscriptImage *image = data;

    g_free(image->name);
    g_clear_pointer(&image->bytes, g_bytes_unref);
    g_free(image);
}

static void
datum_free_one(gpointer data)
{
    ManuscriptDatum *datum = data;

    g_free(datum->name);
    g_free(datum->text);
    g_ptr_array_unref(datum->attributes);
    g_free(datum);
}

Manuscript *
manuscript_new(void)
{
    Manuscript *manuscript = g_new0(Manuscript, 1);

    manuscript->paragraphs = g_ptr_array_new_with_free_func(paragraph_free_one);
    manuscript->notes = g_ptr_array_new_with_free_func(note_free_one);
    manuscript->comments = g_ptr_array_new_with_free_func(comment_free_one);
    manuscript->images = g_ptr_array_new_with_free_func(image_free_one);
    manuscript->data = g_ptr_array_new_with_free_func(datum_free_one);
    manuscript->margins = g_ptr_array_new_with_free_func(note_free_one);
    return manuscript;
}

void
manuscript_free(Manuscript *manuscript)
{
    if (manuscript == NULL)
        return;

    g_free(manuscript->name);
    g_ptr_array_unref(manuscript->paragraphs);
    g_ptr_array_unref(manuscript->notes);
    g_ptr_array_unref(manuscript->comments);
    g_ptr_array_unref(manuscript->images);
    g_ptr_array_unref(manuscript->data);
    g_ptr_array_unref(manuscript->margins);
    g_free(manuscript);
}

ManuscriptRun *
manuscript_add_run(ManuscriptParagraph *paragraph, ManuscriptRunKind kind)
{
    ManuscriptRun *run = g_new0(ManuscriptRun, 1);

    run->kind = kind;
    g_ptr_array_add(paragraph->runs, run);
    return run;
}

ManuscriptParagraph *
manuscript_add_paragraph(GPtrArray *paragraphs)
{
    ManuscriptParagraph *paragraph = g_new0(ManuscriptParagraph, 1);

    paragraph->runs = g_ptr_array_new_with_free_func(run_free_one);
    g_ptr_array_add(paragraphs, paragraph);
    return paragraph;
}

ManuscriptNote *
manuscript_add_note(GPtrArray *notes, const char *id)
{
    ManuscriptNote *note = g_new0(ManuscriptNote, 1);

    note->id = g_strdup(id);
    note->paragraphs = g_ptr_array_new_with_free_func(paragraph_free_one);
    g_ptr_array_add(notes, note);
    return note;
}

ManuscriptComment *
manuscript_add_comment(Manuscript *manuscript, const char *id)
{
    ManuscriptComment *comment = g_new0(ManuscriptComment, 1);

    comment->id = g_strdup(id);
    comment->paragraphs = g_ptr_array_new_with_free_func(paragraph_free_one);
    g_ptr_array_add(manuscript->comments, comment);
    return comment;
}

ManuscriptImage *
manuscript_add_image(Manuscript *manuscript, const char *name, GBytes *bytes)
{
    ManuscriptImage *image = g_new0(ManuscriptImage, 1);

    image->name = g_strdup(name);
    image->bytes = bytes;
    g_ptr_array_add(manuscript->images, image);
    return image;
}

ManuscriptDatum *
manuscript_add_datum(Manuscript *manuscript, int depth, const char *name)
{
    ManuscriptDatum *datum = g_new0(ManuscriptDatum, 1);

    datum->depth = depth;
    datum->name = g_strdup(name);
    datum->attributes = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(manuscript->data, datum);
    return datum;
}

const char *
manuscript_datum_get(const ManuscriptDatum *datum, const char *name)
{
    for (guint i = 0; i + 1 < datum->attributes->len; i += 2) {
        if (strcmp(g_ptr_array_index(datum->attributes, i), name) == 0)
            return g_ptr_array_index(datum->attributes, i + 1);
    }
    return NULL;
}

char *
manuscript_paragraph_text(const ManuscriptParagraph *paragraph)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < paragraph->runs->len; i++) {
        const ManuscriptRun *run = g_ptr_array_index(paragraph->runs, i);
        if (run->change == TRACK_DELETED || run->change == TRACK_BOTH)
            continue;
        if (run->kind == MANUSCRIPT_TEXT)
            g_string_append(text, run->text);
        else if (run->kind == MANUSCRIPT_BREAK || run->kind == MANUSCRIPT_TAB)
            g_string_append_c(text, ' ');
    }
    return g_string_free(text, FALSE);
}

const char *
manuscript_loss_slug(ManuscriptLoss loss)
{
    static const char *const slugs[] = { "underline",    "strike",       "colour", "highlight",
                                         "raised",       "capitals",     "hidden", "equation",
                                         "chart",        "drawing",      "object", "text-box",
                                         "merged-cells", "nested-table", "symbol", "image" };
    guint bit = 0;

    while (bit < G_N_ELEMENTS(slugs) - 1 && ((unsigned)loss & (1u << bit)) == 0)
        bit++;
    return slugs[bit];
}

static void
dump_run(const ManuscriptRun *run, GString *out)
{
    static const char *const kinds[] = { "text",  "break", "tab",   "note",
                                         "image", "open",  "close", "comment" };
    static const char *const changes[] = { "", " inserted", " deleted", " inserted+deleted" };

    g_string_append_printf(out, "  %s%s%s%s", kinds[run->kind], changes[run->change],
                           (run->style & RUN_EMPHASIS) != 0 ? " emphasis" : "",
                           (run->style & RUN_STRONG) != 0 ? " strong" : "");
    for (unsigned bit = 1; bit < LOSS_ALL; bit <<= 1)
        if ((run->losses & bit) != 0)
            g_string_append_printf(out, " %s", manuscript_loss_slug((ManuscriptLoss)bit));
    if (run->look != NULL)
        g_string_append_printf(out, " look=%s", run->look);
    if (run->link != NULL)
        g_string_append_printf(out, " link=%s", run->link);
    if (run->name != NULL)
        g_string_append_printf(out, " name=%s", run->name);
    if (run->kind == MANUSCRIPT_NOTE || run->kind == MANUSCRIPT_IMAGE ||
        run->kind == MANUSCRIPT_COMMENT)
        g_string_append_printf(out, " index=%u", run->index);
    if (run->text != NULL)
        g_string_append_printf(out, " \"%s\"", run->text);
    g_string_append_c(out, '\n');
}

static void
dump_paragraphs(const GPtrArray *paragraphs, GString *out)
{
    for (guint i = 0; i < paragraphs->len; i++) {
        const ManuscriptParagraph *paragraph = g_ptr_array_index(paragraphs, i);
        g_string_append_printf(out, "%s", paragraph->heading > 0 ? "heading" : "paragraph");
        if (paragraph->style != NULL)
            g_string_append_printf(out, " style=\"%s\"", paragraph->style);
        if (paragraph->item)
            g_string_append_printf(out, " list=%d level=%d %s=%d", paragraph->list,
                                   paragraph->level, paragraph->ordered ? "number" : "bullet",
                                   paragraph->number);
        if (paragraph->table > 0)
            g_string_append_printf(out, " table=%d row=%d column=%d%s", paragraph->table,
                                   paragraph->row, paragraph->column,
                                   paragraph->head ? " head" : "");
        for (guint j = 0; paragraph->tags != NULL && j < paragraph->tags->len; j++)
            g_string_append_printf(out, " tag=%s", (char *)g_ptr_array_index(paragraph->tags, j));
        g_string_append_printf(out, "%s%s\n", paragraph->placeholder ? " placeholder" : "",
                               paragraph->end != TRACK_NONE ? " end-changed" : "");
        for (guint j = 0; j < paragraph->runs->len; j++)
            dump_run(g_ptr_array_index(paragraph->runs, j), out);
    }
}

static void
dump_notes(const char *name, const GPtrArray *notes, GString *out)
{
    for (guint i = 0; i < notes->len; i++) {
        const ManuscriptNote *note = g_ptr_array_index(notes, i);
        g_string_append_printf(out, "%s %u %s\n", name, i, note->id);
        dump_paragraphs(note->paragraphs, out);
    }
}

void
manuscript_dump(const Manuscript *manuscript, GString *out)
{
    dump_paragraphs(manuscript->paragraphs, out);
    dump_notes("note", manuscript->notes, out);
    dump_notes("margin", manuscript->margins, out);
    for (guint i = 0; i < manuscript->comments->len; i++) {
        const ManuscriptComment *comment = g_ptr_array_index(manuscript->comments, i);
        g_string_append_printf(out, "comment %u author=\"%s\" about=\"%s\"\n", i, comment->author,
                               comment->about);
        dump_paragraphs(comment->paragraphs, out);
    }
    for (guint i = 0; i < manuscript->images->len; i++) {
        const ManuscriptImage *image = g_ptr_array_index(manuscript->images, i);
        g_string_append_printf(out, "image %u %s\n", i, image->name);
    }
    for (guint i = 0; i < manuscript->data->len; i++) {
        const ManuscriptDatum *datum = g_ptr_array_index(manuscript->data, i);
        g_string_append_printf(out, "data %d %s \"%s\"\n", datum->depth, datum->name, datum->text);
    }
}

/* In the child. */
static GByteArray *
make_manuscript(GBytes *bytes, gconstpointer data_namespace, GError **error)
{
    g_autoptr(Manuscript) manuscript = manuscript_docx(bytes, data_namespace, error);

    return manuscript != NULL ? manuscript_write(manuscript) : NULL;
}

Manuscript *
read_manuscript(const char *name, GBytes *bytes, const char *data_namespace, GError **error)
{
    const WorkerInput input = { name, bytes, data_namespace };
    g_autoptr(GBytes) sent = worker_call(make_manuscript, &input, MANUSCRIPT_WIRE_LIMIT, error);
    if (sent == NULL)
        return NULL;

    Manuscript *manuscript = manuscript_read(sent);
    if (manuscript == NULL)
        worker_fail(error, name, SANDBOX_CRASHED);
    else
        manuscript->name = g_strdup(name);
    return manuscript;
}
