/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Runs to Markdown. A sign is written with a backslash only where it would mean something, so that what comes back
 * from Word reads as people write.
 *
 * Emphasis: `_` where its ends stand between words, `*` inside one. CommonMark lets a mark open or close by the
 * characters on both sides of its row of marks (section 6.2); where these are of the wrong kind, the one outside is
 * written as an entity, which is punctuation to that rule and the same character to the reader. Where emphasis touches
 * strong, marks of one sign would be one row, and which of them closes what is a matter of their count; so strong is
 * `__` there and emphasis `*`, and they know nothing of each other.
 */
#include <string.h>

#include "markup/markup-private.h"
#include "markup/write-private.h"

typedef struct InlineWriter {
    GString *out;
    const GPtrArray *runs;
    WritePlace place;
    bool line_start;
    size_t last; /* where the last character of the words begins in `out`; G_MAXSIZE: none */
    const char *link, *target;
    char marks[2];  /* what opened emphasis and strong: '*', '_' or 0 */
    bool careful;   /* emphasis and strong touch: signs of their own */
    bool part_next; /* the next character must be punctuation to the marks before it */
} InlineWriter;

/* Symbols ("€") are punctuation to CommonMark since 0.31, and to libcmark of before not. */
static bool
is_punctuation(gunichar c)
{
    return c < 0x80 ? g_ascii_ispunct((char)c)
                    : g_unichar_ispunct(c) && g_unichar_type(c) >= G_UNICODE_CONNECT_PUNCTUATION &&
                          g_unichar_type(c) <= G_UNICODE_OPEN_PUNCTUATION;
}

static bool
may_be_punctuation(gunichar c)
{
    return g_unichar_ispunct(c) || (c < 0x80 && g_ascii_ispunct((char)c));
}

static bool
is_blank(gunichar c)
{
    return c == 0 || g_unichar_isspace(c);
}

static gunichar
last_character(const InlineWriter *writer)
{
    const GString *out = writer->out;
    const char *last = out->len > 0 ? g_utf8_find_prev_char(out->str, out->str + out->len) : NULL;

    return last != NULL ? g_utf8_get_char(last) : 0;
}

static void
append_entity(GString *out, gunichar c)
{
    g_string_append_printf(out, "&#%u;", c);
}

/* A mark of a list, heading, quotation, rule or fence at the start of a line. */
static bool
means_at_start(const char *p)
{
    if (strchr("#>=~", *p) != NULL)
        return true;
    return (*p == '-' || *p == '+') && (p[1] == ' ' || p[1] == '\0' || p[1] == '-');
}

/* Behind the digits of "3." or "3)"; NULL where none begin. */
static const char *
number_end(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    char behind = text[digits];
    bool ends = digits > 0 && (behind == '.' || behind == ')') &&
                (text[digits + 1] == ' ' || text[digits + 1] == '\0');

    return ends ? text + digits : NULL;
}

/* May this bracket be the beginning of a link or a note's mark? */
static bool
opens_link(const char *p)
{
    const char *close = strchr(p, ']');

    return p[1] == '^' || close == NULL || close[1] == '\0' || strchr("([:", close[1]) != NULL;
}

static bool
needs_backslash(const InlineWriter *writer, const char *text, const char *p)
{
    bool in_link = writer->link != NULL || writer->target != NULL;
    char before = p > text ? p[-1] : ' ';

    switch (*p) {
    case '\\':
    case '`':
    case '*':
        return true;
    case '|':
        return true;
    case '_':
        return writer->careful || !(g_ascii_isalnum(before) && g_ascii_isalnum(p[1]));
    case '[':
        return in_link || opens_link(p);
    case ']':
        return in_link;
    case '!':
        return p[1] == '[';
    case '<':
        return p[1] == '\0' || g_ascii_isalpha(p[1]) || strchr("/!?", p[1]) != NULL;
    case '&':
        return p[1] == '\0' || p[1] == '#' || g_ascii_isalnum(p[1]);
    case '#':
        return writer->place == WRITE_HEADING && p[strspn(p, "# ")] == '\0';
    default:
        return false;
    }
}

static void
write_words(InlineWriter *writer, const char *text)
{
    const char *number = writer->line_start ? number_end(text) : NULL;

    /* "[^1]:" would begin a note, "[^1](" a link. */
    if ((*text == ':' || *text == '(') && g_str_has_suffix(writer->out->str, "]"))
        g_string_append_c(writer->out, '\\');

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        bool escaped = needs_backslash(writer, text, p) || p == number ||
                       (p == text && writer->line_start && means_at_start(p));
        if (escaped)
            g_string_append_c(writer->out, '\\');
        writer->last = escaped ? G_MAXSIZE : writer->out->len;
        g_string_append_len(writer->out, p, g_utf8_next_char(p) - p);
    }
    writer->line_start = false;
}

