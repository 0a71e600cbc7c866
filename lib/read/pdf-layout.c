/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a line of a PDF is: text, a footnote, or furniture of the page; and how wide its column.
 *
 * Nothing in a PDF says so, so position and repetition do. Running heads and feet stand in the
 * page's margins and come again, numbers apart, on other pages. Footnotes are smaller than the body
 * and have none of it below them. Columns are what the body's lines leave free between them.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "read/pdf-private.h"

/* Of a page's height, the share at top and bottom in which its furniture stands; the share in which a
 * bare page number does; and that in which small print does that has one place on three pages or
 * more, as the head of a letter's next pages. */
static const double margin = 0.12, number_margin = 0.1, wide_margin = 0.22;

/* Furniture is on this share of the pages at least: left and right ones may differ. */
enum { FURNITURE_SHARE = 3 };

/* Notes are smaller than this share of the body, small print in the margin smaller still. */
static const double note_size = 0.93, small_print = 0.88;

/* Points of a page are counted up to this width; A3 across has 1,191. */
enum { PAGE_BINS = 2048 };

/* Lines that begin within this many points of each other are of one column. */
static const double same_left = 3;

static double
line_size(const PdfLine *line)
{
    return line->bottom - line->top;
}

static bool
is_body(const PdfText *text, const PdfLine *line)
{
    return line->role == LINE_TEXT && line_size(line) >= note_size * text->size;
}

static const PdfPage *
page_of(const PdfText *text, const PdfLine *line)
{
    return &g_array_index(text->pages, PdfPage, line->page - 1);
}

static bool
in_margin(const PdfText *text, const PdfLine *line, double share)
{
    double height = page_of(text, line)->height;
    return line->bottom < height * share || line->top > height * (1 - share);
}

/* The line with each number as '#', and the half of the page that it stands in: what comes again
 * on other pages. */
static char *
furniture_key(const PdfText *text, const PdfLine *line)
{
    bool bottom = line->top > page_of(text, line)->height / 2;
    GString *key = g_string_new(bottom ? "b" : "t");

    for (size_t i = line->start; i < line->end; i++) {
        char c = text->text->str[i];
        if (!g_ascii_isdigit(c))
            g_string_append_c(key, c);
        else if (key->str[key->len - 1] != '#')
            g_string_append_c(key, '#');
    }
    return g_string_free(key, FALSE);
}

/* "3", "- 3 -", "3/12", "Pagina 3 van 12": a line with numbers and at most two words. */
static bool
is_page_number(const PdfText *text, const PdfLine *line)
{
    guint digits = 0, letters = 0;

    for (size_t i = line->start; i < line->end; i++) {
        digits += g_ascii_isdigit(text->text->str[i]);
        letters += g_ascii_isalpha(text->text->str[i]);
    }
    return digits > 0 && digits <= 8 && (letters == 0 || (letters <= 9 && line->word_count == 4));
}

static int
bin_of(double x)
{
    return (int)CLAMP(x, 0, PAGE_BINS - 1);
}

/* The body's outer edges, by far most of its text: one line in fifty may stand outside. */
static void
body_edges(const PdfText *text, double *ret_left, double *ret_right)
{
    guint lefts[PAGE_BINS] = { 0 }, rights[PAGE_BINS] = { 0 }, total = 0, passed = 0;

    for (guint i = 0; i < text->lines->len; i++) {
        const PdfLine *line = pdf_line(text, i);
        if (!is_body(text, line))
            continue;
        lefts[bin_of(line->left)]++;
        rights[bin_of(line->right)]++;
        total++;
    }
    for (int x = 0; x < PAGE_BINS && passed * 50 <= total; x++) {
        passed += lefts[x];
        *ret_left = x;
    }
    passed = 0;
    for (int x = PAGE_BINS - 1; x >= 0 && passed * 50 <= total; x--) {
        passed += rights[x];
        *ret_right = x;
    }
}

/* How many lines before and after a label its line may stand in reading order: a column of numbers
 * may be read before or after the column of text. */
enum { LABEL_REACH = 200 };

