/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Tables of a PDF: "Nr | Vraag | Blz." with a row for each question, as committees send them.
 *
 * A PDF has no tables, and pdftotext's order goes down each column: the numbers, then all the
 * questions, then the pages. So rows are looked for: lines on one height, of which the leftmost is
 * narrow and stands where that of the row above does. What stands further in below a row goes on
 * in it, on the next page as well; anything at the left edge that is no row ends the table. Columns
 * are the points across the page that the table's lines cover.
 *
 * Three rows make a table, and two columns beside the first; or one, where the first is of numbers
 * that stand further off than one in front of a paragraph does. Running text in columns has no narrow lines above
 * each other on the left, and hanging numbers stay what they are: labels. Rules and shading would
 * tell more, but pdftotext doesn't give them.
 */
#include <math.h>
#include <string.h>

#include "read/pdf-private.h"

/* Points within which lines begin or end at one place; shares of the page's width and of a line's
 * size. */
static const double same_place = 3, narrow = 0.22, level = 0.35, other_size = 0.12;

/* Sizes: what a label may stand off its paragraph; what stands apart below a table. */
static const double label_gap = 5, apart = 4;

enum { LEAST_ROWS = 3, COLUMN_LIMIT = 16, LINES_LIMIT = 4000, WIDTH = 2048 };

/* Lines on one height, from the left. */
typedef struct Band {
    guint page, first, count; /* in Tables.order */
    double top, bottom;
} Band;

typedef struct Member {
    guint line;
    int row;
} Member;

/* A table that may still turn out to be none. */
typedef struct Candidate {
    GArray *members;     /* Member */
    double left, right;  /* of the first column */
    double second;       /* where the others begin */
    double bottom, size; /* of the last band */
    double figure;       /* where the figure ends that ends the last row; 0: none does */
    guint page;          /* of the last band */
    int rows, numbered;  /* 0: none open; those that begin with a figure */
} Candidate;

typedef struct Tables {
    PdfText *text;
    GArray *order; /* guint: lines of a page by height, then from the left */
    GArray *bands; /* Band */
    Candidate open;
    int count;
} Tables;

static double
size_of(const PdfLine *line)
{
    return line->bottom - line->top;
}

static int
compare_heights(gconstpointer a, gconstpointer b, gpointer data)
{
    const PdfText *text = data;
    const PdfLine *left = pdf_line(text, *(const guint *)a),
                  *right = pdf_line(text, *(const guint *)b);
    double difference = left->top + left->bottom - right->top - right->bottom;

    if (difference != 0)
        return difference < 0 ? -1 : 1;
    return *(const guint *)a < *(const guint *)b ? -1 : 1;
}

static int
compare_lefts(gconstpointer a, gconstpointer b, gpointer data)
{
    const PdfText *text = data;
    const PdfLine *left = pdf_line(text, *(const guint *)a),
                  *right = pdf_line(text, *(const guint *)b);

    if (left->left != right->left)
        return left->left < right->left ? -1 : 1;
    return *(const guint *)a < *(const guint *)b ? -1 : 1;
}

static const PdfLine *
line_at(const Tables *tables, guint place)
{
    return pdf_line(tables->text, g_array_index(tables->order, guint, place));
}

static bool
is_level(const Band *band, const PdfLine *line)
{
    double difference = fabs(line->top + line->bottom - band->top - band->bottom) / 2;
    return difference < level * MIN(size_of(line), band->bottom - band->top);
}

/* The lines of a page by their height; none for a page that is only made to take time. */
static void
find_bands(Tables *tables, const PdfPage *page)
{
    g_array_set_size(tables->order, 0);
    g_array_set_size(tables->bands, 0);
    if (page->line_count > LINES_LIMIT)
        return;
    for (guint i = page->first_line; i < page->first_line + page->line_count; i++) {
        if (pdf_line(tables->text, i)->role != LINE_FURNITURE)
            g_array_append_val(tables->order, i);
    }
    g_array_sort_with_data(tables->order, compare_heights, tables->text);
    for (guint i = 0; i < tables->order->len; i++) {
        const PdfLine *line = line_at(tables, i);
        Band *last = tables->bands->len > 0
                         ? &g_array_index(tables->bands, Band, tables->bands->len - 1)
                         : NULL;
        if (last != NULL && is_level(last, line)) {
            last->count++;
            continue;
        }
        Band band = { line->page, i, 1, line->top, line->bottom };
        g_array_append_val(tables->bands, band);
    }
    for (guint i = 0; i < tables->bands->len; i++) {
        const Band *band = &g_array_index(tables->bands, Band, i);
        g_autoptr(GArray) part = g_array_sized_new(FALSE, FALSE, sizeof(guint), band->count);
        g_array_append_vals(part, &g_array_index(tables->order, guint, band->first), band->count);
        g_array_sort_with_data(part, compare_lefts, tables->text);
        memcpy(&g_array_index(tables->order, guint, band->first), part->data,
               band->count * sizeof(guint));
    }
}

