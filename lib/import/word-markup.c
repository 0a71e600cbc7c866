/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Paragraphs of a Word file as the blocks of an answer.
 *
 * In: the paragraphs of one answer. Out: blocks and notes in normal form, and what could not be mapped. Word's file is
 * flat; what stands in what follows from lists and levels, from the style of quotations, and from indentation: a list
 * is one step, a quotation two (review-key.h). Where an author's own indentation fits no such step, it tells nothing.
 *
 * Tracked changes are decided first, in word-changes.c: what comes here is the text that is to be.
 */
#include <string.h>

#include "answers/review-key.h"
#include "base/utf8.h"
#include "import/import-private.h"
#include "import/word-changes.h"
#include "markup/write-markup.h"

enum { NEST_MAX = 20 };

/* A list or quotation that is open. */
typedef struct Level {
    Block *block; /* borrowed */
    int list;     /* which of the file's; 0: a quotation */
} Level;

typedef struct Builder {
    const WordMarkupOptions *options;
    WordMarkup *made;
    GPtrArray *blocks; /* where the outermost go */
    GArray *levels;    /* Level, from the outside in */
    GHashTable *notes; /* index in the manuscript plus 1 → label */
    bool in_note;
    bool after_figure;  /* a caption may follow */
    Block *caption;     /* waits for its table; owned; NULL */
    gsize columns;      /* of the table at hand */
    gsize cells;        /* of the tables before it, where all rows are as long as the longest */
    guint last_label;   /* the number that a note got last; 0 */
    guint place;        /* of the paragraph that is read; of the last one of the text in notes */
    GPtrArray *anchors; /* char *: bookmarks that are open, for the names of notes and images */
    char *
        closed; /* of a note, closed just here: LibreOffice shrinks it to a place before the mark; NULL */
} Builder;

void
word_markup_free(WordMarkup *markup)
{
    if (markup == NULL)
        return;

    markup_free(markup->markup);
    g_ptr_array_unref(markup->comments);
    g_ptr_array_unref(markup->hidden);
    g_array_unref(markup->losses);
    g_free(markup);
}

/* ---- Words ---- */

static bool
is_named(const char *name, const char *const *names)
{
    for (; name != NULL && *names != NULL; names++)
        if (g_ascii_strcasecmp(name, *names) == 0)
            return true;
    return false;
}

static bool
is_code_look(const char *look)
{
    static const char *const names[] = { REVIEW_NAME_CODE, REVIEW_STYLE_CODE, "Code", "HTML Code",
                                         "Source Text",    "Verbatim Char",   NULL };

    return is_named(look, names);
}

/* The label of a note: that of the base whose hash a bookmark around the mark names, else a number that is free. */
static char *
label_of_bookmark(const Builder *builder)
{
    const Markup *base = builder->options->base;

    for (guint i = 0; base != NULL && i <= builder->anchors->len; i++) {
        const char *name =
            i < builder->anchors->len ? g_ptr_array_index(builder->anchors, i) : builder->closed;
        if (name == NULL || !g_str_has_prefix(name, REVIEW_NOTE))
            continue;
        for (guint j = 0; j < base->notes->len; j++) {
            const FootNote *note = g_ptr_array_index(base->notes, j);
            g_autofree char *hash = review_hash(note->label);
            if (strstr(name + strlen(REVIEW_NOTE), hash) != NULL)
                return g_strdup(note->label);
        }
    }
    return NULL;
}

static bool
holds_label(const GPtrArray *notes, const char *label)
{
    for (guint i = 0; i < notes->len; i++)
        if (strcmp(((const FootNote *)g_ptr_array_index(notes, i))->label, label) == 0)
            return true;
    return false;
}

/* What was taken once stays so: the search goes on where the last one ended. */
static char *
free_label(Builder *builder)
{
    const Markup *base = builder->options->base;

    while (true) {
        char *label = g_strdup_printf("%u", ++builder->last_label);
        if (!holds_label(builder->made->markup->notes, label) &&
            (base == NULL || !holds_label(base->notes, label)))
            return label;
        g_free(label);
    }
}