/* How far a label's line may begin behind it, in sizes. */
static const double label_gap = 5;

/* "1", "12.", "a)", "iv.", "(b)", "•": what stands alone in front of a hanging paragraph. */
static bool
is_label(const PdfText *text, const PdfLine *line)
{
    const char *start = text->text->str + line->start, *p = start + (*start == '(');
    size_t length = line->end - line->start;
    size_t digits = strspn(p, "0123456789"), letters = strspn(p, "abcdefghijklmnopqrstuvwxyz");
    size_t roman = strspn(p, "IVX");
    size_t body = MAX(MAX(digits, letters), roman);

    if (line->word_count != 1 || length > 8)
        return false;
    if (body == 0)
        return g_utf8_strlen(start, (gssize)length) == 1 && !g_ascii_isalpha(*start);
    if (length == 1 && *start == 'o') /* the round bullet of Courier */
        return true;
    size_t tail = length - (size_t)(p - start) - body;
    bool closed = tail == 1 && (p[body] == '.' || p[body] == ')');
    return body <= 5 && (closed || (tail == 0 && letters == 0));
}

/* The line that a label stands in front of: the nearest to its right on the same height. */
static PdfLine *
labelled_line(const PdfText *text, guint label)
{
    const PdfLine *mark = pdf_line(text, label);
    const PdfPage *page = page_of(text, mark);
    guint first = MAX(page->first_line, label - MIN(label, LABEL_REACH));
    guint end = MIN(page->first_line + page->line_count, label + LABEL_REACH);
    double size = line_size(mark), nearest = mark->right + label_gap * size;
    PdfLine *found = NULL;

    for (guint i = first; i < end; i++) {
        PdfLine *line = pdf_line(text, i);
        bool level = fabs((line->top + line->bottom) / 2 - (mark->top + mark->bottom) / 2) <
                     0.35 * MAX(size, line_size(line));
        if (i == label || !level || line->left < mark->right || line->left > nearest)
            continue;
        nearest = line->left;
        found = line;
    }
    return found;
}

/* Small print in the left margin counts questions or lines, wherever a paragraph begins. */
static bool
is_margin_number(const PdfText *text, const PdfLine *mark, double body_left)
{
    return mark->right < body_left && line_size(mark) < small_print * text->size;
}

static void
find_labels(PdfText *text)
{
    double left = 0, right = PAGE_BINS;

    body_edges(text, &left, &right);
    for (guint i = 0; i < text->lines->len; i++) {
        PdfLine *mark = pdf_line(text, i);
        if (!is_label(text, mark) || is_margin_number(text, mark, left))
            continue;
        PdfLine *line = labelled_line(text, i);
        if (line == NULL || line->label != 0 || line->role == LINE_LABEL || is_label(text, line))
            continue;
        line->label = i + 1;
        mark->role = LINE_LABEL;
    }
}

static void
find_outermost(PdfText *text)
{
    for (guint i = 0; i < text->pages->len; i++) {
        PdfPage *page = &g_array_index(text->pages, PdfPage, i);
        page->top_line = page->bottom_line = page->first_line;
        for (guint j = page->first_line; j < page->first_line + page->line_count; j++) {
            const PdfLine *line = pdf_line(text, j);
            if (line->top < pdf_line(text, page->top_line)->top)
                page->top_line = j;
            if (line->bottom > pdf_line(text, page->bottom_line)->bottom)
                page->bottom_line = j;
        }
    }
}

static bool
is_outermost(const PdfText *text, const PdfLine *line)
{
    const PdfPage *page = page_of(text, line);
    return line == pdf_line(text, page->top_line) || line == pdf_line(text, page->bottom_line);
}

/*
 * How often a number stands alone at each place across the page, in the margin and inside. A list's numbers stand
 * in one column all the way down, so that those at the page's edge are no page numbers.
 */
typedef struct Numbers {
    guint margin[2][PAGE_BINS + 1], inside[2][PAGE_BINS + 1]; /* by their left and right edges */
} Numbers;

