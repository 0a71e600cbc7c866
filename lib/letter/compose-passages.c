/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The document from its first passage to its last, each once and in order, divided where an answer stands between.
 *
 * A passage is handled by its role (add_passage()); three kinds need more than one step: text is divided behind each
 * question that an answer follows; items are gathered in lists, and cells in tables, until something else comes; the
 * answers to a table's questions wait for its end.
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "letter/compose-private.h"

/* The letter as far as it is composed. */
typedef struct Walk {
    Composer *composer;
    Block *section;  /* of the document's I, II, III; NULL */
    Block *fraction; /* inside it, or by itself; NULL */
    Block *contents; /* NULL as long as the preamble lasts */
    int level;       /* of the innermost heading above */
    GPtrArray
        *listed;  /* the contents entries that questions belong to now: of section and fraction */
    Block *table; /* the passage with the table being gathered; NULL */
    int table_number;
    GPtrArray *waiting; /* AnswerRun under that table */
    Block *signature;   /* one whose name has not come yet; NULL */
    PassageRole signature_role;
} Walk;

static Block *
innermost(const Walk *walk)
{
    return walk->fraction != NULL ? walk->fraction : walk->section;
}

static Block *
add_block(Walk *walk, BlockKind kind)
{
    Block *parent = innermost(walk);
    if (parent != NULL)
        return block_add(parent, kind);

    Block *block = block_new(kind);
    g_ptr_array_add(walk->composer->letter->body, block);
    return block;
}

static Block *
add_passage_block(Walk *walk, bool opens, bool closes)
{
    Block *passage = add_block(walk, BLOCK_PASSAGE);
    passage->opens = opens;
    passage->closes = closes;
    return passage;
}

/* A passage that is no plain paragraph: what it is of stands in its children. */
static Block *
add_holder(Walk *walk, bool opens, bool closes)
{
    Block *passage = add_passage_block(walk, opens, closes);
    g_clear_pointer(&passage->runs, g_ptr_array_unref);
    return passage;
}

static void
add_answer(Walk *walk, AnswerRun *run, bool ids)
{
    compose_answer(walk->composer, innermost(walk), run, walk->level + 1, ids);
}

static void
add_guide_sentence(const Walk *walk, Block *guide, const char *key)
{
    const char *text = template_text(walk->composer->template, key);
    if (*text == '\0')
        return;

    g_autofree char *spaced = g_strconcat(" ", text, NULL);
    run_add(guide, RUN_TEXT, spaced);
}

/* How to read what the page shows: only of the marks that this layout has. */
static void
add_guide(const Walk *walk)
{
    const Composer *composer = walk->composer;
    const Style *style = &composer->template->style;
    bool numbers = style->margin_numbers && composer->ids;
    if (!style->reading_guide || (!style->bracket && !numbers))
        return;

    Block *guide = block_new(BLOCK_PARAGRAPH);
    Run *label = run_add(guide, RUN_TEXT, template_text(composer->template, "guide_label"));
    label->style = RUN_STRONG;
    if (style->bracket)
        add_guide_sentence(walk, guide, "guide_bracket");
    if (numbers)
        add_guide_sentence(walk, guide, "guide_numbers");
    g_ptr_array_add(composer->letter->body, guide);
}

/* The contents come where the preamble ends: they are filled once all headings are known. */
static void
end_preamble(Walk *walk)
{
    if (walk->contents != NULL)
        return;

    walk->contents = block_new(BLOCK_CONTENTS);
    g_ptr_array_add(walk->composer->letter->body, walk->contents);
    add_guide(walk);
}

static Stretch
whole(const Passage *passage)
{
    return (Stretch){ .paragraph = passage->paragraph,
                      .questions = passage->questions,
                      .end = passage->paragraph->text->text->len };
}

