/* SPDX-License-Identifier: EUPL-1.2 */
#include "questions/fractions.h"

#include <string.h>

/* Words around a name that are none of it. */
static const char *const filler_words[] = { "de",        "het",          "van",      "der",
                                            "leden",     "fractie",      "fracties", "tot",
                                            "behorende", "fractieleden", "uit",      "namens",
                                            "lid,",      "leden,",       "ledenvan" };

/* What a heading goes on with behind the names. */
static const char *const endings[] = { " en reactie",
                                       " en antwoord",
                                       " en de reactie",
                                       " en beantwoording",
                                       " gezamenlijk",
                                       " tezamen",
                                       " (",
                                       ":" };

/* Bytes: longer than this is no abbreviation. */
enum { LONGEST_ABBREVIATION = 10 };

/* So many names are compared with one that is new: a parliament has fewer fractions. */
enum { MOST_FRACTIONS = 64 };

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
    g_autoptr(GRegex) separator =
        g_regex_new(",?(?: die| dat)? mede namens |, | en |, en | alsmede | & ", 0, 0, NULL);
    g_strstrip(cut);
    /* "De leden van …" begins a sentence; "De" of a name stands further on. */
    if (g_str_has_prefix(cut, "De ") || g_str_has_prefix(cut, "Het ") ||
        g_str_has_prefix(cut, "Fractie van ") || g_str_has_prefix(cut, "Leden van "))
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

/* A name without what people and machines write differently: case, spaces, dashes, stops. Newly allocated. */
static char *
bare_name(const char *name)
{
    GString *bare = g_string_new(NULL);

    for (const char *p = name; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == 'W' || c == 'w')
            g_string_append(bare, "vv"); /* as reading machines see it: "WD" */
        else if (g_unichar_isalnum(c))
            g_string_append_unichar(bare, g_unichar_tolower(c));
    }
    return g_string_free(bare, FALSE);
}

/* The letters that an abbreviation of the name may have: of each word the first and the capitals and digits behind it;
 * small words' in lower case, as they may be left out. Newly allocated. */
static char *
initials_of(const char *name)
{
    GString *initials = g_string_new(NULL);
    bool begins = true, numeral = false;

    for (const char *p = name; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool digit = g_unichar_isdigit(c);
        if (g_unichar_isalnum(c) && (begins || g_unichar_isupper(c) || (digit && numeral)))
            g_string_append_unichar(initials, c);
        numeral = digit && (begins || numeral);
        begins = !g_unichar_isalnum(c);
    }
    return g_string_free(initials, FALSE);
}

/* Are these the initials, those of small words with or without? A small word's may be a capital: "FVD". */
static bool
fits_initials(const char *abbreviation, const char *initials, bool capitals)
{
    const char *at = abbreviation;

    for (const char *p = initials; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p), other = g_utf8_get_char(at);
        bool small = g_unichar_islower(c);
        bool fits = g_unichar_tolower(other) == g_unichar_tolower(c) &&
                    (!small || capitals || g_unichar_islower(other));
        if (fits)
            at = g_utf8_next_char(at);
        else if (!small)
            return false;
    }
    return *at == '\0';
}

/* "PvdD" for "Partij voor de Dieren", "SGP" for "Staatkundig Gereformeerde Partij", "CU" for "ChristenUnie". */
static bool
is_abbreviation(const char *abbreviation, const char *name)
{
    size_t length = strlen(abbreviation);
    if (length < 2 || length > LONGEST_ABBREVIATION || strchr(abbreviation, ' ') != NULL)
        return false;

    g_autofree char *initials = initials_of(name);
    return strlen(name) > length && (fits_initials(abbreviation, initials, false) ||
                                     fits_initials(abbreviation, initials, true));
}

static GStrv
split_at_dashes(const char *name)
{
    g_autoptr(GString) plain = g_string_new(NULL);

    for (const char *p = name; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool dash = c == '-' || c == '/' || (c >= 0x2010 && c <= 0x2014);
        g_string_append_unichar(plain, dash ? '-' : c);
    }
    return g_strsplit(plain->str, "-", -1);
}

/* "GroenLinks-PvdA" as "GL-PvdA": part by part. */
static bool
same_parts(const char *left, const char *right)
{
    g_auto(GStrv) lefts = split_at_dashes(left);
    g_auto(GStrv) rights = split_at_dashes(right);
    guint count = g_strv_length(lefts);
    if (count < 2 || count != g_strv_length(rights))
        return false;

    for (guint i = 0; i < count; i++) {
        g_autofree char *one = bare_name(lefts[i]), *other = bare_name(rights[i]);
        bool same = strcmp(one, other) == 0 || is_abbreviation(lefts[i], rights[i]) ||
                    is_abbreviation(rights[i], lefts[i]);
        if (!same)
            return false;
    }
    return true;
}

/* Do two names mean one fraction? Members are told apart by nothing but their names. */
static bool
same_fraction(const char *left, const char *right)
{
    g_autofree char *one = bare_name(left), *other = bare_name(right);
    if (strcmp(one, other) == 0)
        return true;
    if (g_str_has_prefix(left, "lid ") || g_str_has_prefix(right, "lid "))
        return false;
    return is_abbreviation(left, right) || is_abbreviation(right, left) || same_parts(left, right);
}

/* The name under which the document first wrote this one; NULL where it is new. */
static const char *
known_name(const Questions *questions, const char *name)
{
    const GPtrArray *known = questions->known_names;

    for (guint i = 0; i < MIN(known->len, MOST_FRACTIONS); i++) {
        if (same_fraction(g_ptr_array_index(known, i), name))
            return g_ptr_array_index(known, i);
    }
    return NULL;
}

void
use_known_names(Questions *questions, GPtrArray *names)
{
    for (guint i = 0; i < names->len; i++) {
        char *name = g_ptr_array_index(names, i);
        const char *known = g_hash_table_lookup(questions->spellings, name);
        if (known == NULL) {
            known = known_name(questions, name);
            if (known == NULL) {
                g_ptr_array_add(questions->known_names, g_strdup(name));
                known = g_ptr_array_index(questions->known_names, questions->known_names->len - 1);
            }
            g_hash_table_insert(questions->spellings, g_strdup(name), (gpointer)known);
        }
        g_ptr_array_index(names, i) = g_strdup(known);
        g_free(name);
    }
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

Fraction *
fraction_get(Questions *questions, const GPtrArray *names, const char *heading)
{
    g_autofree char *name = names->len > 0 ? join_names(names, "+") : g_strdup(NOBODY);
    Fraction *fraction = g_hash_table_lookup(questions->by_name, name);

    if (fraction == NULL) {
        fraction = g_new0(Fraction, 1);
        fraction->slug = slug_of(name);
        fraction->name = g_steal_pointer(&name);
        fraction->askers = g_ptr_array_new_with_free_func(g_free);
        for (guint i = 0; i < names->len; i++)
            g_ptr_array_add(fraction->askers, g_strdup(g_ptr_array_index(names, i)));
        fraction->passages = g_ptr_array_new();
        g_ptr_array_add(questions->fractions, fraction);
        g_hash_table_insert(questions->by_name, fraction->name, fraction);
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