static void
count_numbers(const PdfText *text, Numbers *numbers)
{
    for (guint i = 0; i < text->lines->len; i++) {
        const PdfLine *line = pdf_line(text, i);
        if (!is_label(text, line) || line->role == LINE_LABEL)
            continue;
        bool at_edge = in_margin(text, line, number_margin) || is_outermost(text, line);
        guint(*counts)[PAGE_BINS + 1] = at_edge ? numbers->margin : numbers->inside;
        counts[0][bin_of(line->left)]++;
        counts[1][bin_of(line->right)]++;
    }
}

static bool
is_list_number(const PdfText *text, const Numbers *numbers, const PdfLine *line)
{
    int left = bin_of(line->left), right = bin_of(line->right);

    return is_label(text, line) && (numbers->inside[0][left] > numbers->margin[0][left] ||
                                    numbers->inside[1][right] > numbers->margin[1][right]);
}

typedef struct Seen {
    guint pages, last_page; /* on which the line stands in the margin */
    guint inside;           /* how often it stands between the margins */
} Seen;

static Seen *
seen_of(GHashTable *seen, const char *key)
{
    Seen *counted = g_hash_table_lookup(seen, key);

    if (counted == NULL) {
        counted = g_new0(Seen, 1);
        g_hash_table_insert(seen, g_strdup(key), counted);
    }
    return counted;
}

static void
count_page(Seen *counted, const PdfLine *line)
{
    counted->pages += counted->last_page != line->page;
    counted->last_page = line->page;
}

static char *
spot_key(const PdfLine *line, const char *key)
{
    return g_strdup_printf("%s@%.0f,%.0f", key, line->left, line->top);
}

/* What the first or last line of a page is known by on other pages, wherever its page has its margins: a page number
 * by how it counts with the pages, anything else by its words and place. NULL for lines between. */
static char *
outer_key(const PdfText *text, const PdfLine *line)
{
    if (!is_outermost(text, line))
        return NULL;

    const char *start = text->text->str + line->start;
    if (!is_page_number(text, line))
        return g_strdup_printf("o%.*s@%.0f,%.0f", (int)(line->end - line->start), start, line->left,
                               line->top);
    start += strcspn(start, "0123456789");
    return g_strdup_printf("n%d@%.0f", atoi(start) - (int)line->page, line->top);
}

static void
count_line(const PdfText *text, GHashTable *seen, const PdfLine *line)
{
    g_autofree char *key = furniture_key(text, line);
    g_autofree char *spot = spot_key(line, key), *outer = outer_key(text, line);

    count_page(seen_of(seen, spot), line);
    if (outer != NULL)
        count_page(seen_of(seen, outer), line);
    if (in_margin(text, line, margin))
        count_page(seen_of(seen, key), line);
    else
        seen_of(seen, key)->inside++;
}

/* A line that stands inside pages as often is text that happens to come first on some: "Antwoord". */
static bool
is_repeated(const PdfText *text, const Seen *counted)
{
    return counted->pages > 1 && counted->pages * FURNITURE_SHARE >= text->pages->len &&
           counted->inside < counted->pages;
}

/* The same, for small print that has one place further inside the page, and hardly any other. */
static bool
is_repeated_there(const PdfText *text, const PdfLine *line, const Seen *spot, const Seen *counted)
{
    return line_size(line) < note_size * text->size && spot->pages >= FURNITURE_SHARE &&
           spot->pages * FURNITURE_SHARE >= text->pages->len && counted->inside < 2 * spot->pages;
}

static bool
is_repeated_outermost(const PdfText *text, GHashTable *seen, const PdfLine *line, const char *key)
{
    g_autofree char *outer = outer_key(text, line);
    if (outer == NULL)
        return false;

    guint pages = seen_of(seen, outer)->pages;
    return pages > 1 && pages * FURNITURE_SHARE >= text->pages->len &&
           (is_page_number(text, line) || seen_of(seen, key)->inside <= pages);
}

static bool
is_furniture(const PdfText *text, GHashTable *seen, const PdfLine *line)
{
    g_autofree char *key = furniture_key(text, line);
    g_autofree char *spot = spot_key(line, key);

    if (is_repeated_outermost(text, seen, line, key))
        return true;
    if (!in_margin(text, line, margin))
        return is_repeated_there(text, line, seen_of(seen, spot), seen_of(seen, key));
    bool number = in_margin(text, line, number_margin) && is_page_number(text, line);
    return number || is_repeated(text, seen_of(seen, key));
}