/* A heading ends the sections at its own level and below. */
static Block *
open_section(Walk *walk, bool is_fraction)
{
    walk->fraction = NULL;
    if (!is_fraction)
        walk->section = NULL;

    Block *section = add_block(walk, BLOCK_SECTION);
    *(is_fraction ? &walk->fraction : &walk->section) = section;
    walk->level = is_fraction && walk->section != NULL ? 3 : 2;
    return section;
}

/* The heading's words without the number that is set beside them. */
static Stretch
heading_stretch(const Passage *passage)
{
    Stretch stretch = whole(passage);
    const char *text = passage->paragraph->text->text->str;

    if (passage->number == NULL || passage->heading == NULL ||
        !g_str_has_suffix(text, passage->heading))
        return stretch;
    stretch.start = stretch.end - strlen(passage->heading);
    return stretch;
}

/* "… en reactie van de minister", where a reaction follows and the document doesn't say so itself. */
static void
lengthen(const Composer *composer, Block *heading)
{
    const char *unless = template_text(composer->template, "heading_suffix_unless");
    g_autofree char *text = block_text(heading);
    g_autofree char *folded = g_utf8_casefold(text, -1);
    g_autofree char *folded_unless = g_utf8_casefold(unless, -1);
    bool says_so = *unless != '\0' && strstr(folded, folded_unless) != NULL;

    if (says_so || *text == '\0' || strchr(".:;", text[strlen(text) - 1]) != NULL)
        return;
    g_autofree char *suffix =
        template_fill(composer->template, "heading_suffix", "minister", composer->minister, NULL);
    if (*suffix != '\0')
        run_add(heading, RUN_TEXT, suffix);
}

static Block *
add_heading(Walk *walk, const Passage *passage, int level)
{
    Block *heading = add_block(walk, BLOCK_HEADING);
    Stretch stretch = heading_stretch(passage);

    heading->level = level;
    /* As printed: "I", "I.". */
    if (stretch.start > 0)
        heading->number = g_strchomp(g_strndup(passage->paragraph->text->text->str, stretch.start));
    words_add(walk->composer, heading, &stretch);
    return heading;
}

/* Does a question stand below this heading, before the next of its kind (or above)? */
static bool
has_questions(const Walk *walk, guint index)
{
    const GPtrArray *passages = walk->composer->questions->passages;
    const Passage *heading = g_ptr_array_index(passages, index);

    for (guint i = index + 1; i < passages->len; i++) {
        const Passage *passage = g_ptr_array_index(passages, i);
        if (passage->role == PASSAGE_SECTION || passage->role == heading->role)
            return false;
        if (passage->questions != NULL && passage->questions->len > 0)
            return true;
    }
    return false;
}

/* Nothing but page furniture up to the next section, or the end. */
static bool
is_empty_section(const Walk *walk, guint index)
{
    const GPtrArray *passages = walk->composer->questions->passages;

    for (guint i = index + 1; i < passages->len; i++) {
        const Passage *passage = g_ptr_array_index(passages, i);
        if (passage->role == PASSAGE_SECTION)
            return true;
        if (passage->role != PASSAGE_CHROME && passage->paragraph->text->text->len > 0)
            return false;
    }
    return true;
}

/* Is this heading that of the room which the committee left for the answers? */
static bool
is_for_answers(const Passage *passage)
{
    static const char *const stems[] = { "antwoord", "reactie" };
    g_autofree char *folded = g_utf8_casefold(passage->paragraph->text->text->str, -1);

    for (size_t i = 0; i < G_N_ELEMENTS(stems); i++) {
        if (strstr(folded, stems[i]) != NULL)
            return true;
    }
    return false;
}

static bool
leave_out(Walk *walk, const Passage *passage, guint index)
{
    if (!is_empty_section(walk, index) || !is_for_answers(passage))
        return false;

    const TextMap *text = passage->paragraph->text;
    diags_add(walk->composer->diags, DIAG_EMPTY_SECTION, text_map_span(text, 0, text->text->len),
              NULL,
              _("the section \"%s\" is empty and left out, as the answers stand under their "
                "questions"),
              text->text->str);
    return true;
}