/* Does the band begin with a narrow line, and the others stand clear of each other behind it? */
static bool
looks_like_row(const Tables *tables, const Band *band)
{
    const PdfPage *page = &g_array_index(tables->text->pages, PdfPage, band->page - 1);
    const PdfLine *key = line_at(tables, band->first);
    if (band->count < 2 || key->right - key->left > narrow * page->width)
        return false;

    for (guint i = 1; i < band->count; i++) {
        if (line_at(tables, band->first + i)->left <= line_at(tables, band->first + i - 1)->right)
            return false;
    }
    return true;
}

/* Figures end at one place, words begin at one. */
static bool
begins_alike(const Candidate *open, const PdfLine *key)
{
    return fabs(key->left - open->left) < same_place || fabs(key->right - open->right) < same_place;
}

static bool
is_of_size(const Candidate *open, const PdfLine *line)
{
    return fabs(size_of(line) - open->size) <= other_size * open->size;
}

static bool
begins_with_figure(const Tables *tables, const Band *band)
{
    return g_ascii_isdigit(tables->text->text->str[line_at(tables, band->first)->start]);
}

/* Where the figure ends that stands last in the band: an amount, a page; 0 without one. */
static double
last_figure(const Tables *tables, const Band *band)
{
    const PdfLine *last = line_at(tables, band->first + band->count - 1);
    const char *text = tables->text->text->str;

    for (size_t i = last->start; i < last->end; i++)
        if (!g_ascii_isdigit(text[i]))
            return 0;
    return last->right;
}

static void
add_members(Tables *tables, const Band *band, int row)
{
    Candidate *open = &tables->open;
    bool is_new = open->members->len == 0 ||
                  g_array_index(open->members, Member, open->members->len - 1).row != row;

    for (guint i = 0; i < band->count; i++) {
        Member member = { g_array_index(tables->order, guint, band->first + i), row };
        g_array_append_val(open->members, member);
    }
    open->numbered += is_new && begins_with_figure(tables, band);
    if (is_new)
        open->figure = last_figure(tables, band);
    open->bottom = band->bottom;
    open->page = band->page;
}

static void
begin_table(Tables *tables, const Band *band)
{
    const PdfLine *key = line_at(tables, band->first);
    GArray *members = tables->open.members;

    g_array_set_size(members, 0);
    tables->open = (Candidate){ .members = members,
                                .left = key->left,
                                .right = key->right,
                                .second = line_at(tables, band->first + 1)->left,
                                .size = size_of(key),
                                .rows = 1 };
    add_members(tables, band, 0);
}

static void
add_row(Tables *tables, const Band *band)
{
    Candidate *open = &tables->open;
    const PdfLine *key = line_at(tables, band->first);

    open->left = MIN(open->left, key->left);
    open->right = MAX(open->right, key->right);
    open->second = MIN(open->second, line_at(tables, band->first + 1)->left);
    add_members(tables, band, open->rows++);
}

/* The points across the page that lines of the table cover, as runs. */
typedef struct Runs {
    int count, starts[COLUMN_LIMIT], ends[COLUMN_LIMIT];
} Runs;

static int
bin_of(double x)
{
    return (int)CLAMP(x, 0, WIDTH - 1);
}

static void
find_runs(const Tables *tables, Runs *runs)
{
    const GArray *members = tables->open.members;
    bool covered[WIDTH + 1] = { false };

    for (guint i = 0; i < members->len; i++) {
        const PdfLine *line = pdf_line(tables->text, g_array_index(members, Member, i).line);
        for (int x = bin_of(line->left); x < bin_of(line->right); x++)
            covered[x] = true;
    }
    runs->count = 0;
    for (int x = 0, start = -1; x <= WIDTH; x++) {
        if (covered[x] && start < 0)
            start = x;
        if (covered[x] || start < 0)
            continue;
        if (runs->count < COLUMN_LIMIT) {
            runs->starts[runs->count] = start;
            runs->ends[runs->count++] = x;
        }
        start = -1;
    }
}

static int
run_of(const Runs *runs, const PdfLine *line)
{
    int run = 0;

    while (run + 1 < runs->count && line->left >= runs->starts[run + 1] - 1)
        run++;
    return run;
}

/* What stood as a label in front of another line, or as a note, is a cell. */
static void
set_cell(Tables *tables, const Member *member, const Runs *runs)
{
    PdfLine *line = pdf_line(tables->text, member->line);

    line->role = LINE_TEXT;
    line->label = 0;
    line->table = tables->count;
    line->row = member->row;
    line->column = run_of(runs, line);
    line->column_left = runs->starts[line->column];
    line->column_right = runs->ends[line->column];
}

