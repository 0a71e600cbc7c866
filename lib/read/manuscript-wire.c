/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A manuscript as bytes, for the pipe between the sandboxed reader and its parent, which believes nothing: every
 * count, index and enumerator is checked (wire.c checks strings).
 */
#include <string.h>

#include "read/manuscript-private.h"
#include "read/wire-private.h"

enum { MAGIC = 0x324D5052 /* "RPM2" */, LEAST_RUN = 36, LEAST_PARAGRAPH = 80 };

static void
put_run(GByteArray *out, const ManuscriptRun *run)
{
    wire_put(out, run->kind);
    wire_put(out, run->style);
    wire_put(out, run->change);
    wire_put(out, run->losses);
    wire_put(out, run->index);
    wire_put_string(out, run->text);
    wire_put_string(out, run->name);
    wire_put_string(out, run->look);
    wire_put_string(out, run->link);
}

static void
put_paragraph(GByteArray *out, const ManuscriptParagraph *paragraph)
{
    const int numbers[] = { paragraph->heading, paragraph->number, paragraph->level,
                            paragraph->list,    paragraph->table,  paragraph->row,
                            paragraph->column,  paragraph->indent };
    const bool flags[] = { paragraph->placeholder, paragraph->item, paragraph->ordered,
                           paragraph->spaced,      paragraph->head, paragraph->aligned };

    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        wire_put(out, (size_t)MAX(numbers[i], 0));
    for (size_t i = 0; i < G_N_ELEMENTS(flags); i++)
        wire_put(out, flags[i]);
    wire_put(out, paragraph->end);
    wire_put(out, paragraph->row_change);
    wire_put(out, paragraph->alignment);
    wire_put(out, paragraph->losses);
    wire_put_string(out, paragraph->style);
    wire_put_string(out, paragraph->label);
    wire_put(out, paragraph->tags != NULL ? paragraph->tags->len : 0);
    for (guint i = 0; paragraph->tags != NULL && i < paragraph->tags->len; i++)
        wire_put_string(out, g_ptr_array_index(paragraph->tags, i));
    wire_put(out, paragraph->runs->len);
    for (guint i = 0; i < paragraph->runs->len; i++)
        put_run(out, g_ptr_array_index(paragraph->runs, i));
}

static void
put_paragraphs(GByteArray *out, const GPtrArray *paragraphs)
{
    wire_put(out, paragraphs->len);
    for (guint i = 0; i < paragraphs->len; i++)
        put_paragraph(out, g_ptr_array_index(paragraphs, i));
}

static void
put_data(GByteArray *out, const GPtrArray *data)
{
    wire_put(out, data->len);
    for (guint i = 0; i < data->len; i++) {
        const ManuscriptDatum *datum = g_ptr_array_index(data, i);
        wire_put(out, (size_t)datum->depth);
        wire_put_string(out, datum->name);
        wire_put(out, datum->attributes->len);
        for (guint j = 0; j < datum->attributes->len; j++)
            wire_put_string(out, g_ptr_array_index(datum->attributes, j));
        wire_put_bytes(out, datum->text, strlen(datum->text));
    }
}

static void
put_images(GByteArray *out, const GPtrArray *images)
{
    wire_put(out, images->len);
    for (guint i = 0; i < images->len; i++) {
        const ManuscriptImage *image = g_ptr_array_index(images, i);
        gsize length = 0;
        const void *data = image->bytes != NULL ? g_bytes_get_data(image->bytes, &length) : NULL;
        wire_put_string(out, image->name);
        wire_put(out, image->bytes != NULL);
        wire_put_bytes(out, data, length);
    }
}

static void
put_notes(GByteArray *out, const GPtrArray *notes)
{
    wire_put(out, notes->len);
    for (guint i = 0; i < notes->len; i++) {
        const ManuscriptNote *note = g_ptr_array_index(notes, i);
        wire_put_string(out, note->id);
        put_paragraphs(out, note->paragraphs);
    }
}

