/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A Word file as a manuscript: which parts of the package hold what. The text comes first, since notes and comments
 * are read only where the text refers to them; then the images that it shows, and the custom XML of one namespace.
 */
#include <string.h>

#include "read/word-private.h"

/* Images are sent through the pipe; together they stay below its limit. */
#define IMAGES_LIMIT ((size_t)96 << 20)

typedef struct Word {
    WordReader reader;
    Archive *archive;
    const char *data_namespace;
    GPtrArray *relations; /* of the document */
} Word;

static bool
read_part(Word *word, const char *type, GError **error)
{
    const char *name = docx_relations_find(word->relations, type);
    g_autoptr(GBytes) bytes = NULL;
    if (!docx_read_side(word->archive, word->relations, type, &bytes, error))
        return false;
    if (bytes == NULL)
        return true;

    g_autoptr(GPtrArray) relations = docx_relations_read(word->archive, name, error);
    g_autoptr(Manuscript) stray = manuscript_new();
    const WordPart part = { bytes, relations, stray->paragraphs, false };
    return relations != NULL && word_part_read(&word->reader, &part, error);
}

static bool
read_margin(Word *word, const char *name, GError **error)
{
    g_autoptr(GBytes) bytes = archive_read_part(word->archive, name, error);
    g_autoptr(GPtrArray) relations =
        bytes != NULL ? docx_relations_read(word->archive, name, error) : NULL;
    if (relations == NULL)
        return false;

    const ManuscriptNote *margin = manuscript_add_note(word->reader.manuscript->margins, name);
    const WordPart part = { bytes, relations, margin->paragraphs, true };
    return word_part_read(&word->reader, &part, error);
}

/* Each header and footer once, however many sections show it. */
static bool
read_margins(Word *word, GError **error)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < word->relations->len; i++) {
        const DocxRelation *relation = g_ptr_array_index(word->relations, i);
        bool is_margin = g_str_has_suffix(relation->type, "/header") ||
                         g_str_has_suffix(relation->type, "/footer");
        if (!is_margin || relation->external || !archive_has(word->archive, relation->target) ||
            !g_hash_table_add(seen, relation->target))
            continue;
        if (!read_margin(word, relation->target, error))
            return false;
    }
    return true;
}

static bool
read_images(Word *word, GError **error)
{
    const GPtrArray *images = word->reader.manuscript->images;
    size_t sum = 0;

    for (guint i = 0; i < images->len; i++) {
        ManuscriptImage *image = g_ptr_array_index(images, i);
        if (!archive_has(word->archive, image->name))
            continue;
        g_autoptr(GBytes) bytes = archive_read_part(word->archive, image->name, error);
        if (bytes == NULL)
            return false;
        sum += g_bytes_get_size(bytes);
        if (sum <= IMAGES_LIMIT)
            image->bytes = g_steal_pointer(&bytes);
    }
    return true;
}

/* Custom XML. */

typedef struct DataParse {
    Manuscript *manuscript;
    GPtrArray
        *open; /* GString: the text of the elements that are open; those of others have none */
    GPtrArray *data; /* ManuscriptDatum, borrowed, beside it */
} DataParse;

static void
data_start(void *data, const char *name, const char **attributes)
{
    DataParse *parse = data;
    ManuscriptDatum *datum = NULL;

    if (g_str_has_prefix(name, "data:")) {
        datum = manuscript_add_datum(parse->manuscript, (int)parse->open->len, name + 5);
        for (guint i = 0; attributes[i] != NULL; i++)
            g_ptr_array_add(datum->attributes, g_strdup(attributes[i]));
    }
    g_ptr_array_add(parse->data, datum);
    g_ptr_array_add(parse->open, g_string_new(NULL));
}

static void
data_end(void *data, const char *name)
{
    DataParse *parse = data;
    guint last = parse->open->len - 1;
    GString *text = g_ptr_array_steal_index(parse->open, last);
    ManuscriptDatum *datum = g_ptr_array_steal_index(parse->data, last);

    (void)name;
    char *words = g_string_free(text, FALSE);
    if (datum != NULL)
        datum->text = words;
    else
        g_free(words);
}