static void
list_contents(Walk *walk, int level, const Block *section, char *text)
{
    const Block *heading = g_ptr_array_index(section->children, 0);
    ContentsEntry *entry =
        contents_add(walk->composer, level, heading->number, text, section->anchor);

    g_ptr_array_set_size(walk->listed, level == 2 && walk->section != NULL ? 1 : 0);
    g_ptr_array_add(walk->listed, entry);
}

static void
add_section(Walk *walk, const Passage *passage, guint index)
{
    if (leave_out(walk, passage, index))
        return;

    Block *section = open_section(walk, false);
    section->anchor = g_strdup_printf("sectie-%u", index);
    Block *heading = add_heading(walk, passage, walk->level);
    if (has_questions(walk, index))
        lengthen(walk->composer, heading);
    list_contents(walk, 1, section, block_text(heading));
}

static void
add_fraction(Walk *walk, const Passage *passage, guint index)
{
    Block *section = open_section(walk, true);
    section->anchor = g_strdup_printf("fractie-%u", index);
    Block *heading = add_heading(walk, passage, walk->level);
    char *text = NULL;

    if (has_questions(walk, index))
        lengthen(walk->composer, heading);
    if (passage->fraction != NULL) {
        section->fraction = g_strdup(passage->fraction->name);
        text = label_fraction(walk->composer, passage->fraction, "contents_fraction", NULL);
    }
    list_contents(walk, 2, section, text != NULL ? text : block_text(heading));
}

/* One below the fraction's, or the section's: subheadings don't nest here, so that no level is skipped. */
static void
add_subheading(Walk *walk, const Passage *passage)
{
    int above = walk->fraction != NULL && walk->section != NULL ? 3 : innermost(walk) ? 2 : 1;

    walk->level = above + 1;
    add_heading(walk, passage, walk->level);
}

/*
 * Function and name of one signature: two paragraphs of the document, one below the other. They stand together and
 * apart from the next, so they are one block.
 */
static Block *
open_signature(Walk *walk, const Passage *passage)
{
    bool goes_on = walk->signature != NULL && passage->name != NULL && passage->label == NULL &&
                   walk->signature_role == passage->role;
    Block *open = walk->signature;
    walk->signature = NULL;
    if (goes_on)
        return open;

    Block *signature = block_add(add_holder(walk, true, true), BLOCK_SIGNATURE);
    if (passage->name == NULL) {
        walk->signature = signature;
        walk->signature_role = passage->role;
    }
    return signature;
}

/* Where the name begins, in a paragraph that holds both; 0 where it doesn't. */
static size_t
name_start(const Passage *passage)
{
    const char *text = passage->paragraph->text->text->str;
    if (passage->label == NULL || passage->name == NULL || !g_str_has_prefix(text, passage->label))
        return 0;

    size_t start = words_skip_space(passage->paragraph, strlen(passage->label));
    return strcmp(text + start, passage->name) == 0 ? start : 0;
}

static void
add_signature(Walk *walk, const Passage *passage)
{
    Block *signature = open_signature(walk, passage);
    size_t split = name_start(passage);
    Stretch stretch = whole(passage);

    if (split > 0) {
        stretch.end = strlen(passage->label);
        words_add(walk->composer, block_add(signature, BLOCK_PARAGRAPH), &stretch);
        stretch = whole(passage);
        stretch.start = split;
    }
    words_add(walk->composer, block_add(signature, BLOCK_PARAGRAPH), &stretch);
}

/* The passage of lists that an item goes on in: the last thing, with nothing between. */
static Block *
open_list_passage(Walk *walk, bool opens)
{
    Block *parent = innermost(walk);
    const GPtrArray *list = parent != NULL ? parent->children : walk->composer->letter->body;
    Block *last = list->len > 0 ? g_ptr_array_index(list, list->len - 1) : NULL;

    bool goes_on = opens && last != NULL && last->kind == BLOCK_PASSAGE && last->children != NULL &&
                   last->children->len > 0 &&
                   ((Block *)g_ptr_array_index(last->children, 0))->kind == BLOCK_LIST;
    return goes_on ? last : add_holder(walk, opens, false);
}