GByteArray *
manuscript_write(const Manuscript *manuscript)
{
    GByteArray *out = g_byte_array_new();

    wire_put(out, MAGIC);
    put_notes(out, manuscript->notes);
    put_notes(out, manuscript->margins);
    wire_put(out, manuscript->comments->len);
    for (guint i = 0; i < manuscript->comments->len; i++) {
        const ManuscriptComment *comment = g_ptr_array_index(manuscript->comments, i);
        wire_put_string(out, comment->id);
        wire_put_string(out, comment->author);
        wire_put_string(out, comment->about);
        put_paragraphs(out, comment->paragraphs);
    }
    put_images(out, manuscript->images);
    put_data(out, manuscript->data);
    put_paragraphs(out, manuscript->paragraphs);
    return out;
}

/* Like wire_take_string(), but "" where NULL was put. */
static char *
take_text(Wire *wire)
{
    char *text = wire_take_string(wire);

    return text != NULL ? text : g_strdup("");
}

static void
take_run(Wire *wire, ManuscriptParagraph *paragraph)
{
    ManuscriptRun *run = manuscript_add_run(paragraph, MANUSCRIPT_TEXT);

    run->kind = (ManuscriptRunKind)wire_take(wire, MANUSCRIPT_RUN_KINDS - 1);
    run->style = wire_take(wire, RUN_EMPHASIS | RUN_STRONG);
    run->change = (ManuscriptChange)wire_take(wire, TRACK_BOTH);
    run->losses = wire_take(wire, LOSS_ALL);
    run->index = wire_take(wire, WIRE_NUMBER_LIMIT);
    run->text = take_text(wire);
    run->name = wire_take_string(wire);
    run->look = wire_take_string(wire);
    run->link = wire_take_string(wire);
}

static void
take_paragraph(Wire *wire, GPtrArray *paragraphs)
{
    ManuscriptParagraph *paragraph = manuscript_add_paragraph(paragraphs);
    int *const numbers[] = { &paragraph->heading, &paragraph->number, &paragraph->level,
                             &paragraph->list,    &paragraph->table,  &paragraph->row,
                             &paragraph->column,  &paragraph->indent };
    bool *const flags[] = { &paragraph->placeholder, &paragraph->item, &paragraph->ordered,
                            &paragraph->spaced,      &paragraph->head, &paragraph->aligned };

    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        *numbers[i] = (int)wire_take(wire, WIRE_NUMBER_LIMIT);
    for (size_t i = 0; i < G_N_ELEMENTS(flags); i++)
        *flags[i] = wire_take(wire, 1) != 0;
    wire->bad = wire->bad || paragraph->level > 64 || paragraph->heading > 64;
    paragraph->end = (ManuscriptChange)wire_take(wire, TRACK_BOTH);
    paragraph->row_change = (ManuscriptChange)wire_take(wire, TRACK_BOTH);
    paragraph->alignment = (CellAlignment)wire_take(wire, CELL_DECIMAL);
    paragraph->losses = wire_take(wire, LOSS_ALL);
    paragraph->style = wire_take_string(wire);
    paragraph->label = wire_take_string(wire);
    for (guint32 left = wire_take_count(wire, 4); left > 0 && !wire->bad; left--) {
        if (paragraph->tags == NULL)
            paragraph->tags = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_add(paragraph->tags, take_text(wire));
    }
    for (guint32 left = wire_take_count(wire, LEAST_RUN); left > 0 && !wire->bad; left--)
        take_run(wire, paragraph);
}

static void
take_paragraphs(Wire *wire, GPtrArray *paragraphs)
{
    for (guint32 left = wire_take_count(wire, LEAST_PARAGRAPH); left > 0 && !wire->bad; left--)
        take_paragraph(wire, paragraphs);
}

static void
take_images(Wire *wire, Manuscript *manuscript)
{
    for (guint32 left = wire_take_count(wire, 12); left > 0 && !wire->bad; left--) {
        g_autofree char *name = take_text(wire);
        bool there = wire_take(wire, 1) != 0;
        g_autoptr(GBytes) bytes = wire_take_bytes(wire);
        bool kept = there && bytes != NULL;
        manuscript_add_image(manuscript, name, kept ? g_bytes_ref(bytes) : NULL);
    }
}

