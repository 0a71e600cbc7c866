/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The paragraphs of a manuscript: each is added to its list when it begins, so that those of text boxes stand behind
 * the one they hang in, and gets its kind when it ends, when its properties are known.
 */
#include <string.h>

#include "read/numbers.h"
#include "read/word-private.h"

WordFrame *
word_frame(const WordReader *reader)
{
    return &g_array_index(reader->frames, WordFrame, reader->frames->len - 1);
}

static void
look_reset(WordLook *look)
{
    g_free(look->style);
    *look = (WordLook){ .bold = DOCX_UNSET, .italic = DOCX_UNSET };
}

static void
frame_reset(WordFrame *frame)
{
    g_clear_pointer(&frame->style_id, g_free);
    frame->paragraph = NULL;
    frame->outline = frame->list = frame->level = DOCX_UNSET;
    look_reset(&frame->look);
}

void
word_frame_push(WordReader *reader)
{
    WordFrame frame = { .table_base = reader->tables->len };

    frame_reset(&frame);
    g_array_append_val(reader->frames, frame);
}

void
word_frame_pop(WordReader *reader)
{
    if (reader->frames->len < 2)
        return;

    word_paragraph_end(reader);
    frame_reset(word_frame(reader));
    g_array_set_size(reader->frames, reader->frames->len - 1);
}

static void
place_in_table(const WordReader *reader, ManuscriptParagraph *paragraph)
{
    guint count = reader->tables->len;
    if (count <= word_frame(reader)->table_base)
        return;

    const WordTable *table = &g_array_index(reader->tables, WordTable, count - 1);
    paragraph->table = table->number;
    paragraph->row = MAX(table->row, 0);
    paragraph->column = MAX(table->column, 0);
    paragraph->head = table->head;
    paragraph->row_change = table->change;
    paragraph->indent = table->indent;
    if (table->nested)
        paragraph->losses |= LOSS_NESTED_TABLE;
}

ManuscriptParagraph *
word_paragraph_open(WordReader *reader)
{
    WordFrame *frame = word_frame(reader);
    if (frame->paragraph != NULL)
        return frame->paragraph;

    frame->paragraph = manuscript_add_paragraph(reader->flow);
    place_in_table(reader, frame->paragraph);
    frame->paragraph->losses |= reader->losses;
    reader->losses = 0;
    while (reader->bookmarks_before->len > 0)
        manuscript_add_run(frame->paragraph, MANUSCRIPT_OPEN)->text =
            g_ptr_array_steal_index(reader->bookmarks_before, 0);
    for (guint i = 0; i < reader->controls->len; i++) {
        const WordControl *control = &g_array_index(reader->controls, WordControl, i);
        frame->paragraph->placeholder |= control->placeholder;
        if (control->tag == NULL)
            continue;
        if (frame->paragraph->tags == NULL)
            frame->paragraph->tags = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_add(frame->paragraph->tags, g_strdup(control->tag));
    }
    return frame->paragraph;
}

/* The list of the paragraph that ends, from itself or its style; 0: none. */
static int
find_list(const WordReader *reader, const WordFrame *frame, const DocxStyle *style, int *ret_level)
{
    bool styled = frame->list == DOCX_UNSET;
    int list = styled ? style->list : frame->list;
    if (list <= 0)
        return 0;

    int level = frame->level != DOCX_UNSET ? frame->level : style->level;
    if (level == DOCX_UNSET)
        level = docx_numbering_style_level(reader->numbering, list,
                                           styled ? style->numbered_id : style->id);
    *ret_level = level;
    return list;
}

void
word_paragraph_end(WordReader *reader)
{
    WordFrame *frame = word_frame(reader);
    ManuscriptParagraph *paragraph = frame->paragraph;
    if (paragraph == NULL) {
        frame_reset(frame); /* a broken file has properties of none */
        return;
    }

    const char *id = frame->style_id != NULL ? frame->style_id : reader->styles->paragraph;
    const DocxStyle *style = docx_style_find(reader->styles, id);
    int level = 0, list = find_list(reader, frame, style, &level);
    int outline = frame->outline != DOCX_UNSET ? frame->outline : style->outline;

    paragraph->style = g_strdup(style->name);
    if (outline >= 0 && outline < DOCX_LEVELS)
        paragraph->heading = outline + 1;
    if (list > 0) {
        paragraph->label = docx_numbering_next(reader->numbering, list, level);
        paragraph->list = list;
        paragraph->item = paragraph->label != NULL && paragraph->heading == 0;
        paragraph->level = level + 1;
        paragraph->ordered =
            docx_numbering_count(reader->numbering, list, level, &paragraph->number);
    }
    frame_reset(frame);
}

void
word_lose(WordReader *reader, unsigned losses)
{
    ManuscriptParagraph *paragraph = word_frame(reader)->paragraph;

    if (paragraph != NULL)
        paragraph->losses |= losses;
    else
        reader->losses |= losses;
}

static int
either(int first, int second)
{
    return first != DOCX_UNSET ? first : second;
}

static ManuscriptChange
current_change(const WordReader *reader)
{
    return (reader->inserted > 0 ? TRACK_INSERTED : 0u) |
           (reader->deleted > 0 ? TRACK_DELETED : 0u);
}

