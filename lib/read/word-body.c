/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The text of a Word document as a manuscript: everything that its author can see, and the marks by which places are
 * known. Elements with a meaning of their own stand in one table; all others are containers, whose text counts, so
 * that nothing is lost to an element that came later.
 *
 * Tracked changes stay what they are (ECMA-376 part 1, 17.13.5): who reads the manuscript decides. docx-body.c reads
 * the same files for their questions, and needs none of this.
 */
#include <string.h>

#include "read/numbers.h"
#include "read/word-private.h"

#define OFFICE "http://schemas.openxmlformats.org/"

const XmlNamespace word_namespaces[] = {
    { OFFICE "wordprocessingml/2006/main", "w" },
    { "http://purl.oclc.org/ooxml/wordprocessingml/main", "w" },
    { OFFICE "markup-compatibility/2006", "mc" },
    { OFFICE "officeDocument/2006/math", "m" },
    { "http://purl.oclc.org/ooxml/officeDocument/math", "m" },
    { OFFICE "officeDocument/2006/relationships", "r" },
    { "http://purl.oclc.org/ooxml/officeDocument/relationships", "r" },
    { OFFICE "drawingml/2006/wordprocessingDrawing", "wp" },
    { "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", "wp" },
    { OFFICE "drawingml/2006/main", "a" },
    { "http://purl.oclc.org/ooxml/drawingml/main", "a" },
    { OFFICE "drawingml/2006/chart", "c" },
    { "http://purl.oclc.org/ooxml/drawingml/chart", "c" },
    { OFFICE "drawingml/2006/diagram", "dgm" },
    { "urn:schemas-microsoft-com:vml", "v" },
    { "urn:schemas-microsoft-com:office:office", "o" },
    { NULL, NULL },
};

static void
skip(WordReader *reader, const char **attributes)
{
    (void)attributes;
    reader->skip = 1;
}

/* Links and fields. */

static void
start_link(WordReader *reader, const char **attributes)
{
    const DocxRelation *relation = word_relation(reader, xml_attribute(attributes, "r:id"));
    const char *anchor = xml_attribute(attributes, "w:anchor");
    char *link = NULL;

    if (relation != NULL && relation->external)
        link = g_strdup(relation->target);
    else if (anchor != NULL)
        link = g_strconcat("#", anchor, NULL);
    g_ptr_array_add(reader->links, link);
}

static void
end_link(WordReader *reader)
{
    if (reader->links->len > 0)
        g_ptr_array_set_size(reader->links, (int)reader->links->len - 1);
}

/* The numbers of pages are other ones on each, and after each save. */
static void
pass_over_page_numbers(const WordReader *reader)
{
    if (reader->in_margin && docx_fields_count_pages(reader->fields))
        docx_fields_replace(reader->fields);
}

static void
field_character(WordReader *reader, const char **attributes)
{
    const char *type = xml_attribute(attributes, "w:fldCharType");

    if (g_strcmp0(type, "begin") == 0) {
        docx_fields_begin(reader->fields);
        g_ptr_array_add(reader->links, NULL);
    } else if (g_strcmp0(type, "separate") == 0) {
        guint count = reader->links->len;
        char *link = docx_fields_link(reader->fields);
        g_free(docx_fields_separate(reader->fields));
        pass_over_page_numbers(reader);
        if (link != NULL && count > 0 && g_ptr_array_index(reader->links, count - 1) == NULL)
            g_ptr_array_index(reader->links, count - 1) = link;
        else
            g_free(link);
    } else if (g_strcmp0(type, "end") == 0) {
        docx_fields_end(reader->fields);
        end_link(reader);
    }
}

/* A field in one element: its result stands inside. */
static void
start_simple_field(WordReader *reader, const char **attributes)
{
    const char *instruction = xml_attribute(attributes, "w:instr");

    docx_fields_begin(reader->fields);
    docx_fields_instruct(reader->fields, instruction != NULL ? instruction : "",
                         instruction != NULL ? strlen(instruction) : 0);
    g_ptr_array_add(reader->links, docx_fields_link(reader->fields));
    g_free(docx_fields_separate(reader->fields));
    pass_over_page_numbers(reader);
}

static void
end_simple_field(WordReader *reader)
{
    docx_fields_end(reader->fields);
    end_link(reader);
}

static void
start_instruction(WordReader *reader, const char **attributes)
{
    (void)attributes;
    reader->in_instruction = true;
}

static void
end_instruction(WordReader *reader)
{
    reader->in_instruction = false;
}

/* Words. */