static char *
base_words(const FootNote *note)
{
    g_autoptr(GString) words = g_string_new(NULL);

    for (guint i = 0; i < note->blocks->len; i++) {
        g_autofree char *text = block_text(g_ptr_array_index(note->blocks, i));
        g_string_append_printf(words, "%s ", text);
    }
    return utf8_collapse(words->str);
}

static bool
is_label_given(const Builder *builder, const char *label)
{
    GHashTableIter iter;
    gpointer given;

    g_hash_table_iter_init(&iter, builder->notes);
    while (g_hash_table_iter_next(&iter, NULL, &given))
        if (strcmp(given, label) == 0)
            return true;
    return false;
}

/* Where the bookmark is lost, the note of the base that says the same; NULL. */
static char *
label_of_words(const Builder *builder, guint index)
{
    const Markup *base = builder->options->base;
    g_autofree char *words =
        note_text(g_ptr_array_index(builder->options->manuscript->notes, index), NULL);

    for (guint i = 0; base != NULL && i < base->notes->len; i++) {
        const FootNote *note = g_ptr_array_index(base->notes, i);
        g_autofree char *own = base_words(note);
        if (strcmp(own, words != NULL ? words : "") == 0 && !is_label_given(builder, note->label))
            return g_strdup(note->label);
    }
    return NULL;
}

static const char *
note_label(Builder *builder, guint index)
{
    const char *known = g_hash_table_lookup(builder->notes, GUINT_TO_POINTER(index + 1));
    if (known != NULL)
        return known;

    char *label = label_of_bookmark(builder);
    if (label != NULL && is_label_given(builder, label))
        g_clear_pointer(&label, g_free);
    if (label == NULL)
        label = label_of_words(builder, index);
    if (label == NULL)
        label = free_label(builder);
    g_hash_table_insert(builder->notes, GUINT_TO_POINTER(index + 1), label);
    g_ptr_array_add(builder->made->markup->notes, foot_note_new(label));
    return label;
}

/* The id of the question that a link inside the file leads to; NULL. */
static const char *
linked_question(const Builder *builder, const char *link)
{
    if (link == NULL || !g_str_has_prefix(link, "#" REVIEW_QUESTION))
        return NULL;

    g_autofree char *key = g_strndup(link + 1 + strlen(REVIEW_QUESTION), REVIEW_KEY_LENGTH);
    return g_hash_table_lookup(builder->options->questions, key);
}

static void
add_link(const Builder *builder, const ManuscriptRun *run, Run *words)
{
    const char *question = linked_question(builder, run->link);

    if (question == NULL) {
        if (run->link != NULL && *run->link != '#')
            words->link = g_strdup(run->link);
        return;
    }
    g_autofree char *mark = g_strdup_printf("[%s]", question);
    words->target = g_strdup(question);
    if (strcmp(words->text, mark) == 0) {
        words->kind = RUN_REFERENCE;
        g_clear_pointer(&words->text, g_free);
    }
}

/* A link to a note's mark is one more mark to it. */
static bool
add_further_mark(const Builder *builder, const ManuscriptRun *run, Block *block)
{
    if (run->link == NULL || !g_str_has_prefix(run->link, "#" REVIEW_NOTE) ||
        builder->options->base == NULL)
        return false;

    const Markup *base = builder->options->base;
    for (guint i = 0; i < base->notes->len; i++) {
        const FootNote *note = g_ptr_array_index(base->notes, i);
        g_autofree char *hash = review_hash(note->label);
        if (strstr(run->link + strlen(REVIEW_NOTE), hash) == NULL)
            continue;
        run_add(block, RUN_NOTE, NULL)->note = g_strdup(note->label);
        return true;
    }
    return false;
}

static void
lose(const Builder *builder, unsigned losses)
{
    WordLoss loss = { losses, builder->place };

    if (losses != 0)
        g_array_append_val(builder->made->losses, loss);
}

