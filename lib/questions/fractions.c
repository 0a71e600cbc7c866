/* SPDX-License-Identifier: EUPL-1.2 */
#include "questions/fractions.h"

#include <string.h>

/* Words around a name that are none of it. */
static const char *const filler_words[] = { "de",        "het",          "van",      "der",
                                            "leden",     "fractie",      "fracties", "tot",
                                            "behorende", "fractieleden", "uit",      "namens",
                                            "lid,",      "leden,",       "ledenvan" };

/* What a heading goes on with behind the names. */
static const char *const endings[] = { " en reactie",       " en antwoord", " en de reactie",
                                       " en beantwoording", " (",           ":" };

static const char *const suffixes[] = { "-fractieleden", "-fracties", "-fractie", "-leden", "-" };

static bool
is_filler(const char *word)
{
    for (size_t i = 0; i < G_N_ELEMENTS(filler_words); i++) {
        if (strcmp(word, filler_words[i]) == 0)
            return true;
    }
    return false;
}

static char *
cut_endings(const char *phrase)
{
    char *cut = g_strdup(phrase);

    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
        char *at = strstr(cut, endings[i]);
        if (at != NULL)
            *at = '\0';
    }
    return cut;
}

static void
strip_suffix(char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        if (!g_str_has_suffix(name, suffixes[i]))
            continue;
        name[strlen(name) - strlen(suffixes[i])] = '\0';
        return;
    }
}

/* Names are folded as people write them today: "C.D.A." is CDA, "P.v.d.A." PvdA, "D'66" D66. */
static void
fold_name(char *name)
{
    bool dotted = strchr(name, '.') != NULL && strchr(name, ' ') == NULL;
    size_t run = 0, kept = 0;

    for (const char *p = name; *p != '\0' && dotted; p++) {
        run = *p == '.' ? 0 : run + 1;
        dotted = run <= 2;
    }
    for (size_t i = 0; name[i] != '\0'; i++) {
        bool apostrophe = name[i] == '\'' && kept == 1 && g_ascii_isdigit(name[i + 1]);
        if (!(dotted && name[i] == '.') && !apostrophe)
            name[kept++] = name[i];
    }
    name[kept] = '\0';
}

/* One name out of "de leden van de Groep Van Haga": the words that are not filler. A single member
 * keeps the word, as a name alone would read as a party's. */
static void
add_name(GPtrArray *names, const char *piece)
{
    g_auto(GStrv) words = g_strsplit(piece, " ", -1);
    GString *name = g_string_new(NULL);
    bool member = false, begun = false;

    for (guint i = 0; words[i] != NULL; i++) {
        bool is_member_word = strcmp(words[i], "lid") == 0;
        member = member || (is_member_word && !begun);
        bool of_group = strcmp(words[i], "van") == 0 || strstr(words[i], "-fractie") != NULL;
        member = member && !(of_group && !begun);
        if (words[i][0] == '\0' || is_member_word || (!begun && is_filler(words[i])))
            continue;
        if (begun && (strcmp(words[i], "fractie") == 0 || strcmp(words[i], "fracties") == 0))
            break;
        begun = true;
        g_string_append_printf(name, "%s%s", name->len > 0 ? " " : "", words[i]);
    }
    strip_suffix(name->str);
    fold_name(name->str);
    name->len = strlen(name->str);
    if (member && name->len > 0)
        g_string_prepend(name, "lid ");
    if (name->len > 0)
        g_ptr_array_add(names, g_string_free(name, FALSE));
    else
        g_string_free(name, TRUE);
}