static void
find_furniture(PdfText *text)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autofree Numbers *numbers = g_new0(Numbers, 1);

    find_outermost(text);
    count_numbers(text, numbers);
    for (guint i = 0; i < text->lines->len; i++) {
        const PdfLine *line = pdf_line(text, i);
        if (line->role != LINE_LABEL)
            count_line(text, seen, line);
    }
    for (guint i = 0; i < text->lines->len; i++) {
        PdfLine *line = pdf_line(text, i);
        if (line->role != LINE_LABEL && in_margin(text, line, wide_margin) &&
            !is_list_number(text, numbers, line) && is_furniture(text, seen, line))
            line->role = LINE_FURNITURE;
    }
}

/* Below what height, for each point across the page, the body has ended. */
static void
body_bottoms(const PdfText *text, const PdfPage *page, double bottoms[PAGE_BINS])
{
    memset(bottoms, 0, PAGE_BINS * sizeof *bottoms);
    for (guint i = page->first_line; i < page->first_line + page->line_count; i++) {
        const PdfLine *line = pdf_line(text, i);
        if (!is_body(text, line))
            continue;
        for (int x = bin_of(line->left); x <= bin_of(line->right); x++)
            bottoms[x] = MAX(bottoms[x], line->bottom);
    }
}

static void
find_notes(PdfText *text, const PdfPage *page)
{
    double bottoms[PAGE_BINS];

    body_bottoms(text, page, bottoms);
    for (guint i = page->first_line; i < page->first_line + page->line_count; i++) {
        PdfLine *line = pdf_line(text, i);
        bool below = line->role == LINE_TEXT && line_size(line) < note_size * text->size &&
                     line->top > page->height / 4;
        for (int x = bin_of(line->left); below && x <= bin_of(line->right); x++)
            below = bottoms[x] <= line->top + line_size(line) / 2;
        if (below)
            line->role = LINE_NOTE;
    }
}

/* Digits of a footnote's number. */
enum { NOTE_DIGITS = 3, MOST_NOTES = 1000 };

/* The number that the text from `start` on begins with; 0 where it has none, or more digits than notes have. */
static guint
note_number(const PdfText *text, size_t start, size_t end, size_t *ret_end)
{
    guint number = 0;
    size_t i = start;

    for (; i < end && i < start + NOTE_DIGITS && g_ascii_isdigit(text->text->str[i]); i++)
        number = 10 * number + (guint)g_ascii_digit_value(text->text->str[i]);
    *ret_end = i;
    return i < end && g_ascii_isdigit(text->text->str[i]) ? 0 : number;
}

/* The number that a line may begin a note with: "1 Brief", "1Brief", or as a label in front of it; 0 where it has none. */
static guint
leading_number(const PdfText *text, const PdfLine *line)
{
    const PdfLine *label = line->label > 0 ? pdf_line(text, line->label - 1) : line;
    size_t end;
    guint number = note_number(text, label->start, label->end, &end);
    bool ends = end == label->end ? label != line : !g_ascii_ispunct(text->text->str[end]);

    return ends ? number : 0;
}

/* Which numbers are raised within the page's text: `marks` of them from `*ret_first` on. 0 where they don't count on. */
static guint
count_marks(const PdfText *text, const PdfPage *page, guint *ret_first)
{
    bool seen[MOST_NOTES] = { false };
    guint count = 0, least = MOST_NOTES, most = 0;

    for (guint i = page->first_line; i < page->first_line + page->line_count; i++) {
        const PdfLine *line = pdf_line(text, i);
        for (guint w = 1; line->role == LINE_TEXT && w < line->word_count; w++) {
            const PdfWord *word = pdf_word(text, line->first_word + w);
            size_t end;
            guint number = note_number(text, word->start, word->end, &end);
            if (!word->raised || number == 0 || end < word->end)
                continue;
            count += !seen[number];
            seen[number] = true;
            least = MIN(least, number);
            most = MAX(most, number);
        }
    }
    *ret_first = least;
    return count > 0 && most - least + 1 == count ? count : 0;
}