static void
on_text(void *data, const char *text, size_t length)
{
    WordReader *reader = data;
    if (reader->skip > 0)
        return;

    if (reader->in_instruction)
        docx_fields_instruct(reader->fields, text, length);
    else if (reader->text > 0)
        word_append_text(reader, text, length);
}

static void
start_text(WordReader *reader, const char **attributes)
{
    (void)attributes;
    reader->text++;
}

static void
end_text(WordReader *reader)
{
    reader->text--;
}

static void
tab(WordReader *reader, const char **attributes)
{
    (void)attributes;
    if (!reader->in_properties && !docx_fields_hide(reader->fields))
        word_add_run(reader, MANUSCRIPT_TAB);
}

/* A page break is no word, but parts words. */
static void
line_break(WordReader *reader, const char **attributes)
{
    const char *type = xml_attribute(attributes, "w:type");
    bool ends_line = type == NULL || strcmp(type, "textWrapping") == 0;

    if (!docx_fields_hide(reader->fields))
        word_add_run(reader, ends_line ? MANUSCRIPT_BREAK : MANUSCRIPT_TAB);
}

static void
no_break_hyphen(WordReader *reader, const char **attributes)
{
    (void)attributes;
    word_append_text(reader, "-", 1);
}

static void
symbol(WordReader *reader, const char **attributes)
{
    const char *code = xml_attribute(attributes, "w:char");
    guint64 value = code != NULL ? g_ascii_strtoull(code, NULL, 16) : 0;
    WordFont font = word_font(xml_attribute(attributes, "w:font"));
    bool valid = value >= 0x20 && value <= 0x10FFFF && g_unichar_validate((gunichar)value);
    gunichar c = word_symbol(reader, valid ? (gunichar)value : 0xF000, font);
    char text[6];

    word_append_text(reader, text, (size_t)g_unichar_to_utf8(c, text));
}

/* Fields of forms that hold a choice, readings above words, other documents inside this one: their words are not read. */
static void
lose_object(WordReader *reader, const char **attributes)
{
    (void)attributes;
    word_lose(reader, LOSS_OBJECT);
    reader->skip = 1;
}

static void
other_document(WordReader *reader, const char **attributes)
{
    word_paragraph_open(reader);
    lose_object(reader, attributes);
}

/* Paragraphs and their properties. */

static void
start_paragraph(WordReader *reader, const char **attributes)
{
    (void)attributes;
    word_paragraph_end(reader);
    word_paragraph_open(reader);
}

static void
end_paragraph(WordReader *reader)
{
    docx_fields_drop_broken(reader->fields);
    word_paragraph_end(reader);
}

static void
start_properties(WordReader *reader, const char **attributes)
{
    (void)attributes;
    reader->in_properties = true;
}

static void
end_properties(WordReader *reader)
{
    reader->in_properties = false;
}

static void
start_run_properties(WordReader *reader, const char **attributes)
{
    (void)attributes;
    reader->in_run_properties = !reader->in_properties;
}

static void
end_run_properties(WordReader *reader)
{
    reader->in_run_properties = false;
}

static void
start_run(WordReader *reader, const char **attributes)
{
    (void)attributes;
    WordLook *look = &word_frame(reader)->look;

    g_free(look->style);
    *look = (WordLook){ .bold = DOCX_UNSET, .italic = DOCX_UNSET };
}

static void
replace(char **field, const char *value)
{
    char *copy = g_strdup(value);

    g_free(*field);
    *field = copy;
}

static void
set_style(WordReader *reader, const char **attributes)
{
    replace(&word_frame(reader)->style_id, word_value(attributes));
}

static void
set_run_style(WordReader *reader, const char **attributes)
{
    if (reader->in_run_properties)
        replace(&word_frame(reader)->look.style, word_value(attributes));
}

static void
set_outline(WordReader *reader, const char **attributes)
{
    word_frame(reader)->outline = xml_number(word_value(attributes), 0, 9, DOCX_UNSET);
}

static void
set_list(WordReader *reader, const char **attributes)
{
    word_frame(reader)->list = xml_number(word_value(attributes), 0, G_MAXINT, DOCX_UNSET);
}

static void
set_list_level(WordReader *reader, const char **attributes)
{
    word_frame(reader)->level = xml_number(word_value(attributes), 0, DOCX_LEVELS - 1, DOCX_UNSET);
}

static void
set_spacing(WordReader *reader, const char **attributes)
{
    if (reader->in_properties && !docx_is_on(attributes))
        word_paragraph_open(reader)->spaced = true;
}

