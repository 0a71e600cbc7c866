/* SPDX-License-Identifier: EUPL-1.2 */
#include "typeset/hyphenate.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/failure.h"
#include "base/files.h"

/*
 * In: a word's letters. Out: where a hyphen may stand.
 *
 * Liang's algorithm ("Word Hy-phen-a-tion by Com-put-er", 1983): every pattern that occurs in the
 * word gives values to the gaps between its letters, the highest value in a gap counts, an odd one
 * allows a hyphen. The patterns stand in one hash table of trie edges, (state, letter) to state,
 * which takes a tenth of the time that libhyphen needs to load the same file and gives the same
 * points (tests/unit/hyphenate.c compares the two on the text of every pattern).
 *
 * libhyphen's dictionaries are ISO-8859-1 here; so are the trie's letters. Non-standard hyphenation
 * ("patroon/aa=a,1,2") does not occur in the Dutch file and is refused rather than misread.
 *
 * Dutch drops the trema when a break comes before it, "financiële" is broken "financi-ele": the patterns give the
 * place, and who sets the line leaves the trema out (word-breaks.c, trema_length()).
 */

enum {
    FILE_MAX = 4 << 20,
    WORD_MAX = 100,  /* letters; longer ones are no words */
    LETTERS_MAX = 64 /* of a pattern */
};

typedef struct Edge {
    guint32 key;    /* state << 8 | letter; 0: free (state 0 with letter 0 does not occur) */
    guint32 state;  /* where it leads */
    guint32 values; /* offset in `values` of that state's own pattern + 1; 0: none ends here */
} Edge;

struct Hyphenator {
    Edge *edges;
    guint32 size, used; /* size is a power of two */
    guint32 states;
    GByteArray
        *values; /* per pattern: count, then the values before each letter and behind the last */
    int left, right;
    GHashTable *
        own; /* words of the template, in small letters, and the entries that they were made from */
    bool compounds;     /* there is one among them */
    guint32 begins[32]; /* which two letters they begin with, a bit for each second one */
};

static guint32
edge_slot(const Hyphenator *hyphenator, guint32 key)
{
    guint32 mask = hyphenator->size - 1;
    guint32 slot = (key * 2654435761u) >> 7 & mask;

    while (hyphenator->edges[slot].key != 0 && hyphenator->edges[slot].key != key)
        slot = (slot + 1) & mask;
    return slot;
}

static void
grow_edges(Hyphenator *hyphenator)
{
    Edge *old = hyphenator->edges;
    guint32 size = hyphenator->size;

    hyphenator->size = size == 0 ? 1 << 16 : size * 2;
    hyphenator->edges = g_new0(Edge, hyphenator->size);
    for (guint32 i = 0; i < size; i++)
        if (old[i].key != 0)
            hyphenator->edges[edge_slot(hyphenator, old[i].key)] = old[i];
    g_free(old);
}

static Edge *
add_edge(Hyphenator *hyphenator, guint32 state, guint8 letter)
{
    if (hyphenator->used * 2 >= hyphenator->size)
        grow_edges(hyphenator);

    guint32 key = state << 8 | letter;
    Edge *edge = &hyphenator->edges[edge_slot(hyphenator, key)];
    if (edge->key == 0) {
        *edge = (Edge){ .key = key, .state = ++hyphenator->states };
        hyphenator->used++;
    }
    return edge;
}

static void
add_pattern(Hyphenator *hyphenator, const guint8 *line, size_t length)
{
    guint8 values[LETTERS_MAX + 1] = { 0 };
    guint8 count = 0;
    Edge *edge = NULL;

    for (size_t i = 0; i < length; i++) {
        if (g_ascii_isdigit(line[i])) {
            values[count] = (guint8)(line[i] - '0');
            continue;
        }
        if (count == LETTERS_MAX)
            return;
        edge = add_edge(hyphenator, edge != NULL ? edge->state : 0, line[i]);
        count++;
    }
    if (edge == NULL)
        return;
    edge->values = hyphenator->values->len + 1;
    g_byte_array_append(hyphenator->values, &count, 1);
    g_byte_array_append(hyphenator->values, values, (guint)count + 1);
}

/* Settings of libhyphen ("LEFTHYPHENMIN 2") and comments are no patterns. */
static bool
is_pattern(const guint8 *line, size_t length)
{
    return length > 0 && line[0] != '%' && line[0] != '#' && !g_ascii_isupper(line[0]);
}

