/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Where the table of contents ends.
 *
 * Comes in: the heading "Inhoudsopgave" and what kind of line each paragraph is. Goes out: the first
 * paragraph behind the table. Its lines are told by what stands again further down, as headings do,
 * by dots before a page, and by the pages and numerals that a table leaves in lines of their own
 * where its columns came apart. Counting lines up to the first section was tried and dropped: not
 * every document has sections, and its table need not name all of them.
 */
#include "questions/structure-private.h"

#include <string.h>

#include "questions/fractions.h"

/* Bytes: of a line of column heads; of the dots before a page number. */
enum { LONGEST_COLUMN_HEADS = 30, LEAST_LEADER = 4 };

char *
heading_names(const Structure *structure, HeadingKind kind, const char *line)
{
    static const char *const parts[] = { "who", "who2", "who3", "who4", "who5" };

    for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
        char *who = headings_part(structure->headings, kind, line, parts[i]);
        if (who != NULL)
            return who;
    }
    return g_strdup("");
}

/* Where the words of a line of contents end, before dots and a page number. */
static size_t
words_end(const char *line)
{
    size_t end = strlen(line);
    while (end > 0 && g_ascii_isdigit(line[end - 1]))
        end--;
    size_t digits = end;
    while (end > 0 && strchr(" .", line[end - 1]) != NULL)
        end--;
    return digits > end ? end : strlen(line);
}

/* "II Reactie van de minister ..... 3" is a line of contents whatever stands below. */
static bool
has_leader(const char *line)
{
    size_t end = words_end(line);
    return strlen(line + end) > LEAST_LEADER && strstr(line + end, "...") != NULL;
}

/* Bytes of the numeral "II" or "II. " before a heading: the table of contents may have it in a column of its own. */
static size_t
numeral_length(const char *line)
{
    size_t length = strspn(line, "IVX");
    size_t end = length + strspn(line + length, ".)");

    return length > 0 && (line[end] == '\0' || line[end] == ' ') ? end : 0;
}

/*
 * What a heading and its line in the table of contents have in common: letters, without case and without the section's
 * numeral; of a fraction's only whom it names, as the table may say it shorter.
 */
static char *
contents_key(const Structure *structure, guint i)
{
    const Paragraph *paragraph = g_ptr_array_index(structure->paragraphs, i);
    g_autofree char *line = paragraph_line(paragraph);
    HeadingKind kind = paragraph->kind == PARAGRAPH_CELL ? headings_match(structure->headings, line)
                                                         : structure->kinds[i];
    GString *key = g_string_new(NULL);
    const char *words = line + numeral_length(line);
    g_autofree char *joined = NULL;

    if (kind == HEADING_FRACTION) {
        g_autofree char *who = heading_names(structure, HEADING_FRACTION, line);
        who[words_end(who)] = '\0';
        g_autoptr(GPtrArray) names = parse_fraction_names(who);
        words = joined = join_names(names, "+");
    }
    for (const char *p = words; *p != '\0' && key->len < 400; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isalpha(c) || (joined != NULL && g_unichar_isdigit(c)))
            g_string_append_unichar(key, g_unichar_tolower(c));
    }
    return g_string_free(key, FALSE);
}

/* A page, or what numbers are there ("1 t/m 10"), in a column of its own. */
static bool
is_figures(const char *line, const char *key)
{
    return key[0] == '\0' || (g_ascii_isdigit(line[0]) && strlen(key) <= strlen("tm"));
}

/* A heading with a page below it, in a table whose columns came apart; no question follows that number. */
static bool
has_page_below(const Structure *structure, guint i)
{
    HeadingKind kind = structure->kinds[i];
    bool heading = kind == HEADING_FRACTION || kind == HEADING_SECTION_QUESTIONS ||
                   kind == HEADING_SECTION_ANSWERS || kind == HEADING_ANSWER_LABEL ||
                   kind == HEADING_SECTION_AGENDA;
    if (!heading || i + 2 >= structure->paragraphs->len)
        return false;

    const Paragraph *page = g_ptr_array_index(structure->paragraphs, i + 1);
    const Paragraph *below = g_ptr_array_index(structure->paragraphs, i + 2);
    const char *digits = page->text->text->str;
    return digits[0] != '\0' && strspn(digits, "0123456789") == strlen(digits) &&
           strchr(below->text->text->str, '?') == NULL;
}

/* Does the paragraph stand again further down, as the headings in a table of contents do? */
static bool
stands_later(const Structure *structure, GHashTable *last_places, guint i)
{
    g_autofree char *key = contents_key(structure, i);
    g_autofree char *line = paragraph_line(g_ptr_array_index(structure->paragraphs, i));
    if (is_figures(line, key) || has_leader(line) || has_page_below(structure, i))
        return true;

    return GPOINTER_TO_UINT(g_hash_table_lookup(last_places, key)) > i;
}

/* "vragen pagina", above the columns of a table of contents. */
static bool
is_column_heads(const Structure *structure, guint i)
{
    if (i + 1 >= structure->paragraphs->len)
        return false;
    g_autofree char *line = paragraph_line(g_ptr_array_index(structure->paragraphs, i));
    return structure->kinds[i] == HEADING_NONE && strlen(line) <= LONGEST_COLUMN_HEADS;
}

/* Once for all tables: there may be as many as lines. */
static GHashTable *
find_last_places(const Structure *structure)
{
    GHashTable *last = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < structure->paragraphs->len; i++)
        g_hash_table_replace(last, contents_key(structure, i), GUINT_TO_POINTER(i));
    return last;
}

guint
find_contents_end(Structure *structure, guint heading)
{
    if (structure->last_places == NULL)
        structure->last_places = find_last_places(structure);

    GHashTable *last = structure->last_places;
    guint end = heading + 1;
    if (is_column_heads(structure, end) && stands_later(structure, last, end + 1))
        end++;
    while (end < structure->paragraphs->len && stands_later(structure, last, end))
        end++;
    return end;
}
