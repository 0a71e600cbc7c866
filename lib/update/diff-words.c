/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "update/changes.h"

/* The table is as large as the one sentence times the other. */
enum { MOST_WORDS = 1000 };

static void
run_clear(gpointer data)
{
    g_free(((WordRun *)data)->text);
}

static void
add_word(GArray *runs, WordSide side, const char *word)
{
    WordRun *last = runs->len > 0 ? &g_array_index(runs, WordRun, runs->len - 1) : NULL;

    if (last != NULL && last->side == side) {
        char *longer = g_strconcat(last->text, " ", word, NULL);
        g_free(last->text);
        last->text = longer;
        return;
    }
    WordRun run = { side, g_strdup(word) };
    g_array_append_val(runs, run);
}

/* The words of a sentence; none where it is empty. */
static char **
split_words(const char *text)
{
    char **words = g_strsplit_set(text, " \t\r\n", -1);
    guint kept = 0;

    for (guint i = 0; words[i] != NULL; i++) {
        if (*words[i] == '\0')
            g_free(words[i]);
        else
            words[kept++] = words[i];
    }
    words[kept] = NULL;
    return words;
}

/* lengths[i][j]: words that the sentences from i and from j on have in common, in order. */
static guint16 *
common_lengths(char **a, guint rows, char **b, guint columns)
{
    guint16 *lengths = g_new0(guint16, (gsize)(rows + 1) * (columns + 1));

    for (guint i = rows; i-- > 0;) {
        for (guint j = columns; j-- > 0;) {
            guint16 *at = &lengths[(gsize)i * (columns + 1) + j];
            guint16 below = at[columns + 1], right = at[1];
            *at = strcmp(a[i], b[j]) == 0 ? (guint16)(at[columns + 2] + 1) : MAX(below, right);
        }
    }
    return lengths;
}

GArray *
diff_words(const char *old, const char *new)
{
    g_auto(GStrv) a = split_words(old), b = split_words(new);
    guint rows = g_strv_length(a), columns = g_strv_length(b), i = 0, j = 0;
    bool whole = rows > MOST_WORDS || columns > MOST_WORDS;
    g_autofree guint16 *lengths = whole ? NULL : common_lengths(a, rows, b, columns);
    GArray *runs = g_array_new(FALSE, FALSE, sizeof(WordRun));

    g_array_set_clear_func(runs, run_clear);
    while (i < rows || j < columns) {
        const guint16 *at = whole ? NULL : &lengths[(gsize)i * (columns + 1) + j];
        if (i < rows && j < columns && strcmp(a[i], b[j]) == 0) {
            add_word(runs, WORDS_BOTH, a[i]);
            i++;
            j++;
        } else if (i < rows && (j == columns || whole || at[columns + 1] >= at[1])) {
            add_word(runs, WORDS_OLD, a[i++]);
        } else {
            add_word(runs, WORDS_NEW, b[j++]);
        }
    }
    return runs;
}