static void
set_indent(WordReader *reader, const char **attributes)
{
    ManuscriptParagraph *paragraph = word_frame(reader)->paragraph;
    if (reader->in_properties && paragraph != NULL && paragraph->table == 0)
        paragraph->indent =
            word_indent(attributes, "w:left", word_indent(attributes, "w:start", 0));
}

static void
set_alignment(WordReader *reader, const char **attributes)
{
    const char *value = word_value(attributes);
    if (!reader->in_properties || value == NULL)
        return;

    ManuscriptParagraph *paragraph = word_paragraph_open(reader);
    paragraph->aligned = true;
    if (strcmp(value, "right") == 0 || strcmp(value, "end") == 0)
        paragraph->alignment = CELL_RIGHT;
    else if (strcmp(value, "center") == 0)
        paragraph->alignment = CELL_CENTRE;
}

static void
set_bold(WordReader *reader, const char **attributes)
{
    if (reader->in_run_properties)
        word_frame(reader)->look.bold = docx_is_on(attributes);
}

static void
set_italic(WordReader *reader, const char **attributes)
{
    if (reader->in_run_properties)
        word_frame(reader)->look.italic = docx_is_on(attributes);
}

static void
set_loss(WordReader *reader, bool is_on, unsigned loss)
{
    if (reader->in_run_properties && is_on)
        word_frame(reader)->look.losses |= loss;
}

static void
set_font(WordReader *reader, const char **attributes)
{
    if (reader->in_run_properties)
        word_frame(reader)->look.font = word_font(xml_attribute(attributes, "w:ascii"));
}

static void
set_hidden(WordReader *reader, const char **attributes)
{
    if (reader->in_run_properties)
        word_frame(reader)->look.hidden = docx_is_on(attributes);
}

static void
set_underline(WordReader *reader, const char **attributes)
{
    set_loss(reader, word_value(attributes) != NULL && docx_is_on(attributes), LOSS_UNDERLINE);
}

static void
set_strike(WordReader *reader, const char **attributes)
{
    set_loss(reader, docx_is_on(attributes), LOSS_STRIKE);
}

static void
set_capitals(WordReader *reader, const char **attributes)
{
    set_loss(reader, docx_is_on(attributes), LOSS_CAPITALS);
}

static void
set_colour(WordReader *reader, const char **attributes)
{
    const char *value = word_value(attributes);

    set_loss(reader, value != NULL && strcmp(value, "auto") != 0 && strcmp(value, "000000") != 0,
             LOSS_COLOUR);
}

static void
set_highlight(WordReader *reader, const char **attributes)
{
    set_loss(reader, docx_is_on(attributes), LOSS_HIGHLIGHT);
}

static void
set_raised(WordReader *reader, const char **attributes)
{
    const char *value = word_value(attributes);

    set_loss(reader, value != NULL && strcmp(value, "baseline") != 0, LOSS_RAISED);
}

/* Tracked changes. In properties they are about the paragraph's end or the row. */

static bool
change_of_properties(WordReader *reader, ManuscriptChange change)
{
    if (reader->in_row_properties) {
        guint count = reader->tables->len;
        if (count > 0)
            g_array_index(reader->tables, WordTable, count - 1).change |= change;
        return true;
    }
    if (reader->in_properties) {
        word_paragraph_open(reader)->end |= change;
        return true;
    }
    return false;
}

static void
start_insertion(WordReader *reader, const char **attributes)
{
    (void)attributes;
    if (!change_of_properties(reader, TRACK_INSERTED))
        reader->inserted++;
}

static void
end_insertion(WordReader *reader)
{
    if (!reader->in_properties && !reader->in_row_properties && reader->inserted > 0)
        reader->inserted--;
}

static void
start_deletion(WordReader *reader, const char **attributes)
{
    (void)attributes;
    if (!change_of_properties(reader, TRACK_DELETED))
        reader->deleted++;
}

static void
end_deletion(WordReader *reader)
{
    if (!reader->in_properties && !reader->in_row_properties && reader->deleted > 0)
        reader->deleted--;
}

/* Content controls. */

static void
start_control(WordReader *reader, const char **attributes)
{
    (void)attributes;
    WordControl control = { 0 };

    g_array_append_val(reader->controls, control);
}

static void
end_control(WordReader *reader)
{
    guint count = reader->controls->len;
    if (count == 0)
        return;

    g_free(g_array_index(reader->controls, WordControl, count - 1).tag);
    g_array_set_size(reader->controls, count - 1);
}