static bool
read_patterns(Hyphenator *hyphenator, const char *path, const guint8 *text, size_t length,
              GError **error)
{
    const guint8 *end = text + length;
    const guint8 *line = memchr(text, '\n', length);

    if (line == NULL || !g_str_has_prefix((const char *)text, "ISO8859-1") ||
        memchr(text, '=', length) != NULL) {
        failure_set(error, DIAG_UNREADABLE, path, 0, 0,
                    _("this is no table of plain ISO8859-1 hyphenation patterns; install repliek's "
                      "own again"));
        return false;
    }
    for (line++; line < end;) {
        const guint8 *stop = memchr(line, '\n', (size_t)(end - line));
        size_t size = (size_t)((stop != NULL ? stop : end) - line);
        size_t kept = size > 0 && line[size - 1] == '\r' ? size - 1 : size;

        if (is_pattern(line, kept))
            add_pattern(hyphenator, line, kept);
        line += size + 1;
    }
    return true;
}

Hyphenator *
hyphenator_new(const char *path, int left, int right, GError **error)
{
    g_autoptr(GBytes) bytes = file_read(path, FILE_MAX, error);
    if (bytes == NULL)
        return NULL;

    g_autoptr(Hyphenator) hyphenator = g_new0(Hyphenator, 1);
    hyphenator->values = g_byte_array_sized_new(1 << 17);
    hyphenator->left = MAX(left, 1);
    hyphenator->right = MAX(right, 1);
    hyphenator->own = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    grow_edges(hyphenator);

    gsize length;
    const guint8 *text = g_bytes_get_data(bytes, &length);
    if (!read_patterns(hyphenator, path, text != NULL ? text : (const guint8 *)"", length, error))
        return NULL;
    return g_steal_pointer(&hyphenator);
}

void
hyphenator_free(Hyphenator *hyphenator)
{
    if (hyphenator == NULL)
        return;
    g_free(hyphenator->edges);
    g_byte_array_unref(hyphenator->values);
    g_hash_table_unref(hyphenator->own);
    g_free(hyphenator);
}

/* The letter at `*p` with the accent behind it, as one character; moves `*p` behind both. */
static gunichar
next_letter(const char **p, const char *end)
{
    gunichar c = g_utf8_get_char(*p), composed;

    *p = g_utf8_next_char(*p);
    if (*p < end && g_unichar_ismark(g_utf8_get_char(*p)) &&
        g_unichar_compose(c, g_utf8_get_char(*p), &composed)) {
        *p = g_utf8_next_char(*p);
        return composed;
    }
    return c;
}

/*
 * The word between two dots, in small Latin-1 letters, and where each began. 0: it is no plain word.
 * A capital is only allowed in front.
 */
static int
word_letters(const char *word, size_t length, guint8 *ret_letters, guint8 *ret_offsets)
{
    int count = 0;

    ret_letters[0] = '.';
    for (const char *p = word; p < word + length;) {
        size_t offset = (size_t)(p - word);
        gunichar c = next_letter(&p, word + length);

        if (count == WORD_MAX || c > 0xFF || !g_unichar_isalpha(c))
            return 0;
        if (g_unichar_isupper(c)) {
            if (offset > 0)
                return 0;
            c = g_unichar_tolower(c);
        }
        ret_offsets[count] = (guint8)offset;
        ret_letters[++count] = (guint8)c;
    }
    ret_letters[count + 1] = '.';
    return count;
}

/* Raises values[] by every pattern that begins at letters[start]. */
static void
apply_patterns(const Hyphenator *hyphenator, const guint8 *letters, int start, int end,
               guint8 *values)
{
    guint32 state = 0;

    for (int i = start; i < end; i++) {
        const Edge *edge = &hyphenator->edges[edge_slot(hyphenator, state << 8 | letters[i])];
        if (edge->key == 0)
            return;
        state = edge->state;
        if (edge->values == 0)
            continue;
        const guint8 *own = hyphenator->values->data + edge->values - 1;
        for (int k = 0; k <= own[0]; k++)
            values[start + k] = MAX(values[start + k], own[1 + k]);
    }
}