static Block *
open_list(Block *passage, const Paragraph *paragraph)
{
    int level = MAX(paragraph->level, 1);
    Block *last = passage->children != NULL && passage->children->len > 0
                      ? g_ptr_array_index(passage->children, passage->children->len - 1)
                      : NULL;
    if (last != NULL && last->level == level)
        return last;

    Block *list = block_add(passage, BLOCK_LIST);
    list->level = level;
    list->tight = true;
    list->ordered = paragraph->label != NULL && g_ascii_isalnum(paragraph->label[0]);
    list->start = list->ordered ? MAX(atoi(paragraph->label), 1) : 0;
    return list;
}

/* Where the words of a passage, or of a part of it, go. */
static Block *
open_words(Walk *walk, const Passage *passage, bool opens, bool closes)
{
    const Paragraph *paragraph = passage->paragraph;
    if (paragraph->kind != PARAGRAPH_ITEM && passage->role != PASSAGE_AGENDA)
        return add_passage_block(walk, opens, closes);

    Block *holder = open_list_passage(walk, opens);
    holder->closes = closes;
    Block *item = block_add(open_list(holder, paragraph), BLOCK_ITEM);
    item->number = g_strdup(opens ? paragraph->label : "");
    return block_add(item, BLOCK_PARAGRAPH);
}

/* The run whose last question this is, if its answer stands here. */
static AnswerRun *
run_ending_at(const Walk *walk, const Question *question)
{
    AnswerRun *run = g_hash_table_lookup(walk->composer->run_of, question);
    if (run == NULL)
        return NULL;
    return g_ptr_array_index(run->questions, run->questions->len - 1) == question ? run : NULL;
}

static const Question *
question_of(const Passage *passage, guint i)
{
    return passage->questions != NULL && i < passage->questions->len
               ? g_ptr_array_index(passage->questions, i)
               : NULL;
}

static void
count_question(Walk *walk, const Question *question)
{
    for (guint i = 0; i < walk->listed->len; i++) {
        ContentsEntry *entry = g_ptr_array_index(walk->listed, i);
        g_ptr_array_add(entry->questions, (gpointer)question);
    }
}

/* Behind the question and all that touches it, but never into the next question. */
static size_t
cut_behind(const Passage *passage, guint index)
{
    const Question *question = question_of(passage, index);
    const Question *next = question_of(passage, index + 1);
    size_t cut = words_cut(passage->paragraph, question->end);

    return next != NULL && next->start >= question->end ? MIN(cut, next->start) : cut;
}

static void
add_part(Walk *walk, const Passage *passage, const Stretch *part, bool closes)
{
    if (part->end <= part->start && part->start > 0)
        return;
    Block *words = open_words(walk, passage, part->start == 0, closes);
    words_add(walk->composer, words, part);
}

static void
add_text(Walk *walk, const Passage *passage)
{
    const size_t length = passage->paragraph->text->text->len;
    g_autoptr(GPtrArray) questions = g_ptr_array_new();
    Stretch part = { .paragraph = passage->paragraph, .questions = questions };
    const Question *question;

    for (guint i = 0; (question = question_of(passage, i)) != NULL; i++) {
        AnswerRun *run = run_ending_at(walk, question);
        g_ptr_array_add(questions, (gpointer)question);
        count_question(walk, question);
        if (run == NULL)
            continue;
        part.end = MAX(cut_behind(passage, i), part.start);
        part.marks_end = words_skip_space(passage->paragraph, part.end);
        add_part(walk, passage, &part, part.marks_end >= length);
        add_answer(walk, run, false);
        part.start = part.marks_end;
        g_ptr_array_set_size(questions, 0);
    }
    part.end = part.marks_end = length;
    add_part(walk, passage, &part, true);
}