/* Code holds its backticks between longer rows of them. */
static void
write_code(InlineWriter *writer, const char *text)
{
    size_t longest = 0, run = 0, length = strlen(text);
    for (const char *p = text; *p != '\0'; p++) {
        run = *p == '`' ? run + 1 : 0;
        longest = MAX(longest, run);
    }

    bool padded =
        text[0] == '`' || text[length - 1] == '`' || (text[0] == ' ' && text[length - 1] == ' ');
    g_autofree char *fence = g_strnfill(longest + 1, '`');
    g_string_append_printf(writer->out, "%s%s", fence, padded ? " " : "");
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '|' && writer->place == WRITE_CELL)
            g_string_append_c(writer->out, '\\');
        g_string_append_c(writer->out, *p);
    }
    g_string_append_printf(writer->out, "%s%s", padded ? " " : "", fence);
    writer->last = G_MAXSIZE;
    writer->line_start = false;
}

static gunichar
first_of_words(const Run *run)
{
    return (run->style & RUN_CODE) != 0 ? '`' : g_utf8_get_char(run->text);
}

/* The first character that a run is written with, 0 where it is none of words. */
static gunichar
first_character(const Run *run)
{
    if (run == NULL || run->kind == RUN_BREAK)
        return 0;
    if (run->kind != RUN_TEXT || run->link != NULL || run->target != NULL)
        return '[';
    return first_of_words(run);
}

static bool
in_link(const InlineWriter *writer)
{
    return writer->link != NULL || writer->target != NULL;
}

static unsigned
open_styles(const InlineWriter *writer)
{
    return (writer->marks[0] != 0 ? RUN_EMPHASIS : 0u) | (writer->marks[1] != 0 ? RUN_STRONG : 0u);
}

/* Does `_` close before this character? Else the emphasis must have been opened with `*`. */
static bool
closes_inside_word(gunichar next)
{
    return !is_blank(next) && !is_punctuation(next);
}

/* "<https://…>": an address that stands for itself. */
static bool
is_autolink(const InlineWriter *writer, guint at)
{
    const Run *run = g_ptr_array_index(writer->runs, at);
    const Run *next = at + 1 < writer->runs->len ? g_ptr_array_index(writer->runs, at + 1) : NULL;
    const Run *before = at > 0 ? g_ptr_array_index(writer->runs, at - 1) : NULL;
    bool alone = (next == NULL || g_strcmp0(next->link, run->link) != 0) &&
                 (before == NULL || g_strcmp0(before->link, run->link) != 0);

    return run->kind == RUN_TEXT && run->link != NULL && (run->style & RUN_CODE) == 0 && alone &&
           strcmp(run->link, run->text) == 0 && g_str_has_prefix(run->link, "http") &&
           strpbrk(run->link, " \t\n<>|&;\\\"") == NULL;
}

/* The link in brackets that a run stands in; NULL. */
static const char *
bracket_link(const InlineWriter *writer, guint at)
{
    const Run *run = g_ptr_array_index(writer->runs, at);
    if (is_autolink(writer, at))
        return NULL;
    return run->link != NULL ? run->link : run->target;
}

/* The character that is written behind the stretch of emphasised runs that begins at `at`. */
static gunichar
character_behind(const InlineWriter *writer, guint at)
{
    const Run *first = g_ptr_array_index(writer->runs, at);
    const char *link = bracket_link(writer, at);

    for (guint i = at + 1; i < writer->runs->len; i++) {
        const Run *run = g_ptr_array_index(writer->runs, i);
        if (run->kind == RUN_TEXT && g_strcmp0(bracket_link(writer, i), link) != 0)
            return link != NULL ? ']' : '[';
        if (run->kind == RUN_TEXT && ((run->style ^ first->style) & RUN_STRONG) != 0)
            return '*';
        if (run->kind != RUN_TEXT)
            return first_character(run);
        if ((run->style & RUN_EMPHASIS) == 0)
            return first_of_words(run);
    }
    return link != NULL ? ']' : 0;
}

/* `_` between words; `*` inside one, where `_` would neither open nor close. */
static char
emphasis_mark(const InlineWriter *writer, guint at, bool other_marks)
{
    gunichar before = last_character(writer);
    bool inside = !other_marks && !is_blank(before) && !is_punctuation(before);
    bool ends_inside = closes_inside_word(character_behind(writer, at));

    return writer->careful || inside || ends_inside ? '*' : '_';
}

