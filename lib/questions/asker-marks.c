/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who asks, where a list says so beside each question.
 *
 * Comes in: the paragraphs. Goes out: for each the words that name its askers, or NULL. Two forms
 * are known: a table with a column of fractions, whose head says what it is, and a bracket behind
 * the question ("Wie betaalt dat? (Delta)", "(blz. 3, Delta en Duin)") or its label ("Vraag 3
 * (Delta)"), which holds for all under it. A bracket may hold anything,
 * and parties are in no table here; so brackets count only where most of the list's items end in
 * one that reads as a name, and more than one name is among them: one and the same bracket
 * everywhere is whose list it is, or who is to answer.
 */
#include "questions/asker-marks.h"

#include <string.h>

#include "base/pattern.h"

/* Items with a bracket, at least: one may end in any. Of 100 items, as many need one. */
enum { LEAST_BRACKETS = 2, MOST_ITEMS = 60 };

/* Bytes of the bracket at most. */
enum { LONGEST_BRACKET = 80 };

static const char head_pattern[] =
    "^(?i:(?:naam )?(?:fracties?|partij(?:en)?)|vragenstellers?|(?:vraag )?gesteld door|van "
    "fractie)[.:]?$";

/* "Delta", "GroenLinks-PvdA", "het lid De Wit", "Groep De Wit", "50PLUS"; not "EZK" of a minister, "2025" or "zie bijlage". */
#define PARTY                                                                                      \
    "(?:(?:het lid|[Gg]roep|[Ff]ractie) )?(?!(?:" MINISTRIES                                       \
    ")\\b)(?:(?=\\S*\\p{L})[\\p{Lu}\\d]|van |de )"                                                 \
    "[\\p{L}\\d.’'/-]*(?: (?:[\\p{Lu}][\\p{L}.’'-]*|van|voor|de|der|den)){0,4}"
#define MINISTRIES                                                                                 \
    "AZ|BZK?|BHO|EZK?|LN?V|LVVN|KGG|OCW|SZW|VWS|VROM?|IenW|I&W|JenV|J&V|AenM|Def|Fin|FIN|DEF|"     \
    "Bijlage|"                                                                                     \
    "Tabel|Figuur|Artikel|Kamerstuk|Bron|Zie|Blz|Pag|Kabinet|Minister|Staatssecretaris"

static const char bracket_pattern[] =
    "[(\\[](?:(?:blz|p|pag|bladzijde|pagina)\\.? ?\\d[\\d –-]*[,;] ?)?"
    "(?<who>" PARTY "(?:(?:, ?| en | / ?)" PARTY "){0,12})[)\\]][.]?$";

/* The bracket that the text ends in, as far as it reads as names. Newly allocated; NULL without one. */
static char *
read_bracket(Pattern *pattern, const GString *text)
{
    const char *open = strrchr(text->str, '(');
    g_autoptr(GMatchInfo) match = NULL;
    if (open == NULL)
        open = strrchr(text->str, '[');
    size_t length = open != NULL ? strlen(open) : 0;

    if (open == NULL || length > LONGEST_BRACKET || !pattern_match(pattern, open, length, &match))
        return NULL;
    int start = 0;
    g_match_info_fetch_pos(match, 0, &start, NULL);
    return start == 0 ? g_match_info_fetch_named(match, "who") : NULL;
}

/* "Vraag 3 (Delta)", alone or before its question with a colon, and "Vraag 3". */
static const char label_pattern[] =
    "^(?i:vraag) \\d{1,5}[a-z]?\\b(?:[.:]?$| (?<bracket>\\([^()?]{1,60}\\))(?:[.:]?$|: ))";

/* The same of a label's own bracket; whether the text is or begins with a label is returned in any case. */
static char *
read_label(Pattern *label, Pattern *bracket, const GString *text, bool *ret_is_label)
{
    g_autoptr(GMatchInfo) match = NULL;
    *ret_is_label = pattern_match(label, text->str, text->len, &match);
    if (!*ret_is_label)
        return NULL;

    g_autofree char *found = g_match_info_fetch_named(match, "bracket");
    g_autoptr(GString) own = g_string_new(found);
    return read_bracket(bracket, own);
}

/* An item of a list, or a question without a number. */
static bool
is_asking(const Paragraph *paragraph)
{
    bool numbered = paragraph->label != NULL && g_ascii_isdigit(paragraph->label[0]);

    return paragraph->kind != PARAGRAPH_FURNITURE &&
           (numbered || strchr(paragraph->text->text->str, '?') != NULL);
}

static void
read_brackets(const GPtrArray *paragraphs, char **marks)
{
    g_autoptr(Pattern) pattern = pattern_new(bracket_pattern, 0);
    g_autoptr(Pattern) label = pattern_new(label_pattern, 0);
    bool labelled = false; /* the label above names who asks, and so for all below it */
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GArray) read = g_array_new(FALSE, FALSE, sizeof(guint)); /* paragraphs with one */
    guint asking = 0;

    for (guint i = 0; i < paragraphs->len; i++) {
        const Paragraph *paragraph = g_ptr_array_index(paragraphs, i);
        const GString *text = paragraph->text->text;
        bool is_label = false;
        g_autofree char *named = read_label(label, pattern, text, &is_label);
        if (marks[i] != NULL || (!is_label && (labelled || !is_asking(paragraph))))
            continue;
        marks[i] = named != NULL ? g_steal_pointer(&named) : read_bracket(pattern, text);
        labelled = is_label ? marks[i] != NULL : labelled;
        asking += !is_label || labelled;
        if (marks[i] == NULL)
            continue;
        g_array_append_val(read, i);
        g_hash_table_add(names, marks[i]);
    }
    if (read->len >= LEAST_BRACKETS && read->len * 100 >= asking * MOST_ITEMS &&
        g_hash_table_size(names) > 1)
        return;
    for (guint i = 0; i < read->len; i++)
        g_clear_pointer(&marks[g_array_index(read, guint, i)], g_free);
}