static void
data_text(void *data, const char *text, size_t length)
{
    const DataParse *parse = data;
    if (parse->open->len > 0)
        g_string_append_len(g_ptr_array_index(parse->open, parse->open->len - 1), text,
                            (gssize)length);
}

static void
string_release(gpointer text)
{
    g_string_free(text, TRUE);
}

/* Other programs' data, and what is no XML, is none of ours. */
static void
read_datum(Word *word, GBytes *bytes)
{
    const XmlNamespace namespaces[] = { { word->data_namespace, "data" }, { NULL, NULL } };
    const XmlHandler handler = { namespaces, data_start, data_end, data_text };
    g_autoptr(GPtrArray) open = g_ptr_array_new_with_free_func(string_release);
    g_autoptr(GPtrArray) data = g_ptr_array_new();
    DataParse parse = { word->reader.manuscript, open, data };
    guint before = parse.manuscript->data->len;

    if (!xml_parse(bytes, &handler, &parse, false, NULL))
        g_ptr_array_set_size(parse.manuscript->data, (int)before);
}

static bool
read_data(Word *word, GError **error)
{
    for (guint i = 0; i < word->relations->len; i++) {
        const DocxRelation *relation = g_ptr_array_index(word->relations, i);
        if (relation->external || !g_str_has_suffix(relation->type, "/customXml") ||
            !archive_has(word->archive, relation->target))
            continue;
        g_autoptr(GBytes) bytes = archive_read_part(word->archive, relation->target, error);
        if (bytes == NULL)
            return false;
        read_datum(word, bytes);
    }
    return true;
}

static bool
read_all(Word *word, const char *document, GError **error)
{
    g_autoptr(GBytes) bytes = archive_read_part(word->archive, document, error);
    const WordPart part = { bytes, word->relations, word->reader.manuscript->paragraphs, false };

    return bytes != NULL && word_part_read(&word->reader, &part, error) &&
           read_margins(word, error) && read_part(word, "/footnotes", error) &&
           read_part(word, "/endnotes", error) && read_part(word, "/comments", error) &&
           read_images(word, error) && read_data(word, error);
}

static bool
read_with(Word *word, const char *document, GError **error)
{
    g_autoptr(GBytes) styles_part = NULL, numbering_part = NULL;
    if (!docx_read_side(word->archive, word->relations, "/styles", &styles_part, error) ||
        !docx_read_side(word->archive, word->relations, "/numbering", &numbering_part, error))
        return false;
    g_autoptr(DocxStyles) styles = docx_styles_read(styles_part, error);
    if (styles == NULL)
        return false;
    g_autoptr(DocxNumbering) numbering = docx_numbering_read(numbering_part, error);
    if (numbering == NULL)
        return false;

    word->reader.styles = styles;
    word->reader.numbering = numbering;
    word_reader_init(&word->reader);
    bool read = read_all(word, document, error);
    word_reader_clear(&word->reader);
    return read;
}

/* What nobody told has its empty value. */
static void
fill_gaps(const Manuscript *manuscript)
{
    for (guint i = 0; i < manuscript->comments->len; i++) {
        ManuscriptComment *comment = g_ptr_array_index(manuscript->comments, i);
        if (comment->author == NULL)
            comment->author = g_strdup("");
        if (comment->about == NULL)
            comment->about = g_strdup("");
    }
    for (guint i = 0; i < manuscript->data->len; i++) {
        ManuscriptDatum *datum = g_ptr_array_index(manuscript->data, i);
        if (datum->text == NULL)
            datum->text = g_strdup("");
    }
}

Manuscript *
manuscript_docx(GBytes *bytes, const char *data_namespace, GError **error)
{
    g_autoptr(Archive) archive = archive_open(bytes, error);
    g_autofree char *document = archive != NULL ? docx_find_document(archive, error) : NULL;
    g_autoptr(GPtrArray) relations =
        document != NULL ? docx_relations_read(archive, document, error) : NULL;
    if (relations == NULL)
        return NULL;

    g_autoptr(Manuscript) manuscript = manuscript_new();
    Word word = { .reader = { .manuscript = manuscript },
                  .archive = archive,
                  .data_namespace = data_namespace,
                  .relations = relations };
    if (!read_with(&word, document, error))
        return NULL;
    fill_gaps(manuscript);
    return g_steal_pointer(&manuscript);
}
