/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/name-search.h"

#include <string.h>

enum {
    WORDS_MAX = 6,  /* of a name: further ones don't count */
    SINGLE_MIN = 3, /* letters of a name of one word */
    BATCH = 4096    /* words of a text that are looked at together, whatever its length */
};

struct NameSearch {
    GHashTable *names;  /* its words, as a key → the name */
    GHashTable *firsts; /* first words */
};

/* A word of the text: its place, and itself as it is compared. */
typedef struct Word {
    size_t start, end;
    char *folded;
} Word;

static void
word_clear(gpointer word)
{
    g_free(((Word *)word)->folded);
}

/* At most BATCH words from byte `from` on. */
static GArray *
split_words(const char *text, size_t from)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(Word));
    g_array_set_clear_func(words, word_clear);

    for (const char *p = text + from; *p != '\0' && words->len < BATCH;) {
        const char *start = p;
        while (*p != '\0' && g_unichar_isalnum(g_utf8_get_char(p)))
            p = g_utf8_next_char(p);
        if (p > start) {
            Word word = { (size_t)(start - text), (size_t)(p - text),
                          g_utf8_casefold(start, p - start) };
            g_array_append_val(words, word);
        } else {
            p = g_utf8_next_char(p);
        }
    }
    return words;
}

/* The words from `from` on as one key; a single one as it is written. */
static char *
words_key(const GArray *words, const char *text, guint from, guint count)
{
    const Word *first = &g_array_index(words, Word, from);
    if (count == 1)
        return g_strndup(text + first->start, first->end - first->start);

    GString *key = g_string_new(first->folded);
    for (guint i = 1; i < count; i++)
        g_string_append_printf(key, " %s", g_array_index(words, Word, from + i).folded);
    return g_string_free(key, FALSE);
}

NameSearch *
name_search_new(void)
{
    NameSearch *search = g_new0(NameSearch, 1);
    search->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    search->firsts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return search;
}

void
name_search_free(NameSearch *search)
{
    if (search == NULL)
        return;
    g_hash_table_unref(search->names);
    g_hash_table_unref(search->firsts);
    g_free(search);
}

static void
add_name(NameSearch *search, const char *name)
{
    g_autoptr(GArray) words = split_words(name, 0);
    guint count = MIN(words->len, WORDS_MAX);
    if (count == 0)
        return;
    const Word *first = &g_array_index(words, Word, 0);
    if (count == 1 && g_utf8_strlen(first->folded, -1) < SINGLE_MIN)
        return;

    g_hash_table_add(search->firsts, g_strdup(first->folded));
    g_hash_table_insert(search->names, words_key(words, name, 0, count),
                        g_strstrip(g_strdup(name)));
}

void
name_search_add(NameSearch *search, const char *names)
{
    g_autofree char *separated = g_strdup(names != NULL ? names : "");
    g_strdelimit(separated, ",;&()[]\n\t", '\n');

    g_auto(GStrv) lines = g_strsplit(separated, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        g_auto(GStrv) parts = g_strsplit(*line, " en ", -1);
        for (char **part = parts; *part != NULL; part++)
            add_name(search, *part);
    }
}

void
name_search_remove(NameSearch *search, const char *name)
{
    g_autoptr(GArray) words = split_words(name, 0);
    if (words->len == 0)
        return;
    g_autofree char *key = words_key(words, name, 0, MIN(words->len, WORDS_MAX));
    (void)g_hash_table_remove(search->names, key);
}

/* The longest name that begins with the word; NULL. */
static const char *
name_at(const NameSearch *search, const GArray *words, const char *text, guint from,
        guint *ret_count)
{
    if (!g_hash_table_contains(search->firsts, g_array_index(words, Word, from).folded))
        return NULL;
    for (guint count = MIN(words->len - from, WORDS_MAX); count > 0; count--) {
        g_autofree char *key = words_key(words, text, from, count);
        const char *name = g_hash_table_lookup(search->names, key);
        if (name != NULL) {
            *ret_count = count;
            return name;
        }
    }
    return NULL;
}

/* Names that begin in this batch; where the next one begins, past the last word where there is none. */
static size_t
scan_batch(const NameSearch *search, const char *text, const GArray *words, NameVisitor visit,
           gpointer data)
{
    guint end = words->len < BATCH ? words->len : BATCH - WORDS_MAX;
    guint i = 0;
    for (guint count; i < end; i += count) {
        count = 1;
        const char *name = name_at(search, words, text, i, &count);
        if (name != NULL)
            visit(name, g_array_index(words, Word, i).start,
                  g_array_index(words, Word, i + count - 1).end, data);
    }
    return i < words->len ? g_array_index(words, Word, i).start
                          : g_array_index(words, Word, words->len - 1).end;
}

void
name_search_scan(const NameSearch *search, const char *text, NameVisitor visit, gpointer data)
{
    bool more = g_hash_table_size(search->names) > 0;
    for (size_t from = 0; more;) {
        g_autoptr(GArray) words = split_words(text, from);
        more = words->len == BATCH;
        if (words->len > 0)
            from = scan_batch(search, text, words, visit, data);
    }
}