/* Text that may have line ends. */
static char *
take_lines(Wire *wire)
{
    g_autoptr(GBytes) bytes = wire_take_bytes(wire);
    gsize length = 0;
    const char *data = bytes != NULL ? g_bytes_get_data(bytes, &length) : NULL;

    wire->bad = wire->bad || (length > 0 && !g_utf8_validate_len(data, length, NULL));
    return wire->bad || length == 0 ? g_strdup("") : g_strndup(data, length);
}

static void
take_data(Wire *wire, Manuscript *manuscript)
{
    for (guint32 left = wire_take_count(wire, 16); left > 0 && !wire->bad; left--) {
        int depth = (int)wire_take(wire, 256);
        g_autofree char *name = take_text(wire);
        ManuscriptDatum *datum = manuscript_add_datum(manuscript, depth, name);
        for (guint32 more = wire_take_count(wire, 4); more > 0 && !wire->bad; more--)
            g_ptr_array_add(datum->attributes, take_text(wire));
        datum->text = take_lines(wire);
    }
}

static void
take_notes(Wire *wire, GPtrArray *notes)
{
    for (guint32 left = wire_take_count(wire, 8); left > 0 && !wire->bad; left--) {
        g_autofree char *id = take_text(wire);
        take_paragraphs(wire, manuscript_add_note(notes, id)->paragraphs);
    }
}

static void
take_asides(Wire *wire, Manuscript *manuscript)
{
    take_notes(wire, manuscript->notes);
    take_notes(wire, manuscript->margins);
    for (guint32 left = wire_take_count(wire, 16); left > 0 && !wire->bad; left--) {
        g_autofree char *id = take_text(wire);
        ManuscriptComment *comment = manuscript_add_comment(manuscript, id);
        comment->author = take_text(wire);
        comment->about = take_text(wire);
        take_paragraphs(wire, comment->paragraphs);
    }
}

static bool
indices_are_valid(const Manuscript *manuscript, const GPtrArray *paragraphs)
{
    for (guint i = 0; i < paragraphs->len; i++) {
        const ManuscriptParagraph *paragraph = g_ptr_array_index(paragraphs, i);
        for (guint j = 0; j < paragraph->runs->len; j++) {
            const ManuscriptRun *run = g_ptr_array_index(paragraph->runs, j);
            if ((run->kind == MANUSCRIPT_NOTE && run->index >= manuscript->notes->len) ||
                (run->kind == MANUSCRIPT_IMAGE && run->index >= manuscript->images->len) ||
                (run->kind == MANUSCRIPT_COMMENT && run->index >= manuscript->comments->len))
                return false;
        }
    }
    return true;
}

static bool
notes_are_valid(const Manuscript *manuscript, const GPtrArray *notes)
{
    bool valid = true;

    for (guint i = 0; valid && i < notes->len; i++) {
        const ManuscriptNote *note = g_ptr_array_index(notes, i);
        valid = indices_are_valid(manuscript, note->paragraphs);
    }
    return valid;
}

static bool
is_valid(const Manuscript *manuscript)
{
    bool valid = indices_are_valid(manuscript, manuscript->paragraphs) &&
                 notes_are_valid(manuscript, manuscript->notes) &&
                 notes_are_valid(manuscript, manuscript->margins);

    for (guint i = 0; valid && i < manuscript->comments->len; i++) {
        const ManuscriptComment *comment = g_ptr_array_index(manuscript->comments, i);
        valid = indices_are_valid(manuscript, comment->paragraphs);
    }
    return valid;
}

Manuscript *
manuscript_read(GBytes *bytes)
{
    g_autoptr(Manuscript) manuscript = manuscript_new();
    gsize length;
    const guint8 *data = g_bytes_get_data(bytes, &length);
    Wire wire = { .at = data, .end = data + length };

    wire.bad = wire_take(&wire, G_MAXUINT32) != MAGIC;
    take_asides(&wire, manuscript);
    take_images(&wire, manuscript);
    take_data(&wire, manuscript);
    take_paragraphs(&wire, manuscript->paragraphs);
    for (guint i = 0; i < manuscript->paragraphs->len; i++)
        ((ManuscriptParagraph *)g_ptr_array_index(manuscript->paragraphs, i))->place = i + 1;
    bool whole = !wire.bad && wire.at == wire.end && is_valid(manuscript);
    return whole ? g_steal_pointer(&manuscript) : NULL;
}