/* Where a table has its column of fractions, and the text of that column in the row being read. */
typedef struct Column {
    int table, column; /* column -1: there is none */
    int row;
} Column;

/* Gives the row's cells what its cell of fractions says: the first of its paragraphs, so that each row is walked once. */
static void
mark_row(const GPtrArray *paragraphs, guint cell, char **marks)
{
    const Paragraph *named = g_ptr_array_index(paragraphs, cell);
    guint first = cell, end = cell;
    const Paragraph *other;

    while (first > 0 && (other = g_ptr_array_index(paragraphs, first - 1))->table == named->table &&
           other->row == named->row)
        first--;
    while (end < paragraphs->len &&
           (other = g_ptr_array_index(paragraphs, end))->table == named->table &&
           other->row == named->row)
        end++;
    for (guint i = first; i < end; i++) {
        other = g_ptr_array_index(paragraphs, i);
        if (marks[i] == NULL)
            marks[i] = g_strdup(named->text->text->str);
    }
}

/* A table goes on in the next one, as on the next page, unless that has a head of its own. */
static void
read_columns(const GPtrArray *paragraphs, char **marks)
{
    g_autoptr(Pattern) head = pattern_new(head_pattern, 0);
    Column column = { .column = -1 };

    for (guint i = 0; i < paragraphs->len; i++) {
        const Paragraph *cell = g_ptr_array_index(paragraphs, i);
        const GString *text = cell->text->text;
        if (cell->table == 0)
            continue;
        if (pattern_matches(head, text->str, text->len))
            column = (Column){ cell->table, cell->column, cell->row };
        else if (marks[i] == NULL && cell->column == column.column && text->len > 0 &&
                 text->len <= LONGEST_BRACKET &&
                 (cell->table > column.table || cell->row > column.row))
            mark_row(paragraphs, i, marks);
    }
}

char **
read_asker_marks(const GPtrArray *paragraphs, bool *ret_any)
{
    char **marks = g_new0(char *, paragraphs->len + 1);

    read_columns(paragraphs, marks);
    read_brackets(paragraphs, marks);
    *ret_any = false;
    for (guint i = 0; i < paragraphs->len; i++)
        *ret_any = *ret_any || marks[i] != NULL;
    return marks;
}

void
asker_marks_free(char **marks, guint count)
{
    for (guint i = 0; i < count; i++)
        g_free(marks[i]);
    g_free(marks);
}