static void
add_text(Builder *builder, const ManuscriptRun *run, Block *block)
{
    if (add_further_mark(builder, run, block))
        return;

    lose(builder, run->losses);
    if ((run->losses & LOSS_HIDDEN) != 0) {
        g_ptr_array_add(builder->made->hidden, g_strdup(run->text));
        return;
    }
    Run *words = run_add(block, RUN_TEXT, run->text);
    words->style = run->style | (is_code_look(run->look) ? RUN_CODE : 0u);
    add_link(builder, run, words);
}

static void
follow_bookmark(Builder *builder, const ManuscriptRun *run)
{
    guint index;

    if (run->kind == MANUSCRIPT_CLOSE && g_str_has_prefix(run->text, REVIEW_NOTE)) {
        g_free(builder->closed);
        builder->closed = g_strdup(run->text);
    }
    if (run->kind == MANUSCRIPT_OPEN)
        g_ptr_array_add(builder->anchors, g_strdup(run->text));
    else if (g_ptr_array_find_with_equal_func(builder->anchors, run->text, g_str_equal, &index))
        g_ptr_array_remove_index(builder->anchors, index);
}

/* Of an image that no answer has here, as in cells and notes, the description is left. */
static void
add_description(const Builder *builder, const ManuscriptRun *run, Block *block)
{
    g_autofree char *words = g_strconcat(" ", run->text, NULL);

    lose(builder, LOSS_IMAGE);
    run_add(block, RUN_TEXT, words);
}

static void
add_comment(const Builder *builder, const ManuscriptRun *run)
{
    g_ptr_array_add(builder->made->comments,
                    g_ptr_array_index(builder->options->manuscript->comments, run->index));
}

static void
add_run(Builder *builder, const ManuscriptRun *run, Block *block)
{
    if (run->kind != MANUSCRIPT_NOTE && run->kind != MANUSCRIPT_OPEN &&
        run->kind != MANUSCRIPT_CLOSE)
        g_clear_pointer(&builder->closed, g_free);
    switch (run->kind) {
    case MANUSCRIPT_TEXT:
        add_text(builder, run, block);
        return;
    case MANUSCRIPT_BREAK:
        run_add(block, RUN_BREAK, NULL);
        return;
    case MANUSCRIPT_TAB:
        run_add(block, RUN_TEXT, " ");
        return;
    case MANUSCRIPT_NOTE:
        if (!builder->in_note)
            run_add(block, RUN_NOTE, NULL)->note = g_strdup(note_label(builder, run->index));
        return;
    case MANUSCRIPT_COMMENT:
        add_comment(builder, run);
        return;
    case MANUSCRIPT_OPEN:
    case MANUSCRIPT_CLOSE:
        follow_bookmark(builder, run);
        return;
    case MANUSCRIPT_IMAGE:
        add_description(builder, run, block);
        return;
    case MANUSCRIPT_RUN_KINDS:
        return;
    }
}

static void
follow_place(Builder *builder, const ManuscriptParagraph *paragraph)
{
    if (paragraph->place > 0)
        builder->place = paragraph->place;
}

static void
add_runs(Builder *builder, const ManuscriptParagraph *paragraph, Block *block)
{
    follow_place(builder, paragraph);
    for (guint i = 0; i < paragraph->runs->len; i++)
        add_run(builder, g_ptr_array_index(paragraph->runs, i), block);
    lose(builder, paragraph->losses);
}

/* ---- Nesting ---- */

static Level *
innermost(const Builder *builder)
{
    guint count = builder->levels->len;

    return count > 0 ? &g_array_index(builder->levels, Level, count - 1) : NULL;
}

static guint
count_levels(const Builder *builder, bool lists)
{
    guint count = 0;

    for (guint i = 0; i < builder->levels->len; i++)
        count += (g_array_index(builder->levels, Level, i).list != 0) == lists;
    return count;
}