static void
start_control_properties(WordReader *reader, const char **attributes)
{
    (void)attributes;
    reader->in_control_properties = true;
}

static void
end_control_properties(WordReader *reader)
{
    reader->in_control_properties = false;
}

static WordControl *
described_control(const WordReader *reader)
{
    guint count = reader->controls->len;

    return reader->in_control_properties && count > 0
               ? &g_array_index(reader->controls, WordControl, count - 1)
               : NULL;
}

static void
set_tag(WordReader *reader, const char **attributes)
{
    WordControl *control = described_control(reader);
    if (control != NULL)
        replace(&control->tag, word_value(attributes));
}

/* What is left of a tag where LibreOffice saved the file. */
static void
set_category(WordReader *reader, const char **attributes)
{
    WordControl *control = described_control(reader);
    if (control != NULL && control->tag == NULL)
        replace(&control->tag, word_value(attributes));
}

static void
set_placeholder(WordReader *reader, const char **attributes)
{
    WordControl *control = described_control(reader);
    if (control != NULL)
        control->placeholder = docx_is_on(attributes);
}

/* Alternatives: the first is read, the others are its twins for programs that can't draw it. */

static void
start_alternatives(WordReader *reader, const char **attributes)
{
    (void)attributes;
    bool taken = false;
    g_array_append_val(reader->choices, taken);
}

static void
end_alternatives(WordReader *reader)
{
    if (reader->choices->len > 0)
        g_array_set_size(reader->choices, reader->choices->len - 1);
}

static void
take_alternative(WordReader *reader, const char **attributes)
{
    (void)attributes;
    if (reader->choices->len == 0)
        return;

    bool *taken = &g_array_index(reader->choices, bool, reader->choices->len - 1);
    if (*taken)
        reader->skip = 1;
    *taken = true;
}

static const WordElement elements[] = {
    { "w:p", start_paragraph, end_paragraph },
    { "w:pPr", start_properties, end_properties },
    { "w:pStyle", set_style, NULL },
    { "w:outlineLvl", set_outline, NULL },
    { "w:numId", set_list, NULL },
    { "w:ilvl", set_list_level, NULL },
    { "w:contextualSpacing", set_spacing, NULL },
    { "w:ind", set_indent, NULL },
    { "w:jc", set_alignment, NULL },
    { "w:r", start_run, NULL },
    { "w:rPr", start_run_properties, end_run_properties },
    { "w:rStyle", set_run_style, NULL },
    { "w:b", set_bold, NULL },
    { "w:i", set_italic, NULL },
    { "w:vanish", set_hidden, NULL },
    { "w:rFonts", set_font, NULL },
    { "w:u", set_underline, NULL },
    { "w:strike", set_strike, NULL },
    { "w:dstrike", set_strike, NULL },
    { "w:caps", set_capitals, NULL },
    { "w:smallCaps", set_capitals, NULL },
    { "w:color", set_colour, NULL },
    { "w:highlight", set_highlight, NULL },
    { "w:vertAlign", set_raised, NULL },
    { "w:t", start_text, end_text },
    { "w:delText", start_text, end_text },
    { "m:t", start_text, end_text },
    { "w:tab", tab, NULL },
    { "w:ptab", tab, NULL },
    { "w:br", line_break, NULL },
    { "w:cr", line_break, NULL },
    { "w:noBreakHyphen", no_break_hyphen, NULL },
    { "w:sym", symbol, NULL },
    { "w:hyperlink", start_link, end_link },
    { "w:fldChar", field_character, NULL },
    { "w:fldSimple", start_simple_field, end_simple_field },
    { "w:instrText", start_instruction, end_instruction },
    { "w:delInstrText", start_instruction, end_instruction },
    { "w:ins", start_insertion, end_insertion },
    { "w:moveTo", start_insertion, end_insertion },
    { "w:del", start_deletion, end_deletion },
    { "w:moveFrom", start_deletion, end_deletion },
    { "w:pPrChange", skip, NULL },
    { "w:rPrChange", skip, NULL },
    { "w:tblPrChange", skip, NULL },
    { "w:trPrChange", skip, NULL },
    { "w:tcPrChange", skip, NULL },
    { "w:sectPr", skip, NULL },
    { "w:numberingChange", skip, NULL },
    { "w:rt", lose_object, NULL },
    { "w:checkBox", lose_object, NULL },
    { "w:ddList", lose_object, NULL },
    { "w:contentPart", lose_object, NULL },
    { "w:altChunk", other_document, NULL },
    { "w:subDoc", other_document, NULL },
    { "w:sdt", start_control, end_control },
    { "w:sdtPr", start_control_properties, end_control_properties },
    { "w:sdtEndPr", skip, NULL },
    { "w:tag", set_tag, NULL },
    { "w:docPartCategory", set_category, NULL },
    { "w:showingPlcHdr", set_placeholder, NULL },
    { "mc:AlternateContent", start_alternatives, end_alternatives },
    { "mc:Choice", take_alternative, NULL },
    { "mc:Fallback", take_alternative, NULL },
};