/* Marks that stand together: the first `closing` of them close. */
typedef struct MarkRow {
    char signs[8];
    size_t closing;
} MarkRow;

static void
add_marks(MarkRow *row, char sign, size_t count)
{
    size_t length = strlen(row->signs);

    memset(row->signs + length, sign, count);
    row->signs[length + count] = '\0';
}

/* What is to be closed before the run `at`, and opened. Strong stands outside emphasis. */
static MarkRow
choose_marks(InlineWriter *writer, unsigned style, guint at)
{
    MarkRow row = { "", 0 };
    unsigned open = open_styles(writer);
    bool strong_changes = ((open ^ style) & RUN_STRONG) != 0;

    if ((open & RUN_EMPHASIS) != 0 && ((style & RUN_EMPHASIS) == 0 || strong_changes)) {
        add_marks(&row, writer->marks[0], 1);
        writer->marks[0] = 0;
    }
    if ((open & RUN_STRONG) != 0 && (style & RUN_STRONG) == 0) {
        add_marks(&row, writer->marks[1], 2);
        writer->marks[1] = 0;
    }
    row.closing = strlen(row.signs);
    open = open_styles(writer);
    if ((style & RUN_STRONG) != 0 && (open & RUN_STRONG) == 0) {
        writer->marks[1] = writer->careful ? '_' : '*';
        add_marks(&row, writer->marks[1], 2);
    }
    if ((style & RUN_EMPHASIS) != 0 && (open & RUN_EMPHASIS) == 0) {
        writer->marks[0] = emphasis_mark(writer, at, *row.signs != '\0');
        add_marks(&row, writer->marks[0], 1);
    }
    return row;
}

/*
 * Makes the character before marks that open punctuation, where it must be, and sees to it that the one behind marks that
 * close is.
 */
static void
part_from_marks(InlineWriter *writer, const MarkRow *row, gunichar next)
{
    size_t length = strlen(row->signs), front = 0, back = length;
    gunichar before = last_character(writer);
    bool in_word = !is_blank(before) && !is_punctuation(before);

    while (front < length && row->signs[front] == row->signs[0])
        front++;
    while (back > 0 && row->signs[back - 1] == row->signs[length - 1])
        back--;
    gunichar behind_first = front < length ? (gunichar)row->signs[front] : next;
    gunichar before_last = back > 0 ? (gunichar)row->signs[back - 1] : before;
    bool known = writer->last != G_MAXSIZE && writer->last < writer->out->len;
    if (row->closing == 0 && in_word && known &&
        (writer->careful || may_be_punctuation(behind_first))) {
        g_string_truncate(writer->out, writer->last);
        append_entity(writer->out, before);
    }
    writer->part_next = row->closing == length && closes_inside_word(next) &&
                        (writer->careful || may_be_punctuation(before_last));
}

/* Closes what the next run hasn't got, and opens what it has; `next` is the character that follows. */
static void
change_style(InlineWriter *writer, unsigned style, guint at, gunichar next)
{
    const MarkRow row = choose_marks(writer, style, at);

    writer->part_next = false;
    if (*row.signs == '\0')
        return;
    part_from_marks(writer, &row, next);
    g_string_append(writer->out, row.signs);
    writer->last = G_MAXSIZE;
}

static void
write_address(GString *out, const char *address)
{
    bool plain = *address != '\0' && strpbrk(address, " \t<>()\\\"'&*_|`") == NULL;

    g_string_append(out, plain ? "(" : "(<");
    for (const char *p = address; *p != '\0'; p++) {
        if (strchr("<>\\&|", *p) != NULL)
            g_string_append_c(out, '\\');
        g_string_append_c(out, *p == '\n' ? ' ' : *p);
    }
    g_string_append(out, plain ? ")" : ">)");
}

static void
leave_link(InlineWriter *writer)
{
    const char *address = writer->link != NULL ? writer->link : writer->target;
    if (address == NULL)
        return;

    g_string_append_c(writer->out, ']');
    write_address(writer->out, address);
    writer->link = writer->target = NULL;
    writer->last = G_MAXSIZE;
}

/* "![" would begin an image. */
static void
part_from_exclamation(const InlineWriter *writer)
{
    if (writer->last != G_MAXSIZE && writer->last < writer->out->len &&
        writer->out->str[writer->out->len - 1] == '!')
        g_string_insert_c(writer->out, (gssize)writer->last, '\\');
}