GPtrArray *
parse_fraction_names(const char *phrase)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *cut = cut_endings(phrase);
    g_autoptr(GRegex) separator = g_regex_new(", | en |, en | alsmede | & ", 0, 0, NULL);
    g_strstrip(cut);
    /* "De leden van …" begins a sentence; "De" of a name stands further on. */
    if (g_str_has_prefix(cut, "De ") || g_str_has_prefix(cut, "Het "))
        cut[0] = g_ascii_tolower(cut[0]);
    g_auto(GStrv) pieces = g_regex_split(separator, cut, 0);

    for (guint i = 0; pieces[i] != NULL; i++) {
        size_t length = strlen(pieces[i]);
        while (length > 0 && strchr(".,; ", pieces[i][length - 1]) != NULL)
            length--;
        pieces[i][length] = '\0';
        add_name(names, pieces[i]);
    }
    return names;
}

static void
add_new_name(GPtrArray *names, char *name)
{
    if (name[0] == '\0' || g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL))
        g_free(name);
    else
        g_ptr_array_add(names, name);
}

/* The parties of one pair of brackets: "Delta", "beiden Duin". */
static void
add_parties(GPtrArray *names, const char *brackets)
{
    static const char *const openings[] = { "beiden ", "allen ", "allemaal ", "fractie " };

    for (guint i = 0; i < G_N_ELEMENTS(openings); i++) {
        if (g_str_has_prefix(brackets, openings[i]))
            brackets += strlen(openings[i]);
    }
    g_autoptr(GPtrArray) parties = parse_fraction_names(brackets);
    for (guint i = 0; i < parties->len; i++)
        add_new_name(names, g_strdup(g_ptr_array_index(parties, i)));
}

GPtrArray *
parse_member_names(const char *phrase)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) pieces = g_strsplit_set(phrase, "()", -1);
    guint count = g_strv_length(pieces);

    for (guint i = 1; i < count; i += 2)
        add_parties(names, pieces[i]);
    if (names->len > 0)
        return names;

    g_autoptr(GPtrArray) members = parse_fraction_names(phrase);
    for (guint i = 0; i < members->len; i++) {
        const char *name = g_ptr_array_index(members, i);
        bool is_marked = g_str_has_prefix(name, "lid ");
        add_new_name(names, is_marked ? g_strdup(name) : g_strconcat("lid ", name, NULL));
    }
    return names;
}

char *
join_names(const GPtrArray *names, const char *separator)
{
    GString *joined = g_string_new(NULL);

    for (guint i = 0; i < names->len; i++)
        g_string_append_printf(joined, "%s%s", i > 0 ? separator : "",
                               (const char *)g_ptr_array_index(names, i));
    return g_string_free(joined, FALSE);
}

static char *
slug_of(const char *name)
{
    char *slug = g_strdup(name);
    return g_strdelimit(slug, " ", '-');
}

static Fraction *
fraction_find(const Questions *questions, const char *name)
{
    for (guint i = 0; i < questions->fractions->len; i++) {
        Fraction *fraction = g_ptr_array_index(questions->fractions, i);
        if (strcmp(fraction->name, name) == 0)
            return fraction;
    }
    return NULL;
}

Fraction *
fraction_get(Questions *questions, const GPtrArray *names, const char *heading)
{
    g_autofree char *name = names->len > 0 ? join_names(names, "+") : g_strdup(NOBODY);
    Fraction *fraction = fraction_find(questions, name);

    if (fraction == NULL) {
        fraction = g_new0(Fraction, 1);
        fraction->slug = slug_of(name);
        fraction->name = g_steal_pointer(&name);
        fraction->askers = g_ptr_array_new_with_free_func(g_free);
        for (guint i = 0; i < names->len; i++)
            g_ptr_array_add(fraction->askers, g_strdup(g_ptr_array_index(names, i)));
        fraction->passages = g_ptr_array_new();
        g_ptr_array_add(questions->fractions, fraction);
    }
    if (fraction->heading == NULL)
        fraction->heading = g_strdup(heading);
    return fraction;
}

void
fraction_free(gpointer data)
{
    Fraction *fraction = data;

    g_free(fraction->name);
    g_free(fraction->slug);
    g_free(fraction->heading);
    g_ptr_array_unref(fraction->askers);
    g_ptr_array_unref(fraction->passages);
    g_free(fraction);
}