/* Where blocks go: the innermost quotation, or the last item of the innermost list. */
static GPtrArray *
place(const Builder *builder)
{
    const Level *level = innermost(builder);
    if (level == NULL)
        return builder->blocks;
    if (level->list == 0)
        return level->block->children;
    return ((Block *)g_ptr_array_index(level->block->children, level->block->children->len - 1))
        ->children;
}

static Block *
add_block(Builder *builder, BlockKind kind)
{
    Block *block = block_new(kind);

    g_ptr_array_add(place(builder), block);
    builder->after_figure = kind == BLOCK_FIGURE;
    return block;
}

static void
close_levels(const Builder *builder, guint count)
{
    g_array_set_size(builder->levels, count);
}

static void
open_level(Builder *builder, BlockKind kind, int list)
{
    if (builder->levels->len >= NEST_MAX)
        return;

    Level level = { add_block(builder, kind), list };
    g_array_append_val(builder->levels, level);
}

static bool
is_quote(const Builder *builder, const ManuscriptParagraph *paragraph)
{
    static const char *const names[] = {
        "Quote", "Intense Quote", "Citaat", "Duidelijk citaat", "Quotations", "Block Text", NULL
    };

    return is_named(paragraph->style, names) || (builder->in_note && paragraph->indent > 0);
}

static int
steps(const ManuscriptParagraph *paragraph)
{
    return (paragraph->indent + REVIEW_INDENT / 2) / REVIEW_INDENT;
}

/* What the first so many of the open levels make of indentation. */
static int
sum_of_levels(const Builder *builder, guint count, guint *ret_quotes)
{
    int sum = 0;
    *ret_quotes = 0;

    for (guint i = 0; i < count; i++) {
        bool list = g_array_index(builder->levels, Level, i).list != 0;
        sum += list ? 1 : 2;
        *ret_quotes += !list;
    }
    return sum;
}

/*
 * Leaves and opens what a paragraph without a mark of its own stands in: the deepest of the open levels that its
 * indentation reaches, and as many quotations as are still lacking.
 */
static void
enter_place(Builder *builder, const ManuscriptParagraph *paragraph, int depth)
{
    bool quoted = is_quote(builder, paragraph);
    guint count = builder->levels->len, quotes = 0;
    int least = quoted ? MAX(depth, 2) : depth, rest = 0;

    for (;; count--) {
        rest = least - sum_of_levels(builder, count, &quotes);
        bool fits = quoted ? rest >= 0 && rest % 2 == 0 && (quotes > 0 || rest > 0)
                           : rest >= 0 && quotes == 0;
        if (fits || count == 0)
            break;
    }
    close_levels(builder, count);
    for (int i = 0; quoted && i < MAX(rest / 2, quotes == 0 ? 1 : 0); i++)
        open_level(builder, BLOCK_QUOTE, 0);
}

/* The list whose next item the paragraph is, opened where there is none. */
static Block *
enter_list(Builder *builder, const ManuscriptParagraph *paragraph)
{
    bool quoted =
        is_quote(builder, paragraph) || (builder->levels->len > 0 && paragraph->indent > 0 &&
                                         steps(paragraph) >= paragraph->level + 2);
    guint depth = (guint)paragraph->level;
    guint quotes = quoted ? (guint)MAX((steps(paragraph) - paragraph->level) / 2, 1) : 0;
    if (!is_quote(builder, paragraph) && count_levels(builder, false) == 0)
        quotes = 0;

    while (builder->levels->len > 0 &&
           (count_levels(builder, true) > depth || count_levels(builder, false) > quotes))
        close_levels(builder, builder->levels->len - 1);
    const Level *level = innermost(builder);
    while (level != NULL && count_levels(builder, true) == depth &&
           (level->list != paragraph->list || level->block->ordered != paragraph->ordered)) {
        close_levels(builder, builder->levels->len - 1);
        level = innermost(builder);
    }
    while (count_levels(builder, false) < quotes && builder->levels->len < NEST_MAX)
        open_level(builder, BLOCK_QUOTE, 0);
    if (count_levels(builder, true) < depth || innermost(builder) == NULL ||
        innermost(builder)->list == 0) {
        open_level(builder, BLOCK_LIST, paragraph->list);
        Block *list = innermost(builder)->block;
        list->ordered = paragraph->ordered;
        list->start = paragraph->ordered ? paragraph->number : 0;
        list->tight = !paragraph->spaced;
    }
    return innermost(builder)->block;
}

