/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What is drawn in a Word document: images, which are kept with their description, and what Markdown has no form for,
 * which is told.
 */
#include <string.h>

#include "read/word-private.h"

static void
start_drawing(WordReader *reader, const char **attributes)
{
    (void)attributes;
    if (reader->drawings++ > 0)
        return;
    g_clear_pointer(&reader->drawing_name, g_free);
    g_clear_pointer(&reader->drawing_text, g_free);
    reader->drawn = false;
}

static void
end_drawing(WordReader *reader)
{
    if (--reader->drawings == 0 && !reader->drawn)
        word_lose(reader, LOSS_DRAWING);
}

static void
describe(WordReader *reader, const char **attributes)
{
    const char *text = xml_attribute(attributes, "descr");
    if (reader->drawing_name != NULL || reader->drawings != 1)
        return;

    reader->drawing_name = g_strdup(xml_attribute(attributes, "name"));
    reader->drawing_text = g_strdup(text != NULL ? text : xml_attribute(attributes, "title"));
}

static guint
find_image(WordReader *reader, const char *part)
{
    guint image = GPOINTER_TO_UINT(g_hash_table_lookup(reader->images, part));
    if (image > 0)
        return image - 1;

    manuscript_add_image(reader->manuscript, part, NULL);
    image = reader->manuscript->images->len;
    g_hash_table_insert(reader->images, g_strdup(part), GUINT_TO_POINTER(image));
    return image - 1;
}

static void
add_image(WordReader *reader, const char *id)
{
    const DocxRelation *relation = word_relation(reader, id);

    reader->drawn = true;
    if (docx_fields_hide(reader->fields) || reader->in_margin)
        return;
    if (relation == NULL || relation->external) {
        word_lose(reader, LOSS_IMAGE);
        return;
    }
    ManuscriptRun *run = word_add_run(reader, MANUSCRIPT_IMAGE);
    run->index = find_image(reader, relation->target);
    run->text = g_strdup(reader->drawing_text != NULL ? reader->drawing_text : "");
    run->name = g_strdup(reader->drawing_name);
}

static void
picture(WordReader *reader, const char **attributes)
{
    const char *id = xml_attribute(attributes, "r:embed");

    add_image(reader, id != NULL ? id : xml_attribute(attributes, "r:link"));
}

/* VML, of Word 2007 and before. */
static void
old_picture(WordReader *reader, const char **attributes)
{
    if (reader->drawing_name == NULL)
        reader->drawing_name = g_strdup(xml_attribute(attributes, "o:title"));
    add_image(reader, xml_attribute(attributes, "r:id"));
}

static void
old_shape(WordReader *reader, const char **attributes)
{
    if (reader->drawing_text == NULL)
        reader->drawing_text = g_strdup(xml_attribute(attributes, "alt"));
}

static void
chart(WordReader *reader, const char **attributes)
{
    (void)attributes;
    reader->drawn = true;
    word_lose(reader, LOSS_CHART);
}

static void
diagram(WordReader *reader, const char **attributes)
{
    (void)attributes;
    reader->drawn = true;
    word_lose(reader, LOSS_DRAWING);
}

static void
object(WordReader *reader, const char **attributes)
{
    (void)attributes;
    word_lose(reader, LOSS_OBJECT);
    reader->skip = 1;
}

static void
equation(WordReader *reader, const char **attributes)
{
    (void)attributes;
    word_lose(reader, LOSS_EQUATION);
}

static void
start_text_box(WordReader *reader, const char **attributes)
{
    (void)attributes;
    reader->drawn = true;
    word_lose(reader, LOSS_TEXT_BOX);
    word_frame_push(reader);
}

const WordElement word_drawing_elements[] = {
    { "w:drawing", start_drawing, end_drawing },
    { "w:pict", start_drawing, end_drawing },
    { "wp:docPr", describe, NULL },
    { "a:blip", picture, NULL },
    { "v:imagedata", old_picture, NULL },
    { "v:shape", old_shape, NULL },
    { "c:chart", chart, NULL },
    { "dgm:relIds", diagram, NULL },
    { "w:object", object, NULL },
    { "m:oMath", equation, NULL },
    { "w:txbxContent", start_text_box, word_frame_pop },
    { NULL, NULL, NULL },
};