/*
 * Footnotes set as large as the text. Nothing but their numbers tells them: the last lines of the page begin with just
 * those, in order, that are raised in the text above. A list there would have to number the marks by chance.
 */
static void
find_large_notes(PdfText *text, const PdfPage *page)
{
    guint first = 0, count = count_marks(text, page, &first);
    guint wanted = first + count, end = page->first_line + page->line_count, i = end;

    while (count > 0 && wanted > first && i > page->first_line) {
        const PdfLine *line = pdf_line(text, --i);
        if (line->role == LINE_NOTE || line->table > 0 || line->top < page->height / 4)
            return;
        if (line->role == LINE_TEXT && leading_number(text, line) == wanted - 1)
            wanted--;
    }
    if (count == 0 || wanted > first)
        return;
    for (; i < end; i++) {
        PdfLine *line = pdf_line(text, i);
        if (line->role == LINE_TEXT)
            line->role = LINE_NOTE;
    }
}

/* Points across the page that lines of the body cover, and how many. */
static guint
count_cover(const PdfText *text, const PdfPage *page, guint cover[PAGE_BINS])
{
    guint most = 0;

    memset(cover, 0, PAGE_BINS * sizeof *cover);
    for (guint i = page->first_line; i < page->first_line + page->line_count; i++) {
        const PdfLine *line = pdf_line(text, i);
        if (!is_body(text, line))
            continue;
        for (int x = bin_of(line->left); x <= bin_of(line->right); x++)
            most = MAX(most, ++cover[x]);
    }
    return most;
}

/* The ends of the column that holds a line: where hardly a line goes on. Headings may. */
static void
find_columns(PdfText *text, const PdfPage *page)
{
    guint cover[PAGE_BINS];
    guint most = count_cover(text, page, cover), hardly = most / 10;

    for (guint i = page->first_line; i < page->first_line + page->line_count; i++) {
        PdfLine *line = pdf_line(text, i);
        bool in_text = line->role == LINE_TEXT;
        int middle = bin_of((line->left + line->right) / 2), left = middle, right = middle;
        while (right < PAGE_BINS - 1 && cover[right] > hardly)
            right++;
        while (left > 0 && cover[left - 1] > hardly)
            left--;
        line->column_right = MAX(line->right, in_text ? (double)right : 0);
        line->column_left = MIN(line->left, in_text ? (double)left : PAGE_BINS);
    }
}

/* A last page has few lines, and none may reach the edge: columns that begin at one place end at
 * one place. Small print outside all columns is furniture. */
static void
align_columns(PdfText *text)
{
    double rights[PAGE_BINS] = { 0 };

    for (guint i = 0; i < text->lines->len; i++) {
        const PdfLine *line = pdf_line(text, i);
        if (!is_body(text, line))
            continue;
        for (int x = bin_of(line->left - same_left); x <= bin_of(line->left + same_left); x++)
            rights[x] = MAX(rights[x], line->right);
    }
    for (guint i = 0; i < text->lines->len; i++) {
        PdfLine *line = pdf_line(text, i);
        if (is_body(text, line))
            line->column_right = MAX(line->column_right, rights[bin_of(line->left)]);
    }
}

static void
find_small_print(PdfText *text)
{
    double left = 0, right = PAGE_BINS;

    body_edges(text, &left, &right);
    for (guint i = 0; i < text->lines->len; i++) {
        PdfLine *line = pdf_line(text, i);
        bool outside = line->right < left || line->left > right;
        if (outside && line->role == LINE_TEXT && line_size(line) < small_print * text->size)
            line->role = LINE_FURNITURE;
    }
}

/* Columns of a page: runs of points across it that the body covers. */
enum { COLUMN_LIMIT = 8, GUTTER = 8, NARROWEST_COLUMN = 80 };

typedef struct Columns {
    int count, starts[COLUMN_LIMIT], ends[COLUMN_LIMIT];
} Columns;