/* ---- Blocks ---- */

/* One that can't be kept is told with its description. */
static void
add_figure(Builder *builder, const ManuscriptRun *run)
{
    char *name = builder->options->name_image(builder->options->data, run);

    lose(builder, run->losses | (name == NULL ? LOSS_IMAGE : 0u));
    if (name == NULL) {
        if (*run->text != '\0')
            run_add(add_block(builder, BLOCK_PARAGRAPH), RUN_TEXT, run->text);
        return;
    }
    Block *figure = add_block(builder, BLOCK_FIGURE);
    figure->target = name;
    figure->alternative = g_strdup(run->text);
}

static bool
holds_image(const ManuscriptParagraph *paragraph)
{
    for (guint i = 0; i < paragraph->runs->len; i++)
        if (((const ManuscriptRun *)g_ptr_array_index(paragraph->runs, i))->kind ==
            MANUSCRIPT_IMAGE)
            return true;
    return false;
}

/* Words before and behind an image become paragraphs of their own. */
static void
add_with_images(Builder *builder, const ManuscriptParagraph *paragraph)
{
    Block *words = NULL;

    follow_place(builder, paragraph);
    lose(builder, paragraph->losses);
    for (guint i = 0; i < paragraph->runs->len; i++) {
        const ManuscriptRun *run = g_ptr_array_index(paragraph->runs, i);
        if (run->kind == MANUSCRIPT_IMAGE) {
            add_figure(builder, run);
            words = NULL;
            continue;
        }
        bool blank = run->kind == MANUSCRIPT_TEXT && run->text[strspn(run->text, " ")] == '\0';
        bool shown = run->kind == MANUSCRIPT_TEXT || run->kind == MANUSCRIPT_NOTE;
        if (words == NULL && shown && !blank)
            words = add_block(builder, BLOCK_PARAGRAPH);
        if (words != NULL || !shown) {
            g_autoptr(Block) unseen = block_new(BLOCK_PARAGRAPH);
            add_run(builder, run, words != NULL ? words : unseen);
        }
    }
    const GPtrArray *here = place(builder);
    const Block *last = here->len > 0 ? g_ptr_array_index(here, here->len - 1) : NULL;
    builder->after_figure = last != NULL && last->kind == BLOCK_FIGURE;
}

static void
add_item(Builder *builder, const ManuscriptParagraph *paragraph)
{
    Block *list = enter_list(builder, paragraph);
    Block *item = block_add(list, BLOCK_ITEM);

    if (list->ordered && list->children->len == 1)
        list->start = paragraph->number;
    if (holds_image(paragraph) && !builder->in_note) {
        add_with_images(builder, paragraph);
        return;
    }
    add_runs(builder, paragraph, block_add(item, BLOCK_PARAGRAPH));
    builder->after_figure = false;
}

/* Code has no notes and no images. */
static bool
holds_code(const ManuscriptParagraph *paragraph)
{
    for (guint i = 0; i < paragraph->runs->len; i++) {
        const ManuscriptRun *run = g_ptr_array_index(paragraph->runs, i);
        if (run->kind == MANUSCRIPT_NOTE || run->kind == MANUSCRIPT_IMAGE ||
            (run->losses & LOSS_HIDDEN) != 0)
            return false;
    }
    return true;
}

static bool
is_caption(const ManuscriptParagraph *paragraph)
{
    static const char *const names[] = { REVIEW_NAME_TITLE, "Caption", "Bijschrift", NULL };

    return is_named(paragraph->style, names);
}