static void
enter_link(InlineWriter *writer, const Run *run)
{
    writer->link = run->link;
    writer->target = run->link == NULL ? run->target : NULL;
    if (writer->link == NULL && writer->target == NULL)
        return;

    part_from_exclamation(writer);
    g_string_append_c(writer->out, '[');
    writer->last = G_MAXSIZE;
    writer->line_start = false;
}

static void
write_text_run(InlineWriter *writer, const Run *run)
{
    if ((run->style & RUN_CODE) != 0) {
        write_code(writer, run->text);
        return;
    }
    const char *text = run->text;
    if (writer->part_next) {
        append_entity(writer->out, g_utf8_get_char(text));
        text = g_utf8_next_char(text);
        writer->last = G_MAXSIZE;
        writer->line_start = false;
    }
    write_words(writer, text);
}

static void
write_break(InlineWriter *writer)
{
    if (writer->place == WRITE_CELL)
        g_string_append(writer->out, "<br>");
    else if (writer->place == WRITE_HEADING)
        g_string_append_c(writer->out, ' ');
    else
        g_string_append(writer->out, "\\\n");
    writer->line_start = writer->place == WRITE_PARAGRAPH;
    writer->last = G_MAXSIZE;
}

static void
write_autolink(InlineWriter *writer, const Run *run)
{
    g_string_append_printf(writer->out, "<%s>", run->text);
    writer->last = G_MAXSIZE;
    writer->line_start = false;
}

static void
write_run(InlineWriter *writer, guint at)
{
    const Run *run = g_ptr_array_index(writer->runs, at);
    bool text = run->kind == RUN_TEXT;
    unsigned style = text ? run->style & (RUN_EMPHASIS | RUN_STRONG) : 0;
    bool autolink = is_autolink(writer, at);
    const char *link = text && !autolink ? run->link : NULL;
    const char *target = text && link == NULL && !autolink ? run->target : NULL;
    bool same_link =
        text && g_strcmp0(link, writer->link) == 0 && g_strcmp0(target, writer->target) == 0;

    if (!same_link) {
        change_style(writer, 0, at, in_link(writer) ? ']' : first_character(run));
        leave_link(writer);
        if (text && !autolink)
            enter_link(writer, run);
    }
    change_style(writer, style, at, text && !autolink ? first_of_words(run) : first_character(run));
    if (autolink)
        write_autolink(writer, run);
    else if (text)
        write_text_run(writer, run);
    else if (run->kind == RUN_BREAK)
        write_break(writer);
    else if (run->kind == RUN_NOTE)
        g_string_append_printf(writer->out, "[^%s]", run->note);
    else if (run->kind == RUN_REFERENCE) {
        part_from_exclamation(writer);
        g_string_append(writer->out, "[]");
        write_address(writer->out, run->target);
    }
    if (run->kind == RUN_NOTE || run->kind == RUN_REFERENCE) {
        writer->last = G_MAXSIZE;
        writer->line_start = false;
    }
}

/* Do words that are emphasised touch others that are so in another way? */
static bool
styles_touch(const GPtrArray *runs)
{
    for (guint i = 1; i < runs->len; i++) {
        const Run *a = g_ptr_array_index(runs, i - 1), *b = g_ptr_array_index(runs, i);
        unsigned before = a->style & (RUN_EMPHASIS | RUN_STRONG);
        unsigned behind = b->style & (RUN_EMPHASIS | RUN_STRONG);
        if (a->kind == RUN_TEXT && b->kind == RUN_TEXT && before != 0 && behind != 0 &&
            before != behind)
            return true;
    }
    return false;
}

void
write_inlines(GString *out, const GPtrArray *runs, WritePlace place)
{
    InlineWriter writer = { .out = g_string_new(NULL),
                            .runs = runs,
                            .place = place,
                            .line_start = place == WRITE_PARAGRAPH,
                            .last = G_MAXSIZE,
                            .careful = styles_touch(runs) };

    for (guint i = 0; i < runs->len; i++)
        write_run(&writer, i);
    change_style(&writer, 0, runs->len, in_link(&writer) ? ']' : 0);
    leave_link(&writer);
    g_string_append(out, writer.out->str);
    g_string_free(writer.out, TRUE);
}

void
write_plain(GString *out, const char *text, const char *signs)
{
    for (const char *p = text; *p != '\0'; p++) {
        if (*p != '\0' && strchr(signs, *p) != NULL)
            g_string_append_c(out, '\\');
        g_string_append_c(out, *p == '\n' ? ' ' : *p);
    }
}

void
write_destination(GString *out, const char *address)
{
    write_address(out, address);
}