/* What the patterns say of a word. Adds to the points. */
static bool
apply_all(const Hyphenator *hyphenator, const char *word, size_t length, bool *points)
{
    guint8 letters[WORD_MAX + 2], offsets[WORD_MAX], values[WORD_MAX + LETTERS_MAX + 3] = { 0 };
    int count = length <= 2 * WORD_MAX ? word_letters(word, length, letters, offsets) : 0;

    if (count < hyphenator->left + hyphenator->right)
        return false;
    for (int start = 0; start < count + 2; start++)
        apply_patterns(hyphenator, letters, start, count + 2, values);

    bool found = false;
    for (int i = hyphenator->left; i <= count - hyphenator->right; i++) {
        /* values[i + 1] is the gap before letter i of the word: letters[0] is the dot. */
        if (values[i + 1] % 2 == 0)
            continue;
        points[offsets[i]] = true;
        found = true;
    }
    return found;
}

/* In small letters, accents joined to them: what the words of the template are looked up by. */
static char *
fold_word(const char *word, size_t length)
{
    g_autofree char *whole = g_utf8_normalize(word, (gssize)length, G_NORMALIZE_NFC);

    return whole != NULL ? g_utf8_strdown(whole, -1) : g_strdup("");
}

/*
 * Most words need no look into the table: none of the template's own begins with their two letters. Where one of the
 * two is not ASCII, or an accent may follow as a character of its own, there may be one.
 */
static bool
has_beginning(const Hyphenator *hyphenator, const char *word, size_t length)
{
    guchar third = length > 2 ? (guchar)word[2] : 0;
    if (length < 2 || ((guchar)word[0] | (guchar)word[1] | third) >= 0x80)
        return true;
    return (hyphenator->begins[word[0] & 31] >> (word[1] & 31) & 1) != 0;
}

void
hyphenator_add(Hyphenator *hyphenator, const char *entry)
{
    g_autofree char *folded = fold_word(entry, strlen(entry));
    GString *letters = g_string_new(NULL);

    for (const char *p = folded; *p != '\0'; p++)
        if (*p != '-' && *p != '=')
            g_string_append_c(letters, *p);
    hyphenator->compounds = hyphenator->compounds || strchr(folded, '=') != NULL;
    hyphenator->begins[letters->str[0] & 31] |= 1u << (letters->len > 1 ? letters->str[1] & 31 : 0);
    g_hash_table_replace(hyphenator->own, g_string_free(letters, FALSE), g_steal_pointer(&folded));
}

/* The entry for the word: its own, or that of the longest compound that it begins with. */
static const char *
find_entry(const Hyphenator *hyphenator, char *folded)
{
    const char *entry = g_hash_table_lookup(hyphenator->own, folded);

    for (size_t length = strlen(folded); entry == NULL && hyphenator->compounds && length > 1;) {
        folded[--length] = '\0';
        entry = g_hash_table_lookup(hyphenator->own, folded);
        if (entry != NULL && strchr(entry, '=') == NULL)
            entry = NULL;
    }
    return entry;
}

/* Walks through word and entry side by side. The parts of a compound are words for the patterns. */
static bool
apply_entry(const Hyphenator *hyphenator, const char *entry, const char *word, size_t length,
            bool *points)
{
    const char *end = word + length, *part = word, *p = word;
    bool compound = strchr(entry, '=') != NULL, found = false;

    for (; p < end && *entry != '\0'; entry = g_utf8_next_char(entry)) {
        if (*entry != '-' && *entry != '=') {
            next_letter(&p, end);
            continue;
        }
        if (compound)
            apply_all(hyphenator, part, (size_t)(p - part), points + (part - word));
        points[p - word] = found = true;
        part = p;
    }
    if (compound)
        apply_all(hyphenator, part, (size_t)(end - part), points + (part - word));
    return found;
}

bool
hyphenate_word(const Hyphenator *hyphenator, const char *word, size_t length, bool *ret_points)
{
    memset(ret_points, 0, length * sizeof *ret_points);
    if (length <= 2 * WORD_MAX && g_hash_table_size(hyphenator->own) > 0 &&
        has_beginning(hyphenator, word, length)) {
        g_autofree char *folded = fold_word(word, length);
        const char *entry = find_entry(hyphenator, folded);
        if (entry != NULL)
            return apply_entry(hyphenator, entry, word, length, ret_points);
    }
    return apply_all(hyphenator, word, length, ret_points);
}