static void
add_caption(Builder *builder, const ManuscriptParagraph *paragraph)
{
    const GPtrArray *here = place(builder);
    Block *figure = here->len > 0 ? g_ptr_array_index(here, here->len - 1) : NULL;
    g_autoptr(Block) caption = block_new(BLOCK_CAPTION);

    add_runs(builder, paragraph, caption);
    bool of_table = g_strcmp0(paragraph->style, REVIEW_NAME_TITLE) == 0;
    if (!of_table && builder->after_figure && figure != NULL && figure->children->len == 0) {
        g_autofree char *words = block_text(caption);
        run_add(block_add(figure, BLOCK_CAPTION), RUN_TEXT, words);
        builder->after_figure = false;
        return;
    }
    g_clear_pointer(&builder->caption, block_free);
    builder->caption = g_steal_pointer(&caption);
}

/* A caption whose table didn't come is a paragraph. */
static void
settle_caption(Builder *builder)
{
    Block *caption = g_steal_pointer(&builder->caption);
    if (caption == NULL)
        return;

    caption->kind = BLOCK_PARAGRAPH;
    g_ptr_array_add(place(builder), caption);
}

/* The text of code, whose line ends are what they are. What hangs on it is none of it: comments, say. Newly allocated. */
static char *
code_text(Builder *builder, const ManuscriptParagraph *paragraph)
{
    g_autoptr(Block) unseen = block_new(BLOCK_PARAGRAPH);
    GString *text = g_string_new(NULL);

    follow_place(builder, paragraph);
    for (guint i = 0; i < paragraph->runs->len; i++) {
        const ManuscriptRun *run = g_ptr_array_index(paragraph->runs, i);
        if (run->kind == MANUSCRIPT_TEXT)
            g_string_append(text, run->text);
        else if (run->kind == MANUSCRIPT_BREAK || run->kind == MANUSCRIPT_TAB)
            g_string_append_c(text, run->kind == MANUSCRIPT_TAB ? '\t' : '\n');
        else
            add_run(builder, run, unseen);
    }
    lose(builder, paragraph->losses);
    return g_string_free(text, FALSE);
}

/* Our own files have a block in a paragraph, others a line. */
static void
add_code(Builder *builder, const ManuscriptParagraph *paragraph)
{
    const GPtrArray *here = place(builder);
    const Block *last = here->len > 0 ? g_ptr_array_index(here, here->len - 1) : NULL;
    bool own = g_strcmp0(paragraph->style, REVIEW_NAME_CODE_BLOCK) == 0;
    g_autofree char *text = code_text(builder, paragraph);

    if (last == NULL || last->kind != BLOCK_CODE || own) {
        run_add(add_block(builder, BLOCK_CODE), RUN_TEXT, text)->style = RUN_CODE;
        return;
    }
    Run *run = g_ptr_array_index(last->runs, 0);
    if (strlen(run->text) > IMPORT_ANSWER_LIMIT) {
        builder->made->too_long = true;
        return;
    }
    char *joined = g_strdup_printf("%s\n%s", run->text, text);
    g_free(run->text);
    run->text = joined;
}

/* A heading's number is words in Markdown. */
static void
add_number(const ManuscriptParagraph *paragraph, Block *heading)
{
    if (paragraph->label == NULL || *paragraph->label == '\0' || !paragraph->ordered)
        return;

    g_autofree char *number = g_strconcat(paragraph->label, " ", NULL);
    run_add(heading, RUN_TEXT, number);
}

static void
add_plain(Builder *builder, const ManuscriptParagraph *paragraph)
{
    BlockKind kind = paragraph->heading > 0 && !builder->in_note ? BLOCK_HEADING : BLOCK_PARAGRAPH;

    enter_place(builder, paragraph, steps(paragraph));
    if (holds_image(paragraph) && !builder->in_note) {
        add_with_images(builder, paragraph);
        return;
    }
    Block *block = add_block(builder, kind);
    if (kind == BLOCK_HEADING) {
        block->level = MAX(paragraph->heading - builder->options->heading_offset, 1);
        add_number(paragraph, block);
    }
    add_runs(builder, paragraph, block);
}