/* Behind the members of the row that begins at `first`. */
static guint
row_end(const GArray *members, guint first)
{
    guint end = first;

    while (end < members->len &&
           g_array_index(members, Member, end).row == g_array_index(members, Member, first).row)
        end++;
    return end;
}

static bool
is_same_text(const PdfText *text, guint a, guint b)
{
    const PdfLine *left = pdf_line(text, a), *right = pdf_line(text, b);
    size_t length = left->end - left->start;

    return length == right->end - right->start &&
           memcmp(text->text->str + left->start, text->text->str + right->start, length) == 0;
}

static bool
is_head_again(const PdfText *text, const GArray *members, guint head, guint first, guint end)
{
    for (guint i = 0; i < head; i++) {
        if (first + i >= end || !is_same_text(text, g_array_index(members, Member, i).line,
                                              g_array_index(members, Member, first + i).line))
            return false;
    }
    return true;
}

/* The heads of columns come again on each page; the first time is enough. What stands below them goes on in the row
 * that the page cut. */
static void
drop_repeated_heads(Tables *tables)
{
    GArray *members = tables->open.members;
    guint head = row_end(members, 0);

    for (guint first = head, end; first < members->len; first = end) {
        end = row_end(members, first);
        bool again = is_head_again(tables->text, members, head, first, end);
        for (guint i = first; again && i < end; i++) {
            PdfLine *line = pdf_line(tables->text, g_array_index(members, Member, i).line);
            if (i < first + head) {
                line->role = LINE_FURNITURE;
                line->table = 0;
                continue;
            }
            line->row = pdf_line(tables->text, g_array_index(members, Member, first - 1).line)->row;
        }
    }
}

/* Ends the open candidate: its lines become cells, or stay what they were. */
static void
end_table(Tables *tables)
{
    Candidate *open = &tables->open;
    Runs runs;
    int rows = open->rows;

    open->rows = 0;
    if (rows < LEAST_ROWS)
        return;
    find_runs(tables, &runs);
    bool off = runs.count == 2 && open->second - open->right > label_gap * open->size &&
               open->numbered >= rows - 1;
    if (runs.count < 3 && !off)
        return;

    tables->count++;
    for (guint i = 0; i < open->members->len; i++)
        set_cell(tables, &g_array_index(open->members, Member, i), &runs);
    drop_repeated_heads(tables);
}

/* Goes on in the cells of the last row: further in than the first column, or close below in it. A figure below the
 * row's own is another row's, as in a table of contents. */
static bool
goes_on(const Tables *tables, const Band *band)
{
    const Candidate *open = &tables->open;
    const PdfLine *first = line_at(tables, band->first);
    bool next_page = band->page != open->page;
    double down = band->top - open->bottom;

    if (!next_page && down > apart * open->size)
        return false;
    double figure = last_figure(tables, band);
    if (figure > 0 && fabs(figure - open->figure) < same_place)
        return false;
    if (first->left > open->second - same_place)
        return true;
    bool in_first = fabs(first->left - open->left) < same_place && first->right < open->second;
    return !next_page && in_first && down < open->size / 2;
}

static bool
is_of_note(const Tables *tables, const Band *band)
{
    return line_at(tables, band->first)->role == LINE_NOTE;
}

static void
take_band(Tables *tables, const Band *band)
{
    Candidate *open = &tables->open;
    const PdfLine *key = line_at(tables, band->first);
    bool row = looks_like_row(tables, band), sized = open->rows > 0 && is_of_size(open, key);
    bool near =
        sized && (band->page != open->page || band->top - open->bottom < apart * open->size);

    if (row && near && begins_alike(open, key) && key->right < open->second) {
        add_row(tables, band);
        return;
    }
    if (sized && goes_on(tables, band)) {
        add_members(tables, band, open->rows - 1);
        return;
    }
    if (open->rows > 0 && !sized && is_of_note(tables, band))
        return;
    end_table(tables);
    if (row)
        begin_table(tables, band);
}

void
pdf_find_tables(PdfText *text)
{
    Tables tables = { .text = text };

    tables.order = g_array_new(FALSE, FALSE, sizeof(guint));
    tables.bands = g_array_new(FALSE, FALSE, sizeof(Band));
    tables.open.members = g_array_new(FALSE, FALSE, sizeof(Member));
    for (guint i = 0; i < text->pages->len; i++) {
        find_bands(&tables, &g_array_index(text->pages, PdfPage, i));
        for (guint j = 0; j < tables.bands->len; j++)
            take_band(&tables, &g_array_index(tables.bands, Band, j));
    }
    end_table(&tables);
    g_array_unref(tables.order);
    g_array_unref(tables.bands);
    g_array_unref(tables.open.members);
}