static void
add_run(Columns *columns, int start, int end)
{
    int last = columns->count - 1;

    if (last >= 0 && start - columns->ends[last] < GUTTER) {
        columns->ends[last] = end;
        return;
    }
    if (last >= 0 && columns->ends[last] - columns->starts[last] < NARROWEST_COLUMN)
        columns->count--;
    if (columns->count == COLUMN_LIMIT)
        return;
    columns->starts[columns->count] = start;
    columns->ends[columns->count++] = end;
}

static void
page_columns(const PdfText *text, const PdfPage *page, Columns *columns)
{
    guint cover[PAGE_BINS];
    guint hardly = count_cover(text, page, cover) / 10;
    int start = -1;

    columns->count = 0;
    for (int x = 0; x < PAGE_BINS; x++) {
        bool covered = cover[x] > hardly;
        if (covered && start < 0)
            start = x;
        if (!covered && start >= 0) {
            add_run(columns, start, x);
            start = -1;
        }
    }
    int last = columns->count - 1;
    if (last >= 0 && columns->ends[last] - columns->starts[last] < NARROWEST_COLUMN)
        columns->count--;
}

/* A line over two columns: all above it is read before it, all below it behind it. */
static bool
is_spanning(const Columns *columns, const PdfLine *line)
{
    for (int i = 0; i + 1 < columns->count; i++) {
        if (line->left < columns->ends[i] - GUTTER && line->right > columns->starts[i + 1] + GUTTER)
            return true;
    }
    return false;
}

static int
column_of(const Columns *columns, const PdfLine *line)
{
    int column = 0;

    while (column + 1 < columns->count &&
           (line->left + line->right) / 2 > columns->starts[column + 1] - GUTTER / 2)
        column++;
    return column;
}

/* Where a line is read: bands between spanning lines, columns, down, across. */
typedef struct Place {
    PdfLine line;
    guint band, number;
    int column;
} Place;

static int
compare_tops(gconstpointer left, gconstpointer right)
{
    const Place *a = left, *b = right;

    if (a->line.top != b->line.top)
        return a->line.top < b->line.top ? -1 : 1;
    return a->number < b->number ? -1 : 1;
}

static int
compare_places(gconstpointer left, gconstpointer right)
{
    const Place *a = left, *b = right;

    if (a->band != b->band)
        return a->band < b->band ? -1 : 1;
    if (a->column != b->column)
        return a->column - b->column;
    return compare_tops(a, b);
}

/*
 * Where a page has columns, its lines are put in order by them: poppler's own order jumps to the
 * next column at a heading of another size. A page without columns stays in poppler's order.
 */
static void
order_lines(PdfText *text, const PdfPage *page)
{
    Columns columns;
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(Place));
    guint band = 0;

    page_columns(text, page, &columns);
    if (columns.count < 2)
        return;
    for (guint i = 0; i < page->line_count; i++) {
        Place place = { .line = *pdf_line(text, page->first_line + i), .number = i };
        g_array_append_val(places, place);
    }
    g_array_sort(places, compare_tops);
    for (guint i = 0; i < places->len; i++) {
        Place *place = &g_array_index(places, Place, i);
        bool spanning = is_spanning(&columns, &place->line);
        place->band = spanning ? ++band : band;
        place->column = spanning ? 0 : column_of(&columns, &place->line);
        band += spanning;
    }
    g_array_sort(places, compare_places);
    for (guint i = 0; i < places->len; i++)
        *pdf_line(text, page->first_line + i) = g_array_index(places, Place, i).line;
}

void
pdf_layout(PdfText *text)
{
    for (guint i = 0; i < text->pages->len; i++)
        order_lines(text, &g_array_index(text->pages, PdfPage, i));
    find_labels(text);
    find_furniture(text);
    find_small_print(text);
    for (guint i = 0; i < text->pages->len; i++) {
        const PdfPage *page = &g_array_index(text->pages, PdfPage, i);
        find_notes(text, page);
        find_large_notes(text, page);
        find_columns(text, page);
    }
    align_columns(text);
    pdf_find_tables(text);
}