static void
add_paragraph(Builder *builder, const ManuscriptParagraph *paragraph)
{
    static const char *const code[] = { REVIEW_NAME_CODE_BLOCK, "Code Block",        "Source Code",
                                        "Preformatted Text",    "HTML Preformatted", NULL };

    if (is_caption(paragraph)) {
        settle_caption(builder);
        enter_place(builder, paragraph, steps(paragraph));
        add_caption(builder, paragraph);
        return;
    }
    settle_caption(builder);
    if (is_named(paragraph->style, code) && holds_code(paragraph)) {
        int depth = steps(paragraph);
        enter_place(builder, paragraph, depth > 0 ? depth - 1 : 0);
        add_code(builder, paragraph);
    } else if (g_strcmp0(paragraph->style, REVIEW_NAME_RULE) == 0) {
        enter_place(builder, paragraph, steps(paragraph));
        add_block(builder, BLOCK_RULE);
        add_plain(builder, paragraph);
    } else if (paragraph->item) {
        add_item(builder, paragraph);
    } else {
        add_plain(builder, paragraph);
    }
}

/* ---- Tables ---- */

/* Have the tables more cells than an answer has bytes? One wide row in each is soon more than memory. */
static bool
is_table_full(Builder *builder, int row, int column)
{
    builder->columns = MAX(builder->columns, (gsize)column + 1);
    return ((gsize)row + 1) * builder->columns > IMPORT_ANSWER_LIMIT - builder->cells;
}

static Block *
cell_at(Block *table, int row, int column)
{
    guint first = table->children->len > 0 &&
                          ((Block *)g_ptr_array_index(table->children, 0))->kind == BLOCK_CAPTION
                      ? 1
                      : 0;
    while (table->children->len < first + (guint)row + 1)
        block_add(table, BLOCK_ROW);

    Block *cells = g_ptr_array_index(table->children, first + (guint)row);
    while (cells->children->len < (guint)column + 1)
        block_add(cells, BLOCK_CELL);
    return g_ptr_array_index(cells->children, (guint)column);
}

/* A list in a cell is words with their marks. */
static void
add_cell_paragraph(Builder *builder, Block *table, const ManuscriptParagraph *paragraph, int row)
{
    Block *cell = cell_at(table, row, paragraph->column);
    Block *words = block_add(cell, BLOCK_PARAGRAPH);
    bool number = g_strcmp0(paragraph->style, "Tabelgetal") == 0;

    if (paragraph->label != NULL && paragraph->item) {
        g_autofree char *mark = g_strconcat(paragraph->label, " ", NULL);
        run_add(words, RUN_TEXT, mark);
    }
    if (cell->alignment == CELL_LEFT)
        cell->alignment = number || !paragraph->aligned ? CELL_DECIMAL : paragraph->alignment;
    add_runs(builder, paragraph, words);
}

/* Columns have one alignment in Markdown: that of the first row below the head. */
static void
settle_alignment(Block *table, guint first)
{
    guint sample = first + 1 < table->children->len ? first + 1 : first;
    const Block *head = g_ptr_array_index(table->children, first);
    const Block *body = g_ptr_array_index(table->children, sample);

    for (guint i = 0; i < head->children->len && i < body->children->len; i++) {
        Block *cell = g_ptr_array_index(head->children, i);
        cell->alignment = ((Block *)g_ptr_array_index(body->children, i))->alignment;
    }
}