static Block *
open_row(Walk *walk, const Paragraph *paragraph)
{
    if (walk->table == NULL) {
        walk->table = block_add(add_holder(walk, true, true), BLOCK_TABLE);
        walk->table_number = paragraph->table;
    }
    while (walk->table->children->len < (guint)paragraph->row + 1)
        block_add(walk->table, BLOCK_ROW);
    return g_ptr_array_index(walk->table->children, (guint)paragraph->row);
}

/* A cell is one piece; what answers its questions comes after the table. */
static void
add_cell(Walk *walk, const Passage *passage)
{
    const Paragraph *paragraph = passage->paragraph;
    Block *row = open_row(walk, paragraph);
    const Question *question;

    while (row->children->len < (guint)paragraph->column + 1)
        block_add(row, BLOCK_CELL);
    Block *cell = g_ptr_array_index(row->children, (guint)paragraph->column);
    Stretch stretch = whole(passage);
    words_add(walk->composer, block_add(cell, BLOCK_PARAGRAPH), &stretch);

    for (guint i = 0; (question = question_of(passage, i)) != NULL; i++) {
        AnswerRun *run = run_ending_at(walk, question);
        count_question(walk, question);
        if (run != NULL)
            g_ptr_array_add(walk->waiting, run);
    }
}

/* After a table the id is printed always: it is not clear otherwise which question is meant. */
static void
end_table(Walk *walk)
{
    walk->table = NULL;
    for (guint i = 0; i < walk->waiting->len; i++)
        add_answer(walk, g_ptr_array_index(walk->waiting, i), true);
    g_ptr_array_set_size(walk->waiting, 0);
}

static bool
belongs_to_table(const Walk *walk, const Passage *passage)
{
    return walk->table != NULL && passage->paragraph->kind == PARAGRAPH_CELL &&
           passage->paragraph->table == walk->table_number;
}

/* What is no heading. */
static void
add_words(Walk *walk, const Passage *passage)
{
    if (passage->paragraph->kind == PARAGRAPH_CELL)
        add_cell(walk, passage);
    else
        add_text(walk, passage);
}

static void
add_passage(Walk *walk, const Passage *passage, guint index)
{
    switch (passage->role) {
    case PASSAGE_SECTION:
        end_preamble(walk);
        add_section(walk, passage, index);
        return;
    case PASSAGE_FRACTION:
        end_preamble(walk);
        add_fraction(walk, passage, index);
        return;
    case PASSAGE_SUBHEADING:
        end_preamble(walk);
        add_subheading(walk, passage);
        return;
    case PASSAGE_BODY:
    case PASSAGE_ANSWER:
    case PASSAGE_AGENDA:
        end_preamble(walk);
        add_words(walk, passage);
        return;
    case PASSAGE_TITLE:
    case PASSAGE_COMMITTEE:
    case PASSAGE_DISPATCH:
    case PASSAGE_PREAMBLE:
        add_words(walk, passage);
        return;
    case PASSAGE_CHAIR:
    case PASSAGE_CLERK:
        add_signature(walk, passage);
        return;
    case PASSAGE_CONTENTS: /* ours has the pages of the letter */
    case PASSAGE_CHROME:
        return;
    }
}

void
compose_passages(Composer *composer)
{
    const GPtrArray *passages = composer->questions->passages;
    g_autoptr(GPtrArray) listed = g_ptr_array_new(), waiting = g_ptr_array_new();
    Walk walk = { .composer = composer, .level = 1, .listed = listed, .waiting = waiting };

    for (guint i = 0; i < passages->len; i++) {
        const Passage *passage = g_ptr_array_index(passages, i);
        if (passage->paragraph->text->text->len == 0)
            continue;
        if (!belongs_to_table(&walk, passage))
            end_table(&walk);
        if (passage->role != walk.signature_role)
            walk.signature = NULL;
        add_passage(&walk, passage, i);
    }
    end_table(&walk);
    end_preamble(&walk);
    if (composer->contents->len > 0)
        compose_contents(composer, walk.contents);
    else
        g_ptr_array_remove(composer->letter->body, walk.contents);
}