static void
on_start(void *data, const char *name, const char **attributes)
{
    WordReader *reader = data;
    if (reader->skip > 0) {
        reader->skip++;
        return;
    }

    const WordElement *element = g_hash_table_lookup(reader->elements, name);
    if (element != NULL && element->start != NULL)
        element->start(reader, attributes);
}

static void
on_end(void *data, const char *name)
{
    WordReader *reader = data;
    if (reader->skip > 0) {
        reader->skip--;
        return;
    }

    const WordElement *element = g_hash_table_lookup(reader->elements, name);
    if (element != NULL && element->end != NULL)
        element->end(reader);
}

void
word_reader_init(WordReader *reader)
{
    reader->elements = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < G_N_ELEMENTS(elements); i++)
        g_hash_table_insert(reader->elements, (gpointer)elements[i].name, (gpointer)&elements[i]);
    const WordElement *const others[] = { word_drawing_elements, word_table_elements,
                                          word_mark_elements };
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        for (const WordElement *element = others[i]; element->name != NULL; element++)
            g_hash_table_insert(reader->elements, (gpointer)element->name, (gpointer)element);
    reader->notes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    reader->comments = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    reader->images = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    reader->bookmarks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    reader->commented = g_ptr_array_new();
    reader->frames = g_array_new(FALSE, FALSE, sizeof(WordFrame));
    reader->tables = g_array_new(FALSE, FALSE, sizeof(WordTable));
    reader->controls = g_array_new(FALSE, FALSE, sizeof(WordControl));
    reader->choices = g_array_new(FALSE, FALSE, sizeof(bool));
    reader->links = g_ptr_array_new_with_free_func(g_free);
    reader->bookmarks_before = g_ptr_array_new_with_free_func(g_free);
    reader->fields = docx_fields_new();
    word_frame_push(reader);
}

/* What a part left open is closed. */
static void
close_all(WordReader *reader)
{
    while (reader->frames->len > 1)
        word_frame_pop(reader);
    word_paragraph_end(reader);
    while (reader->controls->len > 0)
        end_control(reader);
    for (guint i = 0; i < reader->commented->len; i++) {
        GString *words = g_ptr_array_index(reader->commented, i);
        if (words != NULL)
            g_string_free(words, TRUE);
        g_ptr_array_index(reader->commented, i) = NULL;
    }
    g_array_set_size(reader->tables, 0);
    g_array_set_size(reader->choices, 0);
    g_ptr_array_set_size(reader->links, 0);
    g_ptr_array_set_size(reader->bookmarks_before, 0);
    reader->losses = 0;
    g_hash_table_remove_all(reader->bookmarks);
    docx_fields_clear(reader->fields);
    reader->inserted = reader->deleted = reader->skip = reader->text = reader->drawings = 0;
    reader->in_properties = reader->in_run_properties = reader->in_row_properties =
        reader->in_instruction = reader->in_control_properties = false;
}

void
word_reader_clear(WordReader *reader)
{
    close_all(reader);
    g_hash_table_unref(reader->elements);
    g_hash_table_unref(reader->notes);
    g_hash_table_unref(reader->comments);
    g_hash_table_unref(reader->images);
    g_hash_table_unref(reader->bookmarks);
    g_ptr_array_unref(reader->commented);
    g_array_unref(reader->frames);
    g_array_unref(reader->tables);
    g_array_unref(reader->controls);
    g_array_unref(reader->choices);
    g_ptr_array_unref(reader->links);
    g_ptr_array_unref(reader->bookmarks_before);
    docx_fields_free(reader->fields);
    g_free(reader->drawing_name);
    g_free(reader->drawing_text);
}

bool
word_part_read(WordReader *reader, const WordPart *part, GError **error)
{
    static const XmlHandler handler = { word_namespaces, on_start, on_end, on_text };
    if (part->bytes == NULL)
        return true;

    reader->relations = part->relations;
    reader->flow = part->flow;
    reader->in_margin = part->is_margin;
    bool parsed = xml_parse(part->bytes, &handler, reader, false, error);
    close_all(reader);
    return parsed;
}