/* Takes the paragraphs of one table from `at` on; the index behind them. */
static guint
add_table(Builder *builder, const GPtrArray *paragraphs, guint at)
{
    const ManuscriptParagraph *first = g_ptr_array_index(paragraphs, at);
    Block *caption = g_steal_pointer(&builder->caption);
    enter_place(builder, first, steps(first));
    Block *table = add_block(builder, BLOCK_TABLE);
    int row = -1, last = -1;

    builder->columns = 0;
    if (caption != NULL)
        g_ptr_array_add(table->children, caption);
    for (; at < paragraphs->len; at++) {
        const ManuscriptParagraph *paragraph = g_ptr_array_index(paragraphs, at);
        if (paragraph->table != first->table)
            break;
        row += paragraph->row != last;
        last = paragraph->row;
        builder->made->too_long |= is_table_full(builder, row, paragraph->column);
        if (builder->made->too_long)
            continue;
        add_cell_paragraph(builder, table, paragraph, row);
    }
    builder->cells += ((gsize)row + 1) * builder->columns;
    if (!builder->made->too_long)
        settle_alignment(table, caption != NULL ? 1 : 0);
    return at;
}

static void
add_paragraphs(Builder *builder, const GPtrArray *paragraphs)
{
    for (guint i = 0; i < paragraphs->len;) {
        const ManuscriptParagraph *paragraph = g_ptr_array_index(paragraphs, i);
        if (paragraph->table > 0) {
            i = add_table(builder, paragraphs, i);
            continue;
        }
        if (g_strcmp0(paragraph->style, "Tabeleinde") != 0 || paragraph->runs->len > 0)
            add_paragraph(builder, paragraph);
        i++;
    }
    settle_caption(builder);
}

static gint
compare_indices(gconstpointer a, gconstpointer b)
{
    guint first = GPOINTER_TO_UINT(a), second = GPOINTER_TO_UINT(b);

    return first < second ? -1 : first > second;
}

static void
add_note(Builder *builder, const ManuscriptNote *source, const FootNote *note)
{
    guint changes = 0;
    g_autoptr(GPtrArray) settled =
        word_changes_settle(source->paragraphs, builder->options->tracked, &changes);

    builder->made->changes += changes;
    builder->blocks = note->blocks;
    close_levels(builder, 0);
    add_paragraphs(builder, settled);
}

/* In the order of the file. */
static void
add_notes(Builder *builder)
{
    const GPtrArray *made = builder->made->markup->notes;
    g_autoptr(GHashTable) by_label = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GList) indices = g_list_sort(g_hash_table_get_keys(builder->notes), compare_indices);

    for (guint i = 0; i < made->len; i++) {
        FootNote *note = g_ptr_array_index(made, i);
        g_hash_table_insert(by_label, note->label, note);
    }
    builder->in_note = true;
    for (const GList *each = indices; each != NULL; each = each->next) {
        const char *label = g_hash_table_lookup(builder->notes, each->data);
        add_note(builder,
                 g_ptr_array_index(builder->options->manuscript->notes,
                                   GPOINTER_TO_UINT(each->data) - 1),
                 g_hash_table_lookup(by_label, label));
    }
}

WordMarkup *
word_markup_new(const GPtrArray *paragraphs, const WordMarkupOptions *options)
{
    WordMarkup *made = g_new0(WordMarkup, 1);
    Builder builder = { .options = options, .made = made };

    made->markup = markup_new();
    made->comments = g_ptr_array_new();
    made->hidden = g_ptr_array_new_with_free_func(g_free);
    made->losses = g_array_new(FALSE, FALSE, sizeof(WordLoss));
    builder.blocks = made->markup->blocks;
    builder.levels = g_array_new(FALSE, FALSE, sizeof(Level));
    builder.notes = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    builder.anchors = g_ptr_array_new_with_free_func(g_free);

    g_autoptr(GPtrArray) settled =
        word_changes_settle(paragraphs, options->tracked, &made->changes);
    add_paragraphs(&builder, settled);
    add_notes(&builder);
    markup_normalise(made->markup);
    g_array_unref(builder.levels);
    g_hash_table_unref(builder.notes);
    g_ptr_array_unref(builder.anchors);
    g_free(builder.closed);
    return made;
}