ManuscriptRun *
word_add_run(WordReader *reader, ManuscriptRunKind kind)
{
    const WordLook *look = &word_frame(reader)->look;
    const DocxStyle *style = docx_style_find(reader->styles, look->style);
    ManuscriptRun *run = manuscript_add_run(word_paragraph_open(reader), kind);
    guint links = reader->links->len;

    run->style = (either(look->bold, style->bold) == 1 ? RUN_STRONG : 0u) |
                 (either(look->italic, style->italic) == 1 ? RUN_EMPHASIS : 0u);
    run->change = current_change(reader);
    run->look = g_strdup(style->name);
    run->link = g_strdup(links > 0 ? g_ptr_array_index(reader->links, links - 1) : NULL);
    run->losses = look->losses | (look->hidden ? LOSS_HIDDEN : 0u);
    /* A link is underlined and blue by custom. */
    if (run->link != NULL)
        run->losses &= ~(unsigned)(LOSS_UNDERLINE | LOSS_COLOUR);
    return run;
}

static bool
same_text(const char *a, const char *b)
{
    return g_strcmp0(a, b) == 0;
}

/* Word cuts words anywhere; what looks alike is one run. */
static bool
merge_run(const ManuscriptParagraph *paragraph)
{
    guint count = paragraph->runs->len;
    ManuscriptRun *last = g_ptr_array_index(paragraph->runs, count - 1);
    ManuscriptRun *before = count > 1 ? g_ptr_array_index(paragraph->runs, count - 2) : NULL;
    if (before == NULL || before->kind != MANUSCRIPT_TEXT || before->style != last->style ||
        before->change != last->change || before->losses != last->losses ||
        !same_text(before->look, last->look) || !same_text(before->link, last->link))
        return false;

    char *joined = g_strconcat(before->text, last->text, NULL);
    g_free(before->text);
    before->text = joined;
    g_ptr_array_set_size(paragraph->runs, (int)count - 1);
    return true;
}

WordFont
word_font(const char *name)
{
    static const char *const others[] = { "Wingdings", "Webdings", "ZapfDingbats", "Marlett" };
    if (g_strcmp0(name, "Symbol") == 0)
        return WORD_FONT_SYMBOL;

    for (size_t i = 0; name != NULL && i < G_N_ELEMENTS(others); i++)
        if (g_str_has_prefix(name, others[i]))
            return WORD_FONT_PICTURES;
    return WORD_FONT_LETTERS;
}

gunichar
word_symbol(WordReader *reader, gunichar c, WordFont font)
{
    enum { AREA = 0xF000, BULLET = 0x2022, OPEN_BULLET = 0xE00A, BOX = 0x25A1 };
    bool is_private = c >= 0xE000 && c <= 0xF8FF;
    if (!is_private && (font == WORD_FONT_LETTERS || c >= 0x100 || c == ' '))
        return c;

    gunichar code = is_private ? c : AREA + c;
    gunichar found = font == WORD_FONT_SYMBOL ? symbol_character(code) : bullet_character(code);
    bool is_bullet = code == AREA + 0xB7 || code == OPEN_BULLET;
    if (found != ' ' && (found != BULLET || is_bullet))
        return found;
    word_lose(reader, LOSS_SYMBOL);
    return BOX;
}

/* Text in a symbol font is codes of its pictures. */
static char *
read_symbols(WordReader *reader, char *text, WordFont font)
{
    if (font == WORD_FONT_LETTERS)
        return text;

    GString *read = g_string_new(NULL);
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
        g_string_append_unichar(read, word_symbol(reader, g_utf8_get_char(p), font));
    g_free(text);
    return g_string_free(read, FALSE);
}

/* Words with the characters that only steer lines taken for what they stand for. */
static char *
clean_text(const char *text, size_t length)
{
    GString *clean = g_string_sized_new(length);

    for (const char *p = text; p < text + length; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == 0x2011)
            g_string_append_c(clean, '-');
        else if (c < 0x20 || c == 0x7F || (c >= 0x80 && c < 0xA0) || c == 0x2028 || c == 0x2029)
            g_string_append_c(clean, ' ');
        else if (c != 0x00AD && c != 0x200B && c != 0xFEFF)
            g_string_append_unichar(clean, c);
    }
    return g_string_free(clean, FALSE);
}

void
word_append_text(WordReader *reader, const char *text, size_t length)
{
    if (docx_fields_hide(reader->fields))
        return;

    ManuscriptRun *run = word_add_run(reader, MANUSCRIPT_TEXT);
    run->text = read_symbols(reader, clean_text(text, length), word_frame(reader)->look.font);
    for (guint i = 0; i < reader->commented->len; i++) {
        GString *about = g_ptr_array_index(reader->commented, i);
        if (about != NULL && about->len < 200)
            g_string_append(about, run->text);
    }
    merge_run(word_paragraph_open(reader));
}

const DocxRelation *
word_relation(const WordReader *reader, const char *id)
{
    for (guint i = 0; id != NULL && reader->relations != NULL && i < reader->relations->len; i++) {
        const DocxRelation *relation = g_ptr_array_index(reader->relations, i);
        if (relation->id != NULL && strcmp(relation->id, id) == 0)
            return relation;
    }
    return NULL;
}

const char *
word_value(const char **attributes)
{
    return xml_attribute(attributes, "w:val");
}

int
word_indent(const char **attributes, const char *name, int fallback)
{
    return xml_number(xml_attribute(attributes, name), 0, 1000000, fallback);
}
